"""``alee log``: the group's own three numbers a day, and what they change."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alee.cli.commands import app
from alee.cli.needs_command import HERE, Workspace, services_path
from alee.cli.screen import OUT, say
from alee.core.wording import count_of

if TYPE_CHECKING:
    from alee.cli.workspace import Remembered
    from alee.files.group_log import GroupLog
    from alee.model.services import Services
    from alee.services.log import Entry

FORM = "alee log asked=38 placed=21 left=6 --place NAME --service bed --date 2022-10-04"


@app.command()
def log(
    numbers: Annotated[list[str] | None, typer.Argument(help="asked=38 placed=21 left=6")] = None,
    place: Annotated[str, typer.Option(help="Place where the group works.")] = "",
    service: Annotated[str, typer.Option(help="Name of the service, such as bed.")] = "",
    date: Annotated[str | None, typer.Option(help="The day that was counted (2022-10-04).")] = None,
    group: Annotated[
        str, typer.Option(help="Name of the group of helpers, if not that of the services.")
    ] = "",
    table: Annotated[
        str | None,
        typer.Option(help="CSV or XLSX file with columns date, asked, placed, left; - reads pasted text."),
    ] = None,
    outlook: Annotated[
        Path | None, typer.Option(help="Outlook to update; by default the last alee needs.")
    ] = None,
    services: Annotated[
        str | None, typer.Option(help="services.yaml; by default that of the last alee needs.")
    ] = None,
    workspace: Workspace = HERE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Correct numbers that stand for that day.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the log.")] = False,
    export: Annotated[Path | None, typer.Option(help="CSV file to write the log to.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Undo the last thing that was logged.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Check that nobody changed the journal.")] = False,
) -> None:
    """Log how many asked, were placed and left on a day; say by how much the needs move, and why."""
    from alee.files.group_log import GroupLog

    journal, is_look = GroupLog(workspace), show or verify or export is not None
    _one_task(logs=bool(numbers) or table is not None, undo=undo, look=is_look)
    if is_look:
        _look(journal, show=show, verify=verify, export=export)
        return
    if undo:
        _undo(journal, workspace, outlook, services)
        return
    question = _question(workspace, outlook, services, place)
    file = services_path(services) if question is None and services else None
    offered = _services_of(question.services if question else file)
    where = place or (question.place if question else offered.place if offered else None) or ""
    helpers = group or ("our group" if offered is None else offered.group)
    entries = _new_entries(numbers or [], table, where, service, helpers, date)
    start = None if file is None else _start_beside(file)
    for line in _take_in(journal, entries, question, offered, start, may_replace=replace):
        OUT.print(line)


def _one_task(**asked: bool) -> None:
    """Refuse to log, to undo and to look in one go: only one of them would be done."""
    from alee.core.errors import InputError, Problem

    if sum(asked.values()) > 1:
        names = {"logs": "numbers or a table", "undo": "--undo", "look": "--show, --verify or --export"}
        given = " and ".join(names[name] for name, is_asked in asked.items() if is_asked)
        allowed = "Allowed: to log, to undo, or to look, one at a time."
        raise InputError(Problem(f"{given} are given together", allowed, "Call it twice.", where="alee log"))


def _look(journal: GroupLog, *, show: bool, verify: bool, export: Path | None) -> None:
    """Show, check or export the journal; nothing is changed."""
    from alee.files.atomic import write_text
    from alee.files.group_log import csv_text

    actions = journal.actions()
    if verify:
        OUT.print(f"{journal.path}: {count_of(len(actions), 'action')}, the chain of hashes is whole.")
    if show:
        OUT.print(csv_text(journal.log()).rstrip())
    if export is not None:
        write_text(export, csv_text(journal.log()))
        OUT.print(f"Written: {export}")


def _undo(journal: GroupLog, workspace: Path, outlook: Path | None, services: str | None) -> None:
    action = journal.undo()
    OUT.print(f"Undone: {action.in_words()}. The journal keeps it, marked as undone.")
    question = _question(workspace, outlook, services, "")
    if question is not None:
        _say_needs(journal, question)


def _question(workspace: Path, outlook: Path | None, services: str | None, place: str) -> Remembered | None:
    """The outlook and services to answer with: as given, or as remembered; None without."""
    from alee.cli.workspace import Remembered, remembered

    last = remembered(workspace)
    run = outlook or (last.outlook if last else None)
    file = services_path(services) if services else (last.services if last else None)
    if run is None or file is None:
        return None
    return Remembered(run, file, place or (last.place if last else ""))


def _services_of(file: Path | None) -> Services | None:
    from alee.files.services_file import load_services

    return None if file is None else load_services(file)


def _start_beside(services: Path) -> dt.date | None:
    """First day of the scenario in whose folder the services stand; None without one."""
    from alee.files.scenario_folder import load_scenario

    folder = services if services.is_dir() else services.parent
    return load_scenario(folder).start if (folder / "scenario.yaml").exists() else None


def _new_entries(
    numbers: list[str], table: str | None, place: str, service: str, group: str, date: str | None
) -> tuple[Entry, ...]:
    """The entries of one day, of a file, or of pasted text."""
    from alee.core.errors import InputError
    from alee.files.log_table import parse_log_table, read_log_table

    if table is not None and numbers:
        raise InputError("alee log: numbers and a table are given. Allowed: one of them.")
    names = {"place": place, "service": service, "group": group}
    if table == "-":
        return parse_log_table(sys.stdin.buffer.read(), "pasted text", **names)
    if table is not None:
        return read_log_table(Path(table), **names)
    return (_one_entry(numbers, date, **names),)


def _one_entry(numbers: list[str], date: str | None, *, place: str, service: str, group: str) -> Entry:
    from alee.core.errors import InputError, Problem
    from alee.core.suggestions import did_you_mean
    from alee.model.numbers import as_day, as_name, as_whole
    from alee.services.log import NUMBERS, Entry

    problems: list[Problem] = []
    found: dict[str, int] = {}
    for word in numbers:
        name, _, text = word.partition("=")
        if name not in NUMBERS:
            likely = did_you_mean(name, NUMBERS)
            problems.append(
                Problem(f'"{word[:40]}" is none of asked=, placed=, left=', f"Such as: {FORM}.", likely)
            )
            continue
        if name in found:
            wrong = f"{name} stands twice: {found[name]} and {text[:40]}"
            problems.append(Problem(wrong, f"Each number stands once, such as: {FORM}."))
            continue
        try:
            found[name] = as_whole(text)
        except InputError as error:
            problems += [problem.at(name) for problem in error.problems]
    for name, said in (("place", place), ("service", service), ("date", date)):
        if not said:
            problems.append(Problem(f"no {name} is given", f"Such as: {FORM}.", where=name))
    if problems:
        raise InputError(problems)
    return Entry(
        day=as_day(date),
        place=as_name(place),
        service=as_name(service),
        group=as_name(group),
        asked=found.get("asked"),
        placed=found.get("placed"),
        left=found.get("left"),
    )


def _take_in(
    journal: GroupLog, entries: tuple[Entry, ...], question: Remembered | None, offered: Services | None,
    start: dt.date | None, *, may_replace: bool,
) -> list[str]:  # fmt: skip
    """Check, write, and say what changed."""
    from alee.cli import workspace
    from alee.files.store import load_outlook
    from alee.services.log import check_entries, refuse
    from alee.services.recording import record, written

    today = workspace.today()
    if question is None or offered is None:
        journal.take_in(
            entries,
            lambda known: refuse(
                check_entries(
                    known, entries, today=today, services=offered, start=start, may_replace=may_replace
                )
            ),
        )
        days = sorted(entry.day for entry in entries)
        first, last = written(days[0]), written(days[-1])
        span = first if first == last else f"{first} to {last}"
        hint = "alee needs OUTLOOK --services services.yaml says what it changes, and whether the days fit."
        return [f"Logged: {count_of(len(entries), 'day')}, {span}. {hint}"]
    say("Loading Alee ...")
    outlook = load_outlook(question.outlook)
    done = journal.take_in(
        entries,
        lambda known: record(
            outlook, entries, place=question.place, services=offered, log=known, today=today,
            may_replace=may_replace,
        ),
    )  # fmt: skip
    return list(done.sentences)


def _say_needs(journal: GroupLog, question: Remembered) -> None:
    from alee.briefing.messages import Catalogue
    from alee.briefing.needs import need_sentences
    from alee.files.services_file import needs
    from alee.files.store import load_outlook

    say("Loading Alee ...")
    found = needs(
        load_outlook(question.outlook), place=question.place, services=question.services, log=journal.log()
    )
    for line in need_sentences(found, Catalogue("en")):
        OUT.print(line)
