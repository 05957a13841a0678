"""How many of n do it, each with chance p: exact binomial draws, and multinomial ones made of them.

Small means are found by walking up the distribution function (inversion); the first step needs no logarithm
when the answer is plainly zero, which is what most cells of a large network need. Large means use Hoermann's
transformed rejection with squeeze (BTRS): about 1.2 proposals per draw whatever n is. Both are exact up to
the rounding of double precision, for n up to 2**40.

Sources: Kachitvichyanukul and Schmeiser (1988), Binomial random variate generation (inversion);
Hoermann (1993), The generation of binomial random variates (BTRS).
"""

import math
from typing import NamedTuple

import numpy as np

from alee.kernels.factorials import curved_part
from alee.kernels.jit import compiled, inlined
from alee.kernels.layout import Counts, Floats, Indices, Keys
from alee.kernels.philox import Address, at, fill_uniform_pairs, uniform_pair

_INVERSION_BELOW = 10.0
_LONGEST_WALK = 128
_POWER_BELOW = 1024
_INVERSES = 1.0 / np.maximum(np.arange(_LONGEST_WALK + 1, dtype=np.float64), 1.0)


@inlined
def _chance_of_none(n: int, p: float) -> float:
    """Compute (1 - p)**n; by multiplying for small n, where it is quicker and as good."""
    if n >= _POWER_BELOW:
        return math.exp(n * math.log1p(-p))
    power = 1.0
    base = 1.0 - p
    while n > 0:
        bit = float(n & 1)
        power *= base * bit + (1.0 - bit)
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
    while u > chance and k < _LONGEST_WALK:
        u -= chance
        k += 1
        chance *= scaled * _INVERSES[k] - odds
    return k if k < _LONGEST_WALK and k <= n else -1


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
def _guess(u: float, v: float, n: int, p: float) -> tuple[float, bool]:
    """Make one BTRS proposal; the second value tells that it is accepted without looking further."""
    mean = n * p
    b = 1.15 + 2.53 * math.sqrt(mean * (1.0 - p))
    a = -0.0873 + 0.0248 * b + 0.01 * p
    centred = u - 0.5
    from_edge = 0.5 - abs(centred)
    guess = np.floor((2.0 * a / from_edge + b) * centred + mean + 0.5)
    return guess, (from_edge >= 0.07) & (v <= 0.92 - 4.2 / b)


@inlined
def _is_accepted(u: float, v: float, guess: float, n: int, p: float) -> bool:
    """Decide about a BTRS proposal that was not accepted at sight."""
    if guess < 0.0 or guess > n:
        return False
    spread = math.sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    from_edge = 0.5 - abs(u - 0.5)
    height = v * ((2.83 + 5.1 / b) * spread) / (a / (from_edge * from_edge) + b)
    return _is_under_curve(height, int(guess), n, p)


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
        if mean >= _INVERSION_BELOW:
            guess, is_sure = _guess(u, v, n, rare)
            k = int(guess) if is_sure or _is_accepted(u, v, guess, n, rare) else -1
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


class Batch(NamedTuple):
    """Room for many binomial draws of one purpose; each array is (cell,)."""

    cell: Indices  # the caller's own index, to find the cell again
    key: Keys
    n: Counts
    p: Floats
    drawn: Counts  # the draws, filled by draw_batch
    u: Floats
    v: Floats
    guess: Floats


def empty_batch(n_cells: int) -> Batch:
    """Make room for ``n_cells`` draws."""
    return Batch(
        cell=np.zeros(n_cells, np.int32),
        key=np.zeros(n_cells, np.uint32),
        n=np.zeros(n_cells, np.int64),
        p=np.zeros(n_cells),
        drawn=np.zeros(n_cells, np.int64),
        u=np.zeros(n_cells),
        v=np.zeros(n_cells),
        guess=np.zeros(n_cells),
    )


@inlined
def _count_at_sight(u: float, v: float, n: int, p: float) -> float:
    """Give the draw if the first pair of uniform numbers decides it without a branch, else -1."""
    rare = min(p, 1.0 - p)
    guess, is_sure = _guess(u, v, n, rare)
    mean = n * rare
    is_none = (mean < _INVERSION_BELOW) & (u <= 1.0 - mean)
    count = guess if p <= 0.5 else n - guess
    nobody = 0.0 if p <= 0.5 else float(n)
    return nobody if is_none else (count if is_sure & (mean >= _INVERSION_BELOW) else -1.0)


@compiled
def draw_batch(seed: np.uint64, member: int, day: int, purpose: int, batch: Batch, n_cells: int) -> None:
    """Draw the first ``n_cells`` of a batch: the numbers of ``binomial``, several at once.

    Every cell must have n >= 1 and 0 < p <= 1.
    """
    u, v, guess, n, p = batch.u, batch.v, batch.guess, batch.n, batch.p
    fill_uniform_pairs(seed, member, day, purpose, batch.key[:n_cells], u, v)
    for i in range(n_cells):
        guess[i] = _count_at_sight(u[i], v[i], n[i], p[i])
    for i in range(n_cells):
        if guess[i] >= 0.0:
            batch.drawn[i] = int(guess[i])
        else:
            address = at(seed, member, day, purpose, batch.key[i], 0)
            batch.drawn[i] = binomial_from(u[i], v[i], address, n[i], p[i])
