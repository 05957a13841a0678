"""How widely each issuer's figures scatter: learnt from how well its figures fit, around a declared prior.

The registry says how far off a figure of its kind usually is. Some issuers count more carefully, some
less; the *dispersion* of an issuer multiplies the relative error of all its figures on one subject. Before
any report it is about 1, to a factor of about 1.6 (:data:`DISPERSION`). An issuer with a single figure
hardly moves it; one whose ten figures all fit, or all do not, does. The chance of small counts is not
touched: ten people are ten people, whoever counts them.

The dispersion is averaged over a fixed grid, for the typical member, and not drawn: it must not use up
members. The typical member is the middle of the ensemble, and its own spread counts as a reason for a
misfit, so that a prior that knows nothing does not make every issuer careless.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from alee.inference.measures import Noise
from alee.inference.observation import Observation
from alee.kernels.layout import Floats
from alee.model.priors import LogNormal
from alee.model.report_families import issuer_root

DISPERSION = LogNormal(1.0, 0.5)  # assumption: of an issuer's relative error over the registry's
GRID = DISPERSION.quantile((np.arange(60) + 0.5) / 60.0)  # equally likely values
DEGREES_OF_FREEDOM = 4.0  # of the Student t by which a misfit is judged, as in the smoother


def learn_dispersion(observations: Sequence[Observation], predicted: Floats) -> Floats:
    """The dispersion of each report's issuer, (observation,) float64; 1 is as the registry says.

    Parameters
    ----------
    observations
        R of them, with the registry's errors.
    predicted
        (member, R) float64, each member's figures in transformed space, issuers' factors included.
    """
    subjects: dict[tuple[str, str], list[int]] = defaultdict(list)
    for r, observation in enumerate(observations):
        subjects[issuer_root(observation.report.issuer), observation.operator.concept.name].append(r)
    out = np.ones(len(observations))
    for rows in subjects.values():
        log_weight = np.zeros(GRID.size)
        for r in rows:
            log_weight += _log_fit(observations[r], predicted[:, r])
        weight = np.exp(log_weight - log_weight.max())
        out[rows] = np.exp((weight * np.log(GRID)).sum() / weight.sum())
    return out


def _log_fit(observation: Observation, predicted: Floats) -> Floats:
    """How well a figure fits at each dispersion of the grid; 0 everywhere inside a free range."""
    middle = float(np.median(predicted))
    misfit = float(np.clip(middle, observation.low, observation.high)) - middle
    if misfit == 0.0 and observation.low < observation.high:
        return np.zeros(GRID.size)
    variance = disperse(observation, GRID) ** 2 + float(predicted.var())
    nu = DEGREES_OF_FREEDOM
    return np.asarray(-0.5 * np.log(variance) - (nu + 1) / 2 * np.log1p(misfit**2 / variance / nu))


def disperse(observation: Observation, dispersion: Floats) -> Floats:
    """A report's error in transformed space at some dispersions of its issuer, same shape."""
    chance = observation.error**2 - observation.spread**2 if observation.noise is Noise.COUNT else 0.0
    relative = observation.spread if observation.noise is Noise.COUNT else observation.error
    return np.asarray(np.sqrt((relative * dispersion) ** 2 + max(chance, 0.0)))


def errors(observations: Sequence[Observation], dispersion: Floats) -> Floats:
    """Errors of reports in transformed space at their issuers' dispersions, (observation,)."""
    return np.array([float(disperse(o, np.array(d))) for o, d in zip(observations, dispersion, strict=True)])


def with_dispersion(observations: Sequence[Observation], dispersion: Floats) -> list[Observation]:
    """The same reports with the errors that their issuers' dispersions (observation,) make of them."""
    found = errors(observations, dispersion)
    return [
        replace(o, error=float(error), spread=float(o.spread * d))
        for o, error, d in zip(observations, found, dispersion, strict=True)
    ]
