"""Small worlds, one or more for each rule that is played, each with a wrong rule that must be noticed.

The people of most worlds set out on day 0 from the conflict zone A. Lengths are odd, so that no arrival falls
exactly on the end of a day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from alee.model.flee import FleeClosure, FleeKind, FleeLocation, FleeRoute, FleeSeries, FleeWorld
from alee.model.flee_settings import FleeSettings

Way = tuple[str, str, float]
MESH: list[Way] = [
    ("A", "B", 101.3), ("B", "C", 71.7), ("C", "D", 152.1), ("A", "D", 300.9), ("B", "D", 93.7),
]  # fmt: skip
STAR: list[Way] = [("A", "B", 103.0), ("A", "C", 207.0), ("A", "D", 51.0)]
CHAIN: list[Way] = [("A", "B", 31.3), ("B", "C", 41.7), ("C", "D", 53.9), ("D", "E", 61.1)]
FIRST, LENGTH = 6, 9


@dataclass(frozen=True)
class Case:
    """A world, what it tries, and the same world with a wrong rule.

    Attributes
    ----------
    days
        Days on which the states are compared.
    """

    name: str
    world: FleeWorld
    wrong: FleeWorld
    wrong_rule: str
    days: tuple[int, ...] = (0, 2, 5, 8)


def place(name: str, kind: FleeKind, people: int = 0, country: str = "X", **more: str) -> FleeLocation:
    """Make a place; ``people`` are its residents, or a camp's capacity."""
    return FleeLocation(
        name=name, region="", country=country, latitude=0.0, longitude=0.0, kind=kind, population=people,
        attributes=more,
    )  # fmt: skip


A = place("A", "conflict", 1000)
PLACES = (A, place("B", "town"), place("C", "town"), place("D", "camp", country="Y"))


def flee(
    places: Sequence[FleeLocation] = PLACES,
    ways: Sequence[Way | FleeRoute] = MESH,
    *,
    stocks: Sequence[float] = (FIRST,),
    total: Sequence[float] = (0,),
    closures: tuple[FleeClosure, ...] = (),
    conflicts: dict[str, tuple[float, ...]] | None = None,
    length: int = LENGTH,
    **settings: Any,
) -> FleeWorld:
    """Make a world in which ``stocks``, the daily counts of the camp D, say how many set out."""
    routes = tuple(way if isinstance(way, FleeRoute) else FleeRoute(*way) for way in ways)
    series = {"total": FleeSeries(tuple(range(len(total))), tuple(total))}
    series["D"] = FleeSeries(tuple(range(len(stocks))), tuple(stocks))
    return FleeWorld(
        name="small", start=date(2030, 1, 1), length=length, locations=tuple(places), routes=routes,
        closures=closures, conflicts=conflicts or {}, counts=series,
        settings=FleeSettings(**{"insert_day0": False, **settings}),
    )  # fmt: skip


def steer(name: str, wrong: dict[str, Any], right: dict[str, Any], **more: Any) -> Case:
    """Make a case that differs from its wrong form in settings only."""
    build: Callable[..., FleeWorld] = flee
    told = ", ".join(f"{key} {value}" for key, value in wrong.items())
    return Case(name, build(**more, **right), build(**more, **{**right, **wrong}), told)


