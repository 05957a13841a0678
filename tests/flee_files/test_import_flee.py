"""Flee folders come in as they are, and what becomes of them loads and runs."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import alee
from alee.core.errors import ImportFailed, SaveFailed
from alee.files.flee.convert import TOTAL, scenario_from_flee
from alee.files.flee.folder import load_flee
from alee.files.flee.write import import_flee, load_imported, settings_text
from alee.files.report_table import load_reports
from alee.files.scenario_folder import check_folder, load_scenario
from alee.files.yaml_source import parse_yaml
from alee.model.events import Closure, Conflict, Opening
from alee.model.flee_settings import FleeSettings, read_settings

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "flee"
SIZES = {  # places, routes, reports, camps
    "mali2012": (23, 35, 285, 7), "burundi2015": (30, 41, 560, 5), "car2013": (63, 86, 597, 14),
    "ssudan2013": (51, 60, 1109, 10), "syria2013": (18, 32, 994, 4),
}  # fmt: skip
FILES = {
    "input_csv/locations.csv": "#name,region,country,latitude,longitude,location_type,"
    "conflict_date,population\n"
    "Alpha,North,Mali,15,1,conflict_zone,0,10000\nBeta,North,Mali,15.5,1,town,,2000\n"
    "Gamma,South,Nowhereland,14,2,camp,,300\n",
    "input_csv/routes.csv": "#name1,name2,distance\nAlpha,Beta,100\nBeta,Gamma,50\n",
    "input_csv/closures.csv": "#type,name1,name2,start,end\ncountry,Mali,Nowhereland,0,2\n",
    "input_csv/conflicts.csv": "#Day,Alpha,Beta\n0,1,0\n1,1,0.5\n2,0,0.5\n",
    "input_csv/sim_period.csv": "StartDate,2030-01-01\nLength,3\n",
    "source_data/data_layout.csv": "total,refugees.csv\nGamma,gamma.csv\n",
    "source_data/refugees.csv": "Date,count\n2030-01-01,0\n2030-01-03,40\n",
    "source_data/gamma.csv": "2030-01-01,10\n2030-01-03,40\n",
}


def make_folder(folder: Path, **changed: str) -> Path:
    """Write a small folder; a change is named by its file without folder and ending."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(changed.get(path.stem, text).encode())
    return folder


@pytest.mark.parametrize("name", SIZES)
def test_a_public_folder_comes_in_loads_again_and_runs(name: str, tmp_path: Path) -> None:
    if not (SHARED / name).exists():
        pytest.skip("the public Flee folders are not here")
    world = load_flee(SHARED / name)
    made = import_flee(SHARED / name, tmp_path / name)
    assert (len(world.locations), len(world.routes), len(made.reports), len(world.camps)) == SIZES[name]
    assert load_scenario(tmp_path / name) == made.scenario
    assert list(load_reports(tmp_path / name)) == list(made.reports)
    assert check_folder(tmp_path / name).errors == ()
    kept = {path.name for path in (tmp_path / name / "flee" / "input_csv").iterdir()}
    assert kept == {path.name for path in (SHARED / name / "input_csv").iterdir()}
    ensemble = alee.simulate(made.scenario, members=2, seed=1)
    assert int(ensemble.displaced.sum()) > 0


def test_conflict_becomes_steps_known_on_their_own_day(tmp_path: Path) -> None:
    scenario = scenario_from_flee(load_flee(make_folder(tmp_path))).scenario
    steps = [e for e in scenario.events if isinstance(e, Conflict)]
    assert [(e.target, e.start, e.intensity) for e in steps] == [
        ("Beta", date(2030, 1, 2), 500.0), ("Alpha", date(2030, 1, 3), 0.001),
    ]  # fmt: skip
    assert all(e.published == e.start for e in scenario.events)


def test_a_closed_border_closes_its_ways_and_opens_on_the_day_named(tmp_path: Path) -> None:
    scenario = scenario_from_flee(load_flee(make_folder(tmp_path)), roads=True).scenario
    ways = {"Beta > Gamma by road", "Gamma > Beta by road"}
    assert {e.target for e in scenario.events if isinstance(e, Closure)} == ways
    assert {(e.target, e.start) for e in scenario.events if isinstance(e, Opening)} == {
        (way, date(2030, 1, 3)) for way in ways
    }


def test_capacities_are_dropped_unless_asked_for(tmp_path: Path) -> None:
    world = load_flee(make_folder(tmp_path))
    assert scenario_from_flee(world).scenario.place("Gamma").capacity is None
    assert any("capacities" in note for note in scenario_from_flee(world).notes)
    assert scenario_from_flee(world, keep_capacities=True).scenario.place("Gamma").capacity == 300


