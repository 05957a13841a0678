"""How cohorts choose a route, set out, ride and arrive, after Flee's published rules.

Flee looks at capacities person by person, in the order in which its persons came into being. Here, as in
Flee's own parallel version, occupancy is looked at twice a day: before anybody decides and before anybody
travels.
"""

import numpy as np

from alee.core.addresses import Purpose
from alee.kernels.binomial import binomial, conditional_chances
from alee.kernels.flee.layout import PER_KM, Cohorts, FleeNetwork, FleeRecord, FleeTimeline, FleeWork
from alee.kernels.jit import compiled
from alee.kernels.philox import at

_DECIDE = int(Purpose.FLEE_DECIDE)
_ROUTE = int(Purpose.FLEE_ROUTE)
_WALK = int(Purpose.FLEE_WALK)
_FREE_ENOUGH = 0.5
_PER_KM = float(PER_KM)

Luck = tuple[np.uint64, int, int]  # seed, member, day


@compiled
def add(cohorts: Cohorts, where: int, km: float, suffix: int, recent: int, is_first: int, n: int) -> int:
    """Add persons to the cohort of their state; 1 + its number if it is new, 0 if it is not, -1 if full."""
    mask = cohorts.slot.shape[0] - 1
    mixed = np.uint64(where + 0x40000000) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= np.uint64(np.int64(km * 4096.0)) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= np.uint64(np.int64(suffix) * 1048576 + recent * 2 + is_first) * np.uint64(0x165667B19E3779F9)
    k = np.int64(mixed >> np.uint64(32)) & mask
    while cohorts.slot[k] > 0:
        i = cohorts.slot[k] - 1
        if (
            cohorts.where[i] == where
            and cohorts.km[i] == km
            and cohorts.suffix[i] == suffix
            and cohorts.recent[i] == recent
            and cohorts.is_first[i] == is_first
        ):
            cohorts.n[i] += n
            return 0
        k = (k + 1) & mask
    i = cohorts.used[0]
    if i >= cohorts.where.shape[0]:
        return -1
    cohorts.used[0] = i + 1
    cohorts.slot[k] = i + 1
    cohorts.where[i], cohorts.km[i], cohorts.suffix[i] = where, km, suffix
    cohorts.recent[i], cohorts.is_first[i], cohorts.n[i] = recent, is_first, n
    return int(i + 1)


@compiled
def clear(cohorts: Cohorts) -> None:
    """Forget all cohorts."""
    cohorts.used[0] = 0
    cohorts.slot[:] = 0


@compiled
def aged(network: FleeNetwork, recent: int, km_today: float) -> int:
    """Give tonight's recent-travel index: the mean of its old value and today's way."""
    if network.avoids_short_stints == 0:
        return 0
    return int(np.rint((recent + km_today * _PER_KM) / 2.0))


@compiled
def room(network: FleeNetwork, timeline: FleeTimeline, d: int, p: int, people: int) -> float:
    """Compute the capacity multiplier: 1 with room to spare, 0 when full; no capacity means 1."""
    capacity = timeline.capacity[d, p]
    free = network.capacity_buffer * capacity
    if capacity < 1.0 or people <= free:
        return 1.0
    return 0.0 if people >= capacity else 1.0 - (people - free) / (capacity - free)


@compiled
def weigh(network: FleeNetwork, timeline: FleeTimeline, d: int, p: int, work: FleeWork) -> bool:
    """Compute the chance of each route from a place in this half day; False if there is no way out."""
    if work.known[p] > 0:
        return bool(work.known[p] == 1)
    first, stop = network.route_start[p], network.route_start[p + 1]
    best, n_open = 0.0, 0
    for c in range(first, stop):
        is_open = True
        for k in range(network.path_start[c], network.path_start[c + 1]):
            is_open = is_open and timeline.is_closed[d, network.path_links[k]] == 0
        work.weight[c] = -1.0
        if is_open:
            end = network.suffix_final[network.route_suffix[c]]
            pull = timeline.pull[timeline.epoch[d], c] * room(network, timeline, d, end, work.people[end])
            work.weight[c] = pull if network.weight_power == 1.0 else pull**network.weight_power
            best = max(best, work.weight[c])
            n_open += 1
    least = best / network.pruning if network.pruning > 0.0 else 0.0
    for c in range(first, stop):
        if work.weight[c] < 0.0 or work.weight[c] < least:
            work.weight[c] = 0.0
        elif best == 0.0:
            work.weight[c] = 1.0
    conditional_chances(work.weight[first:stop], work.chance[first:stop])
    work.known[p] = 1 if n_open > 0 else 2
    return n_open > 0


@compiled
def link_towards(network: FleeNetwork, timeline: FleeTimeline, d: int, p: int, target: int) -> int:
    """Find the first open link from a place to the next one; -1 if there is none."""
    for k in range(network.out_start[p], network.out_start[p + 1]):
        link = network.out_links[k]
        if network.link_to[link] == target and timeline.is_closed[d, link] == 0:
            return int(link)
    return -1


