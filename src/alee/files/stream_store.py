"""The store that a streamed simulation fills: its frame, its checkpoints, and what is in it already.

One Zarr group. Members are written block by block; quantiles over all members stand beside them. While the
run goes on, a group ``checkpoint`` keeps which blocks are in and what was counted of them; a new checkpoint
is written whole before the attribute ``checkpoint`` points to it, so that a run broken off at any instant
finds one. Blocks since then have pieces of their own beside it (:mod:`alee.files.stream_pieces`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import zarr

from alee.compiler import Plan
from alee.core.errors import Problem, SaveFailed
from alee.core.provenance import installed_version
from alee.core.tally import Tally
from alee.core.variables import VARIABLES
from alee.files.resolved import digest
from alee.kernels.jit import source_digest
from alee.kernels.layout import Record, empty_record

Group = Any  # of zarr, whose own types do not tell an array from a group
DONE, CHECKPOINT, WORK = "complete", "checkpoint", "work"
SCRAP = ".partial"  # what Zarr calls a piece that is being written
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
SUMMED_UP = ("displaced", "present", "arrivals", "departures", "returned")
"""Variables whose quantiles over members are kept, summed over groups: (day, place)."""
CHUNK_BYTES = 128 * 1024 * 1024  # of one array, before compression


def work_of_stream(known: str, plan: Plan, members: int, seed: int, keep: str) -> str:
    """Name a streamed run by all that its result depends on; ``known`` is the scenario's digest."""
    said = (
        "stream", installed_version("alee"), source_digest(), known, plan.days[-1], members, seed, keep,
        np.__version__,
    )  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()


def open_store(
    plan: Plan, target: str, *, members: int, seed: int, keep: str, block: int
) -> tuple[Group, bool]:
    """Make the store, or open one that the same run was broken off in; tell which.

    Raises
    ------
    SaveFailed
        If there is another run, or something that is no run.
    """
    known = digest(plan.scenario)
    work = work_of_stream(known, plan, members, seed, keep)
    _sweep(target, work)
    try:
        group = zarr.open_group(target, mode="w-", zarr_format=3)
    except (FileExistsError, ValueError):  # zarr's own word for it depends on the kind of store
        group = _go_on(target, work)
        if group.attrs.get("framed"):
            return group, True
    group.attrs.update({
        DONE: False, WORK: work, "scenario": plan.scenario.name, "scenario_digest": known,
        "seed": str(seed), "keep": keep, "block": block,
    })  # fmt: skip
    _frame(group, plan, members, keep, block)
    group.attrs["framed"] = True
    return group, False


def _go_on(target: str, work: str) -> Group:
    allowed = "A run is streamed into a new store, or goes on in one in which the same run was broken off."
    where = Path(target).name
    try:
        group = zarr.open_group(target, mode="r+", zarr_format=3)
    except (FileNotFoundError, ValueError, KeyError):
        wrong = "something else stands here already"
        raise SaveFailed(Problem(wrong, allowed, "Choose another name.", where=where)) from None
    attributes = dict(group.attrs)
    if attributes.get(WORK) == work or (not attributes and not list(group.keys())):
        return group  # broken off while it was made, while it was filled, or right after its end
    if attributes.get(DONE, True):
        raise SaveFailed(
            Problem("this store exists already", allowed, "Choose another name.", where=where)
        ) from None
    wrong = "this store holds the beginning of another run"
    likely = "Remove it, or repeat the same scenario, members, seed and version."
    raise SaveFailed(Problem(wrong, allowed, likely, where=where)) from None


def _sweep(target: str, work: str) -> None:
    """Take away half-written pieces that a killed process left in a store of this work or an empty one."""
    folder = Path(target)
    if "://" in target or not folder.is_dir():
        return
    about = folder / "zarr.json"
    said = about.read_text(encoding="utf-8", errors="replace") if about.exists() else ""
    if work not in said and not _is_empty(folder, said):
        return
    for path in folder.rglob(f"*{SCRAP}"):
        path.unlink(missing_ok=True)


def _is_empty(folder: Path, said: str) -> bool:
    """Whether a store was broken off before it said whose it is; ``said`` is its description so far."""
    try:
        is_nameless = not said or not json.loads(said).get("attributes")
    except (ValueError, AttributeError):
        return False
    return is_nameless and all(p.suffix == SCRAP or p.name == "zarr.json" for p in folder.iterdir())


