"""Quantiles of members as intervals and fan charts."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from alee.briefing.content import DailySeries, ReportMark
from alee.plots.interval import Interval

PATHS = 12


def interval(values: ArrayLike) -> Interval:
    """The five quantiles of one number over members, (member,)."""
    low, median, ready, high, bad = np.quantile(np.asarray(values, float), [0.05, 0.5, 0.9, 0.95, 0.975])
    return Interval(
        low=float(low), median=float(median), ready=float(ready), high=float(high), bad=float(bad)
    )


def daily_series(
    title: str,
    kind: Literal["flow", "stock"],
    days: Sequence[dt.date],
    values: ArrayLike,
    *,
    place: str | None = None,
    reports: tuple[ReportMark, ...] = (),
) -> DailySeries:
    """A fan chart from (member, day) values."""
    table = np.asarray(values, float)
    bands = np.quantile(table, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
    chosen = np.linspace(0, table.shape[0] - 1, min(PATHS, table.shape[0])).astype(int)
    low, lower, median, upper, high = (tuple(float(v) for v in band) for band in bands)
    return DailySeries(
        title=title, kind=kind, place=place, days=tuple(days),
        low=low, lower_quartile=lower, median=median, upper_quartile=upper, high=high,
        paths=tuple(tuple(float(v) for v in table[m]) for m in chosen), reports=reports,
    )  # fmt: skip
