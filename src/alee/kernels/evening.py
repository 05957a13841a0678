"""The evening of a day: ordinary travellers join, corridors let people pass, travellers arrive.

Legend: p place, c corridor, g group (G = ordinary traffic), d day, e epoch, m row of the member in the block;
i = p * G + g is a cell of a place, j = c * (G + 1) + g one of a corridor. ``luck``: seed, member.
"""

import math

import numpy as np

from alee.core.addresses import Purpose
from alee.kernels.binomial import binomial
from alee.kernels.hypergeometric import hypergeometric
from alee.kernels.jit import compiled, pasted
from alee.kernels.layout import Counts, Counts32, Network, Record, Timeline, Traits
from alee.kernels.member import State, Work
from alee.kernels.morning import Luck, draw_cells
from alee.kernels.normal import inverse_normal
from alee.kernels.philox import at, fill_uniform_pairs, uniform
from alee.kernels.poisson import poisson_from
from alee.kernels.rules import MOST_PER_DAY, noise_factor, weekday_factor

ORDINARY_NOISE = int(Purpose.ORDINARY_NOISE)
ORDINARY_TRAVEL = int(Purpose.ORDINARY_TRAVEL)
ORDINARY_RETURN = int(Purpose.ORDINARY_RETURN)
CAPACITY_FRACTION = int(Purpose.CAPACITY_FRACTION)
ADMISSION = int(Purpose.ADMISSION)
GIVE_UP = int(Purpose.GIVE_UP)
TURN_BACK = int(Purpose.TURN_BACK)
ORDINARY_GIVE_UP = int(Purpose.ORDINARY_GIVE_UP)


@pasted
def join_ordinary(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, m: int, d: int, state: State, work: Work
) -> bool:
    """Let the day's ordinary travellers join the queues (a declared entry); False if they are too many."""
    seed, member = luck
    ordinary = network.residents.shape[1]
    e = timeline.epoch[d]
    batch = work.batch
    n_cells = 0
    for c in range(network.corridor_from.shape[0]):
        mean = traits.ordinary_level[m, c] * timeline.season[d, c] * traits.ordinary_pulse[m, d]
        if timeline.is_open[e, c] and mean > 0.0:
            batch.cell[n_cells] = c
            batch.key[n_cells] = network.corridor_key[c, ordinary]
            batch.p[n_cells] = mean * weekday_factor(traits.weekend[m, c], timeline.is_weekend[d])
            n_cells += 1
    keys = batch.key[:n_cells]
    spread = traits.ordinary_noise[m]
    if spread > 0.0:
        fill_uniform_pairs(seed, member, d, ORDINARY_NOISE, keys, batch.u, batch.v)
        for k in range(n_cells):
            batch.p[k] *= noise_factor(spread, inverse_normal(batch.u[k]))
    fill_uniform_pairs(seed, member, d, ORDINARY_TRAVEL, keys, batch.u, batch.v)
    is_good = True
    for k in range(n_cells):
        if batch.p[k] <= MOST_PER_DAY:
            address = at(seed, member, d, ORDINARY_TRAVEL, keys[k], 0)
            came = poisson_from(batch.u[k], batch.v[k], address, batch.p[k])
            state.waiting[batch.cell[k] * (ordinary + 1) + ordinary] += came
        else:
            is_good = False
    return is_good


@compiled
def seats(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, m: int, d: int, c: int, total: int
) -> int:
    """Tell how many of the ``total`` persons in a queue pass today; a fraction of a seat is drawn."""
    e = timeline.epoch[d]
    if timeline.capacity[e, c] < 0.0:
        return total
    capacity = timeline.capacity[e, c] * traits.capacity_scale[m, c]
    whole = math.floor(capacity)
    if whole >= total:
        return total
    seed, member = luck
    key = network.corridor_key[c, network.residents.shape[1]]
    u = uniform(at(seed, member, d, CAPACITY_FRACTION, key, 0))
    return int(whole) + (1 if u < capacity - whole else 0)


