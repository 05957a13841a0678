"""What holds for every scenario, every table and every broken file."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alee.core.errors import InputError
from alee.files.report_table import load_reports, save_reports
from alee.files.resolved import canonical, digest, parse_resolved, resolve, save_scenario, scenario_texts
from alee.files.scenario_folder import check_folder, load_scenario
from alee.files.tables import MOST_ROWS, Columns, parse_table
from alee.files.yaml_source import parse_yaml
from alee.model.fields import declarations
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from tests.model.strategies import reports, scenarios

HAMLET = Path(__file__).parents[2] / "scenarios/hamlet"
ONE_FOLDER = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
COLUMNS = Columns(("a", "b"), ("a",), {"c": "b"})


@ONE_FOLDER
@given(scenario=scenarios())
def test_load_save_is_the_same(tmp_path: Path, scenario: Scenario) -> None:
    save_scenario(scenario, tmp_path / "drawn", replace=True)
    assert load_scenario(tmp_path / "drawn") == scenario


@ONE_FOLDER
@given(scenario=scenarios())
def test_canonical_form_comes_back(scenario: Scenario) -> None:
    again = parse_resolved(resolve(scenario))
    assert again == scenario
    assert digest(again) == digest(scenario)


@ONE_FOLDER
@given(scenario=scenarios(), seed=st.integers(0, 9))
def test_order_of_rows_does_not_matter(tmp_path: Path, scenario: Scenario, seed: int) -> None:
    save_scenario(scenario, tmp_path / "drawn", replace=True)
    for file in (tmp_path / "drawn").glob("*.csv"):
        head, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
        random.Random(seed).shuffle(rows)
        file.write_text(head + "".join(rows), encoding="utf-8")
    again = load_scenario(tmp_path / "drawn")
    assert again == scenario
    assert resolve(again) == resolve(scenario)


@ONE_FOLDER
@given(
    rows=st.lists(st.integers(0, 20), unique=True, max_size=8).flatmap(
        lambda numbers: st.tuples(*(reports(number) for number in numbers))
    )
)
def test_reports_come_back(tmp_path: Path, rows: tuple[object, ...]) -> None:
    table = Reports(rows)
    save_reports(table, tmp_path / "reports.csv")
    if rows:
        assert load_reports(tmp_path / "reports.csv") == table


def test_canonical_form_holds_every_default() -> None:
    form = canonical(load_scenario(HAMLET))
    assert list(form) == [field.column for field in declarations(Scenario)]
    assert form["behaviour"]["give_up"] == "logitnormal(0.04, 0.7)"
    assert form["corridors"][0]["open"] is True


def test_digest_moves_with_every_change() -> None:
    scenario = load_scenario(HAMLET)
    assert digest(scenario) != digest(scenario.replacing(horizon_days=15))
    assert len(digest(scenario)) == 64


def test_saving_does_not_overwrite_unasked(tmp_path: Path) -> None:
    scenario = load_scenario(HAMLET)
    save_scenario(scenario, tmp_path / "hamlet")
    (tmp_path / "hamlet" / "reports.csv").write_text("kept")
    with pytest.raises(InputError, match="this folder already holds a scenario"):
        save_scenario(scenario, tmp_path / "hamlet")
    save_scenario(scenario.replacing(horizon_days=15), tmp_path / "hamlet", replace=True)
    assert (tmp_path / "hamlet" / "reports.csv").read_text() == "kept"
    assert load_scenario(tmp_path / "hamlet").horizon_days == 15


@pytest.mark.parametrize("text", ["", "[]", "{", "3", '{"places": 3}', '{"events": [3]}', "[" * 100_000])
def test_other_texts_are_no_canonical_form(text: str) -> None:
    with pytest.raises(InputError):
        parse_resolved(text)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_break_a_loader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("broken")
    for file in (*scenario_texts(load_scenario(HAMLET)), "reports.csv"):
        (folder / file).write_bytes(content)
        told = check_folder(folder)
        assert told.scenario is None
        assert all(problem.where and str(problem) for problem in told.problems)
    with pytest.raises(InputError):
        load_reports(folder)


JUNK = [
    *(
        mark.encode()
        for mark in ('"', ",", "\n", ";", "-", "[", "{", ":", "&a *a", "!!x", "\u200b", "1e999", "nan")
    ),
    *(
        mark.encode()
        for mark in ("(", "\r", "self: 1\n", "? ", "%", "|", "\t", "9" * 50, "\x85", "2030-02-30")
    ),
    *(b"\x00", b"\xff", b"\xed\xa0\x80", b"uniform(1,0)", b"<<: 3\n"),
]


@settings(max_examples=150, deadline=None)
@given(
    victim=st.sampled_from(sorted(HAMLET.iterdir())),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 20), st.sampled_from(JUNK)), min_size=1, max_size=5
    ),
)
def test_no_damage_breaks_a_loader(
    tmp_path_factory: pytest.TempPathFactory, victim: Path, cuts: list[tuple[float, int, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    for file in HAMLET.iterdir():
        content = file.read_bytes()
        for share, n_lost, junk in cuts if file == victim else ():
            at = int(share * len(content))
            content = content[:at] + junk + content[at + n_lost :]
        (folder / file.name).write_bytes(content)
    told = check_folder(folder)
    assert all(problem.where and str(problem) for problem in told.problems)
    assert (told.scenario is None) == any(
        "reports.csv" not in p.where for p in told.problems if not p.is_warning
    )


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_no_text_breaks_a_table_or_a_yaml(text: str) -> None:
    table = parse_table(text, COLUMNS, "x.csv")
    assert table.rows or table.problems or len(text.split()) < 4 or table.is_readable
    source = parse_yaml(text, "x.yaml")
    assert source.content or source.problems


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x",
        "a: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}",
        "a: !!python/object:os.system x",
        "{[1]: 2}",
        "a: 1\na: 2",
        "---\na: 1\n---\nb: 2",
        '"\\UFFFFFFFF": 1',
        "[" * 1_000_000,
        "{a: " * 100_000,
        "- a",
    ],
)
def test_clever_yaml_is_refused(text: str) -> None:
    assert parse_yaml(text, "x.yaml").problems


def test_yaml_values_stay_texts_with_their_lines() -> None:
    source = parse_yaml(
        "# first\nname: NO\nhome: [NO, 1e-3]\nareas:\n  Far away: {countries: }\n", "x/s.yaml"
    )
    assert source.content == {
        "name": "NO",
        "home": ["NO", "1e-3"],
        "areas": {"Far away": {"countries": None}},
    }
    assert source.where(("areas", "Far away", "modes")) == 'x/s.yaml, line 5, key "areas.Far away.modes"'
    assert source.where(("focus",)) == 'x/s.yaml, key "focus"'


def test_cells_know_the_line_on_which_they_begin() -> None:
    table = parse_table('a,b\n\n"one\ntwo",1\n\nthree,\n', COLUMNS, "x.csv")
    assert [(row.line, row.cells) for row in table.rows] == [
        (3, {"a": "one\ntwo", "b": "1"}),
        (6, {"a": "three"}),
    ]
    assert table.where(6, "b") == 'x.csv, line 6, column "b"'


def test_synonyms_are_other_names_of_one_column() -> None:
    assert parse_table("a,c\n1,2\n", COLUMNS, "x.csv").rows[0].cells == {"a": "1", "b": "2"}
    assert "stands twice" in parse_table("a,b,c\n1,2,3\n", COLUMNS, "x.csv").problems[0].wrong


def test_too_many_rows_are_refused_with_the_cap() -> None:
    assert len(parse_table("a\n" + "1\n" * MOST_ROWS, COLUMNS, "x.csv").rows) == MOST_ROWS
    over = parse_table("a\n" + "1\n" * (MOST_ROWS + 1), COLUMNS, "x.csv")
    assert (over.rows, len(over.problems), over.is_readable) == ((), 1, False)
