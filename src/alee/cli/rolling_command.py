"""``alee evaluate rolling``: whether forecasts beat "tomorrow is like today"."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import Members, Quiet, Seed, Threads
from alee.cli.evaluate_command import Json, evaluate
from alee.cli.screen import OUT, progress_bars, say

Folders = Annotated[list[Path], typer.Argument(help="Flee folders, scenarios, or folders of dated counts.")]
Learnt = Annotated[str, typer.Option(help="shipped, or others: numbers learnt on the other folders named.")]

Ablation = Annotated[bool, typer.Option("--ablation", help="Also parts of Alee alone, and mixes.")]
Engine = Annotated[int, typer.Option(help="Histories of the engine at every fourth origin; 0 leaves it out.")]


@evaluate.command("rolling")
def rolling(
    folders: Folders,
    json: Json = None,
    members: Members = 1000,
    seed: Seed = 2022,
    learnt: Learnt = "shipped",
    ablation: Ablation = False,
    engine: Engine = 0,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Every week, say the counts 7, 30 and 90 days ahead; score them beside simple forecasts."""
    say("Loading Alee ...")
    from alee.evaluation.rolling import SHORT, evaluate_rolling
    from alee.files.atomic import write_result

    with progress_bars(quiet=quiet) as progress:
        results = evaluate_rolling(
            folders, members=members, seed=seed, learnt=learnt, ablation=ablation, engine=engine,
            threads=threads, progress=progress,
        )  # fmt: skip
    OUT.print(results.only(SHORT, of="destinations", phase="all").markdown(), end="")
    if json is None:
        OUT.print("Shown: all phases together. --json FILE keeps phases, totals and more scores.")
    else:
        write_result(json, results.json())
        OUT.print(f"Written: {json}")
