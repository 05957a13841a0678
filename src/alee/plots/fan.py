"""The fan chart: a number day by day, with its bands, a few single histories, and the as-of line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import floor, log10

from markupsafe import Markup

from alee.plots.labels import text_width
from alee.plots.svg import Point, element, outline, picture, shape, text


@dataclass(frozen=True, kw_only=True, slots=True)
class FanMark:
    """A report in the chart: its days, its figure, and whether it counts the same thing."""

    start: date
    end: date
    value: float
    low: float | None = None
    high: float | None = None
    is_comparable: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Fan:
    """What a fan chart shows: n days, n values for each band and path, all in ``unit``."""

    title: str
    days: Sequence[date]
    low: Sequence[float]
    lower_quartile: Sequence[float]
    median: Sequence[float]
    upper_quartile: Sequence[float]
    high: Sequence[float]
    unit: str
    as_of: date
    as_of_words: str
    ahead_words: str
    paths: Sequence[Sequence[float]] = ()
    marks: Sequence[FanMark] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FanStyle:
    """Size of the picture, its font size, the days between two ticks, and how many single histories."""

    width: int
    height: int
    size: float
    tick_days: int
    left: float = 62.0
    right: float = 14.0
    top: float = 34.0
    bottom: float = 30.0
    paths: int = 4


WIDE = FanStyle(width=960, height=330, size=13, tick_days=7)
NARROW = FanStyle(width=400, height=290, size=12, tick_days=14, left=66, paths=2)
BESIDE = 7.0  # between a number and its axis


class Axes:
    """Where a day and a value fall in the picture."""

    def __init__(self, fan: Fan, style: FanStyle) -> None:
        self.first, self.span = fan.days[0], max(1, (fan.days[-1] - fan.days[0]).days)
        self.style = style
        tops = [max(fan.high, default=0.0), *(m.high or m.value for m in fan.marks if m.is_comparable)]
        self.step = tick_step(max(tops) or 1.0)
        self.top = self.step * (floor(max(tops) / self.step) + 1)

    def x(self, day: date) -> float:
        """Say how far right a day stands."""
        style = self.style
        room = style.width - style.left - style.right
        return style.left + room * (day - self.first).days / self.span

    def y(self, value: float) -> float:
        """Say how far down a value stands; cut at both ends of the axis."""
        style = self.style
        room = style.height - style.top - style.bottom
        return style.top + room * (1 - max(0.0, min(value, self.top)) / self.top)

    def points(self, days: Sequence[date], values: Sequence[float]) -> list[Point]:
        """Place a line of values."""
        return [(self.x(day), self.y(value)) for day, value in zip(days, values, strict=True)]


def tick_step(largest: float) -> float:
    """Find a round step (1, 2 or 5 times a power of ten) with three to six ticks up to the largest value."""
    power = 10.0 ** floor(log10(largest))
    for factor in (0.2, 0.5, 1.0, 2.0):
        if largest / (factor * power) <= 5:
            return factor * power
    return 2 * power


def draw_fan(
    fan: Fan, *, description: str, identity: str, say: Callable[[float], str], style: FanStyle = WIDE
) -> Markup:
    """Draw a fan chart as one SVG picture.

    Parameters
    ----------
    fan
        Bands, median, paths and reports.
    description
        Said to people who hear the page.
    identity
        Unique on the page.
    say
        Writes a number on the upright axis.
    style
        Size of the picture.

    Returns
    -------
    Markup
        An ``<svg>`` element with classes only, no style and no script.
    """
    axes = Axes(fan, style)
    ticks = [axes.step * k for k in range(round(axes.top / axes.step) + 1)]
    widest = max(text_width(say(value), style.size) for value in ticks)
    axes.style = style = replace(style, left=max(style.left, widest + BESIDE + 4))
    content = Markup("").join(
        (
            draw_grid(fan, axes, say),
            band(fan.days, fan.low, fan.high, axes, "band-90"),
            band(fan.days, fan.lower_quartile, fan.upper_quartile, axes, "band-50"),
            Markup("").join(
                element("path", {"d": outline(axes.points(fan.days, path), digits=0), "class": "path"})
                for path in fan.paths[: style.paths]
            ),
            element("path", {"d": outline(axes.points(fan.days, fan.median)), "class": "median"}),
            draw_marks(fan, axes),
            draw_as_of(fan, axes),
        )
    )
    size = (style.width, style.height)
    return picture(size, fan.title, description, content, identity=identity, kind="fan")


def band(
    days: Sequence[date], low: Sequence[float], high: Sequence[float], axes: Axes, class_: str
) -> Markup:
    """Draw the area between two quantiles."""
    edge = axes.points(days, high) + axes.points(days, low)[::-1]
    path = outline(edge, digits=0)
    return element("path", {"d": path + "z", "class": class_}) if path else Markup("")


def draw_grid(fan: Fan, axes: Axes, say: Callable[[float], str]) -> Markup:
    """Draw the forecast background, value lines with numbers, ticks with days, and the unit."""
    style, out = axes.style, []
    left, right = style.left, style.width - style.right
    bottom = style.height - style.bottom
    if fan.as_of < fan.days[-1]:
        start = axes.x(fan.as_of)
        wide, tall = right - start, bottom - style.top
        out.append(shape("rect", "ahead", x=start, y=style.top, width=wide, height=tall))
    value = 0.0
    while value <= axes.top * 1.001:
        y = axes.y(value)
        out.append(shape("line", "grid" if value else "base", x1=left, x2=right, y1=y, y2=y))
        out.append(text((left - BESIDE, y + style.size * 0.35), say(value), kind="tick", anchor="end"))
        value += axes.step
    day, step = fan.days[0], style.tick_days * ((fan.days[-1] - fan.days[0]).days // 90 + 1)
    while day <= fan.days[-1]:
        x = axes.x(day)
        out.append(shape("line", "base", x1=x, x2=x, y1=bottom, y2=bottom + 5))
        anchor = "start" if x < left + 1 else "end" if x > right - 22 else "middle"
        words = f"{day.day} {day:%b}"
        out.append(text((x, bottom + style.size + 8), words, kind="tick", anchor=anchor))
        day += timedelta(days=step)
    out.append(text((4, style.size), fan.unit, kind="unit"))
    return Markup("").join(out)


def draw_as_of(fan: Fan, axes: Axes) -> Markup:
    """Draw the line between what was and what may come."""
    if not fan.days[0] <= fan.as_of <= fan.days[-1]:
        return Markup("")
    style, x = axes.style, axes.x(fan.as_of)
    y = style.top - 6
    out = shape("line", "as-of", x1=x, x2=x, y1=style.top - 2, y2=style.height - style.bottom)
    if text_width(fan.as_of_words, style.size) > x - 9:  # the line stands too far left for words before it
        return out + text((x + 6, y), fan.as_of_words, kind="as-of-words")
    out += text((x - 5, y), fan.as_of_words, kind="as-of-words", anchor="end")
    if fan.as_of < fan.days[-1]:
        out += text((x + 6, y), f"{fan.ahead_words} →", kind="unit")
    return out


def draw_marks(fan: Fan, axes: Axes) -> Markup:
    """Draw reports: a bar over their days, a dot, their range upright; hollow if not comparable."""
    out = []
    for mark in fan.marks:
        first, last = max(mark.start, fan.days[0]), min(mark.end, fan.days[-1])
        if first > last:
            continue
        x1, x2, y = axes.x(first), axes.x(last), axes.y(mark.value)
        middle = (x1 + x2) / 2
        if x2 > x1:
            out.append(shape("line", "mark-line", x1=x1, x2=x2, y1=y, y2=y))
        if mark.low is not None and mark.high is not None:
            low, high = axes.y(mark.low), axes.y(mark.high)
            out.append(shape("line", "mark-line", x1=middle, x2=middle, y1=low, y2=high))
        class_ = "mark" if mark.is_comparable else "mark hollow"
        out.append(shape("circle", class_, cx=middle, cy=y, r=4.0))
    return Markup("").join(out)
