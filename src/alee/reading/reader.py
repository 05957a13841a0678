"""Read a dispatch: every fact it states, as a proposal with the words that say it.

Rules, no model: the same text always gives the same proposals, without a network. Each sentence is looked
at for numbers (what they count, where, when, who says so) and for signs of facts without a number. What is
history, supposition, denial or an age is kept apart as context: it is shown, and never becomes a report.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from alee.core.errors import InputError
from alee.model.scenario import Scenario
from alee.reading.days import Period, dateline, find_periods
from alee.reading.figures import CONCEPTS, Figure, covers, figure_of
from alee.reading.happenings import NTH, RANK, Sign, signs
from alee.reading.lexicon import LANGUAGES, Words, language_of
from alee.reading.places import Gazetteer, Mention
from alee.reading.proposals import Kind, Proposal, masked
from alee.reading.quantities import Quantity, find_quantities
from alee.reading.segments import AGE, Sentence, Speakers, sentences
from alee.reading.sources import digest_of

MOST_PROPOSALS = 2000
DATELINE_ENDS = 60  # characters at the head of a text in which its own date stands
OLD_YEARS = 2  # a figure of a year so far back is history
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was found in one text.

    Attributes
    ----------
    digest
        Fingerprint of the text.
    published
        Day of publication; every relative day was counted from it.
    """

    digest: str
    language: str
    published: dt.date
    proposals: tuple[Proposal, ...]

    def of(self, kind: str) -> tuple[Proposal, ...]:
        """The proposals of one kind."""
        return tuple(p for p in self.proposals if p.kind == kind)


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
        If the text is empty, or no day of publication is known.
    """
    if not text.strip():
        raise InputError(f"{name}: it is empty. Needed: a text.")
    language = language_of(text)
    day = published or dateline(text, language)
    if day is None:
        raise InputError(
            f"{name}: it does not say when it was published, and days such as yesterday depend on it. "
            "Give the day: --published 2022-10-03."
        )
    reader = _Reader(text, scenario, day, language)
    return Reading(digest=reader.digest, language=language, published=day, proposals=reader.proposals())


class _Reader:
    """Reads one text from its first sentence to its last."""

    def __init__(self, text: str, scenario: Scenario, published: dt.date, language: str) -> None:
        self.text, self.scenario, self.published = text, scenario, published
        self.language = language
        self.words: Words = LANGUAGES[language]
        self.gazetteer = Gazetteer(scenario, language)
        self.speakers = Speakers(text, language)
        self.digest = digest_of(text)
        self.place: Mention | None = None
        self.head = DATELINE_ENDS if dateline(text, language) == published else 0

    def proposals(self) -> tuple[Proposal, ...]:
        found: list[Proposal] = []
        for sentence in sentences(self.text):
            found += self._sentence(sentence)
            if len(found) >= MOST_PROPOSALS:
                break
        unique = {(p.start, p.end, p.kind, p.what): p for p in found}
        return tuple(unique.values())

    def _sentence(self, sentence: Sentence) -> Iterator[Proposal]:
        text = sentence.text
        mentions = self.gazetteer.mentions(text)
        periods = [p for p in find_periods(text, self.language, self.published)
                   if sentence.start + p.start >= self.head or p.last != self.published]  # fmt: skip
        speaker = self.speakers.of(text)
        old = self._is_history(text)
        for match in AGE.finditer(text):
            group = next(k for k in (1, 2, 3) if match[k])
            yield self._made(sentence, *match.span(group), "context", "an age, not a count", speaker, 0.9)
        for quantity in find_quantities(text, self.language):
            figure = figure_of(
                text, quantity, self.words, mentions, periods, self.place, tuple(self.scenario.home)
            )
            yield self._figure(sentence, quantity, figure, speaker, old=old)
        yield from self._silence(sentence, mentions, speaker)
        if not old:
            yield from self._rank(sentence, mentions, speaker)
            yield from self._signs(sentence, mentions, periods, speaker)
        elif re.search(YEAR, text):
            yield self._made(sentence, 0, len(text), "context", "history, not news", speaker, 0.8)
        self.place = self._told_about(mentions) or self.place

    def _told_about(self, mentions: Sequence[Mention]) -> Mention | None:
        """The place abroad that a sentence is mostly about: the one named most often, then first."""
        abroad = [m for m in mentions if m.country not in self.scenario.home]
        abroad = [m for m in abroad if m.is_known] or ([] if self.place else abroad)
        often = [m.country or m.name for m in abroad]
        places = [m for m in abroad if not m.is_people]
        return max(places, key=lambda m: (often.count(m.country or m.name), -m.start), default=None)

    def _is_history(self, text: str) -> bool:
        years = [int(y) for y in YEAR.findall(text)]
        is_old = any(year <= self.published.year - OLD_YEARS for year in years)
        recent = any(year >= self.published.year - 1 for year in years)
        return bool(self.words.history.search(text)) or (is_old and not recent)

    def _figure(
        self, sentence: Sentence, quantity: Quantity, figure: Figure, speaker: str, *, old: bool,
    ) -> Proposal:  # fmt: skip
        text = sentence.text
        start, end = quantity.start, quantity.end
        apart = self._apart(text, quantity, figure, old=old)
        if apart:
            what = f"{apart}: {text[start:end]}"
            return self._made(sentence, start, end, "context", what, speaker, 0.8, quantity=quantity)
        first, last = covers(figure.period, figure.measure, self.published)
        if figure.is_rate and figure.period is None:
            first = last = None
        since = figure.period.first if figure.period is not None and figure.period.since else None
        confidence, reason = self._trust(quantity, figure, speaker)
        made = self._made(
            sentence, start, end, "report", f"{figure.measure}: {CONCEPTS.get(figure.measure, 'a figure')}",
            speaker, confidence, quantity=quantity,
        )  # fmt: skip
        place = figure.place
        return replace(
            made, measure=figure.measure, concept=CONCEPTS.get(figure.measure, ""), unit=figure.unit,
            place="" if place is None else place.name, is_known_place=place is not None and place.is_known,
            first=first, last=last, since=since, reason=reason,
        )  # fmt: skip

    def _apart(self, text: str, quantity: Quantity, figure: Figure, *, old: bool) -> str:
        """Why a number is no news; empty if it is."""
        if figure.why_not:
            return figure.why_not
        if old:
            return "history"
        if self.words.denied.search(text):
            return "denied"
        clause = text[max(0, quantity.start - 70) : quantity.end + 70]
        supposed = self.words.supposed.search(clause)
        if supposed:
            return "supposed or expected, not counted"
        before = text[max(0, quantity.start - 45) : quantity.start]
        after = text[quantity.end : quantity.end + 60]
        earlier = self.words.earlier.search(before) or self.words.earlier.search(after.split(",")[0])
        if (earlier and earlier[0].casefold() not in ("up from", "down from")) or (
            earlier
            and earlier.string == before
            and re.search(r"(?:from|than|with|to|in)\s*(?:\w+\s+)?$", before)
        ):
            return "an earlier figure, for comparison"
        return ""

    def _trust(self, quantity: Quantity, figure: Figure, speaker: str) -> tuple[float, str]:
        """How sure the reader is, and what keeps it from being surer."""
        doubts = []
        trust = 0.9
        for is_so, cost, words in (
            (quantity.is_vague, 0.2, "the number is vague"),
            (not speaker, 0.1, "no speaker is named"),
            (figure.place is None, 0.3, "no place is named"),
            (figure.is_inherited, 0.15, "the place is named in another sentence"),
            (figure.place is not None and not figure.place.is_known, 0.2, "the scenario has no such place"),
            (figure.period is None and not figure.is_rate, 0.1, "no day is named"),
        ):
            if is_so:
                trust -= cost
                doubts.append(words)
        return max(0.1, round(trust, 2)), "; ".join(doubts)

    def _silence(self, sentence: Sentence, mentions: Sequence[Mention], speaker: str) -> Iterator[Proposal]:
        for match in self.words.silent.finditer(sentence.text):
            places = [m for m in mentions if m.country not in self.scenario.home]
            place = places[0] if places else self.place
            made = self._made(
                sentence, 0, len(sentence.text), "nobody publishes", "no official count is published",
                speaker, 0.85,
            )  # fmt: skip
            if place is not None:
                made = replace(made, place=place.name, is_known_place=place.is_known, last=self.published)
            yield made
            if match:
                return

    def _rank(self, sentence: Sentence, mentions: Sequence[Mention], speaker: str) -> Iterator[Proposal]:
        for match in RANK.finditer(sentence.text):
            low = value = None
            if match["after"]:
                low = 1.0 + len(re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*", match["after"]))
            else:
                word = match["nth"] or match["nth2"]
                value = float(NTH[word]) if word else 1.0
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
        self, sentence: Sentence, mentions: Sequence[Mention], periods: Sequence[Period], speaker: str
    ) -> Iterator[Proposal]:
        for sign, pattern in signs(self.language):
            match = pattern.search(sentence.text)
            if match is None:
                continue
            near = sentence.text[max(0, match.start() - 40) : match.end()]
            is_supposed = bool(self.words.supposed.search(near))
            what = sign.what + (" (planned or supposed)" if is_supposed else "")
            trust = 0.5 if is_supposed else 0.75
            made = self._made(sentence, *match.span(), sign.kind, what, speaker, trust)
            day = min(periods, key=lambda p: abs(p.start - match.start()), default=None)
            yield replace(
                made, measure=sign.measure, place=", ".join(self._whose(sign, match, mentions)),
                is_known_place=bool(self._whose(sign, match, mentions)),
                first=day.first if day else None, last=day.last if day else None,
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
        if sign.place == "other" and re.search(r"\bother (?:\w+ )?countr", text):
            return ["other countries"]
        before = [m for m in abroad if m.end <= match.start() + 1]
        names = [m.name for m in (before or abroad)]
        if "Baltic states" in text and not any("Baltic" in name for name in names):
            names.insert(0, "the Baltic states")
        return list(dict.fromkeys(names[:6])) or ([self.place.name] if self.place else [])

    def _made(
        self, sentence: Sentence, start: int, end: int, kind: Kind, what: str, speaker: str, confidence:
        float, *, quantity: Quantity | None = None,
    ) -> Proposal:  # fmt: skip
        hidden = self.speakers.names
        return Proposal(
            kind=kind, quote=masked(sentence.text, hidden), start=sentence.start + start, end=sentence.start
            + end, what=masked(what, hidden), speaker=masked(speaker, hidden), published=self.published,
            confidence=confidence, text=self.digest, value=None if quantity is None else quantity.value,
            low=None if quantity is None else quantity.low, high=None if quantity is None else
            quantity.high, qualifier="" if quantity is None else quantity.qualifier,
        )  # fmt: skip
