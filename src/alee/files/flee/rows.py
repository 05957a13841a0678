"""The plain tables of a Flee folder: commas, no quotes needed, comments and headers behind a hash."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean
from alee.files.intake import BYTE_ORDER_MARK, HOW_TO_EXPORT, read_text
from alee.model.numbers import written

T = TypeVar("T")
PARTS = ("input_csv", "source_data")
SLIP = 0.8  # how much a column must look like a known one to be taken for a slip
QUOTES = "Each cell stands on one line."
OTHER_MARKS = {";": "semicolons", "\t": "tabs"}
HEADER_WORDS = frozenset({"name", "name1", "closure_type", "day"})  # first words of headers


def label_of(path: Path) -> str:
    """Name a table of a Flee folder: the folder, its part, the file: ``mali2012/input_csv/routes.csv``."""
    depth = 3 if path.parent.name in PARTS else 2
    return "/".join(part for part in path.absolute().parts[-depth:] if part != "/")


@dataclass
class Rows:
    """The rows of one file with their lines, its header, and what is wrong with it."""

    label: str
    header: list[str] = field(default_factory=list)
    cells: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    header_line: int = 1

    def where(self, line: int) -> str:
        """Name a line in words."""
        return f"{self.label}, line {line}"

    @property
    def is_refused(self) -> bool:
        """Whether anything of this file is wrong."""
        return any(problem.where.startswith(self.label) for problem in self.problems)

    def refuse(self, line: int, wrong: str, allowed: str = "", likely: str = "") -> None:
        """Note that a line cannot be used."""
        self.problems.append(Problem(wrong, allowed, likely, where=self.where(line)))

    def refuse_below_0(self, line: int, column: str, number: float) -> None:
        """Note that a line cannot be used because a number of it is negative."""
        if number < 0:
            wrong = f"{number:g} is a negative number"
            where = f'{self.where(line)}, column "{column}"'
            self.problems.append(Problem(wrong, "Allowed: 0 or more.", where=where))

    def look_at_columns(self, known: Sequence[str], *, first: int = 0) -> None:
        """Refuse a column that stands twice or looks like a slip; note one that is not read."""
        columns = [name for name in self.header[first:] if name]
        for name in dict.fromkeys(columns):
            likely = did_you_mean(name, known, SLIP) if name not in known else ""
            if columns.count(name) > 1:
                self.refuse(self.header_line, f"the column {written(name)} stands twice", "Each stands once.")
            elif likely:
                allowed = f"Columns that are read: {', '.join(known)}."
                self.refuse(self.header_line, f"there is no column {written(name)}", allowed, likely)
            elif name not in known:
                told = f"the column {written(name)} is not read; no rule asks for it."
                self.notes.append(f"{self.where(self.header_line)}: {told}")

    def read(self, line: int, column: str, text: str, reader: Callable[[object], T], default: T) -> T:
        """Read a cell; if it cannot be read, note why and give the default."""
        try:
            return reader(text)
        except InputError as error:
            self.problems += [p.at(f'{self.where(line)}, column "{column}"') for p in error.problems]
            return default


def read_rows(
    path: Path, *, columns: int, is_optional: bool = False, header_mark: str = "#",
    needed: Sequence[str] = (),
) -> Rows:  # fmt: skip
    """Read a table of a Flee folder; never raises for a bad file.

    Parameters
    ----------
    path
        The file.
    columns
        Fewest cells of a row.
    is_optional
        Whether the file may be missing.
    header_mark
        How the first cell of a header or comment begins.
    needed
        Usual names of the first columns, in order. Flee goes by order, so other names will do; but a table
        from which one of them is missing is refused as a whole, in one sentence.
    """
    rows = Rows(label_of(path))
    if is_optional and not path.exists():
        return rows
    text = read_text(path)
    if isinstance(text, Problem):
        rows.problems.append(replace(text, where=rows.label + text.where.removeprefix(_short_label(path))))
        return rows
    if _has_mark(path):
        rows.notes.append(f"{rows.where(1)}: the file begins with a byte order mark; Flee would stop here.")
    if _is_parted_otherwise(rows, text, columns):
        return rows
    odd: list[tuple[int, str]] = []
    short: list[tuple[int, int]] = []
    reader = csv.reader(io.StringIO(text, newline=""))
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if any("\n" in cell or "\r" in cell for cell in cells):
                rows.refuse(line, "a quotation mark is opened here and not closed on this line", QUOTES)
                continue
            stripped = [as_shown(cell) for cell in cells]
            if not any(stripped):
                continue
            is_marked = stripped[0].startswith(header_mark)
            if not (rows.header or rows.cells or is_marked) and _is_bare_header(stripped, needed):
                rows.notes.append(f"{rows.where(line)}: the header has no #; Flee would stop here.")
                rows.header, rows.header_line = stripped, line
            elif is_marked:
                if not rows.header:
                    rows.header_line = line
                rows.header = rows.header or [stripped[0].lstrip(header_mark).strip(), *stripped[1:]]
            elif len(cells) < columns:
                short.append((line, len(cells)))
            else:
                rows.cells.append((line, stripped))
                odd += [(line, cell) for cell in cells if _is_odd_text(cell)]
    except csv.Error as error:
        rows.refuse(reader.line_num, f"this line cannot be read as a table ({error})")
    if not _lacks_a_column(rows, needed, short):
        for line, n_cells in short:
            rows.refuse(line, f"the row has {n_cells} cells", f"Needed: at least {columns}.")
    rows.notes += _on_odd_cells(rows, odd)
    return rows


def _is_bare_header(cells: Sequence[str], needed: Sequence[str]) -> bool:
    """Tell whether a row without a hash is a header: by its first word, or because it names columns."""
    named = sum(cell.casefold() in needed for cell in cells)
    return cells[0].casefold() in HEADER_WORDS or named > max(1, len(needed) // 2)


def _in_full(name: str, needed: Sequence[str]) -> str:
    """Take lat for latitude and pop for population."""
    return next((full for full in needed if len(name) > 2 and full.startswith(name)), name)


def _lacks_a_column(rows: Rows, needed: Sequence[str], short: Sequence[tuple[int, int]]) -> bool:
    """Refuse, once, a table in which a needed column is missing, and read nothing of it."""
    header = [_in_full(name.casefold(), needed) for name in rows.header]
    missing = [name for name in needed if name not in header]
    moved = any(name in header and header.index(name) < k for k, name in enumerate(needed))
    all_short = len(short) > 1 and not rows.cells and bool(needed)
    if missing and (moved or all_short) and header:
        names = " and ".join(written(name) for name in missing)
        wrong = f"the column{'s' * (len(missing) > 1)} {names} {'are' if len(missing) > 1 else 'is'} missing"
        line = rows.header_line
    elif all_short and len({n_cells for _, n_cells in short}) == 1:
        wrong, line = f"a column is missing: all rows have {short[0][1]} cells", short[0][0]
    else:
        return False
    rows.refuse(line, wrong, f"Needed, in this order: {', '.join(needed)}.")
    rows.cells.clear()
    return True


def as_shown(cell: str) -> str:
    """Give a cell as people see it: without spaces around it and without invisible characters."""
    visible = cell if cell.isascii() else "".join(c for c in cell if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", visible.strip())


def _is_parted_otherwise(rows: Rows, text: str, columns: int) -> bool:
    """Refuse, once, a table whose cells are parted by something else than commas."""
    lines = [(k, line) for k, line in enumerate(text.splitlines(), 1) if line.strip(" #;,\t")]
    fewest = max(columns - 1, 1)
    for k, line in lines[:1]:
        for mark, name in OTHER_MARKS.items():
            if line.count(",") < fewest <= line.count(mark):
                allowed = "Cells are parted by commas."
                rows.refuse(k, f"the cells are parted by {name}", allowed, HOW_TO_EXPORT)
                return True
    return False


def _short_label(path: Path) -> str:
    return "/".join(path.absolute().parts[-2:])


def _has_mark(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK


def _is_odd_text(cell: str) -> bool:
    """Tell whether a cell is not what it looks like; around a number, spaces matter to nobody."""
    text = as_shown(cell)
    if cell == text or not text:
        return False
    try:
        float(text)
    except ValueError:
        return True
    return False


def _on_odd_cells(rows: Rows, odd: list[tuple[int, str]]) -> list[str]:
    """Say once per file and sort that spaces, or characters that nobody sees, were dropped."""
    notes = []
    padded = [(line, cell) for line, cell in odd if cell.strip() == as_shown(cell)]
    hidden = [(line, cell) for line, cell in odd if cell.strip() != as_shown(cell)]
    for what, found in (("spaces around", padded), ("characters that nobody sees in", hidden)):
        if found:
            (line, cell), more = found[0], len(found) - 1
            others = f" (so are those of {more} more cells)" if more else ""
            told = f"{what} {written(cell)} are dropped{others}; Flee would keep them."
            notes.append(f"{rows.where(line)}: {told}")
    return notes
