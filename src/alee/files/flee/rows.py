"""The plain tables of a Flee folder: commas, no quotes needed, comments and headers behind a hash."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from alee.core.errors import InputError, Problem
from alee.files.intake import BYTE_ORDER_MARK, read_text
from alee.model.numbers import written

T = TypeVar("T")
PARTS = ("input_csv", "source_data")
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

    def where(self, line: int) -> str:
        """Name a line in words."""
        return f"{self.label}, line {line}"

    def refuse(self, line: int, wrong: str, allowed: str = "", likely: str = "") -> None:
        """Note that a line cannot be used."""
        self.problems.append(Problem(wrong, allowed, likely, where=self.where(line)))

    def read(self, line: int, column: str, text: str, reader: Callable[[object], T], default: T) -> T:
        """Read a cell; if it cannot be read, note why and give the default."""
        try:
            return reader(text)
        except InputError as error:
            self.problems += [p.at(f'{self.where(line)}, column "{column}"') for p in error.problems]
            return default


def read_rows(path: Path, *, columns: int, is_optional: bool = False, header_mark: str = "#") -> Rows:
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
    padded: list[tuple[int, str]] = []
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for cells in reader:
            line = reader.line_num
            stripped = [cell.strip() for cell in cells]
            if not any(stripped):
                continue
            if not rows.header and not rows.cells and stripped[0].casefold() in HEADER_WORDS:
                rows.notes.append(f"{rows.where(line)}: the header has no #; Flee would stop here.")
                rows.header = stripped
            elif stripped[0].startswith(header_mark):
                rows.header = rows.header or [stripped[0].lstrip(header_mark).strip(), *stripped[1:]]
            elif len(cells) < columns:
                rows.refuse(line, f"the row has {len(cells)} cells", f"Needed: at least {columns}.")
            else:
                rows.cells.append((line, stripped))
                padded += [(line, cell) for cell in cells if _is_padded_text(cell)]
    except csv.Error as error:
        rows.refuse(reader.line_num, f"this line cannot be read as a table ({error})")
    if padded:
        rows.notes.append(_on_padding(rows, padded))
    return rows


def _short_label(path: Path) -> str:
    return "/".join(path.absolute().parts[-2:])


def _has_mark(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK


def _is_padded_text(cell: str) -> bool:
    """Tell whether a cell is text with spaces around it; around a number they matter to nobody."""
    text = cell.strip()
    if cell == text or not text:
        return False
    try:
        float(text)
    except ValueError:
        return True
    return False


def _on_padding(rows: Rows, padded: list[tuple[int, str]]) -> str:
    """Say once per file that spaces were dropped."""
    (line, cell), more = padded[0], len(padded) - 1
    others = f" (so are those of {more} more cells)" if more else ""
    return f"{rows.where(line)}: spaces around {written(cell)} are dropped{others}; Flee would keep them."
