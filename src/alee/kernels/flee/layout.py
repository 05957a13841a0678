"""The arrays of the engine for Flee's rules: what the compiler hands over and what comes back.

Legend: p place, l link (one direction of a route), c candidate route, s suffix (the places of a route that
are still ahead; 0 = none), g group (persons who are alike), k kind of group (persons whom places draw alike),
d day, m member.

Flee remembers how far a person went lately (its "recent travel index", a mean that halves every day). Here
it is kept in whole km, rounded every evening.

Lengths in km, speeds in km per day, counts in persons.
"""

from typing import NamedTuple

import numpy as np

from alee.kernels.layout import Counts, Counts32, Flags, Floats, Indices

TONIGHT, TODAY, AGENDA = 0, 1, 2  # rooms for cohorts; the first two change places every evening


class FleeNetwork(NamedTuple):
    """Places, links, the routes that a person may choose, and sorts of persons: the same on every day."""

    link_from: Indices  # (L,)
    link_to: Indices  # (L,)
    link_km: Floats  # (L,) above 0
    link_speed: Floats  # (L,)
    walk_chance: Floats  # (L,) chance of walking instead
    out_start: Indices  # (P + 1,) out_links[out_start[p]:out_start[p + 1]] leave place p, in file order
    out_links: Indices  # (L,)
    route_start: Indices  # (P + 1,) candidate routes by the place where they begin
    route_suffix: Indices  # (C,) the whole route as a suffix
    route_end: Indices  # (C,) place where it ends
    nearness: Floats  # (C,) one over the softened length, with its power
    path_start: Indices  # (C + 1,) path_links[path_start[c]:path_start[c + 1]] are the links of a candidate
    path_links: Indices
    suffix_next: Indices  # (S,) place that is next; -1 for suffix 0
    suffix_rest: Indices  # (S,) what is left after that place
    suffix_final: Indices  # (S,) place where the route ends; -1 for suffix 0
    inserted: Counts  # (P,) persons who are there before the first day, of any group
    listed: Counts  # (P, G) further such persons, of this group
    residents: Counts  # (P,) persons who live there, camps 0
    group_chance: Floats  # (P, G) chance of a group among those not before it, of persons from a place
    group_kind: Indices  # (G,)
    group_home: Indices  # (G,) place where persons who stand still are counted; -1 = where they are
    stands_still: Flags  # (G,) whether these persons stay where they are in months of harvest
    settling: Floats  # (P,) chance of a person in a camp to settle there for good, per day
    max_speed: float
    walk_speed: float
    capacity_buffer: float  # share of a capacity up to which a place counts as free
    weight_softening: float
    weight_power: float
    pruning: float  # candidates below the best weight divided by this are dropped; 0 = none
    size_base: float  # residents at which chances to leave are as given
    size_power: float
    growth_power: float  # power of residents in the pull of a place that is no camp
    starts_on_foot: int
    avoids_short_stints: int
    takes_residents: int  # 1 = who sets out is a resident no more
    only_best: int  # 1 = of the candidates that end at one place, which stand together, the first open one


class FleeTimeline(NamedTuple):
    """What changes with the calendar."""

    epoch: Indices  # (D,) row of ``pull`` in force
    pull: Floats  # (E, K, C) pull of a candidate's end on a kind, before residents, way, room and power
    movechance: Floats  # (D, P) chance that a person without a plan sets out
    hunger: Floats  # (D, P) share of the others who set out because of hunger
    flooded: Floats  # (D, P) chance to set out where there is a flood; -1 = no flood
    is_town: Flags  # (D, P)
    is_camp: Flags  # (D, P)
    room: Floats  # (D, P) capacity, persons, -1 for places that are no camps
    capacity: Floats  # (D, P) persons, scaled; below 1 = no limit
    is_closed: Flags  # (D, L)
    is_harvest: Flags  # (D,)
    spawn_total: Counts  # (D,) persons who set out, by origin at random
    spawn_weight: Floats  # (D, P) weight of an origin per resident
    spawn_share: Floats  # (D, P) share of residents who appear for certain, cut to whole persons
    spawn_fixed: Counts  # (D, P) persons who appear there for certain
    spawn_mean: Floats  # (D, P) mean of a Poisson number of further persons


