"""``alee score``: how a folder's run, or a saved run, compares with what was counted."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import Members, Seed, Threads, app
from alee.cli.evaluate_command import Json, Settings, show
from alee.cli.screen import say
from alee.cli.shipped import find_scenario


@app.command()
def score(
    name: Annotated[
        str, typer.Argument(help="A Flee folder, a scenario made from one, a saved run, or a folder of them.")
    ],
    reports: Annotated[Path | None, typer.Option(help="For a saved run: reports to compare with.")] = None,
    behaviour: Annotated[str, typer.Option(help="For a folder: flee, flee-intended or alee.")] = "flee",
    settings: Settings = None,
    members: Members = 20,
    seed: Seed = 2022,
    threads: Threads = None,
    json: Json = None,
) -> None:
    """Compare a run with what was counted: Flee's measures and proper scores."""
    say("Loading Alee ...")
    from alee.evaluation.folder_scores import score_folder, score_predictions
    from alee.evaluation.past import score_past
    from alee.files.flee.write import flee_world
    from alee.files.report_table import load_reports
    from alee.files.store import META, load
    from alee.outlook.forecasting import Outlook
    from alee.outlook.prediction import predict

    kept = sorted(p.parent for p in Path(name).glob(f"*/{META}"))
    if kept:
        outlooks = [run for run in map(load, kept) if isinstance(run, Outlook)]
        newest = max((o.posterior for o in outlooks), key=lambda p: p.as_of, default=None)
        rows = newest.reports if reports is None and newest is not None else load_reports(_needed(reports))
        show(score_past(outlooks, rows), json)
        return
    if (Path(name) / META).is_file():
        run = load(name)
        posterior = run.posterior if isinstance(run, Outlook) else run
        rows = posterior.reports if reports is None else load_reports(reports)
        used = frozenset(fit.report.id for fit in posterior.fits if fit.used)
        show(score_predictions(predict(run, rows), used), json)
        return
    world = flee_world(_scored(find_scenario(name)), settings=settings)
    show(score_folder(world, behaviour=behaviour, members=members, seed=seed, threads=threads), json)


def _scored(folder: Path) -> Path:
    """Refuse a folder that holds nothing to score, before it is read as Flee's."""
    from alee.core.errors import InputError, Problem

    if folder.is_dir() and not any((folder / part).exists() for part in ("input_csv", "source_data", "flee")):
        wrong = f'"{folder.name}" is no run, holds no outlooks, and has no Flee folder in it'
        allowed = "Allowed: a saved run, a folder of them, a Flee folder, or a scenario made from one."
        likely = "Make a run with alee fit, an outlook with alee forecast, and score that."
        raise InputError(Problem(wrong, allowed, likely, where="score"))
    return folder


def _needed(reports: Path | None) -> Path:
    """Insist on a table of reports."""
    from alee.core.errors import InputError

    if reports is None:
        raise InputError("score: no outlook is kept there. Needed: outlooks, or --reports with a table.")
    return reports
