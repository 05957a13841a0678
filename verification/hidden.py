"""The country that publishes nothing: one destination hidden at a time.

On public Flee folders, and on the seven first countries of ``ukraine-2022`` with the counts at its borders as
they were known on that scenario's date. Writes docs/evidence/hidden.md. The reference is a share by one over
the road distance; bars are those that the project set itself before it looked.
"""

from alee.evaluation.hidden import OTHERS, TOTAL_TOLD, evaluate_cases, evaluate_hidden
from alee.evaluation.hidden_cases import scenario_cases
from alee.evaluation.results import Results
from alee.files.scenario_folder import load_scenario
from verification.flee_folders import FLEE, FOLDERS, ROOT
from verification.ukraine import FOLDER as UKRAINE
from verification.ukraine import ukraine_reports

EVIDENCE = ROOT / "docs" / "evidence" / "hidden.md"
MEMBERS, SEED = 100, 2022
BARS = {"nMAE": (0.0, 0.53), "log ratio": (0.0, 0.50), "cover": (0.85, 0.97)}
FLEE_NOTE = (
    "What stands behind the estimate was settled with these five folders in view, so these scores are those of "
    "the sample that taught it. These folders say nothing of their destinations but the way there, so the middle "
    "rests on the others' counts and the way alone; histories are worse than 1/distance here. Where the total is "
    f"told, the level `{TOTAL_TOLD}` is nearly a subtraction; `{OTHERS}` is the honest row."
)
UKRAINE_NOTE = (
    "Crossings of about one week each, not people; what was on the page by the scenario's as-of date. The "
    "total is the sum of the same countries, told only where the row says so; its weeks are not theirs, so "
    "it helps little. This scenario tells its destinations apart (language, prices, safety), so histories are "
    "heard, each opinion with the weight of what it is sure of; before, with half a voice, the middle over "
    "countries was 0.76 (nMAE) and 0.66 (log ratio). That rule was made with these seven countries in view, too."
)


def verdicts(results: Results) -> tuple[list[str], int]:
    """Say which bars hold for each level of what Alee is told; also how many are missed."""
    lines, missed = [], 0
    last = [row for row in results.rows if row["folder"] == "all"]
    reference = next(row for row in last if row["row"] == "1/distance")
    for level in (OTHERS, TOTAL_TOLD):
        row = next(row for row in last if row["row"] == level)
        for name, (low, high) in BARS.items():
            value = float(str(row[name]))
            is_met = low <= value <= high
            missed += not is_met
            beside = "" if name == "cover" else f", 1/distance {float(str(reference[name])):.2f}"
            word = "met" if is_met else "missed"
            lines.append(f"- {level}, {name}: {value:.2f}{beside}; bar {low:g} to {high:g}: {word}.")
    return lines, missed


def ukraine() -> Results:
    """Hide each first country in turn; the total told is the sum of all, as published day by day."""
    scenario = load_scenario(ROOT / "scenarios" / "ukraine-2022")
    reports = ukraine_reports(UKRAINE, as_of=scenario.as_of, count_total=True)
    cases = tuple(scenario_cases(scenario, reports, scenario.as_of))
    return evaluate_cases(cases, members=MEMBERS, seed=SEED)


def section(heading: str, results: Results, note: str) -> tuple[str, int]:
    """Write bars and table of some destinations; also how many bars are missed."""
    lines, missed = verdicts(results)
    bars = "\n".join(lines)
    print(f"{heading}\n{bars}")
    return (
        f"## {heading}: bars (middle over destinations)\n\n{bars}\n\n{note}\n\n### Every destination\n\n{results.markdown()}",
        missed,
    )


def main() -> int:
    """Write docs/evidence/hidden.md; give how many bars are missed."""
    names = [name for name in FLEE if (FOLDERS / name).exists()]
    if not names:
        print(f"No Flee folder in {FOLDERS}; set ALEE_FLEE to the folder that holds them.")
        return 1
    flee = evaluate_hidden([FOLDERS / name for name in names], members=MEMBERS, seed=SEED)
    parts = [section("Flee folders", flee, FLEE_NOTE)]
    if UKRAINE.exists():
        parts.append(section("Ukraine's seven first countries", ukraine(), UKRAINE_NOTE))
    else:
        print(f"No counts at Ukraine's borders in {UKRAINE}; set ALEE_UKRAINE to the folder that holds them.")
    EVIDENCE.write_text(
        "# The destination that publishes nothing\n\nWritten by `python -m verification hidden`. Repeat it on any "
        "folder: `alee evaluate hidden FOLDER...`.\n\n" + "\n".join(text for text, _ in parts),
        encoding="utf-8",
    )  # fmt: skip
    return sum(missed for _, missed in parts)
