"""What places look like to people under Flee's rules: room, chances to leave, the weights of routes.

Flee looks at capacities person by person, in the order in which its persons came into being. Here, as in
Flee's own parallel version, occupancy is looked at twice a day: before anybody decides and before anybody
travels. So the chances of all routes from a place are worked out once per half day, place and kind of person.
"""

import numpy as np

from alee.kernels.binomial import conditional_chances
from alee.kernels.flee.layout import FleeNetwork, FleeTimeline, FleeWork
from alee.kernels.jit import compiled, inlined

_FREE_ENOUGH = 0.5


@inlined
def room(network: FleeNetwork, timeline: FleeTimeline, d: int, p: int, people: int) -> float:
    """Compute the capacity multiplier: 1 with room to spare, 0 when full; no capacity means 1."""
    capacity = timeline.capacity[d, p]
    free = network.capacity_buffer * capacity
    if capacity < 1.0 or people <= free:
        return 1.0
    return 0.0 if people >= capacity else 1.0 - (people - free) / (capacity - free)


@compiled
def prepare_day(network: FleeNetwork, timeline: FleeTimeline, d: int, work: FleeWork) -> None:
    """Work out what residents make of today's chances to leave and of the pull of places."""
    for p in range(work.people.shape[0]):
        chance = timeline.movechance[d, p]
        if network.size_power != 0.0:
            size = max(float(work.residents[p]), timeline.room[d, p])
            chance *= (size / network.size_base) ** network.size_power
        chance = min(max(chance, 0.0), 1.0)
        chance = timeline.hunger[d, p] + (1.0 - timeline.hunger[d, p]) * chance
        work.leaving[p] = chance if timeline.flooded[d, p] < 0.0 else timeline.flooded[d, p]
        work.growth[p] = 1.0
        if network.growth_power != 0.0 and timeline.is_camp[d, p] == 0:
            work.growth[p] = max(1.0, float(work.residents[p])) ** network.growth_power


@compiled
def weigh(network: FleeNetwork, timeline: FleeTimeline, d: int, p: int, k: int, work: FleeWork) -> bool:
    """Compute the chance of each route from a place in this half day; False if there is no way out."""
    if work.known[k, p] > 0:
        return bool(work.known[k, p] == 1)
    first, stop = network.route_start[p], network.route_start[p + 1]
    best, n_open, taken = 0.0, 0, -1
    for c in range(first, stop):
        end = network.route_end[c]
        is_open = network.only_best == 0 or end != taken
        for i in range(network.path_start[c], network.path_start[c + 1]):
            is_open = is_open and timeline.is_closed[d, network.path_links[i]] == 0
        work.weight[c] = -1.0
        if is_open:
            taken = end
            pull = network.weight_softening + timeline.pull[timeline.epoch[d], k, c] * work.growth[end]
            pull *= network.nearness[c]
            if network.only_best == 0:
                pull *= room(network, timeline, d, end, work.people[end])
            work.weight[c] = pull if network.weight_power == 1.0 else pull**network.weight_power
            best = max(best, work.weight[c])
            n_open += 1
    least = best / network.pruning if network.pruning > 0.0 else 0.0
    for c in range(first, stop):
        if work.weight[c] < 0.0 or work.weight[c] < least:
            work.weight[c] = 0.0
        elif best == 0.0:
            work.weight[c] = 1.0
        work.link[k, c] = first_link(network, timeline, d, p, network.route_suffix[c], work)
    total = conditional_chances(work.weight[first:stop], work.chance[k, first:stop])
    passed = 0.0
    for c in range(first, stop):
        passed += work.weight[c]
        is_last = work.chance[k, c] == 1.0  # of those with a weight, whatever rounding says
        work.upto[k, c] = 1.0 if is_last else passed / total
    work.known[k, p] = 1 if n_open > 0 else 2
    return n_open > 0


@compiled
def first_link(
    network: FleeNetwork, timeline: FleeTimeline, d: int, p: int, suffix: int, work: FleeWork
) -> int:
    """Find the first open link of a plan; -1 if there is none, or the plan ends in a full camp."""
    final, target = network.suffix_final[suffix], network.suffix_next[suffix]
    if final >= 0 and timeline.is_camp[d, final] == 1:
        if room(network, timeline, d, final, work.people[final]) < _FREE_ENOUGH:
            return -1
    for i in range(network.out_start[p], network.out_start[p + 1]):
        link = network.out_links[i]
        if network.link_to[link] == target and timeline.is_closed[d, link] == 0:
            return int(link)
    return -1


@inlined
def candidate(upto: np.ndarray, k: int, first: int, stop: int, u: float) -> int:
    """Find the candidate in whose stretch of the chances ``u`` (0 to 1) falls."""
    c = first
    while c < stop - 1 and u > upto[k, c]:
        c += 1
    return c
