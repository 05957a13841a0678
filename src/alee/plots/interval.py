"""One uncertain number, the way every picture and every table of Alee shows it.

A briefing never shows a number alone. It shows the middle of what is likely, the range that holds nine
histories in ten, and two figures to plan with: the one to *be ready for*, which is passed once in ten
histories, and the *bad case*, which is passed once in forty.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from alee.core.errors import InputError, Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """A number with its uncertainty: five quantiles over the members of an ensemble.

    Parameters
    ----------
    low
        5 % quantile, the lower end of the 90 % interval; in the unit of the thing described.
    median
        50 % quantile.
    high
        95 % quantile, the upper end of the 90 % interval.
    ready
        90 % quantile: "be ready for".
    bad
        97.5 % quantile: "bad case". It lies above ``high``.

    Raises
    ------
    InputError
        If a quantile is not finite, or the five are out of order.
    """

    low: float
    median: float
    high: float
    ready: float
    bad: float

    def __post_init__(self) -> None:
        """Refuse quantiles that are not finite or not in order."""
        ordered = (self.low, self.median, self.ready, self.high, self.bad)
        allowed = (
            "Give five finite numbers with low <= median <= ready <= high <= bad (5, 50, 90, 95, 97.5 %)."
        )
        if not all(isfinite(value) for value in ordered):
            raise InputError(Problem(f"a quantile is not finite: {ordered}", allowed, where="Interval"))
        if any(left > right for left, right in pairwise(ordered)):
            raise InputError(Problem(f"the quantiles are out of order: {ordered}", allowed, where="Interval"))

    @property
    def is_zero(self) -> bool:
        """Whether nobody at all is expected, even in the bad case."""
        return self.low == 0 and self.bad == 0
