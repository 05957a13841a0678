"""The issuer nobody heard: leave out all that one issuer says, and ask what it would have said.

The fit is made again for each issuer, without its reports and without whatever would tell them: copies of
its figures by others, and figures of issuers that name it ("derived from Frontex"). The members then say
what this issuer would publish. Nothing is known of its habits, so its factor, its delay and its error are
those of the prior: the question is whether the *others* and the model's doubt about a new voice are honest
together.

The refit is the smoother alone, by fewer members, as in ``alee explain``: one run of the engine for each of
its steps, no moves by the true likelihood. That is cheaper, and a little less exact, than the fit that it
stands for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from alee.core.errors import InputError
from alee.evaluation.results import Cell, Results
from alee.executors import Progress
from alee.inference.fitting import fit
from alee.inference.measures import INDIRECT, Noise
from alee.inference.observation import Observation, sort_reports
from alee.inference.posterior import Posterior
from alee.kernels.layout import Floats
from alee.model.report_families import families, issuer_root
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario
from alee.outlook.forecasting import plan_of
from alee.outlook.prediction import draw_figures
from alee.outlook.scoring import crps, log_crps

LEVELS = (0.5, 0.8, 0.9)
COUNTS, OTHERS, BOUNDS = "all counts of people", "all other exact figures", "all bounds and ranges"
NOTES = (
    "Each issuer is left out in turn, with copies of its figures and with issuers that name it; the rest is "
    "fitted by the smoother alone (no moves by the true likelihood), and predicts its figures with the "
    "factor, delay and error that an unknown issuer has. Cover: part of its figures inside the central "
    "interval; a bound or a range is inside if the interval reaches it. Width: middle ratio of the upper to "
    "the lower end of the 90 % interval, where the lower one is above zero. nCRPS (sum of CRPS over sum of "
    'figures) and logCRPS (of log(1 + figure)) are of exact counts of people; "no reports" is the nCRPS of '
    "the prior, told nothing at all. Outside: the figures that the 90 % interval does not hold, and on which "
    "side of it they lie.",
    "The last rows put all issuers together, by kind of figure. Other exact figures are queues, capacities, "
    "ratios, differences and proxies. An issuer's usual carelessness is not drawn anew: its error is the "
    "registry's, so intervals of single rumours are a little too narrow.",
)


@dataclass(frozen=True)
class Drawn:
    """Figures of one issuer, and what was expected of them.

    Attributes
    ----------
    observations
        Its used reports, F of them.
    draws, prior
        (member, F) float64 in each report's own unit: by the others' reports, and by no report at all.
    """

    observations: tuple[Observation, ...]
    draws: Floats
    prior: Floats


def evaluate_issuers(
    cases: Sequence[tuple[Scenario, Reports]],
    *,
    as_of: dt.date | None = None,
    by_country: bool = False,
    members: int = 100,
    seed: int = 2022,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Leave out one issuer at a time, and score what the others' reports say of its figures.

    Parameters
    ----------
    cases
        Scenarios, each with its reports.
    as_of
        By default each scenario's own as-of date; nothing published later is read or asked for.
    by_country
        Whether an issuer that speaks of several countries is left out one country at a time.
    members
        Histories of each fit, 20 or more.

    Returns
    -------
    Results
        One row per issuer with the figures that lie outside, then rows for all issuers together.

    Raises
    ------
    InputError
        If no report of a scenario can be used, or ``members`` or ``as_of`` is out of range.
    """
    rows: list[dict[str, Cell]] = []
    for scenario, table in cases:
        last = scenario.as_of if as_of is None else as_of

        def refit(reports: Reports, scenario: Scenario = scenario, last: dt.date = last) -> Posterior:
            return fit(scenario, reports, as_of=last, members=members, seed=seed, rounds=0, threads=threads)

        found = _left_out(scenario, table.until(last), refit, by_country=by_country, progress=progress)
        rows += [_row(scenario.name, name, drawn) for name, drawn in found.items()]
        rows += _together(scenario.name, list(found.values()))
    settings: dict[str, Cell] = {"members": members, "seed": seed}
    return Results(protocol="issuers", rows=tuple(rows), settings=settings, notes=NOTES)


def _left_out(
    scenario: Scenario,
    known: Reports,
    refit: Callable[[Reports], Posterior],
    *,
    by_country: bool,
    progress: Progress | None,
) -> dict[str, Drawn]:
    """Refit without each issuer, and draw its figures; by issuer, in the order of the alphabet."""
    nothing = refit(Reports())
    plan = plan_of(nothing)
    voices = _voices(sort_reports(plan, known, nothing.as_of)[0], by_country=by_country)
    if not voices:
        raise InputError(
            f"{scenario.name}: no report published by {nothing.as_of} can be used, so there is no issuer to "
            "leave out. Needed: a reports.csv with figures of the simulated days. "
            "alee fit says how many reports it used."
        )
    found = {}
    for k, (name, observations) in enumerate(voices.items()):
        if progress is not None:
            progress(f"issuers of {scenario.name}", k, len(voices))
        asked = [o.report for o in observations]
        posterior = refit(without(known, asked, by_country=by_country))
        found[name] = Drawn(observations, _columns(posterior, asked), _columns(nothing, asked))
    if progress is not None:
        progress(f"issuers of {scenario.name}", len(voices), len(voices))
    return found


