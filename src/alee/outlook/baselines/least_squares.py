"""Least squares over the stocks and flows of all areas, with people conserved and nothing below nobody.

Unknown are the inflow and outflow of each area on each day. A stock is the sum of what came in less what
went out, so nobody appears or is lost; inflows, outflows and stocks are at least 0. Figures count by one over
their variance, and flows are asked to be smooth. Reports of how many left home bind the areas together: the
inflows of all areas add up to them.

One area at a time is solved exactly, the others held, until nothing moves: a convex problem whose limits
are each area's own, for which such sweeps end at the answer. Each is a least squares problem with
inequalities, turned into one with non-negative unknowns (Lawson and Hanson 1974, chapter 23).
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import nnls

from alee.kernels.layout import Floats
from alee.outlook.baselines.kalman import figure_row
from alee.outlook.baselines.question import Estimate, Figure, Question, point

SMOOTHNESS = 0.3  # assumption: usual daily step of a flow over the area's largest flow
WEAK = 1e-3  # pull of every flow towards none, so that the answer is unique
SWEEPS = 6


def constrained_least_squares(question: Question) -> Estimate:
    """Find the flows and stocks of all areas that fit the figures best."""
    n_days, n_areas = question.n_days, len(question.areas)
    left = [f for f in question.figures if f.kind == "left"]
    flows = np.zeros((n_areas, 2 * n_days))
    for _ in range(SWEEPS if left and n_areas > 1 else 1):
        for area in range(n_areas):
            rest = flows[:, :n_days].sum(axis=0) - flows[area, :n_days]
            flows[area] = solve_area(question.of(area, "in", "out", "net", "stock"), left, rest, n_days)
    inflow, outflow = flows[:, :n_days].T, flows[:, n_days:].T
    return point(np.cumsum(inflow - outflow, axis=0), inflow)


def solve_area(figures: Sequence[Figure], left: Sequence[Figure], rest: Floats, n_days: int) -> Floats:
    """Best flows of one area, (2 day,) persons per day, inflows first, given those of the others.

    Parameters
    ----------
    figures, left
        Figures about the area; figures about all who left home.
    rest
        (day,) float64, inflow of all other areas.
    """
    rows = [figure_row(f, n_days) / f.spread for f in figures]
    wanted = [f.value / f.spread for f in figures]
    for f in left:
        row = np.zeros(2 * n_days)
        row[f.first : f.stop] = 1.0
        rows.append(row / f.spread)
        wanted.append((f.value - rest[f.first : f.stop].sum()) / f.spread)
    if not rows:
        return np.zeros(2 * n_days)
    largest = max([1.0, *(f.per_day if f.kind != "stock" else f.value / f.stop for f in (*figures, *left))])
    step = np.eye(n_days) - np.eye(n_days, k=-1)
    smooth = np.kron(np.eye(2), step) / (SMOOTHNESS * largest)
    weak = WEAK * np.eye(2 * n_days) / largest
    matrix = np.vstack([*rows, smooth, weak])
    target = np.concatenate([wanted, np.zeros(4 * n_days)])
    bounds = np.vstack([np.eye(2 * n_days), np.hstack([np.tri(n_days), -np.tri(n_days)])])
    return least_squares_above(matrix * largest, target, bounds) * largest


def least_squares_above(matrix: Floats, target: Floats, bounds: Floats) -> Floats:
    """Minimise ``|matrix @ x - target|`` where every row of ``bounds @ x`` is at least 0.

    ``matrix`` (n, k) of full column rank, ``target`` (n,), ``bounds`` (b, k) float64; returns (k,).
    """
    q, r = np.linalg.qr(matrix)
    free = q.T @ target
    turned = np.linalg.solve(r.T, bounds.T).T  # bounds in the coordinates y = r @ x - free
    need = -turned @ free
    if (need <= 0.0).all():
        return np.asarray(np.linalg.solve(r, free))
    system = np.vstack([turned.T, need[None, :]])
    goal = np.zeros(len(free) + 1)
    goal[-1] = 1.0
    weights, _ = nnls(system, goal, maxiter=20 * system.shape[1])
    residual = system @ weights - goal
    y = -residual[:-1] / residual[-1]
    return np.asarray(np.linalg.solve(r, y + free))
