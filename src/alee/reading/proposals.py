"""What a reader proposes: one fact with the words that say it, and how sure it is."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from alee.core.errors import InputError

Kind = Literal[
    "report", "event", "policy", "nobody publishes", "proxy", "need", "composition", "onward", "context"
]
KINDS: tuple[Kind, ...] = (
    "report", "event", "policy", "nobody publishes", "proxy", "need", "composition", "onward", "context",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One fact that a text states.

    Attributes
    ----------
    kind
        A ``report`` can become a row of a scenario; the others are notes for people. ``context`` is
        what must not be taken for news: history, ages, suppositions, denials.
    quote
        The words, names of private people masked.
    start, end
        Where the fact itself stands in the text, characters.
    words
        The words there, names masked too.
    what
        What the fact is, in words.
    speaker
        Office or organisation that says so; ``""`` if the text itself does.
    measure, concept
        Of a figure: measure of METHODS, and trips or people, gross or net, stock or flow.
    value, low, high
        The figure, or what bounds it; None where there is none.
    first, last
        Period that the figure speaks of.
    since
        First day of a running total; None if it is none.
    is_known_place
        Whether the scenario has the place.
    confidence
        0..1, how sure the reader is; ``reason`` says why not more.
    text
        Fingerprint of the text.
    made_by
        Language model that proposed it; ``""`` for the rules.
    """

    kind: Kind
    quote: str
    start: int
    end: int
    what: str
    words: str = ""
    speaker: str = ""
    published: dt.date | None = None
    place: str = ""
    is_known_place: bool = False
    measure: str = ""
    concept: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    qualifier: str = ""
    unit: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    since: dt.date | None = None
    group: str = ""
    confidence: float = 0.5
    reason: str = ""
    text: str = ""
    made_by: str = ""

    @property
    def id(self) -> str:
        """A short name made of where it stands and what it says."""
        said = f"{self.text}/{self.start}/{self.end}/{self.kind}/{self.what}/{self.measure}/{self.value}"
        return f"T{hashlib.blake2b(said.encode(), digest_size=5).hexdigest()}"

    def cells(self) -> dict[str, Any]:
        """Plain values for JSON, empty ones left out."""
        found = {"id": self.id, **asdict(self)}
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in found.items()
            if value not in (None, "")
        }

    def line(self) -> str:
        """One line of JSON."""
        return json.dumps(self.cells(), ensure_ascii=False)


def from_cells(cells: dict[str, Any]) -> Proposal:
    """Read a proposal back from its plain values.

    Raises
    ------
    InputError
        If a field is unknown, missing or of the wrong kind.
    """
    fields = {name: value for name, value in cells.items() if name != "id"}
    try:
        for name in ("published", "first", "last", "since"):
            if name in fields:
                fields[name] = dt.date.fromisoformat(fields[name])
        made = Proposal(**fields)
        if made.kind not in KINDS or not 0 <= int(made.start) <= int(made.end):
            raise ValueError
    except (TypeError, ValueError):
        raise InputError(
            f"proposal {str(cells.get('id', ''))[:40]}: it cannot be read. "
            "Allowed are lines written by alee read."
        ) from None
    return made
