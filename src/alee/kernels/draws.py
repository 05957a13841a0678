"""Exact random draws, each looked up at its address instead of taken from a stream.

The generator is Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): ten
rounds of multiplication that turn a counter and a key into four 32-bit words. The key is the seed; the
counter is (member, day and purpose, cell, attempt and block). The samplers are exact: inversion where
the mean is small, transformed rejection where it is large (BTRS and PTRS, Hormann 1993). A sampler that
rejects goes on to the next block of its own address, so it never touches anybody else's luck.

All functions take an *address*, a tuple ``(seed, member, site, cell, attempt)`` of uint64, where
``site = day + (purpose << 16)``.
"""

import math

import numpy as np

from alee.kernels.jit import compiled
from alee.kernels.layout import Floats, Keys

MASK = np.uint64(0xFFFFFFFF)
MULTIPLIER_0 = np.uint64(0xD2511F53)
MULTIPLIER_1 = np.uint64(0xCD9E8D57)
WEYL_0 = np.uint64(0x9E3779B9)
WEYL_1 = np.uint64(0xBB67AE85)
SHIFT_32 = np.uint64(32)
BLOCK_SHIFT = np.uint64(16)
ATTEMPTS = np.uint64(0xFFFF)
SMALL_MEAN = 12.0  # inversion below, rejection above; measured to be the break-even
TWO_53 = 9007199254740992.0

Address = tuple[np.uint64, np.uint64, np.uint64, np.uint64, np.uint64]


@compiled
def philox(key, c0, c1, c2, c3):  # type: ignore[no-untyped-def]
    """Philox4x32-10: a 64-bit key and four 32-bit words to four 32-bit words (all held in uint64)."""
    k0 = key & MASK
    k1 = key >> SHIFT_32
    for _ in range(10):
        product_0 = MULTIPLIER_0 * c0
        product_1 = MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (
            (product_1 >> SHIFT_32) ^ c1 ^ k0,
            product_1 & MASK,
            (product_0 >> SHIFT_32) ^ c3 ^ k1,
            product_0 & MASK,
        )
        k0 = (k0 + WEYL_0) & MASK
        k1 = (k1 + WEYL_1) & MASK
    return c0, c1, c2, c3


@compiled
def at(seed, member, day, purpose, cell, attempt):  # type: ignore[no-untyped-def]
    """The address of one draw; ``attempt`` tells apart draws of one cell, day and purpose (below 65,536)."""
    site = np.uint64(day) + (np.uint64(purpose) << BLOCK_SHIFT)
    return (np.uint64(seed), np.uint64(member), site, np.uint64(cell), np.uint64(attempt))


@compiled
def uniform_pair(address, block):  # type: ignore[no-untyped-def]
    """Two uniform numbers strictly between 0 and 1, 53 bits each, from one block of an address."""
    seed, member, site, cell, attempt = address
    last = (np.uint64(attempt) & ATTEMPTS) | ((np.uint64(block) & ATTEMPTS) << BLOCK_SHIFT)
    words = philox(np.uint64(seed), np.uint64(member), np.uint64(site), np.uint64(cell), last)
    w0, w1, w2, w3 = words
    first = (float(w0 >> np.uint64(5)) * 67108864.0 + float(w1 >> np.uint64(6)) + 0.5) / TWO_53
    second = (float(w2 >> np.uint64(5)) * 67108864.0 + float(w3 >> np.uint64(6)) + 0.5) / TWO_53
    return first, second


@compiled
def uniform(address):  # type: ignore[no-untyped-def]
    """One uniform number strictly between 0 and 1."""
    return uniform_pair(address, 0)[0]


@compiled
def normal(address):  # type: ignore[no-untyped-def]
    """One standard normal number (Box and Muller 1958)."""
    first, second = uniform_pair(address, 0)
    return math.sqrt(-2.0 * math.log(first)) * math.cos(2.0 * math.pi * second)


@compiled
def stirling_tail(k):  # type: ignore[no-untyped-def]
    """``log k!`` minus Stirling's formula for it, for any whole k >= 0."""
    if k < 10.0:
        return (
            math.lgamma(k + 1.0)
            - (k + 0.5) * math.log(k + 1.0)
            + (k + 1.0)
            - 0.5 * math.log(2.0 * math.pi)
        )
    square = (k + 1.0) * (k + 1.0)
    return (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 / square) / square) / (k + 1.0)


@compiled
def binomial_by_inversion(address, n, p):  # type: ignore[no-untyped-def]
    """Binomial for small means: walk up the distribution until it passes a uniform number."""
    ratio = p / (1.0 - p)
    start = math.exp(n * math.log1p(-p))
    block = 0
    while True:
        u = uniform_pair(address, block)[0]
        mass = start
        k = 0
        while u > mass and k < n and k < 200:
            u -= mass
            k += 1
            mass *= ratio * (n - k + 1) / k
        if k < 200:
            return k
        block += 1  # a walk this far has a chance below 1e-100: rounding left a rest, draw again


