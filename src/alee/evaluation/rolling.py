"""Rolling forecasts: every week, say the counts 7, 30 and 90 days ahead with what was published by then.

Rows: Alee (by paces), and what it must beat: the newest count with the errors that such forecasts had in
other situations; a damped trend, likewise; a random walk that repeats the past's own changes; and each
destination's share of a forecast total. On request also parts of Alee alone, and the engine. Every row sees
the same :class:`alee.outlook.counting.Known`, which holds nothing that was published later. Numbers of the
pace model are either those that Alee ships, or learnt on the other situations of the same run, never on one
that may speak of the same people.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alee.core.errors import InputError
from alee.evaluation.engine_ahead import engine_of, engine_says
from alee.evaluation.learning import learn
from alee.evaluation.results import Cell, Results, mean_rows
from alee.evaluation.rolling_rows import OURS, REFERENCE, Entry, Panel
from alee.evaluation.rolling_scores import SCORES, score_rows
from alee.evaluation.targets import origins
from alee.executors import Progress
from alee.files.counts_folder import load_counts
from alee.outlook.counting import Situation
from alee.outlook.paces import LEARNT, Paces

__all__ = ["OURS", "REFERENCE", "SHORT", "evaluate_rolling"]
ENGINE_EVERY, ENGINE_MOST = 4, 12  # with the engine every fourth origin and at most 12, as each needs a fit
SHORT = (
    "folder", "horizon", "row", "targets", "nMAE", "nCRPS", "logCRPS", "cover 50", "cover 90", "skill",
    "skill low", "skill high",
)  # fmt: skip
NOTES = (
    "Targets: at each origin, every destination's newest count that speaks of a day up to 7, 30 or 90 days "
    "ahead (at most 14 days before the end), as first published; total: their sum. Destinations where nobody "
    "had been counted are left out. Phase: growth of the total in the 30 days before the origin, above 10 % "
    "growing, below -2 % shrinking.",
    "nMAE: absolute errors of medians over counts; per change: over absolute changes of counts instead; "
    "nCRPS: CRPS over counts; logCRPS: mean CRPS of log(1 + persons); nWIS: weighted interval score over "
    "counts; thresholds and slowing: mean squared errors of chances (of more than 0.9, 1, 1.1 and 1.25 times "
    "the newest count; of less than half as many arrivals as in the last 30 days); skill: 1 - CRPS over that "
    "of persistence, with the 95 % interval and chance of a block "
    "bootstrap over origins (Diebold and Mariano).",
    "Persistence, the damped trend and share persistence carry the errors that they made in the other "
    "situations of this run; alone, those of a plain random walk of 3 % per square root of a day.",
)


def evaluate_rolling(
    folders: Sequence[str | Path],
    *,
    members: int = 1000,
    seed: int = 2022,
    learnt: str = "shipped",
    ablation: bool = False,
    engine: int = 0,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Run the rolling protocol on any folders with published counts.

    Parameters
    ----------
    folders
        As for :func:`alee.files.counts_folder.load_counts`.
    members
        Draws of each forecast, 20 to 10,000.
    learnt
        ``shipped``: the pace model's numbers are Alee's own; ``others``: learnt on the other folders of this
        run that speak of other people.
    ablation
        Whether parts of Alee speak alone too, and mixes with the simple forecasters.
    engine
        Histories of the engine at each origin, 20 to 10,000; then only every fourth origin is used, and at
        most 12, by all rows. 0 leaves the engine out.

    Returns
    -------
    Results
        One line per situation, row, horizon, phase and kind of target, then means over situations.

    Raises
    ------
    InputError
        If a folder cannot be read, has no forecast to score, or an option is out of range.
    """
    if not folders:
        raise InputError("folders: none was named. Needed: at least one folder with published counts.")
    if not 20 <= members <= 10_000:
        raise InputError(f"members: {members} is out of range. Allowed are 20 to 10,000.")
    if engine and not 20 <= engine <= 10_000:
        raise InputError(f"engine: {engine} is out of range. Allowed are 0 (none), 20 to 10,000.")
    if learnt not in ("shipped", "others"):
        raise InputError(f'learnt: "{learnt}" is unknown. Allowed are shipped, others.')
    entries = [_entry(folder, thinned=bool(engine)) for folder in folders]
    if engine:
        entries = [
            _with_engine(entry, folder, engine, seed, threads, progress)
            for entry, folder in zip(entries, folders, strict=True)
        ]
    rows: list[dict[str, Cell]] = []
    for k, entry in enumerate(entries):
        others = entry.others(entries)
        paces = _paces(entry.situation, [other.situation for other in others], learnt)
        panel = Panel(entry, paces, others, members, seed)
        said = panel.plain() | (panel.ablation() if ablation else {}) | panel.engine()
        rows += score_rows(entry.situation.name, entry.walk, said, REFERENCE, seed)
        if progress is not None:
            progress("situations", k + 1, len(entries))
    means = mean_rows_by(rows, f"mean of {len(entries)}")
    settings: dict[str, Cell] = {"members": members, "seed": seed, "numbers of the pace model": learnt}
    if engine:
        settings |= {"histories of the engine": engine, "most origins": ENGINE_MOST}
    return Results(
        protocol="rolling",
        rows=(*rows, *means),
        settings=settings,
        notes=(*NOTES, *(note for entry in entries for note in entry.situation.notes)),
    )


def _entry(folder: str | Path, *, thinned: bool) -> Entry:
    situation = load_counts(folder)
    walk = tuple(origins(situation))
    if thinned:
        walk = walk[:: max(ENGINE_EVERY, -(-len(walk) // ENGINE_MOST))]
    if not walk:
        raise InputError(
            f"{situation.name}: no forecast can be scored. Needed: counts of one destination on two "
            "days, the later at least 31 days after the situation's first day."
        )
    return Entry(situation, walk)


def _with_engine(
    entry: Entry, folder: str | Path, members: int, seed: int, threads: int | None, progress: Progress | None
) -> Entry:
    engine = engine_of(folder)
    if engine is None:
        return entry
    said = engine_says(engine, entry.walk, members=members, seed=seed, threads=threads, progress=progress)
    return Entry(entry.situation, entry.walk, tuple(said))


def mean_rows_by(rows: Sequence[dict[str, Cell]], label: str) -> list[dict[str, Cell]]:
    """Average over situations, for each horizon, phase, kind of target and row."""
    out: list[dict[str, Cell]] = []
    for key in dict.fromkeys((r["horizon"], r["phase"], r["of"]) for r in rows):
        chosen = [r for r in rows if (r["horizon"], r["phase"], r["of"]) == key]
        for line in mean_rows(chosen, by="row", of=SCORES, label=label):
            line |= {"horizon": key[0], "phase": key[1], "of": key[2]}
            out.append(line)
    return out


def _paces(situation: Situation, others: Sequence[Situation], learnt: str) -> Paces:
    if learnt == "shipped":
        return LEARNT
    if not others:
        raise InputError(
            f"learnt: there is no other situation to learn from for {situation.name}. "
            "Needed: a second folder that speaks of other people. Did you mean --learnt shipped?"
        )
    return learn(others)
