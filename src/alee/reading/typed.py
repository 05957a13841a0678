"""What somebody types over a proposal: names and contacts in it are hidden as they are in a text."""

from __future__ import annotations

from collections.abc import Mapping

from alee.model.scenario import Scenario
from alee.reading.lexicon import language_of
from alee.reading.named import names_in
from alee.reading.people import masked
from alee.reading.persons import is_office
from alee.reading.places import Gazetteer

# Days, figures, and words of fixed lists, which a wrong word does not pass.
NO_WORDS = frozenset(
    {"id", "published", "start", "end", "value", "low", "high", "kind", "measure", "unit", "use"}
)


def without_people(cells: Mapping[str, str], scenario: Scenario) -> dict[str, str]:
    """Hide names of people and contacts in cells that somebody typed; names of the scenario stay.

    Parameters
    ----------
    cells
        Cells by column; a name alone, such as ``target``, is not hidden if the scenario has it.
    """
    known = {
        *(place.name for place in scenario.places),
        *(area.name for area in scenario.areas),
        *(corridor.name for corridor in scenario.corridors),
        *(group.name for group in scenario.groups),
    }
    return {
        name: cell if name in NO_WORDS or cell in known else _hidden(cell, scenario)
        for name, cell in cells.items()
    }


def _hidden(words: str, scenario: Scenario) -> str:
    language = language_of(words)
    gazetteer = Gazetteer(scenario, language)

    def is_place(word: str) -> bool:
        found = gazetteer.mentions(word)
        return bool(found) and found[0].start == 0 and found[-1].end == len(word)

    return masked(words, names_in(words, is_place, lambda word: is_office(word, language)))
