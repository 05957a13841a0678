"""Change: add, edit or switch off a report, and make a new estimate."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alee.core.calendar import as_date
from alee.core.errors import InputError
from alee.dashboard.contents import REPORT, KeptReport
from alee.dashboard.desk import Desk
from alee.dashboard.edit_shapes import FitIn, RefitIn, ReportAnswer, ReportIn, Switch, Warned
from alee.dashboard.faults import Refused
from alee.dashboard.report_rows import Row, reports_of, row_of
from alee.dashboard.routing import Answer, Call, Shelf
from alee.dashboard.shapes import Failure, Job, JobAnswer
from alee.files.report_table import find_unplaced
from alee.model.reports import Report, Reports

SHELF = Shelf()
MOST_DAYS = 3660  # of one estimate: every day costs memory for every member
BAD = {404: Failure, 409: Failure, 422: Failure}


@SHELF.put("POST", "/reports", "Add a report", body=ReportIn, answers={201: ReportAnswer, **BAD})
def post_report(desk: Desk, call: Call) -> Answer:
    """Add a row to the reports."""
    kept = desk.contents.reports()
    cells = call.body.model_dump(exclude_none=True)
    cells.setdefault("id", free_id(kept))
    if cells["id"] in kept:
        raise Refused(422, f'the id "{cells["id"]}" stands twice.', where="reports", field="id")
    report = Report(**cells)
    document = KeptReport(position=desk.contents.next_position(), row=row_of(report), is_off=False)
    return _keep(desk, call, report, document, f"Added {in_words(report)}", 201)


@SHELF.put("PATCH", "/reports/{report}", "Change a report", body=ReportIn, answers={200: ReportAnswer, **BAD})
def patch_report(desk: Desk, call: Call) -> Answer:
    """Change fields of a report; the id stays."""
    old = _kept(desk, call.path["report"])
    sent = call.body.model_dump(exclude_unset=True)
    if sent.pop("id", old.row["id"]) != old.row["id"]:
        raise Refused(422, "the id of a report stays as it is.", where="reports", field="id")
    blank = {name: Report.model_fields[name].get_default() for name, value in sent.items() if value is None}
    needed = [name for name in blank if Report.model_fields[name].is_required()]
    if needed:
        raise Refused(
            422, "nothing is written here, but something must be.", where="reports", field=needed[0]
        )
    report = Report(**{**old.row, **sent, **blank})
    document = KeptReport(position=old.position, row=row_of(report), is_off=old.is_off)
    return _keep(desk, call, report, document, f"Changed {in_words(report)}", 200)


@SHELF.put(
    "POST", "/reports/{report}/switch", "Switch a report off, or on again",
    body=Switch, answers={200: ReportAnswer, **BAD},
)  # fmt: skip
def switch_report(desk: Desk, call: Call) -> Answer:
    """Switch a report off or on."""
    old = _kept(desk, call.path["report"])
    report = Report(**old.row)
    document = KeptReport(position=old.position, row=old.row, is_off=call.body.off)
    word = "Switched off" if call.body.off else "Switched on"
    return _keep(desk, call, report, document, f"{word} {in_words(report)}", 200)


@SHELF.put(
    "POST", "/runs/{run}/refit", "Make a new estimate from the reports as they stand now",
    body=RefitIn, answers={202: JobAnswer, **BAD},
)  # fmt: skip
def refit_run(desk: Desk, call: Call) -> Answer:
    """Learn from what was changed: by an update where that is enough, else by a new fit."""
    run = desk.run(call.path["run"])
    as_of = _day(desk, call.body.as_of or run.as_of)
    arguments = {**_inputs(desk), "run": run.id, "as_of": as_of}
    return _start(desk, "refit", f"New estimate as of {as_of}", call.body.name or run.scenario, arguments)


@SHELF.put("POST", "/fit", "Make an estimate of the workspace's scenario",
           body=FitIn, answers={202: JobAnswer, **BAD})  # fmt: skip
def post_fit(desk: Desk, call: Call) -> Answer:
    """Fit anew."""
    scenario = desk.contents.scenario()
    as_of = _day(desk, call.body.as_of or scenario.as_of.isoformat())
    arguments = {**_inputs(desk), "as_of": as_of, "members": call.body.members, "seed": call.body.seed}
    title = f"Estimate of {scenario.name} as of {as_of}"
    return _start(desk, "fit", title, call.body.name or scenario.name, arguments)


def _start(desk: Desk, kind: str, title: str, name: str, arguments: dict[str, Any]) -> Answer:
    arguments = {**arguments, "wanted": name}
    shown = desk.current()
    kept = {"name": desk.new_run_id(name), "shows": True, "shown": shown.id if shown else None}
    job = desk.jobs.add(kind, title, {**arguments, **kept})
    return Answer(body=JobAnswer(job=Job(**job.cells())), status=202)


def _inputs(desk: Desk) -> dict[str, Any]:
    return {"scenario": desk.contents.scenario_text(), "reports": desk.contents.rows()}


def _day(desk: Desk, text: str) -> str:
    """Read the day of an estimate: within the scenario, or until its latest report, and ten years at most."""
    day, scenario = as_date(text), desk.contents.scenario()
    told = [str(report.row["published"] or "") for report in desk.contents.reports().values()]
    latest = max((as_date(published).toordinal() for published in told if published), default=0)
    last = max(scenario.as_of.toordinal() + scenario.horizon_days, latest)
    end = dt.date.fromordinal(min(last, scenario.start.toordinal() + MOST_DAYS, dt.date.max.toordinal()))
    if not scenario.start <= day <= end:
        raise Refused(
            422, f"{day} lies outside the days of the scenario and its reports.", where="fit", field="as_of",
            allowed=f"Allowed: {scenario.start} to {end}.",
        )  # fmt: skip
    return day.isoformat()


def _kept(desk: Desk, name: str) -> KeptReport:
    found = desk.contents.reports().get(name)
    if found is None:
        raise Refused(404, "there is no report of that id in the workspace.", where="reports")
    return found


def _keep(desk: Desk, call: Call, report: Report, document: KeptReport, words: str, status: int) -> Answer:
    """Check the report among all others, and keep it."""
    others: list[Row] = [k.counted_row() for name, k in desk.contents.reports().items() if name != report.id]
    reports_of([*others, document.counted_row()])
    revision = desk.workspace.change(
        "report", words, {REPORT + report.id: document.document()}, upon=call.revision
    )
    answer = ReportAnswer(id=report.id, revision=revision, words=words, problems=_warnings(desk, report))
    return Answer(body=answer, status=status)


def _warnings(desk: Desk, report: Report) -> list[Warned]:
    try:
        found = find_unplaced(
            desk.contents.scenario(), Reports([report.model_copy(update={"copy_of": None})])
        )
    except InputError:
        return []
    return [Warned(message=str(problem), field="place") for problem in found]


def free_id(kept: dict[str, KeptReport]) -> str:
    """Find a free id for a report that was added here."""
    number = 1
    while f"W{number:03d}" in kept:
        number += 1
    return f"W{number:03d}"


def in_words(report: Report) -> str:
    """Name a report in the journal."""
    return f"{report.id} ({report.issuer}: {report.measure.replace('_', ' ')}, {report.place})"
