"""Does a fit believe neither too much nor too little? Simulation-based calibration of the inference itself.

Draw the truth from the prior, let the project's own noise make reports of it, fit them, and look where the
truth lies among the members: its rank. If the inference is right, ranks are uniform, for every parameter and
every stock (Cook, Gelman and Rubin 2006; Talts and others 2018). A pile at both ends is a posterior that is
too narrow, a hump in the middle one that is too wide, a slope one that is off to a side.

Whether the ranks of ``n`` draws may pass for uniform is judged by their whole curve at once, as Säilynoja,
Bürkner and Vehtari 2022 do: the empirical distribution stays inside a band that holds the curves of 99 % of
all uniform samples of that size. The band is found by simulating such samples.

Which figures are published is the scenario's own table: every row that counts, made exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr
from scipy.stats import binom

from alee.compiler import compile_plan
from alee.core.addresses import Purpose, derive_seed, name_key
from alee.ensemble import as_record
from alee.evaluation.results import Cell, Results
from alee.evaluation.twin import SEED_LIMIT, scattered, uniforms
from alee.executors import Progress
from alee.inference.effort import ROUNDS
from alee.inference.figures import coordinates, issuer_parameters
from alee.inference.fitting import fit
from alee.inference.likelihood import OUTLIER_SHARE, OUTLIER_WIDTH
from alee.inference.measures import Noise
from alee.inference.observation import Observation, expect, factors, shape_values, sort_reports
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario
from alee.simulation import run_plan

BAND = 0.99
SIMULATED_SAMPLES = 4000  # of uniform numbers, to find the band
MOST_POINTS = 100  # at which a curve is looked at
CLEAR = 2.6  # standard errors beyond which the words "too narrow", "off to a side" are used
NOTES = (
    "Ranks are those of the truth among the members, 0 to 1, uniform if the fit is right. Middle: their mean "
    "(0.5). Spread: their variance over that of uniform numbers; above 1 the posterior is too narrow, below "
    "1 too wide. Chance: that a uniform sample looks as odd as this one, over the whole curve; below 0.01 "
    "the curve leaves its 99 % simultaneous band. Of 100 right posteriors one leaves it by chance.",
    "Reports are the scenario's own table with its figures made anew, ranges made exact; the noise is the "
    "project's own, rare wild figures among it.",
)


@dataclass(frozen=True, kw_only=True)
class Ranks:
    """Where truths lay.

    Attributes
    ----------
    names
        Of the parameters and stocks.
    values
        (draw, name) float64, 0..1: part of the members below the truth, ties broken by chance.
    """

    names: tuple[str, ...]
    values: Floats


def evaluate_calibration(
    cases: Sequence[tuple[Scenario, Reports]],
    *,
    draws: int = 100,
    members: int = 200,
    rounds: int = ROUNDS,
    seed: int = 2022,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Rank the truth of every parameter and of the stocks, and judge the ranks.

    Parameters
    ----------
    cases
        Scenarios, each with the table whose rows say what is published.
    draws
        Truths per scenario; each costs a fit.
    members
        Of each fit, at least 20.
    rounds
        Moves by the true likelihood after the smoother, as in a fit.
    """
    rows: list[dict[str, Cell]] = []
    for scenario, table in cases:
        parts = []
        for draw in range(draws):
            if progress is not None:
                progress(f"ranks of {scenario.name}", draw, draws)
            parts.append(
                rank_truth(
                    scenario, table, draw=draw, members=members, rounds=rounds, seed=seed, threads=threads
                )
            )
        ranks = Ranks(names=parts[0].names, values=np.concatenate([part.values for part in parts]))
        rows += judge(scenario.name, ranks, seed=seed)
    settings: dict[str, Cell] = {"draws": draws, "members": members, "rounds": rounds, "seed": seed}
    return Results(protocol="calibration", rows=tuple(rows), settings=settings, notes=NOTES)


def exact_reports(scenario: Scenario, reports: Reports) -> Reports:
    """The rows of a table that count, each saying one number."""
    exact = [
        r.model_copy(update={"value": r.figure, "low": None, "high": None, "copy_of": None})
        for r in reports.until(scenario.as_of).counted()
    ]
    return Reports(exact)


def rank_truth(
    scenario: Scenario,
    table: Reports,
    *,
    draw: int,
    members: int,
    rounds: int = ROUNDS,
    seed: int,
    threads: int | None = None,
) -> Ranks:
    """Draw one truth and its reports, fit them, and rank the truth, (1, name).

    ``draw`` is the number of the truth: draws may be made in any order and in parts.
    """
    own_seed = derive_seed(seed, "calibration", scenario.name, str(draw)) % SEED_LIMIT
    plan = compile_plan(scenario, until=scenario.as_of, as_of=scenario.as_of)
    observations, _ = sort_reports(plan, exact_reports(scenario, table), scenario.as_of)
    parameters = (*plan.parameters, *issuer_parameters(observations))
    z = coordinates(parameters, own_seed, 1)
    n_plan = len(plan.parameters)
    truth = run_plan(plan, z[:, :n_plan], own_seed, threads=1)
    values = shape_values(observations, parameters, z)
    scale = plan.capacity_scale(z[:, :n_plan])
    figures = expect(plan, observations, as_record(truth), scale, values)
    mean = (figures * factors(observations, parameters, z))[0]
    made = [_made_anew(o, float(m), own_seed) for o, m in zip(observations, mean, strict=True)]
    fit_seed = derive_seed(own_seed, "fit") % SEED_LIMIT
    posterior = fit(
        scenario, Reports(made), as_of=scenario.as_of, members=members, seed=fit_seed, rounds=rounds,
        threads=threads,
    )  # fmt: skip
    column = {p.name: k for k, p in enumerate(posterior.parameters)}
    kept = [(k, p.name) for k, p in enumerate(parameters) if p.name in column]
    ours = np.stack([posterior.z[:, column[name]] for _, name in kept], axis=1)
    names = [name for _, name in kept] + [f"stock/{place}" for place in plan.place_names]
    there = truth.present.isel(day=-1).sum("group").values.astype(float)
    found = posterior.present.isel(day=-1).sum("group").values.astype(float)
    true = np.concatenate([z[0, [k for k, _ in kept]], there[0]])
    chance = uniforms(own_seed, [f"tie {name}" for name in names])[0]
    return Ranks(names=tuple(names), values=fractional_ranks(np.hstack([ours, found]), true, chance)[None])


