"""How past forecasts fared: each kept outlook against what was reported after it was made."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from alee.core.errors import InputError
from alee.evaluation.results import Cell, Results
from alee.model.reports import Report, Reports
from alee.outlook.forecasting import Outlook
from alee.outlook.prediction import Prediction, predict
from alee.outlook.scoring import log_ratio

LEADS = ((1, 7), (8, 30), (31, 90), (91, 730))


def came_since(outlook: Outlook, reports: Reports) -> Reports:
    """Pick the reports published after an outlook was made that speak of days ahead of it."""
    made = outlook.posterior.as_of
    known = {report.id for report in outlook.posterior.reports}
    return Reports([r for r in reports if r.id not in known and r.copy_of is None and _lead(r, outlook) >= 1
                    and r.published is not None and r.published > made])  # fmt: skip


def _lead(report: Report, outlook: Outlook) -> int:
    return -1 if report.period is None else (report.period[1] - outlook.posterior.as_of).days


def score_past(outlooks: Sequence[Outlook], reports: Reports) -> Results:
    """Score kept outlooks on the reports that came after them, by how far ahead they looked.

    Returns
    -------
    Results
        One line per outlook and lead: reports, shares inside the intervals, middle log ratio.

    Raises
    ------
    InputError
        If no outlook is named.
    """
    if not outlooks:
        raise InputError("outlooks: there is none to score. Needed: folders made by alee forecast.")
    rows: list[dict[str, Cell]] = []
    for outlook in sorted(outlooks, key=lambda o: o.posterior.as_of):
        since = came_since(outlook, reports)
        found = predict(outlook, since)
        for low, high in LEADS:
            chosen = [p for p in found if low <= _lead(p.report, outlook) <= high]
            rows.append(_line(outlook, f"{low} to {high}", chosen))
    return Results(
        protocol="past forecasts",
        rows=tuple(row for row in rows if row["reports"]) or tuple(rows[:1]),
        notes=(
            "Days ahead: from the as-of date to the last day that a report speaks of. Only reports published "
            "after the as-of date count.",
        ),
    )


def _line(outlook: Outlook, lead: str, chosen: Sequence[Prediction]) -> dict[str, Cell]:
    said = [(p.quantiles, p.report.figure) for p in chosen if p.quantiles is not None]
    known = [(q, figure) for q, figure in said if figure is not None]

    def inside(low: int, high: int) -> float | None:
        return sum(q[low] <= f <= q[high] for q, f in known) / len(known) if known else None

    ratios = [float(log_ratio(np.array(q[3]), np.array(f))) for q, f in known]
    return {
        "as of": str(outlook.posterior.as_of), "days ahead": lead, "reports": len(known),
        "inside 50 %": inside(2, 4), "inside 90 %": inside(1, 5), "inside 95 %": inside(0, 6),
        "median log ratio": float(np.median(ratios)) if ratios else None,
    }  # fmt: skip
