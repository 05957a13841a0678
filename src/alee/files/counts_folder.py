"""Published counts from any folder: a Flee folder, a scenario, or plain tables of dated counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from alee.core.calendar import as_date
from alee.core.errors import ImportFailed, InputError, Problem
from alee.files.flee.write import flee_world
from alee.files.report_table import load_reports
from alee.files.tables import Columns, read_table
from alee.model.flee import FleeWorld
from alee.model.numbers import as_number
from alee.outlook.counting import Archive, Count, Situation
from alee.outlook.reported_counts import count_of

DAY, FIGURE, SEEN, PLACE = "date", "count", "published", "destination"
SYNONYMS = {
    "as_of_date": DAY, "day": DAY, "registered": FIGURE, "value": FIGURE, "persons": FIGURE,
    "cumulative_crossings": FIGURE, "retrieved_at": SEEN, "country": PLACE, "place": PLACE,
}  # fmt: skip
NEEDED = (
    "Needed: a Flee folder, a scenario with reports of stocks, or CSV files with the columns date and count "
    "(registered, value, persons, cumulative_crossings), and, where known, published and destination."
)


def load_counts(folder: str | Path) -> Situation:
    """Read all published counts of people at destinations from a folder.

    Parameters
    ----------
    folder
        A Flee folder (counts of camps as published; each taken as published on its own day), a scenario
        folder (reports ``registered`` and ``stock`` that are used), or a folder of CSV files of dated
        counts: one file per destination, or one with a column ``destination``; ``published`` where
        revisions are known.

    Raises
    ------
    InputError
        If nothing in the folder is a count, or a file cannot be read; every problem with its line.
    """
    path = Path(folder)
    if not path.is_dir():
        raise InputError(f'"{path}": there is no such folder. {NEEDED}')
    notes: list[str] = []
    start = None
    if (path / "input_csv").is_dir() or (path / "flee").is_dir():
        world = flee_world(path)
        start, counts = world.start.toordinal(), list(_flee_counts(world))
    elif (path / "scenario.yaml").exists():
        counts = list(_scenario_counts(path, notes))
    else:
        counts = list(_table_counts(path, notes))
    if not counts:
        raise InputError(f'"{path}": there is no count of people at a destination. {NEEDED}')
    archive = Archive(counts)
    return Situation(path.name, archive, archive.days()[0] if start is None else start, tuple(notes))


def _flee_counts(world: FleeWorld) -> Iterator[Count]:
    for name in (name for name in world.camps if name in world.reported):
        series = world.reported[name]
        for offset, figure in zip(series.days, series.counts, strict=True):
            if offset < world.length:
                day = (world.start + timedelta(days=offset)).toordinal()
                yield Count(day, day, name, float(figure))


def _scenario_counts(folder: Path, notes: list[str]) -> Iterator[Count]:
    left_out = 0
    for report in load_reports(folder / "reports.csv"):
        made = count_of(report)
        if made is not None:
            yield made
        else:
            left_out += 1
    if left_out:
        notes.append(f"{folder.name}/reports.csv: {left_out} reports are no dated stock and are left out.")


def _table_counts(folder: Path, notes: list[str]) -> Iterator[Count]:
    problems: list[Problem] = []
    columns = Columns(allowed=(DAY, FIGURE, SEEN, PLACE), required=(DAY, FIGURE), synonyms=SYNONYMS)
    for path in sorted(folder.glob("*.csv")):
        table = read_table(path, columns)
        if not table.is_readable:
            notes.append(f"{folder.name}/{path.name}: left out, because {table.problems[0].wrong}.")
            continue
        problems += table.problems
        for row in table.rows:
            found = _count(row.cells, path.stem)
            if found is None:
                allowed = "Allowed: days such as 2022-03-04 and a number of persons, 0 or more."
                problems.append(Problem("the row cannot be read", allowed, where=table.where(row.line)))
            else:
                yield found
    if problems:
        raise ImportFailed(problems)


def _count(cells: Mapping[str, str], stem: str) -> Count | None:
    try:
        day = as_date(cells.get(DAY, "")[:10]).toordinal()
        seen = as_date(cells[SEEN][:10]).toordinal() if SEEN in cells else day
        figure = as_number(cells.get(FIGURE, ""))
    except (InputError, ValueError):
        return None
    return Count(max(seen, day), day, cells.get(PLACE, stem), figure) if figure >= 0.0 else None
