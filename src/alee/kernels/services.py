"""From people who arrive to units asked for, placed and given back, on whole numbers, day by day.

Legend: m member, d day, g group, s step of a stay; ``key`` names the place, or the place and the service.

Three kernels. ``tell_stages`` works out who has arrived, who is fresh and who has settled, by group, from the
stocks and arrivals of a place. ``decide`` lets newcomers make up their mind after a delay. ``serve`` runs one
service: its day is give back, give up, ask, place, wait or turn away. All draws are exact and addressed.
"""

from typing import Any, NamedTuple

import numpy as np

from alee.core.addresses import SEED_LIMIT, Purpose
from alee.kernels.binomial import binomial
from alee.kernels.gamma import gamma
from alee.kernels.jit import compiled, source_digest, stored
from alee.kernels.layout import Counts, Floats
from alee.kernels.philox import at

GROUP, STAGE, DECIDE = int(Purpose.NEED_GROUP), int(Purpose.NEED_STAGE), int(Purpose.NEED_DECIDE)
NOISE, ASK = int(Purpose.NEED_NOISE), int(Purpose.NEED_ASK)
LEAVE, GIVE_UP = int(Purpose.NEED_LEAVE), int(Purpose.NEED_GIVE_UP)
MOST = 1 << 40


class Desk(NamedTuple):
    """What one service is told of each member and day; -1 stands for nothing known or no limit.

    Attributes
    ----------
    deciders
        (member, day) int64, people who make up their mind that day.
    chance
        (member, day) float64, part of them who ask on an even day.
    evenness
        (member,) float64, shape of the daily jump of asking; 0 for none.
    end
        (member,) float64, daily chance that a step of a stay ends.
    give_up
        (member,) float64, daily chance that somebody waiting goes.
    capacity
        (day,) int64, units.
    asked, placed, left, taken
        (day,) int64, what the group itself counted, the last on the evening of the day.
    queues
        1 where people wait, 0 where they are turned away.
    """

    deciders: Counts
    chance: Floats
    evenness: Floats
    end: Floats
    give_up: Floats
    capacity: Counts
    asked: Counts
    placed: Counts
    left: Counts
    taken: Counts
    queues: int


class Service(NamedTuple):
    """What happened at one service, each (member, day) int64, units: flows of the day, stocks at its end."""

    asked: Counts
    placed: Counts
    left: Counts
    taken: Counts
    waiting: Counts
    refused: Counts


@compiled
def take_out(steps: Counts, n: int) -> None:
    """Give back ``n`` units, those whose stay is furthest on first."""
    for s in range(steps.shape[0] - 1, -1, -1):
        gone = min(n, steps[s])
        steps[s] -= gone
        n -= gone


@compiled
def spread_out(steps: Counts, n: int) -> None:
    """Make ``n`` units taken, evenly over the steps of a stay, as in a long-running service."""
    n_steps = steps.shape[0]
    for s in range(n_steps):
        steps[s] = n // n_steps + (1 if s < n % n_steps else 0)


@compiled
def give_back(
    steps: Counts, taken: int, desk: Desk, seed: np.uint64, row: int, m: int, d: int, key: np.uint32
) -> int:
    """Move each stay on by at most one step, and say how many end: as drawn, or as the group counted."""
    left = 0
    for s in range(steps.shape[0] - 1, -1, -1):
        on = binomial(at(seed, m, d, LEAVE, key, s), steps[s], desk.end[row])
        steps[s] -= on
        if s + 1 < steps.shape[0]:
            steps[s + 1] += on
        else:
            left = on
    if desk.left[d] < 0:
        return left
    counted = int(min(desk.left[d], taken))
    take_out(steps, max(counted - left, 0))
    steps[steps.shape[0] - 1] += max(left - counted, 0)
    return counted


@compiled
def ask(desk: Desk, seed: np.uint64, row: int, m: int, d: int, key: np.uint32) -> int:
    """How many ask: as the group counted, or each decider with the day's chance, which jumps daily."""
    if desk.asked[d] >= 0:
        return int(desk.asked[d])
    jump = 1.0
    if desk.evenness[row] > 0.0:
        jump = gamma(at(seed, m, d, NOISE, key, 0), desk.evenness[row]) / desk.evenness[row]
    return binomial(at(seed, m, d, ASK, key, 0), desk.deciders[row, d], desk.chance[row, d] * jump)


