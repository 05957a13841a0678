"""``alee ahead``, ``alee update``: what lies ahead of one place, and new reports for an old estimate."""

from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import Quiet, RunFolder, Threads, app
from alee.cli.screen import OUT, progress_bars, say
from alee.core.wording import count_of


@app.command()
def ahead(
    outlook: Annotated[Path, typer.Argument(help="A folder made by alee forecast.")],
    place: Annotated[list[str], typer.Option(help="Place, country or area; may be given several times.")],
    chance: Annotated[list[str] | None, typer.Option(help="more than 5000 in NAME by 2022-10-20")] = None,
) -> None:
    """Say people present, arriving and leaving in 7, 30 and 90 days, chances, and turning points."""
    say("Loading Alee ...")
    from alee.briefing.answer import table
    from alee.briefing.sentences import about
    from alee.files.store import load_outlook
    from alee.outlook.ahead import chance_of, in_words, look_ahead, turn_in_words, turning_points

    loaded = load_outlook(outlook)
    for name in place:
        rows = look_ahead(loaded, name)
        OUT.print(f"{name}, as of {loaded.posterior.as_of}:")
        issuers = "; ".join(dict.fromkeys(row.by for row in rows if row.by))
        counted = f"counted: as published, {issuers}" if issuers else "no series of counts is long enough"
        OUT.print(f"{counted}; present, arrivals, departures: displaced people, by the engine.")
        lines = [("", "likely", "be ready for", "bad case", "5 to 95 %")]
        for row in rows:
            low, middle, ready, high, bad = row.quantiles
            label = f"{row.of}{' until' if row.of in ('arrivals', 'departures') else ' on'} {row.day}"
            lines.append((label, about(middle), about(ready), about(bad), f"{about(low)} to {about(high)}"))
        OUT.print(table(lines))
        for turn in turning_points(loaded, name):
            OUT.print(turn_in_words(turn))
        OUT.print("")
    for line in in_words([chance_of(loaded, question) for question in chance or []]):
        OUT.print(line)


@app.command()
def update(
    run: RunFolder,
    reports: Annotated[Path, typer.Option(help="New reports, or all; those the run knows stay in use.")],
    as_of: Annotated[str, typer.Option(help="The new as-of date.")],
    out: Annotated[Path, typer.Option(help="Folder to write the new run to.")],
    threads: Threads = None,
    quiet: Quiet = False,
) -> None:
    """Learn from reports that came since a fit, without starting again."""
    say("Loading Alee ...")
    from alee.files.report_table import load_reports
    from alee.files.store import check_target, load, save
    from alee.inference.updating import update as learn_more
    from alee.inference.updating import with_known
    from alee.outlook.forecasting import Outlook

    check_target(out)
    loaded = load(run)
    posterior = loaded.posterior if isinstance(loaded, Outlook) else loaded
    known, n_missing = with_known(posterior, load_reports(reports))
    with progress_bars(quiet=quiet) as progress:
        found = learn_more(posterior, known, as_of=as_of, threads=threads, progress=progress)
    save(found, out, command=f"alee update RUN --reports reports.csv --as-of {found.as_of} --out OUT")
    OUT.print(found.summary())
    if n_missing:
        stay = "stays" if n_missing == 1 else "stay"
        OUT.print(
            f"{count_of(n_missing, 'report')} that the run knows and {reports.name} does not hold "
            f"{stay} as before; "
            'to withdraw one, write "no" in its column "use".'
        )
    OUT.print(f"Saved as {out}.")
