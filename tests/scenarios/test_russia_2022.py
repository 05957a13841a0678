"""The shipped example: consistent, sourced row by row, and blind to everything after 3 October 2022."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from alee.compiler.plan import compile_plan
from alee.files.report_table import load_reports
from alee.files.scenario_folder import check_folder, load_scenario
from alee.inference.fitting import fit
from alee.inference.posterior import Posterior
from alee.model.areas import corridors_into, resolve_area
from alee.model.priors import Prior, Quantity
from alee.model.reports import Reports
from alee.model.scenario import Scenario

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "scenarios" / "russia-2022"
SHARED_TABLE = ROOT.parent / "shared" / "data" / "russia2022" / "reports.csv"
AS_OF = date(2022, 10, 3)
DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
REPORT_ID = re.compile(r"\bR\d{3}\b")
KNOWN_SOURCES = re.compile(r"\bR\d{3}\b|\bpolicies\b|\bevents\b|\bcensus\b|\bassumption\b|\bmap\b")
CANNOT_SHOW = {"World"}  # shares among the leavers of an earlier wave


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(FOLDER)


@pytest.fixture(scope="module")
def reports() -> Reports:
    return load_reports(FOLDER / "reports.csv")


def test_the_only_remark_about_the_folder_is_the_place_that_cannot_be_shown():
    problems = list(check_folder(FOLDER).problems)
    assert all(problem.is_warning for problem in problems)
    assert [problem.wrong for problem in problems if '"World"' not in problem.wrong] == []


def test_an_entry_rule_lets_in_part_of_those_who_hold_the_document(scenario: Scenario):
    plan = compile_plan(scenario, until=AS_OF)
    corridor = plan.corridor_names.index("St Petersburg > Vaalimaa by road")
    group = plan.group_names.index("men liable to the call-up")
    before, after = (plan.timeline.admit[plan.timeline.epoch[plan.day_index(day)], corridor, group]
                     for day in (date(2022, 9, 29), date(2022, 9, 30)))  # fmt: skip
    assert before == 0.03
    assert after == pytest.approx(0.03 * 0.3)
    ordinary = plan.timeline.season[plan.timeline.epoch, corridor]
    assert ordinary[plan.day_index(date(2022, 9, 29))] == 1.0
    assert ordinary[plan.day_index(date(2022, 9, 30))] == 0.3
    latvia = plan.corridor_names.index("Pskov > Terehova by road")
    assert plan.timeline.season[plan.timeline.epoch[-1], latvia] == 0.4  # the later rule names groups only


def test_it_is_marked_as_an_example_as_of_3_october(scenario: Scenario):
    assert scenario.example
    assert scenario.name == FOLDER.name
    assert scenario.as_of == AS_OF
    assert scenario.home == ("RUS",)


@pytest.mark.parametrize("table", ["places.csv", "corridors.csv", "groups.csv", "events.csv"])
def test_every_row_says_where_its_numbers_come_from(table: str, reports: Reports):
    ids = {report.id for report in reports}
    for row in rows_of(table):
        assert KNOWN_SOURCES.search(row["source"]), row
        assert set(REPORT_ID.findall(row["source"])) <= ids, row


def uncertain_fields(scenario: Scenario) -> Iterator[tuple[str, Quantity | None]]:
    for place in scenario.places:
        yield place.name, place.appeal
        if place.residents:
            yield place.name, place.exposure
    for corridor in scenario.corridors:
        yield corridor.name, corridor.capacity
        yield corridor.name, corridor.ordinary


def test_every_uncertain_quantity_is_a_prior_or_blank(scenario: Scenario):
    for name, quantity in uncertain_fields(scenario):
        assert quantity is None or quantity == 0 or isinstance(quantity, Prior), name


def test_nothing_is_dated_after_the_as_of_date(scenario: Scenario, reports: Reports):
    for event in scenario.events:
        assert (event.published or event.start) <= AS_OF
        assert event.start <= AS_OF
    for report in reports:
        assert report.published is not None
        assert report.published <= AS_OF
    for path in sorted(FOLDER.iterdir()):
        for row_text in path.read_text(encoding="utf-8").splitlines():
            words = re.sub(r"https?://\S+", "", row_text)
            for found in DATE.findall(words):
                day = date(*(int(part) for part in found))
                is_expectation = row_text.startswith(("R009,", "R397,", "R398,"))
                assert day <= AS_OF or is_expectation, row_text


def test_a_note_about_the_day_after_the_as_of_date_is_left_out():
    assert "4 Oct" not in (FOLDER / "reports.csv").read_text(encoding="utf-8")


def test_every_place_of_a_report_can_be_shown(scenario: Scenario, reports: Reports):
    unknown = {report.place for report in reports if resolve_area(scenario, report.place) is None}
    assert unknown == CANNOT_SHOW


def test_every_area_is_a_country_or_is_used(scenario: Scenario, reports: Reports):
    used = {report.place for report in reports} | {event.target for event in scenario.events}
    for area in scenario.areas:
        is_country = len(area.countries) == 1 and not (area.places or area.modes or area.from_places)
        assert area.name in used or is_country, area.name
        if area.name != "Russia" and area.name != "Moscow (one airport)":
            assert corridors_into(scenario, area), area.name


def test_destinations_of_the_brief_are_there(scenario: Scenario):
    countries = {place.country for place in scenario.places}
    wanted = (
        "KAZ GEO TUR FIN EST LVA LTU NOR MNG ARM AZE SRB MNE UZB KGZ TJK ISR ARE THA ARG MEX USA DEU POL BLR"
    )
    assert set(wanted.split()) <= countries
    crossings = {"Upper Lars", "Vaalimaa", "Nuijamaa", "Imatra", "Storskog", "Narva", "Altanbulag"}
    assert crossings <= {place.name for place in scenario.places if place.kind == "crossing"}


def test_residents_add_up_to_russia_without_crimea(scenario: Scenario):
    assert sum(place.residents for place in scenario.places) == pytest.approx(144_800_000, abs=300_000)


def test_no_internal_passport_country_asks_for_a_document(scenario: Scenario):
    free = {"KAZ", "ARM", "KGZ", "BLR"}
    country = {place.name: place.country for place in scenario.places}
    for corridor in scenario.corridors:
        if country[corridor.to_place] in free:
            assert corridor.requires is None, corridor.name


def middle_of_ordinary(scenario: Scenario, area_name: str, *, from_home: bool) -> tuple[float, float, float]:
    """5, 50 and 95 % of the ordinary travellers a day into an area, 4,000 draws of a fixed seed."""
    area = resolve_area(scenario, area_name)
    assert area is not None
    country = {place.name: place.country for place in scenario.places}
    random = np.random.default_rng(1)
    total = np.zeros(4000)
    for name in corridors_into(scenario, area):
        corridor = scenario.corridor(name)
        if isinstance(corridor.ordinary, Prior) and (not from_home or country[corridor.from_place] == "RUS"):
            total += corridor.ordinary.quantile(random.random(4000))
    low, middle, high = np.quantile(total, [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


@pytest.mark.parametrize(
    ("area", "published"),
    [
        ("Finland (land border)", 3731),  # week from R095, R098, R117 and R122
        ("Georgia", 5500),  # R155
        ("Georgia", 6401),  # R152 less R156, four days
        ("Kazakhstan", 6533),  # R235 over seven days, over the middle of R244
        ("Kazakhstan", 9315),  # R204 over a year
        ("Altanbulag crossing", 263),  # R298
        ("Lithuania", 2900),  # R285
        ("Lithuania", 3652),  # R286, at 40 % (R287)
        ("Latvia", 485),  # R291: eleven days, nine of them at 40 % (R287)
        ("Poland", 870),  # R320, at 40 % (R287)
    ],
)
def test_baseline_reports_lie_inside_the_prior_of_ordinary_traffic(
    scenario: Scenario, area: str, published: float
):
    low, _, high = middle_of_ordinary(scenario, area, from_home=False)
    assert low < published < high


def test_ordinary_travel_from_moscow_fits_the_seats_to_turkey(scenario: Scenario):
    _, middle, _ = middle_of_ordinary(scenario, "Turkey (flights from Moscow)", from_home=True)
    assert 0.5 * 31000 / 4 < middle < 31000 / 4  # R392: 31,000 seats in four days


def test_copies_and_rows_not_used_are_marked(reports: Reports):
    assert {report.id for report in reports if not report.use} == {
        "R106", "R108", "R121", "R208", "R412", "R429",
    }  # fmt: skip
    for report in reports:
        if not report.use:
            assert "not used" in report.note or "do not use" in report.note
    copies = {report.id: report.copy_of for report in reports if report.copy_of}
    assert copies["R237"] == copies["R236"] == "R235"
    counted = {report.id for report in reports.counted()}
    assert not counted & set(copies)


def test_sums_marked_as_such_are_the_sums_they_claim_to_be(reports: Reports):
    figure = {report.id: report.figure or 0 for report in reports}
    assert figure["R121"] == figure["R119"] + figure["R122"]
    six_days = sum(figure[name] for name in ("R104", "R114", "R117", "R119", "R122", "R126"))
    assert figure["R106"] == pytest.approx(six_days, rel=0.01)


def test_figures_are_those_of_the_shared_table():
    if not SHARED_TABLE.exists():
        pytest.skip("the compilers' table lies outside the project and is not on this machine")
    with SHARED_TABLE.open(encoding="utf-8", newline="") as file:
        original = list(csv.DictReader(file))
    ours = rows_of("reports.csv")
    assert [row["id"] for row in ours] == [row["id"] for row in original]
    for mine, theirs in zip(ours, original, strict=True):
        assert {key: mine[key] for key in theirs if key != "note"} == {
            key: cell for key, cell in theirs.items() if key != "note"
        }


def relative_width(posterior: Posterior) -> float:
    """Width of the 90 % interval of displaced people in Kazakhstan on 27 September, over its middle."""
    places = [place.name for place in posterior.scenario.places if place.country == "KAZ"]
    there = posterior.ensemble.present.sel(place=places, day="2022-09-27").sum(("place", "group")).values
    low, middle, high = np.quantile(there, [0.05, 0.5, 0.95])
    return float((high - low) / middle)


def test_six_days_earlier_less_is_known_and_nothing_later_is_read(scenario: Scenario, reports: Reports):
    """What is asked is the same day, seen from two: later reports about it make it clearer."""
    early = fit(scenario, reports, as_of="2022-09-27", members=250, seed=2022)
    late = fit(scenario, reports, members=250, seed=2022)
    assert relative_width(early) > relative_width(late)
    assert early.ensemble.dataset["day"].values[-1] == np.datetime64("2022-09-27")
    assert all(entry.report.published <= date(2022, 9, 27) for entry in early.fits)
    assert len(early.used()) < len(late.used())
    known = fit(scenario, reports.until("2022-09-27"), as_of="2022-09-27", members=250, seed=2022)
    assert known.ensemble.digest() == early.ensemble.digest()
