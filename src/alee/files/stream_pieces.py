"""What was counted of single blocks, kept as each of them ends, until a checkpoint takes it in.

A checkpoint holds what was counted of all blocks together and takes long to write in large worlds, so it is
written now and then only. Between two of them each block leaves a small object of its own in the store, in
one step: whoever kills the run loses the block that was under way and none that was finished. An object
begins with its check sum; one that was torn or damaged counts as not written, and its block is run again.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from zarr.core.buffer import default_buffer_prototype
from zarr.core.sync import sync  # zarr's own loop, which remote stores are bound to

from alee.core.tally import Tally
from alee.files.stream_store import CHECKPOINT, SUMMED_UP

Group = Any  # of zarr, whose own types do not tell an array from a group
SUM_BYTES = 4


def write_piece(group: Group, first: int, tallies: Mapping[str, Tally]) -> None:
    """Keep what was counted of the block that begins with member ``first``, whole or not at all."""
    parts = [tallies[name].packed() for name in SUMMED_UP]
    sizes = np.array([len(part) for part in parts], "<i8").tobytes()
    content = b"".join([sizes, *parts])
    made = default_buffer_prototype().buffer.from_bytes(_sum_of(first, content) + content)
    sync(_path(group, first).set(made))


def read_piece(group: Group, first: int) -> dict[str, Tally] | None:
    """Read back what :func:`write_piece` kept; None if there is nothing, or nothing whole."""
    found = sync(_path(group, first).get())
    if found is None:
        return None
    whole = found.to_bytes()
    content = whole[SUM_BYTES:]
    if whole[:SUM_BYTES] != _sum_of(first, content):
        return None
    begin = 8 * len(SUMMED_UP)
    tallies = {}
    for name, size in zip(SUMMED_UP, np.frombuffer(content, "<i8", len(SUMMED_UP)).tolist(), strict=True):
        tallies[name] = Tally.unpacked(content[begin : begin + size])
        begin += size
    return tallies


def drop_pieces(group: Group, firsts: Iterable[int]) -> None:
    """Take away the pieces of blocks that a checkpoint has taken in."""
    sync(_drop(group, list(firsts)))


async def _drop(group: Group, firsts: list[int]) -> None:
    await asyncio.gather(*(_path(group, first).delete() for first in firsts))


def _path(group: Group, first: int) -> Any:
    return group.store_path / f"{CHECKPOINT}/blocks/{first}"


def _sum_of(first: int, content: bytes) -> bytes:
    """The check sum of a piece and of whose it is."""
    return zlib.crc32(content, zlib.crc32(str(first).encode())).to_bytes(SUM_BYTES, "little")
