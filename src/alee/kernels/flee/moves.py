"""How cohorts decide, set out, ride and arrive, after Flee's published rules.

A cohort is drawn apart in one go: first by what its persons do (stay, or take a route), then by how fast they
are. Small cohorts are drawn person by person, which is quicker; both are the same law.
"""

import numpy as np

from alee.core.addresses import Purpose
from alee.kernels.binomial import binomial
from alee.kernels.flee.choice import candidate, first_link, weigh
from alee.kernels.flee.layout import (
    AGENDA,
    Cohorts,
    FleeNetwork,
    FleeRecord,
    FleeTimeline,
    FleeWork,
)
from alee.kernels.jit import compiled, inlined
from alee.kernels.philox import at, uniform_pair

_DECIDE = int(Purpose.FLEE_DECIDE)
_ROUTE = int(Purpose.FLEE_ROUTE)
_WALK = int(Purpose.FLEE_WALK)
_FEW = 6  # persons up to whom a cohort is drawn one by one
_RARELY = 0.3  # movers expected, below which the number of movers is drawn first

Luck = tuple[np.uint64, int, int]  # seed, member, day


@inlined
def add(
    cohorts: Cohorts, r: int, done: int, where: int, km: float, suffix: int, recent: int, mark: int, n: int
) -> bool:
    """Add persons to the cohort of their state in a room; False if there is no room for another one.

    Cohorts below ``done`` have been dealt with: who comes later into such a state is a new cohort.
    """
    mask = cohorts.slot.shape[1] - 1
    mixed = np.uint64(where + 0x40000000) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= np.uint64(np.int64(km * 4096.0)) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= np.uint64(np.int64(suffix) * 1048576 + recent) * np.uint64(0x165667B19E3779F9)
    mixed ^= np.uint64(mark + 1) * np.uint64(0xD6E8FEB86659FD93)
    k = np.int64(mixed >> np.uint64(32)) & mask
    while cohorts.slot[r, k] > 0:
        i = cohorts.slot[r, k] - 1
        if (
            cohorts.where[r, i] == where
            and cohorts.km[r, i] == km
            and cohorts.suffix[r, i] == suffix
            and cohorts.recent[r, i] == recent
            and cohorts.mark[r, i] == mark
        ):
            if i >= done:
                cohorts.n[r, i] += n
                return True
            break
        k = (k + 1) & mask
    i = cohorts.used[r]
    if i >= cohorts.where.shape[1]:
        return False
    cohorts.used[r] = i + 1
    cohorts.slot[r, k] = i + 1
    cohorts.where[r, i], cohorts.km[r, i], cohorts.suffix[r, i] = where, km, suffix
    cohorts.recent[r, i], cohorts.mark[r, i], cohorts.n[r, i] = recent, mark, n
    cohorts.found_at[r, i] = k
    return True


@compiled
def put(cohorts: Cohorts, r: int, p: int, mark: int, n: int) -> bool:
    """Put persons without a past at a place; False if there is no room for another cohort."""
    return add(cohorts, r, 0, -1 - p, 0.0, 0, 0, mark, n)


@compiled
def clear(cohorts: Cohorts, r: int) -> None:
    """Forget all cohorts of a room."""
    for i in range(cohorts.used[r]):
        cohorts.slot[r, cohorts.found_at[r, i]] = 0
    cohorts.used[r] = 0


@inlined
def aged(network: FleeNetwork, recent: int, km_today: float) -> int:
    """Give tonight's recent-travel index: the mean of its old value and today's way."""
    if network.avoids_short_stints == 0:
        return 0
    return int(np.rint((recent + km_today) / 2.0))


@compiled
def share_out(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, p: int, k: int, chance: float, n: int,
    work: FleeWork,
) -> int:  # fmt: skip
    """Draw how many persons without a plan stay, and how many take each candidate; give the number of fates.

    ``work.doing`` holds those who stay, then those of each candidate.
    """
    seed, member, d = luck
    first, stop = network.route_start[p], network.route_start[p + 1]
    key = np.uint32(work.ticket[0])
    work.doing[0] = n
    if n > _FEW or n * chance < _RARELY:
        movers = n if chance >= 1.0 else binomial(at(seed, member, d, _DECIDE, key, 0), n, chance)
        if movers == 0 or not weigh(network, timeline, d, p, k, work):
            return 1
        work.doing[0] = n - movers
        for c in range(first, stop):
            going = 0
            if movers > 0:
                going = binomial(at(seed, member, d, _ROUTE, key, c - first), movers, work.chance[k, c])
            work.doing[1 + c - first] = going
            movers -= going
        return int(1 + stop - first)
    if not weigh(network, timeline, d, p, k, work):
        return 1
    work.doing[1 : 1 + stop - first] = 0
    for i in range(0, n, 2):
        u, v = uniform_pair(at(seed, member, d, _DECIDE, key, i), 0)
        for _ in range(min(2, n - i)):
            if u < chance:
                work.doing[1 + candidate(work.upto, k, first, stop, u / chance) - first] += 1
                work.doing[0] -= 1
            u = v
    return int(1 + stop - first)


