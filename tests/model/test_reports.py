"""Reports: single rows, what may count on a day, copies and revisions."""

import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alee.core.errors import ReportError
from alee.files.report_table import load_reports
from alee.model.report_families import digits_of, is_copy, is_rounding, issuer_root
from alee.model.report_units import read_comparison
from alee.model.reports import Report, Reports
from tests.model.strategies import START, reports

ROOT = Path(__file__).parents[2]
RUSSIA = ROOT / "scenarios/russia-2022/reports.csv"
ROW = {
    "id": "R1",
    "published": "2022-09-28",
    "start": "2022-09-21",
    "end": "2022-09-27",
    "place": "Kazakhstan",
    "iso3": "KAZ",
    "measure": "entries",
    "value": 98_000,
    "unit": "persons",
    "issuer": "Ministry",
}
TABLES = st.lists(st.integers(0, 30), unique=True, max_size=12).flatmap(
    lambda numbers: st.tuples(*(reports(number) for number in numbers))
)


def report(**change: object) -> Report:
    return Report(**{**ROW, **change})


@pytest.fixture(scope="module")
def russia() -> Reports:
    return load_reports(RUSSIA)


def test_names_of_columns_are_understood_too() -> None:
    row = {key: value for key, value in ROW.items() if key != "issuer"}
    assert Report(**row, who="Ministry", value_low=98_000) == report(low=98_000)


@pytest.mark.parametrize(
    ("change", "bound", "figure"),
    [
        ({}, "exact", 98_000),
        ({"low": 98_000}, "more than", 98_000),
        ({"high": 98_000}, "up to", 98_000),
        ({"low": 90_000, "high": 99_000}, "range", 98_000),
        ({"value": None, "low": 90_000, "high": 100_000}, "range", 95_000),
        ({"value": None, "low": 90_000}, "more than", 90_000),
        ({"value": None, "high": 100_000}, "up to", 100_000),
    ],
)
def test_how_a_figure_is_meant(change: dict[str, object], bound: str, figure: float) -> None:
    assert (report(**change).bound, report(**change).figure) == (bound, figure)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"value": None}, ("value",)),
        ({"low": 3, "high": 2, "value": None}, ("low",)),
        ({"low": 99_000}, ("value",)),
        ({"value": -1}, ("value",)),
        ({"measure": "entrys"}, ("measure",)),
        ({"measure": "stock", "value": -5}, ("value",)),
        ({"measure": "share", "value": 60}, ("value",)),
        ({"measure": "share", "value": 0.9, "high": 1.1}, ("high",)),
        ({"measure": "rank", "value": 0}, ("value",)),
        ({"end": "2022-09-20"}, ("end",)),
        ({"end": "2022-09-29"}, ("published",)),
        ({"start": "2022-09-29", "end": None}, ("published",)),
        ({"iso3": "kaz"}, ("iso3",)),
        ({"issuer": ""}, ("issuer",)),
        ({"person": "x"}, ("person",)),
    ],
)
def test_impossible_rows_are_refused(change: dict[str, object], path: tuple[str, ...]) -> None:
    with pytest.raises(ReportError) as refusal:
        report(**change)
    assert [problem.path for problem in refusal.value.problems] == [path]


def test_expectations_are_kept_and_flagged() -> None:
    assert report(end="2022-09-29", qualifier="expected").is_expectation
    assert report(end="2022-09-29", unit="persons (expected)").is_expectation
    assert report(end="2022-09-29", measure="air_fare", unit="RUB one-way").is_expectation
    assert not report().is_expectation


@pytest.mark.parametrize(
    ("change", "period"),
    [
        ({}, (date(2022, 9, 21), date(2022, 9, 27))),
        ({"start": None}, None),
        ({"start": None, "unit": "persons/day"}, (date(2022, 9, 27), date(2022, 9, 27))),
        ({"start": None, "measure": "stock"}, (date(2022, 9, 27), date(2022, 9, 27))),
        ({"start": None, "end": None, "measure": "stock"}, (date(2022, 9, 28), date(2022, 9, 28))),
        ({"start": None, "end": None}, None),
        ({"start": None, "end": None, "published": None, "measure": "stock"}, None),
    ],
)
def test_blank_dates(change: dict[str, object], period: tuple[date, date] | None) -> None:
    assert report(**change).period == period


def test_silence_baseline_and_withdrawal() -> None:
    assert report(measure="other", value=0, unit="official counts published (none)").is_silence
    assert not report(measure="other", value=1, unit="official counts published").is_silence
    assert report(note="BASELINE Saturday").is_baseline
    assert not report(note="baseline not subtracted").is_baseline
    assert report(use="no").is_withdrawn
    assert report(note="a slip; do not use").is_withdrawn


