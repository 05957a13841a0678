"""Sentences: where they begin and end, and ages that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from alee.reading.letters import holds_any

ABBREVIATIONS = frozenset((
    "sept", "oct", "nov", "dec", "jan", "feb", "aug", "st", "mr", "mrs", "ms", "dr", "no", "u.s", "u.n", "u.k",
    "gen", "col", "gov", "approx", "тыс", "млн", "г", "гг", "чел", "им", "тис", "р", "рр", "sn", "prof", "млрд",
    "км", "руб", "грн", "обл", "ул", "i.e", "e.g", "vs", "etc", "a.m", "p.m", "tel", "тел",
))  # fmt: skip
END = re.compile(
    r"(?:\.{2,}|…)(?=\s)|[.!?…]+[\"”»’')\]]*(?=\s+[\"“«‘(\[]?[A-ZА-ЯЁІЇЄҐÇĞİÖŞÜ\d]|\s*$)|\n\s*\n|\s(?=[•*] )|\n"
)
NEW_QUOTE = re.compile(r"\s+«[А-ЯЁІЇЄҐ][а-яёіїєґ]+\s[а-яёіїєґ]")  # words that somebody says, not a name
SCALE_ENDS = re.compile(r"\d\s?(?:тыс|тис|млн|млрд)$")  # which may end a sentence before a capital
NEW_SENTENCE = re.compile(r"\s+[«\"]?[А-ЯЁІЇЄҐ][а-яёіїєґ]*\s[а-яёіїєґ\d]")
BULLET = re.compile(r"\s*(?:[-–•*|]|\d{1,2}[.)]\s)")
LIST_LINE = re.compile(
    r"[^\W\d_][^\n.;:]{1,40}?(?:\s*[:–—-]\s*|\s+)\d[\d.,  ]*(?:\n|$)"
)  # "Poland: 2,113,554"
BLANK_LINE = re.compile(r"\s*\n\s*\n")
SHORT_LINE = 45  # characters of a line of a list or a heading; text that is wrapped has longer ones
LONGEST = 2000
MOST_NUMBERS = 30  # of one sentence; a longer list is read in pieces
NUMBER = re.compile(r"(?<![\d.,])\d")
UPPER = "A-ZА-ЯЁІЇЄҐÇĞİÖŞÜ"
WORD = rf"[{UPPER}][\w’'-]{{1,30}}"
AGE = re.compile(
    rf"\b{WORD}(?:\s+{WORD})?\s*,\s*(\d{{2}})\s*,(?!\d)|\baged (\d{{1,2}})\b|\b(\d{{1,2}})-year-old\b|\b{WORD},?\s+(\d{{1,2}})\s+(?:лет|років|роки|года|рік|yaşında)\b|\b{WORD}\s+{WORD}\s+\((\d{{2}})\)|\b(?:son|daughter|brother|sister|husband|wife|mother|father|nephew|cousin), (\d{{1,2}}),(?!\d)|\b{WORD} (\d{{1,2}}), (?:she|he|вона|він|она|он)\b|\b(?:son|daughter|brother|sister|husband|wife|mother|father|he|she|I) (?:is|was|am|turned|turns) (\d{{1,2}})(?=[,.;]| and\b| years)"
)


AGE_WORDS = (
    " is ",
    " was ",
    " am ",
    " turn",
    "aged ",
    "-year-old",
    "лет",
    "років",
    "роки",
    "года",
    "рік",
    "yaşında",
)
AGE_SIGN = re.compile(r"[,(]\s*\d{2}\s*(?:,(?!\d)|\))")


class Sentence(NamedTuple):
    """A sentence and where it stands in the text; ``paragraph`` counts from 0."""

    start: int
    end: int
    text: str
    paragraph: int


def sentences(text: str, begin: int = 0, end: int | None = None, paragraph: int = 0) -> list[Sentence]:
    """Cut a text, or a stretch of it, into sentences; very long ones are cut at a blank."""
    out: list[Sentence] = []
    end = len(text) if end is None else end
    for match in END.finditer(text, begin, end):
        stop = match.end()
        if match[0] == "\n" and not _ends_line(text, match.start()):
            continue
        ahead = max(begin, match.start() - 12)
        if (
            match[0] == "."
            and _is_short(text[ahead : match.start()])
            and not NEW_QUOTE.match(text, stop)
            and not (SCALE_ENDS.search(text, ahead, match.start()) and NEW_SENTENCE.match(text, stop))
        ):
            continue
        out += _pieces(text, begin, stop, paragraph)
        begin = stop
        paragraph += "\n" in match[0] or BLANK_LINE.match(text[stop : stop + 8]) is not None
    return out + _pieces(text, begin, end, paragraph)


def _ends_line(text: str, at: int) -> bool:
    """Whether a single new line ends an item: before another, or behind a line too short to be a wrapped one."""
    begin = text.rfind("\n", 0, at) + 1
    if BULLET.match(text, at + 1) or LIST_LINE.match(text, at + 1):
        return True
    return 0 < len(text[begin:at].strip()) <= SHORT_LINE


def ages(text: str) -> Iterator[tuple[int, int]]:
    """Find where ages of people stand."""
    if AGE_SIGN.search(text) is None and not holds_any(text, AGE_WORDS):
        return
    for match in AGE.finditer(text):
        yield match.span(next(k for k, v in enumerate(match.groups(), start=1) if v))


def _is_short(before: str) -> bool:
    """Whether a dot ends a shortened word or an initial, not a sentence."""
    word = before.rsplit(maxsplit=1)[-1] if before.strip() and not before[-1:].isspace() else ""
    return word.casefold().lstrip('("“') in ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _before_too_many(text: str, begin: int, end: int) -> int:
    """Where a piece ends that holds no more numbers than a sentence may."""
    if end - begin <= 2 * MOST_NUMBERS:
        return end
    after = next(islice(NUMBER.finditer(text, begin, end), MOST_NUMBERS, None), None)
    if after is None:
        return end
    blank = text.rfind(" ", begin + 1, after.start())
    return max(blank, begin + 1) if blank > 0 else after.start()


def _pieces(text: str, begin: int, stop: int, paragraph: int) -> list[Sentence]:
    out = []
    while begin < stop:
        end = min(stop, begin + LONGEST)
        if end < stop:
            blank = text.rfind(" ", begin, end)
            end = blank if blank > begin else end
        end = _before_too_many(text, begin, end)
        piece = text[begin:end]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if piece.strip():
            out.append(Sentence(begin + left, begin + right, piece.strip(), paragraph))
        begin = end
    return out
