"""The country that publishes nothing: hide a destination's reports, and ask what they would have said.

For each destination in turn every report about it, and every sum that holds it, is taken away, with all that
a Flee folder knows of it (its capacity, the people counted there on the first day). Alee is fitted to what is
left, and predicts the hidden figures. All reports known at the as-of date count, so this is a question about
places, not about the future.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from alee.compiler.network import corridor_km
from alee.core.errors import InputError
from alee.evaluation.open_loop import newcomers
from alee.evaluation.results import Cell, Results
from alee.executors import Progress
from alee.files.flee.convert import scenario_from_flee
from alee.files.flee.folder import load_flee
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.inference.fitting import fit
from alee.model.areas import places_in, resolve_area
from alee.model.flee import FleeWorld
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario
from alee.outlook.prediction import predict

STOCKS = ("registered", "stock")
MEASURES = (*STOCKS, "entries")
EVERY_DAYS = 7  # hidden figures of one place are scored at most this often
OTHERS, OUTFLOW = "others' reports", "others' reports and the gross outflow"
NOTES = (
    "nMAE: sum of absolute errors of the medians over the sum of hidden figures; log ratio: middle of "
    "|ln(median / figure)|; cover: share of hidden figures inside the 90 % interval; width: middle ratio of "
    "its upper to its lower end. Baselines: the others' figures, joined by lines, times this destination's "
    "weight over theirs; the weight is one over the mean way from home, or alike for all.",
)


@dataclass(frozen=True)
class Case:
    """A situation with one destination hidden.

    Attributes
    ----------
    destination
        Name of the hidden place or country.
    reports
        What is left.
    hidden
        Its figures that will be asked for, at most one a week and place.
    level
        What Alee is told.
    """

    name: str
    destination: str
    scenario: Scenario
    reports: Reports
    hidden: tuple[Report, ...]
    level: str


def hide(scenario: Scenario, reports: Reports, destination: str) -> tuple[Reports, tuple[Report, ...]]:
    """Take away all reports about a destination and all sums that hold it.

    Parameters
    ----------
    destination
        A place, or the code of a country.

    Returns
    -------
    What is left, and the hidden figures about the destination alone.

    Raises
    ------
    InputError
        If the scenario has no such destination.
    """
    area = resolve_area(scenario, destination)
    if area is None:
        raise InputError(f'hidden: {scenario.name} has no place or country called "{destination}".')
    inside = set(places_in(scenario, area))
    left: list[Report] = []
    hidden: list[Report] = []
    for report in reports:
        about = resolve_area(scenario, report.place)
        places = set() if about is None else set(places_in(scenario, about))
        if report.iso3 == destination or places & inside:
            if places <= inside and report.measure in MEASURES and report.figure:
                hidden.append(report)
        else:
            left.append(report)
    kept = {report.id for report in left}
    return Reports([r for r in left if r.copy_of is None or r.copy_of in kept]), tuple(hidden)


def thinned(hidden: Sequence[Report], scenario: Scenario, as_of: date) -> tuple[Report, ...]:
    """Keep at most one figure a week of each place and measure, the first of each week, of simulated days."""
    out: list[Report] = []
    last: dict[tuple[str, str], date] = {}
    for report in sorted(hidden, key=lambda r: (r.period[1] if r.period else date.min, r.id)):
        key = (report.place, report.measure)
        if report.period is None or report.period[0] < scenario.start or report.period[1] > as_of:
            continue
        if key not in last or (report.period[1] - last[key]).days >= EVERY_DAYS:
            last[key] = report.period[1]
            out.append(report)
    return tuple(out)


def flee_cases(world: FleeWorld) -> Iterator[Case]:
    """Hide each camp of a Flee folder in turn, without and with the gross outflow told."""
    for name in (name for name in world.camps if name in world.counts):
        seen = {k: v for k, v in world.counts.items() if k != name}
        scenario = scenario_from_flee(replace(world, counts=seen, reported=seen)).scenario
        made = scenario_from_flee(replace(world, reported=world.counts))
        reports, hidden = hide(scenario, made.reports, name)
        told = (*reports, *outflow(world, scenario))
        asked = thinned(hidden, scenario, scenario.as_of)
        for level, rows in ((OTHERS, reports), (OUTFLOW, Reports(told))):
            yield Case(world.name, name, scenario, rows, asked, level)


def outflow(world: FleeWorld, scenario: Scenario) -> Iterator[Report]:
    """Tell the growth of all camps together week by week, as a count of people who left."""
    names = [name for name in world.camps if name in world.counts]
    total = np.array([sum(world.count(name, day) for name in names) for day in range(world.length)], float)
    grown = newcomers(total)
    for first in range(1, world.length - EVERY_DAYS + 1, EVERY_DAYS):
        start = world.start + timedelta(days=first)
        end = start + timedelta(days=EVERY_DAYS - 1)
        yield Report(
            id=f"outflow-{start}", published=end, start=start, end=end, place=scenario.home[0],
            measure="departures_from_origin", value=float(grown[first : first + EVERY_DAYS].sum()),
            unit="persons", issuer="open count", note="Growth of all camps together",
        )  # fmt: skip


def scenario_cases(scenario: Scenario, reports: Reports, as_of: date) -> Iterator[Case]:
    """Hide each country abroad that has figures, in turn; camps or cities of one country go together."""
    known = reports.until(as_of)
    for country in sorted({place.country for place in scenario.places} - set(scenario.home)):
        left, hidden = hide(scenario, known, country)
        counted = [r for r in hidden if not (r.is_baseline or r.is_expectation or r.is_withdrawn)]
        asked = thinned(counted, scenario, as_of)
        if asked:
            places = tuple(
                p.model_copy(update={"capacity": None}) if p.country == country else p
                for p in scenario.places
            )
            bare = scenario.model_copy(update={"places": places})
            yield Case(scenario.name, country, bare, left, asked, OTHERS)


def ways_from_home(scenario: Scenario) -> dict[str, float]:
    """Compute the mean shortest way from home to each place, weighted by residents, km."""
    index = {place.name: p for p, place in enumerate(scenario.places)}
    shortest: dict[tuple[int, int], float] = {}
    for corridor in scenario.corridors:
        key = (index[corridor.from_place], index[corridor.to_place])
        shortest[key] = min(max(corridor_km(corridor), 1.0), shortest.get(key, np.inf))
    rows, columns = (np.array([key[k] for key in shortest], np.int64) for k in (0, 1))
    graph = coo_array((list(shortest.values()), (rows, columns)), shape=(len(index),) * 2).tocsr()
    homes = [
        (p, place.residents)
        for place, p in zip(scenario.places, index.values(), strict=True)
        if place.residents
    ]
    km = dijkstra(graph, indices=[p for p, _ in homes])
    weight = np.array([n for _, n in homes], float)
    reached = np.isfinite(km)
    mass = weight @ reached
    mean = np.divide(
        weight @ np.where(reached, km, 0.0), mass, out=np.full(mass.shape, np.inf), where=mass > 0
    )
    return dict(zip(index, mean.tolist(), strict=True))


def baseline(case: Case, weights: dict[str, float]) -> np.ndarray:
    """Say the hidden figures from the others': their sum on the day times weight over their weights.

    Returns
    -------
    (figure,) float64; not a number where no other destination has such figures.
    """
    series: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for report in case.reports:
        if report.measure in MEASURES and report.period and report.figure is not None:
            day = report.period[1].toordinal()
            kind = "stock" if report.measure in STOCKS else f"{report.measure} {_length(report)}"
            series.setdefault((report.place, kind), []).append((day, report.figure))
    out = np.full(len(case.hidden), np.nan)
    for k, report in enumerate(case.hidden):
        kind = "stock" if report.measure in STOCKS else f"{report.measure} {_length(report)}"
        assert report.period is not None
        day = report.period[1].toordinal()
        others = {place: rows for (place, what), rows in series.items() if what == kind and place in weights}
        mass = sum(weights[place] for place in others)
        if mass > 0 and report.place in weights:
            total = sum(_between(day, rows) for rows in others.values())
            out[k] = total * weights[report.place] / mass
    return out


def _between(day: int, rows: Sequence[tuple[int, float]]) -> float:
    """Read a series of (day, figure) on a day, joined by lines."""
    ordered = sorted(rows)
    return float(np.interp(day, [when for when, _ in ordered], [figure for _, figure in ordered]))


def _length(report: Report) -> int:
    assert report.period is not None
    return (report.period[1] - report.period[0]).days


def area_weights(scenario: Scenario, *, by_distance: bool) -> dict[str, float]:
    """Give every place, area and country abroad a weight: one over its mean way from home, or 1."""
    km = ways_from_home(scenario)
    names = {p.name for p in scenario.places} | {p.country for p in scenario.places}
    names |= {area.name for area in scenario.areas}
    weights = {}
    for name in names:
        area = resolve_area(scenario, name)
        assert area is not None
        inside = [p for p in places_in(scenario, area) if np.isfinite(km[p])]
        abroad = [p for p in inside if scenario.place(p).country not in scenario.home]
        if abroad and len(abroad) == len(inside):
            weights[name] = 1.0 / max(1.0, min(km[p] for p in abroad)) if by_distance else 1.0
    return weights


def score_case(case: Case, members: int, seed: int, as_of: date, threads: int | None) -> dict[str, Cell]:
    """Fit what is left, predict the hidden figures, and score them beside the baselines."""
    posterior = fit(case.scenario, case.reports, as_of=as_of, members=members, seed=seed, threads=threads)
    found = [(p.quantiles, p.report.figure) for p in predict(posterior, Reports(case.hidden))]
    usable = np.array([quantiles is not None for quantiles, _ in found])
    line: dict[str, Cell] = {
        "folder": case.name, "hidden": case.destination, "row": case.level, "figures": int(usable.sum()),
    }  # fmt: skip
    figure = np.array([float(f or 0.0) for _, f in found])[usable]
    table = np.array([q for q, _ in found if q is not None]).reshape(-1, 7)
    low, middle, high = table[:, 1], table[:, 3], table[:, 5]
    line |= _errors(middle, figure)
    line["cover"] = float(((figure >= low) & (figure <= high)).mean()) if len(figure) else None
    line["width"] = float(np.median(high / np.maximum(low, 1.0))) if len(figure) else None
    return line


def _errors(estimate: np.ndarray, figure: np.ndarray) -> dict[str, Cell]:
    known = np.isfinite(estimate)
    if not known.any():
        return {"nMAE": None, "log ratio": None}
    apart = np.abs(estimate[known] - figure[known]).sum() / max(1.0, figure[known].sum())
    ratio = np.abs(np.log(np.maximum(estimate[known], 1.0) / np.maximum(figure[known], 1.0)))
    return {"nMAE": float(apart), "log ratio": float(np.median(ratio))}


def evaluate_hidden(
    folders: Sequence[str | Path],
    *,
    members: int = 100,
    seed: int = 2022,
    levels: Sequence[str] = (OTHERS, OUTFLOW),
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
        What Alee is told; the second level exists for Flee folders.

    Returns
    -------
    Results
        One line per hidden destination and row, then the middle over destinations.

    Raises
    ------
    InputError
        If a folder cannot be read, or holds no figure to hide.
    """
    cases = [(case, as_of) for folder in folders for case, as_of in _cases(Path(folder))]
    cases = [(case, as_of) for case, as_of in cases if case.level in levels]
    if not cases:
        raise InputError(
            "folders: there is no figure to hide. Needed: a destination abroad with counts of people "
            "registered, stocks or entries."
        )
    rows: list[dict[str, Cell]] = []
    for k, (case, as_of) in enumerate(cases):
        rows.append(score_case(case, members, seed, as_of, threads))
        if case.level == OTHERS:
            figure = np.array([float(r.figure or 0.0) for r in case.hidden])
            for name, by_distance in (("1/distance", True), ("alike", False)):
                found = _errors(baseline(case, area_weights(case.scenario, by_distance=by_distance)), figure)
                rows.append({**dict.fromkeys(rows[-1]), **_label(case, name, len(figure)), **found})
        if progress is not None:
            progress("hidden destinations", k + 1, len(cases))
    return Results(
        protocol="hidden",
        rows=(*rows, *_middles(rows)),
        settings={"members": members, "seed": seed},
        notes=NOTES,
    )


def _label(case: Case, row: str, figures: int) -> dict[str, Cell]:
    return {"folder": case.name, "hidden": case.destination, "row": row, "figures": figures}


def _cases(folder: Path) -> Iterator[tuple[Case, date]]:
    if (folder / "input_csv").is_dir():
        world = load_flee(folder)
        for case in flee_cases(world):
            yield case, world.days()[-1]
        return
    scenario = load_scenario(folder)
    for case in scenario_cases(scenario, load_reports(folder / "reports.csv"), scenario.as_of):
        yield case, scenario.as_of


def _middles(rows: Sequence[dict[str, Cell]]) -> Iterator[dict[str, Cell]]:
    """Take the middle over destinations of each score, and the mean cover, for each row."""
    for name in dict.fromkeys(row["row"] for row in rows):
        chosen = [row for row in rows if row["row"] == name]
        line: dict[str, Cell] = dict.fromkeys(rows[0])
        line |= {"folder": f"middle of {len(chosen)}", "row": name}
        for score, summary in (
            ("nMAE", np.median),
            ("log ratio", np.median),
            ("cover", np.mean),
            ("width", np.median),
        ):
            found = [value for row in chosen if isinstance(value := row[score], float)]
            line[score] = float(summary(found)) if found else None
        yield line
