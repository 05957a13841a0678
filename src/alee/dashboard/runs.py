"""The saved runs of a workspace, read from their small descriptions only; members stay on the disk."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alee.dashboard.views.book import NAME as BOOK
from alee.dashboard.views.book import is_fresh


@dataclass(frozen=True, kw_only=True)
class SavedRun:
    """What is known of a run without its members; ``id`` is the name of its folder."""

    id: str
    folder: Path
    scenario: str
    as_of: str
    horizon_end: str
    members: int
    seed: int
    saved: str
    digest: str
    is_outlook: bool
    is_example: bool
    command: str

    @property
    def book(self) -> Path:
        """File of its views."""
        return self.folder / BOOK

    @property
    def is_ready(self) -> bool:
        """Whether its views were worked out by this version."""
        return is_fresh(self.book, self.digest)


class RunShelf:
    """Lists the runs in a folder; descriptions are read again only when they changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[Path, tuple[int, SavedRun]] = {}

    def all(self) -> list[SavedRun]:
        """Every outlook in the folder, the newest first; what cannot be read is passed over."""
        found = []
        for path in self.folder.glob("*/run.json"):
            run = self._read(path)
            if run is not None and run.is_outlook:
                found.append(run)
        return sorted(found, key=lambda run: (run.saved, run.id), reverse=True)

    def get(self, name: str) -> SavedRun | None:
        """One run by its id; the id is compared with names that are there, it is never used as a path."""
        return next((run for run in self.all() if run.id == name), None)

    def _read(self, path: Path) -> SavedRun | None:
        try:
            stamp = path.stat().st_mtime_ns
            if path in self._seen and self._seen[path][0] == stamp:
                return self._seen[path][1]
            run = described(path)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        self._seen[path] = (stamp, run)
        return run


def described(path: Path) -> SavedRun:
    """Read the description of a run."""
    meta: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    about = meta["provenance"]
    as_of = dt.date.fromisoformat(meta["as_of"])
    ahead = meta["outlook"]
    scenario = json.loads(path.with_name("scenario.json").read_text(encoding="utf-8"))
    end = as_of + dt.timedelta(days=int(ahead["days"])) if ahead else as_of
    saved = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).isoformat(timespec="seconds")
    return SavedRun(
        id=path.parent.name, folder=path.parent, scenario=str(about["alee_scenario"]),
        as_of=as_of.isoformat(), horizon_end=end.isoformat(), members=int(about["alee_members"]),
        seed=int(meta["seed"]), saved=saved, digest=str(meta["digest"]),
        is_outlook=bool(ahead) and not (ahead or {}).get("given"),
        is_example=bool(scenario.get("example", False)), command=str(about.get("alee_command", "")),
    )  # fmt: skip
