"""Situations with one destination hidden: what is left, what is asked for, and what may be told besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from alee.core.errors import InputError
from alee.evaluation.open_loop import instance_of
from alee.files.flee.convert import ISSUER, TOTAL, scenario_from_flee
from alee.files.flee.folder import load_flee
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.inference.issuers import is_proxy
from alee.inference.measures import MEASURES as REGISTRY
from alee.model.areas import places_in, resolve_area
from alee.model.flee import FleeWorld
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario
from alee.outlook.reported_counts import STOCKS

MEASURES = (*STOCKS, "entries")
OUTFLOWS = ("exits", "departures_from_origin")
EVERY_DAYS = 7  # figures of one place are read, and scored, at most this often


@dataclass(frozen=True, kw_only=True)
class Case:
    """A situation with one destination hidden.

    Attributes
    ----------
    destination
        Name of the hidden place or country.
    as_of
        The last day; everything published by then about other destinations is known.
    reports
        What is left: figures of the others.
    total
        Figures about everybody who left, or is away, told at the second level.
    proxies
        What is known of the hidden destination besides counts (permits, rents, fares, searches), told at the
        third level.
    hidden
        Its figures that will be asked for, at most one a week.
    world
        The Flee folder that it comes from; None for a scenario.
    """

    name: str
    destination: str
    scenario: Scenario
    as_of: date
    reports: Reports
    total: tuple[Report, ...] = ()
    proxies: tuple[Report, ...] = ()
    hidden: tuple[Report, ...]
    world: FleeWorld | None = None


def hide(
    scenario: Scenario, reports: Reports, destination: str
) -> tuple[Reports, tuple[Report, ...], tuple[Report, ...]]:
    """Take away all reports about a destination and all sums that hold it.

    Parameters
    ----------
    destination
        A place, or the code of a country.

    Returns
    -------
    What is left, the hidden figures about the destination alone, and what else was known of it (proxies).

    Raises
    ------
    InputError
        If the scenario has no such destination.
    """
    area = resolve_area(scenario, destination)
    if area is None:
        raise InputError(f'hidden: {scenario.name} has no place or country called "{destination}".')
    inside = set(places_in(scenario, area))
    left: list[Report] = []
    hidden: list[Report] = []
    proxies: list[Report] = []
    for report in reports:
        about = resolve_area(scenario, report.place)
        places = set() if about is None else set(places_in(scenario, about))
        if report.iso3 != destination and not places & inside:
            left.append(report)
        elif places <= inside and report.measure in MEASURES and report.figure:
            hidden.append(report)
        elif report.measure in REGISTRY and is_proxy(REGISTRY[report.measure]):
            proxies.append(report)
    return _with_sources(left), tuple(hidden), tuple(_with_sources(proxies))


def _with_sources(rows: Sequence[Report]) -> Reports:
    """Drop copies whose original is hidden: they would tell its figure."""
    kept = {report.id for report in rows}
    return Reports([r for r in rows if r.copy_of is None or r.copy_of in kept])


def thinned(hidden: Sequence[Report], scenario: Scenario, as_of: date) -> tuple[Report, ...]:
    """Keep at most one figure a week of each place and measure, the first of each week, of simulated days."""
    out: list[Report] = []
    last: dict[tuple[str, str], date] = {}
    for report in sorted(hidden, key=lambda r: (r.period[1] if r.period else date.min, r.id)):
        key = (report.place, report.measure)
        if report.period is None or report.period[0] < scenario.start or report.period[1] > as_of:
            continue
        if key not in last or (report.period[1] - last[key]).days >= EVERY_DAYS:
            last[key] = report.period[1]
            out.append(report)
    return tuple(out)


def flee_cases(world: FleeWorld) -> Iterator[Case]:
    """Hide each camp of a Flee folder in turn; the total told is that of all its camps, once a week."""
    if not any(name in world.counts for name in world.camps):
        return
    instance = instance_of(world)
    for name in instance.camps:
        seen = {k: v for k, v in world.counts.items() if k != name}
        scenario = scenario_from_flee(replace(world, counts=seen, reported=seen)).scenario
        made = scenario_from_flee(replace(world, reported=world.counts))
        left, hidden, _ = hide(scenario, made.reports, name)
        yield Case(
            name=world.name, destination=name, scenario=scenario, as_of=scenario.as_of,
            reports=Reports(thinned(tuple(left), scenario, scenario.as_of)),
            total=tuple(_totals(world, instance.total.tolist())),
            hidden=thinned(hidden, scenario, scenario.as_of), world=world,
        )  # fmt: skip


def _totals(world: FleeWorld, total: Sequence[float]) -> Iterator[Report]:
    """Tell how many people are in all camps together, once a week."""
    for offset in range(0, world.length, EVERY_DAYS):
        day = world.start + timedelta(days=offset)
        yield Report(
            id=f"total-{day}", published=day, start=day, end=day, place=TOTAL, measure="registered",
            value=round(total[offset]), unit="persons", issuer=ISSUER, note="All camps together",
        )  # fmt: skip


def scenario_cases(scenario: Scenario, reports: Reports, as_of: date) -> Iterator[Case]:
    """Hide each country abroad that has figures, in turn; camps or cities of one country go together."""
    known = reports.until(as_of)
    for country in sorted({place.country for place in scenario.places} - set(scenario.home)):
        left, hidden, proxies = hide(scenario, known, country)
        counted = [r for r in hidden if not (r.is_baseline or r.is_expectation or r.is_withdrawn)]
        asked = thinned(counted, scenario, as_of)
        if asked:
            places = tuple(
                p.model_copy(update={"capacity": None}) if p.country == country else p
                for p in scenario.places
            )
            bare = scenario.model_copy(update={"places": places})
            total = tuple(r for r in left if r.measure in OUTFLOWS and _is_home(scenario, r.place))
            others = Reports([r for r in left if r not in total])
            yield Case(
                name=scenario.name, destination=country, scenario=bare, as_of=as_of, reports=others,
                total=total, proxies=proxies, hidden=asked,
            )  # fmt: skip


def _is_home(scenario: Scenario, name: str) -> bool:
    area = resolve_area(scenario, name)
    return area is not None and bool(set(area.countries) & set(scenario.home))


def folder_cases(folder: Path) -> Iterator[Case]:
    """Hide each destination of a Flee folder, or of a scenario folder with reports, in turn."""
    if (folder / "input_csv").is_dir():
        yield from flee_cases(load_flee(folder))
        return
    scenario = load_scenario(folder)
    yield from scenario_cases(scenario, load_reports(folder / "reports.csv"), scenario.as_of)
