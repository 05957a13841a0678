"""Rolling forecasts on public Flee folders, Syria 2011 to 2013 and Ukraine 2022, by numbers learnt elsewhere.

Writes docs/evidence/forecast.md (the summary), docs/evidence/forecast.csv (every line of every table) and
docs/pictures/forecast-calibration.svg. The pace model's numbers are learnt anew for every situation, on the
others that speak of other people. A second run has fewer origins and adds the engine and parts of Alee alone.
Reference figures are means over ten folders measured before this project began.
"""

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from alee.evaluation.results import Cell, Results, cell_text
from alee.evaluation.rolling import evaluate_rolling
from alee.evaluation.rolling_rows import COMPONENTS, ENGINE_MIXED, MIXED, OURS, REFERENCE
from verification.calibration_picture import calibration_picture

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("ALEE_DATA", ROOT.parent / "shared" / "data"))
EVIDENCE = ROOT / "docs" / "evidence" / "forecast.md"
TABLE = EVIDENCE.with_suffix(".csv")
PICTURE = ROOT / "docs" / "pictures" / "forecast-calibration.svg"
FLEE = ("burundi2015", "car2013", "mali2012", "ssudan2013", "syria2013")
OTHERS = ("syria2011_2013", "ukraine2022")
MEMBERS, ENGINE_MEMBERS, SEED = 1000, 30, 2022
HORIZONS, PHASES = (7, 30, 90), ("growing", "stable", "shrinking")
LOST = 0.95  # a folder is lost where ours is more than 5 % worse
TEN = {  # persistence over ten folders: nMAE, nCRPS, logCRPS at 7, 30 and 90 days
    7: (0.054, 0.049, 0.086), 30: (0.094, 0.084, 0.128), 90: (0.175, 0.17, 0.233),
}  # fmt: skip
SIMPLE = (REFERENCE, "damped trend", "share persistence", "random walk")
ABLATION = (
    OURS, "Alee without its record", "Alee, own counts only", "Alee, all counts only",
    "Alee, steps are paces", "Alee, paces never fade", MIXED, *(f"{MIXED} but {c}" for c in COMPONENTS),
)  # fmt: skip
ENGINE = ("engine without reports", "engine", "engine from the newest count", OURS, ENGINE_MIXED, REFERENCE)


def cell(results: Results, name: str, **wanted: Cell) -> float:
    """Read one figure of the destinations; not a number where there is none."""
    found = results.where(**({"of": "destinations", "phase": "all"} | wanted))
    value = found[0][name] if found else None
    return float("nan") if value is None else float(value)


def lost(results: Results, names: Sequence[str], horizon: int) -> list[str]:
    """Name the folders in which ours is more than 5 % worse than persistence."""
    return [
        name for name in names
        if cell(results, "nCRPS", folder=name, row=OURS, horizon=horizon) * LOST
        > cell(results, "nCRPS", folder=name, row=REFERENCE, horizon=horizon)
    ]  # fmt: skip


def verdicts(results: Results, names: Sequence[str]) -> tuple[list[str], int]:
    """Say which bars hold; also how many are missed."""
    lines, missed = [], 0

    def judge(text: str, is_met: bool) -> None:
        nonlocal missed
        missed += not is_met
        lines.append(f"- {text}: {'met' if is_met else 'missed'}.")

    flee = [name for name in names if name in FLEE]
    for horizon in HORIZONS:
        for k, score in enumerate(("nMAE", "nCRPS", "logCRPS")):
            said = {
                row: sum(cell(results, score, folder=f, row=row, horizon=horizon) for f in flee) / len(flee)
                for row in (OURS, REFERENCE)
            }
            judge(
                f"{horizon} days, {score}, mean of {len(flee)} Flee folders: {said[OURS]:.3f}, persistence "
                f"{said[REFERENCE]:.3f} (ten folders: {TEN[horizon][k]:.3f})",
                said[OURS] < said[REFERENCE],
            )
        where = lost(results, names, horizon)
        judge(f"{horizon} days: lost by more than 5 % in {', '.join(where) or 'no folder'}", len(where) <= 2)
        cover = {f: cell(results, "cover 90", folder=f, row=OURS, horizon=horizon) for f in names}
        mean = sum(cover.values()) / len(cover)
        widest = f"{min(cover.values()):.2f} to {max(cover.values()):.2f}"
        judge(
            f"{horizon} days: 90 % intervals hold {mean:.2f} in the mean ({widest} by folder)",
            0.85 <= mean <= 0.95,
        )
    for horizon, bar in ((30, 0.10), (90, 0.15)):
        skill = cell(results, "skill", folder=f"mean of {len(names)}", row=OURS, horizon=horizon,
                     phase="growing")  # fmt: skip
        judge(f"{horizon} days, growing: mean skill {skill:.2f}, bar {bar:.2f}", skill >= bar)
    return lines, missed


