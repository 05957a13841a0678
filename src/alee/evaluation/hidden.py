"""The country that publishes nothing: hide a destination's reports, and ask what they would have said.

For each destination in turn every report about it, and every sum that holds it, is taken away, with all that
a Flee folder knows of it (its capacity, the people counted there on the first day). Alee is fitted to what is
left, and predicts the hidden figures. All reports known at the as-of date count, so this is a question about
places, not about the future.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from alee.core.errors import InputError
from alee.evaluation.hidden_cases import Case, folder_cases
from alee.evaluation.open_loop import play_flee
from alee.evaluation.results import Cell, Results
from alee.executors import Progress
from alee.inference.fitting import fit
from alee.inference.posterior import Posterior
from alee.kernels.layout import Floats
from alee.model.areas import places_in, resolve_area
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario
from alee.outlook.prediction import Prediction, predict
from alee.outlook.reported_counts import STOCKS
from alee.outlook.uncounted import predict_uncounted, series_of
from alee.outlook.ways import NEAREST_KM, mean_way, ways_from_homes

OTHERS = "others' reports"
TOTAL_TOLD = "others' reports and the total"
PROXIES = "others' reports, the total and proxies"
HISTORIES = "histories alone"
NEAR, ALIKE, REST, FLEE = "1/distance", "uniform", "total less the others", "Flee's rules"
LEVELS = (OTHERS, TOTAL_TOLD, PROXIES)
SCORES: Mapping[str, Callable[[Sequence[float]], float]] = {
    "nMAE": lambda v: float(np.median(v)), "log ratio": lambda v: float(np.median(v)),
    "cover": lambda v: float(np.mean(v)), "width": lambda v: float(np.median(v)),
}  # fmt: skip
NOTES = (
    "nMAE: sum of absolute errors of the medians over the sum of hidden figures; log ratio: middle of "
    "|ln(median / figure)|; cover: share of hidden figures inside the 90 % interval; width: middle ratio of "
    "its upper to its lower end. Figures: at most one a week. A row \"middle of n\" takes the middle over "
    "destinations (the mean of the covers), for each folder and for all together.",
    "Rows of Alee: the others' reports are fitted; \"and the total\" is told besides how many are away, or "
    "left, in all; proxies are permits, sales, rents, fares and searches of the hidden country. \"Histories "
    "alone\" is the fit of the others' reports without a look at how alike destinations are. In a Flee "
    "folder the total is the sum of its camps, so that the second level is little more than a subtraction.",
    "Baselines: the others' figures, joined by lines, times this destination's weight over theirs; it "
    "is one over the mean way from home, or alike for all. Total less the others: a subtraction. Flee's "
    "rules, without capacities, know the daily total and the hidden camp's count of the first day. Share "
    "persistence needs a past figure of the destination, and there is none.",
)  # fmt: skip


def area_weights(scenario: Scenario, *, by_distance: bool) -> dict[str, float]:
    """Give every place, area and country abroad a weight: one over its mean way from home, or 1."""
    km = dict(zip((p.name for p in scenario.places), mean_way(*ways_from_homes(scenario)), strict=True))
    names = {p.name for p in scenario.places} | {p.country for p in scenario.places}
    names |= {area.name for area in scenario.areas}
    weights = {}
    for name in names:
        area = resolve_area(scenario, name)
        assert area is not None
        inside = [p for p in places_in(scenario, area) if np.isfinite(km[p])]
        abroad = [p for p in inside if scenario.place(p).country not in scenario.home]
        if abroad and len(abroad) == len(inside):
            weights[name] = 1.0 / max(NEAREST_KM, min(km[p] for p in abroad)) if by_distance else 1.0
    return weights


def baseline(case: Case, weights: dict[str, float]) -> Floats:
    """Say the hidden figures from the others': their sum on the day times weight over their weights.

    Returns
    -------
    (figure,) float64; not a number where no other destination has such figures.
    """
    series: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for report in case.reports:
        if report.measure in (*STOCKS, "entries") and report.period and report.figure is not None:
            day = report.period[1].toordinal()
            series.setdefault((report.place, _kind(report)), []).append((day, report.figure))
    out = np.full(len(case.hidden), np.nan)
    for k, report in enumerate(case.hidden):
        assert report.period is not None
        day, kind = report.period[1].toordinal(), _kind(report)
        others = {place: rows for (place, what), rows in series.items() if what == kind and place in weights}
        mass = sum(weights[place] for place in others)
        if mass > 0 and report.place in weights:
            total = sum(_between(day, rows) for rows in others.values())
            out[k] = total * weights[report.place] / mass
    return out


def _kind(report: Report) -> str:
    """Stocks are alike; flows are, if their periods are of one length."""
    assert report.period is not None
    days = (report.period[1] - report.period[0]).days
    return "stock" if report.measure in STOCKS else f"{report.measure} {days}"


def _between(day: int, rows: Sequence[tuple[int, float]]) -> float:
    """Read a series of (day, figure) on a day, joined by lines."""
    ordered = sorted(rows)
    return float(np.interp(day, [when for when, _ in ordered], [figure for _, figure in ordered]))


def subtraction(case: Case) -> Floats:
    """Take the others' figures from the told total, (figure,); not a number where no total is told."""
    scenario = case.scenario
    others = series_of(scenario, case.reports)
    wholes = series_of(scenario, Reports(case.total))
    out = np.full(len(case.hidden), np.nan)
    for k, report in enumerate(case.hidden):
        is_stock, period = report.measure in STOCKS, report.period
        assert period is not None
        told = [whole for whole in wholes if whole.is_stock == is_stock]
        if told:
            inside = [s for s in others if s.is_stock == is_stock and s.places < told[0].places]
            out[k] = max(0.0, told[0].at(period) - sum(np.nan_to_num(s.at(period)) for s in inside))
    return out


