"""Texts that were answered in a workspace, by marks, so that a reprint of one counts once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from alee.dashboard.contents import KeptReport
from alee.dashboard.workspace import Workspace
from alee.reading.copies import Printing, Printings, printing_from
from alee.reading.proposals import Proposal, from_cells

ANSWER, PRINTING = "answer/", "printing/"


def document_of(printing: Printing, order: int) -> dict[str, Any]:
    """How a text is kept: its marks, and when its turn was."""
    return {**json.loads(printing.line()), "order": order}


def repeated_reports(
    workspace: Workspace, printing: Printing, standing: Mapping[str, KeptReport]
) -> tuple[Printing | None, dict[str, str]]:
    """Find the text that a text repeats, and for its facts the report that each would be a copy of.

    Parameters
    ----------
    printing
        The text with its facts.
    standing
        Reports of the workspace by id; only what became one of them, and is no copy itself, can be repeated.
    """
    kept = {document["text"]: document for document in workspace.documents(PRINTING).values()}
    facts: dict[str, list[Proposal]] = {digest: [] for digest in kept}
    for id_, cells in workspace.documents(ANSWER).items():
        if id_ in standing and not standing[id_].row.get("copy_of") and cells["text"] in facts:
            facts[cells["text"]].append(_fact(cells))
    order = sorted(kept.values(), key=lambda document: int(document["order"]))
    first, copies = Printings(_with_facts(order, facts)).put(printing)
    return first, {id_: fact.id for id_, fact in copies.items()}


def _with_facts(
    documents: Iterable[Mapping[str, Any]], facts: Mapping[str, list[Proposal]]
) -> Iterable[Printing]:
    """The texts of which something became a report, with those facts."""
    return [printing_from(d).with_facts(facts[d["text"]]) for d in documents if facts[d["text"]]]


def _fact(cells: Mapping[str, Any]) -> Proposal:
    return from_cells({name: cell for name, cell in cells.items() if name != "answer"})
