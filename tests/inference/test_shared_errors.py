"""Errors that reports share, against the dense linear algebra that they stand for."""

import numpy as np
import pytest

from alee.inference.shared_errors import Shared, Whitening, explain_away, solve_few
from alee.inference.smoothing import inflation_steps, smooth_step
from alee.kernels.spectrum import main_directions

OF = np.array([0, 1, 0, 2, 1, 0], dtype=np.int32)
SLOPE = np.array([1.0, 1.0, 0.5, 1.0, -0.8, 1.0])
SIGMA = np.array([0.6, 0.3, 0.0])
ERROR = np.array([0.1, 0.2, 0.3, 0.4, 0.1, 0.2])


def shared(members: int = 1, extra: np.ndarray | None = None) -> Shared:
    blank = np.zeros((members, len(SIGMA)))
    return Shared(of=OF, slope=SLOPE, sigma=SIGMA, extra=blank if extra is None else extra, normals=blank)


def unit() -> np.ndarray:
    """How reports follow the shared errors, (report, error)."""
    out = np.zeros((len(OF), len(SIGMA)))
    out[np.arange(len(OF)), OF] = SLOPE
    return out


def covariance() -> np.ndarray:
    return np.diag(ERROR**2) + unit() @ np.diag(SIGMA**2) @ unit().T


def test_whitened_errors_are_independent_and_of_size_one() -> None:
    white = Whitening(shared(), ERROR)(np.eye(len(OF))).T
    np.testing.assert_allclose(white @ covariance() @ white.T, np.eye(len(OF)), atol=1e-12)


def test_without_shared_errors_whitening_divides_by_the_error() -> None:
    figures = np.random.default_rng(1).standard_normal((3, 6))
    white = Whitening(Shared.none(6, 3), ERROR)(figures)
    np.testing.assert_array_equal(white, figures / ERROR)


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_small_systems_are_solved_many_at_once(n: int) -> None:
    rng = np.random.default_rng(n)
    half = rng.standard_normal((4, n, n))
    matrix, right = half @ np.swapaxes(half, 1, 2) + np.eye(n), rng.standard_normal((4, n))
    found, room = solve_few(matrix, right)
    np.testing.assert_allclose(found, np.linalg.solve(matrix, right[..., None])[..., 0], atol=1e-12)
    np.testing.assert_allclose(room, np.linalg.slogdet(matrix)[1], atol=1e-12)


def test_what_an_extra_error_explains_is_taken_away_as_the_dense_gain_would() -> None:
    rng = np.random.default_rng(2)
    anomalies = rng.standard_normal((6, 3))  # of the histories' figures
    extra = np.array([[0.0, 0.0, 0.0], [1.5, 0.0, 0.0], [1.5, 0.7, 0.0]])
    some = shared(3, extra)
    whiten = Whitening(some, ERROR)
    said, length, _ = main_directions(whiten(anomalies.T).T)
    away = rng.standard_normal((3, 6))
    rest = explain_away(whiten, said, length, whiten(away))
    for m in range(3):
        plain = anomalies @ anomalies.T + covariance()
        whole = plain + unit() @ np.diag(extra[m] ** 2) @ unit().T
        gain = anomalies.T @ np.linalg.solve(whole, away[m])
        back = np.linalg.solve(whiten(np.eye(6)).T, rest[m])  # from whitened distances to plain ones
        np.testing.assert_allclose(anomalies.T @ np.linalg.solve(plain, back), gain, atol=1e-10)


@pytest.mark.parametrize(("sigma", "extra"), [(0.9, 0.0), (0.2, 2.0)])
def test_the_smoother_finds_the_exact_posterior_with_a_shared_error(sigma: float, extra: float) -> None:
    """Three figures of 2 z, one bias behind two of them, also one that all members hold for far off."""
    rng = np.random.default_rng(3)
    z = rng.standard_normal((6000, 2))
    of, slope, error = np.array([0, 0, 1], dtype=np.int32), np.ones(3), np.array([0.2, 0.2, 0.8])
    said = np.array([3.0, 3.2, 1.0])
    for inflation in inflation_steps(4):
        common = Shared(
            of=of, slope=slope, sigma=np.array([sigma, 0.0]), extra=np.tile([extra, 0.0], (6000, 1)),
            normals=rng.standard_normal((6000, 2)),
        )  # fmt: skip
        noise = rng.standard_normal((6000, 3))
        z = smooth_step(z, 2.0 * z[:, :1] * np.ones(3), said, said, error, noise, inflation, common)
    unit = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    whole = np.diag(error**2) + unit @ np.diag([sigma**2 + extra**2, 0.0]) @ unit.T
    precision = 1.0 + 4.0 * np.linalg.inv(whole).sum()
    mean = 2.0 * np.linalg.solve(whole, said).sum() / precision
    # 5 standard errors of 6,000 members; figures far from the middle are heard a little less
    assert z[:, 0].mean() == pytest.approx(mean, abs=5 * precision**-0.5 / 6000**0.5 + 0.02)
    assert z[:, 0].std() == pytest.approx(precision**-0.5, rel=0.06)
