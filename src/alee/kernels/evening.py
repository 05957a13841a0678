"""The evening of a day: ordinary travellers join, corridors let people pass, travellers arrive.

Legend: p place, c corridor, g group (G = ordinary traffic), d day, e epoch; i = p * G + g is a cell of a
place, j = c * (G + 1) + g one of a corridor. Every row runs over the lanes, members side by side; ``luck``
is the pair (seed, first member) of every address. Corridors on which nobody is are passed over.
"""

import math

import numpy as np

from alee.core.addresses import Purpose
from alee.kernels.hypergeometric import hypergeometric
from alee.kernels.jit import compiled
from alee.kernels.lanes import draw_row, fill_uniforms, poisson_row
from alee.kernels.layout import Network, Record, Timeline, Traits
from alee.kernels.normal import inverse_normal
from alee.kernels.philox import at
from alee.kernels.rows import add, copy, fill, take, write_down
from alee.kernels.rules import MOST_PER_DAY, noise_factor, weekday_factor
from alee.kernels.scratch import DRAWN, WHOLE, Luck, U
from alee.kernels.state import State, Work

ORDINARY_NOISE = np.int64(Purpose.ORDINARY_NOISE)
ORDINARY_TRAVEL = np.int64(Purpose.ORDINARY_TRAVEL)
ORDINARY_RETURN = np.int64(Purpose.ORDINARY_RETURN)
CAPACITY_FRACTION = np.int64(Purpose.CAPACITY_FRACTION)
ADMISSION = np.int64(Purpose.ADMISSION)
GIVE_UP = np.int64(Purpose.GIVE_UP)
TURN_BACK = np.int64(Purpose.TURN_BACK)
ORDINARY_GIVE_UP = np.int64(Purpose.ORDINARY_GIVE_UP)
NOT_FINITE = 3


@compiled
def join_ordinary(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, d: int, state: State, work: Work
) -> None:
    """Let the day's ordinary travellers join the queues (a declared entry); too many spoil the member."""
    ordinary = network.residents.shape[1]
    e = timeline.epoch[d]
    mean, scratch = work.total, work.scratch
    for c in range(network.corridor_from.shape[0]):
        if not (timeline.is_open[e, c] and work.carries[c] and timeline.season[e, c] > 0.0):
            continue
        key = network.corridor_key[c, ordinary]
        is_noisy = 0
        for lane in range(mean.shape[0]):
            usual = traits.ordinary_level[c, lane] * timeline.season[e, c] * traits.ordinary_pulse[d, lane]
            usual *= weekday_factor(traits.weekend[c, lane], timeline.is_weekend[d])
            mean[lane] = usual
            is_noisy |= traits.ordinary_noise[lane] > 0.0
        if is_noisy:
            fill_uniforms(luck, d, ORDINARY_NOISE, key, WHOLE, scratch, mean.shape[0])
            for lane in range(mean.shape[0]):
                if mean[lane] > 0.0 and traits.ordinary_noise[lane] > 0.0:
                    mean[lane] *= noise_factor(traits.ordinary_noise[lane], inverse_normal(scratch[U + lane]))
        for lane in range(mean.shape[0]):
            if not mean[lane] <= MOST_PER_DAY:
                mean[lane] = 0.0
                work.status[lane] = NOT_FINITE
        poisson_row(luck, d, ORDINARY_TRAVEL, key, mean, scratch)
        add(state.waiting[c * (ordinary + 1) + ordinary], scratch[DRAWN : DRAWN + mean.shape[0]])
        state.is_busy[c] = 1


@compiled
def admit(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, d: int,
    state: State, work: Work, record: Record,
) -> None:  # fmt: skip
    """Let each corridor take what it can, without favour between displaced and ordinary travellers."""
    n_groups = network.residents.shape[1]
    for p in range(work.departures.shape[0]):
        fill(work.departures[p], 0.0)
    for c in range(network.corridor_from.shape[0]):
        if not state.is_busy[c]:
            continue
        slot = (d + network.travel_days[c]) % state.moving.shape[0]
        is_full = timeline.capacity[timeline.epoch[d], c] >= 0.0 and not fits(
            network, timeline, traits, luck, d, c, state, work
        )
        crossed = work.taken
        fill(crossed, 0.0)
        for g in range(n_groups + 1):
            j = c * (n_groups + 1) + g
            passed = state.waiting[j]
            if is_full:
                passed = work.pushed
                pass_some(network, luck, d, c, g, state, work)
            if g < n_groups:
                add(crossed, passed)
            elif work.carries[c]:
                write_down(record.ordinary_out, d, c, passed)
            add(state.moving[slot, j], passed)
            if is_full:
                take(state.waiting[j], passed)
            else:
                fill(passed, 0.0)
        state.is_travelled[slot, c] = 1
        state.is_busy[c] = is_full
        write_down(record.crossings, d, c, crossed)
        add(work.departures[network.corridor_from[c]], crossed)
        if is_full:
            leave_queue(network, traits, luck, d, c, state, work)