@given(TABLES, st.integers(-2, 20))
def test_until_never_looks_ahead(rows: tuple[Report, ...], wait: int) -> None:
    day = date.fromordinal(START.toordinal() + wait)
    known = Reports(rows).until(day)
    assert all(row.published is not None and row.published <= day for row in known)
    assert set(known) == {row for row in rows if row.published is not None and row.published <= day}
    assert known.until(day) == known
    assert [*known.families()] == [*Reports(list(known)).families()]


@given(TABLES)
def test_every_row_stands_in_one_family(rows: tuple[Report, ...]) -> None:
    families = Reports(rows).families()
    assert sorted(name for family in families for name in family.ids) == sorted(row.id for row in rows)


@given(TABLES, st.randoms())
def test_families_do_not_depend_on_the_order(rows: tuple[Report, ...], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    gathered = [
        {(f.head.id, frozenset(f.copies)) for f in Reports(table).families()} for table in (rows, shuffled)
    ]
    assert gathered[0] == gathered[1]
    assert Reports(rows).superseded() == Reports(shuffled).superseded()


@settings(max_examples=200)
@given(TABLES)
def test_every_row_counts_or_has_a_reason(rows: tuple[Report, ...]) -> None:
    table = Reports(rows)
    counted, aside = {row.id for row in table.counted()}, table.set_aside()
    assert counted.isdisjoint(aside)
    assert counted | set(aside) == {row.id for row in rows}
    assert table.counted().set_aside() == {}
    for row in table.counted():
        assert row.concept.is_understood
        assert not row.is_withdrawn


def test_a_table_is_a_frozen_sequence() -> None:
    table = Reports([report(), report(id="R2")])
    assert (len(table), table[0].id, [row.id for row in table[1:]]) == (2, "R1", ["R2"])
    assert isinstance(table[1:], Reports)
    assert table.get("R2") == table[1]
    assert pickle.loads(pickle.dumps(table)) == table
    assert hash(table) == hash(Reports(list(table)))
    with pytest.raises(ReportError, match='Did you mean "R1"'):
        table.get("R11")


def test_ids_and_declared_copies_are_checked() -> None:
    with pytest.raises(ReportError, match='the id "R1" stands twice'):
        Reports([report(), report()])
    with pytest.raises(ReportError, match='no other report called "R9"'):
        Reports([report(copy_of="R9")])
    with pytest.raises(ReportError, match='no other report called "R1"'):
        Reports([report(copy_of="R1")])


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"value": 100_000, "issuer": "Paper"},
        {"value": 98_000, "start": "2022-09-22", "issuer": "Paper"},
        {"value": 5, "copy_of": "R1", "measure": "exits"},
    ],
)
def test_copies(change: dict[str, object]) -> None:
    assert is_copy(report(), report(id="R2", **change))
    assert is_copy(report(id="R2", **change), report())


@pytest.mark.parametrize(
    "change",
    [
        {"value": 90_000},
        {"place": "Georgia"},
        {"measure": "exits"},
        {"unit": "persons/day"},
        {"unit": "vehicles"},
        {"group": "men"},
        {"start": "2022-09-24", "value": 100_000},
        {"start": "2022-08-01", "end": "2022-08-31"},
        {"value": 98_700},
    ],
)
def test_rows_that_are_no_copies(change: dict[str, object]) -> None:
    assert not is_copy(report(), report(id="R2", **{"issuer": "Paper", **change}))


def test_a_running_total_is_not_a_copy_of_itself() -> None:
    today = report(value=98_000)
    tomorrow = report(id="R2", end="2022-09-28", value=98_400)
    assert not is_copy(today, tomorrow)
    assert is_copy(today, report(id="R2", end="2022-09-28", value=98_400, issuer="Paper"))


def test_two_days_in_a_row_are_not_one_figure() -> None:
    first = report(start="2022-09-24", end="2022-09-24", value=10_000)
    second = report(id="R2", start="2022-09-25", end="2022-09-25", value=10_000)
    assert not is_copy(first, second)


def test_a_circle_of_copies_is_refused() -> None:
    rows = [report(copy_of="R2"), report(id="R2", copy_of="R3"), report(id="R3", copy_of="R1")]
    with pytest.raises(ReportError, match='the report "R1" is in the end a copy of itself'):
        Reports(rows)
    chain = [report(), report(id="R2", copy_of="R1"), report(id="R3", copy_of="R2")]
    assert Reports(chain).set_aside() == {"R2": "repeats R1", "R3": "repeats R1"}


