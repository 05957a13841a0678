"""How far the engine may be off where the order of persons matters: near a full camp.

Flee looks at a capacity each time that a person decides; the engine looks twice a day, as Flee's parallel
version does. So a crowd that comes all in one day fills a camp somewhat further here. The means at every
place on every evening may differ by 2 % of the people where the camp holds half of them, and by 5 % where it
holds a quarter, plus six standard errors of the comparison.
"""

from dataclasses import dataclass

import numpy as np

from alee.model.flee import FleeWorld
from verification.flee_agreement.cases import MESH, PLACES, flee, place
from verification.flee_agreement.play import by_counts, by_persons

SIGMAS = 6.0
PEOPLE = 300


@dataclass(frozen=True)
class Distance:
    """The largest difference of means, on any evening and on the last one, in persons, with its error."""

    persons: float
    error: float
    at_last: float
    is_met: bool


def crowded() -> dict[str, tuple[float, FleeWorld]]:
    """Build worlds in which a camp fills up; each with the share of people by which means may differ."""
    places = (*PLACES[:3], place("D", "camp", 150, country="Y"))
    base = {"places": places, "ways": MESH, "stocks": (PEOPLE,)}
    return {
        "150 places for 300": (0.02, flee(**base)),
        "the same, buffer 0.5": (0.02, flee(**base, capacity_buffer=0.5)),
        "the same, scaled to 75": (0.05, flee(**base, capacity_scaling=0.5)),
        "the same, awareness 2, slow": (0.02, flee(**base, awareness_level=2, max_move_speed=90.0)),
    }


def distance(world: FleeWorld, share: float, *, runs: int, members: int, seed: int) -> Distance:
    """Compare the means of both ways at every place on every evening."""
    one = by_persons(world, runs=runs, seed=seed)
    two = by_counts(world, runs=members, seed=seed)
    apart = np.abs(one.mean(0) - two.mean(0))
    error = np.sqrt(one.var(0) / runs + two.var(0) / members)
    k = np.unravel_index(apart.argmax(), apart.shape)
    is_met = bool((apart <= share * PEOPLE + SIGMAS * error).all())
    return Distance(float(apart[k]), float(error[k]), float(apart[-1].max()), is_met)
