"""The engine against exact Markov moments, worked out by matrices.

20,000 members each; every comparison is a two-sided z test at 1e-8, about 60 of them, so that a false alarm
of the whole file has a chance below 1e-6.
"""

import numpy as np
import pytest
from scipy import stats

from alee.kernels.run import simulate_block
from tests.kernels.networks import World, make_network, make_timeline, make_traits

pytestmark = pytest.mark.statistics
MEMBERS = 20_000
MOST = float(stats.norm.isf(0.5e-8))


def simulate(world: World):
    record = world.record()
    simulate_block(world.network, world.timeline, world.traits, 11, 0, record)
    assert not record.status.any()
    return record


def assert_binomial(sample: np.ndarray, n: int, p: float) -> None:
    """Mean and variance of independent Binomial(n, p) draws."""
    size, variance = len(sample), n * p * (1 - p)
    assert abs(sample.mean() - n * p) < MOST * np.sqrt(variance / size)
    fourth = variance * (1 + 3 * variance * (1 - 2 / n))
    assert abs(np.mean((sample - n * p) ** 2) - variance) < MOST * np.sqrt((fourth - variance**2) / size)


def test_a_chain_of_two_places_has_the_moments_of_its_markov_chain() -> None:
    """Home -> fresh at 0 -> fresh at 1 -> staying at 1 -> home again, each person on his own."""
    n, days = 200, 10
    leave, move, settle, back_fresh, back_stay = 0.2, 0.5, 0.3, 0.1, 0.05
    network = make_network([[n], [0]], [1, 0], [(0, 1)])
    traits = make_traits(network, MEMBERS, days)
    traits.leave_rate[:, 0] = -np.log1p(-leave)
    traits.move[:, 0, 0] = move
    traits.settle[:, 1] = settle
    traits.go_home[:, 1, 0] = back_fresh
    traits.go_home[:, 1, 1] = back_stay
    record = simulate(World(network, make_timeline(network, days), traits))
    # home, fresh at 0, fresh at 1, staying at 1, returned
    step = np.array(
        [
            [1 - leave, leave * (1 - move), leave * move, 0, 0],
            [0, 1 - move, move, 0, 0],
            [0, 0, (1 - back_fresh) * (1 - settle), (1 - back_fresh) * settle, back_fresh],
            [0, 0, 0, 1 - back_stay, back_stay],
            [0, 0, 0, 0, 1],
        ]
    )
    where = np.array([1.0, 0, 0, 0, 0])
    for d in range(days):
        where = where @ step
        if d in (0, 1, 4, 9):
            assert_binomial(record.present[:, d, 0, 0], n, where[1])
            assert_binomial(record.present[:, d, 1, 0], n, where[2] + where[3])
            if where[4] > 0:
                assert_binomial(record.returned[:, d, 0], n, where[4])


def test_choices_follow_the_logit_weights() -> None:
    n = 300
    network = make_network([[n], [0], [0]], [1, 0, 0], [(0, 1), (0, 2), (0, 1)], lookahead=0)
    traits = make_traits(network, MEMBERS, 1)
    traits.leave_rate[:] = 50.0
    traits.move[:] = 1.0
    traits.value[:, 2] = 0.7
    traits.cost[:, 2] = 0.4
    timeline = make_timeline(network, 1)
    timeline.admit[0, 0, 0] = 0.5
    record = simulate(World(network, timeline, traits))
    weights = np.array([0.5, np.exp(0.7), np.exp(-0.4)])
    for c, chance in enumerate(weights / weights.sum()):
        assert_binomial(record.crossings[:, 0, c].astype(float), n, chance)


def test_admission_is_without_favour_and_a_seat_may_be_a_fraction() -> None:
    """30 of one group, 50 of another and nobody else before 20.25 seats."""
    network = make_network([[30, 50], [0, 0]], [1, 0], [(0, 1)])
    traits = make_traits(network, MEMBERS, 1)
    traits.leave_rate[:] = 50.0
    traits.move[:] = 1.0
    timeline = make_timeline(network, 1)
    timeline.capacity[:] = 20.25
    record = simulate(World(network, timeline, traits))
    passed = record.crossings[:, 0, 0].astype(float)
    assert set(np.unique(passed)) == {20.0, 21.0}
    assert_binomial(passed - 20.0, 1, 0.25)
    first = record.present[:, 0, 1, 0].astype(float)
    mean = 20.25 * 30 / 80
    spread = np.sqrt((20.25 * 30 / 80 * 50 / 80 + 1) / MEMBERS)
    assert abs(first.mean() - mean) < MOST * spread


def test_ordinary_traffic_is_poisson_with_weekday_and_noise() -> None:
    network = make_network([[0], [0]], [1, 0], [(0, 1)])
    traits = make_traits(network, MEMBERS, 7)
    level, weekend, noise = 40.0, 1.5, 0.3
    traits.ordinary_level[:], traits.weekend[:], traits.ordinary_noise[:] = level, weekend, noise
    record = simulate(World(network, make_timeline(network, 7), traits))
    week = (4 + 3 * weekend) / 7
    for d in range(7):
        mean = level * (weekend if d >= 4 else 1.0) / week
        variance = mean + mean**2 * np.expm1(noise**2)
        sample = record.ordinary_out[:, d, 0].astype(float)
        assert abs(sample.mean() - mean) < MOST * np.sqrt(variance / MEMBERS)


def test_a_stay_limit_pushes_each_cohort_once_on_its_day() -> None:
    """All 100 arrive on day 0; on day 4 each leaves with chance 0.6; nothing else ever happens."""
    network = make_network([[100], [0], [0]], [1, 0, 0], [(0, 1), (1, 2)], stay_limit=[-1, 4, -1])
    traits = make_traits(network, MEMBERS, 12)
    traits.leave_rate[:] = 50.0
    traits.move[:, 0] = 1.0
    traits.limit_push[:] = 0.6
    record = simulate(World(network, make_timeline(network, 12), traits))
    assert (record.present[:, :4, 1, 0] == 100).all()
    left = record.crossings[:, 4, 1]
    assert_binomial(left.astype(float), 100, 0.6)
    assert not record.crossings[:, 5:, 1].any()
