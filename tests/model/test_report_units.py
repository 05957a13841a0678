"""Units in the words of the sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alee.model.report_units import Concept, read_unit


@pytest.mark.parametrize(
    ("unit", "concept"),
    [
        ("persons", Concept("persons")),
        ("Persons / day", Concept("persons", days=1)),
        ("persons/24h", Concept("persons", days=1)),
        ("persons/week", Concept("persons", days=7)),
        ("persons (4 days)", Concept("persons")),
        ("persons/day, all nationalities", Concept("persons", days=1, all_nationalities=True)),
        ("persons/day both directions", Concept("persons", days=1, both_directions=True)),
        ("air passengers, all nationalities", Concept("persons", all_nationalities=True)),
        ("unique persons", Concept("persons", is_unique=True)),
        ("men", Concept("persons", subset="men")),
        ("men denied exit in 24 hours", Concept("persons", days=1, subset="denied exit")),
        ("persons (registered migration)", Concept("persons", subset="registered")),
        ("border crossings (exits from Russia)", Concept("trips")),
        ("vehicles/day (up to 1,100 of them cargo)", Concept("vehicles", days=1)),
        ("cars in queue", Concept("vehicles")),
        ("seats, upper bound of passengers", Concept("seats", is_upper_bound=True)),
        ("flights per day", Concept("flights", days=1)),
        ("multiple of earlier rent (maximum)", Concept("multiple")),
        ("relative increase of daily entries", Concept("change")),
        ("ratio of entries to those of the previous days", Concept("ratio")),
        ("share of entrants who leave Georgia again", Concept("share")),
        ("official counts published (none)", Concept("silence")),
        ("km", Concept("km")),
        ("hours", Concept("hours")),
        ("RUB one-way", Concept("money")),
    ],
)
def test_units_are_read(unit: str, concept: Concept) -> None:
    assert read_unit(unit) == concept


@pytest.mark.parametrize(
    "unit", ["", "furlongs", "persons per furlong", "persons, mostly", "of", "persons/moon"]
)
def test_unknown_units_are_not_understood(unit: str) -> None:
    assert not read_unit(unit).is_understood


@given(st.text(max_size=300))
def test_no_unit_breaks_the_reader(unit: str) -> None:
    assert read_unit(unit).counted


@given(st.text("persons/day, ()24h km of in men", max_size=60))
def test_nothing_is_guessed(unit: str) -> None:
    concept = read_unit(unit)
    assert concept.per_day == (concept.days == 1)
    assert not (concept.is_people and concept.subset)
