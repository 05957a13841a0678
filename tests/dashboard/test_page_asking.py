"""What if, in a real browser: asked, watched, called off, and answered after a crash of either side."""

import os
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.browsing import LONG, NEEDS_A_BROWSER, SIZES, Visit, visiting
from tests.dashboard.parts import House, copied, ended, started, wait_until

pytestmark = NEEDS_A_BROWSER


@contextmanager
def held(house: House) -> Iterator[int]:
    """Hold the quick worker still, so that what is asked is in the middle for as long as the test wants."""
    lane = house.desk.foreman.lanes["quick"]
    wait_until(lambda: lane.is_alive and lane.job is None)
    pid = int(lane.process.pid)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield pid
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def ask_in_words(visit: Visit, words: str) -> None:
    visit.press("In words")
    visit.page.get_by_label("The question").fill(words)
    visit.read("Understood:")
    visit.press("Show what changes")


def is_going(visit: Visit) -> None:
    """The work is on screen: that it goes on, and how to call it off."""
    visit.page.locator(".job progress").wait_for(state="visible")
    visit.page.locator(".job").get_by_role("button", name="Cancel").wait_for(state="visible")


def answered(visit: Visit) -> str:
    """The answer's own sentence."""
    found = visit.page.locator("#found")
    found.wait_for(state="visible")
    visit.page.locator(".job progress").wait_for(state="detached")
    return str(found.inner_text())


@pytest.mark.parametrize("size", SIZES)
def test_a_what_if_is_asked_watched_answered_and_kept(browser: Any, working: House, size: str) -> None:
    with visiting(browser, working, size) as visit:
        visit.see("what-if")
        with held(working):
            if visit.is_phone:  # by hand and by the form
                visit.page.get_by_label("What", exact=True).fill("Beeland")
                visit.page.get_by_label("From").fill("2030-03-17")
                visit.press("Show what changes")
            else:  # by keyboard and in words
                visit.tab_to("button[aria-pressed=false]")
                visit.page.keyboard.press("Enter")
                visit.tab_to("textarea")
                visit.page.keyboard.type("close Beeland from 2030-03-16")
                visit.read("Understood:")
                visit.tab_to("button.primary:not(:disabled)")
                visit.page.keyboard.press("Enter")
            is_going(visit)
            assert visit.page.get_by_role("button", name="Show what changes").is_disabled()
        assert answered(visit)
        assert visit.page.locator(".pairs svg[role=img]").count() >= 1
        assert "Beeland" in visit.page.locator(".answer").inner_text()
        visit.page.get_by_label("Name", exact=True).fill(f"Closed, on the {size}")
        visit.press("Keep it")
        visit.page.locator(".kept li", has_text=f"Closed, on the {size}").get_by_text("kept").wait_for()


def test_what_is_not_understood_is_said_where_it_stands(browser: Any, working: House) -> None:
    with visiting(browser, working) as visit:
        visit.see("what-if")
        visit.press("In words")
        visit.page.get_by_label("The question").fill("close Beeland from 2030-03-16; clothe Seeland")
        visit.page.locator(".check .problem mark", has_text="clothe Seeland").wait_for()
        assert visit.page.get_by_role("button", name="Show what changes").is_disabled()


def test_a_what_if_is_called_off(browser: Any, working: House) -> None:
    with visiting(browser, working) as visit:
        visit.see("what-if")
        with held(working):
            ask_in_words(visit, "close Seeland from 2030-03-15")
            is_going(visit)
            visit.press("Cancel")
            visit.page.locator(".job.is-cancelled").wait_for()
        assert visit.page.locator("#found").count() == 0
        ask_in_words(visit, "close Seeland from 2030-03-18")
        assert answered(visit)


def test_long_work_says_how_far_it_is(browser: Any, working: House) -> None:
    with visiting(browser, working) as visit:
        visit.see("scenario")
        visit.press("Estimate anew")
        visit.page.wait_for_function("() => document.querySelector('.job progress')?.position > 0")
        visit.press("Cancel")
        visit.page.locator(".job.is-cancelled").wait_for()


def test_a_worker_that_dies_is_replaced_and_the_page_gets_its_answer(browser: Any, working: House) -> None:
    with visiting(browser, working) as visit:
        visit.see("what-if")
        with held(working) as worker:
            ask_in_words(visit, "close Beeland from 2030-03-19")
            is_going(visit)
            os.kill(worker, signal.SIGKILL)
        assert answered(visit)
        assert working.desk.foreman.lanes["quick"].process.pid != worker


def workers_of(pid: int) -> list[int]:
    """The worker processes of a server."""
    children = [
        int(child)
        for thread in Path(f"/proc/{pid}/task").glob("*/children")
        for child in thread.read_text().split()
    ]
    return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def states(folder: Path) -> list[tuple[str, str]]:
    """Every job as the file of the workspace has it."""
    with closing(sqlite3.connect(folder / "workspace.sqlite")) as base:
        return list(base.execute("SELECT kind, state FROM jobs"))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the worker under /proc")
def test_a_server_that_dies_in_the_middle_answers_when_it_is_back(
    browser: Any, root: Path, tmp_path: Path
) -> None:
    folder, example = copied(root, tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process, link = started(folder, example, tmp_path / "server.py", port)
    visit = Visit(browser, link, "laptop")
    try:
        visit.see("what-if")
        wait_until(lambda: ("warm-up", "done") in states(folder))
        (worker,) = workers_of(process.pid)
        os.kill(worker, signal.SIGSTOP)
        ask_in_words(visit, "close Beeland from 2030-03-16")
        is_going(visit)
        wait_until(lambda: ("what-if", "running") in states(folder))
        process.kill()
        process.wait()
        os.kill(worker, signal.SIGKILL)
        process.stdout.close()
        process, _ = started(folder, example, tmp_path / "server.py", port)
        visit.page.locator("#found").wait_for(state="visible", timeout=2 * LONG)
        assert ("what-if", "done") in states(folder)
        visit.page.locator(".kept li").first.wait_for()  # the list comes a moment after the answer
        assert visit.page.locator(".kept li").count() == 1
        visit.close()
    finally:
        ended(process)
