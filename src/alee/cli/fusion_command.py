"""``alee evaluate fusion``, ``issuers``, ``calibration``: what contradictory reports become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alee.cli.commands import AsOf, Members, Quiet, Rounds, Seed, Threads
from alee.cli.evaluate_command import Json, evaluate, show
from alee.cli.screen import progress_bars, say
from alee.cli.shipped import find_scenario
from alee.inference.effort import ROUNDS

if TYPE_CHECKING:
    from alee.model.reports import Reports
    from alee.model.scenario import Scenario

Scenarios = Annotated[list[str], typer.Argument(help="Folders, or names of shipped scenarios.")]


@evaluate.command("fusion")
def fusion(
    scenarios: Scenarios,
    json: Json = None,
    twins: Annotated[int, typer.Option(help="Made-up truths of each scenario.")] = 20,
    members: Members = 200,
    rounds: Rounds = ROUNDS,
    seed: Seed = 0,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Make truths whose issuers are biased, late, silent or lying, and score Alee beside simple methods."""
    say("Loading Alee ...")
    from alee.core.errors import InputError
    from alee.evaluation.fusion import evaluate_fusion
    from alee.files.scenario_folder import load_scenario

    if not 1 <= twins <= 10_000:
        raise InputError(f"twins: {twins} is out of range. Allowed are 1 to 10,000.")
    loaded = [load_scenario(find_scenario(name)) for name in scenarios]
    with progress_bars(quiet=quiet) as progress:
        results = evaluate_fusion(
            loaded, members=members, rounds=rounds, seeds=range(seed, seed + twins), threads=threads,
            progress=progress,
        )  # fmt: skip
    show(results, json)


@evaluate.command("issuers")
def issuers(
    scenarios: Scenarios,
    json: Json = None,
    as_of: AsOf = None,
    by_country: Annotated[
        bool, typer.Option("--by-country", help="Leave out an issuer one country at a time.")
    ] = False,
    members: Members = 100,
    seed: Seed = 2022,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Leave out one issuer at a time, and ask what it would have said: a fit for each."""
    say("Loading Alee ...")
    from alee.core.calendar import as_date
    from alee.evaluation.issuers import evaluate_issuers

    day = None if as_of is None else as_date(as_of)
    with progress_bars(quiet=quiet) as progress:
        results = evaluate_issuers(
            _with_reports(scenarios), as_of=day, by_country=by_country, members=members, seed=seed,
            threads=threads, progress=progress,
        )  # fmt: skip
    show(results, json)


@evaluate.command("calibration")
def calibration(
    scenarios: Scenarios,
    json: Json = None,
    draws: Annotated[int, typer.Option(help="Truths drawn from the prior of each scenario.")] = 100,
    members: Members = 200,
    rounds: Rounds = ROUNDS,
    seed: Seed = 2022,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Rank drawn truths among the members of fits to their reports: uniform ranks mean honest intervals."""
    say("Loading Alee ...")
    from alee.core.errors import InputError
    from alee.evaluation.calibration import evaluate_calibration

    if not 2 <= draws <= 100_000:
        raise InputError(f"draws: {draws} is out of range. Allowed are 2 to 100,000.")
    with progress_bars(quiet=quiet) as progress:
        results = evaluate_calibration(
            _with_reports(scenarios),
            draws=draws,
            members=members,
            seed=seed,
            threads=threads,
            progress=progress,
        )
    show(results, json)


def _with_reports(names: list[str]) -> list[tuple[Scenario, Reports]]:
    """Load scenarios, each with its own table of reports."""
    from alee.files.report_table import load_reports
    from alee.files.scenario_folder import load_scenario

    folders = [find_scenario(name) for name in names]
    return [(load_scenario(folder), load_reports(folder / "reports.csv")) for folder in folders]
