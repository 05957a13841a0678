"""What somebody who counted at a place would say, where nobody does.

An estimate knows three things about the people at a place without a count. Its *histories*: who could go
there, by which way, past which borders; where a scenario knows little of its destinations they leave a factor
of fifty open. The *others*: destinations of one shock are of a size with each other, nearer ones larger. And
the *accounts*: where a whole is told and all its other parts are, the rest is what remains.

Histories and others say partly the same, so they are joined as two opinions, each with the weight of what it
knows: agreement does not make the answer narrower, disagreement makes it wider. Of destinations that the
scenario does not tell apart but by the way there (no language, prices or safety of their own), histories know
nothing that the others do not, and are left out. The remainder is news, and counts in full.

What stands behind this (the root of the way, the median of the others, when histories are heard and how sure
they can be) was settled with five public folders of camps and one of countries in view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.stats import t as student

from alee.inference.measures import MEASURES, Concept
from alee.inference.posterior import Posterior
from alee.kernels.layout import Floats
from alee.model.areas import corridors_out_of, places_in, resolve_area
from alee.model.report_families import issuer_root
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario
from alee.outlook.countries import countable
from alee.outlook.prediction import Prediction, draw_figures, prediction_of
from alee.outlook.ways import mean_way, ways_from_homes

NEARNESS = 0.5  # assumption: the size falls with the root of the way, between not at all and one over it
OTHERS_NEEDED = 3  # fewer others say nothing of how sizes differ
USUAL_SPREAD, USUAL_WORTH = 1.0, 4.0  # assumption: of log sizes, and how many destinations that is worth
HARDLY_ANY = 100.0  # persons: a smaller count of another destination says only that it hardly began
SAME_ISSUER_ERROR = 0.03  # assumption: of a figure in a sum that one issuer made of its own parts
LEAST_ERROR = 20.0  # persons by which any remainder may be off
EARLY_DAYS = 7  # a series says nothing of days further before its first figure
UNMET = 0.5  # assumption: of the log size, what histories that never met a count may be off by besides
GRID, FURTHEST = 4000, 6.0  # points, and standard deviations, over which densities are multiplied
NINETY = 1.645
LEAVING = (Concept.GROSS_EXITS, Concept.LEAVERS)
Period = tuple[date, date]


@dataclass(frozen=True)
class Series:
    """All figures about one destination of one kind, on which a line can be read.

    Attributes
    ----------
    places
        What the figures are about.
    is_stock
        People present; else people coming in per day.
    days, values
        (figure,) float64, in order of the days: ordinal of the day (the middle of a period), and persons.
    issuers
        Who says so.
    """

    places: frozenset[str]
    is_stock: bool
    days: Floats
    values: Floats
    issuers: frozenset[str]

    def at(self, period: Period) -> float:
        """Read the line for a period; not a number before the series begins."""
        day, length = _when(period, is_stock=self.is_stock)
        if day < self.days[0] - EARLY_DAYS:
            return float("nan")
        return float(np.interp(day, self.days, self.values)) * length


def predict_uncounted(
    posterior: Posterior, rows: Sequence[Report], reports: Reports | None = None
) -> tuple[Prediction, ...]:
    """Say what each row would read, with what the other destinations and told totals say of it.

    Parameters
    ----------
    rows
        Reports about people present at, or coming into, places about which ``reports`` hold no such count.
    reports
        What is known; by default the reports of the estimate.

    Returns
    -------
    tuple of Prediction
        One for each row, as :func:`alee.outlook.prediction.predict` gives them; rows of other measures,
        and rows about places that are counted, rest on the histories alone.
    """
    scenario = posterior.scenario
    known = series_of(scenario, posterior.reports if reports is None else reports)
    size = dict(zip((p.name for p in scenario.places), mean_way(*ways_from_homes(scenario)), strict=True))
    out = []
    for row, drawn in zip(rows, draw_figures(posterior, rows), strict=True):
        if isinstance(drawn, str):
            out.append(Prediction(report=row, quantiles=None, pit=None, reason=drawn))
        else:
            out.append(prediction_of(row, completed(scenario, known, size, row, drawn)))
    return tuple(out)


def completed(
    scenario: Scenario, known: Sequence[Series], km: dict[str, float], row: Report, drawn: Floats
) -> Floats:
    """Correct the draws of one row, (member,) float64, by the others and the accounts; ranks are kept."""
    target, period = _read(scenario, row), row.period
    if target is None or period is None or any(s.places & target.places for s in _alike(known, target)):
        return drawn
    others = disjoint(scenario, _alike(known, target), target)
    like = likeness(others, km, target.places, period)
    rest = remainder(scenario, known, others, target, period)
    if like is None and rest is None:
        return drawn
    unit = 1.0 / _when(period, is_stock=target.is_stock)[1] if row.concept.per_day else 1.0
    centre, spread = log_normal(drawn / unit)
    if like is not None:
        centre, spread = joined((centre, spread), like) if tells_apart(scenario) else like
    steps = np.linspace(-FURTHEST, FURTHEST, GRID)
    x, weight = np.exp(centre + spread * steps), np.exp(-0.5 * steps**2)
    if rest is not None:
        away = -0.5 * ((x - rest[0]) / rest[1]) ** 2
        weight = weight * np.exp(away - away.max())
    rank = (np.argsort(np.argsort(drawn, kind="stable"), kind="stable") + 0.5) / len(drawn)
    return unit * np.interp(rank, np.cumsum(weight) / weight.sum(), x)


def log_normal(drawn: Floats) -> tuple[float, float]:
    """Middle and spread of the logarithm of draws, by their quantiles."""
    low, middle, high = np.quantile(np.log(np.maximum(drawn, 0.5)), [0.05, 0.5, 0.95])
    return float(middle), max(0.05, float(high - low) / (2.0 * NINETY))


def joined(histories: tuple[float, float], others: tuple[float, float]) -> tuple[float, float]:
    """Join what histories and others say of a logarithm, each a (middle, spread), as a mixture.

    Each weighs as much as it is sure of. Histories that never met a count at the place are less sure than
    they look, by :data:`UNMET`. Where the two disagree, the spread grows.
    """
    middles, spreads = np.array([histories, others]).T
    spreads[0] = np.hypot(spreads[0], UNMET)
    weight = spreads**-2 / (spreads**-2).sum()
    middle = float((weight * middles).sum())
    return middle, float(np.sqrt((weight * (spreads**2 + (middles - middle) ** 2)).sum()))


def tells_apart(scenario: Scenario) -> bool:
    """Say whether a scenario knows more of its destinations than where they lie."""
    known = {(p.language, p.safety, p.price) for p in scenario.places if p.country not in scenario.home}
    return len(known) > 1


def likeness(
    others: Sequence[Series], km: dict[str, float], places: frozenset[str], period: Period
) -> tuple[float, float] | None:
    """Guess the logarithm of a size from those of the others, moved to the same way from home.

    Returns
    -------
    Middle and spread; the middle is the median of the others, so that one giant does not speak for all. The
    spread is theirs, joined with a usual one. None with fewer than three others.
    """
    own = _distance(km, places)
    found = []
    for series in others:
        value, way = series.at(period), _distance(km, series.places)
        if np.isfinite(value) and np.isfinite(way):
            least = HARDLY_ANY if series.is_stock else 1.0
            moved = NEARNESS * np.log(way / own) if np.isfinite(own) else 0.0
            found.append(np.log(max(value, least)) + moved)
    if len(found) < OTHERS_NEEDED:
        return None
    middle, freedom = float(np.median(found)), USUAL_WORTH + len(found) - 1.0
    square = float(((np.array(found) - middle) ** 2).sum()) + USUAL_WORTH * USUAL_SPREAD**2
    wider = float(student.ppf(0.95, freedom)) / NINETY
    return middle, float(np.sqrt(square / freedom * (1.0 + 1.0 / len(found)))) * wider


def remainder(
    scenario: Scenario, known: Sequence[Series], others: Sequence[Series], target: Series, period: Period
) -> tuple[float, float] | None:
    """Take the told parts of a told whole away from it.

    Returns
    -------
    What remains for the target, and its error, both persons; None where no whole is told, or a part of it
    besides the target is not.
    """
    for whole in known:
        if whole.is_stock != target.is_stock or not whole.places > target.places:
            continue
        inside = [series for series in others if series.places <= whole.places]
        covered = frozenset().union(target.places, *(series.places for series in inside))
        values = np.array([whole.at(period), *(series.at(period) for series in inside)])
        if covered >= whole.places & countable(scenario) and inside and np.isfinite(values).all():
            issuers = whole.issuers.union(*(series.issuers for series in inside))
            error = SAME_ISSUER_ERROR if len(issuers) == 1 else MEASURES["stock"].error
            return (
                float(values[0] - values[1:].sum()),
                float(error * np.sqrt((values**2).sum()) + LEAST_ERROR),
            )
    return None


def series_of(scenario: Scenario, reports: Reports) -> list[Series]:
    """Read all counts of people present and coming in as lines, one for each set of places and kind.

    Crossings out of all home countries together are people coming into everywhere abroad.
    """
    rows: dict[tuple[frozenset[str], bool], list[tuple[float, float, str]]] = {}
    for report in reports.counted():
        read = _read(scenario, report)
        if read is not None and report.period is not None and report.bound == "exact":
            line = (float(read.days[0]), float(read.values[0]), issuer_root(report.issuer))
            rows.setdefault((read.places, read.is_stock), []).append(line)
    out = []
    for (places, is_stock), lines in rows.items():
        by_day: dict[float, list[float]] = {}
        for day, value, _ in lines:
            by_day.setdefault(day, []).append(value)
        days = sorted(by_day)
        values = np.array([np.mean(by_day[day]) for day in days])
        out.append(Series(places, is_stock, np.array(days), values, frozenset(who for *_, who in lines)))
    return out


def disjoint(scenario: Scenario, known: Sequence[Series], target: Series) -> list[Series]:
    """Choose destinations that overlap neither the target nor each other, those of its kind first.

    A destination lies in one country abroad, or is one camp; sums over several countries are none.
    """
    is_single = len(target.places) == 1
    order = sorted(known, key=lambda s: (is_single != (len(s.places) == 1), -len(s.days), sorted(s.places)))
    chosen: list[Series] = []
    taken = set(target.places)
    for series in order:
        is_one = len({scenario.place(name).country for name in series.places}) == 1
        if is_one and not series.places & taken and series.places & countable(scenario):
            chosen.append(series)
            taken |= series.places
    return chosen


def _alike(known: Sequence[Series], target: Series) -> list[Series]:
    """Pick the series of the target's kind that hold no place of it; sums that hold it are no others."""
    same = [series for series in known if series.is_stock == target.is_stock]
    return [series for series in same if not series.places > target.places]


