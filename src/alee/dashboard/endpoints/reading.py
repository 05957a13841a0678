"""Read: proposals out of a text, each with its words; nothing is accepted by itself."""

from __future__ import annotations

import secrets
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from alee.core.calendar import as_date
from alee.dashboard.answers import Answers
from alee.dashboard.desk import Desk
from alee.dashboard.edit_shapes import Day, ReportIn, Warned
from alee.dashboard.faults import Refused
from alee.dashboard.routing import Call, Shelf
from alee.dashboard.shapes import Failure, Shape
from alee.dashboard.views.book import packed, unpacked
from alee.files.report_table import find_unplaced
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from alee.reading.becoming import draft_of
from alee.reading.proposals import Proposal, from_cells
from alee.reading.reader import MOST_LETTERS, read_text
from alee.reading.sources import text_of

SHELF = Shelf()
BAD = {404: Failure, 409: Failure, 422: Failure, 501: Failure}
READING, ANSWER = "reading/", "answer/"


class ReadIn(Shape):
    """A text, and when it was published if it does not say."""

    text: Annotated[str, Field(max_length=MOST_LETTERS)] = ""
    published: Day = None


class Period(Shape):
    """First and last day."""

    start: str | None
    end: str | None


class ProposalOut(Shape):
    """One fact that the text states, with the words that say it."""

    id: str
    kind: str
    quote: str
    start: int
    end: int
    what: str
    speaker: str
    place: str
    is_known_place: bool
    measure: str
    concept: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    group: str
    period: Period
    confidence: float
    reason: str
    is_row: bool = Field(description="Whether it can become a row as it stands.")
    becomes: str = Field(description="reports.csv, events.csv, or nothing for a note.")
    why: str = Field(description="Why it is no row as it stands.")
    made_by: str = Field(description="Language model that found it; empty for the rules.")
    decision: str | None = Field(description="What was answered before.")


class ReadAnswer(Shape):
    """The text with its proposals."""

    reading: str
    language: str
    published: str
    text: str
    proposals: list[ProposalOut]
    problems: list[Warned]


class Decision(Shape):
    """An answer to one proposal."""

    id: Annotated[str, Field(max_length=40)]
    decision: Literal["yes", "no", "edit", "not_sure"]
    edited: ReportIn | None = None


class AcceptIn(Shape):
    """Answers to proposals of one reading."""

    reading: Annotated[str, Field(max_length=40)]
    decisions: Annotated[list[Decision], Field(max_length=500)]


class AcceptAnswer(Shape):
    """Reports and events that were added, by the ids of their proposals."""

    added: list[str]
    revision: int
    problems: list[Warned]


@SHELF.put("POST", "/read", "Find the figures, events and rules that a text states",
           body=ReadIn, takes_files=True, answers={200: ReadAnswer, **BAD})  # fmt: skip
def post_read(desk: Desk, call: Call) -> BaseModel:
    """Read a text or a file."""
    upload = call.files.get("file")
    text = call.body.text if upload is None else text_of(upload.content, upload.name[:80])
    published = None if not call.body.published else as_date(call.body.published)
    scenario = desk.contents.scenario()
    found = read_text(text, scenario, published=published)
    if found.read_to < len(text):
        words = f"the text holds more than {len(found.proposals):,} facts."
        raise Refused(422, words, where="text", allowed="Allowed: fewer. Paste it in parts.")
    name = secrets.token_hex(6)
    cells = [proposal.cells() for proposal in found.proposals]
    desk.workspace.keep_result(READING + name, packed(cells))
    answers = desk.workspace.documents(ANSWER)
    return ReadAnswer(
        reading=name, language=found.language, published=found.published.isoformat(), text=text,
        proposals=[_out(p, answers.get(p.id), scenario) for p in found.proposals], problems=[],
    )  # fmt: skip


@SHELF.put("POST", "/read/accept", "Answer proposals; what is accepted becomes a report or an event",
           body=AcceptIn, answers={200: AcceptAnswer, **BAD})  # fmt: skip
def post_accept(desk: Desk, call: Call) -> BaseModel:
    """Keep the answers, all in one change that can be taken back."""
    body = desk.workspace.result(READING + call.body.reading)
    if body is None:
        raise Refused(404, "there is no such reading in this workspace.", where="read")
    proposals = {cells["id"]: from_cells(cells) for cells in unpacked(body)}
    answers = Answers(desk.contents)
    for decision in call.body.decisions:
        proposal = proposals.get(decision.id)
        if proposal is None:
            raise Refused(404, f'this reading has no proposal "{decision.id}".', where="read")
        if ANSWER + decision.id in answers.documents:
            words = f'the proposal "{decision.id}" is answered twice.'
            raise Refused(422, words, where="read", field="decisions")
        answers.documents[ANSWER + decision.id] = {**proposal.cells(), "answer": decision.decision}
        if decision.decision == "yes":
            answers.accept(proposal)
        elif decision.decision == "edit":
            answers.accept_edited(proposal, decision.edited)
    answers.check()
    words = f"Answered {len(call.body.decisions)} proposals"
    words += f"; added {', '.join(answers.told[:3])}" if answers.told else ""
    revision = desk.workspace.revision
    if answers.documents:
        revision = desk.workspace.change("read", words, answers.documents, upon=call.revision)
    unplaced = find_unplaced(desk.contents.scenario(), Reports(answers.reports))
    problems = [*answers.problems, *(Warned(message=str(problem), field="place") for problem in unplaced)]
    return AcceptAnswer(added=answers.added, revision=revision, problems=problems)


def _out(p: Proposal, answered: Any, scenario: Scenario) -> ProposalOut:
    draft = draft_of(p, scenario)
    period = Period(
        start=p.first.isoformat() if p.first else None, end=p.last.isoformat() if p.last else None
    )
    return ProposalOut(
        id=p.id, kind=p.kind.replace(" ", "_"), quote=p.quote, start=p.start, end=p.end, what=p.what,
        speaker=p.speaker, place=p.place, is_known_place=p.is_known_place, measure=p.measure,
        concept=p.concept, value=p.value, low=p.low, high=p.high, qualifier=p.qualifier, unit=p.unit,
        group=p.group, period=period, confidence=p.confidence, reason=p.reason, is_row=draft.is_row,
        becomes=draft.table, why=draft.why, made_by=p.made_by,
        decision=answered["answer"] if answered else None,
    )  # fmt: skip
