"""What every endpoint works with: the workspace, its runs, and those who do long work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alee.dashboard.faults import Refused
from alee.dashboard.guard import Keys
from alee.dashboard.runs import RunShelf, SavedRun
from alee.dashboard.views.book import read_view, unpacked
from alee.dashboard.workspace import Workspace

CURRENT = "setting/current"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everything that an endpoint may use.

    Attributes
    ----------
    example
        Folder of the shipped example.
    """

    workspace: Workspace
    shelf: RunShelf
    keys: Keys
    example: Path

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

    def view(self, run: SavedRun, name: str) -> bytes:
        """Read one packed view of a run.

        Raises
        ------
        Refused
            With 404 if there is no such view, with 503 if the views are being made.
        """
        body = read_view(run.book, name) if run.is_ready else None
        if body is None and not run.is_ready:
            raise Refused(503, "this run is being prepared for the page; ask again in a moment.", where="run")
        if body is None:
            raise Refused(404, "this run has nothing of that name.", where=name.rpartition("/")[0])
        return body

    def plain_view(self, run: SavedRun, name: str) -> Any:
        """Read one view of a run as plain values; see :meth:`view`."""
        return unpacked(self.view(run, name))
