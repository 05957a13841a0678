"""The scenario and the reports of a workspace, kept as documents of its journal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from alee.dashboard.report_rows import Row, row_of
from alee.dashboard.runs import SavedRun
from alee.dashboard.workspace import Workspace
from alee.files.report_table import load_reports
from alee.files.resolved import parse_resolved, resolve, scenario_texts
from alee.files.scenario_folder import check_folder
from alee.files.scenario_texts import FILES, REPORTS_FILE, check_texts
from alee.model.reports import Reports
from alee.model.scenario import Scenario

FILE, REPORT = "file/", "report/"
MORE_FILES = ("README.md", "services.yaml")


@dataclass(frozen=True, kw_only=True)
class KeptReport:
    """A row of the reports: where it stands, what it says, and whether somebody switched it off."""

    position: int
    row: Row
    is_off: bool

    def document(self) -> dict[str, Any]:
        """How it is kept."""
        return {"position": self.position, "row": self.row, "off": self.is_off}

    def counted_row(self) -> Row:
        """The row as a fit sees it: one that is switched off must not count."""
        return {**self.row, "use": False} if self.is_off else self.row


class Contents:
    """Reads and writes the scenario and the reports of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @property
    def is_empty(self) -> bool:
        """Whether there is no scenario yet."""
        return self.workspace.document(FILE + FILES[0]) is None

    def begin_with(self, folder: Path, words: str) -> None:
        """Take the scenario and reports of a folder as the beginning, which cannot be undone."""
        self.workspace.change("begin", words, folder_documents(folder), can_be_undone=False)

    def begin_with_run(self, run: SavedRun) -> None:
        """Take what a run was made from as the beginning."""
        scenario = parse_resolved((run.folder / "scenario.json").read_text(encoding="utf-8"))
        documents = {FILE + name: text for name, text in scenario_texts(scenario).items()}
        documents |= report_documents(load_reports(run.folder / REPORTS_FILE))
        self.workspace.change("begin", f"Began with the run {run.id}", documents, can_be_undone=False)

    def files(self) -> dict[str, str]:
        """The texts of the scenario's files, by name."""
        return dict(self.workspace.documents(FILE))

    def reports(self) -> dict[str, KeptReport]:
        """Every report by its id, in the order of the table."""
        found = self.workspace.documents(REPORT)
        kept = {
            name: KeptReport(position=int(d["position"]), row=d["row"], is_off=bool(d["off"]))
            for name, d in found.items()
        }
        return dict(sorted(kept.items(), key=lambda pair: (pair[1].position, pair[0])))

    def rows(self) -> list[Row]:
        """The reports as a fit sees them."""
        return [report.counted_row() for report in self.reports().values()]

    def scenario(self) -> Scenario:
        """The scenario as it stands.

        Raises
        ------
        ScenarioError
            If something is wrong with it.
        """
        return read_scenario(json.dumps(self.files()))

    def scenario_text(self) -> str:
        """The scenario in its canonical form."""
        return resolve(self.scenario())

    def scenario_changes(self, scenario: Scenario) -> dict[str, str]:
        """Documents that turn the scenario into this one; files that say the same stay as they are."""
        before, after = scenario_texts(self.scenario()), scenario_texts(scenario)
        return {FILE + name: text for name, text in after.items() if before.get(name) != text}

    def next_position(self) -> int:
        """Where a new report goes."""
        return max((report.position for report in self.reports().values()), default=-1) + 1


@lru_cache(maxsize=4)
def read_scenario(files: str) -> Scenario:
    """Read a scenario from the texts of its files, which are given as JSON; the last ones are remembered."""
    found = check_texts(json.loads(files))
    if found.scenario is None:
        from alee.core.errors import ScenarioError

        raise ScenarioError(found.errors)
    return found.scenario


def folder_documents(folder: Path) -> dict[str, Any]:
    """Read a scenario folder as documents.

    Raises
    ------
    InputError
        If anything is wrong with it.
    """
    found = check_folder(folder)
    if found.scenario is None or found.errors:
        from alee.core.errors import ScenarioError

        raise ScenarioError(found.errors)
    documents: dict[str, Any] = {
        FILE + name: (folder / name).read_text(encoding="utf-8")
        for name in (*FILES, *MORE_FILES)
        if (folder / name).is_file()
    }
    return documents | report_documents(found.reports or Reports())


def report_documents(reports: Reports) -> dict[str, Any]:
    """Write reports as documents."""
    return {
        REPORT + report.id: KeptReport(position=k, row=row_of(report), is_off=False).document()
        for k, report in enumerate(reports)
    }
