"""What one member is on the evening of a day: whole persons by cell, and the day's working space.

Legend: p place, c corridor, g group, d day; column G of a corridor's cells is ordinary traffic.
"""

from typing import NamedTuple

import numpy as np

from alee.kernels.jit import compiled
from alee.kernels.layout import Counts, Floats


class State(NamedTuple):
    """Counts of persons in every cell of one member."""

    home: Counts  # (P, G) at home, not displaced
    fresh: Counts  # (P, G) just arrived, or displaced and not yet gone
    staying: Counts  # (P, G)
    returned: Counts  # (P, G) displaced once, home again
    waiting: Counts  # (C, G + 1) in the corridor's queue
    moving: Counts  # (C, G + 1, S) on the way, by slot of arrival day
    visitors: Counts  # (C,) ordinary travellers abroad who came by the corridor
    left: Counts  # (D, P, G) displaced so far by the end of the day
    cohort: Counts  # (L, G, D) present by day of arrival, at places with a stay limit
    cohort_row: Counts  # (P,) row of the place in ``cohort``, -1 without a stay limit


class Work(NamedTuple):
    """Scratch arrays of one day; nothing in them outlives it."""

    log_weight: Floats  # (C, G) of the epoch
    lookahead: Floats  # (P, G) value with what lies beyond
    lookahead_next: Floats  # (P, G)
    arriving: Counts  # (P, G)
    crossing: Counts  # (C, G + 1) admitted today
    back: Counts  # (C,) returning today
    queue: Counts  # (C,) everybody in the queue yesterday evening
    present: Counts  # (P,) present yesterday evening
    weights: Floats  # (C,) of the branches at one place
    keys: Counts  # (C,) their addresses
    split: Counts  # (C,) persons on each branch


@compiled
def new_state(n_places, n_corridors, n_groups, n_days, n_slots, stay_limit):  # type: ignore[no-untyped-def]
    """An empty member."""
    cohort_row = np.full(n_places, -1, np.int64)
    n_limited = 0
    for p in range(n_places):
        if stay_limit[p] > 0 and stay_limit[p] < n_days:
            cohort_row[p] = n_limited
            n_limited += 1
    cells = (n_places, n_groups)
    return State(
        np.zeros(cells, np.int64),
        np.zeros(cells, np.int64),
        np.zeros(cells, np.int64),
        np.zeros(cells, np.int64),
        np.zeros((n_corridors, n_groups + 1), np.int64),
        np.zeros((n_corridors, n_groups + 1, n_slots), np.int64),
        np.zeros(n_corridors, np.int64),
        np.zeros((n_days, n_places, n_groups), np.int64),
        np.zeros((n_limited, n_groups, n_days), np.int64),
        cohort_row,
    )


@compiled
def new_work(n_places, n_corridors, n_groups):  # type: ignore[no-untyped-def]
    """Scratch space for one block of members."""
    return Work(
        np.zeros((n_corridors, n_groups)),
        np.zeros((n_places, n_groups)),
        np.zeros((n_places, n_groups)),
        np.zeros((n_places, n_groups), np.int64),
        np.zeros((n_corridors, n_groups + 1), np.int64),
        np.zeros(n_corridors, np.int64),
        np.zeros(n_corridors, np.int64),
        np.zeros(n_places, np.int64),
        np.zeros(n_corridors),
        np.zeros(n_corridors, np.int64),
        np.zeros(n_corridors, np.int64),
    )


@compiled
def reset_state(state, residents):  # type: ignore[no-untyped-def]
    """Everybody at home, nobody anywhere else."""
    state.home[:] = residents
    state.fresh[:] = 0
    state.staying[:] = 0
    state.returned[:] = 0
    state.waiting[:] = 0
    state.moving[:] = 0
    state.visitors[:] = 0
    state.left[:] = 0
    state.cohort[:] = 0


@compiled
def enter_cohort(network, d, p, g, persons, state):  # type: ignore[no-untyped-def]
    """Remember the day of arrival where a stay limit will bite within the run; elsewhere nobody asks."""
    row = state.cohort_row[p]
    if row >= 0 and d + network.stay_limit[p] < state.cohort.shape[2]:
        state.cohort[row, g, d] += persons