def _make_doors(digest: str) -> tuple[Any, Any, Any]:
    """Close the stored kernels over the source's digest, as ``jit`` explains."""

    @stored
    def tell_stages(
        seed: np.uint64, key: np.uint32, present: Counts, arrivals: Counts, settle: float, slower: float,
        arrived: Counts, fresh: Counts,
    ) -> str:  # fmt: skip
        n_members, n_days, n_groups = present.shape
        for m in range(n_members):
            for d in range(1, n_days):
                grown = 0
                for g in range(n_groups):
                    arrived[m, d, g] = max(present[m, d, g] - present[m, d - 1, g], 0)
                    grown += arrived[m, d, g]
                rest = max(arrivals[m, d] - grown, 0)
                there = 0
                for g in range(n_groups):
                    there += present[m, d - 1, g]
                for g in range(n_groups):
                    share = present[m, d - 1, g] / there if there > 0 else 1.0 / (n_groups - g)
                    more = binomial(at(seed, m, d, GROUP, key, g), rest, share)
                    there -= present[m, d - 1, g]
                    rest -= more
                    arrived[m, d, g] += more
                    new, before = fresh[m, d - 1, g], present[m, d - 1, g]
                    out = before + arrived[m, d, g] - present[m, d, g]
                    weight = new + slower * (before - new)
                    of_new = new / weight if weight > 0.0 else 0.0
                    drawn = binomial(at(seed, m, d, STAGE, key, 2 * g), out, of_new)
                    new -= min(new, max(drawn, out - (before - new)))
                    new -= binomial(at(seed, m, d, STAGE, key, 2 * g + 1), new, settle)
                    fresh[m, d, g] = min(new + arrived[m, d, g], present[m, d, g])
        return digest

    @stored
    def decide(seed: np.uint64, key: np.uint32, newcomers: Counts, chance: Floats, out: Counts) -> str:
        for m in range(newcomers.shape[0]):
            pool = 0
            for d in range(newcomers.shape[1]):
                pool += newcomers[m, d]
                out[m, d] = binomial(at(seed, m, d, DECIDE, key, 0), pool, chance[m, d])
                pool -= out[m, d]
        return digest

    @stored
    def serve(
        seed: np.uint64, key: np.uint32, desk: Desk, members: Counts, steps: Counts, out: Service
    ) -> str:
        for i in range(members.shape[0]):
            steps[:] = 0
            taken = 0
            waiting = 0
            for d in range(desk.capacity.shape[0]):
                left = give_back(steps, taken, desk, seed, i, members[i], d, key)
                waiting -= binomial(at(seed, members[i], d, GIVE_UP, key, 0), waiting, desk.give_up[i])
                asked = ask(desk, seed, i, members[i], d, key)
                placed = desk.placed[d]
                if placed < 0:
                    room = MOST if desk.capacity[d] < 0 else max(desk.capacity[d] - taken + left, 0)
                    placed = min(waiting + asked, room)
                elif desk.asked[d] < 0:
                    asked = max(asked, placed - waiting)
                over = max(waiting + asked - placed, 0)
                steps[0] += placed
                taken += placed - left
                if desk.taken[d] >= 0:
                    taken = desk.taken[d]
                    spread_out(steps, taken)
                waiting = over if desk.queues else 0
                out.asked[i, d] = asked
                out.placed[i, d] = placed
                out.left[i, d] = left
                out.taken[i, d] = taken
                out.waiting[i, d] = waiting
                out.refused[i, d] = 0 if desk.queues else over
        return digest

    return tell_stages, decide, serve


_tell_stages, _decide, _serve = _make_doors(source_digest())


def tell_stages(
    seed: int, key: int, present: Counts, arrivals: Counts, *, settle: float, slower: float
) -> tuple[Counts, Counts]:
    """Work out by group who arrived and who is still new.

    Parameters
    ----------
    present
        (member, day, group) int64, persons at the place on the evening of the day.
    arrivals
        (member, day) int64, persons who arrived that day, all groups.
    settle
        Part of the newly arrived who settle on one day.
    slower
        How much less the settled move away than the newly arrived, 0..1.

    Returns
    -------
    tuple of ndarray
        ``arrived`` and ``fresh``, each (member, day, group) int64, persons. A group has at least its growth
        of the arrivals; the others of them are shared out like the people there, and leavers are mostly new.
    """
    arrived, fresh = np.zeros_like(present), np.zeros_like(present)
    arrived[:, 0] = 0
    words = np.uint64(seed % SEED_LIMIT), np.uint32(key)
    plain = np.ascontiguousarray(present, np.int64), np.ascontiguousarray(arrivals, np.int64)
    _tell_stages(*words, *plain, float(settle), float(slower), arrived, fresh)
    return arrived, fresh


def decide(seed: int, key: int, newcomers: Counts, chance: Floats) -> Counts:
    """Let newcomers make up their mind: (member, day) int64, those who do on each day.

    Parameters
    ----------
    newcomers
        (member, day) int64, people who join the undecided.
    chance
        (member, day) float64, part of the undecided who make up their mind that day.
    """
    out = np.zeros_like(newcomers)
    _decide(np.uint64(seed % SEED_LIMIT), np.uint32(key), newcomers, chance, out)
    return out


def serve(seed: int, key: int, n_steps: int, desk: Desk, members: Counts) -> Service:
    """Run one service for each row of the desk; ``members`` (row,) int64 says whose luck a row has.

    What the group itself counted happens instead of what is drawn.
    """
    shape = desk.deciders.shape
    out = Service(*(np.zeros(shape, np.int64) for _ in Service._fields))
    steps = np.zeros(n_steps, np.int64)
    _serve(np.uint64(seed % SEED_LIMIT), np.uint32(key), desk, members, steps, out)
    return out
