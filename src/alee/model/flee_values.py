"""Read the lists and bounded numbers that stand in Flee's simsetting.yml."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import PlainValidator

from alee.core.errors import ImportFailed, Problem
from alee.model.numbers import as_number, written

Reader = Callable[[object], object]


def as_rates(value: object) -> tuple[float, ...]:
    """Read a list of numbers of 0 or more; nothing means an empty one."""
    if value in (None, "", "None"):
        return ()
    if not isinstance(value, list | tuple):
        raise ImportFailed(Problem(f"{written(value)} is not a list", "Allowed: numbers such as [1.0, 0.5]."))
    numbers = tuple(as_number(part) for part in value)
    if any(number < 0 for number in numbers):
        raise ImportFailed(Problem("the list holds a negative number", "Allowed: numbers of 0 or more."))
    return numbers


def as_months(value: object) -> tuple[int, ...]:
    """Read a list of months, 1 to 12, each once; nothing means an empty one."""
    months = as_rates(value)
    if any(month not in range(1, 13) for month in months):
        raise ImportFailed(Problem(f"{written(value)} holds no month", "Allowed: 1 to 12, as in [6, 7]."))
    if len(set(months)) < len(months):
        raise ImportFailed(Problem(f"{written(value)} holds a month twice", "Each month stands once."))
    return tuple(int(month) for month in months)


def at_least(low: float, reader: Callable[[object], float] = as_number) -> Reader:
    """Make a reader of numbers that are not below ``low``."""

    def read(value: object) -> float:
        number = reader(value)
        if number < low:
            wrong = f"{number:.15g} is {'a negative number' if low == 0 else 'out of range'}"
            raise ImportFailed(Problem(wrong, f"Allowed: {low:g} or more."))
        return number

    return read


def within(low: float, high: float) -> Reader:
    """Make a reader of numbers between two ends, both allowed."""

    def read(value: object) -> float:
        number = as_number(value)
        if not low <= number <= high:
            raise ImportFailed(Problem(f"{number:.15g} is out of range", f"Allowed: {low:g} to {high:g}."))
        return number

    return read


Shares = Annotated[tuple[float, ...], PlainValidator(as_rates)]
Months = Annotated[tuple[int, ...], PlainValidator(as_months)]
