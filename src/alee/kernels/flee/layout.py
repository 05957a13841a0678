"""The arrays of the engine for Flee's rules: what the compiler hands over and what comes back.

Legend: p place, l link (one direction of a route), c candidate route, s suffix (the places of a route that
are still ahead; 0 = none), d day, m member.

Flee remembers how far a person went lately (its "recent travel index", a mean that halves every day). Here
it is kept in whole km, rounded every evening.

Lengths in km, speeds in km per day, counts in persons.
"""

from typing import NamedTuple

import numpy as np

from alee.kernels.layout import Counts, Counts32, Flags, Floats, Indices

PER_KM = 1  # steps of the recent-travel index per km


class FleeNetwork(NamedTuple):
    """Places, links and the routes that a person may choose, the same on every day."""

    link_from: Indices  # (L,)
    link_to: Indices  # (L,)
    link_km: Floats  # (L,) above 0
    link_speed: Floats  # (L,)
    walk_chance: Floats  # (L,) chance of walking instead
    out_start: Indices  # (P + 1,) out_links[out_start[p]:out_start[p + 1]] leave place p, in file order
    out_links: Indices  # (L,)
    route_start: Indices  # (P + 1,) candidate routes by the place where they begin
    route_suffix: Indices  # (C,) the whole route as a suffix
    path_start: Indices  # (C + 1,) path_links[path_start[c]:path_start[c + 1]] are the links of a candidate
    path_links: Indices
    suffix_next: Indices  # (S,) place that is next; -1 for suffix 0
    suffix_rest: Indices  # (S,) what is left after that place
    suffix_final: Indices  # (S,) place where the route ends; -1 for suffix 0
    inserted: Counts  # (P,) persons who are there before the first day
    max_speed: float
    walk_speed: float
    capacity_buffer: float  # share of a capacity up to which a place counts as free
    weight_power: float
    pruning: float  # candidates below the best weight divided by this are dropped; 0 = none
    bucket_km: float  # not longer than the shortest link
    starts_on_foot: int
    avoids_short_stints: int


class FleeTimeline(NamedTuple):
    """What changes with the calendar."""

    epoch: Indices  # (D,) row of ``pull`` in force
    pull: Floats  # (E, C) weight of a candidate with room to spare, before the power
    leaving: Floats  # (D, P) chance that a person without a plan sets out
    is_town: Flags  # (D, P)
    is_camp: Flags  # (D, P)
    capacity: Floats  # (D, P) persons, scaled; below 1 = no limit
    is_closed: Flags  # (D, L)
    spawn_total: Counts  # (D,) persons who set out, by origin at random
    spawn_chance: Floats  # (D, P) chance of an origin among those not before it
    spawn_fixed: Counts  # (D, P) persons who appear there for certain
    spawn_mean: Floats  # (D, P) mean of a Poisson number of further persons


class FleeRecord(NamedTuple):
    """What a run writes down, evening by evening."""

    present: Counts32  # (M, D, P)
    arrivals: Counts32  # (M, D, P)
    spawned: Counts32  # (M, D, P)
    in_transit: Counts32  # (M, D)
    status: Indices  # (M,) 0 = good


class Cohorts(NamedTuple):
    """Persons in the same state, found again by hashing; a state is all columns but ``n``."""

    where: Indices  # link, or -1 - place
    km: Floats  # on the link, or travelled today
    suffix: Indices
    recent: Indices  # recent-travel index, km
    is_first: Indices  # 1 = has never arrived anywhere
    n: Counts
    following: Indices  # next cohort of the same bucket; -1 = none
    slot: Indices  # (T,) 1 + cohort, 0 = free; T a power of two
    used: Counts  # (1,) number of cohorts


class FleeWork(NamedTuple):
    """Room for one member at a time."""

    people: Counts  # (P,) occupancy that the capacity rule looks at
    left: Counts  # (P,) departures of the first half of the day
    weight: Floats  # (C,)
    chance: Floats  # (C,)
    known: Indices  # (P,) 0 = not weighed in this half day, 1 = weighed, 2 = no way out
    bucket: Indices  # (B,) first cohort of each stretch of today's km
    ticket: Counts  # (1,) number of decisions today: the key of the next draw


def empty_cohorts(n: int) -> Cohorts:
    """Make room for ``n`` cohorts, a power of two."""
    return Cohorts(
        where=np.zeros(n, np.int32),
        km=np.zeros(n),
        suffix=np.zeros(n, np.int32),
        recent=np.zeros(n, np.int32),
        is_first=np.zeros(n, np.int32),
        n=np.zeros(n, np.int64),
        following=np.zeros(n, np.int32),
        slot=np.zeros(2 * n, np.int32),
        used=np.zeros(1, np.int64),
    )


def empty_work(network: FleeNetwork) -> FleeWork:
    """Make room for one member."""
    n_places, n_routes = len(network.out_start) - 1, len(network.route_suffix)
    fastest = max(network.max_speed, network.walk_speed, network.link_speed.max(initial=0.0))
    return FleeWork(
        people=np.zeros(n_places, np.int64),
        left=np.zeros(n_places, np.int64),
        weight=np.zeros(n_routes),
        chance=np.zeros(n_routes),
        known=np.zeros(n_places, np.int32),
        bucket=np.zeros(int(fastest / network.bucket_km) + 2, np.int32),
        ticket=np.zeros(1, np.int64),
    )


def empty_record(n_members: int, n_days: int, n_places: int) -> FleeRecord:
    """Make a record of zeros."""
    return FleeRecord(
        present=np.zeros((n_members, n_days, n_places), np.int32),
        arrivals=np.zeros((n_members, n_days, n_places), np.int32),
        spawned=np.zeros((n_members, n_days, n_places), np.int32),
        in_transit=np.zeros((n_members, n_days), np.int32),
        status=np.zeros(n_members, np.int32),
    )
