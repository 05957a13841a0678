"""Factors of issuers given a history, against the integral over one factor that can be worked out."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from alee.compiler import compile_plan
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.inference.figures import coordinates
from alee.inference.issuers import FAR, FAR_OFF, far_sigma
from alee.inference.likelihood import log_likelihood
from alee.inference.observation import Observation, sort_reports
from alee.inference.witnesses import draw_factors, listen, witnesses_of

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"
MEMBERS = 4000


@pytest.fixture(scope="module")
def guard() -> list[Observation]:
    """All entries that the bridge guard of the teaching example counted."""
    scenario = load_scenario(HAMLET)
    plan = compile_plan(scenario, until=scenario.as_of, as_of=scenario.as_of)
    observations, _ = sort_reports(plan, load_reports(HAMLET / "reports.csv"), scenario.as_of)
    found = [o for o in observations if o.factor.name.startswith("issuers/bridge guard/gross_entries")]
    assert len(found) > 1
    return found


def saying(observations: list[Observation], figures: np.ndarray) -> list[Observation]:
    """The same issuer with other figures."""
    return [
        replace(o, target=o.stated(f), low=o.stated(f), high=o.stated(f), least=f, most=f)
        for o, f in zip(observations, figures, strict=True)
    ]


def integral(observations: list[Observation], figures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Values of log(factor / median), and log of prior times likelihood there."""
    witnesses = witnesses_of(observations)
    x = np.linspace(-3.5, 3.5, 7001)
    wide = np.repeat(figures[:1], len(x), axis=0)
    factor = np.exp(witnesses.middle + x[:, None])[:, witnesses.of]
    each = log_likelihood(observations, wide, factor).sum(axis=1)
    sigma, far = witnesses.sigma[0], witnesses.far[0]
    prior = np.logaddexp(
        np.log(1 - FAR_OFF) + stats.norm.logpdf(x, 0, sigma), np.log(FAR_OFF) + stats.norm.logpdf(x, 0, far)
    )
    return x, each + prior


@pytest.mark.parametrize("off", [1.0, 1.3, 0.3])
def test_averages_and_draws_are_those_of_the_integral(guard: list[Observation], off: float) -> None:
    """One history, many members: a usual, a high and an absurd series; 2 checks each, 1e-6 in all."""
    truth = np.array([200.0, 900.0, 400.0, 650.0, 300.0][: len(guard)] + [500.0] * max(0, len(guard) - 5))
    said = saying(guard, np.round(truth * off * 1.15))
    figures = np.repeat(truth[None], MEMBERS, axis=0)
    x, logs = integral(said, figures)
    share = np.exp(logs - logs.max())
    exact = np.log(share.sum() * (x[1] - x[0])) + logs.max()
    found, drawn = listen(witnesses_of(said), said, figures, np.ones(len(said)), 5, 6)
    ratio = np.exp(found[:, 0] - exact)
    error = ratio.std() / MEMBERS**0.5
    assert ratio.mean() == pytest.approx(1.0, abs=5.2 * error)
    assert error < 0.02
    cumulated = share.cumsum() / share.sum()
    test = stats.kstest(drawn[:, 0], lambda at: np.interp(at, x, cumulated))
    assert test.pvalue > 5e-8


def test_a_series_that_is_a_third_of_the_people_is_held_for_far_off(guard: list[Observation]) -> None:
    truth = np.full(len(guard), 800.0)
    figures = np.repeat(truth[None], 200, axis=0)
    chances = {}
    for off in (1.15, 0.35):
        said = saying(guard, np.round(truth * off))
        witnesses = witnesses_of(said)
        drawn = draw_factors(witnesses, said, figures, np.array([o.error for o in said]), 3)
        chances[off] = float(witnesses.chance_far(drawn).mean())
    assert chances[0.35] > 0.9
    assert chances[1.15] < FAR_OFF


def test_a_free_range_around_every_history_leaves_the_prior(guard: list[Observation]) -> None:
    """Far ones included; one test at 1e-6."""
    open_ended = [replace(o, low=-np.inf, high=np.inf, least=0.0, most=np.inf) for o in guard]
    figures = np.full((MEMBERS, len(guard)), 500.0)
    witnesses = witnesses_of(open_ended)
    drawn = draw_factors(witnesses, open_ended, figures, np.array([o.error for o in guard]), 3)[:, 0]
    sigma, far = witnesses.sigma[0], witnesses.far[0]

    def below(x: np.ndarray) -> np.ndarray:
        usual, wide = stats.norm.cdf(x, 0, sigma), stats.norm.cdf(x, 0, far)
        return np.where(x >= 6.0 * sigma, 1.0, (1 - FAR_OFF) * usual + FAR_OFF * wide)

    assert stats.kstest(drawn[np.abs(drawn) < 6.0 * sigma * 0.999], below).pvalue > 1e-6


def test_prior_factors_are_now_and_then_far_off(guard: list[Observation]) -> None:
    z = coordinates([guard[0].factor], 7, 20_000)[:, 0]
    sigma = guard[0].factor.prior.sigma
    expected = FAR_OFF * 2 * stats.norm.sf(4.0 * sigma / np.hypot(sigma, FAR)) + (1 - FAR_OFF) * 6.3e-5
    assert (np.abs(z) > 4.0).mean() == pytest.approx(expected, abs=5 * (expected / 20_000) ** 0.5)


def test_only_factors_of_counts_of_people_are_ever_far_off(guard: list[Observation]) -> None:
    assert far_sigma(guard[0].factor) == FAR
    scenario = load_scenario(HAMLET)
    plan = compile_plan(scenario, until=scenario.as_of, as_of=scenario.as_of)
    observations, _ = sort_reports(plan, load_reports(HAMLET / "reports.csv"), scenario.as_of)
    others = {p.name for o in observations for p in o.parameters if not far_sigma(p)}
    assert {name.split("/")[2] for name in others} >= {"queue"}
    assert any(name.endswith("delay") for name in others)
    assert not any(far_sigma(p) for p in plan.parameters)
