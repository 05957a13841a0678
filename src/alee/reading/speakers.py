"""Who says it: an office or organisation, never the name of a private person."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache

from alee.reading import speaker_words as told
from alee.reading.letters import Line, Spans, flat
from alee.reading.office_names import OfficeNames
from alee.reading.people import FAMILY, is_given
from alee.reading.persons import offices, private_names
from alee.reading.proper_names import POSSESSIVE, called_the
from alee.reading.segments import AGE

PRIVATE = "a private person"
FARTHEST = 400  # the same in Turkish, where the verb comes last
NEAREST = 110  # characters between somebody and the word for saying
BEHIND_VERB = 25  # an office behind its verb counts as so much farther away
PASSED_ON = 60  # and a newspaper beside an office
DIGIT = re.compile(r"\d")
NEVER = 10**9  # farther than any sentence is long
ELLIPSIS = 70  # longest "..., a church charity no more than six thousand"
LONGEST_HEADING = 120  # characters of a first line that says whose bulletin it is
STEM = 6  # letters that the cases of a word share
ENDS_NAME = ("", "@", "(", ",", ":", "/", "|", "–", "—", "-")
MOST_HERE = 40  # people named in one sentence; more make it a list
LONGEST_NAME = 4  # words of an office before a colon
MOST_HEARD = 200  # whole names of offices
ENDS = re.compile(r"\w+")


@lru_cache(MOST_HEARD)
def _spaced(name: str) -> str:
    """A name in small letters, a blank before every word."""
    return " ".join(["", *flat(name).split()])


def _spots(name: str, sentence: str) -> Iterator[int]:
    """Where a name stands as whole words."""
    at = sentence.find(name)
    while at >= 0:
        around = sentence[at - 1 : at] if at else "", sentence[at + len(name) : at + len(name) + 1]
        if not any(ch.isalnum() or ch == "_" for ch in around):
            yield at
        at = sentence.find(name, at + 1)


NAME_GOES_ON = re.compile(r"[^\W\d_] [A-Z]")  # the Business Registers Agency does not register


class Speakers(OfficeNames):
    """Follows who speaks through a text."""

    def __init__(self, text: str, language: str, is_place: Callable[[str], bool]) -> None:
        super().__init__(language, is_place)
        self.names = frozenset(name for name in private_names(text) if not is_place(name))
        self.by_word: dict[str, list[str]] = {}  # names by their last word
        for name in self.names:
            self.by_word.setdefault(ENDS.findall(name)[-1], []).append(name)
        self.offices = offices(text)
        self.last = ""
        self.heard: list[str] = []  # offices by their whole names, in the text's order
        self.is_beside = False  # whether the sentence before stands in the same paragraph
        self.is_carried = False  # whether the speaker is only that of the sentence before
        self.was_said = False  # whether somebody states the sentence before
        self.parts: tuple[str, dict[tuple[int, int], str | None]] = ("", {})

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
        self._hear(line)
        return speaker

    def _hear(self, line: Line) -> None:
        """Keep in mind the whole names of offices that a sentence names, also of those that say nothing in it."""
        if len(self.heard) >= MOST_HEARD:
            return
        for start, end in self._offices(line):
            name = self._named(line.text, start, end)
            if " " in name and name not in self.heard:
                self.heard.append(name)

    def issuer(self, line: Line) -> str:
        """The office whose bulletin a text is by its first line; empty if that says nothing of the kind."""
        if line.text[-1:] == "." or len(line.text) > LONGEST_HEADING:
            return ""
        spots = self._offices(line)
        name = self._named(line.text, *spots[0]) if spots else ""
        is_bulletin = told.BULLETIN.search(line.low) is not None
        if (
            is_bulletin
            and not name
            and (lone := told.ACRONYM.match(line.text))
            and not self.is_place(lone[0].title())
        ):
            return lone[0]
        is_alone = line.text.startswith(name) and line.text[len(name) :].lstrip()[:1] in ENDS_NAME
        return name if is_bulletin or is_alone else ""

    def take(self, speaker: str) -> str:
        """Hear who states the sentence that was just read, found elsewhere; the next one may go on from it."""
        self.last, self.was_said, self.is_carried = speaker, True, False
        return speaker

    def _of(self, line: Line) -> str:
        sentence = line.text
        colon = self.patterns["colon"].match(line.low) if ":" in sentence[:110] else None
        if colon and not self._has_more(line, colon.end()):
            name = self._trimmed(told.SAYS_SO.sub("", sentence[: colon.end()].rstrip(" :")))
            spots = self._offices(Line(sentence[: colon.end()]))
            is_long = spots and len(name.split()) > LONGEST_NAME
            self.last = self._named(sentence, *spots[0]) if is_long else name
            return self.last
        lone = told.ACRONYM.match(sentence) if ":" in sentence[:60] else None
        if lone and sentence[lone.end() : lone.end() + 1] == ":" and not self.is_place(lone[0].title()):
            self.last = lone[0]
            return self.last
        pronoun = self.patterns["pronoun"]
        if not self.last and self.is_beside and self.heard:
            self.last = self.heard[-1] if pronoun.match(sentence) else ""
        if self.last and any(line.find(pronoun, is_written=self.language == "en")):
            return self.last
        speaker = self._said(line)
        if speaker is None:
            head = self.head
            if found := self._in_brackets(sentence):
                return found
            self.head = head
            if found := self._subject(line):
                self.last = found
                return found
            self._introduce(sentence)
            is_more = sentence[:1] in '“"«' or (self.was_said and told.GOES_ON.match(line.low) is not None)
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

    def _subject(self, line: Line) -> str:
        """The office with which a sentence of figures begins, as in "The border guard has let out 900"; empty if none."""
        if not line.has_digit:
            return ""
        for start, end in self._offices(line)[:1]:
            name = self._named(line.text, start, end)
            at = max(0, end - len(name))
            ahead = line.text[self.head : at].strip(' -–—•*·|"«“').casefold()
            is_first = ahead in ("", "the", "a", "an", "in the meantime,", "meanwhile,", "meanwhile")
            if (
                is_first
                and not told.NO_SUBJECT.search(line.low, start, end)
                and not POSSESSIVE.match(line.text, end)
                and not self.is_place(name)
                and not told.ITS_HOUSES.match(line.low, end)
            ):
                return name
        return ""

    def _in_brackets(self, sentence: str) -> str:
        """The office with which brackets or the last words begin: "(UNHCR, 3 May)", "— UNHCR."; empty if none does."""
        self.head = 0
        found = [*told.BRACKETS.finditer(sentence)] if ")" in sentence else []
        last = told.TRAILING.search(sentence) if "—" in sentence or "–" in sentence else None
        for match in [*found, last] if last else found:
            words = match[1]
            for start, end in self._offices(Line(words))[:1]:
                name = self._named(words, start, end)
                if words.startswith(name):
                    return name
        return ""

    def _whole(self, speaker: str) -> str:
        """The whole name of an office that is only called by its kind, as in "the ministry said"."""
        if not speaker or speaker == PRIVATE:
            return speaker
        low = flat(speaker)
        if told.ANY_OFFICE.fullmatch(low) and self.last not in ("", PRIVATE):
            return self.last
        if " " in low:
            if speaker not in self.heard:
                self.heard.append(speaker)
            return speaker
        begins = low if self.language == "en" else low[:STEM]
        if low in told.GENERIC and self.last not in ("", PRIVATE) and not self.is_place(self.last.title()):
            speaker = self.last
        return next((name for name in reversed(self.heard) if f" {begins}" in _spaced(name)), speaker)

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
        verbs = [
            (a, b)
            for a, b in verbs
            if not self._is_passive(line.low, a, b)
            and not NAME_GOES_ON.fullmatch(line.text, max(0, a - 2), a + 1)
        ]
        if not verbs:
            return None
        sentence, low = line.text, line.low
        nearest, own = (NEAREST if self.language != "tr" else FARTHEST), (0, 0)
        spots = self._offices(line)
        by_the_way = [m.span() for m in told.BY_THE_WAY.finditer(low)] if ", wh" in low else []
        for start, end in spots:
            if any(a < start < b for a, b in by_the_way) and spots[0][0] < start:
                continue
            if any(a < end and start < b for a, b in verbs) and not sentence[start:end].isupper():
                continue
            if line.holds(told.TOLD) and told.TOLD.search(low, max(0, start - 12), start):
                continue
            if len(spots) > 1 and told.STUDY.fullmatch(low, start, end):
                continue
            if told.NO_OFFICE.fullmatch(low, start, end) and told.INDEFINITE.search(
                low, max(0, start - 24), start
            ):
                continue
            passed_on = PASSED_ON if len(spots) > 1 and told.PASSES_ON.search(low, start, end) else 0
            for a, b in verbs:
                apart = (a - end if end <= a else start - b) + passed_on
                is_behind = start >= b and not told.SOURCE_FIRST.match(low, a)
                if start >= b and DIGIT.search(low, b, start):
                    continue
                apart += BEHIND_VERB if is_behind else 0
                if 0 <= apart < nearest or (apart == nearest and told.MAINLY.match(low, a)):
                    nearest, own = apart, (start, end)
        if own == (0, 0):
            said = self._person(line, verbs, (nearest, 0, ""))
            said = said or called_the(sentence, verbs, NEAREST) or self._source_in(sentence)
            return None if not said and self._only_counts(low, verbs) else said
        is_its = line.holds(told.ITS) and told.ITS.search(low, max(0, own[0] - 12), own[0]) is not None
        name = self._named(sentence, *(spots[0] if is_its else own))
        return self._person(line, verbs, (nearest, own[0], name))

    def _source_in(self, sentence: str) -> str:
        """Whoever stands behind "according to" and the like, though no word says that it is an office."""
        match = self.patterns["source"].search(sentence)
        if match is None:
            return ""
        name = next(group for group in match.groups() if group).strip(" ,")
        words = ENDS.findall(name)
        if any(is_given(w) or FAMILY.search(w) for w in words) or not self.by_word.keys().isdisjoint(words):
            return PRIVATE
        return self._trimmed(name)

    def _only_counts(self, low: str, verbs: list[tuple[int, int]]) -> bool:
        """Whether all these verbs say so only where an office is their subject, as in "has received 3,000"."""
        counting = self.patterns["counting"]
        return all(counting.match(low, start) for start, _ in verbs)

    def _is_passive(self, low: str, start: int, end: int) -> bool:
        """Whether a word for saying names nobody, as in "are confirmed dead"."""
        return low[:start].endswith(told.PASSIVE) and told.BY_OFFICE.match(low, end) is None

    def _person(self, line: Line, verbs: list[tuple[int, int]], best: tuple[int, int, str]) -> str:
        sentence = line.text
        words = self.by_word.keys() & ENDS.findall(sentence) if self.by_word else ()
        here = [name for word in words for name in self.by_word[word]]
        if len(here) > MOST_HERE:
            return best[2] or PRIVATE
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
