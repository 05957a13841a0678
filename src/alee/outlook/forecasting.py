"""Look ahead: continue every member of a posterior past its as-of date.

A member's past is a function of its coordinates and its number, so a forecast simply runs it for longer.
What is not yet known (the wobble of coming days, ordinary traffic, the choices of people) is drawn at
addresses of its own. A what-if adds events and changes nothing else: the same luck in both futures, so
their difference, member by member, is the effect of the events.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import xarray as xr

from alee.compiler import Plan, compile_plan
from alee.core.calendar import as_date
from alee.core.errors import InputError
from alee.ensemble import Ensemble
from alee.executors import Progress, where_to_run
from alee.executors.work import Executor
from alee.inference.posterior import Posterior
from alee.kernels.layout import Floats
from alee.model.events import Event
from alee.simulation import run_plan

MOST_DAYS = 730


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """A posterior and where its members go from there.

    Attributes
    ----------
    posterior
        What was learnt by the as-of date.
    days
        Days ahead.
    given
        What-if events; empty for the plain forecast.
    ensemble
        Trajectories from the scenario's first day to the end of the outlook.
    """

    posterior: Posterior
    days: int
    given: tuple[Event, ...]
    ensemble: Ensemble

    @property
    def present(self) -> xr.DataArray:
        """Displaced persons at each place at the end of each day, (member, day, place, group) int64."""
        return self.ensemble.present

    @property
    def arrivals(self) -> xr.DataArray:
        """Displaced persons arriving per day, (member, day, place) int64."""
        return self.ensemble.arrivals

    def minus(self, other: "Outlook") -> Ensemble:
        """Subtract another future from this one, member by member (persons)."""
        return self.ensemble.minus(other.ensemble)


def coordinates_for(plan: Plan, posterior: Posterior) -> Floats:
    """Coordinates of a longer plan: learnt where learnt, the prior where the reports knew nothing.

    Returns
    -------
    (member, K of the plan) float64.
    """
    z = plan.prior_coordinates(posterior.seed, 0, posterior.members)
    learnt = {parameter.name: k for k, parameter in enumerate(posterior.parameters)}
    for k, parameter in enumerate(plan.parameters):
        if parameter.name in learnt:
            z[:, k] = posterior.z[:, learnt[parameter.name]]
    return z


def forecast(
    posterior: Posterior,
    *,
    days: int | None = None,
    given: Sequence[Event] = (),
    threads: int | None = None,
    on: Executor | None = None,
    progress: Progress | None = None,
) -> Outlook:
    """Continue each member past the as-of date.

    Parameters
    ----------
    days
        Days ahead, 1 to 730; by default the scenario's horizon.
    given
        What-if events after the as-of date. Run with none and with some: same luck, so the difference
        is the events' doing.
    on
        Somewhere else to run, such as ``alee.Dask("tcp://10.0.0.5:8786")``; the same bits come back.

    Raises
    ------
    InputError
        If ``days`` is out of range, members cannot run there, or a what-if starts outside the days ahead.
    """
    workers = where_to_run(threads, on)
    ahead = posterior.scenario.horizon_days if days is None else days
    if not 1 <= ahead <= MOST_DAYS:
        raise InputError(f"days: {ahead} is out of range. Allowed are 1 to {MOST_DAYS}.")
    until = posterior.as_of + dt.timedelta(days=ahead)
    check_given(given, posterior.as_of, until)
    plan = compile_plan(posterior.scenario, until=until, as_of=posterior.as_of, given=given)
    z = coordinates_for(plan, posterior)
    ensemble = run_plan(plan, z, posterior.seed, threads=workers, progress=progress, phase="looking ahead")
    past = ensemble.until(posterior.as_of)  # the same bits as the posterior's own, so hold them once
    return Outlook(
        posterior=replace(posterior, ensemble=past), days=ahead, given=tuple(given), ensemble=ensemble
    )


def check_given(given: Sequence[Event], as_of: dt.date, until: dt.date) -> None:
    """Refuse what-ifs that start by the as-of date, or after the last day ahead, where they change nothing.

    Raises
    ------
    InputError
        Naming the first of them.
    """
    for event in given:
        if event.start <= as_of:
            raise InputError(
                f"what-if {event.kind}: {event.start} is not in the future. "
                f"Allowed are days after the as-of date {as_of}. "
                "Did you mean a later day, or a fit with an earlier as-of date?"
            )
        if event.start > until:
            raise InputError(
                f"what-if {event.kind}: {event.start} lies after the last day looked at, {until}, so nothing "
                f"would change. Allowed are earlier days, or {(event.start - as_of).days} days ahead or more."
            )


def plan_of(run: Posterior | Outlook) -> Plan:
    """The plan behind a run, compiled anew (it is a pure function of what the run holds)."""
    posterior = run.posterior if isinstance(run, Outlook) else run
    given = run.given if isinstance(run, Outlook) else ()
    last = as_date(str(run.ensemble.dataset["day"].values[-1])[:10])
    return compile_plan(posterior.scenario, until=last, as_of=posterior.as_of, given=given)
