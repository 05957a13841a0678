"""The middle of a day: who is pushed by a stay limit, who moves on, who goes home, by which way, who settles.

All choices look at yesterday evening's queues and stocks, so the order of places never matters: one cell of a
place goes through the whole of its midday before the next one. Cells in which nobody is are passed over.

Legend: p place, c corridor, g group, d day, e epoch, k position of a corridor among those that leave a place;
i = p * G + g is a cell of a place, j = c * (G + 1) + g one of a corridor. Every row runs over the lanes,
members side by side; ``luck`` is the pair (seed, first member) of every address.
"""

import math

import numpy as np

from alee.core.addresses import Purpose
from alee.kernels.hypergeometric import hypergeometric, hypergeometric_from
from alee.kernels.jit import compiled, pasted
from alee.kernels.lanes import draw_row, fill_uniforms
from alee.kernels.layout import Network, Timeline, Traits
from alee.kernels.morning import raise_to, share_ways
from alee.kernels.philox import at
from alee.kernels.rows import add, copy, fill, is_empty, take
from alee.kernels.rules import moving_chance, queue_days, room, way_today
from alee.kernels.scratch import DRAWN, WHOLE, Luck, U, V
from alee.kernels.state import State, Work

LIMIT_PUSH = np.int64(Purpose.LIMIT_PUSH)
LIMIT_STAGE = np.int64(Purpose.LIMIT_STAGE)
COHORT = np.int64(Purpose.COHORT)
MOVE_FRESH = np.int64(Purpose.MOVE_FRESH)
MOVE_STAYING = np.int64(Purpose.MOVE_STAYING)
CORRIDOR_CHOICE = np.int64(Purpose.CORRIDOR_CHOICE)
RETURN_FRESH = np.int64(Purpose.RETURN_FRESH)
RETURN_STAYING = np.int64(Purpose.RETURN_STAYING)
RETURN_CORRIDOR = np.int64(Purpose.RETURN_CORRIDOR)
SETTLE = np.int64(Purpose.SETTLE)


@compiled
def look_around(
    network: Network, timeline: Timeline, traits: Traits, e: int, state: State, work: Work
) -> None:
    """Find the cost of queues and the room in places, as of yesterday evening, and where they matter."""
    for c in range(network.corridor_from.shape[0]):
        if timeline.capacity[e, c] < 0.0 or not state.is_queue[c]:
            fill(work.penalty[c], 0.0)
            continue
        for lane in range(traits.queue_cost.shape[0]):
            capacity = timeline.capacity[e, c] * traits.capacity_scale[c, lane]
            days = queue_days(state.queue[c, lane], capacity)
            work.penalty[c, lane] = traits.queue_cost[lane] * days if state.queue[c, lane] > 0.0 else 0.0
    for p in range(network.residents.shape[0]):
        if network.place_capacity[p] >= 0.0:
            for lane in range(work.room.shape[1]):
                work.room[p, lane] = room(state.present[p, lane], network.place_capacity[p])
    for p in range(network.residents.shape[0]):
        work.is_usual[p] = 1
        if work.may_vary[p]:
            for k in range(network.out_start[p], network.out_start[p + 1]):
                c = network.out_corridors[k]
                to = network.corridor_to[c]
                is_odd = 0
                for lane in range(work.room.shape[1]):
                    is_odd |= (work.penalty[c, lane] != 0.0) | (work.room[to, lane] != 1.0)
                work.is_usual[p] &= is_odd == 0


@compiled
def weigh_today(network: Network, i: int, work: Work) -> None:
    """Find the chance of each way out of a cell, where queues or filled places change what is usual."""
    n_groups = network.residents.shape[1]
    p, g = work.place_of[i], work.group_of[i]
    first, stop = network.out_start[p], network.out_start[p + 1]
    fill(work.highest, -math.inf)
    for k in range(first, stop):
        c = network.out_corridors[k]
        row = work.weight[k - first]
        fill(row, -math.inf)
        if work.is_way[c * n_groups + g]:
            free, penalty = work.room[network.corridor_to[c]], work.penalty[c]
            for lane in range(row.shape[0]):
                row[lane] = way_today(work.log_weight[c * n_groups + g, lane], penalty[lane], free[lane])
            raise_to(work.highest, row)
    for k in range(stop - first):
        row = work.weight[k]
        for lane in range(row.shape[0]):
            row[lane] = math.exp(row[lane] - work.highest[lane]) if row[lane] > -math.inf else 0.0
    start, end = first * n_groups + g, stop * n_groups + g
    share_ways(work.weight, work.total, work.today_chance, start, end, n_groups)
    for lane in range(work.total.shape[0]):
        work.has_way[i, lane] = 1.0 if work.total[lane] > 0.0 else 0.0


