"""Fit a scenario to what was published by a date.

``fit`` draws the prior, smooths it in several steps towards the reports with the exact engine, runs the
final members once more, and keeps how every report fared. With no usable report it returns the prior
and says so. Between the smoother and the final run, rounds of guided moves by the true likelihood
(:mod:`alee.inference.correcting`) take off what the smoother's shortcuts put in.
"""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from alee.compiler import Parameter, Plan, compile_plan
from alee.core.addresses import Purpose
from alee.core.calendar import as_date
from alee.core.errors import InputError
from alee.ensemble import Ensemble, as_record
from alee.executors import Progress, where_to_run
from alee.executors.work import Executor
from alee.inference.density import crowds
from alee.inference.effort import ROUNDS, STEPS
from alee.inference.figures import columns_of, coordinates, issuer_parameters
from alee.inference.observation import (
    Observation,
    expect,
    factors,
    report_normals,
    shape_values,
    sort_reports,
)
from alee.inference.passes import move, smooth
from alee.inference.posterior import Posterior, ReportFit, set_aside
from alee.inference.stages import Book, Journal
from alee.inference.witnesses import draw_factors, witnesses_of
from alee.kernels.layout import Floats
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from alee.simulation import check_members_and_seed, run_plan


def fit(
    scenario: Scenario,
    reports: Reports,
    *,
    as_of: dt.date | str | None = None,
    members: int = 1000,
    seed: int,
    rounds: int = ROUNDS,
    book: Book | None = None,
    threads: int | None = None,
    on: Executor | None = None,
    progress: Progress | None = None,
) -> Posterior:
    """Learn behaviour, issuers' factors and daily flows from the reports published by a date.

    Parameters
    ----------
    reports
        Any table; rows published after ``as_of`` are not read.
    as_of
        By default the scenario's own as-of date.
    members
        Number of histories, at least 20.
    seed
        0 to 2**63 - 1; the same seed gives the same bits, whatever the threads.
    on
        Somewhere else to run, such as ``alee.Dask("tcp://10.0.0.5:8786")``; the same bits come back.
    rounds
        Moves of every member by the true likelihood after the smoother, 0 to 1000; each costs a run of all
        members.
    book
        Where finished stages are kept; with the same book a broken fit goes on where it stopped, and ends
        with the same bits. :class:`alee.files.journal.SqliteJournal` is one.

    Returns
    -------
    Posterior
        Counts in persons, dims (member, day, place[, group]).

    Raises
    ------
    InputError
        If ``members`` or ``seed`` is out of range, members cannot run there, or ``as_of`` lies before
        the scenario's first day.
    """
    check_members_and_seed(members, seed)
    workers = where_to_run(threads, on)
    if not 0 <= rounds <= 1000:
        raise InputError(f"rounds: {rounds} is out of range. Allowed are 0 to 1000.")
    if members < 20:
        raise InputError(f"members: {members} are too few to learn from. Allowed are 20 or more.")
    last = scenario.as_of if as_of is None else as_date(as_of)
    if last < scenario.start:
        raise InputError(
            f"as_of: {last} lies before the scenario's first day. Allowed is {scenario.start} or later."
        )
    plan = compile_plan(scenario, until=last, as_of=last)
    observations, aside = sort_reports(plan, reports, last)
    parameters = (*plan.parameters, *issuer_parameters(observations))
    z = coordinates(parameters, seed, members)
    journal = None if book is None else Journal(book, STEPS)
    if observations:
        z, observations = smooth(
            plan, observations, parameters, z, seed, journal, threads=workers, progress=progress
        )
    moves = None
    if observations and rounds:
        z, moves = move(
            plan, observations, parameters, z, seed, rounds, journal, threads=workers, progress=progress
        )
    n_plan = len(plan.parameters)
    ensemble = run_plan(plan, z[:, :n_plan], seed, threads=workers, progress=progress, phase="final run")
    known = reports.until(last)
    judged = {}
    if observations:
        figures = figures_of(plan, observations, parameters, z, ensemble)
        if not rounds:
            z = with_factors(observations, parameters, z, seed, figures)
        judged = judge(observations, parameters, z, seed, figures)
    fits = tuple(judged.get(r.id) or set_aside(aside, r) for r in known)
    return Posterior(
        scenario=scenario, reports=known, as_of=last, seed=seed,
        parameters=parameters, z=z, ensemble=ensemble, fits=fits, corrections=moves,
    )  # fmt: skip


def figures_of(
    plan: Plan,
    observations: Sequence[Observation],
    parameters: Sequence[Parameter],
    z: Floats,
    ensemble: Ensemble,
) -> Floats:
    """What histories imply before issuers' factors, (member, observation)."""
    scale = plan.capacity_scale(z[:, : len(plan.parameters)])
    return expect(plan, observations, as_record(ensemble), scale, shape_values(observations, parameters, z))


def with_factors(
    observations: Sequence[Observation],
    parameters: Sequence[Parameter],
    z: Floats,
    seed: int,
    figures: Floats,
) -> Floats:
    """Draw issuers' factors for the histories that members have, by the Gaussian answer, (member, K)."""
    witnesses = witnesses_of(observations)
    error = np.array([o.error for o in observations]) * np.sqrt(crowds(observations))
    out = z.copy()
    _, own = columns_of(parameters, witnesses)
    out[:, own] = draw_factors(witnesses, observations, figures, error, seed) / witnesses.sigma
    return out


def judge(
    observations: Sequence[Observation],
    parameters: Sequence[Parameter],
    z: Floats,
    seed: int,
    figures: Floats,
) -> dict[str, ReportFit]:
    """Compare each report with what the final members expect of it, error included.

    ``figures`` (member, observation) are those of the final histories, before issuers' factors.
    """
    factor = factors(observations, parameters, z)
    witnesses = witnesses_of(observations)
    _, own = columns_of(parameters, witnesses)
    far_off = witnesses.chance_far(z[:, own] * witnesses.sigma).mean(axis=0)
    noise = report_normals(observations, Purpose.OBSERVATION, seed, z.shape[0])
    out = {}
    for r, observation in enumerate(observations):
        centre = observation.transform(figures[:, r] * factor[:, r])
        drawn = centre + observation.error * noise[:, r]
        quantiles = observation.back(np.quantile(drawn, [0.05, 0.5, 0.95]))
        middle = float(np.median(drawn))
        away = float(np.clip(middle, observation.low, observation.high)) - middle
        out[observation.report.id] = ReportFit(
            report=observation.report,
            used=True,
            reason=observation.note,
            concept=observation.operator.concept,
            expected=(float(quantiles[0]), float(quantiles[1]), float(quantiles[2])),
            score=away / float(drawn.std()),
            factor=float(np.median(factor[:, r])),
            far_off=float(far_off[witnesses.of[r]]),
        )
    return out
