"""Country outlines for the map, from a small file that ships with the package.

The file was made once by ``scripts/make_outlines.py`` from Natural Earth (public domain). Only countries that
reach into the frame are drawn, and points closer together than half a unit of the drawing are merged.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import hypot

from alee.plots.projection import Projection
from alee.plots.svg import Point, outline

CREDIT = "Natural Earth, public domain"
DATA = "data/outlines.json.gz"


@dataclass(frozen=True, slots=True)
class Outlines:
    """Borders of the countries of the world.

    Parameters
    ----------
    countries
        Name to rings; a ring is a closed line of points (latitude, longitude), degrees.
    """

    countries: dict[str, tuple[tuple[Point, ...], ...]]


@lru_cache(maxsize=1)
def load_outlines() -> Outlines:
    """Read the outlines that ship with the package; read once."""
    packed = files("alee.plots").joinpath(DATA).read_bytes()
    document = json.loads(gzip.decompress(packed))
    per_degree = document["units_per_degree"]
    arcs = [undo_steps(steps, per_degree) for steps in document["arcs"]]
    return Outlines(
        {
            name: tuple(tuple(join_arcs(ring, arcs)) for ring in rings)
            for name, rings in document["countries"].items()
        }
    )


def undo_steps(steps: list[int], per_degree: float) -> list[Point]:
    """Turn x, y, dx, dy, dx, dy, ... into points (latitude, longitude)."""
    x = y = 0
    points = []
    for k in range(0, len(steps), 2):
        x, y = x + steps[k], y + steps[k + 1]
        points.append((y / per_degree, x / per_degree))
    return points


def join_arcs(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Put the arcs of a ring one behind the other; a negative number means backwards."""
    points: list[Point] = []
    for which in ring:
        arc = arcs[which] if which >= 0 else arcs[~which][::-1]
        points += arc if not points else arc[1:]
    return points


def draw_country(name: str, projection: Projection, size: Point, *, detail: float = 0.5) -> str:
    """Write the ``d`` of a country's path; empty if it does not reach into the frame.

    Parameters
    ----------
    name
        English short name as in Natural Earth.
    projection
        Fitted projection.
    size
        Width and height of the frame.
    detail
        Points closer than this many drawing units to the one before are merged.
    """
    parts = []
    for ring in load_outlines().countries[name]:
        flat = clip([projection.at(*point) for point in ring], size)
        thin = merge_near(flat, detail)
        if len(thin) > 2:
            # Whole units halve the page's weight and are finer than a pixel can show.
            whole = [(float(round(x)), float(round(y))) for x, y in thin]
            parts.append(outline(whole, is_closed=True))
    return "".join(parts)


def merge_near(points: list[Point], detail: float) -> list[Point]:
    """Leave out points closer than ``detail`` to the last one kept."""
    kept: list[Point] = []
    for point in points:
        if not kept or hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= detail:
            kept.append(point)
    return kept


def clip(points: list[Point], size: Point, beyond: float = 4.0) -> list[Point]:
    """Cut a ring to the frame and a little beyond (Sutherland and Hodgman 1974)."""
    for axis in (0, 1):
        for limit, sign in ((-beyond, 1.0), (size[axis] + beyond, -1.0)):
            points = clip_side(points, axis, limit, sign)
    return points


def clip_side(points: list[Point], axis: int, limit: float, sign: float) -> list[Point]:
    """Cut a ring along one straight side; what lies on the side of ``sign`` is kept."""
    kept: list[Point] = []
    for k, here in enumerate(points):
        before = points[k - 1]
        is_in, was_in = sign * (here[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
        if is_in != was_in:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            kept.append(
                (before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1]))
            )
        if is_in:
            kept.append(here)
    return kept
