"""Small worlds for rules that only some folders switch on: hunger, floods, traits, fixed routes, harvest."""

from dataclasses import replace
from datetime import date
from typing import Any

from alee.model.flee import FleeAgent, FleeChange, FleeLocation, FleeTrait, FleeWorld
from verification.flee_agreement.cases import (
    CHAIN,
    FIRST,
    LENGTH,
    MESH,
    PLACES,
    A,
    Case,
    all_cases,
    flee,
    place,
)

A_LATE_DAY = date(2030, 1, 29)  # three days before February
GROW = tuple(FIRST + 4.0 * k for k in range(LENGTH))
SLOW = {"max_move_speed": 50.0, "conflict_movechance": 0.3}


def switched(name: str, world: FleeWorld, wrong_rule: str, **wrong: Any) -> Case:
    """Make a case whose wrong form has other settings."""
    return Case(name, world, world.with_settings(world.settings.model_copy(update=wrong)), wrong_rule)


def without(name: str, world: FleeWorld, wrong_rule: str, **wrong: Any) -> Case:
    """Make a case whose wrong form reads something else in a file."""
    return Case(name, world, replace(world, **wrong), wrong_rule)


def of_residents() -> list[Case]:
    """Who sets out is a resident no more; people wait for a day with conflict."""
    mild = place("B", "conflict", 30, conflict_intensity="0.3")
    zones = (place("A", "conflict", 14), mild, place("C", "town", 20), PLACES[3])
    sized = {"movechance_pop_scale_factor": 0.4, "movechance_pop_base": 25.0, "use_pop_for_loc_weight": True,
             "pop_power_for_loc_weight": 0.5, "conflict_movechance": 0.5}  # fmt: skip
    ratio = {"spawn_mode": "pop_ratio", "displaced_per_conflict_day": 0.2}
    pause = {"A": (1.0,) * 2 + (0.0,) * 3 + (1.0,) * 4}
    brief = (place("A", "conflict", 14), place("B", "town"), *PLACES[2:])
    taken = {"take_from_population": False}
    return [
        switched("residents are used up", flee(zones, stocks=GROW, take_from_population=True, **SLOW),
                 "they stay residents", **taken),
        switched("fewer residents, other chances",
                 flee(zones, stocks=GROW, take_from_population=True, **sized), "they stay", **taken),
        switched("share of residents who are left", flee(zones, take_from_population=True, **SLOW, **ratio),
                 "they stay residents", **taken),
        without("days without conflict", flee(brief, stocks=GROW, conflicts=pause, **SLOW),
                "conflict never pauses", conflicts={"A": (1.0,) * LENGTH}),
    ]  # fmt: skip


def of_changes() -> list[Case]:
    """Places that become of another kind, and single persons from a list."""
    changes = (FleeChange("B", "camp", 2), FleeChange("A", "town", 4), FleeChange("C", "conflict", 5),
               FleeChange("D", "idpcamp", 6))  # fmt: skip
    lived_in = (*PLACES[:2], place("C", "town", 500), PLACES[3])
    world = replace(flee(lived_in, stocks=GROW, camp_weight=2.0, **SLOW), changes=changes)
    agents = (FleeAgent("C"), FleeAgent("B"), FleeAgent("C"), FleeAgent("D"))
    listed = replace(flee(read_from_agents_csv_file=True, camp_movechance=0.3, **SLOW), agents=agents)
    return [
        without("places change", world, "the zone stays one", changes=changes[:1] + changes[2:]),
        without("places become camps", world, "the camp stays a town", changes=changes[1:]),
        without("persons from a list", listed, "one of them is elsewhere", agents=(*agents[:3], agents[0])),
    ]


def of_hunger() -> list[Case]:
    """Hunger sends people out, makes them leave, and repels others."""
    at = {"A": "North", "B": "North", "C": "South", "D": "South"}

    def hungry(**settings: Any) -> FleeWorld:
        residents = {"A": 200, "B": 300, "C": 250, "D": 0}
        places = [replace(p, region=at[p.name], population=residents[p.name]) for p in PLACES]
        north = tuple(10.0 * k for k in range(LENGTH))
        series = {"North": north, "South": tuple(90.0 - v for v in north)}
        return replace(flee(places, stocks=GROW, **settings), hunger=series)

    everywhere = {"starvation_driven_spawning": True, "conflict_zone_spawning_only": False}
    return [
        switched("hunger sends people out", hungry(**everywhere, **SLOW), "only conflict does",
                 starvation_driven_spawning=False),
        switched("hunger where there is conflict", hungry(
            starvation_driven_spawning=True, conflict_zone_spawning_only=True, **SLOW),
            "everywhere", conflict_zone_spawning_only=False),
        switched("hunger makes people leave", hungry(flee_when_starving=True, **SLOW), "it does not",
                 flee_when_starving=False),
        switched("hunger repels", hungry(avoid_food_deprived_locations=True), "it does not",
                 avoid_food_deprived_locations=False),
    ]  # fmt: skip


