"""The morning of a day: events take effect, and people are displaced.

Legend: p place, c corridor, g group, d day, e epoch, k position of a corridor among those that leave a place;
i = p * G + g is a cell of a place, j = c * (G + 1) + g one of a corridor. Every row runs over the lanes,
members side by side; ``luck`` is the pair (seed, first member) of every address.
"""

import math

import numpy as np

from alee.core.addresses import Purpose
from alee.kernels.jit import compiled
from alee.kernels.lanes import draw_row
from alee.kernels.layout import Floats, Network, Record, Timeline, Traits
from alee.kernels.rows import add, copy, fill, is_empty, take, write_down
from alee.kernels.rules import following_rate, leaving_chance, log_one_plus, log_weight
from alee.kernels.scratch import DRAWN, WHOLE, Luck
from alee.kernels.state import State, Work

DISPLACEMENT = np.int64(Purpose.DISPLACEMENT)
GIVEN = np.int64(Purpose.GIVEN_DISPLACEMENT)


@compiled
def weigh_ways(
    network: Network, timeline: Timeline, traits: Traits, e: int, value: Floats, work: Work
) -> None:
    """Find the log weight of every corridor that takes a group, for places worth ``value`` (P*G, lane)."""
    n_groups = network.residents.shape[1]
    for c in range(network.corridor_from.shape[0]):
        for g in range(n_groups):
            j = c * n_groups + g
            admitted = timeline.admit[e, c, g]
            work.is_way[j] = timeline.is_open[e, c] != 0 and admitted > 0.0
            if work.is_way[j]:
                row, there = work.log_weight[j], value[network.corridor_to[c] * n_groups + g]
                for lane in range(row.shape[0]):
                    row[lane] = log_weight(there[lane], traits.cost[c, lane], admitted)


@compiled
def look_beyond(network: Network, timeline: Timeline, traits: Traits, e: int, work: Work) -> None:
    """Add to each place's value the discounted log-sum over what can be reached from it, step by step."""
    n_places, n_groups = network.residents.shape
    highest, total = work.highest, work.total
    for i in range(n_places * n_groups):
        copy(work.beyond[0, i], traits.value[i])
    for step in range(network.lookahead):
        weigh_ways(network, timeline, traits, e, work.beyond[step % 2], work)
        for i in range(n_places * n_groups):
            p, g = work.place_of[i], work.group_of[i]
            ways = network.out_corridors[network.out_start[p] : network.out_start[p + 1]]
            fill(highest, 0.0)
            for c in ways:
                if work.is_way[c * n_groups + g]:
                    raise_to(highest, work.log_weight[c * n_groups + g])
            fill(total, 0.0)
            for c in ways:
                if work.is_way[c * n_groups + g]:
                    row = work.log_weight[c * n_groups + g]
                    for lane in range(total.shape[0]):
                        total[lane] += math.exp(row[lane] - highest[lane])
            after = work.beyond[(step + 1) % 2, i]
            for lane in range(total.shape[0]):
                gain = traits.discount[lane] * log_one_plus(highest[lane], total[lane])
                after[lane] = traits.value[i, lane] + gain


@compiled
def raise_to(highest: Floats, row: Floats) -> None:
    """Keep the larger of two numbers in every lane."""
    for lane in range(highest.shape[0]):
        highest[lane] = max(highest[lane], row[lane])


