"""The commands, one short function each; heavy parts are imported only when a command needs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alee.cli.screen import OUT, progress_bars, say
from alee.cli.shipped import find_scenario, shipped_folders
from alee.core.wording import count_of
from alee.inference.effort import ROUNDS

if TYPE_CHECKING:
    from alee.executors.cluster import Dask

app = typer.Typer(
    name="alee", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="How many people fled after a shock, by which ways, where they are now, and what comes next.",
)  # fmt: skip
ScenarioName = Annotated[str, typer.Argument(help="A folder, or the name of a shipped scenario.")]
RunFolder = Annotated[Path, typer.Argument(help="A folder made by alee fit or alee forecast.")]
Rounds = Annotated[int, typer.Option(help="Moves by the true likelihood after the smoother.")]
AsOf = Annotated[str | None, typer.Option(help="Only reports published by this day exist (2022-10-03).")]
Members = Annotated[int, typer.Option(help="Number of histories.")]
Seed = Annotated[int, typer.Option(help="The same seed gives the same bits.")]
Threads = Annotated[int | None, typer.Option(help="Worker threads; the result does not depend on it.")]
Given = Annotated[
    list[str] | None,
    typer.Option(help="What-if: \"close 'Upper Lars' from 2022-10-10\", or a YAML file of them."),
]
Cluster = Annotated[
    str | None, typer.Option(help="Address of a Dask scheduler to run on, such as tcp://127.0.0.1:8786.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress on the screen.")]


def cluster_of(address: str | None) -> Dask | None:
    """The cluster at an address; None without one."""
    from alee.executors.cluster import Dask

    return None if address is None else Dask(address)


@app.command()
def check(scenario: ScenarioName) -> None:
    """Read a scenario and its reports, and name every problem with its line."""
    from alee.files.report_table import find_unplaced, load_reports
    from alee.files.scenario_folder import load_scenario
    from alee.files.services_file import load_services

    folder = find_scenario(scenario)
    loaded = load_scenario(folder)
    OUT.print(
        f"{loaded.name}: {count_of(len(loaded.places), 'place')}, "
        f"{count_of(len(loaded.corridors), 'corridor')}, {count_of(len(loaded.groups), 'group')}, "
        f"{count_of(len(loaded.events), 'event')}. No problem found."
    )
    if (folder / "reports.csv").exists():
        reports = load_reports(folder / "reports.csv")
        OUT.print(f"reports.csv: {count_of(len(reports), 'report')}; that count: {len(reports.counted())}.")
        for problem in find_unplaced(loaded, reports):
            OUT.print(f"Note: {problem}")
    if (folder / "services.yaml").exists():
        offered = load_services(folder)
        OUT.print(f"services.yaml: {', '.join(offered.names)}, of {offered.group}.")


@app.command()
def resolve(scenario: ScenarioName) -> None:
    """Print the complete canonical form of a scenario, every default included."""
    from alee.files.resolved import resolve as resolved
    from alee.files.scenario_folder import load_scenario

    OUT.out(resolved(load_scenario(find_scenario(scenario))), end="")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a scenario."""
    import json

    from alee.files.schema import scenario_schema

    OUT.out(json.dumps(scenario_schema(), indent=2, ensure_ascii=False))


@app.command()
def fit(
    scenario: ScenarioName,
    out: Annotated[Path, typer.Option(help="Folder to write the run to.")],
    as_of: AsOf = None,
    members: Members = 1000,
    seed: Seed = 2022,
    rounds: Rounds = ROUNDS,
    time_budget: Annotated[float | None, typer.Option(help="Seconds; fewer members if need be.")] = None,
    threads: Threads = None,
    cluster: Cluster = None,
    quiet: Quiet = False,
) -> None:
    """Learn from the reports published by a date, and save the run."""
    say("Loading Alee ...")
    from alee.core.calendar import as_date
    from alee.files.journal import SqliteJournal, work_of_fit
    from alee.files.store import check_target, save
    from alee.inference.budget import affordable_members
    from alee.inference.fitting import fit as learn

    check_target(out)
    loaded, reports = _scenario_and_reports(scenario)
    day = None if as_of is None else as_date(as_of)
    if time_budget is not None:
        members = affordable_members(
            loaded, reports, seconds=time_budget, as_of=day, most=members, seed=seed, rounds=rounds,
            threads=threads,
        )  # fmt: skip
        say(f"{time_budget:g} seconds pay for {count_of(members, 'member')}.")
    work = work_of_fit(loaded, reports, as_of=day, members=members, seed=seed, rounds=rounds)
    journal = SqliteJournal(out.with_name(f"{out.name}.journal"), work)
    with journal.held():
        if journal.newest() is not None:
            say(f"Going on with the run that was broken off ({journal.path}).")
        with progress_bars(quiet=quiet) as progress:
            posterior = learn(
                loaded, reports, as_of=as_of, members=members, seed=seed, rounds=rounds, book=journal,
                threads=threads, on=cluster_of(cluster), progress=progress,
            )  # fmt: skip
        command = (
            f"alee fit {loaded.name} --as-of {posterior.as_of} --members {members} --seed {seed} "
            f"--rounds {rounds} --out RUN"
        )
        save(posterior, out, command=command)
        journal.remove()
    OUT.print(posterior.summary())
    OUT.print(f"Saved as {out}. SHA-256 of the result: {posterior.ensemble.digest()}")


