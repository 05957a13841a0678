"""Small letters, and what the words of a sentence can be: what makes looking for words cheap.

Where a pattern ignores case, Python must try every word of a list at every letter; where it does not, the
first letter decides. So a sentence is put in small letters once, and patterns are compiled for small letters.
Each word is looked up once: it tells, a bit for each pattern, which patterns may begin with it and of which
it holds letters that stand in every match. A sentence knows these bits of all its words, and a pattern is
tried only where they allow it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from threading import Lock
from typing import Any, Generic, TypeVar

from alee.reading.beginnings import ANY_DIGIT, AT_WORD, LETTERS, LONG, beginnings, needed

TOKEN = re.compile(r"\\.|\(\?P|[^\\(]+|\(", re.DOTALL)
WORD = re.compile(r"[^\W_]+")
LAST_WORD = re.compile(r"[^\W_]+\Z")
MAY_BE_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
BEHIND_DIGIT = re.compile(rf"(?<=\d)[^\W\d_]{{1,{LONG}}}")  # 17km
AT_LETTER = "(?<![^\\W\\d_])"  # how a pattern says that letters begin, also behind a digit
DIGIT = re.compile(r"\d")
Item = TypeVar("Item")
Pieces = tuple[tuple[str, int], ...]  # of words, and the bits that they stand for
Spans = tuple[list[int], list[int]]  # where stretches of a text start, in order, and where they end
MOST_REMEMBERED = 50_000  # words
LONGEST_REMEMBERED = 40  # letters of a word
ANY, HAS_DIGIT, HAS_YEAR, IS_MIXED = 1, 2, 4, 8  # bits: any; a digit; four that may be a year; 17km
KEY = 3  # letters by which pieces of words are looked up
FIRST_FREE = 4  # the first bit of a pattern


def flat(text: str) -> str:
    """Small letters and straight apostrophes, of the same length as the text."""
    if text.isascii():
        return text.lower()
    return straight(text.replace("İ", "i").lower())


def straight(text: str) -> str:
    """The same with straight apostrophes."""
    return text.replace("’", "'").replace("ʼ", "'")


@cache
def _in_small(pattern: str) -> str:
    tokens = TOKEN.findall(pattern)
    return "".join(t if t[0] == "\\" or t == "(?P" else flat(t) for t in tokens)


@cache
def small(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern for texts made by :func:`flat`; classes such as ``\W`` keep their letters."""
    return re.compile(_in_small(pattern))


class _Table(dict[str, int]):
    """The bits of words, filled as it is asked; a new one is made for every pattern that is added."""

    def __init__(self, starts: dict[str, int], pieces: dict[str, Pieces], limit: int) -> None:
        self.starts, self.pieces, self.limit = starts, pieces, limit
        self.stems = {head[:end] for head in starts for end in range(1, len(head) + 1)}

    def __missing__(self, word: str) -> int:
        starts, pieces, stems = self.starts, self.pieces, self.stems
        bits = starts.get(word + " ", 0) | (starts.get(ANY_DIGIT, 0) if word[0].isdecimal() else 0)
        for end in range(1, min(len(word), LONG) + 1):
            head = word[:end]
            if head not in stems:
                break
            bits |= starts.get(head, 0)
        for at in range(len(word) - 1):
            if (found := pieces.get(word[at : at + KEY])) is not None:
                for piece, bit in found:
                    if word.startswith(piece, at):
                        bits |= bit
            if (short := pieces.get(word[at : at + KEY - 1])) is not None:
                bits |= short[0][1]
        if not word.isalpha() and DIGIT.search(word) is not None:
            bits |= HAS_DIGIT if MAY_BE_YEAR.search(word) is None else HAS_DIGIT | HAS_YEAR
            for match in BEHIND_DIGIT.finditer(word):
                bits |= IS_MIXED
                for end in range(1, len(match[0]) + 1):
                    bits |= starts.get("0" + match[0][:end], 0)
                bits |= starts.get(f"0{match[0]} ", 0) if match.end() == len(word) else 0
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        if len(word) <= LONGEST_REMEMBERED:
            self[word] = bits
        return bits


class _Index:
    """Gives every pattern its bits, when it is first asked for."""

    def __init__(self) -> None:
        self.table = _Table({}, {}, 1 << FIRST_FREE)
        self.lock = Lock()

    def begin(self, found: Iterable[str] | None) -> int:
        """The bit of words that begin so; a blank stands behind a whole word."""
        return ANY if found is None else self._add(found, ())

    def hold(self, found: Iterable[Iterable[str]]) -> int:
        """The bits of words that hold such letters, one for each set."""
        bits = 0
        for pieces in found:
            bits |= self._add((), pieces)
        return bits or ANY

    def _add(self, begin: Iterable[str], hold: Iterable[str]) -> int:
        with self.lock:
            old = self.table
            bit = old.limit
            starts, pieces = dict(old.starts), dict(old.pieces)
            for head in begin:
                starts[head] = starts.get(head, 0) | bit
            for piece in hold:
                others = pieces.get(piece[:KEY], ())
                if len(piece) < KEY and others:
                    pieces[piece] = ((piece, others[0][1] | bit),)
                else:
                    pieces[piece[:KEY]] = (*others, (piece, bit))
            self.table = _Table(starts, pieces, bit << 1)
        return bit