@inlined
def is_frozen(network: FleeNetwork, timeline: FleeTimeline, d: int, mark: int) -> bool:
    """Tell whether persons stand still because it is a month of harvest."""
    return bool(timeline.is_harvest[d] == 1 and network.stands_still[mark >> 1] == 1)


@inlined
def fates_of(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, p: int, suffix: int, mark: int, recent: int,
    today: float, n: int, r: int, work: FleeWork,
) -> int:  # fmt: skip
    """Decide for a cohort at a place; the number of fates, -1 for a plan that is followed or dropped."""
    d = luck[2]
    work.doing[0] = n
    if is_frozen(network, timeline, d, mark):
        return 1
    if suffix > 0:
        return -1
    is_short = network.avoids_short_stints == 1 and recent + today < network.max_speed
    is_forced = r == AGENDA and is_short and timeline.is_town[d, p] == 1
    chance = 1.0 if is_forced else work.leaving[p]
    return share_out(network, timeline, luck, p, network.group_kind[mark >> 1], chance, n, work)


@compiled
def live_half(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int, room_of_day: int, room_of_night: int,
    cohorts: Cohorts, work: FleeWork, record: FleeRecord,
) -> bool:  # fmt: skip
    """Let every cohort of a room decide and move; False if there is no room for another cohort.

    In the morning the room is that of the day before; later it is the agenda of those who arrived with time
    left, which grows while it is worked off.
    """
    seed, member, d = luck
    is_midday = room_of_day == AGENDA
    work.known[:] = 0
    i = 0
    while i < cohorts.used[room_of_day]:
        where, suffix = cohorts.where[room_of_day, i], cohorts.suffix[room_of_day, i]
        recent, mark = cohorts.recent[room_of_day, i], cohorts.mark[room_of_day, i]
        so_far, n = cohorts.km[room_of_day, i], cohorts.n[room_of_day, i]
        i += 1
        work.ticket[0] += 1
        p, today, on_link = -1 - where, 0.0, 0.0
        n_fates = 1
        if where >= 0:
            on_link = so_far
            work.doing[0] = n
        else:
            today = so_far if is_midday else 0.0
            n_fates = fates_of(network, timeline, luck, p, suffix, mark, recent, today, n, room_of_day, work)
        for fate in range(abs(n_fates)):
            going = work.doing[fate]
            if going == 0:
                continue
            link, rest = -1, 0
            if where >= 0:
                link, rest = where, suffix
            elif n_fates < 0:
                link = first_link(network, timeline, d, p, suffix, work)
                rest = network.suffix_rest[suffix] if link >= 0 else 0
            elif fate > 0:
                c = network.route_start[p] + fate - 1
                link = work.link[network.group_kind[mark >> 1], c]
                rest = network.suffix_rest[network.route_suffix[c]] if link >= 0 else 0
            elif n_fates == 1:
                rest = suffix  # who stands still keeps the plan; others without a way out have none
            walkers = 0
            pace = network.walk_speed
            if link >= 0:
                if where < 0:
                    work.left[p] += going
                if network.starts_on_foot == 0 or (mark & 1) == 0:
                    pace = network.link_speed[link]
                if network.walk_chance[link] > 0.0 and pace != network.walk_speed:
                    address = at(seed, member, d, _WALK, np.uint32(work.ticket[0]), fate)
                    walkers = binomial(address, going, network.walk_chance[link])
            for on_foot in range(2):
                number = walkers if on_foot == 1 else going - walkers
                if number == 0:
                    continue
                speed = network.walk_speed if on_foot == 1 else pace
                r, to, km, later = room_of_night, where, 0.0, mark
                travelled = today
                if link < 0:
                    to = -1 - p
                elif on_link + speed <= network.link_km[link]:
                    to, km, travelled = link, on_link + speed, today + speed
                else:
                    travelled = today + (network.link_km[link] - on_link)
                    is_shut = timeline.is_closed[d, link] == 1
                    to = -1 - (network.link_from[link] if is_shut else network.link_to[link])
                    later = mark & ~1
                    if not is_shut:
                        record.arrivals[m, d, -1 - to] += number
                        if travelled < speed:
                            r, km = AGENDA, travelled
                tired = recent if r == AGENDA else aged(network, recent, travelled)
                done = i if r == room_of_day else 0
                if not add(cohorts, r, done, to, km, rest, tired, later, number):
                    return False
    return True
