"""Ensemble smoothing with several assimilation steps (ES-MDA, Emerick and Reynolds 2013).

All members are run; how each parameter varies together with each predicted figure across the ensemble
says how to move the parameters towards what was reported; the move is made in several small steps,
each with an inflated error, and every step runs the exact engine again. Three guards:

- *localisation*: the reports are first turned into independent directions (the singular vectors of the
  ensemble's figures in units of their errors), then each parameter listens to a direction as far as their
  correlation is more than chance would make it in an ensemble of this size. Many reports that say the same
  are one direction, so they cannot be played off against each other;
- *heavy tails*: a report far from everything the model can do has its error inflated as a Student t
  with few degrees of freedom would, and is named as contradicting in the result;
- *one-sided figures*: a member that satisfies a range or a "more than" is not pulled at all.

Sums and directions are worked out in a fixed order, without multithreaded linear algebra, so the result has
the same bits on any machine with the same NumPy, whatever the number of threads.
"""

import numpy as np

from alee.kernels.layout import Floats
from alee.kernels.spectrum import main_directions

CHANCE = 2.0  # standard errors of a correlation that count as chance
DEGREES_OF_FREEDOM = 4.0  # of the Student t that bounds the pull of a single report


def inflation_steps(n_steps: int, ratio: float = 0.6) -> list[float]:
    """Inflation of the errors at each step; their inverses add up to 1, early steps are the gentlest."""
    weights = np.array([ratio ** (n_steps - 1 - i) for i in range(n_steps)])
    return [float(weights.sum() / w) for w in weights]


def heard(correlation: Floats, members: int) -> Floats:
    """Shrink correlations by what chance alone makes of them in an ensemble, any shape.

    A correlation of two standard errors or less becomes 0, a strong one stays what it is.
    """
    chance = CHANCE**2 / members
    return correlation * np.maximum(0.0, 1.0 - chance / np.maximum(correlation**2, 1e-300))


def tail_inflation(misfit: Floats, spread: Floats, error: Floats) -> Floats:
    """Factor on the error variance of each report, 1 where the model can explain it.

    All (observation,) float64: distance of the figure from the ensemble's median, the ensemble's
    standard deviation, the report's own.
    """
    score = misfit**2 / (spread**2 + error**2)
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

    Returns
    -------
    (member, K) float64, the moved coordinates.
    """
    members = z.shape[0]
    middle = np.median(predicted, axis=0)
    misfit = np.clip(middle, low, high) - middle
    variance = error**2 * tail_inflation(misfit, predicted.std(axis=0), error) * inflation
    away = distance_to(low, high, predicted, np.sqrt(variance) * perturbation)
    deviation = np.sqrt(variance)
    figures = (predicted - predicted.mean(axis=0)) / (deviation * np.sqrt(members - 1.0))
    left, length, right = main_directions(figures.T)  # (R, K), (K,), (member, K)
    pull = np.empty((members, len(length)))
    for k in range(len(length)):
        pull[:, k] = ((away / deviation) * left[:, k]).sum(axis=1) * (length[k] / (length[k] ** 2 + 1.0))
    z_anomaly = z - z.mean(axis=0)
    size = np.maximum(np.sqrt((z_anomaly**2).sum(axis=0)), 1e-12)
    moved = np.empty_like(z)
    for k in range(z.shape[1]):
        correlation = heard((right * z_anomaly[:, k : k + 1]).sum(axis=0) / size[k], members)
        moved[:, k] = z[:, k] + (size[k] / np.sqrt(members - 1.0)) * (pull * correlation).sum(axis=1)
    return moved
