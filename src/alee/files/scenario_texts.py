"""A scenario as the texts of its files, before any of them is written."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from alee.files.scenario_folder import Findings, check_folder

FILES = ("scenario.yaml", "places.csv", "corridors.csv", "groups.csv", "events.csv")
REPORTS_FILE = "reports.csv"


def check_texts(files: Mapping[str, str], name: str = "scenario") -> Findings:
    """Check the texts of a scenario's files as a folder would be checked.

    Parameters
    ----------
    files
        Texts by the names of the files; what is no file of a scenario is left aside.
    name
        Of the folder, for the messages.
    """
    with tempfile.TemporaryDirectory(prefix="alee-") as scratch:
        folder = Path(scratch) / (name or "scenario")
        folder.mkdir()
        for file in (*FILES, REPORTS_FILE):
            if file in files:
                (folder / file).write_text(files[file], encoding="utf-8", newline="")
        return check_folder(folder)
