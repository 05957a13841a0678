"""What an accepted proposal becomes: a row of reports.csv, rows of events.csv, or a note that says why not.

A text seldom says all that a row needs. What it does not say stays blank: a figure without days gets no days,
and an event without a day is no event until somebody writes one. Only the share that a rule lets in is taken
from the words ("entry is refused" lets nobody in), and then the source says that it is an assumption.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean
from alee.model.areas import places_in, resolve_area
from alee.model.event_words import effect_words
from alee.model.events import COLUMNS as EVENT_COLUMNS
from alee.model.events import EntryRule, Event, make_event
from alee.model.reports import Report
from alee.model.scenario import Scenario
from alee.reading.people import office_in
from alee.reading.proposals import Proposal
from alee.reading.speakers import PRIVATE
from alee.reading.typed import without_people

REPORTS, EVENTS = "reports.csv", "events.csv"
REPORT_COLUMNS = (
    "published",
    "start",
    "end",
    "place",
    "measure",
    "value",
    "low",
    "high",
    "unit",
    "issuer",
    "qualifier",
    "group",
    "note",
)
NOTE_COLUMNS = ("what", "place")
NOBODY = "official counts published (none)"
ONCE = " If only some people were turned back, say no; or edit the last day, the groups or the share."
PLANNED = "(planned or supposed)"
SHUT = re.compile(
    r"clos|shut|seal|закры|закрит|kapat|kapalı", re.IGNORECASE
)  # a border that is closed, unlike a rule about who is let in
Cells = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a proposal would become, before somebody says yes.

    Attributes
    ----------
    table
        ``reports.csv``, ``events.csv``, or ``""`` for a note.
    rows
        Cells by column, one dictionary for each row; of a note the words that are kept.
    why
        Why it is no row as it stands; empty if it is one.
    """

    table: str
    rows: tuple[Cells, ...]
    why: str = ""

    @property
    def is_row(self) -> bool:
        """Whether it can be written into its table."""
        return bool(self.table) and not self.why

    @property
    def effects(self) -> tuple[str, ...]:
        """What each row of events will do to the scenario, in words; nothing for other drafts."""
        if self.table != EVENTS or not self.is_row:
            return ()
        events = [make_event({name: cell for name, cell in row.items() if cell}) for row in self.rows]
        return tuple(effect_words(event) + (ONCE if _is_for_all(event) else "") for event in events)

    @property
    def columns(self) -> tuple[str, ...]:
        """What somebody may change."""
        if not self.table:
            return NOTE_COLUMNS
        return REPORT_COLUMNS if self.table == REPORTS else tuple(c for c in EVENT_COLUMNS if c != "source")


def _is_for_all(event: Event) -> bool:
    """Whether an event lets nobody in, of whatever group, and never ends."""
    return isinstance(event, EntryRule) and not (event.admit or event.groups or event.end)


def draft_of(proposal: Proposal, scenario: Scenario) -> Draft:
    """Say what a proposal would become in a scenario."""
    if proposal.kind == "report":
        return report_draft(report_cells(proposal))
    if proposal.kind == "nobody publishes":
        return report_draft(_silence_cells(proposal))
    if proposal.kind in ("event", "policy"):
        return event_draft(_event_rows(proposal, scenario), scenario, _no_event(proposal))
    note = {"what": proposal.what, "place": proposal.place}
    why = "it has no number" if proposal.measure else "it is neither a figure nor an event"
    return Draft(table="", rows=(note,), why=why)


def edited(draft: Draft, changes: Mapping[str, str], scenario: Scenario) -> Draft:
    """Give a draft with some cells written anew; it is looked at again.

    Parameters
    ----------
    changes
        Cells by column, for every row; blank takes a cell away. Names and contacts in them are hidden.
    """
    typed = without_people({name: value.strip() for name, value in changes.items()}, scenario)
    rows = [{**row, **typed} for row in draft.rows]
    if draft.table == REPORTS:
        return report_draft(rows[0])
    if draft.table == EVENTS:
        rows = rows[:1] if "target" in changes else rows  # who names one target means one event
        return event_draft(rows, scenario, "")
    return Draft(table="", rows=tuple(rows), why=draft.why)


def report_draft(cells: Cells) -> Draft:
    """Look at a row of reports: why it is none, or nothing."""
    why = ""
    if not cells.get("place"):
        why = "the text names no place"
    elif not any(cells.get(name) for name in ("value", "low", "high")):
        why = "it has no figure"
    else:
        try:
            Report(**{name: cell for name, cell in cells.items() if cell})
        except InputError as error:
            why = _words(error.problems)
    return Draft(table=REPORTS, rows=(cells,), why=why)


def event_draft(rows: Iterable[Cells], scenario: Scenario, why: str) -> Draft:
    """Look at rows of events: why they are none, or nothing."""
    rows = tuple(rows)
    why = why or next((found for row in rows if (found := _why_no_event(row, scenario))), "")
    return Draft(table=EVENTS, rows=rows, why=why)


def _why_no_event(cells: Cells, scenario: Scenario) -> str:
    if not cells.get("start"):
        return "the text names no single day on which it began"
    if unknown := target_problem(cells.get("target", ""), scenario):
        return unknown
    try:
        event = make_event({name: cell for name, cell in cells.items() if cell})
    except InputError as error:
        return _words(error.problems)
    for other in scenario.events:
        is_same = (other.kind, other.start) == (event.kind, event.start)
        if is_same and _selects(scenario, other.target) == _selects(scenario, event.target):
            return f"the scenario has this {event.kind} of {event.start} already"
    try:
        scenario.with_events(event)
    except InputError as error:
        return _words(error.problems)
    return ""