def _distance(km: dict[str, float], places: frozenset[str]) -> float:
    return min(km[name] for name in places)


def _read(scenario: Scenario, report: Report) -> Series | None:
    """Read one report as a point of a series; None if it counts something else."""
    measure, period, figure, unit = MEASURES.get(report.measure), report.period, report.figure, report.concept
    area = resolve_area(scenario, report.place)
    if measure is None or period is None or figure is None or area is None or area.modes or area.from_places:
        return None
    if unit.counted not in ("persons", "trips") or unit.subset or unit.both_directions:
        return None
    is_home = bool(set(area.countries) & set(scenario.home))
    if measure.concept is Concept.STOCK or (measure.concept is Concept.GROSS_ENTRIES and not is_home):
        places = frozenset(places_in(scenario, area))
    elif is_home and set(area.countries) >= set(scenario.home) and measure.concept in LEAVING:
        ways = set(corridors_out_of(scenario, area))
        entered = {scenario.place(c.to_place).country for c in scenario.corridors if c.name in ways}
        places = frozenset(p.name for p in scenario.places if p.country in entered)
    else:
        return None
    is_stock = measure.concept is Concept.STOCK
    day, length = _when(period, is_stock=is_stock)
    value = figure if is_stock or unit.per_day else figure / length
    if not places:
        return None
    return Series(places, is_stock, np.array([day]), np.array([value]), frozenset())


def _when(period: Period, *, is_stock: bool) -> tuple[float, float]:
    """Give the day that stands for a period, and by how many days its rate is multiplied."""
    first, last = period[0].toordinal(), period[1].toordinal()
    return (float(last), 1.0) if is_stock else ((first + last) / 2.0, float(last - first + 1))
