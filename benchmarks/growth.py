"""How cost grows: not with people, and in proportion to corridors, days, members and groups."""

from dataclasses import dataclass

from benchmarks.measure import crossings_of, engine_job, log_slope, time_in_turn
from benchmarks.tables import Table
from benchmarks.worlds import World, compile_world

PER_COMMUNITY = 1_000_000  # persons for each group, so that every cell is filled whatever the size
PEOPLE_NOTE = (
    "One thread; the same world but for the number of residents. Where there is less than about a person per "
    "edge-day most cells are empty and cost less; above it every cell is drawn, and cost must stay flat."
)
SIZE_NOTE = (
    "One thread; one thing grows by the factor shown, the rest stays, and so do the persons per edge-day. "
    "Slope of log CPU time over log size, by least squares; 1 is in proportion."
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A world and a number of members."""

    communities: int = 5
    groups: int = 2
    days: int = 60
    members: int = 50

    @property
    def world(self) -> World:
        """The world, with as many people per community and group whatever its size."""
        people = self.communities * self.groups * PER_COMMUNITY
        return World(communities=self.communities, groups=self.groups, days=self.days, people=people)


AXES = {
    "corridors": [Case(communities=n) for n in (2, 4, 8, 16, 32)],
    "days": [Case(days=n) for n in (30, 60, 120, 240)],
    "members": [Case(members=n) for n in (25, 50, 100, 200, 400)],
    "groups": [Case(groups=n) for n in (1, 2, 4, 8)],
}
PEOPLE = [10**n for n in range(3, 9)]
QUICK_AXES = {
    "corridors": [Case(communities=n, days=3, members=2) for n in (1, 2)],
    "days": [Case(communities=1, days=n, members=2) for n in (2, 4)],
}
QUICK_PEOPLE = [10**3, 10**6]


def measure(*, quick: bool = False) -> list[Table]:
    """Time against people, then against everything that cost may grow with."""
    repeats = 1 if quick else 5
    people = people_table(QUICK_PEOPLE, 2, 3, 1) if quick else people_table(PEOPLE, 50, 60, repeats)
    rows = [
        row for name, cases in (QUICK_AXES if quick else AXES).items() for row in axis(name, cases, repeats)
    ]
    columns = ("what grows", "size", "edge-days, M", "CPU s", "wall s", "M edge-days per CPU s", "slope")
    return [people, Table(title="Cost against size", note=SIZE_NOTE, columns=columns, rows=rows)]


def people_table(numbers: list[int], members: int, days: int, repeats: int) -> Table:
    """Time one world with ever more residents; the last row is what the ratios refer to."""
    plans = {f"{n:,}": compile_world(World(communities=5, days=days, people=n)) for n in numbers}
    times = time_in_turn({name: engine_job(plan, members) for name, plan in plans.items()}, repeats)
    most = times[f"{numbers[-1]:,}"]
    rows = [
        (
            name,
            f"{crossings_of(plan, members)[0]:,.2f}",
            f"{times[name].cpu:.3f}",
            f"{times[name].wall:.3f}",
            f"{most.cpu_over(times[name]):.2f}×",
        )
        for name, plan in plans.items()
    ]
    columns = ("people", "persons per edge-day", "CPU s", "wall s", f"CPU at {numbers[-1]:,} over this")
    return Table(title="Cost against the number of people", note=PEOPLE_NOTE, columns=columns, rows=rows)


def axis(name: str, cases: list[Case], repeats: int) -> list[tuple[str, ...]]:
    """Time the worlds of one axis; the slope stands in its last row."""
    jobs = {str(n): engine_job(compile_world(case.world), case.members) for n, case in enumerate(cases)}
    times = list(time_in_turn(jobs, repeats).values())
    millions = [case.world.edge_days(case.members) / 1e6 for case in cases]
    sizes = [case.world.corridors if name == "corridors" else getattr(case, name) for case in cases]
    slope = log_slope([float(size) for size in sizes], [timing.cpu for timing in times])
    return [
        (
            name,
            f"{size:,}",
            f"{million:.2f}",
            f"{timing.cpu:.3f}",
            f"{timing.wall:.3f}",
            f"{million / timing.cpu:.1f}",
            f"{slope:.2f}" if number == len(cases) - 1 else "",
        )
        for number, (size, million, timing) in enumerate(zip(sizes, millions, times, strict=True))
    ]
