"""A sentence with everything that was found in it, and what a number in it may mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from alee.reading.days import Period
from alee.reading.letters import Line
from alee.reading.lexicon import CLAUSE, Words
from alee.reading.places import Mention
from alee.reading.quantities import Quantity


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
        What was found out about its places before, by the question and the first character.
    """

    line: Line
    words: Words
    quantities: tuple[Quantity, ...]
    cues: tuple[Cue, ...]
    mentions: tuple[Mention, ...]
    periods: tuple[Period, ...]
    told: Mention | None
    home: tuple[str, ...]
    known: dict[tuple[str, int], bool] = field(default_factory=dict, compare=False)

    @property
    def text(self) -> str:
        """The sentence."""
        return self.line.text

    @property
    def low(self) -> str:
        """The sentence in small letters, in which words are looked for."""
        return self.line.low

    @cached_property
    def cuts(self) -> list[tuple[int, int]]:
        """Where its clauses part."""
        return [m.span() for m in CLAUSE.finditer(self.text)]

    def clause(self, quantity: Quantity) -> tuple[int, int]:
        """First and last character of the part of the sentence in which a number stands."""
        left = max((b for _, b in self.cuts if b <= quantity.start), default=0)
        right = min((a for a, _ in self.cuts if a >= quantity.end), default=len(self.text))
        return left, right


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


def cues_of(line: Line, words: Words, quantities: tuple[Quantity, ...]) -> tuple[Cue, ...]:
    """Find the words that say what is counted; none of them inside a number."""
    if not line.may(words.measures):
        return ()
    return tuple(
        Cue(*m.span(), str(m.lastgroup))
        for m in words.measures.finditer(line.low)
        if not any(m.start() < q.end and q.start < m.end() for q in quantities)
    )
