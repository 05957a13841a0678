"""How readings of dispatches are scored: places, and which bars count as missed."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from alee.files.scenario_folder import load_scenario
from alee.reading.places import Gazetteer
from alee.reading.reader import read_text
from verification.reading import BARS, FIRST_LOOKS, RATES, Wanted, is_place, verdicts

RUSSIA = load_scenario(Path(__file__).parents[2] / "scenarios" / "russia-2022")
DAY = dt.date(2022, 10, 3)


@pytest.mark.parametrize(
    ("said", "meant", "is_right"),
    [
        ("Vaalimaa crossing", "Vaalimaa", True),
        ("Yerevan", "Armenia", True),
        ("Kazakhstan", "Aktobe", True),
        ("Russia", "RUS", True),
        ("Qustul", "EGY", True),
        ("Tbilisi", "Batumi", False),
        ("Germany", "Uzbekistan", False),
        ("", "Armenia", False),
        ("", "DEU", False),
    ],
)
def test_a_city_stands_for_its_country_but_not_for_another_city(
    said: str, meant: str, is_right: bool
) -> None:
    (found,) = read_text("Some 300 people entered Georgia.", RUSSIA, published=DAY).of("report")
    wanted = Wanted(("entries",), 300.0, None, None, meant, "", "", "")
    assert is_place(dataclasses.replace(found, place=said), wanted, Gazetteer(RUSSIA, "en")) is is_right


def test_a_bar_is_missed_where_the_last_first_look_or_the_speed_misses_it() -> None:
    flattering = dict.fromkeys(RATES, 1.0)
    assert verdicts(flattering, flattering, 9.0)[1] == 0
    assert verdicts(flattering, flattering, 0.1)[1] == 1
    looked = FIRST_LOOKS[-1][-1]
    lines, missed = verdicts(looked, flattering, 9.0)
    assert missed == sum(looked[key] < bar for key, bar in BARS.items())
    assert sum("missed" in line for line in lines) == missed
