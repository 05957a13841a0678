"""Small letters, and the beginnings of words: what makes looking for words cheap.

Where a pattern ignores case, Python must try every word of a list at every letter; where it does not, the
first letter decides. So a sentence is put in small letters once, and patterns are compiled for small letters.
A pattern is tried only on sentences in which a word begins as one of its words does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

APOSTROPHES = str.maketrans("’ʼ", "''")
TOKEN = re.compile(r"\\.|\(\?P|[^\\(]+|\(", re.DOTALL)
WORD = re.compile(r"[^\W_]+")
DIGIT = re.compile(r"\d")
MAY_BE_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
Spans = tuple[list[int], list[int]]  # where stretches of a text start, in order, and where they end
MOST_REMEMBERED = 50_000  # beginnings of words
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


@lru_cache(MOST_REMEMBERED)
def _forms(head: str) -> frozenset[str]:
    """The ways in which a word's beginning may be told: one, two or three letters, or a whole short word."""
    short = (head + " ",) if len(head) < LETTERS else ()
    return frozenset((head, head[:2], head[:1], *short))


class _Fitting(dict[str, bool]):
    """Whether words that begin so may begin a pattern, filled as it is asked."""

    def __init__(self, found: frozenset[str]) -> None:
        self.found = found

    def __missing__(self, head: str) -> bool:
        fits = not self.found.isdisjoint(_forms(head))
        if len(self) < MOST_REMEMBERED:
            self[head] = fits
        return fits


@cache
def _fitting(pattern: str) -> _Fitting | None:
    """Which beginnings fit a pattern; None if any may."""
    found = beginnings(pattern)
    return None if found is None else _Fitting(found)


def may_begin(pattern: str, head: str) -> bool:
    """Whether a pattern may begin with a word that begins so."""
    fitting = _fitting(pattern)
    return fitting is None or fitting[head]


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands anywhere in a text."""
    for word in words:  # noqa: SIM110 - a third of the time of any()
        if word in text:
            return True
    return False


class Line:
    """A sentence, also in small letters, and how its words begin.

    Attributes
    ----------
    begins
        The first one, two and three letters of every word; a blank stands behind a whole one.
    words
        Where every word starts, and its first three letters.
    has_digit, may_have_year
        Whether it holds a digit at all, and four that may name a year since 1500.
    """

    __slots__ = ("begins", "has_digit", "held", "known", "low", "may_have_year", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[str, bool] = {}
        self.held: dict[str, bool] = {}
        self.low = flat(text)
        self.has_digit = DIGIT.search(self.low) is not None
        self.may_have_year = self.has_digit and MAY_BE_YEAR.search(self.low) is not None
        self.words = [(m.start(), m[0][:LETTERS]) for m in WORD.finditer(self.low)]
        self.begins = frozenset().union(*[_forms(head) for _, head in self.words])

    def may(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern can be found here at all."""
        words = pattern.pattern
        known = self.known.get(words)
        if known is None:
            found = beginnings(words)
            known = self.known[words] = found is None or not self.begins.isdisjoint(found)
        return known

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is found here; asked again, it is not looked for again."""
        words = pattern.pattern
        if words not in self.held:
            self.held[words] = next(self.find(pattern), None) is not None
        return self.held[words]

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Find a pattern as ``finditer`` does, but try it only at words with which it can begin."""
        low, end = self.low, 0
        if not self.may(pattern):
            return
        fitting = _fitting(pattern.pattern)
        if fitting is None:
            yield from pattern.finditer(low)
            return
        for start in [at for at, head in self.words if fitting[head]]:
            if start >= end and (match := pattern.match(low, start)):
                yield match
                end = match.end()
