"""The engine on counts, held against the frequencies that Flee itself gave in 21 small scenarios.

Chances of routes and origins are compared as numbers, to 5 decimals as the table is written. Where days are
lived through, 6,000 persons in each of 4 members are held against the table's chances; false alarms in all
67 outcomes together: 1e-6.
"""

from dataclasses import replace
from typing import Any

import pytest
from scipy.stats import binomtest

from alee.compiler.flee.plan import compile_flee
from alee.kernels.flee.choice import prepare_day, weigh
from alee.kernels.flee.layout import empty_work
from alee.model.flee import FleeWorld
from tests.flee_rules.test_persons import CHAIN, DECAY, DRAWS, RING, STAR, read_cases
from verification.flee_agreement.cases import A, flee, place
from verification.flee_agreement.play import by_counts

TOWNS = (A, place("B", "town"), place("C", "town"), place("D", "camp"))
LATE = {"conflict_spawn_decay": list(DECAY), "length": 101}
MEMBERS = 4


def star(*, c: dict[str, str] | None = None, camp: int = 0, inside: int = 0, **settings: Any) -> FleeWorld:
    """Build the star; ``c`` makes a conflict zone of C, ``inside`` people are in the camp at the start."""
    places = list(TOWNS)
    if c is not None:
        places[2] = place("C", "conflict", **c)
    places[3] = place("D", "camp", camp, initial_idps=str(inside))
    return flee(places, **{"ways": STAR, "length": 1, **settings})


def choice_worlds() -> dict[str, FleeWorld]:
    """Build the scenarios in which a person at A chooses a route on the last day."""
    large = (A, place("B", "town", 1000), place("C", "town", 1_000_000), TOWNS[3])
    abroad = (*TOWNS[:3], place("D", "camp", country="Y"))
    marked = (A, place("B", "town"), place("M", "marker"), place("C", "town"))
    ways = [("A", "B", 200.0), ("A", "M", 100.0), ("M", "C", 100.0)]
    old = {"A": (1.0,) * 101, "C": (1.0,) * 101}
    return {
        "R1": star(), "R2": star(camp_weight=2.0), "R3": star(c={}, conflict_weight=0.25),
        "R4": star(c={"conflict_intensity": "0.5"}, conflict_weight=0.25),
        "R5": star(c={}, conflict_weight=0.25, conflicts=old, **LATE),
        "R6": star(softening=50.0, distance_power=0.75, weight_power=2.0, weight_softening=0.1),
        "R7": star(camp=100, inside=95), "R8": star(camp=100, inside=100),
        "R9": flee(TOWNS, RING, awareness_level=2, length=1),
        "R10": flee(TOWNS, RING, awareness_level=3, length=1),
        "R11": flee(marked, ways, length=1), "R12": star(pruning_threshold=2.0),
        "R13": flee(abroad, STAR, length=1, foreign_weight=3.0, camp_weight=2.0),
        "R14": flee(large, STAR, length=1, use_pop_for_loc_weight=True),
    }  # fmt: skip


def route_chances(world: FleeWorld) -> dict[str, float]:
    """Give the chance of each route from A on the last day, as the engine weighs it."""
    plan = compile_flee(world)
    network, work = plan.network, empty_work(plan.network)
    work.people[:] = network.inserted
    work.residents[:] = network.residents
    prepare_day(network, plan.timeline, world.length - 1, work)
    assert weigh(network, plan.timeline, world.length - 1, 0, 0, work)
    chances, left = {}, 1.0
    for c in range(network.route_start[0], network.route_start[1]):
        stops = [plan.places[network.link_to[k]] for k in
                 network.path_links[network.path_start[c] : network.path_start[c + 1]]]  # fmt: skip
        if work.chance[0, c] > 0.0:
            chances[">".join(stops)] = left * work.chance[0, c]
        left *= 1.0 - work.chance[0, c]
    return chances


def test_the_engine_weighs_routes_as_flee_does() -> None:
    cases = read_cases()
    for case, world in choice_worlds().items():
        expected = {outcome: p for _, outcome, p in cases[case]}
        assert route_chances(world) == pytest.approx(expected, abs=1e-5), case


def test_the_engine_draws_origins_as_flee_does() -> None:
    expected = {outcome.split("|")[0].strip(): p for _, outcome, p in read_cases()["S1"]}
    zones = [place("A", "conflict", 1000), place("B", "conflict", 2000), place("C", "town", 2000)]
    conflicts = {"A": (1.0,) * 101, "B": (1.0,) * 101, "C": (0.0,) * 95 + (1.0,) * 6}
    plan = compile_flee(flee(zones, [("A", "B", 100.0)], conflicts=conflicts, **LATE))
    weight = plan.network.residents * plan.timeline.spawn_weight[100]
    assert list(weight / weight.sum()) == pytest.approx(list(expected.values()), abs=1e-5)


def travel_worlds() -> dict[str, FleeWorld]:
    """Build the scenarios that are lived through."""
    base = {"stocks": (DRAWS,), "length": 3}
    quick = {**base, "max_move_speed": 200.0}
    foot = {**quick, "start_on_foot": True, "default_movechance": 1.0, "conflict_weight": 0.0}
    abroad = (A, place("B", "town", country="Y"), *TOWNS[2:])
    camp, town = place("C", "camp"), place("B", "town")
    first = flee((place("A", "camp"), town), [("A", "B", 2000.0)], length=3, insert_day0=True)
    counts = {**first.counts, "A": replace(first.counts["D"], counts=(float(DRAWS),))}
    return {
        "D1": flee(TOWNS, CHAIN, **quick), "D2": flee(TOWNS, CHAIN, avoid_short_stints=True, **quick),
        "D3": flee((A, camp), [("A", "C", 200.0)], **quick),
        "D4": flee(TOWNS, [("A", "B", 50.0), ("B", "C", 300.0)], **foot),
        "D5": replace(first, counts=counts),
        "D6": flee(abroad, [("A", "B", 100.0), ("B", "C", 300.0)], awareness_level=2, foreign_weight=0.0,
                   **quick),
    }  # fmt: skip


def test_the_engine_ends_days_as_flee_does() -> None:
    """The engine does not write down who is on which link: all ways together are compared."""
    cases = read_cases()
    for case, world in travel_worlds().items():
        found = by_counts(world, runs=MEMBERS, seed=1).sum(axis=0)
        names = [p.name for p in world.locations]
        expected: dict[tuple[int, int], float] = {}
        for description, outcome, p in cases[case]:
            column = -1 if outcome.startswith("L:") else names.index(outcome)
            day = int(description.rsplit(" ", 1)[1])
            expected[day, column] = expected.get((day, column), 0.0) + p
        for (day, column), p in expected.items():
            seen = int(found[day, column])
            assert binomtest(seen, MEMBERS * DRAWS, min(p, 1.0)).pvalue > 1e-6 / 67, (case, day, column)
