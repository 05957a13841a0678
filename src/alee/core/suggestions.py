"""Guess what somebody probably meant to write."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

MOST_NAMED = 12
LONGEST_COMPARED = 80
MOST_COMPARED = 2000


def closest(written: str, allowed: Iterable[str], likeness: float = 0.6) -> str | None:
    """Find the allowed word that looks most like the one written, or None if nothing is near.

    Parameters
    ----------
    written
        The word that was written.
    allowed
        The words that it could have been.
    likeness
        How alike two words must be, 0..1 (1 = equal but for capital letters).
    """
    by_folded = {word.casefold(): word for word in islice(allowed, MOST_COMPARED)}
    if len(written) > LONGEST_COMPARED:
        return None
    near = get_close_matches(written.casefold(), by_folded, n=1, cutoff=likeness)
    return by_folded[near[0]] if near else None


def did_you_mean(written: str, allowed: Iterable[str], likeness: float = 0.6) -> str:
    """Ask "Did you mean ...?", or say nothing if no allowed word is near; see :func:`closest`."""
    guess = closest(written, allowed, likeness)
    return f'Did you mean "{guess}"?' if guess is not None else ""


def listed(words: Iterable[str]) -> str:
    """Write a short list of allowed words; a long one is cut and counted."""
    names = list(words)
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
