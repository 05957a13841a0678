"""From rows to observations: what a measure counts, how its words are read, why a row is left aside."""

import datetime as dt
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from alee.compiler import Plan, compile_plan
from alee.core.addresses import Purpose
from alee.inference.likelihood import log_likelihood
from alee.inference.measures import INDIRECT, MEASURES, Concept
from alee.inference.observation import (
    Observation,
    expect,
    factors,
    observe,
    report_normals,
    shape_values,
    sort_reports,
    why_not,
)
from alee.inference.operators import SOFTNESS
from alee.kernels.layout import Record, empty_record
from alee.model.areas import Area
from alee.model.reports import Measure, Report, Reports
from tests.worlds import corridor, place, report, small_world, some_reports

LAST = dt.date(2030, 3, 14)
MEMBERS = 4
FIRST, STOP = 5, 8  # 6 to 8 March


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(small_world(), until=LAST)


@pytest.fixture(scope="module")
def record(plan: Plan) -> Record:
    """A made-up record with another number in every cell."""
    empty = empty_record(MEMBERS, len(plan.days), len(plan.places), len(plan.corridors), len(plan.groups))
    rng = np.random.default_rng(7)
    return Record(*(rng.integers(1, 900, part.shape).astype(part.dtype) for part in empty))


def row(area: str, measure: str, value: float | None, unit: str, **more: object) -> Report:
    days = {"start": "2030-03-06", "end": "2030-03-08", **more}
    return report("X", area, measure, value, days.pop("start"), days.pop("end"), unit=unit, **days)


def figure(
    plan: Plan, record: Record, seen: Report, values: dict[str, np.ndarray] | None = None
) -> np.ndarray:
    assert why_not(plan, seen, LAST) == ""
    capacity = np.full((MEMBERS, len(plan.days), len(plan.corridors)), 500.0)
    return observe(plan, seen).operator.expected(record, capacity, values or {})


def ways(plan: Plan, *names: str) -> list[int]:
    return [plan.corridor_names.index(name) for name in names]


def trips(record: Record, columns: list[int], first: int = FIRST, stop: int = STOP) -> np.ndarray:
    both = record.crossings + record.ordinary_out
    return both[:, first:stop][:, :, columns].sum(axis=(1, 2)).astype(float)


def test_every_measure_of_a_report_is_in_the_registry() -> None:
    assert set(get_args(Measure)) - {"other"} <= set(MEASURES)
    assert all(measure.concept.value for measure in MEASURES.values())


def test_the_share_that_leaves_again_is_exits_over_entries(plan: Plan, record: Record) -> None:
    got = figure(plan, record, row("Beeland", "share", 0.6, "share of entrants who leave Beeland again"))
    into, out = ways(plan, "Hometown > Gate by road"), ways(plan, "Bigcity > Farland by air")
    back = (record.returns + record.ordinary_back)[:, FIRST:STOP][:, :, into].sum(axis=(1, 2))
    share = np.clip((trips(record, out) + back) / trips(record, into), 0.005, 0.995)
    assert np.allclose(got, share / (1 - share))


def test_the_share_that_went_on_leaves_out_ways_home() -> None:
    world = small_world()
    ways_back = corridor("Bigcity", "Hometown", "air", hours=3)
    world = type(world)(**{**dict(world), "corridors": (*world.corridors, ways_back)})
    plan = compile_plan(world, until=LAST)
    seen = observe(plan, row("Beeland", "share", 0.6, "share of entrants flown on to third countries"))
    record = empty_record(MEMBERS, len(plan.days), len(plan.places), len(plan.corridors), len(plan.groups))
    for name, count in {"Hometown > Gate by road": 80, "Bigcity > Farland by air": 20}.items():
        record.crossings[:, :, ways(plan, name)] = count
    record.ordinary_out[:, :, ways(plan, ways_back.name)] = 50
    assert seen.operator.expected(record, np.empty(0), {}) == pytest.approx(20 / 60)
    again = observe(plan, row("Beeland", "share", 0.6, "share of entrants who left Beeland again"))
    assert again.operator.expected(record, np.empty(0), {}) == pytest.approx(70 / 10)


