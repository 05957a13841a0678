"""Fit a scenario to what was published by a date.

``fit`` draws the prior, smooths it in several steps towards the reports with the exact engine, runs the
final members once more, and keeps how every report fared. With no usable report it returns the prior
and says so. Between the smoother and the final run, rounds of guided moves by the true likelihood
(:mod:`alee.inference.correcting`) take off what the smoother's shortcuts put in.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from alee.compiler import Parameter, Plan, compile_plan
from alee.core.addresses import Purpose, name_key
from alee.core.calendar import as_date
from alee.core.errors import InputError
from alee.ensemble import Ensemble, as_record
from alee.executors import Progress, Workers, where_to_run
from alee.executors.work import Executor
from alee.inference.correcting import Corrections, correct
from alee.inference.density import crowds
from alee.inference.likelihood import log_likelihood
from alee.inference.noise import learn_dispersion, with_dispersion
from alee.inference.observation import (
    Observation,
    expect,
    factors,
    report_normals,
    shape_values,
    sort_reports,
)
from alee.inference.posterior import Posterior, ReportFit, set_aside
from alee.inference.smoothing import inflation_steps, smooth_step
from alee.inference.stages import Book, Journal
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats, Record
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from alee.simulation import check_members_and_seed, map_blocks, run_plan

ROUNDS = 2  # moves by the true likelihood after the smoother
STEPS = 4  # assimilation steps; the customary number, each costs a run of all members


def issuer_parameters(observations: Sequence[Observation]) -> tuple[Parameter, ...]:
    """The issuers' parameters behind the observations, each once, sorted by name."""
    by_report = sorted(observations, key=lambda o: o.report.id)
    unique = {p.name: p for o in by_report for p in o.parameters}
    return tuple(unique[name] for name in sorted(unique))


def coordinates(parameters: Sequence[Parameter], seed: int, members: int) -> Floats:
    """Prior coordinates of any parameters, addressed by name, (member, K) float64."""
    keys = np.array([name_key(f"parameter/{p.name}") for p in parameters], dtype=np.uint32)
    return standard_normals(seed, int(Purpose.PRIOR), keys, 0, members)


@dataclass(frozen=True)
class _Expecting:
    """Keeps of a block only what its members would have made each issuer publish."""

    plan: Plan
    observations: tuple[Observation, ...]
    scale: Floats
    values: Mapping[str, Floats]

    def __call__(self, record: Record, first: int, stop: int) -> Floats:
        some = {name: value[first:stop] for name, value in self.values.items()}
        return expect(self.plan, self.observations, record, self.scale[first:stop], some)


def predict_figures(
    plan: Plan,
    observations: Sequence[Observation],
    z: Floats,
    seed: int,
    *,
    threads: Workers = None,
    progress: Progress | None = None,
    phase: str = "comparing with reports",
) -> Floats:
    """Run all members; figures they imply before issuers' factors, (member, observation) float64."""
    n_plan = len(plan.parameters)
    scale = plan.capacity_scale(z[:, :n_plan])
    values = shape_values(observations, issuer_parameters(observations), z[:, n_plan:])
    keep = _Expecting(plan, tuple(observations), scale, values)
    blocks = map_blocks(plan, z[:, :n_plan], seed, keep, threads=threads, progress=progress, phase=phase)
    return np.concatenate(blocks)


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
        z, observations = _smooth(
            plan, observations, parameters, z, seed, journal, threads=workers, progress=progress
        )
    moves = None
    if observations and rounds:
        z, moves = _correct(
            plan, observations, parameters, z, seed, rounds, journal, threads=workers, progress=progress
        )
    n_plan = len(plan.parameters)
    ensemble = run_plan(plan, z[:, :n_plan], seed, threads=workers, progress=progress, phase="final run")
    known = reports.until(last)
    judged = judge(plan, observations, parameters, z, seed, ensemble) if observations else {}
    fits = tuple(judged.get(r.id) or set_aside(aside, r) for r in known)
    return Posterior(
        scenario=scenario, reports=known, as_of=last, seed=seed,
        parameters=parameters, z=z, ensemble=ensemble, fits=fits, corrections=moves,
    )  # fmt: skip


def _smooth(
    plan: Plan,
    observations: Sequence[Observation],
    parameters: Sequence[Parameter],
    z: Floats,
    seed: int,
    journal: Journal | None,
    *,
    threads: Workers,
    progress: Progress | None,
) -> tuple[Floats, list[Observation]]:
    """All assimilation steps, each with a fresh run of the exact engine; errors learnt on the way."""
    low = np.array([o.low for o in observations])
    high = np.array([o.high for o in observations])
    share = np.sqrt(crowds(observations))
    dispersion = np.ones(len(observations))
    inflations = inflation_steps(STEPS)
    found = None if journal is None else journal.smoothed()
    done = 0
    if found is not None:
        done, z, dispersion = found
    for step, inflation in enumerate(inflations[done:], start=done):
        phase = f"learning from reports, step {step + 1} of {STEPS}"
        figures = predict_figures(
            plan, observations, z, seed, threads=threads, progress=progress, phase=phase
        )
        figures = figures * factors(observations, parameters, z)
        predicted = np.stack([o.transform(figures[:, r]) for r, o in enumerate(observations)], axis=1)
        noise = report_normals(observations, Purpose.PERTURBATION, seed + step, z.shape[0])
        dispersion = learn_dispersion(observations, predicted)
        error = np.array([o.error for o in with_dispersion(observations, dispersion)]) * share
        z = smooth_step(z, predicted, low, high, error, noise, inflation)
        if journal is not None:
            journal.step_done(step + 1, z, dispersion)
    return z, with_dispersion(observations, dispersion)


def _correct(
    plan: Plan,
    observations: Sequence[Observation],
    parameters: Sequence[Parameter],
    z: Floats,
    seed: int,
    rounds: int,
    journal: Journal | None,
    *,
    threads: Workers,
    progress: Progress | None,
) -> tuple[Floats, Corrections]:
    """Move members by the true likelihood of the reports; each round runs all members."""
    weight = 1.0 / crowds(observations)

    def likelihood(where: Floats, phase: str) -> Floats:
        figures = predict_figures(
            plan, observations, where, seed, threads=threads, progress=progress, phase=phase
        )
        each = log_likelihood(observations, figures, factors(observations, parameters, where))
        return np.asarray((each * weight).sum(axis=1))

    return correct(z, [p.name for p in parameters], likelihood, seed, rounds, journal)


def judge(
    plan: Plan,
    observations: Sequence[Observation],
    parameters: Sequence[Parameter],
    z: Floats,
    seed: int,
    ensemble: Ensemble,
) -> dict[str, ReportFit]:
    """Compare each report with what the final members expect of it, error included."""
    scale = plan.capacity_scale(z[:, : len(plan.parameters)])
    values = shape_values(observations, parameters, z)
    figures = expect(plan, observations, as_record(ensemble), scale, values)
    factor = factors(observations, parameters, z)
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
        )
    return out
