"""The group's own three numbers a day: how many asked, were placed, and left.

A log is a plain list of entries that have been checked against each other. It holds numbers of units and the
name of an organisation, nothing about any person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean, listed
from alee.model.services import MOST_UNITS, Service, Services

NUMBERS = ("asked", "placed", "left")
MOST_A_DAY = 10 * MOST_UNITS  # a single day's number may exceed what there is, but not without end


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """The numbers of one service on one day.

    Attributes
    ----------
    asked, placed, left
        Units asked for, given out and given back that day; None where not counted.
    group
        Name of the group of helpers that counted.
    where
        File and line, for messages.
    """

    day: dt.date
    place: str
    service: str
    group: str
    asked: int | None = None
    placed: int | None = None
    left: int | None = None
    where: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str, str, dt.date]:
        """What may be logged once: place, service, group, day."""
        return self.place, self.service, self.group, self.day

    def numbers(self) -> str:
        """The numbers in words, such as ``asked 38, placed 21, left 6``."""
        said = [(name, getattr(self, name)) for name in NUMBERS]
        return ", ".join(f"{name} {value}" for name, value in said if value is not None)


@dataclass(frozen=True)
class Log:
    """All entries that hold, in the order in which they were made."""

    entries: tuple[Entry, ...] = ()

    def of(self, place: str, service: str, group: str) -> tuple[Entry, ...]:
        """The entries of one group's service in one place, by day."""
        wanted = (place, service, group)
        return tuple(sorted((e for e in self.entries if e.key[:3] == wanted), key=lambda e: e.day))

    def others_on(self, entry: Entry) -> tuple[Entry, ...]:
        """Entries of other groups for the same place, service and day."""
        wanted = (entry.place, entry.service, entry.day)
        return tuple(
            e for e in self.entries if (e.place, e.service, e.day) == wanted and e.group != entry.group
        )

    def plus(self, entries: Iterable[Entry]) -> Log:
        """The log with more entries; an entry replaces the one of its place, service, group and day."""
        new = tuple(entries)
        keys = {entry.key for entry in new}
        return Log((*(e for e in self.entries if e.key not in keys), *new))


def check_entries(
    log: Log,
    entries: Sequence[Entry],
    *,
    today: dt.date,
    places: Sequence[str] = (),
    services: Services | None = None,
    start: dt.date | None = None,
    as_of: dt.date | None = None,
    may_replace: bool = False,
) -> tuple[Problem, ...]:
    """Say all that is wrong with new entries, each by itself and beside what is known; empty if nothing is.

    Parameters
    ----------
    today
        No day after it can have been counted.
    places
        Names of places that exist; empty if not known.
    services
        What the group offers; None if not known. With it, free units and units taken are looked at, too.
    start
        First day of the scenario, if known; nobody has fled before it.
    as_of
        Day of a count of units taken that names no day of its own.
    may_replace
        Whether an entry may take the place of one that stands in the log.
    """
    problems: list[Problem] = []
    for k, entry in enumerate(entries):
        found = [*_by_itself(entry, start, today), *_names(entry, places, services)]
        found += _twice(log, entries[:k], entry, may_replace=may_replace)
        problems += [problem.at(entry.where or _named(entry)) for problem in found]
    if not problems and services is not None:
        problems += _against_the_house(log.plus(entries), entries, services, as_of)
    return tuple(problems)


def _named(entry: Entry) -> str:
    return f"{entry.service} in {entry.place} on {entry.day}"


def _by_itself(entry: Entry, start: dt.date | None, today: dt.date) -> Iterator[Problem]:
    given = {name: getattr(entry, name) for name in NUMBERS if getattr(entry, name) is not None}
    if not given:
        yield Problem("no number stands here", "Needed: asked, placed or left.")
    for name, value in given.items():
        if value < 0:
            yield Problem(f"{name} is {value}, a negative number", "Allowed: 0 or more.")
        if value > MOST_A_DAY:
            wrong = f"{name} is {value:,}, more than anybody counts in a day"
            likely = "Is it the number of that day alone, and in the right column?"
            yield Problem(wrong, f"Allowed: 0 to {MOST_A_DAY:,}.", likely)
    if entry.day > today:
        likely = "Only days that are over can be counted. Is the year right?"
        yield Problem(f"{entry.day} is in the future", f"Allowed: days until {today}.", likely)
    if start is not None and entry.day < start:
        wrong = f"{entry.day} is before the scenario starts"
        yield Problem(wrong, f"Allowed: days from {start} on.", "Is the year right?")


def _names(entry: Entry, places: Sequence[str], services: Services | None) -> Iterator[Problem]:
    if places and entry.place not in places:
        likely = did_you_mean(entry.place, places)
        yield Problem(f'there is no place called "{entry.place}"', f"Allowed: {listed(places)}.", likely)
    if services is not None and entry.service not in services.names:
        likely = did_you_mean(entry.service, services.names)
        allowed = f"Allowed: {listed(services.names)}."
        yield Problem(f'there is no service called "{entry.service}"', allowed, likely)


