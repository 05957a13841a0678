"""Worlds for measuring scale are what they say, and the page follows from its rows alone."""

import re
import subprocess

import pytest

from alee.files.resolved import digest
from alee.files.scenario_folder import load_scenario
from benchmarks import scale
from benchmarks.scale import PAGE, PICTURE, QUICK, further_rate, in_child, page, tables_of
from benchmarks.scale_paper import EDGE_DAYS, paper_tables
from benchmarks.scale_picture import picture
from benchmarks.worlds import World, _country, build_scenario, save_folder


@pytest.mark.parametrize("world", [World(communities=3, days=4), World(communities=30, days=4, lived_in=10)])
def test_a_folder_written_row_by_row_is_the_scenario(world, tmp_path):
    save_folder(world, tmp_path / "world")
    found = load_scenario(tmp_path / "world")
    wanted = build_scenario(world)
    assert digest(found) == digest(wanted)


def test_every_community_of_a_million_corridors_has_a_country_abroad_of_its_own():
    abroad = {_country("A", community) for community in range(10_417)}
    assert len(abroad) == 10_417
    assert not abroad & {_country("H", community) for community in range(10_417)}


@pytest.fixture(scope="module")
def row():
    return in_child(QUICK["corridors"][0])


def test_the_page_has_whole_tables_and_nobodys_folders(row):
    found = {axis: [{**row, "corridors": 96 * k} for k in (1, 2, 3)] for axis in QUICK}
    tables = tables_of(found)
    for table in tables:
        assert table.rows
        assert {len(cells) for cells in table.rows} == {len(table.columns)}
    text = page(tables, load=0.5)
    for written in (text, PAGE.read_text(encoding="utf-8")):
        assert not re.search(r"https?://|/(home|root|work|tmp|Users)/", written)
    assert picture([row, row], [row, row]).startswith("<svg")
    assert PICTURE.read_text(encoding="utf-8").startswith("<svg")


def test_what_stands_on_paper_follows_from_the_rows(row):
    """Twice the rate, half the core-hours and half the price; the number of members fills the task."""
    base = {**row, "corridors": 500_000, "edge_days": 2_000_000, "days": 14}

    def figure(rate, what):
        needed = paper_tables(base, row, 1.0, rate)[0].rows
        return float(re.sub(r"[^\d.]", "", next(cells[1] for cells in needed if cells[0] == what)))

    assert figure(1e6, "members") * 500_000 * 200 == pytest.approx(EDGE_DAYS)
    assert figure(1e6, "core-hours") == pytest.approx(EDGE_DAYS / 1e6 / 3600, abs=1)
    assert figure(2e6, "core-hours") == pytest.approx(figure(1e6, "core-hours") / 2, abs=1)
    assert figure(2e6, "price of computing") == pytest.approx(figure(1e6, "price of computing") / 2, abs=1)


def test_the_rate_is_that_of_further_members(row):
    few = {**row, "edge_days": 1_000, "seconds": {"run": 5.0, "engine": 1.0, "write summary": 9.0}}
    many = {**row, "edge_days": 3_000, "seconds": {"run": 5.5, "engine": 2.5, "write summary": 9.0}}
    assert further_rate(few, many) == 1_000


def test_a_row_that_fails_is_told_and_the_others_stand_and_stay_in_a_file(row, monkeypatch, tmp_path):
    tried = []

    def child(case):
        tried.append(case)
        if case.members == 3:
            raise subprocess.CalledProcessError(-9, "scale_case", stderr="")
        return {**row, "members": case.members}

    monkeypatch.setattr(scale, "in_child", child)
    told = []
    file = tmp_path / "rows.json"
    found = scale.measured(quick=True, known=scale.Rows(file, 0.25), told=told.append)
    assert [one["members"] for one in found["members, small world"]] == [1]
    assert len([line for line in told if "not measured (signal or code -9)" in line]) == 3
    tried.clear()
    again = scale.Rows(file, 9.0)
    assert again.load == 0.25
    scale.measured(quick=True, known=again)
    assert {case.members for case in tried} == {3}, "what is in the file is not measured again"
    assert scale.left_out({}) != []
