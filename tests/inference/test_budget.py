"""A time budget: the number of members it pays for, and a sentence if that is too few."""

from pathlib import Path

import pytest

from alee.core.errors import InputError
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.inference.budget import affordable_members

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"


def budget(seconds: float, most: int = 500) -> int:
    scenario, reports = load_scenario(HAMLET), load_reports(HAMLET / "reports.csv")
    return affordable_members(scenario, reports, seconds=seconds, most=most, seed=1, rounds=2, threads=1)


def test_a_long_budget_pays_for_all_that_is_wanted() -> None:
    assert budget(1e6) == 500


def test_a_budget_of_nothing_is_refused_with_what_is_needed() -> None:
    with pytest.raises(InputError, match="Needed are 20 members"):
        budget(1e-9)
