"""Why a number is what it is: which reports moved it, how each is read, and what would narrow it.

What an issuer's reports do is found by leaving them out: the fit is made again without them, by fewer members
but with the same luck, and compared with a fit of the same size that has all. What a report that nobody has
written yet would do is found in the ensemble: the better its figure goes together with the number, its
issuer's factor and error included, the more it would narrow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from alee.core.calendar import as_date
from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean, listed
from alee.ensemble import Ensemble
from alee.executors import Progress
from alee.inference.fitting import fit
from alee.inference.measures import INDIRECT, Concept
from alee.inference.observation import observe
from alee.inference.posterior import Posterior, ReportFit, far_off_words
from alee.kernels.layout import Floats
from alee.model.areas import names_of_areas, places_in, resolve_area
from alee.model.report_families import issuer_root
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario
from alee.outlook.forecasting import plan_of
from alee.outlook.prediction import draw_figures

Three = tuple[float, float, float]
NEW = "somebody new"  # issuer of the reports that nobody has written yet
GROSS = (Concept.GROSS_ENTRIES, Concept.GROSS_EXITS)
MEDIAN_ERROR = np.sqrt(np.pi / 2.0)  # of a median over that of a mean, for a normal distribution
TRIPS = "Trips, not people: whoever crosses twice counts twice."


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How one used report about the place is read.

    Attributes
    ----------
    fit
        The report, and what was expected of it.
    words
        Sentences: what it counts, what is inside, how its issuer counts, whether it is against the rest.
    """

    fit: ReportFit
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Pull:
    """What the reports of one issuer do to the number.

    Attributes
    ----------
    issuer
        Who says so.
    reports
        Its used reports, all over the scenario.
    without
        The number without them: 5 %, 50 % and 95 %, persons.
    moved
        Median with all reports minus median without them, persons.
    """

    issuer: str
    reports: int
    without: Three
    moved: float


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A report that nobody has written yet: its measure, and the part of the width that would remain."""

    measure: str
    remains: float


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why the number of displaced people at a place on a day is what it is.

    Attributes
    ----------
    place, day
        What is asked about; the number is of people present at the end of the day.
    number
        5 %, 50 % and 95 %, persons, by all members of the run.
    readings
        Used reports about the place, its country or parts of it.
    compared, members
        The number by the smaller fit with all reports, and its members; what ``pulls`` compare with.
    pulls
        Issuers that speak of the place, the strongest first.
    chance
        Persons by which two medians of such fits differ by chance alone, one standard error.
    wanted
        Reports that would narrow the number, the best first.
    """

    place: str
    day: date
    number: Three
    readings: tuple[Reading, ...]
    compared: Three
    members: int
    pulls: tuple[Pull, ...]
    chance: float
    wanted: tuple[Wanted, ...]


