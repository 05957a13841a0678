"""Turn numbers into positions, and find round numbers for axes."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to positions.

    Parameters
    ----------
    first, last
        Values at both ends.
    start, end
        Positions at both ends.
    """

    first: float
    last: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Position of a value; values beyond the ends lie beyond the ends."""
        width = self.last - self.first
        share = (value - self.first) / width if width else 0.0
        return self.start + share * (self.end - self.start)


def round_step(span: float, most: int) -> float:
    """Find the smallest step of the form 1, 2 or 5 times a power of ten that cuts a span at most so often."""
    if span <= 0:
        return 1.0
    raw = span / most
    power = 10.0 ** floor(log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))


def round_ticks(highest: float, most: int = 5) -> tuple[float, ...]:
    """Give round values from nought to at least ``highest``, at most ``most`` steps."""
    step = round_step(highest, most)
    return tuple(step * k for k in range(ceil(highest / step - 1e-9) + 1)) if highest > 0 else (0.0, 1.0)
