"""Rolling forecasts on public Flee folders, Syria 2011 to 2013 and Ukraine 2022, by paces learnt elsewhere.

Writes docs/evidence/forecast.md. The pace model's numbers are learnt anew for every situation, on the others
that speak of other people. Reference figures are means over ten folders measured before this project began.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from alee.evaluation.results import Cell, Results
from alee.evaluation.rolling import OURS, REFERENCE, SHORT, evaluate_rolling

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("ALEE_DATA", ROOT.parent / "shared" / "data"))
EVIDENCE = ROOT / "docs" / "evidence" / "forecast.md"
FLEE = ("burundi2015", "car2013", "mali2012", "ssudan2013", "syria2013")
OTHERS = ("syria2011_2013", "ukraine2022")
MEMBERS, SEED = 1000, 2022
LOST = 0.95  # a folder is lost where ours is more than 5 % worse
TEN = {  # persistence over ten folders: nMAE, nCRPS, logCRPS at 7, 30 and 90 days
    7: (0.054, 0.049, 0.086), 30: (0.094, 0.084, 0.128), 90: (0.175, 0.17, 0.233),
}  # fmt: skip


def cell(results: Results, name: str, **wanted: Cell) -> float:
    """Read one figure."""
    value = results.where(**wanted)[0][name]
    return float("nan") if value is None else float(value)


def verdicts(results: Results, names: Sequence[str]) -> tuple[list[str], int]:
    """Say which bars hold; also how many are missed."""
    lines, missed = [], 0

    def judge(text: str, is_met: bool) -> None:
        nonlocal missed
        missed += not is_met
        lines.append(f"- {text}: {'met' if is_met else 'missed'}.")

    flee = [name for name in names if name in FLEE]
    for horizon in (7, 30, 90):
        for k, score in enumerate(("nMAE", "nCRPS", "logCRPS")):
            said = {
                row: sum(cell(results, score, folder=f, row=row, horizon=horizon, phase="all",
                              of="destinations") for f in flee) / len(flee)
                for row in (OURS, REFERENCE)
            }  # fmt: skip
            judge(
                f"{horizon} days, {score}, mean of {len(flee)} Flee folders: {said[OURS]:.3f}, persistence "
                f"{said[REFERENCE]:.3f} (ten folders: {TEN[horizon][k]:.3f})",
                said[OURS] < said[REFERENCE],
            )
        lost = [
            name for name in names
            if cell(results, "nCRPS", folder=name, row=OURS, horizon=horizon, phase="all", of="destinations")
            * LOST > cell(results, "nCRPS", folder=name, row=REFERENCE, horizon=horizon, phase="all",
                          of="destinations")
        ]  # fmt: skip
        judge(f"{horizon} days: lost by more than 5 % in {', '.join(lost) or 'no folder'}", len(lost) <= 3)
        cover = [cell(results, "cover 90", folder=f, row=OURS, horizon=horizon, phase="all",
                      of="destinations") for f in names]  # fmt: skip
        mean = sum(cover) / len(cover)
        judge(f"{horizon} days: 90 % intervals hold {mean:.2f} in the mean", 0.85 <= mean <= 0.95)
    for horizon, bar in ((30, 0.10), (90, 0.15)):
        skill = cell(results, "skill", folder=f"mean of {len(names)}", row=OURS, horizon=horizon,
                     phase="growing", of="destinations")  # fmt: skip
        judge(f"{horizon} days, growing: mean skill {skill:.2f}, bar {bar:.2f}", skill >= bar)
    return lines, missed


def main() -> int:
    """Write docs/evidence/forecast.md; give how many bars are missed."""
    folders = [DATA / "flee" / name for name in FLEE] + [DATA / name for name in OTHERS]
    folders = [folder for folder in folders if folder.exists()]
    if len(folders) < 2:
        print(f"Fewer than two situations in {DATA}; set ALEE_DATA to the folder that holds them.")
        return 1
    results = evaluate_rolling(folders, members=MEMBERS, seed=SEED, learnt="others")
    lines, missed = verdicts(results, [folder.name for folder in folders])
    tables = [
        f"## {of.capitalize()}, {'all phases' if phase == 'all' else phase}\n\n"
        + results.only(SHORT, of=of, phase=phase).markdown().split("\n\nAlee ")[0]
        for of in ("destinations", "total")
        for phase in ("all", "growing", "stable", "shrinking")
        if of == "destinations" or phase == "all"
    ]
    transform = results.only(("folder", "horizon", "PIT"), of="destinations", phase="all", row=OURS)
    EVIDENCE.write_text(
        "# Rolling forecasts\n\nWritten by `python -m verification forecast`. The numbers of the pace model "
        "are learnt for each situation on the others that speak of other people; Ukraine 2022 teaches the "
        "others too.\nRepeat it on any folders: `alee evaluate rolling FOLDER...`.\n\n## Bars\n\n"
        + "\n".join(lines) + "\n\n" + "\n\n".join(tables)
        + "\n\n## Where counts fell among the draws\n\nShare of targets in each tenth of the forecast "
        "distribution; 0.1 everywhere would be perfect.\n\n"
        + transform.markdown().split("\n\nAlee ")[0] + "\n\n## Notes\n\n" + "\n\n".join(results.notes) + "\n",
        encoding="utf-8",
    )  # fmt: skip
    print("\n".join(lines))
    return missed
