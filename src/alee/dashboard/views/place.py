"""One place or country: its fans with the reports on them, its groups, and the ways in and out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from alee.briefing.evidence import how_far_off, stated_range
from alee.briefing.grading import grade_of, reporting_of
from alee.briefing.sentences import short_day
from alee.dashboard.views.numbers import (
    Cells,
    fan_cells,
    interval_cells,
    interval_of,
    plain,
    short_id,
)
from alee.dashboard.views.source import Source
from alee.inference.measures import Concept
from alee.inference.posterior import ReportFit
from alee.kernels.layout import Counts, Floats
from alee.model.areas import corridors_into, corridors_out_of, resolve_area

STOCK = "people displaced by the shock who are there at the end of the day (stock)"
INTO = "people displaced by the shock who arrive, per day; ordinary travellers not counted (flow)"
OUT_OF = "people displaced by the shock who go on or go home, per day (flow)"
WAYS_SHOWN = 12
STEPS = (1, 2, 5)
FLOWS = frozenset({Concept.GROSS_ENTRIES, Concept.GROSS_EXITS, Concept.NET, Concept.LEAVERS})


def places_view(source: Source) -> list[Cells]:
    """List the countries abroad, focus first, each with its larger cities after it."""
    rows = []
    for place in source.content.places:
        kind = "country" if place.part_of is None else "city"
        rows.append(
            {
                "id": place.name, "name": place.name, "country": place.country, "kind": kind,
                "part_of": place.part_of, "focus": place.is_focus,
                "present": interval_cells(place.present),
                "present_at_end": interval_cells(place.present_at_end),
                "change": interval_cells(place.change),
                "arrivals": interval_cells(place.arrivals),
                "grade": place.grade.letter, "grade_reason": place.grade.reason,
                "reporting": place.reporting,
                "reporting_note": place.reporting_note, "reports": list(place.reports),
            }
        )  # fmt: skip
    return rows


def place_names(source: Source) -> list[str]:
    """Everything that has a page of its own: countries abroad by their names, and every place."""
    countries = [country.name for country in source.countries]
    places = [place.name for place in source.scenario.places]
    return list(dict.fromkeys([*countries, *places]))


def place_view(source: Source, name: str) -> Cells:
    """Give one place or country."""
    inside, fits, is_country = _meant(source, name)
    people = source.people_in(inside)
    into, out_of = _ways(source, name, inside, is_country=is_country)
    grade, words = grade_of(fits), source.day_words()
    stock_marks = [_mark(fit, is_comparable=True) for fit in fits if fit.concept is Concept.STOCK]
    flow_marks = [_mark(fit, is_comparable=False) for fit in fits if fit.concept in FLOWS]
    fans = [
        _fan(f"Displaced people in {name}", "stock", STOCK, words, people, stock_marks),
        _fan(f"Arriving in {name}, per day", "flow", INTO, words, source.moves(into), flow_marks),
        _fan(f"Leaving {name}, per day", "flow", OUT_OF, words, source.moves(out_of), []),
    ]
    return {
        "name": name, "kind": "country" if is_country else "place",
        "as_of": source.posterior.as_of.isoformat(),
        "fans": fans, "groups": _groups(source, inside),
        "incoming": _listed(source, into, "from"),
        "onward": _listed(source, out_of, "to"),
        "present": interval_of(people[:, source.now]), "present_at_end": interval_of(people[:, -1]),
        "grade": grade.letter, "grade_reason": grade.reason, "reporting": reporting_of(fits),
        "reports": [fit.report.id for fit in fits], "thresholds": _thresholds(source, people, name),
    }  # fmt: skip


def _meant(source: Source, name: str) -> tuple[tuple[str, ...], list[ReportFit], bool]:
    """Find the places a name means, the reports about it, and whether it is a country."""
    for country in source.countries:
        if country.name == name:
            return tuple(p.name for p in country.places), source.fits[country.code], True
    place = source.scenario.place(name)
    fits = [fit for fit in source.posterior.fits if fit.report.place == name]
    return (name,), fits or source.fits.get(place.country, []), False


def _ways(
    source: Source, name: str, inside: tuple[str, ...], *, is_country: bool
) -> tuple[list[int], list[int]]:
    """Numbers of the ways into and out of it."""
    number = {way.name: c for c, way in enumerate(source.plan.corridors)}
    code = source.scenario.place(inside[0]).country
    area = resolve_area(source.scenario, code if is_country else name)
    assert area is not None
    into = [number[way] for way in corridors_into(source.scenario, area)]
    return into, [number[way] for way in corridors_out_of(source.scenario, area)]


def _fan(
    title: str, kind: str, concept: str, days: Sequence[str], values: Counts | Floats, marks: list[Cells]
) -> Cells:
    return {
        "title": title, "kind": kind, "concept": concept, "days": list(days), **fan_cells(values),
        "reports": marks,
    }  # fmt: skip


def _mark(fit: ReportFit, *, is_comparable: bool) -> Cells:
    """Put a report on a chart: flows as persons per day of their period."""
    report = fit.report
    period = report.period or (report.published or dt.date.min,) * 2
    days = max(1, (period[1] - period[0]).days + 1) if fit.concept in FLOWS else 1
    if report.concept.days == 1:
        days = 1
    low, high = stated_range(report)
    expected = [plain(value / days) for value in fit.expected] if fit.expected else None
    return {
        "id": report.id, "start": period[0].isoformat(), "end": period[1].isoformat(),
        "value": plain((report.figure or 0.0) / days),
        "low": plain(low / days) if np.isfinite(low) else None,
        "high": plain(high / days) if np.isfinite(high) else None,
        "label": f"{report.issuer}, {fit.concept.value if fit.concept else report.measure}",
        "comparable": is_comparable, "used": fit.used, "expected": expected,
        "residual": round(fit.score, 2) if fit.used else None,
        "residual_words": how_far_off(fit) if fit.used else fit.reason,
    }  # fmt: skip


def _groups(source: Source, inside: tuple[str, ...]) -> list[Cells]:
    index = [source.place_index[name] for name in inside]
    there = source.data["present"].values[:, source.now][:, index].sum(axis=1)
    total = np.maximum(there.sum(axis=1), 1)
    return [
        {
            "name": group.name, "present": interval_of(there[:, g]),
            "share": interval_of(there[:, g] / total, digits=3),
        }
        for g, group in enumerate(source.plan.groups)
    ]  # fmt: skip


def _listed(source: Source, ways: list[int], end: str) -> list[Cells]:
    """List ways with those who passed since the shock and those who will, the largest first."""
    flows = source.data["crossings"].values
    rows = []
    for c in ways:
        way = source.plan.corridors[c]
        past = flows[:, : source.now + 1, c].sum(axis=1)
        ahead = flows[:, source.now + 1 :, c].sum(axis=1)
        if past.any() or ahead.any():
            other = way.from_place if end == "from" else way.to_place
            rows.append((-past.mean() - ahead.mean(), way.name, other, past, ahead))
    rows.sort(key=lambda row: row[:2])
    return [
        {
            "corridor": short_id(name), "name": name, end: other, "flow": interval_of(past),
            "flow_ahead": interval_of(ahead),
        }
        for _, name, other, past, ahead in rows[:WAYS_SHOWN]
    ]  # fmt: skip


def _thresholds(source: Source, people: Counts, name: str) -> list[Cells]:
    """Say how likely round numbers are passed on some day ahead; numbers that tell something only."""
    ahead = people[:, source.now + 1 :]
    if not ahead.size:
        return []
    most, end = ahead.max(axis=1), source.days[-1]
    top = float(np.quantile(most, 0.99))
    rounds = [step * 10**power for power in range(1, 8) for step in STEPS]
    rows = []
    for number in rounds:
        chance = float((most > number).mean())
        if 0.02 <= chance <= 0.98 and number <= top:
            label = f"more than {number:,} in {name} by {short_day(end)}"
            rows.append({"label": label, "persons": number, "chance": round(chance, 3)})
    return rows[-5:]
