"""One day of the engine in plain Python: slow, readable, and the specification of the fast kernel.

Everything here is dictionaries of whole persons, one member at a time, one draw at a time, in the order in
which METHODS section 3 tells the day. The fast kernel must give the very same bits; a test holds the two
together. They share only the scalar draws and the formulas in :mod:`alee.kernels.rules`.
The file is longer than 400 lines because a specification is read in one go.

A cell of a place is (place, group), a cell of a corridor (corridor, group); group ``G`` is ordinary traffic.
"""

import math
from collections import Counter
from typing import Any

import numpy as np

from alee.core.addresses import SEED_LIMIT, Purpose
from alee.kernels import rules
from alee.kernels.draws import at, binomial, hypergeometric, inverse_normal, poisson, uniform
from alee.kernels.jit import compiled
from alee.kernels.layout import Network, Record, Timeline, Traits

Cell = tuple[int, int]

NOT_CONSERVED = 1
BELOW_ZERO = 2
NOT_FINITE = 3


@compiled
def _uniform(seed: Any, member: int, day: int, purpose: int, key: Any, branch: int) -> float:
    return uniform(at(seed, member, day, purpose, key, branch))


@compiled
def _score(seed: Any, member: int, day: int, purpose: int, key: Any, branch: int) -> float:
    return inverse_normal(uniform(at(seed, member, day, purpose, key, branch)))


@compiled
def _binomial(seed: Any, member: int, day: int, purpose: int, key: Any, branch: int, n: int, p: float) -> int:
    return binomial(at(seed, member, day, purpose, key, branch), n, p)


@compiled
def _poisson(seed: Any, member: int, day: int, purpose: int, key: Any, branch: int, mean: float) -> int:
    return poisson(at(seed, member, day, purpose, key, branch), mean)


@compiled
def _hypergeometric(
    seed: Any, member: int, day: int, purpose: int, key: Any, branch: int, good: int, bad: int, sample: int
) -> int:
    return hypergeometric(at(seed, member, day, purpose, key, branch), good, bad, sample)