_INDEX = _Index()


@cache
def _may_bit(pattern: str) -> int:
    return _INDEX.begin(beginnings(pattern))


@cache
def _find_bit(pattern: str) -> int:
    found = beginnings(pattern, LONG)
    return _INDEX.begin(found and _first_words(found))


def _first_words(heads: frozenset[str]) -> set[str]:
    return {head[: head.find(" ") + 1] or head for head in heads}


@cache
def _near_bits(pattern: str) -> tuple[int, int, dict[str, tuple[str, ...]]]:
    """The bit of whole words with which a pattern begins, that of cut ones, and words that others follow."""
    is_behind_digits = pattern.startswith(AT_LETTER)
    pattern = AT_WORD[0] + pattern.removeprefix(AT_LETTER) if is_behind_digits else pattern
    bits = []
    for letters in (LONG, LETTERS):
        found = beginnings(pattern, letters)
        heads = found and _first_words(found)
        bits.append(_INDEX.begin(heads and [*heads, *(f"0{head}" for head in heads if is_behind_digits)]))
    return bits[0], bits[1], _phrases(pattern)


@cache
def _phrases(pattern: str) -> dict[str, tuple[str, ...]]:
    """Words with which a pattern begins only where another word follows, and how that one begins."""
    found = beginnings(pattern, LONG) or frozenset()
    out: dict[str, tuple[str, ...]] = {}
    for head in found:
        word, _, more = head.partition(" ")
        if more and not any(word.startswith(h) if " " not in h else h == word + " " for h in found):
            out[word] = (*out.get(word, ()), head.rstrip(" "))
    return out


@cache
def _hold_bits(pattern: str) -> int:
    return _INDEX.hold(needed(_in_small(pattern)))


@cache
def _plan(pattern: str) -> tuple[int, int, dict[str, tuple[str, ...]]]:
    """The bit of words with which a pattern begins, all bits that it needs, and words that others follow."""
    words = _in_small(pattern)
    bit = _find_bit(words)
    return bit, bit | _hold_bits(words), _phrases(words)


@cache
def _any_bit(words: tuple[str, ...]) -> int:
    return _INDEX.hold(needed("|".join(words)))


def may_begin(pattern: str, word: str) -> bool:
    """Whether a pattern may begin with a word."""
    bit = _may_bit(pattern)
    return bool(bit == ANY or _INDEX.table[word] & bit)


class lazy(Generic[Item]):  # noqa: N801 (it is written as a decorator)
    """A property that is worked out once; ``cached_property`` takes a lock too, and that costs more."""

    def __init__(self, work_out: Callable[[Any], Item]) -> None:
        self.work_out, self.name = work_out, work_out.__name__

    def __get__(self, owner: object, kind: type) -> Item:
        found = owner.__dict__[self.name] = self.work_out(owner)
        return found