def _scenario_and_reports(name: str):  # type: ignore[no-untyped-def]
    from alee.files.report_table import load_reports
    from alee.files.scenario_folder import load_scenario

    folder = find_scenario(name)
    return load_scenario(folder), load_reports(folder / "reports.csv")


@app.command()
def forecast(
    run: RunFolder,
    out: Annotated[Path, typer.Option(help="Folder to write the outlook to.")],
    days: Annotated[int | None, typer.Option(help="Days ahead; by default the scenario's horizon.")] = None,
    given: Given = None,
    picture: Annotated[
        Path | None, typer.Option(help="PNG file to draw the what-ifs into (needs a browser).")
    ] = None,
    threads: Threads = None,
    cluster: Cluster = None,
    quiet: Quiet = False,
) -> None:
    """Continue every member of a run past its as-of date, and save the outlook and each what-if."""
    say("Loading Alee ...")
    from alee.briefing.answer import answer
    from alee.briefing.assemble import assemble
    from alee.briefing.card import check_picture, draw_what_ifs
    from alee.briefing.futures import what_if_words
    from alee.cli.counts_table import counts_text
    from alee.cli.futures import read_what_ifs, what_if_futures
    from alee.files.store import check_target, load, save
    from alee.outlook.ahead import look_at_counts
    from alee.outlook.comparison import compare_futures
    from alee.outlook.forecasting import Outlook
    from alee.outlook.forecasting import forecast as look_ahead

    check_target(out)
    loaded = load(run)
    posterior = loaded.posterior if isinstance(loaded, Outlook) else loaded
    wanted = read_what_ifs(posterior, days, given or [])
    if picture is not None:
        check_picture(picture, len(wanted))
    with progress_bars(quiet=quiet) as progress:
        outlook = look_ahead(posterior, days=days, threads=threads, on=cluster_of(cluster), progress=progress)
        futures = what_if_futures(posterior, outlook.days, wanted, threads, progress)
    command = f"alee forecast RUN --days {outlook.days}"
    save(outlook, out, command=f"{command} --out OUTLOOK")
    OUT.print(answer(assemble(outlook)))
    counted = counts_text(look_at_counts(outlook))
    if counted:
        OUT.print(f"{counted}\n")
    OUT.print(f"Saved as {out}.")
    for k, (name, future) in enumerate(futures.items(), start=1):
        folder = out.with_name(f"{out.name}-what-if-{k}")
        save(future, folder, command=f'{command} --given "{name}" --out OUTLOOK')
        for line in what_if_words(name, compare_futures(outlook, future), future):
            OUT.print(line)
        OUT.print(f"Saved as {folder}.")
    if picture is not None:
        draw_what_ifs(assemble(outlook, what_ifs=futures), picture)
        OUT.print(f"Written: {picture}")


@app.command()
def predict(
    run: RunFolder,
    reports: Annotated[Path, typer.Option(help="A table of reports, used in the fit or not.")],
    out: Annotated[Path, typer.Option(help="CSV file to write.")],
    uncounted: Annotated[
        bool,
        typer.Option("--uncounted", help="Also heed other places and told totals where nobody counts."),
    ] = False,
) -> None:
    """Say of each report what the model expected of that very figure."""
    say("Loading Alee ...")
    from alee.files.atomic import write_result
    from alee.files.report_table import load_reports
    from alee.files.store import load
    from alee.outlook.forecasting import Outlook
    from alee.outlook.prediction import predict as expect
    from alee.outlook.prediction import predictions_table
    from alee.outlook.uncounted import predict_uncounted

    made, asked = load(run), load_reports(reports)
    if uncounted:
        predictions = predict_uncounted(made.posterior if isinstance(made, Outlook) else made, list(asked))
    else:
        predictions = expect(made, asked)
    write_result(out, predictions_table(predictions))
    said = sum(prediction.quantiles is not None for prediction in predictions)
    others = f"{out} says why not the others" if said < len(predictions) else f"see {out}"
    OUT.print(f"{said} of {count_of(len(predictions), 'report')} predicted; {others}.")


