"""Run blocks in other processes of this computer."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from alee.core.errors import FitError, InputError
from alee.executors.work import Bounds, Work

TRIES = 3
_COMMON: list[Any] = []


@dataclass(frozen=True)
class Processes:
    """Processes of this computer, started afresh for each piece of work.

    Attributes
    ----------
    number
        How many, 1 or more.
    """

    number: int

    def __post_init__(self) -> None:
        if isinstance(self.number, bool) or not isinstance(self.number, int) or self.number < 1:
            raise InputError(f"processes: {self.number} is no number of processes. Allowed: 1 or more.")

    def run_blocks(self, work: Work, bounds: Sequence[Bounds], take: Callable[[int, Any], None]) -> None:
        """Run all blocks; a process that dies is replaced, and its blocks are run again.

        Raises
        ------
        FitError
            If processes die again and again.
        """
        left = dict(enumerate(bounds))
        for _ in range(TRIES):
            try:
                self._run(work, left, take)
            except BrokenProcessPool:
                continue
            return
        raise FitError(
            f"Processes that run members died {TRIES} times; {len(left)} of {len(bounds)} blocks are left. "
            "Allowed is enough memory for each process. Try fewer processes, or threads."
        )

    def _run(self, work: Work, left: dict[int, Bounds], take: Callable[[int, Any], None]) -> None:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.number, context, initializer=_begin, initargs=(work.common,)) as pool:
            futures: dict[Future[Any], int] = {
                pool.submit(_run_block, work.run, work.part(*b), *b): k for k, b in left.items()
            }
            try:
                while futures:
                    finished, _ = wait(futures, return_when=FIRST_COMPLETED)
                    for future in finished:
                        index = futures.pop(future)
                        take(index, future.result())
                        del left[index]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _begin(common: Any) -> None:
    """Keep in a worker what all blocks share."""
    _COMMON[:] = [common]


def _run_block(run: Callable[[Any, Any, int, int], Any], part: Any, first: int, count: int) -> Any:
    return run(_COMMON[0], part, first, count)