@compiled
def fits(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, d: int, c: int, state: State, work: Work
) -> bool:
    """Tell whether a corridor takes everybody in every lane today; else ``work.free`` says how many.

    A fraction of a seat is drawn. ``work.rest`` has everybody in the queue.
    """
    n_groups = network.residents.shape[1]
    capacity = timeline.capacity[timeline.epoch[d], c]
    rest, free, scratch = work.rest, work.free, work.scratch
    fill(rest, 0.0)
    for j in range(c * (n_groups + 1), (c + 1) * (n_groups + 1)):
        add(rest, state.waiting[j])
    short = 0
    for lane in range(rest.shape[0]):
        free[lane] = math.floor(capacity * traits.capacity_scale[c, lane])
        short |= free[lane] < rest[lane]
    if short:
        short = 0
        fill_uniforms(
            luck, d, CAPACITY_FRACTION, network.corridor_key[c, n_groups], WHOLE, scratch, rest.shape[0]
        )
        for lane in range(rest.shape[0]):
            fraction = capacity * traits.capacity_scale[c, lane] - free[lane]
            free[lane] += 1.0 if scratch[U + lane] < fraction else 0.0
            free[lane] = min(free[lane], rest[lane])
            short |= free[lane] < rest[lane]
    return short == 0


@compiled
def pass_some(network: Network, luck: Luck, d: int, c: int, g: int, state: State, work: Work) -> None:
    """Draw how many of a group are among those admitted, into ``work.pushed``."""
    waiting = state.waiting[c * (network.residents.shape[1] + 1) + g]
    for lane in range(waiting.shape[0]):
        here, rest, free = waiting[lane], work.rest[lane], work.free[lane]
        passed = here
        if free < rest and here > 0.0:
            address = at(luck[0], luck[1] + lane, d, ADMISSION, network.corridor_key[c, g], 0)
            passed = float(hypergeometric(address, int(here), int(rest - here), int(free)))
        work.pushed[lane] = passed
        work.rest[lane] = rest - here
        work.free[lane] = free - passed


@compiled
def leave_queue(
    network: Network, traits: Traits, luck: Luck, d: int, c: int, state: State, work: Work
) -> None:
    """Let some of those who did not pass leave the queue: for good, or to choose again tomorrow."""
    n_groups = network.residents.shape[1]
    p, left, scratch = network.corridor_from[c], work.taken, work.scratch
    drawn = scratch[DRAWN : DRAWN + left.shape[0]]
    for g in range(n_groups):
        j, i, key = c * (n_groups + 1) + g, p * n_groups + g, network.corridor_key[c, g]
        if draw_row(luck, d, GIVE_UP, key, WHOLE, state.waiting[j], traits.give_up, scratch):
            copy(left, drawn)
            take(state.waiting[j], left)
            add(state.fresh[i], left)
            if draw_row(luck, d, TURN_BACK, key, WHOLE, left, traits.turn_back, scratch):
                take(state.fresh[i], drawn)
                add(state.returned[i] if network.is_home[p] else state.staying[i], drawn)
    j, key = c * (n_groups + 1) + n_groups, network.corridor_key[c, n_groups]
    if draw_row(luck, d, ORDINARY_GIVE_UP, key, WHOLE, state.waiting[j], traits.ordinary_give_up, scratch):
        take(state.waiting[j], drawn)


@compiled
def end_visits(network: Network, luck: Luck, d: int, state: State, work: Work, record: Record) -> None:
    """Let ordinary travellers end their trips and go back the way they came (a declared exit)."""
    drawn = work.scratch[DRAWN : DRAWN + work.chance.shape[0]]
    for c in range(network.corridor_from.shape[0]):
        key = network.corridor_key[c, network.residents.shape[1]]
        if draw_row(luck, d, ORDINARY_RETURN, key, WHOLE, state.visitors[c], work.visit_end[c], work.scratch):
            take(state.visitors[c], drawn)
            write_down(record.ordinary_back, d, c, drawn)


@compiled
def arrive(network: Network, d: int, state: State, work: Work) -> None:
    """Let those whose days of travel are over arrive."""
    n_groups = network.residents.shape[1]
    slot = d % state.moving.shape[0]
    for p in range(work.arrivals.shape[0]):
        fill(work.arrivals[p], 0.0)
    for c in range(network.corridor_from.shape[0]):
        if not state.is_travelled[slot, c]:
            continue
        state.is_travelled[slot, c] = 0
        p = network.corridor_to[c]
        row = work.cohort_row[p]
        if d + network.stay_limit[p] >= state.cohort.shape[2]:
            row = -1  # their limit lies beyond the last day: nobody will ask when they came
        for g in range(n_groups + 1):
            arrived = state.moving[slot, c * (n_groups + 1) + g]
            if g == n_groups:
                add(state.visitors[c], arrived)
            else:
                add(state.fresh[p * n_groups + g], arrived)
                add(work.arrivals[p], arrived)
                if row >= 0:
                    add(state.cohort[row, g, d], arrived)
            fill(arrived, 0.0)
