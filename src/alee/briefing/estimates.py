"""What a briefing estimates: the headline, the places, the corridors, the groups and the weeks ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from alee.plots.interval import Interval

Reporting = Literal["reported", "zero", "not_reported", "nobody_publishes", "hidden"]
"""What official counting says about a place.

``reported``: somebody published a count that was used. ``zero``: a count was published and it is nought.
``not_reported``: a source exists, but nothing from it had arrived by the as-of date. ``nobody_publishes``:
no source exists.
``hidden``: a count is known and is left out to keep people safe; then the place's intervals are ``None``.
"""

CorridorState = Literal["open", "closed", "full"]
"""State at the as-of date. ``full``: open, but more people came than could pass (a queue in most members)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """A point on the globe.

    Parameters
    ----------
    latitude
        Degrees north, -90 to 90.
    longitude
        Degrees east, -180 to 180.
    """

    latitude: float
    longitude: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Grade:
    """How good the evidence behind an estimate is, apart from how wide its interval is.

    Parameters
    ----------
    letter
        ``A`` (direct recent counts that agree), ``B`` (direct counts with gaps or disagreement), ``C``
        (indirect reports only) or ``D`` (no report speaks about it; the estimate follows from the model and
        its neighbours).
    reason
        One short sentence why, e.g. ``"Two ministries publish daily entries; they differ by a third."``
    """

    letter: Literal["A", "B", "C", "D"]
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """The numbers of the first sentence; people displaced by the shock, ordinary travellers not counted.

    Parameters
    ----------
    left
        People who had left the home country because of the shock by the as-of date (cumulative flow, net of
        nobody: those who have since returned are still counted).
    abroad
        People displaced by the shock who are outside the home country at the as-of date (stock).
    leaving_per_day
        People leaving per day, mean of the last seven days up to the as-of date (flow); ``None`` if hidden.
    left_by_end
        Like ``left``, at the end of the horizon (forecast); ``None`` in a copy without forecast.
    leaving_next
        People who will leave between the as-of date and the end of the horizon (forecast); likewise.
    waiting
        People waiting in queues at the as-of date (stock); ``None`` if the scenario has no queues.
    """

    left: Interval
    abroad: Interval
    leaving_per_day: Interval | None
    left_by_end: Interval | None
    leaving_next: Interval | None
    waiting: Interval | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place or a country, and how many displaced people are there.

    Parameters
    ----------
    name
        As people say it, e.g. ``"Turkey"`` or ``"Istanbul"``.
    country
        ISO 3166 alpha-3 code.
    position
        Where to draw it; ``None`` keeps it off the map.
    part_of
        Name of the place whose row this one is shown under (``"Istanbul"`` under ``"Turkey"``); ``None``
        for a row of its own. Rows under another are not summed again.
    is_on_map
        Whether the map draws a circle. Draw either a country or its parts.
    is_focus
        Whether the answer names it first.
    present
        People there at the end of the as-of date (stock); ``None`` only when hidden.
    present_at_end
        The same at the end of the horizon (forecast); ``None`` if hidden, or in a copy without forecast.
    change
        ``present_at_end`` minus ``present``, computed member by member; may be negative.
    arrivals
        People who arrived there since the shock by the as-of date (flow, counts a person once per arrival);
        optional.
    grade
        Quality of the evidence.
    reporting
        State of official counting.
    reporting_note
        Optional short sentence, e.g. who publishes and how late.
    reports
        Ids of the reports that speak about this place.
    """

    name: str
    country: str
    grade: Grade
    reporting: Reporting
    present: Interval | None
    present_at_end: Interval | None
    change: Interval | None
    arrivals: Interval | None = None
    position: Position | None = None
    part_of: str | None = None
    is_on_map: bool = True
    is_focus: bool = False
    reporting_note: str = ""
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Corridor:
    """A way from one place to the next, and how many displaced people took it.

    Parameters
    ----------
    name
        As people say it, e.g. ``"Upper Lars road"``.
    from_place, to_place
        Names of both ends.
    from_position, to_position
        Where to draw the ends; ``None`` keeps the corridor off the map.
    mode
        ``foot``, ``road``, ``rail``, ``sea`` or ``air``; ``None`` for several ways together.
    flow
        Displaced people who passed since the shock by the as-of date (flow); ``None`` only when hidden.
    flow_next
        Displaced people who will pass from the as-of date to the end of the horizon (forecast); optional.
    ordinary
        Ordinary travellers who passed in the same days as ``flow`` (trips); optional. They are inside
        official gross counts.
    state
        Open, closed or full at the as-of date.
    waiting
        Displaced people queueing at the end of the as-of date (stock); ``None`` where queues are not
        modelled.
    capacity
        Persons per day the corridor lets through, or ``None``.
    is_irregular
        Whether the way avoids the regular crossing. Such corridors are marked, and are for the team only.
    """

    name: str
    from_place: str
    to_place: str
    mode: Literal["foot", "road", "rail", "sea", "air"] | None
    flow: Interval | None
    flow_next: Interval | None = None
    ordinary: Interval | None = None
    state: CorridorState = "open"
    waiting: Interval | None = None
    capacity: float | None = None
    from_position: Position | None = None
    to_position: Position | None = None
    is_irregular: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """People who answer alike, and how many of them left.

    Parameters
    ----------
    name
        E.g. ``"men liable to the call-up"``.
    left
        People of the group who left since the shock by the as-of date (flow).
    share
        Their share of all who left, 0 to 1.
    share_recent
        The same share among those who left in the last seven days, 0 to 1; optional. Shows how the mix
        changes.
    share_of_residents
        Their share of the residents at home, 0 to 1; optional.
    """

    name: str
    left: Interval
    share: Interval
    share_recent: Interval | None = None
    share_of_residents: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A stretch of days of the outlook, e.g. one week.

    Parameters
    ----------
    start, end
        First and last day.
    leaving
        People leaving home in these days (flow, forecast).
    returning
        People coming back in these days (flow, forecast); optional.
    arriving
        Arrivals per focus place, as pairs (name, interval); optional.
    """

    start: date
    end: date
    leaving: Interval
    returning: Interval | None = None
    arriving: tuple[tuple[str, Interval], ...] = ()
