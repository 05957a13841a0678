"""From bytes to plain text: encodings, HTML, PDF."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from importlib import import_module
from itertools import islice
from typing import Any

from alee.core.errors import InputError, MissingExtra

MOST_BYTES = 20 * 1024 * 1024
SKIPPED = frozenset({"script", "style", "noscript", "template", "nav", "footer", "svg"})
BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "blockquote",
     "header", "main", "pre", "dt", "dd", "figure", "table")
)  # fmt: skip
UNSHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr"}
)
ENDS_P = BLOCKS | {"form", "footer", "hr", "nav", "aside", "address", "dl", "fieldset"}
LISTS, TABLES = frozenset({"ul", "ol", "dl", "table"}), frozenset({"table"})
CELLS, ROWS = frozenset({"td", "th"}), frozenset({"td", "th", "tr"})
GROUPS = ROWS | {"tbody", "thead", "tfoot"}
# Which open tags a tag ends by beginning, and the tags beyond which it ends none.
ENDS = {
    "li": (frozenset({"li"}), LISTS),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), LISTS)),
    "option": (frozenset({"option"}), frozenset({"select"})),
    **dict.fromkeys(("td", "th"), (CELLS, TABLES)),
    "tr": (ROWS, TABLES),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (GROUPS, TABLES)),
}
FARTHEST = 100  # open tags that are looked through for one to end, so that no page takes long
LONGEST_CELL = 60  # characters; a row with a longer cell only lays out a page
BLANKS = re.compile(r"\s+")
ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh")
MOST_CONTROL = 0.02
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
ALPHABETS = frozenset((0x00, 0x01, 0x04, 0x1E, 0x20))  # high bytes of Latin, Cyrillic and marks
MOSTLY, SELDOM = 0.95, 0.4
SAMPLE = 4096  # bytes, of an even number
# A PDF of some kilobytes can hold hours of work: what its pages draw is bounded, in bytes and in steps.
MOST_DRAWN, MOST_STEPS = 6_000_000, 200_000
# Signs that move a screen's cursor or turn the order of letters: a text must not paint over what is asked.
UNSEEN = dict.fromkeys(
    [
        *(k for k in range(32) if chr(k) not in "\n\r\t"),
        *range(127, 160),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ],
    " ",
)
# What a screen takes as an order ("in red from here", "clear all"), and signs without width inside words.
# An order without an end loses only its first signs, never the text after it. Behind the letters of wrongly
# decoded UTF-8, a sign from 0x80 to 0x9f is the rest of a letter and begins or ends no order.
WHOLE = "(?<![ÂÃÄÅÐÑâ])(?<![ÂÃÄÅÐÑâ].)"
ORDERS = re.compile(
    rf"(?:\x1b\[|{WHOLE}\x9b)[0-?]*[@-~]"
    rf"|(?:\x1b\]|{WHOLE}\x9d)[^\x07\x1b\x9c\x9d\r\n]{{0,300}}(?:\x07|\x1b\\|{WHOLE}\x9c)"
    r"|\x1b[ -/]*[0-~]?|[\u00ad\u200b-\u200d\u2060\ufeff]"
)


def text_of(content: bytes, name: str = "text") -> str:
    """Take the plain text out of a file, without signs that are not seen.

    Every place in it that is named later counts the characters of what is given here.

    Parameters
    ----------
    content
        Plain text in UTF-8 or a common older encoding, HTML, or a PDF that holds text.
    name
        Of the file, for messages.

    Raises
    ------
    InputError
        If it is empty, too large, an archive, or no text.
    MissingExtra
        If it needs a reader that is not installed.
    """
    return without_steering(_text_of(content, name))


def without_steering(text: str) -> str:
    """Leave out what is not seen: orders to a screen as a whole, and signs without width.

    Any other sign that would steer a screen or turn the order of letters becomes a blank.
    """
    return ORDERS.sub("", text).translate(UNSEEN)


def _text_of(content: bytes, name: str) -> str:
    if not content.strip():
        raise InputError(f"{name}: it is empty. Needed: a text.")
    if len(content) > MOST_BYTES:
        raise InputError(
            f"{name}: it is too large. Allowed are {MOST_BYTES // 2**20} MB. Did you mean a part of it?"
        )
    if content.startswith(ARCHIVES):
        raise InputError(
            f"{name}: it is an archive or an office document. Allowed: plain text, HTML, PDF. "
            "Did you mean to save it as plain text first?"
        )
    if content.startswith(b"%PDF"):
        return _pdf(content, name)
    text = _decoded(content, name)
    if re.search(r"<(html|body|p|div|article)\b", text[:5000], re.IGNORECASE):
        return _html(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _plain(content.decode(encoding, errors="replace"), name)
    if pairs := _two_bytes_a_letter(content):
        return _plain(content.decode(pairs, errors="replace"), name)
    try:
        return _plain(content.decode("utf-8"), name)
    except UnicodeDecodeError:
        pass
    if b"\x00" in content[:SAMPLE]:
        raise _no_text(name, has_zeros=True)
    try:
        guess = import_module("charset_normalizer").from_bytes(content[:200_000]).best()
    except ImportError:
        raise MissingExtra(
            f"{name}: it is not UTF-8, and what guesses older encodings is not installed. "
            'Install it: pip install "alee[reading]", or save the text as UTF-8.'
        ) from None
    if guess is None:
        raise _no_text(name, has_zeros=False)
    return _plain(content.decode(guess.encoding, errors="replace"), name)


def _two_bytes_a_letter(content: bytes) -> str:
    """Recognise UTF-16 that does not say so, by the bytes of few alphabets in one half; else empty."""
    sample = content[:SAMPLE]
    halves = sample[0::2], sample[1::2]
    first, second = (sum(byte in ALPHABETS for byte in half) / max(1, len(half)) for half in halves)
    if b"\x00" not in sample or max(first, second) < MOSTLY or min(first, second) > SELDOM:
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def _plain(text: str, name: str) -> str:
    sample = ORDERS.sub("", text[:20_000])
    strange = sum(ch == "\ufffd" or (ord(ch) < 32 and ch not in "\n\r\t\f") for ch in sample)
    if strange > MOST_CONTROL * max(1, len(sample)) + 2:
        raise _no_text(name, has_zeros="\x00" in sample)
    return text


def _no_text(name: str, *, has_zeros: bool) -> InputError:
    """Say that a file is no text, and what to do where it may be one in an encoding that cannot be told."""
    if has_zeros:
        return InputError(
            f"{name}: it is not a text, or one in UTF-16 or UTF-32 without a mark (it holds zero bytes). "
            "Allowed: plain text in UTF-8, HTML, PDF. Did you mean to save it as UTF-8?"
        )
    return InputError(f"{name}: it is not a text. Allowed: plain text, HTML, PDF.")


class _Words(HTMLParser):
    """Takes the words of a page; a row of a table becomes one line, its cells parted by bars."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.tables = self.n_hiding = 0
        self.open: list[tuple[str, bool]] = []  # open tags, and whether what stands in each is not shown
        self.n_open: Counter[str] = Counter()
        self.rows: list[tuple[int, list[list[str]]]] = []  # open ones, and in how many tables

    def _put(self, words: str) -> None:
        cells = self.rows[-1][1] if self.rows else []
        (cells[-1] if cells else self.parts).append(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_before(tag)
        if tag not in VOID:
            hides = tag in SKIPPED or _is_hidden(attrs)
            self.open.append((tag, hides))
            self.n_open[tag] += 1
            self.n_hiding += hides
        if tag in BLOCKS:
            self._put("\n\n")
        elif tag == "br":
            self._put("\n")
        if tag == "table":
            self.tables += 1
        elif tag == "tr":
            self._end_row()
            self.rows.append((self.tables, []))
        elif tag in ("td", "th") and self.rows:
            self.rows[-1][1].append([])

    def handle_endtag(self, tag: str) -> None:
        self._end(tag)
        if tag in ("tr", "table"):
            self._end_row()
        if tag == "table":
            self.tables = max(0, self.tables - 1)
        if tag in BLOCKS:
            self._put("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.n_hiding:
            self._put(BLANKS.sub(" ", data))  # lines of the source are no lines of the text

    def close(self) -> None:
        super().close()
        while self.rows:
            self.tables = self.rows[-1][0]
            self._end_row()

    def _end_before(self, tag: str) -> None:
        """End what is open and ends, without a tag of its own, where this tag begins."""
        if tag in ENDS_P:
            self._end("p")
        ended, beyond = ENDS.get(tag, (frozenset(), frozenset()))
        last = ""
        for name, _ in islice(reversed(self.open), FARTHEST if ended else 0):
            if name in beyond:
                break
            last = name if name in ended else last
        self._end(last)

    def _end(self, tag: str) -> None:
        """End the innermost open tag of this name, if there is one, and all that is open inside it."""
        name = ""
        while self.n_open[tag] and name != tag:
            name, hides = self.open.pop()
            self.n_open[name] -= 1
            self.n_hiding -= hides

    def _end_row(self) -> None:
        """Write down the row that is open in this table, if one is."""
        if not self.rows or self.rows[-1][0] < self.tables:
            return
        cells = ["".join(cell).strip() for cell in self.rows.pop()[1]]
        if all(len(cell) <= LONGEST_CELL for cell in cells):
            self._put(" | ".join(" ".join(cell.split()) for cell in cells) + "\n")
        else:
            self._put("\n\n" + "\n\n".join(cells) + "\n\n")


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether a browser does not show what stands in a tag."""
    said = dict(attrs)
    return "hidden" in said or UNSHOWN.search(said.get("style") or "") is not None


def _html(text: str) -> str:
    reader = _Words()
    reader.feed(text)
    reader.close()
    joined = re.sub(r"[ \t\f\v]+", " ", "".join(reader.parts))
    return re.sub(r"\s+", _gap, joined).strip() + "\n"


def _gap(found: re.Match[str]) -> str:
    """A gap with more than one end of line parts paragraphs; any other one stays as it is."""
    return "\n\n" if found[0].count("\n") > 1 else found[0]


def _pdf(content: bytes, name: str) -> str:
    try:
        pypdf = import_module("pypdf")
    except ImportError:
        raise MissingExtra(
            f'{name}: reading a PDF needs an optional part. Install it: pip install "alee[reading]".'
        ) from None
    try:
        with _quiet("pypdf"):
            pages = list(_page_texts(pypdf.PdfReader(io.BytesIO(content)).pages, name))
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a broken PDF does, the user gets one sentence
        raise InputError(f"{name}: the PDF cannot be read ({type(error).__name__}).") from None
    text = "\n\n".join(pages)
    if not text.strip():
        raise InputError(f"{name}: the PDF holds pictures, no text. Needed: a PDF with text.")
    return text


@contextmanager
def _quiet(library: str) -> Iterator[None]:
    """Keep the notes of a library off the screen: what is wrong is said once, in our words."""
    log = logging.getLogger(library)
    was = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(was)


def _page_texts(pages: Iterable[Any], name: str) -> Iterator[str]:
    """Give the text of each page, until they draw more than is allowed; forms inside forms count too.

    Raises
    ------
    InputError
        If they do.
    """
    n_drawn = n_steps = 0

    def stop() -> None:
        raise InputError(
            f"{name}: the PDF draws too much to be read. Allowed are {MOST_DRAWN:,} bytes and {MOST_STEPS:,} "
            "steps of drawing. Did you mean to save its text, or a part of it?"
        )

    def step(*_: object) -> None:
        nonlocal n_steps
        n_steps += 1
        if n_steps > MOST_STEPS:
            stop()

    for page in pages:
        contents = page.get_contents()
        n_drawn += 0 if contents is None else len(contents.get_data())
        if n_drawn > MOST_DRAWN:
            stop()
        step()
        yield page.extract_text(visitor_operand_before=step) or ""


def digest_of(text: str) -> str:
    """Short fingerprint of a text, 16 hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
