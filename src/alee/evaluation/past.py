"""How past forecasts fared: each kept outlook against what was reported after it was made.

Every report is held against what the engine expected of it; a count whose series was forecast by pace
(:mod:`alee.outlook.counted`) also against that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from alee.core.errors import InputError
from alee.evaluation.results import Cell, Results
from alee.model.reports import Report, Reports
from alee.outlook.counted import counts_ahead
from alee.outlook.forecasting import Outlook
from alee.outlook.prediction import LEVELS, Prediction, predict
from alee.outlook.reported_counts import stream_of
from alee.outlook.scoring import log_ratio

LEADS = ((1, 7), (8, 30), (31, 90), (91, 730))
NOTHING_CAME = (
    "Nothing to score yet: no report was published after an outlook's as-of date about a day ahead of it. "
    "When newer ones are there: alee score FOLDER --reports FILE."
)


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
        One line per outlook, forecaster and lead: reports, shares inside the intervals, middle log ratio.

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
        for who, found in (("engine", predict(outlook, since)), ("counts by pace", by_pace(outlook, since))):
            for low, high in LEADS:
                chosen = [p for p in found if low <= _lead(p.report, outlook) <= high]
                rows.append(_line(outlook, who, f"{low} to {high}", chosen))
    return Results(
        protocol="past forecasts",
        rows=tuple(row for row in rows if row["reports"]) or tuple(rows[:1]),
        notes=(
            *(() if any(row["reports"] for row in rows) else (NOTHING_CAME,)),
            "Days ahead: from the as-of date to the last day that a report speaks of. Only reports published "
            "after the as-of date count.",
        ),
    )


def by_pace(outlook: Outlook, since: Reports) -> list[Prediction]:
    """Say what an outlook's counts to come were, for the reports that are such counts."""
    ahead = {counts.stream: counts.draws for counts in counts_ahead(outlook)}
    out = []
    for report in since:
        stream, lead = stream_of(report), _lead(report, outlook)
        if stream not in ahead or not 1 <= lead <= outlook.days or report.figure is None:
            continue
        draws = ahead[stream][:, lead - 1]
        said = tuple(float(q) for q in np.quantile(draws, LEVELS))
        pit = float((draws <= report.figure).mean())
        out.append(Prediction(report=report, quantiles=said, pit=pit, reason=""))
    return out


def _line(outlook: Outlook, who: str, lead: str, chosen: Sequence[Prediction]) -> dict[str, Cell]:
    said = [(p.quantiles, p.report.figure) for p in chosen if p.quantiles is not None]
    known = [(q, figure) for q, figure in said if figure is not None]

    def inside(low: int, high: int) -> float | None:
        return sum(q[low] <= f <= q[high] for q, f in known) / len(known) if known else None

    ratios = [float(log_ratio(np.array(q[3]), np.array(f))) for q, f in known]
    return {
        "as of": str(outlook.posterior.as_of), "said by": who, "days ahead": lead, "reports": len(known),
        "inside 50 %": inside(2, 4), "inside 90 %": inside(1, 5), "inside 95 %": inside(0, 6),
        "median log ratio": float(np.median(ratios)) if ratios else None,
    }  # fmt: skip
