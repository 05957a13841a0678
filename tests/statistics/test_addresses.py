"""Draws belong to addresses: known answers of the generator, same address same number, large counts."""

import numpy as np
import pytest
from scipy import stats

from alee.core.addresses import Purpose, derive_seed, name_key
from alee.kernels import draws
from alee.kernels.jit import compiled
from alee.kernels.lanes import draw_row, poisson_row
from alee.kernels.philox import philox
from alee.kernels.scratch import DRAWN, empty_scratch

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


@compiled
def binomials(first, keys, n, p, out):
    for i in range(out.shape[0]):
        for lane in range(out.shape[1]):
            address = draws.at(np.uint64(5), first + lane, 9, 4, keys[i], 3)
            out[i, lane] = draws.binomial(address, int(n[i, lane]), p[i, lane])


@compiled
def rows_of_binomials(first, keys, n, p, scratch, out):
    for i in range(out.shape[0]):
        draw_row((np.uint64(5), first), 9, np.int64(4), keys[i], np.int64(3), n[i], p[i], scratch)
        for lane in range(out.shape[1]):
            out[i, lane] = scratch[DRAWN + lane]


@pytest.mark.parametrize("chance", [0.0, 1e-9, 0.003, 0.3, 0.5, 0.8, 0.9999, 1.0, "any", "few"])
@pytest.mark.parametrize("lanes", [8, 32])
def test_a_row_is_bit_for_bit_the_single_draws(chance: float | str, lanes: int) -> None:
    rng = np.random.default_rng(1)
    shape = (400, lanes)
    keys = rng.integers(0, 2**32, shape[0]).astype(np.uint32)
    most = 2.0 ** rng.choice([3, 8, 16, 40], shape)
    n = np.floor(most ** rng.uniform(-0.1, 1, shape))
    p = np.full(shape, chance) if isinstance(chance, float) else rng.uniform(-0.1, 1.1, shape)
    if chance == "few":
        p = rng.uniform(0, 60, shape) / np.maximum(n, 1.0)
    row, single = np.zeros(shape), np.zeros(shape)
    rows_of_binomials(17, keys, n, p, empty_scratch(), row)
    binomials(17, keys, n, p, single)
    assert np.array_equal(row, single)


@compiled
def rows_of_poissons(keys, mean, scratch, row, single):
    for i in range(row.shape[0]):
        poisson_row((np.uint64(5), 17), 9, np.int64(4), keys[i], mean[i], scratch)
        for lane in range(row.shape[1]):
            row[i, lane] = scratch[DRAWN + lane]
            single[i, lane] = draws.poisson(
                draws.at(np.uint64(5), 17 + lane, 9, 4, keys[i], 0), mean[i, lane]
            )


def test_a_row_of_poisson_draws_is_bit_for_bit_the_single_ones() -> None:
    rng = np.random.default_rng(2)
    mean = 10.0 ** rng.uniform(-2, 6, (400, 32)) * (rng.uniform(size=(400, 32)) > 0.1)
    row, single = np.zeros(mean.shape), np.zeros(mean.shape)
    rows_of_poissons(np.arange(400, dtype=np.uint32), mean, empty_scratch(), row, single)
    assert np.array_equal(row, single)


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
