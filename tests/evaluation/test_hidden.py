"""Hiding one destination: nothing of it may be left, and the baselines do what they say."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from alee.cli import main
from alee.core.errors import InputError
from alee.evaluation import hidden, hidden_cases
from alee.files.flee.folder import load_flee
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.model.flee import FleeSeries, FleeWorld
from alee.model.reports import Report, Reports

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "data" / "flee_hamlet"
START = dt.date(2030, 1, 1)


def two_camps() -> FleeWorld:
    """The small folder with a second camp, so that there are others to learn from."""
    world = load_flee(FOLDER)
    camp = next(place for place in world.locations if place.is_camp)
    other = replace(camp, name="Second", country=camp.country)
    route = next(r for r in world.routes if camp.name in (r.name1, r.name2))
    end = route.name1 if route.name2 == camp.name else route.name2
    counts = {
        **world.counts,
        camp.name: FleeSeries((0, 8, 15, 22, 29), (10.0, 80.0, 150.0, 220.0, 290.0)),
        "Second": FleeSeries((0, 8, 15, 22, 29), (5.0, 40.0, 75.0, 110.0, 145.0)),
    }
    conflicts = {name: tuple([1.0] * 30) for name in world.conflicts}
    return replace(
        world, length=30, locations=(*world.locations, other), counts=counts, reported=counts,
        routes=(*world.routes, replace(route, name1=end, name2="Second")), conflicts=conflicts,
    )  # fmt: skip


def test_nothing_of_the_hidden_camp_is_left() -> None:
    world = two_camps()
    for case in hidden_cases.flee_cases(world):
        assert all(report.place != case.destination for report in case.reports)
        assert all(report.place != "All camps together" for report in case.reports)
        assert {report.place for report in case.hidden} == {case.destination}
        place = case.scenario.place(case.destination)
        assert place.kin == 0
        assert place.capacity is None
        assert str(place.already) == "lognormal(30, 2)"


def test_a_hidden_count_changes_nothing_that_the_fit_is_told() -> None:
    world = two_camps()
    name = "Second"
    other = {**world.counts, name: FleeSeries((0, 8), (4000.0, 9000.0))}
    cases = [
        next(c for c in hidden_cases.flee_cases(w) if c.destination == name)
        for w in (world, replace(world, counts=other, reported=other))
    ]
    assert list(cases[0].reports) == list(cases[1].reports)
    assert cases[0].scenario == cases[1].scenario


def test_one_figure_a_week_of_simulated_days_is_asked_for() -> None:
    case = next(hidden_cases.flee_cases(two_camps()))
    days = [(r.period[1] - case.scenario.start).days for r in case.hidden if r.period]
    assert days == [0, 8, 15, 22, 29]
    assert hidden_cases.thinned(case.hidden, case.scenario, case.scenario.start) == case.hidden[:1]


def test_the_baseline_is_the_others_times_the_weights() -> None:
    case = next(c for c in hidden_cases.flee_cases(two_camps()) if c.destination != "Second")
    found = hidden.baseline(case, {case.destination: 0.5, "Second": 0.25})
    np.testing.assert_allclose(found, [10.0, 80.0, 150.0, 220.0, 290.0])


def test_an_unknown_destination_is_refused() -> None:
    scenario = load_scenario(ROOT / "scenarios" / "hamlet")
    with pytest.raises(InputError, match="no place or country"):
        hidden_cases.hide(scenario, Reports(), "Atlantis")


def test_a_country_of_a_scenario_is_hidden_with_its_areas() -> None:
    folder = ROOT / "scenarios" / "russia-2022"
    scenario, reports = load_scenario(folder), load_reports(folder / "reports.csv")
    left, asked, proxies = hidden_cases.hide(scenario, reports, "KAZ")
    assert asked
    assert all(report.iso3 != "KAZ" for report in left)
    assert not {r.id for r in asked} & {r.id for r in left}
    known = {"residence_permits", "id_numbers", "house_sales", "rent_index", "air_fare", "search_interest"}
    assert {r.measure for r in proxies} & known
    assert not {r.measure for r in proxies} & {"entries", "exits", "stock", "registered", "net", "share"}


def test_a_folder_with_nothing_to_hide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no figure to hide"):
        hidden.evaluate_cases([])


def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="no level"):
        hidden.evaluate_hidden([FOLDER], levels=("none",))


def test_the_errors_by_hand() -> None:
    found = hidden._errors(np.array([50.0, 100.0, np.nan]), np.array([100.0, 100.0, 7.0]))
    assert found["nMAE"] == pytest.approx(0.25)
    assert found["log ratio"] == pytest.approx(np.log(2) / 2)


def test_the_command_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "hidden.json"
    words = ["evaluate", "hidden", str(FOLDER), "--members", "20", "--json", str(out), "--quiet"]
    with pytest.raises(SystemExit) as code:
        main(words)
    assert code.value.code == 0
    rows = json.loads(out.read_text())["rows"]
    assert {row["row"] for row in rows} >= {
        hidden.OTHERS,
        hidden.TOTAL_TOLD,
        hidden.HISTORIES,
        "Flee's rules",
    }
    assert "middle of" in capsys.readouterr().out


def test_a_report_belongs_to_a_week_by_its_last_day() -> None:
    rows = [
        Report(id=str(k), published=START, start=START, end=START, place="A", measure="stock", value=1.0 + k,
               unit="persons", issuer="x")
        for k in range(2)
    ]  # fmt: skip
    scenario = load_scenario(ROOT / "scenarios" / "hamlet").model_copy(update={"start": START})
    assert len(hidden_cases.thinned(rows, scenario, START)) == 1


def test_the_total_less_the_others_is_the_hidden_figure() -> None:
    case = next(c for c in hidden_cases.flee_cases(two_camps()) if c.destination == "Second")
    found = hidden.subtraction(case)
    figures = np.array([float(r.figure or 0.0) for r in case.hidden])
    np.testing.assert_allclose(found[1:], figures[1:], rtol=0.25)


def test_knowing_the_total_finds_the_hidden_camp() -> None:
    case = next(c for c in hidden_cases.flee_cases(two_camps()) if c.destination == "Second")
    lines = {str(line["row"]): line for line in hidden.score_case(case, 30, 1, None)}
    near, far = (float(str(lines[row]["nMAE"])) for row in (hidden.TOTAL_TOLD, hidden.HISTORIES))
    assert near < 0.3
    assert near < far


def test_a_shipped_scenario_is_found_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as code:
        main(["evaluate", "hidden", "hamlet", "--members", "20", "--quiet"])
    assert code.value.code == 0
    assert "| hamlet | BBB |" in capsys.readouterr().out
    with pytest.raises(SystemExit) as code:
        main(["evaluate", "hidden", "hamlot", "--quiet"])
    assert code.value.code == 3
    assert "hamlet" in capsys.readouterr().err
