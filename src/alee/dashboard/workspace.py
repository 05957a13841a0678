"""The workspace: one SQLite file with everything that people change, and the runs as folders beside it.

What can change is a set of named documents (a report, a file of the scenario, a setting). Every change is
an entry of the journal that holds the documents before and after, so it can be taken back and made again. A
change may name the revision that it was made upon; if another page was quicker, it is refused and nothing
is lost.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alee.core.errors import InputError, Problem, SaveFailed
from alee.dashboard.faults import Refused
from alee.dashboard.folder_lock import FolderLock

FILE, RUNS, SCRAPS, GROUP = "workspace.sqlite", "runs", "scraps", "group"
FORMAT = "1"
TABLES = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
  revision INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, words TEXT NOT NULL,
  changes TEXT NOT NULL, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, arguments TEXT NOT NULL, state TEXT NOT NULL,
  phase TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL, result TEXT, error TEXT,
  created TEXT NOT NULL, attempts INTEGER NOT NULL, position INTEGER NOT NULL, same TEXT);
CREATE TABLE IF NOT EXISTS results (name TEXT PRIMARY KEY, body BLOB NOT NULL, made TEXT NOT NULL);
"""
ONE_AT_A_TIME = """
CREATE UNIQUE INDEX IF NOT EXISTS one_at_a_time ON jobs (same) WHERE state IN ('queued', 'running');
"""
Documents = Mapping[str, Any]
MOST_ENTRIES = 10_000


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the journal; ``state`` is ``live``, ``undone``, ``dropped`` or ``mark`` (an undo or redo)."""

    revision: int
    at: str
    what: str
    words: str
    state: str


class Workspace:
    """Opens a workspace folder; only one process at a time may have it.

    Parameters
    ----------
    folder
        Made if it is not there. One that is there keeps its mode; what Alee puts into it is for this user alone.

    Raises
    ------
    InputError
        If another process has it open, or the file is no workspace.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._guard = threading.RLock()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name in (RUNS, SCRAPS, GROUP):
                (folder / name).mkdir(mode=0o700, exist_ok=True)
                (folder / name).chmod(0o700)  # that of a folder which somebody else made, too
        except OSError as error:
            wrong = f'the workspace "{folder.name}" cannot be made ({error.strerror})'
            raise SaveFailed(Problem(wrong, "A workspace is a folder of your own.")) from None
        self.lock = FolderLock(folder)
        try:
            self._base = self._open()
        except InputError:
            self.lock.release()
            raise

    @property
    def runs(self) -> Path:
        """Folder of the runs."""
        return self.folder / RUNS

    def _open(self) -> sqlite3.Connection:
        path = self.folder / FILE
        try:
            path.touch(mode=0o600)  # SQLite gives its other files the mode of this one, and all hold the secret
            for file in self.folder.glob(f"{FILE}*"):
                file.chmod(0o600)
            base = sqlite3.connect(path, timeout=10.0, isolation_level=None, check_same_thread=False)
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            base.executescript(TABLES)
            if "same" not in {row[1] for row in base.execute("PRAGMA table_info(jobs)")}:
                base.execute("ALTER TABLE jobs ADD COLUMN same TEXT")  # a workspace of an earlier version
            base.executescript(ONE_AT_A_TIME)
            base.execute("INSERT OR IGNORE INTO about VALUES ('format', ?)", (FORMAT,))
            base.execute("INSERT OR IGNORE INTO about VALUES ('secret', ?)", (secrets.token_urlsafe(32),))
            found = base.execute("SELECT value FROM about WHERE key = 'format'").fetchone()[0]
        except (sqlite3.Error, OSError) as error:
            wrong = f'"{FILE}" in "{self.folder.name}" is no workspace of Alee ({error})'
            raise InputError(
                Problem(wrong, "A workspace is a folder that Alee made.", "Name another folder")
            ) from None
        if found != FORMAT:
            raise InputError(Problem(f"the workspace has format {found}", f"This version reads {FORMAT}."))
        return base

    def close(self) -> None:
        """Let go of the file and the lock."""
        with self._guard:
            self._base.close()
            self.lock.release()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the file for one change, made whole or not at all."""
        with self._guard:
            try:
                self._base.execute("BEGIN IMMEDIATE")
                yield self._base
                self._base.execute("COMMIT")
            except sqlite3.Error as error:
                self._roll_back()
                wrong = f"the workspace does not take it ({error})"
                raise SaveFailed(Problem(wrong, "Nothing was changed.", "Is the disk full?")) from error
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        if self._base.in_transaction:
            self._base.execute("ROLLBACK")

    def query(self, text: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Read rows.

        Raises
        ------
        InputError
            If the disk does not give them.
        """
        with self._guard:
            try:
                return self._base.execute(text, values).fetchall()
            except sqlite3.Error as error:
                wrong = f"the workspace cannot be read ({error})"
                allowed = "A workspace is a file on a disk that is there and can be read."
                raise InputError(
                    Problem(wrong, allowed, "Is the disk still there?", where=self.folder.name)
                ) from error

    def about(self, key: str, otherwise: str = "") -> str:
        """Read a fixed word about the workspace, such as its secret."""
        rows = self.query("SELECT value FROM about WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else otherwise

    def document(self, name: str, otherwise: Any = None) -> Any:
        """Read a document."""
        rows = self.query("SELECT value FROM documents WHERE name = ?", (name,))
        return json.loads(rows[0][0]) if rows else otherwise

    def documents(self, prefix: str) -> dict[str, Any]:
        """Read all documents whose names begin with a prefix, by the rest of their names."""
        rows = self.query(
            "SELECT name, value FROM documents WHERE substr(name, 1, ?) = ? ORDER BY name", (len(prefix), prefix)
        )
        return {name[len(prefix) :]: json.loads(value) for name, value in rows}

    @property
    def revision(self) -> int:
        """Number of the newest entry, 0 if nothing was ever changed."""
        return int(self.query("SELECT COALESCE(MAX(revision), 0) FROM journal")[0][0])

    def change(
        self,
        what: str,
        words: str,
        documents: Documents,
        *,
        upon: int | None = None,
        can_be_undone: bool = True,
    ) -> int:
        """Change documents and write it into the journal.

        Parameters
        ----------
        what
            Kind of change, one word.
        words
            What was changed, for people.
        documents
            New values by name; None takes a document away.
        upon
            Revision that the change was made upon; None if that does not matter.
        can_be_undone
            False for the beginning, below which nothing can be taken back.

        Returns
        -------
        int
            The new revision.

        Raises
        ------
        Refused
            With 409, if ``upon`` is not the newest revision.
        """
        with self.transaction() as base:
            self._expect(upon)
            changes = [(name, *self._put(base, name, value)) for name, value in documents.items()]
            base.execute("UPDATE journal SET state = 'dropped' WHERE state = 'undone'")
            state = "live" if can_be_undone else "mark"
            return self._write(base, what, words, changes if can_be_undone else [], state)

    def undo(self, upon: int | None) -> tuple[int, str]:
        """Take back the last change that stands.

        Returns
        -------
        tuple
            The new revision, and what was taken back in words.

        Raises
        ------
        Refused
            With 409, if nothing is left to take back or another page was quicker.
        """
        return self._turn(upon, "live", "undone", "undo", "Took back")

    def redo(self, upon: int | None) -> tuple[int, str]:
        """Make the change again that was taken back last; see :meth:`undo`."""
        return self._turn(upon, "undone", "live", "redo", "Made again")

    def _turn(self, upon: int | None, old: str, new: str, what: str, say: str) -> tuple[int, str]:
        order = "DESC" if old == "live" else "ASC"
        with self.transaction() as base:
            self._expect(upon)
            query = f"SELECT revision, words, changes FROM journal WHERE state = ? ORDER BY revision {order}"
            found = base.execute(f"{query} LIMIT 1", (old,)).fetchone()
            if found is None:
                raise Refused(409, f"there is nothing to {what}.", where="journal", revision=self.revision)
            revision, words, changes = found
            for name, before, after in json.loads(changes):
                self._put(base, name, before if old == "live" else after)
            base.execute("UPDATE journal SET state = ? WHERE revision = ?", (new, revision))
            return self._write(base, what, f"{say}: {words}", [], "mark"), words

    def _expect(self, upon: int | None) -> None:
        newest = self.revision
        if upon is not None and upon != newest:
            words = (
                f"somebody changed the workspace meanwhile (another tab or person): it is at revision {newest}, "
                f"this page knew {upon}. Nothing was changed; look at the newest state and try again."
            )
            raise Refused(409, words, where="workspace", revision=newest)

    def _put(self, base: sqlite3.Connection, name: str, value: Any) -> tuple[Any, Any]:
        row = base.execute("SELECT value FROM documents WHERE name = ?", (name,)).fetchone()
        if value is None:
            base.execute("DELETE FROM documents WHERE name = ?", (name,))
        else:
            text = json.dumps(value, ensure_ascii=False)
            base.execute("INSERT OR REPLACE INTO documents VALUES (?, ?)", (name, text))
        return (None if row is None else json.loads(row[0])), value

    def _write(
        self, base: sqlite3.Connection, what: str, words: str, changes: list[tuple[Any, ...]], state: str
    ) -> int:
        text = json.dumps(changes, ensure_ascii=False)
        row = (now_words(), what, words, text, state)
        base.execute("INSERT INTO journal (at, what, words, changes, state) VALUES (?, ?, ?, ?, ?)", row)
        return int(base.execute("SELECT MAX(revision) FROM journal").fetchone()[0])

    def journal(self, most: int = 500) -> list[Entry]:
        """List the newest entries, the newest first."""
        rows = self.query(
            "SELECT revision, at, what, words, state FROM journal ORDER BY revision DESC LIMIT ?",
            (min(most, MOST_ENTRIES),),
        )
        return [Entry(revision=r, at=at, what=w, words=t, state=s) for r, at, w, t, s in rows]

    def can_turn(self) -> tuple[bool, bool]:
        """Tell whether something can be undone, and redone."""
        states = {row[0] for row in self.query("SELECT DISTINCT state FROM journal")}
        return "live" in states, "undone" in states

    def keep_result(self, name: str, body: bytes) -> None:
        """Keep what some work gave, packed JSON, by name."""
        with self.transaction() as base:
            base.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", (name, body, now_words()))

    def result(self, name: str) -> bytes | None:
        """Read what some work gave."""
        rows = self.query("SELECT body FROM results WHERE name = ?", (name,))
        return bytes(rows[0][0]) if rows else None


def now_words() -> str:
    """The time of day in UTC, written."""
    return datetime.now(UTC).isoformat(timespec="seconds")
