"""Units, each with the words that a reader needs, named once.

A field of the model may only use a unit of this table, so that one unit is always spelt one way in the
schema, on the reference page and in messages.
"""

from __future__ import annotations

UNITS: dict[str, str] = {
    "": "a name or a text",
    "1": "a plain number without unit",
    "persons": "people",
    "persons/day": "people per day",
    "share": "a part of the whole, 0 to 1",
    "share/day": "the part of people who do it on one day, 0 to 1",
    "per day": "how often per day, 0 or more",
    "log": "natural-logarithm units: +0.69 doubles a chance, -0.69 halves it",
    "log/day": "natural-logarithm units per day of waiting",
    "log/hour": "natural-logarithm units per hour on the way",
    "log/100 USD": "natural-logarithm units per 100 US dollars",
    "log/1000 km": "natural-logarithm units per 1,000 km",
    "days": "days",
    "day": "a day of the calendar, year-month-day",
    "hours": "hours",
    "km": "kilometres",
    "USD": "US dollars",
    "degrees": "degrees, WGS 84",
    "factor": "multiplies; 1 changes nothing",
    "corridors": "a number of corridors in a row",
    "units": "beds, appointments, grants, school places: what a service counts",
}


def unit_words(unit: str) -> str:
    """Explain a unit in words.

    Raises
    ------
    KeyError
        If the unit is not in the table of units.
    """
    return UNITS[unit]
