"""From a briefing's content to its pictures: map and fan charts, each for a wide and a small screen."""

from collections.abc import Sequence
from math import ceil
from typing import TypeVar

from markupsafe import Markup

from alee.briefing.content import BriefingContent, Corridor, DailySeries, Place
from alee.briefing.messages import Catalogue
from alee.briefing.sentences import about, short_day
from alee.plots import fan, frame
from alee.plots.fan import Fan, FanMark, draw_fan
from alee.plots.frame import MapFlow, MapPlace
from alee.plots.map import draw_map

T = TypeVar("T")
MOST_DRAWN = 60  # days of a chart


def draw_maps(content: BriefingContent, say: Catalogue) -> tuple[Markup, ...]:
    """Draw the map for a wide and for a small screen; empty if nothing has a position."""
    places = map_places(content.places)
    flows = map_flows(content.corridors)
    if not places and not flows:
        return ()
    looks = ((frame.WIDE, "map-wide"), (frame.PHONE, "map-small"))
    return tuple(
        draw_map(
            places, flows, looks=look, title=say("map"), description=say("map_alt"),
            identity=identity, home=content.home,
        )
        for look, identity in looks
    )  # fmt: skip


def map_places(places: tuple[Place, ...]) -> list[MapPlace]:
    """List the places with a position, the largest first; what is hidden stays off the map."""
    out = [
        MapPlace(
            label=p.name,
            figure=about(p.present.median),
            latitude=p.position.latitude,
            longitude=p.position.longitude,
            stock=p.present,
            is_focus=p.is_focus,
        )
        for p in places
        if p.is_on_map and p.position is not None and p.present is not None and p.reporting != "hidden"
    ]
    return sorted(out, key=lambda p: -(p.stock.median if p.stock else 0.0))


def map_flows(corridors: tuple[Corridor, ...]) -> list[MapFlow]:
    """List the ways with both ends known that anybody took."""
    return [
        MapFlow(
            start=(c.from_position.latitude, c.from_position.longitude),
            end=(c.to_position.latitude, c.to_position.longitude),
            flow=c.flow, state=c.state, is_irregular=c.is_irregular,
        )
        for c in corridors
        if c.from_position and c.to_position and c.flow and c.flow.median > 0
    ]  # fmt: skip


def days_drawn(n_days: int, most: int = MOST_DRAWN) -> list[int]:
    """Choose the days of a chart, the last among them: every one, or of a long outlook every second or third.

    Two points then stand less than two hundredths of the picture apart, and the page stays small.
    """
    return list(range(n_days - 1, -1, -max(1, ceil(n_days / most))))[::-1]


def draw_fans(
    series: DailySeries, content: BriefingContent, say: Catalogue, number: int, most_days: int = MOST_DRAWN
) -> tuple[Markup, ...]:
    """Draw a fan chart for a wide and for a small screen."""
    shown = days_drawn(len(series.days), most_days)

    def drawn(values: Sequence[T]) -> list[T]:
        return [values[k] for k in shown]

    words = Fan(
        title=series.title, days=drawn(series.days), low=drawn(series.low), median=drawn(series.median),
        lower_quartile=drawn(series.lower_quartile), upper_quartile=drawn(series.upper_quartile),
        high=drawn(series.high), paths=[drawn(path) for path in series.paths],
        unit=say("fan_flow" if series.kind == "flow" else "fan_stock"), as_of=content.as_of,
        as_of_words=say("as_of", day=short_day(content.as_of)), ahead_words=say("forecast"),
        marks=tuple(
            FanMark(
                start=m.start, end=m.end, value=m.value, low=m.low, high=m.high, is_comparable=m.is_comparable
            )
            for m in series.reports
        ),
    )  # fmt: skip
    description = say("fan_alt", title=series.title)
    return tuple(
        draw_fan(words, description=description, identity=f"fan-{number}-{name}", say=about, style=style)
        for name, style in (("wide", fan.WIDE), ("small", fan.NARROW))
    )
