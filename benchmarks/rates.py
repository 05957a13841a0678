"""Edge-days per CPU second on one thread, beside the same job in vectorised NumPy."""

from dataclasses import dataclass

from benchmarks.measure import Job, crossings_of, engine_job, time_in_turn
from benchmarks.numpy_version import chances_of, play
from benchmarks.tables import Table
from benchmarks.worlds import SEED, World, compile_world


@dataclass(frozen=True)
class Bar:
    """What the project has set itself: million edge-days per CPU second, and times NumPy."""

    rate: float
    over_numpy: float | None = None

    def verdict(self, rate: float, over_numpy: float | None) -> str:
        """Say whether it is met, and by how much it is missed."""
        found = [judged(f"≥ {self.rate:g} M/s", rate / self.rate)]
        if self.over_numpy is not None and over_numpy is not None:
            found.append(judged(f"≥ {self.over_numpy:g}×", over_numpy / self.over_numpy))
        return ", ".join(found)


def judged(bar: str, reached: float) -> str:
    """Say of a bar which part of it was reached."""
    return f"{bar}: met" if reached >= 1.0 else f"{bar}: {reached:.0%} of it"


CASES = {
    "dense": (World(people=50_000_000), Bar(20, 2.5)),
    "low counts": (World(people=60_000), Bar(100)),
    "sparse": (World(people=12_500_000, lived_in=4), Bar(150)),
    "dense, all rules": (World(communities=10, people=25_000_000, all_rules=True), Bar(20)),
}
QUICK = {
    "dense": (World(communities=2, days=5), Bar(20, 2.5)),
    "sparse": (World(communities=4, days=5, lived_in=4), Bar(150)),
    "dense, all rules": (World(communities=2, days=5, all_rules=True), Bar(20)),
}
NOTE = (
    "One thread; M is a million edge-days per CPU second. NumPy plays the same leaving, moving on, "
    "settling and choosing with the same chances, all members at once; it has no queues, ordinary "
    "travellers, stay limits, followers, returns, checks or addresses, cannot play all rules, and "
    "writes four arrays instead of thirteen (`benchmarks/numpy_version.py` says it in full). The bar is "
    "what the project has set itself. On what is missed: alone, a draw of a mean of 1.5 was measured to take "
    "10 ns, 3 of them for its two random numbers, while an edge-day of low counts takes 30; what remains is "
    "mostly carrying people through queues and journeys, writing and counting, which every corridor "
    "in use costs each evening, however few are on it. With all rules, admission and stay limits draw lane "
    "by lane. Corridors × groups × days × members: {sizes}."
)


def measure(*, quick: bool = False) -> list[Table]:
    """Time every case."""
    members, repeats = (3, 1) if quick else (64, 5)
    cases = QUICK if quick else CASES
    rows = [time_case(name, world, bar, members, repeats) for name, (world, bar) in cases.items()]
    sizes = "; ".join(
        f"{name} {world.corridors:,} × {world.groups} × {world.days} × {members}"
        for name, (world, _) in cases.items()
    )
    columns = (
        "case",
        "persons per edge-day",
        "corridors in use",
        "Alee, M",
        "NumPy, M",
        "Alee over NumPy",
        "bar",
    )
    note = NOTE.format(sizes=sizes)
    return [Table(title="Rate on one thread, beside NumPy", note=note, columns=columns, rows=rows)]


def time_case(name: str, world: World, bar: Bar, members: int, repeats: int) -> tuple[str, ...]:
    """Time one case; give its row."""
    plan = compile_world(world)
    persons, in_use = crossings_of(plan, members)
    jobs: dict[str, Job] = {"alee": engine_job(plan, members)}
    if not world.all_rules:
        chances = chances_of(plan, SEED)
        jobs["numpy"] = lambda: play(chances, members, SEED)
    times = time_in_turn(jobs, repeats)
    millions = world.edge_days(members) / 1e6
    beside, ratio, over = "–", "–", None
    if "numpy" in times:
        over = times["numpy"].cpu_over(times["alee"])
        beside, ratio = f"{millions / times['numpy'].cpu:.1f}", f"{over:.1f}×"
    rate = millions / times["alee"].cpu
    told = bar.verdict(rate, over)
    return name, f"{persons:,.1f}", f"{in_use:.0%}", f"{rate:.1f}", beside, ratio, told
