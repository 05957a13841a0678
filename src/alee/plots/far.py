"""Destinations beyond the frame of a map: a name at its edge, and an arrow that points to them."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, hypot, pi, sin

from markupsafe import Markup

from alee.plots.frame import Frame, MapPlace, weight, where
from alee.plots.labels import Box, text_width
from alee.plots.projection import edge_point
from alee.plots.svg import Point, element, number, text

FEWEST = 10.0  # persons; where even fewer are likely, an arrow at the edge would only be in the way


def draw_far(frame: Frame, places: Sequence[MapPlace]) -> tuple[list[Markup], list[Box]]:
    """Draw arrows and labels at the edge for places beyond it; say which boxes they take."""
    drawn: list[Markup] = []
    taken: list[Box] = []
    size, font = frame.looks.size, frame.looks.font
    centre = (size[0] / 2, size[1] / 2)
    reached = [place for place in places if weight(place) >= FEWEST]
    for place in sorted(reached, key=lambda place: -weight(place)):
        x, y = where(frame, place)
        direction = (x - centre[0], y - centre[1])
        tip = edge_point(centre, direction, size, 8.0)
        words = f"{place.label} {place.figure}".strip()
        box, tip = slide(far_box(tip, words, font, size), tip, taken, size, font)
        if box is None:
            continue
        taken.append(box)
        title = [element("title", {}, place.note)] if place.note else []
        drawn.append(element("path", {"d": arrow(tip, direction)}, *title))
        drawn.append(text((box.left + 2, box.bottom - font * 0.32), words, kind="f"))
    return drawn, taken


def far_box(tip: Point, words: str, font: float, size: Point) -> Box:
    """Give the box of a label beside an arrow at the edge, drawn in so that it lies inside the frame."""
    width = text_width(words, font) + 4
    left = tip[0] + 9 if tip[0] < size[0] / 2 else tip[0] - 9 - width
    left = min(max(left, 4.0), size[0] - width - 4.0)
    top = min(max(tip[1] - font * 0.65, 4.0), size[1] - font * 1.3 - 4.0)
    return Box(left, top, left + width, top + font * 1.3)


def slide(box: Box, tip: Point, taken: Sequence[Box], size: Point, font: float) -> tuple[Box | None, Point]:
    """Move a label and its arrow along the edge until it touches no other."""
    for step in range(24):
        move = (step + 1) // 2 * font * 1.35 * (1 if step % 2 else -1)
        moved = Box(box.left, box.top + move, box.right, box.bottom + move)
        is_in = moved.top >= 4 and moved.bottom <= size[1] - 4
        if is_in and not any(moved.touches(other) for other in taken):
            return moved, (tip[0], min(max(tip[1] + move, 8.0), size[1] - 8.0))
    return None, tip


def arrow(tip: Point, direction: Point) -> str:
    """Write the ``d`` of a small arrow head at a point."""
    length = hypot(*direction) or 1.0
    turn = atan2(direction[1] / length, direction[0] / length)
    corners = [
        (tip[0] + 7 * cos(turn + a * pi / 180), tip[1] + 7 * sin(turn + a * pi / 180)) for a in (0, 140, 220)
    ]
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "z"
