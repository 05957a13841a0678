"""Run blocks on a Dask cluster that exists already.

Workers may come and go. A block whose worker died is run by another (Dask does that); a block that takes far
longer than the others is given to a second worker, and whoever is first wins: both give the same bits. A
worker whose disk is full or that cannot read a file gets no more blocks while others can take them.
Before anything runs, every worker is asked which Alee it has, because another version may give other bits.

What all blocks share is sent to the scheduler once, as the answer of a task, and workers fetch it from each
other; only a few blocks for each thread are under way at a time, so that neither the scheduler nor the
workers pile up answers faster than they are taken.
"""

from __future__ import annotations

import pickle
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Any

from alee.core.errors import FitError, InputError, MissingExtra
from alee.core.provenance import installed_version
from alee.executors.work import Bounds, Work
from alee.kernels.jit import source_digest

RETRIES = 3
LOOK_EVERY = 1.0  # seconds between looks at who is slow
SLOW = 5.0  # times the median block, from which a block is given to a second worker
LEAST_WAIT = 10.0  # seconds before anything counts as slow
PATIENCE = 60.0  # seconds to wait for a scheduler, and then for its first worker: both may just be starting
AHEAD = 3  # blocks under way for each thread of the cluster


@dataclass(frozen=True)
class Dask:
    """An existing Dask cluster.

    Attributes
    ----------
    address
        Address of its scheduler, such as ``tcp://10.0.0.5:8786``.
    """

    address: str

    def __post_init__(self) -> None:
        if not isinstance(self.address, str) or not self.address.strip():
            raise InputError(
                f'cluster: "{self.address}" is no address. Allowed is the address of a Dask scheduler, such '
                "as tcp://127.0.0.1:8786."
            )

    def run_blocks(self, work: Work, bounds: Sequence[Bounds], take: Callable[[int, Any], None]) -> None:
        """Run all blocks on the cluster; an InputError if it cannot be reached or has another Alee."""
        distributed = _library()
        try:
            client = distributed.Client(self.address, set_as_default=False, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            raise InputError(
                f'cluster: nothing answers at "{self.address}" ({type(error).__name__}). '
                "Allowed is the address of a running Dask scheduler, such as tcp://127.0.0.1:8786. "
                "Start one with: dask scheduler"
            ) from None
        with client, client.as_current():
            with suppress(TimeoutError, distributed.TimeoutError):
                client.wait_for_workers(1, timeout=PATIENCE)
            _check_workers(client, self.address)
            _Round(distributed, client, work, bounds, take).run()


class _Round:
    """One piece of work on a cluster, until every block has come back once."""

    def __init__(
        self,
        distributed: Any,
        client: Any,
        work: Work,
        bounds: Sequence[Bounds],
        take: Callable[[int, Any], None],
    ) -> None:
        self.distributed, self.client, self.work, self.bounds, self.take = (
            distributed,
            client,
            work,
            bounds,
            take,
        )
        import dask

        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
            self.common = client.submit(_same, pickle.dumps(work.common), pure=False, retries=RETRIES)
        self.left = set(range(len(bounds)))
        self.coming = deque(range(len(bounds)))
        self.began: dict[Any, tuple[int, float]] = {}
        self.took: list[float] = []
        self.failed: dict[int, int] = {}
        self.shunned: set[str] = set()

    def run(self) -> None:
        try:
            while self.left:
                self._keep_busy()
                self._wait()
                self._help_the_slow()
        finally:
            self.client.cancel([*self.began, self.common])

    def _keep_busy(self) -> None:
        """Hand out blocks as long as few are under way for each thread; workers that join get theirs."""
        threads = max(1, sum(self.client.nthreads().values()))
        while self.coming and len(self.began) < AHEAD * threads:
            self._submit(self.coming.popleft())

    def _submit(self, index: int) -> None:
        first, count = self.bounds[index]
        able = set(self.client.nthreads()) - self.shunned if self.shunned else set()
        elsewhere = {"workers": sorted(able), "allow_other_workers": True} if able else {}
        future = self.client.submit(
            _run_block, self.work.run, self.common, self.work.part(first, count), first, count,
            fingerprint(), pure=False, retries=RETRIES, **elsewhere,
        )  # fmt: skip
        self.began[future] = (index, time.monotonic())

    def _wait(self) -> None:
        try:
            done = self.distributed.wait(
                list(self.began), timeout=LOOK_EVERY, return_when="FIRST_COMPLETED"
            ).done
        except (TimeoutError, self.distributed.TimeoutError):
            return
        for future in done:
            index, began = self.began.pop(future)
            if index in self.left and self._receive(index, future):
                self.took.append(time.monotonic() - began)

    def _receive(self, index: int, future: Any) -> bool:
        """Take a block in; False if its worker could not, and another is to try."""
        try:
            block = future.result()
        except self.distributed.KilledWorker as error:
            first, count = self.bounds[index]
            raise FitError(
                f"cluster: the members {first} to {first + count - 1} killed every worker that tried them. "
                "Allowed is enough memory on each worker. Give workers more memory, or use fewer members."
            ) from error
        if isinstance(block, _Trouble):
            self.shunned.add(block.worker)
            self.failed[index] = self.failed.get(index, 0) + 1
            if self.failed[index] > RETRIES:
                raise block.error
            self._submit(index)
            return False
        self.take(index, block)
        self.left.discard(index)
        return True

    def _help_the_slow(self) -> None:
        """Give the last blocks to a second worker if they take far longer than the others did."""
        if not self.took or len(self.left) > max(1, len(self.bounds) // 10):
            return
        limit = time.monotonic() - max(SLOW * median(self.took), LEAST_WAIT)
        running = [index for index, _ in self.began.values()]
        for index, began in list(self.began.values()):
            if began < limit and running.count(index) == 1:
                self._submit(index)
                running.append(index)


def fingerprint() -> tuple[str, str]:
    """Version and kernels of the Alee in this process; the same on all machines that give the same bits."""
    return installed_version("alee"), source_digest("flee")


def _check_workers(client: Any, address: str) -> None:
    answers = client.run(fingerprint, on_error="return")
    if not answers:
        raise InputError(
            f'cluster: the scheduler at "{address}" has no workers. Allowed is one or more. '
            f"Start one with: dask worker {address}"
        )
    others = {worker: answer for worker, answer in answers.items() if answer != fingerprint()}
    if others:
        worker, answer = next(iter(others.items()))
        has = f"Alee {answer[0]}" if isinstance(answer, tuple) else f"no Alee ({type(answer).__name__})"
        raise InputError(
            f"cluster: {len(others)} of {len(answers)} workers give other bits; {worker} has {has}. "
            f"Allowed is Alee {fingerprint()[0]} with the same kernels. Install it there."
        )


def _library() -> Any:
    try:
        import distributed
    except ImportError:
        raise MissingExtra(
            'A cluster needs an optional part. Install it here and there: pip install "alee[cluster]".'
        ) from None
    return distributed


@lru_cache(maxsize=2)
def _unpacked(common: bytes) -> Any:
    return pickle.loads(common)  # what this process's own client sent


@dataclass(frozen=True)
class _Trouble:
    """A worker could not run a block: its disk, its network, its rights, or an Alee that gives other bits."""

    worker: str
    error: OSError | InputError


def _same(common: bytes) -> bytes:
    return common


def _run_block(
    run: Callable[[Any, Any, int, int], Any], common: bytes, part: Any, first: int, count: int,
    wanted: tuple[str, str],
) -> Any:  # fmt: skip
    if fingerprint() != wanted:  # a worker that joined after all were asked
        worker = _library().get_worker().address
        has = f"the worker {worker}, which joined later, has Alee {fingerprint()[0]} with other kernels"
        return _Trouble(worker, InputError(f"cluster: {has}. Allowed is Alee {wanted[0]}. Install it there."))
    try:
        return run(_unpacked(common), part, first, count)
    except OSError as error:
        return _Trouble(_library().get_worker().address, error)
