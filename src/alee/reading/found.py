"""What was found in one text, as :func:`alee.reading.reader.read_text` gives it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from alee.reading.people import Names
from alee.reading.proposals import Proposal


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was found in one text.

    Attributes
    ----------
    digest
        Fingerprint of the text.
    published
        Day of publication; every relative day was counted from it.
    read_to
        Characters of the text that were read; less than its length if it holds more than 5,000 facts.
    hidden
        Finds the names of people in the text; it is never written anywhere.
    """

    digest: str
    language: str
    published: dt.date
    proposals: tuple[Proposal, ...]
    read_to: int
    hidden: Names | None = field(default=None, repr=False, compare=False)

    def of(self, kind: str) -> tuple[Proposal, ...]:
        """The proposals of one kind."""
        return tuple(p for p in self.proposals if p.kind == kind)
