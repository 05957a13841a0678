"""Words by which a text takes back the figure of the sentence before, and gives the right one, in four languages."""

from __future__ import annotations

import re

from alee.reading.letters import Line, holds_any, small

# "This was a typing error.": the figures of the sentence before do not stand.
TAKES_BACK = {
    "en": small(
        r"^(?:this|that|it|the (?:first |earlier |previous )?(?:figure|number|total|count)) (?:was|is|were|has been) (?:\w+ )?(?:a |an )?(?:\w+ )?(?:errors?|mistakes?|misprint|typo|wrong|incorrect|false|withdrawn|not (?:right|correct))\b"
    ),
    "ru": small(
        r"^(?:это|эта цифра|эти (?:цифры|данные)|цифра|число)[^.;\d]{0,24}(?:ошибк\w+|опечатк\w+|неверн\w+|ошибочн\w+|не соответству\w+)"
    ),
    "tr": small(r"^bu[^.;\d]{0,24}(?:hata\w*|yanlış\w*|doğru değil\w*)"),
    "uk": small(
        r"^(?:це|ця цифра|ці (?:цифри|дані)|цифра|число)[^.;\d]{0,24}(?:помилк\w+|одрук\w*|невірн\w+|хибн\w+|помилков\w+)"
    ),
}
# "The correct number is": the figure behind it stands in its place.
PUTS_RIGHT = {
    "en": small(
        r"\b(?:correct|right|actual|true|proper|revised|corrected) (?:\w+ )?(?:figure|number|total|count)\b[^.;\d]{0,90}$|\bshould (?:have )?(?:read|be|been)\s+(?:\w+\s)?$"
    ),
    "ru": small(
        r"(?:правильн\w+|верн(?:ая|ое|ые|ой)|точн\w+|уточн[её]нн\w+) (?:цифр\w+|числ\w+|данн\w+)[^.;\d]{0,24}$|следует читать[^.;\d]{0,16}$"
    ),
    "tr": small(r"(?:doğru|gerçek) (?:rakam|sayı)\w*[^.;\d]{0,16}$"),
    "uk": small(
        r"(?:правильн\w+|вірн(?:а|е|і|ою)|точн\w+|уточнен\w+) (?:цифр\w+|числ\w+|дан\w+)[^.;\d]{0,24}$|слід читати[^.;\d]{0,16}$"
    ),
}
SHORT = 90  # characters of a sentence that takes back the figure before it, and says nothing more
ANCHORS = ("correct", "right", "should", "error", "mistake", "misprint", "typo", "wrong", "false", "withdrawn", "верн", "ошиб", "опечат",
           "следует", "соответ", "yanlış", "hata", "doğru", "вірн", "правильн", "помилк", "одрук", "хибн", "слід")  # fmt: skip
IS_WRONG = small(r"(?:correct|right|should|правильн|верн|следует|doğru|вірн|слід)")
DIGIT = re.compile(r"\d")


def takes_back(line: Line, language: str) -> bool:
    """Whether a sentence says that the figure before it is wrong, or gives the right one."""
    if not (line.holds(TAKES_BACK[language]) or line.holds(PUTS_RIGHT[language])):
        return False
    if not holds_any(line.text, ANCHORS):
        return False
    low = line.low
    if len(low) < SHORT and TAKES_BACK[language].match(low):
        return True
    first = DIGIT.search(low)
    match = PUTS_RIGHT[language].search(low[: first.start()]) if first else None
    return (
        match is not None and IS_WRONG.match(match[0]) is not None
    )  # another's "true number" takes nothing back
