"""From a table of reports to what the model must explain, and what it must leave aside with a reason.

Each usable report becomes an :class:`Observation`: an operator on the trajectory, a transform in which
its error is roughly constant, the size of that error, and the issuer's own parameters. All reports of one
issuer about one concept share one factor, which is learnt together with everything else: an issuer who
counts too much does so in every figure. A range or a "more than" pulls only from its wrong side.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit

from alee.compiler import Parameter, Plan
from alee.core.addresses import Purpose, name_key
from alee.inference.issuers import factor_parameter
from alee.inference.measures import MEASURES, Concept, Noise
from alee.inference.operators import NEARLY_ALL, NEARLY_NONE, Operator, Values
from alee.inference.recipes import ONWARD, measure_name, operator_of
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats, Record
from alee.model.areas import resolve_area
from alee.model.report_families import stated_bounds
from alee.model.reports import Report, Reports

ROUNDING = 0.05  # assumption: "about" and figures of one or two digits are off by this much more
LEAST_NET = 50.0  # assumption: persons by which any net figure may be off
NEARLY_LINEAR = 5.0  # the arc-sinh of net figures bends at this many errors from zero
USUAL_DAYS = 3  # fewest simulated days before the shock that make a usual level
HALF_A_PERSON = 0.5
HARDLY_ANY = 0.01  # of a ratio
COUNTED = (Concept.QUEUE, Concept.QUEUE_HOURS, Concept.CAPACITY)


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
        Persons per unit of the arc-sinh transform of net figures; 0 for log-transformed amounts.
    is_change
        Whether the figure says by how much something grew: 0.4 where an index of 1.4 is meant.
    note
        What a reader should know although the report is used; blank if nothing.
    """

    report: Report
    operator: Operator
    factor: Parameter
    target: float = 0.0
    low: float = 0.0
    high: float = 0.0
    error: float
    spread: float
    least: float
    most: float
    noise: Noise
    scale: float = 0.0
    is_change: bool = False
    note: str = ""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The issuer's parameters: its factor first, then delay, sensitivity and elasticity if any."""
        return (self.factor, *self.operator.parameters)

    def transform(self, value: Floats) -> Floats:
        """From a trajectory's figure to the space in which errors are compared.

        Log of counts, amounts and odds, arc-sinh of differences; never below the log of half a person,
        or of a hundredth of a ratio.
        """
        if self.scale > 0.0:
            return np.arcsinh(value / self.scale)
        is_counted = self.noise is Noise.COUNT or self.operator.concept in COUNTED
        return np.log(np.maximum(value, HALF_A_PERSON if is_counted else HARDLY_ANY))

    def stated(self, value: float) -> float:
        """From a figure in the report's own unit to transformed space; infinite ends stay infinite."""
        if not np.isfinite(value):
            return value
        if self.noise is Noise.RATIO:
            value = float(np.clip(value, NEARLY_NONE, NEARLY_ALL))
            value = value / (1.0 - value)
        return float(self.transform(np.array(value + 1.0 if self.is_change else value)))

    def back(self, transformed: Floats) -> Floats:
        """From transformed space to the report's own unit."""
        if self.scale > 0.0:
            return self.scale * np.sinh(transformed)
        if self.noise is Noise.RATIO:
            return np.asarray(expit(transformed))
        return np.exp(transformed) - (1.0 if self.is_change else 0.0)


def why_not(plan: Plan, report: Report, as_of: dt.date) -> str:
    """Why a report that counts cannot be fitted; empty if it can."""
    name = measure_name(report)
    if name not in MEASURES:
        return f'not used: no quantity of the model is "{report.unit}"'
    if resolve_area(plan.scenario, report.place) is None:
        return f'outside: the scenario has no place or area called "{report.place}"'
    unit = report.concept
    if unit.counted not in MEASURES[name].counted:
        return f'not used: a figure of {name} in "{report.unit}" cannot be compared'
    if unit.both_directions or not _is_known_part(report):
        return f'not used: "{report.unit}" counts another set of people'
    if report.period is None:
        return "not used: the period is not known"
    start, end = report.period
    if start < plan.days[0] or end > as_of:
        return f"outside the simulated days ({plan.days[0]} to {as_of})"
    return _why_no_operator(plan, report)


def _why_no_operator(plan: Plan, report: Report) -> str:
    """Why no recipe can be made for a report of a known measure, area and period; empty if one can."""
    operator = operator_of(plan, report)
    if operator is None:
        return f'not used: "{report.unit}" compares what the model does not hold'
    is_of_group = operator.concept is Concept.SHARE_OF_GROUP
    if is_of_group != (report.group is not None) or (is_of_group and operator.group < 0):
        return f'not used: "{report.group or "no group"}" is not a group that a figure of this kind can name'
    stocks = (Concept.STOCK, Concept.STOCK_TRACE, Concept.STOCK_INDEX, Concept.SHARE_OF_PRESENT)
    is_stock = operator.concept in stocks or is_of_group
    if is_stock and not operator.places.size:
        return f'outside: no place of the scenario belongs to "{report.place}"'
    if not is_stock and not operator.into.size + operator.out_of.size:
        return f'outside: no corridor of the scenario enters or leaves "{report.place}"'
    over = operator.concept in (Concept.OVER_USUAL, Concept.OVER_PREVIOUS)
    if over and operator.usual[1] - operator.usual[0] < USUAL_DAYS:
        return f"not used: fewer than {USUAL_DAYS} simulated days lie before it to compare with"
    return ""


