"""``alee import-flee``: a folder of the Flee simulator becomes a scenario."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import app
from alee.cli.screen import OUT, say
from alee.core.wording import count_of


@app.command("import-flee")
def import_flee(
    folder: Annotated[Path, typer.Argument(help="A Flee folder: input_csv and source_data.")],
    out: Annotated[Path, typer.Option(help="Scenario folder to make.")],
    settings: Annotated[Path | None, typer.Option(help="A simsetting.yml in place of the folder's.")] = None,
    keep_capacities: Annotated[bool, typer.Option("--keep-capacities", help="Keep limits of camps.")] = False,
    roads: Annotated[bool, typer.Option("--roads", help="Keep every road, not whole journeys.")] = False,
) -> None:
    """Turn a Flee folder into a scenario, and say line by line what was changed."""
    say("Loading Alee ...")
    from alee.files.flee.write import import_flee as bring_in

    made = bring_in(folder, out, settings=settings, keep_capacities=keep_capacities, roads=roads)
    for note in made.notes:
        OUT.print(f"Note: {note}")
    scenario = made.scenario
    OUT.print(
        f"{scenario.name}: {count_of(len(scenario.places), 'place')}, "
        f"{count_of(len(scenario.corridors), 'corridor')}, {count_of(len(scenario.events), 'event')}, "
        f"{count_of(len(made.reports), 'report')}, {count_of(len(made.notes), 'note')}. Written: {out}"
    )
