"""Needs: asked once for each server, and words that look like options are words."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from alee.dashboard import commands
from alee.dashboard.endpoints import needs
from tests.dashboard.parts import BASE, House


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Every command that was run."""
    seen: list[tuple[str, ...]] = []
    plain: Callable[..., str] = commands.run_command

    def run(*arguments: str, **more: Any) -> str:
        seen.append(arguments)
        return plain(*arguments, **more)

    monkeypatch.setattr(needs, "run_command", run)
    return seen


def test_needs_are_asked_once_and_kept_by_the_server_that_asked(
    offered: House, writer: httpx.Client, asked: list[tuple[str, ...]]
) -> None:
    first, again = (writer.get(f"{BASE}/runs/current/needs") for _ in range(2))
    assert first.status_code == 200, first.text
    assert again.json() == first.json()
    assert [arguments[0] for arguments in asked] == ["needs"]
    assert len(offered.desk.answers) == 1


def test_a_place_that_looks_like_an_option_is_a_place(
    offered: House, writer: httpx.Client, asked: list[tuple[str, ...]]
) -> None:
    answer = writer.get(f"{BASE}/runs/current/needs", params={"place": "--help"})
    assert answer.status_code == 422
    assert '"--help"' in answer.json()["error"]["message"]
    assert "--place=--help" in asked[0]
