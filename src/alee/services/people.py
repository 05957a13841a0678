"""Who is in a place and may ask for help there: arrived, newly arrived, settled, by group."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from alee.core.addresses import name_key
from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean, listed
from alee.kernels.layout import Counts
from alee.kernels.services import tell_stages
from alee.model.areas import places_in, resolve_area
from alee.model.priors import median_of
from alee.model.scenario import Scenario
from alee.model.services import Service
from alee.outlook.forecasting import Outlook
from alee.services.figures import Driver


@dataclass(frozen=True)
class People:
    """Displaced people in one place, by group, from the scenario's first day to the end of the outlook.

    Attributes
    ----------
    days
        (day,) dates.
    arrived, present, fresh
        (member, day, group) int64, persons: who came that day; who is there in the evening; who of these
        has not settled yet.
    seed
        Seed of the outlook.
    """

    place: str
    groups: tuple[str, ...]
    days: tuple[dt.date, ...]
    arrived: Counts
    present: Counts
    fresh: Counts
    seed: int

    def concerned(self, service: Service) -> Counts:
        """People who come to the point of asking or not, (member, day) int64: a flow, or a stock."""
        columns = [g for g, name in enumerate(self.groups) if name in (service.groups or self.groups)]
        table = {
            "arrivals": self.arrived, "fresh": self.fresh, "present": self.present,
            "staying": self.present - self.fresh,
        }[service.asks_from]  # fmt: skip
        return np.ascontiguousarray(table[:, :, columns].sum(axis=2))


def find_place(scenario: Scenario, name: str) -> str:
    """Check that a name is one place, where helpers can stand.

    Raises
    ------
    InputError
        If there is no such place, or it is a whole country or area.
    """
    names = [place.name for place in scenario.places]
    if name in names:
        return name
    area = resolve_area(scenario, name)
    if area is not None:
        inside = [p for p in places_in(scenario, area) if scenario.place(p).kind in ("city", "camp", "town")]
        wrong = f'"{name}" is more than one place'
        raise InputError(Problem(wrong, f"Helpers stand in one place: {listed(inside)}.", where="place"))
    wrong = f'{scenario.name} has no place called "{name}"'
    raise InputError(Problem(wrong, f"Allowed: {listed(names)}.", did_you_mean(name, names), where="place"))


def people_at(outlook: Outlook, place: str) -> People:
    """Follow the displaced people of one place through an outlook.

    The record of an outlook holds arrivals without groups, and stocks without stages. Both are worked out so
    that they agree with it: a group has at least its growth of the arrivals, and those who leave are newly
    arrived as often as the scenario's behaviour says.
    """
    scenario, data = outlook.posterior.scenario, outlook.ensemble.dataset
    here = data.sel(place=find_place(scenario, place))
    present = np.ascontiguousarray(here["present"].transpose("member", "day", "group").values, np.int64)
    arrived, fresh = tell_stages(
        outlook.posterior.seed,
        name_key("people", place),
        present,
        np.asarray(here["arrivals"].values, np.int64),
        settle=median_of(scenario.behaviour.settle),
        slower=median_of(scenario.behaviour.staying_factor),
    )
    days = tuple(dt.date.fromisoformat(str(day)[:10]) for day in data["day"].values)
    groups = tuple(str(name) for name in data["group"].values)
    return People(place, groups, days, arrived, present, fresh, outlook.posterior.seed)


def drivers(outlook: Outlook, place: str, days: int) -> tuple[Driver, ...]:
    """Ways into a place by their part of those who set out in the next days, the largest first."""
    ways = [way.name for way in outlook.posterior.scenario.corridors if way.to_place == place]
    tomorrow = np.datetime64(outlook.posterior.as_of, "ns") + np.timedelta64(1, "D")
    until = tomorrow + np.timedelta64(days - 1, "D")
    crossed = outlook.ensemble.dataset["crossings"].sel(corridor=ways, day=slice(tomorrow, until))
    by_way = crossed.sum("day").values.astype(float).mean(axis=0)
    whole = max(float(by_way.sum()), 1e-9)
    rows = [Driver(corridor=name, share=float(n) / whole) for name, n in zip(ways, by_way, strict=True)]
    return tuple(sorted((row for row in rows if row.share > 0), key=lambda row: (-row.share, row.corridor)))