def test_shares_of_leavers_of_the_displaced_and_of_a_group(plan: Plan, record: Record) -> None:
    got = figure(plan, record, row("Seeland", "share", 0.2, "share of leavers who came here"))
    home = ways(plan, "Hometown > Gate by road", "Hometown > Seaport by sea", "Hometown > Farland by air")
    crossed = record.crossings[:, FIRST:STOP].sum(axis=1)
    share = crossed[:, ways(plan, "Hometown > Seaport by sea")[0]] / crossed[:, home].sum(axis=1)
    assert np.allclose(expit(np.log(got)), share)

    got = figure(plan, record, row("Seeland", "share", 0.2, "share of displaced people"))
    now = record.present[:, STOP - 1].astype(float)
    abroad = [p for p, name in enumerate(plan.place_names) if name != "Hometown"]
    seaport = plan.place_names.index("Seaport")
    assert np.allclose(expit(np.log(got)), now[:, seaport].sum(1) / now[:, abroad].sum((1, 2)))

    got = figure(plan, record, row("Seeland", "share", 0.2, "share of people present", group="men"))
    men = plan.group_names.index("men")
    assert np.allclose(expit(np.log(got)), now[:, seaport, men] / now[:, seaport].sum(1))


def test_a_share_comes_back_in_its_own_unit_and_stays_one(plan: Plan) -> None:
    o = observe(plan, row("Beeland", "share", 0.6, "share of entrants who leave Beeland again"))
    assert float(o.back(np.array(o.target))) == pytest.approx(0.6)
    everything = o.back(o.transform(np.array([1e-9, 1.0, 1e9]) * 40.0))
    assert ((everything > 0) & (everything < 1)).all()
    sure = observe(plan, row("Beeland", "share", 1.0, "share of entrants who leave Beeland again"))
    assert np.isfinite(sure.target)


def with_present(record: Record, plan: Plan, **counts: int) -> Record:
    present = np.zeros_like(record.present)
    for name, count in counts.items():
        present[:, :, plan.place_names.index(name), 0] = count
    return record._replace(present=present)


@pytest.mark.parametrize(("area", "rank"), [("Seeland", 1), ("Beeland", 2), ("DDD", 3)])
def test_a_rank_is_a_place_in_the_order_of_countries(
    plan: Plan, record: Record, area: str, rank: int
) -> None:
    held = with_present(record, plan, Seaport=9000, Bigcity=2000, Farland=300)
    seen = row(area, "rank", rank, "rank by present")
    got = figure(plan, held, seen)
    assert got == pytest.approx(rank, abs=0.01)
    o = observe(plan, seen)
    other = observe(plan, row(area, "rank", rank % 3 + 1, "rank by present"))
    both = log_likelihood([o, other], np.stack([got, got], axis=1), np.ones((MEMBERS, 2)))
    assert (both[:, 0] > both[:, 1] + 1).all()


def test_areas_that_are_nearly_equal_share_a_rank(plan: Plan, record: Record) -> None:
    held = with_present(record, plan, Seaport=1000, Bigcity=1000, Farland=1)
    assert figure(plan, held, row("Seeland", "rank", 1, "rank by present")) == pytest.approx(1.5, abs=0.01)


def test_a_rank_of_cities_is_among_cities(plan: Plan, record: Record) -> None:
    held = with_present(record, plan, Seaport=10, Bigcity=9000, Farland=400)
    assert figure(plan, held, row("Seaport", "rank", 3, "rank by present")) == pytest.approx(3, abs=0.01)