def of_floods() -> list[Case]:
    """Floods drive people out, by level, and repel them."""
    wet = (place("A", "flood_zone", 80), place("B", "flood_zone", 40), place("C", "town", 50), PLACES[3])
    levels = {
        "A": (2, 2, 1, 1, 0, 0, 2, 1, 0), "B": (0, 1, 1, 2, 2, 0, 0, 0, 1), "C": (0, 0, 0, 1, 1, 0, 0, 0, 0),
    }  # fmt: skip
    rules = {"flood_movechances": (0.0, 0.4, 0.8), "flood_loc_weights": (1.0, 0.5, 0.2),
             "max_move_speed": 90.0}  # fmt: skip
    rates = {"constant": (0.0, 1.0, 3.0), "pop_ratio": (0.0, 0.02, 0.05), "poisson": (0.0, 1.0, 2.9)}

    def flooded(mode: str) -> FleeWorld:
        more = {"flood_spawn_mode": mode, "displaced_per_flood_day": rates[mode], **rules}
        return replace(flee(wet, take_from_population=mode == "pop_ratio", **more), floods=levels)

    flat = flooded("poisson").settings.model_copy(update={"flood_spawn_mode": "constant"})
    return [
        switched("floods: constant", flooded("constant"), "they do not repel", flood_loc_weights=()),
        switched("floods: share of residents", flooded("pop_ratio"), "other chances to leave",
                 flood_movechances=(0.0, 0.9, 0.9)),
        Case("floods: Poisson", flooded("poisson"), flooded("poisson").with_settings(flat), "a fixed number"),
    ]  # fmt: skip


def of_routes() -> list[Case]:
    """Fixed routes: the best way to each place, whatever room there is; major routes."""
    fixed = {"fixed_routes": True, "camp_weight": 2.0, "awareness_level": 2, "weight_power": 1.5}
    kinds: list[FleeLocation] = [
        A, place("M", "marker"), place("H", "forward"), place("B", "town"), place("D", "camp"),
    ]  # fmt: skip
    ways = [("A", "M", 61.3), ("M", "B", 77.7), ("A", "H", 93.1), ("H", "D", 117.9), ("M", "H", 45.1)]
    five = (*PLACES[:3], place("D", "town"), place("E", "camp"))
    one = {**fixed, "awareness_level": 1}
    major = replace(flee(five, CHAIN, **one), major_routes=(("B", "C", "D"), ("A", "B", "C", "D")))
    return [
        switched("fixed routes", flee(**fixed, max_move_speed=120.0), "they are chosen anew",
                 fixed_routes=False),
        switched("fixed routes and markers", flee(kinds, ways, **one), "markers cost no step",
                 fixed_routes=False),
        without("major routes", major, "there are none", major_routes=()),
    ]  # fmt: skip


def of_people() -> list[Case]:
    """Persons who shun danger, settle for good, or stand still at harvest."""
    two = (A, place("B", "town"), place("C", "conflict"), place("D", "camp", country="Y"))
    traits = {
        "age": FleeTrait(
            ("8", "16", "30", "70"), {"Default": (1.0, 0.0, 1.0, 0.0), "A": (2.0, 3.0, 4.0, 2.0)}
        ),
        "gender": FleeTrait(("female", "male"), {"Default": (1.0, 1.0), "A": (2.0, 3.0)}),
    }
    near = [("A", "B", 103.0), ("A", "C", 31.0), ("A", "D", 151.0)]
    shy = {"conflict_weight": 0.35, "ways": near, "camp_weight": 1.7, "stocks": (60.0,)}
    told = {"children_avoid_hazards": True, "women_avoid_hazards": True, "boys_take_risk": True}
    world = replace(flee(two, **shy, **told, elderly_avoid_hazards=True), traits=traits)
    women = replace(flee(two, **shy, women_avoid_hazards=True), traits={"gender": traits["gender"]})
    sinks = (*PLACES[:3], place("D", "camp", country="Y", deactivation_probability="0.4"))
    settle = flee(sinks, MESH, camps_are_sicks=True, camp_movechance=0.5, conflict_movechance=0.5)
    still = replace(
        flee(stocks=GROW, ways=CHAIN[:3], harvest_months=[2], length=LENGTH, **SLOW), start=A_LATE_DAY
    )
    return [
        switched("children, women, boys and the old", world, "children mind no more than others",
                 children_avoid_hazards=False),
        switched("women", women, "they mind no more than others", women_avoid_hazards=False),
        switched("people settle in camps", settle, "nobody does", camps_are_sicks=False),
        switched("harvest", still, "nobody stands still", harvest_months=()),
    ]  # fmt: skip


def every_case() -> list[Case]:
    """List all cases there are, these last."""
    return [
        *all_cases(), *of_residents(), *of_changes(), *of_hunger(), *of_floods(), *of_routes(), *of_people(),
    ]  # fmt: skip
