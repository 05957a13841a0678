"""What a pattern needs: the beginnings of words with which it can begin, and pieces of words that it holds.

Most sentences hold nothing of what a pattern looks for. Its own text tells with which letters a match can
begin, and which letters stand in every match: one of "popul", "town", "island", say. A sentence without any
of them need not be searched at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

LETTERS = 3  # of the beginning of a word
ANY_DIGIT = "#"  # the beginning of a number
LONG = 12  # of a beginning that must tell as much as it can
AT_WORD = ("(?<![^\\W_])", "(?<!\\w)", "\\b", "^")  # how a pattern says that a word begins
AT_END = ("(?![^\\W_])", "(?!\\w)", "\\b")  # and that one ends, which cut sentences do not always tell
ATOM = re.compile(
    r"(?P<look>\(\?(?:<?[!=]))|(?P<group>\((?:\?:|\?P<\w+>)?)|(?P<edge>\\b|\^)|\[(?P<set>[^\W\d_]+)\]|(?P<any>\\.|\[\^?(?:\\.|.)(?:\\.|[^\]\\])*\]|\.)"
    r"|(?P<letter>.)",
    re.DOTALL,
)
SET = re.compile(r"\[\^?(?:\\.|.)(?:\\.|[^\]\\])*\]", re.DOTALL)
REPEAT = re.compile(r"(?P<none>[?*]|\{0,\d*\})|\+|\{\d+(?:,\d*)?\}")
UNREAD = ("(?i", "(?P=", "(?(", "(?s", "(?x", "(?>")  # what is not understood here
COMMON = frozenset(
    ("the", "of", "in", "to", "and", "on", "at", "for", "from", "by", "has", "was", "were", "are", "an",
     "people", "not", "no", "is", "as", "or", "had", "have", "на", "по", "из", "от", "за", "до")
)  # fmt: skip
MOST_SETS = 3  # of pieces that are looked for, the rarest
PLAIN = 8.0  # how much rarer a piece of a word is with every letter more


@cache
def beginnings(pattern: str, letters: int = LETTERS) -> frozenset[str] | None:
    """Give the beginnings, at most so many letters, of all words with which a pattern can begin.

    Longer ones go on behind a blank, where a match goes on with another word.

    Returns
    -------
    frozenset or None
        None if the pattern may also begin inside a word, or with any word at all.
    """
    if not all(part.startswith(AT_WORD) for part in _alternatives(pattern)):
        return None
    found = frozenset(head for head, _ in _heads(pattern, letters))
    return None if "" in found else found


def _closing(pattern: str, at: int) -> int:
    """Where the group that opens at a place ends."""
    depth, k = 0, at
    while k < len(pattern):
        ch = pattern[k]
        if ch == "\\":
            k += 1
        elif ch == "[" and (found := SET.match(pattern, k)):
            k = found.end() - 1
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
        elif pattern[k] == "(":
            k = _closing(pattern, k)
        elif pattern[k] == "[" and (found := SET.match(pattern, k)):
            k = found.end() - 1
        elif pattern[k] == "|":
            yield pattern[begin:k]
            begin = k + 1
        k += 1
    yield pattern[begin:]


def _heads(pattern: str, letters: int) -> set[tuple[str, bool]]:
    """Beginnings of what a pattern matches, and whether each is final: the word ended, or nobody can tell."""
    return {head for part in _alternatives(pattern) for head in _heads_of_one(part, letters)}


def _heads_of_one(part: str, letters: int) -> set[tuple[str, bool]]:
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
            if letters > LETTERS and part[atom.start() : k] in AT_END:
                heads = {(h, done) if done or not h[-1:].isalnum() else (h + " ", True) for h, done in heads}
            continue
        if atom["group"]:
            close = _closing(part, atom.start())
            more, k = _heads(part[k:close], letters), close + 1
        elif atom["set"]:
            more = {(letter, False) for letter in atom["set"]}
        elif atom["letter"] == " ":
            more = {(" ", letters == LETTERS)}
        elif atom["any"] == "\\d" and letters > LETTERS:
            more = {(ANY_DIGIT, True)}
        else:
            more = {(atom["letter"], False)} if (atom["letter"] or "").isalnum() else {("", True)}
        repeat = REPEAT.match(part, k)
        if repeat:
            k = repeat.end()
            more = {(head, True) for head, _ in more} | ({("", False)} if repeat["none"] else set())
        heads = {h for head in heads for h in _joined(head, more, letters)}
    return heads


def _joined(head: tuple[str, bool], more: set[tuple[str, bool]], letters: int) -> set[tuple[str, bool]]:
    if head[1]:
        return {head}
    if (ANY_DIGIT, True) in more:
        return {head if not head[0] else (ANY_DIGIT, True)}
    return {((head[0] + m)[:letters], done or len(head[0] + m) >= letters) for m, done in more}


@cache
def needed(pattern: str) -> tuple[frozenset[str], ...]:
    """Give sets of pieces of words, in small letters: a piece of each set stands in every match of a pattern.

    There is no set if there may be a match without any of them.
    """
    if "(?i:" in pattern and "(?P<" not in pattern:  # where case does not count, a Turkish ı may stand for i
        pattern = pattern.replace("(?i:", "(?:").replace("i", ".").replace("ı", ".")
    if any(sign in pattern for sign in UNREAD):
        return ()
    return tuple(
        frozenset(a for a in found if not any(b != a and b in a for b in found)) for found in _needed(pattern)
    )


def _needed(pattern: str) -> list[frozenset[str]]:
    parts = [_needed_of_one(part) for part in _alternatives(pattern)]
    if len(parts) == 1:
        return parts[0]
    return [frozenset().union(*(sets[0] for sets in parts))] if all(parts) else []


def _needed_of_one(part: str) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    run, k = "", 0  # letters that follow each other in every match
    while k < len(part):
        atom = ATOM.match(part, k)
        if atom is None:
            break
        k = atom.end()
        if atom["look"] or atom["edge"]:
            k = _closing(part, atom.start()) + 1 if atom["look"] else k
            continue
        inner: list[frozenset[str]] = []
        if atom["group"]:
            close = _closing(part, atom.start())
            inner, k = _needed(part[k:close]), close + 1
        letter = atom["letter"] or ""
        repeat = REPEAT.match(part, k)
        if repeat:
            k = repeat.end() + (part[repeat.end() : repeat.end() + 1] in ("?", "+"))
        if letter.isalnum() and not (repeat and repeat["none"]):
            run += letter
            if not repeat:
                continue
        found, run = [*found, frozenset({run})], ""
        found += [] if repeat and repeat["none"] else inner
    sure = {pieces for pieces in (*found, frozenset({run})) if all(len(piece) > 1 for piece in pieces)}
    return sorted(sure, key=_how_common)[:MOST_SETS]


def _how_common(pieces: frozenset[str]) -> tuple[float, list[str]]:
    return sum(PLAIN ** -(1 if piece in COMMON else len(piece)) for piece in pieces), sorted(pieces)
