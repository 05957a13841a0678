"""The harness itself: a right posterior passes, a wrong one is caught and named."""

import numpy as np
import pytest

from alee.evaluation.calibration import (
    Ranks,
    curve_oddity,
    evaluate_calibration,
    fractional_ranks,
    judge,
    rank_truth,
    uniform_oddities,
)
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.inference.effort import ROUNDS

DRAWS, MEMBERS = 300, 99


def hamlet():
    return load_scenario("scenarios/hamlet"), load_reports("scenarios/hamlet/reports.csv")


def toy(width: float, shift: float = 0.0, seed: int = 5) -> Ranks:
    """Ranks in the model z ~ N(0, 1), y ~ N(z, 1), with posterior N(y / 2, 1 / 2), told too wide or off."""
    rng = np.random.default_rng(seed)
    z = rng.standard_normal((DRAWS, 4))
    y = z + rng.standard_normal((DRAWS, 4))
    members = y / 2 + shift + width * np.sqrt(0.5) * rng.standard_normal((MEMBERS, DRAWS, 4))
    chance = rng.uniform(size=(DRAWS, 4))
    values = np.stack([fractional_ranks(members[:, d], z[d], chance[d]) for d in range(DRAWS)])
    return Ranks(names=tuple("abcd"), values=values)


@pytest.mark.statistics
def test_an_exact_posterior_has_uniform_ranks() -> None:
    # 4 curves of 300 ranks; each leaves its band with chance 0.01, and is this odd with chance 2.5e-4 or
    # less; the seed is fixed
    rows = judge("toy", toy(1.0), seed=1)
    assert [row["inside the band"] for row in rows] == ["yes"] * 4
    assert not any(row["looks"] for row in rows)


@pytest.mark.parametrize(
    ("width", "shift", "words"), [(0.5, 0.0, "too narrow"), (2.0, 0.0, "too wide"), (1.0, 0.5, "too high")]
)
def test_a_wrong_posterior_is_caught_and_named(width: float, shift: float, words: str) -> None:
    for row in judge("toy", toy(width, shift), seed=1):
        assert row["inside the band"] == "no"
        assert words in row["looks"]


@pytest.mark.statistics
def test_the_band_holds_its_share_of_uniform_samples() -> None:
    # 2,000 samples of 80: the share outside a 99 % band is 0.01 with a standard error of 0.0027 (both
    # sides simulated); six of them bound it, false alarm below 1e-6
    usual = uniform_oddities(80, 7)
    fresh = curve_oddity(np.random.default_rng(2).uniform(size=(80, 2000)))
    outside = (fresh < np.quantile(usual, 0.01)).mean()
    assert outside == pytest.approx(0.01, abs=6 * 0.0027)


def test_ranks_by_hand() -> None:
    draws = np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0]])
    found = fractional_ranks(draws, np.array([2.5, 5.0]), np.array([0.0, 0.5]))
    assert found.tolist() == [2 / 4, 2 / 4]  # two of three below; a truth in the middle of three ties


def test_a_draw_is_known_by_its_number() -> None:
    one = rank_truth(*hamlet(), draw=1, members=30, seed=4)
    again = rank_truth(*hamlet(), draw=1, members=30, seed=4, threads=1)
    other = rank_truth(*hamlet(), draw=2, members=30, seed=4)
    assert np.array_equal(one.values, again.values)
    assert not np.array_equal(one.values, other.values)
    assert ((one.values > 0) & (one.values < 1)).all()


def test_every_parameter_and_stock_has_a_row() -> None:
    results = evaluate_calibration([hamlet()], draws=4, members=30, seed=2)
    names = {row["name"] for row in results.rows}
    assert {"stock/Rivertown", "behaviour/leave_share"} <= names
    assert any(name.startswith("issuers/") for name in names)


def test_more_rounds_of_correction_are_other_ranks_of_the_same_truth() -> None:
    plain = rank_truth(*hamlet(), draw=1, members=30, seed=4)
    none = rank_truth(*hamlet(), draw=1, members=30, rounds=0, seed=4)
    assert plain.names == none.names
    assert not np.array_equal(plain.values, none.values)
    usual = rank_truth(*hamlet(), draw=1, members=30, rounds=ROUNDS, seed=4)
    np.testing.assert_array_equal(plain.values, usual.values)
