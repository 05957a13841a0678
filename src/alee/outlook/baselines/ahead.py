"""What anybody could say of the next counts: the forecasters that ours must beat.

Each takes what was known on a day and gives draws of counts to come, (member, row) float64, persons, spread
as evenly as quantiles are. Errors of a kind of forecast in *other* situations (``Errors``) widen those that
have no spread of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from alee.kernels.layout import Floats
from alee.outlook.counting import Known, Series
from alee.outlook.paces import FEW, joint_ranks

TREND_DAYS = 30.0  # days over which the trend is measured, and after which it has faded to 1/e
STEP_DAYS = 7  # length of the steps of the random walk
WITHOUT_ERRORS = 0.03  # assumption: spread of the logarithm per square root of a day where no error is known


def levels(members: int) -> Floats:
    """Evenly spread levels of quantiles, (member,) inside 0..1."""
    return np.asarray((np.arange(members) + 0.5) / members)


def persistence(known: Known, wanted: Sequence[tuple[str, int]]) -> Floats:
    """Say that each count to come is the newest, (row,) persons."""
    return np.array([known.series[name].figures[-1] for name, _ in wanted])


def damped_trend(known: Known, wanted: Sequence[tuple[str, int]]) -> Floats:
    """Let the growth of the last 30 days go on and fade (Gardner and McKenzie 1985), (row,) persons."""
    out = []
    for name, day in wanted:
        series = known.series[name]
        newest = int(series.days[-1])
        begin = max(float(series.days[0]), newest - TREND_DAYS)
        slope = (series.figures[-1] - series.at(begin)) / max(1.0, newest - begin)
        lasting = TREND_DAYS * -np.expm1(-(day - newest) / TREND_DAYS)
        out.append(max(0.0, float(series.figures[-1] + slope * lasting)))
    return np.array(out)


def share_persistence(known: Known, wanted: Sequence[tuple[str, int]]) -> Floats:
    """Let the total go on as a damped trend, and each destination keep its share of it, (row,) persons."""
    names = known.settled
    days = {day for _, day in wanted}
    newest = {name: float(known.series[name].figures[-1]) for name in names}
    whole = max(1.0, sum(newest.values()))
    total = {day: float(damped_trend(known, [(name, day) for name in names]).sum()) for day in days}
    return np.array([total[day] * newest[name] / whole for name, day in wanted])


def errors_of(said: Floats, counted: Floats) -> Floats:
    """Logarithms of counted over said, (row,)."""
    return np.asarray(np.log((counted + FEW) / (said + FEW)))


def spread_out(said: Floats, errors: Floats, members: int) -> Floats:
    """Put the errors of other situations around what is said.

    Parameters
    ----------
    errors
        (level,) evenly spread quantiles of the logarithm of counted over said.

    Returns
    -------
    (member, row) float64, persons.
    """
    away = np.interp(levels(members), (np.arange(len(errors)) + 0.5) / len(errors), errors)
    return np.asarray(np.maximum(0.0, (said + FEW) * np.exp(away)[:, None] - FEW))


def random_walk(known: Known, wanted: Sequence[tuple[str, int]], *, members: int, seed: int) -> Floats:
    """Repeat weekly changes of the past in any order, each destination its own, (member, row) persons.

    A destination known for less than two weeks stays as it is.
    """
    out = np.empty((members, len(wanted)))
    picks = joint_ranks([f"{name}/{k}" for name, _ in wanted for k in range(60)], 0.0, members, seed)
    for column, (name, day) in enumerate(wanted):
        series = known.series[name]
        steps = _weekly_changes(series)
        ahead = (day - int(series.days[-1])) / STEP_DAYS
        change = np.zeros(members)
        for k in range(int(np.ceil(ahead))):
            part = min(1.0, ahead - k)
            change += part * steps[picks[f"{name}/{k % 60}"] % len(steps)]
        out[:, column] = np.sort(np.maximum(0.0, series.figures[-1] + change))
    return out


def _weekly_changes(series: Series) -> Floats:
    """Changes of a destination's counts from week to week since its first, persons."""
    days = np.arange(int(series.days[-1]), int(series.days[0]) - 1, -STEP_DAYS)[::-1]
    changes = np.diff(np.interp(days, series.days, series.figures))
    return changes if len(changes) else np.zeros(1)
