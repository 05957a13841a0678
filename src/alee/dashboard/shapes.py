"""What comes in and goes out of the REST API, as Pydantic models; the OpenAPI document is made from them.

What is looked at stands in :mod:`alee.dashboard.view_shapes`, what is sent in ``edit_shapes``.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Reporting = Literal["reported", "zero", "not_reported", "nobody_publishes", "hidden"]
Letter = Literal["A", "B", "C", "D"]
Number = float | int
Text = str


class Shape(BaseModel):
    """A JSON object with exactly these keys."""

    model_config = ConfigDict(extra="forbid")


class Interval(Shape):
    """5, 50, 90, 95 and 97.5 % over histories; persons unless said otherwise."""

    low: Number
    median: Number
    ready_for: Number | None = None
    high: Number
    very_high: Number | None = None


class Trouble(Shape):
    """What is wrong: where, in words, which field, what is allowed."""

    where: str
    message: str
    field: str | None = None
    allowed: str | None = None
    revision: int | None = Field(None, description="With 409: the workspace's newest revision.")


class Failure(Shape):
    """The answer to a request that was refused."""

    error: Trouble


class Job(Shape):
    """Long work: how far it is, and where its result is."""

    id: str
    kind: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    phase: str
    done: int
    total: int
    result: str | None
    error: str | None
    created: str
    title: str = ""


class JobAnswer(Shape):
    """Long work was taken in hand."""

    job: Job


class Jobs(Shape):
    """All long work, the newest first."""

    jobs: list[Job]


class Run(Shape):
    """A saved outlook."""

    id: str
    name: str
    scenario: str
    as_of: str
    horizon_end: str
    members: int
    seed: int
    saved: str
    digest: str
    is_current: bool
    is_ready: bool = Field(description="Whether its views were worked out.")
    example: bool


class WorkspaceAnswer(Shape):
    """What the workspace holds."""

    name: str
    version: str
    example: bool
    language: str
    runs: list[Run]
    current: str | None
    jobs: list[Job]
    revision: int
    can_undo: bool
    can_redo: bool


class CurrentRun(Shape):
    """Which run is shown."""

    run: str


class Revision(Shape):
    """The workspace after a change."""

    revision: int
    words: str = ""


class Turn(Shape):
    """The revision that the page knows."""

    revision: int | None = Field(None, ge=0, lt=10**15)


class TurnAnswer(Shape):
    """What was taken back or made again."""

    revision: int
    undone: str | None = None
    redone: str | None = None


class JournalEntry(Shape):
    """One change."""

    revision: int
    at: str
    what: str
    words: str
    undone: bool


class Journal(Shape):
    """Every change, the newest first."""

    entries: list[JournalEntry]


JsonObject = dict[str, Any]
