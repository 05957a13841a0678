"""The main directions of a table, worked out in a fixed order so that the bits do not depend on the machine.

One-sided Jacobi rotations (Hestenes 1958): pairs of rows are turned in their own plane until every two rows
are at right angles. What is left of a row is a direction of the table, its length how much of it there is.
"""

from typing import Any

import numpy as np

from alee.kernels.jit import source_digest, stored
from alee.kernels.layout import Floats

MOST_SWEEPS = 40
ANGLE = 1e-11  # cosine below which two rows count as being at right angles


def _make_turner(digest: str) -> Any:
    """Close the stored kernel over the source's digest, as ``jit`` explains."""

    @stored
    def turn_rows(table: Floats, rotation: Floats) -> str:
        n, width = table.shape
        is_turning = True
        sweep = 0
        while is_turning and sweep < MOST_SWEEPS:
            is_turning = False
            for i in range(n - 1):
                for j in range(i + 1, n):
                    a, b, c = 0.0, 0.0, 0.0
                    for k in range(width):
                        a += table[i, k] * table[i, k]
                        b += table[j, k] * table[j, k]
                        c += table[i, k] * table[j, k]
                    if c * c <= ANGLE * ANGLE * a * b:
                        continue
                    is_turning = True
                    half = 0.5 * (b - a) / c
                    t = 1.0 / (abs(half) + np.sqrt(1.0 + half * half))
                    t = t if half >= 0.0 else -t
                    cosine = 1.0 / np.sqrt(1.0 + t * t)
                    sine = t * cosine
                    for k in range(width):
                        x, y = table[i, k], table[j, k]
                        table[i, k] = cosine * x - sine * y
                        table[j, k] = sine * x + cosine * y
                    for k in range(n):
                        x, y = rotation[i, k], rotation[j, k]
                        rotation[i, k] = cosine * x - sine * y
                        rotation[j, k] = sine * x + cosine * y
            sweep += 1
        return digest

    return turn_rows


_turn_rows = _make_turner(source_digest())


def main_directions(table: Floats) -> tuple[Floats, Floats, Floats]:
    """Split a table into its main directions (its singular value decomposition).

    Parameters
    ----------
    table
        (row, column) float64, finite.

    Returns
    -------
    left, length, right
        (row, K), (K,) and (column, K) float64, K the smaller number of rows and columns:
        ``table == left * length @ right.T``. Directions without any length are zero on the long side.
    """
    is_tall = table.shape[0] > table.shape[1]
    turned = np.ascontiguousarray(table.T if is_tall else table, dtype=np.float64).copy()
    rotation = np.eye(turned.shape[0])
    _turn_rows(turned, rotation)
    length = np.sqrt((turned * turned).sum(axis=1))
    safe = np.where(length > 0.0, length, 1.0)
    short, long = rotation.T, (turned / safe[:, None]).T
    return (long, length, short) if is_tall else (short, length, long)
