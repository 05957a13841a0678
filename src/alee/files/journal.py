"""A journal of long work: what is done is written down, so that a broken run goes on where it stopped.

One SQLite file beside the result. Each entry is a stage of one piece of work, written in one transaction
and with a checksum; a garbled entry counts as not written. Work is known by everything that its result
depends on, so another seed, another report or another version of Alee never takes over a stage of this one.
"""

from __future__ import annotations

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
from alee.files.intake import label_of
from alee.files.locking import alone
from alee.files.report_table import reports_text
from alee.files.resolved import digest
from alee.kernels.jit import source_digest
from alee.model.reports import Reports
from alee.model.scenario import Scenario

TABLE = (
    "CREATE TABLE IF NOT EXISTS stages (work TEXT, stage INTEGER, checksum TEXT, content BLOB, "
    "PRIMARY KEY (work, stage))"
)


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

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other process from this work until it is done; the lock ends with the process.

        Raises
        ------
        SaveFailed
            If another process does this work, or nothing may be written here.
        """
        wrong = f'another process works on "{self.path.name.removesuffix(".journal")}"'
        likely = "Wait until it is done, end it, or choose another name."
        refusal = Problem(wrong, "One process writes a journal.", likely, where=label_of(self.path))
        with alone(self.path.with_name(f"{self.path.name}.lock"), refusal):
            yield

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
                if isinstance(raw, bytes) and hashlib.sha256(raw).hexdigest() == checksum:
                    with np.load(io.BytesIO(raw), allow_pickle=False) as found:
                        return int(stage), {name: found[name] for name in found.files}
        return None

    def remove(self) -> None:
        """Throw the journal away: the work is done and saved.

        Raises
        ------
        SaveFailed
            If the folder does not let it go; the result is saved all the same.
        """
        try:
            for ending in ("", "-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        except OSError as error:
            wrong = f"the journal cannot be taken away ({error.strerror})"
            allowed = "The run itself is saved and whole."
            where = label_of(self.path)
            raise SaveFailed(Problem(wrong, allowed, "Remove it by hand.", where=where)) from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=10.0)) as base:
                yield base
        except sqlite3.Error as error:
            wrong = f'the journal "{self.path.name}" cannot be used ({error})'
            allowed = "A journal is a file that Alee made and that one process uses at a time."
            likely = "Remove it to begin anew, or end the other run"
            if "full" in str(error) or "I/O" in str(error) or "readonly" in str(error):
                allowed = "Stages that were written before it are whole."
                likely = "Free some space, or write to another disk or folder; the same command then goes on"
            raise SaveFailed(Problem(wrong, allowed, likely, where=label_of(self.path))) from error


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
