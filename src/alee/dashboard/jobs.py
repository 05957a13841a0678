"""Long work as rows of the workspace, so that it outlives a crash of the server or of a worker."""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from alee.dashboard.routing import BASE
from alee.dashboard.workspace import SCRAPS, Workspace, now_words

State = Literal["queued", "running", "done", "failed", "cancelled"]
FINAL: frozenset[str] = frozenset({"done", "failed", "cancelled"})
MOST_ATTEMPTS = 3
GIVEN = frozenset({"name", "shows", "shown"})  # arguments that the server chose, not who asked
GIVEN_OF = {"what-if": frozenset({"id"})}  # of a kind that is otherwise
KEPT = 200  # finished jobs that are remembered
ENDED_OFTEN = (
    f"the worker ended {MOST_ATTEMPTS} times while doing this, perhaps for want of memory. "
    "Try with fewer members."
)
COLUMNS = "id, kind, title, arguments, state, phase, done, total, result, error, created, attempts, position"
MARKS = ", ".join("?" * len(COLUMNS.split(", ")))
OPEN = "state IN ('queued', 'running')"


@dataclass(frozen=True, kw_only=True)
class JobState:
    """One piece of long work as it stands; ``result`` is an address below the API."""

    id: str
    kind: str
    title: str
    arguments: dict[str, Any]
    state: State
    phase: str
    done: int
    total: int
    result: str | None
    error: str | None
    created: str
    attempts: int
    position: int

    def cells(self) -> dict[str, Any]:
        """What the page sees of it."""
        return {
            "id": self.id, "kind": self.kind, "state": self.state, "phase": self.phase, "done": self.done,
            "total": self.total, "result": None if self.result is None else BASE + self.result,
            "error": self.error, "created": self.created, "title": self.title,
        }  # fmt: skip


class JobBook:
    """Keeps the jobs: in memory for whoever watches, in the workspace for whoever comes after a crash."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.scraps = workspace.folder / SCRAPS
        self._guard = threading.RLock()
        rows = workspace.query(f"SELECT {COLUMNS} FROM jobs ORDER BY position")
        self._jobs = {str(row[0]): _from_row(row) for row in rows}

    def resume(self) -> int:
        """Put back into the queue what ran when the server ended; how many there are.

        What work left behind that is over, or that nobody knows any more, is thrown away.
        """
        still = {job.id for job in self.all() if job.state not in FINAL}
        for path in self.scraps.glob("*"):
            if path.name.partition(".")[0] not in still:
                _unlink(path)
        running = [job for job in self.all() if job.state == "running"]
        for job in running:
            self.requeue(job.id)
        return len(running)

    def all(self) -> list[JobState]:
        """Every job, oldest first."""
        with self._guard:
            return sorted(self._jobs.values(), key=lambda job: job.position)

    def get(self, name: str) -> JobState | None:
        """One job."""
        with self._guard:
            return self._jobs.get(name)

    def add(self, kind: str, title: str, arguments: dict[str, Any]) -> JobState:
        """Write down new work, or give the same work if it is not finished yet.

        The database decides, in one change, so that two who ask at the same moment get one job.
        """
        same = _fingerprint(kind, arguments)
        with self._guard, self.workspace.transaction() as base:
            query = f"SELECT id FROM jobs WHERE same = ? AND {OPEN}"
            found = base.execute(query, (same,)).fetchone()
            if found is not None:
                return self._jobs[found[0]]
            position = max((job.position for job in self._jobs.values()), default=0) + 1
            job = JobState(
                id=secrets.token_hex(6), kind=kind, title=title, arguments=arguments, state="queued",
                phase="waiting", done=0, total=0, result=None, error=None, created=now_words(), attempts=0,
                position=position,
            )  # fmt: skip
            base.execute(f"INSERT INTO jobs ({COLUMNS}, same) VALUES ({MARKS}, ?)", (*_row(job), same))
            self._jobs[job.id] = job
        self._forget_old()
        return job

    def change(self, name: str, *, keep: bool = True, **fields: Any) -> JobState | None:
        """Change what stands of a job; a finished one stays as it is.

        Parameters
        ----------
        keep
            Whether it is written to the disk; steps of progress need not be.
        """
        with self._guard:
            job = self._jobs.get(name)
            if job is None or job.state in FINAL:
                return None
            job = replace(job, **fields)
            self._jobs[name] = job
            if keep:
                self._save(job)
            if job.state in FINAL:
                for path in self.scraps.glob(f"{name}.*"):
                    _unlink(path)
            return job

    def requeue(self, name: str) -> JobState | None:
        """Have work done again that was broken off; after some attempts it counts as failed."""
        job = self.get(name)
        if job is None:
            return None
        if job.attempts >= MOST_ATTEMPTS:
            return self.change(name, state="failed", error=ENDED_OFTEN, phase="failed")
        return self.change(name, state="queued", phase="waiting to go on")

    def _save(self, job: JobState) -> None:
        self._jobs[job.id] = job
        sets = ", ".join(f"{name} = ?" for name in COLUMNS.split(", "))
        with self.workspace.transaction() as base:
            base.execute(f"UPDATE jobs SET {sets} WHERE id = ?", (*_row(job), job.id))

    def _forget_old(self) -> None:
        finished = [job for job in self.all() if job.state in FINAL]
        for job in finished[:-KEPT]:
            del self._jobs[job.id]
            with self.workspace.transaction() as base:
                base.execute("DELETE FROM jobs WHERE id = ?", (job.id,))


def _unlink(path: Path) -> None:
    with suppress(OSError):  # a worker on Windows may hold it still; it is thrown away at the next start
        path.unlink()


def _fingerprint(kind: str, arguments: dict[str, Any]) -> str:
    """Tell work by what was asked for; what the server added does not count."""
    given = GIVEN_OF.get(kind, GIVEN)
    asked = {name: value for name, value in arguments.items() if name not in given}
    return hashlib.sha256(json.dumps([kind, asked], sort_keys=True).encode()).hexdigest()


def _row(job: JobState) -> tuple[Any, ...]:
    return (
        job.id, job.kind, job.title, json.dumps(job.arguments, ensure_ascii=False), job.state, job.phase,
        job.done, job.total, job.result, job.error, job.created, job.attempts, job.position,
    )  # fmt: skip


def _from_row(row: tuple[Any, ...]) -> JobState:
    names = COLUMNS.split(", ")
    cells = dict(zip(names, row, strict=True))
    return JobState(**{**cells, "arguments": json.loads(cells["arguments"])})
