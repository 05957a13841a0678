"""Draw where people are and which ways they took: circles for stocks, tapered bands for flows.

Area of a circle and width of a band grow in proportion to the median; the paler ring and halo reach to the
upper end of the interval. Far destinations would shrink everybody else to a dot, so they stand at the edge
beside an arrow.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from alee.plots.far import draw_far
from alee.plots.flows import Curve, band, bend, thread
from alee.plots.frame import Frame, MapFlow, MapLooks, MapPlace, prepare, weight, where
from alee.plots.labels import Box, Spot, Wish, place_labels
from alee.plots.outlines import draw_country, load_outlines
from alee.plots.projection import edge_point
from alee.plots.svg import element, line, number, picture, text


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
        Size and amount of detail; :data:`alee.plots.frame.WIDE` or :data:`~alee.plots.frame.PHONE`.
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
