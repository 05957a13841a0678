"""The middle of a day: who is pushed by a stay limit, who moves on, who goes home, by which way, who settles.

All choices look at yesterday evening's queues and stocks, so the order of places never matters.
Legend: p place, c corridor, g group, d day, e epoch, m row of the member in the block; i = p * G + g is a
cell of a place, j = c * (G + 1) + g one of a corridor. ``luck`` is the pair (seed, member) of every address.
"""

import numpy as np

from alee.core.addresses import Purpose
from alee.kernels.binomial import binomial, draw_batch
from alee.kernels.hypergeometric import hypergeometric
from alee.kernels.jit import compiled, pasted
from alee.kernels.layout import Counts32, Network, Timeline, Traits
from alee.kernels.member import State, Work
from alee.kernels.morning import Luck, draw_cells, share_ways
from alee.kernels.philox import at
from alee.kernels.rules import queue_days, room, way_today

LIMIT_PUSH = int(Purpose.LIMIT_PUSH)
LIMIT_STAGE = int(Purpose.LIMIT_STAGE)
COHORT = int(Purpose.COHORT)
MOVE_FRESH = int(Purpose.MOVE_FRESH)
MOVE_STAYING = int(Purpose.MOVE_STAYING)
CORRIDOR_CHOICE = int(Purpose.CORRIDOR_CHOICE)
RETURN_FRESH = int(Purpose.RETURN_FRESH)
RETURN_STAYING = int(Purpose.RETURN_STAYING)
RETURN_CORRIDOR = int(Purpose.RETURN_CORRIDOR)
SETTLE = int(Purpose.SETTLE)


@pasted
def weigh_today(
    network: Network, timeline: Timeline, traits: Traits, m: int, e: int, state: State, work: Work
) -> None:
    """Find the chance of each way out, where queues or filled places change what is usual in the epoch."""
    n_groups = network.residents.shape[1]
    for c in range(network.corridor_from.shape[0]):
        work.penalty[c] = 0.0
        if state.queue[c] > 0 and timeline.capacity[e, c] >= 0.0:
            capacity = timeline.capacity[e, c] * traits.capacity_scale[m, c]
            work.penalty[c] = traits.queue_cost[m] * queue_days(state.queue[c], capacity)
    for p in range(network.residents.shape[0]):
        work.room[p] = room(state.present[p], network.place_capacity[p])
    for p in range(network.residents.shape[0]):
        first, stop = network.out_start[p], network.out_start[p + 1]
        is_usual = True
        for k in range(first, stop):
            c = network.out_corridors[k]
            is_usual = is_usual and work.penalty[c] == 0.0 and work.room[network.corridor_to[c]] == 1.0
        work.is_usual[p] = is_usual
        for i in range(p * n_groups, (p + 1) * n_groups):
            work.has_way[i] = work.usual_way[i]
            if not is_usual and work.usual_way[i] and state.fresh[i] + state.staying[i] > 0:
                g = i - p * n_groups
                for k in range(first, stop):
                    c = network.out_corridors[k]
                    free = work.room[network.corridor_to[c]]
                    work.weight[k - first] = way_today(work.log_weight[c, g], work.penalty[c], free)
                total = share_ways(work.weight[: stop - first], work.today_chance[first:stop, g])
                work.has_way[i] = total > 0.0


@pasted
def push_by_limit(
    network: Network, traits: Traits, luck: Luck, m: int, d: int, state: State, work: Work
) -> None:
    """Take out those who must leave today because their permitted stay ends; each is pushed at most once."""
    seed, member = luck
    for i in range(state.fresh.shape[0]):
        work.pushed[i] = 0
        p, g = work.place_of[i], work.group_of[i]
        row, arrived = work.cohort_row[p], d - network.stay_limit[p]
        if row < 0 or arrived < 0 or state.cohort[row, g, arrived] == 0:
            continue
        key = network.place_key[p, g]
        here = state.cohort[row, g, arrived]
        state.cohort[row, g, arrived] = 0
        can_leave = work.has_way[i] or has_way_back(network, p)
        if can_leave:
            pushed = binomial(at(seed, member, d, LIMIT_PUSH, key, 0), here, traits.limit_push[m])
            address = at(seed, member, d, LIMIT_STAGE, key, 0)
            from_staying = hypergeometric(address, state.staying[i], state.fresh[i], pushed)
            state.staying[i] -= from_staying
            state.fresh[i] -= pushed - from_staying
            work.pushed[i] = pushed


@compiled
def has_way_back(network: Network, p: int) -> bool:
    """Tell whether people at a place can go home from there."""
    return bool(network.is_home[p] == 0 and network.back_start[p + 1] > network.back_start[p])


