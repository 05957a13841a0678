"""A journal of long work: what is done is written down, so that a broken run goes on where it stopped.

One SQLite file beside the result. Each entry is a stage of one piece of work, written in one transaction
and with a checksum; a garbled entry counts as not written. Work is known by everything that its result
depends on, so another seed, another report or another version of Alee never takes over a stage of this one.
"""

from __future__ import annotations

import errno
import hashlib
import io
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import numpy as np

from alee.core.errors import Problem, SaveFailed
from alee.core.provenance import installed_version
from alee.files.atomic import REASONS
from alee.files.intake import label_of
from alee.files.report_table import reports_text
from alee.files.resolved import digest
from alee.kernels.jit import source_digest
from alee.model.reports import Reports
from alee.model.scenario import Scenario

TABLE = (
    "CREATE TABLE IF NOT EXISTS stages (work TEXT, stage INTEGER, checksum TEXT, content BLOB, "
    "PRIMARY KEY (work, stage))"
)

UNWRITTEN = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}
"""What SQLite says when the disk or the folder does not take a journal, and what the system would say."""


class SqliteJournal:
    """The stages of one piece of work in one file.

    Parameters
    ----------
    path
        The file; made at the first entry.
    work
        What the work is known by, as :func:`work_of_fit` gives it.
    """

    def __init__(self, path: str | Path, work: str) -> None:
        self.path, self.work = Path(path), work

    def write(self, stage: int, content: Mapping[str, np.ndarray]) -> None:
        """Write one stage down, whole or not at all.

        Raises
        ------
        SaveFailed
            If the disk does not take it, or another process holds the file.
        """
        out = io.BytesIO()
        np.savez(out, allow_pickle=False, **dict(content))
        raw = out.getvalue()
        row = (self.work, stage, hashlib.sha256(raw).hexdigest(), raw)
        with self._open() as base, base:
            base.execute(TABLE)
            base.execute("INSERT OR REPLACE INTO stages VALUES (?, ?, ?, ?)", row)

    def newest(self) -> tuple[int, dict[str, np.ndarray]] | None:
        """Read the last stage that is whole; None if there is none."""
        if not self.path.exists():
            return None
        with self._open() as base:
            base.execute(TABLE)
            query = "SELECT stage, checksum, content FROM stages WHERE work = ? ORDER BY stage DESC"
            for stage, checksum, raw in base.execute(query, (self.work,)):
                if hashlib.sha256(raw).hexdigest() == checksum:
                    with np.load(io.BytesIO(raw), allow_pickle=False) as found:
                        return int(stage), {name: found[name] for name in found.files}
        return None

    def remove(self) -> None:
        """Throw the journal away: the work is done and saved."""
        for ending in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=10.0)) as base:
                yield base
        except sqlite3.Error as error:
            number = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF  # the kind, without its details
            if number in UNWRITTEN:
                here = UNWRITTEN[number] if self.path.absolute().parent.is_dir() else errno.ENOENT
                reason, likely = REASONS[here]
                wrong, allowed = (
                    f"the journal cannot be written: {reason}",
                    "What it held before stays in it.",
                )
                again = "The same command goes on from there."
                raise SaveFailed(
                    Problem(wrong, f"{allowed} {again}", likely, where=label_of(self.path))
                ) from error
            wrong = f'the journal "{self.path.name}" cannot be used ({error})'
            allowed = "A journal is a file that Alee made and that one process uses at a time."
            raise SaveFailed(
                Problem(wrong, allowed, "Remove it to begin anew, or end the other run")
            ) from error


def work_of_fit(
    scenario: Scenario, reports: Reports, *, as_of: date | None, members: int, seed: int, rounds: int
) -> str:
    """Name the work of a fit by all that its result depends on, 64 hexadecimal digits."""
    known = reports.until(scenario.as_of if as_of is None else as_of)
    said = (
        "fit", installed_version("alee"), source_digest(), digest(scenario), reports_text(known), as_of,
        members, seed, rounds, np.__version__,
    )  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()
