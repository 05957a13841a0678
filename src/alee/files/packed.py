"""Look into packed files before anything is unpacked, so that a small file cannot fill the memory.

A zip file says how large each of its parts becomes; Python's reader never gives more than that. A saved run
is a folder of arrays: their shapes stand in the open, and each packed piece says its size in its first bytes.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import IO, Any

import numpy as np

from alee.core.errors import InputError, Problem

MOST_SHEET = 64 * 1024 * 1024
MOST_NAMES = 2 * 1024 * 1024  # bytes of one piece of names
LEAST_SUSPECT = 128 * 1024 * 1024
MOST_TIMES = 1000  # no honest run of that size packs better
ZSTD = b"\x28\xb5\x2f\xfd"
PACKERS = frozenset({"bytes", "vlen-utf8", "zstd"})


def check_sheet(source: Path | IO[bytes], label: str, most: int = MOST_SHEET) -> None:
    """Refuse a spreadsheet that unpacks to too much.

    Raises
    ------
    InputError
        If it does, or is no zip file.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        wrong = f"this is not a spreadsheet ({type(error).__name__})"
        raise InputError(Problem(wrong, "Needed: a file saved as .xlsx.", where=label)) from None
    if size > most:
        wrong = f"this spreadsheet unpacks to {size:,} bytes"
        likely = "Delete what is not needed in a copy, or save it as CSV."
        raise InputError(Problem(wrong, f"Allowed: {most:,} bytes.", likely, where=label))


def check_arrays(folder: Path, sizes: dict[str, int]) -> None:
    """Refuse packed arrays of a run that are not what the run says, before any is read.

    Parameters
    ----------
    folder
        A Zarr group of format 3.
    sizes
        Length of each dimension that is known otherwise.

    Raises
    ------
    InputError
        If an array has another length, is packed in another way than Alee does, or unpacks to too much.
    """
    label, total, stored = f"{folder.parent.name}/{folder.name}", 0, 0
    for path in sorted(folder.glob("*/zarr.json")):
        about = json.loads(path.read_text(encoding="utf-8"))
        shape, names = about["shape"], about.get("dimension_names") or []
        for name, length in zip(names, shape, strict=False):
            if length != sizes.get(name, length):
                wrong = f'"{path.parent.name}" has {length} for {name}, and the run {sizes[name]}'
                raise _refused(wrong, label)
        one = _bytes_of_one(about["data_type"])
        grid = about["chunk_grid"]["configuration"]["chunk_shape"]
        piece = MOST_NAMES if one is None else one * int(np.prod(grid, dtype=np.float64))
        total += 0 if one is None else one * int(np.prod(shape, dtype=np.float64))
        if {codec["name"] for codec in about["codecs"]} - PACKERS:
            raise _refused(f'"{path.parent.name}" is packed in a way that Alee does not use', label)
        for chunk in path.parent.rglob("*"):
            if chunk.is_file() and chunk != path:
                stored += chunk.stat().st_size
                _check_piece(chunk, max(piece, MOST_NAMES), label)
    if total > LEAST_SUSPECT and total > MOST_TIMES * stored:
        raise _refused(f"{stored:,} bytes of arrays unpack to {total:,}", label)


def _bytes_of_one(kind: Any) -> int | None:
    """Bytes of one value; None for texts."""
    return None if not isinstance(kind, str) or kind == "string" else np.dtype(kind).itemsize


def _check_piece(path: Path, most: int, label: str) -> None:
    """Refuse a piece that says that it becomes larger than its part of the array, or does not say it."""
    with path.open("rb") as file:
        head = file.read(18)
    if not head.startswith(ZSTD):
        return
    size = content_size(head)
    if size is None or size > most:
        said = "does not say how large it becomes" if size is None else f"unpacks to {size:,} bytes"
        raise _refused(f"a piece of {path.parent.name} {said}", label)


def content_size(head: bytes) -> int | None:
    """Read the size that a zstd frame says it unpacks to (RFC 8878, 3.1.1.1); None if it does not say."""
    kind = head[4]
    width = (1 if kind & 0x20 else 0, 2, 4, 8)[kind >> 6]
    begin = 5 + (0 if kind & 0x20 else 1) + (0, 1, 2, 4)[kind & 3]
    if width == 0 or len(head) < begin + width:
        return None
    return int.from_bytes(head[begin : begin + width], "little") + (256 if width == 2 else 0)


def _refused(wrong: str, label: str) -> InputError:
    allowed = "The arrays of a run are written by Alee only."
    return InputError(Problem(wrong, allowed, "Make the run again, or copy it again.", where=label))
