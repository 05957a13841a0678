"""``alee evaluate``: the protocols by which Alee is judged, on anybody's own folders."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import Members, Quiet, Seed, Threads, app
from alee.cli.screen import OUT, progress_bars, say
from alee.cli.shipped import find_scenario
from alee.evaluation.results import Results

evaluate = typer.Typer(no_args_is_help=True, help="Put Alee to the test on any folders.")
app.add_typer(evaluate, name="evaluate")

FleeFolders = Annotated[list[Path], typer.Argument(help="Flee folders, or scenarios imported from them.")]
Json = Annotated[Path | None, typer.Option(help="Also write everything to this JSON file.")]
Settings = Annotated[Path | None, typer.Option(help="A simsetting.yml in place of the folders' own.")]


def show(results: Results, json: Path | None) -> None:
    """Print a result, and write it where that was asked for."""
    from alee.files.atomic import write_result

    OUT.print(results.markdown(), end="")
    if json is not None:
        write_result(json, results.json())
        OUT.print(f"Written: {json}")


@evaluate.command("open-loop")
def open_loop(
    folders: FleeFolders,
    json: Json = None,
    settings: Settings = None,
    members: Members = 100,
    flee_runs: Annotated[int, typer.Option(help="Runs by Flee's rules per row; 0 leaves them out.")] = 3,
    seed: Seed = 2022,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Ask how the camps share the people who come, when each day's total is told."""
    say("Loading Alee ...")
    from alee.evaluation.open_loop import evaluate_open_loop

    with progress_bars(quiet=quiet) as progress:
        results = evaluate_open_loop(
            folders, settings=settings, members=members, flee_runs=flee_runs, seed=seed, threads=threads,
            progress=progress,
        )  # fmt: skip
    show(results, json)


@evaluate.command("hidden")
def hidden(
    folders: Annotated[
        list[str], typer.Argument(help="Flee folders, scenarios with reports, or names of shipped ones.")
    ],
    json: Json = None,
    members: Members = 60,
    seed: Seed = 2022,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Hide one destination's reports at a time, and ask what they would have said."""
    say("Loading Alee ...")
    from alee.evaluation.hidden import evaluate_hidden

    found = [find_scenario(name) for name in folders]
    with progress_bars(quiet=quiet) as progress:
        results = evaluate_hidden(found, members=members, seed=seed, threads=threads, progress=progress)
    show(results, json)
