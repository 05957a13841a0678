"""Where Flee's code and its documents differ in rare rules, and where runs are refused."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from alee.compiler.flee.plan import compile_flee
from alee.core.errors import InputError
from alee.model.flee import FleeChange, FleeSeries, FleeTrait, FleeWorld
from alee.simulation import simulate_flee
from verification.flee_agreement.cases import CHAIN, PLACES, A, flee, place


def intended(world: FleeWorld) -> FleeWorld:
    return world.with_settings(world.settings.model_copy(update={"quirks": "intended"}))


def test_changes_that_flee_does_not_find_are_played_as_intended_only() -> None:
    world = replace(flee(), changes=(FleeChange("B", "camp", 3, is_seen=False),))
    assert compile_flee(world).timeline.is_camp[:, 1].tolist() == [0] * 9
    assert compile_flee(intended(world)).timeline.is_camp[:, 1].tolist() == [0] * 3 + [1] * 6


def test_sinks_are_switched_on_by_the_key_that_flee_reads() -> None:
    sinks = (*PLACES[:3], place("D", "camp", deactivation_probability="0.25"))
    documented, read = flee(sinks, camps_are_sinks=True), flee(sinks, camps_are_sicks=True)
    assert not compile_flee(documented).network.settling.any()
    assert compile_flee(intended(documented)).network.settling.tolist() == [0, 0, 0, 0.25]
    assert compile_flee(read).network.settling.tolist() == [0, 0, 0, 0.25]


def test_nobody_leaves_a_sink_that_takes_everybody() -> None:
    """As Flee's own test has it: with a chance of 1 all are there for good by the second day."""
    sinks = (*PLACES[:3], place("D", "camp", deactivation_probability="1", initial_idps="100"))
    run = simulate_flee(
        flee(sinks, camps_are_sicks=True, camp_movechance=1.0, stocks=(0,)), members=2, seed=1
    )
    assert (run.present.sel(place="D").sum("group").isel(day=slice(1, None)).diff("day") >= 0).all()


def test_at_harvest_only_farmers_stand_still_as_intended() -> None:
    fields = (place("A", "conflict", 1000, farmer_fraction="1"), *PLACES[1:])
    world = flee(fields, harvest_months=[1], stocks=(6, 10, 14))
    assert compile_flee(world).network.stands_still.tolist() == [1] * 4
    still = simulate_flee(intended(world), members=3, seed=1)
    assert (still.present.sel(place="A").sum("group").isel(day=-1) == 14).all()
    idle = replace(world, locations=(A, *PLACES[1:]))
    assert not (
        compile_flee(intended(idle)).network.stands_still
        & (compile_flee(intended(idle)).network.group_chance[0] > 0)
    ).any()
    everybody = simulate_flee(world, members=3, seed=1)
    assert (everybody.present.sel(place="A").sum("group").isel(day=-1) == 14).all()


def test_who_stands_still_takes_room_where_they_are_though_counted_at_home() -> None:
    full = (A, place("D", "camp", 100))
    world = replace(
        flee(full, [("A", "D", 50.0)], stocks=(0.0, 100.0, *[100.0] * 28, *[150.0] * 5), harvest_months=[2],
             conflict_movechance=1.0, camp_movechance=0.0, length=35),
        start=dt.date(2030, 1, 30),
    )  # fmt: skip
    at = simulate_flee(world, members=2, seed=1).present.sum("group")
    assert (at.sel(place="D", day="2030-01-31") == 100).all()
    assert (at.sel(place="D", day="2030-02-01") == 0).all()
    assert (at.sel(place="A", day="2030-02-28") == 100).all()
    assert (at.sel(place="D", day=slice("2030-03-01", None)) == 100).all()
    assert (at.sel(place="A").isel(day=-1) == 50).all()


def test_a_major_route_keeps_its_first_place_as_intended_only() -> None:
    five = (*PLACES[:3], place("D", "town"), place("E", "camp"))
    world = replace(flee(five, CHAIN, fixed_routes=True), major_routes=(("B", "C", "D"),))
    for one, first in ((world, "D"), (intended(world), "C")):
        network = compile_flee(one).network
        found = [
            c for c in range(network.route_start[1], network.route_start[2]) if network.route_end[c] == 3
        ]
        assert "ABCDE"[network.suffix_next[network.route_suffix[found[0]]]] == first


def test_fixed_routes_know_one_way_to_each_place() -> None:
    ways = [("A", "B", 50.0), ("A", "B", 40.0), ("B", "D", 30.0), ("A", "D", 100.0)]
    plan = compile_flee(
        flee((A, place("B", "town"), place("D", "camp")), ways, fixed_routes=True, awareness_level=2)
    )
    first = slice(plan.network.route_start[0], plan.network.route_start[1])
    assert plan.network.route_end[first].tolist() == [1, 1, 1, 2, 2, 2]
    lengths = [sum(plan.network.link_km[plan.network.path_links[a:b]]) for a, b in zip(
        plan.network.path_start[first], plan.network.path_start[1:][first], strict=True)]  # fmt: skip
    assert lengths == [40.0, 50.0, 130.0, 70.0, 80.0, 100.0]


def test_people_wait_for_a_day_with_conflict() -> None:
    world = flee(stocks=(0.0, 5.0, 9.0, 9.0), conflicts={"A": (1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)})
    run = simulate_flee(world, members=2, seed=1)
    assert run.displaced.sum(("place", "group")).values.tolist() == [[0, 0, 0, 9, 0, 0, 0, 0, 0]] * 2
    calm = replace(world, conflicts={"A": (1.0, 1.0) + (0.0,) * 7})
    assert int(simulate_flee(calm, members=1, seed=1).displaced.sum()) == 5


def test_a_run_in_which_nobody_could_ever_set_out_is_refused() -> None:
    empty = (place("A", "conflict", 0), *PLACES[1:])
    with pytest.raises(InputError, match="on no day is a place with residents in conflict"):
        simulate_flee(flee(empty), members=1, seed=1)


def test_more_people_than_residents_are_refused_where_they_are_used_up() -> None:
    few = (place("A", "conflict", 10), *PLACES[1:])
    grow = tuple(6.0 * k for k in range(9))
    with pytest.raises(InputError, match="nobody lives in places in conflict any more"):
        simulate_flee(flee(few, stocks=grow, take_from_population=True), members=2, seed=1)
    run = simulate_flee(flee(few, stocks=grow), members=2, seed=1)
    assert (run.displaced.sum(("place", "group", "day")) == 48).all()


def test_shares_of_traits_are_chances_of_groups() -> None:
    age = FleeTrait(("8", "30", "70"), {"Default": (2.0, 5.0, 3.0), "A": (1.0, 0.0, 0.0)})
    world = replace(flee(children_avoid_hazards=True), traits={"age": age})
    network = compile_flee(world).network
    chance = network.group_chance
    left = np.cumprod(np.hstack([np.ones((4, 1)), 1.0 - chance[:, :-1]]), axis=1) * chance
    assert sorted(left[1]) == pytest.approx([0.2, 0.8])
    assert sorted(left[0]) == [0.0, 1.0]


def test_counts_that_fall_pay_for_people_who_wait() -> None:
    world = flee(
        stocks=(0.0, 8.0, 3.0, 3.0, 5.0), conflicts={"A": (1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)}
    )
    world = replace(world, counts={**world.counts, "total": FleeSeries((0,), (0.0,))})
    assert simulate_flee(world, members=1, seed=1).displaced.sum(("place", "group")).values[0].tolist() == [
        0, 0, 0, 3, 2, 0, 0, 0, 0,
    ]  # fmt: skip
