"""One of several small charts that stand side by side: a difference, or what is needed, day by day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from markupsafe import Markup

from alee.plots.labels import text_width
from alee.plots.scales import Scale, round_step
from alee.plots.svg import Point, element, outline, picture, shape, text

WIDTH, HEIGHT, RIGHT, TOP, BOTTOM, SIZE = 340.0, 196.0, 8.0, 48.0, 24.0, 13.0
STEPS = 4  # between the lines of the scale, at most


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """What one small chart shows: n days, n values for each line, all in one unit.

    Parameters
    ----------
    title, words
        Above the chart: what it is, and how it ends.
    low, median, high
        5, 50 and 95 % quantiles.
    lower_quartile, upper_quartile
        25 and 75 %; empty leaves the inner band out.
    ready
        90 %, as a thin line; empty leaves it out.
    limit
        What there is on each day, as a dashed line; empty leaves it out.
    start, start_words
        A day to mark, and the words beside the mark.
    """

    title: str
    words: str
    days: Sequence[date]
    low: Sequence[float]
    median: Sequence[float]
    high: Sequence[float]
    lower_quartile: Sequence[float] = ()
    upper_quartile: Sequence[float] = ()
    ready: Sequence[float] = ()
    limit: Sequence[float] = ()
    start: date | None = None
    start_words: str = ""


def reach_of(panels: Sequence[Panel]) -> tuple[float, float]:
    """The least and the greatest value of some panels, nought included: their common scale."""
    values = [v for p in panels for line in (p.low, p.high, p.ready, p.limit) for v in line]
    return min([0.0, *values]), max([0.0, *values])


def draw_panel(
    panel: Panel, *, reach: tuple[float, float], description: str, identity: str, say: Callable[[float], str]
) -> Markup:
    """Draw a small chart as one SVG picture.

    Parameters
    ----------
    reach
        Least and greatest value of the scale; see :func:`reach_of`.
    description
        Said to people who hear the page.
    identity
        Unique on the page.
    say
        Writes a number on the upright axis.

    Returns
    -------
    Markup
        An ``<svg>`` element with classes only, no style and no script.
    """
    axes = _Axes(panel, reach, say)
    content = Markup("").join(
        (
            _grid(panel, axes),
            _band(axes, panel.low, panel.high, "band-90"),
            _band(axes, panel.lower_quartile, panel.upper_quartile, "band-50"),
            shape("line", "base", x1=axes.left, x2=WIDTH - RIGHT, y1=axes.y(0.0), y2=axes.y(0.0)),
            _line(axes, panel.ready, "ready"),
            _line(axes, panel.median, "median"),
            _line(axes, panel.limit, "limit"),
            _mark(panel, axes),
            text((4, SIZE + 2), panel.title, kind="title"),
            text((4, 2 * SIZE + 7), panel.words, kind="words"),
        )
    )
    return picture((WIDTH, HEIGHT), panel.title, description, content, identity=identity, kind="fan panel")


class _Axes:
    """Where a day and a value fall in the picture."""

    def __init__(self, panel: Panel, reach: tuple[float, float], say: Callable[[float], str]) -> None:
        low, high = reach
        self.step = round_step(high - low or 1.0, STEPS)
        self.ticks = [
            k * self.step for k in range(floor(low / self.step + 1e-9), ceil(high / self.step - 1e-9) + 1)
        ]
        if len(self.ticks) == 1:
            self.ticks.append(self.step)
        self.days = panel.days
        self.up = Scale(self.ticks[0], self.ticks[-1], HEIGHT - BOTTOM, TOP)
        span = float(max(1, (panel.days[-1] - panel.days[0]).days))
        self.words = [say(tick) for tick in self.ticks]
        self.left = max(text_width(words, SIZE) for words in self.words) + 14
        self.along = Scale(0.0, span, self.left, WIDTH - RIGHT)

    def x(self, day: date) -> float:
        return self.along.at(float((day - self.days[0]).days))

    def y(self, value: float) -> float:
        return self.up.at(value)

    def points(self, values: Sequence[float]) -> list[Point]:
        return [(self.x(day), self.y(value)) for day, value in zip(self.days, values, strict=True)]


def _grid(panel: Panel, axes: _Axes) -> Markup:
    out = []
    for tick, words in zip(axes.ticks, axes.words, strict=True):
        y = axes.y(tick)
        out.append(shape("line", "grid", x1=axes.left, x2=WIDTH - RIGHT, y1=y, y2=y))
        out.append(text((axes.left - 6, y + SIZE * 0.35), words, kind="tick", anchor="end"))
    for day, anchor in ((panel.days[0], "start"), (panel.days[-1], "end")):
        words = f"{day.day} {day:%b}"
        out.append(text((axes.x(day), HEIGHT - BOTTOM + SIZE + 5), words, kind="tick", anchor=anchor))
    return Markup("").join(out)


def _band(axes: _Axes, low: Sequence[float], high: Sequence[float], kind: str) -> Markup:
    if not low:
        return Markup("")
    path = outline(axes.points(high) + axes.points(low)[::-1], digits=0)
    return element("path", {"d": path + "z", "class": kind}) if path else Markup("")


def _line(axes: _Axes, values: Sequence[float], kind: str) -> Markup:
    path = outline(axes.points(values)) if values else ""
    return element("path", {"d": path, "class": kind}) if path else Markup("")


def _mark(panel: Panel, axes: _Axes) -> Markup:
    """Mark the first day of an event, with its words on the side that has room."""
    if panel.start is None or not panel.days[0] <= panel.start <= panel.days[-1]:
        return Markup("")
    x = axes.x(panel.start)
    is_left = x > (axes.left + WIDTH) / 2
    at = (x - 5 if is_left else x + 5, HEIGHT - BOTTOM + SIZE + 5)
    line = shape("line", "as-of", x1=x, x2=x, y1=TOP - 2, y2=HEIGHT - BOTTOM + 5)
    return line + text(at, panel.start_words, kind="as-of-words", anchor="end" if is_left else "start")