@compiled
def stay(
    network: FleeNetwork, p: int, suffix: int, recent: int, is_first: int, km_today: float, n: int,
    tonight: Cohorts,
) -> bool:  # fmt: skip
    """Let persons spend the night at a place; False if there is no room for another cohort."""
    return add(tonight, -1 - p, 0.0, suffix, aged(network, recent, km_today), is_first, n) >= 0


@compiled
def ride_at(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int, link: int, km: float, suffix: int,
    recent: int, is_first: int, km_today: float, speed: float, n: int,
    tonight: Cohorts, agenda: Cohorts, work: FleeWork, record: FleeRecord,
) -> bool:  # fmt: skip
    """Move persons along a link with one speed; who arrives with time left is put on today's agenda."""
    d = luck[2]
    if km + speed <= network.link_km[link]:
        tired = aged(network, recent, km_today + speed)
        return add(tonight, link, km + speed, suffix, tired, is_first, n) >= 0
    today = km_today + (network.link_km[link] - km)
    is_shut = timeline.is_closed[d, link] == 1
    p = network.link_from[link] if is_shut else network.link_to[link]
    if not is_shut:
        record.arrivals[m, d, p] += n
    if is_shut or today >= speed:
        return stay(network, p, suffix, recent, 0, today, n, tonight)
    added = add(agenda, -1 - p, today, suffix, recent, 0, n)
    if added > 0:
        b = int(today / network.bucket_km)
        agenda.following[added - 1] = work.bucket[b]
        work.bucket[b] = added - 1
    return added >= 0


@compiled
def ride(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int, link: int, km: float, suffix: int,
    recent: int, is_first: int, km_today: float, n: int,
    tonight: Cohorts, agenda: Cohorts, work: FleeWork, record: FleeRecord,
) -> bool:  # fmt: skip
    """Move persons along a link, some of them on foot."""
    if n == 0:
        return True
    seed, member, d = luck
    on_foot = network.starts_on_foot == 1 and is_first == 1
    speed = network.walk_speed if on_foot else network.link_speed[link]
    walkers = 0
    if network.walk_chance[link] > 0.0 and speed != network.walk_speed:
        work.ticket[0] += 1
        key = np.uint32(work.ticket[0])
        walkers = binomial(at(seed, member, d, _WALK, key, 0), n, network.walk_chance[link])
    is_good = True
    if walkers > 0:
        is_good = ride_at(
            network, timeline, luck, m, link, km, suffix, recent, is_first, km_today, network.walk_speed,
            walkers, tonight, agenda, work, record,
        )  # fmt: skip
    if n > walkers:
        is_good = is_good and ride_at(
            network, timeline, luck, m, link, km, suffix, recent, is_first, km_today, speed, n - walkers,
            tonight, agenda, work, record,
        )  # fmt: skip
    return is_good


@compiled
def follow(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int, p: int, suffix: int, recent: int,
    is_first: int, km_today: float, n: int,
    tonight: Cohorts, agenda: Cohorts, work: FleeWork, record: FleeRecord,
) -> bool:  # fmt: skip
    """Send persons with a plan on their next link; a plan that ends in a full camp or is cut is dropped."""
    d = luck[2]
    final = network.suffix_final[suffix]
    link = link_towards(network, timeline, d, p, network.suffix_next[suffix])
    is_full = timeline.is_camp[d, final] == 1 and (
        room(network, timeline, d, final, work.people[final]) < _FREE_ENOUGH
    )
    if link < 0 or is_full:
        return stay(network, p, 0, recent, is_first, km_today, n, tonight)
    work.left[p] += n
    rest = network.suffix_rest[suffix]
    return ride(
        network, timeline, luck, m, link, 0.0, rest, recent, is_first, km_today, n, tonight, agenda, work,
        record,
    )  # fmt: skip


@compiled
def decide(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int, p: int, suffix: int, recent: int,
    is_first: int, km_today: float, is_forced: int, n: int,
    tonight: Cohorts, agenda: Cohorts, work: FleeWork, record: FleeRecord,
) -> bool:  # fmt: skip
    """Let persons at a place stay, follow their plan, or make one and set out."""
    seed, member, d = luck
    if suffix > 0:
        return follow(
            network,
            timeline,
            luck,
            m,
            p,
            suffix,
            recent,
            is_first,
            km_today,
            n,
            tonight,
            agenda,
            work,
            record,
        )
    work.ticket[0] += 1
    key = np.uint32(work.ticket[0])
    movers = n
    if is_forced == 0:
        movers = binomial(at(seed, member, d, _DECIDE, key, 0), n, timeline.leaving[d, p])
    if movers > 0 and not weigh(network, timeline, d, p, work):
        movers = 0
    is_good = True
    if n > movers:
        is_good = stay(network, p, 0, recent, is_first, km_today, n - movers, tonight)
    first = network.route_start[p]
    c = first
    while movers > 0:
        going = binomial(at(seed, member, d, _ROUTE, key, c - first), movers, work.chance[c])
        movers -= going
        if going > 0:
            is_good = is_good and follow(
                network, timeline, luck, m, p, network.route_suffix[c], recent, is_first, km_today, going,
                tonight, agenda, work, record,
            )  # fmt: skip
        c += 1
    return is_good
