"""Files that only some Flee folders have: read when a setting asks for them, otherwise named."""

from pathlib import Path

import pytest

from alee.core.errors import ImportFailed
from alee.files.flee.folder import load_flee
from alee.files.flee.write import import_flee, load_imported, settings_text
from alee.model.flee import FleeAgent, FleeChange, FleeTrait, FleeWorld
from alee.model.flee_settings import FleeSettings, read_settings
from alee.simulation import simulate_flee
from tests.flee_files.test_import_flee import FILES, make_folder

CLEAN = {
    "locations": FILES["input_csv/locations.csv"].replace("Nowhereland", "Niger"),
    "closures": "#a,b,c,d,e\n",
}
HUNGRY = "spawn_rules:\n  starvation_driven_spawning: True\n"
FLOODS = (
    "spawn_rules:\n  flood_zone_spawning_only: True\n  flood_driven_spawn_mode:\n    spawn_mode: constant\n"
    "    displaced_per_flood_day: [0, 5, 9]\n"
)
WOMEN = "move_rules:\n  WomenAvoidHazards: True\n"
AGENTS = "spawn_rules:\n  read_from_agents_csv_file: True\n"
FIXED = "move_rules:\n  fixed_routes: True\n"


def folder_with(folder: Path, settings: str = "", **files: str) -> Path:
    """Write a small folder with further files; a key names a file of input_csv, or one beside it."""
    made = make_folder(folder / "more", **CLEAN)
    for name, text in files.items():
        part = made if name.startswith("beside_") else made / "input_csv"
        (part / f"{name.removeprefix('beside_')}.csv").write_text(text, encoding="utf-8")
    if settings:
        (made / "simsetting.yml").write_text(settings, encoding="utf-8")
    return made


def read(folder: Path, settings: str = "", **files: str) -> FleeWorld:
    return load_flee(folder_with(folder, settings, **files))


def test_changes_of_places_are_read_beside_and_inside(tmp_path: Path) -> None:
    world = read(tmp_path, location_changes="Beta,camp,1\n", beside_location_changes="#l,t,d\nBeta,town,2\n")
    assert world.changes == (
        FleeChange("Beta", "town", 2, is_seen=True), FleeChange("Beta", "camp", 1, is_seen=False)
    )  # fmt: skip
    told = "more/input_csv/location_changes.csv, line 1: Flee looks for this file beside input_csv"
    assert any(note.startswith(told) for note in world.notes)


def test_an_import_keeps_the_changes_of_places(tmp_path: Path) -> None:
    made = import_flee(folder_with(tmp_path, beside_location_changes="Beta,camp,1\n"), tmp_path / "out")
    assert load_imported(tmp_path / "out").changes == (FleeChange("Beta", "camp", 1),)
    assert any("location_changes.csv, line 1: Beta becomes camp on day 1: dropped" in n for n in made.notes)


def test_hunger_is_a_line_between_days_and_holds_at_its_ends(tmp_path: Path) -> None:
    world = read(tmp_path, HUNGRY, region_attributes_IPC="#Day,North,South\n0,10,0\n1,20,4\n")
    assert world.hunger == {"North": (10.0, 20.0, 20.0), "South": (0.0, 4.0, 4.0)}
    assert any(
        "the table runs from day 0 to 1, the period from 0 to 2; its ends hold" in n for n in world.notes
    )


def test_floods_take_the_place_of_conflict(tmp_path: Path) -> None:
    world = read(tmp_path, FLOODS, flood_level="#Day,Alpha,Beta\n0,1,0\n1,2.7,0\n2,0,1\n")
    assert world.floods == {"Alpha": (1, 2, 0), "Beta": (0, 0, 1)}
    assert world.conflicts == {}
    assert any("conflicts.csv: not read; floods drive people out" in note for note in world.notes)
    run = simulate_flee(world, members=2, seed=1)
    assert run.displaced.sum(("place", "group")).values.tolist() == [[5, 9, 5], [5, 9, 5]]
    assert world.hazards() == {"Alpha": (0.5, 1.0, 0.0), "Beta": (0.0, 0.0, 0.5)}


