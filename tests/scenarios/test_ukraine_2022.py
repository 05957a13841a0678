"""The shipped scenario of Ukraine and the reader of its border counts: nothing is known before its day."""

import csv
import re
from calendar import month_name
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from alee.cli.shipped import find_scenario
from alee.compiler.plan import Plan, compile_plan
from alee.core.errors import ReportError
from alee.files.report_table import load_reports
from alee.files.scenario_folder import check_folder, load_scenario
from alee.inference.fitting import fit
from alee.inference.observation import sort_reports
from alee.model.events import Conflict, EntryRule
from alee.model.priors import Prior
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from alee.simulation import simulate
from verification.ukraine import (
    COUNTRY_COLUMNS,
    COUNTRY_TABLE,
    FIRST_DAY,
    FOLDER,
    HOME,
    ISO3,
    TOTAL_COLUMNS,
    TOTAL_TABLE,
    Figure,
    increments,
    read_vintages,
    rising,
    ukraine_reports,
)

SCENARIO = Path(__file__).resolve().parents[2] / "scenarios" / "ukraine-2022"
LAST_DAY = date(2022, 6, 30)
ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
WRITTEN_DAY = re.compile(r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|\w+ber) (\d{4})\b")
DAYS_BEFORE_TEN = [*((2, d) for d in range(24, 29)), *((3, d) for d in range(1, 11))]
BARRED = "men of 18 to 60 who may not leave"
NEEDS_COUNTS = pytest.mark.skipif(
    not (FOLDER / COUNTRY_TABLE).exists(),
    reason="the border counts lie outside the project and are not on this machine (ALEE_UKRAINE names them)",
)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(SCENARIO)


def admitted(plan: Plan, corridor: str, group: str, day: date) -> float:
    epoch = plan.timeline.epoch[plan.day_index(day)]
    place = plan.corridor_names.index(corridor), plan.group_names.index(group)
    return float(plan.timeline.admit[epoch, *place])


def exposure(plan: Plan, place: str, day: date) -> float:
    epoch = plan.timeline.epoch[plan.day_index(day)]
    return float(plan.timeline.exposure[epoch, plan.place_names.index(place)])


# The folder


def test_it_ships_and_has_no_problem():
    assert find_scenario("ukraine-2022") == SCENARIO
    assert list(check_folder(SCENARIO).problems) == []


def test_every_event_names_a_dated_source_and_says_what_is_assumed(scenario: Scenario):
    for event in scenario.events:
        assert WRITTEN_DAY.search(event.source) or "assumption" in event.source, event
        is_number = event.value not in (None, 0, 1) and not isinstance(event.value, Prior)
        assert not is_number or "assumption" in event.source, event


def test_every_row_has_a_source_that_is_explained(scenario: Scenario):
    known = re.compile(
        "assumption|State Statistics Service|Eurostat|map|straight line|Belstat|census|Rosstat"
    )
    for row in (*scenario.places, *scenario.corridors, *scenario.groups):
        assert known.search(row.source), row.name


def test_nothing_in_any_file_is_later_than_the_last_day(scenario: Scenario):
    for event in scenario.events:
        assert event.start <= LAST_DAY
        assert event.published is not None
        assert event.published <= LAST_DAY
    months = list(month_name)
    n_days = 0
    for path in sorted(SCENARIO.iterdir()):
        text = path.read_text(encoding="utf-8")
        days = [date(int(y), int(m), int(d)) for y, m, d in ISO_DAY.findall(text)]
        days += [date(int(y), months.index(m), int(d)) for d, m, y in WRITTEN_DAY.findall(text)]
        assert all(day <= LAST_DAY for day in days), path.name
        n_days += len(days)
    assert n_days > 100


def test_no_event_tells_its_end_beforehand(scenario: Scenario):
    for event in scenario.events:
        assert event.end is None
        if isinstance(event, Conflict):
            assert event.published is not None
            assert event.published <= event.start


