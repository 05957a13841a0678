"""Draw a flow as a curved band that grows from its start to its end.

The band is thin where people set out and full width where they arrive, so the direction shows without an
arrow head; it always bends to the right of travel, so two flows between the same places lie side by side. A
paler band behind reaches to the upper end of the interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Literal

from alee.plots.svg import Point, outline

STEPS = 10
BEND = 0.16


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic Bezier curve.

    Parameters
    ----------
    start, middle, end
        Its three control points.
    """

    start: Point
    middle: Point
    end: Point

    def at(self, share: float) -> Point:
        """Point at ``share`` (0 to 1) of the way."""
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        return (
            a * self.start[0] + b * self.middle[0] + c * self.end[0],
            a * self.start[1] + b * self.middle[1] + c * self.end[1],
        )

    def normal(self, share: float) -> Point:
        """Give the unit vector across the curve at ``share`` of the way."""
        x = (1 - share) * (self.middle[0] - self.start[0]) + share * (self.end[0] - self.middle[0])
        y = (1 - share) * (self.middle[1] - self.start[1]) + share * (self.end[1] - self.middle[1])
        length = hypot(x, y) or 1.0
        return -y / length, x / length


def bend(start: Point, end: Point) -> Curve:
    """Join two points by a curve that bends to the right of travel."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    middle = ((start[0] + end[0]) / 2 - dy * BEND, (start[1] + end[1]) / 2 + dx * BEND)
    return Curve(start, middle, end)


def band(curve: Curve, width: float, *, stop: float = 1.0) -> str:
    """Write the ``d`` of a tapered band along a curve.

    Parameters
    ----------
    curve
        Centre line.
    width
        Full width at the end, drawing units.
    stop
        Share of the way at which the band ends, e.g. short of a circle.
    """
    left, right = [], []
    for step in range(STEPS + 1):
        share = stop * step / STEPS
        (x, y), (across, down) = curve.at(share), curve.normal(share)
        half = width / 2 * (0.22 + 0.78 * step / STEPS)
        left.append((x + across * half, y + down * half))
        right.append((x - across * half, y - down * half))
    return outline([*left, *reversed(right)], is_closed=True)


def thread(curve: Curve) -> str:
    """Write the ``d`` of a thin line along a curve, for corridors that nobody can pass."""
    return outline(curve.at(step / STEPS) for step in range(STEPS + 1))


FlowState = Literal["open", "closed", "full"]
