"""The public copy of a briefing: what :mod:`alee.release` lets out, and a last look for names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import asdict, replace
from typing import Any

from alee.briefing.answer import largest
from alee.briefing.assemble import Assembler
from alee.briefing.content import (
    BriefingContent,
    Corridor,
    DailySeries,
    EvidenceRow,
    EvidenceStatus,
    Headline,
    Interval,
    Place,
    Position,
    Provenance,
)
from alee.briefing.grading import fits_about, grade_of, reporting_of
from alee.core.errors import InputError
from alee.model.reports import Report
from alee.outlook.countries import Country, country_names, home_words
from alee.outlook.forecasting import Outlook
from alee.release.audience import is_public_report, names_a_secret, public_positions, secret_words
from alee.release.figures import ABROAD, PublicFigures, Spread

LEAST_WEEKS = 3  # of a chart
PLAIN = ("copy", "superseded", "not_used")  # whose reason holds no figure of ours


def public_content(outlook: Outlook, figures: PublicFigures, *, command: str = "") -> BriefingContent:
    """Everything that the public copy of a briefing shows.

    Parameters
    ----------
    outlook
        The full outlook.
    figures
        What :func:`alee.release.figures.public_figures` lets out of it; no other number of people is shown.
    command
        The command that repeats it.

    Raises
    ------
    InputError
        If even the total must be hidden, or a text of the scenario that is always shown names a secret.
    """
    full = Assembler(outlook, command=command).content({})
    secrets = secret_words(outlook.posterior.scenario, outlook.posterior.reports)
    copy = _Copy(outlook, figures, full).content()
    clean = replace(
        copy,
        events=tuple(
            e for e in copy.events if e.day <= figures.last_day and not names_a_secret(e.text, secrets)
        ),
        assumptions=tuple(text for text in copy.assumptions if not names_a_secret(text, secrets)),
        learnt=tuple(row for row in copy.learnt if not names_a_secret(f"{row.name} {row.note}", secrets)),
        evidence=tuple(
            row for row in copy.evidence if not any(names_a_secret(t, secrets) for t in _texts(asdict(row)))
        ),
    )  # fmt: skip
    for text in _texts(asdict(clean)):
        if names_a_secret(text, secrets):
            raise InputError(
                f'public copy: the text "{text[:80]}" names something that is not for the public. '
                "Names of sensitive places, irregular ways and sources of the team may not stand in a title, "
                "a cause or a country. Change that text in scenario.yaml."
            )
    return clean


class _Copy:
    """Fills a briefing with what may go out, and with nothing else."""

    def __init__(self, outlook: Outlook, figures: PublicFigures, full: BriefingContent) -> None:
        self.outlook, self.figures, self.full = outlook, figures, full
        self.scenario = outlook.posterior.scenario
        self.last = figures.weeks[-1][1].isoformat()
        self.positions = public_positions(self.scenario)

    def content(self) -> BriefingContent:
        reports = {report.id: report for report in self.outlook.posterior.reports}
        last_day = self.figures.last_day
        public = {name for name, report in reports.items() if self.is_public(report)}
        shown = [without_estimates(row, public) for row in self.full.evidence if row.report in public]
        silent = {r.issuer for r in reports.values()} - {reports[name].issuer for name in public} - {""}
        learnt = [row for row in self.full.learnt if not names_a_secret(row.name, silent)]
        return replace(
            self.full, audience="public", as_of=last_day, horizon_end=last_day, headline=self.headline(),
            places=self.places(), corridors=self.ways(),
            groups=(), daily=tuple(self.charts()), periods=(), evidence=tuple(shown), what_ifs=(), needs=(),
            preparing=None, previous=None, learnt=tuple(learnt), provenance=self.provenance(),
        )  # fmt: skip

    def provenance(self) -> Provenance:
        """How it was made, without checksums of the inputs and counts of all reports.

        A checksum would let somebody who knows most of a file try out the rest of it: which way is marked,
        which report is held back. How many reports were used in all says how many of them are.
        """
        return replace(self.full.provenance, scenario_digest="", inputs=(), diagnostics=())

    def headline(self) -> Headline:
        left, last_week = _interval(self.figures.left[self.figures.whole]), self.figures.left[self.last]
        abroad = _interval(self.figures.stock[(ABROAD, self.last)])
        if left is None or abroad is None:
            raise InputError(
                f"public copy: by {self.figures.last_day} even the total must be hidden: it gives away a "
                "count from 1 to 9, or something marked as sensitive, irregular or for the team. "
                "Make a copy for the team, or wait until more is known."
            )
        n_days = (self.figures.weeks[-1][1] - self.figures.weeks[-1][0]).days + 1
        return Headline(
            left=left, abroad=abroad, leaving_per_day=_interval(last_week, over=n_days), left_by_end=None,
            leaving_next=None,
        )  # fmt: skip

    def is_public(self, report: Report) -> bool:
        """Whether a report may be named, or speak for the grade of a country."""
        return is_public_report(self.scenario, report, self.figures.last_day)

    def places(self) -> tuple[Place, ...]:
        """The rows of the countries, in the order of what is shown of them: focus, then the most people."""
        return tuple(largest([self.place(country) for country in self.figures.countries]))

    def place(self, country: Country) -> Place:
        """The row of a country, hidden where it must be."""
        before = next(
            place for place in self.full.places if place.name == country.name and place.part_of is None
        )
        present = _interval(self.figures.stock[(country.name, self.last)])
        fits = [fit for fit in fits_about(self.outlook.posterior, country) if self.is_public(fit.report)]
        return replace(
            before, present=present, present_at_end=None, change=None, reports=(),
            arrivals=_interval(self.figures.arrivals[(country.name, self.figures.whole)]),
            grade=grade_of(fits), reporting=reporting_of(fits) if present else "hidden",
            reporting_note="",  # it may speak of a day that is not public yet
            position=self.position(country.name),
        )  # fmt: skip

    def position(self, country: str) -> Position | None:
        """Where a country is drawn; nowhere if all that is known of it is sensitive."""
        found = self.positions.get(country)
        return None if found is None else Position(latitude=found[0], longitude=found[1])

    def ways(self) -> tuple[Corridor, ...]:
        """From country to country, the most people first; hidden ones at the end."""
        found = [
            Corridor(
                name=f"{start} → {end}", from_place=start, to_place=end, mode=None, flow=_interval(spread),
                from_position=self.position(start), to_position=self.position(end),
            )
            for (start, end, label), spread in self.figures.ways.items()
            if label == self.figures.whole and (spread is None or spread.bad > 0)
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda way: (-(way.flow.median if way.flow else -1.0), way.name)))

    def charts(self) -> Iterator[DailySeries]:
        """Means of whole weeks, and stocks at their ends; a chart with a hidden week is left out.

        One or two weeks make no curve: a flat band would read as if nothing had changed from day to day.
        """
        if len(self.figures.weeks) < LEAST_WEEKS:
            return
        labels = [end.isoformat() for _, end in self.figures.weeks]
        left = [self.figures.left[label] for label in labels]
        sizes = [(end - start).days + 1 for start, end in self.figures.weeks]
        home = home_words(self.scenario, country_names(self.scenario))
        title = f"People leaving {home} because of {self.full.cause}, per day"
        yield from self._chart(title, "flow", None, left, sizes)
        for name in self.scenario.focus:
            stocks = [self.figures.stock.get((name, label)) for label in labels]
            yield from self._chart(
                f"Displaced people in {name}, at the end of each week", "stock", name, stocks, sizes
            )

    def _chart(
        self, title: str, kind: Any, place: str | None, weeks: list[Spread | None], sizes: list[int]
    ) -> Iterator[DailySeries]:
        if any(spread is None for spread in weeks):
            return
        low, lower, median, upper, high = (
            tuple(
                getattr(spread, band) / (n if kind == "flow" else 1)
                for spread, n in zip(weeks, sizes, strict=True)
                for _ in range(n)
            )
            for band in ("low", "lower_quartile", "median", "upper_quartile", "high")
        )
        first = self.figures.first_day
        days = tuple(first + dt.timedelta(days=k) for k in range(sum(sizes)))
        yield DailySeries(
            title=title, kind=kind, place=place, days=days, low=low, lower_quartile=lower, median=median,
            upper_quartile=upper, high=high,
        )  # fmt: skip


def without_estimates(row: EvidenceRow, public: Collection[str]) -> EvidenceRow:
    """A report as its issuer published it; what the model expected of it stays in the team.

    So does the name of another report that is not public: a copy of one is then shown as used, because its
    figure counts, and what a later one replaced as not used.
    """
    if row.related is not None and row.related not in public:
        status: EvidenceStatus = "not_used" if row.status == "superseded" else "used"
        return replace(row, predicted=None, related=None, reason="", status=status)
    return replace(row, predicted=None, reason=row.reason if row.status in PLAIN else "")


def _interval(spread: Spread | None, *, over: int = 1) -> Interval | None:
    if spread is None:
        return None
    return Interval(
        low=spread.low / over, median=spread.median / over, high=spread.high / over,
        ready=spread.ready / over, bad=spread.bad / over,
    )  # fmt: skip


def _texts(value: Any) -> Iterator[str]:
    """Every text inside nested plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