def test_crossings_stand_in_no_order_of_cities(plan: Plan, record: Record) -> None:
    busy = record._replace(crossings=np.zeros_like(record.crossings), ordinary_out=record.ordinary_out * 0)
    busy.crossings[:, :, ways(plan, "Hometown > Gate by road")] = 9000
    busy.crossings[:, :, ways(plan, "Hometown > Seaport by sea")] = 500
    assert figure(plan, busy, row("Seaport", "rank", 1, "rank by entries")) == pytest.approx(1, abs=0.01)


def test_a_rank_holds_what_rounds_to_it(plan: Plan) -> None:
    o = observe(plan, row("Seeland", "rank", 2, "rank by present"))
    assert (o.least, o.most) == (1.5, 2.5)
    o = observe(plan, row("Seeland", "rank", None, "rank by present", high=3))
    assert (o.least, o.most) == (-np.inf, 3.0)


@pytest.mark.parametrize(
    ("value", "unit"),
    [(2.5, "multiple of usual daily entries"), (1.5, "relative increase of daily entries")],
)
def test_a_multiple_of_usual_entries_looks_at_the_days_before(
    plan: Plan, record: Record, value: float, unit: str
) -> None:
    seen = row("Beeland", "other", value, unit)
    into = ways(plan, "Hometown > Gate by road")
    expected = (trips(record, into) / 3 + 1) / (trips(record, into, 0, 4) / 4 + 1)  # shock on the fifth day
    assert np.allclose(figure(plan, record, seen), expected)
    o = observe(plan, seen)
    assert o.target == pytest.approx(np.log(2.5))
    assert float(o.back(np.array(o.target))) == pytest.approx(value)


def test_a_ratio_to_the_previous_days_looks_at_the_week_before(plan: Plan, record: Record) -> None:
    seen = row(
        "Beeland", "other", 0.5, "ratio of entries to those of the previous days",
        start="2030-03-10", end="2030-03-11",
    )  # fmt: skip
    into = ways(plan, "Hometown > Gate by road")
    expected = (trips(record, into, 9, 11) / 2 + 1) / (trips(record, into, 2, 9) / 7 + 1)
    assert np.allclose(figure(plan, record, seen), expected)


def test_exits_onward_leave_out_ways_home(plan: Plan, record: Record) -> None:
    seen = row("Beeland", "exits", 400, "persons onward to third countries")
    assert observe(plan, seen).operator.concept is Concept.WENT_ON_COUNT
    out = ways(plan, "Bigcity > Farland by air")
    assert np.allclose(figure(plan, record, seen), trips(record, out))
    assert "another set" in why_not(plan, row("Beeland", "entries", 4, "persons in transit who left"), LAST)


def test_trips_out_of_home_are_everybody_who_went(plan: Plan, record: Record) -> None:
    out = ways(plan, "Hometown > Gate by road", "Hometown > Seaport by sea", "Hometown > Farland by air")
    seen = row("Home", "departures_from_origin", 900, "border crossings")
    assert np.allclose(figure(plan, record, seen), trips(record, out))
    seen = row("Home", "departures_from_origin", 900, "persons")
    left = record.crossings[:, FIRST:STOP][:, :, out].sum(axis=(1, 2))
    assert np.allclose(figure(plan, record, seen), left)


def test_cars_in_a_queue_are_a_queue(plan: Plan, record: Record) -> None:
    into = ways(plan, "Hometown > Gate by road")
    people = record.queue[:, FIRST:STOP][:, :, into].mean(axis=(1, 2))
    for measure, unit in (("other", "private cars in queue"), ("queue_length", "vehicles in queue")):
        assert np.allclose(figure(plan, record, row("Gate", measure, 230, unit)), people / 3)


def test_a_stock_is_the_one_of_some_days_earlier(plan: Plan, record: Record) -> None:
    for measure in ("stock", "registered"):
        seen = row("Seeland", measure, 500, "persons", start="2030-03-10", end="2030-03-10")
        name = observe(plan, seen).operator.delay.name
        p = plan.place_names.index("Seaport")
        daily = record.present[:, :, p].sum(axis=2)
        come = record.displaced[3, 0, p].sum() + record.arrivals[3, 0, p] - record.departures[3, 0, p]
        before = max(0, daily[3, 0] - come)  # people who were there before the first day
        delay = np.array([0.0, 1.0, 2.5, 40.0])
        expected = [daily[0, 9], daily[1, 8], (daily[2, 6] + daily[2, 7]) / 2, before]
        assert np.allclose(figure(plan, record, seen, {name: delay}), expected)


