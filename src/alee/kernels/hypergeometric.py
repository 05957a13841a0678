"""How many of one kind are among those let through: exact hypergeometric draws.

A full corridor lets some of its queue pass without favour. How many of each kind they are is a
hypergeometric draw, and for more than two kinds a chain of them, one kind after the other. Small means walk
up the distribution function; large ones use Stadlober's ratio of uniforms (HRUA), about 1.4 proposals per
draw. Population up to 2**40.
Source: Stadlober (1990), The ratio of uniforms approach for generating discrete random variates.
"""

import math

import numpy as np

from alee.kernels.factorials import curved_part
from alee.kernels.jit import compiled, inlined
from alee.kernels.philox import Address, uniform_pair

_INVERSION_BELOW = 10.0
_LONGEST_WALK = 128
_MOST_FACTORS = 64
_HAT_SLOPE = 2.0 * math.sqrt(2.0 / math.e)
_HAT_BASE = 3.0 - 2.0 * math.sqrt(3.0 / math.e)


@inlined
def _chance_of_none(good: int, total: int, sample: int) -> float:
    """Compute the chance that a sample misses all the good ones."""
    few = min(good, sample)
    others = total - max(good, sample)
    if few <= _MOST_FACTORS:
        chance = 1.0
        for i in range(few):
            chance *= (others - i) / (total - i)
        return chance
    return math.exp(
        curved_part(others, others - few)
        - curved_part(total, total - few)
        + few * math.log((others + 1.0) / (total + 1.0))
    )


@inlined
def _walk_up(u: float, good: int, total: int, sample: int) -> int:
    """Find the count at which the distribution function passes ``u``; -1 if rounding hides it."""
    chance = _chance_of_none(good, total, sample)
    spare = total - good - sample
    k = 0
    while u > chance and k < _LONGEST_WALK:
        u -= chance
        chance *= (float(good - k) * (sample - k)) / ((k + 1.0) * (spare + k + 1.0))
        k += 1
    return k if k < _LONGEST_WALK and k <= min(good, sample) else -1


@inlined
def _log_relative_chance(k: int, mode: int, good: int, total: int, sample: int) -> float:
    """Compute log of P(k) / P(mode), with the large parts cancelled by hand."""
    spare = total - good - sample
    slope = ((good - mode + 1.0) / (mode + 1.0)) * ((sample - mode + 1.0) / (spare + mode + 1.0))
    return (
        curved_part(mode, k)
        + curved_part(good - mode, good - k)
        + curved_part(sample - mode, sample - k)
        + curved_part(spare + mode, spare + k)
        + (k - mode) * math.log(slope)
    )


@inlined
def _propose(x: float, y: float, good: int, total: int, sample: int) -> int:
    """Make one HRUA proposal out of two uniform numbers; -1 if it is thrown away."""
    share = good / total
    variance = (total - sample) * (sample * (share * (1.0 - share) / (total - 1.0)))
    width = _HAT_SLOPE * math.sqrt(variance + 0.5) + _HAT_BASE
    guess = np.floor(sample * share + 0.5 + width * (y - 0.5) / x)
    if guess < 0.0 or guess > min(good, sample):
        return -1
    mode = int((sample + 1.0) * ((good + 1.0) / (total + 2.0)))
    log_height = _log_relative_chance(int(guess), mode, good, total, sample)
    return int(guess) if 2.0 * math.log(x) <= log_height else -1


@compiled
def hypergeometric_from(u: float, v: float, address: Address, good: int, bad: int, sample: int) -> int:
    """Draw as ``hypergeometric`` does, with the address's first pair of uniform numbers already looked up."""
    total = good + bad
    if good <= 0 or sample <= 0:
        return 0
    if bad <= 0 or sample >= total:
        return min(good, sample)
    rarer = min(good, bad)
    smaller = min(sample, total - sample)
    is_walk = rarer * (smaller / total) < _INVERSION_BELOW
    attempt = 0
    while True:
        k = _walk_up(u, rarer, total, smaller) if is_walk else _propose(u, v, rarer, total, smaller)
        if k >= 0:
            of_good = k if good <= bad else smaller - k
            return of_good if smaller == sample else good - of_good
        attempt += 1
        u, v = uniform_pair(address, attempt)


@compiled
def hypergeometric(address: Address, good: int, bad: int, sample: int) -> int:
    """Draw how many good ones are among ``sample`` persons taken blindly out of ``good + bad``."""
    if good <= 0 or sample <= 0:
        return 0
    u, v = uniform_pair(address, 0)
    return hypergeometric_from(u, v, address, good, bad, sample)
