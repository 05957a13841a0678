"""Where a sentence names offices and organisations, and what their whole names are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from alee.reading import speaker_words as told
from alee.reading.letters import Line, flat, small
from alee.reading.persons import FIRST_WORD, is_office, organisation

TITLE_NEAR = 22  # characters between an office and the name of who holds it
SOURCE_NEAR = 40  # characters before an office in which "a source in the" stands
CAPITALS = re.compile(r"[A-ZÇĞİÖŞÜА-ЯІЇЄ]{3}")  # in every shortened name
JOINT = re.compile(r"[-'_]")  # beside a part of a word
WORDS = re.compile(r"[^\W\d_][\w-]*(?:'[а-яіїєґ][\w-]*)?")


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    return {
        "organisation": organisation(language),
        "speech": small(rf"(?<![^\W_])(?:{told.SPEECH[language]})"),
        "counting": small(told.COUNTING[language]),
        "pronoun": re.compile(told.PRONOUN[language]) if language == "en" else small(told.PRONOUN[language]),
        "before": re.compile(told.BEFORE[language]),
        "between": re.compile(told.BETWEEN[language]),
        "behind": re.compile(told.BEHIND[language]),
        "source": re.compile(told.SOURCE[language]),
        "colon": small(
            rf"(?!(?:in|inside|at|outside|from|to|on|by|for|of|across|within|around|в|во|на|у|із|з|из) )[^.:\d]{{0,60}}?(?<![^\W_]){told.ORGANISATION[language]}(?![^\W_])[^.:\d]{{0,40}}:(?!\d|//)"
        ),
    }


class OfficeNames:
    """Finds the offices that sentences of one text name.

    Parameters
    ----------
    is_place
        Whether a name is that of a place.
    """

    def __init__(self, language: str, is_place: Callable[[str], bool]) -> None:
        self.language, self.is_place = language, is_place
        self.patterns = _patterns(language)
        self.head = 0  # characters at a sentence's beginning in which no office stands
        self.spots: tuple[str, list[tuple[int, int]]] = ("", [])
        self.whole: tuple[str, dict[tuple[int, int], str]] = ("", {})

    def _offices(self, line: Line) -> list[tuple[int, int]]:
        """Where offices are named; words that make one name together are one."""
        sentence, low = line.text, line.low
        if self.spots[0] == sentence:
            return self.spots[1]
        found = self._office_words(line)
        if CAPITALS.search(sentence) is not None:
            found |= {
                m.span()
                for m in told.ACRONYM.finditer(sentence)
                if not told.SHOUTED.search(sentence, max(0, m.start() - 12), m.end() + 12)
                and not self.is_place(m[0].title())
            }
        if line.holds(told.PREMIER):
            found |= {m.span() for m in told.PREMIER.finditer(sentence)}
        if "civil protection" in low:
            found |= {m.span() for m in told.CIVIL.finditer(low)}
        head = self.head
        out: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if start < head or (out and start < out[-1][1]):
                continue
            if out and (
                self.patterns["between"].fullmatch(sentence, out[-1][1], start)
                or (told.TWO_NAMES.fullmatch(sentence, out[-1][1], start) and sentence[out[-1][0]].isupper())
            ):
                out[-1] = (out[-1][0], end)
            else:
                out.append((start, end))
        self.spots = (sentence, out)
        return out

    def _office_words(self, line: Line) -> set[tuple[int, int]]:
        """Where words alone name an office; where they stand alone, only those that begin like one are tried."""
        low, language = line.low, self.language
        likely = line.beginning(self.patterns["organisation"])
        if line.is_mixed or any(JOINT.match(low, max(0, a - 1)) or JOINT.match(low, b) for a, b in likely):
            return {m.span() for m in WORDS.finditer(low) if is_office(m[0], language)}
        return {(a, b) for a, b in likely if is_office(low[a:b], language)}

    def _title(self, line: Line, start: int) -> str:
        """The office right before a name, as in "Interior Minister N. N.", or behind it, as in "of the Red Cross"."""
        spots = self._offices(line)
        ahead = [s for s in spots if 0 <= start - s[1] <= TITLE_NEAR]
        of = told.OF_OFFICE.match(line.text, start)
        behind = [s for s in spots if of is not None and 0 <= s[0] - of.end() <= TITLE_NEAR]
        beside = ahead[-1:] or behind[:1]
        return self._named(line.text, *beside[0]) if beside else ""

    def _named(self, sentence: str, start: int, end: int) -> str:
        """The whole name of an office around the word for it; kept while the sentence is read."""
        if self.whole[0] != sentence:
            self.whole = sentence, {}
        known = self.whole[1]
        if (start, end) not in known:
            known[start, end] = self._name_around(sentence, start, end)
        return known[start, end]

    def _name_around(self, sentence: str, start: int, end: int) -> str:
        ahead = self.patterns["before"].search(sentence[max(0, start - 90) : start])
        left = start - len(ahead[0]) if ahead else start
        source = told.SOURCE_IN.search(sentence, max(0, left - SOURCE_NEAR), left)
        left = source.start() if source else left
        behind = self.patterns["behind"].match(sentence, end)
        right = behind.end() if behind else end
        if told.IS_SOURCE.match(sentence[start:end].lower()) and (
            inside := told.IN_OFFICE.match(sentence, right)
        ):
            right = inside.end()
        return self._trimmed(sentence[left:right])

    def _trimmed(self, words: str) -> str:
        words = FIRST_WORD.sub("", words.strip(" ,.:;"))
        words = words if ")" in words else words.partition(" (")[0]
        first, _, rest = words.partition(" ")
        return rest if rest and self.patterns["speech"].fullmatch(flat(first)) else words
