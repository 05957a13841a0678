"""Does what was accepted still stand? Every accepted row is looked up again in its text and in its table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from alee.reading.accepted import Answer, read_ledger, table_rows
from alee.reading.becoming import EVENTS, REPORTS
from alee.reading.people import NAME, shown_name
from alee.reading.proposals import Proposal
from alee.reading.segments import sentences
from alee.reading.sources import digest_of

State = Literal["stands", "moved", "changed", "missing text", "row changed", "row missing"]
BEST_FIRST: tuple[State, ...] = ("stands", "moved", "changed", "missing text")
LONGEST_NAME = 200  # characters that a hidden name may have
ANY_NAME = rf"(?:[^\n]|\n(?![^\S\n]*\n)){{1,{LONGEST_NAME}}}?"  # within its paragraph
ALIKE = 0.6  # of the words of a sentence that must stand in another one for it to be the same, changed
MOST_NAMED = 3  # stretches of words
NEEDED = ("value", "low", "high", "start", "end", "place", "target")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What became of one accepted proposal.

    Attributes
    ----------
    state
        ``stands``; ``moved`` if the same words stand elsewhere in the text; ``changed`` if they are gone, or
        their sentence is another; ``missing text`` if the text was not given; ``row changed`` or
        ``row missing`` if the table says otherwise, whatever became of the words.
    words
        The same for people.
    """

    id: str
    source: str
    state: State
    words: str

    @property
    def is_well(self) -> bool:
        """Whether words and row are as they were accepted."""
        return self.state == "stands"


def check_accepted(folder: Path, texts: Sequence[tuple[str, str]]) -> list[Finding]:
    """Look up everything that was accepted.

    Parameters
    ----------
    folder
        A scenario folder.
    texts
        Name and text of each file, as they are now.

    Returns
    -------
    list of Finding
        One for each accepted proposal, oldest first. A text is known by its fingerprint, else by its name.

    Raises
    ------
    InputError
        If the answers or a table cannot be read.
    """
    accepted = read_ledger(folder).accepted()
    by_digest = {digest_of(text): text for _, text in texts}
    by_name = defaultdict(list)  # names may be alike where those of people are hidden in them
    for name, text in texts:
        by_name[shown_name(name)].append(text)
    tables = {
        name: table_rows(folder, name) for name in (REPORTS, EVENTS) if any(a.table == name for a in accepted)
    }
    out = []
    for answer in accepted:
        p = answer.proposal
        found = [by_digest[p.text]] if p.text in by_digest else by_name.get(answer.source, [None])
        state, words = min(
            (_in_text(answer, text) for text in found), key=lambda told: BEST_FIRST.index(told[0])
        )
        if answer.table:
            in_table = _in_table(answer, tables[answer.table])
            if in_table is not None:
                words += f", {'but' if state == 'stands' else 'and'} {in_table[1]}"
                state = in_table[0]
        out.append(Finding(id=p.id, source=answer.source or f"text {p.text}", state=state, words=words))
    return out


def _in_text(answer: Answer, text: str | None) -> tuple[State, str]:
    p = answer.proposal
    span = f"characters {p.start} to {p.end}"
    if text is None:
        return "missing text", f"{span}: its text was not given"
    if not p.words:  # an answer of an older version, which kept no words of the fact alone
        found = _pattern(p.quote).search(text)
        is_there = found is not None and found.start() <= p.start and p.end <= found.end()
        return (
            ("stands", f"{span}: stands")
            if is_there
            else ("changed", f"{span}: the quoted words are not there")
        )
    words = _pattern(p.words)
    at_span = words.match(text, p.start)
    quotes = list(_pattern(p.quote).finditer(text))
    if at_span and at_span.end() == p.end and any(q.start() <= p.start and p.end <= q.end() for q in quotes):
        return "stands", f'{span}: "{p.words}" stands'
    for quote in quotes:
        found = words.search(text, quote.start(), quote.end())
        if found:
            return "moved", f'{span}: "{p.words}" stands at characters {found.start()} to {found.end()} now'
    return "changed", f"{span}: {_what_changed(p, words, text)}"


def _what_changed(p: Proposal, words: re.Pattern[str], text: str) -> str:
    """Say that the words are gone, or that only something else in their sentence is."""
    was, best, gone = p.quote.split(), ALIKE, ""
    for sentence in sentences(text):
        if words.search(sentence.text) is None:
            continue
        match = SequenceMatcher(None, was, sentence.text.split(), autojunk=False)
        if match.ratio() > best:
            best = match.ratio()
            lost = [
                " ".join(was[a:b]) for tag, a, b, _, _ in match.get_opcodes() if tag in ("replace", "delete")
            ]
            named = ", ".join(f'"{part}"' for part in lost[:MOST_NAMED])
            gone = f"{named} of it is gone" if named else "more stands in it"
    if gone:
        return f'"{p.words}" stands, but its sentence has changed: {gone}'
    return f'the quoted words are gone ("{p.words}")'


def _pattern(words: str) -> re.Pattern[str]:
    """The words as they may stand in a text: any blank for a blank, and anything short for a hidden name.

    A name ends where the words behind it first stand, and is not made longer if later words are missing: each
    way to share a text among many names would be tried otherwise.
    """
    first, *others = (
        "".join(r"\s+" if part.isspace() else re.escape(part) for part in re.split(r"(\s+)", between) if part)
        for between in words.split(NAME)
    )
    return re.compile(first + "".join(f"(?>{ANY_NAME}{literal})" for literal in others))


def _in_table(answer: Answer, rows: Sequence[dict[str, str]]) -> tuple[State, str] | None:
    """What is another in the rows of the table than was accepted; None if nothing is."""
    for kept in answer.rows:
        key = "id" if answer.table == REPORTS else "source"
        same = [row for row in rows if row.get(key, "") == kept.get(key, "")]
        if answer.table == EVENTS:
            same = [row for row in same if row.get("target", "") == kept.get("target", "")] or same
        if not same:
            return "row missing", f"its row is gone from {answer.table}"
        told = min((_differences(answer.table, kept, row) for row in same), key=len)
        if told:
            return "row changed", " and ".join(told)
    return None


def _differences(table: str, kept: Mapping[str, str], row: Mapping[str, str]) -> list[str]:
    """In which cells a row of the table is another than the one that was accepted, in words."""
    told = []
    for name, cell in kept.items():
        now = row.get(name, "").removeprefix("'")
        if cell and name in row and now != cell.strip().removeprefix("'"):
            told.append(f'{table} says {name} "{now}" instead of "{cell}"')
        if cell and name not in row and name in NEEDED:
            told.append(f'{table} has no {name}, which was "{cell}"')
    return told
