"""Synthetic worlds of any size, built from the public objects, the same each time.

A world is a number of communities that do not touch. In each, twelve towns stand in a ring: four at home,
where people live, and eight abroad. Eight corridors lead out of every town, to the next eight of the ring, so
every town has eight corridors in, too. Without ``all_rules``, people leave home, move on, choose one of
eight corridors, settle for now, and nothing else: this is what ``numpy_version`` can do as well. With it,
there are queues with ordinary travellers, stay limits, families who follow and returns besides.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from alee.compiler import Plan, compile_plan
from alee.files.atomic import write_texts
from alee.files.resolved import scenario_texts
from alee.model.behaviour import Behaviour
from alee.model.corridors import Corridor
from alee.model.events import Shock
from alee.model.groups import Group
from alee.model.places import Place
from alee.model.scenario import Scenario

START = dt.date(2030, 3, 1)
SEED = 2030
RING = 12  # towns of a community
HOMES = 4  # of them at home
WAYS = 8  # corridors out of each town
SOURCE = "assumption"


@dataclass(frozen=True, kw_only=True)
class World:
    """What a synthetic world is like.

    Attributes
    ----------
    communities
        Rings of twelve towns and 96 corridors each.
    groups
        Number of groups, of equal size.
    days
        Simulated days.
    people
        Residents of all home towns together, persons.
    lived_in
        One community of so many has residents; the corridors of the others stay empty.
    all_rules
        Whether there are queues, ordinary travellers, stay limits, followers and returns.
    """

    communities: int = 20
    groups: int = 2
    days: int = 60
    people: int = 10_000_000
    lived_in: int = 1
    all_rules: bool = False

    @property
    def corridors(self) -> int:
        """Number of corridors."""
        return self.communities * RING * WAYS

    def edge_days(self, members: int) -> int:
        """Count one for each corridor, day, member and group."""
        return self.corridors * self.days * members * self.groups

    @property
    def people_per_home(self) -> int:
        """Residents of each home town that is lived in, persons."""
        inhabited = -(-self.communities // self.lived_in)
        return max(1, round(self.people / (inhabited * HOMES)))


def compile_world(world: World) -> Plan:
    """Build the scenario of a world and compile it for all its days."""
    return compile_plan(build_scenario(world), until=START + dt.timedelta(days=world.days - 1))


def build_scenario(world: World) -> Scenario:
    """Put a world together from places, corridors, groups, behaviour and one shock on the first day."""
    rng = np.random.default_rng(SEED)
    towns = world.communities * RING
    return Scenario(
        name="synthetic",
        title="A synthetic world for measuring speed",
        start=START,
        as_of=START,
        horizon_days=world.days,
        home=[_country("H", community) for community in range(min(world.communities, 676))],
        places=[_place(world, town, float(rng.normal())) for town in range(towns)],
        corridors=[
            _corridor(world, town, way, float(rng.uniform(2, 20)))
            for town in range(towns)
            for way in range(WAYS)
        ],
        groups=[_group(world, number) for number in range(world.groups)],
        events=[Shock(start=START)],
        behaviour=_behaviour(world),
    )


def save_folder(world: World, folder: Path) -> None:
    """Write a world as a scenario folder, row by row, without making half a million objects first."""
    small = build_scenario(replace(world, communities=1))
    homes = [_country("H", community) for community in range(min(world.communities, 676))]
    texts = scenario_texts(small)
    texts["scenario.yaml"] = texts["scenario.yaml"].replace("- HAA\n", "".join(f"- {c}\n" for c in homes))
    rng = np.random.default_rng(SEED)
    towns = range(world.communities * RING)
    columns = ("name", "kind", "country", "latitude", "longitude", "residents", "appeal", "source")
    rows = (_place(world, town, float(rng.normal()), Place.model_construct) for town in towns)
    texts["places.csv"] = _table(columns, rows, columns)
    columns = ("name", "from", "to", "mode", "hours", "source")
    fields = ("name", "from_place", "to_place", "mode", "hours", "source")
    rows = (
        _corridor(world, town, way, float(rng.uniform(2, 20)), Corridor.model_construct)
        for town in towns
        for way in range(WAYS)
    )
    texts["corridors.csv"] = _table(columns, rows, fields)
    write_texts(folder, texts)


def _table(columns: Sequence[str], rows: Iterable[Place | Corridor], fields: Sequence[str]) -> str:
    lines = [",".join(str(getattr(row, field)) for field in fields) for row in rows]
    return "\n".join([",".join(columns), *lines, ""])


def _country(side: str, community: int) -> str:
    """Write a made-up three-letter country; H is a home, all others are abroad.

    Every community has a country abroad of its own, up to 16,900 of them; homes share 676 countries.
    """
    if side == "H":
        return "H" + _two_letters(community % 676)
    first, rest = divmod(community, 676)
    return "ABCDEFGIJKLMNOPQRSTUVWXYZ"[first] + _two_letters(rest)


def _two_letters(number: int) -> str:
    first, second = divmod(number, 26)
    return chr(ord("A") + first) + chr(ord("A") + second)


def _is_home(town: int) -> bool:
    return town % RING < HOMES


def _place(world: World, town: int, appeal: float, make: Callable[..., Place] = Place) -> Place:
    community = town // RING
    is_inhabited = _is_home(town) and community % world.lived_in == 0
    return make(
        name=f"Town {town:05d}",
        kind="town",
        country=_country("H" if _is_home(town) else "A", community),
        latitude=0,
        longitude=0,
        residents=world.people_per_home if is_inhabited else 0,
        appeal=appeal,
        stay_limit_days=20 if world.all_rules and not _is_home(town) else None,
        source=SOURCE,
    )


def _corridor(
    world: World, town: int, way: int, hours: float, make: Callable[..., Corridor] = Corridor
) -> Corridor:
    community, position = divmod(town, RING)
    end = community * RING + (position + 1 + way) % RING
    is_busy = world.all_rules and _is_home(town) and not _is_home(end)
    return make(
        name=f"Way {town:05d} {way}",
        from_place=f"Town {town:05d}",
        to_place=f"Town {end:05d}",
        mode="road",
        hours=hours,
        capacity=1 + world.people_per_home // 500 if is_busy else None,
        ordinary=world.people_per_home / 2000 if is_busy else 0.0,
        source=SOURCE,
    )


def _group(world: World, number: int) -> Group:
    follows = "group 00" if world.all_rules and number > 0 else None
    return Group(
        name=f"group {number:02d}", share=1 / world.groups, leave=1.0, follows=follows, source=SOURCE
    )


def _behaviour(world: World) -> Behaviour:
    """All numbers, no priors: the same for every member, so that only the draws differ."""
    return Behaviour(
        leave_share=0.02,
        rise_days=1.0,
        half_life_days=9.0,
        floor=1.0,
        rumour_boost=0.0,
        wobble=0.0,
        wobble_memory=0.0,
        cost_per_hour=0.03,
        cost_per_100_usd=0.15,
        cost_per_1000_km=0.2,
        kin_weight=0.3,
        language_weight=0.7,
        safety_weight=1.4,
        price_weight=0.4,
        discount=0.5,
        lookahead=1,
        queue_cost=0.5,
        give_up=0.04,
        turn_back=0.25,
        move_town=0.3,
        staying_factor=0.15,
        settle=0.07,
        go_home_fresh=0.008 if world.all_rules else 0.0,
        go_home_staying=0.002 if world.all_rules else 0.0,
        follow_rate=0.01 if world.all_rules else 0.0,
        limit_push=0.7,
        capacity_scale=1.0,
        ordinary_after=0.8,
        ordinary_noise=0.12,
        ordinary_give_up=0.3,
    )
