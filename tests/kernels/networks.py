"""Small made-up networks for the engine's tests, in the arrays that kernels see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alee.core.addresses import name_key
from alee.kernels.layout import Network, Record, Timeline, Traits, empty_record


@dataclass(frozen=True)
class World:
    network: Network
    timeline: Timeline
    traits: Traits

    @property
    def n_members(self) -> int:
        return len(self.traits.pulse)

    def record(self) -> Record:
        n_places, n_groups = self.network.residents.shape
        shape = (len(self.timeline.epoch), n_places, len(self.network.corridor_from), n_groups)
        return empty_record(self.n_members, *shape)

    def with_network(self, **arrays) -> World:
        return World(self.network._replace(**arrays), self.timeline, self.traits)

    def with_timeline(self, **arrays) -> World:
        return World(self.network, self.timeline._replace(**arrays), self.traits)

    def with_traits(self, **arrays) -> World:
        return World(self.network, self.timeline, self.traits._replace(**arrays))

    def members(self, start: int, stop: int) -> World:
        return World(self.network, self.timeline, Traits(*(trait[start:stop] for trait in self.traits)))


def adjacency(starts: np.ndarray, n_places: int) -> tuple[np.ndarray, np.ndarray]:
    order = np.argsort(starts, kind="stable").astype(np.int32)
    bounds = np.searchsorted(starts[order], np.arange(n_places + 1)).astype(np.int32)
    return bounds, order


def ways_back(place: int, borders: list[int], corridors: list[tuple[int, int]]) -> list[int]:
    """The borders that end at the place, or else any two."""
    return [c for c in borders if corridors[c][1] == place] or borders[:2]


def make_network(
    residents: np.ndarray,
    is_home: list[int],
    corridors: list[tuple[int, int]],
    *,
    travel_days: list[int] | None = None,
    capacity: list[float] | None = None,
    stay_limit: list[int] | None = None,
    follows: list[int] | None = None,
    follow_delay: int = 1,
    lookahead: int = 1,
) -> Network:
    """Places 0..P-1 and corridors between them; some of those out of home places lead back."""
    residents = np.asarray(residents, np.int64)
    n_places, n_groups = residents.shape
    ends = np.array(corridors, np.int32).reshape(-1, 2)
    home = np.array(is_home, np.uint8)
    out_start, out_corridors = adjacency(ends[:, 0], n_places)
    borders = [c for c, (a, b) in enumerate(corridors) if home[a] and not home[b]]
    back = [[] if home[p] else ways_back(p, borders, corridors) for p in range(n_places)]
    return Network(
        residents=residents,
        is_home=home,
        place_capacity=np.array([-1.0] * n_places if capacity is None else capacity, np.float64),
        stay_limit=np.array([-1] * n_places if stay_limit is None else stay_limit, np.int32),
        corridor_from=ends[:, 0].copy(),
        corridor_to=ends[:, 1].copy(),
        travel_days=np.array([0] * len(ends) if travel_days is None else travel_days, np.int32),
        out_start=out_start,
        out_corridors=out_corridors,
        back_first=np.cumsum([0] + [len(ways) for ways in back])[:-1].astype(np.int32),
        back_stop=np.cumsum([len(ways) for ways in back]).astype(np.int32),
        back_corridors=np.array([c for ways in back for c in ways], np.int32),
        follows=np.array([-1] * n_groups if follows is None else follows, np.int32),
        place_key=np.array(
            [[name_key(f"place {p}", f"group {g}") for g in range(n_groups)] for p in range(n_places)],
            np.uint32,
        ),
        corridor_key=np.array(
            [
                [name_key(f"corridor {a} > {b} number {c}", f"group {g}") for g in range(n_groups + 1)]
                for c, (a, b) in enumerate(corridors)
            ],
            np.uint32,
        ).reshape(-1, n_groups + 1),
        follow_delay=follow_delay,
        lookahead=lookahead,
    )


def make_timeline(network: Network, n_days: int, n_epochs: int = 1) -> Timeline:
    """All corridors open and unlimited all the time; epochs of about equal length."""
    n_places, n_groups = network.residents.shape
    n_corridors = len(network.corridor_from)
    return Timeline(
        epoch=(np.arange(n_days) * n_epochs // n_days).astype(np.int32),
        is_open=np.ones((n_epochs, n_corridors), np.uint8),
        capacity=np.full((n_epochs, n_corridors), -1.0),
        admit=np.ones((n_epochs, n_corridors, n_groups)),
        exposure=np.ones((n_epochs, n_places)),
        season=np.ones((n_epochs, n_corridors)),
        is_weekend=(np.arange(n_days) % 7 >= 4).astype(np.uint8),
        given=np.full(n_days, -1, np.int64),
    )


def make_traits(network: Network, n_members: int, n_days: int) -> Traits:
    """Nobody leaves, moves, returns or travels: tests switch on what they are about."""
    n_places, n_groups = network.residents.shape
    n_corridors = len(network.corridor_from)
    one, place, corridor = (n_members,), (n_members, n_places), (n_members, n_corridors)
    return Traits(
        already=np.zeros((*place, n_groups), np.int64),
        leave_rate=np.zeros((*place, n_groups)),
        pulse=np.ones((n_members, n_days)),
        value=np.zeros((*place, n_groups)),
        cost=np.zeros(corridor),
        capacity_scale=np.ones(corridor),
        discount=np.full(one, 0.5),
        queue_cost=np.zeros(one),
        give_up=np.zeros(one),
        turn_back=np.zeros(one),
        move=np.zeros((*place, 2)),
        mobility=np.ones((n_members, n_groups)),
        settle=np.zeros(place),
        go_home=np.zeros((*place, 2)),
        follow_rate=np.zeros(one),
        limit_push=np.zeros(one),
        ordinary_level=np.zeros(corridor),
        weekend=np.ones(corridor),
        ordinary_pulse=np.ones((n_members, n_days)),
        ordinary_noise=np.zeros(one),
        ordinary_stay=np.full(corridor, 5.0),
        ordinary_give_up=np.zeros(one),
    )


def random_world(
    seed: int,
    *,
    n_places: int = 6,
    n_corridors: int = 14,
    n_groups: int = 2,
    n_members: int = 3,
    n_days: int = 24,
    n_epochs: int = 4,
    people: float = 3000.0,
) -> World:
    """A world in which everything happens: limits, closures, queues, stay limits, followers, told totals."""
    rng = np.random.default_rng(seed)
    is_home = [1 if p < max(1, n_places // 3) else 0 for p in range(n_places)]
    is_origin = np.array(is_home)[:, None] * (rng.random((n_places, 1)) < 0.8)
    is_origin[0] = 1
    corridors = []
    for _ in range(n_corridors):
        a = int(rng.integers(n_places))
        b = int((a + 1 + rng.integers(n_places - 1)) % n_places)
        corridors.append((a, b))
    corridors[0] = (0, n_places - 1)
    network = make_network(
        rng.poisson(people * rng.lognormal(0, 1, (n_places, n_groups))) * is_origin,
        is_home,
        corridors,
        travel_days=rng.choice([0, 0, 1, 2, 3], n_corridors).tolist(),
        capacity=np.where(rng.random(n_places) < 0.3, people * rng.random(n_places) * 0.3, -1.0).tolist(),
        stay_limit=[-1 if home else int(rng.choice([-1, 3, 7, 200])) for home in is_home],
        follows=[-1, 0, 0, 1][:n_groups],
        follow_delay=int(rng.integers(0, 4)),
        lookahead=int(rng.integers(0, 4)),
    )
    timeline = random_timeline(rng, network, n_days, n_epochs, people)
    return World(network, timeline, random_traits(rng, network, n_members, n_days, people))


def random_timeline(
    rng: np.random.Generator, network: Network, n_days: int, n_epochs: int, people: float
) -> Timeline:
    n_corridors = len(network.corridor_from)
    plain = make_timeline(network, n_days, n_epochs)
    shape = plain.is_open.shape
    is_limited = rng.random(n_corridors) < 0.5
    capacity = np.where(is_limited, people * 0.04 * rng.random(shape), -1.0)
    return plain._replace(
        is_open=(rng.random(shape) < 0.8).astype(np.uint8),
        capacity=np.where(rng.random(shape) < 0.05, 0.0, capacity),
        admit=np.where(rng.random(plain.admit.shape) < 0.2, 0.0, rng.random(plain.admit.shape)),
        exposure=rng.lognormal(0, 0.5, plain.exposure.shape),
        season=rng.lognormal(0, 0.2, plain.season.shape),
        given=np.where(rng.random(n_days) < 0.2, rng.poisson(people * 0.1, n_days), -1).astype(np.int64),
    )


def random_traits(
    rng: np.random.Generator, network: Network, n_members: int, n_days: int, people: float
) -> Traits:
    plain = make_traits(network, n_members, n_days)
    is_home = network.is_home.astype(bool)

    def chances(shape: tuple[int, ...], most: float) -> np.ndarray:
        return most * rng.random(shape)

    return plain._replace(
        leave_rate=rng.gamma(0.7, 0.05, plain.leave_rate.shape),
        pulse=rng.lognormal(-0.5, 1.0, plain.pulse.shape),
        value=rng.normal(0, 1.5, plain.value.shape),
        cost=rng.gamma(2.0, 0.7, plain.cost.shape),
        capacity_scale=rng.lognormal(0, 0.3, plain.capacity_scale.shape),
        discount=rng.random(n_members),
        queue_cost=chances((n_members,), 1.0),
        give_up=chances((n_members,), 0.5),
        turn_back=chances((n_members,), 0.5),
        move=chances(plain.move.shape, 1.1),
        mobility=rng.lognormal(-0.5, 0.3, plain.mobility.shape),
        settle=chances(plain.settle.shape, 0.5),
        go_home=chances(plain.go_home.shape, 0.2) * ~is_home[:, None],
        follow_rate=chances((n_members,), 0.5),
        limit_push=chances((n_members,), 1.0),
        ordinary_level=people * 0.03 * rng.gamma(0.5, 1.0, plain.ordinary_level.shape),
        weekend=rng.lognormal(0.2, 0.3, plain.weekend.shape),
        ordinary_pulse=rng.lognormal(0, 0.3, plain.ordinary_pulse.shape),
        ordinary_noise=chances((n_members,), 0.4),
        ordinary_stay=rng.gamma(2.0, 3.0, plain.ordinary_stay.shape),
        ordinary_give_up=chances((n_members,), 0.6),
        already=rng.poisson(people * 0.02, plain.already.shape).astype(np.int64),
    )
