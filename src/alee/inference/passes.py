"""The two passes of a fit over all reports: the smoother's steps, then moves by the true likelihood.

Both run all members each time. Issuers' factors are worked out for each member's own history
(:mod:`alee.inference.witnesses`); everything else is searched for among the members.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from alee.compiler import Parameter, Plan
from alee.core.addresses import Purpose
from alee.executors import Progress, Workers
from alee.inference.correcting import Corrections, correct
from alee.inference.density import crowds
from alee.inference.effort import STEPS
from alee.inference.figures import columns_of, predict_figures
from alee.inference.noise import errors, with_dispersion
from alee.inference.observation import Observation, report_normals
from alee.inference.settling import settle
from alee.inference.shared_errors import Shared
from alee.inference.smoothing import inflation_steps, relaxed, smooth_step
from alee.inference.stages import Journal
from alee.inference.weighing import Weigher
from alee.inference.witnesses import Witnesses, dispersion_given, slopes, transformed, witnesses_of
from alee.kernels.layout import Floats


def smooth(
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
    """All assimilation steps, each with a fresh run of the exact engine; errors learnt on the way.

    Columns of factors stay as they are.
    """
    share = np.sqrt(crowds(observations))
    inflations = inflation_steps(STEPS)
    witnesses = witnesses_of(observations)
    free, _ = columns_of(parameters, witnesses)
    found = None if journal is None else journal.smoothed()
    done, z, dispersion, extra = found or (0, z.copy(), np.ones(len(observations)), None)
    for step, inflation in enumerate(inflations[done:], start=done):
        phase = f"learning from reports, step {step + 1} of {STEPS}"
        figures = predict_figures(
            plan, observations, z, seed, threads=threads, progress=progress, phase=phase
        )
        heard = sum(1.0 / a for a in inflations[:step])
        dispersion = dispersion_given(
            witnesses, observations, figures, errors(observations, dispersion) * share, seed + step, heard
        )
        error = errors(observations, dispersion) * share
        z[:, free], extra = _step(
            z[:, free], witnesses, observations, figures, error, inflation, extra, seed + step
        )
        if journal is not None:
            journal.step_done(step + 1, z, dispersion, extra)
    z[:, free] = relaxed(z[:, free])
    return z, with_dispersion(observations, dispersion)


def _step(
    z: Floats,
    witnesses: Witnesses,
    observations: Sequence[Observation],
    figures: Floats,
    error: Floats,
    inflation: float,
    extra: Floats | None,
    seed: int,
) -> tuple[Floats, Floats]:
    """One step of the smoother; also what each member adds to the spread of factors, settled at the first."""
    members = len(z)
    usual = witnesses.applied(figures)
    predicted = transformed(observations, usual)
    low, high = np.array([o.low for o in observations]), np.array([o.high for o in observations])
    shared = Shared(
        of=witnesses.of, slope=np.median(slopes(observations, usual), axis=0), sigma=witnesses.sigma,
        extra=np.zeros((members, len(witnesses.sigma))) if extra is None else extra,
        normals=witnesses.normals(Purpose.PERTURBATION, seed, members),
    )  # fmt: skip
    if extra is None:
        shared = replace(shared, extra=settle(witnesses, predicted, low, high, error, shared, seed))
    noise = report_normals(observations, Purpose.PERTURBATION, seed, members)
    return smooth_step(z, predicted, low, high, error, noise, inflation, shared), shared.extra


def move(
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
    weigher = Weigher(plan, observations, parameters, seed, threads=threads, progress=progress)
    moved, weighed, done = correct(z[:, weigher.free], weigher, seed, rounds, journal)
    out = z.copy()
    out[:, weigher.free], out[:, weigher.own] = moved, weigher.factors(weighed)
    return out, done
