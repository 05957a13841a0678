"""Forecast published counts by pace: how fast each destination has been filling, and how long that lasts.

Tomorrow's count is the newest count plus what arrives until then. The pace of arrival has a life of its
own: it follows from how the counts grew of late, and it fades. Four things make this better than "tomorrow
is like today" and than drawing a straight line:

* a pace fades within weeks, and a falling one sooner than a rising one;
* a jump inside one interval between two counts is a step of registration, not a pace: a pace counts for as
  much as the number of intervals that carry it, and the first count of a camp carries none;
* destinations of one shock lend each other strength: part of a destination's pace is its share of the pace
  of all;
* what is said must be as uncertain as it was before in such situations: the spread grows with the time ahead,
  with how restless the counts were, and with how far the forecast moves away from the newest count.

How such forecasts fared in the situation itself then widens or narrows the spread
(:mod:`alee.outlook.experience`).

The dozen numbers of :class:`Paces` were learnt on other situations (:mod:`alee.evaluation.learning`), never
on the one that is forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from alee.core.addresses import Purpose, name_key
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats
from alee.outlook.counting import Known, Series

Ranks = NDArray[np.int64]
WINDOWS = (10.0, 30.0, 75.0)  # days over which a pace is measured
RESTLESS_DAYS = 75.0  # days over which restlessness is measured
FEW = 50.0  # persons added before taking logarithms: below this, counts are too small for ratios
MOST, LEAST = 4.0, -8.0  # natural logarithms of the largest growth and fall that a draw may show


@dataclass(frozen=True, kw_only=True)
class Paces:
    """The numbers of the model, learnt on other situations.

    Attributes
    ----------
    gain
        Pace ahead over pace measured.
    windows
        Weights of the three windows, adding up to 1.
    own
        Weight of a destination's own pace, 0..1; the rest is its share of the pace of all.
    fading
        Days in which a pace falls to 1/e.
    falling
        Factor on the pace where people leave, 0..1.
    intervals
        A pace carried by this many intervals between counts counts for one half.
    error, drift, ageing, restless, moved
        Spread of the logarithm: of any count; per square root of a day; per day (what was still may start
        to move); per restlessness; per logarithm moved.
    power
        Power of the days ahead by which restlessness spreads.
    upward
        Spread above the middle over that below.
    freedom
        Degrees of freedom of the Student t that errors follow.
    together
        Correlation of the errors of two destinations.
    """

    gain: float
    windows: tuple[float, float, float]
    own: float
    fading: float
    falling: float
    intervals: float
    error: float
    drift: float
    ageing: float
    restless: float
    moved: float
    power: float
    upward: float
    freedom: float
    together: float


LEARNT = Paces(  # learnt on five public Flee folders and on Syria 2011 to 2013, each weighing alike
    gain=1.23, windows=(0.332, 0.357, 0.311), own=0.581, fading=89.2, falling=0.453,
    intervals=1.66, error=0.0016, drift=0.0102, ageing=0.0013, restless=0.528, moved=0.467,
    power=0.596, upward=1.26, freedom=3.12, together=0.3,
)  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """What the known counts of some destinations say about the days ahead.

    Attributes
    ----------
    level
        Newest count, (row,) persons.
    age
        Days from the newest count to the day asked for, (row,).
    pace, carried
        Own pace in each window, (row, window) persons per day, and the intervals that carry it.
    all_paces, all_carried
        The same of every destination of the situation, (row, destination, window).
    share
        Part of all people who are at the destination, (row,).
    restlessness
        Mean absolute change of the logarithm per day, (row,).
    """

    level: Floats
    age: Floats
    pace: Floats
    carried: Floats
    all_paces: Floats
    all_carried: Floats
    share: Floats
    restlessness: Floats

    @staticmethod
    def joined(parts: Sequence[Evidence]) -> Evidence:
        """Put several together; situations with fewer destinations are filled up with still ones."""
        most = max(part.all_paces.shape[1] for part in parts)

        def padded(values: Floats) -> Floats:
            return np.pad(values, ((0, 0), (0, most - values.shape[1]), (0, 0)))

        def stacked(name: str) -> Floats:
            values = [getattr(part, name) for part in parts]
            return np.concatenate([padded(v) if v.ndim == 3 else v for v in values])

        return Evidence(*(stacked(name) for name in Evidence.__dataclass_fields__))


def evidence(known: Known, wanted: Sequence[tuple[str, int]]) -> Evidence:
    """Read what the known counts say about counts to come.

    Parameters
    ----------
    wanted
        Destination and day (a proleptic ordinal) of each row; destinations must be ``known.settled``.
    """
    names = known.settled
    measured = {name: [_pace(known.series[name], window) for window in WINDOWS] for name in names}
    levels = {name: float(known.series[name].figures[-1]) for name in names}
    whole = max(1.0, sum(levels.values()))
    table = np.array([measured[name] for name in names], np.float64).reshape(len(names), len(WINDOWS), 2)
    row = {name: k for k, name in enumerate(names)}
    index = np.array([row[name] for name, _ in wanted], np.int64)
    level = np.array([levels[name] for name, _ in wanted])
    return Evidence(
        level=level,
        age=np.array([float(day - known.series[name].days[-1]) for name, day in wanted]),
        pace=table[index, :, 0],
        carried=table[index, :, 1],
        all_paces=np.broadcast_to(table[None, :, :, 0], (len(index), *table.shape[:2])).copy(),
        all_carried=np.broadcast_to(table[None, :, :, 1], (len(index), *table.shape[:2])).copy(),
        share=level / whole,
        restlessness=np.array([_restlessness(known.series[name]) for name, _ in wanted]),
    )


def _pace(series: Series, window: float) -> tuple[float, float]:
    """Pace over the last days before the newest count, persons per day, and how many intervals carry it."""
    share = _inside(series, window)
    grown = np.where(series.figures[:-1] > 0.0, np.diff(series.figures) * share, 0.0)
    squares = float((grown**2).sum())
    carried = float(np.abs(grown).sum()) ** 2 / squares if squares > 0.0 else 0.0
    return float(grown.sum()) / window, carried


def _inside(series: Series, window: float) -> Floats:
    """Part of each interval between counts inside the window before the newest, (interval,) 0..1."""
    begin = np.maximum(series.days[:-1], series.days[-1] - window)
    return np.asarray(np.maximum(series.days[1:] - begin, 0.0) / np.maximum(np.diff(series.days), 1))


def _restlessness(series: Series) -> float:
    share = _inside(series, RESTLESS_DAYS)
    changed = np.abs(np.diff(np.log(series.figures + FEW)))
    return float(np.where(series.figures[:-1] > 0.0, changed * share, 0.0).sum()) / RESTLESS_DAYS


def middles(paces: Paces, seen: Evidence) -> Floats:
    """Say the middle of each count to come, (row,) persons."""
    weights = np.array(paces.windows)
    own = (seen.pace * seen.carried / (seen.carried + paces.intervals)) @ weights
    whole = (seen.all_paces * seen.all_carried / (seen.all_carried + paces.intervals)).sum(axis=1) @ weights
    pace = paces.own * own + (1.0 - paces.own) * whole * seen.share
    pace = np.where(pace < 0.0, paces.falling * pace, pace) * paces.gain
    lasting = paces.fading * -np.expm1(-seen.age / paces.fading)
    return np.asarray(np.maximum(0.0, seen.level + pace * lasting))


def spreads(paces: Paces, seen: Evidence, middle: Floats) -> Floats:
    """Say the spread of the logarithm of each count to come, below the middle, (row,)."""
    days = np.maximum(seen.age, 1.0)
    moved = np.log((middle + FEW) / (seen.level + FEW))
    restless = paces.restless * seen.restlessness * days**paces.power
    still = paces.error**2 + paces.drift**2 * days + (paces.ageing * days) ** 2
    return np.asarray(np.sqrt(still + restless**2 + (paces.moved * moved) ** 2))


def quantiles(paces: Paces, seen: Evidence, levels: Floats, widened: Floats | float = 1.0) -> Floats:
    """Say quantiles of each count to come.

    Parameters
    ----------
    levels
        (level,) float64 inside 0..1.
    widened
        Factor on each row's spread, (row,) or one for all.

    Returns
    -------
    (level, row) float64, persons.
    """
    return around(paces, middles(paces, seen), seen, levels, widened)


def around(paces: Paces, middle: Floats, seen: Evidence, levels: Floats, widened: Floats | float) -> Floats:
    """Put the spread of the pace model around any middle, (level, row) float64, persons."""
    away = student.ppf(levels, paces.freedom)
    away = np.where(away > 0.0, away * paces.upward, away)[:, None]
    away = away * spreads(paces, seen, middle) * widened
    return np.asarray(np.maximum(0.0, (middle + FEW) * np.exp(np.clip(away, LEAST, MOST)) - FEW))


def joint_ranks(names: Sequence[str], together: float, members: int, seed: int) -> dict[str, Ranks]:
    """Give each member a rank at each destination; ranks of two destinations go together.

    Returns
    -------
    dict
        By name (member,) int64, each a shuffle of 0..members - 1. Another name changes nobody else's.
    """
    wanted = sorted(set(names))
    keys = np.array([name_key("count", name) for name in ("", *wanted)], np.uint32)
    normal = standard_normals(seed, int(Purpose.COUNT_LUCK), keys, 0, members)
    mixed = np.sqrt(together) * normal[:, :1] + np.sqrt(1.0 - together) * normal[:, 1:]
    ranks = np.argsort(np.argsort(mixed, axis=0, kind="stable"), axis=0, kind="stable")
    return {name: ranks[:, k] for k, name in enumerate(wanted)}