def test_figures_that_exclude_each_other_are_disputed() -> None:
    table = Reports(
        [
            report(id="A", value=51_643),
            report(id="B", value=62_120),
            report(id="C", value=None, low=40_000),
            report(id="D", value=62_120, published="2022-09-30"),
            report(id="E", value=80_000, issuer="Paper"),
        ]
    )
    assert table.disputed() == {"A": ("B",), "B": ("A",)}
    assert {"A", "B"} <= {*table.until("2022-09-28").counted().disputed()}


@pytest.mark.parametrize(
    ("unit", "compared"),
    [
        ("share of entrants who leave Georgia again", "left again"),
        ("share of entrants flown on to third countries", "went on"),
        ("share of entrants in transit", "went on"),
        ("share of leavers who came here", "of leavers"),
        ("share of displaced people", "of present"),
        ("share of people present", "of group"),
        ("rank by entries", "by entries"),
        ("rank by present", "by present"),
        ("multiple of usual daily entries", "usual"),
        ("relative change of border crossings by Russians", "usual"),
        ("share of first-wave leavers under 35", ""),
        ("rank of Russia among source countries of visitors", ""),
        ("relative decrease of daily entries", ""),
        ("ratio of entries to those of the previous days", "previous"),
        ("persons", ""),
        ("", ""),
    ],
)
def test_what_a_ratio_compares(unit: str, compared: str) -> None:
    assert read_comparison(unit) == compared


@pytest.mark.parametrize(
    ("a", "b"), [(98_000, 100_000), (53_136, 53_000), (64_234, 64_000), (0, 0), (-98, -100)]
)
def test_roundings(a: float, b: float) -> None:
    assert is_rounding(a, b)
    assert is_rounding(b, a)


@pytest.mark.parametrize(("a", "b"), [(3_000, 4_000), (98_000, 98_700), (0, 1), (94_000, 100_000), (5, -5)])
def test_no_roundings(a: float, b: float) -> None:
    assert not is_rounding(a, b)


def test_digits_and_issuers() -> None:
    assert [digits_of(number) for number in (64_234, 40_000, 0, 0.67, 98_000)] == [5, 1, 1, 2, 2]
    assert issuer_root("Ministry of the Interior (Ms X) via RIA") == "ministry of the interior"


def test_the_named_issuer_speaks_for_a_family() -> None:
    table = Reports(
        [
            report(id="A", value=100_000, high=100_000, issuer="press tally", published="2022-09-27"),
            report(id="B", low=98_000),
            report(id="C", published="2022-09-30"),
            report(id="D", published="2022-09-29"),
        ]
    )
    (family,) = table.families()
    assert family.ids == ("D", "A", "B", "C")


def test_later_figures_replace_earlier_ones() -> None:
    table = Reports(
        [
            report(id="A", value=51_643),
            report(id="B", value=62_120, published="2022-09-30"),
            report(id="C", value=70_000, published="2022-09-30", issuer="Paper"),
        ]
    )
    assert table.superseded() == {"A": "B"}
    assert table.until("2022-09-28").superseded() == {}
    assert table.set_aside() == {"A": "replaced by the later figure B of the same issuer"}


def test_the_table_of_2022_loads_whole(russia: Reports) -> None:
    assert len(russia) == 212
    assert [row.id for row in russia if not row.concept.is_understood] == []
    assert {row.id for row in russia if row.is_expectation} == {"R009", "R397", "R398"}
    assert {row.id for row in russia.silences()} == {"R395", "R414"}
    assert len(russia.until("2022-09-27")) < len(russia.until("2022-10-03")) == 212


def test_copies_and_revisions_of_2022(russia: Reports) -> None:
    gathered = {family.ids for family in russia.families() if family.copies}
    assert gathered >= {
        ("R014", "R015"),
        ("R156", "R157"),
        ("R231", "R232"),
        ("R235", "R236", "R237"),
        ("R239", "R238"),
        ("R247", "R249"),
    }
    assert russia.superseded().items() >= {"R113": "R114", "R153": "R154"}.items()
    assert {"R208", "R412"} <= {row.id for row in russia if row.is_withdrawn}


def test_a_first_line_alone_is_a_table_of_no_reports(tmp_path: Path) -> None:
    table = tmp_path / "reports.csv"
    table.write_text("id,published,start,end,place,measure,value,unit,who\n", encoding="utf-8")
    assert load_reports(table) == Reports()
    table.write_text("", encoding="utf-8")
    with pytest.raises(ReportError, match="the file is empty"):
        load_reports(table)