class FleeRecord(NamedTuple):
    """What a run writes down, evening by evening."""

    present: Counts32  # (M, D, P)
    arrivals: Counts32  # (M, D, P)
    spawned: Counts32  # (M, D, P)
    in_transit: Counts32  # (M, D)
    waiting: Counts32  # (M,) persons who never set out, because nobody lived in any place of origin
    status: Indices  # (M,) 0 = good


class Cohorts(NamedTuple):
    """Persons in the same state, found again by hashing; a state is all columns but ``n``.

    All are (3, N): one row per room, of which the first ``used`` columns hold cohorts.
    """

    where: Indices  # link, or -1 - place
    km: Floats  # on the link, or travelled today
    suffix: Indices
    recent: Indices  # recent-travel index, km
    mark: Indices  # 2 * group, plus 1 for persons who have never arrived anywhere
    n: Counts
    found_at: Indices  # where it stands in ``slot``
    slot: Indices  # (3, T) 1 + cohort, 0 = free; T a power of two
    used: Counts  # (3,) number of cohorts


class FleeWork(NamedTuple):
    """Room for one member at a time."""

    people: Counts  # (P,) occupancy that the capacity rule looks at
    left: Counts  # (P,) departures of the first half of the day
    settled: Counts  # (P,) persons who will never move again
    residents: Counts  # (P,)
    leaving: Floats  # (P,) chance that a person without a plan sets out today
    growth: Floats  # (P,) factor of residents on the pull of a place
    weight: Floats  # (C,) of the kind that was weighed last
    chance: Floats  # (K, C) chance of a candidate among those not before it
    upto: Floats  # (K, C) chance of a candidate or one before it
    link: Indices  # (K, C) first link of a candidate; -1 = the plan is dropped at once
    known: Indices  # (K, P) 0 = not weighed in this half day, 1 = weighed, 2 = no way out
    doing: Counts  # (1 + C,) persons of one cohort by what they do: stay, or take a candidate
    ticket: Counts  # (1,) number of decisions today: the key of the next draw
    waiting: Counts  # (1,) persons who could not set out yet


def empty_cohorts(n: int) -> Cohorts:
    """Make three rooms for ``n`` cohorts each, a power of two."""
    return Cohorts(
        where=np.zeros((3, n), np.int32),
        km=np.zeros((3, n)),
        suffix=np.zeros((3, n), np.int32),
        recent=np.zeros((3, n), np.int32),
        mark=np.zeros((3, n), np.int32),
        n=np.zeros((3, n), np.int64),
        found_at=np.zeros((3, n), np.int32),
        slot=np.zeros((3, 2 * n), np.int32),
        used=np.zeros(3, np.int64),
    )


def empty_work(network: FleeNetwork) -> FleeWork:
    """Make room for one member."""
    n_places, n_routes = len(network.out_start) - 1, len(network.route_suffix)
    n_kinds = int(network.group_kind.max()) + 1
    return FleeWork(
        people=np.zeros(n_places, np.int64),
        left=np.zeros(n_places, np.int64),
        settled=np.zeros(n_places, np.int64),
        residents=np.zeros(n_places, np.int64),
        leaving=np.zeros(n_places),
        growth=np.zeros(n_places),
        weight=np.zeros(n_routes),
        chance=np.zeros((n_kinds, n_routes)),
        upto=np.zeros((n_kinds, n_routes)),
        link=np.zeros((n_kinds, n_routes), np.int32),
        known=np.zeros((n_kinds, n_places), np.int32),
        doing=np.zeros(1 + n_routes, np.int64),
        ticket=np.zeros(1, np.int64),
        waiting=np.zeros(1, np.int64),
    )


def empty_record(n_members: int, n_days: int, n_places: int) -> FleeRecord:
    """Make a record of zeros."""
    return FleeRecord(
        present=np.zeros((n_members, n_days, n_places), np.int32),
        arrivals=np.zeros((n_members, n_days, n_places), np.int32),
        spawned=np.zeros((n_members, n_days, n_places), np.int32),
        in_transit=np.zeros((n_members, n_days), np.int32),
        waiting=np.zeros(n_members, np.int32),
        status=np.zeros(n_members, np.int32),
    )
