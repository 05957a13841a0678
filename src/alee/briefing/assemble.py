"""From an outlook to everything its briefing shows, and the three doors: page, chat lines, answer."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from alee.briefing.content import (
    BriefingContent,
    Corridor,
    CorridorState,
    DailySeries,
    DatedEvent,
    Group,
    Headline,
    Input,
    Period,
    Place,
    Position,
    Provenance,
)
from alee.briefing.evidence import evidence_rows, learnt_rows
from alee.briefing.futures import check_earlier, previous_forecast
from alee.briefing.grading import fits_about, grade_of, reporting_of
from alee.briefing.messages import Catalogue
from alee.briefing.needs import need_rows, preparing_of
from alee.briefing.series import daily_series, interval
from alee.briefing.what_ifs import what_if_of
from alee.compiler import Plan
from alee.core.provenance import installed_version
from alee.files.resolved import digest
from alee.kernels.layout import Counts
from alee.model.events import Event, Shock
from alee.outlook.countries import (
    Country,
    countries_abroad,
    country_names,
    entering,
    home_words,
    leaving_home,
    sum_over_places,
)
from alee.outlook.forecasting import Outlook, plan_of
from alee.services.figures import Needs

CORRIDORS_SHOWN = 30
FULL_SHARE = 0.5  # of members with a queue longer than half a day, from which a corridor counts as full


class Assembler:
    """Reads one outlook and writes the parts of its briefing."""

    def __init__(self, outlook: Outlook, *, command: str) -> None:
        self.outlook = outlook
        self.posterior = outlook.posterior
        self.scenario = outlook.posterior.scenario
        self.data = outlook.ensemble.dataset
        self.plan: Plan = plan_of(outlook)
        self.days = list(self.plan.days)
        self.now = self.plan.day_index(self.posterior.as_of)
        shocks = [event.start for event in self.plan.events if isinstance(event, Shock)]
        self.shock_day = min(shocks, default=self.scenario.start)
        self.command = command
        self.crossed = leaving_home(self.data["crossings"], self.scenario)

    def headline(self) -> Headline:
        """The numbers at the head of the page: persons, (member,) reduced to quantiles."""
        gone = self.crossed.cumsum(axis=1)
        abroad = [place for place in self.scenario.places if place.country not in self.scenario.home]
        present = sum_over_places(self.data["present"], tuple(abroad))[:, self.now]
        week = self.crossed[:, max(0, self.now - 6) : self.now + 1].mean(axis=1)
        queued = self.data["waiting"].values[:, self.now].sum(axis=1)
        return Headline(
            left=interval(gone[:, self.now]),
            abroad=interval(present),
            leaving_per_day=interval(week),
            left_by_end=interval(gone[:, -1]),
            leaving_next=interval(gone[:, -1] - gone[:, self.now]),
            waiting=interval(queued),
        )

    def countries(self) -> tuple[Place, ...]:
        """Every country abroad, focus first, then by size, with its cities under it."""
        names = country_names(self.scenario)
        focus = {name: rank for rank, name in enumerate(self.scenario.focus)}
        rows = []
        for country in countries_abroad(self.scenario):
            stock = sum_over_places(self.data["present"], country.places)
            rows.append((focus.get(names[country.code], 99), -np.median(stock[:, self.now]), country, stock))
        rows.sort(key=lambda row: (row[0], row[1], row[2].name))
        out: list[Place] = []
        for _, _, country, stock in rows:
            out.append(self._country(country, stock, is_focus=country.name in focus))
            if len(country.places) > 1 and country.name in focus:
                out += self._cities(country, out[-1])
        return tuple(out)

    def _country(self, country: Country, stock: Counts, *, is_focus: bool) -> Place:
        fits = fits_about(self.posterior, country)
        reporting = reporting_of(fits)
        silence = next((f.report for f in fits if f.report.is_silence), None)
        latitude, longitude = country.centre
        crossed = entering(self.data["crossings"], self.scenario, country.code)
        arrived = crossed[:, : self.now + 1].sum(axis=1)
        return Place(
            name=country.name, country=country.code,
            position=Position(latitude=latitude, longitude=longitude),
            is_focus=is_focus, present=interval(stock[:, self.now]), present_at_end=interval(stock[:, -1]),
            change=interval(stock[:, -1] - stock[:, self.now]), arrivals=interval(arrived),
            grade=grade_of(fits), reporting=reporting,
            reporting_note=f"{silence.id}: no official count by {silence.end}." if silence else "",
            reports=tuple(fit.report.id for fit in fits),
        )  # fmt: skip

    def _cities(self, country: Country, row: Place) -> list[Place]:
        found = []
        for place in country.places:
            stock = sum_over_places(self.data["present"], (place,))
            if place.kind not in ("city", "hub") or np.median(stock[:, self.now]) < 50:
                continue
            found.append(
                Place(
                    name=place.name,
                    country=country.code,
                    part_of=country.name,
                    is_on_map=False,
                    position=Position(latitude=place.latitude, longitude=place.longitude),
                    present=interval(stock[:, self.now]),
                    present_at_end=interval(stock[:, -1]),
                    change=interval(stock[:, -1] - stock[:, self.now]),
                    grade=row.grade,
                    reporting=row.reporting,
                )
            )
        return sorted(found, key=lambda p: -(p.present.median if p.present else 0.0))

    def corridors(self) -> tuple[Corridor, ...]:
        """The corridors with the largest flows across a border, largest first."""
        flows = self.data["crossings"].values
        total = flows[:, : self.now + 1].sum(axis=1, dtype=np.int64)
        middle = np.median(total, axis=0)
        country = {place.name: place.country for place in self.scenario.places}
        between = [
            c
            for c, corridor in enumerate(self.plan.corridors)
            if country[corridor.from_place] != country[corridor.to_place]
        ]
        largest = sorted(between, key=lambda c: (-middle[c], self.plan.corridors[c].name))[:CORRIDORS_SHOWN]
        return tuple(self._corridor(c, total[:, c]) for c in largest if np.quantile(total[:, c], 0.95) >= 1)

    def _corridor(self, c: int, total: Counts) -> Corridor:
        corridor = self.plan.corridors[c]
        start, end = self.scenario.place(corridor.from_place), self.scenario.place(corridor.to_place)
        since = self.plan.day_index(self.shock_day)
        e = self.plan.timeline.epoch[self.now]
        capacity = float(self.plan.timeline.capacity[e, c])
        state: CorridorState = "open" if self.plan.timeline.is_open[e, c] else "closed"
        queue = self.data["queue"].values[:, self.now, c]
        if state == "open" and capacity > 0 and (queue > 0.5 * capacity).mean() >= FULL_SHARE:
            state = "full"
        ordinary = self.data["ordinary_out"].values[:, since : self.now + 1, c].sum(axis=1)
        ahead = self.data["crossings"].values[:, self.now + 1 :, c].sum(axis=1)
        return Corridor(
            name=corridor.name, from_place=start.name, to_place=end.name, mode=corridor.mode,
            flow=interval(total), flow_next=interval(ahead), ordinary=interval(ordinary), state=state,
            waiting=interval(self.data["waiting"].values[:, self.now, c]) if capacity > 0 else None,
            capacity=capacity if capacity > 0 else None,
            from_position=Position(latitude=start.latitude, longitude=start.longitude),
            to_position=Position(latitude=end.latitude, longitude=end.longitude),
            is_irregular=corridor.sensitivity == "irregular",
        )  # fmt: skip

    def groups(self) -> tuple[Group, ...]:
        """Who was displaced, by group."""
        left = self.data["displaced"].values[:, : self.now + 1].sum(axis=2)
        recent = left[:, -7:].sum(axis=1)
        left = left.sum(axis=1)
        all_left, all_recent = np.maximum(left.sum(axis=1), 1), np.maximum(recent.sum(axis=1), 1)
        rows = [
            Group(
                name=group.name, left=interval(left[:, g]), share=interval(left[:, g] / all_left),
                share_recent=interval(recent[:, g] / all_recent), share_of_residents=group.share,
            )
            for g, group in enumerate(self.plan.groups)
        ]  # fmt: skip
        return tuple(sorted(rows, key=lambda group: -group.left.median))

    def daily(self) -> tuple[DailySeries, ...]:
        """People leaving per day, then the stock of each focus country."""
        home = home_words(self.scenario, country_names(self.scenario))
        charts = [
            daily_series(
                f"People leaving {home} because of {self.cause}, per day", "flow", self.days, self.crossed
            )
        ]
        by_name = {country.name: country for country in countries_abroad(self.scenario)}
        for name in self.scenario.focus:
            if name in by_name:
                stock = sum_over_places(self.data["present"], by_name[name].places)
                charts.append(
                    daily_series(f"Displaced people in {name}", "stock", self.days, stock, place=name)
                )
        return tuple(charts)

    def periods(self) -> tuple[Period, ...]:
        """The outlook in weeks; what lies further than five weeks ahead, in stretches of four."""
        returns = self.data["returns"].values.sum(axis=2, dtype=np.int64)
        by_name = {country.name: country for country in countries_abroad(self.scenario)}
        arrivals = {
            name: entering(self.data["crossings"], self.scenario, by_name[name].code)
            for name in self.scenario.focus if name in by_name
        }  # fmt: skip
        out = []
        for first, stop in stretches(self.now + 1, len(self.days)):
            out.append(
                Period(
                    start=self.days[first],
                    end=self.days[stop - 1],
                    leaving=interval(self.crossed[:, first:stop].sum(axis=1)),
                    returning=interval(returns[:, first:stop].sum(axis=1)),
                    arriving=tuple((n, interval(a[:, first:stop].sum(axis=1))) for n, a in arrivals.items()),
                )
            )
        return tuple(out)

    @property
    def cause(self) -> str:
        """What people flee, in the scenario's words if it has any."""
        return self.scenario.cause or f"the shock of {_written(self.shock_day)}"

    def provenance(self) -> Provenance:
        """What is needed to repeat the page."""
        used = len(self.posterior.used())
        return Provenance(
            command=self.command, version=installed_version("alee"), scenario=self.scenario.name,
            scenario_digest=digest(self.scenario), seed=self.posterior.seed, members=self.posterior.members,
            inputs=(Input(name="reports", sha256=self.posterior.reports.digest()),),
            diagnostics=(("reports used", f"{used} of {len(self.posterior.fits)}"),),
        )  # fmt: skip

    def content(self, what_ifs: Mapping[str, Outlook]) -> BriefingContent:
        """Everything the page shows."""
        names = country_names(self.scenario)
        return BriefingContent(
            title=self.scenario.title or self.scenario.name, is_example=self.scenario.example,
            home=home_words(self.scenario, names), cause=self.cause,
            shock_date=self.shock_day, as_of=self.posterior.as_of, horizon_end=self.days[-1],
            headline=self.headline(), places=self.countries(), corridors=self.corridors(),
            groups=self.groups(), daily=self.daily(), periods=self.periods(),
            evidence=evidence_rows(self.posterior), learnt=learnt_rows(self.posterior),
            assumptions=self.scenario.assumptions, provenance=self.provenance(),
            events=tuple(_dated(e, self.posterior.as_of) for e in self.plan.events if e.note or e.target),
            what_ifs=tuple(what_if_of(name, self.outlook, future) for name, future in what_ifs.items()),
        )  # fmt: skip


