"""Dates become day numbers and come back unchanged."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alee.core import calendar

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@given(DAYS, st.integers(-10_000, 10_000))
def test_number_and_date_are_inverse(start: date, number: int) -> None:
    assert calendar.day_number(start, calendar.date_of(start, number)) == number


@given(DAYS, st.integers(0, 40))
def test_lists_agree_with_single_days(start: date, n_days: int) -> None:
    days = [calendar.date_of(start, number) for number in range(n_days)]
    assert calendar.dates_of(start, n_days).tolist() == days
    assert calendar.weekend_flags(start, n_days).tolist() == [calendar.is_weekend(day) for day in days]


def test_weekend_is_friday_to_sunday() -> None:
    assert calendar.weekend_flags("2022-09-21", 7).tolist() == [0, 0, 1, 1, 1, 0, 0]
    assert calendar.weekend_flags("2022-09-21", 7).dtype == np.uint8


def test_a_period_holds_both_its_ends() -> None:
    assert calendar.days_inside("2022-09-21", "2022-09-21") == 1
    assert calendar.days_inside("2022-09-21", "2022-09-27") == 7


@pytest.mark.parametrize("text", ["21.09.2022", "2022-9-21", "2022-02-30", "20220921", "", "２０２２-09-21"])
def test_other_texts_are_no_days(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        calendar.as_date(text)
