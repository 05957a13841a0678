"""Ask: what-ifs in words or by a form, and why a number is what it is."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from alee.core.calendar import as_date
from alee.core.errors import InputError
from alee.dashboard.desk import Desk
from alee.dashboard.edit_shapes import (
    Change,
    FormField,
    KeptWhatIf,
    TextProblem,
    WhatIfAnswer,
    WhatIfCheck,
    WhatIfForm,
    WhatIfIn,
    WhatIfPatch,
    WhatIfs,
    WhatIfText,
    Why,
)
from alee.dashboard.faults import Refused
from alee.dashboard.routing import Answer, Call, Shelf
from alee.dashboard.runs import SavedRun
from alee.dashboard.settling import WHAT_IF
from alee.dashboard.shapes import Failure, Job, JobAnswer, Revision, Shape
from alee.dashboard.views.book import unpacked
from alee.files.resolved import parse_resolved
from alee.model.areas import places_in, resolve_area
from alee.model.events import Event
from alee.model.scenario import Scenario
from alee.outlook.countries import country_names
from alee.outlook.what_ifs import NEEDS_NO_NAME, PART, VERBS, parse_what_if, written_what_if

SHELF = Shelf()
BAD = {404: Failure, 409: Failure, 422: Failure}
WHY_MEMBERS = 200
LABELS = {"NAME": "what", "COUNTRY": "country", "PLACE": "place"}
SMALL_FIELDS = {
    "from DAY": ("from", "from", "day", ""), "until DAY": ("until", "until", "day", ""),
    "size FACTOR": ("size", "size", "number", "times a first one"), "DAY": ("from", "day", "day", ""),
    "at PLACE": ("target", "where", "name", ""), "for GROUP, GROUP": ("groups", "for", "groups", ""),
    "admit SHARE": ("admit", "share let in", "number", "share"),
    "strength FACTOR": ("strength", "strength", "number", "factor"),
}  # fmt: skip


@SHELF.put("GET", "/what-ifs", "What was asked, and how to ask", answers={200: WhatIfs})
def get_what_ifs(desk: Desk, call: Call) -> BaseModel:
    """List what-ifs, and the forms to make one; the run is loaded meanwhile, so that the answer is quick."""
    run = desk.current()
    names: dict[str, list[str]] = {"any": [], "countries": [], "places": [], "groups": []}
    if run is not None:
        desk.warm(run)
        names = names_of(scenario_of(run))
    documents = desk.workspace.documents(WHAT_IF)
    kept = [KeptWhatIf(id=name, **document) for name, document in documents.items()]
    kept.sort(key=lambda one: one.saved, reverse=True)
    return WhatIfs(
        kept=kept, forms=[form_of(kind) for kind in VERBS], names=names, run=run.id if run else None,
        as_of=run.as_of if run else None, horizon_end=run.horizon_end if run else None,
    )  # fmt: skip


@SHELF.put("POST", "/what-ifs/check", "Read a what-if as it is typed", body=WhatIfText,
           answers={200: WhatIfCheck, **BAD})  # fmt: skip
def check_what_if(desk: Desk, call: Call) -> BaseModel:
    """Say what was understood, and where something was not."""
    run = desk.run(call.body.run)
    understood, problems = [], []
    for start, end, part in parts_of(call.body.text):
        try:
            understood.append(written_what_if(parsed(part, run)))
        except InputError as error:
            message = error.problems[0]
            problems.append(TextProblem(message=str(message).removeprefix("what-if: "), start=start, end=end))
    if not understood and not problems:
        problems.append(TextProblem(message="nothing is written yet.", start=0, end=0))
    return WhatIfCheck(ok=not problems, problems=problems, understood=understood)


@SHELF.put("POST", "/what-ifs", "Ask what if; the answer comes as a job", body=WhatIfIn,
           answers={202: JobAnswer, **BAD})  # fmt: skip
def post_what_if(desk: Desk, call: Call) -> Answer:
    """Ask: some members answer first, all members after them."""
    run, body = desk.run(call.body.run), call.body
    if (body.text is None) == (body.events is None):
        words = "a question is either words or changes."
        raise Refused(422, words, where="what-if", field="text", allowed="Allowed: text, or events.")
    text = body.text if body.text is not None else "; ".join(composed(change) for change in body.events)
    written = written_what_if(parsed(text, run))
    name = (body.name or "").strip() or text.strip()
    identity = secrets.token_hex(5)
    arguments = {"id": identity, "run": run.id, "text": written, "name": name[:200], "keeps": bool(body.name)}
    job = desk.jobs.add("what-if", f"What if: {name[:120]}", arguments)
    return Answer(body=JobAnswer(job=Job(**job.cells())), status=202)


@SHELF.put("GET", "/what-ifs/{what_if}", "What a what-if changes", answers={200: WhatIfAnswer, 404: Failure})
def get_what_if(desk: Desk, call: Call) -> BaseModel:
    """Give the answer, as far as it is."""
    name = call.path["what_if"]
    body, document = desk.workspace.result(WHAT_IF + name), desk.workspace.document(WHAT_IF + name)
    if body is None or document is None:
        raise Refused(404, "there is no such what-if in this workspace.", where="what-if")
    return WhatIfAnswer(**{**unpacked(body), "name": document["name"], "kept": document["kept"]})


@SHELF.put("PATCH", "/what-ifs/{what_if}", "Name or keep a what-if", body=WhatIfPatch,
           answers={200: Revision, **BAD})  # fmt: skip
def patch_what_if(desk: Desk, call: Call) -> BaseModel:
    """Give it a name, or keep it."""
    document = _document(desk, call.path["what_if"])
    if call.body.name is not None and not call.body.name.strip():
        raise Refused(422, "a name is at least one letter.", where="what-if", field="name")
    name = document["name"] if call.body.name is None else call.body.name.strip()
    keep = document["kept"] if call.body.keep is None else call.body.keep
    changed = {WHAT_IF + call.path["what_if"]: {**document, "name": name, "kept": keep}}
    words = f"What-if {name}: {'kept' if keep else 'not kept'}"
    return Revision(
        revision=desk.workspace.change("what-if", words, changed, upon=call.revision), words=words
    )


@SHELF.put("DELETE", "/what-ifs/{what_if}", "Throw a what-if away", answers={200: Revision, **BAD})
def delete_what_if(desk: Desk, call: Call) -> BaseModel:
    """Throw it away; undo brings it back."""
    document = _document(desk, call.path["what_if"])
    words = f"Threw away: {document['name']}"
    changed = {WHAT_IF + call.path["what_if"]: None}
    return Revision(
        revision=desk.workspace.change("what-if", words, changed, upon=call.revision), words=words
    )


class WhyQuery(Shape):
    """Which number."""

    place: Annotated[str, Field(min_length=1, max_length=200)]
    day: Annotated[str | None, Field(max_length=10)] = None


@SHELF.put("GET", "/runs/{run}/why", "Why a number is what it is; the first time it is a job",
           query=WhyQuery, answers={200: Why, 202: JobAnswer, **BAD})  # fmt: skip
def get_why(desk: Desk, call: Call) -> Answer:
    """Explain the number of people at a place on a day."""
    run = desk.run(call.path["run"])
    scenario, place = scenario_of(run), call.query.place
    day = as_date(call.query.day or run.as_of)
    area = resolve_area(scenario, place)
    if area is None or not places_in(scenario, area):
        raise Refused(404, f'the scenario has no place, area or country called "{place}".', where="place")
    if not scenario.start <= day <= dt.date.fromisoformat(run.as_of):
        allowed = f"Allowed: {scenario.start} to {run.as_of}."
        raise Refused(422, f"{day} was not simulated.", where="why", field="day", allowed=allowed)
    key = f"why/{run.digest}/{place}/{day}"
    body = desk.workspace.result(key)
    if body is not None:
        return Answer(body=body, is_packed=True)
    address = f"/runs/{run.id}/why?{urlencode({'place': place, 'day': day.isoformat()})}"
    arguments = {
        "run": run.id, "place": place, "day": day.isoformat(), "members": WHY_MEMBERS, "key": key,
        "address": address,
    }  # fmt: skip
    job = desk.jobs.add("why", f"Why {place} on {day} ({run.id})", arguments)
    return Answer(body=JobAnswer(job=Job(**job.cells())), status=202)


def _document(desk: Desk, name: str) -> dict[str, Any]:
    found = desk.workspace.document(WHAT_IF + name)
    if found is None:
        raise Refused(404, "there is no such what-if in this workspace.", where="what-if")
    return dict(found)


def parsed(text: str, run: SavedRun) -> tuple[Event, ...]:
    """Read a what-if against the scenario of a run.

    Raises
    ------
    InputError
        Naming the part that cannot be read, or the end of the outlook if it begins after it.
    """
    events = parse_what_if(text, scenario_of(run), dt.date.fromisoformat(run.as_of))
    for event in events:
        if event.start.isoformat() > run.horizon_end:
            raise InputError(
                f"what-if: {event.start} lies after the end of the outlook. "
                f"Allowed are days until {run.horizon_end}."
            )
    return events


def parts_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Take a what-if apart at its semicolons: first character, end, words; empty parts are left out."""
    start = end = -1
    for match in PART.finditer(text):
        if match[0] == ";":
            if start >= 0:
                yield start, end, text[start:end]
            start = -1
            continue
        start, end = (match.start() if start < 0 else start), match.end()
    if start >= 0:
        yield start, end, text[start:end]


