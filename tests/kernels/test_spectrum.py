"""Main directions: against NumPy's, in any shape, and in the same order on every machine."""

import numpy as np
import pytest

from alee.kernels.spectrum import main_directions, product


def table(rows, columns, seed=3):
    return np.random.default_rng(seed).standard_normal((rows, columns))


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 23])
def test_the_inner_product_adds_in_eight_sums(length):
    one, other = table(2, length)
    sums = [0.0] * 8
    for k in range(length):
        sums[k % 8 if k < length // 8 * 8 else 0] += one[k] * other[k]
    s = sums
    assert product(one, other) == ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]))
    assert product(one, other) == pytest.approx(float(one @ other))


@pytest.mark.parametrize("shape", [(4, 9), (9, 4), (5, 5), (1, 6), (6, 1)])
def test_it_is_the_singular_value_decomposition(shape):
    given = table(*shape)
    before = given.copy()
    left, length, right = main_directions(given)
    few = min(shape)
    assert (left.shape, length.shape, right.shape) == ((shape[0], few), (few,), (shape[1], few))
    assert np.array_equal(given, before), "the table that was handed over stays as it is"
    assert np.allclose(left * length @ right.T, given, atol=1e-12)
    assert np.allclose(left.T @ left, np.eye(few), atol=1e-10)
    assert np.allclose(right.T @ right, np.eye(few), atol=1e-10)
    assert np.allclose(np.sort(length)[::-1], np.linalg.svd(given, compute_uv=False))


def test_a_direction_without_length_is_zero_on_the_long_side():
    row = table(1, 6)[0]
    left, length, right = main_directions(np.stack([row, 0 * row, 2 * row]))
    empty = length < 1e-9
    assert empty.sum() == 2
    assert length.max() == pytest.approx(np.sqrt(5.0) * np.linalg.norm(row))
    assert np.isfinite(left).all()
    assert not right[:, np.flatnonzero(length == 0.0)].any()
    assert np.allclose(left * length @ right.T, np.stack([row, 0 * row, 2 * row]))


def test_rows_that_are_at_right_angles_are_not_turned():
    left, length, right = main_directions(np.array([[0.0, 3.0, 0.0], [2.0, 0.0, 0.0]]))
    assert np.array_equal(left, np.eye(2))
    assert np.array_equal(length, [3.0, 2.0])
    assert np.array_equal(right, [[0.0, 1.0], [1.0, 0.0], [0.0, 0.0]])


def test_of_two_equal_rows_the_first_takes_the_difference():
    """Which of the two ways they are turned is fixed, or bits would hang on it."""
    _, length, right = main_directions(np.array([[2.0, 1.0], [1.0, 2.0]]))
    assert np.allclose(length, [1.0, 3.0])
    assert np.allclose(right[:, 0], [np.sqrt(0.5), -np.sqrt(0.5)])


def test_the_smaller_turn_is_taken():
    """Rows that are nearly at right angles hardly move, whichever of them is the longer one."""
    for rows in ([[3.0, 0.01], [0.0, 2.0]], [[2.0, 0.01], [0.0, 3.0]]):
        left, length, _ = main_directions(np.array(rows))
        assert np.allclose(left, np.eye(2), atol=0.02)
        assert np.allclose(length, [rows[0][0], rows[1][1]], atol=0.001)


def test_lengths_far_apart_are_both_found():
    big, small = table(2, 8)
    given = np.stack([1e6 * big, 1e6 * big + small])
    assert np.allclose(
        np.sort(main_directions(given)[1])[::-1], np.linalg.svd(given, compute_uv=False), rtol=1e-6
    )
