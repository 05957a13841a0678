"""The folder of a group: its journal, and which outlook and services its numbers belong to."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from alee.core.errors import InputError, Problem

FILE = "alee-workspace.json"


@dataclass(frozen=True)
class Remembered:
    """What ``alee needs`` was last asked in this workspace."""

    outlook: Path
    services: Path
    place: str


def today() -> dt.date:
    """The real day, after which nothing can have been counted."""
    return dt.date.today()


def remember(workspace: Path, *, outlook: Path, services: Path, place: str) -> None:
    """Keep the question, so that ``alee log`` can answer it anew; the folder is made if need be."""
    from alee.files.atomic import write_texts

    kept = {"outlook": str(outlook.absolute()), "services": str(services.absolute()), "place": place}
    write_texts(workspace, {FILE: json.dumps(kept, indent=1, ensure_ascii=False) + "\n"})


def remembered(workspace: Path) -> Remembered | None:
    """The last question of a workspace; None if there was none, or what it names is gone."""
    path = workspace / FILE
    if not path.exists():
        return None
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        found = Remembered(Path(kept["outlook"]), Path(kept["services"]), str(kept["place"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            Problem("this file cannot be read", "It is written by alee needs.", "Remove it.", where=str(path))
        ) from None
    return found if found.outlook.exists() and found.services.exists() else None
