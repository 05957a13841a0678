"""One thread against two: how much sooner it is done, what it costs, and that the bits are the same."""

import hashlib

import numpy as np

from alee.compiler import Plan
from alee.executors import run_members
from alee.kernels.layout import Record
from alee.simulation import map_blocks
from benchmarks.measure import Job, Timing, engine_job, time_in_turn
from benchmarks.tables import Table
from benchmarks.worlds import SEED, World, compile_world

NOTE = (
    "The speed-up is wall time of one thread over that of two; CPU time says what the second thread "
    "costs. The bits compared are all thirteen arrays of every block. The bar is 1.9×. It needs two "
    "idle cores: the control is NumPy sorting in the same pool of threads, and where it gains nothing "
    "either, the machine had no second core to give and this table tells only that the bits are the "
    "same."
)


def measure(*, quick: bool = False) -> list[Table]:
    """Time worlds without and with all rules on one and two threads."""
    communities, days, members, repeats = (1, 5, 60, 1) if quick else (2, 60, 200, 5)
    control = time_in_turn({str(n): sorting_job(10 if quick else 300, n) for n in (1, 2)}, repeats)
    rows = [row("control: sorting", control["1"], control["2"], "–")]
    for name, all_rules in (("dense", False), ("dense, all rules", True)):
        world = World(communities=communities, days=days, people=communities * 2_500_000, all_rules=all_rules)
        plan = compile_world(world)
        times = time_in_turn({str(n): engine_job(plan, members, threads=n) for n in (1, 2)}, repeats)
        same = digest(plan, members, threads=1) == digest(plan, members, threads=2)
        rows.append(row(name, times["1"], times["2"], "yes" if same else "NO"))
    columns = (
        "case",
        "one thread, wall s",
        "two threads, wall s",
        "speed-up",
        "CPU two over one",
        "same bits",
    )
    return [Table(title="Two threads against one", note=NOTE, columns=columns, rows=rows)]


def row(name: str, one: Timing, two: Timing, same: str) -> tuple[str, ...]:
    """Write the row of a case that took these times on one and two threads."""
    speed_up, extra = one.wall_over(two), two.cpu_over(one)
    return name, f"{one.wall:.3f}", f"{two.wall:.3f}", f"{speed_up:.2f}×", f"{extra:.2f}×", same


def sorting_job(times: int, threads: int) -> Job:
    """Make a job that any two idle cores do in half the time: four blocks of sorting in NumPy."""
    numbers = np.random.default_rng(SEED).random(20_000)

    def sort(first: int, count: int) -> None:
        for _ in range(times):
            np.sort(numbers, kind="stable")

    return lambda: run_members(sort, 4, threads=threads, block_size=1)


def digest(plan: Plan, members: int, *, threads: int) -> str:
    """Digest everything that a run writes down, in the order of the members."""

    def of_block(record: Record, first: int, stop: int) -> bytes:
        block = hashlib.blake2b(digest_size=16)
        for array in record:
            block.update(array.tobytes())
        return block.digest()

    z = plan.prior_coordinates(SEED, 0, members)
    return b"".join(map_blocks(plan, z, SEED, of_block, threads=threads)).hex()
