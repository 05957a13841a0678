"""Ensemble smoothing with several assimilation steps (ES-MDA, Emerick and Reynolds 2013).

All members are run; how each parameter varies together with each predicted figure across the ensemble
says how to move the parameters towards what was reported; the move is made in several small steps,
each with an inflated error, and every step runs the exact engine again. Three guards:

- *localisation*: a correlation that chance alone would produce in an ensemble of this size is taken as
  none (correlation-based thresholding, after Luo, Bhakta and Naevdal 2018);
- *heavy tails*: a report far from everything the model can do has its error inflated as a Student t
  with few degrees of freedom would, and is named as contradicting in the result;
- *one-sided figures*: a member that satisfies a range or a "more than" is not pulled at all.

Sums are done without multithreaded linear algebra, so the result has the same bits on any machine
with the same NumPy, whatever the number of threads.
"""

import numpy as np

from alee.kernels.layout import Floats

NOISE_CORRELATIONS = 3.0  # correlations below this many standard errors count as none
DEGREES_OF_FREEDOM = 4.0  # of the Student t that bounds the pull of a single report


def inflation_steps(n_steps: int, ratio: float = 0.6) -> list[float]:
    """Inflation of the errors at each step; their inverses add up to 1, early steps are the gentlest."""
    weights = np.array([ratio ** (n_steps - 1 - i) for i in range(n_steps)])
    return [float(weights.sum() / w) for w in weights]


def cross_product(a: Floats, b: Floats) -> Floats:
    """``a.T @ b`` over members, summed in a fixed order: (member, i), (member, j) -> (i, j)."""
    out = np.empty((a.shape[1], b.shape[1]))
    for j in range(b.shape[1]):
        out[:, j] = (a * b[:, j : j + 1]).sum(axis=0)
    return out


def solve_positive(matrix: Floats, right: Floats) -> Floats:
    """Solve ``matrix @ x = right`` for a symmetric positive definite matrix, by Cholesky in fixed order.

    ``matrix`` (n, n), ``right`` (n, k) float64; returns (n, k).
    """
    n = matrix.shape[0]
    lower = np.zeros_like(matrix)
    for j in range(n):
        rest = matrix[j:, j] - (lower[j:, :j] * lower[j, :j]).sum(axis=1)
        lower[j:, j] = rest / np.sqrt(rest[0])
    x = right.astype(np.float64).copy()
    for i in range(n):
        x[i] = (x[i] - (lower[i, :i, None] * x[:i]).sum(axis=0)) / lower[i, i]
    for i in range(n - 1, -1, -1):
        x[i] = (x[i] - (lower[i + 1 :, i, None] * x[i + 1 :]).sum(axis=0)) / lower[i, i]
    return x


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
    z_anomaly = z - z.mean(axis=0)
    y_anomaly = predicted - predicted.mean(axis=0)
    together = cross_product(y_anomaly, y_anomaly) / (members - 1)
    with_z = cross_product(z_anomaly, y_anomaly) / (members - 1)
    spread = np.maximum(z_anomaly.std(axis=0)[:, None] * y_anomaly.std(axis=0)[None, :], 1e-12)
    chance_level = NOISE_CORRELATIONS / np.sqrt(members)
    localised = np.where(np.abs(with_z / spread) > chance_level, with_z, 0.0)
    solved = solve_positive(together + np.diag(variance), away.T)  # (R, member)
    moved = np.empty_like(z)
    for k in range(z.shape[1]):
        moved[:, k] = z[:, k] + (localised[k][:, None] * solved).sum(axis=0)
    return moved
