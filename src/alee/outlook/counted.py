"""Published counts to come, beside the engine's own outlook.

Where an issuer has counted people at a place often enough and until lately, the next counts are forecast by
pace (:mod:`alee.outlook.paces`), as uncertain as such forecasts turned out to be elsewhere and here. The
engine's expected change counts as far as it helped elsewhere. Members keep the order in which the engine puts
them on each day (ensemble copula coupling; Schefzik, Thorarinsdottir and Gneiting 2013): who has most people
at the place in the engine has the highest count here, so that chances over several days and places hang
together, while how far apart they are is what was measured.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alee.kernels.layout import Floats
from alee.model.areas import resolve_area
from alee.outlook.comparison import whereabouts
from alee.outlook.counting import Known
from alee.outlook.counts_ahead import count_quantiles, engine_weight, even_levels
from alee.outlook.experience import experience
from alee.outlook.forecasting import Outlook
from alee.outlook.paces import LEARNT, evidence, middles
from alee.outlook.prediction import draw_figures
from alee.outlook.reported_counts import Stream, archive_of

FEWEST, SPAN, STALE = 3, 14, 45  # counts needed, days that they span, and age in days of the newest
GRID = (1, 3, 7, 14, 21, 30, 45, 60, 75, 90, 120, 180, 270, 365, 545, 730)  # days on which the engine is asked


@dataclass(frozen=True, kw_only=True)
class CountsAhead:
    """Counts to come of one series.

    Attributes
    ----------
    stream
        Whose counts, of which place.
    newest_day, newest
        The newest count known, persons.
    draws
        (member, day) float64, persons that the issuer would count on each day after the as-of date.
    """

    stream: Stream
    newest_day: dt.date
    newest: float
    draws: Floats


def counts_ahead(outlook: Outlook, place: str | None = None) -> tuple[CountsAhead, ...]:
    """Forecast every series of counts that is long and fresh enough, the largest first.

    Parameters
    ----------
    place
        Only series about this place, country or area.

    Returns
    -------
    tuple of CountsAhead
        Empty where nobody counts often enough; the engine's outlook is all there is then.
    """
    posterior = outlook.posterior
    archive, streams = archive_of(posterior.reports)
    known = archive.known(posterior.as_of.toordinal())
    chosen = [
        streams[name] for name in known.settled if _is_usable(outlook, known, streams[name])
        and (place is None or streams[name].place == place)
    ]  # fmt: skip
    if not chosen:
        return ()
    had = experience(LEARNT, known)
    days = [known.origin + k for k in range(1, outlook.days + 1)]
    out = []
    for stream in chosen:
        series = known.series[stream.name]
        wanted = [(stream.name, day) for day in days]
        middle = _middle(outlook, known, stream, wanted)
        table = count_quantiles(
            LEARNT, known, wanted, even_levels(posterior.members), middle=middle, had=had
        )
        order = _order(outlook, stream.place)
        out.append(
            CountsAhead(
                stream=stream, newest_day=dt.date.fromordinal(int(series.days[-1])),
                newest=float(series.figures[-1]), draws=np.take_along_axis(table, order, axis=0),
            )
        )  # fmt: skip
    return tuple(sorted(out, key=lambda c: (-c.newest, c.stream)))


def _is_usable(outlook: Outlook, known: Known, stream: Stream) -> bool:
    """Tell whether a series has enough counts, and a place that the scenario knows."""
    days = known.series[stream.name].days
    if len(days) < FEWEST or days[-1] - days[0] < SPAN or known.origin - days[-1] > STALE:
        return False
    return resolve_area(outlook.posterior.scenario, stream.place) is not None


def _order(outlook: Outlook, place: str) -> Floats:
    """Rank of each member by people at the place, for each day ahead, (member, day) int64."""
    ahead = whereabouts(outlook, place).present[:, -outlook.days :]
    first = np.argsort(ahead, axis=0, kind="stable")
    return np.argsort(first, axis=0, kind="stable")


def _middle(
    outlook: Outlook, known: Known, stream: Stream, wanted: Sequence[tuple[str, int]]
) -> Floats | None:
    """Mix the pace model's middle with the engine's expected change; None where the engine has no say."""
    ahead = np.arange(1, outlook.days + 1, dtype=float)
    weight = engine_weight(ahead)
    if not weight.any():
        return None
    pace = middles(LEARNT, evidence(known, wanted))
    series = known.series[stream.name]
    newest, when = float(series.figures[-1]), dt.date.fromordinal(int(series.days[-1]))
    grid = [k for k in GRID if k < outlook.days] + [outlook.days]
    asked = [when, *(outlook.posterior.as_of + dt.timedelta(days=k) for k in grid)]
    found = draw_figures(outlook, [stream.asked(day, newest) for day in asked])
    if any(isinstance(d, str) for d in found):
        return None
    medians = np.array([float(np.median(d)) for d in found if not isinstance(d, str)])
    change = np.interp(ahead, grid, medians[1:] - medians[0])
    return np.asarray((1.0 - weight) * pace + weight * np.maximum(0.0, newest + change))
