"""What issuers' factors are, given a history: worked out for each member, not searched for.

An issuer's factor (reported over true) changes no history; it only stands between a history and a figure. So
the smoother does not look for it among its members, where chance correlations of forty issuers hide what the
reports say. There it counts as an error that an issuer's reports share, and it is drawn afterwards, from what
each member's own history and the reports leave of it (Rao-Blackwellisation, as Murphy and Russell 2001 do in
particle filters). The likelihood of a history is averaged over the factors in the same way: by a few draws of
each whose weights keep the average exact in law (pseudo-marginal, Andrieu and Roberts 2009).

Nearly every issuer is about as far from the truth as the registry says. Now and then one is *far off*: its
whole series is wrong by a factor that nothing suggests (``FAR_OFF`` and ``FAR`` of ``issuers``), as a border
count that holds a third of the people day after day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import expit, logsumexp, ndtr

from alee.compiler import Parameter
from alee.compiler.parameters import FURTHEST
from alee.core.addresses import Purpose, derive_seed, name_key
from alee.inference.issuers import FAR_OFF, far_sigma
from alee.inference.likelihood import log_likelihood
from alee.inference.noise import learn_dispersion
from alee.inference.observation import Observation
from alee.inference.shared_errors import sums
from alee.inference.smoothing import heavier
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats, Indices

WIDER = 1.2  # draws reach a little further than the Gaussian answer, so that no weight is huge
PASSES = 4  # towards the Gaussian answer with heavy tails
NOTHING = 1e-12  # a precision below this says nothing


@dataclass(frozen=True)
class Witnesses:
    """The factors behind some observations.

    Attributes
    ----------
    parameters
        F of them, each once, in order of name.
    of
        Which factor each observation has, (observation,).
    """

    parameters: tuple[Parameter, ...]
    of: Indices

    @cached_property
    def middle(self) -> Floats:
        """Log of the prior's median, (factor,)."""
        return np.log([p.prior.median for p in self.parameters])

    @cached_property
    def sigma(self) -> Floats:
        """Standard deviation of the log of a usual factor, (factor,)."""
        return np.log([p.prior.quantile(ndtr(1.0)) for p in self.parameters]) - self.middle

    @cached_property
    def far(self) -> Floats:
        """The same of one that is far off, (factor,); that of a usual one where none ever is."""
        return np.hypot(self.sigma, [far_sigma(p) for p in self.parameters])

    @property
    def may_be_far(self) -> Floats:
        """Chance of being far off before any report, (factor,)."""
        return np.where(self.far > self.sigma, FAR_OFF, 0.0)

    def normals(self, purpose: Purpose, seed: int, members: int) -> Floats:
        """Standard normal numbers addressed by factor and member, (member, factor)."""
        keys = np.array([name_key(f"witness/{p.name}") for p in self.parameters], dtype=np.uint32)
        return standard_normals(seed, int(purpose), keys, 0, members)

    def applied(self, figures: Floats, x: Floats | float = 0.0) -> Floats:
        """Figures (member, observation) times factors of log(factor / median) ``x`` (member, factor)."""
        return np.asarray(
            figures * np.exp(np.broadcast_to(self.middle + x, (len(figures), len(self.middle))))[:, self.of]
        )

    def chance_far(self, x: Floats) -> Floats:
        """Chance that a factor of log(factor / median) ``x`` is far off, any shape that ends in (factor,)."""
        usual, far = _two(x, self.may_be_far, (0.0, self.sigma), (0.0, self.far))
        return np.asarray(expit(far - usual))

    def log_prior(self, x: Floats) -> Floats:
        """Of log(factor / median), (member, factor), up to the constant that all densities here lack."""
        return np.logaddexp(*_two(x, self.may_be_far, (0.0, self.sigma), (0.0, self.far)))


def witnesses_of(observations: Sequence[Observation]) -> Witnesses:
    """Collect the factors behind some observations."""
    unique = {o.factor.name: o.factor for o in sorted(observations, key=lambda o: o.report.id)}
    number = {name: k for k, name in enumerate(sorted(unique))}
    of = np.array([number[o.factor.name] for o in observations], dtype=np.int32)
    return Witnesses(tuple(unique[name] for name in number), of)


