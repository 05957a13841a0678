"""Twins and their scores: the same door as real reports, and figures that a small case can hold."""

import datetime as dt

import numpy as np
import pytest

from alee.evaluation.fusion import average, conserved, evaluate_fusion
from alee.evaluation.twin import COVERAGE, GROSS_FACTOR, LONGEST_DELAY, Twin, make_twin, scattered
from alee.files.scenario_folder import load_scenario
from alee.model.reports import Report
from alee.outlook.baselines import BASELINES

HAMLET = "scenarios/hamlet"


@pytest.fixture(scope="module")
def twin() -> Twin:
    return make_twin(load_scenario(HAMLET), seed=3)


def test_sources_are_as_the_protocol_says(twin: Twin) -> None:
    assert sum(s.lies for s in twin.sources) == sum(s.steps for s in twin.sources) == 1
    assert not any(s.lies and s.steps for s in twin.sources)
    for source in twin.sources:
        low, high = COVERAGE if source.measures == ("stock",) else GROSS_FACTOR
        assert low <= source.factor <= high
        assert 0 <= source.delay <= LONGEST_DELAY
    assert all(isinstance(r, Report) for r in twin.reports)


def test_a_report_is_late_by_its_source(twin: Twin) -> None:
    delay = {s.issuer: s.delay for s in twin.sources}
    assert all(r.published - r.end == dt.timedelta(days=delay[r.issuer]) for r in twin.reports)


def test_same_seed_same_twin_another_seed_another(twin: Twin) -> None:
    again, other = (make_twin(load_scenario(HAMLET), seed=s) for s in (3, 4))
    assert again.reports == twin.reports
    assert np.array_equal(again.stock, twin.stock)
    assert other.reports != twin.reports
    assert not np.array_equal(other.stock, twin.stock)


def test_truth_keeps_every_person(twin: Twin) -> None:
    assert conserved(twin.truth) == 1.0
    assert twin.stock.shape == twin.flow.shape == (19, 1)


def test_scattered_counts_have_the_stated_mean_and_spread() -> None:
    luck = (np.arange(2000) + 0.5) / 2000
    drawn = np.array([scattered(400.0, 0.1, u) for u in luck])
    assert drawn.mean() == pytest.approx(400, rel=0.001)
    assert drawn.var() == pytest.approx(400 + 40**2, rel=0.02)


def test_averages_leave_out_what_a_method_does_not_have() -> None:
    rows = [
        {"scenario": "s", "seed": k, "method": "m", "x": x, "y": None} for k, x in enumerate((1.0, 3.0, None))
    ]
    assert average(rows) == [{"scenario": "s", "method": "m", "seeds": 3, "x": 2.0, "y": None}]


def test_the_cover_comes_with_its_error_over_twins() -> None:
    rows = [
        {"scenario": "s", "seed": k, "method": "m", "stock cover 90%": x}
        for k, x in enumerate((1.0, 0.5, 0.9, 0.8))
    ]
    told = average(rows)[0]
    assert told["stock cover 90%"] == pytest.approx(0.8)
    assert told["its error"] == pytest.approx(np.std([1.0, 0.5, 0.9, 0.8], ddof=1) / 2.0)
    assert average(rows[:1])[0]["its error"] is None


def test_every_method_is_scored_and_people_are_conserved() -> None:
    results = evaluate_fusion([load_scenario(HAMLET)], members=60, rounds=1, seeds=(0, 1))
    assert results.settings["rounds"] == 1
    assert {row["method"] for row in results.rows} == {"Alee", "Alee, no reports", *BASELINES}
    ours = results.where(method="Alee")[0]
    assert ours["conserved"] == 1.0
    assert 0.0 <= ours["AUC"] <= 1.0
    assert all(np.isfinite(row["stock nCRPS"]) and row["stock nCRPS"] >= 0 for row in results.rows)
    assert results.where(method="newest report")[0]["stock cover 90%"] is None
    assert "| Alee |" in results.markdown()
