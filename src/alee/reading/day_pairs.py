"""Days that a sentence names side by side and that belong together: pairs, and words beside figures."""

from __future__ import annotations

import re

from alee.reading.day_words import RANGE_AHEAD, UNTIL
from alee.reading.letters import small as in_small
from alee.reading.weekdays import Period

FIGURE = re.compile(r"\d")
OF_DATE = re.compile(r",?\s\(?(?:the )?")
APPOSED = re.compile(r"(?: alone)?\s?[,(—–]\s?(?:from |between |с |з |від |- )?")


def together(found: list[Period], sentence: str, language: str) -> list[Period]:
    """Make one period of those that belong together.

    Parameters
    ----------
    found
        What a sentence names, in its order.
    sentence
        In small letters.
    """
    dated = [p for k, p in enumerate(found) if not _is_of_date(p, found[k + 1 : k + 2], sentence)]
    return _apposed(_paired(dated, sentence, language), sentence)


def _is_of_date(period: Period, behind: list[Period], sentence: str) -> bool:
    """Whether a day of the week only goes with another, in figures: "on Saturday 1 October", ahead."""
    if not behind or FIGURE.search(sentence, period.start, period.end) or period.first != period.last:
        return False
    later = behind[0]
    gap = sentence[period.end : later.start]
    is_beside = (
        OF_DATE.fullmatch(gap) is not None and FIGURE.search(sentence, later.start, later.end) is not None
    )
    return is_beside and later.first == later.last and later.first.weekday() == period.first.weekday()


def _paired(found: list[Period], sentence: str, language: str) -> list[Period]:
    """Make one stretch of two days told in different ways, as in "between 24 February and Tuesday"."""
    out: list[Period] = []
    for p in found:
        before = out[-1] if out else None
        if before is not None and before.first == before.last < p.last and p.first == p.last:
            joint = in_small(UNTIL[language]).fullmatch(sentence, before.end, p.start)
            ahead = in_small(RANGE_AHEAD[language]).search(sentence, max(0, before.start - 12), before.start)
            if joint and ahead and language != "tr":
                out[-1] = Period(before.start, p.end, before.first, p.last)
                continue
        out.append(p)
    return out


def _apposed(found: list[Period], sentence: str) -> list[Period]:
    """Keep the days in figures that say what the words before them mean: "four days, from 22 to 25 May"."""
    out: list[Period] = []
    for p in found:
        before = out[-1] if out else None
        if before is not None and not before.since and APPOSED.fullmatch(sentence, before.end, p.start):
            is_told = FIGURE.search(sentence, p.start, p.end) and not FIGURE.search(
                sentence, before.start, before.end
            )
            if is_told and p.first < p.last and not p.since:
                out[-1] = p._replace(start=before.start)
                continue
        out.append(p)
    return out
