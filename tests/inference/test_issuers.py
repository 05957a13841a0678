"""What is not known about who reports: factors, delays and answers of an index, and whom they belong to."""

import datetime as dt

import numpy as np
import pytest

from alee.compiler import compile_plan
from alee.inference.issuers import (
    DEFINED_SIGMA,
    ELASTICITY,
    MONEY,
    SENSITIVITY_SIGMA,
    USUAL_FLOW,
    delay_parameter,
    factor_parameter,
    index_parameters,
)
from alee.inference.measures import MEASURES
from alee.inference.proxies import USUAL_STAY
from alee.model.priors import median_of
from tests.worlds import report, small_world


def row(measure="stock", unit="persons", area="Beeland", **more):
    return report("X", area, measure, 40, "2030-03-06", "2030-03-08", unit=unit, **more)


def prior(seen, measure="stock", counted_by=""):
    found = factor_parameter(seen, measure, counted_by).prior
    return found.median, found.sigma


STOCK = MEASURES["stock"].bias_median, MEASURES["stock"].bias_sigma


def test_a_plain_count_has_the_factor_of_its_measure():
    assert prior(row()) == STOCK
    assert factor_parameter(row(), "stock").name == "issuers/border service/stock/Beeland/all"
    assert factor_parameter(row(iso3="BBB"), "stock").name == "issuers/border service/stock/BBB/all"


def test_men_are_two_thirds_and_less_surely():
    assert prior(row(unit="men")) == (STOCK[0] * 0.65, max(STOCK[1], 0.3))
    assert factor_parameter(row(unit="men"), "stock").name.endswith("/men")
    wide = next(n for n, m in MEASURES.items() if m.bias_sigma > 0.3 and "persons" in m.counted)
    assert prior(row(wide, unit="men"), wide)[1] == MEASURES[wide].bias_sigma, "never surer than its measure"


def test_all_nationalities_are_somewhat_more():
    assert prior(row(unit="persons, all nationalities")) == (STOCK[0] * 1.15, max(STOCK[1], 0.2))
    assert prior(row(note="of all nationalities")) == (STOCK[0] * 1.15, max(STOCK[1], 0.2))


@pytest.mark.parametrize("issuer", ["officials, not named", "tally of a newspaper"])
def test_who_is_not_named_is_less_sure(issuer):
    assert prior(row(issuer=issuer)) == (STOCK[0], max(STOCK[1], 0.3))


def test_who_defines_the_people_needs_hardly_a_factor():
    assert prior(row(issuer="UNHCR"), counted_by="UNHCR") == (1.0, DEFINED_SIGMA)
    assert prior(row(issuer="UNHCR"), counted_by="IOM") == STOCK
    entries = row("entries", issuer="UNHCR")
    wanted = MEASURES["entries"].bias_median, MEASURES["entries"].bias_sigma
    assert prior(entries, "entries", "UNHCR") == wanted, "of stocks only"


def test_each_fare_and_search_word_has_a_level_of_its_own():
    fare = factor_parameter(row("air_fare", "RUB one-way"), "air_fare")
    assert fare.prior is MONEY
    assert fare.name == "issuers/border service/air_fare/Beeland/rub one-way"
    other = factor_parameter(row("air_fare", "EUR one-way"), "air_fare")
    assert other.name != fare.name
    searches = factor_parameter(row("search_interest", "index (0/100)"), "search_interest")
    assert searches.prior is MONEY
    assert searches.name.endswith("/Beeland/index (0 100)"), "a slash would look like another part"


def test_a_proxy_belongs_to_its_measure_and_to_what_it_counts():
    permits = factor_parameter(row("residence_permits", "permits granted"), "residence_permits")
    assert permits.name.startswith("issuers/border service/residence_permits/Beeland/")


def test_delays_are_of_an_issuer_and_a_measure():
    assert delay_parameter(row("entries"), "entries") is None
    late = delay_parameter(row("registered"), "registered")
    assert late.name == "issuers/border service/stock/registered delay"
    assert late.prior is MEASURES["registered"].delay


def test_only_an_index_answers_people():
    plan = compile_plan(small_world(), until=dt.date(2030, 3, 14))
    assert index_parameters(plan, row(), "stock", np.array([0])) == (None, None)


@pytest.mark.parametrize(("measure", "unit", "stay"), [
    ("air_fare", "RUB one-way", 1.0), ("rent_index", "multiple of earlier rent", USUAL_STAY),
])  # fmt: skip
def test_as_many_newcomers_as_usual_travellers_double_an_index(measure, unit, stay):
    world = small_world()
    plan = compile_plan(world, until=dt.date(2030, 3, 14))
    usual = [median_of(way.ordinary) for way in plan.corridors]
    ways = np.argsort(usual)[-2:]
    seen = row(measure, unit)
    sensitivity, elasticity = index_parameters(plan, seen, measure, ways)
    assert sensitivity.prior.median == pytest.approx(1.0 / (sum(usual[c] for c in ways) * stay))
    assert sensitivity.prior.sigma == SENSITIVITY_SIGMA
    assert sensitivity.name.endswith(f"{measure}/Beeland sensitivity")
    assert elasticity.prior is ELASTICITY
    assert elasticity.name.endswith(f"{measure}/elasticity")
    nobody, _ = index_parameters(plan, seen, measure, np.array([], dtype=np.int64))
    assert nobody.prior.median == pytest.approx(1.0 / (USUAL_FLOW * stay))
