"""Which reports are counts of people at a place, and what of them was known on a day.

A series of counts is one issuer's figure of one kind for one place: UNHCR's registered people in a camp, a
ministry's stock in a country. Figures of different issuers are never joined into one series, because they do
not count the same. Bounds, households and named parts of the people enter none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alee.model.reports import Report, Reports
from alee.outlook.counting import Archive, Count

STOCKS = ("registered", "stock")


@dataclass(frozen=True, order=True, slots=True)
class Stream:
    """A series of counts: whose, of which kind, for which place."""

    place: str
    measure: str
    issuer: str

    @property
    def name(self) -> str:
        """The series in words, unlike that of any other."""
        return f"{self.place} ({self.measure}, {self.issuer})"

    def asked(self, day: dt.date, near: float) -> Report:
        """Ask for the count of a day, as a report whose figure is only a guess at its size, persons."""
        return Report(
            id=f"asked {self.name} {day}"[:200], published=day, start=day, end=day, place=self.place,
            measure="registered" if self.measure == "registered" else "stock", value=near, unit="persons",
            issuer=self.issuer,
        )  # fmt: skip


def stream_of(report: Report) -> Stream | None:
    """Tell which series a report belongs to; None if it is no dated count of people, or set aside."""
    if report.measure not in STOCKS or report.is_withdrawn or report.copy_of is not None:
        return None
    if report.published is None or report.period is None or report.figure is None:
        return None
    if report.is_baseline or report.is_expectation or report.group is not None or report.bound != "exact":
        return None
    unit = report.concept
    if unit.counted != "persons" or unit.days is not None or unit.subset not in ("", report.measure):
        return None  # "registered persons" are all of those registered, but a part of those present
    return Stream(report.place, report.measure, report.issuer)


def count_of(report: Report) -> Count | None:
    """Read the count that a report holds, under the name of its series; None if it holds none."""
    stream = stream_of(report)
    if stream is None or report.published is None or report.period is None or report.figure is None:
        return None
    return Count(report.published.toordinal(), report.period[1].toordinal(), stream.name, report.figure)


def archive_of(reports: Reports) -> tuple[Archive, dict[str, Stream]]:
    """Gather all counts that reports hold, and by name the series they form.

    What repeats another figure is left out, and what a figure of another series replaces. A figure that its
    own series revised stays: it was what was known until then.
    """
    found = {report.id: stream for report in reports if (stream := stream_of(report)) is not None}
    replaced = {old for old, new in reports.superseded().items() if found.get(old) != found.get(new)}
    aside = replaced.union(*(family.copies for family in reports.families()))
    streams: dict[str, Stream] = {}
    counts = []
    for report in reports:
        stream, count = found.get(report.id), count_of(report)
        if stream is not None and count is not None and report.id not in aside:
            streams[stream.name] = stream
            counts.append(count)
    return Archive(counts), streams