def _is_known_part(report: Report) -> bool:
    """Whether everybody was counted, or a part of the people that the model knows."""
    part = report.concept.subset
    return part in ("", "men") or (report.measure == "exits" and part in ONWARD)


def observe(plan: Plan, report: Report) -> Observation:
    """Prepare a usable report (see :func:`why_not`)."""
    name = measure_name(report)
    measure = MEASURES[name]
    operator = operator_of(plan, report)
    assert operator is not None
    figure = float(report.figure or 0.0)
    least, most = stated_bounds(report)
    if operator.concept is Concept.RANK and least == most:  # a rank holds all that rounds to it
        least, most = least - 0.5, most + 0.5
    spread = measure.error
    if report.qualifier or "about" in report.note:
        spread = float(np.hypot(spread, ROUNDING))
    error, scale = spread, 0.0
    if measure.noise is Noise.COUNT:
        error = float(np.hypot(spread, 1.0 / np.sqrt(max(figure, 1.0))))
    if measure.noise is Noise.DIFFERENCE:
        persons = float(np.sqrt((spread * figure) ** 2 + abs(figure) + LEAST_NET**2))
        error, scale = 1.0 / NEARLY_LINEAR, NEARLY_LINEAR * persons
    bare = Observation(
        report=report, operator=operator, factor=factor_parameter(report, name, plan.scenario.counted_by),
        error=error, spread=spread,
        least=least, most=most, noise=measure.noise, scale=scale,
        is_change=report.concept.counted == "change",
    )  # fmt: skip
    return replace(bare, target=bare.stated(figure), low=bare.stated(least), high=bare.stated(most))


def sort_reports(plan: Plan, reports: Reports, as_of: dt.date) -> tuple[list[Observation], dict[str, str]]:
    """Split the reports published by ``as_of`` into observations and reasons why others do not count."""
    known = reports.until(as_of)
    aside = dict(known.set_aside())
    disputed = known.counted().disputed()
    observations = []
    for report in known.counted():
        reason = why_not(plan, report, as_of)
        if reason:
            aside[report.id] = reason
            continue
        others = ", ".join(disputed.get(report.id, ()))
        note = f"its issuer says something else on the same day ({others}); both are kept" if others else ""
        observations.append(replace(observe(plan, report), note=note))
    return observations, aside


def member_capacity(plan: Plan, scale: Floats) -> Floats:
    """What each corridor can take, (member, day, corridor) float64, persons per day; 0 without a limit."""
    limit = np.maximum(plan.timeline.capacity[plan.timeline.epoch], 0.0)
    return limit[None] * scale[:, None, :]


def expect(
    plan: Plan, observations: Sequence[Observation], record: Record, scale: Floats, values: Values
) -> Floats:
    """Figures that one block's trajectories imply, before issuers' factors, (member, observation).

    ``scale`` (member, corridor) is the factor on capacities, ``values`` what :func:`shape_values` gives
    for the same members; with values (shape, member) of observations that all have a shape, (shape, member,
    observation) comes back. A share is handed on as odds.
    """
    capacity = member_capacity(plan, scale)
    columns = [o.operator.expected(record, capacity, values) for o in observations]
    return np.stack(columns, axis=-1) if columns else np.zeros((record.status.shape[0], 0))


def factors(observations: Sequence[Observation], parameters: Sequence[Parameter], z: Floats) -> Floats:
    """Issuers' factors, (member, observation) float64, from the coordinates of their parameters."""
    column = {parameter.name: k for k, parameter in enumerate(parameters)}
    out = np.empty((z.shape[0], len(observations)))
    for r, observation in enumerate(observations):
        out[:, r] = observation.factor.values(z[:, column[observation.factor.name]])
    return out


def shape_values(observations: Sequence[Observation], parameters: Sequence[Parameter], z: Floats) -> Values:
    """Issuers' delays, sensitivities and elasticities by name, (member,) float64 each."""
    shapes = {p.name for o in observations for p in o.operator.parameters}
    return {p.name: p.values(z[:, k]) for k, p in enumerate(parameters) if p.name in shapes}


def report_normals(observations: Sequence[Observation], purpose: Purpose, seed: int, members: int) -> Floats:
    """Standard normal numbers addressed by report and member, (member, observation) float64."""
    keys = np.array([name_key(f"report/{o.report.id}") for o in observations], dtype=np.uint32)
    return standard_normals(seed, int(purpose), keys, 0, members)
