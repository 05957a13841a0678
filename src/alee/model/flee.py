"""A world as a Flee folder describes it: places, links, conflict, closures, counts, settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np

from alee.model.flee_settings import FleeSettings

FleeKind = Literal["camp", "idpcamp", "conflict", "forward", "marker", "flood_zone", "town"]
ClosureKind = Literal["country", "location", "link", "camp", "idpcamp", "remove_forced_redirection"]


@dataclass(frozen=True, slots=True)
class FleeLocation:
    """A place of locations.csv.

    Attributes
    ----------
    population
        Residents, persons; of a camp its capacity, persons, 0 = no limit.
    conflict_date
        Day on which it becomes a conflict zone, for ``conflict`` places.
    attributes
        Further columns, as text.
    line
        Line of locations.csv; 0 if it comes from nowhere.
    """

    name: str
    region: str
    country: str
    latitude: float
    longitude: float
    kind: FleeKind
    conflict_date: int = 0
    population: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)

    @property
    def is_camp(self) -> bool:
        """Whether it is a camp of either sort."""
        return self.kind in ("camp", "idpcamp")


@dataclass(frozen=True, slots=True)
class FleeRoute:
    """A row of routes.csv: two links, one each way.

    Attributes
    ----------
    km
        Length, above 0.
    redirection
        Flee's forced redirection, 0, 1 or 2. No rule of Flee 3 reads it, but 1 doubles the link.
    max_move_speed
        Km per day on this link, or None for the speed of the settings.
    walk_probability
        Chance of walking.
    line
        Line of routes.csv; 0 if it comes from nowhere.
    """

    name1: str
    name2: str
    km: float
    redirection: int = 0
    max_move_speed: float | None = None
    walk_probability: float = 0.0
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FleeClosure:
    """A row of closures.csv, with its line; days counted from 0, an end below 0 never comes."""

    kind: ClosureKind
    name1: str
    name2: str
    start: int
    end: int
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FleeChange:
    """A row of location_changes.csv: from a day on a place is of another kind.

    Attributes
    ----------
    is_seen
        Whether Flee itself finds the file: it looks beside input_csv, not inside.
    line
        Line of the file; 0 if it comes from nowhere.
    """

    name: str
    kind: FleeKind
    day: int
    is_seen: bool = True
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FleeTrait:
    """What demographics_<attribute>.csv says of one attribute.

    Attributes
    ----------
    values
        What persons may be, as text.
    weights
        By place, and under "Default" for all others: how common each value is, on any scale.
    """

    values: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def shares(self, name: str) -> dict[str, float]:
        """Give the share of each value among the people who set out from a place."""
        weights = self.weights.get(name, self.weights["Default"])
        total = sum(weights)
        return {value: w / total for value, w in zip(self.values, weights, strict=True)}


@dataclass(frozen=True, slots=True)
class FleeAgent:
    """A row of agents.csv: one person who is there from the start, with attributes as text."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FleeSeries:
    """Counts of one place: day offsets (may be negative) in ascending order, and persons.

    Attributes
    ----------
    where
        File and line of the first count; "" if it comes from nowhere.
    """

    days: tuple[int, ...]
    counts: tuple[float, ...]
    where: str = field(default="", compare=False)

    def at(self, day: int) -> int:
        """Read the count of a day as Flee does: between reports a line, cut to whole persons."""
        return int(np.interp(day, self.days, self.counts)) if self.days else 0

    def last(self, day: int) -> int | None:
        """Read the newest count published by a day, persons; None if there was none yet."""
        known = [count for when, count in zip(self.days, self.counts, strict=True) if when <= day]
        return int(known[-1]) if known else None


@dataclass(frozen=True)
class FleeWorld:
    """Everything a Flee folder says.

    Attributes
    ----------
    start
        Day 0.
    length
        Number of days.
    conflicts
        Intensity per day by place, each at least ``length`` long.
    changes
        Rows of location_changes.csv.
    hunger
        Food insecurity per day by region, percent; empty unless a setting asks for it.
    floods
        Level per day by place, whole steps; empty unless floods drive people out.
    major_routes
        Names of the places along each row of major_routes.csv; empty without ``fixed_routes``.
    agents
        Rows of agents.csv; empty unless a setting asks for it.
    traits
        What persons are, by attribute; empty unless a setting asks for it.
    counts
        Counts by the names of data_layout.csv, registration corrections applied; the first is the total.
    reported
        The same counts as they were published, uncorrected, persons.
    notes
        What was guessed, dropped or contradictory, with file and line.
    """

    name: str
    start: date
    length: int
    locations: tuple[FleeLocation, ...]
    routes: tuple[FleeRoute, ...]
    closures: tuple[FleeClosure, ...] = ()
    conflicts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    changes: tuple[FleeChange, ...] = ()
    hunger: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    floods: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    major_routes: tuple[tuple[str, ...], ...] = ()
    agents: tuple[FleeAgent, ...] = ()
    traits: Mapping[str, FleeTrait] = field(default_factory=dict)
    counts: Mapping[str, FleeSeries] = field(default_factory=dict)
    reported: Mapping[str, FleeSeries] = field(default_factory=dict)
    settings: FleeSettings = field(default_factory=FleeSettings)
    notes: tuple[str, ...] = ()

    @property
    def camps(self) -> tuple[str, ...]:
        """Names of all camps, in the order of the file."""
        return tuple(place.name for place in self.locations if place.is_camp)

    def hazards(self) -> dict[str, tuple[float, ...]]:
        """Give what drives people out per day by place: conflict, or floods as a share of the highest."""
        if not self.settings.is_driven_by_floods:
            return dict(self.conflicts)
        highest = max((level for series in self.floods.values() for level in series), default=0)
        return {
            name: tuple(level / max(highest, 1) for level in series) for name, series in self.floods.items()
        }

    def days(self) -> tuple[date, ...]:
        """List the calendar days of the run."""
        return tuple(self.start + timedelta(days=k) for k in range(self.length))

    def count(self, name: str, day: int) -> int:
        """Read the published count of a place on a day, persons; 0 where nothing is published."""
        if name not in self.counts:
            return 0
        now = self.counts[name].at(day)
        return now - self.counts[name].at(0) if self.settings.empty_camps_on_day0 else now

    def counted(self) -> dict[str, list[int]]:
        """List the published counts of all camps, persons per day of the run."""
        return {name: [self.count(name, day) for day in range(self.length)] for name in self.camps}

    def without_capacities(self) -> FleeWorld:
        """Give the same world without limits on camps.

        Public Flee folders often carry the highest count of a camp's whole history as its capacity, which
        tells a run what it is meant to find out.
        """
        freed = tuple(replace(p, population=0) if p.is_camp else p for p in self.locations)
        return replace(self, locations=freed)

    def with_settings(self, settings: FleeSettings) -> FleeWorld:
        """Give the same world with other settings."""
        return replace(self, settings=settings)
