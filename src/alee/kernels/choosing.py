"""The middle of a day: who moves on, who goes home, who is pushed by a stay limit, and which way they take.

All choices look at yesterday evening's queues and stocks, so the order of places never matters.
Legend: p place, c corridor, g group, d day, m row of the member in the block.
"""

import math

from alee.core.addresses import Purpose
from alee.kernels.draws import at, binomial, hypergeometric, multinomial
from alee.kernels.jit import compiled
from alee.kernels.rules import queue_days, room

MOVE_FRESH = int(Purpose.MOVE_FRESH)
MOVE_STAYING = int(Purpose.MOVE_STAYING)
HOME_FRESH = int(Purpose.RETURN_FRESH)
HOME_STAYING = int(Purpose.RETURN_STAYING)
CHOOSE = int(Purpose.CORRIDOR_CHOICE)
CHOOSE_BACK = int(Purpose.RETURN_CORRIDOR)
COHORT = int(Purpose.COHORT)
LIMIT_PUSH = int(Purpose.LIMIT_PUSH)
LIMIT_STAGE = int(Purpose.LIMIT_STAGE)


@compiled
def weigh_ways_out(network, timeline, traits, m, e, p, g, work):  # type: ignore[no-untyped-def]
    """Weights of the corridors out of a place today, from yesterday's queues and room; returns their sum."""
    first, stop = network.out_start[p], network.out_start[p + 1]
    highest = -math.inf
    for i in range(first, stop):
        c = network.out_corridors[i]
        b = i - first
        work.keys[b] = network.corridor_key[c, g]
        capacity = timeline.capacity[e, c]
        if capacity > 0.0:
            capacity *= traits.capacity_scale[m, c]
        free = room(work.present[network.corridor_to[c]], network.place_capacity[network.corridor_to[c]])
        weight = work.log_weight[c, g] - traits.queue_cost[m] * queue_days(work.queue[c], capacity)
        work.weights[b] = weight + math.log(free) if free > 0.0 else -math.inf
        highest = max(highest, work.weights[b])
    total = 0.0
    for b in range(stop - first):
        weight = math.exp(work.weights[b] - highest) if highest > -math.inf else 0.0
        work.weights[b] = weight
        total += weight
    return total


@compiled
def weigh_ways_back(network, traits, m, p, g, work):  # type: ignore[no-untyped-def]
    """Weights of the corridors by which people at a place go home; returns their sum."""
    first, stop = network.back_start[p], network.back_start[p + 1]
    lowest = math.inf
    for i in range(first, stop):
        lowest = min(lowest, traits.cost[m, network.back_corridors[i]])
    total = 0.0
    for i in range(first, stop):
        c = network.back_corridors[i]
        # many places share a way back: the place's own address keeps their luck apart
        work.keys[i - first] = network.corridor_key[c, g] ^ network.place_key[p, g]
        work.weights[i - first] = math.exp(lowest - traits.cost[m, c])
        total += work.weights[i - first]
    return total


@compiled
def push_by_limit(network, traits, luck, m, d, p, g, state):  # type: ignore[no-untyped-def]
    """Persons whose permitted stay ends today and who must leave; each is pushed at most once."""
    row = state.cohort_row[p]
    arrived = d - network.stay_limit[p]
    if row < 0 or arrived < 0 or state.cohort[row, g, arrived] == 0:
        return 0
    seed, member = luck
    here = state.cohort[row, g, arrived]
    state.cohort[row, g, arrived] = 0
    return binomial(at(seed, member, d, LIMIT_PUSH, network.place_key[p, g], 0), here, traits.limit_push[m])


@compiled
def take_from_cohorts(network, luck, d, p, g, state, leavers, total):  # type: ignore[no-untyped-def]
    """Spread people who leave a place with a stay limit over their days of arrival, exactly."""
    row = state.cohort_row[p]
    if row < 0 or leavers == 0:
        return
    seed, member = luck
    rest, taken = total, leavers
    for arrived in range(max(0, d - network.stay_limit[p]), d + 1):
        here = state.cohort[row, g, arrived]
        if here == 0 or taken == 0:
            continue
        place = at(seed, member, d, COHORT, network.place_key[p, g], arrived)
        gone = hypergeometric(place, here, rest - here, taken)
        state.cohort[row, g, arrived] -= gone
        rest -= here
        taken -= gone


@compiled
def choose(network, timeline, traits, luck, m, d, state, work, returns):  # type: ignore[no-untyped-def]
    """Everybody who is at a place decides: stay, move on (and by which corridor), or go home."""
    seed, member = luck
    e = timeline.epoch[d]
    for p in range(network.residents.shape[0]):
        ways = network.out_start[p + 1] - network.out_start[p]
        ways_back = network.back_start[p + 1] - network.back_start[p]
        for g in range(network.residents.shape[1]):
            fresh, staying = state.fresh[p, g], state.staying[p, g]
            if fresh + staying == 0:
                continue
            cell = network.place_key[p, g]
            total = weigh_ways_out(network, timeline, traits, m, e, p, g, work) if ways > 0 else 0.0
            is_open = total > 0.0
            pushed = push_by_limit(network, traits, luck, m, d, p, g, state)
            pushed_staying = hypergeometric(at(seed, member, d, LIMIT_STAGE, cell, 0), staying, fresh, pushed)
            staying -= pushed_staying
            fresh -= pushed - pushed_staying
            moved_fresh, moved_staying = 0, 0
            if is_open:
                chance = min(1.0, traits.move[m, p, 0] * traits.mobility[m, g])
                moved_fresh = binomial(at(seed, member, d, MOVE_FRESH, cell, 0), fresh, chance)
                chance = min(1.0, traits.move[m, p, 1] * traits.mobility[m, g])
                moved_staying = binomial(at(seed, member, d, MOVE_STAYING, cell, 0), staying, chance)
            home_fresh, home_staying = 0, 0
            if ways_back > 0:
                address = at(seed, member, d, HOME_FRESH, cell, 0)
                home_fresh = binomial(address, fresh - moved_fresh, traits.go_home[m, p, 0])
                address = at(seed, member, d, HOME_STAYING, cell, 0)
                home_staying = binomial(address, staying - moved_staying, traits.go_home[m, p, 1])
            movers = moved_fresh + moved_staying
            goers = home_fresh + home_staying
            if is_open:
                movers += pushed
            elif ways_back > 0:
                goers += pushed
            else:
                staying += pushed_staying
                fresh += pushed - pushed_staying
                pushed = 0
            others = moved_fresh + moved_staying + home_fresh + home_staying
            here = state.fresh[p, g] + state.staying[p, g] - pushed
            take_from_cohorts(network, luck, d, p, g, state, others, here)
            state.fresh[p, g] = fresh - moved_fresh - home_fresh
            state.staying[p, g] = staying - moved_staying - home_staying
            if movers > 0:
                weights, keys = work.weights[:ways], work.keys[:ways]
                multinomial(seed, member, d, CHOOSE, movers, weights, keys, work.split)
                for b in range(ways):
                    c = network.out_corridors[network.out_start[p] + b]
                    state.waiting[c, g] += work.split[b]
            if goers > 0:
                weigh_ways_back(network, traits, m, p, g, work)
                weights, keys = work.weights[:ways_back], work.keys[:ways_back]
                multinomial(seed, member, d, CHOOSE_BACK, goers, weights, keys, work.split)
                for b in range(ways_back):
                    c = network.back_corridors[network.back_start[p] + b]
                    returns[c] += work.split[b]
                    state.returned[network.corridor_from[c], g] += work.split[b]
