"""A Flee folder as it stood on one day: nothing in it tells what came later.

The public folders were made in hindsight. What happens in them after the day is taken away: conflict, floods
and hunger stay as they were on the day, closures that had begun go on, later changes of places and later
counts are dropped. Capacities of camps are dropped by the conversion. What remains of hindsight is the map:
which towns and camps are on it at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from alee.model.flee import FleeSeries, FleeWorld

N = TypeVar("N", bound=float)


def as_known(world: FleeWorld, day: int) -> FleeWorld:
    """Take away from a Flee world what became known after a day.

    Parameters
    ----------
    day
        Days after the world's first, 0 or more.

    Returns
    -------
    FleeWorld
        Of the same length; after the day nothing happens in it, and nobody counts.
    """
    begun = tuple(
        replace(closure, end=closure.end if closure.end <= day else -1)
        for closure in world.closures
        if closure.start <= day
    )
    quiet = {name for name, series in world.conflicts.items() if not any(v > 0.0 for v in series[: day + 1])}
    locations = tuple(
        replace(place, kind="town") if place.kind == "conflict" and place.name in quiet else place
        for place in world.locations
    )
    return replace(
        world, closures=begun, locations=locations, conflicts=_held(world.conflicts, day),
        floods=_held(world.floods, day), hunger=_held(world.hunger, day),
        changes=tuple(change for change in world.changes if change.day <= day),
        counts=_until(world.counts, day), reported=_until(world.reported, day),
    )  # fmt: skip


def _held(table: Mapping[str, tuple[N, ...]], day: int) -> dict[str, tuple[N, ...]]:
    """Keep each series until a day; what it says on the day goes on."""
    return {
        name: (*series[: day + 1], *(series[day],) * (len(series) - day - 1)) if day < len(series) else series
        for name, series in table.items()
        if series
    }


def _until(series: Mapping[str, FleeSeries], day: int) -> dict[str, FleeSeries]:
    out = {}
    for name, whole in series.items():
        n = sum(when <= day for when in whole.days)
        if n:
            out[name] = FleeSeries(whole.days[:n], whole.counts[:n], whole.where)
    return out
