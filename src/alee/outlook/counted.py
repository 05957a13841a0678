"""Published counts to come, beside the engine's own outlook.

Where an issuer has counted people at a place often enough and until lately, the next counts are forecast by
pace (:mod:`alee.outlook.paces`), as uncertain as such forecasts turned out to be elsewhere and here. The
engine has no say in how many they are. Members keep the order in which it puts them on each day (ensemble
copula coupling; Schefzik, Thorarinsdottir and Gneiting 2013): who has most people at the place in the engine
has the highest count here, so that chances over several days and places hang together, while how far apart
they are is what was measured.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alee.kernels.layout import Floats
from alee.model.areas import places_in, resolve_area
from alee.outlook.comparison import whereabouts
from alee.outlook.counting import Archive, Known
from alee.outlook.countries import countable
from alee.outlook.counts_ahead import count_quantiles, even_levels
from alee.outlook.experience import experience
from alee.outlook.forecasting import Outlook
from alee.outlook.paces import LEARNT, Ranks
from alee.outlook.reported_counts import Stream, archive_of

FEWEST, SPAN, STALE = 3, 10, 45  # counts needed, days that they span, and age in days of the newest


@dataclass(frozen=True, kw_only=True)
class CountsAhead:
    """Counts to come of one series.

    Attributes
    ----------
    stream
        Whose counts, of which place.
    newest_day, newest
        The newest count known, persons; of a sum the sum, and the oldest of their days.
    parts
        How many series are added up; 1 for a series of its own.
    draws
        (member, day) float64, persons that the issuer would count on each day after the as-of date.
    """

    stream: Stream
    newest_day: dt.date
    newest: float
    draws: Floats
    parts: int = 1

    @property
    def label(self) -> str:
        """Whose count it is, in words."""
        return self.stream.name if self.parts == 1 else f"{self.stream.name}, {self.parts} places added up"


def counts_ahead(outlook: Outlook, place: str | None = None) -> tuple[CountsAhead, ...]:
    """Forecast every series of counts that is long and fresh enough, the largest first.

    Parameters
    ----------
    place
        Only series about this place, country or area; where there is none about it as a whole, those about
        places in it are added up, by issuer and kind, if one issuer counts at each place where people may be
        counted.

    Returns
    -------
    tuple of CountsAhead
        Empty where nobody counts often enough, and for every what-if, because a pace knows nothing of it; the
        engine's outlook is all there is then.
    """
    if outlook.given:
        return ()
    posterior = outlook.posterior
    archive, streams = archive_of(posterior.reports)
    known = archive.known(posterior.as_of.toordinal())
    usable = [streams[name] for name in known.settled if _is_usable(outlook, known, streams[name])]
    chosen = usable if place is None else [stream for stream in usable if stream.place == place]
    found = _forecast(outlook, archive, chosen)
    if place is not None and not found:
        found = _added_up(place, _forecast(outlook, archive, _parts(outlook, usable, place)))
    return tuple(sorted(found, key=lambda c: (-c.newest, c.stream)))


def _parts(outlook: Outlook, usable: Sequence[Stream], place: str) -> list[Stream]:
    """Pick the series about single places that add up to an area, by issuer and kind; no part of it alone."""
    scenario = outlook.posterior.scenario
    area = resolve_area(scenario, place)
    needed = set() if area is None else set(places_in(scenario, area)) & countable(scenario)
    told: dict[tuple[str, str], set[str]] = {}
    for stream in usable:
        told.setdefault((stream.measure, stream.issuer), set()).add(stream.place)
    whole = {key for key, places in told.items() if needed and needed <= places}
    return [s for s in usable if s.place in needed and (s.measure, s.issuer) in whole]


def _added_up(place: str, found: Sequence[CountsAhead]) -> list[CountsAhead]:
    """Add up series of one issuer and kind, member by member."""
    out = []
    for measure, issuer in dict.fromkeys((c.stream.measure, c.stream.issuer) for c in found):
        same = [c for c in found if (c.stream.measure, c.stream.issuer) == (measure, issuer)]
        out.append(
            CountsAhead(
                stream=Stream(place, measure, issuer), newest_day=min(c.newest_day for c in same),
                newest=sum(c.newest for c in same), parts=len(same),
                draws=np.asarray(np.sum([c.draws for c in same], axis=0)),
            )
        )  # fmt: skip
    return out


def _forecast(outlook: Outlook, archive: Archive, chosen: Sequence[Stream]) -> list[CountsAhead]:
    """Draw the counts to come of some series, in the order of the engine's members."""
    if not chosen:
        return []
    known = archive.known(outlook.posterior.as_of.toordinal())
    had = experience(LEARNT, archive, known.origin)
    levels = even_levels(outlook.posterior.members)
    out = []
    for stream in chosen:
        series = known.series[stream.name]
        wanted = [(stream.name, known.origin + k) for k in range(1, outlook.days + 1)]
        table = count_quantiles(LEARNT, known, wanted, levels, had=had)
        out.append(
            CountsAhead(
                stream=stream, newest_day=dt.date.fromordinal(int(series.days[-1])),
                newest=float(series.figures[-1]),
                draws=np.take_along_axis(table, _order(outlook, stream.place), axis=0),
            )
        )  # fmt: skip
    return out


def _is_usable(outlook: Outlook, known: Known, stream: Stream) -> bool:
    """Tell whether a series has enough counts, and a place that the scenario knows."""
    days = known.series[stream.name].days
    if len(days) < FEWEST or days[-1] - days[0] < SPAN or known.origin - days[-1] > STALE:
        return False
    return resolve_area(outlook.posterior.scenario, stream.place) is not None


def _order(outlook: Outlook, place: str) -> Ranks:
    """Rank of each member by people at the place, for each day ahead, (member, day) int64."""
    ahead = whereabouts(outlook, place).present[:, -outlook.days :]
    first = np.argsort(ahead, axis=0, kind="stable")
    return np.argsort(first, axis=0, kind="stable")
