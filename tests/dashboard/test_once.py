"""The same work asked for twice at the same moment is one job, whoever is quicker."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from alee.core.errors import InputError
from alee.dashboard.jobs import JobBook
from alee.dashboard.workspace import Workspace
from tests.dashboard.parts import BASE, House

CLOSED = {"text": "close Beeland from 2030-03-16"}
MANY = 8


def at_once(ask: Callable[[], Any]) -> list[Any]:
    """What many get who ask at the same moment."""
    gate, found = threading.Barrier(MANY), []

    def wait_and_ask() -> None:
        gate.wait()
        found.append(ask())

    threads = [threading.Thread(target=wait_and_ask) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.parametrize(
    ("address", "body"),
    [("what-ifs", CLOSED), ("fit", {"members": 30}), ("runs/current/refit", {})],
    ids=["what-if", "fit", "refit"],
)
def test_the_same_question_at_the_same_moment_is_one_job(
    fresh: House, writer: httpx.Client, address: str, body: dict[str, Any]
) -> None:
    answers = at_once(lambda: writer.post(f"{BASE}/{address}", json=body))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["job"]["id"] for answer in answers}) == 1
    rows = fresh.desk.workspace.query("SELECT COUNT(*) FROM jobs WHERE kind != 'warm-up'")
    assert rows == [(1,)]


def test_another_name_run_or_question_is_another_job(writer: httpx.Client) -> None:
    asked = [CLOSED, {**CLOSED, "name": "Beeland"}, {"text": "close Seeland from 2030-03-16"}]
    answers = [writer.post(f"{BASE}/what-ifs", json=body).json() for body in asked]
    assert len({answer["job"]["id"] for answer in answers}) == len(asked)


def test_the_same_question_may_be_asked_again_later(fresh: House) -> None:
    jobs = fresh.desk.jobs
    first = jobs.add("what-if", "asked", {"id": "a", "text": "close Beeland"})
    assert jobs.add("what-if", "asked", {"id": "b", "text": "close Beeland"}) == first
    jobs.change(first.id, state="cancelled")
    again = jobs.add("what-if", "asked", {"id": "c", "text": "close Beeland"})
    assert (again.id != first.id, again.arguments["id"]) == (True, "c")


def test_the_file_itself_refuses_a_second_one(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    JobBook(space).add("fit", "asked", {"seed": 1})
    names = ", ".join(row[1] for row in space.query("PRAGMA table_info(jobs)") if row[1] != "id")
    with pytest.raises(InputError, match="UNIQUE"):
        space.query(f"INSERT INTO jobs (id, {names}) SELECT 'other', {names} FROM jobs", ())
    space.close()


def test_a_workspace_of_an_earlier_version_is_taken_along(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    job = JobBook(space).add("fit", "from earlier", {"seed": 1})
    space.query("DROP INDEX one_at_a_time")
    space.query("ALTER TABLE jobs DROP COLUMN same")
    space.close()
    again = Workspace(tmp_path / "w")
    book = JobBook(again)
    assert book.get(job.id) == job
    assert book.add("fit", "new", {"seed": 2}) == book.add("fit", "new", {"seed": 2})
    again.close()
