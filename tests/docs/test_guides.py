"""What the guides say of reports stands in the table of reports."""

import re
from pathlib import Path

import alee

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "contradictory-reports.md").read_text(encoding="utf-8")
REPORTS = {r.id: r for r in alee.load_reports(ROOT / "scenarios" / "russia-2022" / "reports.csv")}


def test_every_report_that_is_named_exists():
    named = set(re.findall(r"\bR\d{3}\b", GUIDE))
    assert len(named) >= 15
    assert named <= set(REPORTS)


def test_the_figures_are_those_of_the_table():
    for name, figure in re.findall(r"\| (R\d{3})[^|]*\| ([\d,]{5,7}) (?:entries|exits)", GUIDE):
        first = REPORTS[name].figure
        assert first == float(figure.replace(",", "")), name
    assert REPORTS["R236"].copy_of == "R235"
    assert REPORTS["R155"].low == 5000


def test_the_commands_exist():
    for command in re.findall(r"^alee (\S+)", GUIDE, re.MULTILINE):
        assert f"`alee {command} " in (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
