"""Draw where people are and which ways they took: circles for stocks, tapered bands for flows.

Area of a circle and width of a band grow in proportion to the median; the paler ring and halo reach to the
upper end of the interval. Far destinations would shrink everybody else to a dot, so they stand at the edge
beside an arrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin, sqrt

from markupsafe import Markup

from alee.plots.flows import Curve, FlowState, band, bend, thread
from alee.plots.interval import Interval
from alee.plots.labels import Box, Spot, Wish, place_labels, text_width
from alee.plots.outlines import draw_country, load_outlines
from alee.plots.projection import Projection, edge_point, fit
from alee.plots.svg import Point, element, line, number, picture, text


@dataclass(frozen=True, kw_only=True, slots=True)
class MapPlace:
    """A circle on the map.

    Parameters
    ----------
    label
        Name, plain text.
    figure
        Second line of the label, e.g. ``"48,000"``.
    latitude, longitude
        Degrees.
    stock
        People there; ``None`` draws a small hollow point (no estimate shown).
    is_focus
        Whether its label is set in bold and placed first.
    is_start
        Whether people set out here: drawn as a small square, without a stock.
    note
        Shown when pointed at, and read aloud.
    """

    label: str
    latitude: float
    longitude: float
    figure: str = ""
    stock: Interval | None = None
    is_focus: bool = False
    is_start: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MapFlow:
    """A band on the map.

    Parameters
    ----------
    start, end
        Both ends as (latitude, longitude), degrees.
    flow
        People who passed.
    state
        ``closed`` is drawn as a dashed thread with a cross, ``full`` with a row of bars before its end.
    is_irregular
        Drawn dotted.
    note
        Shown when pointed at.
    """

    start: Point
    end: Point
    flow: Interval
    state: FlowState = "open"
    is_irregular: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MapLooks:
    """How large a map is and how much it says.

    Parameters
    ----------
    size
        Width and height in drawing units.
    font
        Font size of names, drawing units.
    coverage
        Share of all people whose places lie inside the frame.
    most_flows
        No more bands than this, the widest first.
    widest, largest
        Width of the widest band and radius of the largest circle, drawing units.
    detail
        Outline points closer than this are merged, drawing units.
    most_labels
        No more names than this inside the frame.
    """

    size: Point = (1000.0, 600.0)
    font: float = 13.0
    coverage: float = 0.985
    most_flows: int = 60
    widest: float = 22.0
    largest: float = 26.0
    detail: float = 2.6
    most_labels: int = 12


WIDE = MapLooks()
PHONE = MapLooks(
    size=(390.0, 440.0), font=12.0, coverage=0.93, most_flows=25, widest=13.0, largest=17.0, most_labels=7
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A fitted map before anything is drawn."""

    looks: MapLooks
    projection: Projection
    people_per_width: float
    people_per_area: float

    @property
    def box(self) -> Box:
        """The frame, drawn in by a little."""
        return Box(4.0, 4.0, self.looks.size[0] - 4.0, self.looks.size[1] - 4.0)

    def width(self, people: float) -> float:
        """Width of a band for so many people."""
        return max(0.8, people * self.people_per_width)

    def radius(self, people: float) -> float:
        """Radius of a circle for so many people."""
        return max(1.6, sqrt(max(people, 0.0) * self.people_per_area))

    def holds(self, point: Point) -> bool:
        """Whether a projected point lies inside."""
        return Box(*point, *point).is_inside(self.box)


