"""Worlds put together by chance, so that rules meet in ways that nobody thought of; without capacities."""

import random
from typing import Any

from alee.model.flee import FleeClosure, FleeKind, FleeLocation, FleeRoute, FleeWorld
from verification.flee_agreement.cases import flee, place

LENGTH = 8
NAMES = "ABDEF"  # counts of D say how many set out
KINDS: tuple[FleeKind, ...] = ("town", "town", "camp", "idpcamp", "conflict", "marker", "forward")


def random_world(number: int) -> FleeWorld:
    """Make the world of a number, the same one each time."""
    luck = random.Random(number)
    places = _places(luck)
    names = [p.name for p in places]
    stocks = [5]
    for _ in range(LENGTH - 1):
        stocks.append(max(0, stocks[-1] + luck.choice([-2, 0, 0, 3])))
    return flee(
        places, _ways(luck, names), stocks=stocks, closures=_closures(luck, places),
        conflicts=_conflicts(luck, names[1:]), length=LENGTH, **_settings(luck),
    )  # fmt: skip


def _places(luck: random.Random) -> list[FleeLocation]:
    places = [place("A", "conflict", 500)]
    for name in NAMES[1 : luck.randint(3, 5)]:
        kind = luck.choice(KINDS)
        people = 0 if kind in ("camp", "idpcamp") else luck.choice([50, 300, 2000])
        more = {"conflict_intensity": luck.choice(["0.3", "1.0"])} if kind == "conflict" else {}
        places.append(place(name, kind, people, luck.choice("XXY"), **more))
    return places


def _ways(luck: random.Random, names: list[str]) -> list[FleeRoute]:
    """Join each place to the one before it, and some more; lengths are odd on purpose."""
    return [
        FleeRoute(
            one, two, round(luck.uniform(11, 400), 1) + 0.037, redirection=luck.choice([0, 0, 0, 1]),
            max_move_speed=luck.choice([None, None, 73.3]), walk_probability=luck.choice([0.0, 0.0, 0.4]),
        )
        for k, two in enumerate(names) for j, one in enumerate(names[:k]) if j == k - 1 or luck.random() < 0.5
    ]  # fmt: skip


def _conflicts(luck: random.Random, names: list[str]) -> dict[str, tuple[float, ...]]:
    found = {}
    for name in names:
        begin = luck.randint(0, LENGTH)
        end = luck.randint(begin, LENGTH)
        if luck.random() < 0.4:
            found[name] = tuple(
                luck.choice([0.2, 0.9]) if begin <= day < end else 0.0 for day in range(LENGTH)
            )
    return found


def _closures(luck: random.Random, places: list[FleeLocation]) -> tuple[FleeClosure, ...]:
    closures = []
    for _ in range(luck.randint(0, 2)):
        days = luck.randint(0, 5), luck.choice([-1, luck.randint(1, 7)])
        if luck.random() < 0.5:
            closures.append(FleeClosure("country", "X", "Y", *days))
        else:
            closures.append(FleeClosure("location", luck.choice(places).name, "", *days))
    camps = [p for p in places if p.kind in ("camp", "idpcamp")]
    if camps and luck.random() < 0.4:
        camp = luck.choice(camps)
        kind = "camp" if camp.kind == "camp" else "idpcamp"
        closures.append(FleeClosure(kind, camp.name, "", luck.randint(0, 4), luck.randint(4, 7)))
    return tuple(closures)


def _settings(luck: random.Random) -> dict[str, Any]:
    choices: dict[str, list[Any]] = {
        "awareness_level": [1, 1, 2, 3], "max_move_speed": [90.7, 211.3, 360.0],
        "start_on_foot": [False, True], "softening": [10.0, 40.0], "weight_softening": [0.0, 0.2],
        "weight_power": [1.0, 2.0], "distance_power": [1.0, 0.7], "pruning_threshold": [1.0, 2.0, 4.0],
        "use_pop_for_loc_weight": [False, False, True], "movechance_pop_base": [500.0],
        "movechance_pop_scale_factor": [0.0, 0.2], "camp_weight": [1.0, 2.0], "foreign_weight": [1.0, 0.5],
        "conflict_movechance": [1.0, 0.5], "camp_movechance": [0.001, 0.2],
        "default_movechance": [0.3, 0.002, 0.6], "conflict_spawn_decay": [[], [1.0, 0.3, 0.1]],
        "conflict_spawn_decay_interval": [2], "empty_camps_on_day0": [False] * 9 + [True],
    }  # fmt: skip
    chosen = {key: luck.choice(values) for key, values in choices.items()}
    mode = luck.choice(["totals"] * 12 + ["constant", "pop_ratio", "poisson"])
    if mode != "totals":
        chosen |= {"spawn_mode": mode, "displaced_per_conflict_day": 0.01 if mode == "pop_ratio" else 2.0}
    return chosen
