"""Play a scenario straight into a store on disk or elsewhere: block after block, never whole in memory.

Blocks may come from threads of this computer or from the workers of a cluster, in any order and more than
once. What is written of a block depends on its members only, and what is counted of it adds up in any order,
so the store ends with the same bits whoever ran what, and however often the run was broken off.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import numpy as np
import zarr

from alee.compiler import Plan, compile_plan
from alee.core.errors import InputError, Problem, SaveFailed
from alee.core.tally import GrowingTally, Tally
from alee.executors import BLOCK_SIZE, Progress, block_bounds, run_bounds, where_to_run
from alee.executors.work import Executor, Work
from alee.files.atomic import REASONS
from alee.files.locking import alone
from alee.files.stream_pieces import drop_pieces, read_piece, write_piece
from alee.files.stream_store import (
    SUMMED_UP,
    finish,
    is_complete,
    open_store,
    read_checkpoint,
    write_checkpoint,
    write_members,
    write_summary,
)
from alee.kernels.layout import Record
from alee.model.scenario import Scenario
from alee.simulation import check_members_and_seed, last_day, run_block

Keep = Literal["all", "summary"]
BLOCK_BYTES = 1024**3  # of the record of one block, for each thread
CHECK_EVERY = 10.0  # seconds between checkpoints; until then each block has a small piece of its own
CHECK_SHARE = 20.0  # times as long as the last checkpoint took


def simulate_into(
    scenario: Scenario,
    store: str | Path,
    *,
    members: int,
    seed: int,
    until: dt.date | str | None = None,
    keep: Keep = "all",
    threads: int | None = None,
    on: Executor | None = None,
    workers_write: bool | None = None,
    progress: Progress | None = None,
) -> None:
    """Play a scenario forward as :func:`alee.simulate` does, and write each block as it comes.

    A run that was broken off goes on if it is called again in the same way, and ends with the same bits; one
    that is complete is left as it is.

    Parameters
    ----------
    store
        A folder to make, or an address that fsspec knows (``s3://...``, ``memory://...``), in Zarr format 3;
        its attribute ``complete`` is true only when every member is in it.
    members, seed, until, threads, on
        As for :func:`alee.simulate`. Memory holds one block for each thread, or one at a time from a cluster.
    keep
        ``all``: every variable of every member, and the summary; ``summary``: quantiles and means over
        members only, so that neither memory nor the store grows with the members.
    workers_write
        With ``on``: whether workers write members themselves, so that nothing passes through this process.
        They must all see the store; by default they do so for addresses such as ``s3://...``.

    Raises
    ------
    InputError
        As :func:`alee.simulate` does, and if ``keep`` is neither.
    SaveFailed
        If the store holds something else, another process writes it, or it cannot be written; what is there
        then is marked as not complete.
    """
    check_members_and_seed(members, seed)
    as_keep(keep)
    workers = where_to_run(threads, on)
    plan = compile_plan(scenario, until=last_day(scenario, until))
    target = address_of(store)
    block = members_in_block(plan)
    try:
        with _held(target):
            group, is_begun = open_store(plan, target, members=members, seed=seed, keep=keep, block=block)
            if is_complete(group):
                finish(group)  # it may have been stopped right before its checkpoints were dropped
                return
            block = int(group.attrs["block"])  # a run goes on in the blocks it was begun with
            gathering = _Gathering.of(group, plan, block_bounds(members, block), is_begun=is_begun)
            is_remote = is_shared(target) if workers_write is None else workers_write
            through = on is not None and not is_remote
            kept = _Keeping(
                target if keep == "all" and not through else "", with_record=keep == "all" and through
            )
            work = Work(_play, (plan.bare(), seed, kept), lambda first, count: None)
            left = gathering.left()
            with gathering:
                run_bounds(
                    work, left, threads=workers, progress=progress,
                    done=members - sum(count for _, count in left), take=gathering.take,
                )  # fmt: skip
            write_summary(group, gathering.whole(), (len(plan.days), len(plan.places)))
            finish(group)
    except (OSError, ImportError) as error:
        raise SaveFailed(_unwritten(target, error)) from error


def _unwritten(target: str, error: OSError | ImportError) -> Problem:
    """Say why a store cannot be written, and how to go on."""
    reason, likely = getattr(error, "strerror", None) or error, ""
    if isinstance(error, OSError):
        reason, likely = REASONS.get(error.errno or 0, (reason, ""))
    allowed = "What is there so far is marked as not complete, and the same command goes on from it."
    wrong = f"the store cannot be written ({reason})"
    return Problem(wrong, allowed, likely, where=Path(target).name)


@contextmanager
def _held(target: str) -> Iterator[None]:
    """Keep other processes of this computer from a store in a folder; elsewhere nobody can be asked."""
    if "://" in target:
        yield
        return
    path = Path(target)
    wrong, allowed = "another process writes this store", "One process writes a store."
    refusal = Problem(wrong, allowed, "Wait until it is done, or choose another name.", where=path.name)
    with alone(path.with_name(f"{path.name}.lock"), refusal):
        yield


def address_of(store: str | Path) -> str:
    """The whole address of a store, the same for a worker that stands in another folder."""
    written = str(store).removeprefix("file://").removeprefix("local://")
    return written if "://" in written else str(Path(written).absolute())


def as_keep(written: str) -> Keep:
    """Read what to keep of the members.

    Raises
    ------
    InputError
        If it is neither ``all`` nor ``summary``.
    """
    if written == "all":
        return "all"
    if written == "summary":
        return "summary"
    raise InputError(f'keep: "{written}" is unknown. Allowed: all, summary.')


def members_in_block(plan: Plan) -> int:
    """Count the members whose record fits into the memory of a block; at least 1, at most ``BLOCK_SIZE``."""
    groups, corridors = len(plan.groups), len(plan.corridors)
    one = len(plan.days) * (8 * len(plan.places) * (2 * groups + 3) + 4 * 6 * corridors)
    return max(1, min(BLOCK_SIZE, BLOCK_BYTES // max(1, one)))


def is_shared(target: str) -> bool:
    """Whether a store is an address that other computers reach, and no folder or memory of this one."""
    kind, found, _ = target.partition("://")
    return bool(found) and kind not in ("file", "local", "memory")


@dataclass(frozen=True)
class _Kept:
    """What is left of a block where it was run."""

    record: Record | None
    tallies: dict[str, Tally]


@dataclass(frozen=True)
class _Keeping:
    """What to do with a block where it is run: write it to ``target``, or send it along."""

    target: str
    with_record: bool

    def __call__(self, record: Record, first: int) -> _Kept:
        tallies = {name: Tally.of(_by_place(getattr(record, name))) for name in SUMMED_UP}
        if self.target:
            write_members(_opened(self.target), first, record)
        return _Kept(record if self.with_record else None, tallies)


def _by_place(counts: np.ndarray) -> np.ndarray:
    """Sum groups and lay days and places side by side: (member, day * place)."""
    summed = counts.sum(axis=3) if counts.ndim == 4 else counts
    return np.asarray(summed.reshape(len(summed), -1))


@lru_cache(maxsize=4)
def _opened(target: str) -> Any:
    try:
        return zarr.open_group(target, mode="r+", zarr_format=3)
    except FileNotFoundError:
        raise OSError(
            "a worker does not see the store; use a folder or an address that all workers share"
        ) from None


def _play(common: tuple[Plan, int, _Keeping], part: None, first: int, count: int) -> _Kept:
    """Draw the priors of a block, run it and keep what is wanted of it."""
    plan, seed, keep = common
    z = plan.prior_coordinates(seed, first, count)
    return keep(run_block(plan, plan.sample(z), seed, first), first)


@dataclass
class _Gathering:
    """What has come in so far: which blocks, and what was counted of them."""

    group: Any
    bounds: list[tuple[int, int]]
    is_done: np.ndarray
    tallies: dict[str, GrowingTally]
    pieces: list[int] = field(default_factory=list)  # first members of blocks that no checkpoint holds yet
    lock: Lock = field(default_factory=Lock)
    checked: float = field(default_factory=time.monotonic)
    took: float = 0.0

    @classmethod
    def of(cls, group: Any, plan: Plan, bounds: list[tuple[int, int]], *, is_begun: bool) -> _Gathering:
        n_cells = len(plan.days) * len(plan.places)
        found = read_checkpoint(group, n_cells) if is_begun else None
        is_done, tallies = found or (
            np.zeros(len(bounds), bool),
            {name: Tally.empty(n_cells) for name in SUMMED_UP},
        )
        growing = {name: GrowingTally(tally) for name, tally in tallies.items()}
        made = cls(group, bounds, is_done, growing)
        for first, _ in made.left() if is_begun else ():
            piece = read_piece(group, first)
            if piece is not None:
                made._count(first, piece)
        return made

    def __enter__(self) -> _Gathering:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        """If the run is broken off, keep what came in; if that fails, the last checkpoint stays."""
        if kind is not None:
            with suppress(OSError):
                self.check()

    def left(self) -> list[tuple[int, int]]:
        return [bounds for bounds, done in zip(self.bounds, self.is_done, strict=True) if not done]

    def take(self, first: int, kept: _Kept) -> None:
        """Take a block in and keep what was counted of it; now and then write a checkpoint."""
        if kept.record is not None:
            write_members(self.group, first, kept.record)
        write_piece(self.group, first, kept.tallies)
        with self.lock:
            self._count(first, kept.tallies)
            if time.monotonic() - self.checked > max(CHECK_EVERY, CHECK_SHARE * self.took):
                self.check()

    def _count(self, first: int, tallies: dict[str, Tally]) -> None:
        for name, tally in tallies.items():
            self.tallies[name].add(tally)
        self.is_done[first // self.bounds[0][1]] = True
        self.pieces.append(first)

    def check(self) -> None:
        """Write a checkpoint, unless the run was broken off while a block was being counted."""
        n_done = sum(count for (_, count), done in zip(self.bounds, self.is_done, strict=True) if done)
        if any(tally.n_members != n_done for tally in self.tallies.values()):
            return
        began = time.monotonic()
        write_checkpoint(self.group, self.is_done, self.whole())
        drop_pieces(self.group, self.pieces)
        self.pieces.clear()
        self.checked = time.monotonic()
        self.took = self.checked - began

    def whole(self) -> dict[str, Tally]:
        return {name: tally.whole() for name, tally in self.tallies.items()}
