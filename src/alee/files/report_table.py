"""Read and write tables of reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from alee.core.errors import InputError, Problem, ReportError
from alee.core.suggestions import did_you_mean
from alee.files.atomic import write_text
from alee.files.tables import Columns, Table, read_table
from alee.model.areas import resolve_area
from alee.model.fields import declarations
from alee.model.reports import Report, Reports, table_problems
from alee.model.scenario import Scenario

FIELDS = {declaration.column: declaration.field for declaration in declarations(Report)}
COLUMN_OF = {field: column for column, field in FIELDS.items()}
COLUMNS = Columns(
    allowed=tuple(FIELDS),
    required=("id", "published", "start", "end", "place", "measure", "value", "unit", "who"),
    synonyms={"low": "value_low", "high": "value_high", "issuer": "who"},
)


def load_reports(path: str | Path) -> Reports:
    """Read a table of reports; one with a first line and no rows is a table of no reports.

    Parameters
    ----------
    path
        The CSV file, or a scenario folder that holds reports.csv.

    Raises
    ------
    ReportError
        If any row cannot be used; it lists every such row with line, column and reason.
    """
    file = Path(path)
    try:
        file = file / "reports.csv" if file.is_dir() else file
    except (OSError, ValueError):
        raise ReportError(Problem("this file cannot be read", where=str(path)[:200])) from None
    table = read_table(file, COLUMNS)
    rows, problems = _read_rows(table)
    if problems:
        raise ReportError(problems)
    return Reports(report for _, report in rows)


def find_unplaced(scenario: Scenario, reports: Reports, label: str = "reports.csv") -> tuple[Problem, ...]:
    """Warn of each place of reports that the scenario does not know; such rows cannot be used.

    Parameters
    ----------
    scenario, reports
        What to compare.
    label
        Name of the table of reports, for the messages.
    """
    known = [*(place.name for place in scenario.places), *(area.name for area in scenario.areas)]
    ids: dict[str, list[str]] = {}
    for report in reports:
        if resolve_area(scenario, report.place) is None:
            ids.setdefault(report.place, []).append(report.id)
    return tuple(
        Problem(
            f'the scenario has no place or area called "{place}" (reports {", ".join(rows)})',
            "Such reports are listed, but not used.",
            did_you_mean(place, known),
            where=label,
            is_warning=True,
        )
        for place, rows in sorted(ids.items())
    )


def save_reports(reports: Reports, path: str | Path) -> None:
    """Write a table of reports so that reading it gives the same reports.

    Raises
    ------
    SaveFailed
        If the file cannot be written; what was there before is untouched.
    """
    write_text(Path(path), reports_text(reports))


def reports_text(reports: Reports) -> str:
    """Write reports as the text of a CSV file with every column."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for report in reports:
        cells = report.model_dump(mode="json")
        writer.writerow([_cell(cells[field]) for field in FIELDS.values()])
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value


def _read_rows(table: Table) -> tuple[list[tuple[int, Report]], list[Problem]]:
    """Turn rows into reports; also everything that is wrong, with line and column."""
    rows: list[tuple[int, Report]] = []
    problems = list(table.problems)
    unread = []
    for index, row in enumerate(table.rows):
        try:
            rows.append((index, Report(**{FIELDS[name]: cell for name, cell in row.cells.items()})))
        except InputError as error:
            unread.append(row.cells.get("id", ""))
            problems += (problem.under("reports", index) for problem in error.problems)
    problems += table_problems(rows, unread)
    return rows, list(_located(problems, table))


def _located(problems: list[Problem], table: Table) -> Iterator[Problem]:
    for problem in problems:
        if not problem.path:
            yield problem
            continue
        _, index, *field = problem.path
        line = table.rows[int(index)].line
        name = str(field[0]) if field else ""
        yield problem.at(table.where(line, COLUMN_OF.get(name, name)))
