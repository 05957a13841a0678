"""Group a scenario's places by country, in the words that the scenario itself uses for countries."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import xarray as xr

from alee.kernels.layout import Counts
from alee.model.places import Place
from alee.model.scenario import Scenario


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country of the scenario: its name, code and places."""

    name: str
    code: str
    places: tuple[Place, ...]

    @property
    def centre(self) -> tuple[float, float]:
        """Latitude and longitude of its cities' middle, degrees."""
        best = [p for p in self.places if p.kind in ("city", "hub")] or list(self.places)
        return (
            float(np.mean([p.latitude for p in best])),
            float(np.mean([p.longitude for p in best])),
        )


def country_names(scenario: Scenario) -> dict[str, str]:
    """Alpha-3 code to the scenario's own name for the country (the area that is just that country)."""
    names = {place.country: place.country for place in scenario.places}
    for area in scenario.areas:
        if len(area.countries) == 1 and not (area.places or area.modes or area.from_places):
            names[area.countries[0]] = area.name
    return names


def countries_abroad(scenario: Scenario) -> tuple[Country, ...]:
    """Every country outside home, in order of name."""
    names = country_names(scenario)
    by_code: dict[str, list[Place]] = {}
    for place in scenario.places:
        if place.country not in scenario.home:
            by_code.setdefault(place.country, []).append(place)
    found = [Country(name=names[code], code=code, places=tuple(p)) for code, p in by_code.items()]
    return tuple(sorted(found, key=lambda country: country.name))


def countable(scenario: Scenario) -> frozenset[str]:
    """Places where people may be counted: abroad, and camps anywhere."""
    return frozenset(p.name for p in scenario.places if p.kind == "camp" or p.country not in scenario.home)


def sum_over_places(values: xr.DataArray, places: tuple[Place, ...]) -> Counts:
    """Persons over the given places (and groups, if any), (member, day) int64."""
    chosen = values.sel(place=[place.name for place in places])
    over = [dim for dim in ("place", "group") if dim in chosen.dims]
    return np.asarray(chosen.sum(over).transpose("member", "day").values)


def entering(crossings: xr.DataArray, scenario: Scenario, code: str) -> Counts:
    """Displaced persons who cross into a country, (member, day) int64.

    Moves inside the country are not counted: who goes on from the border to a city arrives once.
    """
    country = {place.name: place.country for place in scenario.places}
    ways = [c.name for c in scenario.corridors if country[c.from_place] != code == country[c.to_place]]
    chosen = crossings.sel(corridor=ways).sum("corridor", dtype=np.int64)
    return np.asarray(chosen.transpose("member", "day").values)


def leaving_home(crossings: xr.DataArray, scenario: Scenario) -> Counts:
    """Displaced persons who cross out of the home countries, (member, day) int64."""
    home = {place.name for place in scenario.places if place.country in scenario.home}
    ways = [c.name for c in scenario.corridors if c.from_place in home and c.to_place not in home]
    chosen = crossings.sel(corridor=ways).sum("corridor", dtype=np.int64)
    return np.asarray(chosen.transpose("member", "day").values)


def home_words(scenario: Scenario, names: Mapping[str, str]) -> str:
    """The home countries in words."""
    return " and ".join(names[code] for code in scenario.home)
