"""The open tables themselves: what each means, and the file and row behind every number.

Formats as published: visa rules like the Passport Index dataset (tidy or matrix, words or its older
numbers); pairs and cities of countries like CEPII's GeoDist (Mayer and Zignago 2011); airports and routes
like OpenFlights; migrants by country of residence and of origin like the workbook of UN DESA's Population
Division.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean, listed
from alee.core.wording import count_of
from alee.files.world.codes import find_country
from alee.files.world.sheets import Cells, columns_of, read_rows

OLD_NUMBERS = {"3": "visa free", "2": "visa on arrival", "1": "eta", "0": "visa required"}
FREELY = ("visa free", "visa-free", "freedom of movement")
AT_THE_DOOR = ("visa on arrival", "eta", "e-visa", "evisa", "voa")
ASKED_FOR = ("visa required", "hayya entry permit")
CLOSED = ("no admission", "covid ban", "not admitted")
RULES = (
    dict.fromkeys(FREELY, "free") | dict.fromkeys(AT_THE_DOOR, "arrival")
    | dict.fromkeys(ASKED_FOR, "visa") | dict.fromkeys(CLOSED, "closed")
)  # fmt: skip
MOST_DAYS = 3660
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


@dataclass(frozen=True)
class Visa:
    """What a country asks of a passport: ``rule`` free, arrival, visa or closed; days that one may stay."""

    rule: str
    days: int | None
    source: str


@dataclass(frozen=True)
class Pair:
    """Two countries: whether they share a border and a language, and how far they are apart, km."""

    is_border: bool
    language: float
    km: float
    source: str


@dataclass(frozen=True)
class Position:
    """Where a country's main city is, degrees."""

    latitude: float
    longitude: float
    source: str


@dataclass
class Flights:
    """Routes between two countries, each airline's own counted."""

    routes: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass
class Notes:
    """What was dropped while reading, and why, so that nothing is skipped silently."""

    said: list[str] = field(default_factory=list)

    def unknown(self, label: str, names: set[str], what: str) -> None:
        """Note names that are no country."""
        if names:
            shown = ", ".join(name or "(blank)" for name in sorted(names)[:12]) + (
                f" and {len(names) - 12} more" if len(names) > 12 else ""
            )
            self.said.append(f"{label}: {what} of {count_of(len(names), 'name')}, no country: {shown}.")


@dataclass
class _Numbers:
    """Reads numbers of one file, and remembers the cells that hold none."""

    label: str
    odd: list[str] = field(default_factory=list)

    def read(self, row: Cells, column: int) -> float | None:
        """The number of a cell; None where it is blank or holds none."""
        cell = row.cells[column]
        number = _number(cell)
        if number is None and cell:
            self.odd.append(f'row {row.line} ("{cell[:20]}")')
        return number

    def tell(self, notes: Notes) -> None:
        """Note the cells that hold no number."""
        if self.odd:
            shown = ", ".join(self.odd[:12])
            more = f" and {len(self.odd) - 12} more" if len(self.odd) > 12 else ""
            notes.said.append(f"{self.label}: cells that hold no number are left out: {shown}{more}.")


def read_visas(path: Path, passport: str, notes: Notes) -> dict[str, Visa]:
    """Read what each country asks of one passport."""
    rows, label = list(read_rows(path)), path.name
    head = [cell.casefold() for cell in rows[0].cells] if rows else []
    is_tidy = {"passport", "destination"} <= set(head)
    rows = [row.padded(len(head)) for row in rows]
    found: dict[str, Visa] = {}
    unknown: set[str] = set()
    blank: list[str] = []
    problems: list[Problem] = []
    for to, rule, line in _tidy(rows, passport) if is_tidy else _matrix(rows, passport):
        code, where = find_country(to), f"{label} row {line}"
        if code is None:
            unknown.add(to)
        elif code == passport:
            continue
        elif rule in ("", "-1"):
            blank.append(code)
        elif isinstance(visa := _visa(rule, where), Problem):
            problems.append(visa.at(f"{where}, {to}"))
        else:
            found[code] = visa
    notes.unknown(label, unknown, "visa rules")
    if blank:
        notes.said.append(f"{label}: no visa rule stands for {', '.join(blank)}.")
    if problems:
        raise InputError(problems)
    if not found:
        wrong = f"no row speaks of the passport {passport}"
        allowed = "Needed: columns Passport, Destination, Requirement, or one row for each passport."
        raise InputError(Problem(wrong, allowed, where=label))
    return found


