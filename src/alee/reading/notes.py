"""What a sentence states without a figure: silences, places in an order, events, rules of entry, needs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from alee.model.scenario import Scenario
from alee.reading.figures import CONCEPTS
from alee.reading.happenings import Sign, rank_of
from alee.reading.letters import Line
from alee.reading.lexicon import words_of
from alee.reading.named import message_around, names_in
from alee.reading.people import masked, office_in
from alee.reading.persons import is_office
from alee.reading.places import Gazetteer, Mention
from alee.reading.proposals import Kind, Proposal
from alee.reading.quantities import Quantity
from alee.reading.segments import Sentence
from alee.reading.sources import digest_of
from alee.reading.speakers import Speakers
from alee.reading.weekdays import WEEK, Period, weekdays_in

COUNTED_AHEAD = re.compile(r"\d[\d.,  ]*(?: [\w'’-]+){0,2} (?:were|was|are) $")
COUNTED_BEHIND = re.compile(r"\s*[:–—-]?\s*\d")
COUNTED_NEAR = 60  # characters before words for a rule in which the number stands to whom it happened
CLOSES = re.compile(r"\b(?:closes|shuts|closing|shutting)\b")
IF_SO = re.compile(r"(?:^|[\s,;])(?:if|unless|если|якщо|eğer)\s(?![^,;]*[,;])")
OBJECT_NEAR = 24  # characters from such a word to the crossing that is closed
MOST_KEPT = 4_000  # sentences, and pieces of words, that are remembered


class Notes:
    """Makes the proposals of one text, names of people masked.

    Attributes
    ----------
    place
        Abroad, of which the text speaks just now.
    hide
        Masks the names of people in some words.
    """

    def __init__(self, text: str, scenario: Scenario, published: dt.date, language: str) -> None:
        self.text, self.scenario, self.published = text, scenario, published
        self.language = language
        self.words = words_of(language)
        self.gazetteer = Gazetteer(scenario, language)
        self.speakers = Speakers(text, language, self._is_place)
        self.hidden = hidden = names_in(text, self._is_place, lambda word: is_office(word, language))
        self.hide = lru_cache(MOST_KEPT)(lambda words: masked(words, hidden))
        self.digest = digest_of(text)
        self.quote = "", ""
        self.place: Mention | None = None

    def _is_place(self, name: str) -> bool:
        """Whether a name is wholly that of a place."""
        found = self.gazetteer.mentions(name)
        return bool(found) and found[0].start == 0 and found[-1].end == len(name)

    def _silence(self, sentence: Sentence, mentions: Sequence[Mention], speaker: str) -> Proposal:
        place = next((m for m in mentions if m.country not in self.scenario.home), self.place)
        what = "no official count is published"
        made = self._made(sentence, 0, len(sentence.text), "nobody publishes", what, speaker, 0.85)
        if place is None:
            return made
        return replace(made, place=place.name, is_known_place=place.is_known, last=self.published)

    def _rank(self, sentence: Sentence, mentions: Sequence[Mention], speaker: str) -> Iterator[Proposal]:
        for match, value, low in rank_of(sentence.text):
            places = [m for m in mentions if not m.is_people and m.country not in self.scenario.home]
            inside = [m for m in places if match["after"] and m.start >= match.start("after")]
            place = next((m for m in places if m not in inside), self.place)
            made = self._made(sentence, *match.span(), "report", "rank: place in an order", speaker, 0.6)
            yield replace(
                made, measure="rank", concept=CONCEPTS["rank"], value=value, low=low, unit="rank",
                qualifier="or worse" if low else "", first=self.published, last=self.published,
                place=place.name if place else "", is_known_place=bool(place and place.is_known),
                reason="an order without figures",
            )  # fmt: skip

    def _signs(
        self, sentence: Sentence, happened: Sequence[tuple[Sign, re.Match[str]]], mentions: Sequence[Mention],
        periods: Sequence[Period], speaker: str,
    ) -> Iterator[Proposal]:  # fmt: skip
        for sign, match in happened:
            low = match.string
            ahead = max(0, match.start() - COUNTED_NEAR)
            if sign.kind == "policy" and (
                COUNTED_AHEAD.search(low, ahead, match.start()) or COUNTED_BEHIND.match(low, match.end())
            ):
                continue  # so many were refused entry: an incident, no rule
            near = low[max(0, match.start() - 40) : match.end()]
            if self.words.denied.search(low[max(0, match.start() - 60) : match.start()]):
                what = f"denied: {sign.what}"
                yield self._made(sentence, *match.span(), "context", what, speaker, 0.7)
                continue
            if IF_SO.search(low, 0, match.start()) or IF_SO.match(low, match.end()):
                what = f"supposed: {sign.what}"
                yield self._made(sentence, *match.span(), "context", what, speaker, 0.7)
                continue
            is_supposed = bool(self.words.supposed.search(near))
            what = sign.what + (" (planned or supposed)" if is_supposed else "")
            trust = 0.5 if is_supposed else 0.75
            made = self._made(sentence, *match.span(), sign.kind, what, speaker, trust)
            day = self._day_of(match, periods, is_ahead=is_supposed or CLOSES.search(near) is not None)
            if day is not None and day.since and sign.kind == "event":
                day = day._replace(last=day.first, since=False)  # it happened on the first day
            whose = self._whose(sign, match, mentions)
            yield replace(
                made, measure=sign.measure, place=", ".join(whose), is_known_place=bool(whose),
                first=day.first if day else None, last=day.last if day else None,
                since=day.first if day and day.since else None,
            )  # fmt: skip

    def _day_of(self, match: re.Match[str], periods: Sequence[Period], *, is_ahead: bool) -> Period | None:
        """The day nearest to a sign; of what lies ahead, a day of the week is the next one, not the last."""
        if is_ahead:
            periods = [p for p in periods if not p.is_speech]
        day = min(periods, key=lambda p: abs(p.start - match.start()), default=None)
        is_weekday = day is not None and any(
            (p.start, p.end) == (day.start, day.end) and p.first == day.first
            for p in weekdays_in(Line(match.string), self.language, self.published)
        )
        if (
            day is None
            or not is_ahead
            or not is_weekday
            or day.first != day.last
            or day.last >= self.published
        ):
            return day
        return day._replace(first=day.first + WEEK, last=day.last + WEEK)

    def _whose(self, sign: Sign, match: re.Match[str], mentions: Sequence[Mention]) -> list[str]:
        """Whose policy or trace a sign is: the places named nearest before it, else after it."""
        if sign.place == "home":
            return [self.gazetteer.name_of(code) for code in self.scenario.home]
        if not sign.place:
            told = self.gazetteer.mentions(self.speakers.last) or ([self.place] if self.place else [])
            return [told[0].name] if told else []
        abroad = [m for m in mentions if m.country not in self.scenario.home and (not m.is_people)]
        text = match.string
        if sign.place == "other" and re.search(r"\b[Oo]ther (?:\w+ )?countr", text):
            return ["other countries"]
        closed = [m for m in abroad if m.is_known and match.start() < m.start < match.end() + OBJECT_NEAR
                  and m.name != self.gazetteer.name_of(m.country)]  # fmt: skip
        if closed and CLOSES.search(match[0]):
            return [closed[0].name]  # Kazakhstan closes the Syrym crossing
        before = [m for m in abroad if m.end <= match.start() + 1]
        names = [m.name for m in (before or abroad)]
        if "baltic states" in text and not any("Baltic" in name for name in names):
            names.insert(0, "the Baltic states")
        return list(dict.fromkeys(names[:6])) or ([self.place.name] if self.place else [])

    def _quote(self, sentence: Sentence, start: int, end: int) -> str:
        """A sentence, or a message of a chat, in one line, names masked; kept for its next fact."""
        words = message_around(sentence.text, start, end)
        if self.quote[0] != words:
            self.quote = (words, masked(" ".join(words.split()), self.hidden))
        return self.quote[1]

    def _made(
        self, sentence: Sentence, start: int, end: int, kind: Kind, what: str, speaker: str, confidence:
        float, *, quantity: Quantity | None = None,
    ) -> Proposal:  # fmt: skip
        words, what = self.hide(sentence.text[start:end]), self.hide(what)
        speaker = office_in(self.hide(speaker))
        return Proposal(
            kind=kind, quote=self._quote(sentence, start, end), start=sentence.start + start,
            end=sentence.start + end, words=words, speaker=speaker,
            what=what if quantity is None else f"{what}: {words}",
            published=self.published, confidence=confidence, text=self.digest,
            value=quantity and quantity.value, low=quantity and quantity.low, high=quantity and quantity.high,
            qualifier="" if quantity is None else quantity.qualifier,
        )  # fmt: skip
