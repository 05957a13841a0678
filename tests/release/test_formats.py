"""One release in all its formats, held beside each other as an attacker would."""

import csv
import datetime as dt
import json
import re
from pathlib import Path

import pytest

from alee.briefing.sharing import share
from alee.outlook.forecasting import Outlook
from alee.release.suppression import is_small

LATE = dt.date(2030, 7, 1)


@pytest.fixture(scope="module")
def copies(outlook: Outlook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release in every format that needs no browser."""
    folder = tmp_path_factory.mktemp("release")
    for name in ("a.csv", "a.html", "a.txt", "a.geojson"):
        share(outlook, folder / name, audience="public", released_on=LATE, ledger=folder / "releases.json")
    share(outlook, folder / "flows", audience="public", form="flowmap", released_on=LATE)
    return folder


def table(copies: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((copies / "a.csv").read_text(encoding="utf-8").splitlines()))


def test_map_layers_say_nothing_that_the_table_does_not(copies: Path) -> None:
    known = {
        (row["measure"], row["place"], row["to"], row["start"], row["end"]):
        tuple(float(row[q]) for q in ("q05", "q50", "q90", "q95", "q97_5"))
        for row in table(copies) if not row["state"]
    }  # fmt: skip
    layer = json.loads((copies / "a.geojson").read_text(encoding="utf-8"))
    for feature in layer["features"]:
        p = feature["properties"]
        key = (p["measure"], p.get("place", p.get("from")), p.get("to", ""), p["start"], p["end"])
        assert known[key] == (p["low"], p["likely"], p["ready_for"], p["high"], p["bad_case"])
    middles = {(key[1], key[2], key[4], figures[1]) for key, figures in known.items() if key[0] == "passed"}
    flows = list(csv.DictReader((copies / "flows" / "flows.csv").read_text().splitlines()))
    assert flows
    assert {(f["origin"], f["dest"], f["time"], float(f["count"])) for f in flows} <= middles


def test_no_hidden_line_is_told_by_another_format(copies: Path) -> None:
    hidden = [row for row in table(copies) if row["state"] == "hidden for safety"]
    assert hidden
    layer = json.loads((copies / "a.geojson").read_text(encoding="utf-8"))
    told = {
        (p["measure"], p.get("place", p.get("from")), p.get("to", ""), p["end"])
        for p in (feature["properties"] for feature in layer["features"])
    }
    assert not {(row["measure"], row["place"], row["to"], row["end"]) for row in hidden} & told


def test_every_number_of_people_on_the_page_and_in_the_chat_stands_in_the_table(copies: Path) -> None:
    rows = [row for row in table(copies) if not row["state"]]
    known = {float(row[q]) for row in rows for q in row if q.startswith("q")}
    page = (copies / "a.html").read_text(encoding="utf-8")
    part = page[page.index('id="places"') : page.index('id="corridors"')]
    numbers = [float(n.replace(",", "")) for n in re.findall(r">([\d,]+)(?=<|\s*$)", part)]
    spans = [float(n.replace(",", "")) for pair in re.findall(r">([\d,]+) to ([\d,]+)", part) for n in pair]
    assert numbers
    assert spans
    assert not {*numbers, *spans} - known
    assert not any(is_small(n) for n in (*numbers, *spans))
    second = (copies / "a.txt").read_text(encoding="utf-8").splitlines()[1]
    assert {float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\d", second)} <= known


def test_the_same_release_on_two_days_is_the_same_file_but_for_the_command(
    outlook: Outlook, copies: Path, tmp_path: Path
) -> None:
    for name in ("a.csv", "a.html", "a.txt", "a.geojson"):
        later = share(
            outlook, tmp_path / name, audience="public", released_on=LATE + dt.timedelta(days=30),
            ledger=copies / "releases.json",
        )  # fmt: skip
        assert later.read_bytes() == (copies / name).read_bytes(), name


def test_files_hold_no_path_no_user_and_no_comment(copies: Path) -> None:
    for path in copies.rglob("*.*"):
        if path.name.startswith("releases"):
            continue
        text = path.read_text(encoding="utf-8")
        assert "<!--" not in text
        assert str(Path.home()) not in text
        assert "/tmp" not in text
        assert str(copies) not in text
