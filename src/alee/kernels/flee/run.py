"""Many days of many members under Flee's rules: the order of a day, and the check that nobody is lost."""

from typing import Any

import numpy as np

from alee.core.addresses import SEED_LIMIT, Purpose
from alee.kernels.binomial import binomial
from alee.kernels.flee.choice import prepare_day
from alee.kernels.flee.layout import (
    AGENDA,
    TODAY,
    TONIGHT,
    Cohorts,
    FleeNetwork,
    FleeRecord,
    FleeTimeline,
    FleeWork,
    empty_cohorts,
    empty_work,
)
from alee.kernels.flee.moves import Luck, clear, is_frozen, live_half, put
from alee.kernels.jit import compiled, source_digest, stored
from alee.kernels.philox import at
from alee.kernels.poisson import poisson

NOT_CONSERVED = 1
TOO_MANY_COHORTS = 3

_ORIGIN = int(Purpose.FLEE_ORIGIN)
_NUMBER = int(Purpose.FLEE_NUMBER)
_TRAIT = int(Purpose.FLEE_TRAIT)
_SINK = int(Purpose.FLEE_SINK)
_BEFORE = 1 << 31  # keys of persons who are there before the first day
_FIRST_ROOM = 4096
_MOST_ROOM = 1 << 22


@compiled
def enter(
    network: FleeNetwork, luck: Luck, p: int, key: int, r: int, n: int, cohorts: Cohorts, work: FleeWork
) -> bool:
    """Put new persons at a place, each in a group by chance; False if there is no room for a cohort."""
    seed, member, d = luck
    work.people[p] += n
    is_good = True
    for g in range(network.group_chance.shape[1]):
        if n > 0 and network.group_chance[p, g] > 0.0:
            some = binomial(at(seed, member, d, _TRAIT, np.uint32(key), g), n, network.group_chance[p, g])
            n -= some
            if some > 0:
                is_good = is_good and put(cohorts, r, p, 2 * g + 1, some)
    return is_good


@compiled
def origins(timeline: FleeTimeline, luck: Luck, m: int, work: FleeWork, record: FleeRecord) -> None:
    """Draw where those set out whose number comes from counts; without any origin they wait."""
    seed, member, d = luck
    left = timeline.spawn_total[d] + work.waiting[0]
    tail = 0.0
    for p in range(work.people.shape[0]):
        tail += work.residents[p] * timeline.spawn_weight[d, p]
    work.waiting[0] = 0 if tail > 0.0 else left
    last = -1
    for p in range(work.people.shape[0]):
        weight = work.residents[p] * timeline.spawn_weight[d, p]
        if left > 0 and tail > 0.0 and weight > 0.0:
            n = binomial(at(seed, member, d, _ORIGIN, np.uint32(p), 0), left, weight / tail)
            record.spawned[m, d, p] += n
            left -= n
            tail -= weight
            last = p
    if left > 0 and last >= 0:  # rounding left a sliver
        record.spawned[m, d, last] += left


@compiled
def spawn(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int, today: int, cohorts: Cohorts,
    work: FleeWork, record: FleeRecord,
) -> bool:  # fmt: skip
    """Bring in today's new persons; False if there is no room for a cohort."""
    seed, member, d = luck
    is_good = True
    origins(timeline, luck, m, work, record)
    for p in range(work.people.shape[0]):
        n = timeline.spawn_fixed[d, p] + np.int64(np.floor(timeline.spawn_share[d, p] * work.residents[p]))
        if timeline.spawn_mean[d, p] > 0.0:
            n += poisson(at(seed, member, d, _NUMBER, np.uint32(p), 0), timeline.spawn_mean[d, p])
        record.spawned[m, d, p] += n
        n = record.spawned[m, d, p]
        if n > 0:
            if network.takes_residents == 1:
                work.residents[p] = max(0, work.residents[p] - n)
            is_good = is_good and enter(network, luck, p, p, today, n, cohorts, work)
    return is_good


@compiled
def write_down(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int, tonight: int, cohorts: Cohorts,
    work: FleeWork, record: FleeRecord,
) -> int:  # fmt: skip
    """Settle people in camps, write down tonight's stocks, and count everybody.

    Who stands still at harvest is counted at home, but takes room where they are.
    """
    seed, member, d = luck
    on_links = 0
    for p in range(work.people.shape[0]):
        work.people[p] = work.settled[p]
    for i in range(cohorts.used[tonight]):
        n, mark = cohorts.n[tonight, i], cohorts.mark[tonight, i]
        if cohorts.where[tonight, i] >= 0:
            on_links += n
            continue
        p = -1 - cohorts.where[tonight, i]
        if network.settling[p] > 0.0 and timeline.is_camp[d, p] == 1:
            some = binomial(at(seed, member, d, _SINK, np.uint32(i), 0), n, network.settling[p])
            cohorts.n[tonight, i] -= some
            work.settled[p] += some
            work.people[p] += some
            n -= some
        work.people[p] += n
        if is_frozen(network, timeline, d, mark) and network.group_home[mark >> 1] >= 0:
            record.present[m, d, p] -= n
            record.present[m, d, network.group_home[mark >> 1]] += n
    total = on_links
    for p in range(work.people.shape[0]):
        record.present[m, d, p] += work.people[p]
        total += work.people[p]
    record.in_transit[m, d] = on_links
    return total


