"""Where a row of draws is worked out: one array, with a row of ``MOST_LANES`` numbers for each quantity.

Loops run over a length that the compiler does not know, and all that they share lies in one array at
distances that it does know: otherwise it would not dare to work on several lanes in one instruction.
"""

import numpy as np

from alee.kernels.layout import Floats

MOST_LANES = 32
U, V, DRAWN = 0, MOST_LANES, 2 * MOST_LANES  # uniform numbers of each lane's address, and the draw
REST, CHANCE, BASE, SCALED, ODDS, COUNT = (k * MOST_LANES for k in range(3, 9))  # of those who walk
LANE, PACKED_N, PACKED_P, PACKED_U, PACKED_V, GUESS, FATE = (
    k * MOST_LANES for k in range(9, 16)
)  # of those packed
_ROWS = 16

WHOLE = np.int64(
    0
)  # the branch of draws that have only one; not a literal, for which Numba would compile anew
Luck = tuple[np.uint64, int]  # seed, number of the row's first member


def empty_scratch() -> Floats:
    """Make room for one row of draws and what is worked out on the way, (rows * MOST_LANES,)."""
    return np.zeros(_ROWS * MOST_LANES)
