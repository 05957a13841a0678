"""What helpers in one place will need, as plain values: rows, charts, when it is full, what a reserve costs.

Declared apart from the rest of :mod:`alee.briefing.content`, which gathers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from alee.plots.interval import Interval

Size = Literal["now", "likely", "ready", "bad", "cheapest"]


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedRow:
    """What helpers in one place will be asked for.

    Parameters
    ----------
    place
        Name of the place.
    service
        E.g. ``"a bed for the night"``.
    kind
        ``asks`` on a day, or units ``needed`` on the fullest day.
    unit
        What is counted, in the plural, e.g. ``"beds"``.
    days
        Days ahead that the row speaks of.
    asked
        How much.
    available
        Units free now; ``None`` if not known.
    capacity
        Units there are; ``None`` without a limit.
    full_soon, full_chance, full_day
        Chance that it runs full within these days, and before the forecast ends, and the likely day; ``None``
        if not known.
    source
        Where the rate comes from.
    """

    place: str
    service: str
    kind: Literal["asks", "needed"]
    unit: str
    days: int
    asked: Interval
    available: float | None = None
    capacity: int | None = None
    full_soon: float | None = None
    full_chance: float | None = None
    full_day: date | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedSeries:
    """Units of a service needed day by day, if nobody were turned away.

    Parameters
    ----------
    service, unit
        As in :class:`NeedRow`.
    days
        n consecutive days ahead.
    low, median, ready, high
        n values each: 5, 50, 90 and 95 % quantiles of each day.
    capacity
        n values, units there are; empty without a limit.
    full_day
        Middle of the days on which somebody cannot be helped at once for the first time, among the histories
        in which that comes; ``None`` if it hardly ever comes.
    full_chance
        Part of such histories, 0..1: below even odds the day must not stand for the forecast.
    """

    service: str
    unit: str
    days: tuple[date, ...]
    low: tuple[float, ...]
    median: tuple[float, ...]
    ready: tuple[float, ...]
    high: tuple[float, ...]
    capacity: tuple[float, ...] = ()
    full_day: date | None = None
    full_chance: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ReserveRow:
    """What one size of a service costs a day over the next two weeks, on average.

    Parameters
    ----------
    service, unit
        As in :class:`NeedRow`.
    size
        Which one it is: ``now``, ``likely``, ``ready``, ``bad`` or ``cheapest``.
    units
        Units held.
    holding, missing
        Cost of what stands free, and of what is missing, in the group's money.
    """

    service: str
    unit: str
    size: Size
    units: int
    holding: float
    missing: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Preparing:
    """The rest of what a page says about needs, beside its rows.

    Parameters
    ----------
    group
        Who helps.
    today
        Last day with known numbers.
    sentences
        Each service in a sentence, the most pressing first; when it runs full stands there.
    costs
        What holding a reserve costs against being short, a sentence for each service with both costs.
    money
        Of the costs.
    series
        Day by day.
    reserves
        Sizes of each service and their costs.
    drivers
        Ways into the place and their part of all who will arrive in two weeks, 0..1, the largest first.
    """

    group: str
    today: date
    sentences: tuple[str, ...]
    costs: tuple[str, ...]
    money: str
    series: tuple[NeedSeries, ...]
    reserves: tuple[ReserveRow, ...]
    drivers: tuple[tuple[str, float], ...]
