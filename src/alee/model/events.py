"""Events: dated changes of the world. A what-if is an event too.

Both ends of an event are days inside it; without an end it holds for good. ``published`` is the day on
which it could be known: an event announced later than the as-of date does not exist for a forecast.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from alee.core.errors import Problem, ScenarioError
from alee.core.suggestions import did_you_mean
from alee.model.fields import REQUIRED, Declared, declared
from alee.model.numbers import Day, MaybeDay, MaybeNumber, Name, Names, Number, Text, Whole, as_text
from alee.model.priors import Prior, Quantity

WHAT_IF = "what-if"


class Event(Declared):
    """A dated change; use one of the nine kinds below.

    Raises
    ------
    ScenarioError
        If a field is unknown, missing or out of its range, or the end lies before the start.
    """

    value_field: ClassVar[str] = ""
    knows_groups: ClassVar[bool] = False
    kind: str = declared("", "What kind of change it is.")
    target: Text = declared("", "Place, corridor, country or area that changes; blank means everywhere.")
    start: Day = declared(REQUIRED, "First day of the change.", unit="day")
    end: MaybeDay = declared(None, "Last day of the change; blank means for good.", unit="day")
    groups: Names = declared((), "Groups that an entry rule concerns; none written means all.")
    published: MaybeDay = declared(
        None, "Day on which it could be known; blank means its first day.", unit="day"
    )
    source: Name = declared(WHAT_IF, "Where this is known from: a report, a rule, or the word assumption.")
    note: Text = declared("", "Anything else worth knowing.")

    def __init__(self, target: str = "", /, **fields: Any) -> None:
        super().__init__(**{"target": target, **fields})

    @property
    def value(self) -> float | str | Prior | None:
        """The figure of the event as it stands in the value column; None if it has none."""
        found: float | Prior | None = getattr(self, self.value_field) if self.value_field else None
        return found

    @model_validator(mode="before")
    @classmethod
    def _figured(cls, data: Any) -> Any:
        """Take the value column as the figure that this kind of event has."""
        if not isinstance(data, dict) or "value" not in data:
            return data
        if not cls.value_field:
            wrong = f"an event of kind {cls.model_fields['kind'].default} has no value"
            raise ScenarioError(Problem(wrong, "Leave the value blank.", path=("value",)))
        return {cls.value_field: data["value"], **{k: v for k, v in data.items() if k != "value"}}

    @model_validator(mode="after")
    def _makes_sense(self) -> Event:
        if self.end is not None and self.end < self.start:
            wrong = f"the event ends on {self.end}, before it starts on {self.start}"
            allowed = "The end is the last day of the event, or blank."
            raise ScenarioError(Problem(wrong, allowed, path=("end",)))
        if self.groups and not self.knows_groups:
            wrong = f"an event of kind {self.kind} concerns everybody, not single groups"
            raise ScenarioError(Problem(wrong, "Leave the groups blank.", path=("groups",)))
        if self.published is None:
            object.__setattr__(self, "published", self.start)
        return self

    @classmethod
    def _called(cls, data: dict[str, Any]) -> str:
        return f"{cls.__name__} of {data.get('start')}"


class _Targeted(Event):
    """An event that must name what it changes."""

    @model_validator(mode="after")
    def _has_target(self) -> _Targeted:
        if not self.target:
            wrong = f"an event of kind {self.kind} needs a target"
            allowed = "Allowed: the name of a place, a corridor, a country or an area."
            raise ScenarioError(Problem(wrong, allowed, path=("target",)))
        return self


class Shock(Event):
    """Something makes people leave, such as a call-up; a blank target means all home places.

    All shocks of one run concern the same target.
    """

    value_field: ClassVar[str] = "size"
    kind: Literal["shock"] = declared("shock", "A shock begins.")
    size: Quantity = declared(
        1.0, "How strong it is; 1 makes leave_share of a group leave per day at the peak.",
        unit="factor", low=0, column="value",
    )  # fmt: skip


class ShockEnd(Event):
    """The reason to leave is gone: nobody more is displaced from this day on."""

    kind: Literal["shock_end"] = declared("shock_end", "The shock ends.")


class Conflict(_Targeted):
    """Violence reaches a place: more of its people leave."""

    value_field: ClassVar[str] = "intensity"
    kind: Literal["conflict"] = declared("conflict", "Violence at one place.")
    intensity: Number = declared(
        1.0, "How many times as readily people leave this place.", unit="factor", low=0, column="value"
    )


class Closure(_Targeted):
    """A place, corridor, country or area closes: nobody passes."""

    kind: Literal["closure"] = declared("closure", "Nobody passes any more.")


class Opening(_Targeted):
    """A place, corridor, country or area opens."""

    kind: Literal["opening"] = declared("opening", "People can pass again.")


class EntryRule(_Targeted):
    """A rule says which share of a group is let in."""

    value_field: ClassVar[str] = "admit"
    knows_groups: ClassVar[bool] = True
    kind: Literal["entry_rule"] = declared("entry_rule", "A rule of entry begins to hold.")
    admit: Number = declared(
        REQUIRED, "Part of the people of these groups who are let in.",
        unit="share", low=0, high=1, column="value",
    )  # fmt: skip


class CapacityChange(_Targeted):
    """A corridor, place or area can take more or fewer people per day.

    Give ``persons_per_day`` or ``factor``; in a file the value is a number, or a factor such as x1.5.
    """

    value_field: ClassVar[str] = "persons_per_day"
    kind: Literal["capacity"] = declared("capacity", "The number who can pass in a day changes.")
    persons_per_day: MaybeNumber = declared(
        None, "People who can pass in one day from now on; a file may hold a factor such as x1.5 instead.",
        unit="persons/day", low=0, column="value",
    )  # fmt: skip
    factor: MaybeNumber = declared(None, "Multiplies the capacity.", unit="factor", low=0)

    @model_validator(mode="before")
    @classmethod
    def _factored(cls, data: Any) -> Any:
        """Take x1.5 as a factor."""
        if not isinstance(data, dict):
            return data
        for key in ("value", "persons_per_day"):
            figure = data.get(key)
            if isinstance(figure, str) and figure.strip().startswith("x"):
                rest = {name: part for name, part in data.items() if name != key}
                return {**rest, "factor": figure.strip()[1:]}
        return data

    @property
    def value(self) -> float | str | Prior | None:
        """The figure as it stands in the value column: a number, or a factor such as x1.5."""
        return self.persons_per_day if self.factor is None else f"x{self.factor!r}"

    @model_validator(mode="after")
    def _one_figure(self) -> CapacityChange:
        if (self.persons_per_day is None) == (self.factor is None):
            wrong = "a change of capacity needs one figure"
            allowed = "Allowed: people per day, such as 400, or a factor, such as x1.5."
            raise ScenarioError(Problem(wrong, allowed, path=("persons_per_day",)))
        return self


class Rumour(Event):
    """A closure is announced or rumoured: people everywhere at home act fast or never.

    The target, if any, only says what is said to close.
    """

    value_field: ClassVar[str] = "strength"
    kind: Literal["rumour"] = declared("rumour", "A closure is announced or rumoured.")
    strength: Number = declared(
        1.0, "How strong the rumour is; it multiplies rumour_boost.", unit="factor", low=0, column="value"
    )


class Given(Event):
    """The number of people displaced on a day is told from outside, for models that are given it."""

    value_field: ClassVar[str] = "persons"
    kind: Literal["given"] = declared("given", "The day's displaced are told from outside.")
    persons: Whole = declared(
        REQUIRED, "People displaced on that day, everywhere together.",
        unit="persons", low=0, column="value",
    )  # fmt: skip

    @model_validator(mode="after")
    def _one_day(self) -> Given:
        if self.target:
            wrong = "the displaced of a day are told for everywhere together, not for one target"
            raise ScenarioError(Problem(wrong, "Leave the target blank.", path=("target",)))
        if self.end not in (None, self.start):
            wrong = "the displaced are told for each day by itself"
            raise ScenarioError(
                Problem(wrong, "Leave the end blank, and write one row for each day.", path=("end",))
            )
        return self


KINDS: dict[str, type[Event]] = {
    "shock": Shock,
    "shock_end": ShockEnd,
    "conflict": Conflict,
    "closure": Closure,
    "opening": Opening,
    "entry_rule": EntryRule,
    "capacity": CapacityChange,
    "rumour": Rumour,
    "given": Given,
}
COLUMNS = ("start", "end", "kind", "target", "groups", "value", "published", "source", "note")


def make_event(cells: dict[str, Any]) -> Event:
    """Make an event of the right kind from the cells of a row.

    Parameters
    ----------
    cells
        The columns of events.csv that are not blank, by name.

    Raises
    ------
    ScenarioError
        If the kind is unknown, or a cell cannot stand in an event of that kind.
    """
    name = as_text(cells.get("kind", ""))
    kind = KINDS.get(name)
    allowed = f"Allowed: {', '.join(KINDS)}."
    if kind is None:
        wrong = f'there is no kind of event called "{name}"' if name else "the kind of event is blank"
        raise ScenarioError(Problem(wrong, allowed, did_you_mean(name, KINDS), path=("kind",)))
    if "start" not in cells:
        allowed = "Days are written like 2022-09-21."
        raise ScenarioError(Problem("the event has no start", allowed, path=("start",)))
    return kind(**cells)
