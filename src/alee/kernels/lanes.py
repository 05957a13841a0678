"""Draws for a row of members side by side: one address but for the member, several in one instruction.

A *row* is a float64 array (lane,) with one whole number of persons, or one chance, for each of up to
``MOST_LANES`` members whose numbers follow each other. Whole numbers stay exact in float64 up to 2**53, and
processors turn float64 rows into each other without detours through integers. What ``binomial`` and
``poisson`` do for one member is done here for a row, in the same order of the same operations, so the bits
are the same. Three stages, each only for what the one before left open:

    at sight   u below 1 - np means nobody; a BTRS or PTRS proposal well inside its squeeze is taken
    together   small means walk up the distribution function, four steps of all lanes at a time; proposals of
               large means that were not taken are packed and looked at again (:mod:`alee.kernels.many`)
    alone      what remains goes through the scalar sampler
"""

import numpy as np

from alee.kernels.binomial import (
    INVERSES,
    INVERSION_BELOW,
    LONGEST_WALK,
    POWER_BELOW,
    binomial_from,
    chance_of_none_of_many,
    guess_many,
)
from alee.kernels.jit import compiled, inlined
from alee.kernels.layout import Floats
from alee.kernels.many import finish_many
from alee.kernels.philox import Whole, at, philox, unit_interval
from alee.kernels.poisson import poisson_at_sight, poisson_from
from alee.kernels.scratch import BASE, CHANCE, COUNT, DRAWN, ODDS, REST, SCALED, WHOLE, Luck, U, V


@compiled
def fill_uniforms(
    luck: Luck, day: int, purpose: Whole, key: np.uint32, branch: Whole, scratch: Floats, lanes: int
) -> None:
    """Look up the two uniform numbers of each lane's address, attempt 0."""
    key_0, key_1, c0, c1, c2, c3 = at(luck[0], luck[1], day, purpose, key, branch)
    for lane in range(lanes):
        r0, r1, r2, r3 = philox(key_0, key_1, np.uint32(c0 + np.uint32(lane)), c1, c2, c3)
        scratch[U + lane] = unit_interval(r0, r1)
        scratch[V + lane] = unit_interval(r2, r3)


@compiled
def draw_row(
    luck: Luck, day: int, purpose: Whole, key: np.uint32, branch: Whole, n: Floats, p: Floats, scratch: Floats
) -> bool:
    """Draw Binomial(n, p) for each lane into ``scratch[DRAWN:]``; tell whether there was anything to draw."""
    some, small, large = 0, 0, 0
    for lane in range(n.shape[0]):
        here, chance = n[lane], p[lane]
        may_go = (here > 0.0) & (chance > 0.0)
        is_open = may_go & (chance < 1.0)
        is_large = here * min(chance, 1.0 - chance) >= INVERSION_BELOW
        some |= may_go
        small |= is_open & (not is_large)
        large |= is_open & is_large
        scratch[DRAWN + lane] = -1.0 if is_open else (here if may_go else 0.0)
    if small | large != 0:
        fill_uniforms(luck, day, purpose, key, branch, scratch, n.shape[0])
        left = 0
        if small != 0:
            left = _nobody_at_sight(n, p, scratch)
        if left != 0:
            left = _walk_row(n, p, scratch)
        if large != 0:
            left = _many_at_sight(n, p, scratch)
            if left != 0:
                finish_many(luck, day, purpose, key, branch, n, p, scratch)
        if left != 0:
            for lane in range(n.shape[0]):
                if scratch[DRAWN + lane] < 0.0:
                    address = at(luck[0], luck[1] + lane, day, purpose, key, branch)
                    u, v = scratch[U + lane], scratch[V + lane]
                    scratch[DRAWN + lane] = float(binomial_from(u, v, address, int(n[lane]), p[lane]))
    return some != 0


@inlined
def _nobody_at_sight(n: Floats, p: Floats, scratch: Floats) -> int:
    """Settle the lanes in which plainly nobody, or everybody, goes; 0 if that was all."""
    left = 0
    for lane in range(n.shape[0]):
        is_none = scratch[U + lane] <= 1.0 - n[lane] * min(p[lane], 1.0 - p[lane])
        count = 0.0 if p[lane] <= 0.5 else n[lane]
        drawn = scratch[DRAWN + lane]
        drawn = count if (drawn < 0.0) & is_none else drawn
        scratch[DRAWN + lane] = drawn
        left |= drawn < 0.0
    return left


@inlined
def _many_at_sight(n: Floats, p: Floats, scratch: Floats) -> int:
    """Settle the lanes with a large mean whose first proposal lies well inside; 0 if that was all."""
    left = 0
    for lane in range(n.shape[0]):
        rare = min(p[lane], 1.0 - p[lane])
        guess, is_sure = guess_many(scratch[U + lane], scratch[V + lane], n[lane], rare)
        count = guess if p[lane] <= 0.5 else n[lane] - guess
        drawn = scratch[DRAWN + lane]
        drawn = count if (drawn < 0.0) & is_sure & (n[lane] * rare >= INVERSION_BELOW) else drawn
        scratch[DRAWN + lane] = drawn
        left |= drawn < 0.0
    return left


