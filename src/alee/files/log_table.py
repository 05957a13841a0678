"""Read the group's own numbers from a table: CSV, a spreadsheet, or text pasted from anywhere.

A table has one row for each day and service, and the columns date, asked, placed and left; place, service and
group may stand in it or be said once for all rows. Formulas, columns about people and anything that is not a
number are named with their cell, all together, and then nothing is taken in.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from alee.core.errors import InputError, MissingExtra, Problem
from alee.files.intake import decode, label_of, read_text
from alee.files.packed import check_sheet
from alee.files.tables import Columns, Row, Table, parse_table
from alee.model.numbers import as_day, as_name, as_whole
from alee.services.log import NUMBERS, Entry

COLUMNS = Columns(
    allowed=("date", "place", "service", "group", *NUMBERS),
    required=("date",),
    synonyms={"day": "date", "asks": "asked", "came": "asked", "given": "placed", "gone": "left"},
)
MOST_ROWS = 20_000
MOST_WIDE = 50  # columns of a spreadsheet that are looked at; any beyond the table's own is refused
MOST_BYTES = 16 * 1024 * 1024
NO_FORMULA = "Copy the column and paste it as values, so that the number itself stands there."


def read_log_table(path: Path, *, place: str, service: str, group: str) -> tuple[Entry, ...]:
    """Read a table of the group's own numbers.

    Parameters
    ----------
    path
        A CSV file, or a spreadsheet (.xlsx).
    place, service, group
        For rows that do not say their own; empty where every row must.

    Raises
    ------
    InputError
        With every problem of the table.
    MissingExtra
        If it is a spreadsheet and the part that reads them is not installed.
    """
    label = label_of(path)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _entries(parse_table(_sheet_text(path, label), COLUMNS, label), place, service, group)
    text = read_text(path, MOST_BYTES)
    if isinstance(text, Problem):
        raise InputError(text)
    return parse_log_table(text, label, place=place, service=service, group=group)


def parse_log_table(
    text: str | bytes, label: str, *, place: str, service: str, group: str
) -> tuple[Entry, ...]:
    """Read a table from its text, cells cut by commas, semicolons or tabs; see :func:`read_log_table`."""
    words = decode(text, label) if isinstance(text, bytes) else text
    if isinstance(words, Problem):
        raise InputError(words)
    return _entries(parse_table(_with_commas(words), COLUMNS, label), place, service, group)


def _with_commas(text: str) -> str:
    """Put commas for whatever separates the cells of the first line, and small letters for its words."""
    lines = text.splitlines()
    first = next((k for k, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return text
    mark = next((m for m in ("\t", ";") if m in lines[first]), ",")
    rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
    return _csv(rows)


def _csv(rows: Iterable[list[str]]) -> str:
    """Write rows as CSV, the first row that is not blank in small letters."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    is_head = True
    for row in rows:
        cells = [cell.strip().lower() for cell in row] if is_head else row
        is_head = is_head and not any(cell.strip() for cell in row)
        writer.writerow(cells)
    return out.getvalue()


def _sheet_text(path: Path, label: str) -> str:
    """The one sheet of a spreadsheet as CSV; formulas are refused, whatever they show."""
    try:
        import openpyxl  # noqa: F401 - only whether it is there
    except ImportError:
        wrong = "spreadsheets need an optional part"
        raise MissingExtra(
            f'{label}: {wrong}. Install it: pip install "alee[tables]", or save as CSV.'
        ) from None
    if not path.is_file():
        raise InputError(Problem("there is no such file", "Needed: a spreadsheet (.xlsx).", where=label))
    if path.stat().st_size > MOST_BYTES:
        raise InputError(Problem("the file is too large", f"Allowed: {MOST_BYTES:,} bytes.", where=label))
    check_sheet(path, label)
    with path.open("rb") as file:  # openpyxl leaves a file open that it gives up on
        return _book_text(file, label)


