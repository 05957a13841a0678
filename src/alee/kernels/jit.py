"""The only place that knows compiler options.

Three decorators. ``compiled`` and ``inlined`` are for the functions that kernels are made of: they are
compiled together with whoever calls them and never stored, because Numba's store on disk looks at the date of
one file only and would keep a kernel whose parts have changed elsewhere. ``inlined`` ones are copied into
their caller before it is optimised, so that a loop around them can work on several cells in one instruction.
``stored`` is for the few doors that Python code calls: they are kept on disk between runs. A door is made
inside a function that hands it ``source_digest()``, because a value closed over is part of the name under
which Numba stores it: another line in any kernel file means another digest, and so a fresh compilation.

No fast-math anywhere: floating-point sums keep their order, so the same address gives the same bits.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS: dict[str, Any] = {
    "nogil": True,
    "error_model": "numpy",
    "fastmath": False,
    "_nrt": False,
    "no_cfunc_wrapper": True,
}


def compiled(function: Function) -> Function:
    """Compile a part of a kernel; it becomes machine code together with its caller."""
    return cast(Function, numba.njit(**_OPTIONS)(function))


def inlined(function: Function) -> Function:
    """Compile a small part of a kernel by copying it into each of its callers."""
    return cast(Function, numba.njit(forceinline=True, **_OPTIONS)(function))


def pasted(function: Function) -> Function:
    """Paste a part of a day into the kernel's source before anything is compiled."""
    return cast(Function, numba.njit(inline="always", **_OPTIONS)(function))


def stored(function: Function) -> Function:
    """Compile a kernel's front door and keep the machine code on disk for the next run."""
    return cast(Function, numba.njit(cache=True, **_OPTIONS)(function))


@cache
def source_digest(*rooms: str) -> str:
    """Tell two states of the kernels' source apart: 16 hexadecimal digits over all files here.

    ``rooms`` names folders beside this file whose kernels the door is made of, too.
    """
    digest = hashlib.blake2b(digest_size=8)
    here = Path(__file__).parent
    files = [path for folder in (here, *(here / room for room in rooms)) for path in folder.glob("*.py")]
    for path in (*sorted(files), here.parent / "core" / "addresses.py"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
