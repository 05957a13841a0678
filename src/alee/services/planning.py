"""What a group of helpers will be asked for: every history of the outlook played through its services.

For each member: who comes to the point of asking (arrivals after their delay, or people there), how many ask,
who gets a unit, who waits or is turned away, and who leaves, day by day, on whole numbers. A second run with
the same luck and no limit from tomorrow on says how much would be needed. What the group itself has counted
replaces what was drawn for those days, and moves the rates of all days ahead.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from alee.core.addresses import name_key
from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean, listed
from alee.kernels.layout import Counts, Floats
from alee.kernels.services import Desk, decide, serve
from alee.kernels.services import Service as Played
from alee.model.services import Service, Services, too_many_taken
from alee.outlook.forecasting import Outlook
from alee.services.figures import Learnt, Needs, ServiceNeed, figures
from alee.services.log import Entry, Log
from alee.services.people import People, drivers, people_at
from alee.services.rates import (
    Counted,
    Posterior,
    Rates,
    asking_chance,
    learn_asking,
    learn_stay,
    prior_rates,
)
from alee.services.summary import daily, full_of, horizons, reserve

SOON = 14


@dataclass(frozen=True)
class Play:
    """One service played by every member.

    Attributes
    ----------
    today
        Row of the last day that is known; the days ahead begin after it.
    capacity
        (day,) int64, -1 without a limit.
    real, unlimited
        With the capacity there is, and with none from the first day ahead.
    """

    service: Service
    days: tuple[dt.date, ...]
    today: int
    capacity: Counts
    real: Played
    unlimited: Played
    rates: Rates
    learnt: Learnt | None


def needs_of(
    outlook: Outlook,
    *,
    place: str = "",
    services: Services,
    log: Log | None = None,
    today: dt.date | None = None,
) -> Needs:
    """Say what a group of helpers will be asked for in one place.

    Parameters
    ----------
    place
        Place of the scenario where the group works; may be left out where services.yaml names it.
    services
        What the group offers.
    log
        What the group has counted; entries of other groups and places are left aside.
    today
        Last day that is known, if later than the as-of date and the log; to compare two logs fairly.

    Raises
    ------
    InputError
        If the place or a group of people is unknown, or a count lies outside the outlook.
    """
    where = place or services.place or ""
    people = people_at(outlook, where)
    _check_services(services, people, outlook.posterior.as_of)
    known = log or Log()
    now = _today(outlook, people, services, known, where, today)
    plays = [
        play(people, services, service, known, now, outlook.posterior.as_of) for service in services.services
    ]
    return Needs(
        place=where, group=services.group, money=services.money, as_of=outlook.posterior.as_of,
        today=people.days[now], end=people.days[-1], services=tuple(_told(p) for p in plays),
        drivers=drivers(outlook, where, SOON),
    )  # fmt: skip


def play(people: People, services: Services, service: Service, log: Log, now: int, as_of: dt.date) -> Play:
    """Play one service through every member, from the first day to the end of the outlook.

    Parameters
    ----------
    now
        Row of the last day that is known.
    as_of
        Day of a count of units taken that names no day of its own.
    """
    known = set(people.days)
    entries = [e for e in log.of(people.place, service.name, services.group) if e.day in known]
    members = people.arrived.shape[0]
    believed = prior_rates(services, service, people.place, people.seed, members)
    deciders, factor = _deciders(people, service, believed)
    capacity = np.array([service.capacity_on(day) for day in people.days], np.int64)
    counts = _counts(service, people.days, entries, as_of)
    counted, before = _counted(service, entries, people.days, counts, capacity)
    found = Posterior(np.arange(members), believed, float(members))
    if len(counted.days):
        found = learn_asking(
            services, service, people.place, people.seed, believed, deciders, factor, counted
        )
    stay = learn_stay(service, people.place, people.seed, members, *before)
    rates = found.rates if stay is None else replace(found.rates, stay_days=stay)
    desk = _desk(service, rates, deciders[found.rows], factor, capacity, counts)
    key = name_key("service", people.place, service.name)
    luck = np.arange(members, dtype=np.int64)
    ahead = np.where(np.arange(len(people.days)) > now, -1, capacity)
    real, unlimited = (
        serve(people.seed, key, service.stay_steps, told, luck)
        for told in (desk, desk._replace(capacity=ahead))
    )
    learnt = None
    if entries:
        learnt = _learnt(service, counted, deciders * factor, believed, rates, found.effective)
    return Play(service, people.days, now, capacity, real, unlimited, rates, learnt)


def _deciders(people: People, service: Service, rates: Rates) -> tuple[Counts, Floats]:
    """People who come to the point of asking, (member, day), and the season's factor on asking, (day,)."""
    factor, pace = _factors(service, people.days)
    concerned = people.concerned(service)
    if service.asks_from != "arrivals":
        return concerned, factor
    ready = np.minimum(1.0 / (1.0 + rates.delay_days), 1.0 - 1e-12)
    hazard = -np.expm1(np.log1p(-ready)[:, None] * pace)
    key = name_key("service", people.place, service.name)
    return decide(people.seed, key, concerned, hazard), factor


