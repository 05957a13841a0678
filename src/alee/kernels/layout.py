"""The arrays that kernels see, by name: the whole contract between the compiler and the engine.

Everything a scenario says has been turned into plain arrays before a kernel runs; everything a kernel
does comes back in plain arrays. The five tuples below are that border. They hold no Python objects,
so Numba can take them as they are, and the scalar reference reads the very same fields.

Legend of the single letters used for dimensions, here and in all kernels::

    p  place        P  number of places          c  corridor   C  number of corridors
    g  group        G  number of groups          d  day        D  number of days
    m  member       M  members in this block     e  epoch      E  number of epochs
    s  stage of people present at a place: 0 fresh (just arrived), 1 staying

An *epoch* is a stretch of days without an event: corridor states change only between epochs.
Places, corridors and groups are sorted by identity before they get their indices, so the order of
rows in a file cannot change a result. Group column ``G`` (one past the last) is ordinary traffic
wherever an array has ``G + 1`` columns.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Counts32 = NDArray[np.int32]
Indices = NDArray[np.int32]
Flags = NDArray[np.uint8]
Keys = NDArray[np.uint32]


class Network(NamedTuple):
    """What does not change from day to day or from member to member."""

    residents: Counts  # (P, G) persons at home before the first day
    is_home: Flags  # (P,) 1 where the place lies in a country people flee from
    place_capacity: Floats  # (P,) persons; -1 = no limit
    stay_limit: Indices  # (P,) days after arrival at which a stay limit bites; -1 = none
    corridor_from: Indices  # (C,)
    corridor_to: Indices  # (C,)
    travel_days: Indices  # (C,) whole nights on the way; 0 = arrives on the day of admission
    out_start: Indices  # (P + 1,) out_corridors[out_start[p]:out_start[p + 1]] leave place p
    out_corridors: Indices  # (C,) ascending within a place
    back_first: Indices  # (P,) back_corridors[back_first[p]:back_stop[p]]: ways back home from place p
    back_stop: Indices  # (P,) places of one country share one part
    back_corridors: Indices  # (B,) border corridors out of a home country, country by country of their end
    follows: Indices  # (G,) group whose leaving draws this one after it; -1 = none
    place_key: Keys  # (P, G) address of every draw made for a cell; from names, not from positions
    corridor_key: Keys  # (C, G + 1)
    follow_delay: int  # days
    lookahead: int  # 0..3 corridors ahead that count in a choice


class Timeline(NamedTuple):
    """What changes with the calendar, the same in every member."""

    epoch: Indices  # (D,) epoch of each day, starts at 0, never falls
    is_open: Flags  # (E, C)
    capacity: Floats  # (E, C) persons per day; -1 = no limit
    admit: Floats  # (E, C, G) share of a group that may use the corridor, 0..1
    exposure: Floats  # (E, P) multiplies the leaving rate
    season: Floats  # (E, C) multiplies ordinary traffic
    is_weekend: Flags  # (D,) 1 on Friday, Saturday and Sunday
    given: Counts  # (D,) total displaced that day if told from outside; -1 = the model decides


class Traits(NamedTuple):
    """What differs between members: behaviour, drawn from priors or learnt from reports."""

    already: Counts  # (M, P, G) displaced persons at a place before the first day; they count as staying
    leave_rate: Floats  # (M, P, G) leavers per resident and day while pulse = exposure = 1
    pulse: Floats  # (M, D) shock(t) * anticipation(t) * day-to-day wobble
    value: Floats  # (M, P, G) log attraction of a place, without what lies beyond
    cost: Floats  # (M, C) log cost of a corridor: time, fare, distance
    capacity_scale: Floats  # (M, C) multiplies capacity
    discount: Floats  # (M,) weight of what lies beyond, 0..1
    queue_cost: Floats  # (M,) log cost per day of queue ahead
    give_up: Floats  # (M,) daily chance to leave a queue
    turn_back: Floats  # (M,) of those who leave a queue: share who go home for good
    move: Floats  # (M, P, 2) daily chance to move on, by stage; mobility multiplies it
    mobility: Floats  # (M, G)
    settle: Floats  # (M, P) daily chance fresh -> staying of those who did not move
    go_home: Floats  # (M, P, 2) daily chance to return, by stage, of those who did not move on
    follow_rate: Floats  # (M,) daily chance to follow, times the share of leaders gone
    limit_push: Floats  # (M,) chance to leave when the stay limit arrives
    ordinary_level: Floats  # (M, C) ordinary travellers per day, mean over a week in season 1
    weekend: Floats  # (M, C) Friday-Sunday level over Monday-Thursday level
    ordinary_pulse: Floats  # (M, D) what the shock does to ordinary traffic; 1 = nothing
    ordinary_noise: Floats  # (M,) sd of the daily log-normal noise of a corridor's ordinary traffic
    ordinary_stay: Floats  # (M, C) mean days before an ordinary traveller goes back
    ordinary_give_up: Floats  # (M,) daily chance that an ordinary traveller in a queue drops the trip


class Record(NamedTuple):
    """What one block of members wrote down, day by day. Persons, or persons per day."""

    displaced: Counts  # (M, D, P, G) left home because of the shock
    present: Counts  # (M, D, P, G) displaced persons at a place at the end of the day (fresh + staying)
    arrivals: Counts  # (M, D, P) displaced persons arriving
    departures: Counts  # (M, D, P) displaced persons admitted to a corridor out of the place
    returned: Counts  # (M, D, P) displaced persons who are back at a home place, at the end of the day
    in_transit: Counts  # (M, D) displaced persons between places at the end of the day
    crossings: Counts32  # (M, D, C) displaced persons admitted to the corridor
    returns: Counts32  # (M, D, C) displaced persons going home back through the corridor
    ordinary_out: Counts32  # (M, D, C) ordinary travellers admitted
    ordinary_back: Counts32  # (M, D, C) ordinary travellers going back through the corridor
    waiting: Counts32  # (M, D, C) displaced persons in the corridor's queue at the end of the day
    queue: Counts32  # (M, D, C) everybody in that queue, ordinary travellers included
    status: Counts32  # (M,) 0 = good; 1 = people not conserved; 2 = a count below zero; 3 = not finite


def empty_record(n_members: int, n_days: int, n_places: int, n_corridors: int, n_groups: int) -> Record:
    """Room for one block of members, filled with zeros."""
    place = (n_members, n_days, n_places)
    corridor = (n_members, n_days, n_corridors)
    return Record(
        displaced=np.zeros((*place, n_groups), np.int64),
        present=np.zeros((*place, n_groups), np.int64),
        arrivals=np.zeros(place, np.int64),
        departures=np.zeros(place, np.int64),
        returned=np.zeros(place, np.int64),
        in_transit=np.zeros((n_members, n_days), np.int64),
        crossings=np.zeros(corridor, np.int32),
        returns=np.zeros(corridor, np.int32),
        ordinary_out=np.zeros(corridor, np.int32),
        ordinary_back=np.zeros(corridor, np.int32),
        waiting=np.zeros(corridor, np.int32),
        queue=np.zeros(corridor, np.int32),
        status=np.zeros(n_members, np.int32),
    )
