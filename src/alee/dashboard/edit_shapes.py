"""Shapes of what people send: reports, what-ifs, decisions, fields of the scenario."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from alee.dashboard.shapes import Interval, Number, Shape

LEAST_MEMBERS, MOST_MEMBERS = 20, 20_000  # of an estimate
Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=4000)]
Figure = Annotated[float | None, Field(allow_inf_nan=False)]
Day = Annotated[str | None, Field(description="A day such as 2022-10-03.", max_length=10)]


class ReportIn(Shape):
    """Fields of a report, as in reports.csv; what is left out stays blank (or, in a change, as it was)."""

    id: Short | None = Field(None, description="Left out: a free one is given.")
    published: Day = None
    start: Day = None
    end: Day = None
    place: Short | None = None
    iso3: Annotated[str | None, Field(max_length=3)] = None
    measure: Short | None = None
    value: Figure = None
    low: Figure = None
    high: Figure = None
    unit: Short | None = None
    issuer: Short | None = None
    outlet: Short | None = None
    url: Long | None = None
    note: Long | None = None
    qualifier: Short | None = None
    group: Short | None = None
    copy_of: Short | None = None


class Warned(Shape):
    """Something that somebody should look at."""

    message: str
    field: str | None = None
    where: str = ""


class ReportAnswer(Shape):
    """A report was kept."""

    id: str
    revision: int
    words: str
    problems: list[Warned]


class Switch(Shape):
    """Whether a report is switched off."""

    off: bool


class RefitIn(Shape):
    """What the new estimate is made as of, and called."""

    as_of: Day = None
    name: Short | None = None


class FitIn(RefitIn):
    """A new estimate of the workspace's scenario."""

    members: Annotated[int, Field(ge=LEAST_MEMBERS, le=MOST_MEMBERS)] = 1000
    seed: Annotated[int, Field(ge=0, lt=2**53)] = 2022


class Change(Shape):
    """One change of a what-if, by the words of its form."""

    kind: Short
    target: Short = ""
    start: Day = Field(None, alias="from")
    until: Day = None
    figure: Annotated[str, Field(max_length=30)] = Field("", description="+20%, -30%, =500 or x1.5")
    size: Figure = None
    admit: Figure = None
    strength: Figure = None
    groups: list[Short] = Field(default_factory=list, max_length=20)


class WhatIfIn(Shape):
    """A question: words, or changes out of the form."""

    run: Short = "current"
    name: Short | None = None
    text: Annotated[str | None, Field(max_length=2000)] = None
    events: Annotated[list[Change] | None, Field(max_length=20)] = None


class WhatIfText(Shape):
    """Words of a what-if as they are typed."""

    text: Annotated[str, Field(max_length=4000)]
    run: Short = "current"


class TextProblem(Shape):
    """What cannot be read, and where it stands in the text (characters, half-open)."""

    message: str
    start: int
    end: int


class WhatIfCheck(Shape):
    """Whether words can be read, and as what."""

    ok: bool
    problems: list[TextProblem]
    understood: list[str]


class WhatIfPatch(Shape):
    """A new name, and whether it is kept."""

    name: Short | None = None
    keep: bool | None = None


class KeptWhatIf(Shape):
    """A what-if that was asked."""

    id: str
    name: str
    run: str
    text: str
    words: list[str]
    saved: str
    kept: bool


class FormField(Shape):
    """One field of a form; ``names`` says which list of names it takes its options from."""

    name: str
    label: str
    type: Literal["name", "day", "number", "change", "groups"]
    required: bool
    options: list[str] | None
    names: Literal["any", "countries", "places", "groups"] | None = None
    unit: str = ""


class WhatIfForm(Shape):
    """One kind of change."""

    kind: str
    label: str
    form: str
    fields: list[FormField]


class WhatIfs(Shape):
    """What was asked, and how to ask."""

    kept: list[KeptWhatIf]
    forms: list[WhatIfForm]
    names: dict[str, list[str]]
    run: str | None
    as_of: str | None
    horizon_end: str | None


class ChangeRow(Shape):
    """One number without and with the what-if; the difference is taken history by history."""

    label: str
    without: Interval
    with_event: Interval
    difference: Interval
    chance_of_more: float
    corridor: str | None = None
    name: str | None = None


class Pair(Shape):
    """Both futures day by day."""

    title: str
    kind: str
    days: list[str]
    without: dict[str, list[Number]]
    with_: dict[str, list[Number]] = Field(alias="with")


class WhatIfAnswer(Shape):
    """What a what-if changes; ``members`` of ``of_members`` histories so far."""

    id: str
    name: str
    run: str
    text: str
    words: list[str]
    rows: list[ChangeRow]
    instead: list[ChangeRow]
    fans: list[Pair]
    untouched: int
    members: int
    of_members: int
    seconds: float
    kept: bool = False


class IssuerRow(Shape):
    """What the number would be without one issuer."""

    issuer: str
    reports: int
    value: Interval
    moved: float


class Narrowing(Shape):
    """A report that nobody has written yet, and the part of the width that would remain."""

    measure: str
    remains: float
    text: str


class Why(Shape):
    """Why a number is what it is."""

    run: str
    place: str
    day: str
    number: Interval
    grade: str
    words: list[str]
    reports: list[dict[str, Any]]
    compared: Interval
    members: int
    without_issuer: list[IssuerRow]
    chance: float
    would_narrow: list[Narrowing]