def grid(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Write a table."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(cell_text(c) for c in row)} |" for row in rows)])


def paired(results: Results, names: Sequence[str]) -> str:
    """Show each folder and horizon: ours beside persistence and the best of the simple rows."""
    rows: list[list[Cell]] = []
    for name in [*names, f"mean of {len(names)}"]:
        for horizon in HORIZONS:
            at = {"folder": name, "horizon": horizon}
            crps = {row: cell(results, "nCRPS", row=row, **at) for row in SIMPLE}
            best = min(crps, key=lambda row: crps[row])
            low, high = (cell(results, f"skill {end}", row=OURS, **at) for end in ("low", "high"))
            rows.append([
                name, horizon, int(cell(results, "targets", row=OURS, **at)),
                cell(results, "nMAE", row=OURS, **at), cell(results, "nMAE", row=REFERENCE, **at),
                cell(results, "nCRPS", row=OURS, **at), crps[REFERENCE],
                f"{cell(results, 'skill', row=OURS, **at):.2f}"
                + (f" ({low:.2f} to {high:.2f})" if low == low else ""),
                cell(results, "chance", row=OURS, **at), cell(results, "cover 90", row=OURS, **at),
                f"{best} {crps[best]:.3f}",
            ])  # fmt: skip
    head = ("folder", "days", "targets", "nMAE", "persistence", "nCRPS", "persistence", "skill (95 %)",
            "chance", "cover 90", "best simple row, nCRPS")  # fmt: skip
    return grid(head, rows)


def by_phase(results: Results, names: Sequence[str]) -> str:
    """Show skill and cover in each phase."""
    rows: list[list[Cell]] = []
    for name in [*names, f"mean of {len(names)}"]:
        for horizon in HORIZONS:
            row: list[Cell] = [name, horizon]
            for phase in PHASES:
                at = {"folder": name, "horizon": horizon, "phase": phase, "row": OURS}
                n = cell(results, "targets", **at)
                row += [
                    int(n) if n == n else 0,
                    cell(results, "skill", **at),
                    cell(results, "cover 90", **at),
                ]
            rows.append(row)
    return grid(
        ["folder", "days", *(f"{p}: {c}" for p in PHASES for c in ("targets", "skill", "cover 90"))], rows
    )


def shares(results: Results, kinds: Sequence[str], names: Sequence[str]) -> str:
    """Show the mean nMAE, nCRPS and cover of several rows over the same folders and origins."""
    rows: list[list[Cell]] = []
    for kind in kinds:
        row: list[Cell] = [kind]
        for horizon in HORIZONS:
            for score in ("nMAE", "nCRPS", "cover 90"):
                found = [cell(results, score, folder=f, row=kind, horizon=horizon) for f in names]
                row.append(sum(found) / len(found))
        rows.append(row)
    return grid(["row", *(f"{h} d: {s}" for h in HORIZONS for s in ("nMAE", "nCRPS", "cover 90"))], rows)


def not_won(results: Results, names: Sequence[str]) -> list[str]:
    """Name every folder and horizon where a simple row has a smaller nCRPS than ours."""
    out = []
    for name in names:
        for horizon in HORIZONS:
            ours = cell(results, "nCRPS", folder=name, row=OURS, horizon=horizon)
            for row in SIMPLE:
                theirs = cell(results, "nCRPS", folder=name, row=row, horizon=horizon)
                if theirs < ours:
                    out.append(f"- {name}, {horizon} days: {row} {theirs:.3f}, Alee {ours:.3f}.")
    return out


def write_table(path: Path, parts: dict[str, Results]) -> None:
    """Write every line of every run as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = next(iter(parts.values())).columns
    writer.writerow(["run", *columns])
    for name, results in parts.items():
        for row in results.rows:
            values = (row[c] for c in columns)
            writer.writerow([name, *(f"{v:.4f}" if isinstance(v, float) else v for v in values)])
    path.write_text(out.getvalue(), encoding="utf-8")


def page(weekly: Results, sparse: Results, names: Sequence[str], lines: Sequence[str]) -> str:
    """Write the summary."""
    flee = [name for name in names if name in FLEE]
    worse = not_won(weekly, names) or ["- none."]
    return f"""# Rolling forecasts

