"""Ask about proposals one by one; every answer is kept at once, so one may stop anywhere and go on later."""

from collections.abc import Sequence
from pathlib import Path

import typer

from alee.cli.screen import OUT
from alee.reading.proposals import Proposal

KEYS = {"y": "yes", "n": "no", "s": "not sure", "e": "edit", "q": "quit"}


def ask_about(proposals: Sequence[Proposal], folder: Path, name: str) -> None:
    """Ask about each proposal that was not answered before."""
    from alee.reading.accepted import is_row, ledger, record

    answered = {p.id for p, _ in ledger(folder)}
    waiting = [p for p in proposals if p.id not in answered and p.kind != "context"]
    OUT.print(f"{name}: {len(waiting)} to answer. y yes, n no, s not sure, e edit, q quit.")
    for k, proposal in enumerate(waiting, start=1):
        becomes = "a row of reports.csv" if is_row(proposal) else "a note"
        OUT.print(f"\n{k} of {len(waiting)}, {proposal.kind} ({becomes}): {proposal.what}")
        OUT.print(f'  "{proposal.quote}"')
        answer = _answer()
        if answer == "quit":
            OUT.print("Stopped. Answers so far are kept.")
            return
        final = edited(proposal) if answer == "edit" else proposal
        record(folder, final, "yes" if answer == "edit" else answer)


def _answer() -> str:
    while True:
        key = typer.prompt("y/n/s/e/q", default="s").strip().lower()[:1]
        if key in KEYS:
            return KEYS[key]


def edited(proposal: Proposal) -> Proposal:
    """Ask for place, measure and figure anew; an empty answer keeps what stands."""
    from dataclasses import replace

    place = typer.prompt("place", default=proposal.place or "")
    measure = typer.prompt("measure", default=proposal.measure or "")
    figure = typer.prompt("figure", default="" if proposal.value is None else f"{proposal.value:g}")
    try:
        value = float(figure.replace(",", "")) if figure.strip() else None
    except ValueError:
        OUT.print(f'"{figure}" is not a number; the figure stays as it was.')
        value = proposal.value
    return replace(proposal, place=place, measure=measure, value=value)
