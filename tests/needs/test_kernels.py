"""The kernels of services: equal to plain Python bit for bit, and right where there is a formula."""

import numpy as np
import pytest
from scipy import stats

from alee.kernels.draws import at, poisson
from alee.kernels.gamma import gamma
from alee.kernels.jit import compiled
from alee.kernels.services import Desk, decide, serve, tell_stages
from alee.kernels.services_reference import decide_one, serve_one

NONE = -1


def desk(deciders, *, stay=1.0, steps=1, capacity=NONE, chance=1.0, evenness=0.0, patience=np.inf, **counted):
    rows, days = deciders.shape
    known = {name: np.full(days, NONE) for name in ("asked", "placed", "left", "taken")}
    for name, values in counted.items():
        if name in known:
            for day, value in values.items():
                known[name][day] = value
    return Desk(
        deciders=deciders, chance=np.full((rows, days), chance), evenness=np.full(rows, float(evenness)),
        end=np.full(rows, steps / stay), give_up=np.full(rows, 1.0 / patience),
        capacity=np.full(days, capacity), queues=int(counted.get("queues", 0)), **known,
    )  # fmt: skip


@compiled
def fill_poisson(seed, mean, out):
    for i in range(out.shape[0]):
        for d in range(out.shape[1]):
            out[i, d] = poisson(at(seed, i, d, 900, np.uint32(7), 0), mean)


@compiled
def fill_gamma(seed, shape, out):
    for i in range(out.shape[0]):
        out[i] = gamma(at(seed, i, 0, 901, np.uint32(7), 0), shape)


def arriving(rows: int, days: int, mean: float) -> np.ndarray:
    out = np.zeros((rows, days), np.int64)
    fill_poisson(np.uint64(5), mean, out)
    return out


CASES = [
    {"stay": 6.0, "capacity": 20, "evenness": 5.0, "chance": 0.5},
    {"stay": 6.0, "capacity": 12, "queues": 1, "patience": 3.0},
    {"stay": 8.0, "steps": 4, "capacity": 25, "asked": {3: 9}, "placed": {3: 4}, "left": {3: 1, 9: 30}},
    {"stay": 8.0, "steps": 4, "placed": {5: 8, 6: 0}, "left": {6: 0}, "taken": {4: 13}, "queues": 1},
]


@pytest.mark.parametrize("case", CASES)
def test_compiled_and_plain_are_equal_bit_for_bit(case) -> None:
    told = desk(arriving(6, 40, 5.0), **case)
    steps = case.get("steps", 1)
    members = np.arange(6) * 3
    fast = serve(11, 77, steps, told, members)
    for i in range(6):
        for d, day in enumerate(serve_one(11, 77, steps, told, i, int(members[i]))):
            assert {name: int(getattr(fast, name)[i, d]) for name in day} == day


def test_deciding_is_equal_bit_for_bit_and_loses_nobody() -> None:
    newcomers = arriving(5, 60, 20.0)
    newcomers[:, 30:] = 0
    chance = np.full(newcomers.shape, 0.4)
    fast = decide(3, 9, newcomers, chance)
    assert fast.tolist() == [decide_one(3, 9, m, newcomers[m].tolist(), chance[m].tolist()) for m in range(5)]
    assert (fast.sum(axis=1) == newcomers.sum(axis=1)).all()


@pytest.mark.statistics
@pytest.mark.parametrize("shape", [0.4, 1.0, 2.5, 30.0])
def test_gamma_is_gamma(shape: float) -> None:
    """20,000 draws, Kolmogorov and Smirnov's distance; false alarm 1e-6."""
    out = np.empty(20_000)
    fill_gamma(np.uint64(8), shape, out)
    assert stats.kstest(out, "gamma", args=(shape,)).pvalue > 1e-6


@pytest.mark.statistics
@pytest.mark.parametrize("steps", [1, 3, 10])
def test_without_a_limit_the_units_taken_are_poisson_whatever_the_stays(steps: int) -> None:
    """M/G/infinity: mean = arrivals times stay, Poisson, for stays of any shape; 6,000 rows, alarm 1e-6."""
    mean, stay, rows = 3.0, 12.0, 6_000
    done = serve(2, 5, steps, desk(arriving(rows, 150, mean), stay=stay, steps=steps), np.arange(rows))
    taken = done.taken[:, -1]
    score = (taken.mean() - mean * stay) / np.sqrt(mean * stay / rows)
    assert abs(score) < 4.9
    spread = (taken.var(ddof=1) / (mean * stay) - 1.0) / np.sqrt(2.0 / rows)
    assert abs(spread) < 4.9
    counts = np.bincount(np.clip(taken, 20, 52) - 20, minlength=33)
    cdf = stats.poisson(mean * stay).cdf
    chances = np.diff([0.0, *cdf(np.arange(20, 52)), 1.0])
    assert stats.chisquare(counts, chances * rows).pvalue > 1e-6