def of_choice() -> list[Case]:
    """Where to go: weights, powers, whole routes, pruning, awareness."""
    two = (A, place("B", "town"), place("C", "conflict"), place("D", "camp", country="Y"))
    large = (A, place("B", "town", 800), place("C", "town", 900_000), PLACES[3])
    three = {"awareness_level": 3, "max_move_speed": 120.0}
    mixed = {"camp_weight": 2.0, "foreign_weight": 0.4, "conflict_weight": 0.25, "weight_softening": 0.1,
             "distance_power": 0.75, "weight_power": 2.0, "softening": 50.0}  # fmt: skip
    return [
        steer("awareness 1", {"awareness_level": 2}, {}),
        steer("awareness 2", {"awareness_level": 1}, {"awareness_level": 2}),
        steer("awareness 3, slow", {"awareness_level": 1}, three),
        steer("softening", {"softening": 10.0}, {"softening": 110.0}, ways=STAR),
        steer("weight of camps", {"camp_weight": 1.0}, {"camp_weight": 2.0}),
        steer("weight abroad", {"foreign_weight": 1.0}, {"foreign_weight": 0.3}),
        steer("weight of conflict", {"conflict_weight": 1.0}, {"conflict_weight": 0.25}, places=two),
        steer("softened pull", {"weight_softening": 0.0}, {"weight_softening": 1.5, "camp_weight": 3.0}),
        steer("power of distance", {"distance_power": 1.0}, {"distance_power": 0.5}),
        steer("power of weights", {"weight_power": 1.0}, {"weight_power": 2.0}),
        steer("weights together", {"foreign_weight": 1.0}, mixed, places=two),
        steer("pruning", {"pruning_threshold": 1.0}, {"pruning_threshold": 2.0}),
        steer("residents pull", {"use_pop_for_loc_weight": False},
              {"use_pop_for_loc_weight": True, "pop_power_for_loc_weight": 0.2}, places=large),
        marked(), doubled(), intensity(),
    ]  # fmt: skip


def marked() -> Case:
    """A marker costs no step and is no destination; a hub is left for sure but is no town."""
    ways = [("A", "M", 61.3), ("M", "B", 77.7), ("A", "H", 93.1), ("H", "D", 117.9), ("M", "H", 45.1)]
    kinds: list[FleeLocation] = [
        A, place("M", "marker"), place("H", "forward"), place("B", "town"), place("D", "camp"),
    ]  # fmt: skip
    towns = [place("M", "town") if p.name == "M" else p for p in kinds]
    return Case("markers and hubs", flee(kinds, ways), flee(towns, ways), "the marker is a town")


def doubled() -> Case:
    """Forced redirection 1 moves nobody, but its link counts twice."""
    twice = [FleeRoute(*way, redirection=1) if way[1] == "D" else FleeRoute(*way) for way in STAR]
    return Case("redirection 1", flee(ways=twice), flee(ways=STAR), "the link counts once")


def intensity() -> Case:
    """A conflict zone of intensity 0.4 repels less than one of intensity 1."""
    calm = (A, place("B", "conflict", conflict_intensity="0.4"), *PLACES[2:])
    fierce = (A, place("B", "conflict"), *PLACES[2:])
    shy = {"conflict_weight": 0.02, "ways": STAR, "conflict_movechance": 0.4, "max_move_speed": 110.0}
    return Case("intensity", flee(calm, **shy), flee(fierce, **shy), "every zone has intensity 1")


def of_moving() -> list[Case]:
    """When to leave, and how far a day goes."""
    five = (*PLACES[:3], place("D", "town"), place("E", "idpcamp", country="X"))
    chances = {"default_movechance": 0.55, "conflict_movechance": 0.6, "camp_movechance": 0.2,
               "idpcamp_movechance": 0.35}  # fmt: skip
    sized = (A, place("B", "town", 300), place("C", "town", 40_000), place("D", "camp", 9000))
    short = {"avoid_short_stints": True, "max_move_speed": 200.0}
    everything = {
        "start_on_foot": True, "avoid_short_stints": True, "softening": 36.0, "distance_power": 0.75,
        "weight_power": 2.0, "awareness_level": 2, "default_movechance": 0.5, "camp_movechance": 0.05,
    }  # fmt: skip
    speeds = zip(MESH, (90.0, None, 60.0, 150.0, None), (0.0, 0.5, 0.2, 0.0, 1.0), strict=True)
    own = [FleeRoute(*way, max_move_speed=v, walk_probability=p) for way, v, p in speeds]
    return [
        steer("chances to leave, town and conflict", {"default_movechance": 0.4}, chances, places=five,
              ways=CHAIN),
        steer("chances to leave, camps", {"idpcamp_movechance": 0.15}, chances, places=five, ways=CHAIN),
        steer("residents in the chance to leave", {"movechance_pop_scale_factor": 0.0},
              {"movechance_pop_scale_factor": 0.3, "movechance_pop_base": 2000.0}, places=sized),
        steer("several links in one day", {"max_move_speed": 60.0}, {}, places=five, ways=CHAIN),
        steer("on foot at first", {"start_on_foot": False}, {"start_on_foot": True}),
        steer("no short stints", {"avoid_short_stints": False}, short),
        Case("own speeds and walking", flee(ways=own), flee(), "every link has the same speed"),
        steer("all together", {"softening": 10.0, "weight_power": 1.0}, everything),
    ]  # fmt: skip


