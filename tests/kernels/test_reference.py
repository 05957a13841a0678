"""The fast kernel against its specification in plain Python, bit for bit, and what follows from addresses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alee.kernels import reference, run
from alee.kernels.layout import Record
from tests.kernels.networks import World, make_network, make_timeline, make_traits, random_world

PEOPLE = (3.0, 100.0, 3000.0, 1e6)


def simulate(world: World, *, seed: int = 7, first_member: int = 3, engine=run) -> Record:
    record = world.record()
    engine.simulate_block(world.network, world.timeline, world.traits, seed, first_member, record)
    return record


def differing(one: Record, other: Record) -> list[str]:
    return [f for f in Record._fields if not np.array_equal(getattr(one, f), getattr(other, f))]


def lively_world(number: int, **sizes: int) -> World:
    return random_world(number, people=PEOPLE[number % 4], n_groups=1 + number % 3, **sizes)


@pytest.mark.parametrize("number", range(24))
def test_kernel_and_reference_give_the_same_bits(number: int) -> None:
    world = lively_world(number, n_members=2)
    fast, slow = simulate(world), simulate(world, engine=reference)
    assert not differing(fast, slow)
    assert not fast.status.any()


def test_a_single_resident_may_leave_and_a_follower_follows_its_own_leader() -> None:
    """Places of one resident, and leaders in another place who must not be mistaken for one's own."""
    network = make_network(
        [[1, 1], [0, 0], [500, 400], [0, 0]], [1, 0, 1, 0], [(0, 1), (2, 3)], follows=[-1, 0], follow_delay=1
    )
    traits = make_traits(network, 8, 12)
    traits.pulse[:] = 1.0
    traits.leave_rate[:] = 0.0
    traits.leave_rate[:, 0, 0] = 5.0
    traits.follow_rate[:] = 3.0
    world = World(network, make_timeline(network, 12), traits)
    fast, slow = simulate(world), simulate(world, engine=reference)
    assert not differing(fast, slow)
    gone = fast.displaced.sum(axis=1)
    assert (gone[:, 0] == 1).all(), "one resident and the one who follows"
    assert not gone[:, 2].any(), "there nobody has left whom they could follow"


@pytest.mark.parametrize("limit", [1, 2, 3, 11, 12, 13])
def test_limits_of_stay_near_the_last_day(limit: int) -> None:
    network = make_network(
        [[4000, 10], [0, 0], [0, 0]], [1, 0, 0], [(0, 1), (1, 2), (0, 2)], stay_limit=[-1, limit, -1]
    )
    traits = make_traits(network, 2, 12)
    traits.pulse[:] = 1.0
    traits.leave_rate[:] = 0.05
    traits.move[:] = 0.1
    traits.settle[:] = 0.3
    world = World(network, make_timeline(network, 12), traits)
    assert not differing(simulate(world), simulate(world, engine=reference))


def test_the_small_worlds_show_everything_that_is_compared() -> None:
    records = [simulate(lively_world(number)) for number in range(24)]
    for field in set(Record._fields) - {"status"}:
        assert any(getattr(record, field).any() for record in records), field
    worlds = [lively_world(number) for number in range(24)]
    assert {world.network.lookahead for world in worlds} == {0, 1, 2, 3}
    assert {world.network.follow_delay for world in worlds} == {0, 1, 2, 3}
    assert max(world.network.travel_days.max() for world in worlds) == 3


@pytest.mark.parametrize("number", [2, 7, 11])
def test_cuts_into_blocks_and_threads_leave_no_trace(number: int) -> None:
    world = lively_world(number, n_members=6)
    whole = simulate(world, first_member=40)
    cuts = [(0, 1), (1, 4), (4, 6)]
    with ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(lambda c: simulate(world.members(*c), first_member=40 + c[0]), cuts))
    for (start, stop), part in zip(cuts, parts, strict=True):
        assert not differing(Record(*(array[start:stop] for array in whole)), part)


