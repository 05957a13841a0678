"""A Gaussian smoother: flows walk at random, a stock is the sum of its flows, issuers' factors are fixed.

Each area has an inflow and an outflow per day; both walk at random from day to day. Every figure is a
known sum of them plus a Gaussian error. For such a model the answer given all figures is one Gaussian; the
Kalman filter and the Rauch-Tung-Striebel smoother find it day by day, here it is found for all days at once
by solving the same normal equations. How fast flows walk is the most likely of a few speeds.
"""

from collections.abc import Sequence

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import ndtri

from alee.kernels.layout import Floats
from alee.outlook.baselines.question import Estimate, Figure, Question

SPEEDS = (0.03, 0.1, 0.3, 1.0)  # daily step over the largest flow
FIRST_DAY = 0.1  # spread of the flows on the first day over the largest flow
N_DRAWS = 99


def kalman_smoother(question: Question) -> Estimate:
    """Smooth all figures of each area with fixed factors."""
    n_days, n_areas = question.n_days, len(question.areas)
    stock, flow = np.empty((N_DRAWS, n_days, n_areas)), np.empty((N_DRAWS, n_days, n_areas))
    normal = ndtri((np.arange(N_DRAWS) + 0.5) / N_DRAWS)[:, None]
    for area in range(n_areas):
        figures = question.of(area, "in", "out", "net", "stock")
        largest = max([_largest_flow(figures), 1.0])
        found = [smooth(figures, n_days, speed * largest, FIRST_DAY * largest) for speed in SPEEDS]
        middle, covariance, _ = max(found, key=lambda one: one[2])
        total = np.hstack([np.tri(n_days), -np.tri(n_days)])
        stock_spread = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", total, covariance, total), 0.0))
        flow_spread = np.sqrt(np.maximum(np.diag(covariance)[:n_days], 0.0))
        stock[:, :, area] = np.maximum(total @ middle + normal * stock_spread, 0.0)
        flow[:, :, area] = np.maximum(middle[:n_days] + normal * flow_spread, 0.0)
    return Estimate(stock=stock, flow=flow)


def smooth(figures: Sequence[Figure], n_days: int, step: float, first: float) -> tuple[Floats, Floats, float]:
    """Answer of the Gaussian model for one area.

    Parameters
    ----------
    step
        Standard deviation of a flow's daily step, persons per day.
    first
        Standard deviation of a flow on the first day, around none.

    Returns
    -------
    Middle (2 day,) of inflows then outflows in persons per day, their covariance, and the log-likelihood
    of the figures.
    """
    walk = step**2 * np.minimum.outer(np.arange(n_days), np.arange(n_days)) + first**2
    prior = np.kron(np.eye(2), walk)
    if not figures:
        return np.zeros(2 * n_days), np.asarray(prior, np.float64), 0.0
    rows = np.stack([figure_row(figure, n_days) for figure in figures])
    value = np.array([figure.value for figure in figures])
    gram = rows @ prior @ rows.T + np.diag([figure.spread**2 for figure in figures])
    factor = cho_factor(gram, lower=True)
    gain = cho_solve(factor, rows @ prior).T
    fit = float(value @ cho_solve(factor, value)) + 2.0 * float(np.log(np.diag(factor[0])).sum())
    return gain @ value, np.asarray(prior - gain @ rows @ prior, np.float64), -0.5 * fit


def figure_row(figure: Figure, n_days: int) -> Floats:
    """Which inflows and outflows a figure sums up, (2 day,) of 1, 0 and -1."""
    row = np.zeros(2 * n_days)
    first = 0 if figure.kind == "stock" else figure.first
    if figure.kind in ("in", "net", "stock"):
        row[first : figure.stop] = 1.0
    if figure.kind in ("net", "stock"):
        row[n_days + first : n_days + figure.stop] = -1.0
    if figure.kind == "out":
        row[n_days + first : n_days + figure.stop] = 1.0
    return row


def _largest_flow(figures: Sequence[Figure]) -> float:
    flows = [abs(f.per_day) for f in figures if f.kind != "stock"]
    rises = [f.value / f.stop for f in figures if f.kind == "stock"]
    return max([*flows, *rises], default=0.0)
