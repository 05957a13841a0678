"""The morning of a day: events take effect, and people are displaced.

Legend: p place, c corridor, g group, d day, e epoch, m row of the member in the block; i = p * G + g is a
cell of a place, j = c * (G + 1) + g one of a corridor. ``luck`` is the pair (seed, member) of every address.
"""

import math

import numpy as np

from alee.core.addresses import Purpose
from alee.kernels.binomial import Batch, binomial, conditional_chances, draw_batch
from alee.kernels.jit import compiled, pasted
from alee.kernels.layout import Counts, Floats, Keys, Network, Timeline, Traits
from alee.kernels.member import State, Work
from alee.kernels.philox import at
from alee.kernels.rules import following_rate, leaving_chance, log_one_plus, log_weight

Luck = tuple[np.uint64, int]

DISPLACEMENT = int(Purpose.DISPLACEMENT)
GIVEN = int(Purpose.GIVEN_DISPLACEMENT)


@compiled
def draw_cells(
    luck: Luck, d: int, purpose: int, keys: Keys, counts: Counts, chances: Floats, batch: Batch
) -> int:
    """Draw Binomial(counts, chances) for all cells that have somebody and a chance; give their number.

    The cells' indices are in ``batch.cell``, the draws in ``batch.drawn``.
    """
    seed, member = luck
    n_cells = 0
    for i in range(counts.shape[0]):
        if counts[i] > 0 and chances[i] > 0.0:
            batch.cell[n_cells] = i
            batch.key[n_cells] = keys[i]
            batch.n[n_cells] = counts[i]
            batch.p[n_cells] = chances[i]
            n_cells += 1
    draw_batch(seed, member, d, purpose, batch, n_cells)
    return n_cells


@pasted
def look_beyond(network: Network, timeline: Timeline, traits: Traits, m: int, e: int, work: Work) -> None:
    """Add to each place's value the discounted log-sum over what can be reached from it, step by step."""
    n_places, n_groups = network.residents.shape
    for p in range(n_places):
        for g in range(n_groups):
            work.beyond[0, p * n_groups + g] = traits.value[m, p, g]
    for step in range(network.lookahead):
        now, after = work.beyond[step % 2], work.beyond[(step + 1) % 2]
        for p in range(n_places):
            ways = network.out_corridors[network.out_start[p] : network.out_start[p + 1]]
            for g in range(n_groups):
                highest = 0.0
                for c in ways:
                    work.log_weight[c, g] = -math.inf
                    if timeline.is_open[e, c] and timeline.admit[e, c, g] > 0.0:
                        value = now[network.corridor_to[c] * n_groups + g]
                        work.log_weight[c, g] = log_weight(value, traits.cost[m, c], timeline.admit[e, c, g])
                        highest = max(highest, work.log_weight[c, g])
                total = 0.0
                for c in ways:
                    total += math.exp(work.log_weight[c, g] - highest)
                gain = traits.discount[m] * log_one_plus(highest, total)
                after[p * n_groups + g] = traits.value[m, p, g] + gain


@pasted
def weigh_corridors(network: Network, timeline: Timeline, traits: Traits, m: int, e: int, work: Work) -> None:
    """Compute the log weights of an epoch, and the chances of each way while there is no queue."""
    n_groups = network.residents.shape[1]
    look_beyond(network, timeline, traits, m, e, work)
    value = work.beyond[network.lookahead % 2]
    for c in range(network.corridor_from.shape[0]):
        for g in range(n_groups):
            work.log_weight[c, g] = -math.inf
            if timeline.is_open[e, c] and timeline.admit[e, c, g] > 0.0:
                there = value[network.corridor_to[c] * n_groups + g]
                work.log_weight[c, g] = log_weight(there, traits.cost[m, c], timeline.admit[e, c, g])
    for p in range(network.residents.shape[0]):
        first, stop = network.out_start[p], network.out_start[p + 1]
        for g in range(n_groups):
            for k in range(first, stop):
                work.weight[k - first] = work.log_weight[network.out_corridors[k], g]
            total = share_ways(work.weight[: stop - first], work.usual_chance[first:stop, g])
            work.usual_way[p * n_groups + g] = total > 0.0


