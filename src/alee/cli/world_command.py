"""``alee build-world``: a scenario made from open tables."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import app
from alee.cli.screen import OUT, say
from alee.core.wording import count_of


@app.command(name="build-world")
def build_world(
    out: Annotated[Path, typer.Option(help="Folder of the scenario to make.")],
    origin: Annotated[str, typer.Option(help="Country that people leave (RUS).")],
    date: Annotated[str, typer.Option(help="Day of the shock (2022-09-21).")],
    residents: Annotated[int, typer.Option(help="People who live there.")],
    visas: Annotated[Path, typer.Option(help="Visa rules, as in the Passport Index dataset.")],
    pairs: Annotated[Path, typer.Option(help="Borders and distances, as in CEPII's dist_cepii.")],
    cities: Annotated[Path | None, typer.Option(help="Positions, as in CEPII's geo_cepii.")] = None,
    airports: Annotated[Path | None, typer.Option(help="As in OpenFlights' airports.dat.")] = None,
    routes: Annotated[Path | None, typer.Option(help="As in OpenFlights' routes.dat.")] = None,
    migrants: Annotated[Path | None, typer.Option(help="UN DESA, by destination and origin.")] = None,
    passport: Annotated[str | None, typer.Option(help="Passport they hold; by default the origin's.")] = None,
) -> None:
    """Make a scenario from open tables that you have: countries, borders, flights, visas, kin."""
    say("Loading Alee ...")
    from alee.files.world.build import WorldTables, save_world
    from alee.files.world.build import build_world as build

    tables = WorldTables(
        visas=visas, pairs=pairs, cities=cities, airports=airports, routes=routes, migrants=migrants
    )
    world = build(
        tables,
        origin=origin,
        passport=passport,
        date=date,
        residents=residents,
        name=_slug(out.absolute().name),
    )
    save_world(world, out)
    for note in world.notes:
        OUT.print(f"Note: {note}")
    made = world.scenario
    OUT.print(
        f"{made.name}: {count_of(len(made.places), 'place')}, {count_of(len(made.corridors), 'corridor')}. "
        f"Every number says its file and row. Saved as {out}. "
        f"Look through it before you use it: alee check {out}"
    )


def _slug(name: str) -> str:
    letters = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower()).strip("-")
    return letters or "world"