@compiled
def binomial_by_rejection(address, n, p):  # type: ignore[no-untyped-def]
    """Binomial for large means and p <= 1/2: BTRS (Hormann 1993), with Stirling tails for large n."""
    count = float(n)
    spread = math.sqrt(count * p * (1.0 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    centre = count * p + 0.5
    quick = 0.92 - 4.2 / b
    alpha = (2.83 + 5.1 / b) * spread
    odds = p / (1.0 - p)
    m = math.floor((count + 1.0) * p)
    block = 0
    while True:
        first, second = uniform_pair(address, block)
        block += 1
        u = first - 0.5
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + centre)
        if us >= 0.07 and second <= quick:
            return np.int64(k)
        if k < 0.0 or k > count:
            continue
        height = math.log(second * alpha / (a / (us * us) + b))
        bound = (
            (m + 0.5) * math.log((m + 1.0) / (odds * (count - m + 1.0)))
            + (count + 1.0) * math.log((count - m + 1.0) / (count - k + 1.0))
            + (k + 0.5) * math.log(odds * (count - k + 1.0) / (k + 1.0))
            + stirling_tail(m)
            + stirling_tail(count - m)
            - stirling_tail(k)
            - stirling_tail(count - k)
        )
        if height <= bound:
            return np.int64(k)


@compiled
def binomial(address, n, p):  # type: ignore[no-untyped-def]
    """How many of ``n`` persons, each with chance ``p``; exact for n up to 2**40."""
    if n <= 0 or p <= 0.0:
        return np.int64(0)
    if p >= 1.0:
        return np.int64(n)
    small = min(p, 1.0 - p)
    if n * small < SMALL_MEAN:
        k = np.int64(binomial_by_inversion(address, n, small))
    else:
        k = np.int64(binomial_by_rejection(address, n, small))
    return k if p <= 0.5 else np.int64(n) - k


@compiled
def poisson(address, mean):  # type: ignore[no-untyped-def]
    """Number of independent events with this mean: inversion, or PTRS (Hormann 1993) for large means."""
    if mean <= 0.0:
        return np.int64(0)
    block = 0
    if mean < SMALL_MEAN:
        while True:
            u = uniform_pair(address, block)[0]
            mass = math.exp(-mean)
            k = 0
            while u > mass and k < 200:
                u -= mass
                k += 1
                mass *= mean / k
            if k < 200:
                return np.int64(k)
            block += 1
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    inverse_alpha = 1.1239 + 1.1328 / (b - 3.4)
    quick = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        first, second = uniform_pair(address, block)
        block += 1
        u = first - 0.5
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and second <= quick:
            return np.int64(k)
        if k < 0.0 or (us < 0.013 and second > us):
            continue
        height = math.log(second * inverse_alpha / (a / (us * us) + b))
        if height <= k * math.log(mean) - mean - math.lgamma(k + 1.0):
            return np.int64(k)


@compiled
def log_choose(n, k):  # type: ignore[no-untyped-def]
    """Logarithm of the number of ways to pick k of n."""
    return math.lgamma(n + 1.0) - math.lgamma(k + 1.0) - math.lgamma(n - k + 1.0)


@compiled
def hypergeometric(address, marked, others, taken):  # type: ignore[no-untyped-def]
    """How many of ``taken`` persons drawn without return are marked; inversion outward from the mode."""
    total = marked + others
    lowest = max(0, taken - others)
    highest = min(taken, marked)
    if highest <= lowest:
        return np.int64(highest)
    mode = min(highest, max(lowest, int((taken + 1.0) * (marked + 1.0) / (total + 2.0))))
    mass = math.exp(
        log_choose(float(marked), float(mode))
        + log_choose(float(others), float(taken - mode))
        - log_choose(float(total), float(taken))
    )
    u = uniform(address) - mass
    up, down = mode, mode
    mass_up, mass_down = mass, mass
    while u > 0.0 and (up < highest or down > lowest):
        if up < highest:
            mass_up *= (marked - up) / (up + 1.0) * ((taken - up) / (others - taken + up + 1.0))
            up += 1
            u -= mass_up
            if u <= 0.0:
                return np.int64(up)
        if down > lowest:
            mass_down *= down / (marked - down + 1.0) * ((others - taken + down) / (taken - down + 1.0))
            down -= 1
            u -= mass_down
            if u <= 0.0:
                return np.int64(down)
    return np.int64(mode)


@compiled
def fill_normals(seed, purpose, keys, first_member, out):  # type: ignore[no-untyped-def]
    """Write a standard normal number for every member (row) and key (column)."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = normal(at(seed, first_member + m, 0, purpose, keys[k], 0))


def standard_normals(seed: int, purpose: int, keys: Keys, first_member: int, n_members: int) -> Floats:
    """Standard normal numbers addressed by name keys, (member, key) float64."""
    out = np.empty((n_members, len(keys)))
    fill_normals(np.uint64(seed), purpose, keys, first_member, out)
    return out


@compiled
def multinomial(seed, member, day, purpose, n, weights, keys, out):  # type: ignore[no-untyped-def]
    """Split ``n`` persons over branches by weight, one conditional binomial at each branch's own key.

    ``weights`` float64 and ``keys`` uint32 per branch; persons per branch are written to ``out``.
    Returns the number of persons who could not be placed: n if every weight is 0, else 0.
    """
    rest = 0.0
    for b in range(len(weights)):
        rest += weights[b]
    left = n
    for b in range(len(weights)):
        out[b] = 0
        if left > 0 and weights[b] > 0.0:
            rest_after = 0.0
            for later in range(b + 1, len(weights)):
                rest_after += weights[later]
            share = weights[b] / (weights[b] + rest_after) if rest_after > 0.0 else 1.0
            out[b] = binomial(at(seed, member, day, purpose, keys[b], 0), left, share)
            left -= out[b]
    return left


