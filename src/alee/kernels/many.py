"""Large means in a row of members: transformed rejection (BTRS) for the lanes that were not settled at sight.

About a quarter of the lanes are left after the first look. They are packed together, so that the next look
works on several of them in one instruction, too: the binomial's curve is worked out by series to about five
digits, and a proposal that is clearly below or above it is taken or thrown away. The one in some hundreds
that is too close to tell is decided by the scalar sampler, so the answer is the scalar sampler's in every
case. Who was thrown away asks again at the next attempt, packed anew.

Source: Hoermann (1993), The generation of binomial random variates (BTRS).
"""

import numpy as np

from alee.kernels.binomial import INVERSION_BELOW, guess_many, hat_of, is_accepted
from alee.kernels.jit import compiled, inlined
from alee.kernels.layout import Floats
from alee.kernels.philox import Whole, at, philox, unit_interval
from alee.kernels.scratch import DRAWN, FATE, GUESS, LANE, PACKED_N, PACKED_P, PACKED_U, PACKED_V, Luck, U, V

MARGIN = 1e-3  # by how much a height must be clear of the curve; far more than the series' error
WIDEST, LEAST = 0.3, 8.0  # where the series are good to six digits
LOWEST = -20.0  # log height below which the curve counts as no higher than there


@compiled
def finish_many(
    luck: Luck, day: int, purpose: Whole, key: np.uint32, branch: Whole, n: Floats, p: Floats, scratch: Floats
) -> None:
    """Draw the lanes with a large mean that are still open (below 0 in ``scratch[DRAWN:]``)."""
    packed = _pack(n, p, scratch)
    attempt = 0
    while packed > 0:
        _judge(packed, scratch)
        left = 0
        for a in range(packed):
            lane, rare, here, guess = (
                int(scratch[LANE + a]),
                scratch[PACKED_P + a],
                scratch[PACKED_N + a],
                scratch[GUESS + a],
            )
            fate = scratch[FATE + a]
            if fate == 0.0:
                u, v = scratch[PACKED_U + a], scratch[PACKED_V + a]
                fate = 1.0 if is_accepted(u, v, guess, int(here), rare) else -1.0
            count = guess if p[lane] <= 0.5 else here - guess
            scratch[DRAWN + lane] = count if fate > 0.0 else -1.0
            scratch[LANE + left] = scratch[LANE + a]
            scratch[PACKED_N + left] = here
            scratch[PACKED_P + left] = rare
            left += int(fate < 0.0)
        packed = left
        attempt += 1
        key_0, key_1, c0, c1, c2, c3 = at(luck[0], luck[1], day, purpose, key, branch)
        for a in range(-(-packed // 4) * 4):
            member = np.uint32(c0 + np.uint32(np.int32(scratch[LANE + a])))
            r0, r1, r2, r3 = philox(key_0, key_1, member, c1, c2, c3 | np.uint32(attempt))
            scratch[PACKED_U + a] = unit_interval(r0, r1)
            scratch[PACKED_V + a] = unit_interval(r2, r3)


@inlined
def _pack(n: Floats, p: Floats, scratch: Floats) -> int:
    """Put the open lanes side by side; give their number."""
    packed = 0
    for lane in range(n.shape[0]):
        rare = min(p[lane], 1.0 - p[lane])
        scratch[LANE + packed] = float(lane)
        scratch[PACKED_N + packed] = n[lane]
        scratch[PACKED_P + packed] = rare
        scratch[PACKED_U + packed] = scratch[U + lane]
        scratch[PACKED_V + packed] = scratch[V + lane]
        packed += int((scratch[DRAWN + lane] < 0.0) & (n[lane] * rare >= INVERSION_BELOW))
    return packed


@inlined
def _judge(packed: int, scratch: Floats) -> None:
    """Look at the proposals of packed lanes: fate 1 = taken, -1 = thrown away, 0 = still open."""
    for a in range(-(-packed // 4) * 4):
        u, v, n, p = (
            scratch[PACKED_U + a],
            scratch[PACKED_V + a],
            scratch[PACKED_N + a],
            scratch[PACKED_P + a],
        )
        guess, is_sure = guess_many(u, v, n, p)
        mode = np.floor((n + 1.0) * p)
        slope = p * (n - mode + 1.0) / ((1.0 - p) * (mode + 1.0))
        few, is_few = _curved_part(mode, guess)
        many, is_many = _curved_part(n - mode, n - guess)
        about = few + many + (guess - mode) * _log_quotient((slope - 1.0) / (slope + 1.0))
        height = v * hat_of(u, n, p)
        curve = _exponential(min(max(about, LOWEST), 0.0))
        is_clear = is_few & is_many
        is_low = is_clear & (about > LOWEST) & (height < curve * (1.0 - MARGIN))
        is_high = is_clear & (height > curve * (1.0 + MARGIN))
        is_outside = (guess < 0.0) | (guess > n)
        fate = 1.0 if is_low else (-1.0 if is_high else 0.0)
        fate = -1.0 if is_outside else (1.0 if is_sure else fate)
        scratch[GUESS + a] = guess
        scratch[FATE + a] = fate


@inlined
def _log_quotient(z: float) -> float:
    """Logarithm of (1 + z) / (1 - z) for a small z, by its series to the eleventh power."""
    square = z * z
    tail = 1 / 5 + square * (1 / 7 + square * (1 / 9 + square * (1 / 11)))
    return 2.0 * z * (1.0 + square * (1 / 3 + square * tail))


@inlined
def _curved_part(top: float, bottom: float) -> tuple[float, bool]:
    """Compute :func:`alee.kernels.factorials.curved_part` to six digits; whether it is that good, too."""
    z = (top - bottom) / (top + bottom + 2.0)
    above, below = 1.0 / (top + 1.0), 1.0 / (bottom + 1.0)
    corrections = (1 / 12) * (above - below) - (1 / 360) * (above * above * above - below * below * below)
    return (bottom + 0.5) * _log_quotient(z) + corrections, (abs(z) < WIDEST) & (min(top, bottom) > LEAST)


@inlined
def _exponential(x: float) -> float:
    """Compute exp(x) for -20 <= x <= 0 to five digits, by additions and multiplications only."""
    small = x * (1 / 256)
    power = 1.0 + small * (1.0 + small * (1 / 2) * (1.0 + small * (1 / 3) * (1.0 + small * (1 / 4))))
    power *= power
    power *= power
    power *= power
    power *= power
    power *= power
    power *= power
    power *= power
    return power * power
