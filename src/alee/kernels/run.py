"""Many days of many members: the order of a day, what is written down, and the check that nobody is lost.

Legend: m row of the member in the block, d day, e epoch, p place, c corridor, g group (G = ordinary traffic);
i = p * G + g is a cell of a place, j = c * (G + 1) + g one of a corridor. ``luck``: seed, member.
"""

import math
from typing import Any

import numpy as np

from alee.core.addresses import SEED_LIMIT
from alee.kernels.binomial import conditional_chances
from alee.kernels.evening import admit, arrive, end_visits, join_ordinary
from alee.kernels.jit import pasted, source_digest, stored
from alee.kernels.layout import Network, Record, Timeline, Traits
from alee.kernels.member import State, Work, empty_state, empty_work
from alee.kernels.midday import (
    choose,
    has_way_back,
    push_by_limit,
    send_home,
    send_on,
    take_from_cohorts,
    weigh_today,
)  # fmt: skip
from alee.kernels.morning import Luck, displace, displace_given, see_leaders, turn_away, weigh_corridors
from alee.kernels.rules import MOST_PER_DAY, go_back_chance, moving_chance

NOT_CONSERVED = 1
BELOW_ZERO = 2
NOT_FINITE = 3


@pasted
def begin(network: Network, timeline: Timeline, traits: Traits, m: int, state: State, work: Work) -> bool:
    """Put everybody where they are before the first day, ordinary visitors abroad; False if too many."""
    for array in (state.fresh, state.staying, state.returned, state.waiting, state.visitors, state.led):
        array[:] = 0
    work.group_total[:] = 0
    for i in range(state.home.shape[0]):
        p, g = work.place_of[i], work.group_of[i]
        state.home[i] = network.residents[p, g]
        state.staying[i] = traits.already[m, p, g]
        work.group_total[g] += state.home[i] + state.staying[i]
    state.moving[:] = 0
    state.cohort[:] = 0
    state.queue[:] = 0
    for p in range(network.residents.shape[0]):
        state.present[p] = traits.already[m, p].sum()
    is_good = True
    for c in range(network.corridor_from.shape[0]):
        work.visit_end[c] = go_back_chance(traits.ordinary_stay[m, c])
        visitors = traits.ordinary_level[m, c] * timeline.season[0, c] * traits.ordinary_stay[m, c]
        if not visitors <= MOST_PER_DAY:
            is_good = False
        elif timeline.is_open[0, c] and visitors > 0.0:
            state.visitors[c] = math.floor(visitors + 0.5)
    return is_good


@pasted
def prepare(network: Network, traits: Traits, m: int, work: Work) -> None:
    """Compute what stays the same for a member: chances by cell, and the ways back home."""
    for i in range(work.place_of.shape[0]):
        p, g = work.place_of[i], work.group_of[i]
        work.settle_chance[i] = traits.settle[m, p]
        for stage in range(2):
            work.move_chance[stage, i] = moving_chance(traits.move[m, p, stage], traits.mobility[m, g])
            work.home_chance[stage, i] = traits.go_home[m, p, stage] if has_way_back(network, p) else 0.0
    for p in range(network.residents.shape[0]):
        first, stop = network.back_start[p], network.back_start[p + 1]
        cheapest = math.inf
        for k in range(first, stop):
            cheapest = min(cheapest, traits.cost[m, network.back_corridors[k]])
        for k in range(first, stop):
            work.weight[k - first] = math.exp(cheapest - traits.cost[m, network.back_corridors[k]])
        conditional_chances(work.weight[: stop - first], work.back_chance[first:stop])


@pasted
def write_down(network: Network, m: int, d: int, state: State, record: Record) -> None:
    """Copy the evening's stocks into the record, and remember what tomorrow's choices will look at."""
    n_places, n_groups = network.residents.shape
    for p in range(n_places):
        present, returned = 0, 0
        for g in range(n_groups):
            here = state.fresh[p * n_groups + g] + state.staying[p * n_groups + g]
            record.present[m, d, p, g] = here
            present += here
            returned += state.returned[p * n_groups + g]
        state.present[p] = present
        record.returned[m, d, p] = returned
    in_transit = 0
    for c in range(network.corridor_from.shape[0]):
        waiting = 0
        for j in range(c * (n_groups + 1), c * (n_groups + 1) + n_groups):
            waiting += state.waiting[j]
            for slot in range(state.moving.shape[0]):
                in_transit += state.moving[slot, j]
        state.queue[c] = waiting + state.waiting[c * (n_groups + 1) + n_groups]
        record.waiting[m, d, c] = waiting
        record.queue[m, d, c] = state.queue[c]
    record.in_transit[m, d] = in_transit


@pasted
def verdict(network: Network, state: State, work: Work) -> int:
    """Count every group: 0 if each person is somewhere and no count is below zero, else what is wrong."""
    n_groups = network.residents.shape[1]
    lowest = 0
    for g in range(n_groups):
        found = 0
        for i in range(g, state.home.shape[0], n_groups):
            found += state.home[i] + state.fresh[i] + state.staying[i] + state.returned[i]
            lowest = min(lowest, state.home[i], state.fresh[i], state.staying[i], state.returned[i])
        for j in range(g, state.waiting.shape[0], n_groups + 1):
            found += state.waiting[j]
            lowest = min(lowest, state.waiting[j])
            for slot in range(state.moving.shape[0]):
                found += state.moving[slot, j]
                lowest = min(lowest, state.moving[slot, j])
        if found != work.group_total[g]:
            return NOT_CONSERVED
    return BELOW_ZERO if lowest < 0 else 0


