"""Draws belong to addresses: known answers of the generator, same address same number, large counts."""

import numpy as np
import pytest
from scipy import stats

from alee.core.addresses import Purpose, derive_seed, name_key
from alee.kernels import draws
from alee.kernels.jit import compiled
from alee.kernels.philox import philox

pytestmark = pytest.mark.statistics
DRAWS = 20_000
FALSE_ALARM = 1e-8


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        ([0] * 4, [0] * 2, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
        ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
        (
            [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],
            [0xA4093822, 0x299F31D0],
            [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1],
        ),
    ],
)
def test_philox_gives_the_known_answers_of_random123(counter, key, answer) -> None:
    assert [int(word) for word in philox(*map(np.uint32, key + counter))] == answer


def test_keys_come_from_names_and_purposes_never_change() -> None:
    assert name_key("a", "bc") != name_key("ab", "c")
    assert name_key("Tbilisi\u0301") == name_key("Tbilis\u00ed")
    assert derive_seed(1, "fit") != derive_seed(1, "forecast") != derive_seed(2, "forecast")
    assert [int(p) for p in Purpose] == list(range(1, len(Purpose) + 1))


@compiled
def uniforms(seed, member, day, purpose, key, branch, out):
    for i in range(len(out)):
        address = draws.at(
            seed[i % len(seed)], member[i % len(member)], day[i % len(day)], purpose[i % len(purpose)],
            key[i % len(key)], branch[i % len(branch)],
        )  # fmt: skip
        out[i] = draws.uniform(address)


def test_every_part_of_an_address_makes_other_luck() -> None:
    """Along each of six axes, 20,000 neighbours look uniform and uncorrelated with the next."""
    line = np.arange(DRAWS)
    whole = [np.array([5], np.uint64), *(np.array([3], np.int64) for _ in range(3)), np.array([3], np.uint32)]
    whole.append(np.array([3], np.int64))
    for axis in range(6):
        parts = [line.astype(part.dtype) if axis == k else part for k, part in enumerate(whole)]
        out, again = np.empty(DRAWS), np.empty(DRAWS)
        uniforms(*parts, out)
        uniforms(*parts, again)
        assert np.array_equal(out, again)
        assert out.min() > 0.0
        assert out.max() < 1.0
        assert len(np.unique(out)) == DRAWS
        assert stats.kstest(out, "uniform").pvalue > FALSE_ALARM
        assert abs(np.corrcoef(out[1:], out[:-1])[0, 1]) < 6 / np.sqrt(DRAWS)


@pytest.mark.parametrize("chance", [1e-9, 0.003, 0.3, 0.5, 0.8, 0.9999, 1.0])
def test_a_batch_is_bit_for_bit_the_single_draws(chance: float) -> None:
    n_cells = 500
    batch = draws.empty_batch(n_cells)
    rng = np.random.default_rng(1)
    batch.key[:] = rng.integers(0, 2**32, n_cells)
    batch.n[:] = np.maximum(1, 2 ** rng.uniform(0, 40, n_cells)).astype(np.int64)
    batch.p[:] = chance
    draws.draw_batch(np.uint64(5), 2, 9, 4, batch, n_cells)
    for i in range(n_cells):
        address = draws.at(np.uint64(5), 2, 9, 4, batch.key[i], 0)
        assert batch.drawn[i] == draws.binomial(address, int(batch.n[i]), chance)


@compiled
def large_draws(n, p, good, bad, sample, mean, out):
    for i in range(out.shape[1]):
        address = draws.at(6, i, 3, 2, 99, 0)
        out[0, i] = draws.binomial(address, n, p)
        out[1, i] = draws.hypergeometric(address, good, bad, sample)
        out[2, i] = draws.poisson(address, mean)


def test_moments_hold_for_a_million_million_persons() -> None:
    n, p, mean = 2**40, 0.3, 1e9
    good, bad, sample = 2**39, 2**38, 2**37
    out = np.empty((3, DRAWS), np.int64)
    large_draws(n, p, good, bad, sample, mean, out)
    share = good / (good + bad)
    spread = sample * share * (1 - share) * (1 - sample / (good + bad))
    for row, middle, variance in ((0, n * p, n * p * (1 - p)), (1, sample * share, spread), (2, mean, mean)):
        score = (out[row] - middle) / np.sqrt(variance)
        assert stats.kstest(score, "norm").pvalue > FALSE_ALARM, row


@pytest.mark.parametrize("n", [0, 1, 7, 2**40])
def test_ends_of_the_binomial(n: int) -> None:
    address = draws.at(6, 1, 3, 2, 99, 0)
    assert draws.binomial(address, n, 0.0) == draws.binomial(address, n, -1.0) == 0
    assert draws.binomial(address, n, 1.0) == draws.binomial(address, n, 2.0) == n
    assert draws.binomial(address, -n, 0.5) == 0 or n == 0
    assert 0 <= draws.binomial(address, n, 5e-324) <= n