def of_closing() -> list[Case]:
    """Borders, places and camps that close and open again, also while people are on the way."""
    slow = {"max_move_speed": 45.0, "default_movechance": 0.6, "camp_movechance": 0.3}
    shut = {
        "country": FleeClosure("country", "Y", "X", 2, 5), "location": FleeClosure("location", "B", "", 1, 6),
        "camp": FleeClosure("camp", "D", "", 2, 6), "idpcamp": FleeClosure("idpcamp", "D", "", 2, 6),
    }  # fmt: skip
    inside = (*PLACES[:3], place("D", "idpcamp"))
    kinds = {"country": PLACES, "location": PLACES, "camp": PLACES, "idpcamp": inside}
    cases = [
        Case(f"closed {kind}, people on the way", flee(kinds[kind], closures=(closure,), **slow),
             flee(kinds[kind], **slow), "nothing closes", (1, 3, 5, 8))
        for kind, closure in shut.items()
    ]  # fmt: skip
    never = replace(shut["country"], end=-1)
    opened = flee(closures=(shut["country"],), **slow)
    cases.append(Case("closed for good", flee(closures=(never,), **slow), opened, "it opens again"))
    inert = (FleeClosure("link", "A", "B", 0, -1),)
    meant = (FleeClosure("location", "B", "", 0, -1),)
    cases.append(Case("closed link", flee(closures=inert), flee(closures=meant), "links to B close"))
    return cases


