"""What was accepted from texts: rows of a scenario, and beside them the words that they rest on.

Every answer is written at once and whole: the row, the answer (``readings.jsonl``) and the marks of the text
(``readings-texts.jsonl``, by which a reprint is known) are written beside and renamed together, and only
after the tables with the new row were read and checked as ``alee check`` would.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from alee.core.cells import safe_cell
from alee.core.errors import InputError, Problem
from alee.files.atomic import write_texts
from alee.files.intake import label_of
from alee.files.intake import read_text as read_file
from alee.files.locking import locked
from alee.files.scenario_texts import FILES, REPORTS_FILE, check_texts
from alee.files.tables import Columns, parse_table
from alee.model.events import COLUMNS as EVENT_COLUMNS
from alee.reading.becoming import EVENTS, Cells, Draft
from alee.reading.copies import Printing, printing_from
from alee.reading.people import masked
from alee.reading.proposals import Proposal, from_cells

LEDGER, TEXTS = "readings.jsonl", "readings-texts.jsonl"
ANSWERS = ("yes", "no", "not sure")
HEADERS = {
    REPORTS_FILE: (
        "id",
        "published",
        "start",
        "end",
        "place",
        "measure",
        "value",
        "value_low",
        "value_high",
        "unit",
        "who",
        "qualifier",
        "group",
        "note",
        "copy_of",
        "use",
    ),
    EVENTS: EVENT_COLUMNS,
}
SPELT = {"low": "value_low", "high": "value_high", "issuer": "who"}
FIGURES = frozenset({"value", "low", "high"})


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer to a proposal.

    Attributes
    ----------
    answer
        ``yes``, ``no`` or ``not sure``.
    table, rows
        What was written into which table; nothing for a note.
    why
        Why an accepted proposal is only a note.
    source
        Name of the file that was read.
    """

    proposal: Proposal
    answer: str
    table: str = ""
    rows: tuple[Cells, ...] = ()
    why: str = ""
    source: str = ""

    def line(self) -> str:
        """One line of JSON."""
        more = {
            "answer": self.answer,
            "table": self.table,
            "rows": list(self.rows),
            "why": self.why,
            "source": self.source,
        }
        return json.dumps(
            {**self.proposal.cells(), **{k: v for k, v in more.items() if v}}, ensure_ascii=False
        )


@dataclass
class Ledger:
    """All answers of a folder; the last one to a proposal holds."""

    answers: dict[str, Answer] = field(default_factory=dict)
    texts: dict[str, Printing] = field(default_factory=dict)

    def is_settled(self, proposal: Proposal) -> bool:
        """Whether a proposal was answered with yes or no; ``not sure`` is asked again."""
        found = self.answers.get(proposal.id)
        return found is not None and found.answer != "not sure"

    def accepted(self) -> list[Answer]:
        """What was answered with yes, oldest first."""
        return [answer for answer in self.answers.values() if answer.answer == "yes"]


def read_ledger(folder: Path) -> Ledger:
    """Read every answer that was given in a scenario folder.

    Raises
    ------
    InputError
        If a line cannot be read; it says which.
    """
    found = Ledger()
    for number, line in enumerate(_lines(folder / LEDGER), start=1):
        try:
            answer = _answer_from(json.loads(line))
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
            raise InputError(_unread(folder, LEDGER, number)) from None
        found.answers.pop(answer.proposal.id, None)
        found.answers[answer.proposal.id] = answer
    for number, line in enumerate(_lines(folder / TEXTS), start=1):
        try:
            printing = printing_from(json.loads(line))
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
            raise InputError(_unread(folder, TEXTS, number)) from None
        found.texts.setdefault(printing.digest, printing)
    for digest, printing in found.texts.items():
        facts = tuple(a.proposal for a in found.answers.values() if a.proposal.text == digest)
        found.texts[digest] = printing.with_facts(facts)
    return found


def _lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    text = read_file(path)
    if isinstance(text, Problem):
        raise InputError(text)
    return [line for line in text.split("\n") if line]  # a name may hold other signs that end lines


def _unread(folder: Path, name: str, number: int) -> Problem:
    return Problem(
        "this line cannot be read",
        "It is written by alee read.",
        "Restore the file from a copy, or remove the line.",
        where=f"{folder.name}/{name}, line {number}",
    )


def _answer_from(cells: dict[str, object]) -> Answer:
    answer = str(cells.pop("answer"))
    rows = cells.pop("rows", [])
    more = {name: str(cells.pop(name, "")) for name in ("table", "why", "source")}
    if answer not in ANSWERS or not isinstance(rows, list):
        raise ValueError(answer)
    kept = tuple({str(k): str(v) for k, v in row.items()} for row in rows)
    return Answer(proposal=from_cells(cells), answer=answer, rows=kept, **more)