def test_hours_in_a_queue_are_people_over_room(plan: Plan, record: Record) -> None:
    (into,) = ways(plan, "Hometown > Gate by road")
    seen = row("Gate", "queue_hours", 20, "hours")
    people = record.queue[:, FIRST:STOP, into].mean(axis=1)
    assert np.allclose(figure(plan, record, seen), 24 * people / 500)


def test_a_rank_by_leavers_counts_nobody_else(plan: Plan, record: Record) -> None:
    busy = record._replace(crossings=np.zeros_like(record.crossings))
    busy.ordinary_out[:, :, ways(plan, "Hometown > Seaport by sea")] = 90_000
    for name, count in {"Hometown > Gate by road": 9000, "Hometown > Seaport by sea": 500}.items():
        busy.crossings[:, :, ways(plan, name)] = count
    assert figure(plan, busy, row("Seeland", "rank", 2, "rank by leavers")) == pytest.approx(2, abs=0.01)
    assert figure(plan, busy, row("Seeland", "rank", 1, "rank by entries")) == pytest.approx(1, abs=0.01)


def test_a_net_figure_scatters_by_its_size_its_root_and_fifty(plan: Plan) -> None:
    o = observe(plan, row("Beeland", "net", 400, "persons"))
    persons = np.sqrt((o.spread * 400) ** 2 + 400 + 50**2)
    assert o.error == pytest.approx(0.2)
    assert o.scale == pytest.approx(5 * persons)


def test_nobody_was_there_before_if_more_came_than_are_there(plan: Plan, record: Record) -> None:
    p = plan.place_names.index("Seaport")
    empty = with_present(record, plan, Seaport=0)
    empty.displaced[:, 0, p] = 10
    empty.arrivals[:, 0, p], empty.departures[:, 0, p] = 10, 0
    seen = row("Seeland", "registered", 500, "persons", start="2030-03-10", end="2030-03-10")
    name = observe(plan, seen).operator.delay.name
    assert (figure(plan, empty, seen, {name: np.full(MEMBERS, 99.0)}) == 0).all()


def test_what_people_leave_behind_is_known_to_a_factor_of_seven() -> None:
    traces = [m for m in MEASURES.values() if m.concept in (Concept.FLOW_TRACE, Concept.STOCK_TRACE)]
    assert traces
    assert all(np.exp(m.bias_sigma) == pytest.approx(7.4, abs=0.1) for m in traces)


def test_areas_without_places_or_ways_are_left_aside() -> None:
    world = small_world()
    lonely = place("Lonely", "city", "EEE")
    areas = (*world.areas, Area(name="Emptyland", countries=["EEE"]))
    apart = world.model_copy(update={"places": (*world.places, lonely), "areas": areas})
    plan = compile_plan(apart, until=LAST)
    assert "no corridor of the scenario enters or leaves" in why_not(
        plan, row("Emptyland", "entries", 9, "persons"), LAST
    )
    assert why_not(plan, row("Emptyland", "stock", 9, "persons"), LAST) == ""


def test_a_trace_is_the_flow_of_some_days_earlier(plan: Plan, record: Record) -> None:
    seen = row("Seeland", "residence_permits", 40, "applications for a permit")
    name = observe(plan, seen).operator.delay.name
    daily = record.crossings[:, :, ways(plan, "Hometown > Seaport by sea")[0]].astype(float)
    delay = np.array([0.0, 2.0, 0.5, 99.0])
    half = daily[2, 5:7].sum() + 0.5 * (daily[2, 4] + daily[2, 7])
    expected = [daily[0, 5:8].sum(), daily[1, 3:6].sum(), half, 0.0]
    assert np.allclose(figure(plan, record, seen, {name: delay}), expected)


