"""Two waves side by side: how many, how fast, who, and by which ways.

A wave is what a fitted run says of the people who left home because of its shock, up to its as-of date. Two
runs know nothing of each other, so their members are compared as independent draws: the ratio of two numbers
is as uncertain as both together.

A number that the reports did not move is the prior in disguise. So each wave is run once more without any
report, and a number that is then nearly as narrow and nearly the same is marked as not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from alee.inference.fitting import fit
from alee.inference.posterior import Posterior
from alee.kernels.layout import Floats
from alee.model.reports import Reports

MOST_WAYS = 5  # corridors of each wave that are shown
PRIOR_MEMBERS = 400  # most histories by which a number without reports is known
NARROWER, MOVED = 0.8, 0.25  # told: at most this part of the prior's width, or moved by this part of it


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
    first_told, second_told
        Whether reports moved the number: it is at least a fifth narrower than without any report, or its
        middle moved by a quarter of that width or more.
    """

    name: str
    unit: str
    first: tuple[float, float, float] | None
    second: tuple[float, float, float] | None
    ratio: tuple[float, float, float] | None
    first_told: bool = True
    second_told: bool = True


def compare_waves(first: Posterior, second: Posterior, *, threads: int | None = None) -> tuple[WaveRow, ...]:
    """Compare two fitted waves; each costs a run of the engine without reports.

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
    chosen = [way for name, _ in keys for way in [name.removeprefix("by ")] if name.startswith("by ")]
    before = [dict(_quantities(_without_reports(run, threads), chosen)) for run in (first, second)]
    return tuple(
        _row(
            *key, ours.get(key), theirs.get(key),
            _is_told(ours.get(key), before[0].get(key)), _is_told(theirs.get(key), before[1].get(key)),
        )
        for key in keys
    )  # fmt: skip


def _without_reports(run: Posterior, threads: int | None) -> Posterior:
    """The same scenario, days and luck, told nothing."""
    return fit(
        run.scenario, Reports(), as_of=run.as_of, members=max(20, min(run.members, PRIOR_MEMBERS)),
        seed=run.seed, rounds=0, threads=threads,
    )  # fmt: skip


def _is_told(found: Floats | None, before: Floats | None) -> bool:
    """Whether reports moved a number, (member,) each; what is missing in one of them counts as told."""
    if found is None or before is None:
        return True
    low, middle, high = _three(found)
    usual_low, usual, usual_high = _three(before)
    width = usual_high - usual_low
    return high - low < NARROWER * width or abs(middle - usual) >= MOVED * width > 0.0


def _row(
    name: str,
    unit: str,
    first: Floats | None,
    second: Floats | None,
    first_told: bool,  # noqa: FBT001
    second_told: bool,  # noqa: FBT001
) -> WaveRow:
    ratio = None
    if first is not None and second is not None:
        n = min(len(first), len(second))
        shifted = np.roll(second[:n], n // 2)  # members of two runs with one seed share luck: take others
        ratio = _three(shifted / np.maximum(first[:n], 1e-9))
    ends = [None if values is None else _three(values) for values in (first, second)]
    return WaveRow(name, unit, ends[0], ends[1], ratio, first_told, second_told)


def _three(values: Floats) -> tuple[float, float, float]:
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


def _quantities(
    posterior: Posterior, ways: Sequence[str] | None = None
) -> Iterator[tuple[tuple[str, str], Floats]]:
    """Name each quantity of a wave with its unit; values over members. ``ways``: those, or the main ones."""
    daily = posterior.displaced.sum("place").transpose("member", "day", "group")
    total = daily.sum(("day", "group")).values.astype(float)
    per_day = daily.sum("group").values.astype(float)
    safe = np.maximum(total, 1.0)
    yield ("people who left home", "persons"), total
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
    wanted = order.tolist() if ways is None else [leaving.index(way) for way in ways if way in leaving]
    for k in wanted:
        yield (f"by {leaving[k]}", "share"), chosen.values[:, k] / all_ways
