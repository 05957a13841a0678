"""What every baseline is asked, what it answers, and how it reads a report.

A question names areas abroad and asks for two things on every day: displaced people in the area (a stock)
and displaced people who enter it (a flow). All baselines read figures in the same way, so that they differ
only in how they put figures together: a figure is divided by the middle of its prior factor (a usual
coverage, a usual double counting), and gross counts lose the traffic that the scenario calls usual.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from alee.core.errors import InputError
from alee.inference.measures import MEASURES
from alee.kernels.layout import Floats
from alee.model.areas import Area, corridors_into, corridors_out_of, resolve_area
from alee.model.priors import median_of
from alee.model.report_families import issuer_root
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario

Kind = Literal["in", "out", "net", "stock", "left"]
KINDS: dict[str, Kind] = {
    "entries": "in", "tourist_arrivals": "in", "exits": "out", "net": "net", "stock": "stock",
    "registered": "stock", "departures_from_origin": "left",
}  # fmt: skip
USUAL_SPREAD = 0.2  # assumption: how well the usual traffic is known, as a part of it


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One report as the baselines read it.

    Attributes
    ----------
    area
        Position among the areas of the question; -1 for people who left home.
    kind
        Displaced people who come in, go out, the difference, are present, or left home.
    first, stop
        Days of the period counted from the first day of the scenario, half-open.
    value
        Persons, summed over the period; for a stock, persons on its last day.
    spread
        Standard deviation in persons.
    issuer, published
        Who says so, and when.
    """

    area: int
    kind: Kind
    first: int
    stop: int
    value: float
    spread: float
    issuer: str
    published: dt.date

    @property
    def per_day(self) -> float:
        """Persons per day of the period."""
        return self.value / (self.stop - self.first)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: everybody in and into some areas on every day up to the as-of date.

    Attributes
    ----------
    scenario, reports
        What is known; reports published after ``as_of`` are not read.
    as_of
        The last day that is asked for.
    areas
        Names of places, areas or countries abroad that do not overlap.

    Raises
    ------
    InputError
        If there is no area, or the scenario does not know one of them.
    """

    scenario: Scenario
    reports: Reports
    as_of: dt.date
    areas: tuple[str, ...]

    def __post_init__(self) -> None:
        unknown = [name for name in self.areas if resolve_area(self.scenario, name) is None]
        if unknown or not self.areas:
            wrong = f'there is no area called "{unknown[0]}"' if unknown else "no area is asked for"
            raise InputError(f"{self.scenario.name}: {wrong}. Allowed are its areas, places and countries.")

    @property
    def n_days(self) -> int:
        """Days from the first day of the scenario to the as-of date, both inside."""
        return (self.as_of - self.scenario.start).days + 1

    def area(self, position: int) -> Area:
        """The places and ways behind a name."""
        found = resolve_area(self.scenario, self.areas[position])
        assert found is not None
        return found

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every report that counts and that a baseline can read, the newest last."""
        found = list(self._read())
        return tuple(sorted(found, key=lambda f: (f.stop, f.published, f.issuer)))

    def of(self, area: int, *kinds: Kind) -> list[Figure]:
        """Figures of some kinds about one area, the newest last."""
        return [figure for figure in self.figures if figure.area == area and figure.kind in kinds]

    def usual(self, area: Area) -> float:
        """Travellers per day into an area who would have come anyway (as many go back)."""
        ways = set(corridors_into(self.scenario, area))
        return sum(median_of(c.ordinary) for c in self.scenario.corridors if c.name in ways)

    def usual_out(self, area: Area) -> float:
        """Travellers per day out of an area: those who go back, and those whose journey begins there."""
        ways = set(corridors_out_of(self.scenario, area))
        onward = sum(median_of(c.ordinary) for c in self.scenario.corridors if c.name in ways)
        return self.usual(area) + onward

    def _position(self, report: Report) -> int | None:
        if report.place in self.areas:
            return self.areas.index(report.place)
        area = resolve_area(self.scenario, report.place)
        if area is None:
            return None
        if KINDS[report.measure] == "left" and set(area.countries) & set(self.scenario.home):
            return -1
        whole = (area.countries, area.places, area.modes, area.from_places)
        for position in range(len(self.areas)):
            mine = self.area(position)
            if (mine.countries, mine.places, mine.modes, mine.from_places) == whole:
                return position
        return None

    def _read(self) -> Iterator[Figure]:
        for report in self.reports.until(self.as_of).counted():
            if report.measure not in KINDS or report.concept.counted not in ("persons", "trips"):
                continue
            position, period, figure = self._position(report), report.period, report.figure
            if position is None or period is None or figure is None or report.published is None:
                continue
            first = (period[0] - self.scenario.start).days
            stop = (period[1] - self.scenario.start).days + 1
            if first >= 0 and stop <= self.n_days:
                yield self._figure(report, position, first, stop, figure)

    def _figure(self, report: Report, position: int, first: int, stop: int, figure: float) -> Figure:
        measure, kind = MEASURES[report.measure], KINDS[report.measure]
        if position >= 0 and kind == "left":
            kind = "in"
        days = stop - first
        total = figure * days if kind != "stock" and report.concept.per_day else figure
        true = total / measure.bias_median
        usual = 0.0
        if kind == "in" and position >= 0:
            usual = days * self.usual(self.area(position))
        elif kind == "out":
            usual = days * self.usual_out(self.area(position))
        spread = np.sqrt((measure.error * true) ** 2 + abs(true) + (USUAL_SPREAD * usual) ** 2 + 1.0)
        value = true - usual if kind == "net" else max(0.0, true - usual)
        assert report.published is not None
        return Figure(
            area=position, kind=kind, first=first, stop=stop, value=value, spread=float(spread),
            issuer=issuer_root(report.issuer), published=report.published,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """What a baseline answers.

    Attributes
    ----------
    stock
        (draw, day, area) float64, displaced persons in the area at the end of the day.
    flow
        (draw, day, area) float64, displaced persons who enter it, per day. One draw only is a method that
        does not say how sure it is.
    """

    stock: Floats
    flow: Floats

    @property
    def has_spread(self) -> bool:
        """Whether the method says how sure it is."""
        return bool(self.stock.shape[0] > 1)


def point(stock: Floats, flow: Floats) -> Estimate:
    """An estimate without any statement of doubt, from (day, area) persons; never below nobody."""
    return Estimate(stock=np.maximum(stock, 0.0)[None], flow=np.maximum(flow, 0.0)[None])