def test_a_search_runs_ahead_and_the_last_day_goes_on(plan: Plan, record: Record) -> None:
    seen = row("Seeland", "search_interest", 3, "multiple of rentals", start="2030-03-13", end="2030-03-14")
    operator = observe(plan, seen).operator
    sea = ways(plan, "Hometown > Seaport by sea")[0]
    daily = (record.crossings + record.waiting)[:, :, sea].astype(float)
    one = np.ones(MEMBERS)
    values = {
        operator.delay.name: -one, operator.sensitivity.name: 0.01 * one, operator.elasticity.name: 2.0 * one
    }  # fmt: skip
    people = daily[:, -1]  # 14 March, and once more in place of 15 March
    assert np.allclose(figure(plan, record, seen, values), (1 + 0.01 * people) ** 2)


def test_an_index_is_one_without_displaced_people(plan: Plan, record: Record) -> None:
    nobody = Record(*(np.zeros_like(part) for part in record))
    for measure in ("rent_index", "air_fare", "search_interest"):
        seen = row("Seeland", measure, 1.4, "multiple of earlier rent")
        assert np.array_equal(figure(plan, nobody, seen), np.ones(MEMBERS))
        assert (figure(plan, record, seen) > 1.0).all()


def test_a_fare_at_home_looks_at_those_who_leave(plan: Plan, record: Record) -> None:
    seen = row("Hometown", "air_fare", 5, "multiple of usual fares")
    empty = record._replace(crossings=record.crossings.copy(), waiting=record.waiting.copy())
    out = ways(plan, "Hometown > Gate by road", "Hometown > Seaport by sea", "Hometown > Farland by air")
    empty.crossings[:, :, out] = empty.waiting[:, :, out] = 0
    assert np.array_equal(figure(plan, empty, seen), np.ones(MEMBERS))
    assert (figure(plan, record, seen) > 1.0).all()


def test_what_an_issuer_shares_between_its_figures(plan: Plan) -> None:
    def names(area: str, measure: str, unit: str) -> list[str]:
        return [p.name for p in observe(plan, row(area, measure, 2, unit)).parameters]

    here = names("Seeland", "search_interest", "multiple of rentals")
    there = names("DDD", "search_interest", "multiple of rentals")
    assert here[0] != there[0]  # factor
    assert here[1] == there[1]  # delay
    assert here[2] != there[2]  # sensitivity: another place is usually otherwise busy
    assert here[3] == there[3]  # elasticity
    assert names("Seeland", "air_fare", "USD one-way")[0] != names("Seeland", "air_fare", "RUB one-way")[0]
    assert len(names("Seeland", "entries", "persons")) == 1


def test_rates_of_proxies_are_wide_and_counts_are_not(plan: Plan) -> None:
    for measure, unit in (("air_fare", "EUR one-way"), ("house_sales", "dwellings")):
        prior = observe(plan, row("Seeland", measure, 300, unit)).factor.prior
        assert prior.quantile(0.95) / prior.quantile(0.05) > 500
    prior = observe(plan, row("Seeland", "entries", 300, "persons")).factor.prior
    assert prior.quantile(0.95) / prior.quantile(0.05) < 3


@pytest.mark.parametrize("concept", [concept for concept in Concept if concept is not Concept.SHARE])
def test_members_do_not_see_each_other(plan: Plan, record: Record, concept: Concept) -> None:
    operator = observe(plan, row("Seeland", "search_interest", 3, "multiple of rentals")).operator
    abroad = np.array([0, 1, 2], dtype=np.int32)
    operator = replace(operator, concept=concept, onward=abroad, whole=abroad, others=(abroad,), group=0,
                       usual=(0, 3))  # fmt: skip
    rng = np.random.default_rng(1)
    values = {p.name: np.exp(0.3 * rng.standard_normal(MEMBERS)) for p in operator.parameters}
    capacity = rng.uniform(100, 900, (MEMBERS, len(plan.days), len(plan.corridors)))
    whole = operator.expected(record, capacity, values)
    assert whole.dtype == np.float64
    assert whole.shape == (MEMBERS,)
    assert np.isfinite(whole).all()
    for m in range(MEMBERS):
        part = Record(*(array[m : m + 1] for array in record))
        alone = operator.expected(part, capacity[m : m + 1], {k: v[m : m + 1] for k, v in values.items()})
        assert alone[0] == whole[m]