def _twice(log: Log, before: Sequence[Entry], entry: Entry, *, may_replace: bool) -> Iterator[Problem]:
    allowed = "Each group logs a service once a day."
    for other in before:
        if other.key == entry.key:
            where = other.where or "above"
            yield Problem(f"this day stands twice ({other.numbers()} at {where})", allowed)
    for other in () if may_replace else log.entries:
        if other.key == entry.key:
            wrong = f"{entry.group} has already logged {other.numbers()} for {_named(entry)}"
            likely = (
                "Were these counted by two groups? Then name the other one (--group), and neither is lost. "
                "Is it a correction? Then say so (--replace). To count both together, log the sum."
            )
            yield Problem(wrong, allowed, likely)


@dataclass
class _House:
    """Units taken as the log goes on; None where nobody can know, as after a day without numbers."""

    service: Service
    taken: int | None
    day: dt.date | None

    def play(self, entry: Entry) -> Iterator[Problem]:
        """Say where an entry does not fit what is known, and go on to its evening."""
        if entry.asked is not None and (entry.placed or 0) > entry.asked and not self.service.has_queue:
            wrong = f"more were placed ({entry.placed}) than asked ({entry.asked})"
            yield Problem(wrong, "At most as many are placed as ask.", "Are the two swapped?")
        if self.service.is_daily:
            yield from self._too_many(entry, 0)
            return
        before = None
        if self.day is None or entry.day > self.day:
            before = self.taken if self.day in (None, entry.day - dt.timedelta(days=1)) else None
            self.day, self.taken = entry.day, None
        yield from self._against(entry, before)

    def _against(self, entry: Entry, before: int | None) -> Iterator[Problem]:
        """Hold an entry against the units taken on the evening before, or against all units there are."""
        if before is not None and (entry.left or 0) > before:
            wrong = f"more left ({entry.left}) than {self.service.unit} were taken the day before ({before})"
            yield Problem(wrong, "At most as many leave as are in.", _recount(self.service))
        if before is None:
            yield from self._more_left_than_ever(entry)
        if before is None or entry.left is None:
            yield from self._too_many(entry, None)
            return
        staying = max(0, before - entry.left)
        yield from self._too_many(entry, staying)
        if entry.placed is not None:
            self.taken = staying + entry.placed

    def _more_left_than_ever(self, entry: Entry) -> Iterator[Problem]:
        """Say if more left than there ever were units, where nobody knows how many were taken."""
        most = self.service.most_until(entry.day)
        if 0 <= most < (entry.left or 0):
            wrong = f"more left ({entry.left}) than there have ever been {self.service.unit} ({most})"
            yield Problem(wrong, "At most as many leave as are in.", _recount(self.service))

    def _too_many(self, entry: Entry, staying: int | None) -> Iterator[Problem]:
        """Say if more were placed than were free; than there are, where nobody knows how many stayed."""
        limit = self.service.capacity_on(entry.day)
        free = max(limit - (staying or 0), 0)
        if limit >= 0 and (entry.placed or 0) > free:
            there, allowed = f"{self.service.unit} were free ({free} of {limit})", "are free"
            if staying is None:
                there, allowed = f"there are {self.service.unit} ({limit})", "there are"
            wrong = f"more were placed ({entry.placed}) than {there}"
            yield Problem(wrong, f"At most as many are placed as {allowed}.", _recount(self.service))


def _recount(service: Service) -> str:
    return (
        f"Count {service.name} anew and write occupied and counted, "
        "or a larger capacity, into the file of services."
    )


def _against_the_house(
    log: Log, entries: Sequence[Entry], services: Services, as_of: dt.date | None
) -> Iterator[Problem]:
    """Play each service through its log, and say where new entries do not fit."""
    fresh = {entry.key: entry for entry in entries}
    for place, name, group in dict.fromkeys(entry.key[:3] for entry in entries):
        service = services.service(name)
        known = service.occupied if group == services.group else None
        house = _House(service, known, service.counted or as_of)
        for entry in log.of(place, name, group):
            found = list(house.play(entry))
            if entry.key in fresh:
                yield from (problem.at(entry.where or _named(entry)) for problem in found)


def left_aside(log: Log, *, place: str, services: Services, start: dt.date) -> tuple[str, ...]:
    """Say which entries of the group in a place no answer can use, and what to do; empty if all can be.

    Such entries were logged before anybody had named an outlook: days before the scenario starts, or services
    that the file does not have.
    """
    own = [e for e in log.entries if (e.place, e.group) == (place, services.group)]
    early = [e for e in own if e.day < start]
    strange = [e for e in own if e not in early and e.service not in services.names]
    likely = "Take them back (alee log --undo) and log them rightly."
    said = []
    for entries, why in (
        (early, f"before {start}, when the scenario starts"),
        (strange, f"for what the file does not offer ({listed(services.names)})"),
    ):
        if entries:
            names = listed([f"{e.service} on {e.day}: {e.numbers()}" for e in entries])
            said.append(f"Left aside are numbers {why} ({names}). {likely}")
    return tuple(said)


def refuse(problems: Sequence[Problem]) -> None:
    """Raise all problems together; nothing if there are none.

    Raises
    ------
    InputError
        With every problem.
    """
    if problems:
        raise InputError(problems)
