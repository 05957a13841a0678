"""Make the small file of country outlines that the map draws, from a TopoJSON file on disk.

The source is Natural Earth (public domain, scale 1:50 million), as packed in the npm package ``world-atlas``,
file ``countries-50m.json``. Fetch that file yourself; this script reads a path and never the network::

    python scripts/make_outlines.py countries-50m.json src/alee/plots/data/outlines.json.gz

Borders shared by two countries are one arc in TopoJSON. Arcs, not countries, are simplified, so neighbours
still fit together afterwards. Rings that shrink to nothing, and Antarctica, are dropped.
"""

from __future__ import annotations

import argparse
import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
TOLERANCE = 0.07  # degrees; about 5 km, half a pixel on a map of a continent
SMALLEST_RING = 0.06  # square degrees; smaller islands are dropped unless they are all a country has
UNITS_PER_DEGREE = 100


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Turn the delta-coded whole numbers of TopoJSON into longitudes and latitudes."""
    scale_x, scale_y = topology["transform"]["scale"]
    shift_x, shift_y = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    return arcs


def distance_to_line(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from the segment between two others, in degrees."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length if length else 0.0
    along = max(0.0, min(1.0, share))
    return float(((px - ax - along * (bx - ax)) ** 2 + (py - ay - along * (by - ay)) ** 2) ** 0.5)


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Leave out points that hardly bend the line (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        distances = [distance_to_line(p, points[first], points[last]) for p in points[first + 1 : last]]
        farthest = max(range(len(distances)), key=distances.__getitem__)
        if distances[farthest] > tolerance:
            middle = first + 1 + farthest
            keep.add(middle)
            stack += [(first, middle), (middle, last)]
    return [points[index] for index in sorted(keep)]


def join(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Put the arcs of a ring one behind the other; a negative number means backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    return points


def area(points: list[Point]) -> float:
    """Area of a ring in square degrees."""
    following = points[1:] + points[:1]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, following, strict=True))) / 2


def outer_rings(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[list[int]]:
    """Pick the rings of a country worth drawing; holes are other countries and are left out."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = sorted((polygon[0] for polygon in polygons), key=lambda ring: -area(join(ring, arcs)))
    return [ring for k, ring in enumerate(rings) if k == 0 or area(join(ring, arcs)) >= SMALLEST_RING]


def pack(topology: dict[str, Any]) -> dict[str, Any]:
    """Build the small document: used arcs in hundredths of a degree, and rings of arcs per country."""
    full = decode_arcs(topology)
    arcs = [simplify(arc, TOLERANCE) for arc in full]
    countries: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if name != "Antarctica" and geometry.get("arcs"):
            countries.setdefault(name, []).extend(outer_rings(geometry, full))
    used = sorted({n if n >= 0 else ~n for rings in countries.values() for ring in rings for n in ring})
    place = {old: new for new, old in enumerate(used)}
    renumbered = {
        name: [[place[n] if n >= 0 else ~place[~n] for n in ring] for ring in rings]
        for name, rings in sorted(countries.items())
    }
    return {
        "credit": "Natural Earth, public domain",
        "units_per_degree": UNITS_PER_DEGREE,
        "arcs": [delta_code(arcs[number]) for number in used],
        "countries": renumbered,
    }


def delta_code(points: list[Point]) -> list[int]:
    """Write longitudes and latitudes as steps of a hundredth of a degree: x, y, dx, dy, dx, dy, ..."""
    whole = [(round(x * UNITS_PER_DEGREE), round(y * UNITS_PER_DEGREE)) for x, y in points]
    steps = list(whole[0])
    for (x0, y0), (x1, y1) in pairwise(whole):
        steps += [x1 - x0, y1 - y0]
    return steps


def main() -> None:
    """Read the TopoJSON file and write the small one."""
    parser = argparse.ArgumentParser(description="Make the map's country outlines from a TopoJSON file.")
    parser.add_argument("source", type=Path, help="countries-50m.json of world-atlas")
    parser.add_argument("target", type=Path, help="where to write, e.g. outlines.json.gz")
    paths = parser.parse_args()
    document = pack(json.loads(paths.source.read_text(encoding="utf-8")))
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
    paths.target.write_bytes(gzip.compress(text, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
