"""What the tests of the dashboard share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.dashboard.browsing import CHROMIUM, QUIET
from tests.dashboard.parts import SERVICES, House, copied, house, make_folders


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished workspace to copy, and its example; made once."""
    path = tmp_path_factory.mktemp("dashboard")
    make_folders(path)
    return path


@pytest.fixture(scope="session")
def looked_at(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server whose workspace nobody changes."""
    folder, example = copied(root, tmp_path_factory.mktemp("looked-at"))
    with house(folder, example) as open_house:
        yield open_house


@pytest.fixture
def fresh(root: Path, tmp_path: Path) -> Iterator[House]:
    """A server with a workspace of its own, without workers."""
    folder, example = copied(root, tmp_path)
    with house(folder, example) as open_house:
        yield open_house


@pytest.fixture
def offered(fresh: House) -> House:
    """A server whose group has said what it offers."""
    (fresh.desk.workspace.folder / "services.yaml").write_text(SERVICES, encoding="utf-8")
    return fresh


@pytest.fixture(scope="package")
def working(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server with workers, for all who ask."""
    folder, example = copied(root, tmp_path_factory.mktemp("working"))
    with house(folder, example, works=True) as open_house:
        yield open_house


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """A browser that knows no other address than this computer's own."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as tool:
        made = tool.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield made
        made.close()


@pytest.fixture(scope="session")
def reader(looked_at: House) -> Iterator[httpx.Client]:
    """Somebody who looks."""
    with looked_at.client() as client:
        yield client


@pytest.fixture
def writer(fresh: House) -> Iterator[httpx.Client]:
    """Somebody who changes things, from the page."""
    with fresh.client(**{"X-Alee": "1"}) as client:
        yield client
