"""Rates of a service: drawn per member from what the file believes, then from what the group has counted.

Each member has a part of people who turn to the group (reach), a part of them who ask (share), a delay, a
mean stay, and a size of daily jumps. The counts of the group speak in two ways. *Asks* are negative binomial
around what the member's own arrivals give (a Poisson number whose rate jumps like a gamma variable), so every
pair of a member and a value of the uncertain rate has a likelihood; rates are then drawn from the posterior
over such pairs, and members whose arrivals do not fit drop out. *Leaving* is binomial among the units taken,
which gives the posterior of the mean stay. Both posteriors are computed on a fine grid of the prior, so that
any prior may stand in the file; with a gamma or beta prior they are the conjugate ones. On a day when the
house was full and only those placed were counted, the asks were at least so many.

Source of the form: Gelman and others, Bayesian Data Analysis, chapters 2 and 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from alee.core.addresses import Purpose, name_key
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Counts, Floats
from alee.model.priors import Prior
from alee.model.services import Service, Services

GRID = np.linspace(-4.5, 4.5, 61)  # standard normal scores of the prior: a first look
FINE = 121  # points of the second look, where the first one left any weight
FAINT = 60.0  # log weight below the highest at which a point is left out
LEAST_ASKS = 0.01  # asks per day that may always come from somewhere else
FEWEST = 20.0  # histories that must keep weight
FIELDS = ("share", "delay_days", "stay_days", "dispersion", "patience_days")


@dataclass(frozen=True)
class Rates:
    """One value per member of everything uncertain about a service, each (member,) float64."""

    reach: Floats
    share: Floats
    delay_days: Floats
    stay_days: Floats
    dispersion: Floats
    patience_days: Floats

    def taken(self, rows: Counts) -> Rates:
        """The rates of some members, in that order."""
        return Rates(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Counted:
    """Asks counted on some days.

    Attributes
    ----------
    days
        (count,) int64, row of the day among the days of the outlook.
    asks
        (count,) float64.
    at_least
        (count,) bool, whether more may have asked.
    """

    days: Counts
    asks: Floats
    at_least: Counts


@dataclass(frozen=True)
class Posterior:
    """Members and rates after the counts.

    Attributes
    ----------
    rows
        (member,) int64, the member whose arrivals a slot follows.
    rates
        One value per slot.
    effective
        Members that carry weight, 1 / sum of squared weights.
    """

    rows: Counts
    rates: Rates
    effective: float


def scores(seed: int, purpose: Purpose, names: Sequence[str], members: int) -> Floats:
    """One standard normal number per member at an address made of names, (member,) float64."""
    key = np.array([name_key(*names)], np.uint32)
    return np.asarray(standard_normals(seed, int(purpose), key, 0, members)[:, 0])


def valued(quantity: float | Prior, score: Floats) -> Floats:
    """Values of a quantity at standard normal scores; a plain number is the same everywhere."""
    if isinstance(quantity, Prior):
        return np.asarray(quantity.quantile(special.ndtr(score)))
    return np.full_like(score, float(quantity))


def reach_of(services: Services, service: Service) -> float | Prior:
    """The reach of a service: its own, or that of the file."""
    return services.reach if service.reach is None else service.reach


def prior_rates(services: Services, service: Service, place: str, seed: int, members: int) -> Rates:
    """Draw every member's rates from the file; all services of a group share one luck of reach."""
    own = None if service.reach is None else service.name
    reach = scores(seed, Purpose.NEED_RATE, ["reach", place, own or ""], members)
    values = {
        name: valued(
            getattr(service, name), scores(seed, Purpose.NEED_RATE, [name, place, service.name], members)
        )
        for name in FIELDS
    }
    return Rates(reach=valued(reach_of(services, service), reach), **values)


def asking_chance(service: Service, reach: Floats, share: Floats) -> Floats:
    """Chance that somebody who comes to the point asks for one unit: once, or on one day of thirty."""
    both = np.clip(reach * share, 0.0, 1.0)
    if service.asks_from != "arrivals":
        both = -np.expm1(np.log1p(-np.minimum(both, 1.0 - 1e-12)) / 30.0)
    return np.asarray(both / (service.people_per_unit or 1.0))


def log_likelihood(mean: Floats, crowd: Floats, evenness: Floats, counted: Counted) -> Floats:
    """Log chance of the counted asks, summed over the counts.

    Parameters
    ----------
    mean
        (row, value, count) float64, asks expected.
    crowd
        (row, 1, count) float64, people who came to the point: asks cannot be more.
    evenness
        (row, 1, 1) float64, shape of the daily jump.

    Returns
    -------
    (row, value) float64. A binomial number whose rate jumps has variance mean + mean**2 / k with
    1 / k = 1 / evenness - (1 + 1 / evenness) / crowd; it is taken as negative binomial of that k.
    """
    jump = 1.0 / evenness
    k = 1.0 / np.maximum(jump - (1.0 + jump) / np.maximum(crowd, 1.0), 1e-6)
    centre = np.maximum(mean, LEAST_ASKS)
    y, least = counted.asks, counted.at_least
    said = (
        special.gammaln(y + k) - special.gammaln(k) - special.gammaln(y + 1.0)
        - k * np.log1p(centre / k) + y * (np.log(centre) - np.log(k + centre))
    )  # fmt: skip
    if least.any():
        share = (centre / (k + centre))[..., least]
        shape = np.broadcast_to(k, said.shape)[..., least]
        over = np.where(y[least] > 0, special.betainc(np.maximum(y[least], 1.0), shape, share), 1.0)
        said[..., least] = np.log(np.maximum(over, 1e-300))
    return np.asarray(said.sum(axis=-1))


