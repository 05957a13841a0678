"""Who says it: an office or organisation, never the name of a private person."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache

from alee.reading.letters import Line, Spans, flat, small
from alee.reading.people import FAMILY, is_given
from alee.reading.persons import FIRST_WORD, is_office, offices, organisation, private_names
from alee.reading.segments import AGE
from alee.reading.speaker_words import (
    BEFORE,
    BEHIND,
    BETWEEN,
    COUNTING_EN,
    MEDIA,
    ORGANISATION,
    PRONOUN,
    SPEECH,
)

PRIVATE = "a private person"
FARTHEST = 400  # the same in Turkish, where the verb comes last
NEAREST = 110  # characters between somebody and the word for saying
ACRONYM = re.compile(
    r"(?<![\w-])(?!USD|EUR|GBP|GMT|UTC|США|ОАЭ|ABD|CORR|UPDATE|PART|URGENT|BREAKING)[A-ZÇĞİÖŞÜА-ЯІЇЄ]{3,6}(?![\w])"
)
BEHIND_VERB = 25  # an office behind its verb counts as so much farther away
PASSED_ON = 60  # and a newspaper beside an office
SOURCE_FIRST = small(
    r"according|по |за |со |citing|from|by|согласно|data|figures|said|told|сообщ|заяв|каж|сказа|повідом|пояс|уточн"
)
TITLE_NEAR = 22  # characters between an office and the name of who holds it
DIGIT = re.compile(r"\d")
NEVER = 10**9  # farther than any sentence is long
ELLIPSIS = 70  # longest "..., a church charity no more than six thousand"
SAYS_SO = re.compile(r"\s+(?:informs?|reports?|says?|tweeted|wrote|сообщает|bildirdi)\b.*$")
BRACKETS = re.compile(r"\((?:[^()]*?(?i:source|источник|kaynak|джерело):?\s+)?([^()]{2,60})\)")
GOES_ON = re.compile(
    r"(?:another|of (?:them|these|those|whom)|a further|an additional|by \d|in all|in total|altogether|in the other direction|"
    r"ещ[её] |из них|всего|в обратн|кроме того|ще |з них|усього|загалом|у зворотн|крім того|bunlar|ayrıca|toplam)"
)
TRAILING = re.compile(r"\s[—–]\s([^—–,.:;\d]{2,60})[.]?$")
PROPER = re.compile(r"\b[Tt]he ((?:[A-Z][\w’'-]+ ){1,4})(?:has |have |had |also |later )?$")
NO_PROPER = re.compile(r"(?:s|ese|ish|ians?|East|West|North|South) $")  # peoples and quarters of the world
POSSESSIVE = re.compile(r"[’']s\b")
PASSIVE = tuple(f" {word} " for word in ("is", "are", "was", "were", "been", "be", "being"))
TWO_NAMES = re.compile(r" and (?:[A-Z][\w’'-]+ ){1,3}")  # the Police and Border Guard Board
ANY_OFFICE = re.compile(r"ведомств\w+|відомств\w+|kurum(?:dan|un)?")  # whichever spoke before
PASSES_ON = re.compile(rf"{MEDIA}\Z")
NO_OFFICE = re.compile(
    r"port|hall|airport|hospital|bank|church|house|university|cent(?:re|er)|camp|station|unit|cross|force"
)
INDEFINITE = re.compile(r"\ban? (?:[\w-]+ )?$")  # a port four hours to the west says nothing
CIVIL = re.compile(r"(?<=\bcivil )protection\b")
ITS = re.compile(r"\b(?:its|their)\s+$")
ENDS = re.compile(r"\w+")
WORDS = re.compile(r"[^\W\d_][\w-]*(?:'[а-яіїєґ][\w-]*)?")


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    return {
        "organisation": organisation(language),
        "speech": small(rf"(?<![^\W_])(?:{SPEECH[language]})"),
        "counting": small(COUNTING_EN if language == "en" else r"(?!)"),
        "pronoun": re.compile(PRONOUN[language]) if language == "en" else small(PRONOUN[language]),
        "before": re.compile(BEFORE[language]),
        "between": re.compile(BETWEEN[language]),
        "behind": re.compile(BEHIND[language]),
        "colon": small(rf"[^.:\d]{{0,60}}?(?<![^\W_]){ORGANISATION[language]}[^.:\d]{{0,40}}:(?!\d|//)"),
    }


def _spots(name: str, sentence: str) -> Iterator[int]:
    """Where a name stands as whole words."""
    at = sentence.find(name)
    while at >= 0:
        around = sentence[at - 1 : at] if at else "", sentence[at + len(name) : at + len(name) + 1]
        if not any(ch.isalnum() or ch == "_" for ch in around):
            yield at
        at = sentence.find(name, at + 1)


class Speakers:
    """Follows who speaks through a text."""

    def __init__(self, text: str, language: str, is_place: Callable[[str], bool]) -> None:
        self.language = language
        self.names = frozenset(name for name in private_names(text) if not is_place(name))
        self.by_word: dict[str, list[str]] = {}  # names by their last word
        for name in self.names:
            self.by_word.setdefault(ENDS.findall(name)[-1], []).append(name)
        self.offices = offices(text)
        self.patterns = _patterns(language)
        self.last = ""
        self.head = 0
        self.heard: list[str] = []  # offices by their whole names, in the text's order
        self.is_beside = False  # whether the sentence before stands in the same paragraph
        self.is_carried = False  # whether the speaker is only that of the sentence before
        self.was_said = False  # whether somebody states the sentence before
        self.parts: tuple[str, dict[tuple[int, int], str | None]] = ("", {})
        self.spots: tuple[str, list[tuple[int, int]]] = ("", [])

    def of(self, line: Line, head: int = 0) -> str:
        """Say who states a sentence: an office, a private person, or ``""``.

        Parameters
        ----------
        head
            Characters at its beginning that say where the dispatch was written; no office stands there.
        """
        self.is_carried, self.head = False, head
        speaker = self._of(line)
        self.was_said = bool(speaker)
        return speaker

    def take(self, speaker: str) -> str:
        """Hear who states the sentence that was just read, found elsewhere; the next one may go on from it."""
        self.last, self.was_said, self.is_carried = speaker, True, False
        return speaker

    def _of(self, line: Line) -> str:
        sentence = line.text
        colon = self.patterns["colon"].match(line.low) if ":" in sentence[:110] else None
        if colon and not self._has_more(line, colon.end()):
            self.last = self._trimmed(SAYS_SO.sub("", sentence[: colon.end()].rstrip(" :")))
            return self.last
        if (
            sentence[:60].count(":")
            and (lone := ACRONYM.match(sentence))
            and sentence[lone.end() : lone.end() + 1] == ":"
        ):
            self.last = lone[0]
            return self.last
        if self.last and self.patterns["pronoun"].search(sentence if self.language == "en" else line.low):
            return self.last
        speaker = self._said(line)
        if speaker is None:
            if found := self._in_brackets(sentence):
                return found
            self._introduce(sentence)
            is_more = sentence[:1] in '“"«' or (self.was_said and GOES_ON.match(line.low) is not None)
            self.is_carried = not is_more and self.was_said and self.is_beside
            return self.last if is_more or self.is_carried else ""
        speaker = self._whole(speaker)
        self.last = speaker or self.last
        return speaker

    def _introduce(self, sentence: str) -> None:
        """Keep in mind a person of whom a sentence speaks: "he said" may mean them."""
        if not self.by_word or self.by_word.keys().isdisjoint(ENDS.findall(sentence)):
            return
        if not self.last or AGE.search(sentence):
            self.last = PRIVATE

    def _in_brackets(self, sentence: str) -> str:
        """The office with which brackets or the last words begin: "(UNHCR, 3 May)", "— UNHCR."; empty if none does."""
        self.head = 0
        found = [*BRACKETS.finditer(sentence)] if ")" in sentence else []
        last = TRAILING.search(sentence)
        for match in [*found, last] if last else found:
            words = match[1]
            for start, end in self._offices(words, flat(words))[:1]:
                name = self._named(words, start, end)
                if words.startswith(name):
                    return name
        return ""

    def _whole(self, speaker: str) -> str:
        """The whole name of an office that is only called by its kind, as in "the ministry said"."""
        if not speaker or speaker == PRIVATE:
            return speaker
        low = flat(speaker)
        if ANY_OFFICE.fullmatch(low) and self.last not in ("", PRIVATE):
            return self.last
        if " " in low:
            if speaker not in self.heard:
                self.heard.append(speaker)
            return speaker
        return next((name for name in reversed(self.heard) if low in flat(name).split()), speaker)

    def _has_more(self, line: Line, end: int) -> bool:
        """Whether words before a colon are a sentence of their own, not only who speaks."""
        return "," in line.low[:end] and line.may(self.patterns["speech"])

    def of_part(self, line: Line, cuts: Spans, gap_at: tuple[int, int], whole: str) -> str:
        """Say who gives one number of a sentence, where several speak.

        Parameters
        ----------
        cuts
            Where the clauses of the sentence part.
        gap_at
            Where the number before it ends, 0 for the first, and where the number starts.
        whole
            Who states the sentence as a whole.
        """
        before, start = gap_at
        gap = line.text[before:start]
        if (
            before
            and whole
            and len(gap) < ELLIPSIS
            and (comma := re.match(r"[^,]{0,24},\s*(?:and |while |but |а |ama |а )?", gap))
        ):
            match = self.patterns["organisation"].search(flat(gap), comma.end())
            if match and not re.search(r"[,.]", gap[match.end() :]) and len(gap) - match.end() < 24:
                return self._named(gap, match.start(), match.end())
        if not cuts[0] or not line.may(self.patterns["speech"]):
            return whole
        return self._of_clause(line.text, cuts, start) or whole

    def _of_clause(self, sentence: str, cuts: Spans, spot: int) -> str | None:
        """Who speaks in the clause around a spot; kept for its next number."""
        starts, ends = cuts
        before, behind = bisect_right(ends, spot), bisect_left(starts, spot)
        left = ends[before - 1] if before else 0
        right = starts[behind] if behind < len(starts) else len(sentence)
        if self.parts[0] != sentence:
            self.parts = (sentence, {})
        known = self.parts[1]
        if (left, right) not in known:
            head, self.head = self.head, max(0, self.head - left)
            known[left, right] = self._said(Line(sentence[left:right]))
            self.head = head
        return known[left, right]

    def _said(self, line: Line) -> str | None:
        """Whoever stands nearest to a word for saying; None if there is no such word."""
        verbs = [m.span() for m in line.find(self.patterns["speech"])]
        verbs = [(a, b) for a, b in verbs if not self._is_passive(line.low, a, b)]
        if not verbs:
            return None
        sentence, low = line.text, line.low
        nearest, own = (NEAREST if self.language != "tr" else FARTHEST), (0, 0)
        spots = self._offices(sentence, low)
        for start, end in spots:
            if any(a < end and start < b for a, b in verbs) and not sentence[start:end].isupper():
                continue
            if NO_OFFICE.fullmatch(low, start, end) and INDEFINITE.search(low, max(0, start - 24), start):
                continue
            passed_on = PASSED_ON if len(spots) > 1 and PASSES_ON.search(low, start, end) else 0
            for a, b in verbs:
                apart = (a - end if end <= a else start - b) + passed_on
                is_behind = start >= b and not SOURCE_FIRST.match(low, a)
                if start >= b and DIGIT.search(low, b, start):
                    continue
                apart += BEHIND_VERB if is_behind else 0
                if 0 <= apart < nearest:
                    nearest, own = apart, (start, end)
        if own == (0, 0):
            said = self._person(line, verbs, (nearest, 0, ""))
            said = said or self._called_the(sentence, verbs)
            return None if not said and self._only_counts(low, verbs) else said
        is_its = ITS.search(low, max(0, own[0] - 12), own[0]) is not None
        name = self._named(sentence, *(spots[0] if is_its else own))
        return self._person(line, verbs, (nearest, own[0], name))

    def _called_the(self, sentence: str, verbs: list[tuple[int, int]]) -> str:
        """A proper name behind "the" right before a word for saying: no person is called so; empty if there is none."""
        for start, _ in verbs:
            match = PROPER.search(sentence, max(0, start - NEAREST), start)
            if match is None or NO_PROPER.search(match[1]):
                continue
            name = POSSESSIVE.split(match[1])[0].strip()
            if not any(is_given(word) or FAMILY.search(word) for word in name.split()):
                return name
        return ""

    def _only_counts(self, low: str, verbs: list[tuple[int, int]]) -> bool:
        """Whether all these verbs say so only where an office is their subject, as in "has received 3,000"."""
        counting = self.patterns["counting"]
        return all(counting.match(low, start) for start, _ in verbs)

    def _is_passive(self, low: str, start: int, end: int) -> bool:
        """Whether a word for saying names nobody, as in "are confirmed dead"."""
        return low[:start].endswith(PASSIVE) and not low.startswith(" by", end)

    def _offices(self, sentence: str, low: str) -> list[tuple[int, int]]:
        """Where offices are named; words that make one name together are one."""
        if self.spots[0] == sentence:
            return self.spots[1]
        language = self.language
        found = {m.span() for m in WORDS.finditer(low) if is_office(m[0], language)}
        found |= {m.span() for m in ACRONYM.finditer(sentence)}
        if "civil protection" in low:
            found |= {m.span() for m in CIVIL.finditer(low)}
        head = self.head
        out: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if start < head or (out and start < out[-1][1]):
                continue
            if out and (
                self.patterns["between"].fullmatch(sentence, out[-1][1], start)
                or (TWO_NAMES.fullmatch(sentence, out[-1][1], start) and sentence[out[-1][0]].isupper())
            ):
                out[-1] = (out[-1][0], end)
            else:
                out.append((start, end))
        self.spots = (sentence, out)
        return out

    def _person(self, line: Line, verbs: list[tuple[int, int]], best: tuple[int, int, str]) -> str:
        sentence = line.text
        words = self.by_word.keys() & ENDS.findall(sentence) if self.by_word else ()
        here = [name for word in words for name in self.by_word[word]]
        for surname in here:
            for start in _spots(surname, sentence):
                end = start + len(surname)
                behind = bisect_left(verbs, (end, 0))  # the words for saying are in order
                apart = min(
                    verbs[behind][0] - end if behind < len(verbs) else NEVER,
                    max(start - verbs[behind - 1][1], 0) if behind else NEVER,
                )
                office = self.offices.get(surname.split()[-1]) or self._title(line, start)
                best = min(best, (apart - (400 if office else 0), start, office or PRIVATE))
        return best[2]

    def _title(self, line: Line, start: int) -> str:
        """The office that stands right before a name, as in "Interior Minister N. N."."""
        ahead = [s for s in self._offices(line.text, line.low) if 0 <= start - s[1] <= TITLE_NEAR]
        return self._named(line.text, *ahead[-1]) if ahead else ""

    def _named(self, sentence: str, start: int, end: int) -> str:
        """The whole name of an office around the word for it."""
        ahead = self.patterns["before"].search(sentence[max(0, start - 90) : start])
        left = start - len(ahead[0]) if ahead else start
        behind = self.patterns["behind"].match(sentence, end)
        right = behind.end() if behind else end
        return self._trimmed(sentence[left:right])

    def _trimmed(self, words: str) -> str:
        words = FIRST_WORD.sub("", words.strip(" ,.:;"))
        first, _, rest = words.partition(" ")
        return rest if rest and self.patterns["speech"].fullmatch(flat(first)) else words