def of_conflict() -> list[Case]:
    """Who sets out from where: conflict that comes, goes and ages; totals and debts; conflict alone."""
    zones = (place("A", "conflict", 300), place("B", "town", 500), place("C", "town", 200), PLACES[3])
    slow = {"max_move_speed": 50.0, "conflict_movechance": 0.3}
    grow = tuple(4.0 * k for k in range(LENGTH))
    switch = {"A": (1.0,) * 4 + (0.0,) * 5, "B": (0.0,) * 2 + (0.2,) * 2 + (1.0,) * 5,
              "C": (0.0,) * 6 + (0.7,) * 3}  # fmt: skip
    heeded = {**switch, "B": (0.0,) * 2 + (1.0,) * 7}
    still = {"conflict_spawn_decay": [1.0, 0.4, 0.05], "conflict_spawn_decay_interval": 2}
    ages = {"A": (1.0,) * 9, "B": (0.0,) * 3 + (1.0,) * 6}
    falling = (6.0, 12.0, 4.0, 7.0, 14.0, 14.0, 20.0, 16.0, 22.0)
    kept = (6.0, 12.0, 12.0, 15.0, 22.0, 22.0, 28.0, 28.0, 34.0)
    rate = {"places": zones, "conflicts": switch}
    return [
        Case("conflict comes and goes", flee(zones, stocks=grow, conflicts=switch, **slow),
             flee(zones, stocks=grow, conflicts=heeded, **slow), "a rise from 0.2 to 1 is heeded"),
        Case("conflict ages", flee(zones, stocks=grow, conflicts=ages, **still),
             flee(zones, stocks=grow, conflicts=ages), "age does not count"),
        Case("debt of falling counts", flee(stocks=falling), flee(stocks=kept), "falls are forgotten"),
        Case("total in place of camps", flee(stocks=grow, total=(0, 0, 5, 5, 9), sum_from_camps=False),
             flee(stocks=grow, total=(0, 0, 5, 5, 9)), "camps are summed up"),
        Case("camps emptied on day 0", flee(stocks=grow, empty_camps_on_day0=True),
             flee(stocks=(2.0, *grow[1:])), "day 0 counts"),
        Case("day 0 counts twice", flee(stocks=(3, 3), total=(3, 3)), flee(stocks=(3, 3)), "it counts once"),
        steer("set out: constant", {"displaced_per_conflict_day": 4.0},
              {"spawn_mode": "constant", "displaced_per_conflict_day": 3.0}, **rate),
        steer("set out: share of residents", {"displaced_per_conflict_day": 0.02},
              {"spawn_mode": "pop_ratio", "displaced_per_conflict_day": 0.01}, **rate),
        steer("set out: Poisson", {"spawn_mode": "constant"},
              {"spawn_mode": "poisson", "displaced_per_conflict_day": 3.0}, **rate),
        steer("default intensity", {"default_conflict_intensity": 1.0},
              {"default_conflict_intensity": 0.5, "spawn_mode": "constant",
               "displaced_per_conflict_day": 3.0}),
    ]  # fmt: skip


def of_room() -> list[Case]:
    """Capacities on days on which the order of persons cannot matter, and the people of day 0.

    Nobody decides in the middle of a day on which somebody arrives at the camp: the first who come back to A
    do so on day 6. Flee takes the 95 people of day 0 off the capacity, though they count as occupants.
    """
    apart = {"insert_day0": True, "camp_movechance": 0.0, "max_move_speed": 30.0}
    room = {"stocks": (95.0, 101.0, 107.0, 113.0, 119.0, 125.0), "ways": STAR, "length": 6, **apart}
    days = (1, 3, 5)

    def camp(capacity: int, **more: str) -> tuple[FleeLocation, ...]:
        return (*PLACES[:3], place("D", "camp", capacity, **more))

    free, ramp = flee(camp(0), **room), {"capacity_buffer": 0.8}
    growing = place("D", "camp", 500, "Y", capacity_per_day="400")
    leaving = {"camp_movechance": 0.2, "movechance_pop_scale_factor": 0.5, "movechance_pop_base": 1000.0}
    return [
        Case("room: some left", flee(camp(210), **room, **ramp), free, "no capacity", days),
        Case("room: none after day 0", flee(camp(185), **room), free, "no capacity", days),
        Case("room: capacity equal to the people of day 0", flee(camp(95), **room), flee(camp(185), **room),
             "no one may come", days),
        Case("room: people at the start", flee(camp(210, initial_idps="12"), **room, **ramp),
             flee(camp(210), **room, **ramp), "no initial_idps", days),
        Case("room: scaled", flee(camp(185), **room, capacity_scaling=1.25),
             flee(camp(185), **room), "capacity_scaling 1", days),
        Case("room: other buffer", flee(camp(230), **room, capacity_buffer=0.5),
             flee(camp(230), **room), "buffer 0.9", days),
        Case("room: grows every day", flee(camp(190, capacity_per_day="4"), **room),
             flee(camp(190), **room), "it does not grow", days),
        Case("room: growth in the chance to leave", flee((*PLACES[:3], growing), **leaving),
             flee((*PLACES[:3], replace(growing, attributes={})), **leaving), "it does not grow", days),
    ]  # fmt: skip


def all_cases() -> list[Case]:
    """List all cases."""
    return [*of_choice(), *of_moving(), *of_closing(), *of_conflict(), *of_room()]
