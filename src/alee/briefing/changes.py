"""What a what-if changes, as plain values: words, the difference day by day, and where people go instead.

Declared apart from the rest of :mod:`alee.briefing.content`, which gathers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from alee.plots.interval import Interval

ChangeKind = Literal["left", "country", "home", "way"]


@dataclass(frozen=True, kw_only=True, slots=True)
class WhatIfRow:
    """One number without and with the event of a what-if.

    Parameters
    ----------
    label
        E.g. ``"People in Yerevan on 2 November"``.
    without, with_event
        Both forecasts, same luck; ``None`` where only the difference can be said.
    difference
        ``with_event - without``, member by member.
    name
        Where or by which way, in short, for pictures; empty takes the label.
    kind
        ``left`` (people who have left home by the last day), ``country`` (people there on the last day),
        ``home`` (people who are nowhere abroad: not gone, back, or on the way) or ``way`` (people who passed
        after the as-of date).
    """

    label: str
    without: Interval | None
    with_event: Interval | None
    difference: Interval
    name: str = ""
    kind: ChangeKind = "country"


@dataclass(frozen=True, kw_only=True, slots=True)
class DifferenceSeries:
    """The difference of a what-if day by day: persons with it less persons without it, member by member.

    Parameters
    ----------
    title
        E.g. ``"People in Georgia"``.
    days
        n consecutive days, from the as-of date on.
    low, lower_quartile, median, upper_quartile, high
        n values each: 5, 25, 50, 75 and 95 % quantiles of the differences.
    """

    title: str
    days: tuple[date, ...]
    low: tuple[float, ...]
    lower_quartile: tuple[float, ...]
    median: tuple[float, ...]
    upper_quartile: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WhatIf:
    """A what-if: an event that has not happened, and what it would change.

    Parameters
    ----------
    name
        E.g. ``"Upper Lars closes on 10 October"``.
    rows
        Compared numbers, the most affected of each kind first.
    words
        The same in sentences.
    start
        First day of its effect; ``None`` if not known.
    series
        The difference day by day: of all who left home, then of the countries that change most.
    """

    name: str
    rows: tuple[WhatIfRow, ...]
    words: tuple[str, ...] = ()
    start: date | None = None
    series: tuple[DifferenceSeries, ...] = ()

    def of_kind(self, *kinds: ChangeKind) -> tuple[WhatIfRow, ...]:
        """The rows of some kinds, in their order."""
        return tuple(row for row in self.rows if row.kind in kinds)
