"""From latitude and longitude to points of a picture: Lambert's equal-area view, fitted to what matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, degrees, hypot, radians, sin, sqrt

from alee.plots.svg import Point

WIDEST = 140.0  # degrees from the centre; what lies farther is pushed to this circle, far outside the frame
NEAR = 48.0  # degrees; a place farther than this from the heaviest never decides the frame
SMALLEST_VIEW = radians(2.0)


@dataclass(frozen=True, slots=True)
class Projection:
    """A fitted projection: Lambert azimuthal equal-area around a centre, scaled into a frame.

    Parameters
    ----------
    latitude, longitude
        Centre, in degrees.
    scale
        Drawing units per radian at the centre.
    shift
        Where the centre falls in the picture.
    """

    latitude: float
    longitude: float
    scale: float
    shift: Point

    def at(self, latitude: float, longitude: float) -> Point:
        """Point of the picture for a point of the globe, in degrees."""
        x, y = flatten((latitude, longitude), (self.latitude, self.longitude))
        return self.shift[0] + self.scale * x, self.shift[1] - self.scale * y


def flatten(point: Point, centre: Point) -> Point:
    """Lambert azimuthal equal-area on the unit sphere (Snyder 1987, eq. 24-2 to 24-4); degrees in."""
    phi, phi0, away = radians(point[0]), radians(centre[0]), radians(point[1] - centre[1])
    east = cos(phi) * sin(away)
    north = cos(phi0) * sin(phi) - sin(phi0) * cos(phi) * cos(away)
    near = sin(phi0) * sin(phi) + cos(phi0) * cos(phi) * cos(away)
    length = hypot(east, north)
    if length < 1e-12:
        return 0.0, 0.0
    radius = sqrt(max(0.0, 2 * (1 - max(near, cos(radians(WIDEST))))))
    return radius * east / length, radius * north / length


def distance(a: Point, b: Point) -> float:
    """Degrees of arc between two points (latitude, longitude)."""
    (phi, lam), (psi, mu) = ((radians(p), radians(q)) for p, q in (a, b))
    near = sin(phi) * sin(psi) + cos(phi) * cos(psi) * cos(lam - mu)
    return degrees(acos(max(-1.0, min(1.0, near))))


def heaviest(points: Sequence[Point], weights: Sequence[float], coverage: float) -> list[Point]:
    """Keep the heaviest points that together hold a share of the weight, without the far ones."""
    order = sorted(zip(points, weights, strict=True), key=lambda pair: -pair[1])
    near = [(p, w) for p, w in order if distance(p, order[0][0]) <= NEAR]
    total, held, core = sum(w for _, w in near), 0.0, []
    for point, weight in near:
        core.append(point)
        held += weight
        if held >= coverage * total:
            break
    return core


def fit(
    points: Sequence[Point], weights: Sequence[float], *, size: Point, margin: float, coverage: float
) -> Projection:
    """Find the view that holds nearly all of the weight.

    Parameters
    ----------
    points, weights
        (latitude, longitude) in degrees, and how much each matters; far and light ones may fall outside.
    size, margin
        Width and height of the picture, and the room kept free at its edges, drawing units.
    coverage
        Share of the weight inside the frame, 0 to 1.
    """
    core = heaviest(points, weights, coverage)
    centre = tuple((min(p[k] for p in core) + max(p[k] for p in core)) / 2 for k in (0, 1))
    flat = [flatten(p, (centre[0], centre[1])) for p in core]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    low, high = min(y for _, y in flat), max(y for _, y in flat)
    scale = min(
        (size[0] - 2 * margin) / max(right - left, SMALLEST_VIEW),
        (size[1] - 2 * margin) / max(high - low, SMALLEST_VIEW),
    )
    shift = (size[0] / 2 - scale * (left + right) / 2, size[1] / 2 + scale * (low + high) / 2)
    return Projection(centre[0], centre[1], scale, shift)


def edge_point(start: Point, direction: Point, size: Point, inset: float) -> Point:
    """Follow a direction from a point inside until the frame, drawn in by ``inset``, is reached."""
    shares = [1e9]
    for axis in (0, 1):
        if direction[axis] > 1e-9:
            shares.append((size[axis] - inset - start[axis]) / direction[axis])
        elif direction[axis] < -1e-9:
            shares.append((inset - start[axis]) / direction[axis])
    share = max(0.0, min(shares))
    return start[0] + share * direction[0], start[1] + share * direction[1]
