"""The small charts of a briefing: what a what-if changes day by day, and what helpers will need day by day.

Those of one what-if share one scale, so that a look tells where it matters most; needs are counted in
different units, so each has its own. One copy serves wide and small screens: the page sets them side by side
as they fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup

from alee.briefing.changes import DifferenceSeries, WhatIf, WhatIfRow
from alee.briefing.charts import days_drawn
from alee.briefing.messages import Catalogue
from alee.briefing.preparing import NeedSeries, Preparing
from alee.briefing.sentences import about, capital, change_words, days, percent, short_day, signed
from alee.core.wording import EVEN_ODDS, units_for
from alee.plots.bars import draw_share, draw_swing
from alee.plots.panel import Panel, draw_panel, reach_of

T = TypeVar("T")
MOST_DRAWN = 16  # days of a difference, which is smooth


def what_if_panels(what_if: WhatIf, say: Catalogue, number: int) -> list[Markup]:
    """Draw the difference of a what-if day by day, one chart for each thing that changes."""
    panels = [_difference(series, what_if, say) for series in what_if.series]
    return [
        draw_panel(
            panel, reach=reach_of(panels), description=say("difference_alt", title=panel.title),
            identity=f"difference-{number}-{k}", say=signed,
        )
        for k, panel in enumerate(panels)
    ]  # fmt: skip


def _difference(series: DifferenceSeries, what_if: WhatIf, say: Catalogue) -> Panel:
    shown = days_drawn(len(series.days), MOST_DRAWN)
    if shown[0]:
        shown = [0, *shown]
    start = "" if what_if.start is None else say("from_day", day=short_day(what_if.start))
    return Panel(
        title=series.title, words=change_words(series.low[-1], series.median[-1], series.high[-1]),
        days=_drawn(series.days, shown), low=_drawn(series.low, shown), median=_drawn(series.median, shown),
        high=_drawn(series.high, shown), lower_quartile=_drawn(series.lower_quartile, shown),
        upper_quartile=_drawn(series.upper_quartile, shown), start=what_if.start, start_words=start,
    )  # fmt: skip


def need_panels(preparing: Preparing, say: Catalogue, most_days: int) -> list[Markup]:
    """Draw the units needed of each service day by day, beside what there is; at most so many days."""
    panels = [_need(series, say, most_days) for series in preparing.series]
    return [
        draw_panel(
            panel, reach=reach_of([panel]), description=say("needs_alt", title=panel.title),
            identity=f"need-{k}", say=about,
        )
        for k, panel in enumerate(panels)
    ]  # fmt: skip


def _need(series: NeedSeries, say: Catalogue, most_days: int) -> Panel:
    shown = days_drawn(len(series.days), most_days)
    there = series.capacity[0] if series.capacity else None
    unit = series.unit if there is None else units_for(about(there), series.unit)
    words = say("needs_unlimited" if there is None else "needs_panel", unit=unit, n=about(there or 0.0))
    if series.full_day is not None:
        key = "needs_panel_full" if series.full_chance >= EVEN_ODDS else "needs_panel_may"
        words += say(key, day=days(series.full_day, None), chance=percent(series.full_chance))
    return Panel(
        title=capital(series.service), words=words,
        days=_drawn(series.days, shown), low=_drawn(series.low, shown), median=_drawn(series.median, shown),
        high=_drawn(series.high, shown), ready=_drawn(series.ready, shown),
        limit=_drawn(series.capacity, shown) if series.capacity else (),
    )  # fmt: skip


def _drawn(values: Sequence[T], shown: Sequence[int]) -> list[T]:
    return [values[k] for k in shown]


def swings(rows: Sequence[WhatIfRow]) -> list[tuple[WhatIfRow, Markup]]:
    """Put a bar beside each row, all on one scale, from the most people fewer to the most more."""
    ends = [end for row in rows for end in (row.difference.low, row.difference.high)]
    reach = (min([0.0, *ends]), max([0.0, *ends]))
    ordered = sorted(rows, key=lambda row: (row.difference.median, row.difference.low))
    return [(row, draw_swing(row.difference, reach=reach)) for row in ordered]


def share_bars(drivers: Sequence[tuple[str, float]]) -> list[tuple[str, float, Markup]]:
    """Put a bar beside each way and its part."""
    most = max((share for _, share in drivers), default=1.0)
    return [(name, share, draw_share(share / most)) for name, share in drivers]
