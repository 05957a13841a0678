"""The foreman: gives waiting jobs to workers, hears how far they are, and notices when one is gone.

There are two lanes, so that a question answered in seconds does not wait behind a fit of minutes. Each lane
has one worker process at most, started when there is work and ended after a while without any.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from alee.dashboard.jobs import JobBook, JobState
from alee.dashboard.worker import CANCEL, STOP, work
from alee.dashboard.workspace import RUNS

QUICK = frozenset({"what-if", "warm-up"})
LANES = ("quick", "long")
LOOK_EVERY = 0.1  # seconds
IDLE_SECONDS = 600.0
GRACE_SECONDS = 3.0  # after a cancel, before the worker is ended by force
WRITE_EVERY = 1.0
Settle = Callable[[JobState, dict[str, Any]], str | None]
"""Called with a job and what it gave, so far or in the end; gives the address of the result."""


class Lane:
    """One worker process and the job it does."""

    def __init__(self, name: str, runs: Path, scraps: Path) -> None:
        self.name, self._runs, self._scraps = name, runs, scraps
        self.process: Any = None
        self.line: Connection | None = None
        self.job: str | None = None
        self.run: str | None = None  # that is in the worker's memory
        self.cancelled_at: float | None = None
        self.idle_since = time.monotonic()
        self.written = 0.0

    @property
    def is_alive(self) -> bool:
        """Whether there is a process."""
        return self.process is not None and bool(self.process.is_alive())

    def start(self) -> None:
        """Start the process."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.process = context.Process(
            target=work,
            args=(theirs, str(self._runs), str(self._scraps)),
            daemon=True,
            name=f"alee-{self.name}",
        )
        self.process.start()
        theirs.close()
        self.line = ours

    def give(self, job: JobState) -> None:
        """Hand a job over."""
        if not self.is_alive:
            self.start()
        assert self.line is not None
        self.job, self.cancelled_at = job.id, None
        self.run = job.arguments.get("run")
        self.line.send((job.id, job.kind, job.arguments))

    def free(self) -> None:
        """The job is over, whatever became of it."""
        self.job, self.cancelled_at, self.idle_since = None, None, time.monotonic()

    def end(self, *, by_force: bool) -> None:
        """End the process."""
        if self.process is None:
            return
        try:
            if not by_force and self.line is not None and self.job is None:
                self.line.send((STOP,))
                self.process.join(GRACE_SECONDS)
            if self.process.is_alive():
                self.process.kill()
            self.process.join()
        except (OSError, ValueError):
            pass
        if self.line is not None:
            self.line.close()
        self.process = self.line = self.run = None

    def messages(self) -> list[tuple[Any, ...]]:
        """Everything that the worker said since."""
        found: list[tuple[Any, ...]] = []
        try:
            while self.line is not None and self.line.poll():
                found.append(self.line.recv())
        except (EOFError, OSError):
            pass
        return found


class Foreman:
    """Runs in a thread of the server.

    Parameters
    ----------
    book
        The jobs.
    settle
        Does what is left when work is done, and gives the address of its result.
    complain
        Called with the words and the traceback of a bug.
    """

    def __init__(
        self, book: JobBook, folder: Path, settle: Settle, complain: Callable[[str], None] = lambda text: None
    ) -> None:
        self.book, self._settle, self._complain = book, settle, complain
        self.lanes = {name: Lane(name, folder / RUNS, book.scraps) for name in LANES}
        self._stop = threading.Event()
        self._cancels: set[str] = set()
        self._thread = threading.Thread(target=self._loop, name="alee-foreman", daemon=True)

    def start(self) -> None:
        """Begin; what was broken off goes on."""
        self.book.resume()
        self._thread.start()

    def stop(self) -> None:
        """End the workers; their work goes on when the server is started again."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        for lane in self.lanes.values():
            lane.end(by_force=lane.job is not None)

    def holds(self, run: str) -> bool:
        """Whether the quick worker has a run in memory, or is loading it."""
        lane = self.lanes["quick"]
        return lane.is_alive and lane.run == run

    def cancel(self, name: str) -> JobState | None:
        """Call a job off."""
        job = self.book.get(name)
        if job is not None and job.state == "queued":
            return self.book.change(name, state="cancelled", phase="cancelled")
        if job is not None and job.state == "running":
            self._cancels.add(name)
        return job

    def _loop(self) -> None:
        while not self._stop.wait(LOOK_EVERY):
            for lane in self.lanes.values():
                try:
                    self._look(lane)
                except Exception as error:  # noqa: BLE001 - the foreman must outlive whatever one job does
                    self._complain(f"{type(error).__name__}: {error}")
                    self._lost(lane)

    def _look(self, lane: Lane) -> None:
        for message in lane.messages():
            self._hear(lane, message)
        if lane.job is not None:
            self._mind(lane)
        if lane.job is None:
            self._next(lane)

    def _hear(self, lane: Lane, message: tuple[Any, ...]) -> None:
        job = None if lane.job is None else self.book.get(lane.job)
        if job is None or message[0] == "ready":
            return
        word = message[0]
        if word == "progress":
            keep = time.monotonic() - lane.written > WRITE_EVERY
            lane.written = time.monotonic() if keep else lane.written
            self.book.change(job.id, keep=keep, phase=message[1], done=message[2], total=message[3])
        elif word == "partial":
            self.book.change(job.id, result=self._settle(job, message[1]))
        elif word == "done":
            result = self._settle(job, message[1])
            self.book.change(job.id, state="done", phase="done", result=result)
            lane.free()
        elif word == "cancelled":
            self.book.change(job.id, state="cancelled", phase="cancelled")
            lane.free()
        else:
            self.book.change(job.id, state="failed", phase="failed", error=message[1])
            if message[2]:
                self._complain(f"{message[1]}\n{message[2]}")
            lane.free()

    def _mind(self, lane: Lane) -> None:
        """Look after a running job that may have been called off, or lost its worker."""
        assert lane.job is not None
        if lane.job in self._cancels and lane.line is not None:
            self._cancels.discard(lane.job)
            lane.cancelled_at = time.monotonic()
            lane.line.send((CANCEL,))
        since = lane.cancelled_at
        if not lane.is_alive or (since is not None and time.monotonic() - since > GRACE_SECONDS):
            self._lost(lane)

    def _lost(self, lane: Lane) -> None:
        """A worker is gone: its job goes on with a new one."""
        name, was_cancelled = lane.job, lane.cancelled_at is not None
        lane.end(by_force=True)
        lane.free()
        if name is not None and was_cancelled:
            self.book.change(name, state="cancelled", phase="cancelled")
        elif name is not None:
            self.book.requeue(name)

    def _next(self, lane: Lane) -> None:
        for job in self.book.all():
            lane_of = "quick" if job.kind in QUICK else "long"
            if job.state == "queued" and lane_of == lane.name:
                started = self.book.change(
                    job.id, state="running", phase="starting", attempts=job.attempts + 1
                )
                if started is not None:
                    lane.give(started)
                return
        if lane.is_alive and time.monotonic() - lane.idle_since > IDLE_SECONDS:
            lane.end(by_force=False)
