"""From a Flee world to arrays: what each rule makes of each day, before anybody moves.

Everything that does not depend on chance is worked out here: who is a camp on which day, which links are
shut, how strongly each place pulls, how many people set out. Published quirks of Flee are kept, because
like must be compared with like; each is named where it is played.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alee.compiler.flee.routes import Link, Routes, list_routes
from alee.kernels.flee.layout import FleeNetwork, FleeTimeline
from alee.kernels.layout import Counts, Flags, Floats
from alee.model.flee import FleeClosure, FleeLocation, FleeRoute, FleeWorld

NO_CONFLICT = -1.0
TINY = 1e-6  # an intensity that counts as none
PROMOTED_BELOW = 0.005  # chance to leave below which Flee takes any place for a camp
EARTH_RADIUS_KM = 6371.0
BELOW_SHORTEST = 0.999  # of the shortest link, so that each stage of a day falls into a later stretch


@dataclass(frozen=True)
class FleePlan:
    """What the engine needs, and the names of its rows."""

    places: tuple[str, ...]
    network: FleeNetwork
    timeline: FleeTimeline


@dataclass
class Calendar:
    """What holds on each day, (day, place) or (day, link)."""

    intensity: Floats
    since: Counts
    movechance: Floats
    is_town: Flags
    is_camp: Flags
    is_closed: Flags


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
    routes = list_routes([link for link, _, _ in links], is_marker, awareness=world.settings.awareness_level)
    calendar = make_calendar(world, index, [link for link, _, _ in links])
    network = make_network(world, links, routes)
    return FleePlan(tuple(index), network, make_timeline(world, routes, calendar))


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


def make_network(world: FleeWorld, links: list[tuple[Link, float, float]], routes: Routes) -> FleeNetwork:
    """Put together what is the same on every day."""
    s = world.settings
    n_places = len(world.locations)
    start = np.array([link.start for link, _, _ in links], np.int32)
    order = np.argsort(start, kind="stable").astype(np.int32)
    shortest = min((link.km for link, _, _ in links), default=1.0)
    fastest = max([s.max_move_speed, *(speed for _, speed, _ in links)])
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
        path_start=routes.path_start,
        path_links=routes.path_links,
        suffix_next=routes.next_place,
        suffix_rest=routes.rest,
        suffix_final=routes.final,
        inserted=inserted(world),
        max_speed=float(s.max_move_speed),
        walk_speed=float(s.max_walk_speed),
        capacity_buffer=float(s.capacity_buffer),
        weight_power=float(s.weight_power),
        pruning=float(s.pruning_threshold) if s.pruning_threshold >= 1.001 else 0.0,
        bucket_km=float(max(shortest * BELOW_SHORTEST, fastest / 1e6)),
        starts_on_foot=int(s.start_on_foot),
        avoids_short_stints=int(s.avoid_short_stints),
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


def make_calendar(world: FleeWorld, index: dict[str, int], links: list[Link]) -> Calendar:
    """Work out kinds, conflict and closed links day by day."""
    n_days, n_places = world.length, len(world.locations)
    s = world.settings
    chances = {
        "camp": s.camp_movechance, "idpcamp": s.idpcamp_movechance, "conflict": s.conflict_movechance,
        "town": s.default_movechance,
    }  # fmt: skip
    movechance = np.array([chances.get(place.kind, 1.0) for place in world.locations])
    is_town = np.array([place.kind == "town" for place in world.locations], np.uint8)
    promoted = (movechance < PROMOTED_BELOW) & np.array([not p.is_camp for p in world.locations])
    is_camp = np.array([place.is_camp for place in world.locations], np.uint8) | promoted.astype(np.uint8)
    intensity = np.array([
        float(place.attributes.get("conflict_intensity") or s.default_conflict_intensity)
        if place.kind == "conflict" else NO_CONFLICT for place in world.locations
    ])  # fmt: skip
    since = np.full(n_places, -1, np.int64)
    closed = np.zeros(len(links), np.uint8)
    days = Calendar(
        np.zeros((n_days, n_places)), np.zeros((n_days, n_places), np.int64), np.zeros((n_days, n_places)),
        np.zeros((n_days, n_places), np.uint8), np.zeros((n_days, n_places), np.uint8),
        np.zeros((n_days, len(links)), np.uint8),
    )  # fmt: skip
    is_intended = s.quirks == "intended"
    for d in range(n_days):
        for name, series in world.conflicts.items():
            p, before = index[name], series[d - 1] if d else 0.0
            if is_intended and series[d] > TINY and before > 0.0:
                intensity[p] = series[d]
            elif is_intended and d == 0 and series[0] <= TINY and intensity[p] > 0.0:
                intensity[p], movechance[p], is_town[p] = NO_CONFLICT, s.default_movechance, 1
            elif series[d] > TINY and before <= 0.0:  # changes between positive values do nothing in Flee
                intensity[p], since[p], movechance[p], is_town[p] = series[d], d, s.conflict_movechance, 0
            elif d and before > 0.0 and series[d] <= 0.0:
                intensity[p], since[p], movechance[p], is_town[p] = NO_CONFLICT, -1, s.default_movechance, 1
        for is_start in (True, False):
            for closure in world.closures:
                if (closure.start if is_start else closure.end) == d:
                    closed[_shut_links(world, closure, links)] = is_start
                    if closure.kind in ("camp", "idpcamp"):
                        p = index[closure.name1]
                        is_camp[p], is_town[p] = not is_start, is_start
                        movechance[p] = chances["town" if is_start else closure.kind]
        days.intensity[d], days.since[d], days.movechance[d] = intensity, since, movechance
        days.is_town[d], days.is_camp[d] = is_town, is_camp
        days.is_closed[d] = closed | _led_elsewhere(world, index, links, d) if is_intended else closed
    return days


def _led_elsewhere(world: FleeWorld, index: dict[str, int], links: list[Link], day: int) -> Flags:
    """Mark the links that nobody may take because a forced redirection leads another way, (link,).

    Flee 3 reads no redirection; its documents promise that everybody at the start of a redirected link takes
    it. It leads into the camp if one end is a camp, else from the first place to the second (1) or back (2).
    """
    shut = np.zeros(len(links), np.uint8)
    for route in world.routes:
        if not route.redirection or _is_lifted(world, route, day):
            continue
        one, two = index[route.name1], index[route.name2]
        into_two = world.locations[two].is_camp
        is_forward = into_two if into_two != world.locations[one].is_camp else route.redirection == 1
        start, end = (one, two) if is_forward else (two, one)
        for k, link in enumerate(links):
            if link.start == start and link.end != end:
                shut[k] = 1
    return shut


def _is_lifted(world: FleeWorld, route: FleeRoute, day: int) -> bool:
    """Tell whether a closure of kind remove_forced_redirection holds for a route on a day."""
    ends = {route.name1, route.name2}
    return any(
        c.kind == "remove_forced_redirection" and {c.name1, c.name2} == ends
        and c.start <= day and not 0 <= c.end <= day
        for c in world.closures
    )  # fmt: skip


def _shut_links(world: FleeWorld, closure: FleeClosure, links: list[Link]) -> list[int]:
    """List the links that a closure means; those of kind "link" match none in Flee as it is."""
    places = world.locations
    if closure.kind == "link" and world.settings.quirks == "intended":
        ends = {closure.name1, closure.name2}
        return [k for k, link in enumerate(links)
                if {places[link.start].name, places[link.end].name} == ends]  # fmt: skip
    if closure.kind == "location":
        return [
            k for k, link in enumerate(links)
            if closure.name1 in (places[link.start].name, places[link.end].name)
        ]  # fmt: skip
    if closure.kind == "country":
        meant = {closure.name1, closure.name2}
        return [k for k, link in enumerate(links)
                if {places[link.start].country, places[link.end].country} == meant]  # fmt: skip
    return []


def make_timeline(world: FleeWorld, routes: Routes, calendar: Calendar) -> FleeTimeline:
    """Put together what changes from day to day."""
    s = world.settings
    decay = decays(world, calendar)
    residents = np.array([0 if place.is_camp else place.population for place in world.locations], float)
    room = np.array([place.population if place.is_camp else -1 for place in world.locations], float)
    room = np.where((room > 0) & _is_deducted(world), room - first_counts(world), room)
    daily = np.array([float(p.attributes.get("capacity_per_day") or 0.0) for p in world.locations])
    capacity = room + daily * np.arange(1, world.length + 1)[:, None]
    size = (np.maximum(residents, capacity) / s.movechance_pop_base) ** s.movechance_pop_scale_factor
    pull, epoch = pulls(world, routes, calendar, decay, residents)
    total, chance, fixed, mean = outflow(world, calendar, decay, residents)
    return FleeTimeline(
        epoch=epoch,
        pull=pull,
        leaving=np.clip(calendar.movechance * size, 0.0, 1.0),
        is_town=calendar.is_town,
        is_camp=calendar.is_camp,
        capacity=np.asarray(capacity * s.capacity_scaling, np.float64),
        is_closed=calendar.is_closed,
        spawn_total=total,
        spawn_chance=chance,
        spawn_fixed=fixed,
        spawn_mean=mean,
    )


def _is_deducted(world: FleeWorld) -> bool:
    """Tell whether Flee takes the people of day 0 off the capacities, though they count as occupants too."""
    s = world.settings
    return s.spawn_mode == "totals" and s.insert_day0 and s.quirks == "kept"


def first_counts(world: FleeWorld) -> Floats:
    """Read the published counts of day 0, (P,)."""
    return np.array([world.count(place.name, 0) for place in world.locations], float)


def decays(world: FleeWorld, calendar: Calendar) -> Floats:
    """Compute how much an ageing conflict still counts, (day, place)."""
    steps = np.array(world.settings.conflict_spawn_decay or (1.0,))
    age = np.arange(world.length)[:, None] - calendar.since
    step = np.clip(age // world.settings.conflict_spawn_decay_interval, 0, len(steps) - 1)
    return np.asarray(steps[step])


def pulls(
    world: FleeWorld, routes: Routes, calendar: Calendar, decay: Floats, residents: Floats
) -> tuple[Floats, np.ndarray]:
    """Compute the weight of each route before capacity, (epoch, route), and the epoch of each day."""
    s = world.settings
    home = world.locations[0].country
    score = np.array(
        [1.0 if p.country == home else s.foreign_weight * economic_pull(world, p) for p in world.locations]
    )
    scores = np.where(calendar.is_camp == 1, score * s.camp_weight, score)
    active = calendar.intensity > 0.0
    scores = np.where(
        active, scores * s.conflict_weight ** (decay * np.maximum(calendar.intensity, 0)), scores
    )
    if s.use_pop_for_loc_weight:
        grown = np.maximum(1.0, residents) ** s.pop_power_for_loc_weight
        scores = np.where(calendar.is_camp == 1, scores, scores * grown)
    rows, epoch = np.unique(scores, axis=0, return_inverse=True)
    distance = (s.softening + routes.km) ** s.distance_power
    pull = rows[:, routes.end] * closeness(world, routes)
    return (s.weight_softening + pull) / distance, epoch.reshape(-1).astype(np.int32)


def economic_pull(world: FleeWorld, place: FleeLocation) -> float:
    """Compute what trade and the human development index of a place abroad add to its pull, a factor."""
    if not world.settings.use_economic_pull:
        return 1.0
    trade, index = (float(place.attributes.get(name) or 0.0) for name in ("trade_volume", "hdi"))
    return 1.0 + trade + index**2


def closeness(world: FleeWorld, routes: Routes) -> Floats:
    """Compute how much less the far ends of routes pull where people stay close, (route,).

    Far means far from the present place, and Flee takes the fourth column of locations.csv for a longitude
    and the fifth for a latitude: both are kept. Under intended quirks the columns are read as they are named.
    """
    s = world.settings
    if not s.stay_close_to_home:
        return np.ones(len(routes.end))
    fourth = np.radians([place.latitude for place in world.locations])
    fifth = np.radians([place.longitude for place in world.locations])
    latitude, longitude = (fifth, fourth) if s.quirks == "kept" else (fourth, fifth)
    start = np.repeat(np.arange(len(routes.start) - 1), np.diff(routes.start))
    end = routes.end
    half = np.sin((latitude[end] - latitude[start]) / 2.0) ** 2
    half += (
        np.cos(latitude[start])
        * np.cos(latitude[end])
        * np.sin((longitude[end] - longitude[start]) / 2.0) ** 2
    )
    km = 2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return np.asarray(np.maximum(1.0, km) ** -s.home_distance_power)


def outflow(
    world: FleeWorld, calendar: Calendar, decay: Floats, residents: Floats
) -> tuple[Counts, Floats, Counts, Floats]:
    """Work out who sets out: the total per day, chances of origins, fixed numbers, Poisson means."""
    s = world.settings
    shape = (world.length, len(world.locations))
    total, fixed, mean = np.zeros(world.length, np.int64), np.zeros(shape, np.int64), np.zeros(shape)
    conflict = np.maximum(calendar.intensity, 0.0)
    weight = residents * conflict * decay
    if s.spawn_mode == "totals":
        total = new_people(world)
    elif s.spawn_mode == "poisson":
        mean = s.displaced_per_conflict_day * conflict
    else:
        people = residents if s.spawn_mode == "pop_ratio" else np.ones(shape[1])
        fixed = np.floor(s.displaced_per_conflict_day * people * conflict).astype(np.int64)
    tail = weight[:, ::-1].cumsum(axis=1)[:, ::-1]
    chance = np.divide(weight, tail, out=np.zeros(shape), where=weight > 0.0)
    return total, chance, fixed, mean


def new_people(world: FleeWorld) -> Counts:
    """Count who sets out each day, from the growth of the counts; falling counts are a debt first."""
    s = world.settings
    names = list(world.counts)
    chosen = names[1:] if s.sum_from_camps else names[:1]
    out = np.zeros(world.length, np.int64)
    debt = 0
    for d in range(world.length):
        if d == 0:
            is_counted = not (s.insert_day0 or s.empty_camps_on_day0)
            counted = names if s.quirks == "kept" else chosen  # Flee counts the total once more
            change = sum(world.count(name, 0) for name in counted) if is_counted else 0
        else:
            change = sum(world.count(name, d) - world.count(name, d - 1) for name in chosen)
        wanted = change - debt
        debt = max(0, -wanted)
        out[d] = max(0, wanted)
    return out
