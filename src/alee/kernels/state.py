"""What a row of members is on the evening of a day, in whole persons by cell, and the working space of a day.

Members stand side by side: the last axis of every table is the lane, one member each, so that one
instruction works on several of them (:mod:`alee.kernels.lanes`). Counts are whole numbers kept as float64,
exact up to 2**53. Rows in which nobody is are skipped; flags say where somebody may be.

Legend: p place, c corridor, g group, d day. A cell of a place is ``i = p * G + g``, a cell of a corridor
``j = c * (G + 1) + g``; g = G is ordinary traffic. All arrays are made here, once per row of members, in
plain NumPy: the kernels themselves never ask for memory.
"""

from typing import NamedTuple

import numpy as np

from alee.kernels.layout import Flags, Floats, Indices, Network
from alee.kernels.scratch import empty_scratch


class State(NamedTuple):
    """Counts of persons in every cell of a row of members."""

    home: Floats  # (P*G, lane) at home, not displaced
    fresh: Floats  # (P*G, lane) just arrived, or displaced and not yet gone
    staying: Floats  # (P*G, lane)
    returned: Floats  # (P*G, lane) displaced once, home again
    waiting: Floats  # (C*(G+1), lane) in the corridor's queue
    moving: Floats  # (S, C*(G+1), lane) on the way; row d % S arrives on day d
    visitors: Floats  # (C, lane) ordinary travellers abroad who came by the corridor
    led: Floats  # (P*G, lane) displaced up to the last day that followers have seen
    cohort: Floats  # (L, G, D, lane) present by day of arrival, at places whose stay limit can bite
    queue: Floats  # (C, lane) everybody in the queue yesterday evening
    present: Floats  # (P, lane) displaced persons at the place yesterday evening
    is_busy: Flags  # (C,) 1 where somebody may be in the queue
    is_queue: Flags  # (C,) 1 where somebody was in the queue yesterday evening
    is_travelled: Flags  # (S, C) 1 where somebody may be on the way


class Work(NamedTuple):
    """Room for what is computed on the way. Rows without a comment are (lane,), for the cell at hand."""

    place_of: Indices  # (P*G,) p of a cell
    group_of: Indices  # (P*G,) g of a cell
    cohort_row: Indices  # (P,) row in State.cohort, -1 where no stay limit can bite
    is_leader: Flags  # (G,) 1 where another group follows
    carries: Flags  # (C,) 1 where ordinary travellers go in some lane
    visit_end: Floats  # (C, lane) daily chance that an ordinary traveller goes back
    back_chance: Floats  # (B, lane) conditional chance of each way back, countries one after the other
    is_way: Flags  # (C*G,) 1 where the corridor takes the group in this epoch
    log_weight: Floats  # (C*G, lane) of the epoch, where is_way
    beyond: Floats  # (2, P*G, lane) value with what lies beyond, this and the next step of looking ahead
    weight: Floats  # (most ways of a place, lane) of the ways out of one place, or back from it
    usual_chance: Floats  # (C*G, lane) conditional chance of each way out, without queues and filled places
    today_chance: Floats  # (C*G, lane) the same today, where queues or filled places matter
    usual_way: Flags  # (P*G,) 1 where some corridor takes the group, without queues and filled places
    may_vary: Flags  # (P,) 1 where queues or filled places can matter in this epoch
    is_usual: Flags  # (P,) 1 where neither matters today, in no lane
    has_way: Floats  # (P*G, lane) 1 where some corridor takes the group today
    penalty: Floats  # (C, lane) log cost of the queue ahead
    room: Floats  # (P, lane) share of the place that is free
    given_weight: Floats  # (P*G, lane) of each home when a total is given
    given_chance: Floats  # (P*G, lane) its conditional chance
    today: Floats  # (P*G, lane) displaced today when a total is given
    departures: Floats  # (P, lane) of the day
    arrivals: Floats  # (P, lane) of the day
    returns: Floats  # (C, lane) of the day
    is_return: Flags  # (C,) 1 where somebody returned today
    group_total: Floats  # (G, lane) everybody of a group, at home or displaced before the first day
    chance: Floats
    pushed: Floats
    stayed: Floats
    movers: Floats
    goers: Floats
    rest: Floats
    taken: Floats
    total: Floats
    free: Floats
    highest: Floats
    status: Floats  # 0 = good
    scratch: Floats  # of the draws


