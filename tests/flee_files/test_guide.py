"""The guide for people who come from Flee: its code runs, and it speaks of every key and file there is."""

import re
import shutil
from pathlib import Path

import pytest

from alee.files.flee.oddities import NOT_READ
from alee.model.fields import declarations
from alee.model.flee_settings import FIELDS, MODES, NO_EFFECT, NOT_PLAYED, SECTIONS, TOP, FleeSettings

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "coming-from-flee.md").read_text(encoding="utf-8")
HAMLET = ROOT / "tests" / "data" / "flee_hamlet"
ROWS = {
    cells[0].strip("`"): cells[1:]
    for line in GUIDE.splitlines()
    if line.startswith("| `")
    for cells in [[cell.strip() for cell in line.strip("|").split(" | ")]]
}
FLEES_FILES = (
    "locations.csv", "routes.csv", "closures.csv", "conflicts.csv", "sim_period.csv",
    "registration_corrections.csv", "demographics_*.csv", "data_layout.csv", "simsetting.yml",
    "location_changes.csv",
)  # fmt: skip
NO_KEYS = {"quirks", "flood_spawn_mode"}  # fields that no key of simsetting.yml is called by


def keys_by_fate() -> dict[str, set[str]]:
    played = {field.column for field in declarations(FleeSettings)} - NO_KEYS
    played |= {key for keys in MODES.values() for key in keys}
    return {
        "played": played | {key for keys in SECTIONS.values() for key in keys},
        "refused": {key for keys in NOT_PLAYED.values() for key in keys},
        "no effect": {key for keys in NO_EFFECT.values() for key in keys},
    }


def default_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{value:g}"
    return str(value) if value else "none"


@pytest.mark.parametrize("fate", keys_by_fate())
def test_every_key_has_a_row_that_says_what_becomes_of_it(fate: str) -> None:
    told = {key: ROWS[key][1] if key in ROWS else "no row" for key in keys_by_fate()[fate]}
    assert {key: text for key, text in told.items() if text != fate} == {}


def test_every_row_of_the_settings_speaks_of_a_key_that_exists() -> None:
    told = {key for key, cells in ROWS.items() if len(cells) > 1 and cells[1] in keys_by_fate()}
    assert told == set().union(*keys_by_fate().values())


def test_every_section_has_a_heading() -> None:
    headings = set(re.findall(r"^### (\w+)$", GUIDE, re.MULTILINE))
    assert headings == set(TOP) - {"default_conflict_intensity"}


def test_defaults_in_the_guide_are_those_of_the_settings() -> None:
    names = {field: column for column, field in FIELDS.items() if column not in NO_KEYS}
    defaults = {names[name]: default_text(value) for name, value in FleeSettings() if name in names}
    assert {name: ROWS[name][0] for name in defaults} == defaults


@pytest.mark.parametrize("file", sorted({*FLEES_FILES, *NOT_READ}))
def test_every_file_has_a_row(file: str) -> None:
    assert len(ROWS[file]) == 3
    assert not ROWS[file][0].startswith("not read")


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL))
def test_the_code_of_the_guide_runs(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HAMLET, tmp_path / "mali2012")
    shutil.copy(HAMLET / "simsetting.yml", tmp_path)
    exec(compile(code, "coming-from-flee.md", "exec"), {})
    assert capsys.readouterr().out


def test_pages_that_the_guide_points_to_exist() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        assert (ROOT / "docs" / "guides" / target).is_file(), target