@compiled
def share_ways(weights: Floats, chances: Floats) -> float:
    """Turn log weights of the ways out of a place into conditional chances; 0 if there is no way."""
    highest = -math.inf
    for k in range(weights.shape[0]):
        highest = max(highest, weights[k])
    if highest == -math.inf:
        return 0.0
    for k in range(weights.shape[0]):
        weights[k] = math.exp(weights[k] - highest)
    return conditional_chances(weights, chances)


@pasted
def turn_away(network: Network, timeline: Timeline, e: int, state: State) -> None:
    """Send everybody on a closed corridor back to its start; ordinary trips there are cancelled."""
    n_groups = network.residents.shape[1]
    for c in range(network.corridor_from.shape[0]):
        if timeline.is_open[e, c]:
            continue
        start, queue = network.corridor_from[c] * n_groups, c * (n_groups + 1)
        for g in range(n_groups + 1):
            stopped = state.waiting[queue + g]
            state.waiting[queue + g] = 0
            for slot in range(state.moving.shape[0]):
                stopped += state.moving[slot, queue + g]
                state.moving[slot, queue + g] = 0
            if g < n_groups:
                state.fresh[start + g] += stopped


@pasted
def see_leaders(network: Network, d: int, state: State, displaced: Counts) -> None:
    """Count those of whose leaving others have heard by today; today's own leavers are not among them."""
    seen = d - max(1, network.follow_delay)
    for p in range(network.residents.shape[0]):
        for g in range(network.residents.shape[1]):
            if seen >= 0:
                state.led[p * network.residents.shape[1] + g] += displaced[seen, p, g]
            displaced[d, p, g] = 0


@pasted
def displace(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, m: int, d: int,
    state: State, work: Work, displaced: Counts,
) -> None:  # fmt: skip
    """Let people leave home because of the shock; ``displaced`` (D, P, G) is that member's record."""
    n_places, n_groups = network.residents.shape
    e = timeline.epoch[d]
    for p in range(n_places):
        for g in range(n_groups):
            i = p * n_groups + g
            work.chance[i] = 0.0
            if state.home[i] > 0:
                rate = traits.leave_rate[m, p, g] * traits.pulse[m, d] * timeline.exposure[e, p]
                leader = network.follows[g]
                if leader >= 0 and traits.follow_rate[m] > 0.0:
                    gone = state.led[p * n_groups + leader]
                    rate += following_rate(traits.follow_rate[m], gone, network.residents[p, leader])
                work.chance[i] = leaving_chance(rate)
    batch = work.batch
    keys = network.place_key.reshape(-1)
    for k in range(draw_cells(luck, d, DISPLACEMENT, keys, state.home, work.chance, batch)):
        i = batch.cell[k]
        displaced[d, work.place_of[i], work.group_of[i]] = batch.drawn[k]


@pasted
def displace_given(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, m: int, d: int,
    state: State, work: Work, displaced: Counts,
) -> None:  # fmt: skip
    """Split a total told from outside over homes, never beyond who is there; the excess is split again."""
    seed, member = luck
    e = timeline.epoch[d]
    weights, chances = work.chance, work.given_chance
    left = timeline.given[d]
    branch = 0
    while left > 0:
        for i in range(weights.shape[0]):
            p, g = work.place_of[i], work.group_of[i]
            still = state.home[i] - displaced[d, p, g]
            weights[i] = max(0.0, still * traits.leave_rate[m, p, g] * timeline.exposure[e, p])
        if not conditional_chances(weights, chances) > 0.0:
            return
        to_place = left
        for i in range(weights.shape[0]):
            if to_place > 0 and chances[i] > 0.0:
                p, g = work.place_of[i], work.group_of[i]
                drawn = binomial(
                    at(seed, member, d, GIVEN, network.place_key[p, g], branch), to_place, chances[i]
                )
                to_place -= drawn
                taken = min(drawn, state.home[i] - displaced[d, p, g])
                displaced[d, p, g] += taken
                left -= taken
        branch += 1