def stretches(first: int, end: int) -> list[tuple[int, int]]:
    """Cut the days ``first`` to ``end`` (half-open) into five weeks, then stretches of four weeks."""
    out: list[tuple[int, int]] = []
    while first < end:
        stop = min(first + (7 if len(out) < 5 else 28), end)
        out.append((first, stop))
        first = stop
    return out


def _written(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _dated(event: Event, as_of: dt.date) -> DatedEvent:
    words = event.note or f"{event.kind.replace('_', ' ')}: {event.target}"
    return DatedEvent(day=event.start, text=words, is_ahead=event.start > as_of)


def assemble(
    outlook: Outlook,
    *,
    what_ifs: Mapping[str, Outlook] | None = None,
    needs: Needs | None = None,
    previous: Outlook | None = None,
    command: str = "",
) -> BriefingContent:
    """Everything the briefing of an outlook shows, as plain values; persons throughout."""
    content = Assembler(outlook, command=command).content(what_ifs or {})
    if needs is not None:
        content = replace(
            content, needs=need_rows(needs), preparing=preparing_of(needs, Catalogue(content.language))
        )
    if previous is not None:
        check_earlier(previous, outlook)
    if previous is None:
        return content
    return replace(content, previous=previous_forecast(previous, outlook.posterior.reports))


def brief(
    outlook: Outlook,
    *,
    to: str | Path,
    what_ifs: Mapping[str, Outlook] | None = None,
    needs: Needs | None = None,
    previous: Outlook | None = None,
    command: str = "",
) -> Path:
    """Write the briefing of an outlook as one self-contained HTML page.

    Parameters
    ----------
    to
        File to write; an older one is replaced in the last step.
    what_ifs
        Named futures to compare with this one, run with the same seed.
    needs
        What helpers in one place will be asked for, from :func:`alee.needs`.
    previous
        An earlier outlook; the page shows what it said beside what was reported since.
    command
        The command that repeats it, shown on the page.

    Raises
    ------
    SaveFailed
        If the file cannot be written; nothing is left behind.
    """
    from alee.briefing.page import render
    from alee.files.atomic import write_result

    path = Path(to)
    content = assemble(outlook, what_ifs=what_ifs, needs=needs, previous=previous, command=command)
    write_result(path, render(content))
    return path
