"""The likelihood against SciPy, and posteriors against the conjugate ones where the counts speak loudest."""

import numpy as np
import pytest
from scipy import stats

from alee.model.services import Services
from alee.services.rates import Counted, learn_asking, learn_stay, log_likelihood, prior_rates

MEMBERS = 400
WIDE = Services(
    group="Helpers", reach="logitnormal(0.1, 2)", source="assumption",
    services=[
        {"name": "bed", "share": 1, "stay_days": "lognormal(12, 2)", "dispersion": 1e9, "source": "x"}
    ],
)  # fmt: skip
BED = WIDE.services[0]
LEVELS = (0.05, 0.5, 0.95)


def test_likelihood_is_negative_binomial_and_its_tail_where_only_the_placed_were_counted() -> None:
    mean, k = np.array([[[7.0, 3.0, 12.0]]]), 4.0
    asks, at_least = np.array([5.0, 0.0, 9.0]), np.array([False, False, True])
    counted = Counted(np.arange(3), asks, at_least)
    found = log_likelihood(mean, np.full((1, 1, 3), 1e12), np.full((1, 1, 1), k), counted)
    said = stats.nbinom(k, k / (k + mean[0, 0]))
    exact = said.logpmf(asks)
    exact[2] = said.logsf(asks - 1)[2]
    assert found[0, 0] == pytest.approx(exact.sum(), rel=1e-6)


def test_a_small_crowd_cannot_ask_more_often_than_it_is_large() -> None:
    """Binomial variance where nearly everybody asks: the moment-matched form is narrower than Poisson."""
    crowd = np.full((1, 1, 1), 50.0)
    one = [Counted(np.zeros(1, int), np.array([float(y)]), np.array([False])) for y in range(80)]
    wide, even = np.full((1, 1, 1), 5.0), np.full((1, 1, 1), 500.0)
    tails = []
    for evenness in (wide, even):
        chance = np.exp([log_likelihood(np.full((1, 1, 1), 20.0), crowd, evenness, y)[0, 0] for y in one])
        tails.append(chance[40:].sum())
    assert tails[0] > 3 * tails[1]


@pytest.mark.statistics
def test_asking_becomes_the_gamma_posterior() -> None:
    """400 members, 20 days, 1,200 asks of 6,000 people: gamma(1,200) / 6,000 within 1 %."""
    deciders = np.full((MEMBERS, 20), 300)
    counted = Counted(np.arange(20), np.full(20, 60.0), np.zeros(20, bool))
    rates = prior_rates(WIDE, BED, "Bigcity", 5, MEMBERS)
    found = learn_asking(WIDE, BED, "Bigcity", 5, rates, deciders, np.ones(20), counted)
    exact = stats.gamma(1200, scale=1 / 6000).ppf(LEVELS)
    assert np.quantile(found.rates.reach, LEVELS) == pytest.approx(exact, rel=0.01)
    assert found.effective == pytest.approx(MEMBERS)


@pytest.mark.statistics
def test_leaving_becomes_the_beta_posterior() -> None:
    """300 left of 3,000 nights: 1 / beta(300, 2,700) within 2 %."""
    found = learn_stay(BED, "Bigcity", 5, MEMBERS, np.full(30, 100), np.full(30, 10))
    assert found is not None
    exact = 1.0 / stats.beta(300, 2700).ppf(LEVELS[::-1])
    assert np.quantile(found, LEVELS) == pytest.approx(exact, rel=0.02)


def test_members_whose_arrivals_do_not_fit_drop_out() -> None:
    """Half of the members expect twice as many on the second ten days; the counts say that it was so."""
    deciders = np.full((MEMBERS, 20), 1000)
    deciders[MEMBERS // 2 :, 10:] = 2000
    counted = Counted(np.arange(20), np.repeat([100.0, 200.0], 10), np.zeros(20, bool))
    rates = prior_rates(WIDE, BED, "Bigcity", 5, MEMBERS)
    found = learn_asking(WIDE, BED, "Bigcity", 5, rates, deciders, np.ones(20), counted)
    assert (found.rows >= MEMBERS // 2).all()
    assert found.effective == pytest.approx(MEMBERS / 2, rel=0.01)


def test_plain_numbers_are_not_moved() -> None:
    fixed = Services(
        group="Helpers", reach=0.1, source="assumption",
        services=[{"name": "bed", "share": 0.5, "stay_days": 4, "source": "assumption"}],
    )  # fmt: skip
    rates = prior_rates(fixed, fixed.services[0], "Bigcity", 5, 30)
    counted = Counted(np.arange(3), np.array([90.0, 80.0, 99.0]), np.zeros(3, bool))
    found = learn_asking(
        fixed, fixed.services[0], "Bigcity", 5, rates, np.full((30, 3), 900), np.ones(3), counted
    )
    assert (found.rates.reach == 0.1).all()
    assert (found.rates.share == 0.5).all()
    assert learn_stay(fixed.services[0], "Bigcity", 5, 30, np.array([9]), np.array([3])) is None
