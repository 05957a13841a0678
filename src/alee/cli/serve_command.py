"""``alee serve``: the page on this computer."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import app
from alee.cli.screen import say
from alee.cli.shipped import find_scenario
from alee.core.errors import MissingExtra

EXAMPLE = "russia-2022"


@app.command()
def serve(
    workspace: Annotated[Path, typer.Argument(help="Folder of the workspace; made if missing.")] = Path(
        "workspace"
    ),
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes any free one.")] = 8420,
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but this computer's needs a token.")
    ] = ("127.0.0.1"),
    token: Annotated[
        str | None, typer.Option(envvar="ALEE_TOKEN", help="Lets in whoever knows it (16 letters or more).")
    ] = None,
    members: Annotated[int, typer.Option(help="Of the first estimate.")] = 1000,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the link.")] = False,
) -> None:
    """Open the page on this computer: look, ask, change, share. No network is needed."""
    say("Loading Alee ...")
    try:
        from alee.dashboard.serving import serve as open_page
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "multipart", "anyio"):
            raise
        raise MissingExtra('alee serve needs an optional part: pip install "alee[dashboard]".') from None
    open_page(
        workspace, example=find_scenario(EXAMPLE), say=say, host=host, port=port, token=token,
        members=members, opens_browser=not no_browser,
    )  # fmt: skip
