"""Fit anew, learn from changed reports, look back, and prepare the views."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from alee.briefing.futures import previous_forecast
from alee.briefing.grounds import PreviousForecast
from alee.core.calendar import as_date
from alee.dashboard.report_rows import reports_of
from alee.dashboard.tasks import Bench, Result
from alee.dashboard.views.build import build_views
from alee.dashboard.views.now import previous_cells
from alee.files.journal import SqliteJournal, work_of_fit
from alee.files.resolved import digest, parse_resolved
from alee.files.store import save
from alee.inference.effort import ROUNDS
from alee.inference.fitting import fit
from alee.inference.posterior import Posterior
from alee.inference.updating import update
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from alee.outlook.forecasting import Outlook, forecast


def fit_anew(bench: Bench, job: str, arguments: Result) -> Result:
    """Fit a scenario to its reports, look ahead, save, and prepare the page."""
    scenario, reports = parse_resolved(arguments["scenario"]), reports_of(arguments["reports"])
    posterior = _fitted(
        bench, job, scenario, reports, arguments["as_of"], int(arguments["members"]), int(arguments["seed"])
    )
    return _kept(bench, posterior, arguments, None)


def refit(bench: Bench, job: str, arguments: Result) -> Result:
    """Learn from reports that were added; what was changed or taken away needs a new fit."""
    scenario, reports = parse_resolved(arguments["scenario"]), reports_of(arguments["reports"])
    before = bench.outlook(arguments["run"])
    old, day = before.posterior, as_date(arguments["as_of"] or str(before.posterior.as_of))
    if digest(scenario) == digest(old.scenario) and only_adds(old, reports, day):
        posterior = update(old, reports, as_of=day, progress=bench.line.tell)
        how = "updated"
    else:
        posterior = _fitted(bench, job, scenario, reports, str(day), old.members, old.seed)
        how = "fitted anew"
    past = previous_forecast(before, reports) if day > old.as_of else None
    return {**_kept(bench, posterior, arguments, past), "how": how}


def only_adds(old: Posterior, reports: Reports, day: dt.date) -> bool:
    """Whether every report that the estimate has used still stands as it was, and counts."""
    if day < old.as_of:
        return False
    known = reports.until(day)
    standing = {report.id: report for report in known.counted()}
    return all(standing.get(fit.report.id) == fit.report for fit in old.fits if fit.used)


def _fitted(
    bench: Bench, job: str, scenario: Scenario, reports: Reports, as_of: str | None, members: int, seed: int
) -> Posterior:
    """Fit with a journal beside, so that a fit that was broken off goes on where it stopped."""
    bench.forget()
    day = None if as_of is None else as_date(as_of)
    work = work_of_fit(scenario, reports, as_of=day, members=members, seed=seed, rounds=ROUNDS)
    journal = SqliteJournal(bench.scraps / f"{job}.journal", work)
    with journal.held():
        posterior = fit(
            scenario, reports, as_of=day, members=members, seed=seed, book=journal, progress=bench.line.tell
        )
        journal.remove()
    return posterior


def _kept(bench: Bench, posterior: Posterior, arguments: Result, previous: PreviousForecast | None) -> Result:
    outlook = forecast(posterior, progress=bench.line.tell)
    bench.line.tell("saving", 0, 1)
    folder = bench.runs / arguments["name"]
    command = (
        f"alee fit {posterior.scenario.name} --as-of {posterior.as_of} --members {posterior.members} "
        f"--seed {posterior.seed} --out RUN && alee forecast RUN --out OUTLOOK"
    )
    save(outlook, folder, command=command)
    _prepare(bench, outlook, folder, previous)
    return {"run": arguments["name"]}


def prepare(bench: Bench, job: str, arguments: Result) -> Result:
    """Prepare the page of a run that came from elsewhere."""
    outlook = bench.outlook(arguments["run"])
    _prepare(bench, outlook, bench.runs / arguments["run"], None)
    return {"run": arguments["run"]}


def _prepare(bench: Bench, outlook: Outlook, folder: Path, previous: PreviousForecast | None) -> None:
    build_views(outlook, folder, outlook.ensemble.digest(), previous, bench.line.tell)


def look_back(bench: Bench, job: str, arguments: Result) -> Result:
    """Forecast from some days earlier, and hold that against the reports that came since."""
    scenario, reports = parse_resolved(arguments["scenario"]), reports_of(arguments["reports"])
    last = as_date(arguments["as_of"])
    earlier = max(scenario.start, last - dt.timedelta(days=int(arguments["days"])))
    posterior = _fitted(
        bench, job, scenario, reports, str(earlier), int(arguments["members"]), int(arguments["seed"])
    )
    outlook = forecast(posterior, days=max(1, (last - earlier).days), progress=bench.line.tell)
    found = previous_forecast(outlook, reports.until(last))
    return {"run": arguments["run"], "previous": None if found is None else previous_cells(found)}
