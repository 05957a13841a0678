"""What a map shows and how the earth is fitted into its frame, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from alee.plots.flows import FlowState
from alee.plots.interval import Interval
from alee.plots.labels import Box
from alee.plots.projection import Projection, fit
from alee.plots.svg import Point


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
    detail: float = 3.4
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


def weight(place: MapPlace) -> float:
    """How many people a circle stands for."""
    return place.stock.median if place.stock else 0.0
