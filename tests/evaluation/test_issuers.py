"""Leaving out one issuer: nothing may be left that tells its figures, and what lies outside is named."""

import json
from pathlib import Path

import pytest

import alee
from alee.cli import main
from alee.core.errors import InputError
from alee.evaluation.issuers import BOUNDS, COUNTS, evaluate_issuers, without
from alee.model.reports import Report, Reports

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"
GUARD = "Bridge Guard"


@pytest.fixture(scope="module")
def scenario():
    return alee.load_scenario(HAMLET)


@pytest.fixture(scope="module")
def reports() -> Reports:
    return alee.load_reports(HAMLET / "reports.csv")


def told_by(reports: Reports, name: str) -> list[Report]:
    return [r for r in reports if r.issuer.casefold() == name.casefold()]


def entry(like: Report, **changes: object) -> Report:
    return like.model_copy(update=changes)


def test_nothing_is_left_that_tells_the_figures(reports: Reports) -> None:
    own = told_by(reports, GUARD)
    copied = entry(own[0], id="X1", issuer="Valley News", published=own[0].published)
    named = entry(own[0], id="X2", issuer="derived from Bridge Guard", value=7777.0)
    declared = entry(own[0], id="X3", issuer="A radio", value=4444.0, copy_of="X2")
    other = entry(own[0], id="X4", issuer="Bridge Guardian", value=5555.0)
    left = without(Reports([*reports, copied, named, declared, other]), own)
    ids = {r.id for r in left}
    repeated = "H04"  # the radio repeats what the guard said
    assert ids == {r.id for r in reports} - {r.id for r in own} - {repeated} | {"X4"}


def test_a_hidden_figure_changes_nothing_that_the_fit_is_told(reports: Reports) -> None:
    own = told_by(reports, GUARD)
    louder = [entry(r, value=(r.value or 0.0) * 3.7 + 1.0) for r in own]
    rest = [r for r in reports if r not in own and r.id != "H04"]  # H04 repeats the guard
    assert list(without(Reports([*own, *rest]), own)) == list(without(Reports([*louder, *rest]), louder))


def test_by_country_the_issuer_is_still_heard_elsewhere(reports: Reports) -> None:
    own = told_by(reports, GUARD)
    elsewhere = entry(own[0], id="X5", place="Hamlet", iso3="AAA", value=321.0)
    table = Reports([*reports, elsewhere])
    assert "X5" in {r.id for r in without(table, own, by_country=True)}
    assert "X5" not in {r.id for r in without(table, own)}


def test_a_figure_that_nobody_else_makes_likely_is_named_outside(scenario, reports: Reports) -> None:
    own = told_by(reports, GUARD)
    absurd = entry(own[0], value=1e9)
    table = Reports([absurd if r.id == absurd.id else r for r in reports])
    found = evaluate_issuers([(scenario, table)], members=20)
    row = found.where(issuer=GUARD.casefold())[0]
    assert f"{absurd.id} above" in str(row["outside"])
    assert float(str(row["cover 90%"])) < 1.0
    calm = evaluate_issuers([(scenario, reports)], members=20).where(issuer=GUARD.casefold())[0]
    assert absurd.id not in str(calm["outside"])


def test_bounds_are_kept_apart_from_counts(scenario, reports: Reports) -> None:
    found = evaluate_issuers([(scenario, reports)], members=20)
    bounds, counts = found.where(issuer=BOUNDS)[0], found.where(issuer=COUNTS)[0]
    assert bounds["nCRPS"] is None
    assert float(str(counts["nCRPS"])) > 0.0
    singles = [row for row in found.rows if not str(row["issuer"]).startswith("all ")]
    assert sum(int(str(row["figures"])) for row in singles) == sum(
        int(str(row["figures"])) for row in found.rows if row not in singles
    )


def test_without_any_usable_report_it_is_refused(scenario) -> None:
    with pytest.raises(InputError, match="so there is no issuer to leave out"):
        evaluate_issuers([(scenario, Reports())], members=20)


def test_the_command_is_the_function(
    scenario, reports: Reports, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "issuers.json"
    with pytest.raises(SystemExit) as code:
        main(["evaluate", "issuers", "hamlet", "--members", "20", "--json", str(out), "--quiet"])
    assert code.value.code == 0
    assert "bridge guard" in capsys.readouterr().out
    rows = json.loads(out.read_text(encoding="utf-8"))["rows"]
    assert rows == [dict(row) for row in evaluate_issuers([(scenario, reports)], members=20).rows]


def test_an_as_of_date_hides_what_came_later(scenario, reports: Reports) -> None:
    early = min(r.published for r in reports if r.published)
    known = {r.id for r in reports.until(early)}
    found = evaluate_issuers([(scenario, reports)], as_of=early, members=20)
    singles = [row for row in found.rows if not str(row["issuer"]).startswith("all ")]
    assert sum(int(str(row["figures"])) for row in singles) <= len(known) < len(list(reports))
