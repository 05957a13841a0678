"""Run many members in blocks, on threads, processes or a cluster, without a trace of it in the results.

A function is called with the number of a first member and how many members to run. Blocks go to a
pool of threads (the engine lets go of Python's lock while it works) and come back in the order of their
members, whatever thread finished first. Since every draw has an address, neither the number of threads
nor the size of a block changes a result.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event
from typing import Any

from alee.core.errors import BugError, InputError, Problem
from alee.executors.work import Block, Executor, Work
from alee.kernels.scratch import MOST_LANES
from alee.model.numbers import written

Progress = Callable[[str, int, int], None]
"""Called as ``progress(phase, done, total)`` from the thread that asked for the work."""

Workers = int | Executor | None
"""A number of threads, somewhere else to run, or every processor of this computer."""

BLOCK_SIZE = MOST_LANES  # members; the engine plays so many side by side, so a block leaves no lane empty
PLACES_TO_RUN = (
    'Allowed: alee.Dask("tcp://10.0.0.5:8786"), alee.executors.processes.Processes(4), or nothing.'
)


class Stopped(Exception):  # noqa: N818 - nothing went wrong here
    """A block that was not started any more because another one failed."""


def available_threads() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def where_to_run(threads: object = None, on: object = None) -> Workers:
    """Look at where members are to run, before anything runs; the one door for ``threads`` and ``on``.

    Parameters
    ----------
    threads
        Threads of this computer, 1 or more; one per core if not given.
    on
        Somewhere else to run: anything with ``run_blocks``, such as :class:`alee.executors.cluster.Dask`.

    Returns
    -------
    int, Executor or None
        What :func:`run_members` takes; None = every processor of this computer.

    Raises
    ------
    InputError
        If either cannot be used, or both are given.
    """
    if on is not None and threads is not None:
        raise InputError(Problem("threads and on are both given", "Allowed: one of the two.",
                                 "Threads are those of this computer; on runs elsewhere."))  # fmt: skip
    if on is not None:
        if isinstance(on, type) or not callable(getattr(on, "run_blocks", None)):
            wrong = f"{written(on)} is no place to run members"
            raise InputError(Problem(wrong, PLACES_TO_RUN, _probably(on), where="on"))
        return on  # type: ignore[return-value]  # it has what the contract asks for
    if threads is not None and (isinstance(threads, bool) or not isinstance(threads, int)):
        raise InputError(Problem(f"{written(threads)} is no number of threads", "Allowed: 1 or more.",
                                 where="threads"))  # fmt: skip
    if threads is not None and threads < 1:
        raise InputError(Problem(f"{threads} is too small", "Allowed: 1 or more.", where="threads"))
    return threads


def _probably(on: object) -> str:
    """Guess what somebody meant who wrote something else than an executor."""
    if isinstance(on, str):
        return f'Did you mean alee.Dask("{on}")?'
    if isinstance(on, int) and not isinstance(on, bool):
        return f"Did you mean threads={on}?"
    if isinstance(on, type):
        return f"Did you forget the brackets of {on.__name__}(...)?"
    return "A client of Dask is given by its address." if hasattr(on, "scheduler") else ""


def block_bounds(n_members: int, block_size: int) -> list[tuple[int, int]]:
    """Cut the members 0 .. n_members - 1 into blocks ``(first member, number of members)``."""
    return [(first, min(block_size, n_members - first)) for first in range(0, n_members, block_size)]


def run_members(
    function: Callable[[int, int], Block],
    n_members: int,
    *,
    threads: Workers = None,
    block_size: int = BLOCK_SIZE,
    phase: str = "simulating",
    progress: Progress | None = None,
    take: Callable[[int, Block], None] | None = None,
) -> list[Block]:
    """Run every member and give the blocks back in order.

    The first exception stops the rest: blocks that have not begun are dropped, those that run are awaited,
    then it is raised. An exception raised by ``progress``, or an interrupt from the keyboard, stops
    the work in the same way; this is how a caller cancels.

    Parameters
    ----------
    function
        Called as ``function(first_member, n_members_of_block)``; its answer is that block's result. To run
        elsewhere than here it must be a :class:`alee.executors.work.Work`.
    n_members
        Number of members, 0 or more.
    threads
        Number of threads, or an executor such as :class:`alee.executors.cluster.Dask`; all available
        processors if not given.
    block_size
        Members per block, 1 or more.
    phase
        What the work is called in the progress.
    progress
        Called once at the start with 0 done and after each block, counting members.
    take
        Called as ``take(first_member, block)`` for each block as it comes, in any order, for different
        blocks maybe from different threads; then nothing is kept, and the answer is empty.

    Returns
    -------
    list
        One entry per block, in the order of their members.

    Raises
    ------
    InputError
        If ``threads`` is less than 1, or nothing that members can run on.
    ValueError
        If ``n_members`` is negative, or ``block_size`` is less than 1.
    """
    for name, number, lowest in (("n_members", n_members, 0), ("block_size", block_size, 1)):
        if number < lowest:
            raise ValueError(f"{name}: {number} is too small. The least is {lowest}.")
    bounds = block_bounds(n_members, block_size)
    return run_bounds(function, bounds, threads=threads, phase=phase, progress=progress, take=take)


def run_bounds(
    function: Callable[[int, int], Block],
    bounds: list[tuple[int, int]],
    *,
    threads: Workers = None,
    phase: str = "simulating",
    progress: Progress | None = None,
    done: int = 0,
    take: Callable[[int, Block], None] | None = None,
) -> list[Block]:
    """Run the blocks given as ``(first member, number of members)``; otherwise as :func:`run_members`.

    Parameters
    ----------
    bounds
        Blocks in ascending order; members between them may be missing.
    done
        Members that were run before and count as done in the progress.

    Raises
    ------
    InputError
        If ``threads`` is less than 1, or nothing that members can run on.
    """
    is_here = threads is None or isinstance(threads, int)
    found = where_to_run(threads) if is_here else where_to_run(on=threads)
    workers = available_threads() if found is None else found
    total = done + sum(count for _, count in bounds)

    def tell(more: int) -> None:
        if progress is not None:
            progress(phase, done + more, total)

    tell(0)
    if not isinstance(workers, int):
        return run_elsewhere(function, bounds, workers, tell, take)
    here = function if take is None else handing_on(function, take)
    if workers == 1 or len(bounds) <= 1:
        blocks = run_in_order(here, bounds, tell)
    else:
        blocks = run_on_threads(here, bounds, workers, tell)
    return [] if take is not None else blocks


def handing_on(
    function: Callable[[int, int], Block], take: Callable[[int, Block], None]
) -> Callable[[int, int], Any]:
    """Run a block and hand it on at once, so that no more than one block for each thread is held."""

    def run(first: int, count: int) -> None:
        take(first, function(first, count))

    return run


def run_elsewhere(
    function: Callable[[int, int], Block],
    bounds: list[tuple[int, int]],
    executor: Executor,
    tell: Callable[[int], None],
    take: Callable[[int, Block], None] | None,
) -> list[Block]:
    """Let an executor run the blocks; they are kept in order, or handed on as they come."""
    if not isinstance(function, Work):
        raise BugError("this work cannot be sent to other processes; it is no alee.executors.work.Work.")
    kept: dict[int, Block] = {}
    done = 0

    def receive(index: int, block: Block) -> None:
        nonlocal done
        first, count = bounds[index]
        if take is None:
            kept[index] = block
        else:
            take(first, block)
        done += count
        tell(done)

    executor.run_blocks(function, bounds, receive)
    return [kept[index] for index in sorted(kept)]


def run_in_order(
    function: Callable[[int, int], Block], bounds: list[tuple[int, int]], tell: Callable[[int], None]
) -> list[Block]:
    """Run the blocks one after the other in the thread that asked."""
    blocks, done = [], 0
    for first, count in bounds:
        blocks.append(function(first, count))
        done += count
        tell(done)
    return blocks


def run_on_threads(
    function: Callable[[int, int], Block],
    bounds: list[tuple[int, int]],
    workers: int,
    tell: Callable[[int], None],
) -> list[Block]:
    """Run the blocks on a pool of threads; of several failures, the one of the lowest member is raised."""
    stop = Event()

    def run_block(first: int, count: int) -> Block:
        if stop.is_set():
            raise Stopped
        try:
            return function(first, count)
        except BaseException:
            stop.set()
            raise

    with ThreadPoolExecutor(max_workers=min(workers, len(bounds)), thread_name_prefix="alee") as pool:
        futures = [pool.submit(run_block, first, count) for first, count in bounds]
        try:
            await_all(futures, [count for _, count in bounds], tell)
        except BaseException:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return [future.result() for future in futures]


def await_all(futures: list[Future[Block]], counts: list[int], tell: Callable[[int], None]) -> None:
    """Wait for all blocks, tell the progress in members, and raise the first failure."""
    sizes = dict(zip(futures, counts, strict=True))
    pending = set(futures)
    done_members = 0
    while pending:
        finished, pending = wait(pending, return_when=FIRST_COMPLETED)
        failures = [future for future in finished if future.exception() is not None]
        if failures:
            wait(pending)
            raise_first(futures)
        done_members += sum(sizes[future] for future in finished)
        tell(done_members)


def raise_first(futures: list[Future[Block]]) -> None:
    """Raise the failure of the block with the lowest members, leaving out blocks that never began."""
    for future in futures:
        failure = future.exception()
        if failure is not None and not isinstance(failure, Stopped):
            raise failure
