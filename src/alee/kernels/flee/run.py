"""Many days of many members under Flee's rules: the order of a day, and the check that nobody is lost."""

from typing import Any

import numpy as np

from alee.core.addresses import SEED_LIMIT, Purpose
from alee.kernels.binomial import binomial
from alee.kernels.flee.layout import (
    PER_KM,
    Cohorts,
    FleeNetwork,
    FleeRecord,
    FleeTimeline,
    FleeWork,
    empty_cohorts,
    empty_work,
)
from alee.kernels.flee.moves import Luck, add, clear, decide, ride
from alee.kernels.jit import compiled, source_digest, stored
from alee.kernels.philox import at
from alee.kernels.poisson import poisson

NOT_CONSERVED = 1
NO_ORIGIN = 2
TOO_MANY_COHORTS = 3

_ORIGIN = int(Purpose.FLEE_ORIGIN)
_NUMBER = int(Purpose.FLEE_NUMBER)
_PER_KM = float(PER_KM)
_FIRST_ROOM = 4096
_MOST_ROOM = 1 << 22


@compiled
def spawn(
    timeline: FleeTimeline, luck: Luck, m: int, today: Cohorts, work: FleeWork, record: FleeRecord
) -> int:
    """Bring in today's new persons; give the status."""
    seed, member, d = luck
    left = timeline.spawn_total[d]
    for p in range(work.people.shape[0]):
        n = timeline.spawn_fixed[d, p]
        if timeline.spawn_mean[d, p] > 0.0:
            n += poisson(at(seed, member, d, _NUMBER, np.uint32(p), 0), timeline.spawn_mean[d, p])
        if left > 0 and timeline.spawn_chance[d, p] > 0.0:
            address = at(seed, member, d, _ORIGIN, np.uint32(p), 0)
            chosen = binomial(address, left, timeline.spawn_chance[d, p])
            left -= chosen
            n += chosen
        if n > 0 and add(today, -1 - p, 0.0, 0, 0, 1, n) < 0:
            return TOO_MANY_COHORTS
        record.spawned[m, d, p] = n
        work.people[p] += n
    return 0 if left == 0 else NO_ORIGIN


@compiled
def morning(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int,
    tonight: Cohorts, today: Cohorts, agenda: Cohorts, work: FleeWork, record: FleeRecord,
) -> bool:  # fmt: skip
    """Let everybody at a place decide, and move those who were on the way this morning."""
    is_good = True
    work.known[:] = 0
    work.left[:] = 0
    for i in range(today.used[0]):
        where, suffix, recent, first = today.where[i], today.suffix[i], today.recent[i], today.is_first[i]
        if where < 0:
            is_good = is_good and decide(
                network, timeline, luck, m, -1 - where, suffix, recent, first, 0.0, 0, today.n[i],
                tonight, agenda, work, record,
            )  # fmt: skip
        else:
            is_good = is_good and ride(
                network, timeline, luck, m, where, today.km[i], suffix, recent, first, 0.0, today.n[i],
                tonight, agenda, work, record,
            )  # fmt: skip
    return is_good


@compiled
def on_the_way(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int,
    tonight: Cohorts, agenda: Cohorts, work: FleeWork, record: FleeRecord,
) -> bool:  # fmt: skip
    """Let those who arrived with time left decide again, by how far they have come today."""
    is_good = True
    work.known[:] = 0
    d = luck[2]
    for p in range(work.people.shape[0]):
        work.people[p] -= work.left[p]
    for b in range(work.bucket.shape[0]):
        i = work.bucket[b]
        work.bucket[b] = -1
        while i >= 0 and is_good:
            p, recent, today = -1 - agenda.where[i], agenda.recent[i], agenda.km[i]
            is_short = recent / _PER_KM + today < network.max_speed
            is_forced = network.avoids_short_stints == 1 and is_short and timeline.is_town[d, p] == 1
            is_good = decide(
                network, timeline, luck, m, p, agenda.suffix[i], recent, 0, today, int(is_forced),
                agenda.n[i], tonight, agenda, work, record,
            )  # fmt: skip
            i = agenda.following[i]
    return is_good


@compiled
def write_down(luck: Luck, m: int, tonight: Cohorts, work: FleeWork, record: FleeRecord) -> int:
    """Make tonight's stocks tomorrow's, write them down, and count everybody."""
    d = luck[2]
    total = 0
    work.people[:] = 0
    on_links = 0
    for i in range(tonight.used[0]):
        if tonight.where[i] < 0:
            work.people[-1 - tonight.where[i]] += tonight.n[i]
        else:
            on_links += tonight.n[i]
    for p in range(work.people.shape[0]):
        record.present[m, d, p] = work.people[p]
        total += work.people[p]
    record.in_transit[m, d] = on_links
    return total + on_links


@compiled
def begin(network: FleeNetwork, today: Cohorts, work: FleeWork) -> int:
    """Put those who are there before the first day in their places; give their number."""
    clear(today)
    work.bucket[:] = -1
    total = 0
    for p in range(work.people.shape[0]):
        n = network.inserted[p]
        if n > 0:
            add(today, -1 - p, 0.0, 0, 0, 1, n)
        work.people[p] = n
        total += n
    return total


@compiled
def run_day(
    network: FleeNetwork, timeline: FleeTimeline, luck: Luck, m: int, tonight: Cohorts, today: Cohorts,
    agenda: Cohorts, work: FleeWork, record: FleeRecord,
) -> int:  # fmt: skip
    """Live through one day of one member; give its status."""
    work.ticket[0] = 0
    clear(tonight)
    clear(agenda)
    status = spawn(timeline, luck, m, today, work, record)
    if status != 0:
        return status
    is_good = morning(network, timeline, luck, m, tonight, today, agenda, work, record)
    is_good = is_good and on_the_way(network, timeline, luck, m, tonight, agenda, work, record)
    return 0 if is_good else TOO_MANY_COHORTS


def _make_engine(digest: str) -> Any:
    """Close the stored kernel over the source's digest, as ``jit`` explains."""

    @stored
    def run_members(
        network: FleeNetwork, timeline: FleeTimeline, seed: np.uint64, first_member: int, record: FleeRecord,
        work: FleeWork, one: Cohorts, other: Cohorts, agenda: Cohorts,
    ) -> str:  # fmt: skip
        for m in range(record.status.shape[0]):
            total = begin(network, other, work)
            status = 0
            d = 0
            while status == 0 and d < timeline.epoch.shape[0]:
                luck = (seed, first_member + m, d)
                tonight, today = (one, other) if d % 2 == 0 else (other, one)
                status = run_day(network, timeline, luck, m, tonight, today, agenda, work, record)
                for p in range(work.people.shape[0]):
                    total += record.spawned[m, d, p]
                if status == 0 and write_down(luck, m, tonight, work, record) != total:
                    status = NOT_CONSERVED
                d += 1
            record.status[m] = status
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
    n_cohorts = _FIRST_ROOM
    while True:
        rooms = [empty_cohorts(n_cohorts) for _ in range(3)]
        _run_members(
            _plain(network), _plain(timeline), np.uint64(seed % SEED_LIMIT), int(first_member), record,
            empty_work(network), *rooms,
        )  # fmt: skip
        if not (record.status == TOO_MANY_COHORTS).any() or n_cohorts >= _MOST_ROOM:
            return
        for array in record:
            array[:] = 0
        n_cohorts *= 4
