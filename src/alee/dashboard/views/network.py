"""The map: people at places day by day, and the largest ways with all others together."""

from __future__ import annotations

import numpy as np

from alee.briefing.grading import grade_of, reporting_of
from alee.dashboard.views.numbers import Cells, band_cells, fan_cells, interval_of, plain, short_id
from alee.dashboard.views.source import Source
from alee.model.places import Place

LIMITS = (100, 300, 1000)
FULL_SHARE = 0.5  # of members with a queue longer than half a day, from which a way counts as full


def map_view(source: Source, limit: int) -> Cells:
    """Give everything the map draws: places, the largest ways, and the rest as one.

    Parameters
    ----------
    limit
        Most ways that are drawn one by one.
    """
    ways = shown_ways(source)
    chosen, others = ways[:limit], ways[limit:]
    places = [_country_row(source, k) for k in range(len(source.countries))]
    places += [_place_row(source, place) for place in source.scenario.places]
    rest = None
    if others:
        rest = {"n_corridors": len(others), "flow": band_cells(source.moves(others))}
    return {
        "days": source.day_words(), "as_of": source.posterior.as_of.isoformat(),
        "shock": source.assembler.shock_day.isoformat(),
        "places": places, "corridors": [_way_row(source, c) for c in chosen], "rest": rest,
    }  # fmt: skip


def shown_ways(source: Source) -> list[int]:
    """Numbers of the ways, the largest first; ways nobody takes are left out."""
    total = source.data["crossings"].values.sum(axis=(0, 1), dtype=np.int64)
    ways = [c for c in range(len(source.plan.corridors)) if total[c]]
    return sorted(ways, key=lambda c: (-total[c], source.plan.corridors[c].name))


def corridor_view(source: Source, c: int) -> Cells:
    """Give one way: its fan, its state, who waits, and what else is known of it."""
    way, row = source.plan.corridors[c], _way_row(source, c)
    flow = source.data["crossings"].values[:, :, c]
    fan = {
        "title": f"Displaced people on {way.name}, per day", "kind": "flow", "concept": CROSSING,
        "days": source.day_words(), **fan_cells(flow), "reports": [],
    }  # fmt: skip
    past, ahead = flow[:, : source.now + 1].sum(axis=1), flow[:, source.now + 1 :].sum(axis=1)
    ordinary = source.data["ordinary_out"].values[:, source.since : source.now + 1, c].sum(axis=1)
    return {
        **{key: value for key, value in row.items() if key != "flow"},
        "as_of": source.posterior.as_of.isoformat(), "fan": fan, "passed": interval_of(past),
        "will_pass": interval_of(ahead), "ordinary": interval_of(ordinary),
        "waiting": interval_of(source.data["waiting"].values[:, source.now, c]), "source": way.source,
    }  # fmt: skip


CROSSING = "people displaced by the shock who pass, per day; ordinary travellers not counted (flow)"


def _country_row(source: Source, k: int) -> Cells:
    country = source.countries[k]
    fits = source.fits[country.code]
    latitude, longitude = country.centre
    people = source.people_in(tuple(place.name for place in country.places))
    grade = grade_of(fits)
    return {
        "id": country.name, "name": country.name, "kind": "country", "country": country.code,
        "lat": round(latitude, 3), "lon": round(longitude, 3), "part_of": None,
        "present": band_cells(people), "grade": grade.letter, "grade_reason": grade.reason,
        "reporting": reporting_of(fits),
    }  # fmt: skip


def _place_row(source: Source, place: Place) -> Cells:
    is_home = source.scenario.is_home(place)
    grade = None if is_home else grade_of(source.fits[place.country])
    return {
        "id": place.name, "name": place.name, "kind": place.kind, "country": place.country,
        "lat": place.latitude, "lon": place.longitude, "part_of": source.names[place.country],
        "present": band_cells(source.people[:, :, source.place_index[place.name]]),
        "grade": grade.letter if grade else None, "grade_reason": grade.reason if grade else "",
        "reporting": "reported" if is_home else reporting_of(source.fits[place.country]),
    }  # fmt: skip


def _way_row(source: Source, c: int) -> Cells:
    way = source.plan.corridors[c]
    epoch = source.plan.timeline.epoch[source.now]
    capacity = float(source.plan.timeline.capacity[epoch, c])
    return {
        "id": short_id(way.name), "name": way.name, "from": way.from_place, "to": way.to_place,
        "mode": way.mode, "irregular": way.sensitivity == "irregular",
        "capacity": plain(capacity) if capacity > 0 else None,
        "flow": band_cells(source.data["crossings"].values[:, :, c]), "state": _states(source, c),
    }  # fmt: skip


def _states(source: Source, c: int) -> list[Cells]:
    """Write the state of a way as stretches of days: open, closed, or full (open with a queue)."""
    timeline = source.plan.timeline
    epoch = timeline.epoch[: len(source.days)]
    is_open = timeline.is_open[epoch, c].astype(bool)
    capacity = timeline.capacity[epoch, c]
    queue = source.data["queue"].values[:, :, c]
    is_full = is_open & (capacity > 0) & ((queue > 0.5 * capacity).mean(axis=0) >= FULL_SHARE)
    words = ["closed" if not o else "full" if f else "open" for o, f in zip(is_open, is_full, strict=True)]
    stretches: list[Cells] = []
    for day, word in zip(source.day_words(), words, strict=True):
        if stretches and stretches[-1]["state"] == word:
            stretches[-1]["to_day"] = day
        else:
            stretches.append({"from_day": day, "to_day": day, "state": word})
    return stretches
