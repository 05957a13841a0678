"""Every mistake that a person can make has a folder, and every folder has its message, word by word."""

import re
from pathlib import Path

import pytest

from alee.core.errors import InputError, tell
from alee.files.report_table import load_reports
from alee.files.scenario_folder import check_folder, load_scenario

BROKEN = Path(__file__).parents[1] / "data" / "broken"
FOLDERS = sorted(BROKEN.iterdir())


def told_about(folder: Path) -> str:
    return tell(check_folder(folder).problems) + "\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message_is_the_expected_one(folder: Path) -> None:
    assert told_about(folder) == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_loaders_refuse_what_the_check_calls_wrong(folder: Path) -> None:
    problems = check_folder(folder).problems
    in_reports = [p for p in problems if "/reports.csv" in p.where and not p.is_warning]
    in_scenario = [p for p in problems if "/reports.csv" not in p.where and not p.is_warning]
    if in_scenario:
        with pytest.raises(InputError) as refusal:
            load_scenario(folder)
        assert list(refusal.value.problems) == in_scenario
    if in_reports:
        with pytest.raises(InputError) as refusal:
            load_reports(folder)
        assert list(refusal.value.problems) == in_reports


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_problem_says_where(folder: Path) -> None:
    for problem in check_folder(folder).problems:
        assert re.match(rf"{folder.name}/[a-z]+\.(csv|yaml)", problem.where)
        assert not problem.wrong.endswith(".")
        assert problem.allowed == "" or problem.allowed.endswith(".")
