"""Read a folder of the Flee simulator: every file as Flee wrote it, every oddity named."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from alee.core.errors import ImportFailed, InputError, Problem
from alee.core.suggestions import did_you_mean
from alee.files.flee.counts import Counts
from alee.files.flee.oddities import odd_conflicts, odd_counts, unread_files, without_echoes
from alee.files.flee.rows import Rows, label_of, read_rows
from alee.files.intake import find_folder_problem
from alee.files.yaml_source import read_yaml
from alee.model.flee import ClosureKind, FleeClosure, FleeKind, FleeLocation, FleeRoute, FleeWorld
from alee.model.flee_settings import FleeSettings, read_settings
from alee.model.numbers import as_day, as_number, as_whole, written

KINDS: tuple[tuple[str, FleeKind], ...] = (
    ("camp", "camp"), ("conflict", "conflict"), ("forward", "forward"),
    ("marker", "marker"), ("default", "town"), ("town", "town"),
)  # fmt: skip
CLOSURES: dict[str, ClosureKind] = {
    "country": "country", "location": "location", "link": "link", "camp": "camp", "idpcamp": "idpcamp",
    "remove_forced_redirection": "remove_forced_redirection",
}  # fmt: skip
LOCATION_COLUMNS = 8
NUMBERS = ("conflict_intensity", "initial_idps", "capacity_per_day", "trade_volume", "hdi")
SETTINGS_FILE = "simsetting.yml"


def kind_of(text: str) -> FleeKind | None:
    """Read a kind of place as Flee does, by the words in it; None if it is none."""
    word = text.casefold()
    if "camp" in word and "idp" in word:
        return "idpcamp"
    return next((kind for part, kind in KINDS if part in word), None)


def load_flee(folder: str | Path, *, settings: str | Path | FleeSettings | None = None) -> FleeWorld:
    """Read a folder of the Flee simulator.

    Parameters
    ----------
    folder
        A folder with ``input_csv`` and ``source_data``.
    settings
        Settings, or a simsetting.yml to take instead of the folder's own; Flee's defaults if there is none.

    Returns
    -------
    FleeWorld
        Its ``notes`` say what was guessed, dropped or contradictory.

    Raises
    ------
    ImportFailed
        If anything cannot be used; it lists every problem with file and line.
    """
    path = Path(folder)
    problem = find_folder_problem(path, "input_csv and source_data")
    if problem is not None:
        raise ImportFailed(problem)
    reading = _Reading(path)
    world = reading.world(_settings(path, settings, reading.problems))
    if world is None or reading.problems:
        raise ImportFailed(without_echoes(path, reading.problems))
    return world


def _settings(folder: Path, given: str | Path | FleeSettings | None, problems: list[Problem]) -> FleeSettings:
    if isinstance(given, FleeSettings):
        return given
    path = folder / SETTINGS_FILE if given is None else Path(given)
    if given is None and not path.exists():
        return FleeSettings()
    source = read_yaml(path)
    problems += source.problems
    try:
        return read_settings(source.content)
    except InputError as error:
        problems += [p.at(source.where(p.path)) for p in error.problems]
        return FleeSettings()


@dataclass
class _Reading:
    """One folder while it is read."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=lambda: {"registration_corrections.csv"})

    def rows(self, name: str, columns: int, *, is_optional: bool = False) -> Rows:
        """Read one table of input_csv; its problems are kept in one list."""
        rows = read_rows(self.folder / "input_csv" / name, columns=columns, is_optional=is_optional)
        self.problems += rows.problems
        self.notes += rows.notes
        self.files.add(name)
        rows.problems = self.problems
        return rows

    def note(self, rows: Rows, line: int, text: str) -> None:
        """Remember something odd that is no mistake."""
        self.notes.append(f"{rows.where(line)}: {text}")

    def world(self, settings: FleeSettings) -> FleeWorld | None:
        """Read all files in turn."""
        start, length = self._period()
        locations = self._locations()
        names = [place.name for place in locations]
        routes = self._routes(names)
        closures = self._closures(locations)
        conflicts = self._conflicts(names, length)
        if start is None:
            return None
        reached = {name for route in routes for name in (route.name1, route.name2)}
        for place in locations:
            if place.name not in reached:
                where = f"{label_of(self.folder / 'input_csv' / 'locations.csv')}, line {place.line}"
                self.notes.append(f"{where}: no route reaches {place.name}; nobody can go there.")
        camps = tuple(place.name for place in locations if place.is_camp)
        reader = Counts(self.folder, start, length, self.problems, self.notes)
        counts = reader.read(camps)
        self.notes += odd_counts(counts, length) + odd_conflicts(self.folder, locations, conflicts)
        self.notes += unread_files(self.folder, self.files, reader.files)
        return FleeWorld(
            name=self.folder.resolve().name, start=start, length=length, locations=locations, routes=routes,
            closures=closures, conflicts=conflicts, counts=counts,
            reported=reader.reported, settings=settings, notes=tuple(self.notes),
        )  # fmt: skip

    def _period(self) -> tuple[date | None, int]:
        rows = self.rows("sim_period.csv", 2)
        found = {cells[0].casefold(): (line, cells[1]) for line, cells in rows.cells}
        for key in ("startdate", "length"):
            if key not in found and not self.problems:
                rows.refuse(1, f'there is no line "{key}"', "Needed: StartDate,YYYY-MM-DD and Length,days.")
        line, text = found.get("startdate", (1, ""))
        start = rows.read(line, "StartDate", text, as_day, None) if text else None
        line, text = found.get("length", (1, "1"))
        length = rows.read(line, "Length", text, as_whole, 1)
        if not 1 <= length <= 36_600:
            rows.refuse(line, f"the period has {length} days", "Allowed: 1 to 36,600.")
        return start, min(max(length, 1), 36_600)

    def _locations(self) -> tuple[FleeLocation, ...]:
        rows = self.rows("locations.csv", LOCATION_COLUMNS)
        extra = rows.header[LOCATION_COLUMNS:]
        places: dict[str, FleeLocation] = {}
        for line, cells in rows.cells:
            name = cells[0]
            if name in places:
                rows.refuse(line, f"the place {written(name)} stands twice", "Each place stands once.")
                continue
            kind = kind_of(cells[5])
            if kind is None:
                words = [word for word, _ in KINDS]
                likely = did_you_mean(cells[5].casefold(), words)
                allowed = "Allowed: conflict_zone, town, camp, idpcamp, marker, forwarding_hub."
                rows.refuse(line, f"{written(cells[5])} is no kind of place that is played", allowed, likely)
                continue
            more = dict(zip(extra, cells[LOCATION_COLUMNS:], strict=False))
            for column in NUMBERS:
                if more.get(column):
                    rows.read(line, column, more[column], as_number, 0.0)
            places[name] = FleeLocation(
                name=name, region=cells[1], country=cells[2],
                latitude=rows.read(line, "latitude", cells[3], as_number, 0.0),
                longitude=rows.read(line, "longitude", cells[4], as_number, 0.0),
                kind="town" if kind == "conflict" and self._begins_later(rows, line, cells) else kind,
                conflict_date=rows.read(line, "conflict_date", cells[6] or "0", as_whole, 0),
                population=self._population(rows, line, cells),
                attributes=more, line=line,
            )  # fmt: skip
        if not rows.cells and not self.problems:
            rows.refuse(1, "the file holds no place", "Needed: at least one.")
        return tuple(places.values())

    def _begins_later(self, rows: Rows, line: int, cells: list[str]) -> bool:
        """Tell whether a conflict zone starts as a plain town: conflicts.csv will turn it on."""
        return rows.read(line, "conflict_date", cells[6] or "0", as_number, 0.0) > 0

    def _population(self, rows: Rows, line: int, cells: list[str]) -> int:
        population = rows.read(line, "population", cells[7] or "0", as_whole, 0)
        if population < 0:
            rows.refuse(line, f"the population is {population}", "Allowed: 0 or more.")
        return max(population, 0)

    def _place(self, rows: Rows, line: int, name: str, names: list[str]) -> bool:
        if name in names:
            return True
        wrong = f"there is no place called {written(name)} in locations.csv"
        rows.refuse(line, wrong, f"The file has {len(names)}.", did_you_mean(name, names))
        return False

    def _routes(self, names: list[str]) -> tuple[FleeRoute, ...]:
        rows = self.rows("routes.csv", 3)
        extra = rows.header[4:]
        routes: list[FleeRoute] = []
        seen: dict[frozenset[str], tuple[int, float]] = {}
        for line, cells in rows.cells:
            ends = [self._place(rows, line, name, names) for name in cells[:2]]
            km = rows.read(line, "distance", cells[2], as_number, 0.0)
            if km <= 0.0 and not any(p.where.startswith(rows.where(line)) for p in self.problems):
                allowed = "Allowed: km above 0."
                rows.refuse(line, f"the distance is {km:g} km", allowed, "For next door, write 1.")
            if cells[0] == cells[1]:
                rows.refuse(line, "the route leads from a place to itself", "Two places are needed.")
            if not all(ends) or km <= 0.0 or cells[0] == cells[1]:
                continue
            key = frozenset(cells[:2])
            if key in seen and seen[key][1] != km:
                wrong = f"this route stands in line {seen[key][0]} already, with {seen[key][1]:g} km"
                rows.refuse(line, wrong, "Each route stands once.")
            elif key in seen:
                self.note(rows, line, f"a second link like that of line {seen[key][0]}; kept, as Flee does.")
            seen.setdefault(key, (line, km))
            routes.append(self._route(rows, line, cells, km, dict(zip(extra, cells[4:], strict=False))))
        return tuple(routes)

    def _route(self, rows: Rows, line: int, cells: list[str], km: float, more: dict[str, str]) -> FleeRoute:
        text = cells[3] if len(cells) > 3 else ""
        redirection = rows.read(line, "forced_redirection", text or "0", as_whole, 0)
        if redirection:
            self.note(rows, line, f"forced redirection {redirection} moves nobody in Flee 3.")
        speed = more.get("max_move_speed", "")
        walking = rows.read(line, "walk_probability", more.get("walk_probability", "") or "0", as_number, 0.0)
        if not 0.0 <= walking <= 1.0:
            rows.refuse(line, f"the chance of walking is {walking:g}", "Allowed: 0 to 1.")
        return FleeRoute(
            name1=cells[0], name2=cells[1], km=km, redirection=redirection,
            max_move_speed=rows.read(line, "max_move_speed", speed, as_number, None) if speed else None,
            walk_probability=walking, line=line,
        )  # fmt: skip

    def _closures(self, locations: tuple[FleeLocation, ...]) -> tuple[FleeClosure, ...]:
        rows = self.rows("closures.csv", 5, is_optional=True)
        names = [place.name for place in locations]
        countries = sorted({place.country for place in locations})
        closures: list[FleeClosure] = []
        for line, cells in rows.cells:
            kind = CLOSURES.get(cells[0])
            if kind is None:
                allowed = f"Allowed: {', '.join(CLOSURES)}."
                likely = did_you_mean(cells[0], CLOSURES)
                rows.refuse(line, f"{written(cells[0])} is no kind of closure", allowed, likely)
                continue
            if kind == "country":
                for name in cells[1:3]:
                    if name not in countries:
                        allowed = f"Countries: {', '.join(countries)}."
                        likely = did_you_mean(name, countries)
                        rows.refuse(line, f"no place lies in {written(name)}", allowed, likely)
            elif self._place(rows, line, cells[1], names) and kind in ("link", "remove_forced_redirection"):
                self._place(rows, line, cells[2], names)
                self.note(rows, line, f"a closure of kind {kind} has no effect in Flee 3.")
            start = rows.read(line, "start", cells[3], as_whole, 0)
            end = rows.read(line, "end", cells[4], as_whole, -1)
            closures.append(FleeClosure(kind, cells[1], cells[2], start, end, line=line))
        return tuple(closures)

    def _conflicts(self, names: list[str], length: int) -> dict[str, tuple[float, ...]]:
        rows = self.rows("conflicts.csv", 2)
        if not rows.header:
            if rows.cells:
                rows.refuse(1, "the header is missing", "Needed: #Day and the names of places.")
            return {}
        while rows.header[-1] == "" and len(rows.header) > 1:
            rows.header.pop()
            self.note(rows, 1, "the header ends with a comma; the nameless column is dropped.")
        columns = rows.header[1:]
        for name in columns:
            self._place(rows, 1, name, names)
        for name in {name for name in columns if columns.count(name) > 1}:
            rows.refuse(1, f"the column {written(name)} stands twice", "Each place has one column.")
        values: list[list[float]] = []
        before = ""
        for k, (line, cells) in enumerate(rows.cells):
            while len(cells) > len(rows.header) and not cells[-1]:
                cells.pop()
            if len(cells) != len(rows.header):
                rows.refuse(line, f"the row has {len(cells)} cells", f"The header has {len(rows.header)}.")
                continue
            if k and cells[0].isdecimal() and before.isdecimal() and int(cells[0]) != int(before) + 1:
                rows.refuse(line, f"day {cells[0]} follows day {before}", "Each day has one row, in order.")
            elif k == 0 and cells[0] != "0":
                self.note(rows, line, f"the first row is called {cells[0]}; it is day 0, as in Flee.")
            before = cells[0]
            values.append(
                [rows.read(line, name, text, as_number, 0.0)
                 for name, text in zip(columns, cells[1:], strict=True)]
            )  # fmt: skip
        if len(rows.cells) < length:
            last = rows.cells[-1][0] if rows.cells else 1
            wrong = f"the table ends with day {len(rows.cells) - 1}, the period with day {length - 1}"
            rows.refuse(last, wrong, "Needed: one row per day.")
        return {name: tuple(row[k] for row in values) for k, name in enumerate(columns)}
