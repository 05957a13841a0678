"""Who may see what: the team sees everything; the public sees whole countries and whole weeks, a week late.

Three things can be marked as not for the public: a place (``sensitive``: a shelter), a way (``irregular``)
and a report (``team``: a source that must not be named). The mark stands in the scenario's own tables.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from alee.model.areas import places_in, resolve_area
from alee.model.corridors import Corridor
from alee.model.reports import Report
from alee.model.scenario import Scenario
from alee.outlook.countries import Country, country_names

Audience = Literal["team", "public"]
DELAY_DAYS = 7
"""Nothing younger than this goes out; METHODS section 7."""


def last_public_day(released_on: dt.date) -> dt.date:
    """The last Sunday that is at least seven days old on the day of a release.

    Weeks run from Monday to Sunday (ISO 8601), so that releases of different days speak of the same weeks.
    """
    latest = released_on - dt.timedelta(days=DELAY_DAYS)
    return latest - dt.timedelta(days=(latest.weekday() + 1) % 7)


def weeks_of(first: dt.date, last: dt.date) -> tuple[tuple[dt.date, dt.date], ...]:
    """Cut days into calendar weeks, Monday to Sunday; the first may be cut short. ``last`` is a Sunday."""
    out = []
    while first <= last:
        end = first + dt.timedelta(days=6 - first.weekday())
        out.append((first, end))
        first = end + dt.timedelta(days=1)
    return tuple(out)


def sensitive_places(scenario: Scenario) -> frozenset[str]:
    """Names of the places that are left out of everything public."""
    return frozenset(place.name for place in scenario.places if place.sensitivity == "sensitive")


def public_positions(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of each country by its name, worked out without its sensitive places.

    A country with nothing but sensitive places has no position.
    """
    closed = sensitive_places(scenario)
    found = {}
    for code, name in country_names(scenario).items():
        inside = tuple(p for p in scenario.places if p.country == code and p.name not in closed)
        if inside:
            found[name] = Country(name=name, code=code, places=inside).centre
    return found


def is_public_way(scenario: Scenario, corridor: Corridor) -> bool:
    """Tell whether a way may be shown: a regular one between places that may be."""
    closed = sensitive_places(scenario)
    return corridor.sensitivity == "regular" and not {corridor.from_place, corridor.to_place} & closed


def is_public_report(scenario: Scenario, report: Report, until: dt.date) -> bool:
    """Tell whether a report may be named: open source, open place, old enough on the last public day."""
    if report.sensitivity != "open" or report.published is None or report.published > until:
        return False
    area = resolve_area(scenario, report.place)
    spoken_of = set(places_in(scenario, area)) if area else set()
    return not spoken_of or not spoken_of <= sensitive_places(scenario)


def secret_words(scenario: Scenario, reports: Iterable[Report]) -> tuple[str, ...]:
    """Every name that may not stand in anything public, the longest first.

    An issuer is named openly if it has reported something openly, too.
    """
    rows = list(reports)
    issuers = {r.issuer for r in rows if r.sensitivity == "team"} - {
        r.issuer for r in rows if r.sensitivity == "open"
    }
    ways = {way.name for way in scenario.corridors if way.sensitivity == "irregular"}
    return tuple(sorted(sensitive_places(scenario) | ways | issuers, key=lambda name: (-len(name), name)))


def names_a_secret(text: str, secrets: Iterable[str]) -> bool:
    """Tell whether a text names one of them, as whole words, in any case."""
    return any(re.search(rf"(?<!\w){re.escape(s)}(?!\w)", text, re.IGNORECASE) for s in secrets)