@compiled
def begin(network: FleeNetwork, luck: Luck, today: int, cohorts: Cohorts, work: FleeWork) -> int:
    """Put those who are there before the first day in their places; give their number, -1 without room."""
    for r in range(3):
        clear(cohorts, r)
    work.people[:] = 0
    work.settled[:] = 0
    work.waiting[0] = 0
    is_good = True
    for p in range(work.people.shape[0]):
        work.residents[p] = network.residents[p]
        if network.inserted[p] > 0:
            key = p + _BEFORE
            is_good = is_good and enter(network, luck, p, key, today, network.inserted[p], cohorts, work)
        for g in range(network.listed.shape[1]):
            if network.listed[p, g] > 0:
                work.people[p] += network.listed[p, g]
                is_good = is_good and put(cohorts, today, p, 2 * g + 1, network.listed[p, g])
    total = 0
    for p in range(work.people.shape[0]):
        total += work.people[p]
    return total if is_good else -1


@compiled
def run_day(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int, tonight: int, today: int,
    cohorts: Cohorts, work: FleeWork, record: FleeRecord,
) -> bool:  # fmt: skip
    """Live through one day of one member; False if there is no room for all its cohorts."""
    work.ticket[0] = 0
    work.left[:] = 0
    clear(cohorts, tonight)
    clear(cohorts, AGENDA)
    if not spawn(network, timeline, luck, m, today, cohorts, work, record):
        return False
    prepare_day(network, timeline, luck[2], work)
    is_good = True
    for half in range(2):
        room_of_day = today if half == 0 else AGENDA
        is_good = is_good and live_half(
            network, timeline, luck, m, room_of_day, tonight, cohorts, work, record
        )
        for p in range(work.people.shape[0]):
            work.people[p] -= work.left[p]
        work.left[:] = 0
    return is_good


def _make_engine(digest: str) -> Any:
    """Close the stored kernel over the source's digest, as ``jit`` explains."""

    @stored
    def run_members(
        network: FleeNetwork, timeline: FleeTimeline, seed: np.uint64, first_member: int, begin_at: int,
        record: FleeRecord, work: FleeWork, cohorts: Cohorts,
    ) -> str:  # fmt: skip
        for m in range(begin_at, record.status.shape[0]):
            total = begin(network, (seed, first_member + m, 0), TODAY, cohorts, work)
            status = 0 if total >= 0 else TOO_MANY_COHORTS
            d = 0
            while status == 0 and d < timeline.epoch.shape[0]:
                luck = (seed, first_member + m, d)
                tonight, today = (TONIGHT, TODAY) if d % 2 == 0 else (TODAY, TONIGHT)
                if not run_day(network, timeline, luck, m, tonight, today, cohorts, work, record):
                    status = TOO_MANY_COHORTS
                for p in range(work.people.shape[0]):
                    total += record.spawned[m, d, p]
                if status == 0:
                    counted = write_down(network, timeline, luck, m, tonight, cohorts, work, record)
                    status = 0 if counted == total else NOT_CONSERVED
                d += 1
            record.status[m] = status
            record.waiting[m] = work.waiting[0]
            if status == TOO_MANY_COHORTS:
                break
        return digest

    return run_members


_run_members = _make_engine(source_digest("flee"))


def _plain(tables: Any) -> Any:
    """Give arrays the one layout that the kernel is compiled for: contiguous and writeable."""
    return type(tables)(
        *(np.require(t, requirements=["C", "W"]) if isinstance(t, np.ndarray) else t for t in tables)
    )


def simulate_flee_block(
    network: FleeNetwork, timeline: FleeTimeline, seed: int, first_member: int, record: FleeRecord
) -> None:
    """Simulate a block of members under Flee's rules and write their evenings down.

    Parameters
    ----------
    network, timeline
        What :mod:`alee.kernels.flee.layout` says.
    seed
        Any whole number; taken modulo 2**64.
    first_member
        Number of the block's first member. Luck belongs to a member's number, not to its row.
    record
        Arrays to fill. ``record.status`` tells of each member whether it may be used.
    """
    n_cohorts, begin_at = _FIRST_ROOM, 0
    network, timeline, work = _plain(network), _plain(timeline), empty_work(network)
    while True:
        key, cohorts = np.uint64(seed % SEED_LIMIT), empty_cohorts(n_cohorts)
        _run_members(network, timeline, key, int(first_member), begin_at, record, work, cohorts)
        full = np.flatnonzero(record.status == TOO_MANY_COHORTS)
        if not len(full) or n_cohorts >= _MOST_ROOM:
            return
        begin_at = int(full[0])  # this member begins anew with more room
        for array in record:
            array[begin_at:] = 0
        n_cohorts *= 4