Written by `python -m verification forecast`. Every week each destination's next counts are said 7, 30 and 90
days ahead, with what was published by then. The numbers of the pace model are learnt for each situation on the
others that speak of other people; Ukraine 2022 teaches the others too. Two numbers were set by hand while
looking at these seven situations: how much a situation's own record counts (`ELSEWHERE`), and the spread that a
handful of situations cannot show (`UNSEEN`). Repeat it on any folders: `alee evaluate rolling FOLDER...`. Every
line of every table: [forecast.csv](forecast.csv).

## Bars

{chr(10).join(lines)}

## Folder by folder

Skill: 1 - CRPS over that of persistence, with the 95 % interval of a block bootstrap over origins; chance: of such
a difference if both were equally good (Diebold and Mariano, same blocks). No interval where there are fewer than
two blocks.

{paired(weekly, names)}

## Where a simple row is better

{chr(10).join(worse)}

{WHY}

## Growing, stable, shrinking

{by_phase(weekly, names)}

## Calibration

![Share of counts in each tenth of what was forecast](../pictures/forecast-calibration.svg)

Each panel shows the share of counts in each tenth of the forecast distribution; the line is a tenth each. A hill
in the middle means intervals that are too wide there, high ends mean tails that are too short.

## What each part does

Mean of {len(names)} situations, at most 12 origins each. The mix joins the middles of the pace model and of the
simple rows, with weights learnt on the other situations; "but" leaves one out. All have the spread of Alee.

{shares(sparse, ABLATION, names)}

## What the engine does

Mean of {len(flee)} Flee folders, at most 12 origins each, {ENGINE_MEMBERS} histories, the smoother alone
(no moves by the true likelihood): a small setting, so that the whole page takes minutes. The folder is taken as it
was known on each day: no later conflict, closure or count, no capacity; what remains of hindsight is which
places are on the map. *Engine without reports* is the mechanism alone, from the first day's counts; *engine* has
assimilated every count published by then; *from the newest count* adds its expected change to the newest count,
with Alee's spread; *{ENGINE_MIXED}* mixes that with the paces, weights learnt on the other folders.

{shares(sparse, ENGINE, flee)}

{ENGINE_WORDS}

## Notes

{chr(10).join(f"- {note}" for note in weekly.notes)}
"""


WHY = """Why, as seen when these words were written: mali2012 has few counts. Its camps were counted weeks apart, grew in
a few steps and then stood still (Niamey's count stayed the same from day 134 to day 238), so a pace measured over a
step goes on for too long; the simple rows stop sooner. In syria2013 registration grew almost in a straight line,
which a line foresees best over seven days. The other two differences are 0.001 and 0.002. While burundi2015 grew,
persistence was better at 7 and 30 days (next table): new camps opened and filled in jumps that no pace announced."""
ENGINE_WORDS = """As seen when these words were written, the engine adds nothing to the paces where somebody counts: mixed with them it
scores as they do alone. By itself it misses published counts by more than half, because it has to explain every camp by
ways and conflict, with 30 histories. So `alee forecast` takes counts to come from the paces, and from the engine what no
series of counts can say: where people are whom nobody counts ([hidden.md](hidden.md)), by which ways they come, and
what would change if a border closed."""


def main() -> int:
    """Write the evidence; give how many bars are missed."""
    folders = [DATA / "flee" / name for name in FLEE] + [DATA / name for name in OTHERS]
    folders = [folder for folder in folders if folder.exists()]
    if len(folders) < 2:
        print(f"Fewer than two situations in {DATA}; set ALEE_DATA to the folder that holds them.")
        return 1
    weekly = evaluate_rolling(folders, members=MEMBERS, seed=SEED, learnt="others")
    sparse = evaluate_rolling(
        folders, members=MEMBERS, seed=SEED, learnt="others", ablation=True, engine=ENGINE_MEMBERS
    )
    names = [folder.name for folder in folders]
    lines, missed = verdicts(weekly, names)
    EVIDENCE.write_text(page(weekly, sparse, names, lines), encoding="utf-8")
    write_table(TABLE, {"weekly": weekly, "sparse": sparse})
    PICTURE.write_text(calibration_picture(weekly, names), encoding="utf-8")
    print("\n".join(lines))
    return missed