def explain(
    posterior: Posterior,
    place: str,
    day: date | str,
    *,
    members: int = 200,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Explanation:
    """Say why the number of people at a place is what it is.

    Parameters
    ----------
    place
        A place, an area, or a country's alpha-3 code or name.
    day
        From the scenario's first day to the as-of date.
    members
        Of each fit without an issuer, 20 or more.

    Raises
    ------
    InputError
        If nothing has that name, nobody can be there, or the day was not simulated.
    """
    scenario, when = posterior.scenario, as_date(day)
    if not scenario.start <= when <= posterior.as_of:
        raise InputError(f"day: {when} was not simulated. Allowed: {scenario.start} to {posterior.as_of}.")
    inside = _places(scenario, place)
    about = [f for f in posterior.fits if f.used and _speaks_of(scenario, f.report, inside)]
    small = fit(
        scenario, posterior.reports, as_of=posterior.as_of, members=members, seed=posterior.seed,
        rounds=0, threads=threads,
    )  # fmt: skip
    compared = people_at(small.ensemble, inside, when)
    pulls = []
    issuers = sorted({issuer_root(f.report.issuer) for f in about})
    for k, issuer in enumerate(issuers):
        if progress is not None:
            progress("leaving out issuers", k, len(issuers))
        pulls.append(_pull(posterior, issuer, inside, when, compared, members, threads))
    if progress is not None and issuers:
        progress("leaving out issuers", len(issuers), len(issuers))
    return Explanation(
        place=place, day=when, number=three(people_at(posterior.ensemble, inside, when)),
        readings=tuple(_reading(posterior, f) for f in about), compared=three(compared), members=members,
        pulls=tuple(sorted(pulls, key=lambda pull: -abs(pull.moved))),
        chance=float(MEDIAN_ERROR * np.sqrt(2.0 / members) * compared.std()),
        wanted=tuple(_wanted(posterior, place, inside, when)),
    )  # fmt: skip


def people_at(ensemble: Ensemble, places: Sequence[str], day: date) -> Floats:
    """Displaced people at some places at the end of a day, (member,) float64."""
    there = ensemble.present.sel(place=list(places), day=np.datetime64(day, "ns")).sum(("place", "group"))
    return np.asarray(there.values, dtype=float)


def three(values: Floats) -> Three:
    """5 %, 50 % and 95 % over members."""
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


def _places(scenario: Scenario, name: str) -> tuple[str, ...]:
    area = resolve_area(scenario, name)
    inside = () if area is None else places_in(scenario, area)
    if not inside:
        known = names_of_areas(scenario)
        wrong = f'the scenario has no place, area or country called "{name}" in which people can be'
        allowed = f"Allowed: {listed(known)}."
        raise InputError(Problem(wrong, allowed, did_you_mean(name, known), where="place"))
    return inside


def _speaks_of(scenario: Scenario, report: Report, inside: Sequence[str]) -> bool:
    """Whether a report is about the places, about their only country, or about a part of it."""
    countries = {scenario.place(name).country for name in inside}
    if report.iso3:
        return report.iso3 in countries
    area = resolve_area(scenario, report.place)
    return area is not None and bool(set(places_in(scenario, area)) & set(inside))


def _pull(
    posterior: Posterior,
    issuer: str,
    inside: Sequence[str],
    day: date,
    compared: Floats,
    members: int,
    threads: int | None,
) -> Pull:
    """Fit again without one issuer."""
    gone = {f.report.id for f in posterior.fits if f.used and issuer_root(f.report.issuer) == issuer}
    copies = {r.id for r in posterior.reports if r.copy_of in gone}
    left = Reports([r for r in posterior.reports if r.id not in gone | copies])
    without = fit(
        posterior.scenario, left, as_of=posterior.as_of, members=members, seed=posterior.seed, rounds=0,
        threads=threads,
    )  # fmt: skip
    there = people_at(without.ensemble, inside, day)
    name = next(f.report.issuer for f in posterior.fits if f.report.id in gone)
    moved = float(np.median(compared) - np.median(there))
    return Pull(issuer=name, reports=len(gone), without=three(there), moved=moved)


def _reading(posterior: Posterior, found: ReportFit) -> Reading:
    """Say in words how a used report is read."""
    words = []
    if found.concept is not None:
        words.append(f"Counts {found.concept.value}.")
    if found.concept in GROSS:
        words += [TRIPS, _ordinary(posterior, found.report)]
    is_count = found.concept not in INDIRECT
    if is_count and found.factor is not None and abs(np.log(max(found.factor, 1e-9))) > 0.05:
        word = "more" if found.factor > 1.0 else "less"
        words.append(f"This issuer is believed to say {abs(found.factor - 1.0):.0%} {word} than there are.")
    if found.reason:
        words.append(f"{found.reason[:1].upper()}{found.reason[1:]}.")
    if found.is_far_off:
        words.append(f"It stands apart as a whole: {far_off_words(found)}")
    if found.is_outlier:
        words.append("No history that fits the other reports explains it: it contradicts the rest.")
    return Reading(fit=found, words=tuple(word for word in words if word))


def _ordinary(posterior: Posterior, report: Report) -> str:
    """Say how much of a gross count is ordinary traffic."""
    operator = observe(plan_of(posterior), report).operator
    data = posterior.ensemble.dataset
    ways = operator.into if operator.concept is Concept.GROSS_ENTRIES else operator.out_of
    days = {"day": slice(operator.first, operator.stop), "corridor": ways}
    usual, fled = (data[name].isel(days).sum().item() for name in ("ordinary_out", "crossings"))
    if usual + fled == 0:
        return ""
    return f"About {usual / (usual + fled):.0%} of these are people who would have crossed anyway."


def _wanted(posterior: Posterior, place: str, inside: Sequence[str], day: date) -> Iterator[Wanted]:
    """Try reports that nobody has written yet against the ensemble, the best first."""
    number = np.log(np.maximum(people_at(posterior.ensemble, inside, day), 1.0))
    if number.std() == 0.0:
        return
    start = max(posterior.scenario.start, min(e.start for e in posterior.scenario.events))
    rows = [
        Report(
            id=f"wanted-{measure}", published=day, start=day if is_stock else start, end=day, place=place,
            iso3=posterior.scenario.place(inside[0]).country, measure=measure, value=1000.0, unit="persons",
            issuer=NEW,
        )
        for measure, is_stock in (("stock", True), ("net", False), ("entries", False), ("exits", False))
    ]  # fmt: skip
    drawn = draw_figures(posterior, rows)
    tried = []
    for row, figures in zip(rows, drawn, strict=True):
        if not isinstance(figures, str):
            heard = np.arcsinh(figures / 50.0)
            together = 0.0 if heard.std() == 0.0 else float(np.corrcoef(heard, number)[0, 1])
            tried.append(Wanted(measure=row.measure, remains=float(np.sqrt(max(0.0, 1.0 - together**2)))))
    yield from sorted(tried, key=lambda wanted: wanted.remains)
