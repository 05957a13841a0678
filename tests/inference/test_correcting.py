"""Moves by the true likelihood against posteriors that are known exactly."""

import numpy as np
import pytest
from scipy import stats

from alee.inference.correcting import WIDER, correct, guide_of
from alee.inference.weighing import Weighed

NAMES = [f"p{k}" for k in range(6)]


class Alone:
    """Weighs by a plain likelihood; nothing stands between histories and figures."""

    def __init__(self, names, log_likelihood) -> None:
        self.names, self.log_likelihood = names, log_likelihood

    def weigh(self, z, phase, number):
        nothing = np.zeros((len(z), 1, 0))
        return Weighed(
            straight=self.log_likelihood(z), bent=nothing, x=nothing, shapes=nothing,
            chosen=np.zeros((len(z), 0), dtype=np.int32),
        )  # fmt: skip

    def choose(self, z, weighed, number):
        return z, weighed


def test_the_guide_is_the_ensembles_gaussian() -> None:
    rng = np.random.default_rng(1)
    mixing = rng.standard_normal((6, 6))
    z = rng.standard_normal((4000, 6)) @ mixing.T + np.arange(6)
    guide = guide_of(z)
    drawn = guide.middle + guide.size * guide.draw(rng.standard_normal((20000, 6)))
    np.testing.assert_allclose(drawn.mean(axis=0), z.mean(axis=0), atol=0.15)
    np.testing.assert_allclose(np.cov(drawn.T), WIDER**2 * np.cov(z.T), atol=0.5)
    expected = stats.multivariate_normal(z.mean(axis=0), WIDER**2 * np.cov(z.T))
    some = z[:50]
    ours = -0.5 * guide.misfit(guide.scaled(some))
    theirs = expected.logpdf(some)
    assert np.corrcoef(ours, theirs)[0, 1] > 0.97


def test_fewer_members_than_parameters_still_give_a_proper_gaussian() -> None:
    rng = np.random.default_rng(2)
    guide = guide_of(rng.standard_normal((10, 40)))
    x = guide.draw(rng.standard_normal((5000, 40)))
    assert guide.misfit(x).mean() == pytest.approx(40, rel=0.02)


def test_a_true_posterior_stays_as_it_is() -> None:
    """Members drawn exactly from a curved posterior; 12 rounds must not change it (2 tests, 1e-6 in all)."""
    rng = np.random.default_rng(3)
    candidates = rng.standard_normal((200_000, 2))

    def log_likelihood(z: np.ndarray) -> np.ndarray:
        return -0.5 * ((z[:, 1] - z[:, 0] ** 2 + 0.5) / 0.4) ** 2

    kept = candidates[np.log(rng.random(200_000)) < log_likelihood(candidates)]
    z, _, done = correct(kept[:4000], Alone(NAMES[:2], log_likelihood), seed=5, rounds=12)
    assert 0.1 < np.mean(done.accepted) < 0.9
    for k in range(2):
        assert stats.ks_2samp(z[:, k], kept[4000:20000, k]).pvalue > 5e-7
    assert not np.array_equal(z, kept[:4000])


def test_a_wrong_start_comes_closer() -> None:
    """The smoother's answer is off and too narrow; the exact posterior of a linear problem is known."""
    rng = np.random.default_rng(4)
    exact_mean, exact_sd = 8 / 17, 17**-0.5

    def log_likelihood(z: np.ndarray) -> np.ndarray:
        return -0.5 * ((2.0 * z[:, 0] - 1.0) / 0.5) ** 2

    start = rng.standard_normal((3000, 3))
    start[:, 0] = exact_mean + exact_sd * (0.6 * rng.standard_normal(3000) + 0.6)
    z, _, done = correct(start, Alone(NAMES[:3], log_likelihood), seed=6, rounds=40)
    assert z[:, 0].mean() == pytest.approx(exact_mean, abs=0.03)
    assert z[:, 0].std() == pytest.approx(exact_sd, rel=0.08)
    assert z[:, 1].std() == pytest.approx(1.0, rel=0.08)
    assert done.after > done.before - 0.5


def test_the_same_seed_gives_the_same_bits() -> None:
    z = np.random.default_rng(7).standard_normal((50, 4))

    def log_likelihood(z: np.ndarray) -> np.ndarray:
        return -((z[:, 0] - 1.0) ** 2)

    one, two = (correct(z, Alone(NAMES[:4], log_likelihood), seed=8, rounds=3)[0] for _ in range(2))
    assert np.array_equal(one, two)
