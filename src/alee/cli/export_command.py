"""``alee export``: a run as plain tables."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import RunFolder, app
from alee.cli.screen import OUT, say


@app.command()
def export(
    run: RunFolder,
    out: Annotated[Path, typer.Option(help="Folder to make; CSV tables are written into it.")],
) -> None:
    """Write a run as CSV tables: places, countries, groups, corridors, with quantiles and units."""
    say("Loading Alee ...")
    from alee.files.export import export as write_tables
    from alee.files.store import load

    write_tables(load(run), out, command="alee export RUN --out TABLES")
    OUT.print(f"Written: {', '.join(sorted(file.name for file in out.iterdir()))} in {out}.")
