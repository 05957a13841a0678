"""Two tests of whether two samples of runs come from the same law, and one against a law known exactly.

*Cells*: on each chosen day, runs are sorted into the joint states that they end the day in; rare states are
one cell. Each cell is an exact two-sided hypergeometric test, corrected for the number of cells. The choice
of cells looks at both samples together only, so the test stays exact.

*Energy*: the energy distance between whole histories (all places, the way, all chosen days), each number
divided by its spread, against 999 shufflings of who belongs to which sample. It is done in three separate
thirds of the runs, and counts as a difference only if all three give the smallest possible p, 1/1000: a
false alarm of 1e-9.
"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist
from scipy.stats import binom, hypergeom

from verification.flee_agreement.play import Stocks

SHUFFLINGS = 999
THIRDS = 3
LEAST = 25  # runs in a cell


def cells_p(one: Stocks, two: Stocks, days: tuple[int, ...]) -> float:
    """Give the smallest p of any joint state on any chosen day, corrected for their number; at most 1."""
    chances: list[float] = []
    for day in days:
        states, cell = np.unique(np.concatenate([one[:, day], two[:, day]]), axis=0, return_inverse=True)
        cell = cell.reshape(-1)
        both = np.bincount(cell, minlength=len(states))
        first = np.bincount(cell[: len(one)], minlength=len(states))
        common = both >= LEAST
        both = np.append(both[common], both[~common].sum())
        first = np.append(first[common], first[~common].sum())
        law = hypergeom(len(one) + len(two), both, len(one))
        chances += list(2.0 * np.minimum(law.cdf(first), law.sf(first - 1)))
    return float(min(1.0, min(chances) * len(chances)))


def energy_p(one: Stocks, two: Stocks, days: tuple[int, ...], *, seed: int) -> float:
    """Give the p of the energy distance between two samples of histories, 0.001 at the least."""
    n, m = len(one), len(two)
    flat = np.concatenate([one[:, days].reshape(n, -1), two[:, days].reshape(m, -1)]).astype(float)
    spread = flat.std(axis=0)
    flat = flat[:, spread > 0] / spread[spread > 0]
    if flat.shape[1] == 0:
        return 1.0
    apart = cdist(flat, flat)
    rng = np.random.default_rng(seed)
    side = np.zeros((SHUFFLINGS + 1, n + m))
    side[0, :n] = 1.0
    for k in range(1, SHUFFLINGS + 1):
        side[k, rng.permutation(n + m)[:n]] = 1.0
    to_first = side @ apart
    within_one = (to_first * side).sum(axis=1)
    across = (to_first * (1.0 - side)).sum(axis=1)
    within_two = apart.sum() - within_one - 2.0 * across
    energy = 2.0 * across / (n * m) - within_one / n**2 - within_two / m**2
    return float((energy >= energy[0] - 1e-12).mean())


def energy_ps(one: Stocks, two: Stocks, days: tuple[int, ...], *, seed: int) -> list[float]:
    """Give the p of three separate thirds of the runs."""
    parts = zip(np.array_split(one, THIRDS), np.array_split(two, THIRDS), strict=True)
    return [energy_p(a, b, days, seed=seed + k) for k, (a, b) in enumerate(parts)]


def law_p(found: Stocks, law: dict[tuple[int, ...], float]) -> float:
    """Give the smallest p of any joint state against its exact chance, corrected for their number.

    Parameters
    ----------
    found
        (run, place) persons.
    law
        Chance of each state; what is left over is one more cell.
    """
    states = Counter(tuple(int(v) for v in row) for row in found)
    seen: NDArray[np.int64] = np.array([states[state] for state in law])
    chance = np.array(list(law.values()))
    seen, chance = np.append(seen, len(found) - seen.sum()), np.append(chance, max(0.0, 1.0 - chance.sum()))
    both = 2.0 * np.minimum(binom.cdf(seen, len(found), chance), binom.sf(seen - 1, len(found), chance))
    return float(min(1.0, both.min() * len(both)))
