"""Words beside numbers: one place, two places."""

from __future__ import annotations

EVEN_ODDS = 0.5  # chance below which the day of an event must not stand first: it reads as the forecast

ENDINGS = (
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ss", "ss"),
    ("s", ""),
)


def count_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 place``, ``2 places``; ``many`` where an s is not enough."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def units_for(shown: object, units: str) -> str:
    """The word for so many units of a service, which its file names in the plural: bed for 1, else beds."""
    if str(shown) != "1":
        return units
    for many, one in ENDINGS:
        if units.endswith(many):
            return units.removesuffix(many) + one
    return units
