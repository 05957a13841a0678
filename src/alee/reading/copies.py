"""Which texts are printings of one dispatch, so that a figure that ten outlets repeat counts once.

A text is cut into runs of five words, and each run becomes a number by a fixed hash. Of a long text the 400
smallest numbers are kept: a fair sample, the same on every computer. Two texts are printings of one dispatch
if most of the runs of the shorter stand in the longer (so a reprint may be cut, retitled or set among other
news) and if they hold the same figures: a bulletin that comes every day in the same words with new figures is
no copy. Figures inside the runs are all written alike, so 98,000 may have become 98.000 or 98 thousand.

Broder, A. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from alee.reading.people import Names, shown_name, struck_out
from alee.reading.proposals import Proposal

RUN = 5  # words
MOST_MARKS = 400
ALIKE = 0.5  # part of the shorter text's runs that must stand in the longer
VERY_ALIKE, FEW_MARKS = 0.85, 12  # the same for texts with so few runs that chance could do it
SAME_FIGURES = 0.6  # part of the figures of the text with fewer figures
NUMBER = re.compile(
    r"(?P<number>\d{1,15}(?:[ .,\u00a0\u202f]\d{3}){0,4}(?:[.,]\d{1,2})?)"
    r"(?:[\s-](?P<scale>thousands?|millions?|mln|mn|тыс\w*|тисяч\w*|млн|миллион\w*|мільйон\w*|bin|milyon))?(?!\w)",
    re.IGNORECASE,
)
SCALES = {"tho": 1e3, "тыс": 1e3, "тис": 1e3, "bin": 1e3, "mil": 1e6, "mln": 1e6, "mn": 1e6, "млн": 1e6,
          "мил": 1e6, "міл": 1e6}  # fmt: skip
DAYS = 31  # a figure up to this may be a day; such figures are compared only where there are no others
WORD = re.compile(r"\w+")
ROWS = ("report", "nobody publishes")


@dataclass(frozen=True, kw_only=True)
class Printing:
    """A text as it is remembered: by marks that do not give its words away, and by its facts.

    Attributes
    ----------
    marks
        The smallest numbers of its runs, rising; at most 400.
    figures
        Every figure in it, also those that are no news.
    facts
        Its proposals; of a text that was read on another day, those that were answered.
    """

    digest: str
    name: str
    published: dt.date
    marks: tuple[int, ...]
    figures: frozenset[float]
    facts: tuple[Proposal, ...] = ()

    def with_facts(self, facts: Sequence[Proposal]) -> Printing:
        """Give the same text with other facts."""
        return replace(self, facts=tuple(facts))

    def line(self) -> str:
        """One line of JSON, without the facts."""
        cells = {
            "text": self.digest,
            "name": self.name,
            "published": self.published.isoformat(),
            "marks": list(self.marks),
            "figures": sorted(self.figures),
        }
        return json.dumps(cells, ensure_ascii=False)


def printing_from(cells: Mapping[str, object]) -> Printing:
    """Read a printing back from its plain values.

    Raises
    ------
    ValueError, KeyError, TypeError
        If they are none.
    """
    marks, figures = cells["marks"], cells["figures"]
    if not isinstance(marks, list) or not isinstance(figures, list) or len(marks) > MOST_MARKS:
        raise ValueError("marks")
    return Printing(
        digest=str(cells["text"]),
        name=str(cells["name"]),
        published=dt.date.fromisoformat(str(cells["published"])),
        marks=tuple(sorted(int(mark) for mark in marks)),
        figures=frozenset(float(f) for f in figures),
    )


def printing_of(
    text: str,
    name: str,
    digest: str,
    published: dt.date,
    proposals: Sequence[Proposal],
    names: Names | None,
) -> Printing:
    """Make the marks of a text.

    Parameters
    ----------
    names
        Names of people in it; they and all contacts are struck out first, so that no mark depends on them.
    """
    return Printing(
        digest=digest,
        name=shown_name(name),
        published=published,
        marks=marks_of(struck_out(text, names)),
        figures=figures_in(text),
        facts=tuple(proposals),
    )


def marks_of(text: str) -> tuple[int, ...]:
    """The smallest numbers of a text's runs of five words, rising; at most 400, each below 2**48."""
    words = WORD.findall(NUMBER.sub(" 0 ", text).casefold())
    runs = {" ".join(words[k : k + RUN]) for k in range(max(1, len(words) - RUN + 1))} if words else set()
    numbers = (int.from_bytes(hashlib.blake2b(r.encode(), digest_size=6).digest(), "big") for r in runs)
    return tuple(sorted(numbers)[:MOST_MARKS])


