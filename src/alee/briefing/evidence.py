"""The reports of a run as rows of the briefing's evidence table."""

import numpy as np

from alee.briefing.content import Concept, EvidenceRow, EvidenceStatus, Interval, LearntRow
from alee.briefing.sentences import about, percent
from alee.inference.measures import Concept as Counted
from alee.inference.posterior import Learnt, Posterior, ReportFit, far_off_words
from alee.model.behaviour import Behaviour
from alee.model.fields import declarations
from alee.model.report_words import figure_words
from alee.model.reports import Report

SHOWN_LEARNT = 25
IS_LEARNT = 0.15  # contraction from which on the reports are said to have told something
CONCEPTS = {
    Counted.GROSS_ENTRIES: Concept(counts="trips", balance="gross", kind="flow"),
    Counted.GROSS_EXITS: Concept(counts="trips", balance="gross", kind="flow"),
    Counted.NET: Concept(counts="trips", balance="net", kind="flow"),
    Counted.STOCK: Concept(counts="people", balance="none", kind="stock"),
    Counted.LEAVERS: Concept(counts="people", balance="gross", kind="flow"),
    Counted.CAPACITY: Concept(counts="other", balance="none", kind="rate"),
    Counted.QUEUE: Concept(counts="people", balance="none", kind="stock"),
    Counted.QUEUE_HOURS: Concept(counts="other", balance="none", kind="rate"),
    Counted.LEFT_AGAIN: Concept(counts="trips", balance="gross", kind="rate"),
    Counted.WENT_ON: Concept(counts="trips", balance="gross", kind="rate"),
    Counted.WENT_ON_COUNT: Concept(counts="trips", balance="gross", kind="flow"),
    Counted.OVER_USUAL: Concept(counts="trips", balance="gross", kind="rate"),
    Counted.OVER_PREVIOUS: Concept(counts="trips", balance="gross", kind="rate"),
    Counted.SHARE_OF_LEAVERS: Concept(counts="people", balance="gross", kind="rate"),
    Counted.SHARE_OF_PRESENT: Concept(counts="people", balance="none", kind="rate"),
    Counted.SHARE_OF_GROUP: Concept(counts="people", balance="none", kind="rate"),
}
MEANINGS = {declaration.field: declaration.meaning for declaration in declarations(Behaviour)}
PROXY = Concept(counts="other", balance="none", kind="proxy")


def status_of(fit: ReportFit) -> tuple[EvidenceStatus, str | None]:
    """What became of a report, and the other report it has to do with."""
    if fit.used:
        return ("outside", None) if fit.contradicts else ("used", None)
    if fit.reason.startswith("repeats "):
        return "copy", fit.reason.removeprefix("repeats ")
    if fit.reason.startswith("replaced by the later figure "):
        return "superseded", fit.reason.removeprefix("replaced by the later figure ").split()[0]
    return "not_used", None


def reason_of(fit: ReportFit) -> str:
    """One sentence why a report is not simply used."""
    if not fit.contradicts:
        return fit.reason[:1].upper() + fit.reason[1:] + "." if fit.reason else how_far_off(fit)
    if not fit.is_outlier:
        words = far_off_words(fit)
        return words[:1].upper() + words[1:]
    side = "above" if fit.score > 0 else "below"
    return (
        f"{abs(fit.score):.1f} standard deviations {side} what the other reports allow; "
        "its pull on the estimate was cut."
    )


def how_far_off(fit: ReportFit) -> str:
    """How far a used figure is from what the model expects of it, in words; blank if it was not compared."""
    if fit.expected is None:
        return ""
    low, middle, high = fit.expected
    said = float(np.clip(middle, *stated_range(fit.report)))
    if said == middle:
        return "Agrees."
    side = "above" if said > middle else "below"
    where = "inside the expected range" if low <= said <= high else "outside the expected range"
    if min(said, middle) <= 0:
        return f"{about(abs(said - middle))} {side}, {where}."
    ratio = max(said, middle) / min(said, middle)
    if ratio < 1.05:
        return "Agrees to within 5 %."
    if ratio < 2:
        return f"{percent(abs(said / middle - 1))} {side}, {where}."
    return f"{ratio:.2g} times {'as much' if said > middle else 'less'}, {where}."


def stated_range(report: Report) -> tuple[float, float]:
    """The least and the most that a figure says; one-sided figures reach to infinity."""
    if report.value is not None and report.low is None and report.high is None:
        return report.value, report.value
    low = -np.inf if report.low is None else report.low
    return low, np.inf if report.high is None else report.high


def evidence_row(fit: ReportFit) -> EvidenceRow:
    """One row of the evidence table."""
    report = fit.report
    status, related = status_of(fit)
    predicted = None
    if fit.expected is not None:
        low, middle, high = fit.expected
        predicted = Interval(low=low, median=middle, ready=high, high=high, bad=high)
    assert report.published is not None  # rows without a date never pass Reports.until
    return EvidenceRow(
        report=report.id, place=report.place, measure=report.measure,
        concept=CONCEPTS.get(fit.concept, PROXY) if fit.concept else PROXY,
        figure=figure_words(report), issuer=report.issuer, published=report.published,
        status=status, start=report.start, end=report.end, reason=reason_of(fit), related=related,
        value=report.value, value_low=report.low, value_high=report.high, predicted=predicted,
        outlet=report.outlet, url=report.url,
    )  # fmt: skip


def evidence_rows(posterior: Posterior) -> tuple[EvidenceRow, ...]:
    """All reports published by the as-of date: contradictions first, then used, then the others."""
    order = {"outside": 0, "contradicts": 0, "used": 1, "copy": 2, "superseded": 3, "not_used": 4}
    rows = [evidence_row(fit) for fit in posterior.fits]
    return tuple(sorted(rows, key=lambda row: order[row.status]))


def learnt_rows(posterior: Posterior) -> tuple[LearntRow, ...]:
    """The unknowns that the reports told most about, and common behaviour that they told nothing about."""
    most = posterior.learnt[:SHOWN_LEARNT]
    rest = [row for row in posterior.learnt[SHOWN_LEARNT:] if row.name.startswith("behaviour/")]
    return tuple(_learnt_row(row) for row in (*most, *rest))


def _learnt_row(row: Learnt) -> LearntRow:
    return LearntRow(
        name=readable(row.name),
        before=_interval(row.prior),
        after=_interval(row.posterior),
        contraction=row.contraction,
        is_learnt=row.contraction >= IS_LEARNT,
        note=MEANINGS.get(row.name.removeprefix("behaviour/"), ""),
    )


def _interval(values: tuple[float, float, float]) -> Interval:
    low, middle, high = values
    return Interval(low=low, median=middle, ready=high, high=high, bad=high)


def readable(name: str) -> str:
    """A parameter's name in words: its kind, what it belongs to, and the field."""
    kind, *rest = name.split("/")
    field = rest[-1].replace("_", " ")
    owner = "/".join(rest[:-1])
    if kind == "issuers" and field.rpartition(" ")[2] in ("delay", "sensitivity", "elasticity"):
        return f"{field} of {'/'.join(rest[:-2])} on {rest[-2].replace('_', ' ')}"
    if kind == "issuers":
        return f"factor of {rest[0]} on {rest[1].replace('_', ' ')} ({', '.join(rest[2:])})"
    return f"{field} of {owner}" if owner else field
