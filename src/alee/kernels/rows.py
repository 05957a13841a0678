"""Small things done to rows of lanes, each copied into the loop that needs it.

A row is a float64 array (lane,): whole persons of one cell, or chances, in members side by side.
"""

from typing import Any

from alee.kernels.jit import compiled, inlined
from alee.kernels.layout import Floats


@inlined
def is_empty(row: Floats) -> bool:
    """Tell whether a row has nobody in any lane."""
    found = 0
    for lane in range(row.shape[0]):
        found |= row[lane] > 0.0
    return found == 0


@inlined
def add(row: Floats, more: Floats) -> None:
    """Add a row to another, lane by lane."""
    for lane in range(row.shape[0]):
        row[lane] += more[lane]


@inlined
def take(row: Floats, less: Floats) -> None:
    """Take a row off another, lane by lane."""
    for lane in range(row.shape[0]):
        row[lane] -= less[lane]


@inlined
def copy(row: Floats, other: Floats) -> None:
    """Write a row over another."""
    for lane in range(row.shape[0]):
        row[lane] = other[lane]


@inlined
def fill(row: Floats, number: float) -> None:
    """Write one number into all lanes."""
    for lane in range(row.shape[0]):
        row[lane] = number


@compiled
def write_down(table: Any, d: int, k: int, row: Floats) -> None:
    """Write a row into a record (member, day, cell) of whole numbers; lanes past the last member are left."""
    for lane in range(table.shape[0]):
        table[lane, d, k] = int(row[lane])