def target_problem(target: str, scenario: Scenario) -> str:
    """Say that the scenario has no such target, and what was probably meant; empty if it has it."""
    ways = {corridor.name for corridor in scenario.corridors}
    if not target or target in ways or resolve_area(scenario, target) is not None:
        return ""
    known = [*(p.name for p in scenario.places), *(a.name for a in scenario.areas), *ways]
    likely = did_you_mean(target, known)
    return f'the scenario has no place, corridor or area called "{target}"' + (
        f". {likely}" if likely else ""
    )


def _selects(scenario: Scenario, target: str) -> tuple[object, ...]:
    """What a target stands for: a country by its code and by its name are the same."""
    area = resolve_area(scenario, target) if target else None
    return (target,) if area is None else (places_in(scenario, area), area.modes, area.from_places)


def _words(problems: Iterable[Problem]) -> str:
    """The first problem in one line."""
    problem = next(iter(problems))
    parts = (f"{problem.wrong}.", problem.allowed, problem.likely)
    return " ".join(part for part in parts if part).rstrip(".")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


def _issuer(p: Proposal) -> str:
    """Who says so, as an office; whoever is not named is somebody else in every text."""
    office = office_in(p.speaker).replace(";", ",")
    if office and office != PRIVATE:
        return office
    return f"{office or 'not named'} (text {p.text[:8]})"


def source_of(p: Proposal) -> str:
    """Where a row comes from: the text by its fingerprint, and the characters."""
    return f"text {p.text}, characters {p.start} to {p.end}" + (
        f", found by {p.made_by}" if p.made_by else ""
    )


def report_cells(p: Proposal) -> Cells:
    """Write a proposal as cells of reports.csv; what the text does not say stays blank."""
    return {
        "id": p.id,
        "published": _day(p.published),
        "start": _day(p.first),
        "end": _day(p.last),
        "place": p.place,
        "measure": p.measure or "other",
        "value": _number(p.value),
        "low": _number(p.low),
        "high": _number(p.high),
        "unit": p.unit or "persons",
        "issuer": _issuer(p),
        "qualifier": p.qualifier,
        "group": p.group,
        "note": f"Read from {source_of(p)}",
        "use": "yes",
    }


def _silence_cells(p: Proposal) -> Cells:
    return {
        **report_cells(p),
        "measure": "other",
        "value": "0",
        "low": "",
        "high": "",
        "unit": NOBODY,
        "end": _day(p.last or p.published),
        "note": f"Row marks silence: nobody publishes; value 0 = no publication. Read from {source_of(p)}",
    }


def _no_event(p: Proposal) -> str:
    """Why the fact itself is no change of the world."""
    if p.what.endswith(PLANNED):
        return "it is planned or supposed, not yet so"
    if p.what == "fighting displaces people":
        return "the text does not say how many times as readily people leave"
    return "it says that things stay as they were" if p.what == "air links are kept open" else ""


def _event_rows(p: Proposal, scenario: Scenario) -> list[Cells]:
    kind, value, share = _kind_of(p)
    began = _began(p)
    return [
        {
            "start": _day(began),
            "end": "",
            "kind": kind,
            "target": target,
            "groups": "",
            "value": value,
            "published": _day(p.published),
            "source": f"{p.id}: {source_of(p)}" + (f", {share}: assumption" if share else ""),
            "note": p.what,
        }
        for target in _targets(p, kind, scenario)
    ]


def _began(p: Proposal) -> dt.date | None:
    """The single day on which a change began; None if the text names none, or only a month."""
    if p.since is not None and (p.since.day > 1 or re.search(r"(?<!\d)0?1(?!\d)", p.quote)):
        return p.since
    return p.last if p.first in (None, p.last) else None


def _kind_of(p: Proposal) -> tuple[str, str, str]:
    """Kind of event, its value, and what of the value is assumed."""
    what = p.what.removesuffix(PLANNED).strip()
    if what == "entry is refused":
        return ("closure", "", "") if SHUT.search(p.words) else ("entry_rule", "0", "share")
    if what == "fighting displaces people":
        return "conflict", "", ""
    return {
        "flights are blocked": ("closure", "", ""),
        "air links are kept open": ("opening", "", ""),
        "no visa is asked for": ("entry_rule", "1", "share"),
        "a visa is asked for": ("entry_rule", "", "share"),
        "a crossing opens": ("opening", "", ""),
        "mobilisation is announced": ("shock", "1", "size"),
    }.get(what, ("", "", ""))


def _targets(p: Proposal, kind: str, scenario: Scenario) -> list[str]:
    """What changes, in the scenario's words; one event for each place that a text names together."""
    if kind == "shock":
        return [next((e.target for e in scenario.events if e.kind == "shock"), "")]
    whole = [p.place] if resolve_area(scenario, p.place) else [part.strip() for part in p.place.split(", ")]
    if not p.what.startswith("flights are blocked"):
        return whole
    return [way for place in whole for way in _flights_to(place, scenario)]


def _flights_to(place: str, scenario: Scenario) -> list[str]:
    """Every way by air from home into a place or area; the word itself if there is none, to be mended."""
    area = resolve_area(scenario, place)
    if area is None:
        return [place]
    inside = set(places_in(scenario, area))
    home = {p.name for p in scenario.places if p.country in scenario.home}
    ways = [c for c in scenario.corridors if c.mode == "air" and c.from_place in home]
    return [c.name for c in ways if c.to_place in inside] or [place]