def figures_in(text: str) -> frozenset[float]:
    """Every figure of a text, whatever parts its thousands; years are left out.

    A point or comma before exactly three digits is taken to part thousands: what matters here is only that
    two printings of one figure become the same.
    """
    found = set()
    for match in NUMBER.finditer(text):
        digits = re.sub(r"[\s.,\u00a0\u202f](?=\d{3}(?!\d))", "", match["number"])
        figure = float(digits.replace(",", ".")) * SCALES.get((match["scale"] or "").casefold()[:3], 1.0)
        if not (1900 <= figure <= 2100 and "".join(match["number"].split()) == digits):
            found.add(figure)
    return frozenset(found)


def likeness(first: Sequence[int], second: Sequence[int]) -> float:
    """Part of the runs of the shorter text that stand in the longer, 0..1, from their marks.

    Where a sample was cut off, only numbers below both ends are compared: there both samples are complete.
    """
    ends = [marks[-1] for marks in (first, second) if len(marks) == MOST_MARKS]
    end = min(ends, default=None)
    one, two = ({m for m in marks if end is None or m <= end} for marks in (first, second))
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller else 0.0


def is_reprint(first: Printing, second: Printing) -> bool:
    """Whether two texts are printings of one dispatch."""
    if first.digest == second.digest:
        return True
    fewest = min(len(first.marks), len(second.marks))
    if likeness(first.marks, second.marks) < (ALIKE if fewest >= FEW_MARKS else VERY_ALIKE):
        return False
    one, two = first.figures, second.figures
    if any(figure > DAYS for figure in one) and any(figure > DAYS for figure in two):
        one, two = (frozenset(figure for figure in found if figure > DAYS) for found in (one, two))
    fewer = min(len(one), len(two))
    return not fewer or len(one & two) >= SAME_FIGURES * fewer


class Printings:
    """The texts that were read, in their order, each known again when it comes once more.

    Parameters
    ----------
    earlier
        Texts read on other days, the first one first.
    """

    def __init__(self, earlier: Iterable[Printing] = ()) -> None:
        self.earlier = list(earlier)
        self.here: list[Printing] = []

    def read_before(self, digest: str) -> Printing | None:
        """Find the very same text among those put here; texts of other days do not count."""
        return next((other for other in self.here if other.digest == digest), None)

    def put(self, text: Printing) -> tuple[Printing | None, dict[str, Proposal]]:
        """Add a text; give the first printing that it repeats, if any, and which of its facts repeat which.

        A text that was read on another day is a reprint only of texts read before it then.
        """
        digests = [other.digest for other in self.earlier]
        before = self.earlier[: digests.index(text.digest)] if text.digest in digests else self.earlier
        first = next((other for other in [*before, *self.here] if is_reprint(text, other)), None)
        if text.digest in digests:
            self.earlier[digests.index(text.digest)] = text  # it knows all its facts, not only the answered
        self.here.append(text)
        return first, {} if first is None else repeats(text, first)


def repeats(text: Printing, first: Printing) -> dict[str, Proposal]:
    """Say for the id of each fact of a reprint which fact of the first printing it repeats.

    Facts are the same if kind, measure, place and figure are; of several, one with the same days is taken
    first. Each fact of the first printing is repeated once.
    """
    free = list(first.facts)
    out: dict[str, Proposal] = {}
    for fact in text.facts:
        found = [other for other in free if _said(other) == _said(fact)]
        found.sort(key=lambda other: (other.first, other.last) != (fact.first, fact.last))
        if found:
            out[fact.id] = found[0]
            free.remove(found[0])
    return out


def _said(p: Proposal) -> tuple[object, ...]:
    """What a fact says, however its figure is written: 98,000 may be 98.000 or 98 thousand."""
    named = p.what if p.kind not in ROWS else ""
    figures = tuple(sorted(figures_in(p.words))) if p.kind == "report" else ()
    return p.kind, named, p.measure, p.place, p.unit, figures or (p.value, p.low, p.high)
