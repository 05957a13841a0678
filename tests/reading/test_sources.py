"""From bytes to a text: encodings that do not say what they are, and signs that nobody sees."""

import datetime as dt
from pathlib import Path

import pytest

import alee
from alee.core.errors import InputError
from alee.reading.reader import read_text
from alee.reading.sources import text_of, without_steering

RUSSIA = alee.load_scenario(Path(__file__).parents[2] / "scenarios" / "russia-2022")
TEXTS = (
    "Some 53,136 people entered Georgia on Monday.",
    "В Грузию за неделю въехали 53 136 человек — сообщили в МВД.",
    "Gürcistan'a 53.136 kişi girdi, açıklandı.",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding)) == text


@pytest.mark.parametrize("content", [TEXTS[0].encode("utf-32-le"), bytes(range(256)) * 20, b"ab\x00" * 99])
def test_zero_bytes_are_named_with_what_to_do(content: bytes) -> None:
    with pytest.raises(InputError, match=r"UTF-16 or UTF-32 without a mark .* save it as UTF-8"):
        text_of(content)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31mRed\x1b[0m, \x1b[2Jcleared", "Red, cleared"),
        ("\x1b]0;a title\x07x \x1b]8;;http://a.b\x1b\\link", "x link"),
        ("\x9b1mx \x1bcy", "x y"),
        ("53\u200b,136 and peo\u00adple\ufeff", "53,136 and people"),
        ("a\x07b\u202ec", "a b c"),
    ],
)
def test_orders_to_a_screen_and_signs_without_width_go_as_a_whole(text: str, seen: str) -> None:
    assert without_steering(text) == seen
    assert text_of(text.encode()) == seen


def test_no_order_to_a_screen_is_a_figure_and_no_figure_is_torn() -> None:
    text = text_of("\x1b[2J\x1b[31mSome 53\u200b,136 people\x1b[0m entered Georgia.".encode())
    (found,) = read_text(text, RUSSIA, published=dt.date(2022, 10, 3)).proposals
    assert (found.value, text[found.start : found.end]) == (53136, "53,136")


@pytest.mark.parametrize("piece", ["\x1b", "\x1b[", "\x1b]", "\x9d", "\x1b[1"])
def test_no_text_makes_leaving_out_slow(piece: str) -> None:
    """Half a million pieces; where the time grows with the square of the length, this does not end."""
    seen = without_steering(piece * 500_000 + "\n300 people")
    assert len(seen) <= 500_000 + len("\n300 people")
    assert seen.endswith("\n300 people")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (
            '"He said â\x80\x9cwe leaveâ\x80\x9d yesterday. 300 people crossed into Poland."',
            '"He said â  we leaveâ   yesterday. 300 people crossed into Poland."',
        ),
        ("Head \x1b] 3 October 2022\nWarsaw: 300 people", "Head  3 October 2022\nWarsaw: 300 people"),
        ("a \x1b]0;x\n300 people\x07", "a 0;x\n300 people "),
        ("\x1b]" + "a" * 301 + "\x07", "a" * 301 + " "),
        ("\x9d300 people", " 300 people"),
        ("\x9b300 people", " 300 people"),
        ("\x1b[300 people", "300 people"),
        ("Å\x9bmy, Ð\x9bm, â\x80\x9bm", "Å my, Ð m, â  m"),
        ("\x1b]0;300 left â\x80\x9cnow", "0;300 left â  now"),
    ],
)
def test_an_order_without_an_end_takes_no_text_with_it(text: str, seen: str) -> None:
    assert without_steering(text) == seen


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<ul><li hidden>x</ul><p>Visible 300 people.</p>", "Visible 300 people."),
        ("<p hidden>x<div>Visible</div>", "Visible"),
        ("<div><table><tr hidden><td>a</table><p>After 300</div>", "After 300"),
        ("<p>Seen<ul><li hidden>out<ul><li>SECRET</li></ul></li></ul>", "Seen"),
        ("<p>Seen<ul><li hidden>x<li>y</ul>", "Seen\n\ny"),
        ("<div><table><tr hidden><td>a<tr><td>b</table></div>", "b"),
        ("<div><table><tr><td hidden>a<table><tr><td>SECRET</table><td>b</table></div>", "| b"),
        ("<div><table><tbody hidden><tr><td>a<tbody><tr><td>b</table></div>", "b"),
        ("<div><nav><ul><li>x</div><p>Visible", "Visible"),
        ("<p>a<br hidden>b</i></p>", "a\nb"),
    ],
)
def test_what_is_hidden_ends_where_a_browser_ends_it(page: str, seen: str) -> None:
    assert text_of(page.encode()).strip() == seen


@pytest.mark.parametrize("piece", ["<b>", "<b></i>", "<li><b>", "<p><b>"])
def test_no_open_tags_make_a_page_slow(piece: str) -> None:
    page = "<div>" + piece * 30_000 + "<li></li>" * 10_000 + "300 people"
    assert text_of(page.encode()).strip().endswith("300 people")