def test_values_come_from_the_coordinates_of_named_parameters(plan: Plan, record: Record) -> None:
    o = observe(plan, row("Seeland", "rent_index", 1.4, "multiple of earlier rent"))
    z = np.random.default_rng(3).standard_normal((MEMBERS, len(o.parameters)))
    values = shape_values([o], o.parameters, z)
    assert set(values) == {p.name for p in o.parameters[1:]}
    scale = np.ones((MEMBERS, len(plan.corridors)))
    assert not np.allclose(expect(plan, [o], record, scale, values), expect(plan, [o], record, scale, {}))


@pytest.mark.parametrize(
    ("more", "bounds"),
    [
        ({}, (98.0, 98.0)),
        ({"low": 98}, (98.0, np.inf)),
        ({"high": 98}, (-np.inf, 98.0)),
        ({"low": 90, "high": 99}, (90.0, 99.0)),
        ({"value": None, "low": 90, "high": 99}, (90.0, 99.0)),
        ({"value": None, "low": 90}, (90.0, np.inf)),
        ({"value": None, "high": 99}, (-np.inf, 99.0)),
    ],
)
def test_every_way_to_mean_a_figure(plan: Plan, more: dict, bounds: tuple[float, float]) -> None:
    o = observe(plan, row("Beeland", "entries", **{"value": 98, "unit": "persons", **more}))
    assert (o.least, o.most) == bounds
    assert (o.low, o.high) == tuple(np.log(b) if 0 < b < np.inf else b for b in bounds)
    rising = np.array([1.0, 97.0, 98.0, 10_000.0])[:, None]
    told = log_likelihood([o], rising, np.ones_like(rising))[:, 0]
    if np.isinf(bounds[1]):
        assert (np.diff(told) > 0).all()
    elif np.isinf(bounds[0]):
        assert (np.diff(told) < 0).all()
    else:
        assert told[2] > max(told[0], told[3])


def test_small_counts_are_less_sure_and_words_are_heard(plan: Plan) -> None:
    def error(value: float, **more: object) -> float:
        return observe(plan, row("Beeland", "entries", value, "persons", **more)).error

    assert error(10) == pytest.approx(np.hypot(0.08, 10**-0.5))
    assert error(10**6) == pytest.approx(0.08, abs=1e-4)
    assert error(10**6, note="'about'") == pytest.approx(np.hypot(0.08, 0.05), abs=1e-4)


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (row("Atlantis", "entries", 9, "persons"), 'outside: the scenario has no place or area called "Atl'),
        (row("Beeland", "entries", 9, "persons", start="2030-02-01"), "outside the simulated days"),
        (row("Beeland", "other", 9, "persons refused entry"), "no quantity of the model"),
        (row("Beeland", "entries", 9, "IT workers"), "counts another set of people"),
        (row("Beeland", "share", 0.4, "share of entrants under 35"), "compares what the model does not"),
        (row("Beeland", "rank", 2, "rank of Home among source countries"), "compares what the model does"),
        (row("Beeland", "share", 0.4, "share of people present"), "is not a group"),
        (row("Beeland", "share", 0.4, "share of people present", group="poets"), "is not a group"),
        (row("Beeland", "stock", 40, "persons", group="men"), "is not a group"),
        (row("Beeland", "house_sales", 0.4, "relative increase of purchases"), "cannot be compared"),
        (
            row("Beeland", "other", 2, "multiple of usual daily entries", start="2030-03-02"),
            "fewer than 3 simulated days lie before it",
        ),
    ],
)
def test_why_a_row_is_left_aside(plan: Plan, seen: Report, words: str) -> None:
    observations, aside = sort_reports(plan, Reports([seen]), LAST)
    assert observations == []
    assert words in aside["X"]