def composed(change: Change) -> str:
    """Write a change out of the form as words.

    Raises
    ------
    Refused
        With 422, if the kind is unknown or a name cannot be written.
    """
    if change.kind not in VERBS:
        allowed = f"Allowed: {', '.join(VERBS)}."
        raise Refused(
            422, f'there is no change called "{change.kind}".', where="what-if", field="kind", allowed=allowed
        )
    words = [change.kind]
    is_shock = change.kind in ("call-up", "end call-up")
    if change.target:
        words += ["at"] if is_shock else []
        words.append(_quoted(change.target))
    words.append(change.figure)
    words += ["for", ", ".join(change.groups)] if change.groups else []
    for name, value in (("size", change.size), ("admit", change.admit), ("strength", change.strength)):
        words += [name, f"{value:g}"] if value is not None else []
    words += ["from", change.start] if change.start else []
    words += ["until", change.until] if change.until else []
    return " ".join(word for word in words if word)


def _quoted(name: str) -> str:
    mark = '"' if "'" in name else "'"
    if mark in name:
        raise Refused(
            422, "a name cannot hold both kinds of quotation marks.", where="what-if", field="target"
        )
    return f"{mark}{name}{mark}"


@lru_cache(maxsize=8)
def _scenario(path: str, stamp: int) -> Scenario:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - the cache needs plain words
        return parse_resolved(file.read())


