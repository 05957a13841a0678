"""``alee simulate``: a scenario as it is believed before any report, by Alee's rules or by Flee's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from alee.cli.commands import Cluster, Quiet, ScenarioName, Seed, Threads, app, cluster_of
from alee.cli.screen import OUT, progress_bars, say
from alee.cli.shipped import find_scenario
from alee.core.wording import count_of
from alee.executors.work import Executor

OWN = "alee"


@app.command()
def simulate(
    scenario: ScenarioName,
    behaviour: Annotated[
        str, typer.Option(help="alee; or flee, flee-intended for a Flee folder or an imported scenario.")
    ] = OWN,
    settings: Annotated[Path | None, typer.Option(help="With flee: a simsetting.yml to take.")] = None,
    members: Annotated[
        int | None, typer.Option(help="Histories; by default 500, by Flee's rules 20.")
    ] = None,
    seed: Seed = 2022,
    into: Annotated[
        str | None,
        typer.Option(help="A Zarr store (folder or address), written block by block; repeat to go on."),
    ] = None,
    keep: Annotated[
        str, typer.Option(help="With --into: all members, or only a summary (quantiles over members).")
    ] = "all",
    workers_write: Annotated[
        bool | None, typer.Option(help="With --cluster: workers write the store, which all of them see.")
    ] = None,
    threads: Threads = None,
    cluster: Cluster = None,
    quiet: Quiet = False,
) -> None:
    """Play a scenario forward as it is believed before any report."""
    say("Loading Alee ...")
    is_own = behaviour == OWN
    refuse_without_effect({
        ("--settings", "only Flee's rules read a simsetting.yml", "--behaviour flee"): is_own and settings,
        ("--keep", "nothing is written without --into", "--into"): into is None and keep != "all",
        ("--workers-write", "only workers of a cluster write a store", "--into and --cluster"):
            workers_write is not None and not (into and cluster),
    })  # fmt: skip
    n_members = members if members is not None else 500 if is_own else 20
    if into is not None:
        simulate_into_store(
            scenario, behaviour, into, n_members, seed, threads, cluster_of(cluster), keep=keep,
            workers_write=workers_write, quiet=quiet,
        )  # fmt: skip
    elif is_own:
        simulate_own(scenario, n_members, seed, threads, cluster_of(cluster), quiet=quiet)
    else:
        simulate_by_flee(
            scenario, behaviour, settings, n_members, seed, threads, cluster_of(cluster), quiet=quiet
        )


def refuse_without_effect(asked: Mapping[tuple[str, str, str], object]) -> None:
    """Refuse an option that would change nothing: (option, why, with what it is allowed), if it was given."""
    from alee.core.errors import InputError

    for (option, why, allowed), is_given in asked.items():
        if is_given:
            raise InputError(f"{option}: it has no effect here; {why}. Allowed: with {allowed}.")


def simulate_own(
    scenario: str, members: int, seed: int, threads: int | None, on: Executor | None, *, quiet: bool
) -> None:
    """Play it by Alee's own behaviour, every prior drawn per member, and say how many leave."""
    import numpy as np

    from alee.files.scenario_folder import load_scenario
    from alee.simulation import simulate as run

    loaded = load_scenario(find_scenario(scenario))
    with progress_bars(quiet=quiet) as progress:
        ensemble = run(loaded, members=members, seed=seed, threads=threads, on=on, progress=progress)
    total = ensemble.displaced.sum(("day", "place", "group")).values
    low, middle, high = np.quantile(total, [0.05, 0.5, 0.95])
    OUT.print(f"{loaded.name}, before any report: {middle:,.0f} displaced ({low:,.0f} to {high:,.0f}), 90 %.")
    OUT.print(f"SHA-256 of the result: {ensemble.digest()}")


def simulate_into_store(
    scenario: str, behaviour: str, store: str, members: int, seed: int, threads: int | None,
    on: Executor | None, *, keep: str, workers_write: bool | None, quiet: bool,
) -> None:  # fmt: skip
    """Play it straight into a store, never whole in memory."""
    from alee.core.errors import InputError
    from alee.files.scenario_folder import load_scenario
    from alee.files.streaming import as_keep, simulate_into

    if store.startswith("memory:"):
        raise InputError(
            "--into: what is kept in memory is gone when the command ends. Allowed: a folder, or an address "
            "such as s3://bucket/run."
        )
    if behaviour != OWN:
        raise InputError(f"--into: runs by Flee's rules are not streamed. Allowed: --behaviour {OWN}.")
    loaded = load_scenario(find_scenario(scenario))
    with progress_bars(quiet=quiet) as progress:
        simulate_into(
            loaded, store, members=members, seed=seed, keep=as_keep(keep), threads=threads, on=on,
            workers_write=workers_write, progress=progress,
        )  # fmt: skip
    OUT.print(f"{count_of(members, 'member')} of {loaded.name}: written to {store}.")


def simulate_by_flee(
    name: str, behaviour: str, settings: Path | None, members: int, seed: int, threads: int | None,
    on: Executor | None, *, quiet: bool,
) -> None:  # fmt: skip
    """Play it by Flee's rules, and say who is in each camp on the last day beside what was counted."""
    import numpy as np

    from alee.evaluation.folder_scores import played_as
    from alee.files.flee.write import flee_world
    from alee.simulation import simulate_flee

    world = flee_world(find_scenario(name), settings=settings)
    for note in () if quiet else world.notes:
        say(f"Note: {note}")
    run = simulate_flee(played_as(world, behaviour), members=members, seed=seed, threads=threads, on=on)
    shown = f"middle and 90 % of {count_of(members, 'history', 'histories')}"
    when = f"day {world.length - 1}, {world.days()[-1]}"
    OUT.print(f"{world.name}, by Flee's rules ({behaviour}), {when}, {shown}:")
    last = run.present.isel(day=-1).sum("group")
    for camp in world.camps:
        low, middle, high = np.quantile(last.sel(place=camp).values, [0.05, 0.5, 0.95])
        counted = (
            f"{world.count(camp, world.length - 1):>10,} counted" if camp in world.counts else "no count"
        )
        OUT.print(f"{camp:<30} {middle:>10,.0f} ({low:,.0f} to {high:,.0f}), {counted}")
    OUT.print(f"SHA-256 of the result: {run.digest()}")
