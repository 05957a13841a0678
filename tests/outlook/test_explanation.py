"""Why a number is what it is."""

import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest

import alee
from alee.briefing.explained import explanation_lines
from alee.cli import main
from alee.outlook.explanation import Explanation, explain

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"


@pytest.fixture(scope="module")
def posterior():
    scenario, reports = alee.load_scenario(HAMLET), alee.load_reports(HAMLET / "reports.csv")
    return alee.fit(scenario, reports, members=100, seed=3, rounds=0)


@pytest.fixture(scope="module")
def place(posterior) -> str:
    used = [f.report for f in posterior.used() if f.report.iso3]
    return next(p.name for p in posterior.scenario.places if p.country == used[0].iso3)


@pytest.fixture(scope="module")
def found(posterior, place: str) -> Explanation:
    return explain(posterior, place, posterior.as_of, members=60)


def test_the_number_is_that_of_the_run(posterior, place: str, found: Explanation) -> None:
    there = posterior.present.sel(place=place).isel(day=-1).sum("group").values
    assert found.number == tuple(np.quantile(there, [0.05, 0.5, 0.95]))


def test_every_issuer_that_speaks_is_left_out_once(posterior, found: Explanation) -> None:
    assert found.readings
    assert len(found.pulls) == len({pull.issuer for pull in found.pulls}) > 0
    assert {pull.issuer for pull in found.pulls} <= {f.report.issuer for f in posterior.used()}
    sizes = [abs(pull.moved) for pull in found.pulls]
    assert sizes == sorted(sizes, reverse=True)
    assert found.chance > 0


def test_what_is_wanted_is_in_order_and_leaves_a_part(found: Explanation) -> None:
    remains = [wanted.remains for wanted in found.wanted]
    assert remains == sorted(remains)
    assert all(0.0 <= share <= 1.0 for share in remains)
    assert {wanted.measure for wanted in found.wanted} >= {"stock"}


def test_one_sided_figures_and_ranges_are_told_as_published(found: Explanation) -> None:
    told = "\n".join(explanation_lines(found))
    published = {r.fit.report.id: r.fit.report for r in found.readings}
    assert published["H05"].value is None
    assert "queue_length Old Bridge: more than 150 persons; expected" in told
    assert "stock Rivertown: 500 to 900 persons; expected" in told


def test_gross_counts_are_called_trips(found: Explanation) -> None:
    gross = [r for r in found.readings if r.fit.report.measure in ("entries", "exits")]
    assert gross
    assert all(any("Trips, not people" in word for word in reading.words) for reading in gross)


def test_a_place_or_day_that_is_not_there_is_refused(posterior) -> None:
    with pytest.raises(alee.InputError, match="no place, area or country"):
        explain(posterior, "Nowhere", posterior.as_of)
    with pytest.raises(alee.InputError, match="was not simulated"):
        explain(posterior, posterior.scenario.places[0].name, posterior.as_of + dt.timedelta(days=1))


def test_the_command_says_it_in_words_and_json(
    posterior, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alee.save(posterior, tmp_path / "run")
    words = ["explain", str(tmp_path / "run"), place, str(posterior.as_of), "--members", "30", "--quiet"]
    with pytest.raises(SystemExit) as code:
        main([*words, "--json", str(tmp_path / "why.json")])
    assert code.value.code == 0
    said = capsys.readouterr().out
    assert "Evidence" in said
    assert "may be chance" in said
    assert json.loads((tmp_path / "why.json").read_text())["pulls"]
