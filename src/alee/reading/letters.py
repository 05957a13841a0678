"""Small letters, and the beginnings of words: what makes looking for words cheap.

Where a pattern ignores case, Python must try every word of a list at every letter; where it does not, the
first letter decides. So a sentence is put in small letters once, and patterns are compiled for small letters.
A pattern is tried only on sentences in which a word begins as one of its words does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

APOSTROPHES = str.maketrans("’ʼ", "''")
TOKEN = re.compile(r"\\.|\(\?P|[^\\(]+|\(", re.DOTALL)
BEGIN = re.compile(r"(?<![^\W_])[^\W_]{1,3}")
LETTERS = 3  # of the beginning of a word
AT_WORD = ("(?<![^\\W_])", "(?<!\\w)", "\\b")  # how a pattern says that a word begins
ATOM = re.compile(
    r"(?P<look>\(\?(?:<?[!=]))|(?P<group>\((?:\?:|\?P<\w+>)?)|(?P<edge>\\b)|\[(?P<set>[^\W\d_]+)\]|(?P<any>\\.|\[\^?.[^\]]*\]|\.)"
    r"|(?P<letter>.)",
    re.DOTALL,
)
REPEAT = re.compile(r"(?P<none>[?*]|\{0,\d*\})|\+|\{\d+(?:,\d*)?\}")


def flat(text: str) -> str:
    """Small letters and straight apostrophes, of the same length as the text."""
    return text.replace("İ", "i").lower().translate(APOSTROPHES)


def _in_small(pattern: str) -> str:
    tokens = TOKEN.findall(pattern)
    return "".join(t if t[0] == "\\" or t == "(?P" else flat(t) for t in tokens)


@cache
def small(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern for texts made by :func:`flat`; classes such as ``\W`` keep their letters."""
    return re.compile(_in_small(pattern))


@cache
def beginnings(pattern: str) -> frozenset[str] | None:
    """Give the beginnings, at most three letters, of all words with which a pattern can begin.

    Returns
    -------
    frozenset or None
        None if the pattern may also begin inside a word, or with any word at all.
    """
    rest = pattern
    edge = next((e for e in AT_WORD if rest.startswith(e)), "")
    if not edge:
        return None
    alternatives = list(_alternatives(rest))
    if len(alternatives) > 1 and not all(a.startswith(AT_WORD) for a in alternatives):
        return None
    found = frozenset(head for head, _ in _heads(rest))
    return None if "" in found else found


def _closing(pattern: str, at: int) -> int:
    """Where the group that opens at a place ends."""
    depth, k, is_set = 0, at, False
    while k < len(pattern):
        ch = pattern[k]
        if ch == "\\":
            k += 1
        elif is_set:
            is_set = ch != "]"
        elif ch == "[":
            is_set = True
        elif ch in "()":
            depth += 1 if ch == "(" else -1
            if depth == 0:
                return k
        k += 1
    return len(pattern) - 1


def _alternatives(pattern: str) -> Iterator[str]:
    """Cut a pattern at its outermost bars."""
    begin = k = 0
    while k < len(pattern):
        if pattern[k] == "\\":
            k += 1
        elif pattern[k] in "([":
            k = _closing(pattern, k) if pattern[k] == "(" else pattern.index("]", k + 2)
        elif pattern[k] == "|":
            yield pattern[begin:k]
            begin = k + 1
        k += 1
    yield pattern[begin:]


def _heads(pattern: str) -> set[tuple[str, bool]]:
    """Beginnings of what a pattern matches, and whether each is final: the word ended, or nobody can tell."""
    return {head for part in _alternatives(pattern) for head in _heads_of_one(part)}


def _heads_of_one(part: str) -> set[tuple[str, bool]]:
    heads = {("", False)}
    k = 0
    while k < len(part) and not all(done for _, done in heads):
        atom = ATOM.match(part, k)
        if atom is None:
            break
        k = atom.end()
        more: set[tuple[str, bool]] = set()
        if atom["look"] or atom["edge"]:
            k = _closing(part, atom.start()) + 1 if atom["look"] else k
            continue
        if atom["group"]:
            close = _closing(part, atom.start())
            more, k = _heads(part[k:close]), close + 1
        elif atom["set"]:
            more = {(letter, False) for letter in atom["set"]}
        elif atom["letter"] == " ":
            more = {(" ", True)}
        else:
            more = {(atom["letter"], False)} if (atom["letter"] or "").isalnum() else {("", True)}
        repeat = REPEAT.match(part, k)
        if repeat:
            k = repeat.end()
            more = {(head, True) for head, _ in more} | ({("", False)} if repeat["none"] else set())
        heads = {h for head in heads for h in _joined(head, more)}
    return heads


def _joined(head: tuple[str, bool], more: set[tuple[str, bool]]) -> set[tuple[str, bool]]:
    if head[1]:
        return {head}
    return {((head[0] + m)[:LETTERS], done or len(head[0] + m) >= LETTERS) for m, done in more}


class Line:
    """A sentence, also in small letters, and how its words begin.

    Attributes
    ----------
    begins
        The first one, two and three letters of every word; a blank stands behind a whole one.
    """

    __slots__ = ("begins", "low", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = flat(text)
        words = set(BEGIN.findall(self.low))
        short = [w + " " for w in words if len(w) < LETTERS]
        self.begins = words.union([w[:2] for w in words], [w[:1] for w in words], short)

    def may(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern can be found here at all."""
        found = beginnings(pattern.pattern)
        return found is None or not self.begins.isdisjoint(found)