@app.command()
def brief(
    run: RunFolder,
    out: Annotated[Path, typer.Option(help="HTML file to write.")],
    chat: Annotated[bool, typer.Option("--chat", help="Also print five lines to paste.")] = False,
    given: Given = None,
    last: Annotated[
        Path | None, typer.Option(help="The outlook before this one, to show how it fared.")
    ] = None,
    needs: Annotated[str | None, typer.Option(help="services.yaml: show what helpers will need.")] = None,
    place: Annotated[str, typer.Option(help="Where they help, if services.yaml does not say it.")] = "",
    workspace: Annotated[Path, typer.Option(help="Folder of their own numbers.")] = Path("alee-workspace"),
    pdf: Annotated[Path | None, typer.Option(help="Also print it to this PDF (needs a browser).")] = None,
    audience: Annotated[str, typer.Option(help="team, or public: safe to publish.")] = "team",
    released_on: Annotated[
        str | None, typer.Option(help="Day of a public release; by default the as-of date, the strictest.")
    ] = None,
    threads: Threads = None,
) -> None:
    """Write the briefing of an outlook as one page that needs no network."""
    say("Loading Alee ...")
    from alee.briefing.assemble import assemble
    from alee.briefing.chat import chat_lines
    from alee.briefing.page import render
    from alee.cli.futures import read_what_ifs, what_if_futures
    from alee.cli.needs_command import services_path
    from alee.cli.share_command import public_copy
    from alee.core.errors import InputError
    from alee.files.atomic import write_result
    from alee.files.chromium import print_pdf
    from alee.files.services_file import needs as plan
    from alee.files.store import load_outlook

    outlook = load_outlook(run)
    before = None if last is None else load_outlook(last)
    if audience == "team" and released_on is not None:
        raise InputError(
            "--released-on: it is for public copies. Allowed: leave it out, or --audience public."
        )
    if audience == "team":
        what_ifs = read_what_ifs(outlook.posterior, outlook.days, given or [])
        wanted = plan(outlook, place=place, services=services_path(needs), log=workspace) if needs else None
        with progress_bars() as progress:
            futures = what_if_futures(outlook.posterior, outlook.days, what_ifs, threads, progress)
        content = assemble(
            outlook, what_ifs=futures, needs=wanted, previous=before, command="alee brief RUN --out PAGE"
        )
    elif needs is not None or given or last is not None:
        raise InputError(
            "brief: needs, what-ifs and the last forecast stay in the team; --needs, --given and "
            f"--last cannot go with --audience {audience}. Allowed: leave them out, or --audience team."
        )
    else:
        content = public_copy(outlook, run, audience, released_on).content
    write_result(out, render(content))
    if pdf is not None:
        print_pdf(render(content), pdf)
    if chat:
        for line in chat_lines(content):
            OUT.print(line)
    if before is not None and content.previous is None:
        made = before.posterior.as_of
        OUT.print(f"No report has come about the days after {made}: the last outlook is not shown.")
    OUT.print(f"Written: {out}")


@app.command()
def demo(
    members: Members = 1000,
    seed: Seed = 2022,
    out: Annotated[Path, typer.Option(help="HTML file to write.")] = Path("russia-2022.html"),
    picture: Annotated[
        Path | None, typer.Option(help="PNG picture of what Istanbul must prepare (needs a browser).")
    ] = None,
    threads: Threads = None,
) -> None:
    """The main job on the shipped example: check, fit, look 30 days ahead, answer, write the briefing."""
    say("Alee: checking the shipped example russia-2022 ...")
    from alee.briefing.answer import answer
    from alee.briefing.assemble import assemble, brief
    from alee.briefing.messages import Catalogue
    from alee.briefing.needs import need_sentences
    from alee.briefing.sharing import share
    from alee.files.chromium import find_browser
    from alee.files.services_file import needs as plan
    from alee.inference.fitting import fit as learn
    from alee.outlook.forecasting import forecast as look_ahead

    if picture is not None:
        find_browser()
    loaded, reports = _scenario_and_reports("russia-2022")
    say(f"{count_of(len(reports), 'report')}; only those published by {loaded.as_of} are read.")
    with progress_bars() as progress:
        posterior = learn(loaded, reports, members=members, seed=seed, threads=threads, progress=progress)
        outlook = look_ahead(posterior, threads=threads, progress=progress)
    command = f"alee demo --members {members} --seed {seed}"
    wanted = plan(outlook, services=find_scenario("russia-2022"))
    brief(outlook, to=out, needs=wanted, command=command)
    if picture is not None:
        share(outlook, picture, audience="team", form="png", needs=wanted, command=command)
    OUT.print(answer(assemble(outlook, command=command)))
    for line in need_sentences(wanted, Catalogue("en")):
        OUT.print(line)
    OUT.print(f"\nThe briefing is in {out}: open it in any browser, no network needed.")
    if picture is not None:
        OUT.print(f"The picture for {wanted.place} is in {picture}.")


@app.command()
def version() -> None:
    """Print the version, and the scenarios that come with it."""
    from alee.core.provenance import installed_version

    OUT.print(f"alee {installed_version('alee')}; shipped scenarios: {', '.join(shipped_folders())}")
