"""Small letters: texts are compared with words in small letters only.

Python must try every word of a list at every letter where a pattern ignores case; where it does not, the first
letter decides. So a sentence is put in small letters once, and patterns are compiled for small letters.
"""

from __future__ import annotations

import re
from functools import cache

APOSTROPHES = str.maketrans("’ʼ", "''")
TOKEN = re.compile(r"\\.|\(\?P|[^\\(]+|\(", re.DOTALL)


def flat(text: str) -> str:
    """Small letters and straight apostrophes, of the same length as the text."""
    return text.replace("İ", "i").lower().translate(APOSTROPHES)


@cache
def small(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern for texts made by :func:`flat`; classes such as ``\W`` keep their letters."""
    tokens = TOKEN.findall(pattern)
    return re.compile("".join(t if t[0] == "\\" or t == "(?P" else flat(t) for t in tokens))