def score_case(
    case: Case, members: int, seed: int, threads: int | None, levels: Sequence[str] = LEVELS
) -> Iterator[dict[str, Cell]]:
    """Fit what is left, predict the hidden figures, and score them: a line for each level.

    In a Flee folder the total is told exactly, so it is told to the accounts and not fitted again.
    """

    def posterior_of(rows: Sequence[Report]) -> Posterior:
        return fit(
            case.scenario, Reports(rows), as_of=case.as_of, members=members, seed=seed, rounds=0,
            threads=threads,
        )  # fmt: skip

    known = list(case.reports)
    posterior = posterior_of(known)
    if OTHERS in levels:
        yield _scored(case, OTHERS, predict_uncounted(posterior, case.hidden))
        yield _scored(case, HISTORIES, predict(posterior, Reports(case.hidden)))
    if TOTAL_TOLD in levels and case.total:
        known += case.total
        posterior = posterior if case.world is not None else posterior_of(known)
        yield _scored(case, TOTAL_TOLD, predict_uncounted(posterior, case.hidden, Reports(known)))
    if PROXIES in levels and case.proxies:
        known += case.proxies
        yield _scored(case, PROXIES, predict_uncounted(posterior_of(known), case.hidden))


def _scored(case: Case, row: str, predictions: Sequence[Prediction]) -> dict[str, Cell]:
    found = [(p.quantiles, float(p.report.figure or 0.0)) for p in predictions if p.quantiles is not None]
    figure = np.array([f for _, f in found])
    table = np.array([q for q, _ in found]).reshape(-1, 7)
    low, middle, high = table[:, 1], table[:, 3], table[:, 5]
    line = _label(case, row, len(figure)) | _errors(middle, figure)
    line["cover"] = float(((figure >= low) & (figure <= high)).mean()) if len(figure) else None
    line["width"] = float(np.median(high / np.maximum(low, 1.0))) if len(figure) else None
    return line


def baseline_lines(case: Case, flee: Floats | None) -> Iterator[dict[str, Cell]]:
    """Score the baselines on a case: a line each, those that have something to say."""
    figure = np.array([float(r.figure or 0.0) for r in case.hidden])
    said = {
        NEAR: baseline(case, area_weights(case.scenario, by_distance=True)),
        ALIKE: baseline(case, area_weights(case.scenario, by_distance=False)),
        REST: subtraction(case),
    }
    if flee is not None:
        days = [(r.period[1] - case.scenario.start).days for r in case.hidden if r.period is not None]
        said[FLEE] = flee[days]
    for row, estimate in said.items():
        if np.isfinite(estimate).any():
            yield _label(case, row, len(figure)) | _errors(estimate, figure) | {"cover": None, "width": None}