def _book_text(file: BinaryIO, label: str) -> str:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(file, read_only=True, data_only=False)
    except (InvalidFileException, OSError, ValueError, KeyError, EOFError) as error:
        wrong = f"this is not a spreadsheet ({type(error).__name__})"
        raise InputError(Problem(wrong, "Needed: a file saved as .xlsx.", where=label)) from None
    except Exception as error:  # noqa: BLE001 - a broken archive fails in a dozen ways inside openpyxl
        wrong = f"this spreadsheet cannot be read ({type(error).__name__})"
        raise InputError(
            Problem(wrong, "Needed: a file saved as .xlsx.", "Save it as CSV.", where=label)
        ) from None
    try:
        return _one_sheet(book, label)
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - rows are parsed as they are read
        wrong = f"this spreadsheet cannot be read ({type(error).__name__})"
        raise InputError(
            Problem(wrong, "Needed: a file saved as .xlsx.", "Save it as CSV.", where=label)
        ) from None
    finally:
        book.close()


def _one_sheet(book: Any, label: str) -> str:
    sheets = [sheet for sheet in book.worksheets if any(True for _ in sheet.iter_rows(max_row=1))]
    if len(sheets) != 1:
        names = ", ".join(sheet.title for sheet in book.worksheets[:10])
        wrong = f"the spreadsheet has {len(sheets)} sheets with something in them ({names})"
        raise InputError(
            Problem(wrong, "One sheet holds the table.", "Delete the others in a copy.", where=label)
        )
    problems, rows = [], []
    for number, cells in enumerate(sheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_WIDE)):
        if number == MOST_ROWS:
            allowed = f"Allowed: {MOST_ROWS:,} rows."
            raise InputError(
                Problem("the spreadsheet has too many rows", allowed, "Log it in parts.", where=label)
            )
        for cell in cells:
            if cell.value is not None and (cell.data_type == "f" or _is_formula(str(cell.value))):
                where = f"{label}, cell {cell.coordinate}"
                problems.append(
                    Problem("a formula stands here", "Allowed: numbers.", NO_FORMULA, where=where)
                )
        rows.append([_cell_text(cell.value) for cell in cells])
    if problems:
        raise InputError(problems)
    width = max((k for row in rows for k, cell in enumerate(row, start=1) if cell), default=0)
    return _csv([row[:width] for row in rows])


def _is_formula(text: str) -> bool:
    return text.startswith("=") or re.match(r"[+@-]\s*[A-Za-z(]", text) is not None


def _cell_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value)


def _entries(table: Table, place: str, service: str, group: str) -> tuple[Entry, ...]:
    problems = list(table.problems)
    entries = []
    for row in table.rows:
        try:
            entries.append(_entry(table, row, {"place": place, "service": service, "group": group}))
        except InputError as error:
            problems += error.problems
    if not table.rows and not problems:
        problems.append(Problem("the table has no rows", "Needed: one row for each day.", where=table.label))
    if problems:
        raise InputError(problems)
    return tuple(entries)


def _entry(table: Table, row: Row, otherwise: dict[str, str]) -> Entry:
    cells = {**{name: said for name, said in otherwise.items() if said}, **row.cells}
    problems: list[Problem] = []

    def read(column: str, reader: Callable[[object], Any], *, is_needed: bool) -> Any:
        text, where = cells.get(column, ""), table.where(row.line, column)
        if not text:
            if is_needed:
                problems.append(Problem("nothing stands here", f"Needed: {column}.", where=where))
            return None
        if _is_formula(text):
            problems.append(Problem("a formula stands here", "Allowed: numbers.", NO_FORMULA, where=where))
            return None
        try:
            return reader(text)
        except InputError as error:
            problems.extend(problem.at(where) for problem in error.problems)
            return None

    day = read("date", as_day, is_needed=True)
    names = {name: read(name, as_name, is_needed=True) for name in ("place", "service", "group")}
    numbers = {name: read(name, as_whole, is_needed=False) for name in NUMBERS}
    if problems:
        raise InputError(problems)
    return Entry(day=day, **names, **numbers, where=table.where(row.line))