def slopes(observations: Sequence[Observation], figures: Floats) -> Floats:
    """How each figure in transformed space follows the log of its factor, (member, observation).

    1 for amounts, less for small differences.
    """
    scale = np.array([o.scale for o in observations])
    bent = figures / np.where(scale > 0.0, scale, 1.0)
    return np.where(scale > 0.0, bent / np.sqrt(1.0 + bent**2), 1.0)


def transformed(observations: Sequence[Observation], figures: Floats) -> Floats:
    """Figures in the space in which they are compared, (member, observation)."""
    return np.stack([o.transform(figures[:, r]) for r, o in enumerate(observations)], axis=1)


@dataclass(frozen=True)
class Left:
    """What histories and reports leave open of log(factor / median): a usual and a far Gaussian.

    Attributes
    ----------
    usual, usual_sd, far, far_sd
        Mean and standard deviation of both, (member, factor).
    chance
        Of the far one, (member, factor).
    """

    usual: Floats
    usual_sd: Floats
    far: Floats
    far_sd: Floats
    chance: Floats

    def draw(self, kind: Floats, normals: Floats, wider: float = 1.0) -> Floats:
        """Draw by uniform ``kind`` and standard ``normals``, (member, factor)."""
        is_far = kind < self.chance
        middle, sd = np.where(is_far, self.far, self.usual), np.where(is_far, self.far_sd, self.usual_sd)
        return np.asarray(middle + wider * sd * normals)

    def moments(self) -> tuple[Floats, Floats]:
        """Mean for each member, (member, factor), and standard deviation within a typical one, (factor,)."""
        mean = self.usual + self.chance * (self.far - self.usual)
        square = self.usual_sd**2 + self.chance * (self.far_sd**2 - self.usual_sd**2)
        square = square + self.chance * (1.0 - self.chance) * (self.far - self.usual) ** 2
        return mean, np.sqrt(np.median(square, axis=0))

    def log_density(self, x: Floats, wider: float) -> Floats:
        """Of such draws, (member, factor), up to the constant that all densities here lack."""
        usual, far = (self.usual, wider * self.usual_sd), (self.far, wider * self.far_sd)
        return np.logaddexp(*_two(x, self.chance, usual, far))


def left_open(
    witnesses: Witnesses,
    observations: Sequence[Observation],
    figures: Floats,
    error: Floats,
    heard: float | Floats = 1.0,
) -> Left:
    """Work out the Gaussian answer for every member's own history.

    Figures that nothing near explains pull less, as they do in the smoother; those inside a free range do not
    pull at all.

    Parameters
    ----------
    figures
        (member, observation), before factors.
    error
        (observation,) in transformed space.
    heard
        Part of the reports' evidence that counts, 0 to 1, of all or of each (observation,).
    """
    low, high = np.array([o.low for o in observations]), np.array([o.high for o in observations])
    of, n = witnesses.of, len(witnesses.parameters)
    x = np.zeros((len(figures), n))
    precision = total = x
    for k in range(PASSES):
        seen = witnesses.applied(figures, x)
        there, slope = transformed(observations, seen), slopes(observations, seen)
        away = np.clip(there, low, high) - there
        weight = np.where((low < high) & (away == 0.0), 0.0, slope**2 / error**2)
        if k:
            weight = weight / heavier((away / error) ** 2)
        aim = away / np.where(slope == 0.0, 1.0, slope) + x[:, of]
        weight = weight * heard
        precision, total = sums(weight, of, n), sums(weight * aim, of, n)
        x = total / (precision + witnesses.far**-2)
    usual, far = precision + witnesses.sigma**-2, precision + witnesses.far**-2
    scatter = 1.0 / np.maximum(precision, NOTHING)
    narrow, wide = witnesses.sigma**2 + scatter, witnesses.far**2 + scatter
    better = 0.5 * (total * scatter) ** 2 * (1.0 / narrow - 1.0 / wide) - 0.5 * np.log(wide / narrow)
    odds = np.log(FAR_OFF / (1.0 - FAR_OFF)) + np.where(precision > NOTHING, better, 0.0)
    return Left(
        usual=total / usual, usual_sd=usual**-0.5, far=total / far, far_sd=far**-0.5,
        chance=np.where(witnesses.may_be_far > 0.0, expit(odds), 0.0),
    )  # fmt: skip


