"""Stretches of days told from the day of publication: last week, the last ten days, the first quarter."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from alee.reading.day_words import ORDER, SPANS
from alee.reading.letters import Family, Line, holds_any
from alee.reading.letters import small as in_small
from alee.reading.numerals import small

DAY = dt.timedelta(days=1)


@cache
def _spans(language: str) -> Family[tuple[tuple[str, ...], re.Pattern[str], str]]:
    every = [(anchors, in_small(rf"\b(?:{p})\b"), kind) for anchors, p, kind in SPANS[language]]
    return Family((pattern, (anchors, pattern, kind)) for anchors, pattern, kind in every)


def spans_in(line: Line, language: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """Patterns of stretches of days that may stand in a sentence, and their kinds."""
    for anchors, pattern, kind in line.among(_spans(language)):
        if line.may(pattern) and holds_any(line.low, anchors):
            yield pattern, kind


def span_of(
    match: re.Match[str], kind: str, language: str, published: dt.date
) -> tuple[dt.date, dt.date] | None:
    """First and last day of a stretch of days; None if it cannot be told."""
    first_of_month = published.replace(day=1)
    saturday = published - ((published.weekday() - 5) % 7 or 7) * DAY
    monday = published - published.weekday() * DAY
    fixed = {
        "year": (published.replace(month=1, day=1), published),
        "month": (first_of_month, published),
        "last week": (monday - 7 * DAY, monday - DAY),
        "week": (published - 7 * DAY, published - DAY),
        "this week": (monday, published),
        "last month": ((first_of_month - DAY).replace(day=1), first_of_month - DAY),
        "yesterday": (published - DAY, published - DAY),
        "day": (published - DAY, published - DAY),  # 24 hours are one day, mostly the one before
        "weekend": (saturday, min(saturday + DAY, published)),
    }
    if kind in fixed:
        return fixed[kind]
    return (
        _part_of_year(match, kind, published)
        if kind in ("quarter", "half", "months")
        else _last(match, language, published, is_since=kind == "since")
    )


def _last(
    match: re.Match[str], language: str, published: dt.date, *, is_since: bool
) -> tuple[dt.date, dt.date] | None:
    """The last so many days, weeks or months."""
    text = match["n"].casefold()
    number = int(text) if text.isdigit() and len(text) < 5 else int(small(text, language) or 0)
    if not 0 < number <= 400:
        return None
    unit = match["u"].casefold()
    is_week, is_month = unit[:4] in ("week", "неде", "haft", "тижн"), unit[:2] in ("mo", "ме", "ay", "мі")
    days = number * (7 if is_week else 30 if is_month else 1)
    if is_since:
        return published - days * DAY, published
    if unit.startswith("hour"):
        days = max(1, round(number / 24))
    return published - days * DAY, published - DAY


def _part_of_year(match: re.Match[str], kind: str, published: dt.date) -> tuple[dt.date, dt.date] | None:
    """A quarter or a half of a year that has begun by publication."""
    if kind == "months":
        return _first_months(match, published)
    number = ORDER.get((match["q"] if kind == "quarter" else match["h"]).casefold(), 0)
    months = 3 if kind == "quarter" else 6
    told = match.groupdict().get("y") or ""
    year = int(told) if told.isdigit() else published.year - (told == "last year")
    if not number or not 1000 < year < 3000:
        return None
    first = dt.date(year, 1 + (number - 1) * months, 1)
    if first > published:
        first = first.replace(year=first.year - 1)
    end = first.month + months - 1
    return first, min(dt.date(first.year, end, calendar.monthrange(first.year, end)[1]), published)


def _first_months(match: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date] | None:
    """The first so many months of a year."""
    told = match["y"] or ""
    year = int(told) if told.isdigit() else published.year - (told == "last year")
    told_number = next((n for k in ("en", "ru", "tr") if (n := small(match["n"], k))), 0)
    number = int(match["n"]) if match["n"].isdigit() else int(told_number)
    if not 0 < number <= 12 or not 1000 < year <= published.year:
        return None
    last = dt.date(year, number, calendar.monthrange(year, number)[1])
    return dt.date(year, 1, 1), min(last, published)
