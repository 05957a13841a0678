"""Published counts of a situation, and what was known of them on any day.

A forecast is only worth something if it was made without its answer. ``Archive`` holds every count with the
day on which it was published; ``Archive.known`` hands out an object that holds nothing published later, so
that no forecaster, by mistake or by cleverness, can look ahead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from alee.kernels.layout import Floats


@dataclass(frozen=True, order=True, slots=True)
class Count:
    """One published count of the people at a destination.

    Attributes
    ----------
    published
        Day of publication, as a proleptic ordinal.
    day
        Day that the figure speaks of, likewise; never after publication.
    figure
        Persons, 0 or more.
    """

    published: int
    day: int
    destination: str
    figure: float


@dataclass(frozen=True)
class Series:
    """Counts of one destination: days in ascending order, each once, and persons.

    Attributes
    ----------
    days
        (report,) int64, proleptic ordinals.
    figures
        (report,) float64, persons.
    """

    days: NDArray[np.int64]
    figures: Floats

    def at(self, day: float) -> float:
        """Read the count of a day, between counts a line, before the first of them that count, persons."""
        return float(np.interp(day, self.days, self.figures))


@dataclass(frozen=True)
class Known:
    """What had been published by a day, and nothing else.

    Attributes
    ----------
    origin
        The day, a proleptic ordinal.
    series
        By destination, the newest revision of each day; destinations without a count are missing.
    """

    origin: int
    series: Mapping[str, Series]

    @cached_property
    def settled(self) -> tuple[str, ...]:
        """Destinations whose newest count is above 0."""
        return tuple(name for name, series in self.series.items() if series.figures[-1] > 0.0)

    def total(self, day: int) -> float:
        """Persons at all destinations together on a day, read as :meth:`Series.at` does."""
        return sum(
            series.at(day) if day >= series.days[0] else 0.0
            for series in (self.series[name] for name in self.settled)
        )

    @property
    def growth(self) -> float:
        """Change of the total in the last 30 days over the total 30 days ago."""
        before = max(1.0, self.total(self.origin - 30))
        return self.total(self.origin) / before - 1.0


class Archive:
    """All counts of a situation, each with its day of publication; of two of one day the later row counts."""

    def __init__(self, counts: Iterable[Count]) -> None:
        self._counts = tuple(sorted(counts, key=lambda c: (c.published, c.day, c.destination)))

    def __len__(self) -> int:
        return len(self._counts)

    @property
    def destinations(self) -> tuple[str, ...]:
        """Names, in alphabetical order."""
        return tuple(sorted({count.destination for count in self._counts}))

    def days(self) -> tuple[int, int]:
        """First and last day that any count speaks of, proleptic ordinals."""
        days = [count.day for count in self._counts]
        return min(days), max(days)

    def known(self, origin: int) -> Known:
        """Take what had been published by a day; a later revision of a day replaces the earlier one."""
        newest: dict[str, dict[int, float]] = {}
        for count in self._counts:
            if count.published > origin:
                break
            newest.setdefault(count.destination, {})[count.day] = count.figure
        series = {name: _series(newest[name]) for name in sorted(newest)}
        return Known(origin, series)

    def first_published(self) -> dict[str, Series]:
        """Give each destination's counts as they were first published: what a forecast is held against."""
        first: dict[str, dict[int, Count]] = {}
        for count in self._counts:
            points = first.setdefault(count.destination, {})
            if count.day not in points or points[count.day].published == count.published:
                points[count.day] = count
        return {
            name: _series({day: count.figure for day, count in points.items()})
            for name, points in sorted(first.items())
        }


def _series(points: Mapping[int, float]) -> Series:
    days = sorted(points)
    return Series(np.array(days, np.int64), np.array([points[day] for day in days], np.float64))


@dataclass(frozen=True)
class Situation:
    """A situation whose destinations publish counts.

    Attributes
    ----------
    start
        Its first day, a proleptic ordinal.
    notes
        What was left out when it was read.
    """

    name: str
    archive: Archive
    start: int
    notes: tuple[str, ...] = ()

    def overlaps(self, other: Situation) -> bool:
        """Tell whether both may speak of the same people: a destination in common, and days in common."""
        names = {name.casefold() for name in self.archive.destinations}
        if not names & {name.casefold() for name in other.archive.destinations}:
            return False
        (first, last), (begin, end) = self.archive.days(), other.archive.days()
        return first <= end and begin <= last
