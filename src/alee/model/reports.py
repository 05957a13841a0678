"""Reports: the evidence coming in, row by row, and the order among rows that speak of one thing.

A report is one figure that somebody gave: what was counted, where, when, by whom, and on which day it
became known. The table keeps every row. Which rows may count is worked out, never assumed: a figure
that ten outlets repeat is one figure (:meth:`Reports.families`), a later figure of the same issuer for
the same thing replaces the earlier one (:meth:`Reports.superseded`), and :meth:`Reports.set_aside` says
of every other row why it does not count.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Literal, overload

from pydantic import model_validator

from alee.core.calendar import DateLike, as_date, days_inside
from alee.core.errors import InputError, Problem, ReportError
from alee.core.suggestions import did_you_mean
from alee.model import report_families
from alee.model.fields import REQUIRED, Declared, declared
from alee.model.numbers import MaybeDay, MaybeName, MaybeNumber, Name, Text, YesNo, as_country, written
from alee.model.report_units import Concept, read_unit

Measure = Literal[
    "entries", "exits", "net", "stock", "registered", "departures_from_origin", "share", "rank",
    "tourist_arrivals", "flights_per_day", "seats", "border_daily_capacity", "queue_length",
    "queue_length_km", "queue_hours", "residence_permits", "id_numbers", "id_numbers_issued",
    "company_registrations", "house_sales", "rent_index", "air_fare", "search_interest",
    "asylum_applications", "other",
]  # fmt: skip
COUNTS = frozenset(
    {"entries", "exits", "net", "stock", "registered", "departures_from_origin", "tourist_arrivals",
     "flights_per_day", "queue_length", "queue_length_km", "queue_hours", "residence_permits", "id_numbers",
     "id_numbers_issued", "company_registrations", "house_sales", "search_interest", "asylum_applications"}
)  # fmt: skip
MAY_BE_NEGATIVE = frozenset({"net", "other", "rent_index"})
INSTANTS = frozenset({"stock", "registered", "rank", "queue_length", "queue_length_km", "queue_hours",
                      "rent_index", "air_fare", "border_daily_capacity"})  # fmt: skip
EXPECTED = re.compile(r"\b(expect\w*|forecast\w*|planned|projected|projection)\b", re.IGNORECASE)
DO_NOT_USE = re.compile(r"\bdo not use\b", re.IGNORECASE)
BASELINE = re.compile(r"\bBASELINE\b")


class Report(Declared):
    """One figure that somebody gave: what, where, when, by whom, and when it became known.

    Raises
    ------
    ReportError
        If a field is unknown or out of its range, there is no figure, or the days contradict each other.
    """

    refusal: ClassVar[type[InputError]] = ReportError

    id: Name = declared(REQUIRED, "Short name of the report; no two rows have the same.")
    published: MaybeDay = declared(
        None, "Day on which the figure became known; without it the row is kept but never used.", unit="day"
    )
    start: MaybeDay = declared(None, "First day that the figure is about; blank if not known.", unit="day")
    end: MaybeDay = declared(None, "Last day that the figure is about; blank if not known.", unit="day")
    place: Name = declared(REQUIRED, "Place or area that the figure is about, as the scenario calls it.")
    iso3: Text = declared("", "Country of the place, three capital letters; blank for several countries.")
    measure: Measure = declared(REQUIRED, "What kind of figure it is.")
    value: MaybeNumber = declared(None, "The figure.", unit="1")
    low: MaybeNumber = declared(
        None, 'Lower end of a range; alone it means "more than".', unit="1", column="value_low"
    )
    high: MaybeNumber = declared(
        None, 'Upper end of a range; alone it means "up to".', unit="1", column="value_high"
    )
    unit: Text = declared("", "Unit in the words of the source, such as persons/day.")
    issuer: Name = declared(REQUIRED, "Who says so, not who repeats it.", column="who")
    outlet: Text = declared("", "Where it was read.")
    url: Text = declared("", "Address of the page.")
    note: Text = declared("", "Anything else; BASELINE marks a figure about ordinary times.")
    qualifier: Text = declared("", "Words such as about, at least, expected.")
    group: MaybeName = declared(None, "Group of people that the figure is about; blank for everybody.")
    copy_of: MaybeName = declared(None, "Report of which this one is a copy.")
    use: YesNo = declared(default=True, meaning="Whether the row may count.")
    sensitivity: Literal["open", "team"] = declared(
        "open",
        "Sources for the team only, such as a helper whom nobody may name, stay out of everything public.",
    )

    @property
    def concept(self) -> Concept:
        """What the unit says: what was counted, per day or in all, and who was left out."""
        return read_unit(self.unit)

    @property
    def figure(self) -> float | None:
        """One number that stands for the row: the value, else the middle or the end of the range."""
        if self.value is not None:
            return self.value
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high

    @property
    def bound(self) -> Literal["exact", "more than", "up to", "range"]:
        """How the figure is meant: exact, one-sided, or a range."""
        if self.low is not None and self.high is not None:
            return "range"
        if self.low is not None:
            return "more than"
        return "up to" if self.high is not None else "exact"

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day that the figure is about; None where that is not known.

        One known end of an instant (a stock, a queue, a fare) is the day itself; with neither end it is
        the day of publication. One known end of a total leaves the period unknown.
        """
        if self.start is not None and self.end is not None:
            return self.start, self.end
        day = self.end or self.start
        if self.measure in INSTANTS:
            day = day or self.published
        elif self.concept.days is None or self.concept.days > 1:
            day = None
        return None if day is None else (day, day)

    @property
    def is_silence(self) -> bool:
        """Whether the row says that nobody publishes a count."""
        return self.concept.counted == "silence" and self.figure == 0

    @property
    def is_baseline(self) -> bool:
        """Whether the figure is about ordinary times, before the shock."""
        return BASELINE.search(self.note) is not None

    @property
    def is_expectation(self) -> bool:
        """Whether the figure is about days after its publication, so that nobody can have counted it."""
        if self.published and self.end and self.end > self.published:
            return True
        return self._says_expected

    @property
    def is_withdrawn(self) -> bool:
        """Whether the row itself says that it must not count."""
        return not self.use or DO_NOT_USE.search(self.note) is not None

    @property
    def _says_expected(self) -> bool:
        return EXPECTED.search(f"{self.unit} {self.qualifier}") is not None

    @model_validator(mode="before")
    @classmethod
    def _synonyms(cls, data: Any) -> Any:
        """Accept the column names of files where they differ from the names in Python."""
        if not isinstance(data, dict):
            return data
        renamed = {"value_low": "low", "value_high": "high", "who": "issuer"}
        return {renamed.get(key, key): value for key, value in data.items()}

    @model_validator(mode="after")
    def _makes_sense(self) -> Report:
        problems = [*_figure_problems(self), *_day_problems(self)]
        if self.iso3:
            try:
                as_country(self.iso3)
            except InputError as error:
                problems += [problem.under("iso3") for problem in error.problems]
        if problems:
            raise ReportError(problems)
        return self


