"""Draw published counts to come: by pace, as uncertain as such forecasts were elsewhere and here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from alee.kernels.layout import Floats
from alee.outlook.counting import Known
from alee.outlook.experience import Experience, widening
from alee.outlook.paces import Paces, around, evidence, joint_ranks, middles


def draw_counts(
    paces: Paces,
    known: Known,
    wanted: Sequence[tuple[str, int]],
    *,
    members: int,
    seed: int,
    had: Experience,
    middle: Floats | None = None,
) -> Floats:
    """Draw counts to come, jointly over destinations, so that sums of members are sums of people.

    Each row's draws are evenly spread quantiles, shuffled so that errors of destinations go together as
    ``paces.together`` says; a destination keeps its luck over the days ahead.

    Parameters
    ----------
    wanted
        Destination and day (a proleptic ordinal) of each row; destinations must be ``known.settled``.
    had
        How forecasts fared here so far.
    middle
        (row,) float64, persons, another middle than the pace model's.

    Returns
    -------
    (member, row) float64, persons.
    """
    table = count_quantiles(paces, known, wanted, even_levels(members), had=had, middle=middle)
    luck = joint_ranks([name for name, _ in wanted], paces.together, members, seed)
    ranks = np.stack([luck[name] for name, _ in wanted], axis=1)
    return np.asarray(np.take_along_axis(table, ranks, axis=0))


def even_levels(n: int) -> Floats:
    """Evenly spread levels of quantiles, (n,) inside 0..1."""
    return np.asarray((np.arange(n) + 0.5) / n)


def count_quantiles(
    paces: Paces,
    known: Known,
    wanted: Sequence[tuple[str, int]],
    levels: Floats,
    *,
    had: Experience,
    middle: Floats | None = None,
) -> Floats:
    """Say quantiles of counts to come, (level, row) float64, persons; parameters as :func:`draw_counts`."""
    seen = evidence(known, wanted)
    centre = middles(paces, seen) if middle is None else middle
    return around(paces, centre, seen, levels, widening(paces, had, seen.age))
