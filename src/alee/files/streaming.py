"""Play a scenario straight into a store on disk or elsewhere: block after block, never whole in memory."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import xarray as xr

from alee.compiler import Plan, compile_plan
from alee.core.calendar import as_date
from alee.core.errors import InputError, Problem, SaveFailed
from alee.ensemble import Ensemble
from alee.executors import Progress
from alee.executors.work import Executor
from alee.files.resolved import digest
from alee.kernels.layout import Record, empty_record
from alee.model.scenario import Scenario
from alee.simulation import BLOCK_SIZE, check_members_and_seed, map_blocks, whole_record

DONE = "complete"


def simulate_into(
    scenario: Scenario,
    store: str | Path,
    *,
    members: int,
    seed: int,
    until: dt.date | str | None = None,
    threads: int | None = None,
    on: Executor | None = None,
    progress: Progress | None = None,
) -> None:
    """Play a scenario forward as :func:`alee.simulate` does, and write each block as it comes.

    Parameters
    ----------
    store
        A folder to make, or an address that fsspec knows (``s3://...``, ``memory://...``), in Zarr format 3;
        its attribute ``complete`` is true only when every member is in it.
    members, seed, until, threads, on
        As for :func:`alee.simulate`. Memory holds one block for each thread, or one at a time from a cluster.

    Raises
    ------
    InputError
        As :func:`alee.simulate` does.
    SaveFailed
        If the store exists already or cannot be written; what is there then is marked as not complete.
    """
    check_members_and_seed(members, seed)
    last = scenario.as_of + dt.timedelta(days=scenario.horizon_days) if until is None else as_date(until)
    if last < scenario.start:
        raise InputError(
            f"until: {last} lies before the scenario starts. Allowed is {scenario.start} or later."
        )
    plan = compile_plan(scenario, until=last)
    target = str(store)
    try:
        _prepare(plan, target, members, seed)

        def write(first: int, record: Record) -> None:
            block = _named(plan, record).drop_vars([str(name) for name in _named(plan, record).coords])
            where = {"member": slice(first, first + record.status.shape[0])}
            block.to_zarr(target, region=where, zarr_format=3, consolidated=False)

        z = plan.prior_coordinates(seed, 0, members)
        map_blocks(plan, z, seed, whole_record, threads=on or threads, progress=progress, take=write)
        _mark(target, is_whole=True)
    except OSError as error:
        wrong = f"the store cannot be written ({error.strerror or type(error).__name__})"
        allowed = "What was written so far is marked as not complete."
        raise SaveFailed(Problem(wrong, allowed, where=Path(target).name)) from error


def _named(plan: Plan, record: Record) -> xr.Dataset:
    return Ensemble.from_record(
        record,
        days=plan.days,
        places=plan.place_names,
        corridors=plan.corridor_names,
        groups=plan.group_names,
    ).dataset


def _prepare(plan: Plan, target: str, members: int, seed: int) -> None:
    """Write the store's frame: names, dims, units, and arrays without content."""
    if "://" not in target and Path(target).exists():
        wrong, allowed = "this store exists already", "A run is streamed into a new one."
        raise SaveFailed(Problem(wrong, allowed, "Choose another name.", where=Path(target).name))
    one = _named(
        plan, empty_record(1, len(plan.days), len(plan.places), len(plan.corridors), len(plan.groups))
    )
    import dask.array

    frame = {
        name: (array.dims, dask.array.zeros(
            tuple(members if dim == "member" else one.sizes[dim] for dim in array.dims), dtype=array.dtype,
            chunks=tuple(min(members, BLOCK_SIZE) if dim == "member" else -1 for dim in array.dims)),
            array.attrs)
        for name, array in one.data_vars.items()
    }  # fmt: skip
    coords = {name: one[name].values.astype(object) for name in ("place", "corridor", "group")}
    dataset = xr.Dataset(frame, {**coords, "day": one.day.values, "member": np.arange(members)})
    dataset.attrs = {
        "scenario": plan.scenario.name,
        "scenario_digest": digest(plan.scenario),
        "seed": str(seed),
    }
    dataset.to_zarr(target, mode="w-", compute=False, zarr_format=3, consolidated=False)
    _mark(target, is_whole=False)


def _mark(target: str, *, is_whole: bool) -> None:
    import zarr

    zarr.open_group(target, mode="a").attrs[DONE] = is_whole
