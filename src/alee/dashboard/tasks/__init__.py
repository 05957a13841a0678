"""What workers do: one function for each kind of long work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alee.core.errors import InputError
from alee.dashboard.worker import Line
from alee.outlook.forecasting import Outlook

Result = dict[str, Any]


@dataclass
class Bench:
    """Where a worker works.

    Attributes
    ----------
    runs
        Folder of the runs.
    scraps
        Folder for what makes broken work go on.
    line
        To tell how far it is.
    """

    runs: Path
    scraps: Path
    line: Line
    _held: dict[str, Outlook] = field(default_factory=dict)

    def do(self, job: str, kind: str, arguments: Result) -> Result:
        """Do one job and give its result."""
        return TASKS[kind]()(self, job, arguments)

    def outlook(self, name: str) -> Outlook:
        """Load a run; the last one stays in memory.

        Raises
        ------
        InputError
            If the folder holds no outlook.
        """
        from alee.files.store import load

        folder = self.runs / name
        key = f"{name} {(folder / 'run.json').stat().st_mtime_ns}" if folder.is_dir() else name
        if key not in self._held:
            self._held.clear()
            self.line.tell("loading the run", 0, 0)
            found = load(folder)
            if not isinstance(found, Outlook):
                raise InputError(f'the run "{name}" is a fit and looks no day ahead.')
            self._held[key] = found
        return self._held[key]

    def forget(self) -> None:
        """Let go of the run in memory."""
        self._held.clear()


Task = Callable[[Bench, str, Result], Result]


def _fit() -> Task:
    from alee.dashboard.tasks.fitting import fit_anew

    return fit_anew


def _refit() -> Task:
    from alee.dashboard.tasks.fitting import refit

    return refit


def _look_back() -> Task:
    from alee.dashboard.tasks.fitting import look_back

    return look_back


def _what_if() -> Task:
    from alee.dashboard.tasks.asking import ask

    return ask


def _why() -> Task:
    from alee.dashboard.tasks.asking import why

    return why


def _views() -> Task:
    from alee.dashboard.tasks.fitting import prepare

    return prepare


def _warm_up() -> Task:
    from alee.dashboard.tasks.asking import warm_up

    return warm_up


TASKS: dict[str, Callable[[], Task]] = {
    "fit": _fit, "refit": _refit, "look-back": _look_back, "what-if": _what_if, "why": _why, "views": _views,
    "warm-up": _warm_up,
}  # fmt: skip
