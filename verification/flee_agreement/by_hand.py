"""Worlds so small that the law of the joint state can be worked out by hand.

Persons without capacities are independent, so the counts at the end of a day are multinomial: mean n p,
variance n p (1 - p), covariance -n p q. Every joint state is held against its exact chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, factorial, prod

from alee.model.flee import FleeRoute, FleeWorld
from verification.flee_agreement.cases import STAR, A, flee, place

State = tuple[int, ...]
PERSONS = 3


@dataclass(frozen=True)
class Known:
    """A world, a day, and the chance of each joint state (places in order, then the way) on that evening."""

    name: str
    told: str
    world: FleeWorld
    day: int
    law: dict[State, float]


def multinomial(n: int, chances: Sequence[float], *, base: Sequence[int] = ()) -> dict[State, float]:
    """List all ways to spread n persons and their chances; ``base`` is there in any case."""
    base = base or (0,) * len(chances)
    law = {}
    for state in product(range(n + 1), repeat=len(chances)):
        if sum(state) == n:
            ways = factorial(n) / prod(factorial(k) for k in state)
            chance = ways * prod(p**k for p, k in zip(chances, state, strict=True))
            law[tuple(a + b for a, b in zip(state, base, strict=True))] = chance
    return law


def chain() -> list[Known]:
    """Three places in a row, 100 km each, 200 km a day: out of B with 0.3, back to the conflict with less."""
    places = (A, place("B", "town"), place("C", "town"))
    ways = [("A", "B", 100.0), ("B", "C", 100.0)]
    back = 0.1**0.5 / (1.0 + 0.1**0.5)
    world = flee(places, ways, stocks=(PERSONS,), max_move_speed=200.0, length=1)
    forced = flee(places, ways, stocks=(PERSONS,), max_move_speed=200.0, length=1, avoid_short_stints=True)
    return [
        Known("row of three", "A 0.3 b, B 0.7, C 0.3 (1 - b), b = c / (1 + c), c = 1/√10", world, 0,
              multinomial(PERSONS, (0.3 * back, 0.7, 0.3 * (1 - back), 0.0))),
        Known("row of three, no short stints", "A b, C 1 - b", forced, 0,
              multinomial(PERSONS, (back, 0.0, 1 - back, 0.0))),
    ]  # fmt: skip


def walking() -> Known:
    """One link, three in ten walk it; who rides has time to turn round once."""
    ways = [FleeRoute("A", "B", 100.0, walk_probability=0.3)]
    places = (A, place("B", "town"))
    world = flee(places, ways, stocks=(PERSONS,), max_move_speed=200.0, length=1)
    chances = (0.7 * 0.3 * 0.7, 0.7 * 0.7, 0.3 + 0.7 * 0.3 * 0.3)
    return Known("three in ten walk", "A 0.147, B 0.49, way 0.363", world, 0, multinomial(PERSONS, chances))


def leaving() -> list[Known]:
    """Nobody arrives: a camp empties by a fifth each day."""
    places = (place("B", "town"), place("D", "camp"))
    world = flee(places, [("B", "D", 5000.0)], stocks=(PERSONS,), length=3, insert_day0=True,
                 camp_movechance=0.2)  # fmt: skip
    return [
        Known(f"leaving a camp, day {day}", "D 0.8 ** (day + 1)", world, day,
              multinomial(PERSONS, (0.0, 0.8 ** (day + 1), 1.0 - 0.8 ** (day + 1))))
        for day in (0, 2)
    ]  # fmt: skip


def setting_out() -> list[Known]:
    """Numbers and origins of new persons."""
    pair, far = (A, place("B", "town")), [("A", "B", 5000.0)]
    poisson = flee(pair, far, length=1, spawn_mode="poisson", displaced_per_conflict_day=2.5)
    zones = (place("A", "conflict", 100), place("B", "town", 100))
    ages = {"A": (1.0,) * 3, "B": (0.0, 0.0, 1.0)}
    aged = flee(zones, far, stocks=(0, 0, PERSONS), length=3, conflicts=ages, conflict_movechance=0.0,
                conflict_spawn_decay=[1.0, 0.25], conflict_spawn_decay_interval=2)  # fmt: skip
    return [
        Known("Poisson number", "2.5 ** k exp(-2.5) / k!", poisson, 0,
              {(0, 0, k): 2.5**k * exp(-2.5) / factorial(k) for k in range(30)}),
        Known("origins by age of conflict", "A 0.25 / 1.25, B 1 / 1.25", aged, 2,
              multinomial(PERSONS, (0.2, 0.8, 0.0))),
    ]  # fmt: skip


def choosing() -> list[Known]:
    """Whole routes of two steps; a camp with 94 of 100, whose pull is cut to 0.6."""
    places = (A, place("B", "town"), place("C", "town"), place("D", "town"))
    ring = [("A", "B", 100.0), ("B", "C", 100.0), ("B", "D", 300.0), ("A", "D", 500.0)]
    settings = {"awareness_level": 2, "max_move_speed": 1000.0, "default_movechance": 0.0}
    world = flee(places, ring, stocks=(PERSONS,), length=1, **settings)
    weights = [1 / 110, 1 / 210, 1 / 410, 1 / 510, 1 / 810]  # B, B > C, B > D, D, D > B
    b, bc, bd, d, db = (w / sum(weights) for w in weights)
    full = (A, place("B", "town"), place("C", "town"), place("D", "camp", 194))
    slow = {"camp_movechance": 0.0, "max_move_speed": 30.0, "insert_day0": True}
    tight = flee(full, STAR, stocks=(94, 94 + PERSONS), length=3, **slow)
    pull = 0.6 / 61
    share = pull / (1 / 113 + 1 / 217 + pull)
    return [
        Known("whole routes", "weights 1/110, 1/210, 1/410, 1/510, 1/810", world, 0,
              multinomial(PERSONS, (0.0, b + db, bc, bd + d, 0.0))),
        Known("room for some", "D 0.6/61 over 1/113 + 1/217 + 0.6/61", tight, 2,
              multinomial(PERSONS, (0.0, 0.0, 0.0, share, 1.0 - share), base=(0, 0, 0, 94, 0))),
    ]  # fmt: skip


def all_known() -> list[Known]:
    """List all worlds whose law is known."""
    return [*chain(), walking(), *leaving(), *setting_out(), *choosing()]
