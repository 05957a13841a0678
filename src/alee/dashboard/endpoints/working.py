"""The workspace: what it holds, which run is shown, what was changed, and long work."""

from __future__ import annotations

from pydantic import BaseModel

from alee.core.provenance import installed_version
from alee.dashboard.desk import CURRENT, Desk
from alee.dashboard.faults import Refused
from alee.dashboard.routing import Call, Shelf
from alee.dashboard.runs import SavedRun
from alee.dashboard.shapes import CurrentRun, Failure, Revision, Run, WorkspaceAnswer

SHELF = Shelf()


@SHELF.put("GET", "/workspace", "What the workspace holds", answers={200: WorkspaceAnswer})
def get_workspace(desk: Desk, call: Call) -> BaseModel:
    """Give runs, jobs and the revision."""
    current = desk.current()
    can_undo, can_redo = desk.workspace.can_turn()
    return WorkspaceAnswer(
        name=desk.workspace.folder.resolve().name, version=installed_version("alee"),
        example=current.is_example if current else True, language="en",
        runs=[run_answer(run, current) for run in desk.shelf.all()],
        current=current.id if current else None, jobs=[], revision=desk.workspace.revision,
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