def empty_state(network: Network, n_days: int, n_limited: int, lanes: int) -> State:
    """Make room for a row of members."""
    n_places, n_groups = network.residents.shape
    n_corridors = len(network.corridor_from)
    n_slots = 1 + max(network.travel_days.tolist(), default=0)
    cells, ways = n_places * n_groups, n_corridors * (n_groups + 1)
    return State(
        home=np.zeros((cells, lanes)),
        fresh=np.zeros((cells, lanes)),
        staying=np.zeros((cells, lanes)),
        returned=np.zeros((cells, lanes)),
        waiting=np.zeros((ways, lanes)),
        moving=np.zeros((n_slots, ways, lanes)),
        visitors=np.zeros((n_corridors, lanes)),
        led=np.zeros((cells, lanes)),
        cohort=np.zeros((n_limited, n_groups, n_days, lanes)),
        queue=np.zeros((n_corridors, lanes)),
        present=np.zeros((n_places, lanes)),
        is_busy=np.zeros(n_corridors, np.uint8),
        is_queue=np.zeros(n_corridors, np.uint8),
        is_travelled=np.zeros((n_slots, n_corridors), np.uint8),
    )


def empty_work(network: Network, n_days: int, lanes: int) -> tuple[Work, int]:
    """Make the working space of a row; give the number of places whose stay limit can bite, too."""
    n_places, n_groups = network.residents.shape
    n_corridors = len(network.corridor_from)
    cells, ways = n_places * n_groups, n_corridors * n_groups
    can_bite = (network.stay_limit > 0) & (network.stay_limit < n_days)
    rows = {name: np.zeros(lanes) for name in Work._fields[-12:-1]}
    work = Work(
        place_of=np.repeat(np.arange(n_places, dtype=np.int32), n_groups),
        group_of=np.tile(np.arange(n_groups, dtype=np.int32), n_places),
        cohort_row=np.where(can_bite, np.cumsum(can_bite) - 1, -1).astype(np.int32),
        is_leader=np.isin(np.arange(n_groups), network.follows).astype(np.uint8),
        carries=np.zeros(n_corridors, np.uint8),
        visit_end=np.zeros((n_corridors, lanes)),
        back_chance=np.zeros((len(network.back_corridors), lanes)),
        is_way=np.zeros(ways, np.uint8),
        log_weight=np.zeros((ways, lanes)),
        beyond=np.zeros((2, cells, lanes)),
        weight=np.zeros((_most_ways(network), lanes)),
        usual_chance=np.zeros((ways, lanes)),
        today_chance=np.zeros((ways, lanes)),
        usual_way=np.zeros(cells, np.uint8),
        may_vary=np.zeros(n_places, np.uint8),
        is_usual=np.zeros(n_places, np.uint8),
        has_way=np.zeros((cells, lanes)),
        penalty=np.zeros((n_corridors, lanes)),
        room=np.ones((n_places, lanes)),
        given_weight=np.zeros((cells, lanes)),
        given_chance=np.zeros((cells, lanes)),
        today=np.zeros((cells, lanes)),
        departures=np.zeros((n_places, lanes)),
        arrivals=np.zeros((n_places, lanes)),
        returns=np.zeros((n_corridors, lanes)),
        is_return=np.zeros(n_corridors, np.uint8),
        group_total=np.zeros((n_groups, lanes)),
        scratch=empty_scratch(),
        **rows,
    )
    return work, int(can_bite.sum())


def _most_ways(network: Network) -> int:
    """Count the ways out of a place, or back from it, where there are most of them."""
    out, back = np.diff(network.out_start), network.back_stop - network.back_first
    return int(max(1, out.max(initial=0), back.max(initial=0)))
