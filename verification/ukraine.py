"""Turn the counts at Ukraine's borders, as each became known, into reports for ``ukraine-2022``.

The two tables lie outside the project. Each row is a figure as somebody saw it on a page at one moment
(a *vintage*): how many had crossed from 24 February to a day, by first country, and how many crossed on
each day in all. The page was changed again and again, so one figure has several vintages.

What is known on an as-of date, for one country:

1. Only rows seen by that date exist. Of the vintages of one day's figure the newest holds; the figure is
   *published* on the date (UTC) on which that value was first seen, so a revision is a new publication.
2. A count since 24 February cannot fall. Where an earlier day's figure lies above a later day's, the
   later day's holds and the earlier one is left out: the source had corrected itself downwards. Where two
   days have one figure, the page had moved the label and not the count: the earlier day holds.
3. Sums since one day share their past: two of them, eight days apart after a month, are three parts in
   four the same people, and taken as two independent figures they would count those people twice. So the
   sums are cut into *increments*, which share nobody. An increment is published when the later known of
   its two ends is.
4. An increment covers about a week. The days of neighbouring figures cannot be told apart (a figure may
   be from the morning or the evening of its day, and some days are filled in later), so daily increments
   would share their errors with opposite signs; half a day is small in a week. The newest figure always
   ends an increment: a rest shorter than half a week lengthens the one before it.

The daily total is the sum of the same countries (less the overlap of Moldova and Romania), so it is no
second witness. Its rows are made, and marked as not to be used unless ``count_total`` says otherwise, for
instance where the countries are hidden.

All figures are crossings, not people: a person who returns and leaves again is counted twice.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from alee.core.calendar import DateLike, as_date
from alee.core.errors import InputError, Problem, ReportError
from alee.core.suggestions import did_you_mean
from alee.files.tables import Columns, Row, Table, read_table
from alee.model.reports import Report, Reports

Read = TypeVar("Read")
ROOT = Path(__file__).parents[1]
FOLDER = Path(os.environ.get("ALEE_UKRAINE", ROOT.parent / "shared" / "data" / "ukraine2022"))
COUNTRY_TABLE, TOTAL_TABLE = "by_country_all_retrievals.csv", "totals_revisions.csv"
COUNTRY_COLUMNS = ("retrieved_at", "country", "as_of_date", "cumulative_crossings")
TOTAL_COLUMNS = ("retrieved_at", "date", "individuals")
FIRST_DAY = date(2022, 2, 24)
WEEK = 7
ISSUER = "UNHCR"
HOME = "Ukraine"
ISO3 = {
    "Poland": "POL", "Hungary": "HUN", "Republic of Moldova": "MDA", "Slovakia": "SVK", "Romania": "ROU",
    "Russian Federation": "RUS", "Belarus": "BLR", HOME: "UKR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vintage:
    """One figure as seen at one moment; ``value`` in crossings, None if it had been taken off the page."""

    seen: datetime
    place: str
    day: date
    value: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of one day: the newest value, and the date (UTC) on which it was first seen."""

    day: date
    value: int
    published: date


@dataclass(frozen=True, slots=True)
class Increment:
    """Crossings from ``start`` to ``end``, both inside, and the date on which both ends were known."""

    start: date
    end: date
    value: int
    published: date

    @property
    def is_complete(self) -> bool:
        """Whether the last day was over when the figure was published."""
        return self.published > self.end


def ukraine_reports(folder: str | Path, *, as_of: DateLike, count_total: bool = False) -> Reports:
    """Give what the border counts said on a date, as reports of about one week each.

    Parameters
    ----------
    folder
        Where the two tables lie.
    as_of
        Only rows seen by this date exist, revisions too.
    count_total
        Whether the daily total of all countries may count; it is the sum of the others.

    Returns
    -------
    Reports
        One row per country and about a week (measure ``entries``, gross crossings), then the same for
        the total (measure ``exits`` of Ukraine). No row is published after ``as_of``.

    Raises
    ------
    ReportError
        If a table cannot be read, or a cell in it; it lists every such cell.
    """
    last = as_date(as_of)
    countries = read_vintages(Path(folder) / COUNTRY_TABLE, COUNTRY_COLUMNS)
    totals = read_vintages(Path(folder) / TOTAL_TABLE, TOTAL_COLUMNS)
    rows = [
        _report(place, increment, use=True)
        for place in sorted({vintage.place for vintage in countries})
        for increment in increments(rising(known((v for v in countries if v.place == place), last)))
    ]
    rows += [_report(HOME, increment, use=count_total) for increment in total_increments(known(totals, last))]
    return Reports(rows)


