"""Copies to hand on: everything for the team, and for the public only what may go out, in every format."""

import csv
import json
import shutil

import pytest

import alee
from alee.briefing.sharing import FORMATS, copy_for, share
from alee.cli import main
from alee.core.errors import InputError, MissingExtra
from alee.files.ledger import earlier_releases
from alee.model.reports import Reports
from alee.release.suppression import is_small

LATE = "2030-07-01"
SECRETS = ("Forest path", "Quiet House")
HAS_BROWSER = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
NEEDS_BROWSER = pytest.mark.skipif(not HAS_BROWSER, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def outlook():
    folder = "scenarios/crossroads"
    scenario, reports = alee.load_scenario(folder), alee.load_reports(f"{folder}/reports.csv")
    return alee.forecast(alee.fit(scenario, reports, members=30, seed=7, rounds=0), days=30)


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.csv", "a.geojson"])
def test_public_copies_name_nothing_secret_and_show_nothing_small(outlook, tmp_path, name):
    public = share(outlook, tmp_path / name, audience="public", released_on=LATE).read_text(encoding="utf-8")
    assert not [word for word in SECRETS if word in public]
    team = share(outlook, tmp_path / f"team-{name}", audience="team").read_text(encoding="utf-8")
    if name != "a.txt":
        assert [word for word in SECRETS if word in team], "the team's copy is not cut"


def test_the_public_table_hides_by_words_and_rounds(outlook, tmp_path):
    path = share(outlook, tmp_path / "a.csv", audience="public", released_on=LATE)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    hidden = [row for row in rows if row["state"] == "hidden for safety"]
    assert hidden
    assert all(row["q50"] == "" for row in hidden)
    shown = [float(row[q]) for row in rows if not row["state"] for q in ("q05", "q50", "q90", "q97_5")]
    assert not any(is_small(figure) for figure in shown)
    assert all(float(f"{figure:.2g}") == figure for figure in shown)
    assert {row["place"] for row in rows} <= {"AAA", "Northland", "Southland", "all countries abroad"}


def test_hxl_tags_stand_under_the_header(outlook, tmp_path):
    path = share(outlook, tmp_path / "a.csv", audience="public", released_on=LATE, with_hxl=True)
    header, tags, *_ = csv.reader(path.read_text(encoding="utf-8").splitlines())
    assert len(header) == len(tags)
    assert all(tag.startswith("#") for tag in tags)


def test_no_cell_of_a_workbook_is_a_formula(outlook, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = share(outlook, tmp_path / "a.xlsx", audience="public", released_on=LATE)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["About", "Stock", "Arrivals", "Left", "Ways"]
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert book["Stock"]["I2"].data_type == "n"


def test_map_layers_can_be_read(outlook, tmp_path):
    layer = json.loads(
        share(outlook, tmp_path / "a.geojson", audience="public", released_on=LATE).read_text()
    )
    assert {feature["geometry"]["type"] for feature in layer["features"]} == {"Point", "LineString"}
    for feature in layer["features"]:
        assert (
            feature["properties"]["low"]
            <= feature["properties"]["likely"]
            <= feature["properties"]["bad_case"]
        )
    folder = share(outlook, tmp_path / "fm", audience="public", form="flowmap", released_on=LATE)
    places = {row["id"] for row in csv.DictReader((folder / "locations.csv").read_text().splitlines())}
    flows = list(csv.DictReader((folder / "flows.csv").read_text().splitlines()))
    assert flows
    assert {flow["origin"] for flow in flows} | {flow["dest"] for flow in flows} == places


@NEEDS_BROWSER
def test_pdf_and_picture_are_printed(outlook, tmp_path):
    assert (
        share(outlook, tmp_path / "a.pdf", audience="public", released_on=LATE).read_bytes()[:5] == b"%PDF-"
    )
    picture = share(outlook, tmp_path / "a.png", audience="team").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1080, 1350)


def test_without_a_browser_the_way_out_is_said(outlook, tmp_path, monkeypatch):
    monkeypatch.setenv("ALEE_BROWSER", "no-such-browser")
    with pytest.raises(MissingExtra, match="Install Chromium, Chrome or Edge"):
        share(outlook, tmp_path / "a.pdf", audience="team")
    assert not list(tmp_path.iterdir())


def test_a_public_copy_is_remembered_once_and_a_garbled_ledger_stops_the_next(outlook, tmp_path):
    ledger = tmp_path / "releases.json"
    for _ in range(2):
        share(outlook, tmp_path / "a.csv", audience="public", released_on=LATE, ledger=ledger)
    (release,) = earlier_releases(ledger, "crossroads")
    assert release.figures == copy_for(outlook, "public", released_on=LATE).figures.release.figures
    assert earlier_releases(ledger, "another") == []
    ledger.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="nothing more can be made public safely"):
        share(outlook, tmp_path / "b.csv", audience="public", released_on=LATE, ledger=ledger)
    assert not (tmp_path / "b.csv").exists()


