"""Many days of many members: the order of a day, what is written down, and the check that nobody is lost.

Members stand side by side, up to 32 in a row (:mod:`alee.kernels.lanes`), and live through each day together.

Legend: d day, e epoch, p place, c corridor, g group (G = ordinary traffic); i = p * G + g is a cell of a
place, j = c * (G + 1) + g one of a corridor. Every row runs over the lanes; ``luck``: seed, first member.
"""

import math
from typing import Any

import numpy as np

from alee.core.addresses import SEED_LIMIT
from alee.kernels.evening import NOT_FINITE, admit, arrive, end_visits, join_ordinary
from alee.kernels.jit import compiled, pasted, source_digest, stored
from alee.kernels.layout import Network, Record, Timeline, Traits
from alee.kernels.midday import has_way_back, live_midday
from alee.kernels.morning import displace, displace_given, see_leaders, share_ways, turn_away, weigh_corridors
from alee.kernels.rows import add, copy, fill, is_empty, write_down
from alee.kernels.rules import MOST_PER_DAY, go_back_chance
from alee.kernels.scratch import MOST_LANES, Luck
from alee.kernels.state import State, Work, empty_state, empty_work

NOT_CONSERVED = 1
BELOW_ZERO = 2
EVEN = 8  # lanes come in multiples of so many


@compiled
def begin(network: Network, timeline: Timeline, traits: Traits, state: State, work: Work) -> None:
    """Put everybody where they are before the first day, and ordinary visitors abroad."""
    for i in range(state.home.shape[0]):
        p, g = work.place_of[i], work.group_of[i]
        copy(state.staying[i], traits.already[i])
        for lane in range(work.status.shape[0]):
            state.home[i, lane] = float(network.residents[p, g]) if work.status[lane] == 0.0 else 0.0
        add(work.group_total[g], state.home[i])
        add(work.group_total[g], state.staying[i])
        add(state.present[p], state.staying[i])
    for c in range(network.corridor_from.shape[0]):
        for lane in range(work.status.shape[0]):
            level, stay = traits.ordinary_level[c, lane], traits.ordinary_stay[c, lane]
            work.carries[c] |= level > 0.0
            work.visit_end[c, lane] = go_back_chance(stay)
            visitors = level * timeline.season[0, c] * stay
            if not visitors <= MOST_PER_DAY:
                work.status[lane] = NOT_FINITE
            elif timeline.is_open[0, c] and visitors > 0.0:
                state.visitors[c, lane] = math.floor(visitors + 0.5)
    done = 0
    for p in range(network.residents.shape[0]):
        first, stop = network.back_first[p], network.back_stop[p]
        if stop <= done:  # places of one country share their ways back
            continue
        done = stop
        fill(work.highest, math.inf)
        for k in range(first, stop):
            for lane in range(work.status.shape[0]):
                cost = traits.cost[network.back_corridors[k], lane]
                work.highest[lane] = min(work.highest[lane], cost)
        for k in range(first, stop):
            for lane in range(work.status.shape[0]):
                cost = traits.cost[network.back_corridors[k], lane]
                work.weight[k - first, lane] = math.exp(work.highest[lane] - cost)
        if has_way_back(network, p):
            share_ways(work.weight, work.total, work.back_chance, first, stop, 1)


