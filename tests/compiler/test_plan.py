"""A plan: canonical order, events on their days, the shape of the shock, addresses by name."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from alee.compiler import Parameter, compile_plan
from alee.compiler.shock import shock_shape
from alee.core.errors import ScenarioError
from alee.files.scenario_folder import load_scenario
from alee.model.events import CapacityChange, Closure, EntryRule, Given, Opening, Shock, ShockEnd
from alee.model.priors import Beta, LogitNormal, LogNormal, Normal, Prior
from alee.model.scenario import Scenario
from tests.worlds import corridor, place, small_world

CROSSROADS = Path(__file__).parents[2] / "scenarios" / "crossroads"
UNTIL = dt.date(2030, 3, 14)


def test_row_order_changes_no_array() -> None:
    plain = compile_plan(small_world(), until=UNTIL)
    shuffled = compile_plan(small_world(shuffled=True), until=UNTIL)
    for one, other in zip(plain.network, shuffled.network, strict=True):
        assert np.array_equal(one, other)
    assert np.array_equal(plain.prior_coordinates(7, 0, 5), shuffled.prior_coordinates(7, 0, 5))


def test_residents_are_split_into_whole_persons() -> None:
    plan = compile_plan(small_world(), until=UNTIL)
    assert plan.network.residents.sum() == 400_000
    assert plan.network.residents[plan.place_names.index("Hometown")].tolist() == [280_000, 120_000]


def test_a_closure_holds_on_its_days_only_both_ends_included() -> None:
    world = small_world(Closure("Gate", start="2030-03-07", end="2030-03-09"))
    plan = compile_plan(world, until=UNTIL)
    column = plan.corridor_names.index("Hometown > Gate by road")
    states = plan.timeline.is_open[plan.timeline.epoch][:, column]
    closed = [plan.days[d].day for d in np.flatnonzero(states == 0)]
    assert closed == [7, 8, 9]


def test_a_closed_country_lets_people_leave_it() -> None:
    plan = compile_plan(small_world(Closure("BBB", start="2030-03-02")), until=UNTIL)
    last = plan.timeline.is_open[-1]
    assert last[plan.corridor_names.index("Hometown > Gate by road")] == 0
    assert last[plan.corridor_names.index("Bigcity > Farland by air")] == 1


def test_capacity_rules_and_given_totals() -> None:
    gate = "Hometown > Gate by road"
    world = small_world(
        CapacityChange(gate, start="2030-03-06", factor=0.5),
        EntryRule("CCC", start="2030-03-06", admit=0.25, groups=["men"]),
        Given(persons=40, start="2030-03-08"),
    )
    plan = compile_plan(world, until=UNTIL)
    column = plan.corridor_names.index(gate)
    assert plan.timeline.capacity[plan.timeline.epoch][[4, 5], column].tolist() == [900.0, 450.0]
    sea = plan.corridor_names.index("Hometown > Seaport by sea")
    assert plan.timeline.admit[-1, sea].tolist() == [1.0, 0.25]
    assert plan.timeline.given[7] == 40
    assert plan.timeline.given[6] == -1


def test_an_opening_lifts_a_closure() -> None:
    world = small_world(Closure("Gate", start="2030-03-03"), Opening("Gate", start="2030-03-06"))
    plan = compile_plan(world, until=UNTIL)
    column = plan.corridor_names.index("Hometown > Gate by road")
    states = plan.timeline.is_open[plan.timeline.epoch][:, column]
    assert states[[1, 2, 4, 5]].tolist() == [1, 0, 0, 1]


def test_events_published_later_do_not_exist() -> None:
    secret = Closure("Gate", start="2030-03-07", published="2030-03-12")
    plan = compile_plan(small_world(secret), until=UNTIL, as_of=dt.date(2030, 3, 11))
    assert plan.timeline.is_open.all()


def test_the_shape_of_a_shock_peaks_at_one_and_halves() -> None:
    one = np.ones(1)
    shape = shock_shape(np.arange(-2.0, 40.0), 0.1 * one, 5.0 * one, 0.0 * one)[0]
    assert shape[:2].tolist() == [0.0, 0.0]
    assert shape.max() == pytest.approx(1.0)
    assert shape[20] / shape[15] == pytest.approx(0.5, rel=1e-3)


def test_a_longer_horizon_keeps_the_luck_of_earlier_days() -> None:
    short = compile_plan(small_world(), until=UNTIL)
    long = compile_plan(small_world(), until=UNTIL + dt.timedelta(days=20))
    z_short, z_long = short.prior_coordinates(3, 0, 4), long.prior_coordinates(3, 0, 4)
    names = [p.name for p in long.parameters]
    columns = [names.index(p.name) for p in short.parameters]
    assert np.array_equal(z_short, z_long[:, columns])


@pytest.mark.parametrize(
    "prior", [LogNormal(2.0, 1.0), Normal(0.0, 3.0), LogitNormal(0.5, 2.0), Beta(2.0, 3.0)]
)
def test_coordinates_pushed_too_far_stay_finite(prior: Prior) -> None:
    values = Parameter(name="x", prior=prior).values(np.array([-40.0, 0.0, 40.0]))
    assert np.isfinite(values).all()
    assert (np.diff(values) > 0).all()


def test_a_shock_with_a_target_leaves_the_other_homes_calm() -> None:
    world = load_scenario(CROSSROADS)
    calm = tuple(event for event in world.events if not isinstance(event, Shock | ShockEnd))
    targeted = Scenario(**{**dict(world), "events": (*calm, Shock("Coalfield", start="2030-03-05"))})
    plan = compile_plan(targeted, until=UNTIL)
    exposed = {name for p, name in enumerate(plan.place_names) if plan.timeline.exposure[:, p].any()}
    assert exposed == {"Coalfield"}
    mixed = Scenario(**{**dict(targeted), "events": (*targeted.events, Shock(start="2030-03-07"))})
    with pytest.raises(ScenarioError, match=r'concern everywhere \(blank\) and "Coalfield".*same target'):
        compile_plan(mixed, until=UNTIL)
    with pytest.raises(ScenarioError, match=r'called "Nowhere"'):
        compile_plan(targeted, until=UNTIL, given=[Closure("Nowhere", start="2030-03-06")])


def test_what_is_sent_to_workers_is_small_and_plays_the_same():
    import pickle

    from alee.simulation import run_block

    plan = compile_plan(small_world(), until=UNTIL)
    sent = pickle.loads(pickle.dumps(plan.bare()))
    assert b"Gate > Bigcity by road" in pickle.dumps(plan)
    assert b"Gate > Bigcity by road" not in pickle.dumps(plan.bare())
    assert (sent.places, sent.corridors, sent.scenario.places) == ((), (), ())
    z = plan.prior_coordinates(1, 0, 5)
    for one, other in zip(
        run_block(plan, plan.sample(z), 1, 0), run_block(sent, sent.sample(z), 1, 0), strict=True
    ):
        assert np.array_equal(one, other)


def test_places_of_one_country_share_their_ways_back() -> None:
    """Ways back once stood in the plan for each place of a country: 50,000 places times all ways into it."""
    cities = [place(f"City {k:03d}", "city", "BBB") for k in range(100)]
    ways = [corridor("Hometown", city.name, hours=3) for city in cities]
    ways += [corridor("Hometown", "Elsewhere", hours=3)]
    world = small_world().replacing(
        places=[place("Hometown", "origin", "AAA", residents=10), place("Elsewhere", "city", "CCC"), *cities],
        corridors=ways, areas=[], focus=[],
    )  # fmt: skip
    network = compile_plan(world, until=UNTIL).network
    assert len(network.back_corridors) == len(ways)
    names = [p.name for p in compile_plan(world, until=UNTIL).places]
    for name, n_ways in [("City 007", 100), ("Elsewhere", 1), ("Hometown", 0)]:
        p = names.index(name)
        assert network.back_stop[p] - network.back_first[p] == n_ways, name


def test_what_changes_with_events_is_not_repeated_for_every_day() -> None:
    timeline = compile_plan(small_world(), until=UNTIL).timeline
    assert len(timeline.epoch) == 14
    for name in ("is_open", "capacity", "admit", "exposure", "season"):
        assert len(getattr(timeline, name)) == timeline.epoch[-1] + 1, name
