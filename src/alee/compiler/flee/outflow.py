"""Who sets out in a Flee world: how many, from where, because of counts, conflict, floods or hunger."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alee.compiler.flee.calendar import Calendar, by_level, decays, make_calendar
from alee.compiler.flee.pulls import hunger
from alee.kernels.layout import Counts, Flags, Floats
from alee.model.flee import FleeWorld


@dataclass(frozen=True)
class Outflow:
    """New people per day; what each array means is said in :mod:`alee.kernels.flee.layout`."""

    total: Counts
    weight: Floats
    share: Floats
    fixed: Counts
    mean: Floats


def outflow(world: FleeWorld, calendar: Calendar, decay: Floats) -> Outflow:
    """Work out who sets out on each day."""
    s = world.settings
    shape = calendar.intensity.shape
    conflict = np.maximum(calendar.intensity, 0.0)
    weight = origin_weights(world, calendar, decay)
    rate = s.displaced_per_conflict_day * conflict
    driver: str = s.spawn_mode
    if s.is_driven_by_floods:
        driver = s.flood_spawn_mode
        rate = np.where(
            calendar.flood > 0, by_level(s.displaced_per_flood_day or (0.0,), calendar.flood), 0.0
        )
        rate = np.floor(rate) if driver == "poisson" else rate
    none = np.zeros(shape)
    return Outflow(
        total=new_people(world, _is_any(weight)) if driver == "totals"
        else np.zeros(world.length, np.int64),
        weight=weight,
        share=rate if driver == "pop_ratio" else none,
        fixed=np.floor(rate if driver == "constant" else none).astype(np.int64),
        mean=rate if driver == "poisson" else none,
    )  # fmt: skip


def origin_weights(world: FleeWorld, calendar: Calendar, decay: Floats) -> Floats:
    """Compute the weight of each place as an origin, per resident, (day, place)."""
    s = world.settings
    conflict = np.maximum(calendar.intensity, 0.0)
    weight = conflict * decay
    if s.starvation_driven_spawning:
        hungry = hunger(world)
        hungry[0] = 0.0
        weight += np.where((conflict > 0.0) | (not s.conflict_zone_spawning_only), hungry, 0.0)
    has_residents = np.array([place.population > 0 and not place.is_camp for place in world.locations])
    return np.asarray(np.where(has_residents, weight, 0.0))


def new_people(world: FleeWorld, has_origin: Flags) -> Counts:
    """Count who sets out each day, from the growth of the counts; falling counts are a debt first.

    Parameters
    ----------
    has_origin
        (day,) whether there is any place that people can set out from. On other days they wait for the next
        day that has one; Flee stops there.
    """
    out = np.zeros(world.length, np.int64)
    balance = 0
    for d, change in enumerate(changes_of_total(world)):
        balance += change
        if balance > 0 and has_origin[d]:
            out[d], balance = balance, 0
    out[-1] += max(balance, 0)  # of them the run says that they never set out
    return out


def changes_of_total(world: FleeWorld) -> list[int]:
    """Compute by how many people the counted total changes on each day."""
    s = world.settings
    names = list(world.counts)
    chosen = names[1:] if s.sum_from_camps else ["total"]
    first = 0
    if not (s.insert_day0 or s.empty_camps_on_day0):
        counted = names if s.quirks == "kept" else chosen  # Flee counts the total once more
        first = sum(world.count(name, 0) for name in counted)
    return [first] + [
        sum(world.count(name, d) - world.count(name, d - 1) for name in chosen)
        for d in range(1, world.length)
    ]


def days_with_origin(world: FleeWorld) -> Flags:
    """Tell on which days people can set out from anywhere, (day,)."""
    index = {place.name: p for p, place in enumerate(world.locations)}
    calendar = make_calendar(world, index, [])
    return _is_any(origin_weights(world, calendar, decays(world, calendar)))


def _is_any(weight: Floats) -> Flags:
    """Tell on which days any place has a weight, (day,)."""
    return np.asarray((weight > 0.0).any(axis=1), np.uint8)


def waiting_days(world: FleeWorld, has_origin: Flags) -> list[int]:
    """List the days on which people are to set out but no place lets them go."""
    balance, days = 0, []
    for d, change in enumerate(changes_of_total(world)):
        balance += change
        if balance > 0 and has_origin[d]:
            balance = 0
        elif balance > 0:
            days.append(d)
    return days