def exact_day_chain(capacity: int, mean: float, stay: float, *, queue: int) -> np.ndarray:
    """Chance of each number in the house on an evening, 0..capacity (+ queue), from the exact day chain."""
    most = capacity + queue
    chain = np.zeros((most + 1, most + 1))
    for n in range(most + 1):
        served = min(n, capacity)
        for left in range(served + 1):
            chance = stats.binom.pmf(left, served, 1.0 / stay)
            after = n - left
            comes = stats.poisson.pmf(np.arange(most - after), mean)
            chain[n, after:most] += chance * comes
            chain[n, most] += chance * (1.0 - comes.sum())
    now = np.full(most + 1, 1.0 / (most + 1))
    for _ in range(600):
        now = now @ chain
    return now


@pytest.mark.statistics
def test_a_full_house_turns_away_as_the_exact_chain_says() -> None:
    """The day-by-day Erlang loss system, 8,000 rows, chi square, false alarm 1e-6."""
    rows, capacity, mean, stay = 8_000, 10, 1.5, 7.0
    done = serve(4, 6, 1, desk(arriving(rows, 120, mean), stay=stay, capacity=capacity), np.arange(rows))
    chances = exact_day_chain(capacity, mean, stay, queue=0)
    seen = np.bincount(done.taken[:, -1], minlength=capacity + 1)
    low = chances * rows > 5
    counts = [*seen[low], seen[~low].sum()]
    wanted = np.array([*chances[low], chances[~low].sum()])
    assert stats.chisquare(counts, wanted / wanted.sum() * sum(counts)).pvalue > 1e-6
    assert (done.refused[:, -1] + done.placed[:, -1] == done.asked[:, -1]).all()


def erlang(servers: int, offered: float) -> tuple[float, float]:
    """Erlang's chances to be turned away (B) and to wait (C) for this many offered at a time."""
    blocked = 1.0
    for c in range(1, servers + 1):
        blocked = offered * blocked / (c + offered * blocked)
    return blocked, blocked / (1.0 - offered / servers * (1.0 - blocked))


@pytest.mark.statistics
def test_long_stays_come_close_to_erlang() -> None:
    """Days become moments when stays are long: Erlang's B and the M/M/c queue, within 4 %."""
    stay, offered, servers, rows = 60.0, 8.0, 10, 1_500
    blocked, waits = erlang(servers, offered)
    people = arriving(rows, 3_000, offered / stay)
    lost = serve(4, 6, 1, desk(people, stay=stay, capacity=servers), np.arange(rows))
    share = lost.refused[:, 1_000:].sum() / lost.asked[:, 1_000:].sum()
    assert share == pytest.approx(blocked, rel=0.04)
    line = serve(4, 6, 1, desk(people, stay=stay, capacity=servers, queues=1), np.arange(rows))
    expected = waits * offered / (servers - offered)
    assert line.waiting[:, 2_000:].mean() == pytest.approx(expected, rel=0.06)


def test_stages_keep_to_the_stocks() -> None:
    present = np.array([[[0, 0], [10, 2], [12, 2], [4, 6], [4, 6]]])
    arrivals = np.array([[0, 12, 5, 4, 0]])
    arrived, fresh = tell_stages(1, 2, present, arrivals, settle=0.2, slower=0.15)
    assert arrived[0].sum(axis=1).tolist() == [0, 12, 5, 4, 0]
    assert (arrived[0, 1:] >= np.maximum(np.diff(present[0], axis=0), 0)).all()
    assert ((fresh >= 0) & (fresh <= present)).all()


def test_the_luck_of_a_row_is_its_member_s_own() -> None:
    people = arriving(8, 30, 6.0)
    told = desk(people, stay=5.0, capacity=20, evenness=4.0)
    whole = serve(9, 1, 1, told, np.arange(8))
    part = serve(9, 1, 1, desk(people[3:5], stay=5.0, capacity=20, evenness=4.0), np.arange(3, 5))
    assert (whole.taken[3:5] == part.taken).all()
