"""From a table of reports to what the model must explain, and what it must leave aside with a reason.

Each usable report becomes an :class:`Observation`: an operator on the trajectory, a transform in which
its error is roughly constant, the size of that error, and the issuer's own factor. All reports of one
issuer about one concept share one factor, which is learnt together with everything else: an issuer who
counts too much does so in every figure. A range or a "more than" pulls only from its wrong side.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from alee.compiler import Parameter, Plan
from alee.core.addresses import Purpose, name_key
from alee.inference.measures import MEASURES, Concept, Noise, Operator, build_operator
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats, Record
from alee.model.areas import resolve_area
from alee.model.priors import LogNormal
from alee.model.report_families import issuer_root
from alee.model.reports import Report, Reports

PERSON_UNITS = ("persons", "trips", "seats", "crossings", "vehicles", "km", "hours", "flights")
ROUNDING = 0.05  # assumption: "about" and figures of one or two digits are off by this much more


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One report, ready to be compared with a trajectory.

    Attributes
    ----------
    report
        What was published.
    operator
        What a trajectory says the figure should be, before the issuer's factor.
    factor
        The issuer's parameter (reported over true), shared by its figures of one concept.
    target, low, high
        The figure in transformed space; ``low`` and ``high`` bound a free interval (equal if exact).
    error
        Standard deviation in transformed space.
    spread
        The same without the chance of small counts: relative, and what a negative binomial has beyond
        Poisson.
    least, most
        What the figure says in its own unit; equal if exact, infinite on the free side of a bound.
    noise
        How the figure scatters.
    scale
        Persons per unit of the arc-sinh transform of net figures; 0 for log-transformed counts.
    """

    report: Report
    operator: Operator
    factor: Parameter
    target: float
    low: float
    high: float
    error: float
    spread: float
    least: float
    most: float
    noise: Noise
    scale: float

    def transform(self, value: Floats) -> Floats:
        """To the space in which errors are compared: log of counts, arc-sinh of differences."""
        if self.scale > 0.0:
            return np.arcsinh(value / self.scale)
        return np.log(np.maximum(value, 0.5))

    def back(self, transformed: Floats) -> Floats:
        """From transformed space to the report's own unit."""
        return self.scale * np.sinh(transformed) if self.scale > 0.0 else np.exp(transformed)


def factor_parameter(report: Report) -> Parameter:
    """The factor of a report's issuer on a report's concept, with its prior."""
    measure = MEASURES[report.measure]
    median, sigma = measure.bias_median, measure.bias_sigma
    unit = report.concept
    if unit.subset == "men":  # assumption: about two thirds of early leavers were men
        median, sigma = median * 0.65, max(sigma, 0.3)
    if unit.all_nationalities or "nationalities" in report.note:
        median, sigma = median * 1.15, max(sigma, 0.2)
    if "not named" in report.issuer or "tally" in report.issuer:
        sigma = max(sigma, 0.3)
    kind = MEASURES[report.measure].concept.name.lower()
    name = f"issuers/{issuer_root(report.issuer)}/{kind}/{report.iso3 or report.place}/{unit.subset or 'all'}"
    return Parameter(name=name, prior=LogNormal(median, sigma))


def why_not(plan: Plan, report: Report, as_of: dt.date) -> str:
    """Why a report that counts cannot be fitted yet; empty if it can."""
    if report.measure not in MEASURES:
        return f"not yet used: {report.measure} is a proxy or a ratio"
    if resolve_area(plan.scenario, report.place) is None:
        return f'outside: the scenario has no place or area called "{report.place}"'
    concept = report.concept
    if concept.counted not in PERSON_UNITS:
        return f'not yet used: the unit "{report.unit}" is not a count of persons'
    if concept.both_directions or concept.subset not in ("", "men"):
        return f'not yet used: "{report.unit}" counts another set of people'
    if report.period is None:
        return "not yet used: the period is not known"
    start, end = report.period
    if start < plan.days[0] or end > as_of:
        return f"outside the simulated days ({plan.days[0]} to {as_of})"
    operator = operator_of(plan, report)
    stock = operator.concept is Concept.STOCK
    if (stock and not operator.places.size) or (not stock and not operator.into.size + operator.out_of.size):
        return f'outside: no corridor of the scenario enters or leaves "{report.place}"'
    return ""


