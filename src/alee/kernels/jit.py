"""The only place that knows compiler options.

Two decorators. ``compiled`` is for the functions that kernels are made of: they are compiled into whoever
calls them and never stored, because Numba's store on disk looks at the date of one file only and would
keep a kernel whose parts have changed elsewhere. ``stored`` is for the few doors that Python code calls:
they are kept on disk between runs. A door is made inside a function that hands it ``source_digest()``,
because a value closed over is part of the name under which Numba stores it: another line in any kernel
file means another digest, and so a fresh compilation.

No fast-math anywhere: floating-point sums keep their order, so the same address gives the same bits.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": False}


def compiled(function: Function) -> Function:
    """Compile a part of a kernel; it becomes machine code together with its caller."""
    return cast(Function, numba.njit(**_OPTIONS)(function))


def stored(function: Function) -> Function:
    """Compile a kernel's front door and keep the machine code on disk for the next run."""
    return cast(Function, numba.njit(cache=True, **_OPTIONS)(function))


@cache
def source_digest() -> str:
    """Tell two states of the kernels' source apart: 16 hexadecimal digits over all files here."""
    digest = hashlib.blake2b(digest_size=8)
    folder = Path(__file__).parent
    for path in (*sorted(folder.glob("*.py")), folder.parent / "core" / "addresses.py"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