class Reports(Sequence[Report]):
    """A table of reports in the order of its rows; it cannot be changed.

    Parameters
    ----------
    rows
        The reports; no two may have the same id.

    Raises
    ------
    ReportError
        If an id stands twice, or ``copy_of`` names a report that is not in the table.
    """

    def __init__(self, rows: Iterable[Report] = ()) -> None:
        self._rows = tuple(rows)
        problems = list(table_problems(tuple(enumerate(self._rows))))
        if problems:
            raise ReportError(problem.at(f"Report {problem.path[1]}") for problem in problems)

    @classmethod
    def _of(cls, rows: Iterable[Report]) -> Reports:
        """Make a table of rows that come from a table that was checked."""
        reports = cls.__new__(cls)
        reports._rows = tuple(rows)
        return reports

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Reports: ...
    def __getitem__(self, index: int | slice) -> Report | Reports:
        return Reports._of(self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Report]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reports) and self._rows == other._rows

    def __hash__(self) -> int:
        return hash(self._rows)

    def __repr__(self) -> str:
        return f"Reports({len(self)} rows)"

    def get(self, report_id: str) -> Report:
        """Look up a report by its id.

        Raises
        ------
        ReportError
            If there is no such report.
        """
        for report in self._rows:
            if report.id == report_id:
                return report
        ids = [report.id for report in self._rows]
        wrong = f"there is no report called {written(report_id)}"
        raise ReportError(Problem(wrong, f"The table has {len(ids)}.", did_you_mean(report_id, ids)))

    def digest(self) -> str:
        """SHA-256 of the rows as canonical JSON, 64 hexadecimal digits; their order does not matter."""
        rows = [row.model_dump(mode="json") for row in sorted(self._rows, key=lambda row: row.id)]
        text = json.dumps(rows, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def until(self, day: DateLike) -> Reports:
        """Keep only what was published by a day, that day included; undated rows never count."""
        last = as_date(day)
        return Reports._of(r for r in self._rows if r.published is not None and r.published <= last)

    def families(self) -> tuple[Family, ...]:
        """Gather the rows that repeat one figure; each row stands in exactly one family."""
        return self._families

    def superseded(self) -> dict[str, str]:
        """Map the id of every outdated figure to the id of the later one by the same issuer."""
        return report_families.superseded(self._rows)

    def disputed(self) -> dict[str, tuple[str, ...]]:
        """Map the id of a figure to those in which its issuer says something else on the same day."""
        return report_families.disputes(self._rows)

    def set_aside(self) -> dict[str, str]:
        """Say of every row that does not count why: id to reason, in the order of the table."""
        reasons: dict[str, str] = {}
        outdated = self.superseded()
        copies = {copy: family.head.id for family in self.families() for copy in family.copies}
        for report in self._rows:
            reason = _own_reason(report)
            if not reason and report.id in outdated:
                reason = f"replaced by the later figure {outdated[report.id]} of the same issuer"
            if not reason and report.id in copies:
                reason = f"repeats {copies[report.id]}"
            if reason:
                reasons[report.id] = reason
        return reasons

    def counted(self) -> Reports:
        """Keep the rows that count: one per figure, none outdated, withdrawn, expected or silent."""
        aside = self.set_aside()
        return Reports._of(report for report in self._rows if report.id not in aside)

    def baselines(self) -> Reports:
        """Keep the figures about ordinary times."""
        return Reports._of(report for report in self._rows if report.is_baseline)

    def silences(self) -> Reports:
        """Keep the rows that say that nobody publishes a count."""
        return Reports._of(report for report in self._rows if report.is_silence)

    @cached_property
    def _families(self) -> tuple[Family, ...]:
        return report_families.families(self._rows)


Family = report_families.Family


def table_problems(rows: Sequence[tuple[int, Report]], unread: Iterable[str] = ()) -> Iterator[Problem]:
    """Find what is wrong across the rows of a table of reports.

    Parameters
    ----------
    rows
        Pairs of row number and report.
    unread
        Ids that stand in rows that could not be read.
    """
    first: dict[str, int] = {}
    for index, report in rows:
        if report.id in first:
            wrong = f'the id "{report.id}" stands twice'
            yield Problem(wrong, "Each report has its own id.", path=("reports", index, "id"))
        first.setdefault(report.id, index)
    known = {**first, **dict.fromkeys(unread, -1)}
    for index, report in rows:
        if report.copy_of is not None and (report.copy_of not in known or report.copy_of == report.id):
            wrong = f'there is no other report called "{report.copy_of}"'
            allowed = f"It is the id of another row ({len(known)})."
            likely = did_you_mean(report.copy_of, known)
            yield Problem(wrong, allowed, likely, path=("reports", index, "copy_of"))
    declared_copies = {r.id: r.copy_of for _, r in rows if r.copy_of not in (None, r.id)}
    for name in report_families.circles({key: str(value) for key, value in declared_copies.items()}):
        wrong = f'the report "{name}" is in the end a copy of itself'
        allowed = "Copies lead back to one report that is no copy."
        yield Problem(wrong, allowed, path=("reports", first[name], "copy_of"))


def _own_reason(report: Report) -> str:
    """Say why a row cannot count by itself, whatever other rows say; empty if it can."""
    if report.published is None:
        return "has no day of publication, so nobody can say when it was known"
    if report.is_silence:
        return "says that nobody publishes a count"
    if report.is_withdrawn:
        return "marked as not to be used"
    if report.is_expectation:
        return "is an expectation, not a count"
    if not report.concept.is_understood:
        return f"has a unit that is not understood: {written(report.unit)}"
    return "" if report.period else "does not say which days it is about"


def _figure_problems(report: Report) -> Iterator[Problem]:
    figures = {"value": report.value, "low": report.low, "high": report.high}
    if all(figure is None for figure in figures.values()):
        allowed = "A report has a value, a value_low (more than), a value_high (up to), or several of them."
        yield Problem("there is no figure", allowed, path=("value",))
    if report.low is not None and report.high is not None and report.low > report.high:
        wrong = f"the lower end {report.low:g} lies above the upper end {report.high:g}"
        yield Problem(wrong, "The lower end comes first.", path=("low",))
    elif report.value is not None and not _between(report.value, report.low, report.high):
        wrong = f"the value {report.value:g} lies outside its own range"
        yield Problem(wrong, "The value lies between value_low and value_high.", path=("value",))
    for key, figure in figures.items():
        if figure is not None and figure < 0 and report.measure not in MAY_BE_NEGATIVE:
            wrong = f"{figure:.15g} is a negative number"
            allowed = f"A figure of measure {report.measure} is 0 or more."
            yield Problem(wrong, allowed, path=(key,))
        if figure is not None and figure > 1 and report.measure == "share":
            wrong = f"{figure:.15g} is more than the whole"
            yield Problem(wrong, "A share lies between 0 and 1.", "Write 60 % as 0.6.", path=(key,))
        if figure is not None and 0 <= figure < 1 and report.measure == "rank":
            wrong = f"{figure:.15g} is no place in an order"
            yield Problem(wrong, "The largest has rank 1.", path=(key,))


def _between(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def _day_problems(report: Report) -> Iterator[Problem]:
    if report.start and report.end and days_inside(report.start, report.end) < 1:
        wrong = f"the period ends on {report.end}, before it starts on {report.start}"
        yield Problem(wrong, "The end is the last day of the period.", path=("end",))
    last = report.end or report.start
    if report.measure not in COUNTS or not (report.published and last) or last <= report.published:
        return
    if not report._says_expected:
        wrong = f"the figure counts days up to {last}, but was published on {report.published}, before that"
        allowed = "A count is published on its last day or later."
        likely = "If somebody expected it, write expected into the column qualifier."
        yield Problem(wrong, allowed, likely, path=("published",))
