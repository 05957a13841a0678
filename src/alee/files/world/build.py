"""Put a scenario together from open tables: countries as places, borders and flights as ways, visas as doors.

Every cell that comes from a table says the file and row; everything else says ``assumption``. The result is
a scenario like any other: a first draft that somebody who knows the region goes through, row by row, before
it is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alee.core.calendar import DateLike, as_date
from alee.core.errors import InputError, Problem
from alee.files.resolved import save_scenario
from alee.files.world.codes import find_country, name_of
from alee.files.world.tables import (
    Flights,
    Notes,
    Pair,
    Position,
    Visa,
    read_cities,
    read_flights,
    read_migrants,
    read_pairs,
    read_visas,
)
from alee.model.scenario import Scenario

SEATS_A_ROUTE = 100  # persons/day: assumption, two flights in three days with 150 seats for each listed route
TAKEN = 0.6  # share of seats that ordinary travellers take: assumption
HOLD_A_VISA = 0.03  # share of people who hold the visa that a country asks for: assumption
ROAD_OVER_AIR = 1.3  # a road is longer than the great circle: assumption
DAYS_BEFORE, DAYS_AHEAD = 11, 30
EVERYBODY = {
    "name": "everybody", "share": 1, "leave": 1, "documents": f"visa:{HOLD_A_VISA};permit:0",
    "source": "assumption",
}  # fmt: skip
ASSUMPTIONS = [
    "One place stands for a whole country, and one group for everybody.",
    f"Each listed air route carries about {SEATS_A_ROUTE} persons a day; {TAKEN:.0%} of seats are taken.",
    f"{HOLD_A_VISA:.0%} of people hold the visa that a country asks for.",
]


@dataclass(frozen=True, kw_only=True)
class WorldTables:
    """The files to build from; only visas and pairs are needed.

    Attributes
    ----------
    visas
        Visa rules as in the Passport Index dataset.
    pairs
        Borders and distances as in CEPII's ``dist_cepii``.
    cities
        Positions as in CEPII's ``geo_cepii``.
    airports, routes
        As in OpenFlights; both or none.
    migrants
        As in UN DESA's stock by destination and origin.
    """

    visas: Path
    pairs: Path
    cities: Path | None = None
    airports: Path | None = None
    routes: Path | None = None
    migrants: Path | None = None


@dataclass(frozen=True)
class World:
    """A scenario made from open tables, and line by line what was left out of them."""

    scenario: Scenario
    notes: tuple[str, ...]


def build_world(
    tables: WorldTables,
    *,
    origin: str,
    passport: str | None = None,
    date: DateLike,
    residents: int,
    name: str = "world",
) -> World:
    """Make a scenario: who leaves one country with one passport can reach which others, by which way.

    Parameters
    ----------
    origin
        Country that people leave; alpha-3, alpha-2 or English name.
    passport
        Passport that they hold; by default that of the origin.
    date
        Day of the shock. Later columns of years are not read; that the other tables were true by then is for
        you to see.
    residents
        People who live in the origin, persons; no table here says it.
    name
        Name of the scenario.

    Raises
    ------
    InputError
        If a file cannot be understood, the origin is no country, or no way leads out of it.
    """
    home, day = _country(origin, "origin"), as_date(date)
    draft = _read(tables, home, _country(passport, "passport") if passport else home, day)
    if home not in draft.positions:
        wrong, allowed = "no position is known", "Give a table of cities or of airports with this country."
        raise InputError(Problem(wrong, allowed, where=f"{name_of(home)} ({home})"))
    reached = draft.reached()
    if reached == {home}:
        wrong = f"no way leads out of {name_of(home)} ({home})"
        allowed = "Needed: a border in the table of pairs, or a route in the table of flights."
        raise InputError(Problem(wrong, allowed, where=tables.pairs.name))
    beyond = sorted(set(draft.visas) & set(draft.positions) - reached)
    if beyond:
        draft.notes.said.append(f"left out, because no way leads there: {', '.join(beyond)}.")
    scenario = Scenario(
        name=name, title=f"Leaving {name_of(home)} after {day.day} {day:%B %Y}",
        start=day - dt.timedelta(days=DAYS_BEFORE), as_of=day, horizon_days=DAYS_AHEAD, home=[home], focus=[],
        areas=[{"name": name_of(code), "countries": [code]} for code in sorted(reached)],
        places=list(draft.places(reached, residents)), corridors=list(draft.corridors(reached)),
        groups=[EVERYBODY], events=[_shock(day)], assumptions=ASSUMPTIONS,
        sources={"assumption": "Set by build-world without a table; look at it before you use it."},
    )  # fmt: skip
    return World(scenario, tuple(draft.notes.said))


def _shock(day: dt.date) -> dict[str, str]:
    return {
        "start": day.isoformat(), "kind": "shock", "value": "lognormal(1, 0.5)", "published": day.isoformat(),
        "source": "assumption", "note": f"Shock of {day.isoformat()}",
    }  # fmt: skip


def save_world(world: World, folder: str | Path) -> None:
    """Write a world as a scenario folder; raises as :func:`alee.files.resolved.save_scenario` does."""
    save_scenario(world.scenario, folder)


def _country(written: str, what: str) -> str:
    code = find_country(written)
    if code is None:
        wrong = f'"{written}" is no country'
        raise InputError(Problem(wrong, "Allowed are ISO 3166 codes and English names.", where=what))
    return code


def _read(tables: WorldTables, home: str, passport: str, day: dt.date) -> _Draft:
    if (tables.airports is None) != (tables.routes is None):
        raise InputError(
            Problem("only one of airports and routes is given", "Flights need both.", where="flights")
        )
    notes = Notes()
    flights: dict[tuple[str, str], Flights] = {}
    positions: dict[str, Position] = {}
    if tables.airports is not None and tables.routes is not None:
        flights, positions = read_flights(tables.airports, tables.routes, notes)
    if tables.cities is not None:
        positions |= read_cities(tables.cities, notes)
    return _Draft(
        home=home, visas=read_visas(tables.visas, passport, notes), pairs=read_pairs(tables.pairs, notes),
        flights=flights, positions=positions, notes=notes,
        flights_label=tables.routes.name if tables.routes else "",
        kin=read_migrants(tables.migrants, home, day, notes) if tables.migrants else {},
    )  # fmt: skip


@dataclass
class _Draft:
    """All tables side by side, and the rows that they give."""

    home: str
    visas: Mapping[str, Visa]
    pairs: Mapping[tuple[str, str], Pair]
    flights: Mapping[tuple[str, str], Flights]
    positions: Mapping[str, Position]
    kin: Mapping[str, tuple[int, str]]
    notes: Notes
    flights_label: str
    _ways: dict[str, list[str]] = field(default_factory=dict)

    def reached(self) -> set[str]:
        """Countries with a position that some chain of ways leads to from home."""
        for (one, two), pair in self.pairs.items():
            if pair.is_border or (one, two) in self.flights:
                self._ways.setdefault(one, []).append(two)
        known = {code for code in self.positions if code in self.visas or code == self.home}
        lost = sorted(set(self.visas) - set(self.positions))
        if lost:
            self.notes.said.append(f"left out, because they have no position: {', '.join(lost)}.")
        seen, queue = {self.home}, [self.home]
        while queue:
            for code in self._ways.get(queue.pop(), []):
                if code in known and code not in seen:
                    seen.add(code)
                    queue.append(code)
        return seen

    def places(self, reached: set[str], residents: int) -> Iterator[dict[str, Any]]:
        """A row for home and for each country reached."""
        for code in sorted(reached):
            spot = self.positions[code]
            row = {
                "name": _place(code),
                "country": code,
                "latitude": spot.latitude,
                "longitude": spot.longitude,
            }
            if code == self.home:
                told = f"position: {spot.source}, residents: given when the world was built"
                yield {**row, "kind": "origin", "residents": residents, "source": told}
            else:
                yield {**row, "kind": "city", **self._door(code), **self._ties(code, spot)}

    def _door(self, code: str) -> dict[str, Any]:
        visa = self.visas[code]
        needs = {"visa": "visa", "closed": "permit"}.get(visa.rule)
        return {"requires": needs, "stay_limit_days": visa.days}

    def _ties(self, code: str, spot: Position) -> dict[str, Any]:
        pair = self.pairs.get((self.home, code))
        people, kin_source = self.kin.get(code, (0, ""))
        told = [f"position: {spot.source}", f"entry: {self.visas[code].source}"]
        told += [f"kin: {kin_source}"] if kin_source else []
        told += [f"language: {pair.source}, its weight by assumption"] if pair else []
        return {"kin": people, "language": pair.language if pair else 0.0,
                "appeal": "normal(0, 1)", "source": ", ".join([*told, "appeal: assumption"])}  # fmt: skip

    def corridors(self, reached: set[str]) -> Iterator[dict[str, Any]]:
        """A road for each shared border and a way by air for each pair with flights, never back home."""
        for (one, two), pair in sorted(self.pairs.items()):
            if one not in reached or two not in reached or two == self.home:
                continue
            ends = {"from_place": _place(one), "to_place": _place(two)}
            if pair.is_border:
                yield {**ends, "mode": "road", "km": round(pair.km * ROAD_OVER_AIR, 1),
                       "source": f"km: {pair.source}, road over great circle by assumption"}  # fmt: skip
            flights = self.flights.get((one, two))
            if flights:
                seats = SEATS_A_ROUTE * flights.routes
                rows = f"{self.flights_label} row {flights.lines[0]}" + (
                    f" and {flights.routes - 1} more" if flights.routes > 1 else ""
                )
                told = f"km: {pair.source}, routes: {rows}, seats and ordinary: assumption"
                yield {**ends, "mode": "air", "km": pair.km, "capacity": f"lognormal({seats}, 0.5)",
                       "ordinary": f"lognormal({TAKEN * seats:g}, 0.5)", "source": told}  # fmt: skip


def _place(code: str) -> str:
    """Name a country's one place so that it is not taken for the country itself, which is an area."""
    return f"{name_of(code)} (main city)"
