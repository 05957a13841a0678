"""How many come when each comes by chance: exact Poisson draws.

Means below 10 walk up the distribution function; larger ones use Hoermann's transformed rejection.
Source: Hoermann (1993), The transformed rejection method for generating Poisson random variables (PTRS).
"""

import math

import numpy as np

from alee.kernels.factorials import stirling_correction
from alee.kernels.jit import compiled, inlined
from alee.kernels.philox import Address, uniform_pair

_INVERSION_BELOW = 10.0
_LONGEST_WALK = 128
_HALF_LOG_TWO_PI = 0.5 * math.log(2.0 * math.pi)


@inlined
def _walk_up(u: float, mean: float) -> int:
    """Find the count at which the distribution function passes ``u``; -1 if rounding hides it."""
    chance = math.exp(-mean)
    k = 0
    while u > chance and k < _LONGEST_WALK:
        u -= chance
        k += 1
        chance *= mean / k
    return k if k < _LONGEST_WALK else -1


@inlined
def _log_chance(k: int, mean: float) -> float:
    """Compute log P(k) of a Poisson distribution, with the large parts cancelled by hand."""
    excess = mean - (k + 1.0)
    return (
        k * math.log1p(excess / (k + 1.0))
        - excess
        - 0.5 * math.log(k + 1.0)
        - _HALF_LOG_TWO_PI
        - stirling_correction(k)
    )


@inlined
def _propose(u: float, v: float, mean: float) -> int:
    """Make one PTRS proposal out of two uniform numbers; -1 if it is thrown away."""
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    centred = u - 0.5
    from_edge = 0.5 - abs(centred)
    guess = np.floor((2.0 * a / from_edge + b) * centred + mean + 0.43)
    if from_edge >= 0.07 and v <= 0.9277 - 3.6224 / (b - 2.0):
        return int(guess)
    if guess < 0.0 or (from_edge < 0.013 and v > from_edge):
        return -1
    height = v * (1.1239 + 1.1328 / (b - 3.4)) / (a / (from_edge * from_edge) + b)
    return int(guess) if math.log(height) <= _log_chance(int(guess), mean) else -1


@inlined
def poisson_at_sight(u: float, v: float, mean: float) -> float:
    """Give the draw if the first pair of uniform numbers decides it without a branch, else -1."""
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    centred = u - 0.5
    from_edge = 0.5 - abs(centred)
    guess = np.floor((2.0 * a / from_edge + b) * centred + mean + 0.43)
    is_sure = (from_edge >= 0.07) & (v <= 0.9277 - 3.6224 / (b - 2.0)) & (mean >= _INVERSION_BELOW)
    return guess if is_sure else -1.0


@compiled
def poisson_from(u: float, v: float, address: Address, mean: float) -> int:
    """Draw as ``poisson`` does, with the address's first pair of uniform numbers already looked up."""
    attempt = 0
    while True:
        k = _walk_up(u, mean) if mean < _INVERSION_BELOW else _propose(u, v, mean)
        if k >= 0:
            return k
        attempt += 1
        u, v = uniform_pair(address, attempt)


@compiled
def poisson(address: Address, mean: float) -> int:
    """Draw how many come, ``mean`` on average (up to 2**40 persons; below 0 counts as 0)."""
    if not mean > 0.0:
        return 0
    u, v = uniform_pair(address, 0)
    return poisson_from(u, v, address, mean)
