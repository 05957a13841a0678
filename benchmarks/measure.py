"""Taking time: CPU and wall, jobs in turn, medians of several repeats.

Every job runs once before the clock starts, so nothing is compiled or imported inside a timing. Jobs that are
compared take turns, so a busy moment of the machine falls on all of them; a ratio is the median of the
ratios within each turn.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np

from alee.compiler import Plan
from alee.kernels.layout import Record
from alee.simulation import map_blocks
from benchmarks.worlds import SEED

Job = Callable[[], object]


@dataclass(frozen=True)
class Timing:
    """Seconds of every repeat of one job."""

    cpu_seconds: tuple[float, ...]
    wall_seconds: tuple[float, ...]

    @property
    def cpu(self) -> float:
        """Median CPU seconds, all threads together."""
        return median(self.cpu_seconds)

    @property
    def wall(self) -> float:
        """Median wall seconds."""
        return median(self.wall_seconds)

    def cpu_over(self, other: "Timing") -> float:
        """CPU time over another job's, median over the turns."""
        return median(a / b for a, b in zip(self.cpu_seconds, other.cpu_seconds, strict=True))

    def wall_over(self, other: "Timing") -> float:
        """Wall time over another job's, median over the turns."""
        return median(a / b for a, b in zip(self.wall_seconds, other.wall_seconds, strict=True))


def time_in_turn(jobs: Mapping[str, Job], repeats: int) -> dict[str, Timing]:
    """Run every job once to warm up, then ``repeats`` times in turn."""
    for job in jobs.values():
        job()
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
    for _ in range(repeats):
        for name, job in jobs.items():
            cpu, wall = time.process_time(), time.perf_counter()
            job()
            taken[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    return {
        name: Timing(tuple(cpu for cpu, _ in rows), tuple(wall for _, wall in rows))
        for name, rows in taken.items()
    }


def engine_job(plan: Plan, members: int, *, threads: int = 1) -> Job:
    """Make the job of simulating members block by block, keeping nothing of their records."""
    z = plan.prior_coordinates(SEED, 0, members)
    return lambda: map_blocks(plan, z, SEED, lambda record, first, stop: None, threads=threads)


def crossings_of(plan: Plan, members: int) -> tuple[float, float]:
    """Mean persons per edge-day, and the share of corridor-days with anybody on the corridor."""

    def count(record: Record, first: int, stop: int) -> tuple[int, int]:
        return int(record.crossings.sum(dtype=np.int64)), int(np.count_nonzero(record.crossings))

    z = plan.prior_coordinates(SEED, 0, members)
    persons, filled = np.sum(map_blocks(plan, z, SEED, count, threads=1), axis=0)
    corridor_days = members * len(plan.days) * len(plan.corridors)
    return float(persons / (corridor_days * len(plan.groups))), float(filled / corridor_days)


def log_slope(sizes: list[float], seconds: list[float]) -> float:
    """Slope of log time over log size, by least squares; 1 means that twice the size takes twice the time."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])
