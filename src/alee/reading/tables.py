"""Tables in a text: which cell stands under which heading, and beside which place and day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from alee.reading.segments import Sentence

PARTS = ("|", "\t", ";", ",")
RULE = re.compile(r"[\s|:+=-]+")  # the line between the heading and the rows
NUMBER = re.compile(r"\s*(?P<n>\d{1,3}(?:[ \u00a0.,]\d{3})+|\d+(?:[.,]\d+)?)\s*(?P<per>%?)\s*")
NUMBER_CELL = re.compile(r"[|\t;]\s*\d[\d ,.]*\s*(?:[|\t;]|$)")  # no heading has one
FEWEST_CELLS, FEWEST_ROWS = 2, 2
MOST_ROWS = 2_000
LONGEST_LINE, LONGEST_CELL = 400, 60  # characters


class Cell(NamedTuple):
    """What stands between two separators, and where in the text."""

    start: int
    end: int
    text: str


class Table(NamedTuple):
    """A heading and the rows below it; all have as many cells."""

    start: int
    end: int
    heading: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def line(self, row: tuple[Cell, ...], text: str, paragraph: int) -> Sentence:
        """A row as a sentence of the text."""
        return Sentence(row[0].start, row[-1].end, text[row[0].start : row[-1].end], paragraph)


def _cells(text: str, start: int, end: int, part: str) -> tuple[Cell, ...]:
    out, at = [], start
    for piece in text[start:end].split(part):
        left = at + len(piece) - len(piece.lstrip())
        out.append(Cell(left, left + len(piece.strip()), piece.strip()))
        at += len(piece) + len(part)
    if part == "|" and len(out) > 1:  # lines may begin and end with a bar
        out = out[1:] if not out[0].text else out
        out = out[:-1] if not out[-1].text else out
    return tuple(out)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, end
        at = end + 1


def is_number(cell: str) -> bool:
    """Whether a cell holds a number and nothing else."""
    return NUMBER.fullmatch(cell) is not None


def find_tables(text: str) -> list[Table]:
    """Find the tables of a text: a heading without figures, and rows of as many cells that hold numbers."""
    if "\n" not in text or not any(part in text for part in PARTS):
        return []
    lines = [(a, b) for a, b in _lines(text)]
    out: list[Table] = []
    k = 0
    while k < len(lines) - FEWEST_ROWS + 1:
        table = next((t for part in PARTS if (t := _table(text, lines, k, part)) is not None), None)
        if table is None:
            k += 1
            continue
        out.append(table)
        while k < len(lines) and lines[k][0] < table.end:
            k += 1
    return out


def _table(text: str, lines: list[tuple[int, int]], k: int, part: str) -> Table | None:
    start, end = lines[k]
    if end - start > LONGEST_LINE or text.count(part, start, end) < FEWEST_CELLS - 1:
        return None
    if NUMBER_CELL.search(text, start, end):
        return None
    heading = _cells(text, start, end, part)
    if (
        len(heading) < FEWEST_CELLS
        or any(is_number(c.text) for c in heading)
        or not all(c.text for c in heading[1:])
    ):
        return None
    rows: list[tuple[Cell, ...]] = []
    last = end
    for a, b in lines[k + 1 : k + 1 + MOST_ROWS]:
        if RULE.fullmatch(text, a, b) and not rows:
            continue
        row = _cells(text, a, b, part)
        if len(row) != len(heading) or not any(is_number(c.text) for c in row):
            break
        rows.append(row)
        last = b
    if len(rows) < FEWEST_ROWS or any(len(c.text) > LONGEST_CELL for row in rows for c in row):
        return None
    return Table(start, last, heading, tuple(rows))
