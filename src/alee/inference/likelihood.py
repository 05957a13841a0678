"""How likely each report is if a member's history is the true one (METHODS section 4).

A figure is drawn in two steps. Almost always its issuer made it in the usual way: a count scatters as a
negative binomial, a difference as a Student t, a measured amount as a log-normal, a part of a whole as a
logit-normal. Now and then (:data:`OUTLIER_SHARE`) something else happened, a slip, a rumour, another
quantity, and the figure can be nearly anything: a Cauchy in the space in which the report is compared,
:data:`OUTLIER_WIDTH` times as wide. So a figure that no history can explain costs every member about the
same, and its pull is bounded.

What the figure says decides what is asked of that distribution: its density at an exact figure, the part
of it above "more than X" or below "up to X", and the part between the ends of a range. The ends belong to
the range. Nothing here is ever infinite or not a number, however absurd the figure or the member.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from alee.inference.measures import Noise
from alee.inference.observation import Observation
from alee.kernels.layout import Floats

OUTLIER_SHARE = 0.03  # assumption: of all figures, those that were not made in the usual way
OUTLIER_WIDTH = 10.0  # assumption: how much wider such figures scatter
DEGREES_OF_FREEDOM = 4.0  # of the Student t of differences, as in the smoother
LEAST_MEAN = 0.5  # half a person: the least that a member can expect of a count
SURE = 1e-4  # a spread below this is taken as this


def log_likelihood(observations: Sequence[Observation], figures: Floats, factor: Floats) -> Floats:
    """Log-likelihood of each report in each member, (member, observation) float64.

    Parameters
    ----------
    observations
        R of them.
    figures
        (member, R) float64, what each member implies, before issuers' factors, in the reports' units.
    factor
        (member, R) float64, issuers' factors.

    Returns
    -------
    (member, R) float64, always finite: log of a probability for counts and for bounds, log of a density
    per unit of the figure for other exact figures. Figures and factors that are not finite count as very
    large.
    """
    out = np.empty(figures.shape)
    for r, observation in enumerate(observations):
        with np.errstate(over="ignore", invalid="ignore"):
            mean = np.nan_to_num(figures[:, r] * factor[:, r], nan=1e300, posinf=1e300, neginf=-1e300)
        out[:, r] = _one(observation, np.clip(mean, -1e300, 1e300))
    return out


def _one(observation: Observation, mean: Floats) -> Floats:
    """One report in every member, (member,) float64."""
    parts = {
        Noise.COUNT: _log_count,
        Noise.DIFFERENCE: _log_difference,
        Noise.POSITIVE: _log_normal,
        Noise.RATIO: _log_normal,
    }
    with np.errstate(divide="ignore", over="ignore", under="ignore", invalid="ignore"):
        usual = parts[observation.noise](observation, mean)
        usual = np.where(np.isnan(usual), -np.inf, usual)
        wild = _log_outlier(observation, observation.transform(mean))
        return np.asarray(
            np.logaddexp(np.log1p(-OUTLIER_SHARE) + usual, np.log(OUTLIER_SHARE) + wild), dtype=np.float64
        )


def _is_exact(observation: Observation) -> bool:
    return observation.least == observation.most


def _log_slope(observation: Observation) -> float:
    """Log of the derivative of the transform at an exact figure: from density per unit to transformed."""
    figure = observation.least
    if observation.noise is Noise.DIFFERENCE:
        return -float(np.log(np.hypot(figure, observation.scale)))
    if observation.noise is Noise.RATIO:
        return float(-observation.target - 2.0 * special.log_expit(-observation.target))
    return -observation.target


def _log_count(observation: Observation, mean: Floats) -> Floats:
    """Negative binomial with the member's mean and the variance mean + (spread * mean)**2."""
    size = 1.0 / max(observation.spread, SURE) ** 2
    mean = np.maximum(mean, LEAST_MEAN)
    success = size / (size + mean)
    if _is_exact(observation):
        n = round(observation.least)
        ways = special.gammaln(n + size) - special.gammaln(size) - special.gammaln(n + 1.0)
        return np.asarray(ways - size * np.log1p(mean / size) + n * -np.log1p(size / mean))
    below, above = np.zeros_like(mean), np.zeros_like(mean)
    if np.isfinite(observation.least) and observation.least > 0:
        last = float(np.ceil(observation.least)) - 1.0
        below = special.betainc(size, last + 1.0, success)
        below_rest = special.betainc(last + 1.0, size, 1.0 - success)
    else:
        below_rest = np.ones_like(mean)
    if np.isfinite(observation.most):
        last = float(np.floor(max(observation.most, 0.0)))
        above = special.betainc(last + 1.0, size, 1.0 - success)
        above_rest = special.betainc(size, last + 1.0, success)
    else:
        above_rest = np.ones_like(mean)
    return _log_between(below, below_rest, above, above_rest)


