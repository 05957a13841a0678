"""Scores against cases worked by hand, and the CRPS against its thirty-line definition."""

import numpy as np
import pytest

from alee.outlook import scoring


def own_crps(draws: np.ndarray, counted: float) -> float:
    """The fair estimator, written out: mean |x - y| minus half the mean |x - x'| over pairs of others."""
    n = len(draws)
    apart = sum(abs(a - b) for a in draws for b in draws) / (2 * n * (n - 1))
    return float(sum(abs(x - counted) for x in draws) / n - apart)


def test_crps_is_its_definition() -> None:
    rng = np.random.default_rng(1)
    draws = rng.lognormal(3, 1, (30, 4))
    counted = np.array([5.0, 20.0, 80.0, 0.0])
    expected = [own_crps(draws[:, k], counted[k]) for k in range(4)]
    np.testing.assert_allclose(scoring.crps(draws, counted), expected, rtol=1e-10)


def test_relative_difference_by_hand() -> None:
    counted = np.array([[10.0, 30.0], [0.0, 50.0]])
    estimate = np.array([[20.0, 20.0], [0.0, 25.0]])
    assert scoring.relative_difference(estimate, counted) == pytest.approx((20 / 40 + 25 / 50) / 2)
    assert scoring.rescaled_relative_difference(estimate, counted) == pytest.approx(0.25)


def test_a_day_with_nobody_simulated_counts_nothing_when_rescaled() -> None:
    assert scoring.rescaled_relative_difference(np.zeros((1, 2)), np.array([[1.0, 2.0]])) == 0.0


def test_scaled_error_by_hand() -> None:
    counted = np.array([[0.0], [10.0], [20.0], [30.0], [40.0]])
    naive = scoring.naive_forecasts(counted, 2)
    np.testing.assert_array_equal(naive["flat"].ravel(), [10, 10, 10])
    np.testing.assert_array_equal(naive["sloped"].ravel(), [20, 30, 40])
    np.testing.assert_array_equal(naive["ratio"].ravel(), [20, 30, 40])
    found = scoring.scaled_error(counted + 5.0, counted, 2)
    assert found["flat"] == pytest.approx(5.0 / 20.0)
    assert np.isnan(found["sloped"])


def test_the_window_itself_is_in_neither_half() -> None:
    counted = np.array([[5.0], [5.0], [5.0], [15.0]])
    wrong_early = np.array([[900.0], [900.0], [900.0], [10.0]])
    assert scoring.scaled_error(wrong_early, counted, 3)["flat"] == pytest.approx(0.5)


def test_a_run_not_longer_than_the_window_has_no_scaled_error() -> None:
    assert all(np.isnan(v) for v in scoring.scaled_error(np.ones((7, 1)), np.ones((7, 1)), 7).values())


def test_cover_and_transform() -> None:
    draws = np.arange(101.0)[:, None]
    assert scoring.covered(draws, np.array([5.0]), 0.9)[0]
    assert not scoring.covered(draws, np.array([4.0]), 0.9)[0]
    assert scoring.probability_transform(draws, np.array([50.0]))[0] == pytest.approx(0.5)


def test_interval_score_prefers_the_right_and_narrow() -> None:
    draws = np.linspace(40, 60, 201)[:, None]
    wide = np.linspace(0, 100, 201)[:, None]
    counted = np.array([50.0])
    assert scoring.interval_score(draws, counted)[0] < scoring.interval_score(wide, counted)[0]
    assert (
        scoring.interval_score(draws, np.array([90.0]))[0] > scoring.interval_score(wide, np.array([90.0]))[0]
    )


def test_log_ratio_takes_nobody_as_one() -> None:
    assert scoring.log_ratio(np.array([0.0, 20.0]), np.array([1.0, 10.0])) == pytest.approx([0.0, np.log(2)])