@compiled
def share_ways(weight: Floats, total: Floats, chance: Floats, first: int, stop: int, step: int) -> None:
    """Turn the weights (way, lane) of the ways out of a place into conditional chances.

    Way number k has its chance in row ``first + k * step`` of ``chance``: that of those who took none before
    it. The last way with a weight gets exactly 1. ``total`` (lane,) ends as the sum; 0 = there is no way.
    """
    fill(total, 0.0)
    for k in range((stop - first) // step - 1, -1, -1):
        row, share = weight[k], chance[first + k * step]
        for lane in range(total.shape[0]):
            total[lane] += row[lane]
            share[lane] = row[lane] / total[lane] if row[lane] > 0.0 else 0.0


@compiled
def weigh_corridors(network: Network, timeline: Timeline, traits: Traits, e: int, work: Work) -> None:
    """Compute the log weights of an epoch, and the chances of each way while there is no queue."""
    n_places, n_groups = network.residents.shape
    look_beyond(network, timeline, traits, e, work)
    weigh_ways(network, timeline, traits, e, work.beyond[network.lookahead % 2], work)
    for p in range(n_places):
        first, stop = network.out_start[p], network.out_start[p + 1]
        work.may_vary[p] = 0
        for k in range(first, stop):
            c = network.out_corridors[k]
            is_limited = (
                timeline.capacity[e, c] >= 0.0 or network.place_capacity[network.corridor_to[c]] >= 0.0
            )
            work.may_vary[p] |= timeline.is_open[e, c] != 0 and is_limited
        for g in range(n_groups):
            has_way = 0
            fill(work.highest, -math.inf)
            for k in range(first, stop):
                j = network.out_corridors[k] * n_groups + g
                if work.is_way[j]:
                    has_way = 1
                    raise_to(work.highest, work.log_weight[j])
            for k in range(first, stop):
                j = network.out_corridors[k] * n_groups + g
                row = work.weight[k - first]
                for lane in range(row.shape[0]):
                    away = work.log_weight[j, lane] - work.highest[lane]
                    row[lane] = math.exp(away) if work.is_way[j] else 0.0
            start, end = first * n_groups + g, stop * n_groups + g
            share_ways(work.weight, work.total, work.usual_chance, start, end, n_groups)
            work.usual_way[p * n_groups + g] = has_way
            fill(work.has_way[p * n_groups + g], float(has_way))


@compiled
def turn_away(network: Network, timeline: Timeline, e: int, state: State) -> None:
    """Send everybody on a closed corridor back to its start; ordinary trips there are cancelled."""
    n_groups = network.residents.shape[1]
    for c in range(network.corridor_from.shape[0]):
        if timeline.is_open[e, c]:
            continue
        start, queue = network.corridor_from[c] * n_groups, c * (n_groups + 1)
        for g in range(n_groups + 1):
            if g < n_groups:
                add(state.fresh[start + g], state.waiting[queue + g])
            fill(state.waiting[queue + g], 0.0)
            for slot in range(state.moving.shape[0]):
                if g < n_groups:
                    add(state.fresh[start + g], state.moving[slot, queue + g])
                fill(state.moving[slot, queue + g], 0.0)
        state.is_busy[c] = 0
        for slot in range(state.moving.shape[0]):
            state.is_travelled[slot, c] = 0


@compiled
def see_leaders(network: Network, d: int, state: State, work: Work, record: Record) -> None:
    """Count those of whose leaving others have heard by today; today's own leavers are not among them."""
    seen = d - max(1, network.follow_delay)
    if seen >= 0:
        for i in range(state.led.shape[0]):
            if work.is_leader[work.group_of[i]]:
                for lane in range(record.displaced.shape[0]):
                    state.led[i, lane] += record.displaced[lane, seen, i]


@compiled
def displace(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, d: int,
    state: State, work: Work, record: Record,
) -> None:  # fmt: skip
    """Let people leave home because of the shock."""
    n_groups = network.residents.shape[1]
    e = timeline.epoch[d]
    chance, drawn = work.chance, work.scratch[DRAWN : DRAWN + work.chance.shape[0]]
    for i in range(state.home.shape[0]):
        p, g = work.place_of[i], work.group_of[i]
        if network.residents[p, g] == 0 or is_empty(state.home[i]):
            continue
        leader = network.follows[g]
        for lane in range(chance.shape[0]):
            rate = traits.leave_rate[i, lane] * traits.pulse[d, lane] * timeline.exposure[e, p]
            if leader >= 0 and traits.follow_rate[lane] > 0.0:
                gone = state.led[p * n_groups + leader, lane]
                rate += following_rate(traits.follow_rate[lane], gone, network.residents[p, leader])
            chance[lane] = leaving_chance(rate)
        key = network.place_key[p, g]
        if draw_row(luck, d, DISPLACEMENT, key, WHOLE, state.home[i], chance, work.scratch):
            take(state.home[i], drawn)
            add(state.fresh[i], drawn)
            write_down(record.displaced, d, i, drawn)


@compiled
def displace_given(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, d: int,
    state: State, work: Work, record: Record,
) -> None:  # fmt: skip
    """Split a total told from outside over homes, never beyond who is there; the excess is split again."""
    drawn = work.scratch[DRAWN : DRAWN + work.chance.shape[0]]
    left, to_place = work.rest, work.taken
    for lane in range(left.shape[0]):
        left[lane] = float(timeline.given[d]) if work.status[lane] == 0.0 else 0.0
    for i in range(state.home.shape[0]):
        fill(work.today[i], 0.0)
    branch = 0
    while not is_empty(left):
        weigh_homes(network, timeline, traits, timeline.epoch[d], state, work)
        for lane in range(left.shape[0]):
            left[lane] = left[lane] if work.total[lane] > 0.0 else 0.0
            to_place[lane] = left[lane]
        for i in range(state.home.shape[0]):
            key = network.place_key[work.place_of[i], work.group_of[i]]
            if draw_row(luck, d, GIVEN, key, branch, to_place, work.given_chance[i], work.scratch):
                for lane in range(left.shape[0]):
                    to_place[lane] -= drawn[lane]
                    taken = min(drawn[lane], state.home[i, lane])
                    state.home[i, lane] -= taken
                    work.today[i, lane] += taken
                    left[lane] -= taken
        branch += 1
    for i in range(state.home.shape[0]):
        if not is_empty(work.today[i]):
            add(state.fresh[i], work.today[i])
            write_down(record.displaced, d, i, work.today[i])


@compiled
def weigh_homes(
    network: Network, timeline: Timeline, traits: Traits, e: int, state: State, work: Work
) -> None:
    """Find the conditional chance of each home to be the one that a person told from outside left."""
    for i in range(state.home.shape[0]):
        row, exposure = work.given_weight[i], timeline.exposure[e, work.place_of[i]]
        for lane in range(row.shape[0]):
            row[lane] = max(0.0, state.home[i, lane] * traits.leave_rate[i, lane] * exposure)
    share_ways(work.given_weight, work.total, work.given_chance, 0, state.home.shape[0], 1)
