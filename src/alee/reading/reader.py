"""Read a dispatch: every fact it states, as a proposal with the words that say it.

Rules, no model: the same text always gives the same proposals, without a network. Each sentence is looked
at for numbers (what they count, where, when, who says so) and for signs of facts without a number. What is
history, supposition, denial or an age is kept apart as context: it is shown, and never becomes a report.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from alee.core.errors import InputError
from alee.model.scenario import Scenario
from alee.reading.carried import (
    PART_OF_IT,
    SAYS_SO,
    country_that_speaks,
    days_before,
    own_days,
    part_of,
    said_by,
    told_again,
    trust_in,
    with_days,
)
from alee.reading.dateline import Undated, dateline, place_line
from alee.reading.days import covers, find_periods
from alee.reading.figure_places import place_elsewhere
from alee.reading.figures import CONCEPTS, NO_CUE, figure_of
from alee.reading.found import Reading
from alee.reading.happenings import Sign, rank_of, signs
from alee.reading.impossible_days import impossible_days
from alee.reading.letters import Line, holds_any
from alee.reading.lexicon import SILENT_ANCHORS, language_of, words_of
from alee.reading.people import Names, contacts_in, masked, names_of_people
from alee.reading.persons import is_office
from alee.reading.places import Gazetteer, Mention
from alee.reading.proposals import Kind, Proposal
from alee.reading.quantities import Quantity, find_quantities, may_count, negative, outside
from alee.reading.scene import Figure, Scene, cues_of
from alee.reading.segments import Sentence, ages, sentences
from alee.reading.shock_days import ShockDays
from alee.reading.sources import digest_of
from alee.reading.speakers import Speakers
from alee.reading.standing import YEAR, apart, is_history
from alee.reading.theme import Theme
from alee.reading.weekdays import Period

MOST_LETTERS = 2_000_000  # a thick book; seconds of work for each million
MOST_PROPOSALS = 5_000  # also seconds of work
MOST_BARE = 20  # numbers of one sentence, without any word that says what they count
MOST_KEPT = 4_000  # sentences, and pieces of words, that are remembered
TRACES = frozenset({"air_fare", "flights_per_day"})  # which people on other ways leave as well
DATELINE_ENDS = 60  # characters at the head of a text in which its own date stands


def read_text(
    text: str, scenario: Scenario, *, published: dt.date | None = None, name: str = "text"
) -> Reading:
    """Find the facts of a dispatch.

    Parameters
    ----------
    text
        Plain text; see :func:`alee.reading.sources.text_of` for files.
    scenario
        Whose places and groups the facts are matched with.
    published
        Day of publication; by default the day written at the head of the text. It is never guessed.

    Raises
    ------
    InputError
        If the text is empty or longer than a book, or no day of publication is known.
    """
    if not text.strip():
        raise InputError(f"{name}: it is empty. Needed: a text.")
    if len(text) > MOST_LETTERS:
        raise InputError(
            f"{name}: it has {len(text):,} letters. Allowed are {MOST_LETTERS:,}, about 700 pages. "
            "Save the part that you mean as a file of its own."
        )
    language = language_of(text)
    day = published or dateline(text, language)
    if day is None:
        raise Undated(
            f"{name}: it does not say when it was published, and days such as yesterday depend on it. "
            "Give the day: --published 2022-10-03."
        )
    reader = _Reader(text, scenario, day, language)
    proposals = reader.proposals()
    return Reading(
        digest=reader.digest, language=language, published=day, proposals=proposals, read_to=reader.read_to,
        hidden=reader.hidden,
    )  # fmt: skip


class _State(NamedTuple):
    """What a sentence leaves for the next one to speak of."""

    place: Mention | None = None  # abroad, of which the text speaks
    written_in: Mention | None = None  # where the dispatch says that it was written
    told: Figure | None = None  # what the sentence counted
    before: Scene | None = None  # the sentence, if it had no number
    days: Period | None = None  # of which it speaks
    speaker: str = ""
    was_said: bool = False


class _Reader:
    """Reads one text from its first sentence to its last."""

    def __init__(self, text: str, scenario: Scenario, published: dt.date, language: str) -> None:
        self.text, self.scenario, self.published = text, scenario, published
        self.language = language
        self.words = words_of(language)
        self.gazetteer = Gazetteer(scenario, language)
        self.speakers = Speakers(text, language, self._is_place)
        people = names_of_people(text, self._is_place, lambda word: is_office(word, language))
        self.hidden = hidden = Names(self.speakers.names | people)
        self.hide = lru_cache(MOST_KEPT)(lambda words: masked(words, hidden))
        self.digest = digest_of(text)
        self.paragraph = 0
        self._stand(_State())
        self.shock = ShockDays(scenario, published)
        self.theme = Theme(text, self.gazetteer)
        self.head = DATELINE_ENDS if dateline(text, language) == published else 0
        self.read_to = len(text)
        self.quote = "", ""
        self.read: dict[tuple[object, ...], tuple[int, list[Proposal], _State]] = {}

    def _is_place(self, name: str) -> bool:
        """Whether a name is wholly that of a place."""
        found = self.gazetteer.mentions(name)
        return bool(found) and found[0].start == 0 and found[-1].end == len(name)

    def proposals(self) -> tuple[Proposal, ...]:
        found: list[Proposal] = []
        last, at = 0, 0  # where the facts of the sentence before begin, and its paragraph
        for sentence in sentences(self.text):
            self._begin(sentence)
            news = self._again(sentence)
            if SAYS_SO.match(sentence.text) and at == sentence.paragraph and self.speakers.was_said:
                found[last:] = [said_by(p, self.hide(self.speakers.last)) for p in found[last:]]
            last, at = len(found), sentence.paragraph
            found += news
            if len(found) >= MOST_PROPOSALS:
                self.read_to = sentence.end
                break
        unique = {(p.start, p.end, p.kind, p.what): p for p in found}
        return tuple(unique.values())

    def _stand(self, state: _State) -> None:
        """Go on from where a sentence left off."""
        self.place, self.written_in, self.told, self.before, self.days = state[:5]
        self.speakers.last, self.speakers.was_said = state[5:]

    def _state(self) -> _State:
        spoke = self.speakers.last, self.speakers.was_said
        return _State(self.place, self.written_in, self.told, self.before, self.days, *spoke)

    def _begin(self, sentence: Sentence) -> None:
        """Forget, at a new paragraph, what only the sentence before it said."""
        self.speakers.is_beside = self.paragraph == sentence.paragraph
        self.days = self.days if self.speakers.is_beside else None
        self.paragraph = sentence.paragraph

    def _again(self, sentence: Sentence) -> list[Proposal]:
        """What a sentence states; one that was read before, after the same words, is not read again."""
        if sentence.start < self.head:
            return list(self._sentence(sentence, is_head=True))
        before = self.before and (self.before.text, self.before.told)
        at_first = self._state()._replace(before=None)
        key = (sentence.text, at_first, before, self.speakers.is_beside, len(self.speakers.heard))
        known = self.read.get(key)
        if known is None:
            found = list(self._sentence(sentence))
            if len(self.read) >= MOST_KEPT:
                self.read.clear()
            self.read[key] = sentence.start, found, self._state()
            return found
        began, found, state = known
        self._stand(state)
        at = sentence.start - began
        return [replace(p, start=p.start + at, end=p.end + at) for p in found]

    def _sentence(self, sentence: Sentence, *, is_head: bool = False) -> Iterator[Proposal]:
        text = sentence.text
        line = Line(text)
        low = line.low
        mentions = self.gazetteer.mentions(text, low)
        quantities = tuple(find_quantities(line, self.language)) if may_count(line, self.language) else ()
        quantities = outside(quantities, contacts_in(text)) if quantities else quantities
        happened = [(sign, match) for sign, pattern in signs(self.language, line)
                    if (match := pattern.search(low)) is not None]  # fmt: skip
        periods: list[Period] = []
        if quantities or happened:
            periods = [p for p in find_periods(line, self.language, self.published)
                       if not is_head or p.start >= self.head - sentence.start
                       or p.last != self.published or p.since]  # fmt: skip
            periods += self._since_shock(line, periods)
        head = place_line(text, self.language)
        speaker = self.speakers.of(line, head)
        if (not speaker or self.speakers.is_carried) and (country := country_that_speaks(line, mentions)):
            speaker = self.speakers.take(country)
        for match in ages(text) if line.has_digit else ():
            group = next(k for k, v in enumerate(match.groups(), start=1) if v)
            yield self._made(sentence, *match.span(group), "context", "an age, not a count", speaker, 0.9)
        is_line = len(mentions) == 1 and mentions[0].start == 0 and mentions[0].end >= len(text) - 1
        if is_line or (mentions and mentions[0].start < head):
            self.written_in = mentions[0]
        mentions = [m for m in mentions if m.start >= head]
        yield from self._figures(sentence, line, quantities, mentions, periods, speaker)
        if holds_any(low, SILENT_ANCHORS[self.language]) and line.has(self.words.silent):
            yield self._silence(sentence, mentions, speaker)
        is_old = (line.has_digit or bool(happened)) and is_history(line, self.words, self.published)
        if not is_old:
            yield from self._rank(sentence, mentions, speaker)
            yield from self._signs(sentence, happened, mentions, periods, speaker)
        elif line.may_have_year and YEAR.search(text):
            yield self._made(sentence, 0, len(text), "context", "history, not news", speaker, 0.8)
        self.place = self._told_about(mentions) or self.place

    def _told_about(self, mentions: Sequence[Mention]) -> Mention | None:
        """The place abroad that a sentence is mostly about: the one named most often, then first."""
        abroad = [m for m in mentions if m.country not in self.scenario.home]
        abroad = [m for m in abroad if m.is_known] or ([] if self.place else abroad)
        often = [m.country or m.name for m in abroad]
        places = [m for m in abroad if not m.is_people]
        return max(places, key=lambda m: (often.count(m.country or m.name), -m.start), default=None)

    def _figures(
        self, sentence: Sentence, line: Line, quantities: tuple[Quantity, ...], mentions: Sequence[Mention],
        periods: Sequence[Period], speaker: str,
    ) -> Iterator[Proposal]:  # fmt: skip
        cues = cues_of(line, self.words, quantities) if quantities else ()
        scene = Scene(line, self.words, quantities, cues, tuple(mentions), tuple(periods), self.place,
                      tuple(self.scenario.home))  # fmt: skip
        before_it = self.before if self.speakers.is_beside else None
        days = days_before(self.days, before_it, self.published)
        self.days = own_days(line, periods)
        if not quantities:
            self.told, self.before = None, scene
            return
        if not cues and len(quantities) >= MOST_BARE:
            what = f"a list of {len(quantities)} numbers; no word says what they count"
            yield self._made(sentence, 0, len(line.text), "context", what, speaker, 0.8)
            self.told, self.before = None, None
            return
        before, end, is_any = None, 0, False
        no_days = impossible_days(line, self.language, self.published)
        for quantity in quantities:
            if no_days and any(n.start <= quantity.start < n.end for n in no_days):
                what = "a day that does not exist"
                yield self._made(sentence, quantity.start, quantity.end, "context", what, speaker, 0.8)
                continue
            figure = figure_of(scene, quantity, before)
            if not cues and self.told is not None and PART_OF_IT.fullmatch(line.low[: quantity.start]):
                figure = part_of(self.told, quantity)
            if not cues and figure.why_not == NO_CUE:
                figure = told_again(scene, quantity, figure, self.told, self.before)
            if figure.measure and figure.place is None:
                whole = self.theme.place_of(figure.measure)
                place = place_elsewhere(scene, quantity, figure.measure, whole) or self.written_in
                figure = figure._replace(place=place, is_inherited=place is not None)
            if figure.measure in TRACES and not self.theme.is_of_scenario:
                figure = Figure("", figure.unit, why_not="the text speaks of no country of the scenario")
            figure = with_days(figure, days, scene)
            if no_days and figure.measure:
                figure = figure._replace(period=None, no_day=no_days[0].words)
            said = self.speakers.of_part(line, scene.cuts, (end, quantity.start), speaker)
            yield self._figure(sentence, scene, quantity, figure, said)
            before = before if quantity.is_percent and not figure.measure else figure
            end = quantity.end
            self.days = figure.period or self.days
            is_any = is_any or bool(figure.measure)
        self.told = before if before is not None and before.measure else None
        self.before = None if is_any else scene

    def _since_shock(self, line: Line, periods: list[Period]) -> list[Period]:
        """The days since the shock of the scenario, where the text is about the scenario's home."""
        found = [p for p in self.shock.find(line)
                 if not any(p.start < q.end and q.start < p.end for q in periods)]  # fmt: skip
        return found if found and self.theme.is_of_home else []

    def _figure(
        self, sentence: Sentence, scene: Scene, quantity: Quantity, figure: Figure, speaker: str
    ) -> Proposal:
        start, end = quantity.start, quantity.end
        if figure.unit == "price" and self.speakers.is_carried:
            speaker = ""  # what things cost is seldom what an office goes on to say
        why = apart(scene, quantity, figure, self.published)
        if why:
            return self._made(sentence, start, end, "context", why, speaker, 0.8, quantity=quantity)
        first, last = covers(figure.period, figure.measure, self.published)
        if (figure.is_rate and figure.period is None) or figure.no_day:
            first = last = None
        confidence, reason = trust_in(quantity, figure, speaker)
        place = figure.place
        concept = CONCEPTS.get(figure.measure, "")
        said = negative(quantity) if figure.is_loss else quantity
        return Proposal(
            kind="report", quote=self._quote(sentence),
            start=sentence.start + start, end=sentence.start + end,
            words=self.hide(scene.text[start:end]),
            what=f"{figure.measure}: {concept or 'a figure'}", speaker=self.hide(speaker),
            published=self.published, confidence=confidence, text=self.digest, value=said.value, low=said.low,
            high=said.high, qualifier=said.qualifier,
            measure=figure.measure, concept=concept, unit=figure.unit,
            place="" if place is None else place.name, is_known_place=place is not None and place.is_known,
            first=first, last=last, reason=reason,
            since=figure.period.first if figure.period is not None and figure.period.since else None,
        )  # fmt: skip

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
            near = low[max(0, match.start() - 40) : match.end()]
            if self.words.denied.search(low[max(0, match.start() - 60) : match.start()]):
                what = f"denied: {sign.what}"
                yield self._made(sentence, *match.span(), "context", what, speaker, 0.7)
                continue
            is_supposed = bool(self.words.supposed.search(near))
            what = sign.what + (" (planned or supposed)" if is_supposed else "")
            trust = 0.5 if is_supposed else 0.75
            made = self._made(sentence, *match.span(), sign.kind, what, speaker, trust)
            day = min(periods, key=lambda p: abs(p.start - match.start()), default=None)
            whose = self._whose(sign, match, mentions)
            yield replace(
                made, measure=sign.measure, place=", ".join(whose), is_known_place=bool(whose),
                first=day.first if day else None, last=day.last if day else None,
                since=day.first if day and day.since else None,
            )  # fmt: skip

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
        before = [m for m in abroad if m.end <= match.start() + 1]
        names = [m.name for m in (before or abroad)]
        if "baltic states" in text and not any("Baltic" in name for name in names):
            names.insert(0, "the Baltic states")
        return list(dict.fromkeys(names[:6])) or ([self.place.name] if self.place else [])

    def _quote(self, sentence: Sentence) -> str:
        """The words of a sentence, names masked; kept for its next fact."""
        if self.quote[0] != sentence.text:
            self.quote = (sentence.text, masked(sentence.text, self.hidden))
        return self.quote[1]

    def _made(
        self, sentence: Sentence, start: int, end: int, kind: Kind, what: str, speaker: str, confidence:
        float, *, quantity: Quantity | None = None,
    ) -> Proposal:  # fmt: skip
        words, what = self.hide(sentence.text[start:end]), self.hide(what)
        return Proposal(
            kind=kind, quote=self._quote(sentence), start=sentence.start + start, end=sentence.start + end,
            words=words, what=what if quantity is None else f"{what}: {words}", speaker=self.hide(speaker),
            published=self.published, confidence=confidence, text=self.digest,
            value=quantity and quantity.value, low=quantity and quantity.low, high=quantity and quantity.high,
            qualifier="" if quantity is None else quantity.qualifier,
        )  # fmt: skip
