"""The views of one run in one small file beside it, checked by the run's digest.

A view is JSON, packed with gzip as a browser takes it, so that answering is reading a few kilobytes. The
file is a cache: it may be thrown away at any time and is made anew by a worker.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from alee.files.atomic import writing

VERSION = 2  # of the views; another version makes them anew
NAME = "views.sqlite"


def write_book(path: Path, digest: str, views: Iterable[tuple[str, Any]]) -> None:
    """Write all views of a run, all or nothing.

    Parameters
    ----------
    path
        File to write.
    digest
        SHA-256 of the run's arrays.
    views
        Pairs of name and content.

    Raises
    ------
    SaveFailed
        If the disk does not take it.
    """
    with writing(path) as fresh, closing(sqlite3.connect(fresh)) as base, base:
        base.execute("CREATE TABLE views (name TEXT PRIMARY KEY, body BLOB)")
        base.execute("CREATE TABLE about (version INTEGER, digest TEXT)")
        base.execute("INSERT INTO about VALUES (?, ?)", (VERSION, digest))
        base.executemany("INSERT INTO views VALUES (?, ?)", ((name, packed(body)) for name, body in views))


def packed(body: Any) -> bytes:
    """Write a view as JSON packed with gzip; the same content gives the same bytes."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=5, mtime=0)


def unpacked(body: bytes) -> Any:
    """Read a view back."""
    return json.loads(gzip.decompress(body))


def is_fresh(path: Path, digest: str) -> bool:
    """Tell whether the views in a file belong to this run and this version."""
    if not path.is_file():
        return False
    try:
        with closing(_open(path)) as base:
            return bool(base.execute("SELECT version, digest FROM about").fetchone() == (VERSION, digest))
    except sqlite3.Error:
        return False


def read_view(path: Path, name: str) -> bytes | None:
    """Read one packed view; None if there is none of that name."""
    try:
        with closing(_open(path)) as base:
            row = base.execute("SELECT body FROM views WHERE name = ?", (name,)).fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else bytes(row[0])


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