def record(
    folder: Path, proposal: Proposal, answer: str, draft: Draft, *, printing: Printing, copy_of: str = ""
) -> Answer:
    """Write an answer down; for a yes also the row, if the proposal is one.

    Parameters
    ----------
    folder
        A scenario folder.
    answer
        ``yes``, ``no`` or ``not sure``.
    draft
        What the proposal becomes; see :func:`alee.reading.becoming.draft_of`.
    printing
        The text in which it stands.
    copy_of
        Report that this one repeats, because its text is a reprint.

    Returns
    -------
    Answer
        As it was written. A draft that the scenario cannot take is kept as a note, and ``why`` says why.

    Raises
    ------
    InputError
        If the folder's own files cannot be read or written; then nothing was changed.
    """
    with locked(folder / LEDGER):
        texts = _texts(folder)
        source = printing.name
        made = Answer(
            proposal=proposal, answer=answer, why=draft.why if answer == "yes" else "", source=source
        )
        fresh: dict[str, str] = {}
        if answer == "yes" and draft.is_row:
            mark = {"copy_of": copy_of} if copy_of else {}
            rows = tuple({**_hidden(row), **mark} for row in draft.rows)
            before = texts.get(draft.table, "")
            with_row = added(before, draft.table, rows)
            why = _refusal(folder, texts, draft.table, with_row)
            if why:
                made = Answer(proposal=proposal, answer=answer, why=why, source=source)
            else:
                made = Answer(proposal=proposal, answer=answer, table=draft.table, rows=rows, source=source)
                fresh[draft.table] = with_row
        elif answer == "yes" and draft.rows and not draft.table:
            made = Answer(
                proposal=proposal,
                answer=answer,
                why=draft.why,
                rows=tuple(map(_hidden, draft.rows)),
                source=source,
            )
        fresh[LEDGER] = texts.get(LEDGER, "") + made.line() + "\n"
        if printing.digest not in texts.get(TEXTS, ""):
            fresh[TEXTS] = texts.get(TEXTS, "") + printing.line() + "\n"
        write_texts(folder, fresh)
    return made


def _hidden(row: Mapping[str, str]) -> Cells:
    """Cells without contacts, whatever somebody typed into them; figures and days stay as they are."""
    kept = FIGURES | {"id", "start", "end", "published"}
    return {name: cell if name in kept else masked(cell, None) for name, cell in row.items()}


def _texts(folder: Path) -> dict[str, str]:
    found = {}
    for name in (*FILES, REPORTS_FILE, LEDGER, TEXTS):
        path = folder / name
        if path.exists():
            text = read_file(path)
            if isinstance(text, Problem):
                raise InputError(text)
            found[name] = (
                text if text.endswith("\n") or not text or name not in (LEDGER, TEXTS) else text + "\n"
            )
    return found


def _refusal(folder: Path, texts: Mapping[str, str], table: str, with_row: str) -> str:
    """Why the scenario cannot take a row: what is wrong with it and was not wrong before."""
    name = folder.absolute().name
    errors = check_texts({**texts, table: with_row}, name).errors
    if not errors:
        return ""
    before = check_texts(texts, name).errors
    if before:
        raise InputError(before)
    return f"{errors[0].wrong}. {errors[0].allowed}".strip().rstrip(".")


def added(text: str, table: str, rows: tuple[Cells, ...]) -> str:
    """Give the text of a table with rows at its end; a missing column that a row fills is added.

    Raises
    ------
    InputError
        If the text is no table.
    """
    if not text.strip():
        text = f"{','.join(HEADERS[table])}\n"
    mark = "\r\n" if "\r\n" in text else "\n"
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise InputError(Problem(f"this table cannot be read ({error})", where=table)) from None
    header = [name.strip() for name in lines[0]]
    spelt = [
        {name if name in header else SPELT.get(name, name): cell for name, cell in row.items()}
        for row in rows
    ]
    missing = [n for row in spelt for n, cell in row.items() if cell and n not in header]
    missing = list(dict.fromkeys(missing))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=mark)
    if missing:
        header += missing
        writer.writerow(header)
        writer.writerows([*cells, *[""] * len(missing)] for cells in lines[1:] if any(cells))
    else:
        out.write(text if text.endswith("\n") else text + mark)
    for row in spelt:
        is_figure = FIGURES | {"value_low", "value_high"}
        writer.writerow([row.get(n, "") if n in is_figure else safe_cell(row.get(n, "")) for n in header])
    return out.getvalue()


def table_rows(folder: Path, table: str) -> list[dict[str, str]]:
    """Every row of a table of the folder as cells by column, whatever else is wrong with it."""
    text = read_file(folder / table) if (folder / table).exists() else ""
    if isinstance(text, Problem):
        raise InputError(text)
    names = HEADERS[table] if not text.strip() else next(csv.reader(io.StringIO(text)))
    plain = Columns(tuple(name.strip() for name in names), (), {})
    back = {long: short for short, long in SPELT.items()}
    found = parse_table(text, plain, label_of(folder / table))
    return [{back.get(name, name): cell for name, cell in row.cells.items()} for row in found.rows]