@pytest.mark.parametrize("number", [2, 6, 10])
def test_a_longer_horizon_changes_no_earlier_day(number: int) -> None:
    world = lively_world(number)
    short = World(
        world.network,
        world.timeline._replace(
            **{f: getattr(world.timeline, f)[:15] for f in ("epoch", "is_weekend", "given")}
        ),
        world.traits._replace(**{f: getattr(world.traits, f)[:, :15] for f in ("pulse", "ordinary_pulse")}),
    )
    late, early = simulate(world), simulate(short)
    assert not differing(Record(*(a[:, :15] if a.ndim > 1 else a for a in late)), early)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.integers(0, 2**32), st.integers(0, 2**64 - 1), st.integers(1, 7), st.integers(1, 12), st.integers(1, 4)
)
def test_nobody_is_created_lost_or_below_zero(
    number: int, seed: int, n_places: int, n_corridors: int, n_groups: int
) -> None:
    world = random_world(
        number, n_places=n_places + 1, n_corridors=n_corridors, n_groups=n_groups, people=PEOPLE[number % 4]
    )
    record = simulate(world, seed=seed)
    assert not record.status.any()
    assert all((getattr(record, field) >= 0).all() for field in Record._fields)
    before = world.traits.already.sum((1, 2))[:, None]
    gone = before + record.displaced.sum((2, 3)).cumsum(1)
    somewhere = record.present.sum((2, 3)) + record.waiting.sum(2) + record.in_transit
    assert (gone == somewhere + record.returned.sum(2)).all()
    assert (record.displaced.sum(1) <= world.network.residents).all()
    closed = world.timeline.is_open[world.timeline.epoch] == 0
    assert not record.crossings[:, closed].any()
    assert not record.ordinary_out[:, closed].any()
    assert not record.queue[:, closed].any()


def test_closing_a_corridor_leaves_unrelated_cells_their_luck() -> None:
    """Two separate halves: 0 > 1 > 2 and 3 > 4; closing 0 > 1 must not touch the second half."""
    network = make_network(
        [[5000, 300], [0, 0], [0, 0], [4000, 10], [0, 0]], [1, 0, 0, 1, 0], [(0, 1), (0, 2), (1, 2), (3, 4)]
    )
    traits = make_traits(network, 4, 20)
    traits.leave_rate[:] = 0.05
    traits.move[:] = 0.4
    traits.settle[:] = 0.2
    traits.go_home[:, [1, 2, 4]] = 0.05
    traits.ordinary_level[:] = 60.0
    world = World(network, make_timeline(network, 20, 2), traits)
    is_open = world.timeline.is_open.copy()
    is_open[1, 0] = 0
    plain, closed = simulate(world), simulate(world.with_timeline(is_open=is_open))
    assert np.array_equal(plain.displaced, closed.displaced)
    assert np.array_equal(plain.present[:, :, 3:], closed.present[:, :, 3:])
    assert np.array_equal(plain.crossings[:, :, 3], closed.crossings[:, :, 3])
    assert np.array_equal(plain.ordinary_out[:, :, 1:], closed.ordinary_out[:, :, 1:])
    assert np.array_equal(plain.crossings[:, :10], closed.crossings[:, :10])
    assert plain.crossings[:, 10:, 0].any()
    assert not closed.crossings[:, 10:, 0].any()


@pytest.mark.parametrize(
    "field", ["leave_rate", "value", "cost", "pulse", "move", "ordinary_level", "settle"]
)
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_member_that_is_not_finite_is_data_and_harms_no_other(field: str, bad: float) -> None:
    world = lively_world(6)
    table = getattr(world.traits, field).copy()
    table[1].flat[0] = bad
    broken = world.with_traits(**{field: table})
    fast, slow = simulate(broken), simulate(broken, engine=reference)
    assert fast.status.tolist() == slow.status.tolist() == [0, 3, 0]
    plain = simulate(world)
    assert np.array_equal(fast.present[[0, 2]], plain.present[[0, 2]])


def test_the_kernel_takes_read_only_and_sliced_arrays() -> None:
    world = lively_world(2)
    frozen = [
        type(t)(*(a.copy() if isinstance(a, np.ndarray) else a for a in t))
        for t in (world.network, world.timeline, world.traits)
    ]
    for array in (a for t in frozen for a in t if isinstance(a, np.ndarray)):
        array.flags.writeable = False
    frozen[0] = frozen[0]._replace(corridor_to=np.repeat(frozen[0].corridor_to, 2)[::2])
    record = world.record()
    run.simulate_block(*frozen, 7, 3, record)
    assert not differing(record, simulate(world))
