"""Web pages: their words, their tables, and nothing of how their source is laid out."""

from __future__ import annotations

import datetime as dt

from alee.files.scenario_folder import load_scenario
from alee.reading.reader import read_text
from alee.reading.sources import text_of


def _text(page: str) -> str:
    return text_of(f"<html><body>{page}</body></html>".encode(), "page.html")


def test_lines_of_the_source_are_no_lines_of_the_text() -> None:
    assert _text("<p>The <b>guard</b> said\n 7,316 people\n entered.</p><p>Next.") == (
        "The guard said 7,316 people entered.\n\nNext.\n"
    )
    assert _text("One<br>two") == "One\ntwo\n"


def test_a_table_keeps_its_cells_apart() -> None:
    page = (
        "<p>Crossings</p><table><tr><th>Country<th>Entries</th><th>Exits</tr>"
        "<tr><td>Kazakhstan</td><td><p>98,000</p></td><td>64,000</td></tr>"
        "<tr><td>Georgia</td><td>53,136</td><td>33,000</td></table><p>End."
    )
    text = _text(page)
    assert "Country | Entries | Exits\nKazakhstan | 98,000 | 64,000\nGeorgia | 53,136 | 33,000" in text
    scenario = load_scenario("scenarios/russia-2022")
    found = read_text(text, scenario, published=dt.date(2022, 10, 5)).of("report")
    assert [(p.measure, p.value, p.place) for p in found] == [
        ("entries", 98000.0, "Kazakhstan"),
        ("exits", 64000.0, "Kazakhstan"),
        ("entries", 53136.0, "Georgia"),
        ("exits", 33000.0, "Georgia"),
    ]


def test_a_table_that_only_lays_out_a_page_is_read_as_paragraphs() -> None:
    long = "The border guard said that 7,316 people entered Finland across the land border on Monday."
    assert _text(f"<table><tr><td>Menu</td><td><p>{long}</p><p>More.</p></td></tr></table>") == (
        f"Menu\n\n{long}\n\nMore.\n"
    )


def test_tables_within_tables_and_tags_that_are_not_closed_lose_no_word() -> None:
    text = _text("<table><tr><td>a<table><tr><td>b<td>c</table>d<tr><td>e<table><tr><td>f")
    assert [word for word in text.split() if word.isalpha()] == list("abcdef")


def test_what_a_browser_does_not_show_is_no_news() -> None:
    page = (
        "<p hidden>200 no</p><p>300 <span style='color:red; display: none'>400</span>yes</p>"
        "<div style='visibility:hidden'>a<div>b</div>c</div><p>d<p hidden>x<p>y<input hidden>z"
        "<ul><li hidden>1<li>2</ul>"
    )
    assert _text(page) == "300 yes\n\nd\n\nyz\n\n2\n"
