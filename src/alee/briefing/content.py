"""Everything a briefing shows, as plain values.

A briefing is made in two steps. Somebody who knows posteriors and outlooks fills a
:class:`BriefingContent`; the page, the chat lines and the charts read only that. Nothing here is an
array: numbers are Python floats, days are ``datetime.date``, lists are tuples. So the same content makes
the same bytes on every machine, and a test can write a whole briefing by hand.

Three rules hold for every field:

* a number that is uncertain is an :class:`Interval`, never a lone figure;
* a number that is missing says *which kind of missing* it is (:data:`Reporting`): zero, not reported,
  published by nobody, or hidden for safety are four different things;
* free text may come from outside (names of places, issuers, notes). The page escapes all of it.

What is estimated is declared in ``estimates``, what it rests on in ``grounds``; this module gathers both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from alee.briefing.changes import DifferenceSeries, WhatIf, WhatIfRow
from alee.briefing.estimates import (
    Corridor,
    CorridorState,
    Grade,
    Group,
    Headline,
    Period,
    Place,
    Position,
    Reporting,
)
from alee.briefing.grounds import (
    Concept,
    EvidenceRow,
    EvidenceStatus,
    ForecastCheck,
    Input,
    LearntRow,
    PreviousForecast,
    Provenance,
)
from alee.briefing.preparing import NeedRow, NeedSeries, Preparing, ReserveRow
from alee.plots.interval import Interval
from alee.release.audience import Audience

__all__ = [
    "BriefingContent",
    "Concept",
    "Corridor",
    "CorridorState",
    "DailySeries",
    "DatedEvent",
    "DifferenceSeries",
    "EvidenceRow",
    "EvidenceStatus",
    "ForecastCheck",
    "Grade",
    "Group",
    "Headline",
    "Input",
    "Interval",
    "LearntRow",
    "NeedRow",
    "NeedSeries",
    "Period",
    "Place",
    "Position",
    "Preparing",
    "PreviousForecast",
    "Provenance",
    "ReportMark",
    "Reporting",
    "ReserveRow",
    "WhatIf",
    "WhatIfRow",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportMark:
    """A report drawn into a daily chart.

    Parameters
    ----------
    report
        Id of the report.
    start, end
        First and last day it speaks about.
    value
        Its figure on the scale of the series (persons per day for flows, persons for stocks).
    low, high
        Its own range, or the range implied by the error learnt for its issuer; ``None`` where unknown.
    label
        Short words for the legend and the table, e.g. ``"border service, gross entries"``.
    is_comparable
        Whether the figure counts the same thing as the series. Others are drawn hollow.
    """

    report: str
    start: date
    end: date
    value: float
    low: float | None = None
    high: float | None = None
    label: str = ""
    is_comparable: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class DailySeries:
    """One fan chart: a number day by day, before and after the as-of date.

    Parameters
    ----------
    title
        Words for the heading, e.g. ``"People leaving Russia because of the call-up, per day"``.
    kind
        ``flow`` (persons per day) or ``stock`` (persons at the end of the day).
    place
        Name of the place, or ``None`` for the whole.
    days
        n consecutive days.
    low, lower_quartile, median, upper_quartile, high
        n values each: 5, 25, 50, 75 and 95 % quantiles of each day.
    paths
        A few members' own histories, n values each. Bands alone hide that real histories have peaks.
    reports
        Reports to draw into the chart.
    """

    title: str
    kind: Literal["flow", "stock"]
    days: tuple[date, ...]
    low: tuple[float, ...]
    lower_quartile: tuple[float, ...]
    median: tuple[float, ...]
    upper_quartile: tuple[float, ...]
    high: tuple[float, ...]
    place: str | None = None
    paths: tuple[tuple[float, ...], ...] = ()
    reports: tuple[ReportMark, ...] = ()

    def __post_init__(self) -> None:
        """Refuse bands or paths whose length differs from the number of days."""
        n_days = len(self.days)
        bands = (self.low, self.lower_quartile, self.median, self.upper_quartile, self.high)
        if any(len(values) != n_days for values in (*bands, *self.paths)):
            raise ValueError(
                f"DailySeries {self.title!r}: bands and paths need {n_days} values, one per day."
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedEvent:
    """Something that happened or is announced, in a few words.

    Parameters
    ----------
    day
        First day of its effect.
    text
        E.g. ``"Finland closes its land border to tourists"``.
    is_ahead
        Whether it lies after the as-of date (announced, and taken into the forecast).
    """

    day: date
    text: str
    is_ahead: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefingContent:
    """Everything one briefing shows.

    Parameters
    ----------
    title
        E.g. ``"Leaving Russia after the call-up of 21 September 2022"``.
    is_example
        Whether every output carries the mark EXAMPLE.
    home
        Name of the country or area people left, e.g. ``"Russia"``.
    cause
        The shock in words that follow "because of", e.g. ``"the call-up"``.
    shock_date, as_of, horizon_end
        First day of the shock, the as-of date, the last day of the forecast.
    headline
        Numbers of the first sentence.
    places, corridors, groups
        Where, by which way, who. Shown in the order given, focus places first.
    daily
        Fan charts; the first is the main one and stands near the top.
    periods
        The next days in stretches.
    evidence
        All reports published by the as-of date, whatever became of them.
    learnt
        Unknowns before and after.
    assumptions
        Sentences of the scenario that were taken for granted.
    provenance
        How to repeat it.
    events
        Dated events that matter for the charts and the reader.
    what_ifs, needs, preparing, previous
        Optional parts; empty or ``None`` leaves their section out. ``preparing`` goes with ``needs``.
    audience
        Whom the copy is for; a public one has passed :mod:`alee.release`.
    language
        Language tag of the message catalogue.
    """

    title: str
    is_example: bool
    home: str
    cause: str
    shock_date: date
    as_of: date
    horizon_end: date
    headline: Headline
    places: tuple[Place, ...]
    corridors: tuple[Corridor, ...]
    groups: tuple[Group, ...]
    daily: tuple[DailySeries, ...]
    periods: tuple[Period, ...]
    evidence: tuple[EvidenceRow, ...]
    learnt: tuple[LearntRow, ...]
    assumptions: tuple[str, ...]
    provenance: Provenance
    events: tuple[DatedEvent, ...] = ()
    what_ifs: tuple[WhatIf, ...] = ()
    needs: tuple[NeedRow, ...] = ()
    preparing: Preparing | None = None
    previous: PreviousForecast | None = None
    audience: Audience = "team"
    language: str = "en"

    @property
    def rate_days(self) -> int:
        """Days over which the pace is a mean: the last seven; in a public copy those of its last week."""
        if self.audience == "team":
            return 7
        return min(7, (self.as_of - self.shock_date).days + 1)

    @property
    def has_forecast(self) -> bool:
        """Whether the copy looks past its as-of date."""
        return self.horizon_end > self.as_of
