"""Open loop on public Flee folders: Flee's rules, simple rules and Alee's own behaviour, told the same.

Writes docs/evidence/flee.md. The reference columns are what Flee itself scored on these folders, measured
before this project began (rescaled ARD).
"""

import os
from pathlib import Path

from alee.evaluation.open_loop import evaluate_open_loop
from alee.evaluation.results import Results
from alee.files.flee.folder import load_flee
from alee.simulation import simulate_flee

ROOT = Path(__file__).parents[1]
FOLDERS = Path(os.environ.get("ALEE_FLEE", ROOT.parent / "shared" / "data" / "flee"))
SETTINGS = "simsetting.modern125.yml"
EVIDENCE = ROOT / "docs" / "evidence" / "flee.md"
MEMBERS, RUNS, SEED, BAR = 200, 3, 2022, 0.03
FLEE = {  # leaky, clean, and 1/road distance
    "burundi2015": (0.474, 0.829, 0.977), "car2013": (0.392, 0.848, 0.915),
    "mali2012": (0.329, 0.812, 0.725), "ssudan2013": (0.567, 0.832, 0.679),
    "syria2013": (0.339, 0.396, 0.342),
}  # fmt: skip


def figure(results: Results, folder: str, row: str) -> float:
    """Read the rescaled ARD of a row."""
    return float(str(results.where(folder=folder, row=row)[0]["ARD rescaled"]))


def verdicts(results: Results, names: list[str]) -> tuple[list[str], int]:
    """Say which bars hold; also how many are missed."""
    lines, missed = [], 0
    for name in names:
        ours, flee = figure(results, name, "Flee's rules, capacities"), FLEE[name][0]
        is_met = abs(ours - flee) <= BAR
        missed += not is_met
        word = "met" if is_met else "missed"
        lines.append(f"- {name}, Flee's rules with capacities: {ours:.3f}, Flee itself {flee:.3f}: {word}.")
    own = {name: figure(results, name, "Alee") for name in names}
    mean = sum(own.values()) / len(own)
    better = [n for n in names if own[n] < figure(results, n, "first day + 1/road distance")]
    beaten = [n for n in names if own[n] < FLEE[n][1]]
    for is_met, text in (
        (mean <= 0.55, f"Alee, clean, mean over {len(names)} folders {mean:.3f}; bar 0.55"),
        (2 * len(better) > len(names), f"better than 1/road distance in {len(better)}: {', '.join(better)}"),
        (2 * len(beaten) > len(names), f"better than Flee, clean, in {len(beaten)}: {', '.join(beaten)}"),
    ):
        missed += not is_met
        lines.append(f"- {text}: {'met' if is_met else 'missed'}.")
    return lines, missed


def main() -> int:
    """Write docs/evidence/flee.md; give how many bars are missed."""
    simulate_flee(load_flee(ROOT / "tests" / "data" / "flee_hamlet"), members=1, seed=0)  # compiles
    names = [name for name in FLEE if (FOLDERS / name).exists()]
    if not names:
        print(f"No Flee folder in {FOLDERS}; set ALEE_FLEE to the folder that holds them.")
        return 1
    results = evaluate_open_loop(
        [FOLDERS / name for name in names], settings=FOLDERS / SETTINGS, members=MEMBERS, flee_runs=RUNS,
        seed=SEED, threads=1,
    )  # fmt: skip
    lines, missed = verdicts(results, names)
    EVIDENCE.write_text(
        "# Flee's folders, open loop\n\nWritten by `python -m verification flee_folders`; the rows by Flee's "
        f"rules use `{SETTINGS}`.\nRepeat it on any folder: `alee evaluate open-loop FOLDER...`.\n\n"
        "## Bars (rescaled ARD)\n\n" + "\n".join(lines) + "\n\n## All rows\n\n" + results.markdown(),
        encoding="utf-8",
    )
    print("\n".join(lines))
    return missed