def _desk(
    service: Service, rates: Rates, deciders: Counts, factor: Floats, capacity: Counts,
    counts: dict[str, Counts],
) -> Desk:  # fmt: skip
    """What the kernel is told of each member and day."""
    chance = asking_chance(service, rates.reach, rates.share)[:, None] * factor
    return Desk(
        deciders=np.ascontiguousarray(deciders),
        chance=np.clip(chance, 0.0, 1.0),
        evenness=rates.dispersion,
        end=np.minimum(service.stay_steps / rates.stay_days, 1.0),
        give_up=np.minimum(1.0 / rates.patience_days, 1.0),
        capacity=capacity,
        queues=int(service.has_queue),
        **counts,
    )


def _factors(service: Service, days: tuple[dt.date, ...]) -> tuple[Floats, Floats]:
    """Factor on the chance to ask, and on how soon newcomers make up their mind, each (day,)."""
    week = np.array([service.weekdays[day.weekday()] for day in days])
    year = np.array([service.months[day.month - 1] for day in days])
    return (year, week) if service.asks_from == "arrivals" else (year * week, np.ones(len(days)))


def _counts(
    service: Service, days: tuple[dt.date, ...], entries: list[Entry], as_of: dt.date
) -> dict[str, Counts]:
    """What was counted, by day; -1 where nothing was."""
    out = {name: np.full(len(days), -1, np.int64) for name in ("asked", "placed", "left", "taken")}
    row = {day: d for d, day in enumerate(days)}
    for entry in entries:
        for name in ("asked", "placed", "left"):
            value = getattr(entry, name)
            out[name][row[entry.day]] = -1 if value is None else value
    if service.occupied is not None:
        out["taken"][row[service.counted or as_of]] = service.occupied
    return out


def _counted(
    service: Service, entries: list[Entry], days: tuple[dt.date, ...], counts: dict[str, Counts],
    capacity: Counts,
) -> tuple[Counted, tuple[Counts, Counts]]:  # fmt: skip
    """Asks that were counted, and units taken before with those that left of them.

    Where only the placed were counted, as many asked; if the house was full, at least as many. With a queue
    the placed may have asked long before, and say nothing.
    """
    row = {day: d for d, day in enumerate(days)}
    evening = _evenings(counts)
    rows, asks, at_least, taken, left = [], [], [], [], []
    for entry in entries:
        d = row[entry.day]
        before = 0 if service.is_daily else evening[d - 1] if d else -1
        if before >= 0 and entry.left is not None and entry.left <= before:
            taken.append(before)
            left.append(entry.left)
        if entry.asked is None and (entry.placed is None or service.has_queue):
            continue
        placed = entry.placed or 0
        free = capacity[d] - before + (entry.left or 0)
        is_full = capacity[d] >= 0 and (before < 0 or placed >= free)
        rows.append(d)
        asks.append(float(placed if entry.asked is None else entry.asked))
        at_least.append(entry.asked is None and is_full)
    whole = (np.array(values, np.int64) for values in (rows, taken, left))
    found, in_before, gone = whole
    return Counted(found, np.array(asks), np.array(at_least, np.bool_)), (in_before, gone)


