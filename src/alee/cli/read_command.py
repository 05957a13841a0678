"""``alee read``: proposals from the text of dispatches, for somebody to accept or refuse."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alee.cli.commands import app
from alee.cli.screen import OUT, say
from alee.cli.shipped import find_scenario
from alee.core.errors import InputError, Problem
from alee.core.wording import count_of

if TYPE_CHECKING:
    from alee.cli.accepting import Asking
    from alee.cli.read_files import TextFile
    from alee.model.scenario import Scenario
    from alee.reading.copies import Printings
    from alee.reading.found import Reading
    from alee.reading.model_client import ModelAddress
    from alee.reading.proposals import Proposal

NOT_AS_ACCEPTED = 3  # exit code of --check


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    scenario: Annotated[str, typer.Option(help="A folder, or the name of a shipped scenario.")],
    published: Annotated[
        str | None, typer.Option(help="Day of publication, if the text does not say.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File for the proposals, one per line (JSON).")] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Ask about each at the keyboard, and add what you accept.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Does what was accepted still stand in these texts?")
    ] = False,
    model_url: Annotated[
        str | None, typer.Option(help="Address of a language model that reads too; sends it the text.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Name of that model.")] = None,
) -> None:
    """Find the figures, events and rules that a text states; nothing is accepted by itself."""
    say("Loading Alee ...")
    from alee.cli.accepting import Asking, at_keyboard, own_folder
    from alee.cli.read_files import check_out, find_texts, write_proposals
    from alee.core.calendar import as_date
    from alee.files.scenario_folder import load_scenario
    from alee.reading.accepted import read_ledger
    from alee.reading.copies import Printings
    from alee.reading.reader import read_text

    if check:
        _check_alone({"--accept": accept, "--out": out is not None, "--model-url": model_url is not None})
    if accept:
        at_keyboard(files)
    folder = find_scenario(scenario)
    loaded = load_scenario(folder)
    unread: list[Problem] = []
    found = find_texts(files)
    if out is not None:
        check_out(out, files, found)
    texts = _texts(found, unread)
    if check:
        are_well = _check(folder, list(texts))
        _refuse(unread)
        if not are_well:
            raise typer.Exit(NOT_AS_ACCEPTED)
        return
    if accept:
        own_folder(folder, scenario)
    second = _model(model_url, model)
    day = None if published is None else as_date(published)
    printings = Printings(read_ledger(folder).texts.values())
    asking = Asking(folder, loaded) if accept else None
    for name, text in texts:
        try:
            reading = read_text(text, loaded, published=day, name=name)
        except InputError as error:
            unread += error.problems
            continue
        _put(name, text, reading, loaded, second, printings, asking)
        if reading.read_to < len(text):
            unread.append(_read_in_part(name, text, reading))
    if out is not None:
        write_proposals(out, [proposal for printing in printings.here for proposal in printing.facts])
    _refuse(unread)


def _check_alone(others: Mapping[str, bool]) -> None:
    """Make sure that nothing is asked for beside ``--check``, which proposes and writes nothing.

    Raises
    ------
    InputError
        If another option is given that it would pass over.
    """
    given = [name for name, is_given in others.items() if is_given]
    if given:
        raise InputError(
            Problem(
                f"--check does not go together with {' and '.join(given)}, so nothing was read",
                "It looks up what was accepted, and proposes and writes nothing.",
                "Read the texts first, then look up with a command of its own.",
                where="alee read",
            )
        )


def _texts(files: Sequence[TextFile], unread: list[Problem]) -> Iterator[tuple[str, str]]:
    """Give each text that can be read; what is wrong with the others is gathered, and stops nobody else."""
    from alee.reading.sources import text_of

    for file in files:
        try:
            text = text_of(file.content(), file.name)
        except InputError as error:
            unread += error.problems
        else:
            yield file.name, text


def _refuse(unread: Sequence[Problem]) -> None:
    """Name the texts that could not be read, after the others were.

    Raises
    ------
    InputError
        If there are any.
    """
    if unread:
        raise InputError(unread)


def _read_in_part(name: str, text: str, reading: Reading) -> Problem:
    """Say how far a text was read that states too much."""
    return Problem(
        f"read to character {reading.read_to:,} of {len(text):,} only",
        f"It states more than the {len(reading.proposals):,} facts that can be gathered at once.",
        "Save the rest as a file of its own.",
        where=name,
    )


def _put(
    name: str, text: str, reading: Reading, scenario: Scenario, second: ModelAddress | None,
    printings: Printings, asking: Asking | None,
) -> None:  # fmt: skip
    """Say whether a text is a reprint, and show its proposals or ask about them."""
    from alee.reading.copies import printing_of
    from alee.reading.people import shown_name
    from alee.reading.publication import day_doubt

    name = shown_name(name)  # which may be that of a person
    same = printings.read_before(reading.digest)
    if same is not None:
        OUT.print(f"{name}: the same text as {same.name}; read once.")
        return
    proposals = reading.proposals if second is None else _second(text, reading, scenario, second)
    printing = printing_of(text, name, reading.digest, reading.published, proposals, reading.hidden)
    first, copies = printings.put(printing)
    found = count_of(len(proposals), "proposal")
    OUT.print(f"{name}: {reading.language}, published {reading.published}, {found}.")
    if doubt := day_doubt(text, reading):
        OUT.print(f"{name}: Careful: {doubt}. Is --published right?", style="bold")
    if first is not None:
        facts = f"{count_of(len(copies), 'fact')} of it {'repeats' if len(copies) == 1 else 'repeat'}"
        OUT.print(f"{name}: a reprint of {first.name}; {facts} that text and will count once.")
    if asking is None:
        _show(proposals, copies)
    elif not asking.has_stopped:
        asking.about(printing, copies)


def _check(folder: Path, texts: Sequence[tuple[str, str]]) -> bool:
    """Look up what was accepted, and say whether all of it is as it was."""
    from alee.reading.checking import check_accepted

    found = check_accepted(folder, texts)
    for finding in found:
        OUT.print(f"{finding.source}: {finding.id}, {finding.words}.")
    if not found:
        OUT.print("Nothing was accepted in this scenario yet.")
        return True
    bad = [finding for finding in found if not finding.is_well]
    OUT.print(f"{len(found) - len(bad)} of {len(found)} stand as they were accepted.")
    return not bad


def _model(url: str | None, name: str | None) -> ModelAddress | None:
    """The model to ask, after saying what is sent where; None if none is named."""
    if url is None and name is None:
        return None
    from alee.reading.model_client import KEY_VARIABLE, ModelAddress

    if url is None or name is None:
        missing = "--model" if name is None else "--model-url"
        raise InputError(Problem("a model needs an address and a name", f"Add {missing}.", where=missing))
    return ModelAddress(url=url, model=name, key=os.environ.get(KEY_VARIABLE, ""))


def _second(text: str, reading: Reading, scenario: Scenario, model: ModelAddress) -> tuple[Proposal, ...]:
    """Ask the model about a text, unless the user would rather not."""
    from alee.reading.model_reader import read_with_model, sent_text

    n_sent = len(sent_text(text, reading))
    if model.is_here:
        say(f"Asking {model.name} on this computer; nothing leaves it.")
    else:
        say(
            f"This sends {n_sent:,} of {len(text):,} characters to {model.host}. Names and contacts that "
            "were recognised are struck out; the rest can be read there."
        )
        if sys.stdin.isatty() and not typer.confirm("Send it?", default=False):
            say("Not sent. The proposals of the rules follow.")
            return reading.proposals
    found = read_with_model(text, reading, scenario, model)
    if found.failure:
        say(found.failure)
        if not found.n_added:
            return found.proposals
    refused = sum(found.refused.values())
    why = "; ".join(f"{reason} ({n})" for reason, n in sorted(found.refused.items()))
    reasons = f": {why}" if why else ""
    say(f"{model.name}: {count_of(found.n_added, 'proposal')} more, {refused} not used{reasons}.")
    return found.proposals


def _show(proposals: Sequence[Proposal], copies: dict[str, Proposal]) -> None:
    """Print each proposal: what it is, its figure, and the words."""
    from alee.reading.proposal_words import day_words, figure_words, place_words

    for k, p in enumerate(proposals, start=1):
        OUT.print(f"{k:>3}. {p.kind}: {p.what}", markup=False)
        said = [place_words(p), figure_words(p), day_words(p), f"says {p.speaker}" if p.speaker else ""]
        parts = [part for part in said if part]
        if p.kind != "context" and parts:
            OUT.print(f"     {'; '.join(parts)}", markup=False)
        doubts = f" ({p.reason})" if p.reason else ""
        OUT.print(f'     "{p.quote}"', markup=False, style="dim")
        OUT.print(f"     characters {p.start} to {p.end}; sure {p.confidence:.0%}{doubts}", markup=False)
        if p.id in copies:
            OUT.print(f"     repeats {copies[p.id].id} of the first printing", markup=False)
