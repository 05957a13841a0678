"""Rolling forecasts: every week, say the counts 7, 30 and 90 days ahead with what was published by then.

Rows: Alee (by paces), and what it must beat: the newest count with the errors that such forecasts had in
other situations; a damped trend, likewise; a random walk that repeats the past's own changes; and each
destination's share of a forecast total. Every row sees the same :class:`alee.outlook.counting.Known`, which
holds nothing that was published later. Numbers of the pace model are either those that Alee ships, or
learnt on the other situations of the same run, never on one that may speak of the same people.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.special import ndtri

from alee.core.errors import InputError
from alee.evaluation.learning import learn
from alee.evaluation.results import Cell, Results, mean_rows
from alee.evaluation.rolling_scores import SCORES, TOTAL, Said, score_rows
from alee.evaluation.targets import Origin, origins
from alee.executors import Progress
from alee.files.counts_folder import load_counts
from alee.kernels.layout import Floats
from alee.outlook.baselines.ahead import (
    WITHOUT_ERRORS,
    damped_trend,
    errors_of,
    levels,
    persistence,
    random_walk,
    share_persistence,
    spread_out,
)
from alee.outlook.counting import Known, Situation
from alee.outlook.paces import LEARNT, Paces, draw_counts, joint_ranks

Point = Callable[[Known, Sequence[tuple[str, int]]], Floats]
OURS, REFERENCE = "Alee", "persistence"
POINTS: dict[str, Point] = {
    REFERENCE: persistence, "damped trend": damped_trend, "share persistence": share_persistence,
}  # fmt: skip
SHORT = (
    "folder", "horizon", "row", "targets", "nMAE", "nCRPS", "logCRPS", "cover 50", "cover 90", "skill",
    "skill low", "skill high",
)  # fmt: skip
N_ERRORS = 200  # quantiles by which errors of other situations are kept
NOTES = (
    "Targets: at each origin, every destination's newest count that speaks of a day up to 7, 30 or 90 days "
    "ahead (at most 14 days before the end), as first published; total: their sum. Destinations where nobody "
    "had been counted are left out. Phase: growth of the total in the 30 days before the origin, above 10 % "
    "growing, below -2 % shrinking.",
    "nMAE: absolute errors of medians over counts; per change: over absolute changes of counts instead; "
    "nCRPS: CRPS over counts; logCRPS: mean CRPS of log(1 + persons); nWIS: weighted interval score over "
    "counts; skill: 1 - CRPS over that of persistence, with the 95 % interval and chance of a block "
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
    if learnt not in ("shipped", "others"):
        raise InputError(f'learnt: "{learnt}" is unknown. Allowed are shipped, others.')
    situations = [load_counts(folder) for folder in folders]
    walks = {id(s): list(origins(s)) for s in situations}
    for situation in situations:
        if not walks[id(situation)]:
            raise InputError(
                f"{situation.name}: no forecast can be scored. Needed: counts of one destination on two "
                "days, the later at least 31 days after the situation's first day."
            )
    rows: list[dict[str, Cell]] = []
    for k, situation in enumerate(situations):
        others = [o for o in situations if o is not situation and not o.overlaps(situation)]
        paces = _paces(situation, others, learnt)
        errors = _errors([walks[id(o)] for o in others])
        said = _all_said(walks[id(situation)], paces, errors, members, seed)
        rows += score_rows(situation.name, walks[id(situation)], said, REFERENCE, seed)
        if progress is not None:
            progress("situations", k + 1, len(situations))
    means = mean_rows_by(rows, f"mean of {len(situations)}")
    return Results(
        protocol="rolling",
        rows=(*rows, *means),
        settings={"members": members, "seed": seed, "numbers of the pace model": learnt},
        notes=(*NOTES, *(note for s in situations for note in s.notes)),
    )


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


Errors = dict[tuple[str, int, str], Floats]


def _errors(walks: Sequence[Sequence[Origin]]) -> Errors:
    """Errors of the point forecasters in other situations, each situation weighing alike."""
    pooled: dict[tuple[str, int, str], list[Floats]] = {}
    for walk in walks:
        found: dict[tuple[str, int, str], list[Floats]] = {}
        for origin in walk:
            for name, forecaster in POINTS.items():
                said = forecaster(origin.known, origin.wanted)
                for horizon, (part, total) in _by_horizon(origin, said).items():
                    counted = np.array([t.figure for t in origin.targets if t.horizon == horizon])
                    found.setdefault((name, horizon, "each"), []).append(errors_of(part, counted))
                    whole = errors_of(np.array([total]), np.array([counted.sum()]))
                    found.setdefault((name, horizon, TOTAL), []).append(whole)
        for key, parts in found.items():
            pooled.setdefault(key, []).append(np.quantile(np.concatenate(parts), levels(N_ERRORS)))
    return {key: np.quantile(np.concatenate(parts), levels(N_ERRORS)) for key, parts in pooled.items()}


def _by_horizon(origin: Origin, said: Floats) -> dict[int, tuple[Floats, float]]:
    """Cut what is said into horizons, each with its sum."""
    horizon = np.array([t.horizon for t in origin.targets])
    return {int(h): (said[horizon == h], float(said[horizon == h].sum())) for h in np.unique(horizon)}


def _all_said(
    walk: Sequence[Origin], paces: Paces, errors: Errors, members: int, seed: int
) -> dict[str, list[Said]]:
    """Let every forecaster speak at every origin."""
    out: dict[str, list[Said]] = {name: [] for name in (OURS, *POINTS, "random walk")}
    for origin in walk:
        known, wanted = origin.known, origin.wanted
        horizon = np.array([t.horizon for t in origin.targets])
        draws = draw_counts(paces, known, wanted, members=members, seed=seed)
        out[OURS].append(Said(draws, _sums(draws, horizon)))
        walked = random_walk(known, wanted, members=members, seed=seed)
        ranks = joint_ranks([name for name, _ in wanted], 0.0, members, seed)
        mixed = np.take_along_axis(walked, np.stack([ranks[name] for name, _ in wanted], axis=1), axis=0)
        out["random walk"].append(Said(mixed, _sums(mixed, horizon)))
        for name, forecaster in POINTS.items():
            out[name].append(_spread(origin, name, forecaster(known, wanted), errors, members))
    return out


def _sums(draws: Floats, horizon: Floats) -> dict[int, Floats]:
    return {int(h): draws[:, horizon == h].sum(axis=1) for h in np.unique(horizon)}


def _spread(origin: Origin, name: str, said: Floats, errors: Errors, members: int) -> Said:
    """Put the errors of other situations around a point forecast; without any, those of a random walk."""
    horizon = np.array([t.horizon for t in origin.targets])
    draws = np.empty((members, len(said)))
    totals = {}
    for h, (part, total) in _by_horizon(origin, said).items():
        plain = ndtri(levels(N_ERRORS)) * WITHOUT_ERRORS * np.sqrt(h)
        draws[:, horizon == h] = spread_out(part, errors.get((name, h, "each"), plain), members)
        whole = errors.get((name, h, TOTAL), plain)
        totals[h] = spread_out(np.array([total]), whole, members)[:, 0]
    return Said(draws, totals)
