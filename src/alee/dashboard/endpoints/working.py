"""The workspace: what it holds, which run is shown, what was changed, and long work."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from pydantic import BaseModel

from alee.core.provenance import installed_version
from alee.dashboard.desk import Desk
from alee.dashboard.faults import Refused
from alee.dashboard.jobs import FINAL, JobState
from alee.dashboard.routing import Answer, Call, Shelf
from alee.dashboard.runs import SavedRun
from alee.dashboard.settling import CURRENT
from alee.dashboard.shapes import (
    CurrentRun,
    Failure,
    Job,
    JobAnswer,
    Jobs,
    Journal,
    JournalEntry,
    Revision,
    Run,
    Turn,
    TurnAnswer,
    WorkspaceAnswer,
)

SHELF = Shelf()
LISTED = 30  # jobs in the answer about the workspace
EVERY = 0.2  # seconds between two looks at a job that somebody watches
ALIVE_EVERY = 75  # looks after which a silent stream says that it is there


@SHELF.put("GET", "/workspace", "What the workspace holds", answers={200: WorkspaceAnswer})
def get_workspace(desk: Desk, call: Call) -> BaseModel:
    """Give runs, jobs and the revision."""
    current = desk.current()
    can_undo, can_redo = desk.workspace.can_turn()
    return WorkspaceAnswer(
        name=desk.workspace.folder.resolve().name, version=installed_version("alee"),
        example=current.is_example if current else True, language="en",
        runs=[run_answer(run, current) for run in desk.shelf.all()],
        current=current.id if current else None, jobs=[Job(**job.cells()) for job in shown_jobs(desk)[:LISTED]], revision=desk.workspace.revision,
        can_undo=can_undo, can_redo=can_redo,
    )  # fmt: skip


def run_answer(run: SavedRun, current: SavedRun | None) -> Run:
    """Describe a run."""
    return Run(
        id=run.id, name=run.id, scenario=run.scenario, as_of=run.as_of, horizon_end=run.horizon_end,
        members=run.members, seed=run.seed, saved=run.saved, digest=run.digest,
        is_current=current is not None and run.id == current.id, is_ready=run.is_ready, example=run.is_example,
    )  # fmt: skip


@SHELF.put(
    "PUT", "/workspace/current", "Choose the run that is shown",
    body=CurrentRun, answers={200: Revision, 404: Failure, 409: Failure},
)  # fmt: skip
def put_current(desk: Desk, call: Call) -> BaseModel:
    """Show another run."""
    run = desk.shelf.get(call.body.run)
    if run is None:
        raise Refused(404, "there is no such run in this workspace.", where="run", field="run")
    words = f"Showing {run.id}"
    return Revision(
        revision=desk.workspace.change("show", words, {CURRENT: run.id}, upon=call.revision), words=words
    )


@SHELF.put("GET", "/runs/{run}", "One run", answers={200: Run, 404: Failure})
def get_run(desk: Desk, call: Call) -> BaseModel:
    """Describe one run."""
    return run_answer(desk.run(call.path["run"]), desk.current())


@SHELF.put("GET", "/journal", "Every change, the newest first", answers={200: Journal})
def get_journal(desk: Desk, call: Call) -> BaseModel:
    """Give the journal."""
    entries = [
        JournalEntry(
            revision=entry.revision, at=entry.at, what=entry.what, words=entry.words,
            undone=entry.state in ("undone", "dropped"),
        )
        for entry in desk.workspace.journal()
    ]  # fmt: skip
    return Journal(entries=entries)


@SHELF.put("POST", "/undo", "Take the last change back", body=Turn, answers={200: TurnAnswer, 409: Failure})
def post_undo(desk: Desk, call: Call) -> BaseModel:
    """Take back."""
    revision, words = desk.workspace.undo(call.body.revision)
    return TurnAnswer(revision=revision, undone=words)


@SHELF.put(
    "POST", "/redo", "Make the change again that was taken back", body=Turn,
    answers={200: TurnAnswer, 409: Failure},
)  # fmt: skip
def post_redo(desk: Desk, call: Call) -> BaseModel:
    """Make again."""
    revision, words = desk.workspace.redo(call.body.revision)
    return TurnAnswer(revision=revision, redone=words)


@SHELF.put("GET", "/jobs", "All long work, the newest first", answers={200: Jobs})
def get_jobs(desk: Desk, call: Call) -> BaseModel:
    """List jobs."""
    return Jobs(jobs=[Job(**job.cells()) for job in shown_jobs(desk)])


@SHELF.put("GET", "/jobs/{job}", "How far one job is", answers={200: JobAnswer, 404: Failure})
def get_job(desk: Desk, call: Call) -> BaseModel:
    """Give one job."""
    return JobAnswer(job=Job(**_job(desk, call.path["job"]).cells()))


@SHELF.put("DELETE", "/jobs/{job}", "Call a job off", answers={202: JobAnswer, 404: Failure})
def delete_job(desk: Desk, call: Call) -> Answer:
    """Call off."""
    _job(desk, call.path["job"])
    job = desk.foreman.cancel(call.path["job"])
    assert job is not None
    return Answer(body=JobAnswer(job=Job(**job.cells())), status=202)


@SHELF.put(
    "GET", "/jobs/{job}/events", "Server-sent events: progress as it comes, until the job is over",
    answers={200: "text/event-stream", 404: Failure},
)  # fmt: skip
def watch_job(desk: Desk, call: Call) -> Answer:
    """Stream progress."""
    name = call.path["job"]
    _job(desk, name)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Answer(body=_events(desk, name), kind="text/event-stream", headers=headers)


async def _events(desk: Desk, name: str) -> AsyncIterator[bytes]:
    before, silent = None, 0
    while True:
        job = desk.jobs.get(name)
        if job is None:
            return
        cells = job.cells()
        if cells != before:
            before, silent = cells, 0
            yield f"event: progress\ndata: {json.dumps(cells, ensure_ascii=False)}\n\n".encode()
        if job.state in FINAL:
            return
        silent += 1
        if silent % ALIVE_EVERY == 0:
            yield b": alive\n\n"
        await asyncio.sleep(EVERY)


def shown_jobs(desk: Desk) -> list[JobState]:
    """The jobs that people care for, the newest first."""
    return [job for job in reversed(desk.jobs.all()) if job.kind != "warm-up"]


def _job(desk: Desk, name: str) -> JobState:
    job = desk.jobs.get(name)
    if job is None:
        raise Refused(404, "there is no such job in this workspace.", where="job")
    return job
