"""``alee explain``: why a number is what it is."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import Quiet, RunFolder, Threads, app
from alee.cli.screen import OUT, progress_bars, say


@app.command()
def explain(
    run: RunFolder,
    place: Annotated[str, typer.Argument(help="A place, an area, or a country's three letters.")],
    day: Annotated[str, typer.Argument(help="A simulated day, such as 2022-10-03.")],
    members: Annotated[int, typer.Option(help="Of each fit without an issuer.")] = 200,
    json: Annotated[Path | None, typer.Option(help="Also write everything to this JSON file.")] = None,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Say why a number is what it is: which reports moved it, how each is read, what would narrow it."""
    say("Loading Alee ...")
    import json as text

    from alee.briefing.explained import explanation_lines, plain_explanation
    from alee.files.atomic import write_result
    from alee.files.store import load
    from alee.outlook.explanation import explain as why
    from alee.outlook.forecasting import Outlook

    loaded = load(run)
    posterior = loaded.posterior if isinstance(loaded, Outlook) else loaded
    with progress_bars(quiet=quiet) as progress:
        found = why(posterior, place, day, members=members, threads=threads, progress=progress)
    for line in explanation_lines(found):
        OUT.print(line)
    if json is not None:
        write_result(
            json, text.dumps(plain_explanation(found), indent=1, ensure_ascii=False, default=str) + "\n"
        )
        OUT.print(f"Written: {json}")
