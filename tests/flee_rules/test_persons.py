"""The person-by-person form of Flee's rules, held against frequencies that Flee itself gave."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest
from scipy.stats import binomtest

from verification.flee_agreement.persons import Closing, Place, Settings, World

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "flee" / "micro_cases.csv"
MICRO_CASES = Path(os.environ.get("ALEE_FLEE_CASES", SHARED))
DRAWS = 6_000  # persons per scenario; the bars below share a false-alarm rate of 1e-6 over 67 outcomes
STAR = [("A", "B", 100.0), ("A", "C", 200.0), ("A", "D", 50.0)]
RING = [("A", "B", 100.0), ("B", "C", 100.0), ("B", "D", 300.0), ("A", "D", 500.0)]
CHAIN = [("A", "B", 100.0), ("B", "C", 100.0)]
DECAY = (1.0, 1.0, 1.0, 0.5, 0.1)


def read_cases() -> dict[str, list[tuple[str, str, float]]]:
    """Give per case the (description, outcome, expected chance) of the table."""
    if not MICRO_CASES.exists():
        pytest.skip("the table of Flee's own frequencies is not here")
    cases: dict[str, list[tuple[str, str, float]]] = {}
    with MICRO_CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = (row["description"], row["outcome"], float(row["expected_from_formula"]))
            cases.setdefault(row["case"], []).append(entry)
    return cases


def star(seed: int = 1, routes: list[tuple[str, str, float]] = STAR, **settings: object) -> World:
    """Build a conflict zone A with towns B and C and a camp D."""
    places = [Place(name="A", kind="conflict", conflict_since=0, pop=1000)]
    places += [Place(name="B", kind="town"), Place(name="C", kind="town"), Place(name="D", kind="camp")]
    return World(places, routes, Settings(**settings), seed=seed)


def choice_worlds() -> dict[str, World]:
    """Build the scenarios in which one person at A chooses a route."""
    worlds = {
        "R1": star(), "R2": star(camp_weight=2.0), "R3": star(conflict_weight=0.25),
        "R4": star(conflict_weight=0.25), "R5": star(conflict_weight=0.25, conflict_spawn_decay=DECAY),
        "R6": star(softening=50.0, distance_power=0.75, weight_power=2.0, weight_softening=0.1),
        "R7": star(), "R8": star(), "R9": star(routes=RING, awareness_level=2),
        "R10": star(routes=RING, awareness_level=3), "R12": star(pruning_threshold=2.0),
        "R13": star(foreign_weight=3.0, camp_weight=2.0), "R14": star(use_pop_for_loc_weight=True),
    }  # fmt: skip
    for case, intensity in (("R3", 1.0), ("R4", 0.5), ("R5", 1.0)):
        place = worlds[case].places["C"]
        place.intensity, place.conflict_since = intensity, 0
    worlds["R5"].day = 100
    for case, people in (("R7", 95), ("R8", 100)):
        worlds[case].places["D"].capacity, worlds[case].places["D"].people = 100, people
    worlds["R13"].places["D"].is_foreign = True
    worlds["R14"].places["B"].pop, worlds["R14"].places["C"].pop = 1000, 1_000_000
    marked = [
        Place(name=n, kind=k) for n, k in zip("ABMC", ("conflict", "town", "marker", "town"), strict=True)
    ]
    worlds["R11"] = World(
        marked, [("A", "B", 200.0), ("A", "M", 100.0), ("M", "C", 100.0)], Settings(), seed=1
    )
    return worlds


def test_routes_are_chosen_with_flees_chances() -> None:
    cases = read_cases()
    worlds = choice_worlds()
    for case, world in worlds.items():
        world.update_scores()
        chances = {">".join(route): p for route, p in world.route_chances(world.places["A"]) if p > 0.0}
        expected = {outcome: p for _, outcome, p in cases[case]}
        assert chances == pytest.approx(expected, abs=1e-5), case


def test_origins_are_drawn_with_flees_chances() -> None:
    expected = {outcome: p for _, outcome, p in read_cases()["S1"]}
    names = [(n.split("|")[0].strip(), p) for n, p in expected.items()]
    ages = {"A": (1000, 0), "B": (2000, 0), "C": (2000, 95)}
    places = [Place(name=n, kind="conflict", pop=p, conflict_since=t) for n, (p, t) in ages.items()]
    world = World(places, [], Settings(conflict_spawn_decay=DECAY), seed=1)
    world.day = 100
    assert world.spawn_chances() == pytest.approx(dict(names), abs=1e-5)


def travel_worlds() -> dict[str, World]:
    """Build the scenarios that are lived through."""
    chain = {"max_move_speed": 200.0}
    foot = {"start_on_foot": True, "default_movechance": 1.0, "conflict_weight": 0.0, **chain}
    worlds = {
        "D1": star(routes=CHAIN, **chain), "D2": star(routes=CHAIN, avoid_short_stints=True, **chain),
        "D4": star(routes=[("A", "B", 50.0), ("B", "C", 300.0)], **foot),
        "D6": star(routes=[("A", "B", 100.0), ("B", "C", 300.0)], awareness_level=2, foreign_weight=0.0,
                   **chain),
    }  # fmt: skip
    worlds["D6"].places["B"].is_foreign = True
    camp = [Place(name="A", kind="conflict"), Place(name="C", kind="camp")]
    worlds["D3"] = World(camp, [("A", "C", 200.0)], Settings(max_move_speed=200.0), seed=3)
    camp = [Place(name="A", kind="camp"), Place(name="B", kind="town")]
    worlds["D5"] = World(camp, [("A", "B", 2000.0)], Settings(), seed=5)
    return worlds


def test_days_end_as_in_flee() -> None:
    cases = read_cases()
    for case, world in travel_worlds().items():
        world.put("A", DRAWS)
        by_day: dict[int, dict[str, float]] = {}
        for description, outcome, p in cases[case]:
            by_day.setdefault(int(description.rsplit(" ", 1)[1]), {})[outcome] = p
        for day in range(max(by_day) + 1):
            world.live_a_day()
            found = Counter(person.where() for person in world.persons)
            for outcome, p in by_day.get(day, {}).items():
                assert binomtest(found[outcome], DRAWS, p).pvalue > 1e-6 / 67, (case, day, outcome)


def test_people_are_counted_where_they_are() -> None:
    world = star(capacity_buffer=0.5)
    world.places["D"].capacity = 50
    for _ in range(10):
        world.live_a_day(40)
    for name, place in world.places.items():
        assert place.people == sum(p.link is None and p.place.name == name for p in world.persons)
    assert len(world.persons) == 400


@pytest.mark.parametrize(("level", "n_routes"), [(-2, 2), (-1, 2), (0, 0), (1, 2)])
def test_awareness_below_one_is_one_and_none_at_all_keeps_everybody(level: int, n_routes: int) -> None:
    world = star(routes=RING, awareness_level=level)
    world.put("A", 50)
    world.update_scores()
    assert len(world.route_chances(world.places["A"])) == n_routes
    world.live_a_day()
    assert (world.places["A"].people == 50) == (level == 0)


def test_five_steps_over_a_marker_make_four_routes() -> None:
    places = [
        Place(name=n, kind=k) for n, k in zip("ABCD", ("conflict", "town", "marker", "town"), strict=True)
    ]
    routes = [("A", "B", 100.0), ("B", "D", 100.0), ("A", "C", 100.0), ("C", "D", 100.0)]
    world = World(places, routes, Settings(awareness_level=5), seed=1)
    ends = [route[-1] for route, _ in world.route_chances(places[0])]
    assert sorted(ends) == ["B", "B", "D", "D"]


def test_a_closed_camp_is_a_town_until_it_opens() -> None:
    places = [Place(name="A", kind="conflict"), Place(name="D", kind="idpcamp")]
    shut = Closing("idpcamp", "D", "", 1, 2)
    world = World(places, [("A", "D", 100.0)], Settings(), seed=1, closings=(shut,))
    seen = []
    for _ in range(3):
        world.live_a_day()
        seen.append((places[1].is_camp, places[1].is_town, places[1].movechance))
    assert seen == [(True, False, 0.1), (False, True, 0.3), (True, False, 0.1)]