@pasted
def admit(
    network: Network,
    timeline: Timeline,
    traits: Traits,
    luck: Luck,
    m: int,
    d: int,
    state: State,
    record: Record,
) -> None:
    """Let each corridor take what it can, without favour between displaced and ordinary travellers."""
    seed, member = luck
    n_groups = network.residents.shape[1]
    record.departures[m, d] = 0
    for c in range(network.corridor_from.shape[0]):
        first = c * (n_groups + 1)
        total = 0
        for j in range(first, first + n_groups + 1):
            total += state.waiting[j]
        slot = (d + network.travel_days[c]) % state.moving.shape[0]
        limit = seats(network, timeline, traits, luck, m, d, c, total) if total > 0 else 0
        crossed, rest, free = 0, total, limit
        for g in range(n_groups + 1):
            here = state.waiting[first + g]
            passed = here
            if limit < total:
                address = at(seed, member, d, ADMISSION, network.corridor_key[c, g], 0)
                passed = hypergeometric(address, here, rest - here, free)
            rest -= here
            free -= passed
            state.waiting[first + g] = here - passed
            state.moving[slot, first + g] += passed
            crossed += passed if g < n_groups else 0
            if g == n_groups:
                record.ordinary_out[m, d, c] = passed
        record.crossings[m, d, c] = crossed
        record.departures[m, d, network.corridor_from[c]] += crossed
        if limit < total:
            leave_queue(network, traits, luck, m, d, c, state)


@pasted
def leave_queue(network: Network, traits: Traits, luck: Luck, m: int, d: int, c: int, state: State) -> None:
    """Let some of those who did not pass leave the queue: for good, or to choose again tomorrow."""
    seed, member = luck
    n_groups = network.residents.shape[1]
    p = network.corridor_from[c]
    for g in range(n_groups):
        j, i = c * (n_groups + 1) + g, p * n_groups + g
        key = network.corridor_key[c, g]
        left = binomial(at(seed, member, d, GIVE_UP, key, 0), state.waiting[j], traits.give_up[m])
        back = binomial(at(seed, member, d, TURN_BACK, key, 0), left, traits.turn_back[m])
        state.waiting[j] -= left
        state.fresh[i] += left - back
        if network.is_home[p]:
            state.returned[i] += back
        else:
            state.staying[i] += back
    j = c * (n_groups + 1) + n_groups
    address = at(seed, member, d, ORDINARY_GIVE_UP, network.corridor_key[c, n_groups], 0)
    state.waiting[j] -= binomial(address, state.waiting[j], traits.ordinary_give_up[m])


@pasted
def end_visits(
    network: Network, luck: Luck, d: int, state: State, work: Work, ordinary_back: Counts32
) -> None:
    """Let ordinary travellers end their trips and go back the way they came (a declared exit)."""
    for c in range(ordinary_back.shape[0]):
        ordinary_back[c] = 0
    keys = network.corridor_key[:, network.residents.shape[1]]
    batch = work.batch
    for k in range(draw_cells(luck, d, ORDINARY_RETURN, keys, state.visitors, work.visit_end, batch)):
        state.visitors[batch.cell[k]] -= batch.drawn[k]
        ordinary_back[batch.cell[k]] = np.int32(batch.drawn[k])


@pasted
def arrive(network: Network, d: int, state: State, work: Work, arrivals: Counts) -> None:
    """Let those whose days of travel are over arrive; ``arrivals`` is (P,)."""
    n_groups = network.residents.shape[1]
    slot = d % state.moving.shape[0]
    for p in range(arrivals.shape[0]):
        arrivals[p] = 0
    for c in range(network.corridor_from.shape[0]):
        p = network.corridor_to[c]
        row = work.cohort_row[p]
        if d + network.stay_limit[p] >= state.cohort.shape[2]:
            row = -1  # their limit lies beyond the last day: nobody will ask when they came
        for g in range(n_groups + 1):
            j = c * (n_groups + 1) + g
            arrived = state.moving[slot, j]
            if arrived == 0:
                continue
            state.moving[slot, j] = 0
            if g == n_groups:
                state.visitors[c] += arrived
                continue
            state.fresh[p * n_groups + g] += arrived
            arrivals[p] += arrived
            if row >= 0:
                state.cohort[row, g, d] += arrived