def draw_factors(
    witnesses: Witnesses,
    observations: Sequence[Observation],
    figures: Floats,
    error: Floats,
    seed: int,
    heard: float | Floats = 1.0,
) -> Floats:
    """Draw log(factor / median) for each history by the Gaussian answer, (member, factor)."""
    members = len(figures)
    kind = ndtr(witnesses.normals(Purpose.WITNESS_KIND, seed, members))
    found = left_open(witnesses, observations, figures, error, heard)
    return _within(witnesses, found.draw(kind, witnesses.normals(Purpose.WITNESS, seed, members)))


def dispersion_given(
    witnesses: Witnesses,
    observations: Sequence[Observation],
    figures: Floats,
    error: Floats,
    seed: int,
    heard: float | Floats,
) -> Floats:
    """The dispersion of each report's issuer, (observation,), with factors as each history leaves them."""
    x = draw_factors(witnesses, observations, figures, error, seed, heard)
    return learn_dispersion(observations, transformed(observations, witnesses.applied(figures, x)))


def listen(
    witnesses: Witnesses,
    observations: Sequence[Observation],
    figures: Floats,
    weight: Floats,
    seed: int,
    draws: int,
) -> tuple[Floats, Floats]:
    """Weigh histories by the true likelihood of all reports, averaged over what factors may be.

    Parameters
    ----------
    figures
        (member, observation), before factors.
    weight
        How much of each report counts, (observation,).
    draws
        Of each factor, for each history.

    Returns
    -------
    tuple
        An estimate of the log-likelihood of the reports with each factor, (member, factor), whose likelihood
        is right on average, and a draw of log(factor / median) that goes with it, (member, factor).
    """
    error = np.array([o.error for o in observations]) / np.sqrt(weight)
    found = left_open(witnesses, observations, figures, error)
    members, n = len(figures), len(witnesses.parameters)
    drawn, logs = np.empty((draws, members, n)), np.empty((draws, members, n))
    for j in range(draws):
        own = derive_seed(seed, "witness", str(j))
        kind = ndtr(witnesses.normals(Purpose.WITNESS_KIND, own, members))
        raw = found.draw(kind, witnesses.normals(Purpose.WITNESS, own, members), WIDER)
        drawn[j] = _within(witnesses, raw)
        factor = np.exp(witnesses.middle + drawn[j])[:, witnesses.of]
        each = log_likelihood(observations, figures, factor) * weight
        prior = witnesses.log_prior(raw) - found.log_density(raw, WIDER)
        logs[j] = sums(each, witnesses.of, n) + prior
    total = logsumexp(logs, axis=0)
    share = np.exp(logs - total).cumsum(axis=0)
    choice = ndtr(witnesses.normals(Purpose.WITNESS_CHOICE, seed, members))
    chosen = np.minimum((share < choice).sum(axis=0), draws - 1)
    x = np.take_along_axis(drawn, chosen[None], axis=0)[0]
    return np.asarray(total - np.log(draws)), np.asarray(x)


def _within(witnesses: Witnesses, x: Floats) -> Floats:
    """Keep factors where parameters have values."""
    most = FURTHEST * witnesses.sigma
    return np.clip(x, -most, most)


def _two(
    x: Floats, chance: Floats, usual: tuple[Floats | float, Floats], far: tuple[Floats | float, Floats]
) -> tuple[Floats, Floats]:
    """Log densities of a usual and of a far factor, each times its chance; both lack the same constant."""

    def one(middle: Floats | float, sd: Floats) -> Floats:
        return np.asarray(-0.5 * ((x - middle) / sd) ** 2 - np.log(sd))

    with np.errstate(divide="ignore"):
        return np.log1p(-chance) + one(*usual), np.log(chance) + one(*far)
