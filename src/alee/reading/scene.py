"""A sentence with everything that was found in it, and what a number in it may mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from alee.reading.letters import Line, Spans, lazy
from alee.reading.lexicon import CLAUSE, Words
from alee.reading.places import Mention
from alee.reading.quantities import Quantity
from alee.reading.weekdays import Period

BARRIER_SIGN = re.compile(r"[;:,](?!\d)")
BARRIER_WORD = re.compile(
    r"(?<![^\W_])(?:while|but|whereas|а|но|ama|але|and|и|та|ve|of whom|из них|з них)(?![^\W_])"
)
BARRIER = re.compile(f"{BARRIER_SIGN.pattern}|{BARRIER_WORD.pattern}")
BARRIER_COST, NUMBER_COST = 25.0, 45.0  # characters that a barrier or a number between two spots counts for
COMPARING = ("from", "compared", "than", "against", "instead", "versus", "против", "чем", "проти")


class Cue(NamedTuple):
    """A word that says what is counted."""

    start: int
    end: int
    measure: str


@dataclass(frozen=True)
class Scene:
    """A sentence with everything that was found in it.

    Attributes
    ----------
    told
        Place abroad that the sentences before were about.
    home
        Countries that people leave.
    known
        What was found out before about its places and clauses, by the question and their characters.
    text, low
        The sentence, and the same in small letters, in which words are looked for.
    """

    line: Line
    words: Words
    quantities: tuple[Quantity, ...]
    cues: tuple[Cue, ...]
    mentions: tuple[Mention, ...]
    periods: tuple[Period, ...]
    told: Mention | None
    home: tuple[str, ...]
    known: dict[tuple[str | int, ...], bool] = field(default_factory=dict, compare=False)
    text: str = field(init=False, repr=False, compare=False)
    low: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.line.text)
        object.__setattr__(self, "low", self.line.low)

    @lazy
    def cuts(self) -> Spans:
        """Where its clauses part."""
        found = [m.span() for m in CLAUSE.finditer(self.text)]
        return [a for a, _ in found], [b for _, b in found]

    @lazy
    def barriers(self) -> Spans:
        """Where words and signs stand that part what belongs together."""
        found = [m.span() for m in BARRIER_SIGN.finditer(self.low)]
        found = sorted([*found, *(m.span() for m in self.line.find(BARRIER_WORD))])
        return [a for a, _ in found], [b for _, b in found]

    @lazy
    def ends(self) -> list[int]:
        """Where its numbers end."""
        return [q.end for q in self.quantities]

    @lazy
    def starts(self) -> list[int]:
        """Where its numbers begin."""
        return [q.start for q in self.quantities]

    def from_on(self, spot: int) -> Quantity | None:
        """Give the first number that begins at a spot or behind it; None if there is none."""
        k = bisect_left(self.starts, spot)
        return self.quantities[k] if k < len(self.quantities) else None

    def before(self, spot: int) -> Quantity | None:
        """Give the last number that begins before a spot; None if there is none."""
        k = bisect_left(self.starts, spot)
        return self.quantities[k - 1] if k else None

    def next_to(self, quantity: Quantity) -> Quantity | None:
        """Give the number behind a number; None if it is the last."""
        return self.from_on(quantity.end + 1)

    @lazy
    def counts(self) -> Spans:
        """Where its numbers stand that are no percentages."""
        found = [q for q in self.quantities if not q.is_percent]
        return [q.start for q in found], [q.end for q in found]

    @lazy
    def may_compare(self) -> bool:
        """Whether it may hold a word that compares a number with another."""
        return self.line.holds_any(COMPARING)

    def clause(self, quantity: Quantity) -> tuple[int, int]:
        """First and last character of the part of the sentence in which a number stands."""
        starts, ends = self.cuts
        before, behind = bisect_right(ends, quantity.start), bisect_left(starts, quantity.end)
        left = ends[before - 1] if before else 0
        return left, starts[behind] if behind < len(starts) else len(self.text)

    def apart(self, start: int, end: int) -> float:
        """How far apart two spots are: characters, and more for every barrier and number in between."""
        if end <= start:
            return 0.0
        numbers = _within(self.counts, start, end) + self.low.count(";", start, end)
        return end - start + BARRIER_COST * self._barriers_between(start, end) + NUMBER_COST * numbers

    def _barriers_between(self, start: int, end: int) -> int:
        """How many barriers stand between two spots, as if the sentence ended at the second."""
        low = self.low
        if end < len(low) and low[end].isalnum() and not low[end - 1].isspace():
            return len(BARRIER.findall(low, start, end))
        return _within(self.barriers, start, end)


def _within(spans: Spans, start: int, end: int) -> int:
    """How many stretches lie between two spots."""
    return max(0, bisect_right(spans[1], end) - bisect_left(spans[0], start))


class Figure(NamedTuple):
    """What a number means.

    Attributes
    ----------
    measure
        One of the measures of reports; ``""`` for a number that counts no movement.
    doubt
        What the reader had to suppose.
    why_not
        Why it is no figure.
    no_day
        Words that name a day which no calendar has; the figure then has no days.
    is_moved
        Whether its days are counted back from those of the figure before it.
    """

    measure: str
    unit: str = ""
    place: Mention | None = None
    is_inherited: bool = False
    period: Period | None = None
    is_rate: bool = False
    is_loss: bool = False
    doubt: str = ""
    why_not: str = ""
    no_day: str = ""
    is_moved: bool = False


def cues_of(line: Line, words: Words, quantities: tuple[Quantity, ...]) -> tuple[Cue, ...]:
    """Find the words that say what is counted; none of them inside a number."""
    out = []
    for match in line.find(words.measures):
        start, end = match.span()
        inside = next((q for q in quantities if start < q.end and q.start < end), None)
        if inside is None:
            out.append(Cue(start, end, str(match.lastgroup)))
        elif start < inside.start and inside.end < end:
            out.append(
                Cue(start, inside.start, str(match.lastgroup))
            )  # a permit that in two years 500 received
    return tuple(out)