def draw_map(
    places: Sequence[MapPlace],
    flows: Sequence[MapFlow],
    *,
    looks: MapLooks,
    title: str,
    description: str,
    identity: str,
    home: str = "",
) -> Markup:
    """Draw the map of corridors as one ``svg`` element.

    Parameters
    ----------
    places
        Circles.
    flows
        Bands.
    looks
        Size and amount of detail; :data:`WIDE` or :data:`PHONE`.
    title, description
        Read aloud.
    identity
        Unique on the page.
    home
        Country shaded as the one people leave, English name as in Natural Earth.

    Returns
    -------
    Markup
        ``<svg>`` with classes only; the page's style sheet colours it.
    """
    frame = prepare(places, flows, looks)
    drawn = sorted(flows, key=lambda flow: -flow.flow.median)[: looks.most_flows]
    near = [place for place in places if frame.holds(where(frame, place))]
    far = [place for place in places if not frame.holds(where(frame, place)) and place.stock is not None]
    edge, taken = draw_far(frame, far)
    return picture(
        looks.size,
        title,
        description,
        element("g", {"class": "land"}, *draw_land(frame, home)),
        element("g", {"class": "halo"}, *(draw_halo(frame, flow) for flow in drawn)),
        element("g", {"class": "flow"}, *(draw_flow(frame, flow) for flow in reversed(drawn))),
        element("g", {"class": "stock"}, *(draw_place(frame, place) for place in near)),
        element("g", {"class": "far"}, *edge),
        element("g", {"class": "name"}, *draw_names(frame, near, taken)),
        identity=identity,
        kind="map",
    )


def prepare(places: Sequence[MapPlace], flows: Sequence[MapFlow], looks: MapLooks) -> Frame:
    """Fit the projection and the two scales to what will be drawn."""
    points = [(place.latitude, place.longitude) for place in places]
    weights = [place.stock.median if place.stock else 0.0 for place in places]
    for flow in flows:
        points += [flow.start, flow.end]
        weights += [flow.flow.median, flow.flow.median]
    if not any(weights):
        weights = [1.0] * len(points)
    projection = fit(
        points or [(0.0, 0.0)], weights or [1.0], size=looks.size, margin=looks.largest + looks.font * 2.2,
        coverage=looks.coverage,
    )  # fmt: skip
    most = max((flow.flow.median for flow in flows), default=0.0) or 1.0
    biggest = max((place.stock.median for place in places if place.stock), default=0.0) or 1.0
    return Frame(looks, projection, looks.widest / most, looks.largest**2 / biggest)


def where(frame: Frame, place: MapPlace) -> Point:
    """Project a place."""
    return frame.projection.at(place.latitude, place.longitude)


def draw_land(frame: Frame, home: str) -> list[Markup]:
    """Draw the countries that reach into the frame."""
    drawn = []
    for name in load_outlines().countries:
        shape = draw_country(name, frame.projection, frame.looks.size, detail=frame.looks.detail)
        if shape:
            attributes: dict[str, str | float] = {"d": shape}
            if name == home:
                attributes["class"] = "home"
            drawn.append(element("path", attributes))
    return drawn


def curve_of(frame: Frame, flow: MapFlow) -> Curve:
    """Join the ends of a flow; an end outside the frame is pulled to its edge."""
    start, end = frame.projection.at(*flow.start), frame.projection.at(*flow.end)
    centre = (frame.looks.size[0] / 2, frame.looks.size[1] / 2)
    if frame.holds(start) and not frame.holds(end):
        end = edge_point(start, (end[0] - start[0], end[1] - start[1]), frame.looks.size, 8.0)
    elif not frame.holds(start):
        inner = end if frame.holds(end) else centre
        start = edge_point(inner, (start[0] - inner[0], start[1] - inner[1]), frame.looks.size, 2.0)
        end = inner
    return bend(start, end)


def draw_halo(frame: Frame, flow: MapFlow) -> Markup:
    """Draw the pale band that reaches to the upper end of the interval."""
    if flow.state == "closed" or frame.width(flow.flow.high) < 1.2:
        return Markup("")
    return element("path", {"d": band(curve_of(frame, flow), frame.width(flow.flow.high))})


def draw_flow(frame: Frame, flow: MapFlow) -> Markup:
    """Draw a band by its median, with the sign of its state."""
    curve = curve_of(frame, flow)
    title = [element("title", {}, flow.note)] if flow.note else []
    if flow.state == "closed":
        x, y = curve.at(0.6)
        cross = f"M{number(x - 4)} {number(y - 4)}l8 8m0-8l-8 8"
        way = element("path", {"d": thread(curve)}, *title)
        return element("g", {"class": "shut"}, way, element("path", {"d": cross}))
    kind = {"class": "irregular"} if flow.is_irregular else {}
    shape = thread(curve) if flow.is_irregular else band(curve, frame.width(flow.flow.median))
    parts = [element("path", {**kind, "d": shape}, *title)]
    if flow.state == "full":
        parts.append(draw_queue(curve, frame.width(flow.flow.median)))
    return Markup("").join(parts)


