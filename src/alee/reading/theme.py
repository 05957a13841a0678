"""What a whole text is about: which countries it names, and whether they are those of the scenario."""

from __future__ import annotations

from functools import cached_property

from alee.reading.places import Gazetteer, Mention

SEATS = frozenset(("Geneva", "Brussels", "New York"))  # where agencies write of places far away
MOST_NAMED = 6_000  # characters in which countries are looked for


class Theme:
    """The countries that a text names, looked up when they are first asked for."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text[:MOST_NAMED], gazetteer

    @cached_property
    def named(self) -> list[Mention]:
        """Every place and people of its beginning."""
        return self.gazetteer.mentions(self.text)

    @cached_property
    def country(self) -> Mention | None:
        """The only country abroad that it names; None if it names several or none."""
        abroad = [m for m in self.named if m.country not in self.gazetteer.home and m.name not in SEATS]
        abroad = [m for m in abroad if not m.is_people] or abroad
        return abroad[0] if len({m.country for m in abroad}) == 1 else None

    @cached_property
    def home(self) -> Mention | None:
        """The scenario's home, where it names that and no country abroad."""
        named = [m for m in self.named if m.name not in SEATS]
        is_home = bool(named) and all(m.country in self.gazetteer.home for m in named)
        return named[0] if is_home else None

    def place_of(self, measure: str) -> Mention | None:
        """The place of a figure whose sentence names none: home for those who left it, else the country."""
        if measure == "departures_from_origin":
            left = next((m for m in self.named if m.country in self.gazetteer.home and not m.is_people), None)
            return self.home or left or self.country
        return self.country or (self.only_city if measure in ("entries", "stock", "registered") else None)

    @cached_property
    def only_city(self) -> Mention | None:
        """The only place at home that it names, where it names none abroad."""
        places = [m for m in self.named if not m.is_people and m.name != self.gazetteer.name_of(m.country)]
        return places[0] if self.home and len({m.name for m in places}) == 1 else None

    @cached_property
    def is_of_home(self) -> bool:
        """Whether it names the scenario's home, or its people."""
        return any(m.country in self.gazetteer.home for m in self.named)

    @cached_property
    def is_of_scenario(self) -> bool:
        """Whether it names a country of the scenario, or none at all."""
        return not self.named or any(m.country in self.gazetteer.codes for m in self.named)