@compiled
def push_by_limit(
    network: Network, traits: Traits, luck: Luck, d: int, i: int, state: State, work: Work
) -> None:
    """Take out those who must leave today because their permitted stay ends; each is pushed at most once."""
    fill(work.pushed, 0.0)
    p, g = work.place_of[i], work.group_of[i]
    row, arrived = work.cohort_row[p], d - network.stay_limit[p]
    if row < 0 or arrived < 0 or is_empty(state.cohort[row, g, arrived]):
        return
    key, cohort = network.place_key[p, g], state.cohort[row, g, arrived]
    can_leave = has_way_back(network, p)
    for lane in range(cohort.shape[0]):
        work.taken[lane] = cohort[lane] if can_leave or work.has_way[i, lane] > 0.0 else 0.0
        cohort[lane] = 0.0
    if draw_row(luck, d, LIMIT_PUSH, key, WHOLE, work.taken, traits.limit_push, work.scratch):
        copy(work.pushed, work.scratch[DRAWN : DRAWN + cohort.shape[0]])
        for lane in range(cohort.shape[0]):
            if work.pushed[lane] > 0.0:
                address = at(luck[0], luck[1] + lane, d, LIMIT_STAGE, key, 0)
                staying, fresh = int(state.staying[i, lane]), int(state.fresh[i, lane])
                from_staying = float(hypergeometric(address, staying, fresh, int(work.pushed[lane])))
                state.staying[i, lane] -= from_staying
                state.fresh[i, lane] -= work.pushed[lane] - from_staying


@compiled
def has_way_back(network: Network, p: int) -> bool:
    """Tell whether people at a place can go home from there."""
    return bool(network.is_home[p] == 0 and network.back_stop[p] > network.back_first[p])


@compiled
def choose(network: Network, traits: Traits, luck: Luck, d: int, i: int, state: State, work: Work) -> None:
    """Decide who moves on, who goes home, and who of the fresh settles; ways are found later."""
    p, g = work.place_of[i], work.group_of[i]
    key, scratch, chance = network.place_key[p, g], work.scratch, work.chance
    drawn = scratch[DRAWN : DRAWN + chance.shape[0]]
    is_going_home = has_way_back(network, p)
    for lane in range(chance.shape[0]):
        work.stayed[lane] = state.fresh[i, lane] + state.staying[i, lane]
        work.movers[lane] = work.pushed[lane] if work.has_way[i, lane] > 0.0 else 0.0
        work.goers[lane] = work.pushed[lane] - work.movers[lane]
    for stage in range(2):
        present = state.fresh[i] if stage == 0 else state.staying[i]
        move, go_home = traits.move[p, stage], traits.go_home[p, stage]
        for lane in range(chance.shape[0]):
            moving = moving_chance(move[lane], traits.mobility[g, lane])
            chance[lane] = moving if work.has_way[i, lane] > 0.0 else 0.0
        purpose = MOVE_FRESH if stage == 0 else MOVE_STAYING
        if draw_row(luck, d, purpose, key, WHOLE, present, chance, scratch):
            add(work.movers, drawn)
            take(present, drawn)
        purpose = RETURN_FRESH if stage == 0 else RETURN_STAYING
        if is_going_home and draw_row(luck, d, purpose, key, WHOLE, present, go_home, scratch):
            add(work.goers, drawn)
            take(present, drawn)
    if draw_row(luck, d, SETTLE, key, WHOLE, state.fresh[i], traits.settle[p], scratch):
        take(state.fresh[i], drawn)
        add(state.staying[i], drawn)


