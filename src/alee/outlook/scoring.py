"""Scores: how far an estimate lies from what was counted, and whether its intervals hold.

Point scores are those of the field (the averaged relative difference of the Flee literature, MASE); scores
of whole distributions are proper: nobody does better by saying something else than what they believe.
Formulas: Gneiting and Raftery 2007 (CRPS), Bracher and others 2021 (WIS), Hyndman and Koehler 2006 (MASE).
"""

from collections.abc import Sequence

import numpy as np
import scoringrules

from alee.kernels.layout import Floats

WIS_LEVELS = (0.5, 0.8, 0.9, 0.95)  # central intervals that the weighted interval score looks at


def relative_difference(estimate: Floats, counted: Floats) -> float:
    """Averaged relative difference, 0 (perfect) to 2 where totals agree.

    Parameters
    ----------
    estimate, counted
        (day, place) float64, persons.

    Returns
    -------
    Mean over days of the sum of absolute differences over the sum of counts (at least 1).
    """
    total = np.maximum(1.0, counted.sum(axis=1))
    return float((np.abs(estimate - counted).sum(axis=1) / total).mean())


def rescaled(estimate: Floats, counted: Floats) -> Floats:
    """Match the total of each day to the counted total, (day, place); 0 where nobody was simulated."""
    found = estimate.sum(axis=1, keepdims=True)
    factor = np.divide(counted.sum(axis=1, keepdims=True), found, out=np.zeros_like(found), where=found > 0)
    return np.asarray(estimate * factor)


def rescaled_relative_difference(estimate: Floats, counted: Floats) -> float:
    """Averaged relative difference after matching each day's total; empty days count 0, as in Flee."""
    matched = rescaled(estimate, counted)
    total = np.maximum(1.0, counted.sum(axis=1))
    apart = np.abs(matched - counted).sum(axis=1) / total
    return float(np.where(estimate.sum(axis=1) > 0, apart, 0.0).mean())


def normalised_error(estimate: Floats, counted: Floats) -> float:
    """Sum of absolute errors over the sum of counts (nMAE), any shape; not a number without any count."""
    total = float(np.sum(counted))
    return float(np.abs(estimate - counted).sum()) / total if total > 0 else float("nan")


def log_ratio(estimate: Floats, counted: Floats) -> Floats:
    """How many times too high or low, as the absolute log ratio; both are taken as at least 1 person."""
    return np.asarray(np.abs(np.log(np.maximum(estimate, 1.0) / np.maximum(counted, 1.0))))


def naive_forecasts(counted: Floats, window: int) -> dict[str, Floats]:
    """Three forecasts that anybody could make on day ``window`` from the days before it.

    Returns
    -------
    dict
        ``flat`` (the last count), ``sloped`` (the line through the first and last count of the window goes
        on) and ``ratio`` (the last shares of a total that is known): (day, place) float64 for the days after
        the window. In Flee's own script the slope cancels itself; here it is a slope.
    """
    last, first = counted[window - 1], counted[0]
    ahead = np.arange(1, len(counted) - window + 1, dtype=float)[:, None]
    slope = (last - first) / max(1, window - 1)
    share = last / max(1.0, last.sum())
    return {
        "flat": np.broadcast_to(last, (len(ahead), len(last))).copy(),
        "sloped": np.maximum(0.0, last + ahead * slope),
        "ratio": counted[window:].sum(axis=1, keepdims=True) * share,
    }


def scaled_error(estimate: Floats, counted: Floats, window: int) -> dict[str, float]:
    """Mean absolute scaled error against each naive forecast; below 1 is better than the naive one.

    Both numerator and denominator average over the days after the window (in Flee's own script the numerator
    also holds the days of the window). Places are weighted by their counts.

    Parameters
    ----------
    estimate, counted
        (day, place) float64, persons.
    window
        Days that the naive forecast may look at, such as 7 or 30.

    Returns
    -------
    dict
        By name of the naive forecast; not a number where the run is not longer than the window, or where
        the naive forecast is never wrong.
    """
    if len(counted) <= window:
        return dict.fromkeys(("flat", "sloped", "ratio"), float("nan"))
    later = counted[window:]
    weight = counted.sum(axis=0)
    ours = np.abs(estimate[window:] - later).mean(axis=0)
    out = {}
    for name, naive in naive_forecasts(counted, window).items():
        theirs = np.abs(naive - later).mean(axis=0)
        usable = (theirs > 0.0) & (weight > 0.0)
        ratio = ours[usable] / theirs[usable]
        out[name] = float(np.average(ratio, weights=weight[usable])) if usable.any() else float("nan")
    return out


def crps(draws: Floats, counted: Floats) -> Floats:
    """Continuous ranked probability score of an ensemble, in the unit of the counts; 0 is perfect.

    Parameters
    ----------
    draws
        (member, ...) float64, at least two members.
    counted
        (...) float64.

    Returns
    -------
    (...) float64, the fair estimator, which does not favour large ensembles.
    """
    return np.asarray(scoringrules.crps_ensemble(counted, draws, m_axis=0, estimator="fair"))


def log_crps(draws: Floats, counted: Floats) -> Floats:
    """CRPS of log(1 + persons): relative errors of small and large places count alike."""
    return crps(np.log1p(np.maximum(draws, 0.0)), np.log1p(np.maximum(counted, 0.0)))


def covered(draws: Floats, counted: Floats, level: float) -> Floats:
    """Tell where the central interval of an ensemble holds the count, (...) bool.

    Parameters
    ----------
    draws
        (member, ...) float64.
    counted
        (...) float64.
    level
        Share of the members inside, 0..1.
    """
    low, high = np.quantile(draws, [(1.0 - level) / 2.0, (1.0 + level) / 2.0], axis=0)
    return np.asarray((counted >= low) & (counted <= high))


def interval_score(draws: Floats, counted: Floats, levels: Sequence[float] = WIS_LEVELS) -> Floats:
    """Weighted interval score of an ensemble's median and central intervals, in the unit of the counts."""
    alpha = 1.0 - np.array(levels)
    low = np.moveaxis(np.quantile(draws, alpha / 2.0, axis=0), 0, -1)
    high = np.moveaxis(np.quantile(draws, 1.0 - alpha / 2.0, axis=0), 0, -1)
    middle = np.median(draws, axis=0)
    return np.asarray(scoringrules.weighted_interval_score(counted, middle, low, high, alpha))


def probability_transform(draws: Floats, counted: Floats) -> Floats:
    """Share of members below the count, ties counted half, (...) float64 in 0..1."""
    return np.asarray((draws < counted).mean(axis=0) + 0.5 * (draws == counted).mean(axis=0))