def without(reports: Reports, asked: Sequence[Report], *, by_country: bool = False) -> Reports:
    """Take away an issuer's reports and all that would tell them.

    Parameters
    ----------
    asked
        Reports of one issuer (and, ``by_country``, about one country).

    Returns
    -------
    Reports
        Without this issuer's rows, without rows of issuers whose name holds its name, and without every row
        that repeats one of those figures.
    """
    roots = {issuer_root(report.issuer) for report in asked}
    names = [re.compile(rf"(?<!\w){re.escape(root)}(?!\w)") for root in sorted(roots) if root]
    countries = {report.iso3 or report.place for report in asked}
    ids = {report.id for report in asked}

    def tells(report: Report) -> bool:
        is_there = not by_country or (report.iso3 or report.place) in countries
        return report.id in ids or (is_there and any(name.search(report.issuer.casefold()) for name in names))

    gone = {report.id for report in reports if tells(report)}
    for family in families(list(reports)):
        if gone & set(family.ids):
            gone |= set(family.ids)
    kept = [report for report in reports if report.id not in gone]
    return Reports([r for r in kept if r.copy_of is None or r.copy_of not in gone])


def _voices(observations: Sequence[Observation], *, by_country: bool) -> dict[str, tuple[Observation, ...]]:
    """Gather used reports by issuer (and country), in the order of the alphabet."""
    found: dict[str, list[Observation]] = {}
    for observation in observations:
        report = observation.report
        root = issuer_root(report.issuer)
        name = f"{root}, {report.iso3 or report.place}" if by_country else root
        found.setdefault(name, []).append(observation)
    return {name: tuple(found[name]) for name in sorted(found)}


def _columns(posterior: Posterior, asked: Sequence[Report]) -> Floats:
    """Put the draws of usable reports side by side, (member, report) float64."""
    return np.stack([d for d in draw_figures(posterior, asked) if not isinstance(d, str)], axis=1)


def _is_exact(observation: Observation) -> bool:
    return observation.report.bound == "exact"


def _is_count(observation: Observation) -> bool:
    """Whether a figure is an exact count of people: what nCRPS can add up."""
    is_people = observation.noise is Noise.COUNT and observation.operator.concept not in INDIRECT
    return _is_exact(observation) and is_people


def _row(scenario: str, issuer: str, drawn: Drawn) -> dict[str, Cell]:
    """Score one issuer, or several together."""
    observations = drawn.observations
    least = np.array([o.least for o in observations])
    most = np.array([o.most for o in observations])
    line: dict[str, Cell] = {"scenario": scenario, "issuer": issuer, "figures": len(observations)}
    low, high = least, most
    for level in LEVELS:
        low, high = np.quantile(drawn.draws, [(1.0 - level) / 2.0, (1.0 + level) / 2.0], axis=0)
        line[f"cover {level:.0%}"] = float(((most >= low) & (least <= high)).mean())
    above = low > 0.0
    line["width"] = float(np.median(high[above] / low[above])) if above.any() else None
    count = np.array([_is_count(o) for o in observations])
    figure = least[count]
    line["nCRPS"] = _normalised(drawn.draws[:, count], figure)
    line["no reports"] = _normalised(drawn.prior[:, count], figure)
    line["logCRPS"] = float(log_crps(drawn.draws[:, count], figure).mean()) if count.any() else None
    line["outside"] = ", ".join(_outside(observations, low, high))
    return line


def _normalised(draws: Floats, figure: Floats) -> float | None:
    return float(crps(draws, figure).sum() / max(1.0, figure.sum())) if figure.size else None


def _outside(observations: Sequence[Observation], low: Floats, high: Floats) -> Iterator[str]:
    """Name the figures that an interval does not hold, and on which side of it they lie."""
    for observation, bottom, top in zip(observations, low, high, strict=True):
        if observation.most < bottom:
            yield f"{observation.report.id} below"
        elif observation.least > top:
            yield f"{observation.report.id} above"


def _together(scenario: str, found: Sequence[Drawn]) -> Iterator[dict[str, Cell]]:
    """Score all issuers together, by kind of figure; kinds that nobody published are left out."""
    observations = tuple(o for drawn in found for o in drawn.observations)
    draws = np.concatenate([drawn.draws for drawn in found], axis=1)
    prior = np.concatenate([drawn.prior for drawn in found], axis=1)
    kinds = [
        BOUNDS if not _is_exact(o) else COUNTS if _is_count(o) else OTHERS for o in observations
    ]  # fmt: skip
    for kind in (COUNTS, OTHERS, BOUNDS):
        chosen = np.array([k for k, what in enumerate(kinds) if what == kind], dtype=int)
        if chosen.size:
            some = tuple(observations[k] for k in chosen)
            line = _row(scenario, kind, Drawn(some, draws[:, chosen], prior[:, chosen]))
            names = str(line["outside"])
            yield line | {"outside": f"{len(names.split(', ')) if names else 0} of {len(some)}"}
