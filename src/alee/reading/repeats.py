"""Figures that a text tells more than once: a headline says with less what the first sentence says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from alee.reading.proposals import Proposal
from alee.reading.standing import MOVEMENTS

MOST_TOLD = 20  # times that one number is compared with those before it
LEAST = 1_000  # smaller numbers are often the same by chance


def told_once(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Keep of a movement that is told more than once the report that says most; the others become context.

    Reports are the same if value, bounds and unit are, and the days and the place are or are missing.
    """
    best: set[int] = set()
    kept: dict[tuple[object, ...], list[Proposal]] = {}
    for p in sorted((p for p in proposals if _may_repeat(p)), key=_says, reverse=True):
        same = kept.setdefault((p.value, p.low, p.high, p.unit), [])
        if len(same) >= MOST_TOLD or not any(_is_same(p, known) for known in same):
            same.append(p)
            best.add(id(p))
    for p in proposals:
        if not _may_repeat(p) or id(p) in best:
            yield p
        else:
            what = f"told again: {p.words}"
            yield replace(p, kind="context", what=what, measure="", concept="", confidence=0.8, reason="")


def _may_repeat(p: Proposal) -> bool:
    size = max(abs(n) for n in (p.value or 0.0, p.low or 0.0, p.high or 0.0))
    return p.kind == "report" and p.measure in MOVEMENTS and size >= LEAST


def _says(p: Proposal) -> tuple[int, float]:
    """How much a report tells, and how surely."""
    return sum((bool(p.first or p.last), bool(p.place), bool(p.speaker))), p.confidence


def _is_same(p: Proposal, known: Proposal) -> bool:
    """Whether a report says no more than one that is kept."""
    is_of_days = (p.first, p.last) in ((None, None), (known.first, known.last))
    is_there = p.place in ("", known.place) or "another sentence" in p.reason
    return is_of_days and is_there and (p.measure == known.measure or "further up" in p.reason)