def _tidy(rows: list[Cells], passport: str) -> Iterator[tuple[str, str, int]]:
    names = [cell.casefold() for cell in rows[0].cells]
    rule = next((k for k, name in enumerate(names) if name in ("requirement", "value", "code")), 2)
    whose, to = names.index("passport"), names.index("destination")
    for row in rows[1:]:
        if find_country(row.cells[whose]) == passport:
            yield row.cells[to], row.cells[rule], row.line


def _matrix(rows: list[Cells], passport: str) -> Iterator[tuple[str, str, int]]:
    for row in rows[1:]:
        if find_country(row.cells[0]) == passport:
            for to, rule in zip(rows[0].cells[1:], row.cells[1:], strict=False):
                yield to, rule, row.line


def _visa(written: str, source: str) -> Visa | Problem:
    words = OLD_NUMBERS.get(written, written.casefold())
    days = _number(re.sub(r"\s*days?$", "", words))
    if days is not None and 0 <= days <= MOST_DAYS and days == int(days):
        return Visa("free", int(days), source)
    if words in RULES:
        return Visa(RULES[words], None, source)
    allowed = f"Allowed: {listed(tuple(RULES))}, or the days that one may stay."
    return Problem(f'"{written[:40]}" is no visa rule', allowed, did_you_mean(words, tuple(RULES)))


def read_pairs(path: Path, notes: Notes) -> dict[tuple[str, str], Pair]:
    """Read borders, languages and distances of pairs of countries."""
    rows, label = list(read_rows(path)), path.name
    wanted = {
        "o": ("iso_o", "iso3_o"),
        "d": ("iso_d", "iso3_d"),
        "km": ("dist", "distw"),
        "border": ("contig",),
    }
    head, body, at = columns_of(rows, wanted, label)
    names = [cell.casefold() for cell in head.cells]
    spoken = [names.index(name) for name in ("comlang_off", "comlang_ethno") if name in names]
    found: dict[tuple[str, str], Pair] = {}
    unknown: set[str] = set()
    numbers = _Numbers(label)
    for row in body:
        one, two = find_country(row.cells[at["o"]]), find_country(row.cells[at["d"]])
        if one is None or two is None:
            unknown.add(row.cells[at["o"] if one is None else at["d"]])
            continue
        km = numbers.read(row, at["km"])
        if one == two or km is None or km <= 0:
            continue
        language = max(
            (w for k, w in zip(spoken, (0.8, 0.4), strict=False) if numbers.read(row, k)), default=0.0
        )
        is_border = bool(numbers.read(row, at["border"]))
        found[(one, two)] = Pair(is_border, language, km, f"{label} row {row.line}")
    notes.unknown(label, unknown, "pairs")
    numbers.tell(notes)
    return found


def read_cities(path: Path, notes: Notes) -> dict[str, Position]:
    """Read where the main city of each country is; the capital where both are given."""
    rows, label = list(read_rows(path)), path.name
    _, body, at = columns_of(
        rows, {"iso": ("iso3",), "lat": ("lat", "latitude"), "lon": ("lon", "longitude")}, label
    )
    found: dict[str, Position] = {}
    unknown: set[str] = set()
    numbers = _Numbers(label)
    for row in body:
        code = find_country(row.cells[at["iso"]])
        latitude, longitude = numbers.read(row, at["lat"]), numbers.read(row, at["lon"])
        if code is None:
            unknown.add(row.cells[at["iso"]])
        elif latitude is not None and longitude is not None:
            found.setdefault(code, Position(latitude, longitude, f"{label} row {row.line}"))
    notes.unknown(label, unknown, "positions")
    numbers.tell(notes)
    return found