@pasted
def choose(network: Network, luck: Luck, d: int, state: State, work: Work) -> None:
    """Decide who moves on, who goes home, and who of the fresh settles; ways are found later."""
    keys = network.place_key.reshape(-1)
    batch = work.batch
    for i in range(state.fresh.shape[0]):
        work.stayed[i] = state.fresh[i] + state.staying[i]
        work.movers[i] = work.pushed[i] if work.has_way[i] else 0
        work.goers[i] = 0 if work.has_way[i] else work.pushed[i]
    for stage in range(2):
        present = state.fresh if stage == 0 else state.staying
        for i in range(present.shape[0]):
            work.chance[i] = work.move_chance[stage, i] if work.has_way[i] else 0.0
        purpose = MOVE_FRESH if stage == 0 else MOVE_STAYING
        for k in range(draw_cells(luck, d, purpose, keys, present, work.chance, batch)):
            work.movers[batch.cell[k]] += batch.drawn[k]
            present[batch.cell[k]] -= batch.drawn[k]
        purpose = RETURN_FRESH if stage == 0 else RETURN_STAYING
        for k in range(draw_cells(luck, d, purpose, keys, present, work.home_chance[stage], batch)):
            work.goers[batch.cell[k]] += batch.drawn[k]
            present[batch.cell[k]] -= batch.drawn[k]
    for k in range(draw_cells(luck, d, SETTLE, keys, state.fresh, work.settle_chance, batch)):
        state.fresh[batch.cell[k]] -= batch.drawn[k]
        state.staying[batch.cell[k]] += batch.drawn[k]


@pasted
def take_from_cohorts(network: Network, luck: Luck, d: int, state: State, work: Work) -> None:
    """Spread those who left a place with a stay limit over their days of arrival, without favour."""
    seed, member = luck
    for i in range(state.fresh.shape[0]):
        p, g = work.place_of[i], work.group_of[i]
        row = work.cohort_row[p]
        rest = work.stayed[i]
        taken = rest - state.fresh[i] - state.staying[i]
        if row < 0 or taken == 0:
            continue
        for arrived in range(max(0, d - network.stay_limit[p] + 1), d):
            here = state.cohort[row, g, arrived]
            if here > 0 and taken > 0:
                address = at(seed, member, d, COHORT, network.place_key[p, g], arrived)
                gone = hypergeometric(address, here, rest - here, taken)
                state.cohort[row, g, arrived] -= gone
                rest -= here
                taken -= gone


@pasted
def send_on(network: Network, luck: Luck, d: int, state: State, work: Work) -> None:
    """Split the movers of every cell over its corridors; they join the queues.

    The first corridors of all places are drawn together, then all second ones, and so on: many draws of one
    purpose at a time.
    """
    seed, member = luck
    n_groups = network.residents.shape[1]
    batch = work.batch
    n_active = 0
    for i in range(work.movers.shape[0]):
        if work.movers[i] > 0:
            work.active[n_active] = i
            n_active += 1
    way = 0
    while n_active > 0:
        n_cells, n_left = 0, 0
        for a in range(n_active):
            i = work.active[a]
            p, g = work.place_of[i], work.group_of[i]
            k = network.out_start[p] + way
            chance = work.usual_chance[k, g] if work.is_usual[p] else work.today_chance[k, g]
            c = network.out_corridors[k]
            if chance >= 1.0:
                state.waiting[c * (n_groups + 1) + g] += work.movers[i]
                continue
            work.active[n_left] = i
            n_left += 1
            if chance > 0.0 and work.movers[i] > 0:
                batch.cell[n_cells] = i
                batch.key[n_cells] = network.corridor_key[c, g]
                batch.n[n_cells] = work.movers[i]
                batch.p[n_cells] = chance
                n_cells += 1
        draw_batch(seed, member, d, CORRIDOR_CHOICE, batch, n_cells)
        for b in range(n_cells):
            i = batch.cell[b]
            c = network.out_corridors[network.out_start[work.place_of[i]] + way]
            state.waiting[c * (n_groups + 1) + work.group_of[i]] += batch.drawn[b]
            work.movers[i] -= batch.drawn[b]
        n_active = n_left
        way += 1


@pasted
def send_home(network: Network, luck: Luck, d: int, state: State, work: Work, returns: Counts32) -> None:
    """Split those who go home over the ways back; they are home the same day. ``returns`` is (C,)."""
    seed, member = luck
    n_groups = network.residents.shape[1]
    for c in range(returns.shape[0]):
        returns[c] = 0
    for i in range(work.goers.shape[0]):
        p, g = work.place_of[i], work.group_of[i]
        left = work.goers[i]
        for k in range(network.back_start[p], network.back_start[p + 1]):
            if left > 0:
                c = network.back_corridors[k]
                # Many places share a way back: the place's own key keeps their luck apart.
                key = network.corridor_key[c, g] ^ network.place_key[p, g]
                address = at(seed, member, d, RETURN_CORRIDOR, key, 0)
                count = binomial(address, left, work.back_chance[k])
                returns[c] += np.int32(count)
                state.returned[network.corridor_from[c] * n_groups + g] += count
                left -= count