def scenario_of(run: SavedRun) -> Scenario:
    """Read the scenario of a run; the last ones are remembered."""
    path = run.folder / "scenario.json"
    return _scenario(str(path), path.stat().st_mtime_ns)


def names_of(scenario: Scenario) -> dict[str, list[str]]:
    """List everything that a what-if can name."""
    countries = sorted(set(country_names(scenario).values()))
    places = [place.name for place in scenario.places]
    return {
        "any": list(dict.fromkeys([*countries, *(way.name for way in scenario.corridors), *places])),
        "countries": countries,
        "places": places,
        "groups": [group.name for group in scenario.groups],
    }  # fmt: skip


def form_of(kind: str) -> WhatIfForm:
    """Make the form of one kind of change from how it is written."""
    verb = VERBS[kind]
    rest = verb.form.removeprefix(kind).strip()
    fields = []
    for needed in re.findall(r"\[[^\]]*\]|\S+", rest):
        word, is_needed = needed.strip("[]"), not needed.startswith("[")
        if word in LABELS:
            source: Any = {"NAME": "any", "COUNTRY": "countries", "PLACE": "places"}[word]
            fields.append(
                FormField(
                    name="target", label=LABELS[word], type="name", options=None, names=source,
                    required=is_needed and kind not in NEEDS_NO_NAME,
                )
            )  # fmt: skip
        elif word in SMALL_FIELDS:
            name, label, sort, unit = SMALL_FIELDS[word]
            names: Any = "groups" if sort == "groups" else "places" if sort == "name" else None
            fields.append(
                FormField(
                    name=name,
                    label=label,
                    type=sort,
                    required=False,
                    options=None,
                    names=names,
                    unit=unit,
                )
            )
        else:
            fields.append(
                FormField(
                    name="figure", label="how many", type="change", required=True, options=None, unit=word
                )
            )
    return WhatIfForm(kind=kind, label=verb.meaning, form=verb.form, fields=fields)
