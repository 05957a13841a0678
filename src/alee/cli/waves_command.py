"""``alee waves``: two fitted waves side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alee.cli.commands import Quiet, Threads, app
from alee.cli.screen import OUT, progress_bars, say

if TYPE_CHECKING:
    from alee.inference.posterior import Posterior


@app.command()
def waves(
    first: Annotated[Path, typer.Argument(help="A run made by alee fit or alee forecast.")],
    second: Annotated[
        Path | None, typer.Argument(help="Another run, of the same scenario or of another one.")
    ] = None,
    earlier: Annotated[
        str | None, typer.Option(help="First day of an earlier wave, fitted from this run's own reports.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Last day of the earlier wave.")] = None,
    members: Annotated[int, typer.Option(help="Histories of the earlier wave.")] = 200,
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Compare two waves: how many left, how fast, who, and by which ways."""
    say("Loading Alee ...")
    from alee.core.calendar import as_date
    from alee.core.errors import InputError
    from alee.files.store import load
    from alee.outlook.earlier import earlier_wave
    from alee.outlook.forecasting import Outlook
    from alee.outlook.waves import compare_waves

    is_earlier = earlier is not None and until is not None
    if (second is None) != is_earlier or (earlier is None) != (until is None):
        raise InputError(
            "waves: two waves are needed. Allowed: two runs, or one run with --earlier DAY and --until DAY."
        )
    runs = [load(path) for path in (first, second) if path is not None]
    fitted = [run.posterior if isinstance(run, Outlook) else run for run in runs]
    if earlier is not None and until is not None:
        with progress_bars(quiet=quiet) as progress:
            before = earlier_wave(
                fitted[0], shock=as_date(earlier), until=as_date(until), members=members, threads=threads,
                progress=progress,
            )  # fmt: skip
        fitted = [before, fitted[0]]
    one, two = fitted
    for number, run in (("First", one), ("Second", two)):
        used = len(run.used())
        OUT.print(
            f"{number}: {run.scenario.title or run.scenario.name}, as of {run.as_of}, {used} reports used."
        )
    OUT.print(f"{'Most likely (90 % interval)':<44} {'first':>30} {'second':>30} {'second / first':>24}")
    rows = compare_waves(one, two, threads=threads)
    for row in rows:
        cells = [
            _cell(row.first, row.unit, is_told=row.first_told),
            _cell(row.second, row.unit, is_told=row.second_told),
            _cell(row.ratio, "times", is_told=row.first_told and row.second_told),
        ]
        OUT.print(f"{row.name[:43]:<44} {cells[0]:>30} {cells[1]:>30} {cells[2]:>24}")
    OUT.print("Left home: people still on the way to the border count, too; a forecast counts who passed it.")
    if not all(row.first_told and row.second_told for row in rows):
        OUT.print("? no report tells: this is what was assumed before any report, hardly changed.")
    if is_earlier:
        _print_reports(one)


def _print_reports(run: Posterior) -> None:
    """Say which reports spoke of the earlier wave, and why others did not."""
    from alee.inference.posterior import describe

    OUT.print("Reports about the first wave (published by the second's as-of date):")
    for found in run.fits:
        if found.used:
            OUT.print(f"- {describe(found)}{' CONTRADICTS THE REST.' if found.contradicts else ''}")
        else:
            report = found.report
            OUT.print(f"- {report.id} ({report.issuer}), {report.measure} {report.place}: {found.reason}.")
    if not run.fits:
        OUT.print("- none: the first wave is what was assumed before any report.")


def _cell(values: tuple[float, float, float] | None, unit: str, *, is_told: bool) -> str:
    if values is None:
        return "-"
    from alee.briefing.sentences import figure

    low, middle, high = values
    mark = "" if is_told else "? "
    if unit == "share":
        return f"{mark}{middle:.0%} ({low:.0%} to {high:.0%})"
    if unit == "times":
        return f"{mark}{figure(middle)} ({figure(low)} to {figure(high)})"
    if unit == "days":
        return f"{mark}{middle:.0f} ({low:.0f} to {high:.0f})"
    return f"{mark}{_short(middle)} ({_short(low)} to {_short(high)})"


def _short(value: float) -> str:
    """Two figures: more would pretend."""
    return f"{float(f'{value:.2g}'):,.0f}"
