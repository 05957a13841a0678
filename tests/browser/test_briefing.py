"""The page in a real browser: it asks for nothing, complains about nothing, and fits a phone."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alee.briefing.page import render

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine (/usr/bin/chromium)"),
]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = Path(__file__).parents[1] / "briefing" / "example.py"
    spec = importlib.util.spec_from_file_location("briefing_example", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    path = tmp_path_factory.mktemp("page") / "briefing.html"
    path.write_text(render(module.build()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as tool:
        made = tool.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield made
        made.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 900)])
def test_page_is_quiet_and_fits(browser: Any, page_file: Path, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    left: list[str] = []
    said: list[str] = []
    page.route(
        lambda url: not url.startswith("file:"), lambda route: (left.append(route.request.url), route.abort())
    )
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(page_file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg.map:visible").count() == 1
    assert page.locator("main h1").is_visible()
    assert (left, said) == ([], [])
    page.close()


def test_the_styles_apply_under_the_policy(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.numbers')).display") == "grid"
    page.close()
