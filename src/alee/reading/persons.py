"""People whom a text names: never stored, but known to be no office; and the office of those who have one."""

from __future__ import annotations

import re
from functools import lru_cache

from alee.reading.letters import LETTERS, MOST_REMEMBERED, flat, may_begin, small
from alee.reading.segments import AGE, WORD
from alee.reading.speaker_words import ORGANISATION

FIRST_WORD = re.compile(
    r"^(?:the|a|an|from|by|to|but|and|while|(?:bilgi|veri|rakam|sayı|açıklama)(?:ler|lar)?[yn]?[ıiuüae])\s+",
    re.IGNORECASE,
)
PERSON = re.compile(
    rf"\b({WORD}\s+{WORD})\s*,\s*(?:\d{{2}}\b|an?\b|the\b|head\b|who\b|spokes|coordinator|director|mother|father)"
    rf"|\b(?:said|says|told|explained|added|recalled)\s+({WORD}\s+{WORD})\b|\b({WORD}\s+{WORD})\s+(?:said|says|told|explained|added)\b"
    rf"|\b(?:сказал\w?|рассказал\w?|заявил\w?|сообщил\w?)\s+(?:\w+\s+)?({WORD}\s+{WORD})\b|\b(?:розповів|розповіла|сказав|сказала|заявив|заявила)\s+({WORD}\s+{WORD})\b"
    rf"|\b(?:named|called|name,|называет себя|по имени|на ім['’]я|adlı|isimli)\s+({WORD})"
    rf"|(?<=[.!?»”\"]\s)({WORD}\s+{WORD})\s*(?:,\s*\d{{2}}\b|\(\d{{2}}\))"
)  # fmt: skip
APPOSITION = re.compile(rf"\b{WORD}\s+{WORD}\s*,\s*((?:the|an?)\s[^,.]{{3,80}})")
ARTICLES = frozenset(["The", "A", "An", "This", "Some", "Many"])
NO_NAMES = frozenset(
    ["Red", "Crescent", "Cross", "United", "Nations", "Prime", "Minister", "Border", "Guard", "Interior", "Ministry", "White", "State", "Foreign", "National", "Department", "Service", "Press", "Upper", "New", "North", "South", "East", "West", "Saint", "San", "Port", "General", "Police", "Watch", "Rights", "International", "Agency", "Organization", "Organisation", "Council", "Committee", "Migracion", "Migración", "Digital", "Development", "Charity", "Fund", "Foundation"]
)  # fmt: skip
TITLES = frozenset(
    [
        "imam",
        "priest",
        "bishop",
        "pastor",
        "consul",
        "sheriff",
        "volunteer",
        "activist",
        "coordinator",
        "secretary",
    ]
)
OFFICE_WORD = re.compile(rf"\b{ORGANISATION['en']}\b", re.IGNORECASE)
NO_TITLE = re.compile(r"\s(?:who|said|says|told|tells|added|announced|reported|has|had|was|is)\b")
MOST_TEXT = 500_000  # characters in which names are looked for


def organisation(language: str) -> re.Pattern[str]:
    """Words for offices and organisations."""
    return small(rf"(?<![^\W_]){ORGANISATION[language]}(?![^\W_])")


@lru_cache(MOST_REMEMBERED)
def is_office(word: str, language: str) -> bool:
    """Whether a word alone may name an office or an organisation."""
    low, pattern = flat(word), organisation(language)
    if low.isalnum() and not may_begin(pattern.pattern, low[:LETTERS]):
        return False
    found = pattern.search(low)
    return found is not None and not (language == "en" and low[found.end() : found.end() + 1] == "-")


def private_names(text: str) -> frozenset[str]:
    """Find the names of people in a text, whole and by surname."""
    names: set[str] = set()
    for match in PERSON.finditer(text[:MOST_TEXT]):
        full = next(group for group in match.groups() if group)
        words = full.split()
        words = words[words[0].casefold() in TITLES :]  # behind a title stands a person, not an office
        full = " ".join(words)
        if not words or (
            words[0] in ARTICLES
            or NO_NAMES.intersection(words)
            or any(is_office(w, k) for w in words for k in ORGANISATION)
        ):
            continue
        names.update((full, words[-1], words[0]))
    for match in AGE.finditer(text[:MOST_TEXT]):
        names.update(w for w in (match[0].split(",")[0].split() if match[1] else ()) if w[:1].isupper())
    return frozenset(name for name in names if len(name) > 2)


def offices(text: str) -> dict[str, str]:
    """Say for the surname of each person who has one their office, in the text's words."""
    found = {}
    for match in APPOSITION.finditer(text[:MOST_TEXT]):
        if OFFICE_WORD.search(match[1]):
            office = FIRST_WORD.sub("", NO_TITLE.split(match[1])[0])
            found[match[0].split(",")[0].split()[-1]] = office.strip()
    return found
