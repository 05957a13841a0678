"""Two waves side by side: how many, how fast, who, and by which ways.

A wave is what a fitted run says of the people who left home because of its shock, up to its as-of date. Two
runs know nothing of each other, so their members are compared as independent draws: the ratio of two numbers
is as uncertain as both together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from alee.inference.posterior import Posterior
from alee.kernels.layout import Floats

MOST_WAYS = 5  # corridors of each wave that are shown


@dataclass(frozen=True)
class WaveRow:
    """One quantity of both waves.

    Attributes
    ----------
    name
        What is compared, in words.
    unit
        ``persons``, ``persons/day``, ``days`` or ``share``.
    first, second
        5 %, 50 % and 95 % over members; None where a wave does not have it.
    ratio
        The same of second over first; None without one of them.
    """

    name: str
    unit: str
    first: tuple[float, float, float] | None
    second: tuple[float, float, float] | None
    ratio: tuple[float, float, float] | None


def compare_waves(first: Posterior, second: Posterior) -> tuple[WaveRow, ...]:
    """Compare two fitted waves.

    Parameters
    ----------
    first, second
        Two fits, of one scenario or of two; numbers of members may differ.

    Returns
    -------
    tuple of WaveRow
        Size, speed, half-life, then groups and ways by the share of people; quantities that only one wave
        has are kept.
    """
    ours, theirs = dict(_quantities(first)), dict(_quantities(second))
    keys = [*ours, *(key for key in theirs if key not in ours)]
    return tuple(_row(*key, ours.get(key), theirs.get(key)) for key in keys)


def _row(name: str, unit: str, first: Floats | None, second: Floats | None) -> WaveRow:
    ratio = None
    if first is not None and second is not None:
        n = min(len(first), len(second))
        shifted = np.roll(second[:n], n // 2)  # members of two runs with one seed share luck: take others
        ratio = _three(shifted / np.maximum(first[:n], 1e-9))
    ends = [None if values is None else _three(values) for values in (first, second)]
    return WaveRow(name, unit, ends[0], ends[1], ratio)


def _three(values: Floats) -> tuple[float, float, float]:
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


def _quantities(posterior: Posterior) -> Iterator[tuple[tuple[str, str], Floats]]:
    """Name each quantity of a wave with its unit; values over members."""
    daily = posterior.displaced.sum("place").transpose("member", "day", "group")
    total = daily.sum(("day", "group")).values.astype(float)
    per_day = daily.sum("group").values.astype(float)
    safe = np.maximum(total, 1.0)
    yield ("people who left", "persons"), total
    yield ("most in one day", "persons/day"), per_day.max(axis=1)
    so_far = np.cumsum(per_day, axis=1) / safe[:, None]
    start = (so_far > 0.0).argmax(axis=1)
    yield ("days until half of them had left", "days"), (so_far >= 0.5).argmax(axis=1) - start + 1.0
    for k, parameter in enumerate(posterior.parameters):
        if parameter.name == "behaviour/half_life_days":
            yield ("half-life of the urge to leave", "days"), parameter.values(posterior.z[:, k])
    for group in daily["group"].values:
        share = daily.sel(group=group).sum("day").values / safe
        yield (f"share of {group}", "share"), share
    crossed = posterior.ensemble.crossings.sum("day").transpose("member", "corridor")
    at_home = {place.name: place.country in posterior.scenario.home for place in posterior.scenario.places}
    corridors = posterior.scenario.corridors
    leaving = [c.name for c in corridors if at_home[c.from_place] and not at_home[c.to_place]]
    chosen = crossed.sel(corridor=leaving)
    all_ways = np.maximum(chosen.sum("corridor").values.astype(float), 1.0)
    order = np.argsort(-np.median(chosen.values, axis=0), kind="stable")[:MOST_WAYS]
    for k in order:
        yield (f"by {leaving[k]}", "share"), chosen.values[:, k] / all_ways
