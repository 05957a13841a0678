"""From a Flee world to arrays: what each rule makes of each day, before anybody moves.

Everything that does not depend on chance is worked out here: who is a camp on which day, which links are
shut, how strongly each place pulls, how many people set out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from alee.compiler.flee.calendar import Calendar, by_level, decays, make_calendar
from alee.compiler.flee.outflow import outflow
from alee.compiler.flee.people import People, sorts_of_people
from alee.compiler.flee.pulls import hunger, nearness, pulls
from alee.compiler.flee.routes import Link, Routes, Rules, list_routes
from alee.kernels.flee.layout import FleeNetwork, FleeTimeline
from alee.kernels.layout import Counts, Floats
from alee.model.flee import FleeWorld

NO_FLOOD = -1.0


@dataclass(frozen=True)
class FleePlan:
    """What the engine needs, and the names of its rows."""

    places: tuple[str, ...]
    network: FleeNetwork
    timeline: FleeTimeline


def compile_flee(world: FleeWorld) -> FleePlan:
    """Turn a Flee world into the arrays of the engine.

    Parameters
    ----------
    world
        As :func:`alee.load_flee` gives it.

    Returns
    -------
    FleePlan
        Places in the order of the folder.
    """
    index = {place.name: p for p, place in enumerate(world.locations)}
    links = list_links(world, index)
    is_marker = [place.kind == "marker" for place in world.locations]
    routes = list_routes([link for link, _, _ in links], is_marker, route_rules(world, index, links))
    calendar = make_calendar(world, index, [link for link, _, _ in links])
    people = sorts_of_people(world)
    network = make_network(world, links, routes, people)
    return FleePlan(tuple(index), network, make_timeline(world, routes, calendar, people))


def list_links(world: FleeWorld, index: dict[str, int]) -> list[tuple[Link, float, float]]:
    """Make two links of each route, with speed and chance of walking.

    In Flee redirection 1 makes them twice.
    """
    links = []
    for route in world.routes:
        one, two = index[route.name1], index[route.name2]
        speed = world.settings.max_move_speed if route.max_move_speed is None else route.max_move_speed
        is_kept = world.settings.quirks == "kept"
        for _ in range(2 if route.redirection == 1 and is_kept else 1):
            links.append((Link(one, two, route.km), speed, route.walk_probability))
            links.append((Link(two, one, route.km), speed, route.walk_probability))
    return links


def route_rules(world: FleeWorld, index: dict[str, int], links: list[tuple[Link, float, float]]) -> Rules:
    """Say how far people look, and which major routes they know, in both directions."""
    s = world.settings
    number: dict[tuple[int, int], int] = {}
    for k, (link, _, _) in enumerate(links):
        number.setdefault((link.start, link.end), k)
    majors = []
    for names in world.major_routes if s.fixed_routes else ():
        for way in (names, names[::-1]):
            stops = [index[name] for name in way]
            majors.append(tuple(number[hop] for hop in pairwise(stops)))
    return Rules(
        awareness=s.awareness_level, is_fixed=s.fixed_routes, majors=tuple(majors), softening=s.softening,
        loses_first_hop=s.quirks == "kept",
    )  # fmt: skip


def make_network(
    world: FleeWorld, links: list[tuple[Link, float, float]], routes: Routes, people: People
) -> FleeNetwork:
    """Put together what is the same on every day."""
    s = world.settings
    n_places = len(world.locations)
    start = np.array([link.start for link, _, _ in links], np.int32)
    order = np.argsort(start, kind="stable").astype(np.int32)
    return FleeNetwork(
        link_from=start,
        link_to=np.array([link.end for link, _, _ in links], np.int32),
        link_km=np.array([link.km for link, _, _ in links], np.float64),
        link_speed=np.array([speed for _, speed, _ in links], np.float64),
        walk_chance=np.array([chance for _, _, chance in links], np.float64),
        out_start=np.searchsorted(start[order], np.arange(n_places + 1)).astype(np.int32),
        out_links=order,
        route_start=routes.start,
        route_suffix=routes.suffix,
        route_end=routes.end,
        nearness=np.ones(len(routes.end)) if s.fixed_routes else nearness(world, routes),
        path_start=routes.path_start,
        path_links=routes.path_links,
        suffix_next=routes.next_place,
        suffix_rest=routes.rest,
        suffix_final=routes.final,
        inserted=inserted(world),
        listed=people.listed,
        residents=np.array([0 if p.is_camp else p.population for p in world.locations], np.int64),
        group_chance=people.chance,
        group_kind=people.kind,
        group_home=people.home,
        stands_still=people.stands_still,
        settling=settling(world),
        max_speed=float(s.max_move_speed),
        walk_speed=float(s.max_walk_speed),
        capacity_buffer=float(s.capacity_buffer),
        weight_softening=0.0 if s.fixed_routes else float(s.weight_softening),
        weight_power=1.0 if s.fixed_routes else float(s.weight_power),
        pruning=float(s.pruning_threshold) if s.pruning_threshold >= 1.001 else 0.0,
        size_base=float(s.movechance_pop_base),
        size_power=float(s.movechance_pop_scale_factor),
        growth_power=float(s.pop_power_for_loc_weight) if s.use_pop_for_loc_weight else 0.0,
        starts_on_foot=int(s.start_on_foot),
        avoids_short_stints=int(s.avoid_short_stints),
        takes_residents=int(s.take_from_population),
        only_best=int(s.fixed_routes),
    )


def inserted(world: FleeWorld) -> Counts:
    """Count the people who are in camps before the first day, (P,)."""
    s = world.settings
    people = np.zeros(len(world.locations), np.int64)
    if s.empty_camps_on_day0:
        return people
    for p, place in enumerate(world.locations):
        if place.is_camp:
            counted = world.count(place.name, 0) if s.insert_day0 else 0
            people[p] = counted + int(float(place.attributes.get("initial_idps") or 0))
    return people


def settling(world: FleeWorld) -> Floats:
    """Give the chance per day that a person in a camp settles there for good, (P,).

    Flee reads the switch under the name camps_are_sicks only; its documents call it camps_are_sinks.
    """
    s = world.settings
    is_on = s.camps_are_sicks or (s.camps_are_sinks and s.quirks == "intended")
    chances = [float(p.attributes.get("deactivation_probability") or 0.0) for p in world.locations]
    return np.array(chances if is_on else [0.0] * len(chances))


def make_timeline(world: FleeWorld, routes: Routes, calendar: Calendar, people: People) -> FleeTimeline:
    """Put together what changes from day to day."""
    s = world.settings
    decay = decays(world, calendar)
    room = rooms(world)
    pull, epoch = pulls(world, routes, calendar, decay, people.kinds)
    out = outflow(world, calendar, decay)
    flooded = np.full(room.shape, NO_FLOOD)
    if s.flood_movechances:
        flooded = np.where(calendar.flood > 0, by_level(s.flood_movechances, calendar.flood), NO_FLOOD)
    return FleeTimeline(
        epoch=epoch,
        pull=pull,
        movechance=calendar.movechance,
        hunger=hunger(world) if s.flee_when_starving else np.zeros(room.shape),
        flooded=flooded,
        is_town=calendar.is_town,
        is_camp=calendar.is_camp,
        room=room,
        capacity=np.asarray(room * s.capacity_scaling, np.float64),
        is_closed=calendar.is_closed,
        is_harvest=np.array([day.month in s.harvest_months for day in world.days()], np.uint8),
        spawn_total=out.total,
        spawn_weight=out.weight,
        spawn_share=out.share,
        spawn_fixed=out.fixed,
        spawn_mean=out.mean,
    )


def rooms(world: FleeWorld) -> Floats:
    """Compute the capacity of each camp, persons, -1 for other places, (day, place).

    Flee takes the people of day 0 off the capacities, though they count as occupants too.
    """
    s = world.settings
    is_counted = s.spawn_mode == "totals" and not s.is_driven_by_floods
    is_deducted = is_counted and s.insert_day0 and s.quirks == "kept"
    room = np.array([place.population if place.is_camp else -1 for place in world.locations], float)
    first = np.array([world.count(place.name, 0) for place in world.locations], float)
    room = np.where((room > 0) & is_deducted, room - first, room)
    daily = np.array([float(p.attributes.get("capacity_per_day") or 0.0) for p in world.locations])
    return np.asarray(room + daily * np.arange(1, world.length + 1)[:, None])
