"""Simulation-based calibration of the fit on the smallest scenario. Writes docs/evidence/calibration.md."""

from pathlib import Path

from alee.evaluation.calibration import evaluate_calibration
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario

ROOT = Path(__file__).parents[1]
EVIDENCE = ROOT / "docs" / "evidence" / "calibration.md"
NAME, DRAWS, MEMBERS, SEED = "hamlet", 1000, 100, 2022


def main() -> int:
    """Write docs/evidence/calibration.md; give how many ranks leave their band."""
    folder = ROOT / "scenarios" / NAME
    case = (load_scenario(folder), load_reports(folder / "reports.csv"))
    results = evaluate_calibration([case], draws=DRAWS, members=MEMBERS, seed=SEED)
    outside = [str(row["name"]) for row in results.rows if row["inside the band"] != "yes"]
    said = f"{len(results.rows) - len(outside)} of {len(results.rows)} inside their 99 % band"
    said += f"; outside: {', '.join(outside)}." if outside else "."
    EVIDENCE.write_text(
        "# Does a fit believe neither too much nor too little?\n\nWritten by `python -m verification "
        "calibration`. Repeat it: `alee evaluate calibration SCENARIO...`.\n\n"
        f"{said} Why, as far as known: [ideas](../ideas/README.md).\n\n{results.markdown()}",
        encoding="utf-8",
    )  # fmt: skip
    print(said)
    return len(outside)
