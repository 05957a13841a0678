"""How a workspace begins: with what is there, else with the shipped example."""

from __future__ import annotations

from typing import Any

from alee.dashboard.desk import Desk

QUICK_MEMBERS, FULL_MEMBERS, BACK_MEMBERS = 100, 1000, 200
BACK_DAYS = 7
SEED = 2022


def begin(desk: Desk, members: int = FULL_MEMBERS) -> None:
    """Make sure that there is a scenario, and that something is or will soon be on the screen.

    Parameters
    ----------
    members
        Of the example's full estimate; a quick one with fewer comes first.
    """
    runs = desk.shelf.all()
    if desk.contents.is_empty:
        if runs:
            desk.contents.begin_with_run(runs[0])
        else:
            words = f"Began with the shipped example {desk.example.name}"
            desk.contents.begin_with(desk.example, words)
    if not runs and not any(job.kind == "fit" for job in desk.jobs.all() if job.state != "failed"):
        _first_runs(desk, members)
    prepare_all(desk)


def prepare_all(desk: Desk) -> None:
    """Have the views made of every run that has none."""
    at_work = {job.arguments.get("name") for job in desk.jobs.all() if job.state in ("queued", "running")}
    for run in desk.shelf.all():
        if not run.is_ready and run.id not in at_work:
            desk.jobs.add("views", f"Preparing {run.id}", {"run": run.id})


def _first_runs(desk: Desk, members: int) -> None:
    """A quick estimate so that something is on the screen, then the full one in its place."""
    scenario = desk.contents.scenario()
    shared: dict[str, Any] = {
        "scenario": desk.contents.scenario_text(), "reports": desk.contents.rows(),
        "as_of": scenario.as_of.isoformat(), "seed": SEED,
    }  # fmt: skip
    quick = f"{scenario.name}-quick"
    few = min(QUICK_MEMBERS, members)
    if few < members:
        desk.jobs.add(
            "fit", f"A first quick estimate of {scenario.name}", {**shared, "members": few, "name": quick}
        )
    desk.jobs.add(
        "fit", f"The full estimate of {scenario.name}",
        {**shared, "members": members, "name": scenario.name, "replaces": quick if few < members else None},
    )  # fmt: skip
    back = {**shared, "members": min(BACK_MEMBERS, members), "days": BACK_DAYS, "run": scenario.name}
    desk.jobs.add("look-back", "The forecast of a week ago, beside what happened", back)
