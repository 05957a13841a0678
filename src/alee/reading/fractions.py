"""Parts of a whole told in words: nine in ten, two thirds, two out of every five."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alee.reading.letters import Line, small
from alee.reading.numerals import value_of

NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2}"
TOLD = {
    "en": small(
        rf"\b(?P<a>{NUMBERS}) (?:in|out of)(?: every)? (?P<b>{NUMBERS})(?![\d,.]*\d| (?:days|weeks|months|hours|years))\b"
        r"|\b(?P<c>one|two|three|four)[ -](?P<d>thirds?|quarters?|fifths?|tenths?)\b"
    ),
    "ru": small(r"(?<!\w)(?P<c>одн\w+|две|три|четыре) (?P<d>трет\w+|четверт\w+|пят(?:ых|ая|ые))(?!\w)"),
    "tr": small(r"(?P<b2>üçte|dörtte|beşte|onda) (?P<a2>biri|ikisi|üçü|dördü|dokuzu)(?!\w)"),
    "uk": small(r"(?<!\w)(?P<c>одн\w+|дві|три|чотири) (?P<d>третин\w*|чверт\w+|п'ят(?:их|а|і))(?!\w)"),
}
WHOLES = (("third", 3), ("quarter", 4), ("fifth", 5), ("tenth", 10), ("трет", 3), ("четверт", 4), ("пят", 5),
          ("чверт", 4), ("п'ят", 5))  # fmt: skip
# What people do who go on, go back or stay; parts of whom something else is said are no share of a movement.
GOES = {
    "en": small(r"[^.,;]{0,40}?\b(?:(?:travel|travell?ed|move|moved|go|went|gone|continue|continued) on|left|leave|return(?:ed)?|(?:went|gone|go) (?:back|home)|stay(?:ed)?|remain(?:ed)?)\b"),
    "ru": small(r"[^.,;]{0,40}?(?<!\w)(?:уехал|выехал|покинул|вернул|остал|отправил|едут дальше|уезжа)"),
    "tr": small(r"[^.,;]{0,40}?(?<!\w)(?:ayrıl|dön|kal|git)"),
    "uk": small(r"[^.,;]{0,40}?(?<!\w)(?:виїха|поїха|поверну|залиши|їдуть далі|виїжджа)"),
}  # fmt: skip
COUNTS = (("одн", 1), ("две", 2), ("дві", 2), ("три", 3), ("четыре", 4), ("чотири", 4))
TURKISH = {
    "biri": 1,
    "ikisi": 2,
    "üçü": 3,
    "dördü": 4,
    "dokuzu": 9,
    "üçte": 3,
    "dörtte": 4,
    "beşte": 5,
    "onda": 10,
}


def fractions_in(line: Line, low: str, language: str) -> Iterator[tuple[int, int, float]]:
    """Give where parts of a whole stand in a sentence, also given in small letters, and how large each is.

    A part of whom the sentence tells no movement counts as 0.
    """
    told = TOLD[language]
    for match in line.find(told) if low is line.low else told.finditer(low):
        part, whole = _told(match, language)
        if 0 < part < whole:
            goes = GOES[language].match(low, match.end()) is not None
            yield *match.span(), part / whole if goes else 0.0


def _told(match: re.Match[str], language: str) -> tuple[float, float]:
    found = match.groupdict()
    if found.get("a2"):
        return TURKISH[found["a2"]], TURKISH[found["b2"]]
    if found.get("a"):
        return value_of(found["a"], language) or 0.0, value_of(found["b"], language) or 0.0
    part = value_of(found["c"], language) or next((n for w, n in COUNTS if found["c"].startswith(w)), 0)
    return part, next((n for w, n in WHOLES if found["d"].startswith(w)), 0)
