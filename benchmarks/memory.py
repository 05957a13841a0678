"""Peak memory of a whole process, against people and members.

Each figure comes from a process of its own: ``python -m benchmarks.memory PEOPLE MEMBERS COMMUNITIES DAYS``
builds a world, runs it on one thread and says its peak.
"""

import re
import resource
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import engine_job
from benchmarks.tables import Table
from benchmarks.worlds import World, compile_world

NOTE = (
    "Highest resident memory of a process that builds the world and runs it on one thread, block by block, "
    "keeping no record; Python, NumPy and Numba included. The ratio is to the first row."
)
STATUS = Path("/proc/self/status")


def measure(*, quick: bool = False) -> list[Table]:
    """Ask child processes for their peaks."""
    communities, days = (1, 3) if quick else (10, 60)
    cases = [(10**3, 10), (10**6, 10)] if quick else [(10**n, 100) for n in range(3, 9)] + [(10**8, 800)]
    peaks = [peak_in_child(people, members, communities, days) for people, members in cases]
    rows = [
        (f"{people:,}", f"{members:,}", f"{peak:.0f}", f"{peak / peaks[0]:.2f}×")
        for (people, members), peak in zip(cases, peaks, strict=True)
    ]
    columns = ("people", "members", "peak, MB", "over the first")
    return [Table(title="Peak memory", note=NOTE, columns=columns, rows=rows)]


def peak_in_child(people: int, members: int, communities: int, days: int) -> float:
    """Run one world in a process of its own; give its peak in MB (10**6 bytes)."""
    words = [str(number) for number in (people, members, communities, days)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", *words],
        cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


def peak_megabytes() -> float:
    """Peak resident memory of this process so far, MB.

    Linux hands the peak of the process that started this one down through ``getrusage``, so its own account
    of the running program is read where there is one.
    """
    found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text()) if STATUS.exists() else None
    if found:
        return int(found[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main(words: list[str]) -> None:
    """Run one world and write this process's peak to standard output."""
    people, members, communities, days = (int(word) for word in words)
    engine_job(compile_world(World(communities=communities, days=days, people=people)), members)()
    sys.stdout.write(f"{peak_megabytes()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
