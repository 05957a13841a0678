"""The evening of a day: ordinary travellers join, corridors let people pass, travellers arrive and settle.

Legend: p place, c corridor, g group (G = ordinary traffic), d day, m row of the member in the block.
"""

import math

from alee.core.addresses import Purpose
from alee.kernels.draws import at, binomial, hypergeometric, normal, poisson, uniform
from alee.kernels.jit import compiled
from alee.kernels.state import enter_cohort
from alee.kernels.rules import go_back_chance, noise_factor, weekday_factor

ORDINARY_NOISE = int(Purpose.ORDINARY_NOISE)
ORDINARY = int(Purpose.ORDINARY_TRAVEL)
CAPACITY = int(Purpose.CAPACITY_FRACTION)
ADMIT = int(Purpose.ADMISSION)
GIVE_UP = int(Purpose.GIVE_UP)
TURN_BACK = int(Purpose.TURN_BACK)
SETTLE = int(Purpose.SETTLE)
ORDINARY_BACK = int(Purpose.ORDINARY_RETURN)


@compiled
def join_ordinary(network, timeline, traits, luck, m, d, state):  # type: ignore[no-untyped-def]
    """Ordinary travellers of the day join the queue of every open corridor (a declared entry)."""
    seed, member = luck
    e = timeline.epoch[d]
    ordinary = network.residents.shape[1]
    for c in range(len(network.corridor_from)):
        if not timeline.is_open[e, c] or traits.ordinary_level[m, c] <= 0.0:
            continue
        cell = network.corridor_key[c, ordinary]
        mean = traits.ordinary_level[m, c] * timeline.season[d, c] * traits.ordinary_pulse[m, d]
        mean *= weekday_factor(traits.weekend[m, c], timeline.is_weekend[d])
        mean *= noise_factor(traits.ordinary_noise[m], normal(at(seed, member, d, ORDINARY_NOISE, cell, 0)))
        state.waiting[c, ordinary] += poisson(at(seed, member, d, ORDINARY, cell, 0), mean)


@compiled
def admit(network, timeline, traits, luck, m, d, state, crossing):  # type: ignore[no-untyped-def]
    """Each corridor takes what it can, without favour between displaced and ordinary travellers."""
    seed, member = luck
    e = timeline.epoch[d]
    n_groups = network.residents.shape[1]
    for c in range(len(network.corridor_from)):
        total = 0
        for g in range(n_groups + 1):
            total += state.waiting[c, g]
            crossing[c, g] = 0
        if total == 0 or not timeline.is_open[e, c]:
            continue
        limit = total
        if timeline.capacity[e, c] >= 0.0:
            exact = timeline.capacity[e, c] * traits.capacity_scale[m, c]
            whole = math.floor(exact)
            cell = network.corridor_key[c, n_groups]
            extra = 1 if uniform(at(seed, member, d, CAPACITY, cell, 0)) < exact - whole else 0
            limit = min(total, int(whole) + extra)
        rest, seats = total, limit
        for g in range(n_groups + 1):
            here = state.waiting[c, g]
            cell = network.corridor_key[c, g]
            passed = here
            if limit < total:
                passed = hypergeometric(at(seed, member, d, ADMIT, cell, 0), here, rest - here, seats)
            rest -= here
            seats -= passed
            crossing[c, g] = passed
            state.waiting[c, g] = here - passed
        if limit < total:
            leave_queue(network, traits, luck, m, d, c, state)


@compiled
def leave_queue(network, traits, luck, m, d, c, state):  # type: ignore[no-untyped-def]
    """Some of those who did not pass leave the queue: home for good, or to choose again tomorrow."""
    seed, member = luck
    n_groups = network.residents.shape[1]
    p = network.corridor_from[c]
    for g in range(n_groups + 1):
        here = state.waiting[c, g]
        if here == 0:
            continue
        cell = network.corridor_key[c, g]
        chance = traits.give_up[m] if g < n_groups else traits.ordinary_give_up[m]
        gone = binomial(at(seed, member, d, GIVE_UP, cell, 0), here, chance)
        state.waiting[c, g] -= gone
        if g == n_groups or gone == 0:
            continue
        home = binomial(at(seed, member, d, TURN_BACK, cell, 0), gone, traits.turn_back[m])
        if network.is_home[p]:
            state.returned[p, g] += home
        else:
            state.staying[p, g] += home
        state.fresh[p, g] += gone - home
        came_back = gone if not network.is_home[p] else gone - home
        enter_cohort(network, d, p, g, came_back, state)


@compiled
def settle(network, traits, luck, m, d, state):  # type: ignore[no-untyped-def]
    """Some of those who arrived on earlier days and did not move on now stay."""
    seed, member = luck
    for p in range(network.residents.shape[0]):
        chance = traits.settle[m, p]
        for g in range(network.residents.shape[1]):
            if state.fresh[p, g] > 0 and chance > 0.0:
                cell = network.place_key[p, g]
                settled = binomial(at(seed, member, d, SETTLE, cell, 0), state.fresh[p, g], chance)
                state.fresh[p, g] -= settled
                state.staying[p, g] += settled


@compiled
def go_back_ordinary(network, traits, luck, m, d, state, back):  # type: ignore[no-untyped-def]
    """Ordinary travellers end their trips and go back the way they came (a declared exit)."""
    seed, member = luck
    ordinary = network.residents.shape[1]
    for c in range(len(network.corridor_from)):
        back[c] = 0
        if state.visitors[c] > 0:
            cell = network.corridor_key[c, ordinary]
            chance = go_back_chance(traits.ordinary_stay[m, c])
            back[c] = binomial(at(seed, member, d, ORDINARY_BACK, cell, 0), state.visitors[c], chance)
            state.visitors[c] -= back[c]


@compiled
def travel(network, d, state, crossing, arriving):  # type: ignore[no-untyped-def]
    """Those admitted set out; those whose days of travel are over arrive."""
    n_groups = network.residents.shape[1]
    n_slots = state.moving.shape[2]
    now = d % n_slots
    arriving[:] = 0
    for c in range(len(network.corridor_from)):
        later = (d + network.travel_days[c]) % n_slots
        p = network.corridor_to[c]
        for g in range(n_groups + 1):
            state.moving[c, g, later] += crossing[c, g]
            arrived = state.moving[c, g, now]
            if arrived == 0:
                continue
            state.moving[c, g, now] = 0
            if g == n_groups:
                state.visitors[c] += arrived
                continue
            state.fresh[p, g] += arrived
            arriving[p, g] += arrived
            enter_cohort(network, d, p, g, arrived, state)
