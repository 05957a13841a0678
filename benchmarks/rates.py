"""Edge-days per CPU second on one thread, beside the same job in vectorised NumPy."""

from benchmarks.measure import Job, crossings_of, engine_job, time_in_turn
from benchmarks.numpy_version import chances_of, play
from benchmarks.tables import Table
from benchmarks.worlds import SEED, World, compile_world

CASES = {
    "dense": (World(people=50_000_000), "≥ 20 M/s, ≥ 2.5×"),
    "low counts": (World(people=60_000), "≥ 100 M/s"),
    "sparse": (World(people=12_500_000, lived_in=4), "≥ 150 M/s"),
    "dense, all rules": (World(communities=10, people=25_000_000, all_rules=True), "≥ 20 M/s"),
}
QUICK = {
    "dense": (World(communities=2, days=5), ""),
    "sparse": (World(communities=4, days=5, lived_in=4), ""),
    "dense, all rules": (World(communities=2, days=5, all_rules=True), ""),
}
NOTE = (
    "One thread; M is a million edge-days per CPU second. NumPy plays the same leaving, moving on, "
    "settling and choosing with the same chances, all members at once; it has no queues, ordinary "
    "travellers, stay limits, followers, returns, checks or addresses, cannot play all rules, and "
    "writes four arrays instead of thirteen (`benchmarks/numpy_version.py` says it in full). The bar is "
    "what the project has set itself. Corridors × groups × days × members: {sizes}."
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


def time_case(name: str, world: World, bar: str, members: int, repeats: int) -> tuple[str, ...]:
    """Time one case; give its row."""
    plan = compile_world(world)
    persons, in_use = crossings_of(plan, members)
    jobs: dict[str, Job] = {"alee": engine_job(plan, members)}
    if not world.all_rules:
        chances = chances_of(plan, SEED)
        jobs["numpy"] = lambda: play(chances, members, SEED)
    times = time_in_turn(jobs, repeats)
    millions = world.edge_days(members) / 1e6
    beside, ratio = "–", "–"
    if "numpy" in times:
        beside = f"{millions / times['numpy'].cpu:.1f}"
        ratio = f"{times['numpy'].cpu_over(times['alee']):.1f}×"
    rate = f"{millions / times['alee'].cpu:.1f}"
    return name, f"{persons:,.1f}", f"{in_use:.0%}", rate, beside, ratio, bar
