"""Small horizontal pictures of one interval, to stand beside its numbers in a table."""

from __future__ import annotations

from markupsafe import Markup

from alee.plots.interval import Interval
from alee.plots.svg import element, shape

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

    middle = HEIGHT / 2
    content = Markup("").join(
        (
            shape("line", "rail", x1=float(MARGIN), x2=float(WIDTH - MARGIN), y1=middle, y2=middle),
            shape("line", "range", x1=x(interval.low), x2=x(interval.high), y1=middle, y2=middle),
            shape("line", "ready", x1=x(interval.ready), x2=x(interval.ready), y1=3, y2=HEIGHT - 3),
            shape("line", "bad", x1=x(interval.bad), x2=x(interval.bad), y1=6, y2=HEIGHT - 6),
            shape("circle", "dot", cx=x(interval.median), cy=middle, r=4.0),
            shape("line", "limit", x1=x(limit), x2=x(limit), y1=0, y2=HEIGHT) if limit is not None else "",
        )
    )
    return element(
        "svg", {"class": "bar", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "aria-hidden": "true"}, content
    )
