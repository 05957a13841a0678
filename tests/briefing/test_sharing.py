"""Copies to hand on: everything for the team, and for the public only what may go out, in every format."""

import csv
import json
import shutil

import pytest

import alee
from alee.briefing.assemble import assemble
from alee.briefing.card import draw_what_ifs, render_card, render_what_ifs
from alee.briefing.public import without_estimates
from alee.briefing.sharing import FORMATS, copy_for, share
from alee.cli import main
from alee.core.errors import InputError, MissingExtra
from alee.files.ledger import earlier_releases
from alee.files.resolved import digest
from alee.model.reports import Reports
from alee.model.services import Services
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


@pytest.fixture(scope="module")
def held_back(outlook):
    """The same situation with one report that the team alone knows, and that another one repeats."""
    marked = Reports(
        report.model_copy(update={"sensitivity": "team"}) if report.id == "X09" else report
        for report in outlook.posterior.reports
    )
    posterior = alee.fit(outlook.posterior.scenario, marked, members=30, seed=7, rounds=0)
    return alee.forecast(posterior, days=30)


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.csv", "a.geojson", "a.xlsx"])
def test_nothing_in_a_public_copy_tells_of_a_report_held_back(held_back, tmp_path, name):
    path = share(held_back, tmp_path / name, audience="public", released_on=LATE)
    said = path.read_text(encoding="utf-8") if name != "a.xlsx" else workbook_text(path)
    posterior = held_back.posterior
    assert "X09" not in said
    assert digest(posterior.scenario) not in said, "a checksum lets somebody try out what is marked"
    assert posterior.reports.digest() not in said
    assert f"of {len(posterior.fits)}" not in said, "how many reports there are in all"
    if name in ("a.html", "a.xlsx"):
        team = share(held_back, tmp_path / f"team-{name}", audience="team")
        told = team.read_text(encoding="utf-8") if name != "a.xlsx" else workbook_text(team)
        assert digest(posterior.scenario) in told


def workbook_text(path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(path)
    return " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)


def test_an_issuer_that_has_not_spoken_publicly_yet_is_not_named_among_what_was_learnt(held_back):
    public = copy_for(held_back, "public", released_on=LATE).content
    spoken = {row.issuer.casefold() for row in public.evidence}
    every = {report.issuer for report in held_back.posterior.reports}
    silent = {issuer for issuer in every if issuer.casefold() not in spoken}
    assert silent
    named = [row.name for row in public.learnt if any(i.casefold() in row.name for i in silent)]
    assert named == []
    team = copy_for(held_back, "team").content
    assert [row.name for row in team.learnt if any(i.casefold() in row.name for i in silent)]


@pytest.mark.parametrize(
    ("status", "shown", "reason"),
    [("copy", "used", "Repeats T1."), ("superseded", "not_used", "Replaced by the later figure T1.")],
)
def test_the_name_of_a_report_of_the_team_is_not_told_by_its_copies(outlook, status, shown, reason):
    from dataclasses import replace

    row = replace(copy_for(outlook, "team").content.evidence[0], status=status, related="T1", reason=reason)
    clean = without_estimates(row, {"X01"})
    assert (clean.status, clean.related, clean.reason, clean.predicted) == (shown, None, "", None)
    known = without_estimates(row, {"X01", "T1"})
    assert (known.status, known.related, known.reason) == (status, "T1", reason)


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


@pytest.fixture(scope="module")
def prepared(outlook):
    place = next(p.name for p in outlook.posterior.scenario.places if p.kind == "city")
    bed = {"name": "bed", "title": "=a bed", "unit": "beds", "share": 0.4, "stay_days": 6, "capacity": 60,
           "occupied": 30, "cost_free": 5, "cost_short": 20, "source": "assumption"}  # fmt: skip
    group = Services(group="Helpers", place=place, reach=0.1, source="assumption", services=[bed])
    return alee.needs(outlook, services=group)


def test_the_team_gets_needs_in_every_format_that_has_room(outlook, prepared, tmp_path):
    def made(name):
        return share(outlook, tmp_path / name, audience="team", needs=prepared)

    page = made("a.html").read_text(encoding="utf-8")
    for words in ("What to prepare in", "Which ways bring them", "What a reserve costs", "fan panel"):
        assert words in page
    assert prepared.place in made("a.txt").read_text(encoding="utf-8").splitlines()[2]
    rows = list(csv.DictReader(made("a.csv").read_text(encoding="utf-8").splitlines()))
    (needed,) = [r for r in rows if r["measure"] == "bed: needed" and r["end"] == rows[-1]["end"]]
    horizon = prepared.service("bed").horizons[-1]
    assert float(needed["q90"]) == pytest.approx(horizon.needed.ready, abs=0.05)
    assert (needed["q25"], needed["place"], needed["unit"]) == ("", prepared.place, "beds")
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(made("a.xlsx"))
    assert book.sheetnames[-4:] == ["Needs", "Runs full", "Reserve", "Ways in"]
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    assert {row[2].value for row in book["Reserve"]} == {"size", "now", "likely", "ready", "bad", "cheapest"}
    assert all(cell.data_type == "n" for cell in book["Needs"][2][6:])


@NEEDS_BROWSER
def test_the_card_of_needs_is_a_picture(outlook, prepared, tmp_path):
    assert "What to prepare in" in render_card(assemble(outlook, needs=prepared))
    picture = share(outlook, tmp_path / "a.png", audience="team", needs=prepared).read_bytes()
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1080, 1350)


@pytest.mark.parametrize("name", ["a.geojson", "flows"])
def test_map_layers_have_no_room_for_needs(outlook, prepared, tmp_path, name):
    form = None if "." in name else "flowmap"
    with pytest.raises(InputError, match="They go into html, pdf, png, chat, csv, xlsx"):
        share(outlook, tmp_path / name, audience="team", form=form, needs=prepared)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a.html", "a.csv"])
def test_needs_and_what_ifs_never_go_to_the_public(outlook, prepared, tmp_path, name):
    ledger = tmp_path / "releases.json"
    with pytest.raises(InputError, match="needs and what-ifs stay in the team"):
        share(outlook, tmp_path / name, audience="public", released_on=LATE, ledger=ledger, needs=prepared)
    with pytest.raises(InputError, match="stay in the team"):
        copy_for(outlook, "public", released_on=LATE, what_ifs={"one": outlook})
    assert not list(tmp_path.iterdir())


@NEEDS_BROWSER
def test_what_ifs_are_drawn_into_one_picture_without_a_blank_end(outlook, tmp_path):
    closed = alee.forecast(outlook.posterior, days=30, given=[alee.Closure("Lake Gate", start="2030-04-01")])
    one, two = (
        draw_what_ifs(assemble(outlook, what_ifs=what_ifs), tmp_path / name).read_bytes()
        for name, what_ifs in (("1.png", {"a": closed}), ("2.png", {"a": closed, "b": closed}))
    )
    heights = [int.from_bytes(picture[20:24]) for picture in (one, two)]
    assert (
        heights[0] < heights[1] < render_what_ifs(assemble(outlook, what_ifs={"a": closed, "b": closed}))[1]
    )
    with pytest.raises(InputError, match=r"ends in \.png"):
        draw_what_ifs(assemble(outlook, what_ifs={"a": closed}), tmp_path / "a.svg")
    with pytest.raises(InputError, match="no what-if to draw"):
        draw_what_ifs(assemble(outlook), tmp_path / "a.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.png", "2.png"]