def test_the_first_and_the_last_day_belong_to_the_simulated_days(plan: Plan) -> None:
    first, last = str(plan.days[0]), str(LAST)
    assert why_not(plan, row("Beeland", "entries", 9, "persons", start=first, end=last), LAST) == ""
    late = row("Beeland", "entries", 9, "persons", start=first, end="2030-03-15")
    assert "outside the simulated days (2030-" in why_not(plan, late, LAST)


def test_a_row_without_days_is_left_aside(plan: Plan) -> None:
    timeless = row("Beeland", "entries", 9, "persons", start=None, end=None, published="2030-03-09")
    assert why_not(plan, timeless, LAST) == "not used: the period is not known"


def test_factors_and_shapes_of_many_members_and_few_reports(plan: Plan) -> None:
    rows = [observe(plan, row("Beeland", "entries", 9, "persons")),
            observe(plan, row("Seeland", "registered", 9, "persons"))]  # fmt: skip
    parameters = list(dict.fromkeys(p for o in rows for p in o.parameters))
    z = np.random.default_rng(3).standard_normal((5, len(parameters)))
    found = factors(rows, parameters, z)
    assert found.shape == (5, 2)
    for r, o in enumerate(rows):
        assert np.array_equal(found[:, r], o.factor.values(z[:, parameters.index(o.factor)]))
    shapes = shape_values(rows, parameters, z)
    delay = rows[1].operator.parameters[0]
    assert list(shapes) == [delay.name]
    assert np.array_equal(shapes[delay.name], delay.values(z[:, parameters.index(delay)]))


def test_luck_of_reports_belongs_to_their_names(plan: Plan) -> None:
    rows = [observe(plan, report(name, "Beeland", "entries", 9, "2030-03-06", "2030-03-08")) for name in "AB"]
    both = report_normals(rows, Purpose.OBSERVATION, 5, 6)
    assert both.shape == (6, 2)
    assert np.array_equal(report_normals(rows[::-1], Purpose.OBSERVATION, 5, 6), both[:, ::-1])
    assert not np.array_equal(report_normals(rows, Purpose.OBSERVATION, 6, 6), both)


def test_an_area_with_nobody_is_behind_one_with_somebody(plan: Plan, record: Record) -> None:
    held = with_present(record, plan, Seaport=0, Bigcity=9, Farland=0)
    expected = 1 + expit(np.log(10) / SOFTNESS) + 0.5
    assert figure(plan, held, row("Seeland", "rank", 3, "rank by present")) == pytest.approx(expected)


def sorted_rows(plan: Plan, *rows: Report) -> tuple[list[Observation], dict[str, str]]:
    return sort_reports(plan, Reports(rows), LAST)


def test_a_thousand_copies_are_one_report(plan: Plan) -> None:
    original = report("A", "Beeland", "entries", 4871, "2030-03-06", "2030-03-08")
    copies = [
        report(f"C{n}", "Beeland", "entries", 4871, "2030-03-06", "2030-03-08", issuer=f"paper {n}")
        for n in range(999)
    ]
    observations, aside = sorted_rows(plan, *copies, original)
    assert len(observations) == 1
    assert len(aside) == 999
    rounded = report("D", "Beeland", "entries", 5500, "2030-03-06", "2030-03-08", issuer="radio", copy_of="A")
    observations, aside = sorted_rows(plan, original, rounded)
    assert [o.report.id for o in observations] == ["A"]
    assert aside == {"D": "repeats A"}


