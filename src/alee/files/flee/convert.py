"""From a Flee world to a scenario and reports of Alee, with a note for each thing that changes.

Flee is given who is in conflict on which day; so is the scenario, but each change is an event published on
its own day, so that a forecast cannot look ahead. Camp capacities are left out unless they are
asked for: public folders often hold the highest count of the whole history there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from alee.files.flee.countries import codes_of
from alee.files.flee.journeys import with_whole_journeys
from alee.model.areas import Area
from alee.model.behaviour import Behaviour
from alee.model.corridors import Corridor
from alee.model.events import Closure, Conflict, Event, Opening, Shock
from alee.model.flee import FleeClosure, FleeLocation, FleeRoute, FleeWorld
from alee.model.groups import Group
from alee.model.places import Place, PlaceKind
from alee.model.priors import Beta, LogNormal, Normal, Quantity
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario

SOURCE = "flee"
CALM = 0.001  # exposure of a place without conflict: next to nobody leaves it because of the shock
KINDS: dict[str, PlaceKind] = {
    "camp": "camp", "idpcamp": "camp", "conflict": "origin", "forward": "hub", "marker": "crossing",
    "town": "town", "flood_zone": "town",
}  # fmt: skip
APPEAL = Normal(0.0, 1.3)  # assumption: what draws people to one camp rather than another is mostly unknown
NOBODY_COUNTED = LogNormal(30.0, 2.0)  # assumption: people in a camp before its first count, if any
COUNT_ERROR = 0.1  # assumption: of the count that was known on the first day
BEHAVIOUR = Behaviour(  # assumption: flight by road, family by family, for months; no folder was fitted
    leave_share=LogNormal(0.0005, 1.5),
    floor=1.0,  # conflict comes and goes by its own events, not with the age of a first shock
    wobble=LogNormal(0.8, 0.4),
    wobble_memory=Beta(8.0, 2.0),
    wobble_days=7,
    kin_weight=LogNormal(0.7, 0.5),  # people counted in a camp on the first day stand for kin
    cost_per_1000_km=LogNormal(1.0, 0.6),
)
NO_COUNTERPART = ("camp", "idpcamp", "remove_forced_redirection")
ISSUER = "UNHCR"
TOTAL = "All camps together"


@dataclass(frozen=True)
class Imported:
    """What an import made: the scenario, its reports, and a line for each thing that was changed.

    Attributes
    ----------
    notes
        Sentences with file and line where there is one, in the order of the files.
    """

    scenario: Scenario
    reports: Reports
    notes: tuple[str, ...]


def scenario_from_flee(
    world: FleeWorld, *, name: str = "", keep_capacities: bool = False, roads: bool = False
) -> Imported:
    """Turn a Flee world into a scenario and its reports.

    Parameters
    ----------
    world
        As :func:`alee.load_flee` gives it.
    name
        Name of the scenario; by default that of the folder.
    keep_capacities
        Whether camps keep the capacities of locations.csv, persons.
    roads
        Whether every road becomes a corridor, instead of whole journeys from places in conflict to camps.

    Raises
    ------
    ScenarioError
        If the scenario would be impossible, for example if nobody lives at home.
    """
    made = _Conversion(world).run(name or world.name, keep_capacities=keep_capacities)
    if roads:
        return made
    scenario, notes = with_whole_journeys(world, made.scenario)
    return Imported(scenario, made.reports, (*made.notes, *notes))


def slug(name: str) -> str:
    """Make a name of small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "imported"


