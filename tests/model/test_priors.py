"""Priors: their text and their quantiles."""

import math
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from alee.core.errors import ScenarioError
from alee.model.priors import (
    KINDS,
    Beta,
    LogitNormal,
    LogNormal,
    Normal,
    Prior,
    Uniform,
    as_quantity,
    median_of,
)

POSITIVE = st.floats(1e-6, 1e6)
ANY = st.floats(-1e9, 1e9)
PRIORS = st.one_of(
    st.builds(Normal, ANY, POSITIVE),
    st.builds(LogNormal, POSITIVE, st.floats(1e-6, 10)),
    st.tuples(ANY, POSITIVE).map(lambda pair: Uniform(pair[0], pair[0] + max(pair[1], abs(pair[0]) * 1e-9))),
    st.builds(Beta, POSITIVE, POSITIVE),
    st.builds(LogitNormal, st.floats(1e-6, 1 - 1e-6), st.floats(1e-6, 10)),
)


@given(PRIORS)
def test_text_comes_back(prior: Prior) -> None:
    assert Prior.parse(str(prior)) == prior
    assert as_quantity(str(prior)) == prior
    assert hash(Prior.parse(str(prior))) == hash(prior)


@pytest.mark.parametrize(
    ("prior", "theory"),
    [
        (Normal(3, 2), stats.norm(3, 2)),
        (LogNormal(9, 0.4), stats.lognorm(0.4, scale=9)),
        (Uniform(-1, 4), stats.uniform(-1, 5)),
        (Beta(2, 18), stats.beta(2, 18)),
    ],
)
def test_quantiles_agree_with_theory(prior: Prior, theory: stats.rv_continuous) -> None:
    u = np.linspace(0.001, 0.999, 101).reshape(1, 101)
    assert prior.quantile(u).shape == (1, 101)
    assert prior.quantile(u).dtype == np.float64
    np.testing.assert_allclose(prior.quantile(u), theory.ppf(u), rtol=1e-9)
    assert prior.median == pytest.approx(theory.median())


def test_logitnormal_is_normal_in_log_odds() -> None:
    prior = LogitNormal(0.2, 0.7)
    odds = prior.quantile([0.16, 0.5, 0.84])
    np.testing.assert_allclose(
        np.log(odds / (1 - odds)), math.log(0.25) + 0.7 * stats.norm.ppf([0.16, 0.5, 0.84])
    )
    assert prior.median == 0.2


@given(PRIORS, st.lists(st.floats(0.001, 0.999), min_size=2, max_size=5))
def test_quantiles_rise_and_stay_inside_the_range(prior: Prior, shares: list[float]) -> None:
    values = prior.quantile(sorted(shares))
    assert (np.diff(values) >= 0).all()
    assert (values >= prior.low).all()
    assert (values <= prior.high).all()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lognorm(9, 0.4)", 'there is no kind of prior called "lognorm"'),
        ("lognormal(9)", "must hold two numbers, median and sigma"),
        ("lognormal(9, 0.4, 1)", "must hold two numbers"),
        ("lognormal(nine, 0.4)", '"nine" is not a number'),
        ("lognormal(9, 0.4", "is not a prior"),
        ("lognormal(9, 0.4))", "is not a prior"),
        ("lognormal(0, 0.4)", "both numbers must be above 0"),
        ("lognormal(1, 11)", "sigma at most 10"),
        ("normal(0, -1)", "the sd must be above 0"),
        ("uniform(2, 1)", "the low end must be below the high end"),
        ("beta(0, 1)", "both numbers must be above 0"),
        ("logitnormal(1, 1)", "the median must lie between 0 and 1"),
        ("()", "is not a prior"),
    ],
)
def test_impossible_priors_are_refused(text: str, told: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        Prior.parse(text)
    assert told in str(refusal.value)


@pytest.mark.parametrize("number", [math.nan, math.inf])
@pytest.mark.parametrize("kind", KINDS.values())
def test_priors_of_numbers_that_are_not_finite_are_refused(kind: type[Prior], number: float) -> None:
    with pytest.raises(ScenarioError):
        kind(number, 0.5)  # type: ignore[call-arg]


def test_numbers_and_priors_are_quantities() -> None:
    assert as_quantity("0.5") == 0.5
    assert median_of(0.5) == 0.5
    assert median_of(LogNormal(9, 0.4)) == 9
    with pytest.raises(ScenarioError, match=r"Allowed: a number, or a prior: normal\(mean, sd\)"):
        as_quantity("much")


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    for candidate in (text, f"normal({text})", f"{text}(1, 2)"):
        with suppress(ScenarioError):
            assert as_quantity(candidate) is not None
