"""The samplers against theory.

Each test draws 20,000 numbers at fixed addresses and compares them with the exact distribution. A
two-sided test on the mean and a chi-square test on the counts; the threshold of each is 1e-8, so that
all of them together raise a false alarm with a chance below 1e-6.
"""

import numpy as np
import pytest
from scipy import stats

from alee.kernels import draws
from alee.kernels.jit import compiled

pytestmark = pytest.mark.statistics
DRAWS = 20_000
FALSE_ALARM = 1e-8


@compiled
def many_binomials(n, p, out):
    for i in range(len(out)):
        out[i] = draws.binomial(draws.at(7, i, 3, 2, 99, 0), n, p)


@compiled
def many_poissons(mean, out):
    for i in range(len(out)):
        out[i] = draws.poisson(draws.at(8, i, 3, 2, 99, 0), mean)


@compiled
def many_hypergeometrics(marked, others, taken, out):
    for i in range(len(out)):
        out[i] = draws.hypergeometric(draws.at(9, i, 3, 2, 99, 0), marked, others, taken)


def check(sample: np.ndarray, law) -> None:
    """The sample's mean and its counts in about 20 bins of the exact law."""
    score = (sample.mean() - law.mean()) / (law.std() / np.sqrt(len(sample)))
    assert 2 * stats.norm.sf(abs(score)) > FALSE_ALARM
    edges = np.unique(law.ppf(np.linspace(0.05, 0.95, 19)))
    expected = np.diff(np.concatenate([[0.0], law.cdf(edges), [1.0]]))
    counts = np.bincount(np.searchsorted(edges, sample, side="left"), minlength=len(edges) + 1)
    keep = expected * len(sample) > 5
    if keep.sum() > 1:
        pieces = np.append(expected[keep], max(1.0 - expected[keep].sum(), 0.0))
        seen = np.append(counts[keep], len(sample) - counts[keep].sum())
        seen, pieces = seen[pieces > 1e-9], pieces[pieces > 1e-9]
        chi = (((seen - pieces * len(sample)) ** 2) / (pieces * len(sample))).sum()
        assert stats.chi2.sf(chi, len(seen) - 1) > FALSE_ALARM


@pytest.mark.parametrize(
    ("n", "p"),
    [
        (1, 0.5),
        (5, 0.3),
        (40, 0.5),
        (30, 0.9),
        (100, 0.05),
        (80, 0.45),
        (3000, 0.013),
        (3000, 0.0135),
        (1000, 0.02),
        (100_000, 0.3),
        (2**40, 1e-10),
        (2**40, 1e-8),
    ],
)
def test_binomial(n: int, p: float) -> None:
    sample = np.empty(DRAWS, np.int64)
    many_binomials(n, p, sample)
    check(sample, stats.binom(n, p))


@pytest.mark.parametrize("mean", [0.01, 0.3, 5.0, 11.9, 12.1, 30.0, 2000.0])
def test_poisson(mean: float) -> None:
    sample = np.empty(DRAWS, np.int64)
    many_poissons(mean, sample)
    check(sample, stats.poisson(mean))


@pytest.mark.parametrize(
    ("marked", "others", "taken"),
    [(5, 5, 4), (100, 300, 50), (10_000, 500, 3000), (3, 1000, 900), (40_000, 60_000, 7000)],
)
def test_hypergeometric(marked: int, others: int, taken: int) -> None:
    sample = np.empty(DRAWS, np.int64)
    many_hypergeometrics(marked, others, taken, sample)
    check(sample, stats.hypergeom(marked + others, marked, taken))


def test_certain_and_empty_cases() -> None:
    address = draws.at(1, 2, 3, 4, 5, 0)
    assert draws.binomial(address, 0, 0.5) == 0
    assert draws.binomial(address, 10, 0.0) == 0
    assert draws.binomial(address, 10, 1.0) == 10
    assert draws.poisson(address, 0.0) == 0
    assert draws.hypergeometric(address, 4, 0, 3) == 3
    assert draws.hypergeometric(address, 0, 4, 3) == 0
    assert draws.hypergeometric(address, 4, 5, 0) == 0


def test_normals_are_normal_and_addressed_by_key() -> None:
    keys = np.array([3, 7], dtype=np.uint32)
    table = draws.standard_normals(5, 1, keys, 0, DRAWS)
    assert stats.kstest(table[:, 0], "norm").pvalue > FALSE_ALARM
    assert abs(np.corrcoef(table.T)[0, 1]) < 6 / np.sqrt(DRAWS)
    assert np.array_equal(table[10:12, ::-1], draws.standard_normals(5, 1, keys[::-1], 10, 2))
