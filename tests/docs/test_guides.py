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


def test_the_guide_to_waves_names_reports_of_those_days_and_options_that_exist():
    text = (ROOT / "docs" / "guides" / "waves.md").read_text(encoding="utf-8")
    reference = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bR\d{3}\b", text))
    assert {"R014", "R143", "R144", "R214", "R215"} <= named <= set(REPORTS)
    assert all(str(REPORTS[name].period[0]) >= "2022-02-24" for name in named)
    assert all(str(REPORTS[name].period[1]) <= "2022-05-31" for name in named)
    row = next(line for line in reference.splitlines() if line.startswith("| `alee waves"))
    assert set(re.findall(r"alee waves [^`]*?(--\w+)", text)) <= set(re.findall(r"--\w+", row))
    assert f"{REPORTS['R143'].figure:,.0f} entries and {REPORTS['R144'].figure:,.0f} exits" in text