def test_a_withdrawal_is_not_felt_before_it_was_known(scenario: Scenario):
    day = date(2022, 4, 10)
    before = compile_plan(scenario, until=day, as_of=date(2022, 3, 28))
    announced = compile_plan(scenario, until=day, as_of=date(2022, 3, 31))
    seen = compile_plan(scenario, until=day, as_of=date(2022, 4, 4))
    assert exposure(before, "Kyiv city", day) == 3
    assert exposure(announced, "Kyiv city", day) == pytest.approx(3 * 0.7)
    assert exposure(announced, "Kyiv oblast", day) == 4
    assert exposure(seen, "Kyiv oblast", day) == pytest.approx(4 * 0.4)
    assert exposure(seen, "Chernihiv oblast", day) == pytest.approx(3 * 0.4)


def test_men_are_kept_back_from_the_day_after_the_decree_and_stay_so(scenario: Scenario):
    plan = compile_plan(scenario, until=date(2022, 3, 31), as_of=date(2022, 3, 31))
    for corridor in ("Shehyni > Medyka by road", "Mayaky > Palanca by foot", "Porubne > Siret by road"):
        assert admitted(plan, corridor, BARRED, date(2022, 2, 24)) == 1
        for day in (date(2022, 2, 25), date(2022, 3, 4), date(2022, 3, 31)):
            assert admitted(plan, corridor, BARRED, day) == 0
            assert admitted(plan, corridor, "women and children", day) == 1
    assert admitted(plan, "Uspenka > Matveev Kurgan by road", BARRED, date(2022, 3, 31)) == 1
    assert any(isinstance(e, EntryRule) and e.start == date(2022, 3, 4) for e in scenario.events)


def test_origins_hold_the_people_of_the_official_estimate(scenario: Scenario):
    origins = [place for place in scenario.places if place.kind == "origin"]
    assert len(origins) == 26
    assert sum(place.residents for place in origins) == pytest.approx(41_170_000, abs=len(origins) * 5_000)


def test_expectations_are_shown_and_never_fitted():
    reports = load_reports(SCENARIO)
    assert len(reports) == 3
    assert all(report.is_expectation for report in reports)
    assert len(reports.counted()) == 0


def test_before_any_report_the_range_holds_what_was_expected(scenario: Scenario):
    """One hundred members: what crosses by 24 April holds one to four million inside its 90 %."""
    prior = simulate(scenario, members=100, seed=2022, until="2022-04-24")
    country = {place.name: place.country for place in scenario.places}
    out = [c.name for c in scenario.corridors if country[c.from_place] == "UKR" != country[c.to_place]]
    crossed = prior.crossings.sel(corridor=out).sum(("day", "corridor")).values
    low, high = np.quantile(crossed, [0.05, 0.95])
    assert low < 1_000_000
    assert high > 4_000_000


# From what was on the page to reports


