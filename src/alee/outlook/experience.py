"""How forecasts would have fared in this very situation so far, and what that says about their spread.

What was learnt on other situations fits a new one only roughly: in some, counts wander further than expected,
in some they hardly stir. By the time of a forecast earlier ones can already be held against what came. Every
two weeks back to the first month, the same forecast is made from what had been published then, and the
distance of what came, in spreads, is remembered. Their middle size then widens or narrows the spread ahead,
as far as there is enough of it: a handful of independent forecasts weigh as much as all that was learnt
elsewhere. Square roots of distances are averaged, so that one wild count does not make everything uncertain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from alee.kernels.layout import Floats
from alee.outlook.counting import Archive, Known
from alee.outlook.paces import FEW, Evidence, Paces, evidence, middles, spreads

STEP_DAYS = 14  # from one look back to the next
FIRST_DAYS = 30  # a situation's first forecast, days after its first count
AHEAD = (7, 30, 90)
WINDOW = 14  # a count answers a forecast that looked at most this many days further
ELSEWHERE = 10.0  # independent forecasts that weigh as much as what was learnt on other situations
FURTHEST = 10.0  # spreads; what lies further counts as this far
NARROWEST, WIDEST = 0.6, 4.0


@dataclass(frozen=True)
class Experience:
    """Earlier forecasts of one situation whose answers are known.

    Attributes
    ----------
    ahead
        (forecast,) float64, days that each looked ahead.
    away
        (forecast,) float64, square roots of how many spreads the answer lay from the middle.
    weight
        (forecast,) float64, independent forecasts that each stands for; those that overlap count less.
    """

    ahead: Floats
    away: Floats
    weight: Floats


NOTHING = Experience(np.empty(0), np.empty(0), np.empty(0))


def experience(paces: Paces, archive: Archive, origin: int) -> Experience:
    """Look back on forecasts that what is known on a day, a proleptic ordinal, can answer."""
    known = archive.known(origin)
    first = min((int(series.days[0]) for series in known.series.values()), default=origin)
    days = range(origin - STEP_DAYS, first + FIRST_DAYS - 1, -STEP_DAYS)
    parts = [part for day in days if (part := _looked_back(paces, archive.known(day), known)) is not None]
    if not parts:
        return NOTHING
    ahead, away = (np.concatenate([part[k] for part in parts]) for k in (0, 1))
    return Experience(ahead, away, STEP_DAYS / np.maximum(ahead, STEP_DAYS))


def _looked_back(paces: Paces, then: Known, known: Known) -> tuple[Floats, Floats] | None:
    """Make the forecasts of one earlier day by what was known then, and compare them with what came."""
    day = then.origin
    wanted: list[tuple[str, int]] = []
    rows: list[tuple[int, float]] = []
    for horizon in AHEAD:
        for name in then.settled:
            whole = known.series[name]
            k = int(np.searchsorted(whole.days, day + horizon, side="right")) - 1
            when = int(whole.days[k])
            if when > max(day, day + horizon - min(horizon, WINDOW)) and day + horizon <= known.origin:
                wanted.append((name, when))
                rows.append((horizon, float(whole.figures[k])))
    if not wanted:
        return None
    ahead, figure = np.array(rows).T
    seen = evidence(then, wanted)
    return ahead, np.sqrt(np.minimum(_spreads_away(paces, seen, figure), FURTHEST))


def _spreads_away(paces: Paces, seen: Evidence, figure: Floats) -> Floats:
    middle = middles(paces, seen)
    away = np.log((figure + FEW) / (middle + FEW)) / np.maximum(spreads(paces, seen, middle), 1e-9)
    return np.asarray(np.where(away > 0.0, away / paces.upward, -away))


def expected_root(freedom: float) -> float:
    """Mean square root of the distance of a Student t draw from 0 (its absolute moment of order 1/2)."""
    log = 0.25 * np.log(freedom) + gammaln(0.75) + gammaln(freedom / 2.0 - 0.25)
    return float(np.exp(log - gammaln(freedom / 2.0)) / np.sqrt(np.pi))


def widening(paces: Paces, had: Experience, age: Floats) -> Floats:
    """Say by which factor this situation's own record changes the spread, (row,).

    Parameters
    ----------
    age
        (row,) float64, days ahead; forecasts that looked about as far count most, others by the square root
        of the shorter over the longer way.
    """
    days = np.maximum(age, 1.0)[:, None]
    near = np.sqrt(np.minimum(had.ahead, days) / np.maximum(had.ahead, days)) * had.weight
    usual = expected_root(paces.freedom)
    root = (ELSEWHERE * usual + near @ had.away) / ((ELSEWHERE + near.sum(axis=1)) * usual)
    return np.asarray(np.clip(root**2, NARROWEST, WIDEST))
