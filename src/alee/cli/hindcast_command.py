"""``alee hindcast``: how the estimate moved as reports came in."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import Cluster, Quiet, ScenarioName, Seed, Threads, app, cluster_of
from alee.cli.evaluate_command import Json, show
from alee.cli.screen import OUT, progress_bars, say
from alee.cli.shipped import find_scenario


@app.command()
def hindcast(
    scenario: ScenarioName,
    first: Annotated[str, typer.Option("--from", help="First as-of date.")],
    last: Annotated[str, typer.Option("--to", help="Last as-of date.")],
    place: Annotated[list[str], typer.Option(help="Place, country or area; may be given several times.")],
    every: Annotated[int, typer.Option(help="Days between as-of dates.")] = 7,
    picture: Annotated[Path | None, typer.Option(help="SVG file for the first place.")] = None,
    members: Annotated[int, typer.Option(help="Number of histories of each fit.")] = 200,
    seed: Seed = 2022,
    threads: Threads = None,
    cluster: Cluster = None,
    json: Json = None,
    quiet: Quiet = False,
) -> None:
    """Fit anew as of each date; say what was believed, and whether the earlier intervals held."""
    say("Loading Alee ...")
    from alee.core.calendar import as_date
    from alee.evaluation.past import score_past
    from alee.evaluation.results import Results
    from alee.files.atomic import write_result
    from alee.files.report_table import load_reports
    from alee.files.scenario_folder import load_scenario
    from alee.outlook.hindcast import dates_between
    from alee.outlook.hindcast import hindcast as look_back
    from alee.plots.hindcast import draw_beliefs

    folder = find_scenario(scenario)
    loaded, reports = load_scenario(folder), load_reports(folder / "reports.csv")
    dates = dates_between(as_date(first), as_date(last), every)
    with progress_bars(quiet=quiet) as progress:
        found = look_back(
            loaded, reports, dates=dates, places=place, members=members, seed=seed, threads=threads,
            on=cluster_of(cluster), progress=progress,
        )  # fmt: skip
    rows = tuple(
        {
            "place": b.place, "as of": str(b.as_of), "about": str(b.day), "likely": round(b.middle),
            "low": round(b.low), "high": round(b.high), "newest": round(b.newest),
            "held": "yes" if b.held else "no",
        }
        for b in found.beliefs
    )  # fmt: skip
    settings: dict[str, str | int | float | None] = {
        "scenario": loaded.name,
        "members": members,
        "seed": seed,
    }
    note = "Persons present; low and high are 5 and 95 %; held: the newest fit's middle lies between them."
    show(Results(protocol="hindcast", rows=rows, settings=settings, notes=(note,)), json)
    OUT.print("Reports that came later, against what was foreseen:")
    OUT.print(score_past(found.outlooks[:-1], reports.until(dates[-1])).markdown(), end="")
    if picture is not None:
        write_result(picture, str(draw_beliefs([b for b in found.beliefs if b.place == place[0]])))
        OUT.print(f"Written: {picture}")
