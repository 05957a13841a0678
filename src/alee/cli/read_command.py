"""``alee read``: proposals from the text of dispatches, for somebody to accept or refuse."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import app
from alee.cli.screen import OUT, say
from alee.cli.shipped import find_scenario
from alee.core.wording import count_of

SUFFIXES = (".txt", ".html", ".htm", ".pdf", ".md")


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    scenario: Annotated[str, typer.Option(help="A folder, or the name of a shipped scenario.")],
    published: Annotated[
        str | None, typer.Option(help="Day of publication, if the text does not say.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File for the proposals, one per line (JSON).")] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Ask about each, and add what you accept.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Do accepted rows still stand in these texts?")
    ] = False,
) -> None:
    """Find the figures, events and rules that a text states; nothing is accepted by itself."""
    say("Loading Alee ...")
    from alee.core.calendar import as_date
    from alee.files.atomic import write_text
    from alee.files.scenario_folder import load_scenario
    from alee.reading.accepted import check_accepted
    from alee.reading.reader import read_text
    from alee.reading.sources import are_alike, shingles, text_of

    folder = find_scenario(scenario)
    loaded = load_scenario(folder)
    day = None if published is None else as_date(published)
    lines: list[str] = []
    seen: list[tuple[str, frozenset[int]]] = []
    for name, content in _contents(files):
        text = text_of(content, name)
        if check:
            for line in check_accepted(folder, text, name):
                OUT.print(line)
            continue
        marks = shingles(text)
        twin = next((other for other, those in seen if are_alike(marks, those)), None)
        if twin is not None:
            OUT.print(f"{name}: the same dispatch as {twin}; read once.")
            continue
        seen.append((name, marks))
        reading = read_text(text, loaded, published=day, name=name)
        found = count_of(len(reading.proposals), "proposal")
        OUT.print(f"{name}: {reading.language}, published {reading.published}, {found}.")
        if reading.read_to < len(text):
            OUT.print(
                f"{name}: it holds too many facts; only its first {reading.read_to:,} letters were read. "
                "Save the rest as a file of its own."
            )
        _show(reading.proposals)
        lines += [proposal.line() for proposal in reading.proposals]
        if accept:
            from alee.cli.accepting import ask_about

            ask_about(reading.proposals, folder, name)
    if out is not None and not check:
        write_text(out, "".join(f"{line}\n" for line in lines))
        OUT.print(f"Written: {out}")


def _contents(files: list[str]):  # type: ignore[no-untyped-def]
    """Give each text's name and bytes."""
    from alee.core.errors import InputError
    from alee.reading.sources import MOST_BYTES

    for name in files:
        path = Path(name)
        if name == "-":
            yield "standard input", sys.stdin.buffer.read(MOST_BYTES + 1)
        elif path.is_dir():
            found = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES)
            if not found:
                raise InputError(f'"{path}": it holds no text. Allowed: {", ".join(SUFFIXES)}.')
            for each in found:
                yield each.name, each.read_bytes()
        elif path.is_file():
            with path.open("rb") as stream:
                yield path.name, stream.read(MOST_BYTES + 1)
        else:
            raise InputError(f'"{name}": there is no such file or folder.')


def _show(proposals) -> None:  # type: ignore[no-untyped-def]
    """Print each proposal: what it is, its figure, and the words."""
    for k, p in enumerate(proposals, start=1):
        OUT.print(f"{k:>3}. {p.kind}: {p.what}", markup=False)
        said = [p.place, figure_words(p), day_words(p), f"says {p.speaker}" if p.speaker else ""]
        parts = [part for part in said if part]
        if p.kind != "context" and parts:
            OUT.print(f"     {'; '.join(parts)}", markup=False)
        doubts = f" ({p.reason})" if p.reason else ""
        OUT.print(f'     "{p.quote}"', markup=False, style="dim")
        OUT.print(f"     characters {p.start} to {p.end}; sure {p.confidence:.0%}{doubts}", markup=False)


def figure_words(proposal) -> str:  # type: ignore[no-untyped-def]
    """The figure with its qualifier, as short words."""
    p = proposal
    if p.value is not None:
        figure = f"{p.value:,.3g}" if p.value < 1 else f"{p.value:,.0f}"
        return f"{p.qualifier} {figure} {p.unit}".strip()
    if p.low is not None and p.high is not None:
        return f"{p.low:,.0f} to {p.high:,.0f} {p.unit}"
    if p.low is not None:
        return f"{p.low:,.0f} or more {p.unit}"
    return f"up to {p.high:,.0f} {p.unit}" if p.high is not None else ""


def day_words(proposal) -> str:  # type: ignore[no-untyped-def]
    """The days that a proposal speaks of."""
    first, last = proposal.first, proposal.last
    if first is None and last is None:
        return ""
    return str(last) if first in (None, last) else f"{first} to {last}"
