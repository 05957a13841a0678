"""The likelihood of reports: against scipy by hand, adding up to one, finite everywhere, a bounded pull."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from scipy import integrate, special, stats

from alee.compiler import Plan, compile_plan
from alee.inference.likelihood import (
    DEGREES_OF_FREEDOM,
    OUTLIER_SHARE,
    OUTLIER_WIDTH,
    log_likelihood,
)
from alee.inference.measures import Noise
from alee.inference.observation import Observation, observe
from tests.worlds import report, small_world

MEANS = np.array([0.7, 12.0, 480.0, 61_000.0])
WILD = [0.0, 1e-300, 1e300, np.inf, np.nan, -1e300, -np.inf, 3.0]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(small_world(), until=dt.date(2030, 3, 14))


def observed(plan: Plan, measure: str, value: float | None, **more: object) -> Observation:
    row = report("X", "Beeland", measure, value, "2030-03-06", "2030-03-08", **more)
    return observe(plan, row)


def at(observation: Observation, means: np.ndarray) -> np.ndarray:
    """Likelihood of one report where the members expect ``means``."""
    figures = np.asarray(means, dtype=np.float64)[:, None]
    return log_likelihood([observation], figures, np.ones_like(figures))[:, 0]


def mixed(usual: np.ndarray, wild: np.ndarray) -> np.ndarray:
    return np.log((1 - OUTLIER_SHARE) * usual + OUTLIER_SHARE * wild)


def moved_to(observation: Observation, value: float) -> Observation:
    """The same report with another exact figure."""
    target = observation.stated(value)
    return replace(observation, least=value, most=value, target=target, low=target, high=target)


def negative_binomial(observation: Observation, mean: np.ndarray) -> stats.rv_discrete:
    size = observation.spread**-2
    return stats.nbinom(size, size / (size + mean))


def cauchy(observation: Observation, mean: np.ndarray) -> stats.rv_continuous:
    return stats.cauchy(observation.transform(mean), OUTLIER_WIDTH * observation.error)


@pytest.mark.parametrize("figure", [0, 1, 9, 430, 58_123])
def test_an_exact_count_is_a_negative_binomial(plan: Plan, figure: int) -> None:
    o = observed(plan, "entries", figure)
    ends = np.log(np.maximum([figure - 0.5, figure + 0.5], 1e-300))
    wild = cauchy(o, MEANS).cdf(ends[1]) - (cauchy(o, MEANS).cdf(ends[0]) if figure else 0.0)
    expected = mixed(negative_binomial(o, MEANS).pmf(figure), wild)
    assert np.allclose(at(o, MEANS), expected, rtol=1e-7)


def test_more_than_up_to_and_ranges_of_counts(plan: Plan) -> None:
    more = observed(plan, "entries", 400, low=400)
    most = observed(plan, "entries", 500, high=500)
    between = observed(plan, "entries", 450, low=400, high=500)
    usual, wild = negative_binomial(more, MEANS), cauchy(more, MEANS)
    assert np.allclose(at(more, MEANS), mixed(usual.sf(399), wild.sf(np.log(399.5))), rtol=1e-7)
    usual, wild = negative_binomial(most, MEANS), cauchy(most, MEANS)
    assert np.allclose(at(most, MEANS), mixed(usual.cdf(500), wild.cdf(np.log(500.5))), rtol=1e-7)
    usual, wild = negative_binomial(between, MEANS), cauchy(between, MEANS)
    inside = usual.cdf(500) - usual.cdf(399)
    expected = mixed(inside, wild.cdf(np.log(500.5)) - wild.cdf(np.log(399.5)))
    assert np.allclose(at(between, MEANS), expected, rtol=1e-7)


def test_a_difference_is_a_student_t(plan: Plan) -> None:
    o = observed(plan, "net", -300)
    means = np.array([-900.0, -300.0, 0.0, 250.0])
    usual = stats.t(DEGREES_OF_FREEDOM, means, o.error * o.scale)
    slope = 1 / np.hypot(-300, o.scale)
    assert np.allclose(at(o, means), mixed(usual.pdf(-300), cauchy(o, means).pdf(o.target) * slope))
    o = observed(plan, "net", 200, low=200)
    usual = stats.t(DEGREES_OF_FREEDOM, means, o.error * o.scale)
    assert np.allclose(at(o, means), mixed(usual.sf(200), cauchy(o, means).sf(o.target)))


def test_a_difference_up_to_something_and_between_two(plan: Plan) -> None:
    means = np.array([-900.0, -300.0, 0.0, 250.0])
    most = observed(plan, "net", 200, high=200)
    usual = stats.t(DEGREES_OF_FREEDOM, means, most.error * most.scale)
    assert np.allclose(at(most, means), mixed(usual.cdf(200), cauchy(most, means).cdf(most.target)))
    between = observed(plan, "net", 150, low=100, high=200)
    usual, wild = stats.t(DEGREES_OF_FREEDOM, means, between.error * between.scale), cauchy(between, means)
    inside = usual.cdf(200) - usual.cdf(100)
    expected = mixed(inside, wild.cdf(between.high) - wild.cdf(between.low))
    assert np.allclose(at(between, means), expected)


@pytest.mark.parametrize("least", [0, 1, 2])
def test_small_bounds_of_counts(plan: Plan, least: int) -> None:
    more, most = observed(plan, "entries", least, low=least), observed(plan, "entries", least, high=least)
    usual, wild = negative_binomial(more, MEANS), cauchy(more, MEANS)
    above = wild.sf(np.log(least - 0.5)) if least else 1.0
    assert np.allclose(at(more, MEANS), mixed(usual.sf(least - 1), above), rtol=1e-7)
    usual, wild = negative_binomial(most, MEANS), cauchy(most, MEANS)
    assert np.allclose(at(most, MEANS), mixed(usual.cdf(least), wild.cdf(np.log(least + 0.5))), rtol=1e-7)


def test_an_amount_is_a_log_normal(plan: Plan) -> None:
    o = observed(plan, "queue_hours", 20, unit="hours")
    means = np.array([3.0, 20.0, 55.0])
    usual = stats.lognorm(o.error, scale=means)
    assert np.allclose(at(o, means), mixed(usual.pdf(20), cauchy(o, means).pdf(o.target) / 20))
    o = observed(plan, "queue_hours", 20, low=15, high=25, unit="hours")
    usual, wild = stats.lognorm(o.error, scale=means), cauchy(o, means)
    inside = usual.cdf(25) - usual.cdf(15)
    assert np.allclose(at(o, means), mixed(inside, wild.cdf(np.log(25)) - wild.cdf(np.log(15))))


def test_a_part_of_a_whole_is_logit_normal(plan: Plan) -> None:
    unit = "share of entrants who leave Beeland again"
    shares = np.array([0.1, 0.6, 0.93])
    centres = special.logit(shares)
    slope = 1 / (0.6 * 0.4)
    o = observed(plan, "share", 0.6, unit=unit)
    usual, wild = stats.norm(centres, o.error), stats.cauchy(centres, OUTLIER_WIDTH * o.error)
    target = special.logit(0.6)
    expected = mixed(usual.pdf(target) * slope, wild.pdf(target) * slope)
    assert np.allclose(at(o, shares / (1 - shares)), expected)
    o = observed(plan, "share", 0.6, low=0.6, unit=unit)
    assert np.allclose(at(o, shares / (1 - shares)), mixed(usual.sf(target), wild.sf(target)))

    def density(share: float) -> float:
        return float(np.exp(at(moved_to(observed(plan, "share", 0.6, unit=unit), share), np.array([1.5]))[0]))

    inside = integrate.quad(density, 0.005, 0.995, limit=400)[0]
    ends = OUTLIER_SHARE * 2 * stats.cauchy(0, OUTLIER_WIDTH * o.error).sf(special.logit(0.995))
    assert inside + ends == pytest.approx(1.0, abs=0.005)  # the centre is not quite in the middle


@pytest.mark.parametrize("mean", [0.7, 12.0, 300.0])
def test_counts_add_up_to_one(plan: Plan, mean: float) -> None:
    o = observed(plan, "entries", 10)
    total = sum(float(np.exp(at(moved_to(o, float(n)), np.array([mean]))[0])) for n in range(4000))
    rest = OUTLIER_SHARE * cauchy(o, np.array([mean])).sf(np.log(3999.5))[0]
    assert total + rest == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize(
    ("measure", "unit", "mean"), [("net", "persons", 120.0), ("queue_hours", "hours", 9.0)]
)
def test_densities_add_up_to_one(plan: Plan, measure: str, unit: str, mean: float) -> None:
    o = observed(plan, measure, 10, unit=unit)
    floor = float(o.transform(np.array(0.5))) if o.noise is Noise.POSITIVE else -30.0

    def density(t: float) -> float:
        figure = float(o.back(np.array(t)))
        step = figure if o.noise is Noise.POSITIVE else float(np.hypot(figure, o.scale))
        return float(np.exp(at(moved_to(o, figure), np.array([mean]))[0])) * step

    inside = integrate.quad(density, floor, 30, points=[float(o.transform(np.array(mean)))], limit=400)[0]
    tails = OUTLIER_SHARE * (
        cauchy(o, np.array([mean])).sf(30)[0] + cauchy(o, np.array([mean])).cdf(floor)[0]
    )
    assert inside + tails == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("figure", [0.0, 1.0, 7e9, 1e12, 1e18])
@pytest.mark.parametrize("bounds", [{}, {"low": True}, {"high": True}, {"low": True, "high": True}], ids=str)
def test_finite_for_every_figure_and_member(plan: Plan, figure: float, bounds: dict[str, bool]) -> None:
    kinds = [
        ("entries", "persons"), ("net", "persons"), ("queue_length_km", "km"), ("stock", "persons"),
        ("air_fare", "RUB one-way"), ("house_sales", "dwellings"), ("rank", "rank by entries"),
    ]  # fmt: skip
    if figure <= 1:
        kinds.append(("share", "share of entrants who leave Beeland again"))
    for measure, unit in kinds:
        if measure == "rank" and figure < 1:
            continue
        o = observed(plan, measure, figure, unit=unit, **dict.fromkeys(bounds, figure))
        assert np.isfinite(at(o, np.array(WILD))).all(), (measure, bounds)
        flat = log_likelihood([o], np.full((8, 1), 9.0), np.array(WILD)[:, None])
        assert np.isfinite(flat).all()


def test_the_pull_of_an_outlier_is_bounded(plan: Plan) -> None:
    o = observed(plan, "entries", 10**12)
    near, far = at(o, np.array([1e6, 2e6]))
    assert abs(far - near) < 0.2  # twice as many people hardly explain a trillion better
    o = observed(plan, "entries", 1000)
    near, far = at(o, np.array([1e3, 2e3]))
    assert near - far > 5.0  # an ordinary figure speaks clearly


def test_reports_and_members_keep_their_places(plan: Plan) -> None:
    rows = [observed(plan, "entries", 400), observed(plan, "net", 30), observed(plan, "entries", 90, low=90)]
    figures = np.array([[380.0, 10.0, 100.0], [300.0, 50.0, 80.0]])
    factor = np.array([[1.0, 1.1, 0.9], [1.2, 1.0, 1.0]])
    whole = log_likelihood(rows, figures, factor)
    assert whole.dtype == np.float64
    for r, row in enumerate(rows):
        alone = log_likelihood([row], figures[:, r : r + 1], factor[:, r : r + 1])
        assert np.array_equal(alone[:, 0], whole[:, r])
    assert log_likelihood([], np.zeros((5, 0)), np.zeros((5, 0))).shape == (5, 0)
