"""Small horizontal pictures of one interval, to stand beside its numbers in a table."""

from __future__ import annotations

from markupsafe import Markup

from alee.plots.interval import Interval
from alee.plots.scales import Scale
from alee.plots.svg import element, number, shape

WIDTH, HEIGHT, MARGIN = 150, 18, 5


def draw_bar(interval: Interval, *, largest: float, limit: float | None = None) -> Markup:
    """Draw an interval on a scale from nought to ``largest``.

    A thin line reaches from the 5 % to the 95 % quantile, the dot is the median, the upright stroke is the
    figure to be ready for, and the small tick behind is the bad case; a dashed stroke is ``limit``, such as
    the beds there are. The picture is hidden from people who hear the page, because the same row says the
    numbers.
    """
    room = WIDTH - 2 * MARGIN

    def x(value: float) -> float:
        return MARGIN + room * max(0.0, min(value / largest, 1.0)) if largest > 0 else float(MARGIN)

    middle, top, low = HEIGHT // 2, 3, 6
    strokes = [
        ("rail", f"M{MARGIN} {middle}H{WIDTH - MARGIN}"),
        ("range", f"M{number(x(interval.low))} {middle}H{number(x(interval.high))}"),
        ("ready", f"M{number(x(interval.ready))} {top}v{HEIGHT - 2 * top}"),
        ("bad", f"M{number(x(interval.bad))} {low}v{HEIGHT - 2 * low}"),
    ]
    if limit is not None:
        strokes.append(("limit", f"M{number(x(limit))} 0v{HEIGHT}"))
    content = Markup("").join(element("path", {"class": kind, "d": path}) for kind, path in strokes)
    content += shape("circle", "dot", cx=x(interval.median), cy=middle, r=4.0)
    return element(
        "svg", {"class": "bar", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "aria-hidden": "true"}, content
    )


def draw_swing(interval: Interval, *, reach: tuple[float, float]) -> Markup:
    """Draw a difference as a bar from nought to its median, with a thin line over its 90 % interval.

    A bar to the right (more) is filled, one to the left (fewer) is hollow, so that they differ in grey, too.
    ``reach`` holds the ends of the scale, nought between them. Hidden from people who hear the page, as
    :func:`draw_bar` is.
    """
    width = 2 * WIDTH
    least, most = min(reach[0], 0.0), max(reach[1], 0.0)
    along = Scale(least, most if most > least else least + 1.0, float(MARGIN), float(width - MARGIN))
    middle, zero, end = HEIGHT / 2, round(along.at(0.0)), round(along.at(interval.median))
    low, high = round(along.at(interval.low)), round(along.at(interval.high))
    kind = "more" if interval.median > 0 else "fewer"
    content = Markup("").join(
        element("path", {"class": name, "d": path})
        for name, path in (
            ("range", f"M{low} {middle:.0f}H{high}"),
            (kind, f"M{zero} 3h{end - zero}v{HEIGHT - 6}h{zero - end}z"),
            ("zero", f"M{zero} 0v{HEIGHT}"),
        )
    )
    return element(
        "svg", {"class": "bar swing", "viewBox": f"0 0 {width} {HEIGHT}", "aria-hidden": "true"}, content
    )


def draw_share(part: float) -> Markup:
    """Draw a part of the longest bar, 0..1, as a filled bar; hidden from people who hear the page."""
    room = (WIDTH - 2 * MARGIN) * max(0.0, min(part, 1.0))
    bar = shape("rect", "more", x=float(MARGIN), y=4.0, width=room, height=HEIGHT - 8.0)
    return element("svg", {"class": "bar", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "aria-hidden": "true"}, bar)


def draw_costs(holding: float, missing: float, *, largest: float) -> Markup:
    """Draw two costs behind each other, filled for what stands free and hollow for what is missing."""
    along = Scale(0.0, largest if largest > 0 else 1.0, float(MARGIN), float(WIDTH - MARGIN))
    zero, first, last = (round(along.at(cost)) for cost in (0.0, holding, holding + missing))
    bars = Markup("").join(
        element("path", {"class": kind, "d": f"M{start} 4h{end - start}v{HEIGHT - 8}h{start - end}z"})
        for kind, start, end in (("more", zero, first), ("fewer", first, last))
        if end > start
    )
    return element("svg", {"class": "bar", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "aria-hidden": "true"}, bars)
