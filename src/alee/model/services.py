"""Services: what one group of helpers offers in one place, and how people come to ask for it.

A service is a number of units (beds, appointments, grants, school places) that are free or taken. People who
arrive in the place, or who are there already, turn to this group with some chance (``reach``), and of those a
part asks for the service. A unit stays taken for the length of stay; something that is given once, such as a
grant or an appointment, is a stay of one day. Every rate is a number or a prior, and says where it is from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from alee.core.errors import InputError, Problem, ScenarioError
from alee.core.suggestions import did_you_mean, listed
from alee.model.fields import REQUIRED, Declared, declared
from alee.model.numbers import (
    MaybeDay,
    MaybeName,
    MaybeNumber,
    MaybeWhole,
    Name,
    Names,
    Text,
    Whole,
    as_day,
    as_number,
    as_text,
    as_whole,
    written,
)
from alee.model.priors import Beta, LogNormal, MaybeQuantity, Prior, Quantity

GUESS = "assumption"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(str(month) for month in range(1, 13))
OTHERS = "others"
MOST_UNITS = 100_000
NEEDS_SOURCE = (
    "reach", "share", "delay_days", "stay_days", "patience_days", "dispersion", "people_per_unit", "weekdays",
    "months", "capacity", "changes", "occupied", "cost_free", "cost_short",
)  # fmt: skip


def as_changes(value: object) -> tuple[tuple[date, int], ...]:
    """Read days with the number of units from that day on, in the order of the days."""
    pairs = []
    for key, cell in _entries(value, "Allowed: lines such as 2022-10-15: 80."):
        units = as_whole(cell)
        if not 0 <= units <= MOST_UNITS:
            allowed = f"Allowed: 0 to {MOST_UNITS:,} units."
            raise _refusal(f"{written(cell)} is out of range", allowed, str(key))
        pairs.append((as_day(key), units))
    return tuple(sorted(pairs))


def as_week(value: object) -> tuple[float, ...]:
    """Read a factor for some days of the week; the others are 1. Seven numbers, Monday first."""
    return _factors(value, WEEKDAYS)


def as_year(value: object) -> tuple[float, ...]:
    """Read a factor for some months, 1 to 12; the others are 1. Twelve numbers."""
    return _factors(value, MONTHS)


def as_sources(value: object) -> tuple[tuple[str, str], ...]:
    """Read where each number is from: field by field, ``others`` for those not named."""
    if isinstance(value, str):
        return ((OTHERS, as_text(value)),)
    allowed = "Allowed: a text, or lines such as share: assumption."
    return tuple((key, as_text(cell)) for key, cell in _entries(value, allowed))


def _factors(value: object, names: tuple[str, ...]) -> tuple[float, ...]:
    if isinstance(value, tuple) and len(value) == len(names):
        return tuple(as_number(part) for part in value)
    found = {}
    for key, cell in _entries(value, f"Allowed: lines such as {names[-1]}: 0.5."):
        if key not in names:
            likely = did_you_mean(key, names)
            raise ScenarioError(Problem(f"{written(key)} is none of {listed(names)}", "", likely))
        factor = as_number(cell)
        if not 0 <= factor <= 100:
            raise _refusal(f"{written(cell)} is out of range", "Allowed: 0 to 100.", key)
        found[key] = factor
    return tuple(found.get(name, 1.0) for name in names)


def _entries(value: object, allowed: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from ((str(key), cell) for key, cell in value.items())
    elif isinstance(value, tuple) and all(isinstance(part, tuple) and len(part) == 2 for part in value):
        yield from ((str(key), cell) for key, cell in value)
    elif value is not None:
        raise _refusal(f"{written(value)} stands here, but keys with values belong here", allowed, "")


def _refusal(wrong: str, allowed: str, key: str) -> ScenarioError:
    return ScenarioError(Problem(wrong, allowed, path=(key,) if key else ()))


OBJECT = {"type": "object"}
NUMBERS = {"type": "object", "additionalProperties": {"type": "number"}}
Changes = Annotated[
    tuple[tuple[date, int], ...],
    PlainValidator(as_changes),
    PlainSerializer(lambda pairs: {day.isoformat(): units for day, units in pairs}),
    WithJsonSchema(NUMBERS),
]
Week = Annotated[
    tuple[float, ...],
    PlainValidator(as_week),
    PlainSerializer(lambda week: dict(zip(WEEKDAYS, week, strict=True))),
    WithJsonSchema(NUMBERS),
]
Year = Annotated[
    tuple[float, ...],
    PlainValidator(as_year),
    PlainSerializer(lambda year: dict(zip(MONTHS, year, strict=True))),
    WithJsonSchema(NUMBERS),
]
Sources = Annotated[
    tuple[tuple[str, str], ...],
    PlainValidator(as_sources),
    PlainSerializer(dict),
    WithJsonSchema({"anyOf": [{"type": "string"}, OBJECT]}),
]


class Service(Declared):
    """One kind of help that a group of helpers gives in one place.

    Raises
    ------
    ScenarioError
        If a key is unknown, a value is out of its range, more units are taken than there are, or a number
        has no source.
    """

    name: Name = declared(REQUIRED, "Short name, such as bed.")
    title: Text = declared("", "What it is, in words for a page; blank is the name.")
    unit: Text = declared("units", "What is counted, in the plural, such as beds.")
    asks_from: Literal["arrivals", "fresh", "staying", "present"] = declared(
        "arrivals",
        "Who asks: people once, after they arrive; or people there, again and again: the newly arrived"
        " (fresh), the settled (staying), or both (present).",
        column="from",
    )
    groups: Names = declared((), "Groups of the scenario who may ask; blank is everybody.")
    reach: MaybeQuantity = declared(
        None,
        "Part of the people concerned who turn to this group of helpers at all; blank is that of the file.",
        unit="share", low=0, high=1,
    )  # fmt: skip
    share: Quantity = declared(
        REQUIRED,
        "Part of those who ask for this: of arrivals, ever; of people there, within 30 days.",
        unit="share", low=0, high=1,
    )  # fmt: skip
    people_per_unit: MaybeNumber = declared(
        1.0, "People who share one unit, such as a family with one grant.", unit="persons", low=1, high=1000
    )
    delay_days: Quantity = declared(
        LogNormal(1.0, 0.7), "Mean days from arriving to asking.", unit="days", low=0, source=GUESS
    )
    stay_days: Quantity = declared(
        1.0, "Mean days for which a unit stays taken; 1 for what is given once.", unit="days", above=0
    )
    stay_steps: Whole = declared(
        1,
        "How even stays are: 1, a stay ends with the same chance on any day; 20, nearly all are alike.",
        unit="1", low=1, high=20, source=GUESS,
    )  # fmt: skip
    dispersion: Quantity = declared(
        LogNormal(8.0, 0.5),
        "How even asking is from day to day: the smaller, the more it jumps; 8 is about 35 % beyond chance.",
        unit="1", above=0, source=GUESS,
    )  # fmt: skip
    weekdays: Week = declared((1.0,) * 7, "Factor on asking by day of the week, such as sunday: 0.5.")
    months: Year = declared((1.0,) * 12, "Factor on asking by month, such as 1: 1.3 for January.")
    capacity: MaybeWhole = declared(
        None, "Units there are; blank is no limit.", unit="units", low=0, high=MOST_UNITS
    )
    changes: Changes = declared((), "Capacity from a day on, such as 2022-10-15: 80.")
    occupied: MaybeWhole = declared(
        None, "Units taken on the evening of the day counted.", unit="units", low=0, high=MOST_UNITS
    )
    counted: MaybeDay = declared(None, "Day of that count; blank is the as-of date.", unit="day")
    when_full: Literal["turn away", "queue"] = declared(
        "turn away", "What happens when nothing is free: people go elsewhere, or they wait their turn."
    )
    patience_days: Quantity = declared(
        LogNormal(7.0, 0.5), "Mean days that people wait before they give up.", unit="days", above=0,
        source=GUESS,
    )  # fmt: skip
    cost_free: MaybeNumber = declared(
        None, "What one free unit costs for a day, in the money of the file.", unit="1", low=0
    )
    cost_short: MaybeNumber = declared(
        None, "What it costs to be short of one unit for a day: a hotel, or harm.", unit="1", low=0
    )
    source: Sources = declared(
        REQUIRED, "Where the numbers are from: a text, or field by field, others for those not named."
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Service:
        problems = [*_occupancy_problems(self), *_source_problems(self)]
        if problems:
            raise ScenarioError(problems)
        return self

    @property
    def words(self) -> str:
        """What it is, in words for a page."""
        return self.title or self.name

    @property
    def is_daily(self) -> bool:
        """Whether every unit is free again the next morning: what is given once, such as a grant."""
        return not isinstance(self.stay_days, Prior) and self.stay_days <= 1

    @property
    def has_queue(self) -> bool:
        """Whether people wait when nothing is free."""
        return self.when_full == "queue"

    def capacity_on(self, day: date) -> int:
        """Units there are on a day; -1 without a limit."""
        known = -1 if self.capacity is None else self.capacity
        for first, units in self.changes:
            if first <= day:
                known = units
        return known

    def most_until(self, day: date) -> int:
        """The most units there were on any day up to this one; -1 if there was no limit on one of them."""
        known = [-1 if self.capacity is None else self.capacity]
        known += [units for first, units in self.changes if first <= day]
        return -1 if min(known) < 0 else max(known)

    def source_of(self, field: str) -> str:
        """Where a number is from; empty if it was not written and has no source of its own."""
        said = dict(self.source)
        return said.get(field, said.get(OTHERS, ""))


def _occupancy_problems(service: Service) -> Iterator[Problem]:
    if service.occupied is None:
        if service.counted is not None:
            yield Problem(
                "a day is named, but nothing was counted", "Write occupied, too.", path=("counted",)
            )
        return
    days = [service.counted] if service.counted else [date.min, *(first for first, _ in service.changes)]
    problems = [problem for day in days if (problem := too_many_taken(service, day))]
    if len(problems) == len(days):  # a count without a day may belong to any of them
        yield problems[-1]


def too_many_taken(service: Service, day: date) -> Problem | None:
    """Say if more units were counted as taken than there are on a day."""
    limit = service.capacity_on(day)
    if service.occupied is None or not 0 <= limit < service.occupied:
        return None
    allowed = "At most as many units are taken as there are."
    likely = "If more people are in than there is room for, raise the capacity to what is really used."
    wrong = f"more {service.unit} are taken ({service.occupied}) than there are ({limit})"
    return Problem(wrong, allowed, likely, path=("occupied",))


def _source_problems(service: Service) -> Iterator[Problem]:
    said = dict(service.source)
    allowed = "Allowed: a standard, a paper, the group's own count, or the word assumption."
    for key in said:
        if key not in (*NEEDS_SOURCE, OTHERS):
            likely = did_you_mean(key, (*NEEDS_SOURCE, OTHERS))
            yield Problem(f"{written(key)} is no number of a service", "", likely, path=("source", key))
        elif not said[key]:
            yield Problem(f"the source of {key} is blank", allowed, path=("source", key))
    if OTHERS in said:
        return
    for name in NEEDS_SOURCE:
        if name in service.model_fields_set and name not in said and getattr(service, name) is not None:
            wrong = f"the number of {name} has no source"
            yield Problem(wrong, allowed, f"Add under source: {name}: assumption.", path=("source",))


def as_services(value: object) -> tuple[Service, ...]:
    """Take services, or keys of services, each once by name."""
    items = value if isinstance(value, list | tuple) else [value]
    made: list[Service] = []
    problems: list[Problem] = []
    for index, item in enumerate(items):
        try:
            made.append(item if isinstance(item, Service) else Service(**_as_keys(item)))
        except InputError as error:
            problems += [problem.under(index) for problem in error.problems]
    if problems:
        raise ScenarioError(problems)
    if not made:
        raise ScenarioError(Problem("no service stands here", "Needed: one service or more."))
    return tuple(made)


def _as_keys(item: object) -> dict[str, Any]:
    if not isinstance(item, Mapping):
        raise ScenarioError(
            Problem(
                f"{written(item)} stands here, but keys with values belong here", "Needed: share, source."
            )
        )
    renamed = {("asks_from" if key == "from" else str(key)): cell for key, cell in item.items()}
    return {key: cell for key, cell in renamed.items() if cell is not None}


ServiceList = Annotated[
    tuple[Service, ...],
    PlainValidator(as_services),
    PlainSerializer(lambda services: [service.model_dump(mode="json") for service in services]),
    WithJsonSchema(OBJECT),
]


class Services(Declared):
    """All that one group of helpers offers in one place: the content of services.yaml."""

    format: Literal["1"] = declared("1", "Version of this form.")
    group: Name = declared("our group", "Name of the group of helpers: an organisation, never a person.")
    place: MaybeName = declared(None, "Place of the scenario where it works; blank if said elsewhere.")
    money: Name = declared("USD", "Money of all costs, such as USD.")
    reach: Quantity = declared(
        Beta(1.0, 19.0),
        "Part of the people concerned in the place who turn to this group of helpers at all.",
        unit="share", low=0, high=1, source=GUESS,
    )  # fmt: skip
    source: Text = declared("", "Where the reach is from.")
    services: ServiceList = declared(REQUIRED, "The services by name.")

    @model_validator(mode="after")
    def _sourced_and_once(self) -> Services:
        problems = []
        if "reach" in self.model_fields_set and not self.source:
            allowed = "Allowed: the group's own count, or the word assumption."
            problems.append(Problem("the reach has no source", allowed, path=("source",)))
        names = [service.name for service in self.services]
        for index, name in enumerate(names):
            if name in names[:index]:
                path = ("services", index, "name")
                problems.append(Problem(f'"{name}" stands twice', "Each service stands once.", path=path))
        if problems:
            raise ScenarioError(problems)
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the services in the order of the file."""
        return tuple(service.name for service in self.services)

    def service(self, name: str) -> Service:
        """Find a service by name.

        Raises
        ------
        InputError
            If there is none of that name.
        """
        for service in self.services:
            if service.name == name:
                return service
        raise InputError(
            Problem(
                f"there is no service called {written(name)}",
                f"Allowed: {listed(self.names)}.",
                did_you_mean(name, self.names),
            )
        )
