"""``alee waves``: two fitted waves side by side."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import app
from alee.cli.screen import OUT, say


@app.command()
def waves(
    first: Annotated[Path, typer.Argument(help="A run made by alee fit or alee forecast.")],
    second: Annotated[Path, typer.Argument(help="Another run, of the same scenario or of another one.")],
) -> None:
    """Compare two waves: how many left, how fast, who, and by which ways."""
    say("Loading Alee ...")
    from alee.files.store import load
    from alee.outlook.forecasting import Outlook
    from alee.outlook.waves import compare_waves

    runs = [load(path) for path in (first, second)]
    one, two = (run.posterior if isinstance(run, Outlook) else run for run in runs)
    for number, run in (("First", one), ("Second", two)):
        OUT.print(f"{number}: {run.scenario.title or run.scenario.name}, as of {run.as_of}.")
    OUT.print(f"{'Most likely (90 % interval)':<44} {'first':>30} {'second':>30} {'second / first':>24}")
    for row in compare_waves(one, two):
        cells = [_cell(row.first, row.unit), _cell(row.second, row.unit), _cell(row.ratio, "times")]
        OUT.print(f"{row.name[:43]:<44} {cells[0]:>30} {cells[1]:>30} {cells[2]:>24}")


def _cell(values: tuple[float, float, float] | None, unit: str) -> str:
    if values is None:
        return "-"
    low, middle, high = values
    if unit == "share":
        return f"{middle:.0%} ({low:.0%} to {high:.0%})"
    if unit == "times":
        return f"{middle:.2g} ({low:.2g} to {high:.2g})"
    if unit == "days":
        return f"{middle:.0f} ({low:.0f} to {high:.0f})"
    return f"{_short(middle)} ({_short(low)} to {_short(high)})"


def _short(value: float) -> str:
    """Two figures: more would pretend."""
    return f"{float(f'{value:.2g}'):,.0f}"
