"""What all readers of a Flee folder share: the folder, what is wrong with it, what is odd, what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alee.core.errors import Problem
from alee.core.suggestions import did_you_mean
from alee.files.flee.rows import Rows, read_rows
from alee.model.flee import FleeKind
from alee.model.numbers import as_number, written

KINDS: tuple[tuple[str, FleeKind], ...] = (
    ("camp", "camp"), ("conflict", "conflict"), ("forward", "forward"), ("marker", "marker"),
    ("flood_zone", "flood_zone"), ("default", "town"), ("town", "town"),
)  # fmt: skip
LOCATION_COLUMNS = (
    "name", "region", "country", "latitude", "longitude", "location_type", "conflict_date", "population",
)  # fmt: skip
ALIKE = 0.85  # how much a name must look like a known one to be taken for a slip


def kind_of(text: str) -> FleeKind | None:
    """Read a kind of place as Flee does, by the words in it; None if it is none."""
    word = text.casefold()
    if "camp" in word and "idp" in word:
        return "idpcamp"
    return next((kind for part, kind in KINDS if part in word), None)


@dataclass
class Work:
    """One folder while it is read."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=lambda: {"registration_corrections.csv"})

    def rows(
        self, name: str, columns: int, *, is_optional: bool = False, part: str = "input_csv",
        needed: Sequence[str] = (),
    ) -> Rows:  # fmt: skip
        """Read one table, by default of input_csv; its problems are kept in one list."""
        path = self.folder / part / name
        rows = read_rows(path, columns=columns, is_optional=is_optional, needed=needed)
        self.problems += rows.problems
        self.notes += rows.notes
        if part == "input_csv":
            self.files.add(name)
        rows.problems, rows.notes = self.problems, self.notes
        return rows

    def note(self, rows: Rows, line: int, text: str) -> None:
        """Remember something odd that is no mistake."""
        self.notes.append(f"{rows.where(line)}: {text}")

    def is_place(self, rows: Rows, line: int, name: str, names: Sequence[str]) -> bool:
        """Tell whether a place exists; refuse the line if not."""
        if name in names:
            return True
        wrong = f"there is no place called {written(name)} in locations.csv"
        rows.refuse(line, wrong, f"The file has {len(names)}.", did_you_mean(name, names))
        return False

    def is_known(self, rows: Rows, line: int, name: str, names: Sequence[str], what: str) -> bool:
        """Tell whether a name that Flee may leave out exists: a slip is refused, a stranger is noted."""
        if name in names:
            return True
        likely = did_you_mean(name, names, ALIKE)
        if likely:
            wrong = f"there is no place called {written(name)} in locations.csv"
            rows.refuse(line, wrong, f"The file has {len(names)}.", likely)
        else:
            self.note(rows, line, f"{written(name)} stands nowhere in locations.csv; {what}, as in Flee.")
        return False

    def by_day(self, name: str, names: Sequence[str], length: int) -> dict[str, tuple[float, ...]]:
        """Read a table with a row per day and a column per place; its rows are days in order, as in Flee."""
        rows = self.rows(name, 2)
        if not rows.header:
            if not rows.is_refused:
                rows.refuse(1, "the header is missing", "Needed: #Day and the names of places.")
            return {}
        while rows.header[-1] == "" and len(rows.header) > 1:
            rows.header.pop()
            self.note(rows, 1, "the header ends with a comma; the nameless column is dropped.")
        columns = rows.header[1:]
        for column in {column for column in columns if columns.count(column) > 1}:
            rows.refuse(1, f"the column {written(column)} stands twice", "Each place has one column.")
        values = _daily_values(self, rows, columns)
        if not rows.cells:
            rows.refuse(1, "the table holds no day", "Needed: one row per day.")
        elif len(rows.cells) < length and values:
            self.note(
                rows, rows.cells[-1][0],
                f"the table ends with day {len(rows.cells) - 1}, the period with day {length - 1}; this row "
                "holds until then. Flee would stop here.",
            )  # fmt: skip
            values += [values[-1]] * (length - len(values))
        told = "the column is dropped"
        known = {column for column in columns if self.is_known(rows, 1, column, names, told)}
        return {c: tuple(row[k] for row in values) for k, c in enumerate(columns) if c in known}


def _daily_values(work: Work, rows: Rows, columns: list[str]) -> list[list[float]]:
    """Read the numbers of a table by day; a jump in the day column is noted."""
    values: list[list[float]] = []
    before = ""
    for k, (line, cells) in enumerate(rows.cells):
        while len(cells) > len(rows.header) and not cells[-1]:
            cells.pop()
        if len(cells) != len(rows.header):
            rows.refuse(line, f"the row has {len(cells)} cells", f"The header has {len(rows.header)}.")
            continue
        if k and cells[0].isdecimal() and before.isdecimal() and int(cells[0]) != int(before) + 1:
            told = f"day {cells[0]} follows day {before}; rows are counted as days in order, as in Flee."
            work.note(rows, line, told)
        elif k == 0 and cells[0] != "0":
            work.note(rows, line, f"the first row is called {cells[0]}; it is day 0, as in Flee.")
        before = cells[0]
        pairs = zip(columns, cells[1:], strict=True)
        values.append([_from_0(rows, line, name, text) for name, text in pairs])
    return values


def _from_0(rows: Rows, line: int, name: str, text: str) -> float:
    number = rows.read(line, name, text, as_number, 0.0)
    rows.refuse_below_0(line, name, number)
    return number