class Family(Generic[Item]):
    """Things to look for together, each by a pattern."""

    def __init__(self, items: Iterable[tuple[re.Pattern[str], Item]]) -> None:
        self.items = tuple((_hold_bits(pattern.pattern), item) for pattern, item in items)
        self.bits = 0
        for bit, _ in self.items:
            self.bits |= bit
        self.limit = _INDEX.table.limit


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands anywhere in a text."""
    for word in words:  # noqa: SIM110 - a third of the time of any()
        if word in text:
            return True
    return False


def may_hold(low: str, pattern: re.Pattern[str]) -> bool:
    """Whether a whole text in small letters may hold a match of a pattern."""
    return all(holds_any(low, pieces) for pieces in needed(_in_small(pattern.pattern)))


def found_at(pattern: re.Pattern[str], text: str, begins: Iterable[int]) -> Iterator[re.Match[str]]:
    """Find a pattern as ``finditer`` does, where it can only begin at these characters, in their order."""
    end = 0
    for at in begins:
        if at >= end and (match := pattern.match(text, at)):
            yield match
            end = match.end()


class Line:
    """A sentence, also in small letters, and what its words can be.

    Attributes
    ----------
    bits
        Of all its words together.
    has_digit, may_have_year
        Whether it holds a digit at all, and four that may name a year since 1500.
    is_mixed
        Whether letters stand right behind a digit.
    """

    __slots__ = (
        "bits", "has_digit", "held", "is_mixed", "limit", "low", "may_have_year", "places", "spots", "text",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = flat(text)
        self.held: dict[str, bool] = {}
        self._look()
        self.has_digit = self.bits & HAS_DIGIT != 0
        self.may_have_year = self.bits & HAS_YEAR != 0
        self.is_mixed = self.bits & IS_MIXED != 0

    def _look(self) -> None:
        """Look up its words; again where a pattern was added since."""
        table = _INDEX.table
        bits = ANY
        for word in WORD.findall(self.low):
            bits |= table[word]
        self.bits, self.limit = bits, table.limit
        self.spots: list[tuple[int, int, int]] | None = None
        self.places: dict[int, Spans] = {}

    def may(self, pattern: re.Pattern[str]) -> bool:
        """Whether a word begins as a pattern begins."""
        bit = _may_bit(pattern.pattern)
        if bit >= self.limit:
            self._look()
        return self.bits & bit != 0

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Whether it, or a part of it, may match a pattern that does not ignore case."""
        bits = _hold_bits(pattern.pattern)
        if bits >= self.limit:
            self._look()
        return self.bits & bits == bits

    def holds_any(self, words: tuple[str, ...]) -> bool:
        """Whether one of some words stands anywhere, as :func:`holds_any` tells."""
        bit = _any_bit(words)
        if bit >= self.limit:
            self._look()
        return self.bits & bit == bit and holds_any(self.low, words)

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is found here; asked again, it is not looked for again."""
        words = pattern.pattern
        if words not in self.held:
            self.held[words] = next(iter(self.find(pattern)), None) is not None
        return self.held[words]

    def find(self, pattern: re.Pattern[str], *, is_written: bool = False) -> Iterable[re.Match[str]]:
        """Find a pattern as ``finditer`` does, but try it only at words with which it can begin.

        Parameters
        ----------
        is_written
            Whether to look in the sentence as it is written, not in small letters.
        """
        bit, needed_bits, phrases = _plan(pattern.pattern)
        if needed_bits >= self.limit:
            self._look()
        if self.bits & needed_bits != needed_bits:
            return ()
        text = self.text if is_written else self.low
        return pattern.finditer(text) if bit == ANY else self._tried(pattern, text, bit, phrases)

    def _tried(
        self, pattern: re.Pattern[str], text: str, bit: int, phrases: dict[str, tuple[str, ...]]
    ) -> Iterator[re.Match[str]]:
        low, end = self.low, 0
        for start, stop, bits in self._spots():
            if not bits & bit or start < end:
                continue
            heads = phrases.get(low[start:stop])
            if (heads is None or low.startswith(heads, start)) and (match := pattern.match(text, start)):
                yield match
                end = match.end()

    def near(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a word with which a pattern can begin stands in a stretch, or a part of a word does."""
        bit, cut_bit, phrases = _near_bits(pattern.pattern)
        if cut_bit >= self.limit:
            self._look()
        low = self.low
        if not self.bits & cut_bit:
            return False
        if cut_bit == ANY or (0 < start < len(low) and low[start - 1 : start + 1].isalnum()):
            return True
        if bit not in self.places:
            found = [
                (a, b) for a, b, bits in self._spots()
                if bits & bit and ((heads := phrases.get(low[a:b])) is None or low.startswith(heads, a))
            ]  # fmt: skip
            self.places[bit] = [a for a, _ in found], [b for _, b in found]
        starts, ends = self.places[bit]
        at = bisect_right(ends, start)
        if at < len(starts) and starts[at] < end:
            return True
        if not low[end - 1 : end + 1].isalnum():
            return False
        cut = LAST_WORD.search(low, start, end)
        whole = WORD.match(low, cut.start() if cut is not None else end)
        return whole is not None and whole.end() > end and _INDEX.table[whole[0]] & cut_bit != 0

    def beginning(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Where words start and end with which a pattern can begin."""
        bit, needed_bits, _ = _plan(pattern.pattern)
        if needed_bits >= self.limit:
            self._look()
        if self.bits & needed_bits != needed_bits:
            return []
        return [(start, end) for start, end, bits in self._spots() if bits & bit]

    def among(self, family: Family[Item]) -> list[Item]:
        """What patterns of a family stand for that may be found here."""
        if family.limit > self.limit:
            self._look()
        bits = self.bits
        return [item for all_, item in family.items if bits & all_ == all_] if bits & family.bits else []

    def _spots(self) -> list[tuple[int, int, int]]:
        """Where its words start and end, and the bits of each."""
        if self.spots is None:
            table = _INDEX.table
            self.spots = [(*m.span(), table[m[0]]) for m in WORD.finditer(self.low)]
        return self.spots
