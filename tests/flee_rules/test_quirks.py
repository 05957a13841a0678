"""What changes when Flee's documents hold instead of its code, and weights that settings switch on."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

import alee
from alee.compiler.flee.plan import FleePlan, compile_flee
from alee.model.flee import FleeClosure, FleeLocation, FleeRoute, FleeSeries, FleeWorld
from alee.model.flee_settings import FleeSettings, read_settings

KEPT = FleeSettings(max_move_speed=400.0)
INTENDED = KEPT.model_copy(update={"quirks": "intended"})


def place(name: str, kind: str, people: int = 0, country: str = "X", **attributes: str) -> FleeLocation:
    return FleeLocation(
        name=name, region="R", country=country, latitude=10.0, longitude=20.0 + len(name), kind=kind,
        population=people, attributes=attributes,
    )  # fmt: skip


WORLD = FleeWorld(
    name="w", start=dt.date(2030, 1, 1), length=4,
    locations=(place("Aa", "conflict", 1000), place("Bb", "town"), place("Camp", "camp", 300, "Y")),
    routes=(FleeRoute("Aa", "Bb", 100.0), FleeRoute("Bb", "Camp", 100.0), FleeRoute("Aa", "Camp", 250.0)),
    conflicts={"Aa": (0.2, 0.2, 1.0, 1.0)},
    counts={
        "total": FleeSeries((0, 3), (100.0, 400.0)), "Camp": FleeSeries((0, 3), (100.0, 400.0)),
    },
    settings=KEPT,
)  # fmt: skip


def both(world: FleeWorld = WORLD) -> tuple[FleePlan, FleePlan]:
    return compile_flee(world), compile_flee(world.with_settings(INTENDED))


def test_capacity_loses_the_first_day_in_flee_only() -> None:
    kept, intended = both()
    assert kept.timeline.capacity[0, 2] == 200.0
    assert intended.timeline.capacity[0, 2] == 300.0


def test_a_conflict_that_grows_counts_only_as_intended() -> None:
    kept, intended = both(replace(WORLD, settings=KEPT))
    assert len(np.unique(kept.timeline.epoch)) == 1
    assert len(np.unique(intended.timeline.epoch)) == 2


def test_a_place_called_conflict_zone_whose_column_starts_at_zero_is_calm_as_intended() -> None:
    calm = replace(WORLD, conflicts={"Aa": (0.0, 0.0, 0.5, 0.5)})
    kept, intended = both(calm)
    assert kept.timeline.is_town[:, 0].tolist() == [0, 0, 0, 0]
    assert intended.timeline.is_town[:, 0].tolist() == [1, 1, 0, 0]


def test_a_link_closes_both_ways_as_intended_and_not_at_all_in_flee() -> None:
    shut = replace(WORLD, closures=(FleeClosure("link", "Aa", "Camp", 1, 3),))
    kept, intended = both(shut)
    assert not kept.timeline.is_closed.any()
    closed = {
        (int(intended.network.link_from[k]), int(intended.network.link_to[k]), int(d))
        for d, k in zip(*np.nonzero(intended.timeline.is_closed), strict=True)
    }
    assert closed == {(a, b, d) for a, b in ((0, 2), (2, 0)) for d in (1, 2)}


def test_a_redirected_link_is_doubled_in_flee_and_the_only_way_as_intended() -> None:
    routes = (WORLD.routes[0], replace(WORLD.routes[1], redirection=1), WORLD.routes[2])
    closures = (FleeClosure("remove_forced_redirection", "Bb", "Camp", 2, -1),)
    kept, intended = both(replace(WORLD, routes=routes, closures=closures))
    assert len(kept.network.link_from) == 8
    assert len(intended.network.link_from) == 6
    back = [k for k in range(6) if intended.network.link_from[k] == 1 and intended.network.link_to[k] == 0]
    assert intended.timeline.is_closed[:, back[0]].tolist() == [1, 1, 0, 0]
    assert intended.timeline.is_closed.sum() == 2


def test_the_first_day_is_counted_twice_in_flee_only() -> None:
    spawn = KEPT.model_copy(update={"insert_day0": False})
    world = WORLD.with_settings(spawn)
    assert compile_flee(world).timeline.spawn_total[0] == 200
    fixed = world.with_settings(spawn.model_copy(update={"quirks": "intended"}))
    assert compile_flee(fixed).timeline.spawn_total[0] == 100


def test_trade_and_development_abroad_pull_as_written_down() -> None:
    rich = replace(
        WORLD, locations=(*WORLD.locations[:2], place("Camp", "camp", 0, "Y", trade_volume="0.5", hdi="0.6"))
    )
    plain = compile_flee(rich).timeline.pull
    pulled = compile_flee(
        rich.with_settings(KEPT.model_copy(update={"use_economic_pull": True}))
    ).timeline.pull
    factor = pulled[0, 0] / plain[0, 0]
    routes = compile_flee(rich).network
    ends = routes.suffix_final[routes.route_suffix]
    assert factor[ends == 2] == pytest.approx(1.0 + 0.5 + 0.36)
    assert factor[ends != 2] == pytest.approx(1.0)


def test_close_to_home_divides_by_the_way_as_the_crow_flies_in_flees_columns() -> None:
    """Flee takes the fourth column (10) for a longitude and the fifth (22, 24) for a latitude."""
    near = KEPT.model_copy(update={"stay_close_to_home": True, "home_distance_power": 1.0})
    plan = compile_flee(WORLD.with_settings(near))
    plain = compile_flee(WORLD)
    ends = plan.network.suffix_final[plan.network.route_suffix]
    first = slice(int(plan.network.route_start[0]), int(plan.network.route_start[1]))
    factor = (plan.timeline.pull[0, 0] / plain.timeline.pull[0, 0])[first]
    km = 6371.0 * np.radians(2.0)  # the same longitude, two degrees of latitude apart
    assert factor[ends[first] == 2] == pytest.approx(1.0 / km)
    assert factor[ends[first] == 1] == pytest.approx(1.0)


def test_the_five_constants_of_flee_1() -> None:
    found = read_settings({"move_rules": {"use_v1_rules": True, "camp_weight": 9.0, "start_on_foot": True}})
    assert (found.max_move_speed, found.camp_weight, found.conflict_weight) == (200.0, 2.0, 0.25)
    assert not found.avoid_short_stints
    assert not found.start_on_foot


def test_quirks_is_no_key_of_the_file() -> None:
    with pytest.raises(alee.ImportFailed, match="unknown key"):
        read_settings({"move_rules": {"quirks": "intended"}})


def test_intended_rules_run_and_lose_nobody() -> None:
    run = alee.simulate_flee(WORLD.with_settings(INTENDED), members=5, seed=1)
    there = run.present.sum(("place", "group")) + run.in_transit
    assert (there.isel(day=-1) == 400).all()