@pasted
def run_day(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, m: int, d: int,
    state: State, work: Work, record: Record,
) -> int:  # fmt: skip
    """Live through one day of one member, in the order of METHODS section 3; give the member's status."""
    e = timeline.epoch[d]
    if d == 0 or timeline.epoch[d - 1] != e:
        weigh_corridors(network, timeline, traits, m, e, work)
        turn_away(network, timeline, e, state)
    displaced = record.displaced[m]
    see_leaders(network, d, state, displaced)
    if timeline.given[d] >= 0:
        displace_given(network, timeline, traits, luck, m, d, state, work, displaced)
    else:
        displace(network, timeline, traits, luck, m, d, state, work, displaced)
    for i in range(state.home.shape[0]):
        left = displaced[d, work.place_of[i], work.group_of[i]]
        state.home[i] -= left
        state.fresh[i] += left
    weigh_today(network, timeline, traits, m, e, state, work)
    push_by_limit(network, traits, luck, m, d, state, work)
    choose(network, luck, d, state, work)
    take_from_cohorts(network, luck, d, state, work)
    send_on(network, luck, d, state, work)
    send_home(network, luck, d, state, work, record.returns[m, d])
    is_good = join_ordinary(network, timeline, traits, luck, m, d, state, work)
    admit(network, timeline, traits, luck, m, d, state, record)
    end_visits(network, luck, d, state, work, record.ordinary_back[m, d])
    arrive(network, d, state, work, record.arrivals[m, d])
    write_down(network, m, d, state, record)
    return verdict(network, state, work) if is_good else NOT_FINITE


@pasted
def is_finite(traits: Traits, m: int) -> bool:
    """Tell whether all that a member was told is finite."""
    total = traits.discount[m] + traits.queue_cost[m] + traits.give_up[m] + traits.turn_back[m]
    total += (
        traits.follow_rate[m] + traits.limit_push[m] + traits.ordinary_noise[m] + traits.ordinary_give_up[m]
    )
    for row in (
        traits.pulse[m],
        traits.cost[m],
        traits.capacity_scale[m],
        traits.mobility[m],
        traits.settle[m],
    ):
        for k in range(row.shape[0]):
            total += 0.0 * row[k]
    for row in (
        traits.ordinary_level[m],
        traits.weekend[m],
        traits.ordinary_pulse[m],
        traits.ordinary_stay[m],
    ):
        for k in range(row.shape[0]):
            total += 0.0 * row[k]
    for table in (traits.leave_rate[m], traits.value[m], traits.move[m], traits.go_home[m]):
        for p in range(table.shape[0]):
            for k in range(table.shape[1]):
                total += 0.0 * table[p, k]
    return math.isfinite(total)


def _make_engine(digest: str) -> Any:
    """Close the stored kernel over the source's digest, as ``jit`` explains."""

    @stored
    def run_members(
        network: Network, timeline: Timeline, traits: Traits, seed: np.uint64, first_member: int,
        record: Record, state: State, work: Work,
    ) -> str:  # fmt: skip
        for m in range(traits.pulse.shape[0]):
            status = 0 if is_finite(traits, m) else NOT_FINITE
            if status == 0:
                prepare(network, traits, m, work)
                status = 0 if begin(network, timeline, traits, m, state, work) else NOT_FINITE
            d = 0
            while status == 0 and d < timeline.epoch.shape[0]:
                luck = (seed, first_member + m)
                status = run_day(network, timeline, traits, luck, m, d, state, work, record)
                d += 1
            record.status[m] = status
        return digest

    return run_members


_run_members = _make_engine(source_digest())


def _plain(tables: Any) -> Any:
    """Give arrays the one layout that the kernel is compiled for: contiguous and writeable."""
    return type(tables)(
        *(np.require(t, requirements=["C", "W"]) if isinstance(t, np.ndarray) else int(t) for t in tables)
    )


def simulate_block(
    network: Network, timeline: Timeline, traits: Traits, seed: int, first_member: int, record: Record
) -> None:
    """Simulate a block of members and write their days down.

    Parameters
    ----------
    network, timeline, traits
        What :mod:`alee.kernels.layout` says; the number of members is that of ``traits``.
    seed
        Any whole number; taken modulo 2**64.
    first_member
        Number of the block's first member. Luck belongs to a member's number, not to its row.
    record
        Arrays to fill, contiguous and writeable. ``record.status`` tells of each member whether it may be
        used; a member that went wrong stops on that day, and its later days hold what was there before.
    """
    work, n_limited = empty_work(network, len(timeline.epoch))
    state = empty_state(network, len(timeline.epoch), n_limited)
    _run_members(
        _plain(network), _plain(timeline), _plain(traits), np.uint64(seed % SEED_LIMIT), int(first_member),
        record, state, work,
    )  # fmt: skip
