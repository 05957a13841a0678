"""Learn from new reports without starting again.

``update`` takes an estimate and the reports that came since. The members already agree with the old
reports, so only the new ones pull: two steps of the smoother where a fit takes four and rounds of
correction after them. Members are run from the first day each time, so that an updated member is a whole
history like any other. Behaviour that only the new days need (their wobble, new issuers) is drawn from its
prior.
"""

import datetime as dt

import numpy as np

from alee.compiler import Parameter, Plan, compile_plan
from alee.core.addresses import Purpose, derive_seed
from alee.core.calendar import as_date
from alee.core.errors import InputError
from alee.executors import Progress
from alee.inference.density import crowds
from alee.inference.figures import columns_of, coordinates, issuer_parameters, predict_figures
from alee.inference.fitting import figures_of, fit, judge, with_factors
from alee.inference.noise import errors, with_dispersion
from alee.inference.observation import Observation, report_normals, sort_reports
from alee.inference.posterior import Posterior, set_aside
from alee.inference.shared_errors import Shared
from alee.inference.smoothing import inflation_steps, smooth_step
from alee.inference.witnesses import dispersion_given, left_open, slopes, transformed, witnesses_of
from alee.kernels.layout import Floats
from alee.model.reports import Reports
from alee.simulation import run_plan

STEPS = 2
MOST_REPLACED = 0.2  # of the reports in use; above it the estimate is made anew


def update(
    posterior: Posterior,
    reports: Reports,
    *,
    as_of: dt.date | str,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Posterior:
    """Bring an estimate up to a later day.

    Parameters
    ----------
    reports
        All reports, old and new (:func:`with_known` puts them together); those that the estimate has used
        are not used twice.
    as_of
        The new as-of date, not before the old one.

    Returns
    -------
    Posterior
        With the members and seed of the old one. Where a new report revises one that was used, its pull
        cannot be taken back, and a new fit is made instead.

    Raises
    ------
    InputError
        If ``as_of`` lies before the old as-of date.
    """
    last = as_date(as_of)
    if last < posterior.as_of:
        raise InputError(
            f"as_of: {last} lies before the estimate's own as-of date. "
            f"Allowed is {posterior.as_of} or later. Did you mean a new fit?"
        )
    plan = compile_plan(posterior.scenario, until=last, as_of=last)
    observations, aside = sort_reports(plan, reports, last)
    used = {f.report.id: f.report for f in posterior.fits if f.used}
    told = {o.report.id: o.report for o in observations}
    replaced = sum(told.get(name) != report for name, report in used.items())
    if replaced > MOST_REPLACED * len(used):
        return fit(
            posterior.scenario, reports, as_of=last, members=posterior.members, seed=posterior.seed,
            threads=threads, progress=progress,
        )  # fmt: skip
    is_new = [used.get(o.report.id) != o.report for o in observations]
    parameters = (*plan.parameters, *issuer_parameters(observations))
    z = carried(posterior, parameters)
    seed = derive_seed(posterior.seed, "update", str(last)) >> 1
    if any(is_new):
        z, observations = _listen(plan, observations, is_new, parameters, z, seed, threads, progress)
    n_plan = len(plan.parameters)
    ensemble = run_plan(
        plan, z[:, :n_plan], posterior.seed, threads=threads, progress=progress, phase="final run"
    )
    judged = {}
    if observations:
        figures = figures_of(plan, observations, parameters, z, ensemble)
        if any(is_new):
            z = with_factors(observations, parameters, z, seed, figures)
        judged = judge(observations, parameters, z, posterior.seed, figures)
    known = reports.until(last)
    return Posterior(
        scenario=posterior.scenario, reports=known, as_of=last, seed=posterior.seed,
        parameters=parameters, z=z, ensemble=ensemble,
        fits=tuple(judged.get(r.id) or set_aside(aside, r) for r in known),
    )  # fmt: skip


def with_known(posterior: Posterior, reports: Reports) -> tuple[Reports, int]:
    """Put the reports that an estimate knows before new ones, so that a table of news alone loses nothing.

    Returns
    -------
    tuple
        All reports, and how many of the estimate's the new table does not hold, by id. A report that it does
        hold stands as the new table has it: switched off there, it is switched off.
    """
    told = {report.id for report in reports}
    missing = [report for report in posterior.reports if report.id not in told]
    return (Reports([*missing, *reports]) if missing else reports), len(missing)


def carried(posterior: Posterior, parameters: tuple[Parameter, ...]) -> Floats:
    """Take over what was learnt; what is new comes from its prior, (member, K) float64."""
    z = coordinates(parameters, posterior.seed, posterior.members)
    learnt = {parameter.name: k for k, parameter in enumerate(posterior.parameters)}
    for k, parameter in enumerate(parameters):
        if parameter.name in learnt:
            z[:, k] = posterior.z[:, learnt[parameter.name]]
    return z


def _listen(
    plan: Plan,
    observations: list[Observation],
    is_new: list[bool],
    parameters: tuple[Parameter, ...],
    z: Floats,
    seed: int,
    threads: int | None,
    progress: Progress | None,
) -> tuple[Floats, list[Observation]]:
    """Let the new reports pull, in steps with inflated errors; also the reports with the errors learnt.

    What the old reports leave open of an issuer's factor, given a member's history, is the error that its new
    reports share.
    """
    witnesses = witnesses_of(observations)
    free, _ = columns_of(parameters, witnesses)
    share, rows = np.sqrt(crowds(observations)), np.flatnonzero(is_new)
    new = [observations[r] for r in rows]
    told = np.where(is_new, 0.0, 1.0)
    low, high = np.array([o.low for o in new]), np.array([o.high for o in new])
    dispersion = np.ones(len(observations))
    inflations = inflation_steps(STEPS)
    z = z.copy()
    for step, inflation in enumerate(inflations):
        phase = f"learning from new reports, step {step + 1} of {STEPS}"
        figures = predict_figures(
            plan, observations, z, seed, threads=threads, progress=progress, phase=phase
        )
        heard = np.where(is_new, sum(1.0 / a for a in inflations[:step]), 1.0)
        dispersion = dispersion_given(
            witnesses, observations, figures, errors(observations, dispersion) * share, seed + step, heard
        )
        error = errors(observations, dispersion) * share
        middle, spread = left_open(witnesses, observations, figures, error, told).moments()
        known = witnesses.applied(figures, middle)
        predicted = transformed(observations, known)[:, rows]
        shared = Shared(
            of=witnesses.of[rows], slope=np.median(slopes(observations, known), axis=0)[rows], sigma=spread,
            extra=np.zeros_like(middle), normals=witnesses.normals(Purpose.PERTURBATION, seed + step, len(z)),
        )  # fmt: skip
        noise = report_normals(new, Purpose.PERTURBATION, seed + step, len(z))
        z[:, free] = smooth_step(z[:, free], predicted, low, high, error[rows], noise, inflation, shared)
    return z, with_dispersion(observations, dispersion)
