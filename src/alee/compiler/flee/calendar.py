"""What holds on each day in a Flee world: kinds of places, conflict, floods, closed links.

Published quirks of Flee are kept, because like must be compared with like; each is named where it is played.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alee.compiler.flee.routes import Link
from alee.kernels.layout import Counts, Flags, Floats
from alee.model.flee import FleeClosure, FleeKind, FleeLocation, FleeRoute, FleeWorld

NO_CONFLICT = -1.0
TINY = 1e-6  # an intensity that counts as none
PROMOTED_BELOW = 0.005  # chance to leave below which Flee takes any place for a camp
CAMPS = ("camp", "idpcamp")


@dataclass
class Calendar:
    """What holds on each day, (day, place) or (day, link)."""

    intensity: Floats
    since: Counts
    movechance: Floats
    is_town: Flags
    is_camp: Flags
    is_closed: Flags
    flood: Counts


def make_calendar(world: FleeWorld, index: dict[str, int], links: list[Link]) -> Calendar:
    """Work out kinds, conflict, floods and closed links day by day."""
    n_days, shape = world.length, (world.length, len(world.locations))
    today = _Today(world, index)
    closed = np.zeros(len(links), np.uint8)
    days = Calendar(
        np.zeros(shape), np.zeros(shape, np.int64), np.zeros(shape), np.zeros(shape, np.uint8),
        np.zeros(shape, np.uint8), np.zeros((n_days, len(links)), np.uint8), floods(world),
    )  # fmt: skip
    is_intended = world.settings.quirks == "intended"
    for d in range(n_days):
        today.change_places(d)
        if not world.settings.is_driven_by_floods:
            today.change_conflict(d)
        for is_start in (True, False):
            for closure in world.closures:
                if (closure.start if is_start else closure.end) == d:
                    closed[_shut_links(world, closure, links)] = is_start
                    if closure.kind in CAMPS:
                        today.turn(index[closure.name1], "town" if is_start else closure.kind)
        days.intensity[d], days.since[d], days.movechance[d] = today.intensity, today.since, today.movechance
        days.is_town[d], days.is_camp[d] = today.is_town, today.is_camp
        days.is_closed[d] = closed | _led_elsewhere(world, index, links, d) if is_intended else closed
    return days


class _Today:
    """Kinds and conflict of all places, as days go by; all arrays are (place,)."""

    def __init__(self, world: FleeWorld, index: dict[str, int]) -> None:
        self.world, self.index = world, index
        n_places = len(world.locations)
        self.movechance = np.zeros(n_places)
        self.is_town, self.is_camp = np.zeros(n_places, np.uint8), np.zeros(n_places, np.uint8)
        self.intensity = np.full(n_places, NO_CONFLICT)
        self.since = np.full(n_places, -1, np.int64)
        for p, place in enumerate(world.locations):
            self.turn(p, place.kind)
            is_promoted = self.movechance[p] < PROMOTED_BELOW and place.kind != "flood_zone"
            self.is_camp[p] = is_promoted or self.is_camp[p]
            if place.kind == "conflict":
                self.intensity[p] = first_intensity(world, place)

    def turn(self, p: int, kind: str) -> None:
        """Make a place one of a kind, but for conflict."""
        s = self.world.settings
        chances = {
            "camp": s.camp_movechance, "idpcamp": s.idpcamp_movechance, "conflict": s.conflict_movechance,
            "town": s.default_movechance, "flood_zone": s.default_movechance,
        }  # fmt: skip
        self.movechance[p] = chances.get(kind, 1.0)
        self.is_town[p], self.is_camp[p] = kind == "town", kind in CAMPS

    def change_places(self, day: int) -> None:
        """Play the rows of location_changes.csv; Flee itself does not find the file inside input_csv."""
        for change in self.world.changes:
            if change.day == day and (change.is_seen or self.world.settings.quirks == "intended"):
                p = self.index[change.name]
                self.turn(p, change.kind)
                self.set_conflict(p, day, change.kind)

    def set_conflict(self, p: int, day: int, kind: FleeKind) -> None:
        """Begin or end the conflict at a place whose kind has changed."""
        is_new = kind == "conflict" and self.intensity[p] <= 0.0
        if is_new:
            self.intensity[p] = first_intensity(self.world, self.world.locations[p])
            self.since[p] = day
        elif kind != "conflict":
            self.intensity[p], self.since[p] = NO_CONFLICT, -1

    def change_conflict(self, day: int) -> None:
        """Switch conflict on and off; in Flee changes between positive values do nothing."""
        s, is_intended = self.world.settings, self.world.settings.quirks == "intended"
        for name, series in self.world.conflicts.items():
            p, now, before = self.index[name], series[day], series[day - 1] if day else 0.0
            is_calm = day > 0 and before > 0.0 and now <= 0.0
            is_calm |= is_intended and day == 0 and now <= TINY and bool(self.intensity[p] > 0.0)
            if is_intended and now > TINY and before > 0.0:
                self.intensity[p] = now
            elif now > TINY and before <= 0.0:
                self.intensity[p], self.since[p] = now, day
                self.movechance[p], self.is_town[p] = s.conflict_movechance, 0
            elif is_calm:
                self.intensity[p], self.since[p] = NO_CONFLICT, -1
                self.movechance[p], self.is_town[p] = s.default_movechance, 1


def first_intensity(world: FleeWorld, place: FleeLocation) -> float:
    """Read the intensity with which conflict begins at a place that is called a conflict zone."""
    text = place.attributes.get("conflict_intensity")
    return float(text or world.settings.default_conflict_intensity)


def floods(world: FleeWorld) -> Counts:
    """Give the level of the flood at each place, (day, place); without floods.csv that of locations.csv."""
    levels = np.zeros((world.length, len(world.locations)), np.int64)
    for p, place in enumerate(world.locations):
        if world.settings.is_driven_by_floods:
            levels[:, p] = world.floods.get(place.name, (0,) * world.length)[: world.length]
        else:
            levels[:, p] = int(float(place.attributes.get("flood_level") or 0.0))
    return levels


def by_level(values: tuple[float, ...], levels: Counts) -> Floats:
    """Look values up by level; the last one counts for all higher levels."""
    return np.asarray(np.array(values)[np.minimum(levels, len(values) - 1)])


def decays(world: FleeWorld, calendar: Calendar) -> Floats:
    """Compute how much an ageing conflict still counts, (day, place)."""
    steps = np.array(world.settings.conflict_spawn_decay or (1.0,))
    age = np.arange(world.length)[:, None] - calendar.since
    step = np.clip(age // world.settings.conflict_spawn_decay_interval, 0, len(steps) - 1)
    return np.asarray(steps[step])


def _led_elsewhere(world: FleeWorld, index: dict[str, int], links: list[Link], day: int) -> Flags:
    """Mark the links that nobody may take because a forced redirection leads another way, (link,).

    Flee 3 reads no redirection; its documents promise that everybody at the start of a redirected link takes
    it. It leads into the camp if one end is a camp, else from the first place to the second (1) or back (2).
    """
    shut = np.zeros(len(links), np.uint8)
    for route in world.routes:
        if not route.redirection or _is_lifted(world, route, day):
            continue
        one, two = index[route.name1], index[route.name2]
        into_two = world.locations[two].is_camp
        is_forward = into_two if into_two != world.locations[one].is_camp else route.redirection == 1
        start, end = (one, two) if is_forward else (two, one)
        for k, link in enumerate(links):
            if link.start == start and link.end != end:
                shut[k] = 1
    return shut


def _is_lifted(world: FleeWorld, route: FleeRoute, day: int) -> bool:
    """Tell whether a closure of kind remove_forced_redirection holds for a route on a day."""
    ends = {route.name1, route.name2}
    return any(
        c.kind == "remove_forced_redirection" and {c.name1, c.name2} == ends
        and c.start <= day and not 0 <= c.end <= day
        for c in world.closures
    )  # fmt: skip


def _shut_links(world: FleeWorld, closure: FleeClosure, links: list[Link]) -> list[int]:
    """List the links that a closure means; those of kind "link" match none in Flee as it is."""
    places = world.locations
    if closure.kind == "link" and world.settings.quirks == "intended":
        ends = {closure.name1, closure.name2}
        return [k for k, link in enumerate(links)
                if {places[link.start].name, places[link.end].name} == ends]  # fmt: skip
    if closure.kind == "location":
        return [
            k for k, link in enumerate(links)
            if closure.name1 in (places[link.start].name, places[link.end].name)
        ]  # fmt: skip
    if closure.kind == "country":
        meant = {closure.name1, closure.name2}
        return [k for k, link in enumerate(links)
                if {places[link.start].country, places[link.end].country} == meant]  # fmt: skip
    return []
