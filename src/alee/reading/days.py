"""Days that a text names: written out, or counted from the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from alee.reading.lexicon import MONTH_STARTS, MONTHS, SMALL, WEEKDAYS

DAY = dt.timedelta(days=1)
ONE_DAY = {
    "en": (("yesterday", 1), ("today", 0), ("overnight", 1), ("the day before", 1)),
    "ru": (("вчера", 1), ("сегодня", 0), ("накануне", 1)),
    "tr": (("dün", 1), ("bugün", 0)),
    "uk": (("вчора", 1), ("учора", 1), ("сьогодні", 0), ("напередодні", 1)),
}
SPANS = {
    "en": (("so far this year|this year|since the (?:start|beginning) of the year", "year"), ("this month", "month"),
           ("last week|the past week|over the week", "week"), ("this week", "this week"), ("last month", "last month"),
           ("(?:over |in |during |within )?(?:the )?(?:last|past|previous) (?P<n>\\w+) (?P<u>days|weeks|months|hours)", "last"),
           ("(?:in|over|within) (?P<n>\\w+) (?P<u>days|weeks|months|hours)", "last"), ("(?:in |over )?(?:the )?(?:past|last) 24 hours", "day")),
    "ru": (("с начала года|в этом году", "year"), ("в этом месяце|с начала месяца", "month"), ("на прошлой неделе|за (?:прошедшую |последнюю )?неделю", "week"),
           ("за сутки|за день|за последние сутки", "day"), ("за (?:последние |прошедшие )?(?P<n>\\w+) (?P<u>дн\\w+|сут\\w+|недел\\w+|месяц\\w*)", "last")),
    "tr": (("yılbaşından bu yana|bu yıl", "year"), ("bu ay", "month"), ("geçen hafta", "week"),
           ("son 24 saatte", "day"), ("son (?P<n>\\w+) (?P<u>günde|gün|haftada|hafta|ayda|ay)", "last"), ("(?P<n>\\w+) (?P<u>günde|gün içinde|haftada)", "last")),
    "uk": (("з початку року|цього року", "year"), ("цього місяця|з початку місяця", "month"), ("минулого тижня|за (?:минулий |останній )?тиждень", "week"),
           ("за добу|за минулу добу|за день", "day"), ("за (?:останні |минулі )?(?P<n>\\w+) (?P<u>дн\\w+|діб|доби|тижн\\w+|місяц\\w+)", "last")),
}  # fmt: skip
SINCE = {"en": r"\bsince\s+(?:the\s+)?$|\bafter\s+$|\bas of\s+$|\bstarting (?:on )?$", "ru": r"\b(?:с|начиная с|после)\s+$",
         "tr": r"$^", "uk": r"\b(?:з|із|починаючи з|після)\s+$"}  # fmt: skip
SINCE_AFTER = {"tr": r"['’]?(?:den|dan|ten|tan)\s+(?:bu yana|beri|itibaren)"}
UNTIL = {"en": r"\s*(?:-|–|—|to|and|until|through)\s*", "ru": r"\s*(?:-|–|—|по|до|и)\s*", "tr": r"\s*(?:-|–|—|ile|ila)\s*",
         "uk": r"\s*(?:-|–|—|по|до|та|і)\s*"}  # fmt: skip
DATELINE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass(frozen=True)
class Period:
    """Days that a sentence speaks of.

    Attributes
    ----------
    since
        Whether it is a running total that began on the first day.
    """

    start: int
    end: int
    first: dt.date
    last: dt.date
    since: bool = False


@cache
def _written(language: str) -> re.Pattern[str]:
    month = MONTHS[language]
    day_first = (
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|-?го|-?е)?\.?\s+(?:of\s+)?(?P<m1>{month})(?:,?\s+(?P<y1>\d{{4}}))?"
    )
    month_first = rf"(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y2>\d{{4}}))?"
    figures = r"(?P<y3>\d{4})-(?P<n3>\d{2})-(?P<d3>\d{2})|(?P<d4>\d{1,2})\.(?P<n4>\d{1,2})\.(?P<y4>\d{4})"
    parts = [figures, day_first] + ([month_first] if language == "en" else [])
    return re.compile(rf"\b(?:{'|'.join(parts)})(?!\d)", re.IGNORECASE)


def written_day(match: re.Match[str], language: str, published: dt.date | None) -> dt.date | None:
    """Make a day of what is written; without a year, the last such day before publication."""
    found = match.groupdict()
    number = next((found[k] for k in ("d1", "d2", "d3", "d4") if found.get(k)), None)
    year = next((found[k] for k in ("y1", "y2", "y3", "y4") if found.get(k)), None)
    name = (found.get("m1") or found.get("m2") or "").casefold()
    figure = found.get("n3") or found.get("n4")
    month = int(figure) if figure else _month(name, language)
    if number is None or month is None or (year is None and published is None):
        return None
    assert year is not None or published is not None
    try:
        if year is not None:
            return dt.date(int(year), month, int(number))
        assert published is not None
        day = dt.date(published.year, month, int(number))
        return day if day <= published + 45 * DAY else dt.date(published.year - 1, month, int(number))
    except ValueError:
        return None


def _month(name: str, language: str) -> int | None:
    for k, start in sorted(enumerate(MONTH_STARTS[language], start=1), key=lambda pair: -len(pair[1])):
        if name.startswith(start):
            return k
    return None


def find_periods(sentence: str, language: str, published: dt.date | None) -> list[Period]:
    """Find the days and periods that a sentence names, in their order."""
    days = []
    for match in _written(language).finditer(sentence):
        day = written_day(match, language, published)
        if day is not None:
            days.append((match.start(), match.end(), day))
    out: list[Period] = _short_ranges(sentence, language, published)
    taken = [(p.start, p.end) for p in out]
    days = [d for d in days if not any(a <= d[0] < b for a, b in taken)]
    k = 0
    while k < len(days):
        start, end, day = days[k]
        is_pair = k + 1 < len(days) and re.fullmatch(
            UNTIL[language], sentence[end : days[k + 1][0]], re.IGNORECASE
        )
        if is_pair and day <= days[k + 1][2]:
            out.append(Period(start, days[k + 1][1], day, days[k + 1][2]))
            k += 2
            continue
        after = SINCE_AFTER.get(language)
        is_since = bool(re.search(SINCE[language], sentence[:start], re.IGNORECASE)) or bool(
            after and re.match(after, sentence[end:], re.IGNORECASE)
        )
        if is_since and published is not None and day <= published:
            out.append(Period(start, end, day, published, since=True))
        else:
            out.append(Period(start, end, day, day))
        k += 1
    if published is not None:
        out += _relative(sentence, language, published)
    return sorted(out, key=lambda p: p.start)


def _short_ranges(sentence: str, language: str, published: dt.date | None) -> list[Period]:
    """Two days of one month: 21 to 26 September, September 21-26."""
    if published is None:
        return []
    month = MONTHS[language]
    joined = UNTIL[language].replace("\\s*", "\\s*")
    patterns = [rf"\b(?P<a>\d{{1,2}}){joined}(?P<b>\d{{1,2}})\.?\s+(?P<m>{month})"]
    if language == "en":
        patterns.append(rf"\b(?P<m>{month})\.?\s+(?P<a>\d{{1,2}}){joined}(?P<b>\d{{1,2}})(?!\d)")
    out = []
    for pattern in patterns:
        for match in re.finditer(pattern, sentence, re.IGNORECASE):
            number = _month(match["m"].casefold(), language)
            try:
                last = dt.date(published.year, number or 0, int(match["b"]))
                last = last if last <= published + 45 * DAY else last.replace(year=last.year - 1)
                first = last.replace(day=int(match["a"]))
            except ValueError:
                continue
            if first <= last:
                out.append(Period(match.start(), match.end(), first, last))
    return out


def _relative(sentence: str, language: str, published: dt.date) -> list[Period]:
    out = []
    for word, back in ONE_DAY[language]:
        for match in re.finditer(rf"\b{word}\b", sentence, re.IGNORECASE):
            day = published - back * DAY
            out.append(Period(*match.span(), day, day))
    for number, word in enumerate(WEEKDAYS[language]):
        for match in re.finditer(rf"\b{word}\b", sentence, re.IGNORECASE):
            day = published - (((published.weekday() - number) % 7) or 7) * DAY
            out.append(Period(*match.span(), day, day))
    for pattern, kind in SPANS[language]:
        for match in re.finditer(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE):
            span = _span(match, kind, language, published)
            if span is not None and not any(p.start <= match.start() < p.end for p in out):
                since = kind in ("year", "month")
                out.append(Period(*match.span(), *span, since=since))
    return out


def _span(
    match: re.Match[str], kind: str, language: str, published: dt.date
) -> tuple[dt.date, dt.date] | None:
    if kind == "year":
        return published.replace(month=1, day=1), published
    if kind == "month":
        return published.replace(day=1), published
    if kind == "week":
        return published - 7 * DAY, published - DAY
    if kind == "this week":
        return published - published.weekday() * DAY, published
    if kind == "last month":
        last = published.replace(day=1) - DAY
        return last.replace(day=1), last
    if kind == "day":
        return published - DAY, published
    text = match["n"].casefold()
    number = int(text) if text.isdigit() else SMALL[language].get(text)
    if not number or number > 400:
        return None
    unit = match["u"].casefold()
    days = number * (
        7
        if unit[:4] in ("week", "неде", "haft", "тижн")
        else 30
        if unit[:2] in ("mo", "ме", "ay", "мі")
        else 1
    )
    if unit.startswith("hour"):
        days = max(1, round(number / 24))
    return published - days * DAY, published - DAY


def dateline(text: str, language: str) -> dt.date | None:
    """Find the day of publication at the head of a text; None if it is not written there."""
    head = text[:600]
    match = DATELINE.search(head)
    if match:
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    for found in _written(language).finditer(head[:250]):
        day = written_day(found, language, None)
        if day is not None:
            return day
    return None
