"""What is newer than a run: changes that it does not know, and how it differs from the run before it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from alee.briefing.sentences import about
from alee.dashboard.contents import KeptReport
from alee.dashboard.desk import Desk
from alee.dashboard.report_rows import Row, row_of
from alee.dashboard.runs import SavedRun
from alee.dashboard.views.book import unpacked
from alee.dashboard.views.evidence import safe_link
from alee.files.report_table import load_reports
from alee.model.report_words import figure_words
from alee.model.reports import Report

Cells = dict[str, Any]
NOT_YET = "Added here after this estimate was made; make a new estimate to use it."
CHANGED = "Changed here after this estimate was made; make a new estimate to use the change."
OFF = "Switched off here after this estimate was made; make a new estimate to see what that does."
SAME = 0.02  # relative differences below it are not news


def as_it_stands(desk: Desk, run: SavedRun, view: Cells) -> Cells:
    """Put what was changed in the workspace beside the reports that a run knows."""
    kept, known = desk.contents.reports(), known_rows(run)
    rows = [_marked(row, kept.get(row["id"]), known.get(row["id"])) for row in view["rows"]]
    listed = {row["id"] for row in rows}
    added = [
        _added(report)
        for name, report in kept.items()
        if name not in listed and name not in known and str(report.row["published"] or "") <= run.as_of
    ]
    rows = [*added, *rows]
    view["rows"] = rows
    view["pending"] = sum(row["edited"] for row in rows)
    for name, key in (("issuers", "issuer"), ("places", "place"), ("measures", "measure")):
        view[name] = sorted({row[key] for row in rows})
    return view


def known_rows(run: SavedRun) -> dict[str, Row]:
    """The reports that a run was made from, by id; remembered, for the file never changes."""
    return _known_rows(str(run.folder / "reports.csv"), run.digest)


@lru_cache(maxsize=8)
def _known_rows(path: str, digest: str) -> dict[str, Row]:
    return {report.id: row_of(report) for report in load_reports(path)}


def _marked(row: Cells, kept: KeptReport | None, known: Row | None) -> Cells:
    if kept is None or known is None:
        return {**row, "edited": False}
    counted = kept.counted_row()
    changed = {**row, "switched_off": kept.is_off, "edited": counted != known}
    if kept.is_off and known["use"]:
        return {**changed, "reason": OFF}
    if kept.row != {**known, "use": kept.row["use"]}:
        report = Report(**kept.row)
        return {**changed, **_said(report), "reason": CHANGED}
    return changed


def _added(kept: KeptReport) -> Cells:
    report = Report(**kept.row)
    return {
        **_said(report), "id": report.id, "concept": report.measure.replace("_", " "), "status": "not_used",
        "reason": OFF if kept.is_off else NOT_YET, "related": None, "expected": None, "off": None,
        "family": None, "switched_off": kept.is_off, "copy_of": report.copy_of, "edited": True,
    }  # fmt: skip


def _said(report: Report) -> Cells:
    def written(day: Any) -> str | None:
        return day.isoformat() if day else None

    return {
        "published": written(report.published), "start": written(report.start), "end": written(report.end),
        "place": report.place, "measure": report.measure, "figure": figure_words(report),
        "value": report.value, "low": report.low, "high": report.high, "unit": report.unit,
        "qualifier": report.qualifier, "issuer": report.issuer, "outlet": report.outlet,
        "url": safe_link(report.url), "note": report.note, "group": report.group,
    }  # fmt: skip


def with_news(desk: Desk, run: SavedRun, view: Cells) -> Cells:
    """Say what changed since the run before this one, and what this run does not know yet."""
    before = _run_before(desk, run)
    words = [] if before is None else _differences(desk, before, run, view)
    pending = sum(
        _marked({}, report, known_rows(run).get(name))["edited"] if name in known_rows(run) else 1
        for name, report in desk.contents.reports().items()
        if name in known_rows(run) or str(report.row["published"] or "") <= run.as_of
    )
    if pending:
        what = "One change of a report is" if pending == 1 else f"{pending} changes of reports are"
        words.insert(0, f"{what} not in this estimate yet.")
    view["changed"] = [{"text": text} for text in words]
    if view["previous"] is None:
        kept = desk.workspace.result(f"previous/{run.id}")
        view["previous"] = None if kept is None else unpacked(kept)
    return view


def _run_before(desk: Desk, run: SavedRun) -> SavedRun | None:
    older = [r for r in desk.shelf.all() if r.scenario == run.scenario and r.saved < run.saved and r.is_ready]
    return older[0] if older else None


def _differences(desk: Desk, before: SavedRun, run: SavedRun, view: Cells) -> list[str]:
    old = desk.plain_view(before, "now")
    words = []
    new = known_rows(run).keys() - known_rows(before).keys()
    gone = sum(1 for name, row in known_rows(run).items() if not row["use"] and _was_used(before, name))
    if new:
        words.append(f"{len(new)} new reports." if len(new) > 1 else "One new report.")
    if gone:
        words.append(f"{gone} reports switched off." if gone > 1 else "One report switched off.")
    if run.as_of != before.as_of:
        words.append(f"As of {run.as_of} instead of {before.as_of}.")
    for number, earlier in zip(view["headline"], old["headline"], strict=False):
        now, then = number["value"], earlier["value"]
        if number["id"] == earlier["id"] and now and then and _moved(then["median"], now["median"]):
            words.append(f"{number['label']}: {about(now['median'])}, before {about(then['median'])}.")
    against, was = view["counts"]["contradicting"], old["counts"]["contradicting"]
    if against != was:
        words.append(f"{against} reports contradict the rest, before {was}.")
    return [text[:1].upper() + text[1:] for text in words]


def _was_used(run: SavedRun, name: str) -> bool:
    row = known_rows(run).get(name)
    return bool(row and row["use"])


def _moved(before: float, now: float) -> bool:
    return abs(now - before) > SAME * max(abs(before), 1.0)
