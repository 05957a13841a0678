"""Numbers from addresses: the generator under every draw.

Philox 4x32-10 is a small block cipher used as a random number generator: ten rounds of multiplying and
mixing turn a key of two words and a counter of four words into four random words. There is no state to
carry, save or share between threads. Here the key is the seed, and the counter is the draw's address:

    word 0   member
    word 1   day (16 bits), purpose (16 bits)
    word 2   key of the cell, made from names
    word 3   branch (16 bits), attempt (16 bits)

A sampler that throws a proposal away asks again with the next attempt. The branch tells apart draws that
share everything else, such as the cohorts of one place.

Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
"""

import numpy as np

from alee.kernels.jit import inlined

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint32(0x9E3779B9)
_WEYL_1 = np.uint32(0xBB67AE85)
_WORD = np.uint64(32)
_HALF_WORD = np.uint64(16)
_DROPPED_HIGH = np.uint32(5)
_DROPPED_LOW = np.uint32(6)
_ROOM_FOR_LOW = 2.0**26
_STEP = 2.0**-53
_SMALLEST = 2.0**-54

Whole = int | np.int64
"""A whole number, of Python or of NumPy: Numba makes no difference, but a literal it would compile anew."""

Address = tuple[np.uint32, np.uint32, np.uint32, np.uint32, np.uint32, np.uint32]


@inlined
def philox(
    key_0: np.uint32, key_1: np.uint32, c0: np.uint32, c1: np.uint32, c2: np.uint32, c3: np.uint32
) -> tuple[np.uint32, np.uint32, np.uint32, np.uint32]:
    """Scramble a counter of four words under a key of two."""
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * np.uint64(c0)
        product_1 = _MULTIPLIER_1 * np.uint64(c2)
        c0 = np.uint32(product_1 >> _WORD) ^ c1 ^ key_0
        c1 = np.uint32(product_1)
        c2 = np.uint32(product_0 >> _WORD) ^ c3 ^ key_1
        c3 = np.uint32(product_0)
        key_0 = np.uint32(key_0 + _WEYL_0)
        key_1 = np.uint32(key_1 + _WEYL_1)
    return c0, c1, c2, c3


@inlined
def unit_interval(high: np.uint32, low: np.uint32) -> float:
    """Make a number strictly between 0 and 1, with 53 random bits, out of two random words."""
    leading = np.float64(np.int32(high >> _DROPPED_HIGH))
    trailing = np.float64(np.int32(low >> _DROPPED_LOW))
    return max((leading * _ROOM_FOR_LOW + trailing) * _STEP, _SMALLEST)


@inlined
def at(seed: np.uint64, member: int, day: int, purpose: Whole, key: np.uint32, branch: Whole) -> Address:
    """Put together the address of one draw; day and branch must be below 65,536."""
    return (
        np.uint32(seed),
        np.uint32(np.uint64(seed) >> _WORD),
        np.uint32(member),
        np.uint32(np.uint64(day) | (np.uint64(purpose) << _HALF_WORD)),
        np.uint32(key),
        np.uint32(np.uint64(branch) << _HALF_WORD),
    )


@inlined
def uniform_pair(address: Address, attempt: int) -> tuple[float, float]:
    """Look up the two uniform numbers, each in (0, 1), that live at an address."""
    key_0, key_1, c0, c1, c2, c3 = address
    r0, r1, r2, r3 = philox(key_0, key_1, c0, c1, c2, c3 | np.uint32(attempt))
    return unit_interval(r0, r1), unit_interval(r2, r3)


@inlined
def uniform(address: Address) -> float:
    """Look up the first uniform number in (0, 1) that lives at an address."""
    return uniform_pair(address, 0)[0]
