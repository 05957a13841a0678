"""Curves that come late: a stock or a flow some days earlier, and how an index answers it.

A permit is granted, a rent is raised, a person is registered some days after people came. How many days
is uncertain, so the delay differs between members and need not be a whole number: the curve of a member
is read between its days, by straight lines. A delay below zero reads ahead (fares rise before people
fly); beyond the last simulated day a flow goes on as on that day, and a stock stays as it is.
"""

import numpy as np

from alee.kernels.layout import Floats

USUAL_STAY = 7.0  # days that ordinary travellers stay where the scenario does not say


def lagged_stock(daily: Floats, day: int, delay: Floats, before: Floats) -> Floats:
    """A stock on a day, as it was ``delay`` days earlier, (member,) float64.

    Parameters
    ----------
    daily
        (member, day) float64, at the end of each day.
    day
        Index of the day.
    delay
        (member,) float64, days.
    before
        (member,) float64, the stock before the first day.
    """
    padded = np.concatenate([before[:, None], daily], axis=1)
    return _read(padded, np.clip(day + 1.0 - delay, 0.0, daily.shape[1]))


def lagged_flow(daily: Floats, first: int, stop: int, delay: Floats) -> Floats:
    """The sum of a flow over some days, all ``delay`` days earlier, (member,) float64.

    The days are ``first`` to ``stop``, half-open; ``daily`` (member, day) float64, per day, counted as
    even within a day; ``delay`` (member,) days.
    """
    start = np.zeros((daily.shape[0], 1))
    total = np.concatenate([start, np.cumsum(daily, axis=1)], axis=1)

    def until(day: Floats) -> Floats:
        beyond = np.maximum(day - daily.shape[1], 0.0) * daily[:, -1]
        return np.asarray(_read(total, np.clip(day, 0.0, daily.shape[1])) + beyond)

    return np.maximum(until(stop - delay) - until(first - delay), 0.0)


def _read(curve: Floats, at: Floats) -> Floats:
    """Read each member's curve (member, point) between its points, at ``at`` (member,)."""
    left = np.minimum(np.floor(at).astype(np.intp), curve.shape[1] - 2)
    rows = np.arange(curve.shape[0])
    before, after = curve[rows, left], curve[rows, left + 1]
    return np.asarray(before + (at - left) * (after - before))


def respond(people: Floats, sensitivity: Floats, elasticity: Floats) -> Floats:
    """An index over its usual level: 1 without displaced people, all (member,) float64."""
    return np.asarray((1.0 + sensitivity * np.maximum(people, 0.0)) ** elasticity)
