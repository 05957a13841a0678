"""What the model expects of any report: used in the fit or not, past or future.

For each row the operator of its measure is applied to every member, then the issuer's factor (learnt
where the issuer was heard, else drawn from its prior) and one draw of the report's own error, whose size is
uncertain, too, where the issuer was not heard. The result says where the published figure lies in that
distribution, or why nothing can be said.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from alee.compiler import Plan
from alee.core.addresses import Purpose, name_key
from alee.core.cells import safe_cell
from alee.ensemble import as_record
from alee.inference.figures import coordinates, issuer_parameters
from alee.inference.noise import DISPERSION, disperse
from alee.inference.observation import (
    Observation,
    factors,
    member_capacity,
    observe,
    report_normals,
    shape_values,
    why_not,
)
from alee.inference.posterior import Posterior
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats
from alee.model.report_families import issuer_root
from alee.model.reports import Report, Reports
from alee.outlook.forecasting import Outlook, coordinates_for, plan_of

LEVELS = (0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975)
COLUMNS = ("id", "place", "measure", "start", "end", "published", "figure", "status")
NAMES = ("q02.5", "q05", "q25", "q50", "q75", "q95", "q97.5")


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """What was expected of one report.

    Attributes
    ----------
    report
        The row.
    quantiles
        2.5, 5, 25, 50, 75, 95 and 97.5 % in the report's unit; None if nothing can be said.
    pit
        Share of the expectation at or below the figure, 0..1; None without a figure or quantiles.
    reason
        Why nothing can be said; empty otherwise.
    """

    report: Report
    quantiles: tuple[float, ...] | None
    pit: float | None
    reason: str


def predict(run: Posterior | Outlook, reports: Reports) -> tuple[Prediction, ...]:
    """Say for each row what the model expects of that very figure.

    Parameters
    ----------
    run
        A posterior, or an outlook where rows speak of days after the as-of date.
    reports
        Any table of reports; rows need not have been used in the fit.

    Returns
    -------
    tuple of Prediction
        One per row, in the order of the table.
    """
    rows = list(reports)
    return tuple(
        Prediction(report=report, quantiles=None, pit=None, reason=drawn)
        if isinstance(drawn, str)
        else prediction_of(report, drawn)
        for report, drawn in zip(rows, draw_figures(run, rows), strict=True)
    )


def draw_figures(run: Posterior | Outlook, rows: Sequence[Report]) -> list[Floats | str]:
    """Draw what the issuer of each row would publish, its factor and error included.

    Returns
    -------
    list
        For each row (member,) float64 in the row's own unit, or the reason why nothing can be said.
    """
    posterior = run.posterior if isinstance(run, Outlook) else run
    plan = plan_of(run)
    reasons = [why_not(plan, report, plan.days[-1]) for report in rows]
    observations = [observe(plan, r) for r, reason in zip(rows, reasons, strict=True) if not reason]
    drawn = iter(_draw(plan, run, posterior, observations).T)
    return [reason or next(drawn) for reason in reasons]


def _draw(
    plan: Plan, run: Posterior | Outlook, posterior: Posterior, observed: Sequence[Observation]
) -> Floats:
    """Draws of every figure in its own unit, (member, observation) float64."""
    if not observed:
        return np.empty((posterior.members, 0))
    record = as_record(run.ensemble)
    learnt = {parameter.name: k for k, parameter in enumerate(posterior.parameters)}
    parameters = issuer_parameters(observed)
    z = coordinates(parameters, posterior.seed, posterior.members)
    for k, parameter in enumerate(parameters):
        if parameter.name in learnt:
            z[:, k] = posterior.z[:, learnt[parameter.name]]
    factor = factors(observed, parameters, z)
    values = shape_values(observed, parameters, z)
    noise = report_normals(observed, Purpose.OBSERVATION, posterior.seed, posterior.members)
    capacity = member_capacity(plan, plan.capacity_scale(coordinates_for(plan, posterior)))
    care = _care(posterior, observed)
    out = np.empty_like(factor)
    for r, observation in enumerate(observed):
        figures = observation.operator.expected(record, capacity, values) * factor[:, r]
        error = disperse(observation, care[:, r])
        out[:, r] = observation.back(observation.transform(figures) + error * noise[:, r])
    return out


def _care(posterior: Posterior, observed: Sequence[Observation]) -> Floats:
    """How careful the issuer of each figure is, as a factor on its error, (member, observation).

    Drawn from its prior where no report of that issuer on that subject was used; 1 where one was.
    """
    heard = {(issuer_root(f.report.issuer), f.concept) for f in posterior.used()}
    subjects = [(issuer_root(o.report.issuer), o.operator.concept) for o in observed]
    keys = np.array([name_key("care", issuer, concept.name) for issuer, concept in subjects], dtype=np.uint32)
    normals = standard_normals(posterior.seed, int(Purpose.DISPERSION), keys, 0, posterior.members)
    drawn = DISPERSION.quantile(ndtr(normals))
    return np.where([subject in heard for subject in subjects], 1.0, drawn)


def prediction_of(report: Report, drawn: Floats) -> Prediction:
    """Sum up the draws of one row, (member,) float64 in its own unit."""
    quantiles = tuple(float(q) for q in np.quantile(drawn, LEVELS))
    figure = report.figure
    pit = None if figure is None else float((drawn <= figure).mean())
    return Prediction(report=report, quantiles=quantiles, pit=pit, reason="")


def predictions_table(predictions: Sequence[Prediction]) -> str:
    """The predictions as CSV text, one row per report."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *NAMES, "pit", "reason"])
    for p in predictions:
        r = p.report
        numbers = [""] * len(LEVELS) if p.quantiles is None else [f"{q:.6g}" for q in p.quantiles]
        pit = "" if p.pit is None else f"{p.pit:.4f}"
        figure = "" if r.figure is None else f"{r.figure:g}"
        status = "not predicted" if p.reason else "predicted"
        cells = [r.id, r.place, r.measure, r.start or "", r.end or "", r.published or "", figure, status]
        writer.writerow([safe_cell(str(cell)) for cell in cells] + [*numbers, pit, safe_cell(p.reason)])
    return out.getvalue()
