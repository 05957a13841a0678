"""Where words with a capital begin: names are looked for there, not at every letter of a text."""

from __future__ import annotations

import re
from functools import lru_cache

LARGE = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐƏȘȚ"  # some small letters of the same blocks do no harm
CAPITAL = re.compile(rf"[{LARGE}]")
BESIDE = re.compile(rf"[\w’'-]{{1,60}}+(?:\s[\w’'-]{{1,60}}+)?(?:\s[{LARGE}]\.|\s*[(,])")
SECOND = re.compile(rf"[\w’'-]{{2,60}}+\s+[{LARGE}]")


@lru_cache(2)
def capitals(text: str) -> tuple[int, ...]:
    """Where words begin with a capital."""
    found = (m.start() for m in CAPITAL.finditer(text))
    return tuple(at for at in found if not at or not (text[at - 1].isalnum() or text[at - 1] == "_"))


@lru_cache(2)
def pairs(text: str) -> tuple[int, ...]:
    """Where two words begin that both have a capital."""
    return tuple(at for at in capitals(text) if SECOND.match(text, at))


@lru_cache(2)
def beside_signs(text: str) -> tuple[int, ...]:
    """Where one or two words begin, the first with a capital, before a comma, a bracket or an initial."""
    return tuple(at for at in capitals(text) if BESIDE.match(text, at))
