"""Many days of many members: the order of a day, what is written down, and the check that nobody is lost.

Legend: m row of the member in the block, d day, p place, c corridor, g group (G = ordinary traffic).
"""

import math
from functools import cache

import numpy as np

from alee.kernels.choosing import choose
from alee.kernels.jit import compiled, source_digest, stored
from alee.kernels.layout import Network, Record, Timeline, Traits
from alee.kernels.leaving import displace, turn_away, weigh_corridors
from alee.kernels.passing import admit, go_back_ordinary, join_ordinary, settle, travel
from alee.kernels.state import new_state, new_work, reset_state

NOT_CONSERVED = 1
BELOW_ZERO = 2
NOT_FINITE = 3


@compiled
def remember_evening(network, state, work):  # type: ignore[no-untyped-def]
    """What tomorrow's choices will look at: queues and stocks of this evening."""
    for c in range(len(network.corridor_from)):
        work.queue[c] = state.waiting[c].sum()
    for p in range(network.residents.shape[0]):
        work.present[p] = state.fresh[p].sum() + state.staying[p].sum()


@compiled
def start_visits(network, timeline, traits, m, state):  # type: ignore[no-untyped-def]
    """Ordinary travellers who are abroad when the story begins (a declared entry)."""
    for c in range(len(network.corridor_from)):
        if timeline.is_open[0, c]:
            level = traits.ordinary_level[m, c] * timeline.season[0, c]
            state.visitors[c] = int(math.floor(level * traits.ordinary_stay[m, c] + 0.5))


@compiled
def write_down(network, m, d, state, work, returns, record):  # type: ignore[no-untyped-def]
    """Copy the day into the record."""
    n_places, n_groups = network.residents.shape
    in_transit = 0
    for p in range(n_places):
        for g in range(n_groups):
            record.present[m, d, p, g] = state.fresh[p, g] + state.staying[p, g]
            record.arrivals[m, d, p] += work.arriving[p, g]
            record.returned[m, d, p] += state.returned[p, g]
    for c in range(len(network.corridor_from)):
        passed, waiting = 0, 0
        for g in range(n_groups):
            passed += work.crossing[c, g]
            waiting += state.waiting[c, g]
            for slot in range(state.moving.shape[2]):
                in_transit += state.moving[c, g, slot]
        record.crossings[m, d, c] = passed
        record.departures[m, d, network.corridor_from[c]] += passed
        record.returns[m, d, c] = returns[c]
        record.ordinary_out[m, d, c] = work.crossing[c, n_groups]
        record.ordinary_back[m, d, c] = work.back[c]
        record.waiting[m, d, c] = waiting
        record.queue[m, d, c] = waiting + state.waiting[c, n_groups]
    record.in_transit[m, d] = in_transit


@compiled
def verdict(network, state):  # type: ignore[no-untyped-def]
    """0 if every person of every group is somewhere and no count is below zero, else what is wrong."""
    n_places, n_groups = network.residents.shape
    lowest = 0
    for g in range(n_groups):
        expected, found = 0, 0
        for p in range(n_places):
            expected += network.residents[p, g]
            cells = (state.home[p, g], state.fresh[p, g], state.staying[p, g], state.returned[p, g])
            for count in cells:
                found += count
                lowest = min(lowest, count)
        for c in range(len(network.corridor_from)):
            found += state.waiting[c, g]
            lowest = min(lowest, state.waiting[c, g])
            for slot in range(state.moving.shape[2]):
                found += state.moving[c, g, slot]
        if expected != found:
            return NOT_CONSERVED
    return BELOW_ZERO if lowest < 0 else 0


@compiled
def is_finite(traits, m):  # type: ignore[no-untyped-def]
    """Whether a member's rates, values and costs are all finite."""
    return bool(
        np.isfinite(traits.pulse[m]).all()
        and np.isfinite(traits.leave_rate[m]).all()
        and np.isfinite(traits.value[m]).all()
        and np.isfinite(traits.cost[m]).all()
        and np.isfinite(traits.ordinary_level[m]).all()
    )


@compiled
def run_day(network, timeline, traits, luck, m, d, state, work, record):  # type: ignore[no-untyped-def]
    """One day of one member, in the order of METHODS section 3."""
    e = timeline.epoch[d]
    if d == 0 or timeline.epoch[d - 1] != e:
        weigh_corridors(network, timeline, traits, m, e, work)
        turn_away(network, timeline, e, state, d)
    displaced = record.displaced[m, d]
    displace(network, timeline, traits, luck, m, d, state, displaced)
    state.home[:] -= displaced
    state.fresh[:] += displaced
    state.left[d] = displaced
    if d > 0:
        state.left[d] += state.left[d - 1]
    returns = np.zeros(len(network.corridor_from), np.int64)
    choose(network, timeline, traits, luck, m, d, state, work, returns)
    join_ordinary(network, timeline, traits, luck, m, d, state)
    admit(network, timeline, traits, luck, m, d, state, work.crossing)
    settle(network, traits, luck, m, d, state)
    go_back_ordinary(network, traits, luck, m, d, state, work.back)
    travel(network, d, state, work.crossing, work.arriving)
    remember_evening(network, state, work)
    write_down(network, m, d, state, work, returns, record)


def _make_run_members(source):  # type: ignore[no-untyped-def]
    """The door to the engine, stored on disk under the digest of all kernel sources."""

    @stored
    def run_members(network, timeline, traits, seed, first_member, record):  # type: ignore[no-untyped-def]
        """All days of all members of a block."""
        n_places, n_groups = network.residents.shape
        n_corridors = len(network.corridor_from)
        n_members, n_days = traits.pulse.shape
        n_slots = 1
        for c in range(n_corridors):
            n_slots = max(n_slots, network.travel_days[c] + 1)
        state = new_state(n_places, n_corridors, n_groups, n_days, n_slots, network.stay_limit)
        work = new_work(n_places, n_corridors, n_groups)
        for m in range(n_members):
            if not is_finite(traits, m):
                record.status[m] = NOT_FINITE
                continue
            luck = (seed, np.uint64(first_member + m))
            reset_state(state, network.residents)
            start_visits(network, timeline, traits, m, state)
            remember_evening(network, state, work)
            for d in range(n_days):
                run_day(network, timeline, traits, luck, m, d, state, work, record)
                if record.status[m] == 0:
                    record.status[m] = verdict(network, state)
        return source

    return run_members


_run_members = cache(lambda: _make_run_members(source_digest()))


def simulate_block(
    network: Network, timeline: Timeline, traits: Traits, seed: int, first_member: int, record: Record
) -> None:
    """Simulate a block of members and write their days into ``record``.

    Parameters
    ----------
    network, timeline, traits
        Compiled arrays (see :mod:`alee.kernels.layout`); the number of members is that of ``traits``.
    seed
        0 to 2**64 - 1.
    first_member
        Number of the first member; luck belongs to the member's number, not to its row.
    record
        Zero-filled arrays; ``record.status`` says for each member whether it may be used.
    """
    _run_members()(network, timeline, traits, np.uint64(seed), first_member, record)