def known(vintages: Iterable[Vintage], as_of: date) -> list[Figure]:
    """Give the newest figure of each day seen by a date, in the order of the days."""
    newest: dict[date, Figure | None] = {}
    for vintage in sorted(vintages, key=lambda v: v.seen):
        published = vintage.seen.astimezone(UTC).date()
        if published > as_of:
            continue
        held = newest.get(vintage.day)
        if vintage.value is None:
            newest[vintage.day] = None
        elif held is None or held.value != vintage.value:
            newest[vintage.day] = Figure(vintage.day, vintage.value, published)
    return [figure for _, figure in sorted(newest.items()) if figure is not None]


def rising(figures: list[Figure]) -> list[Figure]:
    """Leave out the figures that a later day's contradicts: a count since one day cannot fall."""
    kept: list[Figure] = []
    for figure in reversed(figures):
        if kept and figure.value == kept[-1].value:
            kept.pop()
        if not kept or figure.value < kept[-1].value:
            kept.append(figure)
    return kept[::-1]


def total_increments(daily: list[Figure]) -> list[Increment]:
    """Add daily totals up to about a week each, as far as every day is known and was over when seen."""
    whole: list[Figure] = []
    sums: list[Figure] = []
    for figure in daily:
        if figure.day != FIRST_DAY + timedelta(days=len(whole)) or figure.published <= figure.day:
            break
        whole.append(figure)
        sums.append(replace(figure, value=sum(f.value for f in whole)))
    return [
        replace(part, published=max(f.published for f in whole if part.start <= f.day <= part.end))
        for part in increments(sums)
    ]


def increments(figures: list[Figure], step: int = WEEK) -> list[Increment]:
    """Cut counts since the first day into stretches of about ``step`` days that share nobody."""
    ends = [Figure(FIRST_DAY - timedelta(days=1), 0, date.min)]
    for figure in figures:
        if (figure.day - ends[-1].day).days >= step:
            ends.append(figure)
    if figures and figures[-1].day > ends[-1].day:
        if len(ends) > 1 and (figures[-1].day - ends[-1].day).days * 2 < step:
            ends.pop()
        ends.append(figures[-1])
    return [
        Increment(
            a.day + timedelta(days=1), b.day, b.value - a.value, max(a.published, b.published)
        )
        for a, b in pairwise(ends)
    ]  # fmt: skip


def _report(place: str, increment: Increment, *, use: bool) -> Report:
    note = "Increment of a count since 24 February 2022"
    return Report(
        id=f"{ISSUER}-{ISO3[place]}-{increment.end}",
        published=increment.published,
        start=increment.start,
        end=increment.end,
        place=place,
        iso3=ISO3[place],
        measure="exits" if place == HOME else "entries",
        value=increment.value,
        unit="crossings",
        issuer=ISSUER,
        outlet="Operational Data Portal",
        note=note if use else f"{note}; not used: it is the sum of the countries",
        qualifier="" if increment.is_complete else "the last day was not over",
        use=use,
    )


def read_vintages(path: Path, names: tuple[str, ...]) -> list[Vintage]:
    """Read one of the two tables; ``names`` are its columns: seen, (place,) day, value.

    Raises
    ------
    ReportError
        If the file or any cell cannot be read.
    """
    table = read_table(path, Columns(allowed=names, required=names, synonyms={}))
    problems = list(table.problems)
    vintages = []
    for row in table.rows:
        try:
            vintages.append(_vintage(table, row, names))
        except ReportError as error:
            problems += error.problems
    if problems:
        raise ReportError(problems)
    return vintages


def _vintage(table: Table, row: Row, names: tuple[str, ...]) -> Vintage:
    seen_name, *place_name, day_name, value_name = names

    def cell(name: str, read: Callable[[str], Read], allowed: str, likely: str = "") -> Read:
        text = row.cells.get(name, "")
        try:
            return read(text)
        except (InputError, ValueError):
            wrong = f'"{text[:60]}" cannot be read' if text else "the cell is blank"
            raise ReportError(Problem(wrong, allowed, likely, where=table.where(row.line, name))) from None

    seen = cell(seen_name, _moment, "Allowed: a moment with its zone, such as 2022-03-05T13:37:07+00:00.")
    day = cell(day_name, as_date, "Allowed: a day such as 2022-03-04.")
    blank = value_name not in row.cells and not place_name
    value = None if blank else cell(value_name, _count, "Allowed: a whole number of crossings.")
    place = HOME
    if place_name:
        likely = did_you_mean(row.cells.get(place_name[0], ""), ISO3)
        place = cell(place_name[0], _country, f"Allowed: {', '.join(ISO3)}.", likely)
    return Vintage(seen, place, day, value)


def _moment(text: str) -> datetime:
    seen = datetime.fromisoformat(text)
    if seen.tzinfo is None:
        raise ValueError
    return seen


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError
    return int(text)


def _country(text: str) -> str:
    if text not in ISO3:
        raise ValueError
    return text