def draw_queue(curve: Curve, width: float) -> Markup:
    """Draw three short bars across a band: more people come than can pass."""
    bars = []
    for share in (0.68, 0.74, 0.8):
        (x, y), (across, down) = curve.at(share), curve.normal(share)
        half = width / 2 + 4
        bars.append(
            line((x - across * half, y - down * half), (x + across * half, y + down * half), kind="queue")
        )
    return Markup("").join(bars)


def draw_place(frame: Frame, place: MapPlace) -> Markup:
    """Draw a circle by its median and a ring up to the upper end; a square where people set out."""
    x, y = where(frame, place)
    title = [element("title", {}, place.note)] if place.note else []
    if place.is_start:
        corner: dict[str, str | float] = {"class": "start", "x": x - 2.5, "y": y - 2.5}
        return element("rect", {**corner, "width": 5, "height": 5}, *title)
    if place.stock is None:
        return element("circle", {"class": "none", "cx": x, "cy": y, "r": 3}, *title)
    ring, disc = (
        element("circle", {"class": kind, "cx": x, "cy": y, "r": frame.radius(people)}, *title)
        for kind, people in (("ring", place.stock.high), ("disc", place.stock.median))
    )
    return ring + disc


def draw_far(frame: Frame, places: Sequence[MapPlace]) -> tuple[list[Markup], list[Box]]:
    """Draw arrows and labels at the edge for places beyond it; say which boxes they take."""
    drawn: list[Markup] = []
    taken: list[Box] = []
    size, font = frame.looks.size, frame.looks.font
    centre = (size[0] / 2, size[1] / 2)
    for place in sorted(places, key=lambda place: -(place.stock.median if place.stock else 0.0)):
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


def draw_names(frame: Frame, places: Sequence[MapPlace], taken: Sequence[Box]) -> list[Markup]:
    """Draw as many names as find room, the focus and the largest stocks first."""
    order = sorted(places, key=lambda p: (not p.is_focus, p.is_start, -weight(p), p.label))
    circles = [circle_box(frame, place) for place in order if not place.is_start]
    order = order[: frame.looks.most_labels]
    wishes = [wish_for(frame, place) for place in order]
    spots = place_labels(wishes, taken, frame.box, circles=circles)
    drawn = []
    for place, wish, spot in zip(order, wishes, spots, strict=True):
        if spot is not None:
            drawn.append(draw_name(place, wish, spot))
    return drawn


def weight(place: MapPlace) -> float:
    """How many people a circle stands for."""
    return place.stock.median if place.stock else 0.0


def circle_box(frame: Frame, place: MapPlace) -> Box:
    """Give the box around a circle by its median."""
    x, y = where(frame, place)
    reach = frame.radius(weight(place)) * 0.9
    return Box(x - reach, y - reach, x + reach, y + reach)


def wish_for(frame: Frame, place: MapPlace) -> Wish:
    """Say what the label of a place is and where it would like to stand."""
    size = frame.looks.font * (0.9 if place.is_start else 1.0)
    lines = (place.label, place.figure) if place.figure else (place.label,)
    radius = 3.0 if place.is_start or place.stock is None else frame.radius(place.stock.median)
    return Wish(lines, where(frame, place), radius, size)


def draw_name(place: MapPlace, wish: Wish, spot: Spot) -> Markup:
    """Draw one label, with a leader line where it stands far off."""
    box = spot.box
    kind = "start" if place.is_start else "focus" if place.is_focus else "n"
    to_right = box.left > wish.point[0] - 1
    to_left = box.right < wish.point[0] + 1
    anchor = "start" if to_right else "end" if to_left else "middle"
    x = box.left if to_right else box.right if to_left else (box.left + box.right) / 2
    parts = []
    if spot.is_far:
        near = (min(max(wish.point[0], box.left), box.right), min(max(wish.point[1], box.top), box.bottom))
        parts.append(line(wish.point, near, kind="lead"))
    for row, words in enumerate(wish.lines):
        y = box.top + wish.size * (0.92 + 1.18 * row)
        parts.append(text((x, y), words, kind=kind if row == 0 else "fig", anchor=anchor))
    return Markup("").join(parts)
