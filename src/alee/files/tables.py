"""Read a table from a CSV file, keeping the line of every row.

A table never raises. It holds the rows that could be read, and says for everything else where it is and
what is wrong, so that all problems of a folder can be told together.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alee.core.errors import Problem
from alee.core.suggestions import did_you_mean
from alee.files.intake import MOST_BYTES, label_of, read_text
from alee.model.numbers import written
from alee.release.personal import is_personal

MOST_ROWS = 200_000
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Columns:
    """What the header of a file may hold.

    Attributes
    ----------
    allowed
        All columns, in the order of the documentation.
    required
        Columns that must be there.
    synonyms
        Other spellings, each with the column that it stands for.
    """

    allowed: tuple[str, ...]
    required: tuple[str, ...]
    synonyms: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """One row: the line on which it begins (1 is the header) and its cells that are not blank."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The readable rows of a file and everything that is wrong with the others.

    Attributes
    ----------
    label
        Folder and name of the file, for messages.
    rows
        Rows in the order of the file.
    problems
        What is wrong with the file as a table.
    is_readable
        Whether the header was understood, so that the rows mean what they say.
    """

    label: str
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_readable: bool = True

    def where(self, line: int, column: str = "") -> str:
        """Name a cell in words."""
        named = f', column "{column}"' if column else ""
        return f"{self.label}, line {line}{named}"


def read_table(
    path: Path, columns: Columns, *, most_rows: int = MOST_ROWS, most_bytes: int = MOST_BYTES
) -> Table:
    """Read a CSV file with the columns that are allowed for it; never raises for a bad file.

    A file with more than ``most_bytes`` bytes is refused unread, one with more than ``most_rows`` rows, too.
    """
    label = label_of(path)
    text = read_text(path, most_bytes)
    if isinstance(text, Problem):
        return Table(label, problems=(text,), is_readable=False)
    return parse_table(text, columns, label, most_rows=most_rows)


def parse_table(text: str, columns: Columns, label: str, *, most_rows: int = MOST_ROWS) -> Table:
    """Read the text of a CSV file; see :func:`read_table`."""
    lines, problems = _split(text, label, most_rows)
    if not lines:
        if not problems:
            allowed = f"The first line holds the columns: {', '.join(columns.allowed)}."
            problems.append(Problem("the file is empty", allowed, where=label))
        return Table(label, problems=tuple(problems), is_readable=False)
    (header_line, header), *body = lines
    names = [columns.synonyms.get(name, name) for name in (cell.strip() for cell in header)]
    faults = _header_problems(names, columns, f"{label}, line {header_line}")
    if faults:
        return Table(label, problems=(*faults, *problems), is_readable=False)
    rows = []
    for line, cells in body:
        if len(cells) != len(names):
            problems.append(_wrong_width(len(cells), len(names), f"{label}, line {line}"))
            continue
        full = {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
        rows.append(Row(line, {name: cell for name, cell in full.items() if cell}))
    return Table(label, tuple(rows), tuple(problems))


def _split(text: str, label: str, most_rows: int) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """Cut a text into rows of cells, each with the line on which it begins; blank rows are dropped."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for n_read, cells in enumerate(reader):
            if any(cell.strip() for cell in cells):
                rows.append((begins, cells))
            begins = reader.line_num + 1
            if n_read > most_rows:
                allowed = f"Allowed: at most {most_rows:,} rows."
                problem = Problem("the file has too many rows", allowed, where=label)
                return [], [problem]
    except csv.Error as error:
        wrong = f"this line cannot be read as a table ({error})"
        likely = 'A text that holds a quotation mark is written in quotation marks, and the mark twice: "".'
        return rows, [
            Problem(wrong, "Cells are separated by commas.", likely, where=f"{label}, line {begins}")
        ]
    return rows, []


def _header_problems(names: Sequence[str], columns: Columns, where: str) -> list[Problem]:
    if len(names) == 1 and columns.required and _other_separator(names[0]):
        wrong = f"the columns are separated by {_other_separator(names[0])}"
        return [Problem(wrong, "Columns are separated by commas.", _comma_hint(), where=where)]
    if len(names) > MOST_COLUMNS:
        allowed = f"Allowed: {', '.join(columns.allowed)}."
        return [Problem(f"the header has {len(names)} columns", allowed, where=where)]
    problems = [_unknown_column(name, columns, where) for name in names if name not in columns.allowed]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1 and name in columns.allowed):
        wrong = f'the column "{name}" stands twice'
        problems.append(Problem(wrong, "Each column stands once.", where=where))
    for name in columns.required:
        if name not in names:
            likely = did_you_mean(name, [other for other in names if other not in columns.allowed])
            wrong = f'the column "{name}" is missing'
            problems.append(Problem(wrong, f"Needed: {', '.join(columns.required)}.", likely, where=where))
    return problems


def _unknown_column(name: str, columns: Columns, where: str) -> Problem:
    if not name:
        return Problem("a column has no name", f"Allowed: {', '.join(columns.allowed)}.", where=where)
    if is_personal(name):
        wrong = f"the column {written(name)} looks like personal data"
        allowed = "No file of Alee may hold names, contacts or documents of people."
        return Problem(wrong, allowed, "Remove the column, here and wherever the file is kept.", where=where)
    allowed = f"Allowed: {', '.join(columns.allowed)}."
    likely = did_you_mean(name, columns.allowed)
    return Problem(f"unknown column {written(name)}", allowed, likely, where=where)


def _other_separator(name: str) -> str:
    return next((word for mark, word in ((";", "semicolons"), ("\t", "tabs")) if mark in name), "")


def _comma_hint() -> str:
    return 'In a spreadsheet program, choose the comma when saving as "CSV UTF-8".'


def _wrong_width(found: int, expected: int, where: str) -> Problem:
    likely = (
        "A text that holds a comma is written in quotation marks."
        if found > expected
        else "A blank cell still needs its comma."
    )
    return Problem(f"the row has {found} cells", f"The header has {expected}.", likely, where=where)
