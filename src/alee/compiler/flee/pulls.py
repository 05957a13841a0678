"""How strongly places pull in a Flee world, before room and residents: by day, kind of person and route."""

from __future__ import annotations

import numpy as np

from alee.compiler.flee.calendar import Calendar, by_level
from alee.compiler.flee.people import felt
from alee.compiler.flee.routes import Routes
from alee.kernels.layout import Floats, Indices
from alee.model.flee import FleeLocation, FleeWorld

EARTH_RADIUS_KM = 6371.0


def pulls(
    world: FleeWorld, routes: Routes, calendar: Calendar, decay: Floats, kinds: tuple[str, ...]
) -> tuple[Floats, Indices]:
    """Compute the pull of the end of each route, (epoch, kind, route), and the epoch of each day.

    With fixed routes it is the whole weight of a route: Flee then uses the score of the end twice.
    """
    s = world.settings
    score = scores(world, calendar, decay)
    flooded = np.ones(score.shape)
    if s.flood_loc_weights:
        flooded = np.where(calendar.flood > 0, by_level(s.flood_loc_weights, calendar.flood), 1.0)
    blocks = [score, *(felt(score, kind) * flooded for kind in kinds)]
    rows, epoch = np.unique(np.hstack(blocks), axis=0, return_inverse=True)
    parts = rows.reshape(len(rows), 1 + len(kinds), -1)
    pull = parts[:, 1:, routes.end] * closeness(world, routes)
    if s.fixed_routes:
        stored = (s.weight_softening + parts[:, :1, routes.end]) * nearness(world, routes)
        pull = stored**s.weight_power * pull
    return np.ascontiguousarray(pull), epoch.reshape(-1).astype(np.int32)


def nearness(world: FleeWorld, routes: Routes) -> Floats:
    """Compute one over the softened length of each route, with its power, (route,)."""
    s = world.settings
    return np.asarray(((s.softening + routes.km) / routes.shortened) ** -s.distance_power)


def scores(world: FleeWorld, calendar: Calendar, decay: Floats) -> Floats:
    """Compute the score of each place, the same for everybody, (day, place)."""
    s = world.settings
    home = world.locations[0].country
    is_home = np.array([place.country == home for place in world.locations])
    abroad = np.array([s.foreign_weight * economic_pull(world, place) for place in world.locations])
    score = np.where(is_home, 1.0, abroad) * np.ones(calendar.intensity.shape)
    if s.avoid_food_deprived_locations:
        hungry = hunger(world)
        hungry[0] = 0.0
        score = np.where(is_home, score * (1.0 - hungry**2), score)
    score = np.where(calendar.is_camp == 1, score * s.camp_weight, score)
    is_active = calendar.intensity > 0.0
    repelled = s.conflict_weight ** (decay * np.maximum(calendar.intensity, 0.0))
    score = np.where(is_active, score * repelled, score)
    if s.flood_loc_weights:
        is_zone = np.array([place.kind == "flood_zone" for place in world.locations])
        weight = by_level(s.flood_loc_weights, calendar.flood)
        score = np.where(is_zone & (calendar.flood > 0), score * weight, score)
    return np.asarray(score)


def hunger(world: FleeWorld) -> Floats:
    """Give the food insecurity of the region of each place as a share, (day, place)."""
    calm = (0.0,) * world.length
    series = [world.hunger.get(place.region, calm)[: world.length] for place in world.locations]
    return np.array(series, float).T / 100.0


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