def test_the_public_page_has_no_forecast_no_groups_and_says_what_it_is(outlook):
    content = copy_for(outlook, "public", released_on=LATE).content
    assert content.audience == "public"
    assert not content.has_forecast
    assert (content.groups, content.periods, content.needs, content.what_ifs) == ((), (), (), ())
    assert all(event.day <= content.as_of for event in content.events)
    assert all(row.published <= content.as_of for row in content.evidence)


def test_a_secret_in_the_title_is_refused(outlook):
    from dataclasses import replace

    scenario = outlook.posterior.scenario.model_copy(update={"title": "Who reached the Quiet House"})
    named = replace(outlook, posterior=replace(outlook.posterior, scenario=scenario))
    with pytest.raises(InputError, match="names something that is not for the public"):
        copy_for(named, "public", released_on=LATE)


@pytest.mark.parametrize(
    ("name", "audience", "words"),
    [
        ("a.docx", "team", "is no format to share"),
        ("a.csv", "press", "is no audience"),
        ("a", "team", "is no format"),
    ],
)
def test_unknown_formats_and_audiences_are_refused(outlook, tmp_path, name, audience, words):
    with pytest.raises(InputError, match=words):
        share(outlook, tmp_path / name, audience=audience)
    assert not list(tmp_path.iterdir())


def test_every_format_has_its_words_in_the_command(capsys):
    with pytest.raises(SystemExit):
        main(["share", "--help"])
    shown = capsys.readouterr().out
    assert not [form for form in FORMATS if form not in shown]


def test_public_evidence_holds_no_number_of_ours(outlook):
    content = copy_for(outlook, "public", released_on=LATE).content
    assert content.evidence
    assert all(row.predicted is None for row in content.evidence)
    assert all(row.reason == "" for row in content.evidence if row.status == "used")
    assert any(row.predicted for row in copy_for(outlook, "team").content.evidence)


def test_what_only_the_team_knows_does_not_speak_for_a_grade(outlook):
    posterior = outlook.posterior
    marked = Reports(
        report.model_copy(update={"sensitivity": "team"}) if report.id == "X09" else report
        for report in posterior.reports
    )
    again = alee.forecast(alee.fit(posterior.scenario, marked, members=30, seed=7, rounds=0), days=30)
    team = {place.name: place for place in copy_for(again, "team").content.places}
    public = {place.name: place for place in copy_for(again, "public", released_on=LATE).content.places}
    assert team["Northland"].grade.letter == "A", "the camp counted people present"
    assert public["Northland"].grade.letter == "B"


def test_one_week_is_one_line_and_no_chart(outlook, tmp_path):
    path = share(outlook, tmp_path / "a.csv", audience="public", released_on="2030-03-17")
    rows = path.read_text(encoding="utf-8").splitlines()
    assert len(rows) == len(set(rows)), "the week and the whole time are the same line"
    content = copy_for(outlook, "public", released_on="2030-03-17").content
    assert content.daily == ()
    assert content.rate_days == (content.as_of - content.shock_date).days + 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"audience": "team", "released_on": "2030-04-01"}, "is for public copies"),
        ({"audience": "public", "with_hxl": True, "form": "html"}, "HXL tags stand in CSV tables only"),
    ],
)
def test_options_that_would_be_ignored_are_refused(outlook, tmp_path, options, words):
    with pytest.raises(InputError, match=words):
        share(outlook, tmp_path / "a.html", **options)
    assert not list(tmp_path.iterdir())
