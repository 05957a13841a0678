"""How many members a time budget pays for: measured on a few members before the work begins."""

import datetime as dt
import math
import time

from alee.compiler import compile_plan
from alee.core.errors import InputError
from alee.inference.effort import STEPS
from alee.inference.figures import coordinates, issuer_parameters, predict_figures
from alee.inference.observation import sort_reports
from alee.model.reports import Reports
from alee.model.scenario import Scenario

PROBE = 40  # members that are run to measure
SPARE = 0.75  # of the budget is planned for the engine; the rest is for everything else
FEWEST = 20


def affordable_members(
    scenario: Scenario,
    reports: Reports,
    *,
    seconds: float,
    as_of: dt.date | None = None,
    most: int,
    seed: int,
    rounds: int,
    threads: int | None = None,
) -> int:
    """Measure how many members a fit can have within a time budget on this machine.

    The number depends on the machine and its other work, so two budgets alike need not give the same bits;
    the number itself does.

    Parameters
    ----------
    seconds
        Wall-clock time for the whole fit.
    most
        Members that are wanted if time allows.

    Returns
    -------
    int
        20 to ``most``.

    Raises
    ------
    InputError
        If the budget does not even pay for 20 members.
    """
    last = scenario.as_of if as_of is None else as_of
    plan = compile_plan(scenario, until=last, as_of=last)
    observations, _ = sort_reports(plan, reports, last)
    parameters = (*plan.parameters, *issuer_parameters(observations))
    z = coordinates(parameters, seed, PROBE)
    predict_figures(plan, observations, z[:2], seed, threads=threads)  # whatever is only paid once
    began = time.perf_counter()
    predict_figures(plan, observations, z, seed, threads=threads)
    per_member = (time.perf_counter() - began) / PROBE
    runs = STEPS + 1 + (rounds + 1 if rounds else 0)
    affordable = math.floor(SPARE * seconds / (per_member * runs))
    if affordable < FEWEST:
        needed = math.ceil(FEWEST * per_member * runs / SPARE)
        raise InputError(
            f"time budget: {seconds:g} seconds pay for {affordable} members here. "
            f"Needed are {FEWEST} members, about {needed} seconds."
        )
    return min(affordable, most)
