"""From the plays of all members to figures: horizons, the day it runs full, the cost of a reserve, charts."""

from __future__ import annotations

import datetime as dt

import numpy as np

from alee.kernels.layout import Counts
from alee.kernels.services import Service as Played
from alee.model.services import Service
from alee.services.figures import LEVELS, Full, Horizon, Reserve, Series, figures

HORIZONS = (14, 90)


def horizons(
    service: Service, days: tuple[dt.date, ...], today: int, capacity: Counts, real: Played, unlimited: Played
) -> tuple[Horizon, ...]:
    """The next 14 days and 3 months, as far as the outlook reaches; 3 months only if it reaches beyond 14."""
    left = len(days) - 1 - today
    wanted = [w for k, w in enumerate(HORIZONS) if k == 0 or left > HORIZONS[k - 1]]
    return tuple(_horizon(service, w, days, today, min(w, left), capacity, real, unlimited) for w in wanted)


def _horizon(
    service: Service, wanted: int, days: tuple[dt.date, ...], today: int, reached: int, capacity: Counts,
    real: Played, unlimited: Played,
) -> Horizon:  # fmt: skip
    ahead = slice(today + 1, today + 1 + reached)
    limit = capacity[ahead]
    asks, needed = unlimited.asked[:, ahead], unlimited.taken[:, ahead]
    is_limited = bool((limit >= 0).all())
    room = limit - needed
    unserved = real.waiting[:, ahead].max(axis=1) if service.has_queue else real.refused[:, ahead].sum(axis=1)
    return Horizon(
        wanted=wanted, days=reached, start=days[today + 1], end=days[today + reached],
        asks_per_day=figures(asks), asks=figures(asks.sum(axis=1)),
        needed=figures(needed.max(axis=1)), in_use=figures(real.taken[:, ahead].max(axis=1)),
        free=figures(np.maximum(room.min(axis=1), 0), is_scarce=True) if is_limited else None,
        short=figures(np.maximum(-room.min(axis=1), 0)) if is_limited else None,
        unserved=figures(unserved) if is_limited else None,
    )  # fmt: skip


def full_of(days: tuple[dt.date, ...], today: int, real: Played) -> Full:
    """When somebody who asks cannot be given a unit at once for the first time, over all members."""
    missed = (real.refused + real.waiting)[:, today + 1 :] > 0
    comes = missed.any(axis=1)
    if not comes.any():
        return Full(chance=0.0, chance_soon=0.0, day=None, first=None, last=None)
    first = missed[comes].argmax(axis=1)
    low, middle, high = (
        days[today + 1 + round(float(q))] for q in np.quantile(first, (0.05, 0.5, 0.95), method="nearest")
    )
    soon = float(missed[:, : HORIZONS[0]].any(axis=1).mean())
    return Full(chance=float(comes.mean()), chance_soon=soon, day=middle, first=low, last=high)


def reserve(service: Service, now: int, needed: Counts) -> tuple[Reserve, ...]:
    """Cost per day of holding some sizes over the days ahead; the cheapest is a quantile of what is needed.

    Parameters
    ----------
    now
        Units there are; -1 without a limit.
    needed
        (member, day) int64, units needed.

    Notes
    -----
    With cost f of a free unit and s of a missing one the cheapest size is the s / (s + f) quantile: the
    newsvendor's rule (Arrow, Harris and Marschak 1951, Optimal inventory policy).
    """
    free, short = service.cost_free, service.cost_short
    if now < 0 or not free or not short:
        return ()
    sizes = {"now": now}
    spread = np.quantile(needed, (0.5, 0.9, 0.975, short / (short + free)), method="higher")
    sizes |= dict(zip(("likely", "ready", "bad", "cheapest"), (int(q) for q in spread), strict=True))
    return tuple(
        Reserve(
            label=label, units=units, holding=free * float(np.maximum(units - needed, 0).mean()),
            missing=short * float(np.maximum(needed - units, 0).mean()),
        )
        for label, units in sizes.items()
    )  # fmt: skip


def daily(days: tuple[dt.date, ...], today: int, capacity: Counts, real: Played, unlimited: Played) -> Series:
    """Quantiles of each day ahead."""

    def bands(values: Counts) -> tuple[tuple[float, ...], ...]:
        table = np.quantile(values[:, today + 1 :], LEVELS, axis=0)
        return tuple(tuple(float(v) for v in row) for row in table)

    return Series(
        days=days[today + 1 :], asks=bands(unlimited.asked), needed=bands(unlimited.taken),
        in_use=bands(real.taken),
        capacity=tuple(int(c) if c >= 0 else None for c in capacity[today + 1 :]),
    )  # fmt: skip
