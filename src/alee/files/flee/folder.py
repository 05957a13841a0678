"""Read a folder of the Flee simulator: every file as Flee wrote it, every oddity named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from alee.core.errors import ImportFailed, InputError
from alee.core.suggestions import did_you_mean
from alee.files.flee.counts import Counts
from alee.files.flee.oddities import (
    odd_conflicts,
    odd_counts,
    odd_settings,
    odd_waiting,
    odd_ways,
    overruled,
    unread_files,
    without_echoes,
)
from alee.files.flee.optional import (
    ALLOWED_KINDS,
    read_agents,
    read_changes,
    read_floods,
    read_hunger,
    read_majors,
    read_traits,
)
from alee.files.flee.rows import Rows, label_of
from alee.files.flee.work import ALIKE, KINDS, LOCATION_COLUMNS, Work, kind_of
from alee.files.intake import find_folder_problem
from alee.files.yaml_source import read_yaml
from alee.model.flee import ClosureKind, FleeClosure, FleeKind, FleeLocation, FleeRoute, FleeWorld
from alee.model.flee_settings import FleeSettings, read_settings
from alee.model.numbers import as_day, as_number, as_whole, written

CLOSURES: dict[str, ClosureKind] = {
    "country": "country", "location": "location", "link": "link", "camp": "camp", "idpcamp": "idpcamp",
    "remove_forced_redirection": "remove_forced_redirection",
}  # fmt: skip
ROUTE_COLUMNS = ("name1", "name2", "distance")
PERIOD = {"startdate": "StartDate", "length": "Length"}
NEEDED_PERIOD = "Needed: StartDate,YYYY-MM-DD and Length,days."
NUMBERS = (
    "conflict_intensity", "initial_idps", "capacity_per_day", "trade_volume", "hdi", "flood_level",
    "deactivation_probability", "farmer_fraction",
)  # fmt: skip
SLIP = 0.7  # how much a kind must look like a known one to be taken for a slip
SHARES = ("deactivation_probability", "farmer_fraction")
MAY_BE_NEGATIVE = ("capacity_per_day",)
NOT_USED = ("region_IPC_level",)  # Flee sets it itself
ROUTE_NUMBERS = ("max_move_speed", "walk_probability")
LONGEST_KM = 50_000.0  # once round the earth is 40,075
SETTINGS_FILE = "simsetting.yml"


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
    world = reading.world(_settings(path, settings, reading))
    if world is None or reading.problems:
        raise ImportFailed(without_echoes(path, reading.problems))
    return world


def _settings(folder: Path, given: str | Path | FleeSettings | None, reading: Work) -> FleeSettings:
    if isinstance(given, FleeSettings):
        return given
    path = folder / SETTINGS_FILE if given is None else Path(given)
    if given is None and not path.exists():
        told = "there is no such file; Flee's defaults are played. Flee would stop here."
        reading.notes.append(f"{label_of(path)}: {told}")
        return FleeSettings()
    source = read_yaml(path)
    reading.problems += source.problems
    try:
        settings = read_settings(source.content)
    except InputError as error:
        reading.problems += [p.at(source.where(p.path)) for p in error.problems]
        return FleeSettings()
    reading.notes += overruled(source, settings)
    return settings


class _Reading(Work):
    """The files that every folder has."""

    def world(self, settings: FleeSettings) -> FleeWorld | None:
        """Read all files in turn."""
        start, length = self._period()
        locations = self._locations()
        names = [place.name for place in locations]
        routes = self._routes(names)
        closures = self._closures(locations, length)
        conflicts = {} if settings.is_driven_by_floods else self.by_day("conflicts.csv", names, length)
        changes = read_changes(self, names, length)
        hunger = read_hunger(self, settings, locations, length)
        floods = read_floods(self, settings, names, length)
        majors = read_majors(self, settings, names, routes)
        agents, traits = read_agents(self, settings, names), read_traits(self, settings, names)
        if start is None:
            return None
        self.notes += odd_ways(self.folder, locations, routes)
        camps = tuple(place.name for place in locations if place.is_camp)
        reader = Counts(self.folder, start, length, self.problems, self.notes)
        counts = reader.read(camps)
        reader.look_for_total(camps, is_summed=settings.sum_from_camps)
        self.notes += odd_counts(counts, length)
        if not settings.is_driven_by_floods:
            self.notes += odd_conflicts(self.folder, locations, conflicts)
        self.notes += odd_settings(settings, locations) + unread_files(self.folder, self.files, reader.files)
        world = FleeWorld(
            name=self.folder.resolve().name, start=start, length=length, locations=locations, routes=routes,
            closures=closures, conflicts=conflicts, counts=counts,
            changes=changes, hunger=hunger, floods=floods, major_routes=majors, agents=agents,
            traits=traits, reported=reader.reported, settings=settings,
        )  # fmt: skip
        return replace(world, notes=(*self.notes, *self._waiting(world)))

    def _waiting(self, world: FleeWorld) -> list[str]:
        """Name the days on which people are to set out but cannot, unless the folder is refused anyway."""
        return [] if self.problems else odd_waiting(self.folder, world)

    def _period(self) -> tuple[date | None, int]:
        rows = self.rows("sim_period.csv", 2)
        found: dict[str, tuple[int, str]] = {}
        for line, cells in rows.cells:
            key = cells[0].casefold()
            if key not in PERIOD:
                likely = did_you_mean(cells[0], PERIOD.values())
                rows.refuse(line, f"{written(cells[0])} is no key", NEEDED_PERIOD, likely)
            elif key in found:
                rows.refuse(line, f"{PERIOD[key]} stands twice", "Each stands once.")
            found[key] = (line, cells[1])
        for key, name in PERIOD.items():
            if key not in found and not self.problems:
                rows.refuse(1, f'there is no line "{name}"', NEEDED_PERIOD)
        line, text = found.get("startdate", (1, ""))
        start = rows.read(line, "StartDate", text, as_day, None) if text else None
        line, text = found.get("length", (1, "1"))
        length = rows.read(line, "Length", text, as_whole, 1)
        if not 1 <= length <= 36_600:
            rows.refuse(line, f"the period has {length} days", "Allowed: 1 to 36,600.")
        return start, min(max(length, 1), 36_600)

    def _locations(self) -> tuple[FleeLocation, ...]:
        n_needed = len(LOCATION_COLUMNS)
        rows = self.rows("locations.csv", n_needed, needed=LOCATION_COLUMNS)
        if rows.is_refused and not rows.cells:
            return ()
        extra = rows.header[n_needed:]
        rows.look_at_columns((*NUMBERS, *NOT_USED), first=n_needed)
        places: dict[str, FleeLocation] = {}
        for line, cells in rows.cells:
            name = cells[0]
            for column, cell in (("name", name), ("country", cells[2])):
                if not cell:
                    rows.refuse(line, f"the {column} of the place is missing", f"Needed: a {column}.")
            if name in places:
                rows.refuse(line, f"the place {written(name)} stands twice", "Each place stands once.")
                continue
            kind = self._kind(rows, line, cells[5])
            if kind is None:
                continue
            more = dict(zip(extra, cells[n_needed:], strict=False))
            for column in NUMBERS:
                if more.get(column):
                    number = rows.read(line, column, more[column], as_number, 0.0)
                    if column in SHARES and not 0.0 <= number <= 1.0:
                        rows.refuse(line, f"{column} is {number:g}", "Allowed: 0 to 1.")
                    elif column not in MAY_BE_NEGATIVE:
                        rows.refuse_below_0(line, column, number)
            places[name] = FleeLocation(
                name=name, region=cells[1], country=cells[2],
                latitude=self._degrees(rows, line, "latitude", cells[3]),
                longitude=self._degrees(rows, line, "longitude", cells[4]),
                kind="town" if kind == "conflict" and self._begins_later(rows, line, cells) else kind,
                conflict_date=self._from_0(rows, line, "conflict_date", cells[6]),
                population=self._from_0(rows, line, "population", cells[7]),
                attributes=more, line=line,
            )  # fmt: skip
        if not rows.cells and not self.problems:
            rows.refuse(1, "the file holds no place", "Needed: at least one.")
        return tuple(places.values())

    def _kind(self, rows: Rows, line: int, text: str) -> FleeKind | None:
        """Read a kind of place; a slip is refused, any other word is what Flee makes of it."""
        kind = kind_of(text)
        if kind is None:
            likely = did_you_mean(text.casefold(), [*(word for word, _ in KINDS), "conflict_zone"], SLIP)
            if likely or not text:
                wrong = f"{written(text)} is no kind of place that is played"
                rows.refuse(line, wrong, ALLOWED_KINDS, likely)
                return None
            told = "is no kind that Flee knows; people leave for sure, as from a forwarding hub, as in Flee."
            self.note(rows, line, f"{written(text)} {told}")
            return "forward"
        return kind

    def _begins_later(self, rows: Rows, line: int, cells: list[str]) -> bool:
        """Tell whether a conflict zone starts as a plain town: conflicts.csv will turn it on."""
        return rows.read(line, "conflict_date", cells[6] or "0", as_number, 0.0) > 0

    def _from_0(self, rows: Rows, line: int, column: str, text: str) -> int:
        """Read a whole number of 0 or more; nothing means 0."""
        number = rows.read(line, column, text or "0", as_whole, 0)
        rows.refuse_below_0(line, column, number)
        return max(number, 0)

    def _degrees(self, rows: Rows, line: int, column: str, text: str) -> float:
        """Read a latitude or a longitude, degrees; which is which is the folder's own affair."""
        degrees = rows.read(line, column, text, as_number, 0.0)
        if abs(degrees) > 180.0:
            rows.refuse(line, f"the {column} is {degrees:g}", "Allowed: -180 to 180 degrees.")
        return degrees

    def _routes(self, names: list[str]) -> tuple[FleeRoute, ...]:
        rows = self.rows("routes.csv", len(ROUTE_COLUMNS), needed=ROUTE_COLUMNS)
        extra = rows.header[4:]
        rows.look_at_columns(ROUTE_NUMBERS, first=4)
        if not rows.cells and not rows.is_refused:
            rows.refuse(1, "the file holds no route", "Needed: at least one.")
        routes: list[FleeRoute] = []
        seen: dict[frozenset[str], tuple[int, float]] = {}
        for line, cells in rows.cells:
            ends = [self.is_place(rows, line, name, names) for name in cells[:2]]
            km = rows.read(line, "distance", cells[2], as_number, 0.0)
            if (
                km == 0.0
                and cells[2]
                and not any(p.where.startswith(rows.where(line)) for p in self.problems)
            ):
                self.note(rows, line, "the distance is 0; it is taken as 1 km, so that a day has an end.")
                km = 1.0
            if km <= 0.0 and not any(p.where.startswith(rows.where(line)) for p in self.problems):
                allowed = "Allowed: km above 0."
                rows.refuse(line, f"the distance is {km:g} km", allowed, "For next door, write 1.")
            if km > LONGEST_KM:
                rows.refuse(line, f"the distance is {km:g} km", f"Allowed: at most {LONGEST_KM:,.0f} km.")
            if cells[0] == cells[1]:
                rows.refuse(line, "the route leads from a place to itself", "Two places are needed.")
            if not all(ends) or km <= 0.0 or cells[0] == cells[1]:
                continue
            key = frozenset(cells[:2])
            if key in seen and seen[key][1] != km:
                told = f"this route stands in line {seen[key][0]} already, with {seen[key][1]:g} km"
                self.note(rows, line, f"{told}, and here with {km:g}; both links are kept, as Flee does.")
            elif key in seen:
                self.note(rows, line, f"a second link like that of line {seen[key][0]}; kept, as Flee does.")
            seen.setdefault(key, (line, km))
            routes.append(self._route(rows, line, cells, km, dict(zip(extra, cells[4:], strict=False))))
        return tuple(routes)

    def _route(self, rows: Rows, line: int, cells: list[str], km: float, more: dict[str, str]) -> FleeRoute:
        text = cells[3] if len(cells) > 3 else ""
        redirection = rows.read(line, "forced_redirection", text or "0", as_whole, 0)
        if redirection not in (0, 1, 2):
            rows.refuse(line, f"the forced redirection is {redirection}", "Allowed: 0, 1, 2.")
        elif redirection:
            self.note(rows, line, f"forced redirection {redirection} moves nobody in Flee 3.")
        speed = more.get("max_move_speed", "")
        walking = rows.read(line, "walk_probability", more.get("walk_probability", "") or "0", as_number, 0.0)
        if not 0.0 <= walking <= 1.0:
            rows.refuse(line, f"the chance of walking is {walking:g}", "Allowed: 0 to 1.")
        own = rows.read(line, "max_move_speed", speed, as_number, None) if speed else None
        if own is not None and own <= 0.0:
            rows.refuse(line, f"the speed is {own:g} km a day", "Allowed: above 0.")
        return FleeRoute(
            name1=cells[0], name2=cells[1], km=km, redirection=redirection, max_move_speed=own,
            walk_probability=walking, line=line,
        )  # fmt: skip

    def _country(self, rows: Rows, line: int, name: str, countries: list[str]) -> None:
        """Look whether any place lies in a country that a closure names."""
        if name in countries:
            return
        likely = did_you_mean(name, countries, ALIKE)
        if likely:
            allowed = f"Countries: {', '.join(countries)}."
            rows.refuse(line, f"no place lies in {written(name)}", allowed, likely)
        else:
            self.note(rows, line, f"no place lies in {written(name)}; nothing closes, as in Flee.")

    def _closures(self, locations: tuple[FleeLocation, ...], length: int) -> tuple[FleeClosure, ...]:
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
                    self._country(rows, line, name, countries)
            elif kind == "location":
                self.is_known(rows, line, cells[1], names, "nothing closes")
            elif self.is_place(rows, line, cells[1], names) and kind in ("link", "remove_forced_redirection"):
                self.is_place(rows, line, cells[2], names)
                self.note(rows, line, f"a closure of kind {kind} has no effect in Flee 3.")
            start, end = (
                self._from_0(rows, line, "start", cells[3]),
                rows.read(line, "end", cells[4], as_whole, -1),
            )
            if end < -1:
                rows.refuse(line, f"the closure ends on day {end}", "Allowed: a day, or -1 for never.")
            elif 0 <= end < start:
                told = f"it ends on day {end}, before it starts on day {start}; so it never ends, as in Flee."
                self.note(rows, line, told)
            if start >= length:
                self.note(rows, line, f"day {start} lies after the last day, {length - 1}; nothing closes.")
            closures.append(FleeClosure(kind, cells[1], cells[2], start, end, line=line))
        return tuple(closures)
