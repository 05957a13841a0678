"""The figures of an outlook that may go out: countries by weeks, small counts and secret ways hidden.

All figures are linked. Those who arrive in a country in a week came by its ways; those who left home in a
week arrived somewhere; weeks add up to the whole time. So the small ones of all tables are hidden together by
:func:`alee.release.suppression.suppress`, with the releases made before in mind. An irregular way is a cell
of these tables that is never printed and cannot be told from a way that nobody takes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import product

import numpy as np

from alee.core.calendar import as_date
from alee.core.errors import InputError
from alee.core.rounding import rounded
from alee.kernels.layout import Counts
from alee.model.events import Shock
from alee.outlook.countries import (
    Country,
    countries_abroad,
    country_names,
    entering,
    leaving_home,
    sum_over_places,
)
from alee.outlook.forecasting import Outlook, plan_of
from alee.release.audience import DELAY_DAYS, is_public_way, last_public_day, sensitive_places, weeks_of
from alee.release.suppression import Key, Release, Sum, is_small, suppress

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975)
ABROAD = "*abroad"
Week = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Spread:
    """A number with its uncertainty, persons: quantiles 5, 25, 50, 75, 90, 95, 97.5 % of the members."""

    low: float
    lower_quartile: float
    median: float
    upper_quartile: float
    ready: float
    high: float
    bad: float


@dataclass(frozen=True, kw_only=True)
class PublicFigures:
    """What the public may see of an outlook.

    Attributes
    ----------
    released_on
        Day of the release.
    first_day, last_day
        First day of the shock; last public day, a Sunday.
    weeks
        First and last day of each week between.
    whole
        Label of all weeks together. It names the last day, so that two releases never mean two sums by one.
    countries
        Countries abroad, in order of name.
    stock, arrivals
        Persons by (country name or ``ABROAD``, Sunday of the week); ``None`` is hidden. ``arrivals`` also has
        the label ``whole`` in place of a week. A person who crosses two borders arrives twice.
    left
        Persons who left the home countries, by Sunday of the week, or ``whole``.
    ways
        Persons who crossed from one country into another by regular ways, by (from, to, Sunday or ``whole``).
    release
        The tables behind it with all true figures. Not for publication: it is what the ledger keeps.
    """

    released_on: dt.date
    first_day: dt.date
    last_day: dt.date
    weeks: tuple[Week, ...]
    whole: str
    countries: tuple[Country, ...]
    stock: Mapping[tuple[str, str], Spread | None]
    arrivals: Mapping[tuple[str, str], Spread | None]
    left: Mapping[str, Spread | None]
    ways: Mapping[tuple[str, str, str], Spread | None]
    release: Release


def public_figures(
    outlook: Outlook, *, released_on: dt.date | str | None = None, earlier: Sequence[Release] = ()
) -> PublicFigures:
    """Work out what may be published of an outlook.

    Parameters
    ----------
    released_on
        Day of the release; by default the as-of date of the outlook. What is younger than seven days, not a
        whole week, or a forecast is left out.
    earlier
        What :attr:`PublicFigures.release` held at earlier releases of the same scenario.

    Raises
    ------
    InputError
        If no whole week since the shock is old enough; it says from which day on there is one.
    """
    tables = _Tables(outlook, outlook.posterior.as_of if released_on is None else as_date(released_on))
    small = {
        key for key, spread in tables.spreads.items() if is_small(spread.median) or is_small(spread.high)
    }
    release = suppress(
        tables.means, tables.sums, secret=tables.secret | small, unprinted=tables.helping, dear=tables.dear(),
        earlier=earlier,
    )  # fmt: skip
    return tables.printed(release)


class _Tables:
    """All linked tables of an outlook, by country and week."""

    def __init__(self, outlook: Outlook, released_on: dt.date) -> None:
        self.scenario = outlook.posterior.scenario
        self.data = outlook.ensemble.dataset
        self.released_on = released_on
        plan = plan_of(outlook)
        self.days = list(plan.days)
        shocks = [event.start for event in plan.events if isinstance(event, Shock)]
        self.first_day = min(shocks, default=self.scenario.start)
        # Whatever the day of the release: a forecast is not published.
        self.last_day = last_public_day(
            min(released_on, outlook.posterior.as_of + dt.timedelta(days=DELAY_DAYS))
        )
        if self.last_day < self.first_day:
            raise InputError(
                f"public copy: on {released_on} no week since {self.first_day} is {DELAY_DAYS} days old. "
                f"The first that may be published ends on {_sunday(self.first_day)}. "
                f"Release it on {_sunday(self.first_day) + dt.timedelta(days=DELAY_DAYS)} or later, "
                "or make a copy for the team."
            )
        self.weeks = weeks_of(self.first_day, self.last_day)
        self.whole = f"*all weeks to {self.last_day}"
        self.countries = countries_abroad(self.scenario)
        self.spreads: dict[Key, Spread] = {}
        self.means: dict[Key, float] = {}  # quantiles of a sum are no sums; means are
        self.sums: list[Sum] = []
        self.secret: set[Key] = set()
        self.helping: set[Key] = set()
        self._stocks()
        self._ways()
        self._arrivals()
        self._balances()

    def _cut(self, values: Counts) -> list[tuple[str, Counts]]:
        """Sums over each week and over all of them, (member,) each, by label."""
        parts = [
            (end.isoformat(), values[:, self.days.index(start) : self.days.index(end) + 1].sum(axis=1))
            for start, end in self.weeks
        ]
        return [*parts, (self.whole, np.sum([part for _, part in parts], axis=0))]

    def _stocks(self) -> None:
        closed = sensitive_places(self.scenario)
        everybody = []
        for country in self.countries:
            stock = sum_over_places(self.data["present"], country.places)
            everybody.append(stock)
            for _, end in self.weeks:
                key = ("stock", country.name, end.isoformat())
                self._keep(key, stock[:, self.days.index(end)])
                if all(place.name in closed for place in country.places):
                    self.secret.add(key)
        for _, end in self.weeks:
            whole = ("stock", ABROAD, end.isoformat())
            self._keep(whole, np.sum(everybody, axis=0)[:, self.days.index(end)])
            parts = tuple(("stock", country.name, end.isoformat()) for country in self.countries)
            self.sums.append(Sum(whole, parts))

    def _ways(self) -> None:
        """Who crossed from one country into another, regular ways together and irregular ones together."""
        country = {place.name: place.country for place in self.scenario.places}
        names = country_names(self.scenario)
        bundles: dict[tuple[str, str, str], list[str]] = {}
        for way in self.scenario.corridors:
            start, end = country[way.from_place], country[way.to_place]
            if start != end and end not in self.scenario.home:
                kind = "ways" if is_public_way(self.scenario, way) else "secret ways"
                bundles.setdefault((kind, names[start], names[end]), []).append(way.name)
        crossings = self.data["crossings"].transpose("member", "day", "corridor")
        for bundle, ways in bundles.items():
            flow = crossings.sel(corridor=ways).sum("corridor", dtype=np.int64).values
            for label, persons in self._cut(flow):
                self._keep((*bundle, label), persons)
                if bundle[0] == "secret ways":
                    self.secret.add((*bundle, label))
            self._add_weeks(bundle)

    def _arrivals(self) -> None:
        """Who arrived in each country and who left home: sums of the ways."""
        by_end: dict[tuple[str, str], list[Key]] = {}
        from_home: dict[str, list[Key]] = {}
        names = country_names(self.scenario)
        homes = {names[code] for code in self.scenario.home}
        for key in [k for k in self.spreads if k[0] in ("ways", "secret ways")]:
            _, start, end, label = key
            by_end.setdefault((end, label), []).append(key)
            if start in homes:
                from_home.setdefault(label, []).append(key)
        for country in self.countries:
            arrived = entering(self.data["crossings"], self.scenario, country.code)
            for label, persons in self._cut(arrived):
                whole = ("arrivals", country.name, label)
                self._keep(whole, persons)
                if (country.name, label) in by_end:
                    self.sums.append(Sum(whole, tuple(by_end[(country.name, label)])))
            self._add_weeks(("arrivals", country.name))
        for label, persons in self._cut(leaving_home(self.data["crossings"], self.scenario)):
            self._keep(("left", label), persons)
            if label in from_home:
                self.sums.append(Sum(("left", label), tuple(from_home[label])))
        self._add_weeks(("left",))

    def _balances(self) -> None:
        """Who is there, and who came: together they went on, left for home, or are there a week later.

        Without this relation a hidden arrival could be read off two printed stocks. Those on the way make it
        hold only nearly; a reader who takes it for exact learns nothing either.
        """
        outward: dict[tuple[str, str], list[Key]] = {}
        for key in [k for k in self.means if k[0] in ("ways", "secret ways")]:
            outward.setdefault((key[1], key[3]), []).append(key)
        for country in self.countries:
            before: list[Key] = []  # nobody was there before the shock
            for _, end in self.weeks:
                label = end.isoformat()
                stock, came = ("stock", country.name, label), ("arrivals", country.name, label)
                onward = outward.get((country.name, label), [])
                all_of_them, gone = ("in hand", country.name, label), ("gone", country.name, label)
                self.means[all_of_them] = sum(self.means[key] for key in (*before, came))
                stayed = self.means[stock] + sum(self.means[key] for key in onward)
                self.means[gone] = max(0.0, self.means[all_of_them] - stayed)
                self.sums.append(Sum(all_of_them, (*before, came)))
                self.sums.append(Sum(all_of_them, (stock, gone, *onward)))
                self.helping |= {all_of_them, gone}
                before = [stock]

    def dear(self) -> set[Key]:
        """What every copy must say if it can: how many left in all, and how many are abroad now."""
        return {("left", self.whole), ("stock", ABROAD, self.weeks[-1][1].isoformat())}

    def _keep(self, key: Key, persons: Counts) -> None:
        self.spreads[key] = Spread(*(float(q) for q in np.quantile(persons, LEVELS)))
        self.means[key] = float(persons.mean())

    def _add_weeks(self, head: Key) -> None:
        parts = tuple((*head, end.isoformat()) for _, end in self.weeks)
        self.sums.append(Sum((*head, self.whole), parts))

    def printed(self, release: Release) -> PublicFigures:
        """The tables as they go out."""
        shown = {key: None if key in release.hidden else coarse(s) for key, s in self.spreads.items()}
        labels = [end.isoformat() for _, end in self.weeks]
        places = [country.name for country in self.countries]
        return PublicFigures(
            released_on=self.released_on, first_day=self.first_day, last_day=self.last_day,
            weeks=self.weeks, whole=self.whole, countries=self.countries, release=release,
            stock={(c, w): shown[("stock", c, w)] for c, w in product((*places, ABROAD), labels)},
            arrivals={(c, w): shown[("arrivals", c, w)] for c, w in product(places, (*labels, self.whole))},
            left={w: shown[("left", w)] for w in (*labels, self.whole)},
            ways={(k[1], k[2], k[3]): spread for k, spread in shown.items() if k[0] == "ways"},
        )  # fmt: skip


def coarse(spread: Spread) -> Spread:
    """Round a spread to two significant digits; a quantile that is itself a small count becomes nought."""
    figures = (rounded(figure) for figure in astuple(spread))
    return Spread(*(0.0 if is_small(figure) else figure for figure in figures))


def _sunday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=6 - day.weekday())
