"""What one member is on the evening of a day, in whole persons by cell, and the working space of a day.

Legend: p place, c corridor, g group, d day. A cell of a place is ``i = p * G + g``, a cell of a corridor
``j = c * (G + 1) + g``; g = G is ordinary traffic. All arrays are made here, once per block, in plain
NumPy: the kernels themselves never ask for memory.
"""

from typing import NamedTuple

import numpy as np

from alee.kernels.binomial import Batch, empty_batch
from alee.kernels.layout import Counts, Flags, Floats, Indices, Network


class State(NamedTuple):
    """Counts of persons in every cell of one member."""

    home: Counts  # (P*G,) at home, not displaced
    fresh: Counts  # (P*G,) just arrived, or displaced and not yet gone
    staying: Counts  # (P*G,)
    returned: Counts  # (P*G,) displaced once, home again
    waiting: Counts  # (C*(G+1),) in the corridor's queue
    moving: Counts  # (S, C*(G+1)) on the way; row d % S arrives on day d
    visitors: Counts  # (C,) ordinary travellers abroad who came by the corridor
    led: Counts  # (P*G,) displaced up to the last day that followers have seen
    cohort: Counts  # (L, G, D) present by day of arrival, at places whose stay limit can bite
    queue: Counts  # (C,) everybody in the queue yesterday evening
    present: Counts  # (P,) displaced persons at the place yesterday evening


class Work(NamedTuple):
    """Room for what is computed on the way."""

    place_of: Indices  # (P*G,) p of a cell
    group_of: Indices  # (P*G,) g of a cell
    cohort_row: Indices  # (P,) row in State.cohort, -1 where no stay limit can bite
    move_chance: Floats  # (2, P*G) daily chance to move on, by stage
    home_chance: Floats  # (2, P*G) daily chance to go home, by stage; 0 where no way leads back
    settle_chance: Floats  # (P*G,)
    visit_end: Floats  # (C,) daily chance that an ordinary traveller goes back
    back_chance: Floats  # (B,) conditional chance of each way back, places one after the other
    log_weight: Floats  # (C, G) of the epoch; -inf = no way
    beyond: Floats  # (2, P*G) value with what lies beyond, this and the next step of looking ahead
    weight: Floats  # (C,) of the ways out of one place
    usual_chance: Floats  # (C, G) conditional chance of each way out, without queues and filled places
    today_chance: Floats  # (C, G) the same today, where queues or filled places matter
    usual_way: Flags  # (P*G,) 1 where some corridor takes the group, without queues and filled places
    is_usual: Flags  # (P,) 1 where neither queues nor filled places matter today
    has_way: Flags  # (P*G,) 1 where some corridor takes the group today
    penalty: Floats  # (C,) log cost of the queue ahead
    room: Floats  # (P,) share of the place that is free
    chance: Floats  # (P*G,) of the draw at hand
    given_chance: Floats  # (P*G,) conditional chance of each home when a total is given
    pushed: Counts  # (P*G,) pushed by a stay limit
    stayed: Counts  # (P*G,) present before anybody chose, without the pushed
    movers: Counts  # (P*G,) who must still be given a corridor
    goers: Counts  # (P*G,) who must still be given a way back
    active: Indices  # (P*G,) cells that still have movers
    group_total: Counts  # (G,) everybody of a group, at home or displaced before the first day
    batch: Batch  # (P*G or C,) draws at hand


def empty_state(network: Network, n_days: int, n_limited: int) -> State:
    """Make room for one member."""
    n_places, n_groups = network.residents.shape
    n_corridors = len(network.corridor_from)
    n_slots = 1 + max(network.travel_days.tolist(), default=0)
    cells, ways = n_places * n_groups, n_corridors * (n_groups + 1)
    return State(
        home=np.zeros(cells, np.int64),
        fresh=np.zeros(cells, np.int64),
        staying=np.zeros(cells, np.int64),
        returned=np.zeros(cells, np.int64),
        waiting=np.zeros(ways, np.int64),
        moving=np.zeros((n_slots, ways), np.int64),
        visitors=np.zeros(n_corridors, np.int64),
        led=np.zeros(cells, np.int64),
        cohort=np.zeros((n_limited, n_groups, n_days), np.int64),
        queue=np.zeros(n_corridors, np.int64),
        present=np.zeros(n_places, np.int64),
    )


def empty_work(network: Network, n_days: int) -> tuple[Work, int]:
    """Make the working space of a block; give the number of places whose stay limit can bite, too."""
    n_places, n_groups = network.residents.shape
    n_corridors = len(network.corridor_from)
    cells = n_places * n_groups
    can_bite = (network.stay_limit > 0) & (network.stay_limit < n_days)
    work = Work(
        place_of=np.repeat(np.arange(n_places, dtype=np.int32), n_groups),
        group_of=np.tile(np.arange(n_groups, dtype=np.int32), n_places),
        cohort_row=np.where(can_bite, np.cumsum(can_bite) - 1, -1).astype(np.int32),
        move_chance=np.zeros((2, cells)),
        home_chance=np.zeros((2, cells)),
        settle_chance=np.zeros(cells),
        visit_end=np.zeros(n_corridors),
        back_chance=np.zeros(len(network.back_corridors)),
        log_weight=np.zeros((n_corridors, n_groups)),
        beyond=np.zeros((2, cells)),
        weight=np.zeros(max(n_corridors, len(network.back_corridors))),
        usual_chance=np.zeros((n_corridors, n_groups)),
        today_chance=np.zeros((n_corridors, n_groups)),
        usual_way=np.zeros(cells, np.uint8),
        is_usual=np.zeros(n_places, np.uint8),
        has_way=np.zeros(cells, np.uint8),
        penalty=np.zeros(n_corridors),
        room=np.zeros(n_places),
        chance=np.zeros(cells),
        given_chance=np.zeros(cells),
        pushed=np.zeros(cells, np.int64),
        stayed=np.zeros(cells, np.int64),
        movers=np.zeros(cells, np.int64),
        goers=np.zeros(cells, np.int64),
        active=np.zeros(cells, np.int32),
        group_total=np.zeros(n_groups, np.int64),
        batch=empty_batch(max(cells, n_corridors)),
    )
    return work, int(can_bite.sum())
