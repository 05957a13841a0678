"""The unchanging part of a plan: who lives where, which way leads where, and every draw's address."""

import math

import numpy as np

from alee.core.addresses import name_key
from alee.kernels.layout import Indices, Keys, Network
from alee.model.corridors import Corridor
from alee.model.groups import Group
from alee.model.places import Place
from alee.model.scenario import Scenario

SPEEDS_KM_PER_HOUR = {"foot": 4.0, "road": 60.0, "rail": 60.0, "sea": 30.0, "air": 700.0}
# assumption: door-to-door averages, used only where a corridor gives km and no hours
BOARDING_HOURS = {"foot": 0.0, "road": 0.0, "rail": 1.0, "sea": 3.0, "air": 3.0}  # assumption


def corridor_hours(corridor: Corridor) -> float:
    """Hours from door to door, given or worked out from the distance and the mode."""
    if corridor.hours is not None:
        return corridor.hours
    return corridor_km(corridor) / SPEEDS_KM_PER_HOUR[corridor.mode] + BOARDING_HOURS[corridor.mode]


def corridor_km(corridor: Corridor) -> float:
    """Kilometres, given or worked out from the hours and the mode."""
    if corridor.km is not None:
        return corridor.km
    hours = max(0.0, (corridor.hours or 0.0) - BOARDING_HOURS[corridor.mode])
    return hours * SPEEDS_KM_PER_HOUR[corridor.mode]


def group_residents(place: Place, groups: tuple[Group, ...]) -> list[int]:
    """Residents by group, whole persons that add up to the residents of the place (largest remainder)."""
    exact = [place.residents * group.share for group in groups]
    whole = [math.floor(value) for value in exact]
    by_remainder = sorted(range(len(groups)), key=lambda g: (whole[g] - exact[g], groups[g].name))
    for g in by_remainder[: place.residents - sum(whole)]:
        whole[g] += 1
    return whole


def lists_by_place(n_places: int, members: list[list[int]]) -> tuple[Indices, Indices]:
    """Lists of corridors per place as one flat array and the start of each place's part."""
    start = np.zeros(n_places + 1, np.int32)
    start[1:] = np.cumsum([len(part) for part in members])
    flat = np.array([c for part in members for c in part], dtype=np.int32)
    return start, flat


def lists_by_country(
    places: tuple[Place, ...], into: dict[str, list[int]]
) -> tuple[Indices, Indices, Indices]:
    """The ways into each country as one flat array, and where each place finds its country's part of it.

    A part stands once however many places the country has; parts come in the order of the first place.
    """
    parts: dict[str, tuple[int, int]] = {}
    flat: list[int] = []
    for place in places:
        if place.country not in parts:
            ways = into.get(place.country, [])
            parts[place.country] = (len(flat), len(flat) + len(ways))
            flat += ways
    ends = np.array([parts[place.country] for place in places], dtype=np.int32).reshape(len(places), 2)
    return ends[:, 0].copy(), ends[:, 1].copy(), np.array(flat, dtype=np.int32)


def build_network(
    scenario: Scenario,
    places: tuple[Place, ...],
    corridors: tuple[Corridor, ...],
    groups: tuple[Group, ...],
) -> Network:
    """Compile places, corridors and groups, already in canonical order, to arrays."""
    index = {place.name: p for p, place in enumerate(places)}
    group_index = {group.name: g for g, group in enumerate(groups)}
    home = set(scenario.home)
    out: list[list[int]] = [[] for _ in places]
    into: dict[str, list[int]] = {}
    for c, corridor in enumerate(corridors):
        start, end = places[index[corridor.from_place]], places[index[corridor.to_place]]
        out[index[corridor.from_place]].append(c)
        if start.country in home and end.country not in home:
            into.setdefault(end.country, []).append(c)
    out_start, out_corridors = lists_by_place(len(places), out)
    back_first, back_stop, back_corridors = lists_by_country(places, into)
    return Network(
        residents=np.array([group_residents(place, groups) for place in places], dtype=np.int64),
        is_home=np.array([place.country in home for place in places], dtype=np.uint8),
        place_capacity=np.array(
            [-1.0 if place.capacity is None else place.capacity for place in places], dtype=np.float64
        ),
        stay_limit=np.array(
            [-1 if place.stay_limit_days is None else place.stay_limit_days for place in places], np.int32
        ),
        corridor_from=np.array([index[c.from_place] for c in corridors], dtype=np.int32),
        corridor_to=np.array([index[c.to_place] for c in corridors], dtype=np.int32),
        travel_days=np.array([int(corridor_hours(c) // 24) for c in corridors], dtype=np.int32),
        out_start=out_start,
        out_corridors=out_corridors,
        back_first=back_first,
        back_stop=back_stop,
        back_corridors=back_corridors,
        follows=np.array([-1 if g.follows is None else group_index[g.follows] for g in groups], np.int32),
        place_key=_cell_keys("place", [p.name for p in places], [g.name for g in groups]),
        corridor_key=_cell_keys("corridor", [c.name for c in corridors], [*(g.name for g in groups), ""]),
        follow_delay=int(scenario.behaviour.follow_delay_days),
        lookahead=int(scenario.behaviour.lookahead),
    )


def _cell_keys(kind: str, names: list[str], groups: list[str]) -> Keys:
    """Addresses of the cells (name, group); the group of ordinary traffic is the empty name."""
    return np.array(
        [[name_key(f"{kind}/{name}/{group}") for group in groups] for name in names], dtype=np.uint32
    ).reshape(len(names), len(groups))