@inlined
def _walk_row(n: Floats, p: Floats, scratch: Floats) -> int:
    """Draw the lanes with a small mean that are still open by walking up, together; 0 if none is left."""
    lanes = n.shape[0]
    walkers, many = 0, 0
    few: Whole = 0
    for lane in range(lanes):
        rare = min(p[lane], 1.0 - p[lane])
        is_walk = (scratch[DRAWN + lane] < 0.0) & (n[lane] * rare < INVERSION_BELOW)
        is_few = n[lane] < POWER_BELOW
        walkers |= is_walk
        many |= is_walk & (not is_few)
        few |= np.int64(np.int32(n[lane])) if is_walk & is_few else 0
        odds = rare / (1.0 - rare)
        scratch[REST + lane] = scratch[U + lane] if is_walk else 0.0
        scratch[BASE + lane] = 1.0 - rare
        scratch[CHANCE + lane] = 1.0
        scratch[ODDS + lane] = odds
        scratch[SCALED + lane] = (n[lane] + 1.0) * odds
        scratch[COUNT + lane] = 0.0
    if walkers == 0:
        return 1
    _power_row(n, few, scratch)
    if many != 0:
        for lane in range(lanes):
            chance = chance_of_none_of_many(n[lane], min(p[lane], 1.0 - p[lane]))
            scratch[CHANCE + lane] = scratch[CHANCE + lane] if n[lane] < POWER_BELOW else chance
    step = 0
    while walkers != 0 and step < LONGEST_WALK:
        walkers = _four_steps(step, lanes, scratch)
        step += 4
    left = 0
    for lane in range(lanes):
        count, here = scratch[COUNT + lane], n[lane]
        count = 1.0 if here == 1.0 else count
        rare_count = count if p[lane] <= 0.5 else here - count
        is_walk = (scratch[DRAWN + lane] < 0.0) & (n[lane] * min(p[lane], 1.0 - p[lane]) < INVERSION_BELOW)
        is_found = is_walk & (((scratch[REST + lane] <= 0.0) & (count <= here)) | (here == 1.0))
        drawn = rare_count if is_found else scratch[DRAWN + lane]
        scratch[DRAWN + lane] = drawn
        left |= drawn < 0.0
    return left


@inlined
def _power_row(n: Floats, few: Whole, scratch: Floats) -> None:
    """Raise the chance of each lane to the power n, bit by bit of n."""
    bit = 0
    while few >> bit != 0:
        for lane in range(n.shape[0]):
            is_set = (np.int32(n[lane]) >> np.int32(bit)) & np.int32(1)
            base = scratch[BASE + lane]
            scratch[CHANCE + lane] *= base if is_set != 0 else 1.0
            scratch[BASE + lane] = base * base
        bit += 1


@inlined
def _four_steps(step: int, lanes: int, scratch: Floats) -> int:
    """Take four steps up the distribution function in all lanes; 0 if all have arrived."""
    first, second, third, fourth = (
        INVERSES[step + 1],
        INVERSES[step + 2],
        INVERSES[step + 3],
        INVERSES[step + 4],
    )
    walkers = 0
    for lane in range(lanes):
        rest, chance = scratch[REST + lane], scratch[CHANCE + lane]
        scaled, odds = scratch[SCALED + lane], scratch[ODDS + lane]
        count = scratch[COUNT + lane]
        rest -= chance
        count += 1.0 if rest > 0.0 else 0.0
        chance *= max(0.0, scaled * first - odds)
        rest -= chance
        count += 1.0 if rest > 0.0 else 0.0
        chance *= max(0.0, scaled * second - odds)
        rest -= chance
        count += 1.0 if rest > 0.0 else 0.0
        chance *= max(0.0, scaled * third - odds)
        rest -= chance
        count += 1.0 if rest > 0.0 else 0.0
        chance *= max(0.0, scaled * fourth - odds)
        scratch[REST + lane] = rest
        scratch[CHANCE + lane] = chance
        scratch[COUNT + lane] = count
        walkers |= rest > 0.0
    return walkers


@compiled
def poisson_row(luck: Luck, day: int, purpose: Whole, key: np.uint32, mean: Floats, scratch: Floats) -> None:
    """Draw Poisson(mean) for each lane into ``scratch[DRAWN:]``; nobody where it is not above 0."""
    lanes = mean.shape[0]
    fill_uniforms(luck, day, purpose, key, WHOLE, scratch, lanes)
    for lane in range(lanes):
        count = poisson_at_sight(scratch[U + lane], scratch[V + lane], mean[lane])
        scratch[DRAWN + lane] = count if mean[lane] > 0.0 else 0.0
    for lane in range(lanes):
        if scratch[DRAWN + lane] < 0.0:
            address = at(luck[0], luck[1] + lane, day, purpose, key, 0)
            u, v = scratch[U + lane], scratch[V + lane]
            scratch[DRAWN + lane] = float(poisson_from(u, v, address, mean[lane]))
