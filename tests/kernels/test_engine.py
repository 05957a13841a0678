"""The engine on a small world: nobody lost, same bits in any blocks, a closure touches only its own ways."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alee.compiler import Plan, compile_plan
from alee.kernels.layout import Record
from alee.model.events import CapacityChange, Closure, Given, Opening
from alee.simulation import run_block
from tests.worlds import small_world

UNTIL = dt.date(2030, 3, 25)
MEMBERS = 12


def run(plan: Plan, seed: int = 4, first: int = 0, count: int = MEMBERS) -> Record:
    return run_block(plan, plan.sample(plan.prior_coordinates(seed, first, count)), seed, first)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(small_world(), until=UNTIL)


def test_blocks_and_single_members_give_the_same_bits(plan: Plan) -> None:
    whole = run(plan)
    parts = [run(plan, first=0, count=5), run(plan, first=5, count=7)]
    alone = run(plan, first=9, count=1)
    for name in Record._fields:
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert np.array_equal(getattr(whole, name), joined), name
        assert np.array_equal(getattr(whole, name)[9:10], getattr(alone, name)), name


DAYS = st.integers(1, 22).map(lambda d: dt.date(2030, 3, 1) + dt.timedelta(days=d))
EVENTS = st.one_of(
    st.builds(lambda t, s: Closure(t, start=s), st.sampled_from(["Gate", "Seaport", "BBB"]), DAYS),
    st.builds(lambda t, s: Opening(t, start=s), st.sampled_from(["Gate", "Seaport"]), DAYS),
    st.builds(lambda f, s: CapacityChange("Gate", start=s, factor=f), st.floats(0, 3), DAYS),
    st.builds(lambda n, s: Given(persons=n, start=s), st.integers(0, 500_000), DAYS),
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(EVENTS, max_size=4, unique_by=lambda e: e.start), st.integers(0, 2**62))
def test_nobody_is_created_or_lost_whatever_happens(events: list, seed: int) -> None:
    record = run(compile_plan(small_world(*events), until=UNTIL), seed=seed, count=3)
    assert (record.status == 0).all()
    gone = record.displaced.sum(axis=(2, 3)).cumsum(axis=1)
    here = record.present.sum(axis=(2, 3)) + record.in_transit + record.waiting.sum(axis=2)
    assert np.array_equal(gone, here + record.returned.sum(axis=2))
    assert all((getattr(record, name) >= 0).all() for name in Record._fields)


def test_a_closed_corridor_carries_nobody_and_others_keep_their_luck(plan: Plan) -> None:
    start = dt.date(2030, 3, 10)
    closed = run(compile_plan(small_world(Closure("Seaport", start=start)), until=UNTIL))
    plain = run(plan)
    sea = plan.corridor_names.index("Hometown > Seaport by sea")
    day = plan.day_index(start)
    assert not closed.crossings[:, day:, sea].any()
    assert not closed.ordinary_out[:, day:, sea].any()
    assert np.array_equal(closed.displaced, plain.displaced)
    gate = plan.corridor_names.index("Hometown > Gate by road")
    before = slice(None, day)
    assert np.array_equal(closed.crossings[:, before], plain.crossings[:, before])
    assert plain.crossings[:, day:, sea].any()
    assert (closed.queue[:, day:, gate] > 0).any()


def test_admission_never_exceeds_capacity() -> None:
    world = small_world(CapacityChange("Hometown > Gate by road", start="2030-03-01", persons_per_day=150))
    plan = compile_plan(world, until=UNTIL)
    record = run(plan)
    gate = plan.corridor_names.index("Hometown > Gate by road")
    scale = plan.capacity_scale(plan.prior_coordinates(4, 0, MEMBERS))[:, gate]
    passed = record.crossings[:, :, gate] + record.ordinary_out[:, :, gate]
    assert (passed <= np.floor(150 * scale)[:, None] + 1).all()
    assert (record.queue[:, -1, gate] > 0).any()


def test_given_totals_are_met_exactly() -> None:
    plan = compile_plan(small_world(Given(persons=1234, start="2030-03-09")), until=UNTIL)
    assert (run(plan).displaced[:, 8].sum(axis=(1, 2)) == 1234).all()
