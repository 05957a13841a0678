"""Ask about proposals one by one; every answer is kept at once, so one may stop anywhere and go on later."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import typer

from alee.cli.screen import OUT
from alee.cli.shipped import shipped_folders
from alee.core.errors import InputError, Problem
from alee.core.wording import count_of
from alee.model.scenario import Scenario
from alee.reading.becoming import Draft
from alee.reading.copies import Printing
from alee.reading.proposals import Proposal

KEYS = {"y": "yes", "n": "no", "s": "not sure", "e": "edit", "q": "quit"}
HINT = "y yes, n no, s not sure (asked again next time), e edit, q quit"
TAKES_AWAY = "-"
NAMES = ("place", "group")  # which the scenario may lack
ENTER_KEEPS = 'Enter keeps what stands, "-" takes it away.'


def at_keyboard(files: Sequence[str]) -> None:
    """Make sure that somebody can be asked: answers from a pipe or a file are nobody's.

    Raises
    ------
    InputError
        If standard input is no terminal, or is one of the texts.
    """
    if "-" in files:
        wrong = "--accept asks on the keyboard, so the text cannot come from there too"
        raise InputError(Problem(wrong, "Save the text as a file and name it.", where="--accept"))
    if not sys.stdin.isatty():
        raise InputError(
            Problem(
                "standard input is no terminal, so there is nobody to ask",
                "Each proposal is accepted by somebody who has read it; nothing was written.",
                "Run the command in a terminal, without a pipe or < before it; in a script, use --out.",
                where="--accept",
            )
        )


def own_folder(folder: Path, name: str) -> None:
    """Refuse to write into a scenario that comes with Alee.

    Raises
    ------
    InputError
        If the scenario was named and not given as a folder of the user's own.
    """
    if not Path(name).exists() and folder in shipped_folders().values():
        raise InputError(
            Problem(
                f'"{name}" comes with Alee and stays as it is',
                "What you accept is written into a folder of your own.",
                f'Copy it first: cp -r "{folder}" my-scenario, then use --scenario my-scenario.',
            )
        )


class Asking:
    """Asks about the proposals of one text after the other.

    Parameters
    ----------
    folder
        The scenario's own folder; answers and rows are written there.
    """

    def __init__(self, folder: Path, scenario: Scenario) -> None:
        self.folder, self.scenario = folder, scenario
        self.has_stopped = False

    def about(self, printing: Printing, copies: Mapping[str, Proposal]) -> None:
        """Ask about each proposal of a text that was not settled before.

        Parameters
        ----------
        copies
            For proposals of a reprint by their id: what they repeat.
        """
        from alee.reading.accepted import read_ledger

        ledger = read_ledger(self.folder)
        waiting = [p for p in printing.facts if not ledger.is_settled(p) and p.kind != "context"]
        told = [p for p in waiting if p.id in copies and not self._is_copied_row(p, copies, ledger.answers)]
        waiting = [p for p in waiting if p not in told]
        if told:
            OUT.print(
                f"{printing.name}: {count_of(len(told), 'proposal')} asked about in the first printing only."
            )
        OUT.print(f"{printing.name}: {len(waiting)} to answer. {HINT}.")
        for k, proposal in enumerate(waiting, start=1):
            first = copies.get(proposal.id)
            if not self._ask(f"{k} of {len(waiting)}", proposal, printing, "" if first is None else first.id):
                self.has_stopped = True
                OUT.print("\nStopped. Answers so far are kept; the same command goes on here.")
                return

    def _is_copied_row(self, proposal: Proposal, copies: Mapping[str, Proposal], answers: Mapping) -> bool:  # type: ignore[type-arg]
        """Whether a fact of a reprint repeats a report that was accepted, so that it can be its copy."""
        first = answers.get(copies[proposal.id].id)
        return first is not None and first.answer == "yes" and first.table == "reports.csv"

    def _ask(self, count: str, proposal: Proposal, printing: Printing, copy_of: str) -> bool:
        """Ask about one; False if the user stops."""
        from alee.reading.accepted import record
        from alee.reading.becoming import draft_of

        draft = draft_of(proposal, self.scenario)
        OUT.print(f"\n{count}, {proposal.kind}: {proposal.what}")
        OUT.print(f'  "{proposal.quote}"', style="dim")
        why = f": {proposal.reason}" if proposal.reason else ""
        OUT.print(f"  The reader is {proposal.confidence:.0%} sure of it{why}.")
        if proposal.made_by:
            OUT.print(f"  Found by {proposal.made_by}, not by the rules: read the words with care.")
        _show(draft, copy_of)
        answer = _answer()
        while answer == "edit":
            changed = self._edited(draft)
            draft, answer = (draft, "quit") if changed is None else (changed, _answer())
        if answer == "quit":
            return False
        made = record(self.folder, proposal, answer, draft, printing=printing, copy_of=copy_of)
        if answer == "yes":
            where = f"Written to {made.table}." if made.table else "Kept as a note."
            OUT.print(f"  {where}" + (f" No row: {made.why}." if made.why and not made.table else ""))
            if made.table == "events.csv":
                from alee.files.scenario_folder import load_scenario

                self.scenario = load_scenario(self.folder)
        return True

    def _edited(self, draft: Draft) -> Draft | None:
        """Ask for every cell and show what became of it; None if the user stops."""
        from alee.reading.becoming import edited

        OUT.print(f"  {ENTER_KEEPS}")
        row = dict(draft.rows[0]) if draft.rows else {}
        changes: dict[str, str] = {}
        for name in draft.columns:
            cell = self._cell(draft, name, {**row, **changes}, is_changed=bool(changes))
            if cell is None:
                return None
            if cell != row.get(name, ""):
                changes[name] = cell
        draft = edited(draft, changes, self.scenario)
        _say_hidden(changes, draft)
        _show(draft, "")
        return draft

    def _cell(self, draft: Draft, name: str, row: Mapping[str, str], *, is_changed: bool) -> str | None:
        """Ask for one cell until it is good, or is given twice where it may be meant; None if the user stops.

        Parameters
        ----------
        is_changed
            Whether a cell before it is another now: only then can one that is kept have become wrong.
        """
        from alee.reading.cells import doubt_about

        before, last = row.get(name, ""), None
        while True:
            given = _asked(f"  {name}", before)
            if given is None:
                return None
            cell = "" if given == TAKES_AWAY else given
            if cell == before and (not is_changed or name in NAMES):
                return cell
            doubt = doubt_about(draft, name, {**row, name: cell}, self.scenario)
            is_meant = cell == last and (cell == before or (doubt is not None and doubt.may_stand))
            if doubt is None or is_meant:
                return cell
            may_stand = doubt.may_stand or cell == before
            OUT.print(f"    {doubt.words}" + (" The same again keeps it." if may_stand else ""))
            last = cell


def _say_hidden(typed: Mapping[str, str], draft: Draft) -> None:
    """Say which typed cells were changed because they held a name or a contact."""
    for name, cell in typed.items():
        kept = draft.rows[0].get(name, "") if draft.rows else ""
        if kept != cell.strip():
            OUT.print(f"  Names and contacts are not kept: {name} {kept}")


def _show(draft: Draft, copy_of: str) -> None:
    """Say what a yes would write, cell by cell."""
    hidden = ("id", "use", "note") if draft.table == "reports.csv" else ("source", "note", "published")
    for row in draft.rows if draft.table else ():
        said = ", ".join(_cell_words(name, cell) for name, cell in row.items() if cell and name not in hidden)
        OUT.print(f"  {'becomes a row of' if draft.is_row else 'no row of'} {draft.table}: {said}")
    for effect in draft.effects:
        OUT.print(f"  It does this: {effect}")
    if draft.why:
        more = " e edits it into a row." if draft.table else ""
        OUT.print(f"  A yes keeps it as a note: {draft.why}.{more}")
    if copy_of:
        OUT.print(
            f"  The text is a reprint: the row is marked as a copy of {copy_of} and does not count again."
        )


def _cell_words(name: str, cell: str) -> str:
    """A cell with its column; a country that the scenario lacks also by its name."""
    from alee.reading.proposal_words import country_word

    word = country_word(cell) if name == "place" else cell
    return f"{name} {cell}" + (f" ({word})" if word != cell else "")


def _asked(words: str, default: str) -> str | None:
    """What somebody types, the default for Enter; None at the end of the input."""
    try:
        return str(typer.prompt(words, default=default, show_default=bool(default))).strip()
    except (typer.Abort, click.exceptions.Abort):
        return None


def _answer() -> str:
    while True:
        key = _asked("y/n/s/e/q", "s")
        if key is None:
            return "quit"
        if key.lower()[:1] in KEYS:
            return KEYS[key.lower()[:1]]
        OUT.print(f"  {HINT}.")
