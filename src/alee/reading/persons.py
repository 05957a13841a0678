"""People whom a text names: never stored, but known to be no office; and the office of those who have one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from alee.reading.capitals import LARGE, beside_signs, pairs
from alee.reading.letters import MOST_REMEMBERED, flat, found_at, may_begin, small
from alee.reading.people import is_given
from alee.reading.segments import AGE
from alee.reading.speaker_words import ORGANISATION

WORD = rf"[{LARGE}][\w’'-]{{1,30}}"
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
# Where a name may begin, or a word ahead of one: tried only there, these patterns find what they find everywhere.
AHEAD_OF_NAME = re.compile(
    r"(?:said|says|told|explained|added|recalled|named|called|name,|adlı|isimli|сказал|рассказал|заявил|сообщил|розповів"
    r"|сказав|заявив|называет себя|по имени|на ім['’]я)"
)
ARTICLES = frozenset(["The", "A", "An", "This", "Some", "Many"])
NO_NAMES = frozenset(
    ["Red", "Crescent", "Cross", "United", "Nations", "Prime", "Minister", "Border", "Guard", "Interior", "Ministry", "White", "State", "Foreign", "National", "Department", "Service", "Press", "Upper", "New", "North", "South", "East", "West", "Saint", "San", "Port", "General", "Police", "Watch", "Rights", "International", "Agency", "Organization", "Organisation", "Council", "Committee", "Migracion", "Migración", "Digital", "Development", "Charity", "Fund", "Foundation", "Programme", "Program", "Association", "Investors", "Island", "Islands", "Bridge", "Estate", "Operation", "Street", "Avenue", "Road", "Square", "Camp", "Crossing", "Gate", "Station", "Hospital", "Court", "Assembly", "Authority", "Executive", "Directorate", "Staff", "Security", "Director", "Secretary", "Chief", "Republic", "Kingdom", "Federation", "Union", "Party", "Front", "Army", "Forces", "Force", "Command", "Oblast", "Region", "Province", "County", "District", "Valley", "River", "Lake", "Mountain", "Sea", "Bay", "Cape", "Coast", "Beach", "Airport", "Harbour", "Airlines", "Airways", "Bank", "Church", "University", "School", "Institute", "College", "Centre", "Center", "Museum", "Library", "Times", "News", "Radio", "Television", "Today", "Affairs", "Home", "Human", "Health", "Defence", "Defense", "Finance", "Justice", "Economy", "Labour", "Transport", "Education", "Energy", "Environment", "Trade", "Culture", "Tourism", "Migration", "Refugees", "Integration", "Statistics", "Office", "High", "Deputy", "Central", "Western", "Eastern", "Northern", "Southern", "Old", "Great", "World", "European", "Food", "Real", "Nobody", "Everybody", "Somebody", "Everyone", "Report", "Situation", "Update"]
)  # fmt: skip
FIRST_OF_PLACE = frozenset(["El", "La", "Las", "Los", "Les", "Le", "St", "Santa", "Santo", "São", "Fort", "Puerto", "Cabo", "Ciudad", "Mount", "Al", "Deir", "Khan"])  # fmt: skip
# Before a name: whoever is named stands neither behind "the" nor, as a subject, behind "in".
NO_PERSON_AHEAD = re.compile(
    r"\b(?:[Tt]he|[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Tt]hrough|[Vv]ia|[Oo]utside|[Ii]nside|[Aa]cross|[Ii]nto|[Rr]eached|[Rr]each|[Tt]owards|[Aa]round)\s+(?:[A-Z][\w’'-]+\s+){0,2}$"
)
NO_FIRST = frozenset(["In", "At", "On", "From", "Near", "To", "By", "With", "For", "As", "Of", "After", "Before", "Through", "Via", "Across", "Outside", "Inside", "And", "But", "Or", "When", "While", "Since", "Until", "Under", "Over", "Into", "Around", "So", "If", "One", "All", "Most", "Both", "Another", "Each", "No", "Not", "Yet", "Now", "Then", "There", "Here"])  # fmt: skip
PLACE_BEHIND = re.compile(
    r",\s+(?:an?|the)\s+(?:(?!(?:of|from|at|in|for|with)\b)[\w’'-]+\s+){0,3}?(?:town|village|hamlet|island|city|port|camp|district|province|settlement|suburb|river|region|capital|crossing|checkpoint|ship|vessel|boat|ferry|charity|group|organi[sz]ation|agency|company|newspaper|website|party)(?=[,.;:)]|\s+(?:of|in|near|on|that|which|with|where|at|by)\b)"
)
ADJECTIVE = re.compile(
    r"(?:ск|цьк|ськ|н)(?:ой|ого|ому|ая|ий|ый|ых|ые|ое|ую|им|ым|ом|ої|ій|их)$"
)  # of a place
AHEAD = 70  # characters before a name that say whether it is one
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
        "captain",
        "father",
        "sister",
        "rabbi",
        "colonel",
        "major",
        "lieutenant",
        "professor",
        "doctor",
    ]
)
OFFICE_WORD = re.compile(rf"\b{ORGANISATION['en']}\b", re.IGNORECASE)
NO_TITLE = re.compile(r"\s(?:who|said|says|told|tells|added|announced|reported|has|had|was|is)\b")


@cache
def organisation(language: str) -> re.Pattern[str]:
    """Words for offices and organisations."""
    return small(rf"(?<![^\W_]){ORGANISATION[language]}(?![^\W_])")


def _languages_of(word: str) -> tuple[str, ...]:
    """Languages whose letters a word has."""
    return ("ru", "uk") if "а" <= word[-1].lower() <= "ґ" else ("en", "tr")


@lru_cache(MOST_REMEMBERED)
def is_office(word: str, language: str) -> bool:
    """Whether a word alone may name an office or an organisation."""
    low, pattern = flat(word), organisation(language)
    if low.isalnum() and not may_begin(pattern.pattern, low):
        return False
    found = pattern.search(low)
    return found is not None and not (language == "en" and low[found.end() : found.end() + 1] == "-")


@lru_cache(2)  # asked for twice of each text
def private_names(text: str) -> frozenset[str]:
    """Find the names of people in a text, whole and by surname."""
    names: set[str] = set()
    begins = {*pairs(text), *(m.start() for m in AHEAD_OF_NAME.finditer(text))}
    for match in found_at(PERSON, text, sorted(begins)):
        full = next(group for group in match.groups() if group)
        words = full.split()
        is_titled = words[0].casefold() in TITLES
        words = words[is_titled:]  # behind a title stands a person, not an office
        is_none = not words or full.isupper() or (not is_titled and _is_of_place(text, match, full))
        full = " ".join(words)
        if is_none or (
            words[0] in ARTICLES
            or NO_NAMES.intersection(words)
            or any(is_office(w, k) for w in words for k in _languages_of(w))
        ):
            continue
        names.update((full, words[-1], words[0]))
    for match in found_at(AGE, text, beside_signs(text)):
        names.update(w for w in (match[0].split(",")[0].split() if match[1] else ()) if w[:1].isupper())
    return frozenset(name for name in names if len(name) > 2)


def _is_of_place(text: str, match: re.Match[str], full: str) -> bool:
    """Whether the words around two capitals make them the name of a place, an organisation or a ship."""
    words = full.split()
    if words[0] in NO_FIRST or words[0] in FIRST_OF_PLACE:
        return True
    if ADJECTIVE.search(words[0]) and not is_given(words[0]):
        return True
    start = text.index(full, match.start())
    if PLACE_BEHIND.match(text, start + len(full)):
        return True
    return NO_PERSON_AHEAD.search(text[max(0, start - AHEAD) : start]) is not None


def offices(text: str) -> dict[str, str]:
    """Say for the surname of each person who has one their office, in the text's words."""
    found: dict[str, str] = {}
    for match in found_at(APPOSITION, text, pairs(text)):
        if OFFICE_WORD.search(match[1]):
            office = FIRST_WORD.sub("", NO_TITLE.split(match[1])[0])
            found[match[0].split(",")[0].split()[-1]] = office.strip()
    return found
