"""The published counts of a Flee folder: source_data, its layout, and registration corrections."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from alee.core.errors import Problem
from alee.core.suggestions import did_you_mean
from alee.files.flee.rows import Rows, label_of, read_rows
from alee.model.flee import FleeSeries
from alee.model.numbers import as_day, as_number, written

LAYOUT = "data_layout.csv"
TOTAL = "total"
HEADER_WORDS = frozenset({"date", "datetime", ""})
Points = dict[int, float]


@dataclass
class Counts:
    """Reads all series of one folder; problems and notes go into the lists of the caller.

    ``start`` is day 0, ``length`` the number of days.
    """

    folder: Path
    start: date
    length: int
    problems: list[Problem]
    notes: list[str]
    reported: dict[str, FleeSeries] = field(default_factory=dict)
    files: set[str] = field(default_factory=lambda: {LAYOUT})
    first_count: str = ""
    first_row: tuple[int, list[str]] = (1, [""])

    def read(self, camps: Sequence[str]) -> dict[str, FleeSeries]:
        """Read the series of every row of the layout; registration corrections are applied."""
        layout = self._rows(self.folder / "source_data" / LAYOUT)
        series: dict[str, FleeSeries] = {}
        for line, cells in layout.cells:
            name, files = cells[0], [cell for cell in cells[1:] if cell]
            if not name:
                layout.refuse(line, "the name is missing", "Needed: total, or the name of a place.")
            outside = [file for file in files if file != Path(file).name or file in (".", "..")]
            if outside:
                layout.refuse(line, f"{written(outside[0])} is no name of a file in source_data")
                continue
            if name in series:
                layout.refuse(line, f"{written(name)} stands twice", "Each name stands once.")
                continue
            self.first_count = layout.where(line)
            parts = [self._points(self.folder / "source_data" / file) for file in files]
            self.files.update(files)
            points = _sum_of(parts)
            if len(files) > 1:
                self.notes.append(
                    f"{layout.where(line)}: {len(files)} files are added up, each with its last known count."
                )
            series[name] = FleeSeries(tuple(points), tuple(points.values()), self.first_count)
            if not points and not self.problems:
                layout.refuse(line, f"there is no count for {written(name)}", "Needed: one dated count.")
        if not layout.cells and not layout.is_refused:
            layout.refuse(
                1, "the file names no counts", "Needed: total,refugees.csv and a row for each camp."
            )
        if layout.cells:
            for camp in camps:
                if camp not in series:
                    likely = did_you_mean(camp, list(series))
                    layout.refuse(1, f"the camp {written(camp)} has no row", "Each camp has one.", likely)
        self.reported, self.first_row = dict(series), layout.cells[0] if layout.cells else (1, [""])
        return self._corrected(series) if layout.cells else series

    def look_for_total(self, camps: Sequence[str], *, is_summed: bool) -> None:
        """Look whether the first row is the total that it is taken for."""
        where = f"{label_of(self.folder / 'source_data' / LAYOUT)}, line {self.first_row[0]}"
        first = self.first_row[1][0]
        if is_summed and first in camps:
            told = f"the first row, {first}, is a camp; it is taken for the total and left out of daily sums"
            self.notes.append(f"{where}: {told}, as in Flee.")
        if not is_summed and self.reported and TOTAL not in self.reported:
            wrong = f"there is no row {written(TOTAL)}, but sum_from_camps is off"
            likely = did_you_mean(first, [TOTAL])
            self.problems.append(Problem(wrong, "Needed: a row total,FILE.", likely, where=where))

    def _rows(self, path: Path, *, columns: int = 2, is_optional: bool = False) -> Rows:
        rows = read_rows(path, columns=columns, is_optional=is_optional)
        self.problems += rows.problems
        self.notes += rows.notes
        rows.problems = self.problems
        return rows

    def _points(self, path: Path) -> Points:
        """Read one file of dated counts; the key is the day after the start, which may be negative."""
        rows = self._rows(path, columns=1)
        points: Points = {}
        for line, cells in rows.cells:
            if not points and cells[0].casefold() in HEADER_WORDS:
                continue
            if len(cells) < 2 or not cells[1]:
                self.notes.append(f"{rows.where(line)}: no count; the row is skipped, as Flee does.")
                continue
            before = len(self.problems)
            day = rows.read(line, "date", cells[0], as_day, self.start)
            count = rows.read(line, "count", cells[1], as_number, 0.0)
            if len(self.problems) > before:
                continue
            offset = (day - self.start).days
            if count < 0:
                rows.refuse(line, f"the count is {count:g}", "Allowed: 0 or more.")
            elif offset in points:
                self.notes.append(f"{rows.where(line)}: a second count for {day}; the later row counts.")
            elif points and offset < max(points):
                told = f"{day} stands after a later day; counts are put in order here. Flee misreads them."
                self.notes.append(f"{rows.where(line)}: {told}")
            if not points:
                self.first_count = rows.where(line)
            points[offset] = count
        return dict(sorted(points.items()))

    def _corrected(self, series: dict[str, FleeSeries]) -> dict[str, FleeSeries]:
        """Scale all counts before a re-registration so that they meet it."""
        path = self.folder / "input_csv" / "registration_corrections.csv"
        rows = self._rows(path, is_optional=True)
        for line, cells in rows.cells:
            name = cells[0]
            if name not in series:
                likely = did_you_mean(name, list(series))
                rows.refuse(line, f"{written(name)} has no counts", f"Allowed: {', '.join(series)}.", likely)
                continue
            before = len(self.problems)
            day = rows.read(line, "date", cells[1], as_day, self.start)
            if len(self.problems) > before:
                continue
            if day < self.start:
                self.notes.append(
                    f"{rows.where(line)}: {day} lies before the first day; no effect, as in Flee."
                )
                continue
            if (day - self.start).days >= self.length:
                self.notes.append(
                    f"{rows.where(line)}: {day} lies after the last day; all counts before it are scaled, as "
                    "in Flee, though nobody could know it during the period."
                )
            days, counts = series[name].days, list(series[name].counts)
            k = bisect_left(days, (day - self.start).days)
            if k >= len(days) or days[k] != (day - self.start).days or k == 0:
                allowed = "Allowed: a day with a count, not the first."
                rows.refuse(line, f"{name} has no count on {day} to correct to", allowed)
            elif counts[k - 1] > 0:
                factor = counts[k] / counts[k - 1]
                scaled = tuple(c * factor for c in counts[:k]) + tuple(counts[k:])
                series[name] = replace(series[name], counts=scaled)
        return series


def _sum_of(parts: Sequence[Points]) -> Points:
    """Add up series at the union of their days, each with its last known count."""
    if len(parts) == 1:
        return parts[0]
    days = sorted({day for part in parts for day in part})
    total: Points = dict.fromkeys(days, 0.0)
    for part in parts:
        last = 0.0
        for day in days:
            last = part.get(day, last)
            total[day] += last
    return total
