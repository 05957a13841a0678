"""Ensemble smoothing with several assimilation steps (ES-MDA, Emerick and Reynolds 2013).

All members are run; how each parameter varies together with each predicted figure across the ensemble
says how to move the parameters towards what was reported; the move is made in several small steps,
each with an inflated error, and every step runs the exact engine again. Guards:

- *localisation*: the reports are first turned into independent directions (the singular vectors of the
  ensemble's figures in units of their errors), then each parameter listens to a direction as far as their
  correlation is more than chance would make it in an ensemble of this size. Many reports that say the same
  are one direction, so they cannot be played off against each other;
- *heavy tails*: a report far from everything the model can do has its error inflated as a Student t
  with few degrees of freedom would, and is named as contradicting in the result;
- *shared errors*: what an issuer's whole series is off by is no coordinate to be searched for but an error
  that its reports share; where a member holds an issuer for far off, what that explains best is taken from
  its distances first;
- *one-sided figures*: a member that satisfies a range or a "more than" is not pulled at all.

Sums and directions are worked out in a fixed order, without multithreaded linear algebra, so the result has
the same bits on any machine with the same NumPy, whatever the number of threads.
"""

from dataclasses import replace

import numpy as np

from alee.inference.shared_errors import Shared, Whitening, explain_away
from alee.kernels.layout import Floats
from alee.kernels.spectrum import main_directions

CHANCE = 1.4  # standard errors of a correlation that count as chance
RELAX = 0.2  # part of what a spread lost that it gets back
DEGREES_OF_FREEDOM = 4.0  # of the Student t that bounds the pull of a single report


def inflation_steps(n_steps: int, ratio: float = 0.6) -> list[float]:
    """Inflation of the errors at each step; their inverses add up to 1, early steps are the gentlest."""
    weights = np.array([ratio ** (n_steps - 1 - i) for i in range(n_steps)])
    return [float(weights.sum() / w) for w in weights]


def heard(correlation: Floats, members: int) -> Floats:
    """Shrink correlations by what chance alone makes of them in an ensemble, any shape.

    A correlation of :data:`CHANCE` standard errors or less becomes 0, a strong one stays what it is.
    """
    chance = CHANCE**2 / members
    return correlation * np.maximum(0.0, 1.0 - chance / np.maximum(correlation**2, 1e-300))


def relaxed(z: Floats) -> Floats:
    """Give each coordinate back a part of the spread that it lost (Whitaker and Hamill 2012), same shape.

    An ensemble of some hundred members is too sure of what it has learnt; the moves by the true likelihood
    take off what is too much.

    Parameters
    ----------
    z
        (member, K) float64, after the last step; before the first their spread was 1.
    """
    middle, size = z.mean(axis=0), np.maximum(z.std(axis=0, ddof=1), 1e-6)
    wider = np.maximum(1.0, 1.0 + RELAX * (1.0 - size) / size)
    return np.asarray(middle + (z - middle) * wider)


def tail_inflation(misfit: Floats, spread: Floats, error: Floats) -> Floats:
    """Factor on the error variance of each report, 1 where the model can explain it.

    All (observation,) float64: distance of the figure from the ensemble's median, the ensemble's
    standard deviation, the report's own.
    """
    return heavier(misfit**2 / (spread**2 + error**2))


def heavier(score: Floats) -> Floats:
    """Factor on an error's variance for squared distances in standard deviations; 1 for small ones."""
    return np.maximum(1.0, (DEGREES_OF_FREEDOM + score) / (DEGREES_OF_FREEDOM + 1.0))


def distance_to(low: Floats, high: Floats, predicted: Floats, shift: Floats) -> Floats:
    """How far each member is from each figure: 0 inside a free range, (member, observation)."""
    return np.clip(predicted, low + shift, high + shift) - predicted


def smooth_step(
    z: Floats,
    predicted: Floats,
    low: Floats,
    high: Floats,
    error: Floats,
    perturbation: Floats,
    inflation: float,
    shared: Shared | None = None,
) -> Floats:
    """Move the members one assimilation step towards the reports.

    Parameters
    ----------
    z
        (member, K) float64, standard normal coordinates.
    predicted
        (member, R) float64, each member's figures in transformed space.
    low, high
        (R,) float64, the free range of each report; equal for an exact figure.
    error
        (R,) float64, standard deviations.
    perturbation
        (member, R) float64, standard normal.
    inflation
        Factor on the error variance in this step.
    shared
        Errors that reports share; none by default.

    Returns
    -------
    (member, K) float64, the moved coordinates.
    """
    members = z.shape[0]
    common = Shared.none(len(error), members) if shared is None else shared
    common = replace(common, sigma=np.sqrt(inflation) * common.sigma, extra=np.sqrt(inflation) * common.extra)
    middle = np.median(predicted, axis=0)
    misfit = np.clip(middle, low, high) - middle
    spread = np.hypot(predicted.std(axis=0), common.spread / np.sqrt(inflation))
    deviation = error * np.sqrt(tail_inflation(misfit, spread, error) * inflation)
    whiten = Whitening(common, deviation)
    away = whiten(distance_to(low, high, predicted, deviation * perturbation + common.drawn))
    anomalies = (predicted - predicted.mean(axis=0)) / np.sqrt(members - 1.0)
    left, length, right = main_directions((anomalies / deviation).T)  # (R, K), (K,), (member, K)
    said, size, told = main_directions(whiten((left * length).T * deviation).T)  # (R, J), (J,), (K, J)
    if common.extra.any():
        away = explain_away(whiten, said, size, away)
    pull = np.zeros((members, len(length)))
    for j in range(len(size)):
        along = (away * said[:, j]).sum(axis=1) * (size[j] / (size[j] ** 2 + 1.0))
        pull += along[:, None] * told[:, j]
    z_anomaly = z - z.mean(axis=0)
    size = np.maximum(np.sqrt((z_anomaly**2).sum(axis=0)), 1e-12)
    moved = np.empty_like(z)
    for k in range(z.shape[1]):
        correlation = heard((right * z_anomaly[:, k : k + 1]).sum(axis=0) / size[k], members)
        moved[:, k] = z[:, k] + (size[k] / np.sqrt(members - 1.0)) * (pull * correlation).sum(axis=1)
    return moved
