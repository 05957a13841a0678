"""``alee share``: a copy to hand on, for the team or for the public."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from alee.cli.commands import Given, RunFolder, app
from alee.cli.needs_command import HERE, Workspace, services_path
from alee.cli.screen import OUT, say

if TYPE_CHECKING:
    from alee.briefing.sharing import Copy
    from alee.outlook.forecasting import Outlook

ReleasedOn = Annotated[
    str | None, typer.Option(help="Day of a public release; by default the as-of date, the strictest.")
]


@app.command()
def share(
    run: RunFolder,
    out: Annotated[Path, typer.Option(help="File to write; its ending says the format.")],
    audience: Annotated[str, typer.Option(help="team (everything) or public (safe to publish).")] = "public",
    form: Annotated[
        str | None, typer.Option("--format", help="html, pdf, png, chat, csv, xlsx, geojson or flowmap.")
    ] = None,
    released_on: ReleasedOn = None,
    ledger: Annotated[
        Path | None, typer.Option(help="What was made public before; releases.json beside the run.")
    ] = None,
    hxl: Annotated[bool, typer.Option("--hxl", help="A row of HXL tags in the CSV table.")] = False,
    needs: Annotated[
        str | None, typer.Option(help="For the team: services.yaml; what helpers will need.")
    ] = None,
    place: Annotated[str, typer.Option(help="Where they help, if services.yaml does not say it.")] = "",
    workspace: Workspace = HERE,
    given: Given = None,
) -> None:
    """Write a copy to hand on: page, PDF, picture, chat lines, tables, map layers."""
    say("Loading Alee ...")
    from alee.briefing.sharing import format_for
    from alee.briefing.sharing import share as write_share
    from alee.cli.futures import read_what_ifs, what_if_futures
    from alee.core.errors import InputError
    from alee.files.services_file import needs as plan
    from alee.files.store import load_outlook

    outlook, book = load_outlook(run), ledger or ledger_of(run)
    what_ifs = read_what_ifs(outlook.posterior, outlook.days, given or [])
    if audience == "public" and (needs or what_ifs):
        raise InputError(
            "share: needs and what-ifs stay in the team. Allowed: leave --needs and --given out, "
            "or --audience team."
        )
    format_for(out, form, with_hxl=hxl, has_needs=needs is not None, has_what_ifs=bool(what_ifs))
    wanted = plan(outlook, place=place, services=services_path(needs), log=workspace) if needs else None
    futures = what_if_futures(outlook.posterior, outlook.days, what_ifs, None, None)
    day = "" if released_on is None else f" --released-on {released_on}"
    write_share(
        outlook, out, audience=cast(Any, audience), form=cast(Any, form), released_on=released_on,
        ledger=book, with_hxl=hxl, needs=wanted, what_ifs=futures,
        command=f"alee share RUN --audience {audience}{day} --out COPY",
    )  # fmt: skip
    OUT.print(f"Written for the {audience}: {out}")
    if audience == "public":
        OUT.print(f"What it holds is remembered in {book.name} (private; keep it with the run).")


def ledger_of(run: Path) -> Path:
    """The file beside a run in which public copies are remembered."""
    from alee.files.ledger import NAME

    return run.absolute().with_name(NAME)


def public_copy(outlook: Outlook, run: Path, audience: str, released_on: str | None) -> Copy:
    """Prepare what anybody but the team may see of a run, and remember it."""
    from alee.briefing.sharing import remembered_copy

    command = "alee brief RUN --audience public --out PAGE"
    return remembered_copy(
        outlook, cast(Any, audience), released_on=released_on, ledger=ledger_of(run), command=command
    )