class _Conversion:
    """One world on its way."""

    def __init__(self, world: FleeWorld) -> None:
        self.world = world
        self.hazards = world.hazards()
        self.notes = list(world.notes)
        self.codes = codes_of(place.country for place in world.locations)
        self.home = self.codes[world.locations[0].country]
        self.corridors: dict[str, Corridor] = {}

    def run(self, name: str, *, keep_capacities: bool) -> Imported:
        world = self.world
        for country, code in self.codes.items():
            if code.startswith("X"):
                line = next(p.line for p in world.locations if p.country == country)
                self.note("locations.csv", line, f"the country {country} is not known; it is called {code}.")
        places = tuple(self.place(place, keep_capacities=keep_capacities) for place in world.locations)
        limited = [p.line for p in world.locations if p.is_camp and p.population]
        if not keep_capacities and limited:
            lines = ", ".join(map(str, limited))
            told = "capacities of camps are dropped; they are often the highest later count."
            self.note("locations.csv", lines, told)
        for route in world.routes:
            self.add_corridors(route)
        foreign = sorted({code for code in self.codes.values() if code != self.home})
        inside = tuple(p.name for p in world.locations if p.is_camp and self.codes[p.country] == self.home)
        areas: tuple[Area, ...] = (
            (Area(name=TOTAL, countries=tuple(foreign), places=inside),) if foreign or inside else ()
        )
        areas += tuple(
            Area(name=label, countries=(code,))
            for label, code in ((self.area_name(c), k) for c, k in self.codes.items())
            if label
        )
        cause = "the floods" if world.settings.is_driven_by_floods else "the conflict"
        first = Shock(start=world.start, size=1.0, source=SOURCE)
        scenario = Scenario(
            name=slug(name), title=f"{world.name}, from a Flee folder", cause=cause,
            start=world.start, as_of=world.start + timedelta(days=world.length - 1), home=(self.home,),
            counted_by=ISSUER, focus=tuple(foreign), areas=areas, places=places,
            corridors=tuple(self.corridors.values()),
            groups=(Group(name="everybody", share=1.0, leave=1.0, source=SOURCE),),
            events=(first, *self.conflicts(), *self.closures()), behaviour=BEHAVIOUR,
            sources={SOURCE: f"The Flee folder {world.name}, kept in the folder flee beside this file."},
            assumptions=("Days of conflict and closures come from a Flee folder, made in hindsight.",),
        )  # fmt: skip
        reports = Reports(self.reports(has_total=bool(areas)))
        self.notes.append(
            f"{world.name}/source_data: each count is taken as published on its own day; registration "
            "corrections are not applied to reports."
        )
        return Imported(scenario, reports, tuple(self.notes))

    def note(self, file: str, line: int | str, text: str) -> None:
        """Remember what was changed, with the file and its line or lines."""
        lines = "lines" if "," in str(line) else "line"
        self.notes.append(f"{self.world.name}/input_csv/{file}, {lines} {line}: {text}")

    def area_name(self, country: str) -> str:
        """Name a country as an area, unless a place has that name."""
        name = country.replace("_", " ")
        taken = {place.name for place in self.world.locations} | set(self.codes.values()) | {TOTAL}
        return "" if name in taken else name

    def place(self, place: FleeLocation, *, keep_capacities: bool) -> Place:
        begins = self.steps(place)[0] if place.name in self.conflict_names() else CALM
        is_home = self.codes[place.country] == self.home
        kind = KINDS[place.kind]
        if is_home and not place.is_camp and place.name in self.conflict_names():
            kind = "origin"
        limit = place.population if keep_capacities and place.is_camp and place.population else None
        return Place(
            name=place.name, kind=kind, country=self.codes[place.country], latitude=place.latitude,
            longitude=place.longitude, residents=0 if place.is_camp else place.population,
            already=self.already(place), exposure=begins, capacity=limit,
            appeal=APPEAL if kind == "camp" else 0.0, safety=1.0 if place.is_camp or not is_home else 0.5,
            source=SOURCE,
        )  # fmt: skip

    def already(self, place: FleeLocation) -> Quantity:
        """People in a camp before the first day: by a count published until then, else hardly any."""
        if not place.is_camp:
            return 0.0
        series = self.world.reported.get(place.name)
        known = None if series is None else series.last(0)
        if known is None:
            return NOBODY_COUNTED
        return LogNormal(float(known), COUNT_ERROR) if known > 0 else 0.0

    def conflict_names(self) -> set[str]:
        """Names of places that see conflict, or a flood that drives people out, on some day."""
        named = {name for name, series in self.hazards.items() if any(v > 0.0 for v in series)}
        if self.world.settings.is_driven_by_floods:
            return named
        return named | {place.name for place in self.world.locations if place.kind == "conflict"}

    def steps(self, place: FleeLocation) -> list[float]:
        """How readily people leave a place, (day,), by its conflict."""
        series = self.hazards.get(place.name, (0.0,) * self.world.length)
        length = self.world.length
        if place.kind == "conflict" and not any(v > 0.0 for v in series):
            return [1.0] * length
        return [value if value > 0.0 else CALM for value in series[:length]]

    def add_corridors(self, route: FleeRoute) -> None:
        for start, end in ((route.name1, route.name2), (route.name2, route.name1)):
            made = Corridor(from_place=start, to_place=end, mode="road", km=route.km, source=SOURCE)
            self.corridors[made.name] = made
        if route.max_move_speed is not None or route.walk_probability:
            told = f"the own speed of {route.name1} to {route.name2} is dropped."
            self.note("routes.csv", route.line, told)

    @property
    def cause(self) -> str:
        """What drives people out, with its file."""
        by_floods = self.world.settings.is_driven_by_floods
        return "flood in flood_level.csv" if by_floods else "conflict in conflicts.csv"

    def conflicts(self) -> Iterator[Event]:
        """Each change of conflict is one step, known on its own day; steps multiply."""
        named = self.conflict_names()
        for place in self.world.locations:
            if place.name not in named:
                continue
            steps = self.steps(place)
            for day in range(1, len(steps)):
                if steps[day] != steps[day - 1]:
                    yield Conflict(
                        target=place.name, start=self.world.start + timedelta(days=day),
                        intensity=steps[day] / steps[day - 1], source=SOURCE,
                        note=f"{self.cause} is now {steps[day] if steps[day] > CALM else 0:g}",
                    )  # fmt: skip

    def closures(self) -> Iterator[Event]:
        """Follow each corridor through the days; a change is known on its own day."""
        self.name_dropped_closures()
        closed: dict[str, bool] = dict.fromkeys(self.corridors, False)
        for day in range(self.world.length):
            before = dict(closed)
            for is_start in (True, False):
                for closure in self.world.closures:
                    if (closure.start if is_start else closure.end) == day:
                        closed.update(dict.fromkeys(self.meant(closure), is_start))
            date = self.world.start + timedelta(days=day)
            for name in closed:
                if closed[name] and not before[name]:
                    yield Closure(target=name, start=date, source=SOURCE)
                elif before[name] and not closed[name]:
                    yield Opening(target=name, start=date, source=SOURCE)

    def name_dropped_closures(self) -> None:
        for change in self.world.changes:
            told = f"{change.name} becomes {change.kind} on day {change.day}: dropped; kinds stay here."
            file = "location_changes.csv"
            where = f"{self.world.name}/{file}" if change.is_seen else f"{self.world.name}/input_csv/{file}"
            self.notes.append(f"{where}, line {change.line}: {told}")
        for closure in self.world.closures:
            if closure.kind in NO_COUNTERPART:
                told = (
                    f"{closure.kind} of {closure.name1} from day {closure.start} is dropped; places keep "
                    "their kind here, and nobody is redirected by force."
                )
                self.note("closures.csv", closure.line, told)
            elif closure.kind == "link":
                told = f"the link {closure.name1} to {closure.name2} closes both ways here."
                self.note("closures.csv", closure.line, told)
            if closure.start >= self.world.length:
                told = f"{closure.kind} of {closure.name1} starts after the last day; no effect."
                self.note("closures.csv", closure.line, told)

    def meant(self, closure: FleeClosure) -> list[str]:
        """List the corridors that a closure means."""
        country = {place.name: place.country for place in self.world.locations}
        meant = {closure.name1, closure.name2}
        ends = {name: (way.from_place, way.to_place) for name, way in self.corridors.items()}
        if closure.kind == "country":
            return [name for name, (a, b) in ends.items() if {country[a], country[b]} == meant]
        if closure.kind == "location":
            return [name for name, pair in ends.items() if closure.name1 in pair]
        return [name for name, pair in ends.items() if closure.kind == "link" and set(pair) == meant]

    def reports(self, *, has_total: bool) -> Iterator[Report]:
        country = {place.name: self.codes[place.country] for place in self.world.locations}
        for k, (name, series) in enumerate(self.world.reported.items()):
            is_total = k == 0 and name not in country
            if (is_total and not has_total) or (not is_total and name not in country):
                self.notes.append(f"{series.where}: counts of {name} belong to no place and are dropped.")
                continue
            for offset, count in zip(series.days, series.counts, strict=True):
                day = self.world.start + timedelta(days=offset)
                yield Report(
                    id=f"{slug(name)[:150]}-{k}-{day.isoformat()}", published=day, start=day, end=day,
                    place=TOTAL if is_total else name, iso3="" if is_total else country[name],
                    measure="registered", value=count, unit="persons", issuer=ISSUER,
                    note="From source_data of a Flee folder",
                )  # fmt: skip