@compiled
def write_evening(network: Network, d: int, state: State, work: Work, record: Record) -> None:
    """Copy the evening into the record, and remember what tomorrow's choices will look at."""
    n_places, n_groups = network.residents.shape
    row = work.total
    for p in range(n_places):
        fill(state.present[p], 0.0)
        fill(work.rest, 0.0)
        for i in range(p * n_groups, (p + 1) * n_groups):
            for lane in range(row.shape[0]):
                row[lane] = state.fresh[i, lane] + state.staying[i, lane]
            if not is_empty(row):
                add(state.present[p], row)
                write_down(record.present, d, i, row)
            add(work.rest, state.returned[i])
        if not is_empty(work.rest):
            write_down(record.returned, d, p, work.rest)
        if not is_empty(work.arrivals[p]):
            write_down(record.arrivals, d, p, work.arrivals[p])
        if not is_empty(work.departures[p]):
            write_down(record.departures, d, p, work.departures[p])
    fill(work.free, 0.0)
    for c in range(network.corridor_from.shape[0]):
        first, ordinary = c * (n_groups + 1), c * (n_groups + 1) + n_groups
        if work.is_return[c]:
            write_down(record.returns, d, c, work.returns[c])
            fill(work.returns[c], 0.0)
            work.is_return[c] = 0
        for slot in range(state.moving.shape[0]):
            if state.is_travelled[slot, c]:
                for j in range(first, ordinary):
                    add(work.free, state.moving[slot, j])
        state.is_queue[c] = state.is_busy[c]
        if state.is_busy[c]:
            fill(row, 0.0)
            for j in range(first, ordinary):
                add(row, state.waiting[j])
            for lane in range(row.shape[0]):
                state.queue[c, lane] = row[lane] + state.waiting[ordinary, lane]
            write_down(record.waiting, d, c, row)
            write_down(record.queue, d, c, state.queue[c])
    if not is_empty(work.free):
        write_down(record.in_transit, d, 0, work.free)


@compiled
def count_cell(found: Any, lowest: Any, row: Any) -> None:
    """Add a cell to what was found, and keep the lowest count."""
    for lane in range(found.shape[0]):
        found[lane] += row[lane]
        lowest[lane] = min(lowest[lane], row[lane])


@compiled
def judge(network: Network, state: State, work: Work) -> None:
    """Count every group; a member in which a person is missing, or a count below zero, is marked."""
    n_groups = network.residents.shape[1]
    found, lowest = work.total, work.rest
    fill(lowest, 0.0)
    for g in range(n_groups):
        fill(found, 0.0)
        for i in range(g, state.home.shape[0], n_groups):
            count_cell(found, lowest, state.home[i])
            count_cell(found, lowest, state.fresh[i])
            count_cell(found, lowest, state.staying[i])
            count_cell(found, lowest, state.returned[i])
        for c in range(network.corridor_from.shape[0]):
            j = c * (n_groups + 1) + g
            if state.is_busy[c]:
                count_cell(found, lowest, state.waiting[j])
            for slot in range(state.moving.shape[0]):
                if state.is_travelled[slot, c]:
                    count_cell(found, lowest, state.moving[slot, j])
        for lane in range(found.shape[0]):
            is_lost = found[lane] != work.group_total[g, lane] and work.status[lane] == 0.0
            work.status[lane] = NOT_CONSERVED if is_lost else work.status[lane]
    for lane in range(lowest.shape[0]):
        if lowest[lane] < 0.0 and work.status[lane] == 0.0:
            work.status[lane] = BELOW_ZERO


@compiled
def clear(table: Any, lane: int) -> None:
    """Empty one lane of a table (cell, lane)."""
    for i in range(table.shape[0]):
        table[i, lane] = 0.0


@compiled
def retire(traits: Traits, state: State, work: Work) -> None:
    """Empty the lanes of members that went wrong: from now on nothing happens in them."""
    lanes = work.status.shape[0]
    for lane in range(lanes):
        if work.status[lane] != 0.0:
            for table in (state.home, state.fresh, state.staying, state.returned, state.waiting):
                clear(table, lane)
            for table in (state.visitors, state.led, state.queue, state.present, traits.ordinary_level):
                clear(table, lane)
            clear(state.moving.reshape(-1, lanes), lane)
            clear(state.cohort.reshape(-1, lanes), lane)
            clear(work.group_total, lane)


@pasted
def live_day(
    network: Network, timeline: Timeline, traits: Traits, luck: Luck, d: int,
    state: State, work: Work, record: Record,
) -> None:  # fmt: skip
    """Live through one day, in the order of METHODS section 3."""
    e = timeline.epoch[d]
    if d == 0 or timeline.epoch[d - 1] != e:
        weigh_corridors(network, timeline, traits, e, work)
        turn_away(network, timeline, e, state)
    see_leaders(network, d, state, work, record)
    if timeline.given[d] >= 0:
        displace_given(network, timeline, traits, luck, d, state, work, record)
    else:
        displace(network, timeline, traits, luck, d, state, work, record)
    live_midday(network, timeline, traits, luck, d, state, work)
    join_ordinary(network, timeline, traits, luck, d, state, work)
    admit(network, timeline, traits, luck, d, state, work, record)
    end_visits(network, luck, d, state, work, record)
    arrive(network, d, state, work)
    write_evening(network, d, state, work, record)
    judge(network, state, work)