def write_tables(
    folder: Path, countries: Sequence[Sequence[object]], totals: Sequence[Sequence[object]] = ()
):
    folder.mkdir(exist_ok=True)
    for name, columns, rows in (
        (COUNTRY_TABLE, COUNTRY_COLUMNS, countries),
        (TOTAL_TABLE, TOTAL_COLUMNS, totals),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
    return folder


def told(day: int, place: str, last: str, count: int, hour: str = "12:00:00+00:00") -> tuple[object, ...]:
    """A row of the page as on a day of March 2022."""
    return f"2022-03-{day:02}T{hour}", place, f"2022-{last}", count


MADE_UP = (
    told(5, "Poland", "03-04", 90_000),
    told(6, "Poland", "03-04", 90_000),
    told(8, "Poland", "03-07", 110_000),
    told(12, "Poland", "03-11", 160_000),
    told(13, "Poland", "03-04", 80_000),
    told(15, "Poland", "03-13", 200_000),
    told(5, "Slovakia", "03-04", 12_000),
    told(12, "Slovakia", "03-11", 20_000),
    told(20, "Slovakia", "03-19", 30_000),
)


def spoken(reports: Reports, iso3: str) -> list[tuple[str, str, float | None, str]]:
    return [
        (f"{r.start:%m-%d}", f"{r.end:%m-%d}", r.figure, f"{r.published:%m-%d}")
        for r in reports
        if r.iso3 == iso3
    ]


def test_only_what_was_seen_by_the_date_exists(tmp_path: Path):
    folder = write_tables(tmp_path, MADE_UP)
    assert len(ukraine_reports(folder, as_of="2022-03-04")) == 0
    assert spoken(ukraine_reports(folder, as_of="2022-03-05"), "POL") == [("02-24", "03-04", 90_000, "03-05")]
    assert spoken(ukraine_reports(folder, as_of="2022-03-12"), "POL") == [
        ("02-24", "03-04", 90_000, "03-05"),
        ("03-05", "03-11", 70_000, "03-12"),
    ]


def test_a_revision_is_published_on_its_own_day_and_moves_both_sides(tmp_path: Path):
    folder = write_tables(tmp_path, MADE_UP)
    assert spoken(ukraine_reports(folder, as_of="2022-03-13"), "POL") == [
        ("02-24", "03-04", 80_000, "03-13"),
        ("03-05", "03-11", 80_000, "03-13"),
    ]


def test_the_newest_figure_ends_the_last_stretch(tmp_path: Path):
    folder = write_tables(tmp_path, MADE_UP)
    assert spoken(ukraine_reports(folder, as_of="2022-03-20"), "POL")[-1] == (
        "03-05", "03-13", 120_000, "03-15",
    )  # fmt: skip


def test_moments_count_in_universal_time(tmp_path: Path):
    folder = write_tables(tmp_path, [told(5, "Poland", "03-04", 90_000, "20:00:00-08:00")])
    assert len(ukraine_reports(folder, as_of="2022-03-05")) == 0
    assert len(ukraine_reports(folder, as_of="2022-03-06")) == 1


def test_a_day_that_was_not_over_is_marked(tmp_path: Path):
    folder = write_tables(tmp_path, [told(5, "Poland", "03-05", 90_000), told(6, "Slovakia", "03-05", 9_000)])
    marks = {r.iso3: r.qualifier for r in ukraine_reports(folder, as_of="2022-03-06")}
    assert marks == {"POL": "the last day was not over", "SVK": ""}


def figures(*pairs: tuple[int, int]) -> list[Figure]:
    return [Figure(date(2022, 3, day), value, date(2022, 3, 31)) for day, value in pairs]


def test_a_sum_that_falls_gives_way_to_the_later_day():
    kept = rising(figures((1, 50), (2, 103), (4, 84), (5, 84), (7, 120)))
    assert [(f.day.day, f.value) for f in kept] == [(1, 50), (4, 84), (7, 120)]


def test_stretches_share_nobody_and_add_up_to_the_sum():
    given = figures(*((day, 1000 * day + day % 3) for day in range(2, 31)))
    parts = increments(given)
    assert sum(part.value for part in parts) == given[-1].value
    assert parts[0].start == FIRST_DAY
    assert all((b.start - a.end).days == 1 for a, b in pairwise(parts))
    assert all(4 <= (part.end - part.start).days + 1 <= 10 for part in parts)


def test_the_total_does_not_count_beside_its_parts_unless_asked(tmp_path: Path):
    totals = [("2022-03-10T12:00:00+00:00", f"2022-0{m}-{d:02}", 100) for m, d in DAYS_BEFORE_TEN]
    folder = write_tables(tmp_path, MADE_UP, totals)
    known = ukraine_reports(folder, as_of="2022-03-10")
    total = [r for r in known if r.iso3 == "UKR"]
    assert {(r.measure, r.place) for r in total} == {("exits", HOME)}
    assert [r.figure for r in total] == [700, 700]
    assert total[-1].end == date(2022, 3, 9)  # 10 March was not over
    assert all("not to be used" in known.set_aside()[r.id] for r in total)
    counted = ukraine_reports(folder, as_of="2022-03-10", count_total=True).counted()
    assert {r.id for r in total} <= {r.id for r in counted}


def test_a_day_taken_off_the_page_ends_the_sum_of_days(tmp_path: Path):
    totals: list[tuple[object, ...]] = [
        ("2022-03-10T12:00:00+00:00", f"2022-0{m}-{d:02}", 100) for m, d in DAYS_BEFORE_TEN
    ]
    totals.append(("2022-03-11T12:00:00+00:00", "2022-03-03", ""))
    folder = write_tables(tmp_path, MADE_UP, totals)
    ends = {
        as_of: max(r.end for r in ukraine_reports(folder, as_of=as_of) if r.iso3 == "UKR" and r.end)
        for as_of in ("2022-03-10", "2022-03-11")
    }
    assert ends == {"2022-03-10": date(2022, 3, 9), "2022-03-11": date(2022, 3, 2)}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("2022-03-05", "Poland", "2022-03-04", "5"), "retrieved_at.*moment with its zone"),
        (("2022-03-05T10:00:00+00:00", "Polnd", "2022-03-04", "5"), "country.*Poland"),
        (("2022-03-05T10:00:00+00:00", "Poland", "2022-13-04", "5"), "as_of_date.*a day such as"),
        (("2022-03-05T10:00:00+00:00", "Poland", "2022-03-04", "-5"), "cumulative_crossings.*whole number"),
        (("2022-03-05T10:00:00+00:00", "Poland", "2022-03-04", ""), "cumulative_crossings.*blank"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, row: tuple[str, ...], words: str):
    folder = write_tables(tmp_path, [*MADE_UP, row])
    with pytest.raises(ReportError, match=f"(?s)line 11.*{words}"):
        ukraine_reports(folder, as_of="2022-03-20")


