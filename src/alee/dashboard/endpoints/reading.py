"""Read: proposals out of a text, each with its words; nothing is accepted by itself."""

from __future__ import annotations

import json
import secrets
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from alee.core.calendar import as_date
from alee.core.wording import count_of
from alee.dashboard.answers import Answers
from alee.dashboard.desk import Desk
from alee.dashboard.edit_shapes import Day, ReportIn, Warned
from alee.dashboard.faults import Refused
from alee.dashboard.printings import ANSWER, PRINTING, document_of, repeated_reports
from alee.dashboard.routing import Call, Shelf
from alee.dashboard.shapes import Failure, Shape
from alee.dashboard.views.book import packed, unpacked
from alee.files.report_table import find_unplaced
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from alee.reading.becoming import draft_of
from alee.reading.copies import printing_from, printing_of
from alee.reading.dateline import Undated
from alee.reading.proposal_words import place_words
from alee.reading.proposals import Proposal, from_cells
from alee.reading.publication import day_doubt
from alee.reading.reader import MOST_LETTERS, read_text
from alee.reading.sources import text_of, without_steering

SHELF = Shelf()
BAD = {404: Failure, 409: Failure, 422: Failure, 501: Failure}
READING = "read/"
UNDATED = "it does not say when it was published, and days such as yesterday depend on it. Give the day here."


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
    place_name: str = Field(description="The place in words, where it is the code of a country.")
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
    effects: list[str] = Field(description="What each row of events will do to the scenario.")
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
    title = "text" if upload is None else upload.name[:80]
    text = without_steering(call.body.text) if upload is None else text_of(upload.content, title)
    published = None if not call.body.published else as_date(call.body.published)
    scenario = desk.contents.scenario()
    try:
        found = read_text(text, scenario, published=published, name=title)
    except Undated:
        raise Refused(422, UNDATED, where="the text", field="published") from None
    if found.read_to < len(text):
        words = f"the text holds more than {len(found.proposals):,} facts."
        raise Refused(422, words, where="text", allowed="Allowed: fewer. Paste it in parts.")
    printing = printing_of(text, title, found.digest, found.published, found.proposals, found.hidden)
    name = secrets.token_hex(6)
    cells = [proposal.cells() for proposal in found.proposals]
    kept = {"proposals": cells, "printing": json.loads(printing.line())}
    desk.workspace.keep_result(READING + name, packed(kept))
    answers = desk.workspace.documents(ANSWER)
    first, copies = repeated_reports(desk.workspace, printing, desk.contents.reports())
    problems = []
    if doubt := day_doubt(text, found):
        problems.append(Warned(message=f"Careful: {doubt}.", field="published"))
    if first is not None:
        words = (
            f"This text is a reprint of one of {first.published}: {count_of(len(copies), 'fact')} of it "
            f"{'repeats' if len(copies) == 1 else 'repeat'} a report and will count once."
        )
        problems.append(Warned(message=words, field="text"))
    return ReadAnswer(
        reading=name, language=found.language, published=found.published.isoformat(), text=text,
        proposals=[_out(p, answers.get(p.id), scenario) for p in found.proposals], problems=problems,
    )  # fmt: skip


@SHELF.put("POST", "/read/accept", "Answer proposals; what is accepted becomes a report or an event",
           body=AcceptIn, answers={200: AcceptAnswer, **BAD})  # fmt: skip
def post_accept(desk: Desk, call: Call) -> BaseModel:
    """Keep the answers, all in one change that can be taken back."""
    body = desk.workspace.result(READING + call.body.reading)
    if body is None:
        raise Refused(404, "there is no such reading in this workspace.", where="read")
    kept = unpacked(body)
    proposals = {cells["id"]: from_cells(cells) for cells in kept["proposals"]}
    printing = printing_from(kept["printing"]).with_facts(tuple(proposals.values()))
    _, copies = repeated_reports(desk.workspace, printing, desk.contents.reports())
    answers = Answers(desk.contents, copies)
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
        if desk.workspace.document(PRINTING + printing.digest) is None:
            answers.documents[PRINTING + printing.digest] = document_of(printing, revision)
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
        speaker=p.speaker, place=p.place, place_name=place_words(p), is_known_place=p.is_known_place,
        measure=p.measure, concept=p.concept, value=p.value, low=p.low, high=p.high, qualifier=p.qualifier,
        unit=p.unit, group=p.group, period=period, confidence=p.confidence, reason=p.reason,
        is_row=draft.is_row, becomes=draft.table, why=draft.why, effects=list(draft.effects),
        made_by=p.made_by, decision=answered["answer"] if answered else None,
    )  # fmt: skip
