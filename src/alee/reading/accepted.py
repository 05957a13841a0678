"""What was accepted from texts: rows of a scenario, and beside them the words that they rest on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from alee.core.cells import safe_cell
from alee.core.errors import InputError, Problem
from alee.files.atomic import write_text
from alee.files.intake import read_text
from alee.files.locking import locked
from alee.reading.proposals import Proposal, from_cells
from alee.reading.sources import digest_of

LEDGER = "readings.jsonl"
ANSWERS = ("yes", "no", "not sure")


def ledger(folder: Path) -> list[tuple[Proposal, str]]:
    """Give every proposal that was answered, and the answer, oldest first.

    Raises
    ------
    InputError
        If a line cannot be read.
    """
    out = []
    for number, line in enumerate(_text(folder / LEDGER).splitlines(), start=1):
        try:
            cells = json.loads(line)
            answer = str(cells.pop("answer"))
            out.append((from_cells(cells), answer))
        except (ValueError, KeyError, AttributeError, InputError):
            raise InputError(f"{folder.name}/{LEDGER}, line {number}: it cannot be read.") from None
    return out


def record(folder: Path, proposal: Proposal, answer: str) -> None:
    """Write down an answer; a row of the scenario is added before it, so that nothing accepted is lost.

    Raises
    ------
    InputError
        If a file of the folder cannot be read or written; each is whole before and after.
    """
    path = folder / LEDGER
    with locked(path):
        if answer == "yes":
            add_row(folder, proposal)
        line = json.dumps({**proposal.cells(), "answer": answer}, ensure_ascii=False)
        write_text(path, f"{_text(path)}{line}\n")


def _text(path: Path) -> str:
    """Read a file that may not be there yet."""
    if not path.exists():
        return ""
    text = read_text(path)
    if isinstance(text, Problem):
        raise InputError(text)
    return text


def is_row(proposal: Proposal) -> bool:
    """Whether a proposal can become a row of reports.csv."""
    has_figure = any(v is not None for v in (proposal.value, proposal.low, proposal.high))
    return proposal.kind == "report" and has_figure and bool(proposal.place)


def add_row(folder: Path, proposal: Proposal) -> None:
    """Append a report to reports.csv; other kinds are only kept in the ledger.

    A row that stands there already, because the work was broken off right after it, is not written twice.

    Raises
    ------
    InputError
        If the table cannot take it.
    """
    if not is_row(proposal):
        return
    path = folder / "reports.csv"
    text = _text(path)
    header = next(csv.reader(io.StringIO(text)), None) or [
        "id", "published", "start", "end", "place", "measure", "value", "low", "high", "unit", "issuer",
        "note",
    ]  # fmt: skip
    cells = _cells(proposal)
    unknown = [name for name in ("id", "place", "measure") if name not in header]
    if unknown:
        raise InputError(f"{folder.name}/reports.csv: the column {unknown[0]} is missing.")
    if any(row.get("id") == cells["id"] for row in csv.DictReader(io.StringIO(text))):
        return
    names = {"low": "value_low", "high": "value_high", "issuer": "who"}
    row = {name if name in header else names.get(name, name): value for name, value in cells.items()}
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([safe_cell(row.get(name, "")) for name in header])
    start = text if text else f"{','.join(header)}\n"
    write_text(path, f"{start}{'' if start.endswith(chr(10)) else chr(10)}{out.getvalue()}")


def _cells(p: Proposal) -> dict[str, str]:
    def number(value: float | None) -> str:
        return "" if value is None else f"{value:.12g}"

    value, low, high = p.value, p.low, p.high
    if value is None:
        value = low if high is None else high if low is None else (low + high) / 2
    return {
        "id": p.id, "published": str(p.published or ""), "start": str(p.first or p.last or p.published or ""),
        "end": str(p.last or p.published or ""), "place": p.place, "measure": p.measure,
        "value": number(value), "low": number(low), "high": number(high), "unit": p.unit or "persons",
        "issuer": p.speaker or "not named", "qualifier": p.qualifier,
        "note": f"Read from text {p.text}, characters {p.start} to {p.end}", "use": "yes",
    }  # fmt: skip


def check_accepted(folder: Path, text: str, name: str) -> list[str]:
    """Say whether what was accepted from a text still stands in it, a line for each.

    A text is known by its fingerprint; another text with the same name is not the same text.
    """
    digest = digest_of(text)
    rows = [p for p, answer in ledger(folder) if answer == "yes" and p.text == digest]
    if not rows:
        return [f"{name}: nothing was accepted from this text."]
    out = []
    for p in rows:
        is_inside = 0 <= p.start < p.end <= len(text)
        out.append(
            f"{name}: {p.id}, characters {p.start} to {p.end}: {'stands' if is_inside else 'is gone'}."
        )
    return out
