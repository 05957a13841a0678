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
from typing import NamedTuple

from alee.core.errors import InputError
from alee.model.scenario import Scenario
from alee.reading.carried import (
    OF_THEM,
    SAME_DAYS,
    SAYS_SO,
    country_of_part,
    country_that_speaks,
    days_before,
    own_days,
    said_by,
    spoken_alone,
    taken_back,
)
from alee.reading.contacts import contacts_in
from alee.reading.correction_words import takes_back
from alee.reading.dateline import Undated, dateline, end_of_head, place_line, unlisted_place
from alee.reading.days import covers, find_periods
from alee.reading.figure_days import is_compared
from alee.reading.figure_words import OF_THEM_BEHIND
from alee.reading.figures import CONCEPTS
from alee.reading.found import Reading
from alee.reading.happenings import RANK, signs
from alee.reading.impossible_days import impossible_days
from alee.reading.letters import Line
from alee.reading.lexicon import SILENT_ANCHORS, language_of
from alee.reading.meanings import PEOPLE, Meanings
from alee.reading.notes import MOST_KEPT
from alee.reading.people import office_in
from alee.reading.places import Mention
from alee.reading.proposals import Proposal
from alee.reading.quantities import Quantity, find_quantities, may_count, negative, outside
from alee.reading.repeats import told_once
from alee.reading.scene import Figure, Scene, cues_of
from alee.reading.segments import NUMBER, Sentence, ages, sentences
from alee.reading.standing import NOBODY_MOVED, YEAR, apart, is_history
from alee.reading.table_figures import TableReader
from alee.reading.tables import Table, find_tables
from alee.reading.theme import SEATS
from alee.reading.topics import GOES_ON, heading_of
from alee.reading.trust import trust_in
from alee.reading.weekdays import Period

MOST_LETTERS = 2_000_000  # a thick book; seconds of work for each million
MOST_PROPOSALS = 5_000  # also seconds of work
BARE_LIST = re.compile(r"[\d\s.,;:/()+–-]{60,}")  # a sentence that holds numbers and nothing else
MOST_BARE = 20  # numbers of one sentence, without any word that says what they count
SOURCE_LINE = re.compile(r"\W*(?:[Ss]ources?|[Ии]сточник|[Kk]aynak|[Дд]жерело):\s[^\n]{2,160}$")
FEW = 50  # so many buses or corridors are only told by the way


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
    topic: Figure | None = None  # what the text last counted
    size: float = 0.0  # of that figure
    speaker: str = ""
    was_said: bool = False


