"""What every endpoint works with: the workspace, its runs, and those who do long work."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from alee.dashboard.contents import Contents
from alee.dashboard.faults import Refused
from alee.dashboard.foreman import Foreman
from alee.dashboard.guard import Keys
from alee.dashboard.jobs import FINAL, JobBook
from alee.dashboard.runs import RunShelf, SavedRun
from alee.dashboard.settling import CURRENT
from alee.dashboard.views.book import read_view, unpacked
from alee.dashboard.workspace import Workspace

MOST_ANSWERS = 16  # that are kept


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everything that an endpoint may use.

    Attributes
    ----------
    contents
        The scenario and reports of the workspace.
    jobs, foreman
        Long work, and who has it done.
    example
        Folder of the shipped example.
    answers
        What took seconds to work out and may be asked again; see :meth:`once`.
    """

    workspace: Workspace
    contents: Contents
    jobs: JobBook
    foreman: Foreman
    shelf: RunShelf
    keys: Keys
    example: Path
    answers: dict[Any, Any] = field(default_factory=dict)

    def current(self) -> SavedRun | None:
        """The run that is shown: the chosen one, else the newest that is ready, else the newest."""
        runs = self.shelf.all()
        chosen = self.workspace.document(CURRENT)
        for run in runs:
            if run.id == chosen:
                return run
        return next((run for run in runs if run.is_ready), runs[0] if runs else None)

    def run(self, name: str) -> SavedRun:
        """Find a run by its id; ``current`` is the one that is shown.

        Raises
        ------
        Refused
            With 404, if there is none.
        """
        found = self.current() if name == "current" else self.shelf.get(name)
        if found is None:
            raise Refused(404, "there is no such run in this workspace.", where="run")
        return found

    def prepare(self, run: SavedRun) -> None:
        """Have the views of a run made, unless the work that makes the run does so in the end.

        Raises
        ------
        Refused
            With 422, if that failed since the server was started.
        """
        jobs = self.jobs.all()
        if any(job.arguments.get("name") == run.id for job in jobs if job.state not in FINAL):
            return
        past = [job for job in jobs if job.kind == "views" and job.arguments["run"] == run.id]
        if past and past[-1].state == "failed":
            words = f"this run cannot be shown: {past[-1].error}"
            raise Refused(422, words, where="run", allowed="Start alee serve again to try once more.")
        self.jobs.add("views", f"Preparing {run.id}", {"run": run.id})

    def warm(self, run: SavedRun) -> None:
        """Load a run into the quick worker before the first question comes."""
        if not self.foreman.holds(run.id):
            self.jobs.add("warm-up", f"Loading {run.id}", {"run": run.id})

    def new_run_id(self, wanted: str) -> str:
        """Find a free name for a run: small letters, digits and hyphens."""
        words = re.sub(r"[^a-z0-9]+", "-", wanted.casefold()).strip("-")[:60] or "run"
        taken = {path.name for path in self.shelf.folder.iterdir()} | {
            str(job.arguments.get("name")) for job in self.jobs.all() if job.state in ("queued", "running")
        }
        if words not in taken:
            return words
        return next(name for k in count(2) if (name := f"{words}-{k}") not in taken)

    def once(self, key: Any, work: Callable[[], Any]) -> Any:
        """Give what some work gives; the last answers are kept, so the key names all that they depend on."""
        found = self.answers.get(key)
        if found is None:
            found = self.answers[key] = work()
            for old in list(self.answers)[:-MOST_ANSWERS]:
                self.answers.pop(old, None)
        return found

    def view(self, run: SavedRun, name: str) -> bytes:
        """Read one packed view of a run.

        Raises
        ------
        Refused
            With 404 if there is no such view, with 503 while the views are made, with 422 if that failed.
        """
        is_ready = run.is_ready
        body = read_view(run.book, name) if is_ready else None
        if not is_ready:
            self.prepare(run)
            raise Refused(503, "this run is being prepared for the page; ask again in a moment.", where="run")
        if body is None:
            raise Refused(404, "this run has nothing of that name.", where=name.rpartition("/")[0])
        return body

    def plain_view(self, run: SavedRun, name: str) -> Any:
        """Read one view of a run as plain values; see :meth:`view`."""
        return unpacked(self.view(run, name))
