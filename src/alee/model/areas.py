"""Areas: named selections of places and of the ways into and out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alee.model.corridors import Mode
from alee.model.fields import REQUIRED, Declared, declared
from alee.model.numbers import Countries, Name, Names

if TYPE_CHECKING:
    from alee.model.scenario import Scenario


class Area(Declared):
    """A named selection of places, such as a country, a stretch of border, or the flights from one city.

    Raises
    ------
    ScenarioError
        If a field is unknown, missing or out of its range.
    """

    name: Name = declared(REQUIRED, "Name by which reports, events and the answer call the area.")
    countries: Countries = declared((), "Countries whose places all belong to it.")
    places: Names = declared((), "Places that belong to it.")
    modes: tuple[Mode, ...] = declared((), "Ways in or out that count; none written means all.")
    from_places: Names = declared(
        (), "Only ways from these places count; none written means all.", column="from"
    )


def resolve_area(scenario: Scenario, name: str) -> Area | None:
    """Find what a name selects: an area, a place, or a country by its code; None if nothing has that name.

    Capital and small letters count. A place is an area that holds only itself.
    """
    for area in scenario.areas:
        if area.name == name:
            return area
    if any(place.name == name for place in scenario.places):
        return Area(name=name, places=(name,))
    if any(place.country == name for place in scenario.places):
        return Area(name=name, countries=(name,))
    return None


def names_of_areas(scenario: Scenario) -> list[str]:
    """List every name that :func:`resolve_area` finds: places, areas, then countries by their codes."""
    countries = sorted({place.country for place in scenario.places})
    return [*(place.name for place in scenario.places), *(area.name for area in scenario.areas), *countries]


def places_in(scenario: Scenario, area: Area) -> tuple[str, ...]:
    """List the places that belong to an area, in the order of the scenario."""
    inside = _Inside(scenario, area)
    return tuple(place.name for place in scenario.places if inside.holds(place.name))


def corridors_into(scenario: Scenario, area: Area) -> tuple[str, ...]:
    """List the corridors by which one enters an area.

    For countries these are the ways across their borders; for places named one by one, every way into
    them from outside the area. The area's modes and "from" places narrow the choice.
    """
    inside = _Inside(scenario, area)
    return tuple(
        corridor.name
        for corridor in scenario.corridors
        if inside.counts(corridor.mode, corridor.from_place)
        and inside.enters(corridor.from_place, corridor.to_place)
    )


def corridors_out_of(scenario: Scenario, area: Area) -> tuple[str, ...]:
    """List the corridors by which one leaves an area: the mirror of :func:`corridors_into`.

    The area's "from" places then narrow the choice to ways that lead back to them. People who go home
    are booked on the corridor by which they had come, and are not found here.
    """
    inside = _Inside(scenario, area)
    return tuple(
        corridor.name
        for corridor in scenario.corridors
        if inside.counts(corridor.mode, corridor.to_place)
        and inside.enters(corridor.to_place, corridor.from_place)
    )


class _Inside:
    """Answers quickly whether places and ways belong to one area."""

    def __init__(self, scenario: Scenario, area: Area) -> None:
        self.area = area
        self.country = {place.name: place.country for place in scenario.places}
        self.places, self.countries = set(area.places), set(area.countries)

    def holds(self, place: str) -> bool:
        return place in self.places or self.country[place] in self.countries

    def counts(self, mode: Mode, other_end: str) -> bool:
        by_mode = not self.area.modes or mode in self.area.modes
        return by_mode and (not self.area.from_places or other_end in self.area.from_places)

    def enters(self, outside: str, inside: str) -> bool:
        """Whether the way from one place to another enters the area (or, seen the other way, leaves it)."""
        if inside in self.places:
            return not self.holds(outside)
        crosses = self.country[outside] != self.country[inside]
        return self.holds(inside) and crosses and not self.holds(outside)
