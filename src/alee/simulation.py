"""Run a plan: many members, block by block, with the same bits whatever the blocks or threads.

A member is known by its number and the seed; a block is just a convenient handful of members. What a
run needs to keep is up to the caller: :func:`map_blocks` hands each block's record to a function and
keeps only what that returns, so memory stays flat in the number of members unless the whole record is
asked for (:func:`simulate`).
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from alee.compiler import Plan, Sample, compile_plan
from alee.compiler.flee.plan import FleePlan, compile_flee
from alee.core.calendar import as_date
from alee.core.errors import BugError, InputError
from alee.ensemble import Ensemble
from alee.executors import Progress, Workers, run_members, where_to_run
from alee.executors.work import Executor, Work
from alee.kernels.layout import Counts32, Floats, Record, empty_record
from alee.model.events import Event
from alee.model.flee import FleeWorld
from alee.model.scenario import Scenario

if TYPE_CHECKING:
    from alee.kernels.flee.layout import FleeRecord

Kept = TypeVar("Kept")
STATUS_MEANING = {1: "people were not conserved", 2: "a count fell below zero", 3: "a rate was not finite"}


def run_block(plan: Plan, sample: Sample, seed: int, first_member: int) -> Record:
    """Simulate the members ``first_member ...`` of a sample.

    Raises
    ------
    BugError
        If people were created or lost in any member; the engine checks every day of every member.
    """
    from alee.kernels.run import simulate_block

    n_places, n_groups = plan.network.residents.shape
    record = empty_record(
        sample.n_members, len(plan.days), n_places, len(plan.network.corridor_from), n_groups
    )
    simulate_block(plan.network, plan.timeline, plan.traits(sample), seed, first_member, record)
    bad = np.flatnonzero(record.status)
    if bad.size:
        meaning = STATUS_MEANING.get(int(record.status[bad[0]]), "it ended in an unknown state")
        raise BugError(f"member {first_member + int(bad[0])} of {plan.scenario.name}: {meaning}.")
    return record


def map_blocks(
    plan: Plan,
    z: Floats,
    seed: int,
    keep: Callable[[Record, int, int], Kept],
    *,
    threads: Workers = None,
    progress: Progress | None = None,
    phase: str = "simulating",
    take: Callable[[int, Kept], None] | None = None,
) -> list[Kept]:
    """Run all members and keep what ``keep(record, first, stop)`` returns for each block, in order.

    With ``take(first, kept)`` each block is handed on as it comes instead, and nothing is held. To run
    elsewhere than on threads, ``keep`` must be an object that can be pickled.
    """
    sample = plan.sample(z)
    common = (plan.bare(), seed, keep)
    work = Work(_run_and_keep, common, lambda first, count: sample.members(first, first + count))
    return run_members(work, z.shape[0], threads=threads, progress=progress, phase=phase, take=take)


def _run_and_keep(
    common: tuple[Plan, int, Callable[..., Kept]], sample: Sample, first: int, count: int
) -> Kept:
    plan, seed, keep = common
    return keep(run_block(plan, sample, seed, first), first, first + count)


def whole_record(record: Record, first: int, stop: int) -> Record:
    """Keep everything of a block."""
    return record


def run_plan(
    plan: Plan,
    z: Floats,
    seed: int,
    *,
    threads: Workers = None,
    progress: Progress | None = None,
    phase: str = "simulating",
) -> Ensemble:
    """Run all members and keep the whole record as an ensemble."""
    whole = empty_record(z.shape[0], len(plan.days), len(plan.places), len(plan.corridors), len(plan.groups))

    def store(first: int, record: Record) -> None:
        for name in Record._fields:
            block = getattr(record, name)
            getattr(whole, name)[first : first + block.shape[0]] = block

    map_blocks(plan, z, seed, whole_record, threads=threads, progress=progress, phase=phase, take=store)
    return Ensemble.from_record(
        whole, days=plan.days, places=plan.place_names, corridors=plan.corridor_names, groups=plan.group_names
    )


def simulate(
    scenario: Scenario,
    *,
    members: int = 500,
    seed: int,
    until: dt.date | str | None = None,
    as_of: dt.date | str | None = None,
    given: Iterable[Event] = (),
    threads: int | None = None,
    on: Executor | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """Play the scenario forward as it is believed before any report: every prior drawn per member.

    Parameters
    ----------
    members
        Number of histories.
    seed
        Any whole number from 0 to 2**63 - 1; the same seed gives the same bits.
    until
        Last simulated day; by default the scenario's as-of date plus its horizon.
    as_of
        Events published after this date do not exist; by default all of them do.
    given
        What-if events.
    threads
        Worker threads; by default one per core. The result does not depend on it.
    on
        Somewhere else to run, such as ``alee.Dask("tcp://10.0.0.5:8786")``; the same bits come back.

    Returns
    -------
    Ensemble
        All variables of the registry, counts of persons, dims (member, day, place[, group]) and
        (member, day, corridor).

    Raises
    ------
    InputError
        If ``members`` or ``seed`` is out of range, members cannot run where ``threads`` or ``on`` says, or
        ``until`` lies before the scenario starts.
    """
    check_members_and_seed(members, seed)
    workers = where_to_run(threads, on)
    plan = compile_plan(
        scenario,
        until=last_day(scenario, until),
        as_of=None if as_of is None else as_date(as_of),
        given=tuple(given),
    )
    z = plan.prior_coordinates(seed, 0, members)
    return run_plan(plan, z, seed, threads=workers, progress=progress)


def last_day(scenario: Scenario, until: dt.date | str | None) -> dt.date:
    """The last day to simulate: the one asked for, or the end of the scenario's horizon.

    Raises
    ------
    InputError
        If it lies before the scenario starts.
    """
    last = scenario.as_of + dt.timedelta(days=scenario.horizon_days) if until is None else as_date(until)
    if last < scenario.start:
        raise InputError(
            f"until: {last} lies before the scenario starts. Allowed is {scenario.start} or later."
        )
    return last


def simulate_flee(
    world: FleeWorld, *, members: int = 100, seed: int, threads: int | None = None, on: Executor | None = None
) -> Ensemble:
    """Play a Flee world by Flee's published rules, all persons in the same state together.

    Parameters
    ----------
    world
        As :func:`alee.load_flee` gives it.
    members
        Number of histories.
    seed
        0 to 2**63 - 1; the same seed gives the same bits, whatever the threads.
    threads, on
        As for :func:`simulate`.

    Returns
    -------
    Ensemble
        ``displaced``, ``present``, ``arrivals`` (member, day, place, group "all") and ``in_transit``
        (member, day), counts of persons at the end of each day.

    Raises
    ------
    InputError
        If ``members`` or ``seed`` is out of range, members cannot run where ``threads`` or ``on`` says, or
        people are to set out on a day without conflict.
    """
    from alee.kernels.flee.layout import empty_record as empty_flee_record

    check_members_and_seed(members, seed)
    workers = where_to_run(threads, on)
    plan = compile_flee(world)
    whole = empty_flee_record(members, world.length, len(plan.places))

    def store(first: int, block: "FleeRecord") -> None:
        for kept, part in zip(whole, block, strict=True):
            kept[first : first + len(part)] = part

    work = Work(_run_flee_block, (plan, world.length, seed), lambda first, count: None)
    run_members(work, members, threads=workers, take=store)
    _refuse_waiting(world, plan, whole.waiting)
    if whole.status.any():
        raise BugError(f"a member of {world.name} {STATUS_MEANING.get(int(whole.status.max()), 'ran full')}.")
    return Ensemble.from_flee(whole, days=world.days(), places=plan.places)


def _run_flee_block(common: tuple[FleePlan, int, int], part: None, first: int, count: int) -> "FleeRecord":
    """Play one block by Flee's rules, here or on a worker."""
    from alee.kernels.flee.layout import empty_record as empty_flee_record
    from alee.kernels.flee.run import simulate_flee_block

    plan, length, seed = common
    block = empty_flee_record(count, length, len(plan.places))
    simulate_flee_block(plan.network, plan.timeline, seed, first, block)
    return block


def _refuse_waiting(world: FleeWorld, plan: FleePlan, waiting: Counts32) -> None:
    """Refuse a run in which nobody could ever set out, or all residents had left and more were to follow."""
    if not waiting.any():
        return
    if not (plan.timeline.spawn_weight > 0.0).any():
        raise InputError(
            f"{world.name}: {int(waiting.max())} people are to set out, but on no day is a place with "
            "residents in conflict. Needed: one on the days on which counts grow."
        )
    if world.settings.take_from_population and (plan.timeline.spawn_weight[-1] > 0.0).any():
        raise InputError(
            f"{world.name}: up to {int(waiting.max())} people are to set out when nobody lives in places in "
            "conflict any more. Allowed with take_from_population: no more people than residents of "
            "locations.csv."
        )


def check_members_and_seed(members: int, seed: int) -> None:
    """Refuse a number of members or a seed that cannot be.

    Raises
    ------
    InputError
        Saying which of the two, and what is allowed.
    """
    if not 1 <= members <= 1_000_000:
        raise InputError(f"members: {members} is out of range. Allowed are 1 to 1,000,000.")
    if not 0 <= seed < 2**63:
        raise InputError(f"seed: {seed} is out of range. Allowed are 0 to 2**63 - 1.")