@compiled
def take_from_cohorts(network: Network, luck: Luck, d: int, i: int, state: State, work: Work) -> None:
    """Spread those who left a place with a stay limit over their days of arrival, without favour."""
    p, g = work.place_of[i], work.group_of[i]
    row, key, scratch = work.cohort_row[p], network.place_key[p, g], work.scratch
    rest, taken = work.rest, work.taken
    for lane in range(rest.shape[0]):
        rest[lane] = work.stayed[lane]
        taken[lane] = rest[lane] - state.fresh[i, lane] - state.staying[i, lane]
    arrived = max(0, d - network.stay_limit[p] + 1)
    while arrived < d and not is_empty(taken):
        cohort = state.cohort[row, g, arrived]
        if not is_empty(cohort):
            fill_uniforms(luck, d, COHORT, key, arrived, scratch, rest.shape[0])
            for lane in range(rest.shape[0]):
                here = cohort[lane]
                if here > 0.0 and taken[lane] > 0.0:
                    address = at(luck[0], luck[1] + lane, d, COHORT, key, arrived)
                    u, v, others = scratch[U + lane], scratch[V + lane], int(rest[lane] - here)
                    gone = hypergeometric_from(u, v, address, int(here), others, int(taken[lane]))
                    cohort[lane] -= float(gone)
                    rest[lane] -= here
                    taken[lane] -= float(gone)
        arrived += 1


@compiled
def send_on(network: Network, luck: Luck, d: int, i: int, state: State, work: Work) -> None:
    """Split the movers of a cell over its corridors; they join the queues."""
    n_groups = network.residents.shape[1]
    p, g = work.place_of[i], work.group_of[i]
    drawn = work.scratch[DRAWN : DRAWN + work.movers.shape[0]]
    k = network.out_start[p]
    while k < network.out_start[p + 1] and not is_empty(work.movers):
        c = network.out_corridors[k]
        if work.is_way[c * n_groups + g]:
            row = k * n_groups + g
            chance = work.usual_chance[row] if work.is_usual[p] else work.today_chance[row]
            key = network.corridor_key[c, g]
            if draw_row(luck, d, CORRIDOR_CHOICE, key, WHOLE, work.movers, chance, work.scratch):
                add(state.waiting[c * (n_groups + 1) + g], drawn)
                take(work.movers, drawn)
                state.is_busy[c] = 1
        k += 1


@compiled
def send_home(network: Network, luck: Luck, d: int, i: int, state: State, work: Work) -> None:
    """Split those who go home over the ways back; they are home the same day."""
    n_groups = network.residents.shape[1]
    p, g = work.place_of[i], work.group_of[i]
    drawn = work.scratch[DRAWN : DRAWN + work.goers.shape[0]]
    k = network.back_first[p]
    while k < network.back_stop[p] and not is_empty(work.goers):
        c = network.back_corridors[k]
        # Many places share a way back: the place's own key keeps their luck apart.
        key = np.uint32(network.corridor_key[c, g] ^ network.place_key[p, g])
        if draw_row(luck, d, RETURN_CORRIDOR, key, WHOLE, work.goers, work.back_chance[k], work.scratch):
            add(work.returns[c], drawn)
            work.is_return[c] = 1
            add(state.returned[network.corridor_from[c] * n_groups + g], drawn)
            take(work.goers, drawn)
        k += 1


@pasted
def live_midday(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, d: int, state: State, work: Work
) -> None:
    """Let everybody at a place decide: stay, move on, or go home, by which way."""
    look_around(network, timeline, traits, timeline.epoch[d], state, work)
    for i in range(state.fresh.shape[0]):
        if is_empty(state.fresh[i]) and is_empty(state.staying[i]):
            continue
        p = work.place_of[i]
        if work.may_vary[p]:
            if work.is_usual[p] or not work.usual_way[i]:
                fill(work.has_way[i], float(work.usual_way[i]))
            else:
                weigh_today(network, i, work)
        push_by_limit(network, traits, luck, d, i, state, work)
        choose(network, traits, luck, d, i, state, work)
        if work.cohort_row[p] >= 0:
            take_from_cohorts(network, luck, d, i, state, work)
        send_on(network, luck, d, i, state, work)
        send_home(network, luck, d, i, state, work)
