"""Play a scenario straight into a store on disk or elsewhere: block after block, never whole in memory.

A block counts as written when the status of its members stands in the store, and that is written last. So a
run that was broken off, however, goes on with the blocks that are missing and ends with the same bits.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import zarr

from alee.compiler import Plan, compile_plan
from alee.core.errors import Problem, SaveFailed
from alee.core.provenance import installed_version
from alee.core.variables import VARIABLES
from alee.executors import BLOCK_SIZE, Progress, where_to_run
from alee.executors.work import Executor
from alee.files.locking import alone
from alee.files.resolved import digest
from alee.kernels.jit import source_digest
from alee.kernels.layout import Record, empty_record
from alee.model.scenario import Scenario
from alee.simulation import check_members_and_seed, last_day, map_blocks, whole_record

DONE, WORK = "complete", "work"
SCRAP = ".partial"  # what Zarr calls a piece that is being written
NOT_RUN = 255  # status of members that are not in the store yet


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
        its attribute ``complete`` is true only when every member is in it. One that was broken off goes on
        where it stopped, if scenario, members, seed, last day and version are the same.
    members, seed, until, threads, on
        As for :func:`alee.simulate`. Memory holds one block for each thread, or one at a time from a cluster.

    Raises
    ------
    InputError
        As :func:`alee.simulate` does.
    SaveFailed
        If the store holds something else, another process writes it, or it cannot be written; what is there
        then is marked as not complete.
    """
    check_members_and_seed(members, seed)
    workers = where_to_run(threads, on)
    plan = compile_plan(scenario, until=last_day(scenario, until))
    with _told(store), _held(store):
        arrays = _opened(plan, str(store), members, seed)
        is_missing = np.asarray(arrays["status"][:]) == NOT_RUN
        done = [f for f in range(0, members, BLOCK_SIZE) if not is_missing[f : f + BLOCK_SIZE].any()]

        def write(first: int, record: Record) -> None:
            blocks = record._asdict()
            for name in (*(name for name in blocks if name != "status"), "status"):
                arrays[name][first : first + blocks[name].shape[0]] = blocks[name]

        z = plan.prior_coordinates(seed, 0, members)
        map_blocks(plan, z, seed, whole_record, threads=workers, progress=progress, take=write, done=done)
        arrays.attrs[DONE] = True


@contextmanager
def _told(store: str | Path) -> Iterator[None]:
    """Turn what the disk or the store says into a message for people."""
    try:
        yield
    except (OSError, ImportError) as error:
        wrong = f"the store cannot be written ({getattr(error, 'strerror', None) or error})"
        allowed = "What was written so far is whole, and marked as not complete."
        likely = "Free some space or mend what is wrong there; the same command then goes on."
        raise SaveFailed(Problem(wrong, allowed, likely, where=Path(store).name)) from error


@contextmanager
def _held(store: str | Path) -> Iterator[None]:
    """Keep other processes of this computer from a store in a folder; elsewhere nobody can be asked."""
    if "://" in str(store):
        yield
        return
    path = Path(store)
    wrong, allowed = "another process writes this store", "One process writes a store."
    refusal = Problem(wrong, allowed, "Wait until it is done, or choose another name.", where=path.name)
    with alone(path.with_name(f"{path.name}.lock"), refusal):
        yield


def _work(plan: Plan, members: int, seed: int) -> str:
    """Name the work by all that the result depends on, 64 hexadecimal digits."""
    said = (
        "simulate", installed_version("alee"), source_digest(), digest(plan.scenario), plan.days[-1], members,
        seed, np.__version__,
    )  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _opened(plan: Plan, target: str, members: int, seed: int) -> Any:
    """Open the store of this very work if it was broken off, or make a new one."""
    work = _work(plan, members, seed)
    _sweep(target, work)
    try:
        group = zarr.open_group(target, mode="r+")
    except (FileNotFoundError, ValueError):  # nothing there, or no store of Zarr
        return _frame(plan, _new(target), members, seed, work)
    known = dict(group.attrs)
    if known.get(WORK) == work and DONE in known:  # broken off, or stopped right after its end
        return group
    if known.get(WORK) == work:  # broken off while it was made
        return _frame(plan, group, members, seed, work)
    if not known and not list(group.keys()):
        return _frame(plan, group, members, seed, work)
    if known.get(DONE) is False:
        wrong = "this store holds another run that was broken off"
        allowed = "It goes on only with the same scenario, members, seed, last day and version."
    else:
        wrong, allowed = "this store exists already", "A run is streamed into a new one."
    raise SaveFailed(Problem(wrong, allowed, "Choose another name.", where=Path(target).name))


def _sweep(target: str, work: str) -> None:
    """Take away half-written pieces that a killed process left in a store of this work or an empty one."""
    folder = Path(target)
    if "://" in target or not folder.is_dir():
        return
    about = folder / "zarr.json"
    if about.exists() and work not in about.read_text(encoding="utf-8", errors="replace"):
        return
    if not about.exists() and not all(path.suffix == SCRAP for path in folder.iterdir()):
        return
    for path in folder.rglob(f"*{SCRAP}"):
        path.unlink(missing_ok=True)


def _new(target: str) -> Any:
    try:
        return zarr.open_group(target, mode="w-", zarr_format=3)
    except (FileExistsError, ValueError):  # zarr's own word for it depends on the kind of store
        wrong, allowed = "this store exists already", "A run is streamed into a new one."
        raise SaveFailed(Problem(wrong, allowed, "Choose another name.", where=Path(target).name)) from None


def _frame(plan: Plan, group: Any, members: int, seed: int, work: str) -> Any:
    """Make the store: names, dims, units, and arrays without content, one chunk for each block of members."""
    group.attrs[WORK] = work
    names = {"place": plan.place_names, "corridor": plan.corridor_names, "group": plan.group_names}
    days = np.array(plan.days, dtype="datetime64[D]")
    coordinates = {
        **{name: np.array(texts, dtype=np.dtypes.StringDType()) for name, texts in names.items()},
        "day": (days - days[0]).astype(np.int64), "member": np.arange(members),
    }  # fmt: skip
    since: dict[str, Any] = {"units": f"days since {days[0]}", "calendar": "proleptic_gregorian"}
    for name, values in coordinates.items():
        group.create_array(
            name, data=values, dimension_names=(name,), attributes=since if name == "day" else {},
            overwrite=True,
        )  # fmt: skip
    one = empty_record(1, len(plan.days), len(plan.places), len(plan.corridors), len(plan.groups))
    for name, array in one._asdict().items():
        group.create_array(
            name, shape=(members, *array.shape[1:]), dtype=array.dtype,
            fill_value=NOT_RUN if name == "status" else 0, overwrite=True,
            chunks=(min(members, BLOCK_SIZE), *array.shape[1:]), dimension_names=VARIABLES[name].dims,
            attributes={"units": VARIABLES[name].unit, "meaning": VARIABLES[name].meaning},
        )  # fmt: skip
    group.attrs.update({
        DONE: False, "scenario": plan.scenario.name, "scenario_digest": digest(plan.scenario),
        "seed": str(seed),
    })  # fmt: skip
    return group