def operator_of(plan: Plan, report: Report) -> Operator:
    """The operator of a report that names a known area and period."""
    area = resolve_area(plan.scenario, report.place)
    assert area is not None
    assert report.period is not None
    start, end = report.period
    days = report.concept.days
    per_day = days == 1 or report.measure in ("border_daily_capacity", "flights_per_day")
    return build_operator(plan, report.measure, area, start, end, per_day=per_day, unit=report.unit)


def observe(plan: Plan, report: Report) -> Observation:
    """Prepare a usable report (see :func:`why_not`)."""
    measure = MEASURES[report.measure]
    operator = operator_of(plan, report)
    figure = float(report.figure or 0.0)
    net = operator.concept is Concept.NET
    scale = max(50.0, 0.2 * abs(figure)) if net else 0.0
    least, most = stated_bounds(report)
    spread = measure.error
    if report.qualifier or "about" in report.note:
        spread = float(np.hypot(spread, ROUNDING))
    error = 1.0 if net else float(np.hypot(spread, 1.0 / np.sqrt(max(figure, 1.0))))
    bare = Observation(
        report=report, operator=operator, factor=factor_parameter(report), target=0.0, low=0.0, high=0.0,
        error=error, spread=spread, least=least, most=most, noise=measure.noise, scale=scale,
    )  # fmt: skip

    def transformed(value: float) -> float:
        return float(bare.transform(np.array(value))) if np.isfinite(value) else value

    return replace(bare, target=transformed(figure), low=transformed(least), high=transformed(most))


def stated_bounds(report: Report) -> tuple[float, float]:
    """The least and the most that a figure says, in its own unit.

    An exact figure says both at once, "more than" leaves the upper side free, "up to" the lower one, and
    a range holds everything between its ends, whatever middle was written beside it.
    """
    if report.bound == "exact":
        figure = float(report.figure or 0.0)
        return figure, figure
    low = -np.inf if report.low is None else report.low
    return float(low), float(np.inf if report.high is None else report.high)


def sort_reports(plan: Plan, reports: Reports, as_of: dt.date) -> tuple[list[Observation], dict[str, str]]:
    """Split the reports published by ``as_of`` into observations and reasons why others do not count."""
    known = reports.until(as_of)
    aside = dict(known.set_aside())
    observations = []
    for report in known.counted():
        reason = why_not(plan, report, as_of)
        if reason:
            aside[report.id] = reason
        else:
            observations.append(observe(plan, report))
    return observations, aside


def member_capacity(plan: Plan, scale: Floats) -> Floats:
    """What each corridor can take, (member, day, corridor) float64, persons per day; 0 without a limit."""
    limit = np.maximum(plan.timeline.capacity[plan.timeline.epoch], 0.0)
    return limit[None] * scale[:, None, :]


def expect(plan: Plan, observations: Sequence[Observation], record: Record, scale: Floats) -> Floats:
    """Figures that one block's trajectories imply, before issuers' factors, (member, observation)."""
    capacity = member_capacity(plan, scale)
    columns = [o.operator.expected(record, capacity) for o in observations]
    return np.stack(columns, axis=1) if columns else np.zeros((record.status.shape[0], 0))


def factors(observations: Sequence[Observation], parameters: Sequence[Parameter], z: Floats) -> Floats:
    """Issuers' factors, (member, observation) float64, from the coordinates of their parameters."""
    column = {parameter.name: k for k, parameter in enumerate(parameters)}
    out = np.empty((z.shape[0], len(observations)))
    for r, observation in enumerate(observations):
        out[:, r] = observation.factor.values(z[:, column[observation.factor.name]])
    return out


def report_normals(observations: Sequence[Observation], purpose: Purpose, seed: int, members: int) -> Floats:
    """Standard normal numbers addressed by report and member, (member, observation) float64."""
    keys = np.array([name_key(f"report/{o.report.id}") for o in observations], dtype=np.uint32)
    return standard_normals(seed, int(purpose), keys, 0, members)