def test_the_newest_figure_of_an_issuer_counts(plan: Plan) -> None:
    early = report("B", "Beeland", "entries", 4871, "2030-03-06", "2030-03-08")
    late = report("A", "Beeland", "entries", 7033, "2030-03-06", "2030-03-08", published="2030-03-12")
    observations, aside = sorted_rows(plan, early, late)
    assert [o.report.id for o in observations] == ["A"]
    assert "replaced by the later figure A" in aside["B"]


def test_an_issuer_at_odds_with_itself_is_kept_and_named(plan: Plan) -> None:
    one = report("A", "Beeland", "entries", 4871, "2030-03-06", "2030-03-08")
    other = report("B", "Beeland", "entries", 7033, "2030-03-06", "2030-03-08")
    loose = report("C", "Beeland", "entries", None, "2030-03-06", "2030-03-08", low=4000)
    observations, _ = sorted_rows(plan, one, other, loose)
    notes = {o.report.id: o.note for o in observations}
    assert "(B)" in notes["A"]
    assert "(A)" in notes["B"]
    assert notes["C"] == ""


def test_order_of_rows_changes_no_parameter(plan: Plan) -> None:
    rows = list(some_reports())
    one, _ = sorted_rows(plan, *rows)
    other, _ = sorted_rows(plan, *rows[::-1])
    assert {o.report.id: o.parameters for o in one} == {o.report.id: o.parameters for o in other}


def test_concepts_that_count_nobody_are_marked() -> None:
    assert Concept.RANK in INDIRECT
    assert Concept.FLOW_TRACE in INDIRECT
    assert not {Concept.STOCK, Concept.GROSS_ENTRIES, Concept.LEFT_AGAIN} & INDIRECT


UNITS = (
    "persons", "persons/day", "persons/week", "men", "private cars in queue", "km", "hours", "RUB one-way",
    "multiple of earlier rent", "relative increase of daily entries", "relative change of entries",
    "share of entrants who leave Beeland again", "share of displaced people", "share of people present",
    "rank by present", "rank by leavers", "dwellings", "permits granted", "applications", "index (0-100)",
    "flights per day", "seats, upper bound of passengers", "official counts published (none)", "nonsense",
)  # fmt: skip
PLACES = ("Beeland", "Seeland", "Home", "Hometown", "Gate", "Farland", "DDD", "Nowhere")


@settings(max_examples=300, deadline=None)
@given(
    measure=st.sampled_from(get_args(Measure)),
    unit=st.sampled_from(UNITS),
    area=st.sampled_from(PLACES),
    figures=st.lists(st.floats(0, 1e12), min_size=3, max_size=3),
    shape=st.sampled_from(["exact", "more", "most", "range"]),
    first=st.integers(1, 14),
    length=st.integers(0, 13),
    group=st.sampled_from([None, "men", "poets"]),
)
def test_any_row_is_compared_or_left_aside_with_a_reason(
    plan: Plan, record: Record, measure: str, unit: str, area: str, figures: list[float], shape: str,
    first: int, length: int, group: str | None,
) -> None:  # fmt: skip
    least, value, most = sorted(figures)
    if measure == "share":
        least, value, most = least / 1e12, value / 1e12, most / 1e12
    if measure == "rank":
        least, value, most = least + 1, value + 1, most + 1
    bounds = {"exact": {}, "more": {"low": value}, "most": {"high": value}}
    more = bounds.get(shape, {"low": least, "high": most})
    start, end = (f"2030-03-{min(day, 14):02}" for day in (first, first + length))
    seen = row(area, measure, value, unit, start=start, end=end, group=group, **more)
    observations, aside = sort_reports(plan, Reports([seen]), LAST)
    assert len(observations) + len(aside) == 1
    assert all(aside.values())
    for o in observations:
        scale = np.ones((MEMBERS, len(plan.corridors)))
        got = expect(plan, [o], record, scale, {})
        assert np.isfinite(got).all()
        assert o.low <= o.high
        assert o.error > 0
        assert np.isfinite(o.transform(got)).all()
        assert np.isfinite(log_likelihood([o], got, np.full_like(got, 1.3))).all()
