"""One plain table of everything that is shared, for the team or for the public, whatever the format.

Each line is one number of people: where, when, what it counts, and its quantiles; or the words that it is
hidden. The team's lines speak of days, places and single ways; the public's of weeks, countries and all open
ways from one country to another (:mod:`alee.release.figures`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import astuple, dataclass

import numpy as np

from alee.core.calendar import as_date
from alee.model.scenario import Scenario
from alee.outlook.countries import country_names
from alee.outlook.forecasting import Outlook
from alee.release.audience import public_positions
from alee.release.figures import ABROAD, LEVELS, PublicFigures, Spread

QUANTILES = tuple(f"q{100 * level:04.1f}".removesuffix(".0").replace(".", "_") for level in LEVELS)
HEADER = (
    "start", "end", "measure", "unit", "place", "iso3", "to", "to_iso3", *QUANTILES, "state",
)  # fmt: skip
HXL = (
    "#date+start", "#date+end", "#indicator+name", "#indicator+unit", "#loc+name", "#country+code",
    "#loc+to+name", "#country+to+code", *(f"#affected+{name}" for name in QUANTILES), "#status",
)  # fmt: skip
HIDDEN = "hidden for safety"
UNITS = {"stock": "persons at the end", "arrivals": "persons in the days", "left": "persons in the days",
         "passed": "persons in the days"}  # fmt: skip
Row = tuple[object, ...]
Position = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One number of people that is shared.

    Attributes
    ----------
    start, end
        First and last day it speaks of; a stock is that of the evening of ``end``.
    measure
        ``stock``, ``arrivals``, ``left`` (home) or ``passed`` (by a way from ``place`` to ``to``).
    spread
        Persons; ``None`` is hidden for safety.
    is_whole
        Whether it sums up other lines over all days.
    """

    start: dt.date
    end: dt.date
    measure: str
    place: str
    iso3: str = ""
    to: str = ""
    to_iso3: str = ""
    spread: Spread | None
    is_whole: bool = False

    def row(self) -> Row:
        """The line as cells under ``HEADER``."""
        figures = (
            [round(f, 1) if f % 1 else int(f) for f in astuple(self.spread)]
            if self.spread
            else [""] * len(LEVELS)
        )
        state = "" if self.spread else HIDDEN
        named = (self.place, self.iso3, self.to, self.to_iso3)
        return (self.start.isoformat(), self.end.isoformat(), self.measure, UNITS[self.measure], *named,
                *figures, state)  # fmt: skip


def lines_of(outlook: Outlook, figures: PublicFigures | None) -> Iterator[Line]:
    """Every line for the public, or for the team if no public figures are given."""
    if figures is None:
        return _team_lines(outlook)
    lines = _public_lines(outlook, figures)
    # With one week only, its sums are the week itself, and would be counted twice by who adds up.
    return (line for line in lines if len(figures.weeks) > 1 or not line.is_whole)


def positions_of(outlook: Outlook, figures: PublicFigures | None) -> dict[str, Position]:
    """Latitude and longitude by the names that the lines use; no shelter for the public."""
    scenario = outlook.posterior.scenario
    if figures is None:
        return {place.name: (place.latitude, place.longitude) for place in scenario.places}
    return public_positions(scenario)


def _public_lines(outlook: Outlook, figures: PublicFigures) -> Iterator[Line]:
    scenario = outlook.posterior.scenario
    codes = {name: code for code, name in country_names(scenario).items()}
    weeks = {end.isoformat(): (start, end) for start, end in figures.weeks}
    weeks[figures.whole] = (figures.first_day, figures.last_day)
    home = " and ".join(name for name, code in codes.items() if code in scenario.home)
    for (name, label), spread in figures.stock.items():
        start, end = weeks[label]
        place, code = ("all countries abroad", "") if name == ABROAD else (name, codes[name])
        yield Line(start=end, end=end, measure="stock", place=place, iso3=code, spread=spread)
    for (name, label), spread in figures.arrivals.items():
        start, end = weeks[label]
        yield Line(
            start=start, end=end, measure="arrivals", place=name, iso3=codes[name], spread=spread,
            is_whole=label == figures.whole,
        )  # fmt: skip
    for label, spread in figures.left.items():
        start, end = weeks[label]
        yield Line(
            start=start, end=end, measure="left", place=home, spread=spread, is_whole=label == figures.whole
        )
    for (origin, to, label), spread in figures.ways.items():
        start, end = weeks[label]
        yield Line(
            start=start, end=end, measure="passed", place=origin, iso3=codes[origin], to=to,
            to_iso3=codes[to], spread=spread, is_whole=label == figures.whole,
        )  # fmt: skip


def _team_lines(outlook: Outlook) -> Iterator[Line]:
    scenario, data = outlook.posterior.scenario, outlook.ensemble.dataset
    code = {place.name: place.country for place in scenario.places}
    days = [as_date(str(day)[:10]) for day in data.day.values]
    for measure, variable in (("stock", "present"), ("arrivals", "arrivals")):
        array = data[variable].sum("group") if "group" in data[variable].dims else data[variable]
        table = np.quantile(array.transpose("member", "day", "place").values, LEVELS, axis=0)
        for d, day in enumerate(days):
            for p, name in enumerate(str(n) for n in data.place.values):
                spread = Spread(*(float(q) for q in table[:, d, p]))
                yield Line(start=day, end=day, measure=measure, place=name, iso3=code[name], spread=spread)
    for (origin, to), ways in _by_ends(scenario).items():
        flow = data["crossings"].sel(corridor=ways).sum("corridor", dtype=np.int64)
        persons = flow.transpose("member", "day").values
        whole = (
            days[0],
            outlook.posterior.as_of,
            persons[:, : days.index(outlook.posterior.as_of) + 1].sum(axis=1),
        )
        for start, end, one in [*((day, day, persons[:, d]) for d, day in enumerate(days)), whole]:
            spread = Spread(*(float(q) for q in np.quantile(one, LEVELS)))
            yield Line(
                start=start, end=end, measure="passed", place=origin, iso3=code[origin], to=to,
                to_iso3=code[to], spread=spread, is_whole=start != end,
            )  # fmt: skip


def _by_ends(scenario: Scenario) -> dict[tuple[str, str], list[str]]:
    """The ways between each two places, whatever the mode."""
    found: dict[tuple[str, str], list[str]] = {}
    for way in scenario.corridors:
        found.setdefault((way.from_place, way.to_place), []).append(way.name)
    return found
