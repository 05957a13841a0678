"""Names of countries, peoples, cities and crossings, and the places of a scenario, found in a sentence.

Every word of a sentence is looked up by its first three letters, so that a gazetteer of some thousand names
costs little more than one of ten.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from alee.model.scenario import Scenario
from alee.outlook.countries import country_names
from alee.reading.country_names import CLDR_NAMES
from alee.reading.cyrillic import BySound
from alee.reading.letters import Line, flat, straight
from alee.reading.place_words import ALIASES, CITIES, PARTS, PEOPLES

COLUMN = {"en": 0, "ru": 1, "tr": 2, "uk": 3}
KEY = 3  # letters by which a word is looked up
SHORT = 4  # a beginning so short must stand almost alone
ENDINGS = {
    "ru": re.compile(r"(?:[аеиоуыюяйьё]|ой|ей|ам|ях|ах|ом|ем|ов|ам[иы]|ск\w+|ц\w+)?\Z"),
    "tr": re.compile(r"(?:y?[aeıiuü]|[dt][ae]n?|n?[ıiuü]n|n[ae]|l[ıiuü]\w{0,6})?\Z"),
    "uk": re.compile(r"(?:[аеиіїоуюяйьє]|ої|ою|ем|ам|ах|ом|ов[іи]|ами|ськ\w+|ц\w+)?\Z"),
}
LOOSE = re.compile(r"[аеиоуыюяйьёіїє]\Z")
PEOPLE_ENDS = {
    "ru": re.compile(r"(?:ян|яне|янам\w?|янами|ец|цы|цев|цам\w?|цами|ки|ки|ск\w+|цк\w+)\Z"),
    "tr": re.compile(r"(?:l[ıiuü](?:ler|lar)?\w{0,4}|lar\w{0,4}|ler\w{0,4})\Z"),
    "uk": re.compile(r"(?:ян|яни|янам\w?|ець|ці|ців|цям\w?|цями|ськ\w+|цьк\w+)\Z"),
}
BORDER = re.compile(r"\s+(?:границ|погран|кордон|прикордон|sınır|территори|сторон)", re.IGNORECASE)
NO_PLACE = re.compile(r"(?:US|U\.S\.)(?= and EU| sanctions|-)|(?:CAR|US)(?=\s*\d)")
SHOUTED = re.compile(r"[^\W\d_a-z]{4,}\b")  # KABUL, but not UN or CAR
# "The Russian invasion" tells neither a place nor a people that moved.
MILITARY = re.compile(
    r"['’]?s?\s(?:[\w-]+\s)?(?:invasion|attack|assault|shelling|strikes?|offensive|occupation|aggression|missiles?|вторгнен|вторжени|агрес|обстріл|обстрел|işgal|saldırı)"
)
NO_NAME = re.compile(r"(?:дан(?:і|их|ими)|данн(?:ые|ых|ым|ыми))\b")  # figures, not Denmark
LETTERS = re.compile(r"[^\W\d_]*")
OFFICE = re.compile(
    r"(?:[’']s)?\s+(?:\w+\s+){0,2}?(?:border|interior|ministr\w+|police|coast ?guard|government|officials?|authorit\w+|services?|office|"
    r"agency|army|consul\w+|embassy|parliament|president|minister|committee|press|media|frontier|migration|statistics)\b",
    re.IGNORECASE,
)
NATIONAL = re.compile(
    r"(?:citizens?|nationals?|passports?|граждан\w*|громадян\w*)\s+(?:(?:of|from)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
NATIONAL_BEHIND = re.compile(r"\s+(?:vatandaş|uyruk|yurttaş)", re.IGNORECASE)
ABBREVIATIONS = frozenset({"цар", "дрк", "рф", "сша", "оаэ", "оае", "abd", "bae"})
COMPASS = frozenset(("North", "South", "East", "West", "Centre", "Center"))  # a scenario may call a place so
PART_OF_NAME = re.compile(r"[\s-][A-Z]")
AND_AHEAD = re.compile(r"(?:\band |\bor |[A-Z][a-z]+ )$")
CAPITAL = re.compile(r"[^\W\d_a-zа-яіїєґçğışöü]")
# Unions of countries, behind a word for where: "entered the EU".
UNION = {
    "en": re.compile(
        r"\b(?:in|into|inside|across|to|from|left|leav(?:e|es|ing)|enter\w*|reach\w*) (?:the )?(EU|European Union|Schengen (?:area|zone)|bloc)\b(?! (?:border|member|agency|official|commission|citizen|countr|state|nation)|[’'-])"
    ),
    "ru": re.compile(r"\b(?:в|из|на территори[юи]|покинул\w*) (?:страны )?(ЕС|Евросоюз\w*|Шенген\w*)(?!\w)"),
    "tr": re.compile(r"\b(AB|Avrupa Birliği)(?:['’]?(?:ye|ne|den|nden|de|nde))(?!\w)"),
    "uk": re.compile(
        r"\b(?:до|в|у|з|із|на територі[юї]|залишил\w*) (?:країн )?(ЄС|Євросоюз\w*|Шенген\w*)(?!\w)"
    ),
}
WORD = re.compile(r"[^\W\d_][\w’'.-]*")


class Mention(NamedTuple):
    """A place named in a sentence.

    Attributes
    ----------
    name
        As the scenario calls it, else the alpha-3 code of a country or the English name of a city.
    is_people
        Whether only its people are named, as in "Russians".
    """

    start: int
    end: int
    name: str
    country: str
    is_known: bool
    is_people: bool = False


@dataclass(frozen=True)
class Entry:
    """One name: how it begins, and what it stands for; ``city`` is empty for a country, ``head`` its first word."""

    begins: str
    code: str
    city: str = ""
    is_people: bool = False
    is_whole: bool = False
    head: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "head", self.begins.partition(" ")[0])


def _stem(name: str) -> str:
    """The part of a Russian or Ukrainian name that its cases share."""
    return " ".join(LOOSE.sub("", word) if len(word) > SHORT else word for word in flat(name).split())


def _told(table: str, column: int) -> Iterator[tuple[str, str]]:
    for line in table.strip().splitlines():
        code, _, rest = line.partition(":")
        for word in rest.split("|")[column].strip().split("/"):
            if word.strip():
                yield code, straight(word.strip())


@cache
def _index(language: str) -> dict[str, tuple[Entry, ...]]:
    """Every name of one language by its first letters, the longest first."""
    column, found = COLUMN[language], []
    for code, names in CLDR_NAMES.items():
        name = names[column]
        plain = straight(name)
        begins = plain if language == "en" else flat(name) if language == "tr" else _stem(name)
        found.append(Entry(begins, code, is_whole=len(begins) <= SHORT))
    for table, is_people in ((ALIASES, False), (PEOPLES, True)):
        for code, word in _told(table, column):
            found.append(Entry(word.rstrip("$"), code, is_people=is_people, is_whole=word.endswith("$")))
    for line in CITIES.strip().splitlines():
        code, _, rest = line.partition(":")
        for city in rest.split(";"):
            words = [part.strip() for part in city.split("=")]
            found += [
                Entry(word.rstrip("$"), code, words[0], is_whole=word.endswith("$"))
                for word in (words[column] if column < len(words) else "").split("/")
                if word
            ]
    if language == "en":
        found += [Entry(e.begins.title(), e.code, e.city) for e in found if e.city and "-" in e.begins]
        cities = {e.city: e.code for e in found if e.city}
        found += [Entry(part, cities.get(city, "KAZ"), city) for part, city in PARTS.items()]
    index = defaultdict(set)
    for entry in found:
        if entry.begins:
            index[entry.begins[:KEY]].add(entry)
    return {k: tuple(sorted(v, key=lambda e: (-len(e.begins), e.is_people))) for k, v in index.items()}


class Gazetteer:
    """Finds places of one scenario, and countries, in sentences of one language."""

    def __init__(self, scenario: Scenario, language: str) -> None:
        self.language = language
        self.home = tuple(scenario.home)
        self.codes = {p.country for p in scenario.places}
        known = {e.begins for es in _index("en").values() for e in es if not (e.city or e.is_people)}
        self.words = {code: name for code, name in country_names(scenario).items() if name in known}
        own = {p.name: p.country for p in scenario.places}
        own |= {a.name: a.countries[0] if len(a.countries) == 1 else "" for a in scenario.areas}
        self.own = {name: code for name, code in own.items() if len(name) > 2}
        self.by_letters: dict[str, list[str]] = defaultdict(list)
        self.by_sound = BySound(self.own) if language in ("ru", "uk") else None
        for name in sorted(self.own, key=len, reverse=True):
            self.by_letters[name[:KEY]].append(name)

    def name_of(self, code: str) -> str:
        """Give the scenario's word for a country."""
        return self.words.get(code, code)

    def mentions(self, sentence: str, low: str = "") -> list[Mention]:
        """Find places and peoples, in their order, none inside another; ``low`` is it in small letters."""
        low = low or flat(sentence)
        index = _index(self.language)
        is_english = self.language == "en"
        text = straight(sentence) if is_english else low
        out: list[Mention] = []
        end = 0
        for match in (CAPITAL if is_english else WORD).finditer(sentence):
            at = match.start()
            if at < end or (is_english and at and (sentence[at - 1].isalnum() or sentence[at - 1] == "_")):
                continue
            begins = sentence[at : at + KEY]
            if self.by_sound is not None and (name := self.by_sound.find(match[0])):
                end = match.end()
                out.append(Mention(at, end, name, self.own[name], is_known=True))
                continue
            if not (
                begins in self.by_letters
                or text[at : at + KEY] in index
                or text[at : at + 2] in index
                or begins.isupper()
            ):
                continue
            if low.startswith("дан", at) and NO_NAME.match(low, at):
                continue
            own, listed = self._own(sentence, at), self._listed(sentence, text, at, index)
            is_people = listed is not None and listed.is_people and own is not None and own.end == listed.end
            found = own if own and not is_people and (listed is None or own.end >= listed.end) else listed
            if found is not None:
                if not MILITARY.match(low, found.end):
                    out.append(found)
                end = found.end
        return out

    def unions(self, line: Line) -> list[Mention]:
        """Find unions of countries to which people come or which they leave; no scenario knows them as a place."""
        union = UNION[self.language]
        return [
            Mention(*m.span(1), "European Union", "", is_known=False)
            for m in (union.finditer(line.text) if line.holds(union) else ())
        ]

    def _own(self, sentence: str, at: int) -> Mention | None:
        for name in self.by_letters.get(sentence[at : at + KEY], ()):
            stop = at + len(name)
            if name in COMPASS and (PART_OF_NAME.match(sentence, stop) or AND_AHEAD.search(sentence[:at])):
                continue  # South Kivu, North and South
            if sentence.startswith(name, at) and not sentence[stop : stop + 1].isalnum():
                return Mention(at, stop, name, self.own[name], is_known=True)
        return None

    def _listed(
        self, sentence: str, text: str, at: int, index: dict[str, tuple[Entry, ...]]
    ) -> Mention | None:
        """Find a listed name that begins here; ``text`` is the sentence as the names are written."""
        keys = [text[at : at + n] for n in (KEY, 2)]
        if self.language == "en" and sentence[at + 1 : at + 2].isupper() and SHOUTED.match(sentence, at):
            text = text.title()
            keys = [text[at : at + n] for n in (KEY, 2)]
        likely = [e for key in keys for e in index.get(key, ()) if text.startswith(e.head, at)]
        for entry in likely:
            end = self._fits(text, at, entry)
            if end is None or (self.language == "en" and NO_PLACE.match(sentence, at)):
                continue
            if entry.is_whole and self.language != "en":
                shown = sentence[at : at + 2]
                is_small = self.language == "uk" and entry.code == "RUS"  # which many there write росія
                if not (
                    shown.isupper() if entry.begins in ABBREVIATIONS else shown[:1].isupper() or is_small
                ):
                    continue
            is_people = entry.is_people or (
                self.language != "en"
                and not entry.city
                and bool(PEOPLE_ENDS[self.language].search(text[at:end]))
            )
            is_people = is_people or (
                not entry.city
                and bool(
                    NATIONAL.search(sentence[max(0, at - 34) : at]) or NATIONAL_BEHIND.match(sentence, end)
                )
            )
            is_whose = self.language != "tr" or end - at == len(entry.begins)
            if is_people and is_whose and (BORDER.match(sentence, end) or OFFICE.match(sentence, end)):
                is_people = False
            if entry.city in self.own:
                return Mention(at, end, entry.city, entry.code, is_known=True, is_people=is_people)
            name = entry.city or self.name_of(entry.code)
            return Mention(at, end, name, entry.code, not entry.city and entry.code in self.codes, is_people)
        return None

    def _fits(self, text: str, at: int, entry: Entry) -> int | None:
        """End of a name that begins here; None if it is another word."""
        if self.language == "en":
            stop = at + len(entry.begins)
            return stop if text.startswith(entry.begins, at) and not text[stop : stop + 1].isalnum() else None
        words = entry.begins.split(" ")
        for k, word in enumerate(words):
            if not text.startswith(word, at):
                return None
            stop = at + len(word)
            match = LETTERS.match(text, stop)
            at = match.end() if match else stop
            rest = text[stop:at]
            is_last = k == len(words) - 1
            is_close = entry.is_whole or len(word) <= SHORT
            if is_last and is_close and not ENDINGS[self.language].match(rest):
                return None
            if len(rest) > 8:
                return None
            if k < len(words) - 1:
                if text[at : at + 1] != " ":
                    return None
                at += 1
        return at