def _evenings(counts: dict[str, Counts]) -> Counts:
    """Units taken on each evening as far as counts follow each other without a gap; else -1."""
    out = counts["taken"].copy()
    for d in range(1, len(out)):
        if out[d] < 0 and out[d - 1] >= 0 and counts["placed"][d] >= 0 and counts["left"][d] >= 0:
            out[d] = max(0, out[d - 1] + counts["placed"][d] - counts["left"][d])
    return out


def _learnt(
    service: Service, counted: Counted, crowd: Floats, before: Rates, after: Rates, effective: float
) -> Learnt:
    """What the counts told; ``crowd`` (member, day): people who come to the point, times the season."""
    old, new = (asking_chance(service, rates.reach, rates.share) for rates in (before, after))
    return Learnt(
        days=len(counted.days),
        asked=round(float(counted.asks.sum())),
        expected=float(np.median(crowd[:, counted.days].sum(axis=1) * old)),
        rate=float(np.median(new)) / max(float(np.median(old)), 1e-12),
        stay_before=float(np.median(before.stay_days)),
        stay=float(np.median(after.stay_days)),
        effective=effective,
    )


def _told(play: Play) -> ServiceNeed:
    """Reduce a play to figures."""
    first = int(play.capacity[play.today + 1])
    taken = play.real.taken[:, play.today]
    is_limited = first >= 0
    spans = horizons(play.service, play.days, play.today, play.capacity, play.real, play.unlimited)
    return ServiceNeed(
        service=play.service, capacity=first if is_limited else None, taken=figures(taken),
        free=figures(np.maximum(int(play.capacity[play.today]) - taken, 0), is_scarce=True)
        if play.capacity[play.today] >= 0 else None,
        horizons=spans, full=full_of(play.days, play.today, play.real) if is_limited else None,
        reserve=reserve(play.service, first, play.unlimited.taken[:, play.today + 1 : play.today + 1 + SOON]),
        series=daily(play.days, play.today, play.capacity, play.real, play.unlimited), learnt=play.learnt,
    )  # fmt: skip


def _today(
    outlook: Outlook, people: People, services: Services, log: Log, place: str, today: dt.date | None
) -> int:
    """Row of the last day that is known: of the reports, of the group's own numbers, or as given."""
    last, end = outlook.posterior.as_of, people.days[-1]
    for service in services.services:
        last = max([last, *(e.day for e in log.of(place, service.name, services.group) if e.day < end)])
        counted = service.counted
        if counted is not None and not people.days[0] <= counted < end:
            allowed = f"Allowed: days from {people.days[0]} to before {end}, the end of the outlook."
            wrong = f"the units taken were counted on {counted}, which the outlook does not hold"
            raise InputError(
                Problem(wrong, allowed, "Look further ahead, or count anew.", where=service.name)
            )
        last = max(last, counted or last)
    last = min(max(last, today or last), end - dt.timedelta(days=1))
    return people.days.index(last)


def _check_services(services: Services, people: People, as_of: dt.date) -> None:
    problems = []
    for service in services.services:
        for name in service.groups:
            if name not in people.groups:
                wrong = f'the scenario has no group of people called "{name}"'
                likely = did_you_mean(name, people.groups)
                allowed = f"Allowed: {listed(people.groups)}."
                problems.append(Problem(wrong, allowed, likely, where=f'{service.name}, "groups"'))
        counted = service.counted or as_of
        if too_many := too_many_taken(service, counted):
            problems.append(too_many.at(f'{service.name} on {counted}, "occupied"'))
    if problems:
        raise InputError(problems)
