"""What is odd in a Flee folder but no mistake gets a note, with the folder, the file and the line."""

import re
from pathlib import Path

import pytest

from alee.files.flee.convert import scenario_from_flee
from alee.files.flee.folder import load_flee
from alee.model.flee_settings import FleeSettings
from tests.flee_files.test_import_flee import FILES, SHARED, SIZES, make_folder

LOCATIONS = FILES["input_csv/locations.csv"]
CASES: dict[str, tuple[dict[str, str], str]] = {
    "spaces": (
        {"routes": FILES["input_csv/routes.csv"].replace("Beta,Gamma", "Beta ,Gamma ")},
        'odd/input_csv/routes.csv, line 3: spaces around "Beta " are dropped (so are those of 1 more cells); '
        "Flee would keep them.",
    ),
    "byte order mark": (
        {"gamma": "\ufeff" + FILES["source_data/gamma.csv"]},
        "odd/source_data/gamma.csv, line 1: the file begins with a byte order mark; Flee would stop here.",
    ),
    "correction after the period": (
        {"registration_corrections": "Gamma,2030-01-09\n",
         "gamma": FILES["source_data/gamma.csv"] + "2030-01-09,60\n"},
        "odd/input_csv/registration_corrections.csv, line 1: 2030-01-09 lies after the last day; all counts "
        "before it are scaled, as in Flee, though nobody could know it during the period.",
    ),
    "counts after the period": (
        {"gamma": FILES["source_data/gamma.csv"] + "2030-01-09,60\n"},
        "odd/source_data/gamma.csv, line 1: 1 count of Gamma after the last day, 2.",
    ),
    "counts that begin late": (
        {"gamma": "#comment\n2030-01-03,40\n"},
        "odd/source_data/gamma.csv, line 2: counts of Gamma begin on day 2; held back to day 0.",
    ),
    "conflict on another day": (
        {"locations": LOCATIONS.replace("town,,2000", "town,2,2000")},
        "odd/input_csv/locations.csv, line 3: conflict reaches Beta on day 2; odd/input_csv/conflicts.csv, "
        "line 3, says on day 1, and that counts.",
    ),
    "no conflict on day 0": (
        {"conflicts": FILES["input_csv/conflicts.csv"].replace("0,1,0", "0,0,0")},
        "odd/input_csv/conflicts.csv, line 2: Alpha is no conflict zone on day 0; "
        "odd/input_csv/locations.csv, line 2, says it is.",
    ),
    "place without a route": (
        {"locations": LOCATIONS + "Delta,South,Mali,13,2,town,,10\n"},
        "odd/input_csv/locations.csv, line 5: no route reaches Delta; nobody can go there.",
    ),
}  # fmt: skip
CHANGES: dict[str, tuple[dict[str, str], str]] = {
    "unknown country": (
        {}, "odd/input_csv/locations.csv, line 4: the country Nowhereland is not known; it is called XAA."
    ),
    "capacities": (
        {}, "odd/input_csv/locations.csv, line 4: capacities of camps are dropped; they are often the "
        "highest later count.",
    ),
    "own speed": (
        {"routes": "#name1,name2,distance,forced_redirection,max_move_speed\nAlpha,Beta,100,,\n"
         "Beta,Gamma,50,,90\n"},
        "odd/input_csv/routes.csv, line 3: the own speed of Beta to Gamma is dropped.",
    ),
    "closed link": (
        {"closures": "#type,name1,name2,start,end\nlink,Alpha,Beta,0,1\n"},
        "odd/input_csv/closures.csv, line 2: the link Alpha to Beta closes both ways here.",
    ),
    "closed camp": (
        {"closures": "#type,name1,name2,start,end\ncamp,Gamma,,0,1\n"},
        "odd/input_csv/closures.csv, line 2: camp of Gamma from day 0 is dropped; places keep their kind "
        "here, and nobody is redirected by force.",
    ),
    "closing after the period": (
        {"closures": "#type,name1,name2,start,end\nlocation,Beta,,7,8\n"},
        "odd/input_csv/closures.csv, line 2: location of Beta starts after the last day; no effect.",
    ),
    "counts of no place": (
        {"data_layout": "total,refugees.csv\nGamma,gamma.csv\nElsewhere,gamma.csv\n"},
        "odd/source_data/gamma.csv, line 1: counts of Elsewhere belong to no place and are dropped.",
    ),
}  # fmt: skip


def make_odd(folder: Path, changed: dict[str, str]) -> Path:
    extra = {name: text for name, text in changed.items() if name == "registration_corrections"}
    made = make_folder(folder / "odd", **{k: v for k, v in changed.items() if k not in extra})
    for name, text in extra.items():
        (made / "input_csv" / f"{name}.csv").write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize("case", CASES)
def test_an_oddity_is_noted_with_file_and_line(case: str, tmp_path: Path) -> None:
    changed, expected = CASES[case]
    assert expected in load_flee(make_odd(tmp_path, changed)).notes


@pytest.mark.parametrize("case", CHANGES)
def test_what_an_import_changes_is_noted_with_file_and_line(case: str, tmp_path: Path) -> None:
    changed, expected = CHANGES[case]
    assert expected in scenario_from_flee(load_flee(make_odd(tmp_path, changed))).notes


def test_missing_closures_are_noted(tmp_path: Path) -> None:
    folder = make_odd(tmp_path, {})
    (folder / "input_csv" / "closures.csv").unlink()
    expected = "odd/input_csv/closures.csv: there is no such file; nothing closes. Flee would stop here."
    assert expected in load_flee(folder).notes


def test_an_ordinary_folder_has_no_note_on_spaces_or_marks(tmp_path: Path) -> None:
    folder = make_odd(tmp_path, {"gamma": "2030-01-01, 10\n2030-01-03, 40\n"})
    (folder / "simsetting.yml").write_text("move_rules:\n  softening: 10.0\n")
    assert load_flee(folder).notes == ()


def test_missing_settings_are_noted_unless_others_are_given(tmp_path: Path) -> None:
    folder = make_odd(tmp_path, {})
    expected = "odd/simsetting.yml: there is no such file; Flee's defaults are played. Flee would stop here."
    assert expected in load_flee(folder).notes
    assert load_flee(folder, settings=FleeSettings()).notes == ()


@pytest.mark.parametrize("name", SIZES)
def test_every_note_on_a_public_folder_names_a_file(name: str) -> None:
    if not (SHARED / name).exists():
        pytest.skip("the public Flee folders are not here")
    notes = scenario_from_flee(load_flee(SHARED / name)).notes
    where = re.compile(
        rf"{name}/((input_csv|source_data)/[\w. -]+\.csv(, lines? \d[\d, ]*)?|source_data|simsetting\.yml): "
    )
    assert notes
    assert [note for note in notes if not where.match(note)] == []
