"""Days that a text names and no calendar has, as 29 February 2023: they are named, never guessed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from alee.reading.days import AHEAD, days_written, holds_month, may_name_day, month_of, short_ranges
from alee.reading.letters import Line

LATE = re.compile(r"29|3[01]|[^\D0-9]")  # a day from the 29th on, or figures of other scripts


class NoDay(NamedTuple):
    """Words of a sentence that name a day which does not exist, and where they stand."""

    start: int
    end: int
    words: str


def impossible_days(line: Line, language: str, published: dt.date) -> list[NoDay]:
    """Find the days of a sentence that do not exist, with the whole range they belong to."""
    out: list[NoDay] = []
    if LATE.search(line.low) is None or not may_name_day(line, language):
        return out
    for match, number, month, year in _said(line, language):
        if not 1 <= month <= 12 or not 28 < number < 32:
            continue
        last = calendar.monthrange(year or _year_of(month, published), month)[1]
        if number > last and not any(n.start < match.end() and match.start() < n.end for n in out):
            out.append(NoDay(*match.span(), line.text[match.start() : match.end()].strip()))
    return out


def _said(line: Line, language: str) -> Iterator[tuple[re.Match[str], int, int, int | None]]:
    """Every written day: where, number, month and year."""
    for pattern in short_ranges(language) if holds_month(line, language) else ():
        for match in pattern.finditer(line.low):
            year = int(match["y"]) if match["y"] else None
            yield match, max(int(match["a"]), int(match["b"])), month_of(match["m"], language) or 0, year
    for match in days_written(line, language):
        found = {name[0]: value for name, value in match.groupdict().items() if value}
        month = int(found["n"]) if "n" in found else month_of(found.get("m", ""), language) or 0
        yield match, int(found.get("d", 0)), month, int(found["y"]) if "y" in found else None


def _year_of(month: int, published: dt.date) -> int:
    """The year of a month without one: the last before publication, or one that begins soon."""
    return published.year - (dt.date(published.year, month, 28) > published + AHEAD)
