"""Play one world both ways: person by person, and on counts with the engine.

Both give (run, day, place and one more) int64: persons at each place at the end of each day, and last
the persons on the way.
"""

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from alee.model.flee import FleeWorld
from alee.simulation import simulate_flee
from verification.flee_agreement.graph import NO_CONFLICT, Closing, Files, Place, Settings
from verification.flee_agreement.persons import World

Stocks = NDArray[np.int64]


def persons_world(flee: FleeWorld, *, seed: int) -> World:
    """Build the person-by-person form of a Flee world, with the people of day 0 in the camps."""
    s = flee.settings
    names = [f.name for f in fields(Settings)]
    places = [
        Place(
            name=p.name, kind=p.kind, country=p.country, region=p.region,
            deactivation_probability=float(p.attributes.get("deactivation_probability") or 0.0),
            pop=0.0 if p.is_camp else p.population, capacity=p.population if p.is_camp else -1.0,
            capacity_per_day=float(p.attributes.get("capacity_per_day") or 0.0),
            intensity=float(p.attributes.get("conflict_intensity") or s.default_conflict_intensity)
            if p.kind == "conflict" else NO_CONFLICT,
        )
        for p in flee.locations
    ]  # fmt: skip
    closings = tuple(Closing(c.kind, c.name1, c.name2, c.start, c.end) for c in flee.closures)
    world = World(
        places, [], Settings(**{name: getattr(s, name) for name in names}), seed=seed,
        conflicts={name: list(series) for name, series in flee.conflicts.items()}, closings=closings,
        files=further_files(flee),
    )  # fmt: skip
    for route in flee.routes:
        for _ in range(2 if route.redirection == 1 else 1):
            world.connect(
                route.name1, route.name2, route.km, speed=route.max_move_speed, walking=route.walk_probability
            )
    _fill_camps(flee, world)
    for name, attributes in world.files.agents:
        world.put(name, 1, is_new=False)
        world.persons[-1].age = float(attributes.get("age") or 30.0)
        world.persons[-1].gender = attributes.get("gender", "")
    return world


def _fill_camps(flee: FleeWorld, world: World) -> None:
    """Put the people of day 0 in the camps; Flee then takes them off the capacities, though they count."""
    s = flee.settings
    for p in flee.locations:
        if p.is_camp and not s.empty_camps_on_day0:
            first = flee.count(p.name, 0) if s.insert_day0 else 0
            world.put(p.name, first + int(p.attributes.get("initial_idps") or 0), is_new=False)
        is_counted = s.spawn_mode == "totals" and s.flood_spawn_mode == "none"
        if s.insert_day0 and is_counted and world.places[p.name].capacity > 0:
            world.places[p.name].capacity -= flee.count(p.name, 0)


def further_files(flee: FleeWorld) -> Files:
    """Put down what further files say; only what Flee itself would find."""
    return Files(
        changes=[(c.name, c.kind, c.day) for c in flee.changes if c.is_seen],
        hunger={name: list(series) for name, series in flee.hunger.items()},
        floods={name: list(series) for name, series in flee.floods.items()},
        majors=list(flee.major_routes),
        agents=[(agent.name, dict(agent.attributes)) for agent in flee.agents],
        traits={
            name: {
                place: dict(zip(trait.values, weights, strict=True))
                for place, weights in trait.weights.items()
            }
            for name, trait in flee.traits.items()
        },
        months=[day.month for day in flee.days()],
    )  # fmt: skip


def growth(flee: FleeWorld, day: int) -> int:
    """Compute by how much the published total grows on a day, persons; on day 0 every row counts."""
    s, names = flee.settings, list(flee.counts)
    if day == 0:
        if s.insert_day0 or s.empty_camps_on_day0:
            return 0
        return sum(flee.count(name, 0) for name in names)
    counted = names[1:] if s.sum_from_camps else names[:1]
    return sum(flee.count(name, day) - flee.count(name, day - 1) for name in counted)


def by_persons(flee: FleeWorld, *, runs: int, seed: int) -> Stocks:
    """Play a world person by person; run k has the seed ``seed + k``."""
    found = np.zeros((runs, flee.length, len(flee.locations) + 1), np.int64)
    changes = [growth(flee, day) for day in range(flee.length)]
    for k in range(runs):
        world = persons_world(flee, seed=seed + k)
        for day, change in enumerate(changes):
            world.live_a_day(change)
            found[k, day, :-1] = world.counted()
            found[k, day, -1] = sum(person.link is not None for person in world.persons)
    return found


def by_counts(flee: FleeWorld, *, runs: int, seed: int) -> Stocks:
    """Play a world with the engine."""
    ensemble = simulate_flee(flee, members=runs, seed=seed, threads=1)
    present = ensemble.present.sum("group").values
    return np.concatenate([present, ensemble.in_transit.values[..., None]], axis=2).astype(np.int64)
