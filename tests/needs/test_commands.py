"""alee needs, alee log, alee brief --needs, as a coordinator meets them."""

import datetime as dt
import io
import json
import shutil
from pathlib import Path

import pytest

from alee.cli import main
from alee.files.store import save
from alee.outlook.forecasting import Outlook

HAS_BROWSER = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
NEEDS_BROWSER = pytest.mark.skipif(not HAS_BROWSER, reason="no Chromium on this machine")
SERVICES = """\
group: Helpers
place: Bigcity
reach: beta(4, 36)
source: assumption
services:
  bed:
    title: a bed for the night
    unit: beds
    share: beta(4, 6)
    stay_days: lognormal(6, 0.4)
    capacity: 60
    occupied: 30
    cost_free: 5
    cost_short: 20
    source: assumption
"""


@pytest.fixture(scope="module")
def saved(outlook: Outlook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("needs") / "ahead"
    save(outlook, path, command="alee forecast RUN --out AHEAD")
    return path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with services.yaml."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "services.yaml").write_text(SERVICES, encoding="utf-8")
    return tmp_path


def run(*words: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    return int(left.value.code or 0)


def test_needs_says_the_sentence_first_then_the_table(
    saved: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("needs", saved, "--services", "services.yaml", "--json", "n.json", "--csv", "n.csv") == 0
    told = capsys.readouterr().out
    assert told.index("A bed for the night: most likely") < told.index("bed: asks a day")
    assert "The outlook reaches 30 days ahead" in told
    assert "would cost least" in told
    assert json.loads((desk / "n.json").read_text())["place"] == "Bigcity"
    assert (desk / "n.csv").read_text().startswith("place,service,unit,start,end,measure,low,likely,ready")
    assert [path.name for path in (desk / "alee-workspace").iterdir()] == ["alee-workspace.json"]


def test_a_day_that_is_not_over_cannot_be_logged(
    saved: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("needs", saved, "--services", desk, "--workspace", "own") == 0
    words = ("--service", "bed", "--date", "2030-03-15", "--workspace", "own")
    assert run("log", "asked=38", "placed=21", "left=6", *words) == 3  # 2030 is in the future
    assert "is in the future" in capsys.readouterr().err
    assert not (desk / "own" / "alee-log.jsonl").exists()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day after the small world's time."""
    monkeypatch.setattr("alee.cli.workspace.today", lambda: dt.date(2031, 1, 1))


def test_the_whole_round(
    saved: Path, desk: Path, later: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = ("--workspace", "own")
    assert run("needs", saved, "--services", desk, *own) == 0
    assert (
        run("log", "asked=38", "placed=21", "left=6", "--service", "bed", "--date", "2030-03-15", *own) == 0
    )
    assert "38 asked, " in capsys.readouterr().out
    pasted = "date\tasked\tplaced\tleft\n2030-03-16\t20\t15\t4\n2030-03-17\t22\t7\t4\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pasted.encode())))
    assert run("log", "--table", "-", "--service", "bed", *own) == 0
    assert "17 March" in capsys.readouterr().out
    assert run("log", "--show", "--verify", "--export", "out.csv", *own) == 0
    told = capsys.readouterr().out
    assert "2 actions, the chain of hashes is whole" in told
    assert "2030-03-17,Bigcity,bed,Helpers,22,7,4" in told
    assert (desk / "out.csv").read_text().count("\n") == 4
    assert run("log", "--undo", *own) == 0
    assert (
        "Undone: bed in Bigcity on 2030-03-16, asked 20, placed 15, left 4 and 1 more"
        in capsys.readouterr().out
    )
    assert run("log", "--show", *own) == 0
    assert "2030-03-17" not in capsys.readouterr().out
    assert run("needs", saved, "--services", desk, *own) == 0
    assert "own numbers to 2030-03-15" in capsys.readouterr().out


def test_without_an_outlook_numbers_are_kept_all_the_same(
    desk: Path, later: None, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--place", "Bigcity", "--service", "bed", "--date", "2030-03-15")
    assert run("log", "asked=3", "placed=2", "left=0", *words) == 0
    assert "alee needs OUTLOOK" in capsys.readouterr().out
    assert run("log", "--show") == 0
    assert "2030-03-15,Bigcity,bed,our group,3,2,0" in capsys.readouterr().out


def test_a_day_before_the_start_is_refused_without_an_outlook_too(
    desk: Path, later: None, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--service", "bed", "--date", "1999-03-15", "--services", "hamlet")
    assert run("log", "asked=3", *words) == 3
    assert "1999-03-15 is before the scenario starts" in capsys.readouterr().err
    assert not (desk / "alee-workspace").exists()


def test_needs_names_the_numbers_that_it_cannot_use(
    saved: Path, desk: Path, later: None, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--place", "Bigcity", "--group", "Helpers", "--service", "bed", "--date", "1999-03-15")
    assert run("log", "asked=3", *words) == 0
    assert "15 March 1999" in capsys.readouterr().out, "a wrong year can be seen at once"
    assert run("needs", saved, "--services", desk) == 0
    assert "Left aside are numbers before 2030-03-01" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["asked=5"], "no place is given"),
        (["askd=5", "--place", "Bigcity"], 'Did you mean "asked"'),
        (["asked=five", "--place", "X", "--service", "bed", "--date", "2030-03-15"], "is not a number"),
        (["asked=5", "--table", "x.csv"], "numbers and a table are given"),
        (["--table", "none.csv", "--place", "X", "--service", "bed"], "no such file"),
        (["--undo"], "nothing to undo"),
        (["asked=5", "--undo"], "numbers or a table and --undo are given together"),
        (["asked=5", "--show"], "numbers or a table and --show, --verify or --export are given together"),
        (["asked=5", "--verify"], "one at a time"),
        (["asked=5", "--export", "out.csv"], "one at a time"),
        (["--table", "x.csv", "--show"], "one at a time"),
        (["--undo", "--show"], "--undo and --show, --verify or --export are given together"),
        (
            ["asked=3", "asked=30", "--place", "X", "--service", "bed", "--date", "2022-03-15"],
            "asked stands twice: 3 and 30",
        ),
    ],
)
def test_a_wrong_command_is_refused_and_nothing_is_written(
    desk: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run("log", *words) == 3
    assert said in capsys.readouterr().err
    assert not list(desk.glob("**/*.jsonl"))


def test_the_briefing_shows_the_needs(saved: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("brief", saved, "--needs", desk, "--out", "page.html", "--chat") == 0
    told = capsys.readouterr().out
    assert "Bigcity, a bed for the night: most likely" in told
    page = (desk / "page.html").read_text()
    assert "What to prepare in Bigcity" in page
    assert page.count('<th scope="row">a bed for the night<td') == 1
    assert len(page.encode()) <= 300_000
    assert run("brief", saved, "--out", "plain.html") == 0
    assert "What to prepare" not in (desk / "plain.html").read_text()


def test_a_fit_is_no_outlook(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], outlook: Outlook
) -> None:
    save(outlook.posterior, tmp_path / "run", command="alee fit")
    assert run("needs", tmp_path / "run", "--services", desk) == 3
    assert "looks no day ahead" in capsys.readouterr().err


def test_a_public_page_shows_no_needs(saved: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("brief", saved, "--needs", desk, "--audience", "public", "--out", "page.html") == 3
    assert "stay in the team" in capsys.readouterr().err
    assert not (desk / "page.html").exists()


def test_check_names_the_services_of_a_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "hamlet") == 0
    assert "services.yaml: bed, meal, of Rivertown helpers." in capsys.readouterr().out


def test_what_ifs_are_read_before_anything_is_computed(
    saved: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    late = ("--given", "close Gate from 2030-04-14")
    for words, said in (
        (late, "so nothing would change"),
        (("--given", "close Gate; open Gate"), "contradict each other"),
        (("--picture", "a.png"), "there is no what-if to draw"),
        (("--given", "close Gate", "--picture", "a.svg"), "ends in .png"),
    ):
        assert run("forecast", saved, "--out", "ahead", "--days", 10, "--quiet", *words) == 3
        told = capsys.readouterr()
        assert said in told.err
        assert told.out == "", "nothing was run"
    assert [path.name for path in desk.iterdir()] == ["services.yaml"]


@NEEDS_BROWSER
def test_what_ifs_become_a_picture(saved: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--given", "close Gate", "--given", "call-up 2030-03-20 size 0.5", "--picture", "a.png")
    assert run("forecast", saved, "--out", "ahead", "--days", 10, "--quiet", *words) == 0
    assert "Written: a.png" in capsys.readouterr().out
    assert (desk / "a.png").read_bytes()[:4] == b"\x89PNG"


def test_the_team_shares_needs_and_what_ifs(
    saved: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--audience", "team", "--needs", desk, "--given", "close Gate")
    assert run("share", saved, "--out", "a.html", *words) == 0
    page = (desk / "a.html").read_text()
    assert "What to prepare in Bigcity" in page
    assert "What if: close Gate" in page
    assert run("share", saved, "--out", "b.html", "--needs", desk) == 3
    assert "needs and what-ifs stay in the team" in capsys.readouterr().err
    assert run("share", saved, "--out", "c.txt", *words) == 3
    assert "what-ifs have no place in chat.\nThey go into html, pdf." in capsys.readouterr().err
    assert sorted(path.name for path in desk.iterdir()) == ["a.html", "services.yaml"]
