"""How many of n do it, each with chance p: exact binomial draws, and multinomial ones made of them.

Small means are found by walking up the distribution function (inversion); the first step needs no logarithm
when the answer is plainly zero, which is what most cells of a large network need. Large means use Hoermann's
transformed rejection with squeeze (BTRS): about 1.2 proposals per draw whatever n is. Both are exact up to
the rounding of double precision, for n up to 2**40.

Sources: Kachitvichyanukul and Schmeiser (1988), Binomial random variate generation (inversion);
Hoermann (1993), The generation of binomial random variates (BTRS).
"""

import math

import numpy as np

from alee.kernels.factorials import curved_part
from alee.kernels.jit import compiled, inlined
from alee.kernels.layout import Floats
from alee.kernels.philox import Address, uniform_pair

INVERSION_BELOW = 40.0
LONGEST_WALK = 128
POWER_BELOW = 1024
INVERSES = 1.0 / np.maximum(np.arange(LONGEST_WALK + 1, dtype=np.float64), 1.0)


@inlined
def chance_of_none_of_many(n: float, p: float) -> float:
    """Compute (1 - p)**n for n >= 1024 and np < 40 without a logarithm, so that lanes can do it together.

    log(1 - p) is its Taylor series to the tenth power (p < 0.04); the exponential is that of a 256th of the
    argument, to the tenth power, squared eight times. Relative error below 1e-13.
    """
    tail = 1 / 5 + p * (1 / 6 + p * (1 / 7 + p * (1 / 8 + p * (1 / 9 + p * (1 / 10)))))
    x = n * p * (1.0 + p * (1 / 2 + p * (1 / 3 + p * (1 / 4 + p * tail)))) * (-1 / 256)
    end = 1.0 + x * (1 / 7) * (1.0 + x * (1 / 8) * (1.0 + x * (1 / 9) * (1.0 + x * (1 / 10))))
    middle = 1.0 + x * (1 / 4) * (1.0 + x * (1 / 5) * (1.0 + x * (1 / 6) * end))
    power = 1.0 + x * (1.0 + x * (1 / 2) * (1.0 + x * (1 / 3) * middle))
    power *= power
    power *= power
    power *= power
    power *= power
    power *= power
    power *= power
    power *= power
    return power * power


@inlined
def _chance_of_none(n: int, p: float) -> float:
    """Compute (1 - p)**n; by multiplying for small n, where it is quicker and as good."""
    if n >= POWER_BELOW:
        return chance_of_none_of_many(float(n), p)
    power = 1.0
    base = 1.0 - p
    while n > 0:
        power *= base if n & 1 else 1.0
        base *= base
        n >>= 1
    return power


@inlined
def _walk_up(u: float, n: int, p: float) -> int:
    """Find the count where the distribution function passes ``u``; -1 if rounding hides it."""
    odds = p / (1.0 - p)
    scaled = (n + 1) * odds
    chance = _chance_of_none(n, p)
    k = 0
    while u > chance and k < LONGEST_WALK:
        u -= chance
        k += 1
        chance *= max(0.0, scaled * INVERSES[k] - odds)
    return k if k < LONGEST_WALK and k <= n else -1


@inlined
def _log_relative_chance(k: int, mode: int, n: int, p: float) -> float:
    """Compute log of P(k) / P(mode) for Binomial(n, p), with the large parts cancelled by hand."""
    slope = p / (1.0 - p) * ((n - mode + 1.0) / (mode + 1.0))
    return curved_part(mode, k) + curved_part(n - mode, n - k) + (k - mode) * math.log(slope)


@compiled
def _is_under_curve(height: float, k: int, n: int, p: float) -> bool:
    """Tell whether a proposal ``k`` at ``height`` (1 = the mode's) lies under the binomial distribution.

    A squeeze decides most cases with one logarithm; what it leaves open is computed in full.
    """
    log_height = math.log(height)
    mode = int((n + 1) * p)
    variance = n * p * (1.0 - p)
    distance = float(abs(k - mode))
    if 20.0 < distance < 0.5 * variance - 1.0:
        about = -distance * distance / (2.0 * variance)
        slack = (distance / variance) * ((distance * (distance / 3.0 + 0.625) + 1.0 / 6.0) / variance + 0.5)
        if log_height < about - slack:
            return True
        if log_height > about + slack:
            return False
    return log_height <= _log_relative_chance(k, mode, n, p)


@inlined
def guess_many(u: float, v: float, n: float, p: float) -> tuple[float, bool]:
    """Make one BTRS proposal; the second value tells that it is accepted without looking further."""
    mean = n * p
    b = 1.15 + 2.53 * math.sqrt(mean * (1.0 - p))
    a = -0.0873 + 0.0248 * b + 0.01 * p
    centred = u - 0.5
    from_edge = 0.5 - abs(centred)
    guess = np.floor((2.0 * a / from_edge + b) * centred + mean + 0.5)
    return guess, (from_edge >= 0.07) & (v <= 0.92 - 4.2 / b)


@inlined
def hat_of(u: float, n: float, p: float) -> float:
    """Height of a BTRS proposal for v = 1, where 1 is the height of the mode."""
    spread = math.sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    from_edge = 0.5 - abs(u - 0.5)
    return ((2.83 + 5.1 / b) * spread) / (a / (from_edge * from_edge) + b)


@compiled
def is_accepted(u: float, v: float, guess: float, n: int, p: float) -> bool:
    """Decide about a BTRS proposal that was not accepted at sight."""
    if guess < 0.0 or guess > n:
        return False
    return _is_under_curve(v * hat_of(u, float(n), p), int(guess), n, p)


@compiled
def binomial_from(u: float, v: float, address: Address, n: int, p: float) -> int:
    """Draw as ``binomial`` does, with the address's first pair of uniform numbers already looked up."""
    if n <= 0 or p <= 0.0:
        return 0
    if p >= 1.0:
        return n
    rare = min(p, 1.0 - p)
    mean = n * rare
    attempt = 0
    while True:
        k = 0
        if mean >= INVERSION_BELOW:
            guess, is_sure = guess_many(u, v, float(n), rare)
            k = int(guess) if is_sure or is_accepted(u, v, guess, n, rare) else -1
        elif u > 1.0 - mean:
            k = _walk_up(u, n, rare) if n > 1 else 1
        if k >= 0:
            return k if p <= 0.5 else n - k
        attempt += 1
        u, v = uniform_pair(address, attempt)


@compiled
def binomial(address: Address, n: int, p: float) -> int:
    """Draw how many of ``n`` persons do something that each does with chance ``p``.

    ``n`` up to 2**40; below 0 counts as 0. ``p`` outside 0..1 counts as the nearer end.
    """
    if n <= 0 or p <= 0.0:
        return 0
    if p >= 1.0:
        return n
    u, v = uniform_pair(address, 0)
    return binomial_from(u, v, address, n, p)


@compiled
def conditional_chances(weights: Floats, chances: Floats) -> float:
    """Turn weights (way,) >= 0 into the chance of each way for those who took none before it; give the sum.

    The last way with a weight gets exactly 1; if all weights are 0, so are all chances.
    """
    tail = 0.0
    for i in range(weights.shape[0] - 1, -1, -1):
        tail += weights[i]
        chances[i] = weights[i] / tail if weights[i] > 0.0 else 0.0
    return tail
