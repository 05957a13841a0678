"""Mix several middles into one: weights learnt where the outcome is known, pulled towards a plain mix.

A mix of forecasts is often better than each (stacking; Bates and Granger 1969). The weights add up to 1, are
never negative, and are learnt for each horizon apart, so that the sum of absolute errors over that of
persistence is least in the mean over situations. A pull towards the plain mix keeps a handful of
situations from deciding everything.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from alee.kernels.layout import Floats

PULL = 0.005
LEAST = 0.02  # a component's weight in the plain mix is taken as at least this


def learn_weights(taught: Sequence[tuple[Floats, Floats, Floats]], plain: Floats) -> Floats:
    """Learn the weights of a mix.

    Parameters
    ----------
    taught
        For each situation (row,) counted persons, (row, component) middles, (row,) newest counts.
    plain
        (component,) weights towards which they are pulled; what comes out where nothing is taught.

    Returns
    -------
    (component,) float64, adding up to 1.
    """
    start = np.log(np.maximum(plain, LEAST))
    usable = [part for part in taught if len(part[0]) and np.abs(part[2] - part[0]).sum() > 0.0]
    if not usable or len(plain) < 2:
        return np.asarray(plain / plain.sum())

    def loss(x: Floats) -> float:
        weights = _weights(x)
        ratios = [np.abs(m @ weights - y).sum() / np.abs(n - y).sum() for y, m, n in usable]
        return float(np.mean(ratios)) + PULL * float(((x - start) ** 2).sum())

    found = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-6})
    return _weights(np.asarray(found.x))


def _weights(x: Floats) -> Floats:
    raw = np.exp(x - x.max())
    return np.asarray(raw / raw.sum())
