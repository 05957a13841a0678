"""How the estimate moved as reports came in: the same question asked again as of earlier days.

For each as-of date a fit is made that sees only what was published by then, and is continued to the last
of the dates. So for one place there are two series: what was believed about each date on that very date,
and what was foreseen for the last date. The newest fit knows most; whether it lies inside the earlier
intervals tells if they were honest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alee.core.errors import InputError
from alee.executors import Progress
from alee.executors.work import Executor
from alee.inference.fitting import fit
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from alee.outlook.comparison import whereabouts
from alee.outlook.forecasting import Outlook, forecast

MOST_DATES = 60
LEVELS = (0.05, 0.5, 0.95)


@dataclass(frozen=True, kw_only=True)
class Belief:
    """What was believed on one day about people present at a place on another.

    Attributes
    ----------
    as_of
        Nothing published later was known.
    day
        The day that the number is about; after ``as_of`` it is a forecast.
    low, middle, high
        5, 50 and 95 %, persons.
    newest
        Middle of the newest fit for the same day, persons.
    """

    place: str
    as_of: dt.date
    day: dt.date
    low: float
    middle: float
    high: float
    newest: float

    @property
    def held(self) -> bool:
        """Whether the newest estimate lies inside the interval."""
        return self.low <= self.newest <= self.high


@dataclass(frozen=True)
class Hindcast:
    """Beliefs in the order of places, as-of dates and days; the outlooks behind them, oldest first."""

    beliefs: tuple[Belief, ...]
    outlooks: tuple[Outlook, ...]


def dates_between(first: dt.date, last: dt.date, every: int) -> tuple[dt.date, ...]:
    """List the as-of dates: the last one, and steps back from it down to the first, oldest first.

    Raises
    ------
    InputError
        If the first day lies after the last, the step is below 1 or longer than the time between them, or
        there are more than 60 dates.
    """
    if first >= last or every < 1:
        raise InputError(
            f"from {first} to {last} every {every}: no two dates. Allowed: a first day before the last, "
            "and steps of 1 day or more."
        )
    dates = [last - dt.timedelta(days=k) for k in range(0, (last - first).days + 1, every)]
    if len(dates) < 2:
        raise InputError(
            f"from {first} to {last} every {every}: only one date. Allowed: steps of at most "
            f"{(last - first).days}, so that there are two dates or more."
        )
    if len(dates) > MOST_DATES:
        raise InputError(f"from {first} to {last}: {len(dates)} fits. Allowed are {MOST_DATES}.")
    return tuple(reversed(dates))


def hindcast(
    scenario: Scenario,
    reports: Reports,
    *,
    dates: Sequence[dt.date],
    places: Sequence[str],
    members: int = 200,
    seed: int = 2022,
    threads: int | None = None,
    on: Executor | None = None,
    progress: Progress | None = None,
) -> Hindcast:
    """Fit anew as of each date, and compare what was believed with the newest fit.

    Parameters
    ----------
    dates
        As-of dates, oldest first, two or more.
    places
        Places, countries or areas.
    members
        Histories of each fit.
    on
        Somewhere else to run, such as ``alee.Dask("tcp://10.0.0.5:8786")``; the same bits come back.

    Raises
    ------
    InputError
        If a place is unknown, a date lies before the scenario's first day, or there are fewer than two dates.
    """
    if len(dates) < 2 or not places:
        raise InputError("hindcast: two dates or more, and a place, are needed.")
    last = dates[-1]
    outlooks = []
    for k, day in enumerate(dates):
        posterior = fit(scenario, reports, as_of=day, members=members, seed=seed, threads=threads, on=on)
        ahead = max(1, (last - day).days)
        outlooks.append(forecast(posterior, days=ahead, threads=threads, on=on))
        if progress is not None:
            progress("dates", k + 1, len(dates))
    beliefs = [
        belief for place in places for belief in _beliefs(outlooks, place, dates, scenario.start)
    ]  # fmt: skip
    return Hindcast(tuple(beliefs), tuple(outlooks))


def _beliefs(
    outlooks: Sequence[Outlook], place: str, dates: Sequence[dt.date], start: dt.date
) -> list[Belief]:
    """What each outlook says about its own day and about the last one."""
    stocks = [whereabouts(outlook, place).present for outlook in outlooks]
    last = dates[-1]
    out = []
    for outlook, stock in zip(outlooks, stocks, strict=True):
        as_of = outlook.posterior.as_of
        for day in dict.fromkeys((as_of, last)):
            k = (day - start).days
            low, middle, high = (float(q) for q in np.quantile(stock[:, k], LEVELS))
            newest = float(np.median(stocks[-1][:, k]))
            out.append(
                Belief(place=place, as_of=as_of, day=day, low=low, middle=middle, high=high, newest=newest)
            )
    return out