def _frame(group: Group, plan: Plan, members: int, keep: str, block: int) -> None:
    """Write names, dims and units, and arrays without content, one chunk for each block of members."""
    names = {"place": plan.place_names, "corridor": plan.corridor_names, "group": plan.group_names}
    days = np.array(plan.days, dtype="datetime64[D]")
    coordinates = {
        **{name: np.array(texts, dtype=np.dtypes.StringDType()) for name, texts in names.items()},
        "day": (days - days[0]).astype(np.int64), "member": np.arange(members), "quantile": np.array(LEVELS),
    }  # fmt: skip
    since: dict[str, Any] = {"units": f"days since {days[0]}", "calendar": "proleptic_gregorian"}
    for name, values in coordinates.items():
        group.create_array(
            name, data=values, dimension_names=(name,), attributes=since if name == "day" else {},
            overwrite=True,
        )  # fmt: skip
    one = empty_record(1, len(plan.days), len(plan.places), len(plan.corridors), len(plan.groups))
    for name, array in one._asdict().items() if keep == "all" else ():
        group.create_array(
            name, shape=(members, *array.shape[1:]), dtype=array.dtype, fill_value=0, overwrite=True,
            chunks=_chunks((min(members, block), *array.shape[1:]), array.dtype.itemsize),
            dimension_names=VARIABLES[name].dims,
            attributes={"units": VARIABLES[name].unit, "meaning": VARIABLES[name].meaning},
        )  # fmt: skip
    for name in SUMMED_UP:
        said = {"units": VARIABLES[name].unit, "meaning": f"{VARIABLES[name].meaning} All groups together."}
        shape = (len(plan.days), len(plan.places))
        group.create_array(
            f"{name}_quantiles", shape=(len(LEVELS), *shape), dtype=np.int64, fill_value=0, overwrite=True,
            chunks=_chunks((1, *shape), 8), dimension_names=("quantile", "day", "place"), attributes=said,
        )  # fmt: skip
        group.create_array(
            f"{name}_mean", shape=shape, dtype=np.float64, fill_value=np.nan, overwrite=True,
            chunks=_chunks(shape, 8), dimension_names=("day", "place"), attributes=said,
        )  # fmt: skip


def _chunks(shape: tuple[int, ...], item: int) -> tuple[int, ...]:
    """Cut an array of one block along its days until a chunk is small enough to be written at once."""
    day = 1 if len(shape) > 2 else 0
    days = shape[day] if len(shape) > 1 else 1
    most = max(1, CHUNK_BYTES // max(1, item * int(np.prod(shape)) // max(1, days)))
    return tuple(min(size, most) if k == day and len(shape) > 1 else size for k, size in enumerate(shape))


def write_members(group: Group, first: int, record: Record) -> None:
    """Write all variables of a block; writing it twice leaves the same bits."""
    for name, block in record._asdict().items():
        group[name][first : first + block.shape[0]] = block


def write_summary(group: Group, tallies: Mapping[str, Tally], shape: Sequence[int]) -> None:
    """Write quantiles and means over all members, (day, place) as ``shape`` says."""
    for name, tally in tallies.items():
        for k, level in enumerate(LEVELS):
            group[f"{name}_quantiles"][k] = tally.quantiles([level]).reshape(shape)
        group[f"{name}_mean"][:] = tally.mean().reshape(shape)


def write_checkpoint(group: Group, is_done: np.ndarray, tallies: Mapping[str, Tally]) -> None:
    """Keep which blocks are in and what was counted, whole or not at all; then drop the one before."""
    old = group.attrs.get(CHECKPOINT)
    new = "b" if old == "a" else "a"
    fresh = group.create_group(f"{CHECKPOINT}/{new}", overwrite=True)
    fresh.create_array("is_done", data=is_done)
    for name, tally in tallies.items():
        part = fresh.create_group(name)
        for field in ("keys", "members", "persons"):
            values = getattr(tally, field)
            if len(values):
                part.create_array(field, data=values)
        part.attrs["n_members"] = tally.n_members
    group.attrs[CHECKPOINT] = new


def read_checkpoint(group: Group, n_cells: int) -> tuple[np.ndarray, dict[str, Tally]] | None:
    """Read back what :func:`write_checkpoint` kept; None if the run was broken off before the first."""
    kept = group.attrs.get(CHECKPOINT)
    if kept is None:
        return None
    fresh = group[f"{CHECKPOINT}/{kept}"]
    tallies = {}
    for name in SUMMED_UP:
        part = fresh[name]
        empty = Tally.empty(n_cells)
        values = {
            field: part[field][:] if field in part else getattr(empty, field)
            for field in ("keys", "members", "persons")
        }
        tallies[name] = Tally(**values, n_members=int(part.attrs["n_members"]), n_cells=n_cells)
    return fresh["is_done"][:], tallies


def is_complete(group: Group) -> bool:
    """Whether every member and the summary over them are in."""
    return bool(group.attrs.get(DONE, False))


def finish(group: Group) -> None:
    """Say that every member is in, and drop the checkpoints."""
    group.attrs[DONE] = True
    del group[CHECKPOINT]
    group.attrs.pop(CHECKPOINT, None)
