"""Days: the only place that turns dates into day numbers and back.

Inside Alee a day is its number counted from the first simulated day, which is day 0. Ranges of days
are half-open. A period in a report or an event is written as people write it: first day and last
day, both inside.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from alee.core.errors import InputError, Problem

DateLike = str | date

FRIDAY = 4
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def as_date(day: DateLike) -> date:
    """Read a day written as year-month-day, such as ``2022-09-21``.

    Raises
    ------
    InputError
        If the text is not an existing day in that form.
    """
    if isinstance(day, date):
        return date(day.year, day.month, day.day)
    text = day.strip()
    if not (text.isascii() and ISO_DAY.fullmatch(text)):
        raise InputError(
            Problem(f'"{text}" is not a day written as year-month-day', "Allowed: a day such as 2022-09-21.")
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            Problem(f'"{text}" is not a day of the calendar', "Allowed: a day such as 2022-09-21.")
        ) from None


def day_number(start: DateLike, day: DateLike) -> int:
    """Count the days from ``start`` (day 0) to ``day``; negative before the start."""
    return as_date(day).toordinal() - as_date(start).toordinal()


def date_of(start: DateLike, number: int) -> date:
    """Give the date of a day number counted from ``start`` (day 0)."""
    return as_date(start) + timedelta(days=number)


def dates_of(start: DateLike, n_days: int) -> NDArray[np.datetime64]:
    """List the dates of the days 0 .. n_days - 1.

    Returns
    -------
    ndarray
        dates (day,) datetime64[D].
    """
    return np.datetime64(as_date(start), "D") + np.arange(n_days)


def days_inside(first: DateLike, last: DateLike) -> int:
    """Count the days of a period, its first and its last day included."""
    return day_number(first, last) + 1


def is_weekend(day: DateLike) -> bool:
    """Tell whether a day is a Friday, Saturday or Sunday, when borders see their weekend traffic."""
    return as_date(day).weekday() >= FRIDAY


def weekend_flags(start: DateLike, n_days: int) -> NDArray[np.uint8]:
    """Mark Fridays, Saturdays and Sundays among the days 0 .. n_days - 1.

    Returns
    -------
    ndarray
        flags (day,) uint8, 1 on Friday, Saturday and Sunday.
    """
    weekday = (as_date(start).weekday() + np.arange(n_days)) % 7
    return (weekday >= FRIDAY).astype(np.uint8)
