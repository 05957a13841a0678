"""How carefully issuers count: learnt from their figures, around the prior, never from a wide ensemble."""

import datetime as dt

import numpy as np
import pytest

from alee.compiler import Plan, compile_plan
from alee.inference.noise import DISPERSION, disperse, learn_dispersion, with_dispersion
from alee.inference.observation import Observation, observe
from tests.worlds import report, small_world


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(small_world(), until=dt.date(2030, 3, 14))


def figures_of(plan: Plan, issuer: str, n: int, **more: object) -> list[Observation]:
    days = [f"2030-03-{d + 1:02}" for d in range(n)]
    rows = [report(f"{issuer}{d}", "Beeland", "entries", 90_000, d, d, issuer=issuer, **more) for d in days]
    return [observe(plan, row) for row in rows]


def ensemble(observations: list[Observation], misfit: float, sd: float = 0.0) -> np.ndarray:
    """Predictions whose middle is off by so many errors, with a spread in transformed space."""
    off = np.array([o.target + misfit * o.error * (-1) ** r for r, o in enumerate(observations)])
    return off + sd * np.array([-1.0, 0.0, 1.0])[:, None]


def test_nothing_is_learnt_from_nothing(plan: Plan) -> None:
    assert learn_dispersion([], np.empty((3, 0))).shape == (0,)
    (one,) = learn_dispersion(figures_of(plan, "a", 1), ensemble(figures_of(plan, "a", 1), 1.0))
    assert one == pytest.approx(1.0, abs=0.15)


def test_careful_and_careless_issuers_are_told_apart(plan: Plan) -> None:
    careful, careless = figures_of(plan, "a", 9), figures_of(plan, "b", 9)
    predicted = np.concatenate([ensemble(careful, 0.2), ensemble(careless, 3.0)], axis=1)
    learnt = learn_dispersion([*careful, *careless], predicted)
    assert len(set(learnt[:9])) == len(set(learnt[9:])) == 1
    assert learnt[0] < 0.6
    assert learnt[9] > 1.8
    assert float(DISPERSION.quantile(0.005)) < learnt[0] < learnt[9] < float(DISPERSION.quantile(0.995))


def test_more_figures_tell_more(plan: Plan) -> None:
    few, many = figures_of(plan, "a", 2), figures_of(plan, "a", 12)
    assert learn_dispersion(many, ensemble(many, 3.0))[0] > learn_dispersion(few, ensemble(few, 3.0))[0] > 1.0


def test_a_wide_ensemble_excuses_a_misfit(plan: Plan) -> None:
    some = figures_of(plan, "a", 9)
    assert learn_dispersion(some, ensemble(some, 3.0, sd=5.0))[0] == pytest.approx(1.0, abs=0.1)


def test_a_bound_that_holds_says_nothing(plan: Plan) -> None:
    bounds = figures_of(plan, "a", 9, low=90_000)
    above = np.array([[o.target + 1.0] * 3 for o in bounds]).T
    median = float(np.exp(np.log(DISPERSION.quantile((np.arange(60) + 0.5) / 60)).mean()))
    assert learn_dispersion(bounds, above)[0] == pytest.approx(median)


def test_small_counts_keep_their_chance(plan: Plan) -> None:
    small = observe(plan, report("S", "Beeland", "entries", 4, "2030-03-06", "2030-03-06"))
    (careful,) = with_dispersion([small], np.array([0.01]))
    assert careful.error == pytest.approx(0.5, abs=0.01)
    assert careful.spread == pytest.approx(small.spread / 100)
    assert disperse(small, np.array([1.0]))[0] == pytest.approx(small.error)
    net = observe(plan, report("N", "Beeland", "net", 400, "2030-03-06", "2030-03-06"))
    assert with_dispersion([net], np.array([2.0]))[0].error == pytest.approx(2 * net.error)
