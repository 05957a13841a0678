"""Score rolling forecasts: per horizon, phase and kind of target, each forecaster beside the reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from alee.evaluation.paired import compare
from alee.evaluation.results import Cell
from alee.evaluation.targets import HORIZONS, Origin
from alee.kernels.layout import Floats
from alee.outlook.scoring import covered, crps, interval_score, probability_transform

DESTINATIONS, TOTAL = "destinations", "total"
PHASES = ("all", "growing", "stable", "shrinking")
COVERS = (0.5, 0.8, 0.9, 0.95)
SCORES = (
    "targets", "nMAE", "per change", "nCRPS", "logCRPS", "nWIS", "thresholds", "slowing",
    *(f"cover {level * 100:.0f}" for level in COVERS), "skill",
)  # fmt: skip
PARTS = 10  # bins of the probability transform
THRESHOLDS = (0.9, 1.0, 1.1, 1.25)  # times the newest count: will there be more than that?
HALF = 0.5  # arrivals have turned where fewer than this part of the recent ones came


@dataclass(frozen=True)
class Said:
    """What a forecaster says at one origin.

    Attributes
    ----------
    draws
        (member, target) float64, persons.
    totals
        By horizon (member,) float64, the sum of the destinations asked for.
    """

    draws: Floats
    totals: Mapping[int, Floats]


@dataclass(frozen=True)
class Scored:
    """Scores of all targets of one forecaster, horizon and kind, (row,) each.

    Attributes
    ----------
    thresholds, slowing
        Squared errors of chances (Brier 1950): of passing multiples of the newest count, in the mean; and of
        fewer than half as many arrivals as of late, not a number where there were none of late.
    """

    origin: Floats
    phases: list[str]
    figure: Floats
    error: Floats
    change: Floats
    crps: Floats
    log_crps: Floats
    wis: Floats
    inside: Floats
    transform: Floats
    thresholds: Floats
    slowing: Floats


def score_rows(
    name: str, walk: Sequence[Origin], said: Mapping[str, Sequence[Said]], reference: str, seed: int
) -> list[dict[str, Cell]]:
    """Score every forecaster of a situation.

    Parameters
    ----------
    said
        By forecaster, what it says at each origin of the walk.
    reference
        The forecaster whose CRPS others are compared with.
    """
    rows: list[dict[str, Cell]] = []
    when = [origin.known.origin for origin in walk]
    every = min((b - a for a, b in pairwise(when)), default=1)
    for of in (DESTINATIONS, TOTAL):
        for horizon in HORIZONS:
            scored = {who: _scored(walk, parts, horizon, of) for who, parts in said.items()}
            for phase in PHASES:
                for who, found in scored.items():
                    line: dict[str, Cell] = {
                        "folder": name, "row": who, "horizon": horizon, "phase": phase, "of": of,
                    }  # fmt: skip
                    block = horizon // every + 1
                    label = f"{phase}/{horizon}"
                    rows.append(line | _summary(found, scored[reference], phase, (block, seed, label)))
    return rows


def _scored(walk: Sequence[Origin], said: Sequence[Said], horizon: int, of: str) -> Scored:
    when, phases, figures, newest, usual, draws = [], [], [], [], [], []
    for k, (origin, what) in enumerate(zip(walk, said, strict=True)):
        chosen = [c for c, target in enumerate(origin.targets) if target.horizon == horizon]
        if not chosen:
            continue
        counted = np.array([origin.targets[c].figure for c in chosen])
        known = np.array([origin.targets[c].newest for c in chosen])
        coming = np.array([origin.targets[c].usual for c in chosen])
        if of == TOTAL:
            counted, known, coming = (v.sum(keepdims=True) for v in (counted, known, coming))
            draws.append(what.totals[horizon][:, None])
        else:
            draws.append(what.draws[:, chosen])
        when.append(np.full(len(counted), k))
        phases += [origin.phase] * len(counted)
        figures.append(counted)
        newest.append(known)
        usual.append(coming)
    if not draws:
        empty = np.empty(0)
        inside = np.empty((0, len(COVERS)))
        return Scored(empty, [], empty, empty, empty, empty, empty, empty, inside, empty, empty, empty)
    table, figure = np.concatenate(draws, axis=1), np.concatenate(figures)
    level, more = np.concatenate(newest), np.concatenate(usual)
    turn = _squared(table, figure, level + HALF * more)
    return Scored(
        origin=np.concatenate(when).astype(float),
        phases=phases,
        figure=figure,
        error=np.abs(np.median(table, axis=0) - figure),
        change=np.abs(level - figure),
        crps=crps(table, figure),
        log_crps=crps(np.log1p(table), np.log1p(figure)),
        wis=interval_score(table, figure),
        inside=np.stack([covered(table, figure, level) for level in COVERS], axis=1),
        transform=probability_transform(table, figure),
        thresholds=np.mean([_squared(table, figure, times * level) for times in THRESHOLDS], axis=0),
        slowing=np.where(more >= 1.0, turn, np.nan),
    )


def _squared(draws: Floats, figure: Floats, limit: Floats) -> Floats:
    """Squared error of the chance of more than a limit, (row,)."""
    return np.asarray(((draws > limit).mean(axis=0) - (figure > limit)) ** 2)


def _summary(found: Scored, reference: Scored, phase: str, luck: tuple[int, int, str]) -> dict[str, Cell]:
    """Summarise the targets of one phase; None where there are none.

    ``luck`` is the length of a block of origins, the seed and the label of the resampling.
    """
    of = np.array([phase in ("all", p) for p in found.phases], bool)
    line: dict[str, Cell] = dict.fromkeys((*SCORES, "skill low", "skill high", "chance", "PIT"))
    line["targets"] = int(of.sum())
    if not of.any():
        return line
    whole = max(1.0, float(found.figure[of].sum()))
    line |= {
        "nMAE": float(found.error[of].sum()) / whole,
        "per change": float(found.error[of].sum()) / max(1.0, float(found.change[of].sum())),
        "nCRPS": float(found.crps[of].sum()) / whole,
        "logCRPS": float(found.log_crps[of].mean()),
        "nWIS": float(found.wis[of].sum()) / whole,
        "thresholds": float(found.thresholds[of].mean()),
    }
    turned = found.slowing[of]
    if np.isfinite(turned).any():
        line["slowing"] = float(np.nanmean(turned))
    for k, level in enumerate(COVERS):
        line[f"cover {level * 100:.0f}"] = float(found.inside[of, k].mean())
    parts, _ = np.histogram(found.transform[of], bins=PARTS, range=(0.0, 1.0))
    line["PIT"] = " ".join(f"{part / of.sum():.3f}" for part in parts)
    if found is not reference:
        ours, theirs = _by_origin(found, of), _by_origin(reference, of)
        line["skill"] = 1.0 - float(ours.sum()) / max(1e-12, float(theirs.sum()))
        test = compare(ours, theirs, block=luck[0], seed=luck[1], label=luck[2])
        if test is not None:
            line |= {"skill low": test.low, "skill high": test.high, "chance": test.chance}
    return line


def _by_origin(scored: Scored, of: Floats) -> Floats:
    """Sum the CRPS of each origin's targets, (origin,) persons."""
    _, place = np.unique(scored.origin[of], return_inverse=True)
    return np.asarray(np.bincount(place, weights=scored.crps[of]), np.float64)