def read_flights(
    airports: Path, routes: Path, notes: Notes
) -> tuple[dict[tuple[str, str], Flights], dict[str, Position]]:
    """Read routes between countries, and where the airports of each country are in the middle.

    Both files come without a header: airports as id, name, city, country, IATA, ICAO, latitude, longitude,
    ...; routes as airline, id, from, id, to, id, code share, stops, equipment. Code shares are other
    airlines' flights and left out.
    """
    country: dict[str, str] = {}
    spots: dict[str, list[tuple[float, float]]] = {}
    unknown: set[str] = set()
    numbers = _Numbers(airports.name)
    for row in _whole_rows(airports, 8, notes):
        code, place = find_country(row.cells[3]), (numbers.read(row, 6), numbers.read(row, 7))
        if code is None:
            unknown.add(row.cells[3])
            continue
        country |= {key: code for key in (row.cells[0], row.cells[4], row.cells[5]) if key and key != r"\N"}
        if place[0] is not None and place[1] is not None:
            spots.setdefault(code, []).append((place[0], place[1]))
    notes.unknown(airports.name, unknown, "airports")
    numbers.tell(notes)
    found: dict[tuple[str, str], Flights] = {}
    lost = 0
    for row in _whole_rows(routes, 7, notes):
        if row.cells[6].upper() == "Y":
            continue
        one = country.get(row.cells[3]) or country.get(row.cells[2])
        two = country.get(row.cells[5]) or country.get(row.cells[4])
        if one is None or two is None:
            lost += 1
        elif one != two:
            flights = found.setdefault((one, two), Flights())
            flights.routes += 1
            flights.lines.append(row.line)
    if lost and not found:
        wrong = f"none of its {count_of(lost, 'route')} joins two countries by airports of {airports.name}"
        allowed = "Needed: routes with the airports of the other table."
        likely = "Are the two tables the wrong way round?"
        raise InputError(Problem(wrong, allowed, likely, where=routes.name))
    if lost:
        notes.said.append(
            f"{routes.name}: {count_of(lost, 'route')} of airports that are not in {airports.name}."
        )
    middle = {
        code: Position(
            sum(a for a, _ in p) / len(p),
            sum(o for _, o in p) / len(p),
            f"{airports.name}: {count_of(len(p), 'airport')}",
        )
        for code, p in spots.items()
    }
    return found, middle


def _whole_rows(path: Path, width: int, notes: Notes) -> Iterator[Cells]:
    """Rows of a file without a header that hold all cells that are read; the others are noted."""
    short = []
    for row in read_rows(path):
        if len(row.cells) >= width:
            yield row
        else:
            short.append(row.line)
    if short:
        notes.said.append(
            f"{path.name}: too short and left out: {listed([f'row {line}' for line in short])}."
        )


def read_migrants(path: Path, origin: str, date: dt.date, notes: Notes) -> dict[str, tuple[int, str]]:
    """Read how many people from one country live in each other one, in the newest year not after a date."""
    rows, label = list(read_rows(path)), path.name
    wanted = {
        "to": ("location code of destination", "destination code", "iso3_d"),
        "from": ("location code of origin", "origin code", "iso3_o"),
    }
    head, body, at = columns_of(rows, wanted, label)
    years: dict[int, int] = {}
    for k, cell in enumerate(head.cells):
        year = _number(cell)
        if year is not None and 1950 <= year <= date.year:
            years.setdefault(int(year), k)  # both sexes come first, then men, then women
    if not years:
        raise InputError(
            Problem(f"no column of a year up to {date.year}", "Needed: one column a year.", where=label)
        )
    newest = max(years)
    found: dict[str, tuple[int, str]] = {}
    numbers = _Numbers(label)
    for row in body:
        to = find_country(row.cells[at["to"]])
        if to in (None, origin) or find_country(row.cells[at["from"]]) != origin:
            continue
        people = numbers.read(row, years[newest])
        if people:
            found.setdefault(to, (int(people), f"{label} row {row.line} ({newest})"))
    numbers.tell(notes)
    if not found:
        notes.said.append(f"{label}: no migrants from {origin}.")
    return found


def _number(cell: str) -> float | None:
    """A finite number, its thousands apart by commas or blanks if so written; None if it is none."""
    text = cell.replace(" ", "").replace("\xa0", "")
    try:
        number = float(text.replace(",", "") if THOUSANDS.fullmatch(text) else text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
