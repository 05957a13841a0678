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

from alee.kernels.jit import compiled

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_LOW_WORD = np.uint64(0xFFFFFFFF)
_WORD = np.uint64(32)
_HALF_WORD = np.uint64(16)
_DROPPED_HIGH = np.uint64(5)
_DROPPED_LOW = np.uint64(6)
_KEPT_LOW = np.uint64(26)
_STEP = 2.0**-53
_SMALLEST = 2.0**-54


@compiled
def philox(
    key_0: np.uint64, key_1: np.uint64, c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Scramble a counter of four 32-bit words under a key of two; every word is held in a uint64."""
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * c0
        product_1 = _MULTIPLIER_1 * c2
        c0 = (product_1 >> _WORD) ^ c1 ^ key_0
        c1 = product_1 & _LOW_WORD
        c2 = (product_0 >> _WORD) ^ c3 ^ key_1
        c3 = product_0 & _LOW_WORD
        key_0 = (key_0 + _WEYL_0) & _LOW_WORD
        key_1 = (key_1 + _WEYL_1) & _LOW_WORD
    return c0, c1, c2, c3


@compiled
def unit_interval(high: np.uint64, low: np.uint64) -> float:
    """Make a number strictly between 0 and 1, with 53 random bits, out of two random words."""
    bits = ((high >> _DROPPED_HIGH) << _KEPT_LOW) | (low >> _DROPPED_LOW)
    return max(np.float64(np.int64(bits)) * _STEP, _SMALLEST)


@compiled
def uniform_pair(
    seed: np.uint64, member: int, day: int, purpose: int, key: np.uint32, branch: int, attempt: int
) -> tuple[float, float]:
    """Look up the two uniform numbers, each in (0, 1), that live at an address."""
    r0, r1, r2, r3 = philox(
        seed & _LOW_WORD,
        seed >> _WORD,
        np.uint64(member) & _LOW_WORD,
        np.uint64(day) | (np.uint64(purpose) << _HALF_WORD),
        np.uint64(key),
        np.uint64(attempt) | (np.uint64(branch) << _HALF_WORD),
    )
    return unit_interval(r0, r1), unit_interval(r2, r3)


@compiled
def uniform(
    seed: np.uint64, member: int, day: int, purpose: int, key: np.uint32, attempt: int
) -> float:
    """Look up the first uniform number in (0, 1) that lives at an address (branch 0)."""
    return uniform_pair(seed, member, day, purpose, key, 0, attempt)[0]
