"""Remember what was made public, so that the next copy gives nothing away together with the last one.

The ledger is a private file of the team: it holds the true figures of every table that ever went out,
because only who knows them can see what two releases together would tell. It is never part of a public copy.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alee.core.errors import InputError, Problem
from alee.files.atomic import write_text
from alee.files.intake import label_of
from alee.release.suppression import Release, Sum

FORMAT = 1
NAME = "releases.json"
WARNING = "Private: true figures behind public copies. Do not publish, do not delete."


def earlier_releases(ledger: Path, scenario: str) -> list[Release]:
    """Read what was made public of a scenario before; nothing if there is no ledger yet.

    Raises
    ------
    InputError
        If the file is there and cannot be understood. Without it no copy is safe, so it is not passed over.
    """
    return [_release(entry) for entry in _entries(ledger) if entry["scenario"] == scenario]


def remember(ledger: Path, scenario: str, released_on: dt.date, release: Release) -> None:
    """Write down what was made public; the same tables once more are not written twice.

    Raises
    ------
    InputError
        If the ledger cannot be read or written; then nothing may be published.
    """
    entries = _entries(ledger)
    entry = {
        "scenario": scenario,
        "released_on": released_on.isoformat(),
        "figures": [[*key, figure] for key, figure in sorted(release.figures.items())],
        "sums": [[list(s.whole), [list(part) for part in s.parts]] for s in release.sums],
        "hidden": sorted(list(key) for key in release.hidden),
        "secret": sorted(list(key) for key in release.secret),
    }
    if not any(_same(entry, other) for other in entries):
        text = {"format": FORMAT, "note": WARNING, "releases": [*entries, entry]}
        write_text(ledger, json.dumps(text, indent=None, ensure_ascii=False) + "\n")


def _same(entry: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(entry[key] == other[key] for key in entry if key != "released_on")


def _entries(ledger: Path) -> list[dict[str, Any]]:
    if not ledger.exists():
        return []
    try:
        text = json.loads(ledger.read_text(encoding="utf-8"))
        entries = text["releases"]
        for entry in entries:
            _release(entry)
        if text["format"] != FORMAT:
            raise ValueError("another format")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        wrong = f"this file cannot be read as a ledger of releases ({error})"
        allowed = "Without knowing what is public already, nothing more can be made public safely."
        likely = "Restore it from a copy, or name another one with --ledger if nothing went out yet."
        raise InputError(Problem(wrong, allowed, likely, where=label_of(ledger))) from None
    return list(entries)


def _release(entry: Mapping[str, Any]) -> Release:
    figures = {tuple(str(part) for part in row[:-1]): float(row[-1]) for row in entry["figures"]}
    sums = tuple(Sum(tuple(whole), tuple(tuple(part) for part in parts)) for whole, parts in entry["sums"])
    hidden, secret = (frozenset(tuple(key) for key in entry[name]) for name in ("hidden", "secret"))
    str(entry["scenario"])
    return Release(figures, sums, hidden, secret)
