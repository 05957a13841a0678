"""Looking back: each fit knows only its own past, and intervals are held against the newest."""

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree

import pytest

import alee
from alee.core.errors import InputError
from alee.outlook.hindcast import Belief, dates_between, hindcast
from alee.plots.hindcast import draw_beliefs

FOLDER = Path(__file__).parents[2] / "scenarios" / "crossroads"
SCENARIO = alee.load_scenario(FOLDER)
REPORTS = alee.load_reports(FOLDER / "reports.csv")


def test_dates_end_on_the_last() -> None:
    last = dt.date(2022, 10, 3)
    assert dates_between(last - dt.timedelta(days=10), last, 4) == tuple(
        last - dt.timedelta(days=k) for k in (8, 4, 0)
    )
    for first, every in ((last, 1), (last - dt.timedelta(days=3), 0), (last - dt.timedelta(days=900), 1)):
        with pytest.raises(InputError):
            dates_between(first, last, every)
    with pytest.raises(InputError, match="steps of at most 6"):
        dates_between(last - dt.timedelta(days=6), last, 7)


def test_each_fit_knows_only_its_own_past() -> None:
    dates = dates_between(SCENARIO.as_of - dt.timedelta(days=6), SCENARIO.as_of, 3)
    place = next(p.name for p in SCENARIO.places if p.kind == "camp")
    found = hindcast(SCENARIO, REPORTS, dates=dates, places=[place], members=30, seed=1)
    assert [o.posterior.as_of for o in found.outlooks] == list(dates)
    early = REPORTS.until(dates[0])
    alone = alee.fit(SCENARIO, early, as_of=dates[0], members=30, seed=1)
    assert found.outlooks[0].posterior.ensemble.digest() == alone.ensemble.digest()
    assert {(b.as_of, b.day) for b in found.beliefs} == {(d, x) for d in dates for x in (d, dates[-1])}
    newest = [b for b in found.beliefs if b.as_of == dates[-1]]
    assert all(b.held and b.newest == b.middle for b in newest)
    with pytest.raises(InputError, match="no place, country or area"):
        hindcast(SCENARIO, REPORTS, dates=dates, places=["Nowhere"], members=30, seed=1)


def test_the_picture_marks_what_did_not_hold() -> None:
    day = dt.date(2022, 10, 3)
    beliefs = [
        Belief(
            place="A & B", as_of=day - dt.timedelta(days=k), day=day, low=low, middle=20, high=30, newest=25,
        )
        for k, low in ((14, 26.0), (7, 10.0), (0, 15.0))
    ]  # fmt: skip
    drawn = str(draw_beliefs(beliefs))
    ElementTree.fromstring(drawn)
    assert drawn.count("dot missed") == 1
    assert "A &amp; B" in drawn
