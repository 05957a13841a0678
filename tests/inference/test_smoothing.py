"""The smoother against the exact answer of a linear Gaussian problem, and its three guards."""

import numpy as np
import pytest

from alee.inference.smoothing import (
    CHANCE,
    RELAX,
    heard,
    inflation_steps,
    relaxed,
    smooth_step,
    tail_inflation,
)
from alee.kernels.spectrum import main_directions


def assimilate(z, low, high, error, steps=4, seed=5):
    """All steps on the linear model y = 2 z_0, with fixed noise."""
    rng = np.random.default_rng(seed)
    for inflation in inflation_steps(steps):
        predicted = 2.0 * z[:, :1]
        noise = rng.standard_normal(predicted.shape)
        z = smooth_step(z, predicted, low, high, error, noise, inflation)
    return z


def test_inflations_add_up_to_one_assimilation() -> None:
    assert sum(1.0 / a for a in inflation_steps(5)) == pytest.approx(1.0)


def test_linear_gaussian_posterior_is_found() -> None:
    z = np.random.default_rng(1).standard_normal((4000, 3))
    after = assimilate(z, np.array([1.0]), np.array([1.0]), np.array([0.5]))
    # y = 2 z, z ~ N(0, 1), error 0.5: posterior precision 1 + 4 / 0.25 = 17, mean 2 * 1 / 0.25 / 17
    assert after[:, 0].mean() == pytest.approx(8 / 17, abs=0.02)  # 5 standard errors
    assert after[:, 0].std() == pytest.approx(17**-0.5, rel=0.06)


def test_what_no_report_speaks_of_keeps_its_prior_bit_for_bit() -> None:
    z = np.random.default_rng(2).standard_normal((500, 2))
    z[:, 1] -= z[:, 1] @ z[:, 0] / (z[:, 0] @ z[:, 0]) * z[:, 0]
    after = assimilate(z, np.array([1.0]), np.array([1.0]), np.array([0.5]), steps=1)
    assert np.array_equal(after[:, 1], z[:, 1])


def test_members_inside_a_free_range_are_hardly_pulled() -> None:
    z = np.random.default_rng(3).standard_normal((2000, 1))
    after = assimilate(z, np.array([-np.inf]), np.array([100.0]), np.array([0.5]))
    assert np.array_equal(after, z)


def test_more_than_pulls_only_from_below() -> None:
    z = np.random.default_rng(4).standard_normal((2000, 1))
    after = assimilate(z, np.array([2.0]), np.array([np.inf]), np.array([0.2]))
    assert np.quantile(after, 0.05) > np.quantile(z, 0.5)
    assert np.quantile(after, 0.95) > 1.0


def test_an_impossible_figure_is_heard_less() -> None:
    near = tail_inflation(np.array([1.0]), np.array([1.0]), np.array([1.0]))
    far = tail_inflation(np.array([30.0]), np.array([1.0]), np.array([1.0]))
    assert near[0] == 1.0
    assert far[0] > 50.0


@pytest.mark.parametrize("shape", [(7, 12), (12, 7), (1, 5), (5, 1)])
def test_main_directions_make_up_the_table(shape: tuple[int, int]) -> None:
    table = np.random.default_rng(6).standard_normal(shape)
    table[:, -1] = table[:, 0]  # one direction less than columns
    left, length, right = main_directions(table)
    np.testing.assert_allclose(left * length @ right.T, table, atol=1e-12)
    np.testing.assert_allclose(np.sort(length), np.sort(np.linalg.svd(table)[1]), atol=1e-12)


def test_many_copies_of_a_noisy_figure_do_not_run_away() -> None:
    """A hundred figures of nearly the same thing, and parameters that have no part in it."""
    rng = np.random.default_rng(7)
    z = rng.standard_normal((100, 40))
    for inflation in inflation_steps(4):
        predicted = 2.0 * z[:, :1] + 0.3 * np.sin(np.arange(100) * z[:, 1:2])
        target = np.full(100, 4.0)
        noise = rng.standard_normal(predicted.shape)
        z = smooth_step(z, predicted, target, target, np.full(100, 0.3), noise, inflation)
    assert np.median(z[:, 0]) == pytest.approx(2.0, abs=0.2)
    assert np.abs(z[:, 2:].mean(axis=0)).max() < 0.6
    assert 0.6 < z[:, 2:].std(axis=0).mean() < 1.1


def test_a_correlation_within_chance_is_not_heard() -> None:
    assert heard(np.array([0.099 * CHANCE, -0.05, 0.9]), 100)[:2].tolist() == [0.0, 0.0]
    assert heard(np.array([0.9]), 100)[0] == pytest.approx(0.9 * (1 - CHANCE**2 / 100 / 0.81))


def test_a_part_of_the_lost_spread_comes_back_and_no_more() -> None:
    z = np.random.default_rng(6).standard_normal((500, 3)) * [0.5, 1.2, 0.0] + [1.0, -2.0, 3.0]
    size = z.std(axis=0, ddof=1)
    after = relaxed(z)
    np.testing.assert_allclose(after.mean(axis=0), z.mean(axis=0), atol=1e-12)
    assert after[:, 0].std(ddof=1) == pytest.approx(size[0] + RELAX * (1.0 - size[0]))
    np.testing.assert_allclose(after[:, 1:], z[:, 1:], atol=1e-12)