def learn_asking(
    services: Services, service: Service, place: str, seed: int, rates: Rates, deciders: Counts,
    factor: Floats, counted: Counted,
) -> Posterior:  # fmt: skip
    """Draw members and their rate of asking given what was counted.

    Parameters
    ----------
    deciders
        (member, day) int64, people who come to the point.
    factor
        (day,) float64, season and weekday.
    """
    members = len(rates.reach)
    field = "reach" if isinstance(reach_of(services, service), Prior) else "share"
    quantity = reach_of(services, service) if field == "reach" else service.share
    crowd = deciders[:, counted.days].astype(float)

    def table(grid: Floats) -> Floats:
        """Log weight of each member and score of the uncertain quantity, (member, score)."""
        values = valued(quantity, grid)
        out = np.empty((members, len(grid)))
        for m in range(members):  # one by one: the whole table of a long log would not fit
            both = {"reach": np.full_like(grid, rates.reach[m]), "share": np.full_like(grid, rates.share[m])}
            both[field] = values
            mean = crowd[m] * (asking_chance(service, **both)[:, None] * factor[counted.days])
            evenness = np.full((1, 1), rates.dispersion[m])
            out[m] = log_likelihood(mean, crowd[m], evenness, counted) - 0.5 * grid**2
        return out

    grid = _narrowed(table(GRID)) if isinstance(quantity, Prior) else np.zeros(1)
    log_weight = table(grid)
    rows, effective = _resampled(special.logsumexp(log_weight, axis=1), seed, place, service.name)
    values = {name: getattr(rates, name)[rows] for name in Rates.__dataclass_fields__}
    if isinstance(quantity, Prior):
        luck = _uniforms(seed, ["value", place, service.name], members)
        values[field] = valued(quantity, _drawn(grid, log_weight[rows], luck))
    return Posterior(rows, Rates(**values), effective)


def learn_stay(
    service: Service, place: str, seed: int, members: int, taken: Counts, left: Counts
) -> Floats | None:
    """Draw the mean stay given how many left of those who were in; None where there is nothing to learn.

    Parameters
    ----------
    taken, left
        (count,) int64: units taken on the evening before, and given back that day.
    """
    stay = service.stay_days
    if not isinstance(stay, Prior) or taken.sum() == 0:
        return None

    def table(grid: Floats) -> Floats:
        chance = np.clip(1.0 / valued(stay, grid), 1e-9, 1.0 - 1e-9)
        out = left.sum() * np.log(chance) + (taken - left).sum() * np.log1p(-chance) - 0.5 * grid**2
        return np.asarray(out[None, :])

    grid = _narrowed(table(GRID))
    weights = np.broadcast_to(table(grid), (members, len(grid)))
    return valued(stay, _drawn(grid, weights, _uniforms(seed, ["stay", place, service.name], members)))


def _narrowed(log_weight: Floats) -> Floats:
    """A finer grid over the part of GRID where any member left weight, and one step beyond."""
    best = log_weight.max(axis=0)
    kept = np.flatnonzero(best > best.max() - FAINT)
    return np.linspace(GRID[max(kept[0] - 1, 0)], GRID[min(kept[-1] + 1, len(GRID) - 1)], FINE)


def _uniforms(seed: int, names: Sequence[str], members: int) -> Floats:
    return np.asarray(special.ndtr(scores(seed, Purpose.NEED_LEARN, names, members)))


def _drawn(grid: Floats, log_weight: Floats, uniform: Floats) -> Floats:
    """Draw a score from each row of weights over the grid, between grid points evenly, (row,) float64."""
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    below = np.cumsum(weight, axis=1)
    target = uniform * below[:, -1]
    cell = np.minimum((below < target[:, None]).sum(axis=1), len(grid) - 1)
    row = np.arange(len(uniform))
    inside = 1.0 - (below[row, cell] - target) / np.maximum(weight[row, cell], 1e-300)
    return np.asarray(grid[cell] + (np.clip(inside, 0.0, 1.0) - 0.5) * (grid[1] - grid[0]))


def _resampled(log_weight: Floats, seed: int, place: str, service: str) -> tuple[Counts, float]:
    """Draw members by weight, each as often as it weighs up to one; and how many carry weight.

    Where fewer than twenty would, weights are softened until twenty do; ``effective`` says so.
    """
    members = len(log_weight)
    relative = log_weight - log_weight.max()
    power, floor = 1.0, min(FEWEST, members / 2)
    for _ in range(60):
        weight = np.exp(power * relative)
        effective = float(weight.sum() ** 2 / (weight**2).sum())
        if effective >= floor:
            break
        power *= 0.8
    start = float(_uniforms(seed, ["member", place, service], 1)[0])
    edges = np.cumsum(weight / weight.sum())
    rows = np.searchsorted(edges, (start + np.arange(members)) / members)
    return np.minimum(rows, members - 1).astype(np.int64), effective