class Member:
    """One history: where everybody is on the evening of a day, and how the next day goes."""

    def __init__(
        self, network: Network, timeline: Timeline, traits: Traits, seed: int, number: int, row: int
    ) -> None:
        self.network, self.timeline, self.row = network, timeline, row
        self.traits: Any = Traits(*(trait[row] for trait in traits))  # of this member
        self.address = (np.uint64(seed % SEED_LIMIT), number)
        self.places = range(network.residents.shape[0])
        self.groups = range(network.residents.shape[1])
        self.corridors = range(len(network.corridor_from))
        self.ordinary = len(self.groups)
        self.cells: list[Cell] = [(p, g) for p in self.places for g in self.groups]
        self.home = Counter({(p, g): int(network.residents[p, g]) for p, g in self.cells})
        self.fresh: Counter[Cell] = Counter()
        self.staying = Counter({(p, g): int(self.traits.already[p, g]) for p, g in self.cells})
        self.everybody = network.residents.sum(axis=0) + self.traits.already.sum(axis=0)
        self.returned: Counter[Cell] = Counter()
        self.waiting: Counter[Cell] = Counter()
        self.moving: Counter[tuple[int, int, int]] = Counter()  # corridor, group, day of arrival
        self.visitors: Counter[int] = Counter()
        self.cohorts: Counter[tuple[int, int, int]] = Counter()  # place, group, day of arrival
        self.displaced: list[Counter[Cell]] = []
        self.log_weight: dict[Cell, float] = {}
        self.queue_before: Counter[int] = Counter()
        self.present_before = Counter({p: int(self.traits.already[p].sum()) for p in self.places})
        self.status = 0 if all(bool(np.isfinite(trait).all()) for trait in self.traits) else NOT_FINITE
        if self.status == 0:
            self.start_visits()

    def draw(self, sampler: Any, day: int, purpose: Purpose, key: Any, *what: Any, branch: int = 0) -> Any:
        """Make one draw at its address."""
        return sampler(*self.address, day, int(purpose), key, branch, *what)

    def ways_out(self, p: int) -> list[int]:
        """Give the corridors out of a place, in their order."""
        n = self.network
        return [int(c) for c in n.out_corridors[n.out_start[p] : n.out_start[p + 1]]]

    def ways_back(self, p: int) -> list[int]:
        """Give the corridors by which people at a place go home; none at home."""
        n = self.network
        if n.is_home[p]:
            return []
        return [int(c) for c in n.back_corridors[n.back_first[p] : n.back_stop[p]]]

    def start_visits(self) -> None:
        """Put ordinary travellers abroad before the first day."""
        t = self.traits
        for c in self.corridors:
            visitors = t.ordinary_level[c] * self.timeline.season[0, c] * t.ordinary_stay[c]
            if not visitors <= rules.MOST_PER_DAY:
                self.status = NOT_FINITE
            elif self.timeline.is_open[0, c] and visitors > 0.0:
                self.visitors[c] = math.floor(visitors + 0.5)

    def run_day(self, d: int, record: Record) -> None:
        """Live through one day, in the order of METHODS section 3."""
        e = int(self.timeline.epoch[d])
        if d == 0 or self.timeline.epoch[d - 1] != e:
            self.weigh_corridors(e)
            self.turn_away(e)
        self.displace(d, e)
        returns = self.choose(d, e)
        self.join_ordinary(d, e)
        passed = self.admit(d, e)
        back = self.end_visits(d)
        arrivals = self.travel(d, passed)
        self.write_down(d, record, passed, back, returns, arrivals)
        self.look_around()
        if self.status == 0:
            self.status = self.verdict()

    def weigh_corridors(self, e: int) -> None:
        """Find the log weight of every corridor that takes a group, with what lies beyond it."""
        n, t, admit = self.network, self.traits, self.timeline.admit[e]

        def weights(value: dict[Cell, float]) -> dict[Cell, float]:
            return {
                (c, g): rules.log_weight(value[int(n.corridor_to[c]), g], t.cost[c], admit[c, g])
                for c in self.corridors
                for g in self.groups
                if self.timeline.is_open[e, c] and admit[c, g] > 0.0
            }

        value = {(p, g): float(t.value[p, g]) for p, g in self.cells}
        for _ in range(n.lookahead):
            weight = weights(value)
            value = {}
            for p, g in self.cells:
                onward = [weight[c, g] for c in self.ways_out(p) if (c, g) in weight]
                highest = max([0.0, *onward])
                total = 0.0
                for log_weight in onward:
                    total += math.exp(log_weight - highest)
                value[p, g] = t.value[p, g] + t.discount * rules.log_one_plus(highest, total)
        self.log_weight = weights(value)

    def turn_away(self, e: int) -> None:
        """Send everybody on a closed corridor back to its start; ordinary trips there are cancelled."""
        for c in self.corridors:
            if not self.timeline.is_open[e, c]:
                start = int(self.network.corridor_from[c])
                for g in self.groups:
                    self.fresh[start, g] += self.waiting[c, g]
                for g in [*self.groups, self.ordinary]:
                    self.waiting[c, g] = 0
                for k in [k for k in self.moving if k[0] == c]:
                    persons = self.moving.pop(k)
                    if k[1] != self.ordinary:
                        self.fresh[start, k[1]] += persons

    def displace(self, d: int, e: int) -> None:
        """Let people leave home."""
        told = int(self.timeline.given[d])
        today = self.leavers_of_total(d, e, told) if told >= 0 else self.leavers(d, e)
        self.displaced.append(today)
        for cell in self.cells:
            self.home[cell] -= today[cell]
            self.fresh[cell] += today[cell]

    def leavers(self, d: int, e: int) -> Counter[Cell]:
        """Draw who leaves home because of the shock, or to follow another group."""
        n, t = self.network, self.traits
        today: Counter[Cell] = Counter()
        for p, g in self.cells:
            rate = t.leave_rate[p, g] * t.pulse[d] * self.timeline.exposure[e, p]
            leader = int(n.follows[g])
            if leader >= 0 and t.follow_rate > 0.0:
                gone = sum(day[p, leader] for day in self.displaced[: max(0, d - max(1, n.follow_delay) + 1)])
                rate += rules.following_rate(t.follow_rate, gone, int(n.residents[p, leader]))
            chance = rules.leaving_chance(rate)
            today[p, g] = self.draw(
                _binomial, d, Purpose.DISPLACEMENT, n.place_key[p, g], self.home[p, g], chance
            )
        return today

    def leavers_of_total(self, d: int, e: int, told: int) -> Counter[Cell]:
        """Split a total told from outside; who no longer fits at one home is split again over the others."""
        n, t = self.network, self.traits
        today: Counter[Cell] = Counter()
        branch = 0
        while told > 0:
            weights = [
                max(0.0, (self.home[p, g] - today[p, g]) * t.leave_rate[p, g] * self.timeline.exposure[e, p])
                for p, g in self.cells
            ]
            if not sum(weights) > 0.0:
                break
            keys = [n.place_key[cell] for cell in self.cells]
            split = self.split(d, Purpose.GIVEN_DISPLACEMENT, keys, told, weights, branch)
            for cell, persons in zip(self.cells, split, strict=True):
                taken = min(persons, self.home[cell] - today[cell])
                today[cell] += taken
                told -= taken
            branch += 1
        return today

    def split(
        self, d: int, purpose: Purpose, keys: list[Any], persons: int, weights: list[float], branch: int = 0
    ) -> list[int]:
        """Split persons over ways in proportion to weights: one conditional binomial draw per way."""
        tails = []
        tail = 0.0
        for weight in reversed(weights):
            tail += weight
            tails.append(tail)
        shares = []
        for key, weight, tail in zip(keys, weights, reversed(tails), strict=True):
            chance = weight / tail if weight > 0.0 else 0.0
            shares.append(self.draw(_binomial, d, purpose, key, persons, chance, branch=branch))
            persons -= shares[-1]
        return shares

    def weights_today(self, e: int, p: int, g: int) -> tuple[list[int], list[float]]:
        """Weigh the ways out of a place, queues and filled places included; empty if nobody can go."""
        n, t = self.network, self.traits
        ways, logs = [], []
        for c in self.ways_out(p):
            if (c, g) in self.log_weight:
                to = int(n.corridor_to[c])
                capacity = self.timeline.capacity[e, c]
                if capacity >= 0.0:
                    capacity *= t.capacity_scale[c]
                penalty = t.queue_cost * rules.queue_days(self.queue_before[c], capacity)
                free = rules.room(self.present_before[to], n.place_capacity[to])
                ways.append(c)
                logs.append(rules.way_today(self.log_weight[c, g], penalty, free))
        highest = max(logs, default=-math.inf)
        if highest == -math.inf:
            return [], []
        return ways, [math.exp(log - highest) for log in logs]

    def choose(self, d: int, e: int) -> Counter[int]:
        """Let everybody at a place decide: stay, move on, or go home; give those home by corridor."""
        n, t = self.network, self.traits
        returns: Counter[int] = Counter()
        for p, g in self.cells:
            key = n.place_key[p, g]
            ways, weights = self.weights_today(e, p, g)
            ways_back = self.ways_back(p)
            pushed = self.push_by_limit(d, p, g, bool(ways or ways_back))
            before = self.fresh[p, g] + self.staying[p, g]
            movers, goers = (pushed, 0) if ways else (0, pushed)
            stages = (
                (0, self.fresh, Purpose.MOVE_FRESH, Purpose.RETURN_FRESH),
                (1, self.staying, Purpose.MOVE_STAYING, Purpose.RETURN_STAYING),
            )
            for stage, present, moving, returning in stages:
                if ways:
                    chance = rules.moving_chance(t.move[p, stage], t.mobility[g])
                    persons = self.draw(_binomial, d, moving, key, present[p, g], chance)
                    present[p, g] -= persons
                    movers += persons
                if ways_back:
                    persons = self.draw(_binomial, d, returning, key, present[p, g], t.go_home[p, stage])
                    present[p, g] -= persons
                    goers += persons
            settled = self.draw(_binomial, d, Purpose.SETTLE, key, self.fresh[p, g], t.settle[p])
            self.fresh[p, g] -= settled
            self.staying[p, g] += settled
            self.take_from_cohorts(d, p, g, before)
            keys = [n.corridor_key[c, g] for c in ways]
            for c, persons in zip(
                ways, self.split(d, Purpose.CORRIDOR_CHOICE, keys, movers, weights), strict=True
            ):
                self.waiting[c, g] += persons
            self.send_home(d, p, g, goers, returns)
        return returns

    def send_home(self, d: int, p: int, g: int, goers: int, returns: Counter[int]) -> None:
        """Split those who go home over the ways back; many places share these, so both keys count."""
        n, t = self.network, self.traits
        ways = self.ways_back(p)
        cheapest = min((float(t.cost[c]) for c in ways), default=0.0)
        weights = [math.exp(cheapest - t.cost[c]) for c in ways]
        keys = [n.corridor_key[c, g] ^ n.place_key[p, g] for c in ways]
        split = self.split(d, Purpose.RETURN_CORRIDOR, keys, goers, weights)
        for c, persons in zip(ways, split, strict=True):
            returns[c] += persons
            self.returned[int(n.corridor_from[c]), g] += persons

    def push_by_limit(self, d: int, p: int, g: int, can_leave: bool) -> int:  # noqa: FBT001
        """Take out those whose permitted stay ends today and who must leave; each is pushed at most once."""
        n = self.network
        limit = int(n.stay_limit[p])
        here = self.cohorts.pop((p, g, d - limit), 0) if limit > 0 else 0
        if here == 0 or not can_leave:
            return 0
        key = n.place_key[p, g]
        pushed = int(self.draw(_binomial, d, Purpose.LIMIT_PUSH, key, here, self.traits.limit_push))
        of_staying = self.draw(
            _hypergeometric, d, Purpose.LIMIT_STAGE, key, self.staying[p, g], self.fresh[p, g], pushed
        )
        self.staying[p, g] -= of_staying
        self.fresh[p, g] -= pushed - of_staying
        return pushed

    def take_from_cohorts(self, d: int, p: int, g: int, before: int) -> None:
        """Spread those who left the place over their days of arrival, oldest first, without favour."""
        rest = before
        taken = before - self.fresh[p, g] - self.staying[p, g]
        for arrived in sorted(k[2] for k in self.cohorts if k[:2] == (p, g)):
            here = self.cohorts[p, g, arrived]
            if here > 0 and taken > 0:
                key = self.network.place_key[p, g]
                gone = self.draw(
                    _hypergeometric, d, Purpose.COHORT, key, here, rest - here, taken, branch=arrived
                )
                self.cohorts[p, g, arrived] -= gone
                rest -= here
                taken -= gone

    def join_ordinary(self, d: int, e: int) -> None:
        """Let the day's ordinary travellers join the queues."""
        t = self.traits
        for c in self.corridors:
            mean = t.ordinary_level[c] * self.timeline.season[self.timeline.epoch[d], c] * t.ordinary_pulse[d]
            if not self.timeline.is_open[e, c] or not mean > 0.0:
                continue
            key = self.network.corridor_key[c, self.ordinary]
            mean *= rules.weekday_factor(t.weekend[c], int(self.timeline.is_weekend[d]))
            if t.ordinary_noise > 0.0:
                score = self.draw(_score, d, Purpose.ORDINARY_NOISE, key)
                mean *= rules.noise_factor(t.ordinary_noise, score)
            if mean <= rules.MOST_PER_DAY:
                came = self.draw(_poisson, d, Purpose.ORDINARY_TRAVEL, key, mean)
                self.waiting[c, self.ordinary] += came
            else:
                self.status = NOT_FINITE

    def admit(self, d: int, e: int) -> Counter[Cell]:
        """Let each corridor take what it can, without favour; some of the others leave the queue."""
        keys = self.network.corridor_key
        passed: Counter[Cell] = Counter()
        for c in self.corridors:
            rest = sum(self.waiting[c, g] for g in [*self.groups, self.ordinary])
            free = self.seats(d, e, c, rest)
            is_full = free < rest
            for g in [*self.groups, self.ordinary]:
                here = self.waiting[c, g]
                passed[c, g] = here
                if is_full:
                    passed[c, g] = self.draw(
                        _hypergeometric, d, Purpose.ADMISSION, keys[c, g], here, rest - here, free
                    )
                rest -= here
                free -= passed[c, g]
                self.waiting[c, g] -= passed[c, g]
            if is_full:
                self.leave_queue(d, c)
        return passed

    def seats(self, d: int, e: int, c: int, total: int) -> int:
        """Tell how many of a queue pass today; a fraction of a seat is drawn."""
        if self.timeline.capacity[e, c] < 0.0:
            return total
        capacity = self.timeline.capacity[e, c] * self.traits.capacity_scale[c]
        whole = math.floor(capacity)
        key = self.network.corridor_key[c, self.ordinary]
        u = self.draw(_uniform, d, Purpose.CAPACITY_FRACTION, key)
        return int(min(total, whole + (1 if u < capacity - whole else 0)))

    def leave_queue(self, d: int, c: int) -> None:
        """Let some of those who did not pass leave the queue: for good, or to choose again tomorrow."""
        n, t = self.network, self.traits
        p = int(n.corridor_from[c])
        for g in self.groups:
            key = n.corridor_key[c, g]
            left = self.draw(_binomial, d, Purpose.GIVE_UP, key, self.waiting[c, g], t.give_up)
            back = self.draw(_binomial, d, Purpose.TURN_BACK, key, left, t.turn_back)
            self.waiting[c, g] -= left
            self.fresh[p, g] += left - back
            stopped = self.returned if n.is_home[p] else self.staying
            stopped[p, g] += back
        cell = (c, self.ordinary)
        self.waiting[cell] -= self.draw(
            _binomial,
            d,
            Purpose.ORDINARY_GIVE_UP,
            n.corridor_key[cell],
            self.waiting[cell],
            t.ordinary_give_up,
        )

    def end_visits(self, d: int) -> Counter[int]:
        """Let ordinary travellers end their trips."""
        back: Counter[int] = Counter()
        for c in self.corridors:
            chance = rules.go_back_chance(self.traits.ordinary_stay[c])
            key = self.network.corridor_key[c, self.ordinary]
            back[c] = self.draw(_binomial, d, Purpose.ORDINARY_RETURN, key, self.visitors[c], chance)
            self.visitors[c] -= back[c]
        return back

    def travel(self, d: int, passed: Counter[Cell]) -> Counter[int]:
        """Let those admitted set out, and those whose days of travel are over arrive."""
        n = self.network
        arrivals: Counter[int] = Counter()
        for (c, g), persons in passed.items():
            self.moving[c, g, d + int(n.travel_days[c])] += persons
        for c, g, day in sorted(k for k in self.moving if k[2] == d):
            persons = self.moving.pop((c, g, day))
            p = int(n.corridor_to[c])
            if g == self.ordinary:
                self.visitors[c] += persons
            else:
                self.fresh[p, g] += persons
                arrivals[p] += persons
                self.cohorts[p, g, d] += persons
        return arrivals

    def write_down(
        self,
        d: int,
        record: Record,
        passed: Counter[Cell],
        back: Counter[int],
        returns: Counter[int],
        arrivals: Counter[int],
    ) -> None:
        """Copy the day into the record."""
        at_day = (self.row, d)
        for p, g in self.cells:
            record.displaced[(*at_day, p, g)] = self.displaced[d][p, g]
            record.present[(*at_day, p, g)] = self.fresh[p, g] + self.staying[p, g]
        for p in self.places:
            out = [passed[c, g] for c in self.ways_out(p) for g in self.groups]
            record.departures[(*at_day, p)] = sum(out)
            record.arrivals[(*at_day, p)] = arrivals[p]
            record.returned[(*at_day, p)] = sum(self.returned[p, g] for g in self.groups)
        record.in_transit[at_day] = sum(count for k, count in self.moving.items() if k[1] != self.ordinary)
        for c in self.corridors:
            waiting = sum(self.waiting[c, g] for g in self.groups)
            record.crossings[(*at_day, c)] = sum(passed[c, g] for g in self.groups)
            record.returns[(*at_day, c)] = returns[c]
            record.ordinary_out[(*at_day, c)] = passed[c, self.ordinary]
            record.ordinary_back[(*at_day, c)] = back[c]
            record.waiting[(*at_day, c)] = waiting
            record.queue[(*at_day, c)] = waiting + self.waiting[c, self.ordinary]

    def look_around(self) -> None:
        """Remember what tomorrow's choices look at."""
        for c in self.corridors:
            self.queue_before[c] = sum(self.waiting[c, g] for g in [*self.groups, self.ordinary])
        for p in self.places:
            self.present_before[p] = sum(self.fresh[p, g] + self.staying[p, g] for g in self.groups)

    def verdict(self) -> int:
        """Count everybody: 0 if each person is somewhere and no count is below zero."""
        for g in self.groups:
            found = sum(self.waiting[c, g] for c in self.corridors)
            found += sum(count for k, count in self.moving.items() if k[1] == g)
            for stock in (self.home, self.fresh, self.staying, self.returned):
                found += sum(stock[p, g] for p in self.places)
            if found != int(self.everybody[g]):
                return NOT_CONSERVED
        stocks = (self.home, self.fresh, self.staying, self.returned, self.waiting)
        return BELOW_ZERO if any(count < 0 for stock in stocks for count in stock.values()) else 0


def simulate_block(
    network: Network, timeline: Timeline, traits: Traits, seed: int, first_member: int, record: Record
) -> None:
    """Do what :func:`alee.kernels.run.simulate_block` does, slowly and readably."""
    for row in range(len(traits.pulse)):
        member = Member(network, timeline, traits, seed, first_member + row, row)
        for d in range(len(timeline.epoch)):
            if member.status == 0:
                member.run_day(d, record)
        record.status[row] = member.status