def test_reports_are_the_counts_as_published(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    corrections = folder / "input_csv" / "registration_corrections.csv"
    corrections.write_text("Gamma,2030-01-03,normalize\n", encoding="utf-8")
    world = load_flee(folder)
    assert world.counts["Gamma"].counts == (40.0, 40.0)
    reports = scenario_from_flee(world).reports
    assert [(r.place, r.value, r.published) for r in reports if r.place == "Gamma"] == [
        ("Gamma", 10.0, date(2030, 1, 1)), ("Gamma", 40.0, date(2030, 1, 3)),
    ]  # fmt: skip
    assert {r.place for r in reports} == {"Gamma", TOTAL}


def test_an_unknown_country_gets_a_free_code_and_a_note(tmp_path: Path) -> None:
    made = scenario_from_flee(load_flee(make_folder(tmp_path)))
    assert made.scenario.place("Gamma").country == "XAA"
    assert any("Nowhereland" in note for note in made.notes)


def test_crlf_byte_order_mark_blank_lines_and_a_bare_header_do_no_harm(tmp_path: Path) -> None:
    plain = load_flee(make_folder(tmp_path / "same"))
    text = FILES["input_csv/locations.csv"].removeprefix("#").replace("\n", "\r\n\r\n")
    period = "\n" + FILES["input_csv/sim_period.csv"]
    other = load_flee(make_folder(tmp_path / "x" / "same", locations="\ufeff" + text, sim_period=period))
    assert other.locations == plain.locations
    assert other.start == plain.start
    assert [note for note in other.notes if "no #" in note]


def test_a_camp_without_a_way_and_an_unread_file_are_named(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, routes="#name1,name2,distance\nAlpha,Beta,100\n")
    (folder / "input_csv" / "agents.csv").write_text("location\nBeta\n", encoding="utf-8")
    notes = load_flee(folder).notes
    assert any("no route reaches Gamma" in note for note in notes)
    assert any("agents.csv: not read" in note for note in notes)


def test_an_import_never_overwrites(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "in")
    (tmp_path / "out").mkdir()
    with pytest.raises(SaveFailed, match="exists already"):
        import_flee(folder, tmp_path / "out")


def test_settings_are_read_by_name_and_inner_keys_are_checked() -> None:
    modern = read_settings({"move_rules": {"max_move_speed": "400.0"}, "log_levels": {"agent": "0"}})
    assert modern.max_move_speed == 400.0
    with pytest.raises(ImportFailed, match='Did you mean "spawn_mode"'):
        read_settings({"spawn_rules": {"conflict_driven_spawning": {"spawn_mod": "poisson"}}})
    with pytest.raises(ImportFailed, match='Did you mean "flood_movechances"'):
        read_settings({"move_rules": {"flood_rules": {"flood_movechance": [0.1]}}})
    with pytest.raises(ImportFailed, match="calm forecast"):
        read_settings({"move_rules": {"flood_rules": {"flood_forecaster": True}}})
    flooded = {"spawn_rules": {"flood_driven_spawn_mode": {"spawn_mode": "constant"}}}
    assert read_settings(flooded).displaced_per_flood_day == (0.0, 100.0, 200.0, 300.0, 500.0)
    with pytest.raises(ImportFailed, match="nothing says how many"):
        read_settings({"spawn_rules": {"flood_zone_spawning_only": True}})


def test_the_settings_of_the_published_comparison_are_all_known() -> None:
    if not SHARED.exists():
        pytest.skip("the public Flee folders are not here")
    settings = load_flee(SHARED / "mali2012", settings=SHARED / "simsetting.modern125.yml").settings
    assert settings.conflict_spawn_decay == (1.0, 1.0, 1.0, 0.5, 0.1)
    assert settings.capacity_scaling == 1.25


def test_settings_from_elsewhere_stay_with_the_scenario(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "in")
    (folder / "simsetting.yml").write_text("move_rules:\n  camp_weight: 5\n", encoding="utf-8")
    other = tmp_path / "other.yml"
    other.write_text("move_rules:\n  camp_weight: 7  # mine\n", encoding="utf-8")
    import_flee(folder, tmp_path / "own")
    import_flee(folder, tmp_path / "out", settings=other)
    assert load_imported(tmp_path / "own").settings.camp_weight == 5
    assert load_imported(tmp_path / "out").settings.camp_weight == 7
    assert (tmp_path / "out" / "flee" / "simsetting.yml").read_bytes() == other.read_bytes()


def test_an_imported_folder_gives_back_the_flee_world(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "in")
    settings = FleeSettings(
        max_move_speed=200.0, conflict_spawn_decay=[1.0, 0.5], spawn_mode="poisson",
        displaced_per_conflict_day=3.5, default_conflict_intensity=0.5, awareness_level=2,
    )  # fmt: skip
    import_flee(folder, tmp_path / "out", settings=settings)
    world = load_imported(tmp_path / "out")
    assert world == replace(load_flee(folder, settings=settings), name="out", notes=world.notes)


@pytest.mark.parametrize("change", [{}, {"insert_day0": False}, {"spawn_mode": "pop_ratio"}])
def test_settings_are_the_same_once_written_and_read_again(change: dict[str, Any]) -> None:
    settings = FleeSettings(**change)
    content = parse_yaml(settings_text(settings), "simsetting.yml").content
    assert read_settings(content) == settings


def test_a_folder_that_was_not_imported_from_flee_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="keeps no Flee folder"):
        load_imported(tmp_path)


def test_settings_that_are_not_there_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "in")
    with pytest.raises(ImportFailed, match="there is no such file"):
        import_flee(folder, tmp_path / "out", settings=tmp_path / "nowhere.yml")
    assert not (tmp_path / "out").exists()
