"""What a rolling forecast is held against: each destination's next published counts.

From day 30 on, every seven days, a forecaster sees what was published by then, and says what the newest count
will be that speaks of a day up to 7, 30 or 90 days ahead. Destinations where nobody has been counted
yet are left out: a count that opens a camp is no forecast of movement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from alee.outlook.counting import Known, Series, Situation

HORIZONS = (7, 30, 90)
FIRST_ORIGIN, EVERY = 30, 7
WINDOW = 14  # a target lies at most this many days before the end of its horizon
GROWING, SHRINKING = 0.10, -0.02  # change of the total in 30 days


@dataclass(frozen=True, slots=True)
class Target:
    """One count to come.

    Attributes
    ----------
    day
        Day that the count speaks of, a proleptic ordinal.
    figure
        The count as first published, persons.
    newest
        The newest count known at the origin, persons.
    usual
        Persons that would come on top by the day if the last 30 days went on as they were; below 0 for
        leaving.
    """

    horizon: int
    destination: str
    day: int
    figure: float
    newest: float
    usual: float = 0.0


@dataclass(frozen=True)
class Origin:
    """A day on which a forecast is made, what is known, and what will be asked."""

    known: Known
    targets: tuple[Target, ...]

    @property
    def wanted(self) -> list[tuple[str, int]]:
        """Destination and day of each target."""
        return [(target.destination, target.day) for target in self.targets]

    @property
    def phase(self) -> str:
        """``growing`` (more than 10 % in the 30 days before), ``shrinking`` (more than 2 %) or ``stable``."""
        growth = self.known.growth
        return "growing" if growth > GROWING else "shrinking" if growth < SHRINKING else "stable"


def origins(situation: Situation) -> Iterator[Origin]:
    """Walk through a situation: every seven days from its day 30, while there is something to ask."""
    _, last = situation.archive.days()
    truth = situation.archive.first_published()
    for day in range(situation.start + FIRST_ORIGIN, last, EVERY):
        known = situation.archive.known(day)
        targets = []
        for horizon in HORIZONS:
            for name in known.settled:
                k = int(np.searchsorted(truth[name].days, day + horizon, side="right")) - 1
                when = int(truth[name].days[k])
                newest = known.series[name]
                if when > max(day + horizon - min(horizon, WINDOW), int(newest.days[-1]), day):
                    figure = float(truth[name].figures[k])
                    usual = (when - int(newest.days[-1])) * _recent_pace(newest)
                    targets.append(Target(horizon, name, when, figure, float(newest.figures[-1]), usual))
        if targets:
            yield Origin(known, tuple(targets))


def _recent_pace(series: Series) -> float:
    """Persons per day by which a destination grew in the 30 days before its newest count."""
    newest = int(series.days[-1])
    begin = max(int(series.days[0]), newest - FIRST_ORIGIN)
    return (float(series.figures[-1]) - series.at(begin)) / max(1, newest - begin)
