"""Read an open table, whatever its file: CSV, tab-separated text or a workbook; rows keep their number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from alee.core.errors import InputError, MissingExtra, Problem
from alee.files.intake import decode, label_of
from alee.files.packed import check_sheet

MOST_BYTES = 256 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
MOST_COLUMNS, MOST_BLANK = 2000, 5000  # blank rows one after the other: the table has ended
READABLE = "Allowed are CSV, tab-separated text and workbooks (.xlsx)."


@dataclass(frozen=True)
class Cells:
    """One row of a table: its number in the file (the first is 1) and its cells as text."""

    line: int
    cells: tuple[str, ...]

    def padded(self, width: int) -> Cells:
        """The same row with blank cells at its end, so that it has at least as many as the header."""
        return Cells(self.line, self.cells + ("",) * (width - len(self.cells)))


def read_rows(path: Path) -> Iterator[Cells]:
    """Yield the rows of a table that are not blank.

    Raises
    ------
    InputError
        If the file is missing, too large, or no table.
    MissingExtra
        If it is a workbook and the library for workbooks is not installed.
    """
    try:
        size = path.stat().st_size
        if not path.is_file() or size > MOST_BYTES:
            raise InputError(
                Problem("this is no file of a table, or too large", READABLE, where=label_of(path))
            )
        raw = path.read_bytes()
    except OSError as error:
        wrong = f"this file cannot be read ({error.strerror})"
        raise InputError(Problem(wrong, READABLE, "Check the name.", where=label_of(path))) from None
    rows = _workbook(path, raw) if raw[:4] == b"PK\x03\x04" else _text(path, raw)
    for line, cells in rows:
        if any(cells):
            yield Cells(line, cells)


def _text(path: Path, raw: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    text = decode(raw, label_of(path))
    if isinstance(text, Problem):  # older tables are often in a Western European encoding
        if b"\x00" in raw:
            raise InputError(text)
        text = raw.decode("cp1252", errors="replace")
    head = text[:5000]
    mark = max(",\t;", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for cells in reader:
            yield reader.line_num, tuple(cell.strip() for cell in cells)
    except csv.Error as error:
        where = f"{label_of(path)}, line {reader.line_num}"
        raise InputError(
            Problem(f"this line is no row of a table ({error})", READABLE, where=where)
        ) from None


def _workbook(path: Path, raw: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtra(
            'Workbooks need an optional part. Install it: pip install "alee[world]".'
        ) from None
    check_sheet(io.BytesIO(raw), label_of(path), MOST_UNPACKED)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        for sheet in book.worksheets:
            blank = 0
            for line, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
                blank = 0 if any(row) else blank + 1
                if blank > MOST_BLANK:
                    break
                yield line, tuple("" if value is None else str(value).strip() for value in row)
    except Exception as error:  # noqa: BLE001 - a broken workbook fails in a dozen ways inside its reader
        wrong = f"this workbook cannot be read ({type(error).__name__})"
        raise InputError(Problem(wrong, READABLE, "Save the sheet as CSV.", where=label_of(path))) from None


def columns_of(
    rows: list[Cells], wanted: Mapping[str, tuple[str, ...]], label: str
) -> tuple[Cells, list[Cells], dict[str, int]]:
    """Find the header: the first row in which every wanted column stands under one of its names.

    Returns
    -------
    tuple
        The header, the rows under it as wide as it is, and the place of each column in a row.

    Raises
    ------
    InputError
        If there is no such row; it names the columns that the nearest one lacks.
    """
    fewest: list[str] = list(wanted)
    for index, row in enumerate(rows[:60]):
        names = [cell.casefold() for cell in row.cells]
        found = {
            key: next(k for k, name in enumerate(names) if name in spellings)
            for key, spellings in wanted.items() if any(name in spellings for name in names)
        }  # fmt: skip
        missing = [key for key in wanted if key not in found]
        if not missing:
            return row, [below.padded(len(names)) for below in rows[index + 1 :]], found
        fewest = min(fewest, missing, key=len)
    allowed = f"Needed: {', '.join(spellings[0] for spellings in wanted.values())}."
    raise InputError(Problem(f"the column {wanted[fewest[0]][0]} is missing", allowed, where=label))