def _make_engine(digest: str) -> Any:
    """Close the stored kernel over the source's digest, as ``jit`` explains."""

    @stored
    def run_row(
        network: Network, timeline: Timeline, traits: Traits, seed: np.uint64, first_member: int,
        record: Record, state: State, work: Work,
    ) -> str:  # fmt: skip
        begin(network, timeline, traits, state, work)
        retire(traits, state, work)
        for d in range(timeline.epoch.shape[0]):
            n_good = 0
            for lane in range(work.status.shape[0]):
                n_good += work.status[lane] == 0.0
            live_day(network, timeline, traits, (seed, first_member), d, state, work, record)
            for lane in range(work.status.shape[0]):
                n_good -= work.status[lane] == 0.0
            if n_good > 0:
                retire(traits, state, work)
        return digest

    return run_row


_run_row = _make_engine(source_digest())


def _plain(tables: Any) -> Any:
    """Give arrays the one layout that the kernel is compiled for: contiguous and writeable."""
    return type(tables)(
        *(np.require(t, requirements=["C", "W"]) if isinstance(t, np.ndarray) else int(t) for t in tables)
    )


def side_by_side(traits: Traits, lanes: int) -> tuple[Traits, Any]:
    """Turn traits so that members come last, cells of a place in one axis; tell which members are finite.

    Lanes past the last member, and members that are not finite, get zeros: nothing happens in them.
    """
    n_members = len(traits.pulse)
    is_good = np.ones(n_members, bool)
    for values in traits:
        is_good &= np.isfinite(values.reshape(n_members, -1)).all(axis=1)
    tables: dict[str, Any] = {}
    for name, trait in zip(Traits._fields, traits, strict=True):
        cells = trait.reshape(n_members, -1) if name in ("already", "leave_rate", "value") else trait
        table = np.zeros((*cells.shape[1:], lanes))
        table[..., :n_members] = np.moveaxis(np.where(_beside(is_good, cells), cells, 0), 0, -1)
        tables[name] = table
    return Traits(**tables), is_good


def _beside(flags: Any, table: Any) -> Any:
    return flags.reshape(-1, *[1] * (table.ndim - 1))


def cells_in_a_row(record: Record, first: int, stop: int) -> Record:
    """Look at some members of a record with cells of a place, or nothing, in the last of three axes."""
    rows: tuple[Any, ...] = record
    n_members, n_days = record.in_transit[first:stop].shape
    views: dict[str, Any] = {
        name: array[first:stop] for name, array in zip(Record._fields, rows, strict=True)
    }
    for name in ("displaced", "present", "in_transit"):
        views[name] = views[name].reshape(n_members, n_days, -1)
    return Record(**views)


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
        Arrays of zeros to fill, contiguous and writeable. ``record.status`` tells of each member whether it
        may be used; a member that went wrong stops on that day, and its later days stay zero.
    """
    n_members, n_days = traits.pulse.shape
    plain_network, plain_timeline = _plain(network), _plain(timeline)
    for first in range(0, n_members, MOST_LANES):  # full rows first: a lane without a member costs as much
        stop = min(first + MOST_LANES, n_members)
        lanes = -(-(stop - first) // EVEN) * EVEN
        told, is_good = side_by_side(Traits._make(t[first:stop] for t in traits), lanes)
        work, n_limited = empty_work(network, n_days, lanes)
        state = empty_state(network, n_days, n_limited, lanes)
        work.status[: stop - first] = np.where(is_good, 0, NOT_FINITE)
        _run_row(
            plain_network, plain_timeline, told, np.uint64(seed % SEED_LIMIT), int(first_member) + first,
            cells_in_a_row(record, first, stop), state, work,
        )  # fmt: skip
        record.status[first:stop] = work.status[: stop - first]
