"""Every report, what became of it, what was expected of it, and the family of copies it belongs to."""

from __future__ import annotations

from alee.briefing.content import Concept
from alee.briefing.evidence import evidence_row
from alee.dashboard.views.numbers import Cells, interval_cells
from alee.dashboard.views.source import Source
from alee.inference.posterior import ReportFit

STATUS = {
    "used": "used", "outside": "contradicting", "contradicts": "contradicting", "copy": "copy",
    "superseded": "superseded", "not_used": "not_used",
}  # fmt: skip
ORDER = ("contradicting", "used", "copy", "superseded", "not_used", "context")
WORDS = {"people": "people", "trips": "trips, not people", "other": "neither people nor trips"}


def evidence_view(source: Source) -> Cells:
    """Give the table of all reports published by the as-of date."""
    families = {
        member: family.head.id
        for family in source.posterior.reports.families()
        if family.copies
        for member in (family.head.id, *family.copies)
    }
    rows = [_row(source, fit, families.get(fit.report.id)) for fit in source.posterior.fits]
    rows.sort(key=lambda row: (ORDER.index(row["status"]), row["published"] or "", row["id"]))
    return {
        "as_of": source.posterior.as_of.isoformat(), "rows": rows,
        "issuers": sorted({row["issuer"] for row in rows}), "places": sorted({row["place"] for row in rows}),
        "measures": sorted({row["measure"] for row in rows}),
    }  # fmt: skip


def _row(source: Source, fit: ReportFit, family: str | None) -> Cells:
    report, shown = fit.report, evidence_row(fit)
    status = "context" if report.is_baseline and not fit.used else STATUS[shown.status]
    return {
        "id": report.id, "published": report.published.isoformat() if report.published else None,
        "start": report.start.isoformat() if report.start else None,
        "end": report.end.isoformat() if report.end else None,
        "place": report.place, "measure": report.measure, "concept": concept_words(shown.concept),
        "figure": shown.figure, "value": report.value, "low": report.low, "high": report.high,
        "unit": report.unit, "qualifier": report.qualifier, "issuer": report.issuer,
        "outlet": report.outlet, "url": safe_link(report.url), "note": report.note, "group": report.group,
        "status": status, "reason": shown.reason, "related": shown.related,
        "expected": interval_cells(shown.predicted), "off": round(fit.score, 2) if fit.used else None,
        "family": family, "switched_off": False, "copy_of": report.copy_of,
    }  # fmt: skip


def concept_words(concept: Concept) -> str:
    """Say what a figure counts: trips or people, gross or net, stock or flow."""
    balance = "" if concept.balance == "none" else f", {concept.balance}"
    return f"{WORDS[concept.counts]}{balance} ({concept.kind})"


def safe_link(url: str) -> str:
    """Keep only plain web addresses: anything else must never become a link."""
    return url if url.startswith(("https://", "http://")) else ""
