"""Is a cell that somebody just typed good for its row? It is said at once, not when the row is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alee.core.errors import InputError, Problem, stopped
from alee.core.suggestions import did_you_mean
from alee.model.areas import resolve_area
from alee.model.events import KINDS, make_event
from alee.model.reports import Report
from alee.model.scenario import Scenario
from alee.reading.becoming import EVENTS, REPORTS, Draft, target_problem

FIGURES = ("value", "low", "high")
A_REPORT = {"id": "x", "place": "x", "measure": "other", "issuer": "x"}
AN_EVENT = {"start": "2000-01-01", "target": "x", "source": "x"}


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Why a cell is not taken as it was typed.

    Attributes
    ----------
    may_stand
        Whether the cell is wrong only beside others, or a name that the scenario lacks: it may be meant.
    """

    words: str
    may_stand: bool


def doubt_about(draft: Draft, name: str, row: Mapping[str, str], scenario: Scenario) -> Doubt | None:
    """Look at one cell of a row; None if it is good.

    Parameters
    ----------
    draft
        What is being edited.
    name
        Column of the cell.
    row
        The row with what was typed so far.
    """
    cell = row.get(name, "")
    if not cell or not draft.table:
        return None
    alone = _problem(draft.table, name, {name: cell, **({"kind": row["kind"]} if row.get("kind") else {})})
    if alone is not None:
        return Doubt(words=_words(alone), may_stand=False)
    if draft.table == EVENTS and name in ("target", "groups"):
        unknown = target_problem(cell, scenario) if name == "target" else _group_problem(cell, scenario)
        if unknown:
            return Doubt(words=stopped(unknown), may_stand=False)
    if draft.table == REPORTS and (unknown := _name_problem(name, cell, scenario)):
        return Doubt(words=stopped(unknown), may_stand=True)
    if draft.table == REPORTS and name in FIGURES and row.get("unit") == "share" and float(cell) > 1:
        return Doubt(words=f"{cell} is more than all: a share is 0 to 1, and 40 % is 0.4.", may_stand=True)
    beside = _problem(draft.table, name, row)
    return None if beside is None else Doubt(words=_words(beside), may_stand=True)


def _problem(table: str, name: str, cells: Mapping[str, str]) -> Problem | None:
    """What is wrong with the cell of one column, as the row's own reader says it."""
    written = {column: cell for column, cell in cells.items() if cell}
    columns = {name}
    try:
        if table == REPORTS:
            Report(**{**A_REPORT, **written})
        else:
            kind = KINDS.get(written.get("kind", ""))
            if name == "value" and kind is not None:
                columns |= {kind.value_field, "factor"}
            make_event({**AN_EVENT, "kind": "closure", **written})
    except InputError as error:
        return next((p for p in error.problems if p.path and p.path[0] in columns), None)
    return None


def _name_problem(name: str, cell: str, scenario: Scenario) -> str:
    """Which place or group of a report the scenario lacks; empty if it has it."""
    if name == "place" and resolve_area(scenario, cell) is None:
        known = [*(p.name for p in scenario.places), *(a.name for a in scenario.areas)]
        return f'the scenario has no place called "{cell}". {did_you_mean(cell, known)}'.strip()
    return _group_problem(cell, scenario) if name == "group" else ""


def _group_problem(cell: str, scenario: Scenario) -> str:
    known = [group.name for group in scenario.groups]
    unknown = next((name for name in (part.strip() for part in cell.split(";")) if name not in known), None)
    if unknown is None:
        return ""
    return f'the scenario has no group called "{unknown}". {did_you_mean(unknown, known)}'.strip()


def _words(problem: Problem) -> str:
    parts = (problem.wrong, problem.allowed, problem.likely)
    return " ".join(stopped(part) for part in parts if part)
