"""Write the golden numbers anew, and say so: python scripts/write_golden.py "What changed, why, by how much".

The sentence becomes a line under "Results" in CHANGELOG.md, and the golden file remembers it. The tests fail
where numbers differ from the golden file, or where its sentence no longer stands in the changelog: so no
number changes silently.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

import alee

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "numbers.json"
CHANGELOG = ROOT / "CHANGELOG.md"
SCENARIOS = ("hamlet", "crossroads")
MEMBERS, SEED, DAYS_AHEAD = 60, 2022, 10


def quantiles(values: Any) -> list[float]:
    """Give the 5, 50 and 95 % quantiles over members, to one place after the point."""
    return [round(float(q), 1) for q in np.quantile(values, [0.05, 0.5, 0.95])]


def numbers() -> dict[str, Any]:
    """Compute what the teaching scenarios answer before reports, after them, and ahead."""
    out: dict[str, Any] = {}
    for name in SCENARIOS:
        folder = ROOT / "scenarios" / name
        scenario, reports = alee.load_scenario(folder), alee.load_reports(folder / "reports.csv")
        prior = alee.simulate(scenario, members=MEMBERS, seed=SEED)
        posterior = alee.fit(scenario, reports, members=MEMBERS, seed=SEED)
        outlook = alee.forecast(posterior, days=DAYS_AHEAD)
        out[name] = {
            stage: {
                "displaced": quantiles(run.displaced.sum(("day", "place", "group")).values),
                "present at the end": {
                    str(place): quantiles(run.present.isel(day=-1).sum("group").sel(place=place).values)
                    for place in run.present.place.values
                },
            }
            for stage, run in (
                ("before any report", prior),
                ("after the reports", posterior.ensemble),
                ("ahead", outlook.ensemble),
            )
        }
    return out


def results_lines() -> list[str]:
    """Give all entries under a heading "Results" of the changelog, each on one line."""
    lines, inside = [], False
    for line in CHANGELOG.read_text(encoding="utf-8").splitlines():
        inside = line == "### Results" if line.startswith("#") else inside
        if inside and line.startswith("- "):
            lines.append(line.removeprefix("- "))
        elif inside and line.startswith("  ") and lines:
            lines[-1] += " " + line.strip()
    return lines


def is_announced(sentence: str) -> bool:
    """Tell whether an entry under a heading "Results" begins with a sentence."""
    return any(line.startswith(sentence) for line in results_lines())


def main(sentence: str) -> None:
    """Write the golden file and the line in the changelog."""
    golden = {"announced": sentence, "numbers": numbers()}
    text = CHANGELOG.read_text(encoding="utf-8")
    if not is_announced(sentence):
        before, heading, after = text.partition("### Results\n\n")
        CHANGELOG.write_text(f"{before}{heading}- {sentence}\n{after}", encoding="utf-8")
    GOLDEN.write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or len(sys.argv[1].split()) < 5:
        sys.exit('Say what changed, why and by how much: python scripts/write_golden.py "sentence"')
    main(sys.argv[1])
