"""Read a scenario folder: every problem of every file is found before anything is refused.

The work has three steps. Each file is read as a table or as YAML, with the line of every row and key.
Each row becomes an object of the model, or a problem with file, line and column. Then the checks that
need several rows run over whatever could be read, and their findings are put to the right cells.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alee.core.errors import InputError, Problem, ScenarioError
from alee.files.intake import MOST_BYTES, find_folder_problem, label_of
from alee.files.report_table import find_unplaced, load_reports
from alee.files.tables import MOST_ROWS, Columns, Row, Table, read_table
from alee.files.yaml_source import Key, YamlSource, read_yaml
from alee.model.checks import Draft, find_problems
from alee.model.corridors import Corridor
from alee.model.events import COLUMNS as EVENT_COLUMNS
from alee.model.events import Event, make_event
from alee.model.fields import Declared, declarations
from alee.model.groups import Group
from alee.model.numbers import as_name
from alee.model.places import Place
from alee.model.reports import Reports
from alee.model.scenario import Scenario, Settings

PathLike = str | Path
WORLDS = 8  # times as many rows as elsewhere: whole worlds of places and corridors are meant to be read


def columns_of(model: type[Declared]) -> Columns:
    """List the columns of the table that holds objects of a class."""
    fields = declarations(model)
    names = tuple(declaration.column for declaration in fields)
    required = tuple(declaration.column for declaration in fields if declaration.is_required)
    return Columns(names, required, {})


@dataclass(frozen=True)
class Kind:
    """How the rows of one file become objects of the model."""

    file: str
    columns: Columns
    make: Callable[[dict[str, str]], Declared]
    column_of: Mapping[str, str] = field(default_factory=dict)
    most_rows: int = MOST_ROWS
    most_bytes: int = MOST_BYTES


def _kind(file: str, model: type[Declared], *, times: int = 1) -> Kind:
    """How the rows of a file become objects of a class; ``times`` as many may stand in it as usual."""
    column_of = {declaration.field: declaration.column for declaration in declarations(model)}
    field_of = {column: name for name, column in column_of.items()}
    return Kind(
        file,
        columns_of(model),
        lambda cells: model(**{field_of[name]: cell for name, cell in cells.items()}),
        column_of,
        times * MOST_ROWS,
        times * MOST_BYTES,
    )


EVENT_FIGURES = ("size", "intensity", "admit", "persons_per_day", "factor", "strength", "persons")
KINDS: dict[str, Kind] = {
    "places": _kind("places.csv", Place, times=WORLDS),
    "corridors": _kind("corridors.csv", Corridor, times=WORLDS),
    "groups": _kind("groups.csv", Group),
    "events": Kind(
        "events.csv",
        Columns(EVENT_COLUMNS, ("start", "kind", "source"), {}),
        lambda cells: _sourced_event(cells),
        dict.fromkeys(EVENT_FIGURES, "value"),
    ),
}


def _sourced_event(cells: dict[str, str]) -> Event:
    """Make an event from a row; in a file every event says where it is known from."""
    if "source" not in cells:
        allowed = "Allowed: a report, a rule, or the word assumption."
        raise ScenarioError(Problem("the source is blank", allowed, path=("source",)))
    return make_event(cells)


@dataclass
class Reading:
    """What was read of a folder, and everything that is wrong with it."""

    settings: YamlSource
    tables: dict[str, Table]
    objects: dict[str, list[tuple[int, Any]]]
    problems: list[Problem]

    def place_problem(self, problem: Problem) -> Problem:
        """Name file, line and column of a problem that speaks of a cell."""
        table, *rest = problem.path or ("",)
        if table not in KINDS:
            return problem.at(self.settings.where(self._yaml_key(problem.path)))
        source = self.tables[str(table)]
        if not rest:
            return problem.at(source.label)
        column_of = KINDS[str(table)].column_of
        column = str(rest[1]) if len(rest) > 1 else ""
        line = source.rows[int(rest[0])].line
        return problem.at(source.where(line, column_of.get(column, column)))

    def _yaml_key(self, path: Key) -> Key:
        """Find the key of scenario.yaml that a path of the model means."""
        if len(path) < 2 or path[0] != "areas":
            return path
        names = self.area_keys()
        index = path[1]
        name = names[index] if isinstance(index, int) and index < len(names) else index
        rest = tuple("from" if part == "from_places" else part for part in path[2:] if part != "name")
        return ("areas", name, *rest)

    def area_keys(self) -> list[str]:
        """List the names of the areas as they are written, in the order of scenario.yaml."""
        areas = self.settings.content.get("areas")
        return list(areas) if isinstance(areas, dict) else []

    def area_names(self) -> list[str]:
        """List the names of the areas as the model reads them, in the order of scenario.yaml."""
        return [_as_read(key) for key in self.area_keys()]


@dataclass(frozen=True)
class Findings:
    """What a check of a folder found.

    Attributes
    ----------
    scenario
        The scenario, or None if something is wrong with it.
    reports
        The reports of the folder, or None if there are none or something is wrong with them.
    problems
        Everything that is wrong, and warnings, in the order of the files.
    """

    scenario: Scenario | None
    reports: Reports | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended before anything can run."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What somebody should look at."""
        return tuple(problem for problem in self.problems if problem.is_warning)


