"""Shapes of what one looks at: now, the map, places, corridors, evidence."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alee.dashboard.shapes import Interval, Letter, Number, Reporting, Shape


class Headline(Shape):
    """One of the three numbers of the first view."""

    id: str
    label: str
    concept: str
    value: Interval | None
    grade: Letter | None
    grade_reason: str
    reporting: Reporting
    place: str | None


class Words(Shape):
    """A sentence."""

    text: str


class CheckRow(Shape):
    """One figure of the last forecast beside what was reported."""

    label: str
    said: Interval
    happened: Number
    inside: bool
    report: str


class Previous(Shape):
    """The last forecast beside what happened."""

    title: str
    as_of: str
    rows: list[CheckRow]


class DatedEvent(Shape):
    """Something that happened or is announced."""

    day: str
    text: str
    is_ahead: bool


class EvidenceCounts(Shape):
    """Reports read, used and contradicting; histories."""

    read: int
    used: int
    contradicting: int
    members: int


class Now(Shape):
    """The first view."""

    title: str
    sentence: str
    sentences: list[str]
    example: bool
    example_note: str
    as_of: str
    shock: str
    horizon_end: str
    headline: list[Headline]
    changed: list[Words]
    previous: Previous | None
    assumptions: list[str]
    events: list[DatedEvent]
    chat: list[str]
    misuse: str
    counts: EvidenceCounts
    how_to_read: str


class Band(Shape):
    """5, 50 and 95 % of each day."""

    low: list[Number]
    median: list[Number]
    high: list[Number]


class MapPlace(Shape):
    """A country or place on the map, day by day."""

    id: str
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    part_of: str | None
    present: Band | None
    grade: Letter | None
    grade_reason: str
    reporting: Reporting


class Stretch(Shape):
    """Days on which a way was in one state."""

    from_day: str
    to_day: str
    state: Literal["open", "closed", "full"]


class MapCorridor(Shape):
    """A way on the map, day by day."""

    id: str
    name: str
    from_: str = Field(alias="from")
    to: str
    mode: str
    irregular: bool
    capacity: Number | None
    flow: Band
    state: list[Stretch]


class Rest(Shape):
    """All smaller ways together."""

    n_corridors: int
    flow: Band


class Map(Shape):
    """Places, the largest ways, and the rest."""

    days: list[str]
    as_of: str
    shock: str
    places: list[MapPlace]
    corridors: list[MapCorridor]
    rest: Rest | None


class PlaceRow(Shape):
    """A country or a city in the table of places."""

    id: str
    name: str
    country: str
    kind: str
    part_of: str | None
    focus: bool
    present: Interval | None
    present_at_end: Interval | None
    change: Interval | None
    arrivals: Interval | None
    grade: Letter
    grade_reason: str
    reporting: Reporting
    reporting_note: str
    reports: list[str]


class Mark(Shape):
    """A report drawn into a chart; flows as persons per day of its period."""

    id: str
    start: str
    end: str
    value: Number
    low: Number | None
    high: Number | None
    label: str
    comparable: bool
    used: bool
    expected: list[Number] | None
    residual: float | None
    residual_words: str


class Fan(Shape):
    """A number day by day: five quantiles, a few single histories, and the reports."""

    title: str
    kind: Literal["flow", "stock"]
    concept: str
    days: list[str]
    q05: list[Number]
    q25: list[Number]
    q50: list[Number]
    q75: list[Number]
    q95: list[Number]
    paths: list[list[Number]]
    reports: list[Mark]


class GroupRow(Shape):
    """People of one group who are there, and their share."""

    name: str
    present: Interval
    share: Interval


class Way(Shape):
    """A way in or out: who passed since the shock, and who will."""

    corridor: str
    name: str
    from_: str | None = Field(None, alias="from")
    to: str | None = None
    flow: Interval
    flow_ahead: Interval


class Threshold(Shape):
    """The chance that a round number is passed on some day ahead."""

    label: str
    persons: int
    chance: float


class PlacePage(Shape):
    """One place or country."""

    name: str
    kind: str
    as_of: str
    fans: list[Fan]
    groups: list[GroupRow]
    incoming: list[Way]
    onward: list[Way]
    present: Interval
    present_at_end: Interval
    grade: Letter
    grade_reason: str
    reporting: Reporting
    reports: list[str]
    thresholds: list[Threshold]


class CorridorPage(Shape):
    """One way."""

    id: str
    name: str
    from_: str = Field(alias="from")
    to: str
    mode: str
    irregular: bool
    capacity: Number | None
    state: list[Stretch]
    as_of: str
    fan: Fan
    passed: Interval
    will_pass: Interval
    ordinary: Interval
    waiting: Interval
    source: str


class EvidenceRow(Shape):
    """One report, what became of it and what was expected of it."""

    id: str
    published: str | None
    start: str | None
    end: str | None
    place: str
    measure: str
    concept: str
    figure: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    qualifier: str
    issuer: str
    outlet: str
    url: str
    note: str
    group: str | None
    status: Literal["used", "not_used", "contradicting", "copy", "superseded", "context"]
    reason: str
    related: str | None
    expected: Interval | None
    off: float | None
    family: str | None
    switched_off: bool
    copy_of: str | None
    edited: bool = Field(default=False, description="Changed in the workspace since the run was made.")


class Evidence(Shape):
    """Every report published by the as-of date."""

    as_of: str
    rows: list[EvidenceRow]
    issuers: list[str]
    places: list[str]
    measures: list[str]
    pending: int = Field(0, description="Changes that the run shown does not know yet.")
