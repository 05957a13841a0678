"""Days of the week that a sentence names, alone, as two ends of a stretch, or as the last of so many days."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from alee.reading.day_words import DAYS_TO, NOT_PAST, RANGE_AHEAD, SINCE, UNTIL, WEEK_TO
from alee.reading.letters import Family, Line
from alee.reading.letters import small as in_small
from alee.reading.lexicon import WEEKDAYS
from alee.reading.numerals import small
from alee.reading.stretches import DAY

LOOK_BACK = 60  # characters before a day in which "since" and the like stand
LAST_WEEK = in_small(r"\s+(?:(?:of\s+)?last week|прошлой недели|минулого тижня)\b")
AND = in_small(r"\s+(?:and|и|та|і|й|ve)\s+(?:on\s+)?")
JOINS = re.compile(
    r"to|through|till|until|(?:и |і |й )?(?:по|до)(?: \w+)?|-|–|—"
)  # Wednesday to Friday, also without "from"
DAY_BEFORE = in_small(
    r"\s+(?:before|previous)\b(?! (?:the|a|that|they|he|she|it|last)\b)|\s+(?:неделей ранее|тижнем раніше)"
)
THE_PREVIOUS = in_small(r"(?<!\w)(?:previous|preceding|bir önceki|предыдущ\w+|попередн\w+)\s+$")
LAST = re.compile(r"\blast\s+$")
WEEK = 7 * DAY
MOST_DAYS = 60  # "the 60 days to Monday"


class Period(NamedTuple):
    """Days that a sentence speaks of.

    Attributes
    ----------
    since
        Whether it is a running total that began on the first day.
    is_speech
        Whether it is only the day on which somebody spoke.
    is_before
        Whether it happened at any time before the day.
    is_total
        Whether it is a running total of which nobody says when it began; the first day is then the last.
    """

    start: int
    end: int
    first: dt.date
    last: dt.date
    since: bool = False
    is_speech: bool = False
    is_before: bool = False
    is_total: bool = False


def beside(words: dict[str, str], line: Line, start: int, end: int, language: str) -> re.Match[str] | None:
    """Find words that stand right before a day, in Turkish right behind it."""
    pattern = in_small(words[language])
    if not line.holds(pattern):
        return None
    if language == "tr":
        return pattern.match(line.low, end)
    return pattern.search(line.low, max(0, start - LOOK_BACK), start)


def is_since(line: Line, start: int, end: int, language: str) -> bool:
    """Whether a running total begins on a day."""
    return beside(SINCE, line, start, end, language) is not None


def days_up_to(line: Line, start: int, last: dt.date, language: str) -> Period | None:
    """The so many days that end on a day, as in "the two days to Monday"; None if none are."""
    pattern = in_small(DAYS_TO[language])
    match = pattern.search(line.low, max(0, start - LOOK_BACK), start) if line.holds(pattern) else None
    if match is None:
        return None
    number = int(match["n"]) if match["n"].isdigit() else int(small(match["n"], language) or 0)
    number *= 7 if match["u"][:4] in ("week", "неде", "тижн") else 1
    if not 0 < number <= MOST_DAYS:
        return None
    return Period(match.start(), start, last - (number - 1) * DAY, last)


def week_to(line: Line, start: int, end: int, last: dt.date, language: str) -> Period | None:
    """The week that ends on a day, as in "the week to Sunday"; None if none does."""
    week = beside(WEEK_TO, line, start, end, language)
    return week and Period(min(start, week.start()), max(end, week.end()), last - WEEK + DAY, last)


@cache
def _weekdays(language: str) -> Family[tuple[int, re.Pattern[str]]]:
    every = [in_small(rf"\b{word}(?![^\W_])") for word in WEEKDAYS[language]]
    if language == "en":  # "Sat 8,420, Sun 8,165"
        every = [
            in_small(rf"\b(?:{word}|{word[:3]}(?:s|rs)?(?=\.?:? \d))(?![^\W_])")
            for word in WEEKDAYS[language]
        ]
    return Family((pattern, (number, pattern)) for number, pattern in enumerate(every))


def weekdays_in(line: Line, language: str, published: dt.date) -> list[Period]:
    """Find the days of the week that a sentence names; two that belong together are one stretch."""
    sentence = line.low
    days: list[tuple[int, int, dt.date, bool]] = []  # where, which day, and whether it may lie ahead
    for number, pattern in line.among(_weekdays(language)):
        for match in pattern.finditer(sentence):
            ahead = sentence[max(0, match.start() - 14) : match.start()]
            is_ahead = in_small(NOT_PAST[language]).search(ahead) is not None
            is_last = LAST.search(sentence, max(0, match.start() - 14), match.start())
            back = (published.weekday() - number) % 7 or (7 if is_last else 0)
            if DAY_BEFORE.match(sentence, match.end()) or THE_PREVIOUS.search(ahead):
                back += 7
            if LAST_WEEK.match(sentence, match.end()):
                back = published.weekday() + 7 - number
            days.append((*match.span(), published - back * DAY, is_ahead))
    out, k = [], 0
    days.sort()
    while k < len(days):
        start, end, day, is_ahead = days[k]
        is_pair = k + 1 < len(days) and _are_ends(sentence, start, end, days[k + 1][0], language)
        if not is_pair and k + 1 < len(days) and days[k + 1][2] - day == DAY:
            is_pair = AND.fullmatch(sentence, end, days[k + 1][0]) is not None  # on Saturday and Sunday
        if is_pair:
            last = days[k + 1][2]
            out.append(Period(start, days[k + 1][1], day if day <= last else day - WEEK, last))
            k += 2
            continue
        stretch = days_up_to(line, start, day, language) or week_to(line, start, end, day, language)
        if stretch is not None or not is_ahead:
            out.append(stretch or _alone(line, start, end, day, language, published))
        k += 1
    return out


def _are_ends(sentence: str, start: int, end: int, behind: int, language: str) -> bool:
    """Whether two days of the week are the ends of a stretch, as in "between Friday and Monday"."""
    if in_small(UNTIL[language]).fullmatch(sentence, end, behind) is None:
        return False
    if JOINS.fullmatch(sentence[end:behind].strip()):
        return True
    ahead = sentence[max(0, start - LOOK_BACK) : start]
    return in_small(RANGE_AHEAD[language]).search(ahead) is not None


def _alone(line: Line, start: int, end: int, day: dt.date, language: str, published: dt.date) -> Period:
    is_running = is_since(line, start, end, language)
    return Period(start, end, day, published if is_running else day, since=is_running)
