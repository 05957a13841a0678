"""What a what-if changes: two futures of the same members and luck, subtracted member by member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean, listed
from alee.kernels.layout import Floats
from alee.model.areas import corridors_into, names_of_areas, places_in, resolve_area
from alee.outlook.countries import country_names, home_words, leaving_home
from alee.outlook.forecasting import Outlook

LEVELS = (0.05, 0.5, 0.95)
Triple = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One number without and with a what-if.

    Attributes
    ----------
    name
        The place, country or corridor.
    of
        ``present`` (persons on the last day), ``moved`` (persons who went that way since the as-of date) or
        ``left`` (persons who have left home by the last day).
    without, with_events, difference
        5, 50 and 95 % over members; the difference is taken member by member.
    chance_of_more
        Share of members in which the what-if makes the number larger, ties counted half.
    """

    name: str
    of: str
    without: Triple
    with_events: Triple
    difference: Triple
    chance_of_more: float


@dataclass(frozen=True)
class Comparison:
    """All numbers that a what-if changes, the largest change first.

    Attributes
    ----------
    countries, corridors
        Changes of people in each country abroad, and along each way.
    untouched
        Names of places whose whole future is the same in every member, bit for bit.
    left
        Change of the people who have left home by the last day.
    """

    countries: tuple[Change, ...]
    corridors: tuple[Change, ...]
    untouched: tuple[str, ...]
    left: Change


def compare_futures(without: Outlook, with_events: Outlook) -> Comparison:
    """Compare two outlooks of one posterior.

    Raises
    ------
    InputError
        If members, days or places differ.
    """
    first, second = without.ensemble.dataset, with_events.ensemble.dataset
    with_events.ensemble.minus(without.ensemble)
    scenario = without.posterior.scenario
    names, countries = country_names(scenario), []
    for code in dict.fromkeys(p.country for p in scenario.places if p.country not in scenario.home):
        inside = [p.name for p in scenario.places if p.country == code]
        stocks = [
            data["present"].sel(place=inside).isel(day=-1).sum(("place", "group")).values.astype(float)
            for data in (first, second)
        ]
        countries.append(_change(names[code], "present", stocks[0], stocks[1]))
    tomorrow = np.datetime64(without.posterior.as_of) + 1
    ahead = [d["crossings"].sel(day=slice(tomorrow, None)).sum("day") for d in (first, second)]
    corridors = [
        _change(str(name), "moved", ahead[0].sel(corridor=name).values.astype(float),
                ahead[1].sel(corridor=name).values.astype(float))
        for name in first["corridor"].values
    ]  # fmt: skip
    gone = [leaving_home(d["crossings"], scenario).sum(axis=1).astype(float) for d in (first, second)]
    left = _change(home_words(scenario, country_names(scenario)), "left", *gone)
    return Comparison(_largest(countries), _largest(corridors), untouched(without, with_events), left)


def untouched(without: Outlook, with_events: Outlook) -> tuple[str, ...]:
    """Name the places that hold the same people on every day, in every member and group."""
    names = without.ensemble.dataset["place"].values
    first, second = (o.ensemble.dataset["present"].values for o in (without, with_events))
    return tuple(str(name) for p, name in enumerate(names) if (first[:, :, p] == second[:, :, p]).all())


def _largest(changes: Sequence[Change]) -> tuple[Change, ...]:
    moved = [c for c in changes if any(c.difference) or c.chance_of_more != 0.5]
    return tuple(sorted(moved, key=lambda c: (-abs(c.difference[1]), -abs(c.difference[2]), c.name)))


def _change(name: str, of: str, without: Floats, with_events: Floats) -> Change:
    away = with_events - without
    return Change(
        name=name, of=of, without=_triple(without), with_events=_triple(with_events),
        difference=_triple(away), chance_of_more=float((away > 0).mean() + 0.5 * (away == 0).mean()),
    )  # fmt: skip


def _triple(values: Floats) -> Triple:
    low, middle, high = np.quantile(values, LEVELS)
    return float(low), float(middle), float(high)


@dataclass(frozen=True)
class Whereabouts:
    """People in a place, country or area, and those who come and go, of displaced people only.

    Attributes
    ----------
    present, arrivals, departures
        (member, day) float64: persons at the end of the day; persons setting out into it and out of it that
        day, on to other places or home.
    ordinary
        (member, day) float64, ordinary travellers on the same ways in, persons per day.
    """

    name: str
    present: Floats
    arrivals: Floats
    departures: Floats
    ordinary: Floats


def whereabouts(outlook: Outlook, name: str) -> Whereabouts:
    """Follow one place, country or area through an outlook.

    Raises
    ------
    InputError
        If the scenario has no such place, country or area.
    """
    scenario = outlook.posterior.scenario
    area = resolve_area(scenario, name)
    if area is None:
        known = names_of_areas(scenario)
        wrong = f'{scenario.name} has no place, country or area called "{name}"'
        raise InputError(Problem(wrong, f"Allowed: {listed(known)}.", did_you_mean(name, known), where="place"))
    inside = set(places_in(scenario, area))
    data = outlook.ensemble.dataset
    into = list(corridors_into(scenario, area))
    out = [c.name for c in scenario.corridors if c.from_place in inside and c.to_place not in inside]

    def summed(variable: str, ways: list[str]) -> Floats:
        return np.asarray(data[variable].sel(corridor=ways).sum("corridor").values, float)

    present = data["present"].sel(place=sorted(inside)).sum(("place", "group")).values.astype(float)
    return Whereabouts(
        name, present, summed("crossings", into),
        summed("crossings", out) + _went_home(outlook, sorted(inside)), summed("ordinary_out", into),
    )  # fmt: skip


def _went_home(outlook: Outlook, inside: Sequence[str]) -> Floats:
    """Count who goes home from these places, (member, day) float64, persons per day.

    The record keeps them by the border they pass; from one place they are who is missing there: arrived, not
    gone on, not waiting for a way and no longer present. Homes do not count: nobody goes home from home.
    """
    scenario, data = outlook.posterior.scenario, outlook.ensemble.dataset
    here = [name for name in inside if scenario.place(name).kind != "origin"]
    ways = [c.name for c in scenario.corridors if c.from_place in here]
    held = data["present"].sel(place=here).sum(("place", "group")).values.astype(float)
    held = held + data["waiting"].sel(corridor=ways).sum("corridor").values
    come = data["arrivals"].sel(place=here) + data["displaced"].sel(place=here).sum("group")
    gone = data["departures"].sel(place=here)
    missing = np.zeros_like(held)
    missing[:, 1:] = (come - gone).sum("place").values[:, 1:] - np.diff(held, axis=1)
    return missing