def test_a_missing_table_is_an_error(tmp_path: Path):
    with pytest.raises(ReportError, match=COUNTRY_TABLE):
        ukraine_reports(tmp_path, as_of="2022-03-20")


def test_a_fit_reads_nothing_that_was_seen_later(scenario: Scenario, tmp_path: Path):
    full = write_tables(tmp_path / "full", MADE_UP)
    early = [row for row in MADE_UP if datetime.fromisoformat(str(row[0])).date() <= date(2022, 3, 12)]
    cut = write_tables(tmp_path / "cut", early)
    as_of = "2022-03-12"
    one, other = (
        fit(scenario, ukraine_reports(folder, as_of=as_of), as_of=as_of, members=20, seed=1)
        for folder in (full, cut)
    )
    assert len(one.used()) == 4
    assert one.ensemble.digest() == other.ensemble.digest()
    later = fit(scenario, ukraine_reports(full, as_of="2022-03-20"), as_of=as_of, members=20, seed=1)
    assert all(entry.report.published <= date(2022, 3, 12) for entry in later.fits)


@NEEDS_COUNTS
def test_the_real_tables_name_the_countries_of_the_scenario(scenario: Scenario):
    seen = {vintage.place for vintage in read_vintages(FOLDER / COUNTRY_TABLE, COUNTRY_COLUMNS)}
    assert seen == set(ISO3) - {HOME}
    by_name = {area.name: area.countries for area in scenario.areas}
    assert all(by_name[name] == (code,) for name, code in ISO3.items())


@NEEDS_COUNTS
@pytest.mark.parametrize("day", [date(2022, 3, 6), date(2022, 3, 20), date(2022, 5, 1), LAST_DAY])
def test_real_reports_are_known_usable_and_add_up(scenario: Scenario, day: date):
    reports = ukraine_reports(FOLDER, as_of=day, count_total=True)
    vintages = [
        v
        for v in read_vintages(FOLDER / COUNTRY_TABLE, COUNTRY_COLUMNS)
        if v.seen.date() <= day and v.value is not None
    ]
    assert all(report.published is not None and report.published <= day for report in reports)
    for place in {v.place for v in vintages}:
        newest = max((v for v in vintages if v.place == place), key=lambda v: (v.day, v.seen))
        assert sum(r.figure or 0 for r in reports if r.place == place) == newest.value
    plan = compile_plan(scenario, until=day, as_of=day)
    observations, aside = sort_reports(plan, reports, day)
    assert aside == {}
    assert len(observations) == len(reports)
