"""The wave before: what the same reports say of an earlier shock, on the same map.

A table of reports often reaches back: "300,000 left between February and May" stands beside the counts of
this week. The run does not read such rows, because their days lie before its first one. Here they are read:
the scenario's own shock is put on an earlier day, everything else stays (places, ways, groups, ordinary
traffic, priors), and the fit sees the reports about those days. It is hindsight on purpose: what counts is
what had been published by the run's own as-of date, so a figure published in September speaks of May.

What no report tells about the earlier wave comes from the priors of the later one; :func:`compare_waves`
marks every such number.
"""

from __future__ import annotations

import datetime as dt

from alee.core.errors import InputError
from alee.executors import Progress
from alee.inference.effort import ROUNDS
from alee.inference.fitting import fit
from alee.inference.posterior import Posterior
from alee.model.events import Given, Shock
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario

LONGEST_DAYS = 366  # from the earlier shock to the last day
SAME_MAP = (
    "This is an earlier wave on the map of a later one: places, ways, rules, groups, ordinary traffic and "
    "all priors are those of the later wave. Only reports about its own days moved it."
)


def earlier_wave(
    posterior: Posterior,
    *,
    shock: dt.date,
    until: dt.date,
    members: int = 200,
    rounds: int = ROUNDS,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Posterior:
    """Fit an earlier wave from what a run's own reports say of it.

    Parameters
    ----------
    posterior
        The run of the later wave; nothing published after its as-of date is read.
    shock
        First day of the earlier wave.
    until
        Last simulated day, after ``shock`` and before the later wave's first shock.
    members
        Histories, 20 or more; seed as of the run.

    Returns
    -------
    Posterior
        As of ``until``. Its reports are those whose days lie inside, their day of publication set to
        ``until`` where it is later.

    Raises
    ------
    InputError
        If the scenario has no shock, or the days do not fit.
    """
    scenario = _moved(posterior.scenario, shock, until)
    reports = reports_about(posterior.reports, scenario.start, until)
    return fit(
        scenario, reports, as_of=until, members=members, seed=posterior.seed, rounds=rounds, threads=threads,
        progress=progress,
    )  # fmt: skip


def reports_about(reports: Reports, first: dt.date, last: dt.date) -> Reports:
    """Take the reports that count and whose days lie between two days, as if published by the last one."""

    def is_inside(report: Report) -> bool:
        return report.period is not None and first <= report.period[0] and report.period[1] <= last

    return Reports(
        [
            r.model_copy(update={"published": min(r.published or last, last), "copy_of": None})
            for r in reports.counted()
            if is_inside(r)
        ]
    )


def _moved(scenario: Scenario, shock: dt.date, until: dt.date) -> Scenario:
    """The scenario with its first shock on an earlier day, as much time before it, and nothing later."""
    shocks = [event for event in scenario.events if isinstance(event, Shock)]
    if not shocks:
        raise InputError(
            f"earlier: {scenario.name} has no event of kind shock, so there is nothing to put on an earlier "
            "day. Compare two runs instead: alee waves RUN RUN."
        )
    own = min(shocks, key=lambda event: event.start)
    if not shock < until < own.start or (until - shock).days > LONGEST_DAYS:
        raise InputError(
            f"earlier: {shock} until {until} cannot be an earlier wave. Allowed: a first day, and a last day "
            f"1 to {LONGEST_DAYS} days after it, both before {own.start}, the day of the run's own shock."
        )
    changes = {"start": shock, "published": shock, "source": "assumption", "note": "An earlier wave"}
    events = [
        event
        for event in scenario.events
        if not isinstance(event, Shock | Given)
        and event.start <= until
        and (event.published or event.start) <= until
    ]
    return scenario.model_copy(
        update={
            "name": f"{scenario.name}-earlier",
            "title": f"{scenario.title or scenario.name}: an earlier wave from {shock}",
            "start": shock - (own.start - scenario.start),
            "as_of": until,
            "events": tuple(
                sorted([*events, own.model_copy(update=changes)], key=lambda e: (e.start, e.kind))
            ),
            "assumptions": (SAME_MAP, *scenario.assumptions),
        }
    )
