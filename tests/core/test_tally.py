"""Quantiles from tallies: exact where counts are small, near where they are large, the same in any order."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alee.core.tally import GrowingTally, Tally, bins_of, middles_of

LEVELS = [0.0, 0.05, 0.5, 0.95, 1.0]


def some_counts(largest, n_members=201, n_cells=17):
    rng = np.random.default_rng(5)
    filled = rng.random((n_members, n_cells)) < np.linspace(0, 1, n_cells)
    return np.where(filled, rng.integers(0, largest, (n_members, n_cells)), 0)


def test_quantiles_of_small_counts_are_those_of_the_members():
    counts = some_counts(256)
    wanted = np.quantile(counts, LEVELS, axis=0, method="inverted_cdf")
    assert np.array_equal(Tally.of(counts).quantiles(LEVELS), wanted)
    assert np.array_equal(Tally.of(counts).mean(), counts.mean(axis=0))


def test_quantiles_of_large_counts_are_off_by_at_most_one_part_in_256():
    counts = some_counts(10**9)
    wanted = np.quantile(counts, LEVELS, axis=0, method="inverted_cdf")
    found = Tally.of(counts).quantiles(LEVELS)
    assert np.all(abs(found - wanted) <= wanted / 256)
    assert not np.array_equal(found, wanted), "bins are wider than one person here"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(0, 2**53 - 1))
def test_a_bin_stands_for_what_fell_into_it(count):
    bin_number = int(bins_of(np.array([count]))[0])
    assert 0 <= bin_number < 8192
    assert abs(int(middles_of(np.array([bin_number]))[0]) - count) <= count / 256
    assert int(bins_of(np.array([count + 1]))[0]) in (bin_number, bin_number + 1)


@pytest.mark.parametrize("seed", range(3))
def test_blocks_add_up_to_the_same_bits_in_any_order(seed):
    counts = some_counts(5000)
    cuts = np.array_split(counts, 9)
    np.random.default_rng(seed).shuffle(cuts)
    growing = GrowingTally(Tally.empty(counts.shape[1]))
    for cut in cuts:
        growing.add(Tally.of(cut))
    whole, wanted = growing.whole(), Tally.of(counts)
    for name in ("keys", "members", "persons"):
        assert np.array_equal(getattr(whole, name), getattr(wanted, name)), name
    assert whole.n_members == 201


def test_cells_where_nobody_comes_cost_nothing():
    counts = np.zeros((50, 1_000_000), np.int32)
    counts[:, 7] = 3
    tally = Tally.of(counts)
    assert len(tally.keys) == 1
    assert tally.quantiles([0.5])[0, 7] == 3


@pytest.mark.parametrize("largest", [2, 256, 5000, 10**9])
@pytest.mark.parametrize("n_cells", [17, 3000])
def test_a_tally_is_packed_small_and_comes_back_as_it_was(largest, n_cells):
    counts = some_counts(largest, n_cells=n_cells)
    counts[:, 5 : n_cells - 5] = np.where(np.arange(5, n_cells - 5) % 700 == 0, counts[:, 5 : n_cells - 5], 0)
    tally = Tally.of(counts)
    packed = tally.packed()
    back = Tally.unpacked(packed)
    for name in ("keys", "members", "persons"):
        assert np.array_equal(getattr(back, name), getattr(tally, name)), name
        assert getattr(back, name).dtype == np.int64
    assert (back.n_members, back.n_cells) == (201, n_cells)
    assert len(packed) <= 60 + 13 * len(tally.keys)
    if largest <= 256:
        assert len(packed) <= 60 + 6 * len(tally.keys), "below 256, persons follow from members"


def test_the_tally_of_nobody_can_be_packed():
    back = Tally.unpacked(Tally.empty(4).packed())
    assert (len(back.keys), back.n_members, back.n_cells) == (0, 0, 4)


def test_a_tally_travels_packed():
    tally = Tally.of(some_counts(200, n_cells=3000))
    sent = pickle.dumps(tally)
    assert len(sent) < 200 + 6 * len(tally.keys)
    assert np.array_equal(pickle.loads(sent).persons, tally.persons)
