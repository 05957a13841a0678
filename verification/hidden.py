"""The country that publishes nothing: one destination hidden at a time, on public Flee folders.

Writes docs/evidence/hidden.md. The reference is a share by one over the road distance; bars are those that
the project set itself before it looked.
"""

from alee.evaluation.hidden import OTHERS, TOTAL_TOLD, evaluate_hidden
from alee.evaluation.results import Results
from verification.flee_folders import FLEE, FOLDERS, ROOT

EVIDENCE = ROOT / "docs" / "evidence" / "hidden.md"
MEMBERS, SEED = 100, 2022
BARS = {"nMAE": (0.0, 0.53), "log ratio": (0.0, 0.50), "cover": (0.85, 0.97)}


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


def main() -> int:
    """Write docs/evidence/hidden.md; give how many bars are missed."""
    names = [name for name in FLEE if (FOLDERS / name).exists()]
    if not names:
        print(f"No Flee folder in {FOLDERS}; set ALEE_FLEE to the folder that holds them.")
        return 1
    results = evaluate_hidden([FOLDERS / name for name in names], members=MEMBERS, seed=SEED)
    lines, missed = verdicts(results)
    EVIDENCE.write_text(
        "# The destination that publishes nothing\n\nWritten by `python -m verification hidden`. Repeat it "
        "on any folder: `alee evaluate hidden FOLDER...`.\n\n## Bars (middle over destinations)\n\n"
        + "\n".join(lines) + "\n\nThe three numbers behind the estimate were settled with these five folders in view, so "
        "these scores are those of the sample that taught them. Where the total is told, the level `"
        + TOTAL_TOLD + "` is nearly a subtraction; `" + OTHERS + "` is the honest row.\n\n## Every destination\n\n" + results.markdown(),
        encoding="utf-8",
    )  # fmt: skip
    print("\n".join(lines))
    return missed
