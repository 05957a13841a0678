"""Organisations that only their name tells: "the General Security put them at 10,000"."""

from __future__ import annotations

import re

from alee.reading.people import FAMILY, is_given

PROPER = re.compile(r"\b[Tt]he ((?:[A-Z][\w’'-]+ ){1,4})(?:has |have |had |also |later )?$")
NO_PROPER = re.compile(r"(?:s|ese|ish|ians?|East|West|North|South) $")  # peoples and quarters of the world
POSSESSIVE = re.compile(r"[’']s\b")


def called_the(sentence: str, verbs: list[tuple[int, int]], nearest: int) -> str:
    """A proper name behind "the" right before a word for saying, which no person has; else empty."""
    for start, _ in verbs:
        match = PROPER.search(sentence, max(0, start - nearest), start)
        if match is None or NO_PROPER.search(match[1]):
            continue
        name = POSSESSIVE.split(match[1])[0].strip()
        if not any(is_given(word) or FAMILY.search(word) for word in name.split()):
            return name
    return ""