def fractional_ranks(draws: Floats, true: Floats, chance: Floats) -> Floats:
    """Rank of the truth among draws, spread evenly over its step, so that a right posterior gives 0..1.

    ``draws`` (member, name), ``true`` and ``chance`` (name,) float64; returns (name,) between 0 and 1. A
    truth that ties with draws is put anywhere among them.
    """
    below = (draws < true).sum(axis=0)
    equal = (draws == true).sum(axis=0)
    return np.asarray((below + chance * (equal + 1)) / (len(draws) + 1))


def curve_oddity(ranks: Floats) -> Floats:
    """How odd the oddest point of each sample's curve is, the smaller the odder, (sample,).

    ``ranks`` (draw, sample) float64 in 0..1. At each point the number of ranks below it is binomial if they
    are uniform; given is the smallest two-sided probability over all points.
    """
    n = len(ranks)
    points = np.arange(1, min(n, MOST_POINTS)) / min(n, MOST_POINTS)
    count = (ranks[None] <= points[:, None, None]).sum(axis=1)
    below = binom.cdf(count, n, points[:, None])
    above = binom.sf(count - 1, n, points[:, None])
    return np.asarray(2.0 * np.minimum(below, above).min(axis=0))


def uniform_oddities(n: int, seed: int) -> Floats:
    """Oddities of simulated uniform samples of ``n`` ranks, sorted, (sample,)."""
    out = []
    keys = np.array([name_key("band", str(i)) for i in range(n)], dtype=np.uint32)
    for first in range(0, SIMULATED_SAMPLES, 500):
        normal = standard_normals(seed, int(Purpose.OBSERVATION), keys, first, 500)
        out.append(curve_oddity(np.asarray(ndtr(normal)).T))
    return np.asarray(np.sort(np.concatenate(out)))


def judge(scenario: str, ranks: Ranks, *, seed: int) -> list[dict[str, Cell]]:
    """One row per parameter and stock: whether its curve stays in the band, and which way it is wrong."""
    n = len(ranks.values)
    usual = uniform_oddities(n, seed)
    odd = curve_oddity(ranks.values)
    chance = (np.searchsorted(usual, odd, side="right") + 1) / (len(usual) + 1)
    middle = ranks.values.mean(axis=0)
    spread = 12.0 * ((ranks.values - 0.5) ** 2).mean(axis=0)
    return [
        {
            "scenario": scenario, "name": name, "middle": float(middle[k]), "spread": float(spread[k]),
            "chance": float(chance[k]), "inside the band": "yes" if chance[k] >= 1.0 - BAND else "no",
            "looks": _looks(float(middle[k]), float(spread[k]), n),
        }
        for k, name in enumerate(ranks.names)
    ]  # fmt: skip


def _looks(middle: float, spread: float, n: int) -> str:
    """Which way ranks are wrong, where it is clear; the spread of uniform ranks has variance 4/5 over n."""
    words = []
    if abs(spread - 1.0) > CLEAR * np.sqrt(0.8 / n):
        words.append("too narrow" if spread > 1.0 else "too wide")
    if abs(middle - 0.5) > CLEAR * np.sqrt(1.0 / 12.0 / n):
        words.append("too low" if middle > 0.5 else "too high")
    return ", ".join(words)


def _made_anew(observation: Observation, mean: float, seed: int) -> Report:
    """The report with a figure drawn from the project's own noise around a mean."""
    name = observation.report.id
    luck, wild, far = uniforms(seed, [f"{word} {name}" for word in ("noise", "wild", "far")])[0]
    error = observation.spread
    if observation.noise is Noise.COUNT:
        error = float(np.hypot(error, 1.0 / np.sqrt(max(mean, 1.0))))
    if wild < OUTLIER_SHARE:
        centre = float(observation.transform(np.array(mean)))
        width = OUTLIER_WIDTH * error
        moved = centre + np.clip(width * np.tan(np.pi * (far - 0.5)), -8.0, 8.0)
        value = float(observation.back(np.array(moved)))
    elif observation.noise is Noise.COUNT:
        value = scattered(max(mean, 0.5), observation.spread, luck)
    else:
        normal = standard_normals(seed, int(Purpose.OBSERVATION), np.array([name_key(name)], np.uint32), 0, 1)
        value = float(observation.back(observation.transform(np.array(mean)) + error * normal[0, 0]))
    is_count = observation.noise is Noise.COUNT
    return observation.report.model_copy(update={"value": float(round(value)) if is_count else value})
