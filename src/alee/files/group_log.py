"""The journal of a group's own numbers: a text file that anybody can read, and nobody can change unseen.

Each line of ``alee-log.jsonl`` is one action (numbers logged, or an earlier action undone) as JSON. It holds
the hash of the line before and its own, so that a line changed, dropped or put in later breaks the chain from
there. Nothing is ever taken out: an undone action stays, with the action that undid it. There is no room for
anything about a person; the only name is that of the group of helpers.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from alee.core.cells import csv_table
from alee.core.errors import InputError, Problem, SaveFailed
from alee.files.atomic import write_text
from alee.files.intake import label_of, read_text
from alee.files.locking import locked
from alee.services.log import NUMBERS, Entry, Log

FILE = "alee-log.jsonl"
COLUMNS = ("date", "place", "service", "group", *NUMBERS)
FIRST = "0" * 64
Told = TypeVar("Told")


@dataclass(frozen=True)
class Action:
    """One line of the journal.

    Attributes
    ----------
    number
        1, 2, 3 and so on.
    at
        When it was made, as UTC.
    entries
        Numbers logged; empty for an undoing.
    undoes
        Number of the action that this one undoes; None for numbers.
    """

    number: int
    at: str
    entries: tuple[Entry, ...]
    undoes: int | None
    hash: str

    def in_words(self) -> str:
        """Name the numbers that were logged: the first of them, and how many more."""
        first = self.entries[0]
        more = f" and {len(self.entries) - 1} more" if len(self.entries) > 1 else ""
        return f"{first.service} in {first.place} on {first.day}, {first.numbers()}{more}"


class GroupLog:
    """The journal in one folder.

    Parameters
    ----------
    folder
        Workspace of the group; made with the first action.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def actions(self) -> tuple[Action, ...]:
        """Read all actions, checking the chain.

        Raises
        ------
        InputError
            At the first line that is broken; what stands before it is good.
        """
        if not self.path.exists():
            return ()
        text = read_text(self.path)
        if isinstance(text, Problem):
            raise InputError(text)
        out: list[Action] = []
        before = FIRST
        for line, content in enumerate(text.splitlines(), start=1):
            action = _action(content, before, line, label_of(self.path))
            out.append(action)
            before = action.hash
        return tuple(out)

    def standing(self) -> tuple[Action, ...]:
        """Actions with numbers that have not been undone."""
        actions = self.actions()
        undone = {action.undoes for action in actions}
        return tuple(a for a in actions if a.undoes is None and a.number not in undone)

    def log(self) -> Log:
        """The entries that hold: later ones correct earlier ones of the same day."""
        known = Log()
        for action in self.standing():
            known = known.plus(action.entries)
        return known

    def append(self, entries: Sequence[Entry], *, now: dt.datetime | None = None) -> Action:
        """Write numbers as one action, whole or not at all, whatever stands."""
        with self._held():
            return self._write_log(entries, now)

    def take_in(self, entries: Sequence[Entry], weigh: Callable[[Log], Told]) -> Told:
        """Weigh numbers against the log that stands, then write them; nobody else writes in between.

        Parameters
        ----------
        weigh
            Called with the log that stands. What it raises keeps the numbers out; what it tells is handed on.
        """
        told = None if self.path.exists() else weigh(Log())  # what is refused makes no folder
        with self._held():
            known = self.log()
            if told is None or known.entries:
                told = weigh(known)
            self._write_log(entries, None)
        return told

    def undo(self, *, now: dt.datetime | None = None) -> Action:
        """Undo the last action that stands; the action that was undone.

        Raises
        ------
        InputError
            If nothing stands.
        """
        nothing = Problem("there is nothing to undo", "An action must stand.", where=label_of(self.path))
        if not self.path.exists():
            raise InputError(nothing)
        with self._held():
            standing = self.standing()
            if not standing:
                raise InputError(nothing)
            self._write({"do": "undo", "undoes": standing[-1].number}, now)
        return standing[-1]

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep everybody else from writing; makes the folder if need be."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            wrong = f"the folder cannot be made ({error.strerror})"
            raise SaveFailed(Problem(wrong, "Nothing was saved.", where=str(self.path.parent))) from error
        with locked(self.path):
            yield

    def _write_log(self, entries: Sequence[Entry], now: dt.datetime | None) -> Action:
        return self._write({"do": "log", "entries": [_cells(entry) for entry in entries]}, now)

    def _write(self, said: dict[str, Any], now: dt.datetime | None) -> Action:
        """Add a line; only for who holds the journal."""
        actions = self.actions()
        at = (now or dt.datetime.now(dt.UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
        before = actions[-1].hash if actions else FIRST
        line = {"number": len(actions) + 1, "at": at, **said, "before": before}
        line["hash"] = _hash(line)
        kept = self.path.read_text(encoding="utf-8") if actions else ""
        text = f"{kept}{json.dumps(line, ensure_ascii=False)}\n"
        write_text(self.path, text)
        return _action(text.splitlines()[-1], before, len(actions) + 1, label_of(self.path))


def csv_text(log: Log) -> str:
    """The log as a table; a cell that a spreadsheet would take for a formula is disarmed."""
    ordered = sorted(log.entries, key=lambda e: (e.place, e.service, e.group, e.day))
    return csv_table(COLUMNS, map(_row, ordered))


def _row(entry: Entry) -> list[object]:
    numbers = [getattr(entry, name) for name in NUMBERS]
    said = ["" if number is None else number for number in numbers]
    return [entry.day.isoformat(), entry.place, entry.service, entry.group, *said]


def _cells(entry: Entry) -> dict[str, object]:
    return {name: cell for name, cell in zip(COLUMNS, _row(entry), strict=True) if cell != ""}


def _hash(line: dict[str, Any]) -> str:
    """SHA-256 over the line without its own hash, keys in order."""
    said = {key: value for key, value in line.items() if key != "hash"}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _action(content: str, before: str, number: int, label: str) -> Action:
    where = f"{label}, line {number}"
    likely = "Restore the file from a copy, or begin a new workspace; the lines before this one are good."
    try:
        line = json.loads(content)
        entries = tuple(_entry(cells) for cells in line.get("entries", ()))
        undoes = None if line["do"] == "log" else int(line["undoes"])
        is_whole = (line["number"], line["before"], line["hash"]) == (number, before, _hash(line))
        action = Action(number, str(line["at"]), entries, undoes, str(line["hash"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        wrong = "this line is not one that Alee wrote"
        raise InputError(
            Problem(wrong, "The journal is written by alee log only.", likely, where=where)
        ) from None
    if not is_whole:
        wrong = "the chain of hashes is broken: this line, or the one before it, was changed"
        raise InputError(Problem(wrong, "The journal is written by alee log only.", likely, where=where))
    return action


def _entry(cells: dict[str, Any]) -> Entry:
    asked, placed, left = (None if cells.get(n) is None else int(cells[n]) for n in NUMBERS)
    return Entry(
        day=dt.date.fromisoformat(cells["date"]),
        place=str(cells["place"]),
        service=str(cells["service"]),
        group=str(cells["group"]),
        asked=asked,
        placed=placed,
        left=left,
    )
