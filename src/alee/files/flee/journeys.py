"""Whole journeys: from each place that people flee straight to each camp, by the shortest way that exists.

In Flee people choose their way town by town, so a camp behind many towns is reached late and by few, however
short the way. Alee's people choose where to go among all camps at once, and then travel there by road. The
towns on the way become part of the distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from alee.kernels.layout import Floats
from alee.model.corridors import Corridor
from alee.model.events import Closure, Event, Opening
from alee.model.flee import FleeClosure, FleeWorld
from alee.model.scenario import Scenario

Way = frozenset[str]  # the two ends of a route


def road_km(world: FleeWorld, shut: Iterable[Way] = ()) -> Floats:
    """Compute the shortest ways by road between all places.

    Parameters
    ----------
    world
        As :func:`alee.load_flee` gives it.
    shut
        Routes that nobody can pass, by their two ends.

    Returns
    -------
    (place, place) float64, km in the order of ``world.locations``; infinite where no way leads.
    """
    index = {place.name: p for p, place in enumerate(world.locations)}
    closed = set(shut)
    shortest: dict[tuple[int, int], float] = {}
    for route in world.routes:
        ends = (index[route.name1], index[route.name2])
        if frozenset((route.name1, route.name2)) not in closed:
            key = (min(ends), max(ends))
            shortest[key] = min(route.km, shortest.get(key, np.inf))
    rows, columns = (np.array([key[k] for key in shortest], np.int64) for k in (0, 1))
    km = np.array(list(shortest.values()), float)
    graph = coo_array((km, (rows, columns)), shape=(len(index), len(index))).tocsr()
    return np.asarray(dijkstra(graph, directed=False))


def closed_ways(world: FleeWorld, closure: FleeClosure) -> set[Way]:
    """List the routes that a closure shuts, both ways."""
    country = {place.name: place.country for place in world.locations}
    meant = {closure.name1, closure.name2}
    shut = set()
    for route in world.routes:
        ends = frozenset((route.name1, route.name2))
        if (
            (closure.kind == "country" and {country[route.name1], country[route.name2]} == meant)
            or (closure.kind == "location" and closure.name1 in ends)
            or (closure.kind == "link" and ends == meant)
        ):
            shut.add(ends)
    return shut


def closed_by_day(world: FleeWorld) -> Iterator[tuple[int, frozenset[Way], frozenset[str]]]:
    """Give each day on which anything changes, with the routes shut then and the camps that are none.

    A camp that a closure turns into a town takes nobody in; where several closures shut one route, the last
    change of the day counts, as in Flee.
    """
    ways: set[Way] = set()
    camps: set[str] = set()
    for day in range(world.length):
        before = (frozenset(ways), frozenset(camps))
        for is_start in (True, False):
            for closure in world.closures:
                if (closure.start if is_start else closure.end) != day:
                    continue
                is_camp = closure.kind in ("camp", "idpcamp")
                changed: set = {closure.name1} if is_camp else closed_ways(world, closure)  # type: ignore[type-arg]
                target: set = camps if is_camp else ways  # type: ignore[type-arg]
                target.update(changed) if is_start else target.difference_update(changed)
        if day == 0 or before != (frozenset(ways), frozenset(camps)):
            yield day, frozenset(ways), frozenset(camps)


def with_whole_journeys(world: FleeWorld, scenario: Scenario) -> tuple[Scenario, tuple[str, ...]]:
    """Replace the roads of an imported scenario by whole journeys.

    Parameters
    ----------
    scenario
        The scenario with the roads of the folder; its conflict events are kept.

    Returns
    -------
    The new scenario, and sentences that say what became of the roads. A world without a way from a place in
    conflict to a camp keeps its roads.
    """
    table = f"{world.name}/input_csv/routes.csv"
    index = {place.name: p for p, place in enumerate(world.locations)}
    km = road_km(world)
    pairs = [
        (start.name, end.name)
        for start in scenario.places if start.kind == "origin"
        for end in scenario.places
        if end.kind == "camp" and np.isfinite(km[index[start.name], index[end.name]])
    ]  # fmt: skip
    if not pairs:
        wrong = "no way leads from a place in conflict to a camp; the roads are kept."
        return scenario, (f"{table}: {wrong}",)
    corridors = tuple(
        Corridor(from_place=a, to_place=b, mode="road", km=float(km[index[a], index[b]]), source="flee")
        for a, b in pairs
    )
    known_there = {name: series.last(0) for name, series in world.reported.items()}
    places = tuple(
        place.model_copy(update={"kin": int(known_there.get(place.name) or 0)})
        for place in scenario.places if place.kind in ("origin", "camp")
    )  # fmt: skip
    kept = tuple(e for e in scenario.events if not isinstance(e, Closure | Opening))
    changes = tuple(_changes(world, index, corridors))
    fields = {name: getattr(scenario, name) for name in type(scenario).model_fields}
    made = Scenario(**{**fields, "places": places, "corridors": corridors, "events": (*kept, *changes)})
    dropped = len(scenario.places) - len(places)
    return made, (
        f"{table}: the {len(world.routes)} roads became {len(corridors)} whole journeys, each from a "
        f"place that sees conflict to a camp by the shortest way; {dropped} places on the way became part "
        "of the distance. To keep every road as a corridor, import with --roads.",
        f"{world.name}/source_data: people counted in a camp on the first day draw others there (kin).",
    )


def _changes(world: FleeWorld, index: dict[str, int], corridors: tuple[Corridor, ...]) -> Iterator[Event]:
    """Close a journey while no way is open or its camp is none; a change is known on its own day."""
    was_open = dict.fromkeys(corridors, True)
    for day, ways, camps in closed_by_day(world):
        km = road_km(world, ways)
        date = world.start + timedelta(days=day)
        for corridor in corridors:
            reached = np.isfinite(km[index[corridor.from_place], index[corridor.to_place]])
            is_open = bool(reached) and corridor.to_place not in camps
            if is_open != was_open[corridor]:
                kind = Opening if is_open else Closure
                yield kind(target=corridor.name, start=date, source="flee")
            was_open[corridor] = is_open
