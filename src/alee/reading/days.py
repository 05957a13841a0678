"""Days that a text names: written out, or counted from the day of publication."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from alee.reading.day_pairs import together
from alee.reading.day_words import (
    BEFORE,
    IN_MONTH,
    IN_YEAR,
    LAST_YEAR,
    ONE_DAY,
    SPEECH_AHEAD,
    UNTIL,
)
from alee.reading.letters import Family, Line, found_at, holds_any
from alee.reading.letters import small as in_small
from alee.reading.lexicon import MONTH_STARTS, MONTHS
from alee.reading.numerals import small
from alee.reading.stretches import DAY, span_of, spans_in
from alee.reading.weekdays import LOOK_BACK, Period, beside, days_up_to, is_since, week_to, weekdays_in

AHEAD = 45 * DAY  # a day without a year may lie so far ahead of publication
FIGURE = re.compile(r"\d")
FIGURES = re.compile(r"\d+")
FIGURE_DAY = re.compile(r"\d[./-]\d")
WEEK = 7 * DAY
FROM_START = in_small(
    r"since\s|(?:с|со|з|із|від)\s+(?:начала|середины|конца|початку|середини|кінця)\s"
)  # since the beginning of a month
FIRST, LAST = ("first", "перв", "ilk", "перш"), ("last", "послед", "son", "останн")
HALF, DAYS = ("half", "половин", "yarı"), ("day", "дн", "gün")
MOST_YEARS = 3  # back from the day of publication

# Measures of a moment: of a stretch of days they have the last.
INSTANT = frozenset({"stock", "registered", "queue_length", "queue_length_km", "queue_hours", "rent_index"})


@cache
def written_days(language: str) -> re.Pattern[str]:
    """Days with their month, written out or in figures."""
    month = MONTHS[language]
    day_first = (
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|-?го|-?е)?\.?\s+(?:of\s+)?(?P<m1>{month})(?:,?\s+(?P<y1>\d{{4}}))?"
    )
    month_first = rf"(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]\d|\d| (?:thousand|million))(?:,?\s+(?P<y2>\d{{4}}))?"
    figures = r"(?P<y3>\d{4})-(?P<n3>\d{2})-(?P<d3>\d{2})|(?P<d4>\d{1,2})[./](?P<n4>\d{1,2})[./](?P<y4>\d{4})"
    parts = [figures, day_first]
    if language == "en":
        parts.append(month_first)
        parts.append(
            r"(?:(?<=\bon )|(?<=since )|(?<=until )|(?<=till )|(?<=from )|(?<=than on ))(?P<d5>\d{1,2})\.(?P<n5>0[1-9]|1[0-2])"
            r"(?![.,\d]|\s?(?:%|thousand|million|km|metres|m\b))"
        )
    else:
        parts.append(r"(?P<d5>\d{1,2})\.(?P<n5>0[1-9]|1[0-2])(?![.,\d]|\s?(?:%|тыс|млн|тис|bin))")
    return in_small(rf"(?<![\d.,])(?:{'|'.join(parts)})(?!\d)")


@cache
def _month_start(language: str) -> re.Pattern[str]:
    return re.compile("|".join(MONTH_STARTS[language]))


def days_written(line: Line, language: str) -> Iterator[re.Match[str]]:
    """Find the days of a sentence that are written with their month; each begins with figures or a month."""
    begins = [m.start() for m in FIGURES.finditer(line.low)]
    if language == "en" and holds_any(line.low, MONTH_STARTS[language]):
        begins = sorted([*begins, *(m.start() for m in _month_start(language).finditer(line.low))])
    return found_at(written_days(language), line.low, begins)


def written_day(match: re.Match[str], language: str, published: dt.date | None) -> dt.date | None:
    """Make a day of what is written; without a year, the last such day before publication."""
    found = match.groupdict()
    number = next((found[k] for k in ("d1", "d2", "d3", "d4", "d5") if found.get(k)), None)
    year = next((found[k] for k in ("y1", "y2", "y3", "y4") if found.get(k)), None)
    name = (found.get("m1") or found.get("m2") or "").casefold()
    figure = found.get("n3") or found.get("n4") or found.get("n5")
    month = int(figure) if figure else month_of(name, language)
    if number is None or month is None:
        return None
    return _day(int(number), month, int(year) if year else None, published)


def _day(number: int, month: int, year: int | None, published: dt.date | None) -> dt.date | None:
    try:
        if year is not None:
            return dt.date(year, month, number)
        if published is None:
            return None
        is_past = dt.date(published.year, month, min(number, 28)) <= published + AHEAD
        return dt.date(published.year - (not is_past), month, number)
    except ValueError:
        return None


@cache
def month_of(name: str, language: str) -> int | None:
    """Number of a month by its name; None if it is none."""
    for k, start in sorted(enumerate(MONTH_STARTS[language], start=1), key=lambda pair: -len(pair[1])):
        if name.startswith(start):
            return k
    return None


def holds_month(line: Line, language: str) -> bool:
    """Whether a word begins as the name of a month does."""
    return line.may(_month_starts(language))


@cache
def _month_starts(language: str) -> re.Pattern[str]:
    return in_small(rf"\b(?:{'|'.join(MONTH_STARTS[language])})")


@cache
def _month(language: str) -> re.Pattern[str]:
    return in_small(rf"(?<![^\W_])(?:{MONTHS[language]})(?![^\W_])")


def names_month(line: Line, language: str) -> bool:
    """Whether a word is the name of a month."""
    return holds_month(line, language) and _month(language).search(line.low) is not None


def may_name_day(line: Line, language: str) -> bool:
    """Whether a sentence may name a day with its month; a month is then looked for inside words too."""
    if not line.has_digit:
        return False
    if holds_month(line, language) or FIGURE_DAY.search(line.low):
        return True
    return line.holds_any(MONTH_STARTS[language])


def find_periods(line: Line, language: str, published: dt.date | None) -> list[Period]:
    """Find the days and periods that a sentence names, in their order."""
    sentence = line.low
    has_month = holds_month(line, language)
    out: list[Period] = []
    if line.has_digit and has_month and published is not None:
        out = _short_ranges(line, language, published)
    if may_name_day(line, language):
        out += _long(line, language, published, out)
    if published is None:
        return sorted(out, key=lambda p: p.start)
    if has_month:
        out += [p for p in _month_ranges(line, language, published) if not _inside(p, out)]
        out += [p for p in _months(line, language, published) if not _inside(p, out)]
    out += [p for p in _relative(line, language, published) if not _inside(p, out)]
    if line.may_have_year:
        out += [p for p in _years(sentence, language, published) if not _inside(p, out)]
    found = sorted((_spoken(p, line, language) for p in out), key=lambda p: p.start)
    return together(found, sentence, language)


def _inside(period: Period, others: list[Period]) -> bool:
    return any(p.start <= period.start < p.end or period.start <= p.start < period.end for p in others)


def _spoken(period: Period, line: Line, language: str) -> Period:
    """Mark a day on which somebody only spoke."""
    spoke = in_small(SPEECH_AHEAD[language])
    ahead = line.low[max(0, period.start - LOOK_BACK) : period.start]
    if not period.since and line.holds(spoke) and spoke.search(ahead):
        return period._replace(is_speech=True)
    return period


def _long(line: Line, language: str, published: dt.date | None, taken: list[Period]) -> list[Period]:
    """Days written out, two of them as a period; of two, the first takes the year of the second."""
    days, sentence = [], line.low
    for match in days_written(line, language):
        day = written_day(match, language, published)
        if day is not None and not any(p.start <= match.start() < p.end for p in taken):
            days.append((match, day))
    out, k = [], 0
    while k < len(days):
        match, day = days[k]
        if k + 1 < len(days):
            then, last = days[k + 1]
            first = written_day(match, language, last) or day
            between = sentence[match.end() : then.start()]
            if first <= last and in_small(UNTIL[language]).fullmatch(between):
                out.append(Period(match.start(), then.end(), first, last))
                k += 2
                continue
        out.append(_alone(line, *match.span(), day, language, published))
        k += 1
    return out


def _alone(
    line: Line, start: int, end: int, day: dt.date, language: str, published: dt.date | None
) -> Period:
    """Make a period of one day: a running total after "since", a week after "week to", else the day itself."""
    stretch = days_up_to(line, start, day, language)
    if stretch is not None:
        return stretch._replace(end=end)
    week = week_to(line, start, end, day, language)
    if week:
        return week
    if published is not None and day <= published and is_since(line, start, end, language):
        return Period(start, end, day, published, since=True)
    return Period(start, end, day, day, is_before=beside(BEFORE, line, start, end, language) is not None)


@cache
def short_ranges(language: str) -> tuple[re.Pattern[str], ...]:
    """Two days of one month."""
    month, joined = MONTHS[language], UNTIL[language]
    year = r"(?:,?\s+(?P<y>(?:19|20)(?!00)\d{2})(?!\d|[.,]\d))?"
    patterns = [
        rf"\b(?P<a>\d{{1,2}})(?:st|nd|rd|th)?{joined}(?P<b>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<m>{month}){year}"
    ]
    if language == "en":
        patterns.append(rf"\b(?P<m>{month})\.?\s+(?P<a>\d{{1,2}}){joined}(?P<b>\d{{1,2}})(?!\d|[.,]\d){year}")
    return tuple(in_small(p) for p in patterns)


def _short_ranges(line: Line, language: str, published: dt.date) -> list[Period]:
    """Two days of one month: 21 to 26 September, September 21-26."""
    out = []
    for pattern in short_ranges(language):
        for match in line.find(pattern):
            number = month_of(match["m"].casefold(), language)
            year = int(match["y"]) if match["y"] else None
            last = _day(int(match["b"]), number or 0, year, published)
            first = _day(int(match["a"]), number or 0, last.year if last else None, published)
            if first is not None and last is not None and first <= last:
                out.append(Period(match.start(), match.end(), first, last))
    return out


@cache
def _in_month(language: str) -> re.Pattern[str]:
    return in_small(IN_MONTH[language].format(m=MONTHS[language]))


def _months(line: Line, language: str, published: dt.date) -> Iterator[Period]:
    """Whole months, or their first, middle or last days; of "may", only the name of the month."""
    sentence = line.low
    for match in line.find(_in_month(language)):
        found = match.groupdict()
        name = (found.get("m") or found.get("m2") or found.get("m3") or "").casefold()
        number = month_of(name, language)
        if number is None or (name == "may" and "May" not in line.text[match.start() : match.end()]):
            continue
        first = _day(1, number, int(found["y"]) if found.get("y") else None, published)
        if first is None:
            continue
        if not found.get("y") and _is_of_last_year(sentence, match, language):
            first = first.replace(year=published.year - 1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        first, last = _part(first, last, (found.get("part") or found.get("part2") or "").casefold(), language)
        if first > published:
            continue
        last = min(last, published)
        at = match.start(next(k for k in ("m", "m2", "m3") if found.get(k)))
        is_running = is_since(line, at, match.end(), language) or FROM_START.match(match[0]) is not None
        yield Period(match.start(), match.end(), first, published if is_running else last, since=is_running)


def _years(sentence: str, language: str, published: dt.date) -> Iterator[Period]:
    """Whole years, the last one up to the day of publication."""
    for match in in_small(IN_YEAR[language]).finditer(sentence):
        year = int(match["y"])
        if published.year - MOST_YEARS <= year <= published.year:
            yield Period(*match.span(), dt.date(year, 1, 1), min(dt.date(year, 12, 31), published))


def _is_of_last_year(sentence: str, match: re.Match[str], language: str) -> bool:
    """Whether words beside a month say that it is that of the year before."""
    ahead, behind = in_small(LAST_YEAR[language][0]), in_small(LAST_YEAR[language][1])
    start, end = match.span()
    return bool(ahead.search(sentence, max(0, start - LOOK_BACK), start) or behind.match(sentence, end))


@cache
def _from_month(language: str) -> re.Pattern[str]:
    month, joined = MONTHS[language], UNTIL[language]
    return in_small(
        rf"\b(?P<a>{month}){joined}(?:the end of |mid-|mid )?(?P<b>{month})(?:\s+(?P<y>\d{{4}}))?(?!\.?\s*\d)"
    )


def _month_ranges(line: Line, language: str, published: dt.date) -> Iterator[Period]:
    """From the first day of a month to the last of another: January to August."""
    for match in line.find(_from_month(language)):
        a, b = month_of(match["a"].casefold(), language), month_of(match["b"].casefold(), language)
        end = _day(1, b or 0, int(match["y"]) if match["y"] else None, published)
        start = _day(1, a or 0, end.year if end else None, published)
        if start is not None and end is not None and start < end <= published:
            last = end.replace(day=calendar.monthrange(end.year, end.month)[1])
            yield Period(match.start(), match.end(), start, min(last, published))


def _part(first: dt.date, last: dt.date, part: str, language: str) -> tuple[dt.date, dt.date]:
    if part.startswith(("early", "начал", "почат")):
        return first, first + 9 * DAY
    if part.startswith(("mid", "серед")):
        return first + 10 * DAY, first + 19 * DAY
    if part.startswith(("late", "кон", "кін")):
        return first + 20 * DAY, last
    words = part.removeprefix("the ").split()
    if words and words[0].startswith((*FIRST, *LAST)):
        is_half = any(word.startswith(HALF) for word in words)
        count = 14 if "fortnight" in words else 15 if is_half else 7
        if len(words) > 1 and words[-1].startswith(DAYS):
            count = int(words[1]) if words[1].isdigit() else int(small(words[1], language) or 7)
        count = min(max(count, 1), 28) - 1
        return (first, first + count * DAY) if words[0].startswith(FIRST) else (last - count * DAY, last)
    return first, last


@cache
def _one_day(language: str) -> Family[tuple[str, re.Pattern[str], int]]:
    every = [(w, in_small(rf"\b{w}(?![^\W_])"), back) for w, back in ONE_DAY[language]]
    return Family((pattern, (w, pattern, back)) for w, pattern, back in every)


def _relative(line: Line, language: str, published: dt.date) -> list[Period]:
    out: list[Period] = []
    sentence = low = line.low
    for pattern, kind in spans_in(line, language):
        for match in pattern.finditer(sentence):
            span = span_of(match, kind, language, published)
            inside = [p for p in out if p.start < match.end() and match.start() < p.end]
            if span is not None and all(p.end - p.start < match.end() - match.start() for p in inside):
                out = [p for p in out if p not in inside]
                out.append(Period(*match.span(), *span, since=kind in ("year", "month", "since")))
    for word, pattern, back in line.among(_one_day(language)):
        if word in low:
            for match in pattern.finditer(sentence):
                day = published - back * DAY
                out.append(Period(*match.span(), day, day))
    return out + weekdays_in(line, language, published)


def covers(
    period: Period | None, measure: str, published: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """Give the first and last day of a figure; a stock without a day is of the day of publication."""
    if (
        period is not None
        and measure in ("registered", "rent_index")
        and period.first < period.last
        and (measure == "rent_index" or not period.since)
    ):
        return period.first, period.last  # so many put on the books in these days
    if period is not None and period.is_total and measure not in INSTANT:
        return None, period.last
    if period is not None:
        return (period.last, period.last) if measure in INSTANT else (period.first, period.last)
    return (
        (published, published)
        if measure in INSTANT or measure in ("air_fare", "flights_per_day")
        else (None, None)
    )
