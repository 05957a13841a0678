"""``alee needs``: what a group of helpers will be asked for in one place."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import app
from alee.cli.screen import OUT, say

Workspace = Annotated[Path, typer.Option(help="Folder of the group's own numbers; made by alee log.")]
ServicesFile = Annotated[str, typer.Option(help="services.yaml, its folder, or a shipped scenario.")]
HERE = Path("alee-workspace")


def services_path(name: str) -> Path:
    """A file or folder of services, or a scenario that comes with Alee."""
    from alee.cli.shipped import find_scenario

    return Path(name) if Path(name).exists() else find_scenario(name)


@app.command()
def needs(
    outlook: Annotated[Path, typer.Argument(help="A folder made by alee forecast.")],
    services: ServicesFile,
    place: Annotated[str, typer.Option(help="Place; may be left out where services.yaml names it.")] = "",
    workspace: Workspace = HERE,
    json: Annotated[Path | None, typer.Option(help="JSON file to write.")] = None,
    csv: Annotated[Path | None, typer.Option(help="CSV file to write.")] = None,
) -> None:
    """Say asks, units needed, free and short for each service; how full, when, and what a reserve costs."""
    say("Loading Alee ...")
    from alee.briefing.answer import table
    from alee.briefing.messages import Catalogue
    from alee.briefing.needs import need_sentences, need_table, reserve_lines
    from alee.cli.workspace import remember
    from alee.files.atomic import write_result
    from alee.files.group_log import GroupLog
    from alee.files.services_file import load_services
    from alee.files.services_file import needs as plan
    from alee.files.store import load_outlook
    from alee.services.log import left_aside
    from alee.services.tables import csv_text, json_text

    offered = services_path(services)
    run = load_outlook(outlook)
    found = plan(run, place=place, services=offered, log=workspace)
    words = Catalogue("en")
    counted = f", own numbers to {found.today}" if found.today > found.as_of else ""
    OUT.print(f"{found.group} in {found.place}, as of {found.as_of}{counted}.")
    unused = left_aside(
        GroupLog(workspace).log(),
        place=found.place,
        services=load_services(offered),
        start=run.posterior.scenario.start,
    )
    for line in [*need_sentences(found, words), *unused, ""]:
        OUT.print(line)
    OUT.print(table(need_table(found, words)))
    for line in ["", *reserve_lines(found, words)]:
        OUT.print(line)
    for path, write in ((json, json_text), (csv, csv_text)):
        if path is not None:
            write_result(path, write(found))
            OUT.print(f"Written: {path}")
    remember(workspace, outlook=outlook, services=offered, place=found.place)
    OUT.print(f"Your own numbers move this: alee log (the question is kept in {workspace}).")
