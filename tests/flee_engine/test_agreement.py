"""The engine on counts against the person-by-person form of Flee's rules: same mean and spread everywhere.

Every case plays the same small world both ways and compares the people at each place on each evening: a
two-sample z test of the means with the sampling error of both sides. Seven cases, 9 evenings, 4 places:
252 comparisons; the bar of 6 standard errors gives less than 1e-6 false alarms in all of them together. Where
a capacity matters, Flee looks at it person by person and the engine twice a day: there the difference is
bounded instead.
"""

from typing import Any

import numpy as np
import pytest

from alee.compiler.flee.plan import compile_flee
from alee.kernels.flee.layout import FleeRecord, empty_record
from alee.kernels.flee.run import simulate_flee_block
from alee.model.flee import FleeClosure, FleeLocation, FleeRoute, FleeWorld
from alee.model.flee_settings import FleeSettings
from verification.flee_agreement.persons import Closing, Place, Settings, World

PEOPLE, DAYS, SEEDS, MEMBERS = 300, 9, 60, 600
MESH = [("A", "B", 101.3), ("B", "C", 71.7), ("C", "D", 152.1), ("A", "D", 300.9), ("B", "D", 93.7)]
KINDS = {"A": "conflict", "B": "town", "C": "town", "D": "camp"}
COUNTRIES = {"A": "X", "B": "X", "C": "X", "D": "Y"}
CASES: dict[str, dict[str, Any]] = {
    "one step": {},
    "three steps": {"awareness_level": 3, "max_move_speed": 120.0},
    "on foot": {"start_on_foot": True},
    "no short stints": {"avoid_short_stints": True, "max_move_speed": 200.0},
    "all together": {
        "start_on_foot": True, "avoid_short_stints": True, "softening": 36.0, "distance_power": 0.75,
        "weight_power": 2.0, "awareness_level": 2, "default_movechance": 0.5, "camp_movechance": 0.05,
    },
    "pruned": {"pruning_threshold": 2.0, "foreign_weight": 3.0, "camp_weight": 2.0},
    "border shut for three days": {"closing": (2, 5)},
}  # fmt: skip


def world_of(capacity: int, closing: tuple[int, int] | None, **settings: Any) -> FleeWorld:
    places = tuple(
        FleeLocation(
            name=name, region="", country=COUNTRIES[name], latitude=0, longitude=0, kind=kind,
            population=capacity if name == "D" else 0,
        )
        for name, kind in KINDS.items()
    )  # fmt: skip
    shut = (FleeClosure("country", "X", "Y", *closing),) if closing else ()
    return FleeWorld(
        name="mesh", start=np.datetime64("2030-01-01").item(), length=DAYS, locations=places,
        routes=tuple(FleeRoute(*route) for route in MESH), closures=shut, settings=FleeSettings(**settings),
    )  # fmt: skip


def by_counts(world: FleeWorld, *, members: int = MEMBERS, seed: int = 7) -> FleeRecord:
    plan = compile_flee(world)
    plan.timeline.spawn_fixed[0, 0] = PEOPLE
    record = empty_record(members, DAYS, len(KINDS))
    simulate_flee_block(plan.network, plan.timeline, seed, 0, record)
    return record


def by_persons(capacity: int, closing: tuple[int, int] | None, **settings: Any) -> np.ndarray:
    found = np.zeros((SEEDS, DAYS, len(KINDS)))
    shut = (Closing("country", "X", "Y", *closing),) if closing else ()
    for seed in range(SEEDS):
        places = [
            Place(name=name, kind=kind, country=COUNTRIES[name], conflict_since=-1,
                  capacity=capacity if name == "D" and capacity else -1.0)
            for name, kind in KINDS.items()
        ]  # fmt: skip
        world = World(places, MESH, Settings(**settings), seed=seed, closings=shut)
        world.put("A", PEOPLE)
        for day in range(DAYS):
            world.live_a_day()
            found[seed, day] = [place.people for place in world.places.values()]
    return found


@pytest.mark.parametrize("case", CASES)
def test_counts_and_persons_agree(case: str) -> None:
    settings = dict(CASES[case])
    closing = settings.pop("closing", None)
    record = by_counts(world_of(0, closing, **settings))
    assert not record.status.any()
    persons = by_persons(0, closing, **settings)
    error = np.sqrt(record.present.var(0) / MEMBERS + persons.var(0) / SEEDS + 1e-4)
    z = (record.present.mean(0) - persons.mean(0)) / error
    assert np.abs(z).max() < 6
    spread = (record.present.std(0) + 1) / (persons.std(0) + 1)
    assert 0.6 < spread.min() <= spread.max() < 1.6


def test_looking_at_capacities_twice_a_day_moves_few() -> None:
    """A camp for half of the people: the engines differ by less than 2 % of the people at any place."""
    record = by_counts(world_of(150, None, capacity_scaling=1.0))
    persons = by_persons(150, None, capacity_scaling=1.0)
    assert record.present[:, -1, 3].mean() > 100
    assert np.abs(record.present.mean(0) - persons.mean(0)).max() < 0.02 * PEOPLE + 3


def test_nobody_is_lost_and_luck_belongs_to_the_member() -> None:
    world = world_of(0, None, avoid_short_stints=True)
    record = by_counts(world, members=5)
    assert (record.present.sum(2) + record.in_transit == PEOPLE).all()
    plan = compile_flee(world)
    plan.timeline.spawn_fixed[0, 0] = PEOPLE
    later = empty_record(2, DAYS, len(KINDS))
    simulate_flee_block(plan.network, plan.timeline, 7, 3, later)
    assert (later.present == record.present[3:5]).all()
