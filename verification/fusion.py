"""Contradictory reports against known truths: twins of the scenarios. Writes docs/evidence/fusion.md."""

from dataclasses import replace
from pathlib import Path

from alee.evaluation.fusion import DOUBT, JUDGED, OURS, PRIOR, evaluate_fusion
from alee.evaluation.results import Results
from alee.files.scenario_folder import load_scenario

ROOT = Path(__file__).parents[1]
EVIDENCE = ROOT / "docs" / "evidence" / "fusion.md"
TWINS = {"hamlet": 200, "crossroads": 20, "russia-2022": 20}  # one of the last takes a quarter of a minute
MEMBERS = 200
LEAST_SQUARES, KALMAN = 0.8, 0.9  # of their CRPS of stocks that Alee may have
COVER = (0.86, 0.94)


def figure(results: Results, scenario: str, method: str, column: str) -> float:
    """Read one figure of the table."""
    return float(str(results.where(scenario=scenario, method=method)[0][column]))


def verdicts(results: Results) -> tuple[list[str], int]:
    """Say which bars hold; also how many are missed."""
    lines, missed = [], 0
    for name in TWINS:
        ours = figure(results, name, OURS, "stock nCRPS")
        for method, bar in (("constrained least squares", LEAST_SQUARES), ("Kalman smoother", KALMAN)):
            share = ours / figure(results, name, method, "stock nCRPS")
            missed += share > bar
            word = "met" if share <= bar else "missed"
            lines.append(f"- {name}: CRPS of stocks {share:.2f} of that of {method}; bar {bar:g}: {word}.")
        cover, doubt = (
            figure(results, name, OURS, JUDGED),
            results.where(scenario=name, method=OURS)[0][DOUBT],
        )
        chance = f", standard error {doubt:.2f} over twins" if isinstance(doubt, float) else ""
        usual = figure(results, name, PRIOR, JUDGED)
        is_met = COVER[0] <= cover <= COVER[1]
        missed += not is_met
        word = "met" if is_met else "missed"
        lines.append(
            f"- {name}: 90 % intervals of stocks hold {cover:.2f}{chance}; bar "
            f"{COVER[0]} to {COVER[1]}: {word}. The prior, from which the truths are drawn, holds {usual:.2f}."
        )
        kept = figure(results, name, OURS, "conserved")
        missed += kept < 1.0
        lines.append(f"- {name}: {kept:.0%} of members keep every person; bar 100 %.")
    return lines, missed


def page(results: Results) -> tuple[str, int]:
    """Write the page; also how many bars are missed."""
    lines, missed = verdicts(results)
    print("\n".join(lines))
    text = (
        "# Contradictory reports, known truths\n\nWritten by `python -m verification fusion`. Repeat it: "
        "`alee evaluate fusion SCENARIO...`. Real reports, one issuer left out at a time: "
        "[issuers.md](issuers.md).\n\n## Bars\n\n" + "\n".join(lines) + "\n\n## All methods\n\n"
    )
    return text + results.markdown(), missed


def main() -> int:
    """Write docs/evidence/fusion.md; give how many bars are missed."""
    parts = [
        evaluate_fusion([load_scenario(ROOT / "scenarios" / name)], members=MEMBERS, seeds=range(twins))
        for name, twins in TWINS.items()
    ]
    settings = {name: value for name, value in parts[0].settings.items() if name != "seeds"}
    rows = tuple(row for part in parts for row in part.rows)
    text, missed = page(replace(parts[0], rows=rows, settings=settings))
    EVIDENCE.write_text(text, encoding="utf-8")
    return missed
