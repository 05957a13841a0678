"""Sorts of persons in a Flee world: whom places draw alike, who stands still at harvest, and from where.

Flee gives each person attributes by chance. Only what a rule can tell apart is kept here: how danger weighs
on the pull of a place (as it is, squared, or not at all), whether the person is a farmer, and, where people
are counted at home during the harvest, the home.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from alee.kernels.layout import Counts, Flags, Floats, Indices
from alee.model.flee import FleeAgent, FleeWorld
from alee.model.flee_settings import FleeSettings

PLAIN, SQUARED, FEARLESS = "plain", "squared", "fearless"
FEMALE = ("f", "female", "woman", "women", "girl")
MALE = ("m", "male", "man", "men", "boy")
Sort = tuple[str, int, bool]  # how danger weighs, home (-1 = does not matter), farmer


@dataclass(frozen=True)
class People:
    """Groups of persons: (place, group) chances and numbers, (group,) what they are.

    Attributes
    ----------
    kinds
        How danger weighs on the pull of a place, by number of the kind.
    """

    kinds: tuple[str, ...]
    kind: Indices
    home: Indices
    stands_still: Flags
    chance: Floats
    listed: Counts


def sorts_of_people(world: FleeWorld) -> People:
    """Work out the groups of a world, and the chance of each among the people from each place."""
    shares = [_shares(world, p) for p in range(len(world.locations))]
    agents = [(_index(world, agent), _sort_of(world, agent)) for agent in world.agents]
    sorts = list(dict.fromkeys([sort for found in shares for sort in found] + [sort for _, sort in agents]))
    kinds = list(dict.fromkeys(kind for kind, _, _ in sorts))
    chance = np.zeros((len(world.locations), len(sorts)))
    for p, found in enumerate(shares):
        left = 1.0
        for g, sort in enumerate(sorts):
            if found.get(sort, 0.0) > 0.0:
                is_last = left - found[sort] < 1e-12
                chance[p, g] = 1.0 if is_last else found[sort] / left
                left -= found[sort]
    listed = np.zeros(chance.shape, np.int64)
    for p, sort in agents:
        listed[p, sorts.index(sort)] += 1
    is_kept = world.settings.quirks == "kept"
    return People(
        kinds=tuple(kinds),
        kind=np.array([kinds.index(kind) for kind, _, _ in sorts], np.int32),
        home=np.array([home for _, home, _ in sorts], np.int32),
        stands_still=np.array([is_kept or is_farmer for _, _, is_farmer in sorts], np.uint8),
        chance=chance,
        listed=listed,
    )


def _index(world: FleeWorld, agent: FleeAgent) -> int:
    return next(p for p, place in enumerate(world.locations) if place.name == agent.name)


def _shares(world: FleeWorld, p: int) -> dict[Sort, float]:
    """Give the share of each sort among the people who set out from a place."""
    name, found = world.locations[p].name, dict[Sort, float]()
    wanted = world.settings.wanted_traits
    mixes = [list(world.traits[trait].shares(name).items()) for trait in wanted]
    for values in product(*mixes):
        share = float(np.prod([part for _, part in values]))
        danger = danger_of(world.settings, dict(zip(wanted, (value for value, _ in values), strict=True)))
        for sort, part in _at_home(world, p, danger):
            if share * part > 0.0:
                found[sort] = found.get(sort, 0.0) + share * part
    return found


def _at_home(world: FleeWorld, p: int, danger: str) -> Iterator[tuple[Sort, float]]:
    """Tell farmers from others where the harvest matters; Flee itself freezes both."""
    if not world.settings.harvest_months:
        yield (danger, -1, False), 1.0
    elif world.settings.quirks == "kept":
        yield (danger, p, True), 1.0
    else:
        farmers = float(world.locations[p].attributes.get("farmer_fraction") or 0.0)
        yield (danger, p, True), farmers
        yield (danger, p, False), 1.0 - farmers


def _sort_of(world: FleeWorld, agent: FleeAgent) -> Sort:
    """Find the sort of a person of agents.csv."""
    p, s = _index(world, agent), world.settings
    danger = danger_of(s, agent.attributes)
    is_farmer = s.quirks == "kept" or agent.attributes.get("farmer", "0") not in ("", "0", "0.0")
    return (danger, p, is_farmer) if s.harvest_months else (danger, -1, False)


def danger_of(s: FleeSettings, person: Mapping[str, str]) -> str:
    """Say how danger weighs for a person, by Flee's rules on age and gender."""
    age = float(person.get("age") or 30.0)
    gender = person.get("gender", "").casefold()
    danger = PLAIN
    if s.children_avoid_hazards and age < 19.0:
        danger = FEARLESS if s.boys_take_risk and age > 14.0 and gender in MALE else SQUARED
    if s.elderly_avoid_hazards and age > 59.0:
        danger = SQUARED
    if s.women_avoid_hazards and gender in FEMALE and danger == PLAIN:
        danger = SQUARED
    return danger


def felt(score: Floats, kind: str) -> Floats:
    """Give the pull of places as a kind of person feels it."""
    if kind == SQUARED:
        return np.asarray(score**2)
    return np.ones_like(score) if kind == FEARLESS else score
