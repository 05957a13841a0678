"""The scenario: all that is claimed about the world before looking at reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import (
    PlainSerializer,
    PlainValidator,
    SerializeAsAny,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from alee.core.errors import InputError, Problem, ScenarioError
from alee.core.suggestions import did_you_mean
from alee.model.areas import Area
from alee.model.behaviour import Behaviour
from alee.model.checks import Draft, find_problems
from alee.model.corridors import Corridor
from alee.model.events import Event, make_event
from alee.model.fields import REQUIRED, Declared, declared
from alee.model.groups import Group
from alee.model.numbers import Countries, Day, Names, Text, Whole, YesNo, as_name, as_text, written
from alee.model.places import Place

T = TypeVar("T", bound=Declared)
SLUG_ALLOWED = "Allowed: small letters a to z, digits and hyphens."


def as_slug(value: object) -> str:
    """Read a short name made of small letters, digits and hyphens."""
    slug = as_text(value)
    good = set("abcdefghijklmnopqrstuvwxyz0123456789-")
    if not slug or not set(slug) <= good:
        raise ScenarioError(Problem(f"{written(slug)} cannot be the name of a scenario", SLUG_ALLOWED))
    return slug


def as_events(value: object) -> tuple[Event, ...]:
    """Take events, or rows of cells that become events, in the order of their days."""
    events, problems = [], []
    for index, item in enumerate(value if isinstance(value, list | tuple) else [value]):
        try:
            events.append(item if isinstance(item, Event) else make_event(as_cells(item)))
        except InputError as error:
            problems += [problem.under(index) for problem in error.problems]
    if problems:
        raise ScenarioError(problems)
    return tuple(sorted(events, key=event_order))


def as_cells(value: object) -> dict[str, Any]:
    """Take the cells of one row by the names of their columns."""
    if not isinstance(value, Mapping):
        raise ScenarioError(Problem(f"{written(value)} is not an event", "Allowed: cells by column."))
    return {str(column): cell for column, cell in value.items()}


def as_sources(value: object) -> tuple[tuple[str, str], ...]:
    """Read a table of short keys and full source texts."""
    pairs = value.items() if isinstance(value, Mapping) else value
    if not isinstance(pairs, Iterable) or isinstance(pairs, str):
        raise ScenarioError(
            Problem("this is not a table of sources", "Allowed: a key and a text on each line.")
        )
    return tuple(sorted((as_name(key), as_text(text)) for key, text in pairs))


def as_texts(value: object) -> tuple[str, ...]:
    """Read a list of sentences."""
    if not isinstance(value, list | tuple):
        raise ScenarioError(Problem("this is not a list of sentences", "Allowed: a list."))
    return tuple(as_text(sentence) for sentence in value)


def event_order(event: Event) -> tuple[str, ...]:
    """Order of events that does not depend on the order of rows."""
    words = (event.start.isoformat(), event.kind, event.target, ";".join(event.groups))
    return (*words, str(event.end), str(event.value), str(event.published), event.source, event.note)


def event_cells(event: Event) -> dict[str, Any]:
    """Write an event as the cells of its row, every column in its place; None where blank."""
    return {
        "start": event.start.isoformat(),
        "end": event.end.isoformat() if event.end else None,
        "kind": event.kind,
        "target": event.target,
        "groups": list(event.groups),
        "value": event.value if isinstance(event.value, float | int | None) else str(event.value),
        "published": (event.published or event.start).isoformat(),
        "source": event.source,
        "note": event.note,
    }


Events = Annotated[
    tuple[SerializeAsAny[Event], ...],
    PlainValidator(as_events),
    PlainSerializer(lambda events: [event_cells(event) for event in events]),
    WithJsonSchema({"type": "array", "items": {"$ref": "#/$defs/Event"}}),
]
Slug = Annotated[str, PlainValidator(as_slug), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]+$"})]
Sources = Annotated[
    tuple[tuple[str, str], ...],
    PlainValidator(as_sources),
    PlainSerializer(dict),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]
Sentences = Annotated[
    tuple[str, ...],
    PlainValidator(as_texts),
    PlainSerializer(list),
    WithJsonSchema({"type": "array", "items": {"type": "string"}}),
]


class Settings(Declared):
    """What stands in scenario.yaml: everything about a scenario that is not a table.

    Raises
    ------
    ScenarioError
        If anything is unknown, missing or out of range.
    """

    format: Whole = declared(1, "Version of the file format.", unit="1", low=1, high=1)
    name: Slug = declared(REQUIRED, "Short name, normally that of the folder.")
    title: Text = declared("", "What the scenario is about, in one line.")
    cause: Text = declared("", 'What people flee, in words that follow "because of".')
    start: Day = declared(REQUIRED, "First simulated day.", unit="day")
    as_of: Day = declared(
        REQUIRED, "Only reports published by this day exist, unless told otherwise.", unit="day"
    )
    horizon_days: Whole = declared(
        30, "How many days to look ahead, unless told otherwise.", unit="days", low=1, high=3660
    )
    home: Countries = declared(REQUIRED, "Countries that people flee from and may return to.")
    counted_by: Text = declared(
        "",
        "Issuer whose counts of people present define who is meant, so that they need no factor; blank if"
        " everybody who fled is meant, counted or not.",
    )
    focus: Names = declared((), "Places or areas named first in the answer.")
    example: YesNo = declared(default=False, meaning="Marks everything made from it as an example.")
    behaviour: Behaviour = declared(Behaviour(), "How people choose.")
    areas: tuple[Area, ...] = declared((), "Named selections of places and ways.")
    assumptions: Sentences = declared((), "Sentences shown in every briefing.")
    sources: Sources = declared((), "Full texts of the sources named in the tables.")

    @field_validator("areas", mode="after")
    @classmethod
    def _areas_sorted(cls, areas: tuple[Area, ...]) -> tuple[Area, ...]:
        """Put areas in the order of their names."""
        return tuple(sorted(areas, key=lambda area: area.name))


class Scenario(Settings):
    """All that is claimed about the world before looking at reports: one frozen, checked object.

    Places, corridors, groups, areas and events are put into one order whatever order they came in.

    Raises
    ------
    ScenarioError
        If anything is unknown, missing, out of range or contradictory; it lists every problem.
    """

    places: tuple[Place, ...] = declared(REQUIRED, "Where people can be.")
    corridors: tuple[Corridor, ...] = declared((), "Directed ways from place to place.")
    groups: tuple[Group, ...] = declared(REQUIRED, "People who answer alike.")
    events: Events = declared((), "Dated changes.")

    @field_validator("places", "corridors", "groups", mode="after")
    @classmethod
    def _sorted(cls, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        """Put rows in the order of their names, so that the order in a file cannot matter."""
        return tuple(sorted(rows, key=lambda row: str(row.name)))

    @model_validator(mode="after")
    def _is_consistent(self) -> Scenario:
        draft = Draft.of(self)
        problems = [problem for problem in find_problems(draft) if not problem.is_warning]
        if problems:
            raise ScenarioError(problems)
        return self

    def place(self, name: str) -> Place:
        """Look up a place by its name.

        Raises
        ------
        ScenarioError
            If there is no such place.
        """
        return _look_up(self.places, name, "place")

    def corridor(self, name: str) -> Corridor:
        """Look up a corridor by its name.

        Raises
        ------
        ScenarioError
            If there is no such corridor.
        """
        return _look_up(self.corridors, name, "corridor")

    def group(self, name: str) -> Group:
        """Look up a group by its name.

        Raises
        ------
        ScenarioError
            If there is no such group.
        """
        return _look_up(self.groups, name, "group")

    def is_home(self, place: Place) -> bool:
        """Tell whether a place lies in a country that people flee from."""
        return place.country in self.home

    def with_events(self, *events: Event) -> Scenario:
        """Give the same scenario with more events, checked again."""
        return self.replacing(events=(*self.events, *events))

    def with_behaviour(self, behaviour: Behaviour) -> Scenario:
        """Give the same scenario with other behaviour, checked again."""
        return self.replacing(behaviour=behaviour)

    def replacing(self, **fields: Any) -> Scenario:
        """Give the same scenario with some fields replaced, checked again."""
        parts = {name: getattr(self, name) for name in type(self).model_fields}
        return Scenario(**{**parts, **fields})


def _look_up(rows: tuple[T, ...], name: str, what: str) -> T:
    for row in rows:
        if row.name == name:  # type: ignore[attr-defined]
            return row
    names = [row.name for row in rows]  # type: ignore[attr-defined]
    wrong = f"there is no {what} called {written(name)}"
    raise ScenarioError(Problem(wrong, f"The scenario has {len(names)}.", did_you_mean(name, names)))
