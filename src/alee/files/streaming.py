"""Play a scenario straight into a store on disk or elsewhere: block after block, never whole in memory."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import zarr

from alee.compiler import Plan, compile_plan
from alee.core.errors import Problem, SaveFailed
from alee.core.variables import VARIABLES
from alee.executors import BLOCK_SIZE, Progress, where_to_run
from alee.executors.work import Executor
from alee.files.resolved import digest
from alee.kernels.layout import Record, empty_record
from alee.model.scenario import Scenario
from alee.simulation import check_members_and_seed, last_day, map_blocks, whole_record

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
    workers = where_to_run(threads, on)
    plan = compile_plan(scenario, until=last_day(scenario, until))
    try:
        arrays = _frame(plan, str(store), members, seed)

        def write(first: int, record: Record) -> None:
            for name, block in record._asdict().items():
                arrays[name][first : first + block.shape[0]] = block

        z = plan.prior_coordinates(seed, 0, members)
        map_blocks(plan, z, seed, whole_record, threads=workers, progress=progress, take=write)
        arrays.attrs[DONE] = True
    except (OSError, ImportError) as error:
        wrong = f"the store cannot be written ({getattr(error, 'strerror', None) or error})"
        allowed = "What was written so far is marked as not complete."
        raise SaveFailed(Problem(wrong, allowed, where=Path(store).name)) from error


def _frame(plan: Plan, target: str, members: int, seed: int) -> Any:
    """Make the store: names, dims, units, and arrays without content, one chunk for each block of members."""
    try:
        group = zarr.open_group(target, mode="w-", zarr_format=3)
    except (FileExistsError, ValueError):  # zarr's own word for it depends on the kind of store
        wrong, allowed = "this store exists already", "A run is streamed into a new one."
        raise SaveFailed(Problem(wrong, allowed, "Choose another name.", where=Path(target).name)) from None
    group.attrs.update({
        DONE: False, "scenario": plan.scenario.name, "scenario_digest": digest(plan.scenario),
        "seed": str(seed),
    })  # fmt: skip
    names = {"place": plan.place_names, "corridor": plan.corridor_names, "group": plan.group_names}
    days = np.array(plan.days, dtype="datetime64[D]")
    coordinates = {
        **{name: np.array(texts, dtype=np.dtypes.StringDType()) for name, texts in names.items()},
        "day": (days - days[0]).astype(np.int64), "member": np.arange(members),
    }  # fmt: skip
    since: dict[str, Any] = {"units": f"days since {days[0]}", "calendar": "proleptic_gregorian"}
    for name, values in coordinates.items():
        group.create_array(
            name, data=values, dimension_names=(name,), attributes=since if name == "day" else {}
        )
    one = empty_record(1, len(plan.days), len(plan.places), len(plan.corridors), len(plan.groups))
    for name, array in one._asdict().items():
        group.create_array(
            name, shape=(members, *array.shape[1:]), dtype=array.dtype, fill_value=0,
            chunks=(min(members, BLOCK_SIZE), *array.shape[1:]), dimension_names=VARIABLES[name].dims,
            attributes={"units": VARIABLES[name].unit, "meaning": VARIABLES[name].meaning},
        )  # fmt: skip
    return group
