"""Tables and lists in a text: what stands under which heading, beside which place and day."""

from __future__ import annotations

import datetime as dt

import pytest

from alee.files.scenario_folder import load_scenario
from alee.reading.reader import read_text
from alee.reading.tables import find_tables

RUSSIA, UKRAINE = load_scenario("scenarios/russia-2022"), load_scenario("scenarios/ukraine-2022")
DAY, IN_MARCH = dt.date(2022, 10, 5), dt.date(2022, 3, 23)
Told = list[tuple[str, float | None, str, str]]


def _told(text: str, *, is_ukraine: bool = False) -> Told:
    scenario, day = (UKRAINE, IN_MARCH) if is_ukraine else (RUSSIA, DAY)
    found = read_text(text, scenario, published=day).of("report")
    return [(p.measure, p.value, p.place, str(p.first or "")) for p in found]


def test_a_table_says_by_its_headings_what_it_counts() -> None:
    text = (
        "Crossings, 21-28 September 2022\nCountry | Entries | Exits\n---|---|---\n"
        "Kazakhstan | 98,000 | 64,000\nGeorgia | 53,136 | 33,000\n\nThe queue at Vaalimaa is 9 km long."
    )
    assert _told(text) == [
        ("entries", 98000.0, "Kazakhstan", "2022-09-21"),
        ("exits", 64000.0, "Kazakhstan", "2022-09-21"),
        ("entries", 53136.0, "Georgia", "2022-09-21"),
        ("exits", 33000.0, "Georgia", "2022-09-21"),
        ("queue_length_km", 9.0, "Vaalimaa", "2022-10-05"),
    ]
    (first, *_) = read_text(text, RUSSIA, published=DAY).of("report")
    assert text[first.start : first.end] == first.words == "98,000"
    assert "a table" in first.reason


def test_a_table_of_countries_by_day_counts_what_its_title_says() -> None:
    text = (
        "Border crossings from Ukraine\ndate,Poland,Romania\n2022-03-01,98000,24000\n2022-03-02,99000,26000\n"
    )
    assert _told(text, is_ukraine=True) == [
        ("entries", 98000.0, "Poland", "2022-03-01"),
        ("entries", 24000.0, "Romania", "2022-03-01"),
        ("entries", 99000.0, "Poland", "2022-03-02"),
        ("entries", 26000.0, "Romania", "2022-03-02"),
    ]


def test_a_list_of_places_counts_what_its_head_says_and_a_total_has_no_place() -> None:
    text = (
        "UNHCR, 20 March 2022\nRefugee arrivals from Ukraine (since 24 February)\nPoland 2,083,854\n"
        "Romania 535,461\nTotal 2,619,315"
    )
    assert _told(text, is_ukraine=True) == [
        ("entries", 2083854.0, "Poland", "2022-02-24"),
        ("entries", 535461.0, "Romania", "2022-02-24"),
        ("entries", 2619315.0, "", "2022-02-24"),
    ]


def test_a_table_whose_headings_say_nothing_is_shown_and_proposes_nothing() -> None:
    reading = read_text("x | y\n1 | 2\n3 | 4", RUSSIA, published=DAY)
    assert reading.of("report") == ()
    assert "heading does not say" in reading.of("context")[0].what


@pytest.mark.parametrize(
    "text",
    [
        "He came, she came, they came\nand so on, and on, and on",
        "One | two",
        "a | b\nc | d\ne | f",
        "Georgia | 5\nFinland | 6",
        "heading | other\n" + "x" * 100 + " | 5\ny | 6",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert find_tables(text) == []


def test_wrapped_lines_stay_one_sentence_and_short_ones_do_not() -> None:
    wrapped = "The Georgian interior ministry said on Monday that some\n5,300 people had entered the country."
    assert [t[:2] for t in _told(wrapped)] == [("entries", 5300.0)]
    short = "Queue at Vaalimaa 9 km\nAt Narva 400 cars wait"
    assert [t[1:3] for t in _told(short)] == [(9.0, "Vaalimaa"), (400.0, "Narva")]
