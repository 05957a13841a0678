"""Which reports repeat one figure, and which figure replaces an earlier one.

News travels by copying. If the ministry's 98,000 also appears as "nearly 100,000" in a newspaper, two
rows hold one observation, and counting both would make the estimate too sure of itself. Two rows are
taken for one figure if they measure the same thing at the same place and

- one says so (``copy_of``), or
- the number is the same to at least three digits and the periods overlap, or
- the number is the same, or a rounding of the other to one or two digits, and the periods are nearly the
  same (equal; or, between different issuers and if longer than three days, each end at most one day
  apart: a ministry that counts on every day means a new figure when it gives one).

Two different issuers who are both officials can agree by chance on a round number; taking them for one
costs a little knowledge, the other mistake costs honesty.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from alee.core.calendar import day_number, days_inside

if TYPE_CHECKING:
    from alee.model.reports import Report

PLENTY = 3
SHORT_PERIOD = 3
NOT_NAMED = re.compile(r"\b(?:not named|press tally|press|media|social media|authorities|eyewitness\w*)\b")


@dataclass(frozen=True)
class Family:
    """Rows that repeat one figure: the one that counts, and its copies.

    Attributes
    ----------
    head
        The row that counts: of a named issuer if there is one, exact if there is one, then the earliest.
    copies
        Ids of the other rows, in the order of the table.
    """

    head: Report
    copies: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all rows of the family, the one that counts first."""
        return (self.head.id, *self.copies)


def families(reports: Sequence[Report]) -> tuple[Family, ...]:
    """Gather reports into families of one figure, in the order of their first rows."""
    root = {report.id: report.id for report in reports}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for one, other in _pairs(reports):
        root[find(other.id)] = find(one.id)
    members: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        members[find(report.id)].append(report)
    return tuple(_family(rows) for rows in members.values())


def superseded(reports: Sequence[Report]) -> dict[str, str]:
    """Map each outdated report to the latest one by the same issuer on the same thing."""
    same_thing: dict[object, list[Report]] = defaultdict(list)
    for report in reports:
        if report.published and report.period and not report.is_withdrawn:
            same_thing[(issuer_root(report.issuer), report.period, *_thing(report))].append(report)
    outdated = {}
    for rows in same_thing.values():
        latest = max(rows, key=lambda row: (row.published or date.min, row.id))
        for row in rows:
            is_earlier = row.published != latest.published
            if is_earlier and row.figure != latest.figure and not is_copy(row, latest):
                outdated[row.id] = latest.id
    return outdated


def disputes(reports: Sequence[Report]) -> dict[str, tuple[str, ...]]:
    """Map each report to those in which the same issuer, on the same day, says something else.

    Both are kept: nothing says which one the issuer means. Bounds that can both be true are no dispute.
    """
    same_thing: dict[object, list[Report]] = defaultdict(list)
    for report in reports:
        if report.published and report.period and report.figure is not None and not report.is_withdrawn:
            key = (issuer_root(report.issuer), report.period, report.published, *_thing(report))
            same_thing[key].append(report)
    found: dict[str, tuple[str, ...]] = {}
    for rows in same_thing.values():
        for row in rows:
            against = tuple(other.id for other in rows if _exclude(row, other))
            if against:
                found[row.id] = against
    return found


def circles(copy_of: Mapping[str, str]) -> Iterator[str]:
    """Yield each id that is in the end declared a copy of itself, from copy to original."""
    for start in copy_of:
        name, seen = copy_of[start], {start}
        while name in copy_of and name not in seen:
            seen.add(name)
            name = copy_of[name]
        if name == start:
            yield start


def is_copy(one: Report, other: Report) -> bool:
    """Tell whether two reports of the same thing and place repeat one figure."""
    if other.copy_of == one.id or one.copy_of == other.id:
        return True
    first, second = _fact(one), _fact(other)
    if first is None or second is None or first.thing != second.thing:
        return False
    return _same_figure(first, second)


def is_rounding(a: float, b: float) -> bool:
    """Tell whether one number is the other one, rounded to its first one or two digits.

    The step of the rounding may be at most a twentieth of the number: 98,000 becomes 100,000, but
    3,000 never becomes 4,000.
    """
    if a == b:
        return True
    if abs(a - b) > 0.06 * max(abs(a), abs(b)):
        return False
    rounder, exact = (a, b) if digits_of(a) <= digits_of(b) else (b, a)
    if digits_of(rounder) > 2 or abs(rounder - exact) > 0.05 * abs(exact):
        return False
    return any(float(f"{exact:.{places}e}") == rounder for places in (0, 1))


