"""What is said about the needs of one place, as frozen plain values.

Three figures stand beside each other everywhere: *most likely* (the middle), *be ready for* (one in ten goes
beyond) and *bad case* (one in forty goes beyond). For something one would rather have, such as free beds,
beyond means below.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from alee.model.services import Service

LEVELS = (0.05, 0.5, 0.9, 0.95, 0.975)
SCARCE = (0.05, 0.5, 0.1, 0.95, 0.025)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """One uncertain number, in the unit of the service.

    Attributes
    ----------
    low, likely, high
        5, 50 and 95 %.
    ready, bad
        Be ready for and bad case: 90 and 97.5 %, or 10 and 2.5 % of something one would rather have.
    """

    low: float
    likely: float
    ready: float
    high: float
    bad: float


def figures(values: ArrayLike, *, is_scarce: bool = False) -> Figures:
    """Reduce (any shape) values of members to five figures; ``is_scarce``: less of it is worse."""
    low, likely, ready, high, bad = np.quantile(np.asarray(values, float), SCARCE if is_scarce else LEVELS)
    return Figures(low=float(low), likely=float(likely), ready=float(ready), high=float(high), bad=float(bad))


@dataclass(frozen=True, kw_only=True, slots=True)
class Horizon:
    """The needs of the next 14 days or 3 months.

    Attributes
    ----------
    wanted, days
        Days asked for, and days that the outlook really reaches.
    start, end
        First and last of these days.
    asks_per_day
        Asks on a day, all days alike: one day in ten brings more than ``ready``.
    asks
        Asks in all.
    needed
        Units needed on the fullest day if nobody were turned away.
    in_use
        Units taken on the fullest day with the capacity there is.
    free, short
        Units free at the tightest moment, units missing at the worst; None without a limit.
    unserved
        People turned away in all, or, with a queue, waiting on the worst evening; None without a limit.
    """

    wanted: int
    days: int
    start: dt.date
    end: dt.date
    asks_per_day: Figures
    asks: Figures
    needed: Figures
    in_use: Figures
    free: Figures | None
    short: Figures | None
    unserved: Figures | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Full:
    """When a service cannot give somebody a unit for the first time.

    Attributes
    ----------
    chance, chance_soon
        Part of histories in which that comes before the outlook ends, and within 14 days.
    day, first, last
        Middle, 5 and 95 % of the day among them; None where it never comes.
    """

    chance: float
    chance_soon: float
    day: dt.date | None
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reserve:
    """What one size of the service costs per day over the next 14 days, on average, in the group's money.

    Attributes
    ----------
    label
        ``now``, ``likely``, ``ready``, ``bad`` or ``cheapest``.
    units
        Units held.
    holding, missing
        Cost of units that stand free, and of units that are missing.
    """

    label: str
    units: int
    holding: float
    missing: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """Quantiles day by day, for a chart: ``levels`` 5, 50, 90, 95 and 97.5 %, each with one value per day.

    Attributes
    ----------
    asks, needed, in_use
        (level,) tuples of (day,) values: asks per day, units needed, units taken.
    capacity
        (day,) units there are; None without a limit.
    """

    days: tuple[dt.date, ...]
    asks: tuple[tuple[float, ...], ...]
    needed: tuple[tuple[float, ...], ...]
    in_use: tuple[tuple[float, ...], ...]
    capacity: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Learnt:
    """What the group's own numbers told.

    Attributes
    ----------
    days
        Days with numbers that were used.
    asked, expected
        Asks counted on those days, and most likely before them.
    rate
        Asking after over before: the factor by which the numbers moved it.
    stay_before, stay
        Mean stay before and after, days; equal where the numbers said nothing about it.
    effective
        Histories that still carry weight.
    """

    days: int
    asked: int
    expected: float
    rate: float
    stay_before: float
    stay: float
    effective: float


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceNeed:
    """All that is said about one service.

    Attributes
    ----------
    service
        As the group describes it.
    capacity
        Units there are on the first day ahead; None without a limit.
    taken, free
        Units taken and free on the evening before; equal figures where the group counted them.
    horizons
        The next 14 days and 3 months, as far as the outlook reaches.
    full
        When it runs full; None without a limit.
    reserve
        What other sizes would cost; empty without both costs.
    series
        Day by day.
    learnt
        What the group's own numbers told; None without any.
    """

    service: Service
    capacity: int | None
    taken: Figures
    free: Figures | None
    horizons: tuple[Horizon, ...]
    full: Full | None
    reserve: tuple[Reserve, ...]
    series: Series
    learnt: Learnt | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Driver:
    """A way by which people come: its part of all arrivals over the next 14 days, 0..1."""

    corridor: str
    share: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Needs:
    """What one group of helpers will be asked for in one place.

    Attributes
    ----------
    place, group, money
        Where, who helps, and the money of costs.
    as_of, today
        Day of the newest report, and the last day with known numbers of the group, if that is later.
    end
        Last day of the outlook.
    services
        In the order of services.yaml.
    drivers
        Ways in, the one with most arrivals first.
    """

    place: str
    group: str
    money: str
    as_of: dt.date
    today: dt.date
    end: dt.date
    services: tuple[ServiceNeed, ...]
    drivers: tuple[Driver, ...]

    def service(self, name: str) -> ServiceNeed:
        """The needs of one service; KeyError if there is none of that name."""
        return {need.service.name: need for need in self.services}[name]
