"""The main directions of a table, worked out in a fixed order so that the bits do not depend on the machine.

One-sided Jacobi rotations (Hestenes 1958): pairs of rows are turned in their own plane until every two rows
are at right angles. What is left of a row is a direction of the table, its length how much of it there is.
"""

from typing import Any

import numpy as np

from alee.kernels.jit import compiled, source_digest, stored
from alee.kernels.layout import Floats

MOST_SWEEPS = 40
ANGLE = 1e-11  # cosine below which two rows count as being at right angles


@compiled
def product(one: Floats, other: Floats) -> float:
    """Inner product in eight sums side by side: always the same order, and quick."""
    s0, s1, s2, s3, s4, s5, s6, s7 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    whole = one.shape[0] // 8 * 8
    for k in range(0, whole, 8):
        s0 += one[k] * other[k]
        s1 += one[k + 1] * other[k + 1]
        s2 += one[k + 2] * other[k + 2]
        s3 += one[k + 3] * other[k + 3]
        s4 += one[k + 4] * other[k + 4]
        s5 += one[k + 5] * other[k + 5]
        s6 += one[k + 6] * other[k + 6]
        s7 += one[k + 7] * other[k + 7]
    for k in range(whole, one.shape[0]):
        s0 += one[k] * other[k]
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))


def _make_turner(digest: str) -> Any:
    """Close the stored kernel over the source's digest, as ``jit`` explains."""

    @stored
    def turn_rows(table: Floats, rotation: Floats, length: Floats) -> str:
        n, width = table.shape
        for i in range(n):
            length[i] = product(table[i], table[i])
        is_turning = True
        sweep = 0
        while is_turning and sweep < MOST_SWEEPS:
            is_turning = False
            for i in range(n - 1):
                for j in range(i + 1, n):
                    a, b, c = length[i], length[j], product(table[i], table[j])
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
                    length[i] = product(table[i], table[i])
                    length[j] = product(table[j], table[j])
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
    length = np.zeros(turned.shape[0])
    _turn_rows(turned, rotation, length)
    length = np.sqrt(length)
    safe = np.where(length > 0.0, length, 1.0)
    short, long = rotation.T, (turned / safe[:, None]).T
    return (long, length, short) if is_tall else (short, length, long)
