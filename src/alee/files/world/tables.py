"""The open tables themselves: what each means, and the file and row behind every number.

Formats as published: visa rules like the Passport Index dataset (tidy or matrix, words or its older
numbers); pairs and cities of countries like CEPII's GeoDist (Mayer and Zignago 2011); airports and routes
like OpenFlights; migrants by country of residence and of origin like the workbook of UN DESA's Population
Division.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from alee.core.errors import InputError, Problem
from alee.files.world.codes import find_country
from alee.files.world.sheets import Cells, columns_of, read_rows

OLD_NUMBERS = {"3": "visa free", "2": "visa on arrival", "1": "eta", "0": "visa required"}
FREELY = ("visa free", "visa-free", "freedom of movement")
AT_THE_DOOR = ("visa on arrival", "eta", "e-visa", "evisa", "voa")
CLOSED = ("no admission", "covid ban", "not admitted")


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
            shown = ", ".join(sorted(names)[:12]) + (
                f" and {len(names) - 12} more" if len(names) > 12 else ""
            )
            self.said.append(f"{label}: {what} of {len(names)} names that are no country: {shown}.")


def read_visas(path: Path, passport: str, notes: Notes) -> dict[str, Visa]:
    """Read what each country asks of one passport."""
    rows, label = list(read_rows(path)), path.name
    head = [cell.casefold() for cell in rows[0].cells] if rows else []
    is_tidy = {"passport", "destination"} <= set(head)
    found: dict[str, Visa] = {}
    unknown: set[str] = set()
    for to, rule, line in _tidy(rows, passport) if is_tidy else _matrix(rows, passport):
        code = find_country(to)
        if code is None:
            unknown.add(to)
        elif code != passport and (visa := _visa(rule, f"{label} row {line}")):
            found[code] = visa
    notes.unknown(label, unknown, "visa rules")
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
        if len(row.cells) > max(rule, whose, to) and find_country(row.cells[whose]) == passport:
            yield row.cells[to], row.cells[rule], row.line


def _matrix(rows: list[Cells], passport: str) -> Iterator[tuple[str, str, int]]:
    for row in rows[1:]:
        if row.cells and find_country(row.cells[0]) == passport:
            for to, rule in zip(rows[0].cells[1:], row.cells[1:], strict=False):
                yield to, rule, row.line


def _visa(written: str, source: str) -> Visa | None:
    rule = OLD_NUMBERS.get(written, written.casefold())
    if rule.isdigit():
        return Visa("free", int(rule), source)
    if rule in FREELY:
        return Visa("free", None, source)
    if rule in AT_THE_DOOR:
        return Visa("arrival", None, source)
    if rule in CLOSED:
        return Visa("closed", None, source)
    return None if rule in ("-1", "") else Visa("visa", None, source)


def read_pairs(path: Path, notes: Notes) -> dict[tuple[str, str], Pair]:
    """Read borders, languages and distances of pairs of countries."""
    rows, label = list(read_rows(path)), path.name
    wanted = {
        "o": ("iso_o", "iso3_o"),
        "d": ("iso_d", "iso3_d"),
        "km": ("dist", "distw"),
        "border": ("contig",),
    }
    start, at = columns_of(rows, wanted, label)
    names = [cell.casefold() for cell in rows[start].cells]
    spoken = [names.index(name) for name in ("comlang_off", "comlang_ethno") if name in names]
    found: dict[tuple[str, str], Pair] = {}
    unknown: set[str] = set()
    for row in rows[start + 1 :]:
        one, two = find_country(row.cells[at["o"]]), find_country(row.cells[at["d"]])
        if one is None or two is None:
            unknown.add(row.cells[at["o"] if one is None else at["d"]])
            continue
        km = _number(row.cells[at["km"]])
        if one == two or km is None or km <= 0:
            continue
        language = max(
            (w for k, w in zip(spoken, (0.8, 0.4), strict=False) if _number(row.cells[k])), default=0.0
        )
        is_border = bool(_number(row.cells[at["border"]]))
        found[(one, two)] = Pair(is_border, language, km, f"{label} row {row.line}")
    notes.unknown(label, unknown, "pairs")
    return found


def read_cities(path: Path, notes: Notes) -> dict[str, Position]:
    """Read where the main city of each country is; the capital where both are given."""
    rows, label = list(read_rows(path)), path.name
    start, at = columns_of(
        rows, {"iso": ("iso3",), "lat": ("lat", "latitude"), "lon": ("lon", "longitude")}, label
    )
    found: dict[str, Position] = {}
    unknown: set[str] = set()
    for row in rows[start + 1 :]:
        code = find_country(row.cells[at["iso"]])
        latitude, longitude = _number(row.cells[at["lat"]]), _number(row.cells[at["lon"]])
        if code is None:
            unknown.add(row.cells[at["iso"]])
        elif latitude is not None and longitude is not None:
            found.setdefault(code, Position(latitude, longitude, f"{label} row {row.line}"))
    notes.unknown(label, unknown, "positions")
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
    for row in read_rows(airports):
        if len(row.cells) < 8:
            continue
        code, place = find_country(row.cells[3]), (_number(row.cells[6]), _number(row.cells[7]))
        if code is None:
            unknown.add(row.cells[3])
            continue
        country |= {key: code for key in (row.cells[0], row.cells[4], row.cells[5]) if key and key != r"\N"}
        if place[0] is not None and place[1] is not None:
            spots.setdefault(code, []).append((place[0], place[1]))
    notes.unknown(airports.name, unknown, "airports")
    found: dict[tuple[str, str], Flights] = {}
    lost = 0
    for row in read_rows(routes):
        if len(row.cells) < 7 or row.cells[6].upper() == "Y":
            continue
        one = country.get(row.cells[3]) or country.get(row.cells[2])
        two = country.get(row.cells[5]) or country.get(row.cells[4])
        if one is None or two is None:
            lost += 1
        elif one != two:
            flights = found.setdefault((one, two), Flights())
            flights.routes += 1
            flights.lines.append(row.line)
    if lost:
        notes.said.append(f"{routes.name}: {lost} routes of airports that are not in {airports.name}.")
    middle = {
        code: Position(
            sum(a for a, _ in p) / len(p),
            sum(o for _, o in p) / len(p),
            f"{airports.name}: {len(p)} airports",
        )
        for code, p in spots.items()
    }
    return found, middle


def read_migrants(path: Path, origin: str, date: dt.date, notes: Notes) -> dict[str, tuple[int, str]]:
    """Read how many people from one country live in each other one, in the newest year not after a date."""
    rows, label = list(read_rows(path)), path.name
    wanted = {
        "to": ("location code of destination", "destination code", "iso3_d"),
        "from": ("location code of origin", "origin code", "iso3_o"),
    }
    start, at = columns_of(rows, wanted, label)
    years: dict[int, int] = {}
    for k, cell in enumerate(rows[start].cells):
        year = _number(cell)
        if year is not None and 1950 <= year <= date.year:
            years.setdefault(int(year), k)  # both sexes come first, then men, then women
    if not years:
        raise InputError(
            Problem(f"no column of a year up to {date.year}", "Needed: one column a year.", where=label)
        )
    newest = max(years)
    found: dict[str, tuple[int, str]] = {}
    for row in rows[start + 1 :]:
        if len(row.cells) > years[newest] and find_country(row.cells[at["from"]]) == origin:
            to, people = find_country(row.cells[at["to"]]), _number(row.cells[years[newest]])
            if to and to != origin and people:
                found.setdefault(to, (int(people), f"{label} row {row.line} ({newest})"))
    if not found:
        notes.said.append(f"{label}: no migrants from {origin}.")
    return found


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(" ", "").replace("\xa0", ""))
    except ValueError:
        return None
