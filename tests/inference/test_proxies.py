"""Curves that come late, by hand."""

import numpy as np
import pytest

from alee.inference.proxies import lagged_flow, lagged_stock, respond

DAILY = np.array([[10.0, 20.0, 40.0, 80.0]])


@pytest.mark.parametrize(
    ("day", "delay", "wanted"),
    [(2, 0, 40), (2, 1, 20), (2, 0.5, 30), (2, 3, 7), (2, 2.5, 8.5), (2, 99, 7), (3, -5, 80), (1, -1, 40)],
)
def test_a_stock_is_read_some_days_earlier(day, delay, wanted):
    found = lagged_stock(DAILY, day, np.array([float(delay)]), np.array([7.0]))
    assert found == pytest.approx([wanted])


@pytest.mark.parametrize(
    ("first", "stop", "delay", "wanted"),
    [
        (1, 3, 0, 60), (1, 3, 1, 30), (1, 3, 0.5, 45), (1, 3, 2, 10), (1, 3, 3, 0), (1, 3, 99, 0),
        (2, 4, -1, 160), (2, 4, -2, 160), (0, 4, -0.5, 185),
    ],
)  # fmt: skip
def test_a_flow_is_read_some_days_earlier_and_goes_on_beyond_the_end(first, stop, delay, wanted):
    assert lagged_flow(DAILY, first, stop, np.array([float(delay)])) == pytest.approx([wanted])


def test_each_member_has_its_own_curve_and_delay():
    daily = np.array([[1.0, 2.0, 4.0], [10.0, 20.0, 40.0]])
    delay = np.array([0.0, 1.0])
    assert np.array_equal(lagged_flow(daily, 1, 3, delay), [6.0, 30.0])
    assert np.array_equal(lagged_stock(daily, 2, delay, np.zeros(2)), [4.0, 20.0])


def test_an_index_is_one_without_people_and_doubles_where_it_should():
    people = np.array([-5.0, 0.0, 100.0, 100.0, 300.0])
    found = respond(people, np.full(5, 0.01), np.array([1.0, 1.0, 1.0, 2.0, 0.5]))
    assert np.allclose(found, [1.0, 1.0, 2.0, 4.0, 2.0])
