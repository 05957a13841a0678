"""Long work: done by workers, watched, called off, and gone on with after a crash of either side."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from alee.dashboard.edit_shapes import WhatIfAnswer, Why
from alee.dashboard.jobs import MOST_ATTEMPTS, JobBook
from alee.dashboard.workspace import Workspace
from tests.dashboard.parts import BASE, RUN, House, copied, ended, finished, house, started, wait_until


@pytest.fixture(scope="module")
def busy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server with workers."""
    folder, example = copied(root, tmp_path_factory.mktemp("busy"))
    with house(folder, example, works=True) as open_house:
        yield open_house


@pytest.fixture(scope="module")
def client(busy: House) -> Iterator[httpx.Client]:
    with busy.client(**{"X-Alee": "1"}) as browser:
        yield browser


def ask(client: httpx.Client, text: str, **more: Any) -> dict[str, Any]:
    answer = client.post(f"{BASE}/what-ifs", json={"text": text, **more})
    assert answer.status_code == 202, answer.text
    job: dict[str, Any] = answer.json()["job"]
    return job


def test_a_what_if_is_asked_watched_answered_named_and_thrown_away(client: httpx.Client) -> None:
    job = ask(client, "close Beeland from 2030-03-16", name="Beeland closes")
    events: list[dict[str, Any]] = []
    with client.stream("GET", f"{BASE}/jobs/{job['id']}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        events += [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]
    assert events[-1]["state"] == "done"
    assert {event["state"] for event in events} <= {"queued", "running", "done"}
    address = events[-1]["result"]
    answer = WhatIfAnswer.model_validate(client.get(address).json())
    assert answer.members == answer.of_members == 40
    assert answer.rows[0].label.startswith("People in Beeland on")
    assert answer.rows[0].difference.median < 0
    assert all(len(pair.with_["q50"]) == len(pair.days) for pair in answer.fans)
    assert answer.fans[0].without["q50"][:15] == answer.fans[0].with_["q50"][:15]  # the past is the same
    kept = client.get(f"{BASE}/what-ifs").json()["kept"]
    assert [(one["name"], one["kept"]) for one in kept if one["id"] == answer.id] == [
        ("Beeland closes", True)
    ]
    assert (
        client.patch(f"{BASE}/what-ifs/{answer.id}", json={"name": "closed", "keep": True}).status_code == 200
    )
    assert client.get(address).json()["name"] == "closed"
    client.delete(address)
    assert client.get(address).status_code == 404
    client.post(f"{BASE}/undo", json={})
    assert client.get(address).status_code == 200


def test_a_report_is_switched_off_and_what_it_did_is_seen(client: httpx.Client, busy: House) -> None:
    before = client.get(f"{BASE}/runs/{RUN}/now").json()
    client.post(f"{BASE}/reports/B2/switch", json={"off": True})
    job = client.post(f"{BASE}/runs/current/refit", json={"name": "without B2"}).json()["job"]
    over = finished(client, job)
    assert over["state"] == "done", over
    assert over["result"] == f"{BASE}/runs/without-b2"
    run = client.get(over["result"]).json()
    assert (run["is_current"], run["is_ready"], run["members"]) == (True, True, 40)
    now = client.get(f"{BASE}/runs/current/now").json()
    assert now["headline"][0]["value"] != before["headline"][0]["value"]
    assert {"text": "One report switched off."} in now["changed"]
    row = next(r for r in client.get(f"{BASE}/runs/current/evidence").json()["rows"] if r["id"] == "B2")
    assert (row["switched_off"], row["status"], row["edited"]) == (True, "not_used", False)
    assert client.post(f"{BASE}/undo", json={}).json()["undone"].startswith("New estimate")
    assert client.get(f"{BASE}/workspace").json()["current"] == RUN


def test_a_number_is_explained(client: httpx.Client) -> None:
    query = {"place": "Seeland", "day": "2030-03-14"}
    first = client.get(f"{BASE}/runs/{RUN}/why", params=query)
    assert first.status_code == 202
    over = finished(client, first.json()["job"])
    assert over["state"] == "done", over
    why = Why.model_validate(client.get(over["result"]).json())
    assert why.place == "Seeland"
    assert {row["report"] for row in why.reports} >= {"S1", "S2"}
    assert any(row.issuer == "port of Seeland" for row in why.without_issuer)
    assert why.would_narrow


def test_new_reports_are_learnt_without_a_new_fit(client: httpx.Client, busy: House) -> None:
    row = {
        "place": "Beeland", "measure": "entries", "value": 900, "start": "2030-03-15", "end": "2030-03-15",
        "published": "2030-03-16", "unit": "persons", "issuer": "border service",
    }  # fmt: skip
    client.put(f"{BASE}/workspace/current", json={"run": RUN})
    client.post(f"{BASE}/reports", json=row)
    job = client.post(f"{BASE}/runs/{RUN}/refit", json={"as_of": "2030-03-16"}).json()["job"]
    over = finished(client, job)
    assert over["state"] == "done", over
    now = client.get(f"{BASE}/runs/current/now").json()
    assert now["as_of"] == "2030-03-16"
    assert {"text": "As of 2030-03-16 instead of 2030-03-14."} in now["changed"]
    assert now["previous"]["rows"][0]["report"] == "W001"


def test_what_fails_says_why(client: httpx.Client, busy: House) -> None:
    job = busy.desk.jobs.add("warm-up", "a run that is not there", {"run": "nothing"})
    over = finished(client, job.cells())
    assert over["state"] == "failed"
    assert "nothing" in over["error"]


def test_a_job_is_called_off(client: httpx.Client, busy: House) -> None:
    job = client.post(f"{BASE}/fit", json={"members": 20000, "name": "too much"}).json()["job"]
    wait_until(lambda: client.get(f"{BASE}/jobs/{job['id']}").json()["job"]["total"] > 0)
    assert client.delete(f"{BASE}/jobs/{job['id']}").status_code == 202
    journal = busy.desk.workspace.folder / "scraps" / f"{job['id']}.journal"
    assert finished(client, job)["state"] == "cancelled"
    assert not journal.exists()
    assert not (busy.desk.workspace.runs / "too-much").exists()
    waiting = busy.desk.jobs.add("nothing", "never begun", {})
    busy.desk.jobs.change(waiting.id, state="cancelled")
    assert client.delete(f"{BASE}/jobs/{waiting.id}").json()["job"]["state"] == "cancelled"
    assert client.delete(f"{BASE}/jobs/none").status_code == 404


def test_a_worker_that_dies_is_noticed_and_the_question_is_answered(
    client: httpx.Client, busy: House
) -> None:
    lane = busy.desk.foreman.lanes["quick"]
    wait_until(lambda: lane.job is None)
    job = ask(client, "close Seeland from 2030-03-17")
    wait_until(lambda: lane.job == job["id"] and lane.is_alive)
    os.kill(lane.process.pid, signal.SIGKILL)
    over = finished(client, job)
    assert over["state"] == "done"
    kept = busy.desk.jobs.get(job["id"])
    assert kept is not None
    assert kept.attempts >= 1
    assert client.get(over["result"]).json()["rows"]


def test_a_job_that_always_kills_its_worker_is_given_up(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    book = JobBook(space)
    job = book.add("what-if", "deadly", {})
    scraps = space.folder / "scraps"
    for ending in ("", "-journal"):
        (scraps / f"{job.id}.journal{ending}").touch()
    for _ in range(MOST_ATTEMPTS):
        started = book.get(job.id)
        assert started is not None
        assert started.state == "queued"
        book.change(job.id, state="running", attempts=started.attempts + 1)
        book.requeue(job.id)
    given_up = book.get(job.id)
    assert given_up is not None
    assert given_up.state == "failed"
    assert "fewer members" in str(given_up.error)
    assert list(scraps.iterdir()) == []
    assert JobBook(space).get(job.id) == given_up
    space.close()


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_work_that_is_over_leaves_no_scraps(fresh: House, state: Any) -> None:
    jobs, scraps = fresh.desk.jobs, fresh.desk.workspace.folder / "scraps"
    over, open_ = jobs.add("fit", "over", {"seed": 1}), jobs.add("fit", "open", {"seed": 2})
    for name in (f"{over.id}.journal", f"{open_.id}.journal", "0000.journal-wal"):
        (scraps / name).touch()
    jobs.change(over.id, state=state)
    assert {path.name for path in scraps.iterdir()} == {f"{open_.id}.journal", "0000.journal-wal"}
    jobs.resume()
    assert [path.name for path in scraps.iterdir()] == [f"{open_.id}.journal"]


def client_of(link: str) -> httpx.Client:
    """Somebody with the token of a server in a process of its own."""
    headers = {"Authorization": "Bearer token-of-the-tests", "X-Alee": "1"}
    return httpx.Client(base_url=link.split("/open")[0], headers=headers, timeout=30.0, trust_env=False)


def test_a_server_that_is_killed_goes_on_where_it_was(root: Path, tmp_path: Path) -> None:
    folder, example = copied(root, tmp_path)
    process, link = started(folder, example, tmp_path / "server.py")
    client = client_of(link)
    fit = client.post(f"{BASE}/fit", json={"members": 1500, "name": "long"}).json()["job"]
    question = ask(client, "close Beeland from 2030-03-16", name="asked before the crash")
    wait_until(lambda: client.get(f"{BASE}/jobs/{fit['id']}").json()["job"]["state"] == "running")
    journal = folder / "scraps" / f"{fit['id']}.journal"
    wait_until(journal.exists)
    process.kill()
    process.wait()
    client.close()
    process.stdout.close()

    process, link = started(folder, example, tmp_path / "server.py")
    client = client_of(link)
    try:
        assert finished(client, question)["state"] == "done"
        over = finished(client, fit)
        assert over["state"] == "done", over
        assert client.get(over["result"]).json()["members"] == 1500
        assert not journal.exists()
        assert client.get(f"{BASE}/what-ifs").json()["kept"][0]["name"] == "asked before the crash"
    finally:
        client.close()
        ended(process)


def test_an_empty_workspace_gets_the_example(root: Path, tmp_path: Path) -> None:
    with house(tmp_path / "new", root / "example", works=True) as fresh, fresh.client() as client:
        began = client.get(f"{BASE}/workspace").json()
        assert began["runs"] == []
        assert began["jobs"]
        ready = wait_until(
            lambda: [r for r in client.get(f"{BASE}/workspace").json()["runs"] if r["is_ready"]], 240
        )
        assert ready[0]["example"] is True
        assert client.get(f"{BASE}/runs/current/now").json()["example"] is True
        wait_until(lambda: all(j["state"] == "done" for j in client.get(f"{BASE}/jobs").json()["jobs"]), 240)
        previous = client.get(f"{BASE}/runs/current/now").json()["previous"]
        assert previous is None or previous["rows"]
