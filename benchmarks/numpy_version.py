"""The plain part of the engine's day in vectorised NumPy, for comparison.

It plays the same world with the same chances: people leave home, newcomers and those who stay move on, some
of the newcomers settle, and everybody who moves takes one of the eight corridors out and arrives the same
day. All members, places and groups go through one call of ``Generator.binomial`` or ``Generator.multinomial``
each. Where most cells are empty, only the others are handed to the multinomial.

It does less than the engine: no queues, capacities, ordinary travellers, stay limits, followers, returns,
events or days on the way; it does not check that nobody is lost; it writes four arrays and not thirteen; all
members share one table of chances, worked out before the clock starts; and its draws have no address, so its
result depends on the order of the calls.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alee.compiler import Plan
from alee.kernels.layout import Counts, Floats

EMPTY_ENOUGH = 0.5  # share of filled cells below which picking them out first is quicker


@dataclass(frozen=True, kw_only=True)
class Chances:
    """What the NumPy version is told; P places, G groups, D days, W corridors out of (and into) each place.

    Attributes
    ----------
    residents
        (P, G) persons at home.
    leave
        (D, P, G) chance to leave home on a day.
    move
        (2, P, G) daily chance to move on, of newcomers and of those who stay.
    settle
        (P, 1) daily chance that a newcomer who did not move stays for now.
    way
        (P, G, W) chance of each corridor out.
    into
        (P, W) corridors that end at a place, numbered as place * W + way.
    """

    residents: Counts
    leave: Floats
    move: Floats
    settle: Floats
    way: Floats
    into: NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Played:
    """What the NumPy version writes down; persons, or persons per day, by member and day first."""

    displaced: Counts  # (M, D, P, G)
    present: Counts  # (M, D, P, G)
    arrivals: Counts  # (M, D, P)
    crossings: Counts  # (M, D, C)


def chances_of(plan: Plan, seed: int) -> Chances:
    """Read the chances of a plan's first member, which are those of every member of a synthetic world."""
    network, timeline = plan.network, plan.timeline
    traits = plan.traits(plan.sample(plan.prior_coordinates(seed, 0, 1)))
    n_places = len(network.residents)
    ways = network.out_corridors.reshape(n_places, -1)
    rate = traits.leave_rate[0][None] * traits.pulse[0][:, None, None]
    rate = rate * timeline.exposure[timeline.epoch][:, :, None]
    move = traits.move[0].T[:, :, None] * traits.mobility[0][None, None, :]
    ahead = traits.value[0][network.corridor_to] - traits.cost[0][:, None]  # (C, G) log weights
    beyond = np.log1p(np.exp(ahead[ways]).sum(axis=1))  # (P, G)
    value = traits.value[0] + traits.discount[0] * beyond
    weight = np.exp(value[network.corridor_to] - traits.cost[0][:, None])[ways]  # (P, W, G)
    return Chances(
        residents=network.residents,
        leave=-np.expm1(-rate),
        move=np.minimum(move, 1.0),
        settle=traits.settle[0][:, None],
        way=np.ascontiguousarray(np.moveaxis(weight / weight.sum(axis=1, keepdims=True), 1, 2)),
        into=np.argsort(network.corridor_to[ways.ravel()], kind="stable").reshape(n_places, -1),
    )


def split(rng: np.random.Generator, movers: Counts, way: Floats) -> Counts:
    """Split the movers (M, P, G) of every cell over its ways; (M, P, G, W) persons."""
    filled = movers > 0
    if filled.mean() > EMPTY_ENOUGH:
        return rng.multinomial(movers, way)
    taken = np.zeros((*movers.shape, way.shape[-1]), np.int64)
    _, place, group = np.nonzero(filled)
    taken[filled] = rng.multinomial(movers[filled], way[place, group])
    return taken


def play(chances: Chances, n_members: int, seed: int) -> Played:
    """Play all days for all members at once."""
    rng = np.random.default_rng(seed)
    n_days, n_places, n_groups = chances.leave.shape
    cells = (n_members, n_days, n_places, n_groups)
    played = Played(
        displaced=np.zeros(cells, np.int64),
        present=np.zeros(cells, np.int64),
        arrivals=np.zeros(cells[:3], np.int64),
        crossings=np.zeros((n_members, n_days, chances.into.size), np.int64),
    )
    home = np.repeat(chances.residents[None], n_members, axis=0)
    fresh, staying = np.zeros_like(home), np.zeros_like(home)
    for day in range(n_days):
        left = rng.binomial(home, chances.leave[day])
        home -= left
        fresh += left
        movers = rng.binomial(fresh, chances.move[0])
        fresh -= movers
        also = rng.binomial(staying, chances.move[1])
        staying -= also
        settled = rng.binomial(fresh, chances.settle)
        fresh -= settled
        staying += settled
        taken = split(rng, movers + also, chances.way)
        by_corridor = np.moveaxis(taken, 3, 2).reshape(n_members, -1, n_groups)
        arrived = by_corridor[:, chances.into].sum(axis=2)
        fresh += arrived
        played.displaced[:, day] = left
        played.present[:, day] = fresh + staying
        played.arrivals[:, day] = arrived.sum(axis=2)
        played.crossings[:, day] = by_corridor.sum(axis=2)
    return played