class _Reader(Meanings):
    """Reads one text from its first sentence to its last."""

    def __init__(self, text: str, scenario: Scenario, published: dt.date, language: str) -> None:
        super().__init__(text, scenario, published, language)
        self.paragraph, self.line = 0, Line("")  # of the sentence that is read
        self.spoke: list[tuple[int, str]] = []  # where somebody states something, and who
        self.is_list = False  # whether the sentence before held numbers and nothing else
        self.issuer = ""  # whose bulletin the text is
        self._stand(_State())
        self.head = end_of_head(text, language, published)
        self.read_to = len(text)
        self.read: dict[tuple[object, ...], tuple[int, list[Proposal], _State]] = {}

    def proposals(self) -> tuple[Proposal, ...]:
        found: list[Proposal] = []
        last, at = 0, 0  # where the facts of the sentence before begin, and its paragraph
        for piece in self._pieces():
            if isinstance(piece, Table):
                last, at = len(found), self.paragraph
                found += self._table(piece)
            else:
                news = self._next(piece)
                is_beside = at == piece.paragraph
                if is_beside and self.speakers.was_said and SAYS_SO.match(piece.text):
                    who = office_in(self.hide(self.speakers.last))
                    found[last:] = [said_by(p, who) for p in found[last:]]
                if SOURCE_LINE.match(piece.text) and (who := office_in(self.hide(self.speakers.last))):
                    found = [said_by(p, who) for p in found]
                if last < len(found) and takes_back(self.line, self.language):
                    found[last:] = [taken_back(p) for p in found[last:]]
                last, at = len(found), piece.paragraph
                found += news
            if len(found) >= MOST_PROPOSALS:
                self.read_to = piece.end
                if last and len(found) > MOST_PROPOSALS:  # then the last piece is left to be read elsewhere
                    found, self.read_to = found[:last], piece.start
                elif len(found) > MOST_PROPOSALS:
                    found, self.read_to = self._first_rows(found)
                break
        unique = {(p.start, p.end, p.kind, p.what): p for p in found}
        return tuple(told_once(tuple(spoken_alone(tuple(unique.values()), self.spoke))))[:MOST_PROPOSALS]

    def _first_rows(self, found: list[Proposal]) -> tuple[list[Proposal], int]:
        """Whole lines with the most facts that are told, and where the first line without them begins."""
        first_left = sorted(found, key=lambda p: p.start)[MOST_PROPOSALS]
        end = self.text.rfind("\n", 0, first_left.start) + 1 or first_left.start
        return [p for p in found if p.start < end], end

    def _pieces(self) -> Iterator[Sentence | Table]:
        """The sentences and tables of the text, in their order."""
        at = paragraph = 0
        for table in find_tables(self.text):
            before = sentences(self.text, at, table.start, paragraph)
            yield from before
            yield table
            at, paragraph = table.end, (before[-1].paragraph if before else paragraph) + 1
        yield from sentences(self.text, at, None, paragraph)

    def _table(self, table: Table) -> Iterator[Proposal]:
        """What the cells of a table count."""
        reader = TableReader(self.words, self.gazetteer.mentions, self.published, tuple(self.scenario.home))
        title = days_before(None, self.before, self.published)  # only those that the line above names
        told = reader.figures(table, self.text, self.paragraph, self.topic, title)
        for sentence, scene, quantity, figure in told:
            yield self._figure(sentence, scene, quantity, figure, "")

    def _next(self, sentence: Sentence) -> list[Proposal]:
        """What the next sentence of the text states."""
        self._begin(sentence)
        numbers = len(NUMBER.findall(sentence.text)) if BARE_LIST.fullmatch(sentence.text) else 0
        was_list, self.is_list = self.is_list, numbers >= MOST_BARE
        if self.is_list:  # a long list of numbers comes in many pieces, and is told once
            return [] if was_list else [self._list_of(sentence, numbers, "")]
        return self._again(sentence)

    def _stand(self, state: _State) -> None:
        """Go on from where a sentence left off."""
        self.place, self.written_in, self.told, self.before, self.days, self.topic, self.size = state[:7]
        self.speakers.last, self.speakers.was_said = state[7:]

    def _state(self) -> _State:
        spoke = self.speakers.last, self.speakers.was_said
        told = self.told, self.before, self.days, self.topic, self.size
        return _State(self.place, self.written_in, *told, *spoke)

    def _begin(self, sentence: Sentence) -> None:
        """Forget, at a new paragraph, what only the sentence before it said."""
        self.line = Line(sentence.text)
        self.speakers.is_beside = self.paragraph == sentence.paragraph
        is_same = any(p.search(self.line.low) for p in (OF_THEM, SAME_DAYS) if self.line.holds(p))
        self.is_far = not (self.speakers.is_beside or is_same)
        if self.is_far and self.days is not None and self.days.since:
            self.days = None
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
        line, low = self.line, self.line.low
        mentions = self.gazetteer.mentions(text, low)
        if line.has_digit and (unions := self.gazetteer.unions(line)):
            mentions = sorted(mentions + unions)
        quantities = tuple(find_quantities(line, self.language)) if may_count(line, self.language) else ()
        quantities = outside(quantities, contacts_in(text)) if quantities else quantities
        happened = [(sign, match) for sign, pattern in signs(self.language, line)
                    if (match := pattern.search(low)) is not None]  # fmt: skip
        head = place_line(text, self.language)
        written = max(head, self.head - sentence.start if is_head else 0)  # where it says when it was written
        periods: list[Period] = []
        if quantities or happened:
            periods = [p for p in find_periods(line, self.language, self.published)
                       if p.start >= written or p.last != self.published or p.since]  # fmt: skip
            periods = self.with_shock(line, periods)
        speaker = self.speakers.of(line, head)
        if (not speaker or self.speakers.is_carried) and (country := country_that_speaks(line, mentions)):
            speaker = self.speakers.take(country)
        if speaker and not self.speakers.is_carried:
            self.spoke.append((sentence.start, office_in(self.hide(speaker))))
        aged = list(ages(text)) if line.has_digit else []
        quantities = outside(quantities, aged)
        for start, end in aged:
            yield self._made(sentence, start, end, "context", "an age, not a count", speaker, 0.9)
        if not sentence.start:
            self.issuer = self.speakers.issuer(line)
        is_line = len(mentions) == 1 and mentions[0].start == 0 and mentions[0].end >= len(text) - 1
        if is_line or (mentions and mentions[0].start < head):
            self.written_in = mentions[0] if mentions[0].name not in SEATS else None
        elif head and not sentence.start:
            self.written_in = self.no_person(unlisted_place(text))
        mentions = [m for m in mentions if m.start >= head]
        yield from self._figures(sentence, line, quantities, mentions, periods, speaker)
        if line.holds_any(SILENT_ANCHORS[self.language]) and line.has(self.words.silent):
            yield self._silence(sentence, mentions, speaker)
        is_old = (line.has_digit or bool(happened)) and is_history(line, self.words, self.published)
        if not is_old:
            if line.holds(RANK):
                yield from self._rank(sentence, mentions, speaker)
            yield from self._signs(sentence, happened, mentions, periods, speaker)
        elif line.may_have_year and YEAR.search(text):
            yield self._made(sentence, 0, len(text), "context", "history, not news", speaker, 0.8)
        self.place = self._told_about(mentions) or self.place

    def _list_of(self, sentence: Sentence, count: int, speaker: str) -> Proposal:
        """A list of numbers without a word, as context; it tells nothing to the sentence behind it."""
        self.told, self.before = None, None
        what = f"a list of {count} numbers or more; no word says what they count"
        return self._made(sentence, 0, len(sentence.text), "context", what, speaker, 0.8)

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
        past = tuple(p for p in periods if p.first <= self.published)
        scene = Scene(line, self.words, quantities, cues, tuple(mentions), past, self.place,
                      tuple(self.scenario.home))  # fmt: skip
        before_it = self.before if self.speakers.is_beside else None
        days = days_before(self.days, before_it, self.published)
        kept, self.days = self.days, own_days(line, past)
        if not quantities:
            self.told, self.before = None, scene
            self.topic = heading_of(scene, self.published, self.topic) or self.topic
            return
        if not cues and len(quantities) >= MOST_BARE:
            yield self._list_of(sentence, len(quantities), speaker)
            return
        before, end, is_any, is_moved = None, 0, False, True
        no_days = impossible_days(line, self.language, self.published)
        for quantity in quantities:
            if no_days and any(n.start <= quantity.start < n.end for n in no_days):
                what = "a day that does not exist"
                yield self._made(sentence, quantity.start, quantity.end, "context", what, speaker, 0.8)
                continue
            figure = self.meaning(scene, quantity, before, days)
            if no_days and figure.measure:
                figure = figure._replace(period=None, no_day=no_days[0].words)
            said = self.speakers.of_part(line, scene.cuts, (end, quantity.start), speaker)
            said = country_of_part(scene, quantity, said) or said
            proposal = self._figure(sentence, scene, quantity, figure, said)
            yield proposal
            if proposal.what.startswith(NOBODY_MOVED):
                figure = Figure("", figure.unit, why_not=proposal.what.partition(":")[0])
            is_aside = quantity.is_percent or (figure.unit not in PEOPLE and quantity.size < FEW)
            is_of_them = OF_THEM_BEHIND.match(scene.low, quantity.end) is not None
            is_aside = (is_aside and not figure.measure) or is_of_them
            before = before if is_aside and before is not None else figure
            end = quantity.end
            is_moved = is_moved and (figure.is_moved or not figure.measure)
            is_part = end and scene.words.subset.search(scene.low, end, quantity.start) is not None
            if not is_compared(scene, quantity) and not is_part:
                self.days = figure.period or self.days
            if figure.measure in GOES_ON:
                self.topic, self.size = figure, quantity.size
            is_any = is_any or bool(figure.measure)
        if is_any and is_moved:
            self.days = kept  # "a week earlier it was 3,087" is only said by the way
        self.told = before if before is not None and before.measure else None
        self.before = None if is_any else scene

    def _figure(
        self, sentence: Sentence, scene: Scene, quantity: Quantity, figure: Figure, speaker: str
    ) -> Proposal:
        start, end = quantity.start, quantity.end
        if figure.unit == "price" and self.speakers.is_carried:
            speaker = ""  # what things cost is seldom what an office goes on to say
        why = apart(scene, quantity, figure, self.published)
        if why:
            return self._made(sentence, start, end, "context", why, speaker, 0.8, quantity=quantity)
        speaker = speaker or self.issuer
        first, last = covers(figure.period, figure.measure, self.published)
        if (
            figure.is_rate and figure.period is None and figure.measure != "flights_per_day"
        ) or figure.no_day:
            first = last = None
        confidence, reason = trust_in(quantity, figure, speaker)
        place = figure.place
        concept = CONCEPTS.get(figure.measure, "")
        said = negative(quantity) if figure.is_loss else quantity
        return Proposal(
            kind="report", quote=self._quote(sentence, start, end),
            start=sentence.start + start, end=sentence.start + end,
            words=self.hide(scene.text[start:end]),
            what=f"{figure.measure}: {concept or 'a figure'}", speaker=office_in(self.hide(speaker)),
            published=self.published, confidence=confidence, text=self.digest, value=said.value, low=said.low,
            high=said.high, qualifier=said.qualifier,
            measure=figure.measure, concept=concept, unit=figure.unit,
            place="" if place is None else place.name,
            is_known_place=place is not None and place.is_known,
            first=first, last=last, reason=reason,
            since=figure.period.first if figure.period is not None and figure.period.since else None,
        )  # fmt: skip