def digits_of(number: float) -> int:
    """Count the digits of a number that carry meaning: 64,234 has five, 40,000 has one."""
    mantissa = f"{abs(number):.11e}".split("e")[0].replace(".", "")
    return max(1, len(mantissa.rstrip("0")))


def issuer_root(issuer: str) -> str:
    """Reduce an issuer to who it is: without the person in brackets and without "via ..."."""
    bare = re.sub(r"\([^()]*\)", " ", issuer.casefold())
    return " ".join(re.split(r"\bvia\b", bare)[0].split())


@dataclass(frozen=True, slots=True)
class _Fact:
    """What decides whether a report repeats another, worked out once."""

    report: Report
    thing: tuple[object, ...]
    figure: float
    start: date
    end: date
    root: str


def _fact(report: Report) -> _Fact | None:
    figure, period = report.figure, report.period
    if figure is None or period is None:
        return None
    return _Fact(report, _thing(report), figure, *period, issuer_root(report.issuer))


def _same_figure(one: _Fact, other: _Fact) -> bool:
    """Tell whether two facts about one thing repeat one figure."""
    a, b = one.figure, other.figure
    if one.start > other.end or other.start > one.end:
        return False
    if a == b and (digits_of(a) >= PLENTY or one.root == other.root):
        return True
    if (one.start, one.end) == (other.start, other.end):
        return is_rounding(a, b)
    return one.root != other.root and _nearly_same(one, other) and is_rounding(a, b)


def _exclude(one: Report, other: Report) -> bool:
    """Tell whether two figures of one thing cannot both be true."""
    if one is other or is_copy(one, other):
        return False
    (low, high), (other_low, other_high) = stated_bounds(one), stated_bounds(other)
    return low > other_high or other_low > high


def stated_bounds(report: Report) -> tuple[float, float]:
    """Give the least and the most that a figure says, in its own unit.

    An exact figure says both at once, "more than" leaves the upper side free, "up to" the lower one, and
    a range holds everything between its ends, whatever middle was written beside it.
    """
    if report.bound == "exact":
        figure = float(report.figure or 0.0)
        return figure, figure
    low = -math.inf if report.low is None else report.low
    return float(low), float(math.inf if report.high is None else report.high)


def _pairs(reports: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """Yield the pairs that repeat one figure; facts are compared only while their periods overlap."""
    by_id = {report.id: report for report in reports}
    for report in reports:
        if report.copy_of in by_id:
            yield by_id[report.copy_of], report
    buckets: dict[object, list[_Fact]] = defaultdict(list)
    for report in reports:
        fact = _fact(report)
        if fact is not None and not report.is_withdrawn:
            buckets[fact.thing].append(fact)
    for facts in buckets.values():
        facts.sort(key=lambda fact: fact.start)
        for index, one in enumerate(facts):
            yield from (
                (one.report, other.report)
                for other in _starting_by(one.end, islice(facts, index + 1, None))
                if _same_figure(one, other)
            )


def _starting_by(day: date, facts: Iterable[_Fact]) -> Iterator[_Fact]:
    """Take facts, sorted by their start, while they start on or before a day."""
    return takewhile(lambda fact: fact.start <= day, facts)


def _thing(report: Report) -> tuple[object, ...]:
    """Say what is measured, where, of whom, and as which kind of number."""
    concept = report.concept
    sums = (concept.counted, concept.days, concept.all_nationalities, concept.both_directions)
    return (report.measure, report.place, report.group, *sums)


def _family(rows: list[Report]) -> Family:
    declared = {row.copy_of for row in rows}

    def rank(row: Report) -> tuple[object, ...]:
        is_copy_itself = row.copy_of is not None and row.id not in declared
        is_nameless = NOT_NAMED.search(row.issuer.casefold()) is not None
        is_loose = row.bound != "exact"
        figure = row.figure or 0.0
        return (is_copy_itself, is_nameless, is_loose, -digits_of(figure), row.published or date.max, row.id)

    head = min(rows, key=rank)
    return Family(head, tuple(row.id for row in rows if row is not head))


def _nearly_same(one: _Fact, other: _Fact) -> bool:
    shorter = min(days_inside(one.start, one.end), days_inside(other.start, other.end))
    slack = 1 if shorter > SHORT_PERIOD else 0
    apart = (day_number(one.start, other.start), day_number(one.end, other.end))
    return all(abs(days) <= slack for days in apart)
