"""The smoother against the exact answer of a linear Gaussian problem, and its three guards."""

import numpy as np
import pytest

from alee.inference.smoothing import (
    inflation_steps,
    smooth_step,
    solve_positive,
    tail_inflation,
)


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


def test_solver_agrees_with_numpy() -> None:
    rng = np.random.default_rng(6)
    a = rng.standard_normal((12, 12))
    matrix, right = a @ a.T + np.eye(12), rng.standard_normal((12, 7))
    assert np.allclose(solve_positive(matrix, right), np.linalg.solve(matrix, right))