def _log_difference(observation: Observation, mean: Floats) -> Floats:
    """Student t around the member's difference, its scale in persons."""
    sd = max(observation.error, SURE) * observation.scale
    nu = DEGREES_OF_FREEDOM
    low, high = (observation.least - mean) / sd, (observation.most - mean) / sd
    if _is_exact(observation):
        constant = special.gammaln((nu + 1) / 2) - special.gammaln(nu / 2) - 0.5 * np.log(nu * np.pi)
        return np.asarray(constant - np.log(sd) - (nu + 1) / 2 * np.log1p(low**2 / nu))
    return _log_between(
        special.stdtr(nu, low), special.stdtr(nu, -low), special.stdtr(nu, -high), special.stdtr(nu, high)
    )


def _log_normal(observation: Observation, mean: Floats) -> Floats:
    """Normal in transformed space: log-normal for amounts, logit-normal for parts of a whole."""
    error = max(observation.error, SURE)
    centre = observation.transform(mean)
    low, high = (observation.low - centre) / error, (observation.high - centre) / error
    if _is_exact(observation):
        density = -0.5 * low**2 - np.log(error) - 0.5 * np.log(2 * np.pi)
        return np.asarray(density + _log_slope(observation))
    return _log_between(special.ndtr(low), special.ndtr(-low), special.ndtr(-high), special.ndtr(high))


def _log_between(below: ArrayLike, below_rest: ArrayLike, above: ArrayLike, above_rest: ArrayLike) -> Floats:
    """Log of what is neither below nor above, from both tails and their complements.

    The difference is taken where the numbers are small, so that it keeps its digits; -inf if nothing
    is left between (the outlier component then speaks alone).
    """
    low, low_rest = np.asarray(below), np.asarray(below_rest)
    high, high_rest = np.asarray(above), np.asarray(above_rest)
    between = np.where(low < high, high_rest - low, low_rest - high)
    return np.asarray(np.log(np.maximum(between, 0.0)))


def _log_outlier(observation: Observation, centre: Floats) -> Floats:
    """Cauchy in transformed space; over whole numbers for a count, so that it adds up to one."""
    width = OUTLIER_WIDTH * max(observation.error, SURE)
    if _is_exact(observation) and observation.noise is not Noise.COUNT:
        away = (observation.target - centre) / width
        return np.asarray(-np.log(np.pi * width * (1.0 + away**2)) + _log_slope(observation))
    low, high, gap = _free_range(observation)
    a, b = (low - centre) / width, (high - centre) / width
    if np.isinf(low) and np.isinf(high):
        return np.zeros_like(centre)
    if np.isinf(low):
        angle = np.arctan2(1.0, -b)
    elif np.isinf(high):
        angle = np.arctan2(1.0, a)
    else:
        angle = np.arctan2(gap / width, 1.0 + a * b)
    return np.asarray(np.log(angle / np.pi))


def _free_range(observation: Observation) -> tuple[float, float, float]:
    """Ends of the free range in transformed space, and the gap between them; a count reaches half a step out.

    The gap has its own formula, because the ends of a single large count are the same number in float64.
    """
    low, high = observation.low, observation.high
    if observation.noise is not Noise.COUNT:
        return low, high, high - low
    least, most = observation.least, observation.most
    below = np.ceil(least) - 0.5 if np.isfinite(least) else 0.0
    above = max(np.floor(most) + 0.5, 0.5) if np.isfinite(most) else np.inf
    low = float(np.log(below)) if below > 0 else -np.inf
    high = float(np.log(above))
    gap = float(np.log1p((above - below) / below)) if below > 0 and np.isfinite(above) else np.inf
    if below > 0 and above - below < 1.0:  # beyond 2**53 a step is no longer a number of its own
        gap = float(1.0 / below)
    return low, high, gap
