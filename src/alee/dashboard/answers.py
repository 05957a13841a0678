"""Answers to proposals of a text, gathered into one change of the workspace."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from alee.dashboard.contents import FILE, REPORT, Contents, KeptReport, read_scenario
from alee.dashboard.edit_shapes import ReportIn, Warned
from alee.dashboard.endpoints.changing import in_words
from alee.dashboard.report_rows import reports_of, row_of
from alee.dashboard.shapes import JsonObject
from alee.files.scenario_texts import check_texts
from alee.model.reports import Report
from alee.model.scenario import Scenario
from alee.reading.accepted import added as table_with
from alee.reading.becoming import EVENTS, REPORTS, Draft, draft_of, report_cells
from alee.reading.proposals import Proposal
from alee.reading.typed import without_people


class Answers:
    """What was accepted, as documents that are written together.

    Parameters
    ----------
    copies
        For proposals of a reprint by their id: the report that each repeats.

    Attributes
    ----------
    documents
        What changes in the workspace.
    reports
        Reports that are added.
    added
        Ids of the proposals that became reports or events.
    told
        The same in words.
    problems
        What somebody should know: rows that stay as they are, and notes with the reason.
    """

    def __init__(self, contents: Contents, copies: Mapping[str, str]) -> None:
        self.documents: dict[str, Any] = {}
        self.reports: list[Report] = []
        self.added: list[str] = []
        self.told: list[str] = []
        self.problems: list[Warned] = []
        self.copies = copies
        self.standing = contents.reports()
        self.position = contents.next_position()
        self.files = contents.files()

    def accept(self, proposal: Proposal) -> None:
        """Take a proposal as it is: a report, an event, or a note."""
        draft = self._draft(proposal)
        why = draft.why or (_refused_event(self.files, draft) if draft.table == EVENTS else "")
        if why:
            if draft.table:
                words = f"{proposal.what}: kept as a note, because {why}."
                self.problems.append(Warned(message=words, field="id"))
        elif draft.table == EVENTS:
            self.files[EVENTS] = table_with(self.files.get(EVENTS, ""), EVENTS, draft.rows)
            self.documents[FILE + EVENTS] = self.files[EVENTS]
            self.added.append(proposal.id)
            self.told.append(proposal.what)
        else:
            self._add(
                Report(**{**self._mark(proposal), **{n: cell for n, cell in draft.rows[0].items() if cell}})
            )

    def accept_edited(self, proposal: Proposal, edited: ReportIn | None) -> None:
        """Take a proposal as a report with other cells.

        Raises
        ------
        ReportError
            If what was written cannot be a report.
        """
        changes = {} if edited is None else edited.model_dump(exclude_none=True, exclude={"id"})
        if not changes:
            self.accept(proposal)
            return
        words = {name: cell for name, cell in changes.items() if isinstance(cell, str)}
        changes |= without_people(words, self._scenario())
        draft = self._draft(proposal)
        found = draft.rows[0] if draft.table == REPORTS else report_cells(proposal)
        cells: JsonObject = {**self._mark(proposal), **{name: cell for name, cell in found.items() if cell}}
        if "value" in changes:
            cells |= {"low": None, "high": None}
        self._add(Report(**{**cells, **changes}))

    def check(self) -> None:
        """Look at all reports together.

        Raises
        ------
        ReportError
            If two of them do not go together.
        """
        standing = [kept.counted_row() for kept in self.standing.values()]
        reports_of([*standing, *(row_of(report) for report in self.reports)])

    def _mark(self, proposal: Proposal) -> JsonObject:
        """Of which report a proposal is a copy, if its text is a reprint."""
        first = self.copies.get(proposal.id)
        return {} if first is None else {"copy_of": first}

    def _draft(self, proposal: Proposal) -> Draft:
        return draft_of(proposal, self._scenario())

    def _scenario(self) -> Scenario:
        return read_scenario(json.dumps(self.files))

    def _add(self, report: Report) -> None:
        if report.id in self.standing:
            words = f"{report.id} is a report already and stays as it is."
            self.problems.append(Warned(message=words, field="id"))
            return
        kept = KeptReport(position=self.position + len(self.reports), row=row_of(report), is_off=False)
        self.documents[REPORT + report.id] = kept.document()
        self.reports.append(report)
        self.added.append(report.id)
        self.told.append(in_words(report))


def _refused_event(files: Mapping[str, str], draft: Draft) -> str:
    """Why the scenario cannot take the rows of a draft; empty if it can."""
    with_rows = table_with(files.get(EVENTS, ""), EVENTS, draft.rows)
    errors = check_texts({**files, EVENTS: with_rows}).errors
    return errors[0].wrong if errors else ""
