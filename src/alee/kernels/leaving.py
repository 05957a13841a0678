"""The morning of a day: events take effect, and people are displaced.

Legend: p place, c corridor, g group, d day, e epoch, m row of the member in the block.
``luck`` is the pair (seed, member) that every address begins with.
"""

import math

from alee.core.addresses import Purpose
from alee.kernels.draws import at, binomial
from alee.kernels.jit import compiled
from alee.kernels.rules import inclusive_value, leaving_chance
from alee.kernels.state import enter_cohort

DISPLACE = int(Purpose.DISPLACEMENT)
GIVEN = int(Purpose.GIVEN_DISPLACEMENT)
MINUS_INFINITY = -math.inf


@compiled
def weigh_corridors(network, timeline, traits, m, e, work):  # type: ignore[no-untyped-def]
    """Log weights of all corridors for an epoch: attraction, what lies beyond, cost and admission."""
    n_places, n_groups = network.residents.shape
    n_corridors = len(network.corridor_from)
    value = work.lookahead
    value[:] = traits.value[m]
    for _ in range(network.lookahead):
        for p in range(n_places):
            for g in range(n_groups):
                beyond = 0.0
                for i in range(network.out_start[p], network.out_start[p + 1]):
                    c = network.out_corridors[i]
                    if timeline.is_open[e, c] and timeline.admit[e, c, g] > 0.0:
                        gain = value[network.corridor_to[c], g] - traits.cost[m, c]
                        beyond += timeline.admit[e, c, g] * math.exp(gain)
                gain = traits.discount[m] * inclusive_value(beyond)
                work.lookahead_next[p, g] = traits.value[m, p, g] + gain
        value[:] = work.lookahead_next
    for c in range(n_corridors):
        for g in range(n_groups):
            admitted = timeline.admit[e, c, g]
            if timeline.is_open[e, c] and admitted > 0.0:
                gain = value[network.corridor_to[c], g] - traits.cost[m, c]
                work.log_weight[c, g] = gain + math.log(admitted)
            else:
                work.log_weight[c, g] = MINUS_INFINITY


@compiled
def turn_away(network, timeline, e, state, d):  # type: ignore[no-untyped-def]
    """A closed corridor: who waits or travels on it goes back to its start; ordinary trips are dropped."""
    n_groups = network.residents.shape[1]
    for c in range(len(network.corridor_from)):
        if timeline.is_open[e, c]:
            continue
        p = network.corridor_from[c]
        for g in range(n_groups):
            stopped = state.waiting[c, g]
            for slot in range(state.moving.shape[2]):
                stopped += state.moving[c, g, slot]
                state.moving[c, g, slot] = 0
            state.waiting[c, g] = 0
            state.fresh[p, g] += stopped
            enter_cohort(network, d, p, g, stopped, state)
        state.waiting[c, n_groups] = 0
        state.moving[c, n_groups, :] = 0


@compiled
def displace(network, timeline, traits, luck, m, d, state, displaced):  # type: ignore[no-untyped-def]
    """People leave home because of the shock; they are fresh at their own place until they set out."""
    if timeline.given[d] >= 0:
        displace_given(network, timeline, traits, luck, m, d, state, displaced)
        return
    e = timeline.epoch[d]
    seed, member = luck
    pulse = traits.pulse[m, d]
    for p in range(network.residents.shape[0]):
        for g in range(network.residents.shape[1]):
            if state.home[p, g] == 0:
                continue
            rate = traits.leave_rate[m, p, g] * pulse * timeline.exposure[e, p]
            leader = network.follows[g]
            before = d - network.follow_delay
            if leader >= 0 and before >= 0:
                gone = state.left[before, p, leader] / max(1.0, float(network.residents[p, leader]))
                rate += traits.follow_rate[m] * gone
            if rate > 0.0:
                chance = leaving_chance(rate)
                cell = network.place_key[p, g]
                displaced[p, g] = binomial(at(seed, member, d, DISPLACE, cell, 0), state.home[p, g], chance)


@compiled
def displace_given(network, timeline, traits, luck, m, d, state, displaced):  # type: ignore[no-untyped-def]
    """A total told from outside, split over homes by residents and exposure, never beyond who is there."""
    e = timeline.epoch[d]
    seed, member = luck
    left = timeline.given[d]
    for attempt in range(60):
        rest = 0.0
        for p in range(network.residents.shape[0]):
            for g in range(network.residents.shape[1]):
                there = state.home[p, g] - displaced[p, g]
                rest += there * traits.leave_rate[m, p, g] * timeline.exposure[e, p]
        if left == 0 or rest <= 0.0:
            return
        to_place = left
        for p in range(network.residents.shape[0]):
            for g in range(network.residents.shape[1]):
                there = state.home[p, g] - displaced[p, g]
                weight = there * traits.leave_rate[m, p, g] * timeline.exposure[e, p]
                if weight <= 0.0 or to_place == 0:
                    continue
                share = min(1.0, weight / rest)
                drawn = binomial(at(seed, member, d, GIVEN, network.place_key[p, g], attempt), to_place, share)
                to_place -= drawn
                rest -= weight
                taken = min(drawn, there)
                displaced[p, g] += taken
                left -= taken