def load_scenario(path: PathLike) -> Scenario:
    """Read a scenario folder into one frozen, checked object.

    Parameters
    ----------
    path
        Folder with scenario.yaml, places.csv, corridors.csv, groups.csv and, if there are any, events.csv.

    Raises
    ------
    ScenarioError
        If anything is wrong; it lists every problem with file, line and column.
    """
    scenario, problems = _check_scenario(Path(path))
    if scenario is None:
        raise ScenarioError(problem for problem in problems if not problem.is_warning)
    return scenario


def check_folder(path: PathLike) -> Findings:
    """Read a scenario folder, its reports included, and say all that is wrong or remarkable.

    A bad folder does not raise: what is wrong with it is the result.
    """
    folder = Path(path)
    scenario, problems = _check_scenario(folder)
    if find_folder_problem(folder, "scenario.yaml") or not (folder / "reports.csv").exists():
        return Findings(scenario, None, problems)
    try:
        reports = load_reports(folder)
    except InputError as error:
        return Findings(scenario, None, (*problems, *error.problems))
    unplaced = (
        find_unplaced(scenario, reports, label_of(folder / "reports.csv")) if scenario is not None else ()
    )
    return Findings(scenario, reports, (*problems, *unplaced))


def _check_scenario(folder: Path) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Read everything but the reports; without a scenario, at least one problem is not a warning."""
    trouble = find_folder_problem(folder, "scenario.yaml")
    if trouble is not None:
        return None, (trouble,)
    if (folder / "input_csv").is_dir() and not (folder / "scenario.yaml").exists():
        likely = "Make one with alee import-flee, or play it as it is with --behaviour flee."
        wrong, allowed = "this is a folder of Flee", "A scenario is a folder that holds scenario.yaml."
        return None, (Problem(wrong, allowed, likely, where=folder.name),)
    with _no_collecting():
        return _check_files(folder)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep Python from looking for rubbish while millions of cells, none of it rubbish, become objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _check_files(folder: Path) -> tuple[Scenario | None, tuple[Problem, ...]]:
    reading = _read(folder)
    settings = _make_settings(reading)
    problems = [*reading.problems]
    if all(table.is_readable for table in reading.tables.values()):
        found = find_problems(_draft(reading, settings))
        problems += [reading.place_problem(problem) for problem in found]
    errors = tuple(problem for problem in problems if not problem.is_warning)
    if settings is None or errors:
        return None, errors  # a warning about half a scenario would mislead
    try:
        rows = {table: tuple(row for _, row in pairs) for table, pairs in reading.objects.items()}
        parts = {name: getattr(settings, name) for name in Settings.model_fields}
        return Scenario(**parts, **rows), tuple(problems)
    except InputError as error:
        return None, (*problems, *error.problems)


def _read(folder: Path) -> Reading:
    settings = read_yaml(folder / "scenario.yaml")
    tables: dict[str, Table] = {}
    objects: dict[str, list[tuple[int, Any]]] = {}
    problems = [*settings.problems]
    for name, kind in KINDS.items():
        is_optional = name == "events" and not (folder / kind.file).exists()
        table = (
            Table(f"{folder.name}/{kind.file}")
            if is_optional
            else read_table(
                folder / kind.file, kind.columns, most_rows=kind.most_rows, most_bytes=kind.most_bytes
            )
        )
        tables[name] = table
        problems += table.problems
        objects[name] = []
        for index, row in enumerate(table.rows):
            try:
                objects[name].append((index, kind.make(row.cells)))
            except InputError as error:
                problems += [_in_row(problem, table, row, kind) for problem in error.problems]
    return Reading(settings, tables, objects, problems)


def _in_row(problem: Problem, table: Table, row: Row, kind: Kind) -> Problem:
    """Put a problem of one row to its line and column."""
    name = str(problem.path[0]) if problem.path else ""
    return problem.at(table.where(row.line, kind.column_of.get(name, name)))


def _make_settings(reading: Reading) -> Settings | None:
    """Turn scenario.yaml into settings; its problems join those of the reading."""
    if reading.settings.problems:
        return None
    written = {key: value for key, value in reading.settings.content.items() if value is not None}
    problems = []
    if "areas" in written:
        areas = written["areas"]
        if isinstance(areas, dict):
            written["areas"] = [_area_cells(name, area) for name, area in areas.items()]
        else:
            allowed = "Allowed: names, each with countries, places, modes or from below it."
            problems.append(Problem("this is not a table of areas", allowed, path=("areas",)))
            del written["areas"]
    settings = None
    try:
        settings = Settings(**written)
    except InputError as error:
        problems += error.problems
    reading.problems += [reading.place_problem(problem) for problem in problems]
    return None if problems else settings


def _area_cells(name: str, area: Any) -> Any:
    if not isinstance(area, dict):
        return area
    renamed = {("from_places" if key == "from" else key): value for key, value in area.items()}
    return {"name": name, **{key: value for key, value in renamed.items() if value is not None}}


def _draft(reading: Reading, settings: Settings | None) -> Draft:
    """Gather what could be read, and the names in rows that could not."""
    unread = {name: frozenset(_unread_names(reading, name)) for name in KINDS}
    lost = {name for name in KINDS if reading.tables[name].problems or "" in unread[name]}
    complete = {name for name in KINDS if len(reading.objects[name]) == len(reading.tables[name].rows)}
    rows: dict[str, Any] = {name: tuple(pairs) for name, pairs in reading.objects.items()}
    shared = {**rows, "unread": unread, "lost": frozenset(lost)}
    if settings is None:
        unread["areas"] = frozenset(reading.area_names())
        return Draft(**shared, whole=frozenset(complete - lost))
    order = list(reading.area_names())
    areas = sorted(((order.index(area.name), area) for area in settings.areas), key=lambda pair: pair[0])
    return Draft(
        **shared,
        areas=tuple(areas),
        start=settings.start,
        as_of=settings.as_of,
        home=settings.home,
        focus=settings.focus,
        whole=frozenset({*(complete - lost), "areas"}),
    )


def _unread_names(reading: Reading, table: str) -> Iterator[str]:
    read = {index for index, _ in reading.objects[table]}
    for index, row in enumerate(reading.tables[table].rows):
        if index not in read:
            cells = row.cells
            ends = f"{cells.get('from', '')} > {cells.get('to', '')} by {cells.get('mode', '')}"
            yield _as_read(cells.get("name", ends if table == "corridors" else ""))


def _as_read(name: str) -> str:
    try:
        return as_name(name)
    except InputError:
        return name