def test_traits_agents_and_major_routes(tmp_path: Path) -> None:
    text = "gender,Default,Alpha\nfemale,1,3\nmale,1,1\n"
    world = read(tmp_path, WOMEN, demographics_gender=text)
    assert world.traits == {
        "gender": FleeTrait(("female", "male"), {"Default": (1.0, 1.0), "Alpha": (3.0, 1.0)})
    }
    assert world.traits["gender"].shares("Alpha") == {"female": 0.75, "male": 0.25}
    world = read(tmp_path, AGENTS, agents="location,age\nBeta,7\nBetta,8\n")
    assert world.agents == (FleeAgent("Beta", {"age": "7"}),)
    told = 'more/input_csv/agents.csv, line 3: there is no place called "Betta"; the person is dropped'
    assert any(note.startswith(told) and 'Did you mean "Beta"?' in note for note in world.notes)
    assert int(simulate_flee(world, members=1, seed=1).present.isel(day=0).sum()) == 11
    assert read(tmp_path, FIXED, major_routes="Alpha,Beta,Gamma\n").major_routes == (
        ("Alpha", "Beta", "Gamma"),
    )


def test_files_that_nothing_asks_for_are_named_and_never_refused(tmp_path: Path) -> None:
    names = ("region_attributes_IPC", "flood_level", "agents", "major_routes", "demographics_age")
    rubbish = dict.fromkeys(names, "no;table\n\x01")
    notes = read(tmp_path, **rubbish).notes
    for name in rubbish:
        assert any(note.startswith(f"more/input_csv/{name}.csv: not read;") for note in notes), name


REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "change of nowhere": ("", {"beside_location_changes": "Betta,camp,1\n"},
                          'location_changes.csv, line 1: there is no place called "Betta"'),
    "change to nothing": ("", {"beside_location_changes": "Beta,castle,1\n"}, '"castle" is no kind of place'),
    "no hunger": (HUNGRY, {}, "region_attributes_IPC.csv"),
    "region without hunger": (HUNGRY, {"region_attributes_IPC": "#Day,North\n0,1\n2,2\n"},
                              'line 1: the region "South" has no column'),
    "hunger above all": (HUNGRY, {"region_attributes_IPC": "#Day,North,South\n0,1,101\n"},
                         "line 2: a share lies outside 0 to 100"),
    "hunger out of order": (HUNGRY, {"region_attributes_IPC": "#Day,North,South\n2,1,1\n1,1,1\n"},
                            "line 3: day 1 stands after day 2"),
    "flood too high": (FLOODS, {"flood_level": "#Day,Alpha\n0,1\n1,3\n2,0\n"},
                       "levels of Alpha run from 0 to 3"),
    "no floods": (FLOODS, {}, "flood_level.csv"),
    "no trait": (WOMEN, {}, "demographics_gender.csv"),
    "trait without default": (WOMEN, {"demographics_gender": "gender,Alpha\nfemale,1\n"},
                              'line 1: there is no column "Default"'),
    "trait of nobody": (WOMEN, {"demographics_gender": "gender,Default\nfemale,0\n"}, "add up to nothing"),
    "trait below nothing": (WOMEN, {"demographics_gender": "gender,Default\nfemale,-1\nmale,2\n"},
                            "line 2: a weight is negative"),
    "major route over no route": (FIXED, {"major_routes": "Alpha,Gamma\n"},
                                  "major_routes.csv, line 1: no route joins Alpha and Gamma"),
    "agents without a trait": (AGENTS + WOMEN, {"agents": "location\nBeta\n",
                               "demographics_gender": "gender,Default\nfemale,1\n"},
                               'agents.csv, line 1: the column "gender" is missing'),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_with_its_file(case: str, tmp_path: Path) -> None:
    settings, files, words = REFUSED[case]
    with pytest.raises(ImportFailed) as caught:
        read(tmp_path, settings, **files)
    assert words in str(caught.value)
    assert all(problem.where.startswith("more/") for problem in caught.value.problems)


def test_settings_of_all_rules_are_the_same_written_and_read_again() -> None:
    asked = FleeSettings(
        flood_spawn_mode="poisson", displaced_per_flood_day=(0.0, 3.0), flood_movechances=(0.0, 0.5),
        harvest_months=(6, 7), women_avoid_hazards=True, take_from_population=True, fixed_routes=True,
    )  # fmt: skip
    assert "WomenAvoidHazards: true" in settings_text(asked)
    with pytest.raises(ImportFailed, match="holds no month"):
        read_settings({"move_rules": {"harvest_months": [13]}})