def _errors(estimate: Floats, figure: Floats) -> dict[str, Cell]:
    known = np.isfinite(estimate)
    if not known.any():
        return {"nMAE": None, "log ratio": None}
    apart = np.abs(estimate[known] - figure[known]).sum() / max(1.0, figure[known].sum())
    ratio = np.abs(np.log(np.maximum(estimate[known], 1.0) / np.maximum(figure[known], 1.0)))
    return {"nMAE": float(apart), "log ratio": float(np.median(ratio))}


def _label(case: Case, row: str, figures: int) -> dict[str, Cell]:
    return {"folder": case.name, "hidden": case.destination, "row": row, "figures": figures}


def evaluate_hidden(
    folders: Sequence[str | Path],
    *,
    members: int = 60,
    seed: int = 2022,
    levels: Sequence[str] = LEVELS,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Leave out one destination at a time, on Flee folders and scenario folders with reports.

    Parameters
    ----------
    folders
        Flee folders (camps are hidden one by one, corrected counts) or scenarios (countries abroad).
    members
        Histories of each fit, 20 or more.
    levels
        What Alee is told: some of :data:`LEVELS`.

    Returns
    -------
    Results
        One line per hidden destination and row, then the middle over destinations of each folder and of all.

    Raises
    ------
    InputError
        If a folder cannot be read, holds no figure to hide, or there is no such level.
    """
    wrong = [level for level in levels if level not in LEVELS]
    if wrong or not levels:
        raise InputError(f"levels: there is no level {wrong}. Allowed: {', '.join(LEVELS)}.")
    cases = [case for folder in folders for case in folder_cases(Path(folder))]
    return evaluate_cases(
        cases, members=members, seed=seed, levels=levels, threads=threads, progress=progress
    )


def evaluate_cases(
    cases: Sequence[Case],
    *,
    members: int = 60,
    seed: int = 2022,
    levels: Sequence[str] = LEVELS,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Do what :func:`evaluate_hidden` does, for cases made by hand."""
    if not any(case.hidden for case in cases):
        raise InputError(
            "folders: there is no figure to hide. Needed: a destination abroad with counts of people "
            "registered, stocks or entries."
        )
    rows: list[dict[str, Cell]] = []
    flee: dict[str, dict[str, Floats]] = {}
    for k, case in enumerate(cases):
        if progress is not None:
            progress("hidden destinations", k, len(cases))
        if case.world is not None and case.name not in flee:
            camps = tuple(name for name in case.world.camps if name in case.world.counts)
            played = play_flee(case.world.without_capacities(), camps, 1, seed, threads)[0]
            flee[case.name] = dict(zip(camps, played.T, strict=True))
        rows += score_case(case, members, seed, threads, levels)
        rows += baseline_lines(case, flee.get(case.name, {}).get(case.destination))
    if progress is not None:
        progress("hidden destinations", len(cases), len(cases))
    each = [line for name in dict.fromkeys(c.name for c in cases) for line in _middles(rows, name)]
    return Results(
        protocol="hidden",
        rows=(*rows, *each, *_middles(rows)),
        settings={"members": members, "seed": seed},
        notes=NOTES,
    )


def _middles(rows: Sequence[Mapping[str, Cell]], folder: str = "") -> Iterator[dict[str, Cell]]:
    """Take the middle over destinations of each score, and the mean cover, for each row."""
    inside = [row for row in rows if folder in ("", row["folder"])]
    for name in dict.fromkeys(row["row"] for row in inside):
        chosen = [row for row in inside if row["row"] == name]
        line: dict[str, Cell] = dict.fromkeys(rows[0])
        line |= {"folder": folder or "all", "hidden": f"middle of {len(chosen)}", "row": name}
        for score, summary in SCORES.items():
            found = [value for row in chosen if isinstance(value := row[score], float)]
            line[score] = summary(found) if found else None
        yield line
