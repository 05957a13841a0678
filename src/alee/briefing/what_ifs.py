"""From two futures of the same luck to what a briefing shows of a what-if."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from alee.briefing.changes import ChangeKind, DifferenceSeries, WhatIf, WhatIfRow
from alee.briefing.futures import what_if_words
from alee.briefing.sentences import day as written
from alee.briefing.series import interval
from alee.core.calendar import as_date
from alee.kernels.layout import Counts
from alee.outlook.comparison import compare_futures
from alee.outlook.countries import (
    countries_abroad,
    country_names,
    home_words,
    leaving_home,
    sum_over_places,
)
from alee.outlook.forecasting import Outlook

COUNTRIES, WAYS = 8, 3  # rows of countries; ways with more and with fewer people
FEW, MANY = 2, 5  # charts of countries: with the first one they fill whole lines of three
WORTH = 0.05  # of the largest change, from which on a country has a chart
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


def what_if_of(name: str, without: Outlook, future: Outlook) -> WhatIf:
    """Everything a briefing shows of a what-if; persons throughout.

    Parameters
    ----------
    without, future
        Two outlooks of one posterior, over the same days and with the same luck.

    Raises
    ------
    InputError
        If members, days or places differ.
    """
    found = _Two(without, future)
    rows = (*found.left(), *found.countries(), *found.home(), *found.ways())
    return WhatIf(
        name=name, rows=rows, words=tuple(
            line.strip() for line in what_if_words(name, compare_futures(without, future), future)[1:]
        ),
        start=min((event.start for event in future.given), default=None),
        series=tuple(found.series()) if any(not row.difference.is_zero for row in rows) else (),
    )  # fmt: skip


class _Two:
    """Two futures side by side, summed up by country, (member, day) each."""

    def __init__(self, without: Outlook, future: Outlook) -> None:
        self.scenario = without.posterior.scenario
        self.data = (without.ensemble.dataset, future.ensemble.dataset)
        days = [as_date(str(day)[:10]) for day in self.data[0]["day"].values]
        self.now = days.index(without.posterior.as_of)
        self.days: tuple[dt.date, ...] = tuple(days[self.now :])
        self.end = written(days[-1])
        self.home_name = home_words(self.scenario, country_names(self.scenario))
        self.stocks = {
            country.name: tuple(sum_over_places(data["present"], country.places) for data in self.data)
            for country in countries_abroad(self.scenario)
        }
        self.gone = tuple(leaving_home(data["crossings"], self.scenario).cumsum(axis=1) for data in self.data)

    def left(self) -> Iterator[WhatIfRow]:
        """People who left home by the end."""
        label = f"People who have left {self.home_name} by {self.end}"
        yield from self._row(
            label, "left", self.gone[0][:, -1], self.gone[1][:, -1], f"Left {self.home_name}"
        )

    def countries(self) -> list[WhatIfRow]:
        """People in each country that changes, on the last day; the largest change first."""
        rows: list[WhatIfRow] = []
        for name, (before, after) in self.stocks.items():
            label = f"People in {name} on {self.end}"
            rows += self._row(label, "country", before[:, -1], after[:, -1], name)
        return sorted(rows, key=_size)[:COUNTRIES]

    def home(self) -> Iterator[WhatIfRow]:
        """What is missing abroad is at home or on the way: nobody is created or lost."""
        more = -np.sum([after[:, -1] - before[:, -1] for before, after in self.stocks.values()], axis=0)
        if more.any():
            label = f"People in {self.home_name}, or on the way, on {self.end}"
            yield WhatIfRow(
                label=label, name=f"{self.home_name}, or on the way", kind="home", without=None,
                with_event=None, difference=interval(more),
            )  # fmt: skip

    def ways(self) -> list[WhatIfRow]:
        """People who pass by each way after the as-of date: where most more and most fewer go."""
        passed = [
            data["crossings"].isel(day=slice(self.now + 1, None)).sum("day", dtype=np.int64).transpose(
                "member", "corridor").values
            for data in self.data
        ]  # fmt: skip
        rows: list[WhatIfRow] = []
        for c, name in enumerate(str(n) for n in self.data[0]["corridor"].values):
            rows += self._row(f"{name}, to {self.end}", "way", passed[0][:, c], passed[1][:, c], name)
        rows.sort(key=_size)
        fewer = [row for row in rows if row.difference.median <= -1][:WAYS]
        return [*fewer, *[row for row in rows if row.difference.median >= 1][:WAYS]]

    def _row(
        self, label: str, kind: ChangeKind, before: Counts, after: Counts, name: str
    ) -> Iterator[WhatIfRow]:
        """The row of a number, if it changes in any member."""
        if (before != after).any():
            yield WhatIfRow(
                label=label, name=name, kind=kind, without=interval(before), with_event=interval(after),
                difference=interval(after - before),
            )  # fmt: skip

    def series(self) -> Iterator[DifferenceSeries]:
        """The difference day by day: of all who left home, then of the countries that change most."""
        yield self._series(f"People who left {self.home_name}", *self.gone)
        rows = self.countries()
        least = WORTH * max((abs(row.difference.median) for row in rows), default=0.0)
        worth = [row for row in rows if abs(row.difference.median) >= least]
        for row in worth[: MANY if len(worth) >= MANY else FEW]:
            yield self._series(f"People in {row.name}", *self.stocks[row.name])

    def _series(self, title: str, before: Counts, after: Counts) -> DifferenceSeries:
        bands = np.quantile((after - before)[:, self.now :], LEVELS, axis=0)
        low, lower, median, upper, high = (tuple(float(v) for v in band) for band in bands)
        return DifferenceSeries(
            title=title, days=self.days, low=low, lower_quartile=lower, median=median, upper_quartile=upper,
            high=high,
        )  # fmt: skip


def _size(row: WhatIfRow) -> tuple[float, float, str]:
    change = row.difference
    return -abs(change.median), -max(abs(change.low), abs(change.high)), row.label
