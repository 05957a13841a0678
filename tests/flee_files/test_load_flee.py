"""Flee folders are read as they are; what cannot be used is refused with file and line."""
# ruff: noqa: E501 (the table of mistakes reads best one to a line)

import os
import shutil
from pathlib import Path

import pytest

from alee.core.errors import ImportFailed, InputError, ScenarioError
from alee.files.flee.folder import load_flee
from alee.files.flee.write import import_flee
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.model.flee_settings import FleeSettings, read_settings
from alee.simulation import simulate, simulate_flee

GOOD = Path(__file__).parents[1] / "data" / "flee_hamlet"
SHARED = Path(os.environ.get("ALEE_FLEE", Path(__file__).parents[2].parent / "shared" / "data" / "flee"))
FOLDERS = ("burundi2015", "car2013", "mali2012", "ssudan2013", "syria2013")


def test_a_small_folder_is_read_whole() -> None:
    world = load_flee(GOOD)
    assert [place.name for place in world.locations] == ["Alba", "Brook", "Camp"]
    assert world.camps == ("Camp",)
    assert (world.length, world.start.isoformat()) == (6, "2030-01-01")
    assert world.counted()["Camp"] == [20, 40, 60, 80, 100, 120]
    assert world.settings == FleeSettings(max_move_speed=200.0, camp_weight=2.0)
    assert world.notes == (
        "flee_hamlet/input_csv/conflicts.csv, line 1: the header ends with a comma; the nameless column is dropped.",
        "flee_hamlet/input_csv/registration_corrections.csv, line 1: 2029-12-31 lies before the first day; no effect, as in Flee.",
    )


def test_the_small_folder_runs_and_keeps_everybody() -> None:
    run = simulate_flee(load_flee(GOOD), members=4, seed=1)
    again = simulate_flee(load_flee(GOOD), members=4, seed=1, threads=1)
    assert run.digest() == again.digest()
    everybody = run.present.sum(("place", "group")) + run.in_transit
    arrived = run.displaced.sum(("place", "group")).cumsum("day") + 20
    assert (everybody == arrived).all()
    assert (run.displaced.sum(("place", "group")).values == [0, 20, 20, 20, 20, 20]).all()


def test_a_correction_lifts_all_earlier_counts_to_the_new_registration(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    shutil.copytree(GOOD, folder)
    (folder / "input_csv" / "registration_corrections.csv").write_text("Camp,2030-01-06", encoding="utf-8")
    (folder / "source_data" / "camp.csv").write_text(
        "2030-01-01,20\n2030-01-05,60\n2030-01-06,120\n", encoding="utf-8"
    )
    assert load_flee(folder).counted()["Camp"] == [40, 60, 80, 100, 120, 120]


CHANGES = {
    "misspelt place in a route": ("input_csv/routes.csv", "Brook,Camp", "Brok,Camp",
                                  ('routes.csv, line 3: there is no place called "Brok"', 'Did you mean "Brook"')),
    "negative distance": ("input_csv/routes.csv", "Camp,80", "Camp,-80", ("line 3: the distance is -80 km",)),
    "distance in words": ("input_csv/routes.csv", "Camp,80", "Camp,far", ('column "distance"', "not a number")),
    "route to itself": ("input_csv/routes.csv", "Brook,Camp,80", "Brook,Brook,80", ("from a place to itself",)),
    "missing column": ("input_csv/locations.csv", ",town,,1000", ",town", ("line 3: the row has 6 cells",)),
    "unknown kind": ("input_csv/locations.csv", "town", "towm", ("no kind of place that is played",)),
    "place twice": ("input_csv/locations.csv", "Brook,", "Alba,", ("stands twice",)),
    "unknown conflict place": ("input_csv/conflicts.csv", "Alba", "Alb", ('Did you mean "Alba"',)),
    "unknown closure": ("input_csv/closures.csv", "location", "locaton", ('Did you mean "location"',)),
    "closure of nowhere": ("input_csv/closures.csv", "Brook", "Brookk", ("there is no place called",)),
    "bad start": ("input_csv/sim_period.csv", "2030-01-01", "01/01/2030", ('column "StartDate"',)),
    "camp without counts": ("source_data/data_layout.csv", "Camp,", "Kamp,", ('"Camp" has no row',)),
    "correction without count": ("input_csv/registration_corrections.csv", "2029-12-31", "2030-01-05",
                                 ("has no count on 2030-01-05",)),
    "misspelt setting": ("simsetting.yml", "camp_weight", "camp_wait", ('unknown key "camp_wait"', "camp_weight")),
    "rule that is not played": ("simsetting.yml", "camp_weight: 2.0", "MatchCampReligion: true",
                                ("asks for a rule that is not played",)),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_mistakes_are_refused_with_their_line(case: str, tmp_path: Path) -> None:
    file, old, new, words = CHANGES[case]
    folder = tmp_path / "world"
    shutil.copytree(GOOD, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ImportFailed) as caught:
        load_flee(folder)
    for part in words:
        assert part in str(caught.value)


def test_settings_know_every_key_of_flee() -> None:
    assert (
        read_settings({"move_rules": {"use_v1_rules": "False", "max_crossing_speed": "20"}}) == FleeSettings()
    )
    mode = {"spawn_rules": {"conflict_driven_spawning": {"spawn_mode": "pop_ratio"}}}
    assert read_settings(mode).displaced_per_conflict_day == 0.01
    with pytest.raises(ImportFailed, match="move_rules"):
        read_settings({"move_rule": {}})


def test_an_imported_folder_is_a_scenario_with_its_reports(tmp_path: Path) -> None:
    made = import_flee(GOOD, tmp_path / "hamlet")
    assert load_scenario(tmp_path / "hamlet") == made.scenario
    assert load_reports(tmp_path / "hamlet") == made.reports
    assert {place.name for place in made.scenario.places} == {"Alba", "Camp"}
    assert [corridor.name for corridor in made.scenario.corridors] == ["Alba > Camp by road"]
    assert made.scenario.place("Camp").capacity is None
    assert (tmp_path / "hamlet" / "flee" / "input_csv" / "routes.csv").exists()
    assert simulate(made.scenario, members=2, seed=1).displaced.sum() > 0
    with pytest.raises(InputError):
        import_flee(GOOD, tmp_path / "hamlet")


@pytest.mark.parametrize("name", FOLDERS)
def test_public_folders_are_read(name: str) -> None:
    if not (SHARED / name).exists():
        pytest.skip("the public Flee folders are not here")
    world = load_flee(SHARED / name)
    assert len(world.camps) >= 3
    assert sum(counts[-1] for counts in world.counted().values()) > 10_000


def test_a_flee_folder_taken_for_a_scenario_is_called_by_its_name() -> None:
    with pytest.raises(ScenarioError) as refused:
        load_scenario(GOOD)
    assert len(refused.value.problems) == 1
    assert "this is a folder of Flee" in str(refused.value)
    assert "alee import-flee" in str(refused.value)
