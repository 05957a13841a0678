"""A Flee folder as it stood on one day: nothing in it tells what came later.

The public folders were made in hindsight. Conflict, closures and counts after the day are taken away:
conflict stays as it was on the day, closures that had begun go on. Capacities of camps are dropped by the
conversion. What remains of hindsight is the map: which towns and camps are on it at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from alee.model.flee import FleeSeries, FleeWorld


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
    conflicts = {
        name: (*series[: day + 1], *(series[min(day, len(series) - 1)],) * max(0, len(series) - day - 1))
        for name, series in world.conflicts.items()
        if series
    }
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
        world, conflicts=conflicts, closures=begun, locations=locations,
        counts=_until(world.counts, day), reported=_until(world.reported, day),
    )  # fmt: skip


def _until(series: Mapping[str, FleeSeries], day: int) -> dict[str, FleeSeries]:
    out = {}
    for name, whole in series.items():
        n = sum(when <= day for when in whole.days)
        if n:
            out[name] = FleeSeries(whole.days[:n], whole.counts[:n], whole.where)
    return out
