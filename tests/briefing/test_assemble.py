"""The page's numbers against the ensemble they come from."""

from pathlib import Path

import numpy as np
import pytest

import alee
from alee.briefing.assemble import assemble
from alee.outlook.countries import entering, sum_over_places
from alee.outlook.forecasting import Outlook

CROSSROADS = Path(__file__).parents[2] / "scenarios" / "crossroads"


@pytest.fixture(scope="module")
def outlook() -> Outlook:
    scenario, reports = alee.load_scenario(CROSSROADS), alee.load_reports(CROSSROADS / "reports.csv")
    return alee.forecast(alee.fit(scenario, reports, members=40, seed=1, rounds=0), days=14)


def test_who_moves_on_inside_a_country_does_not_arrive_twice(outlook: Outlook) -> None:
    scenario, data = outlook.posterior.scenario, outlook.ensemble.dataset
    inner = {
        c.to_place for c in scenario.corridors
        if scenario.place(c.from_place).country == scenario.place(c.to_place).country not in scenario.home
    }  # fmt: skip
    assert inner, "the scenario has no way inside a country abroad"
    code = scenario.place(sorted(inner)[0]).country
    places = tuple(place for place in scenario.places if place.country == code)
    once = entering(data["crossings"], scenario, code).sum(axis=1)
    naive = sum_over_places(data["arrivals"], places).sum(axis=1)
    moved = data["crossings"].sel(corridor=[
        c.name for c in scenario.corridors
        if scenario.place(c.from_place).country == code == scenario.place(c.to_place).country
    ]).sum(("day", "corridor")).values  # fmt: skip
    assert moved.sum() > 0
    on_the_way = once + moved - naive  # set out, not there yet
    assert (on_the_way >= 0).all()
    assert np.median(once) < np.median(naive)


def test_weeks_of_arrivals_are_weeks_of_crossings(outlook: Outlook) -> None:
    content = assemble(outlook)
    scenario, data = outlook.posterior.scenario, outlook.ensemble.dataset
    names = {place.name: place.country for place in content.places if place.part_of is None}
    period = content.periods[0]
    for name, arriving in period.arriving:
        crossed = entering(data["crossings"], scenario, names[name])
        days = [d for d, day in enumerate(data["day"].values) if period.start <= _date(day) <= period.end]
        assert arriving.median == np.median(crossed[:, days].sum(axis=1))


def _date(day: np.datetime64):
    return day.astype("datetime64[D]").astype(object)


def test_stretches_are_weeks_and_then_four_weeks_without_a_gap() -> None:
    from alee.briefing.assemble import stretches

    assert stretches(10, 40) == [(10, 17), (17, 24), (24, 31), (31, 38), (38, 40)]
    assert [b - a for a, b in stretches(0, 100)] == [7] * 5 + [28, 28, 9]
