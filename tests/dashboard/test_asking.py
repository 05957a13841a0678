"""What-ifs as they are typed: what was understood, where something was not, and how forms become words."""

import datetime as dt
from typing import Any

import httpx
import pytest

from alee.dashboard.edit_shapes import Change
from alee.dashboard.endpoints.asking import composed, form_of, parts_of
from alee.dashboard.faults import Refused
from alee.outlook.what_ifs import VERBS, parse_what_if, written_what_if
from tests.dashboard.parts import BASE, HOSTILE, world

AS_OF = dt.date(2030, 3, 14)


def check(client: httpx.Client, text: str) -> dict[str, Any]:
    return client.post(f"{BASE}/what-ifs/check", json={"text": text}, headers={"X-Alee": "1"}).json()


def test_words_are_understood(reader: httpx.Client) -> None:
    found = check(reader, "close Beeland from 2030-03-16; visa Seeland for men")
    assert found["ok"] is True
    assert found["understood"] == [
        "close 'Beeland' from 2030-03-16", "admit 'Seeland' for men admit 0.1 from 2030-03-15",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wrong", "words"),
    [
        ("close Beland", "close Beland", 'Did you mean "Beeland"'),
        ("close Beeland; visa Seelnd", "visa Seelnd", "Seeland"),
        ("shut Beeland", "shut Beeland", "no change"),
        ("close Beeland from 2030-01-01", "close Beeland from 2030-01-01", "future"),
        ("close Beeland from 2031-01-01", "close Beeland from 2031-01-01", "end of the outlook"),
        ("seats Beeland", "seats Beeland", "figure"),
        (HOSTILE, None, ""),
        ("", "", "nothing is written"),
        (";;", "", "nothing is written"),
    ],
)
def test_what_cannot_be_read_is_named_where_it_stands(
    reader: httpx.Client, text: str, wrong: str | None, words: str
) -> None:
    found = check(reader, text)
    assert found["ok"] is False
    problem = found["problems"][0]
    assert words in problem["message"]
    if wrong is not None:
        assert text[problem["start"] : problem["end"]] == wrong


def test_semicolons_in_quotation_marks_part_nothing() -> None:
    text = " close 'a; b' ;  open \"c;d\" from 2030-03-16;"
    assert [part for _, _, part in parts_of(text)] == ["close 'a; b'", 'open "c;d" from 2030-03-16']
    assert all(text[start:end] == part for start, end, part in parts_of(text))


@pytest.mark.parametrize("kind", VERBS)
def test_every_form_becomes_words_that_can_be_read(kind: str) -> None:
    form = form_of(kind)
    names = {"any": "Beeland", "countries": "Seeland", "places": "Hometown"}
    cells: dict[str, Any] = {"kind": kind}
    for field in form.fields:
        name = names.get(field.names or "", "")
        values = {"name": name, "day": "2030-03-16", "number": 0.5, "change": "x1.5", "groups": ["men"]}
        cells[field.name] = values[field.type]
    if cells.get("until"):
        cells["until"] = "2030-03-18"
    events = parse_what_if(composed(Change(**cells)), world(), AS_OF)
    assert events[0].start == dt.date(2030, 3, 16)
    assert parse_what_if(written_what_if(events), world(), AS_OF) == events


def test_a_form_that_cannot_be_is_refused() -> None:
    with pytest.raises(Refused, match="no change called"):
        composed(Change(kind="shut"))
    with pytest.raises(Refused, match="quotation marks"):
        composed(Change(kind="close", target="a'b\"c"))


@pytest.mark.parametrize(
    "body",
    [
        {}, {"text": "close Beeland", "events": []}, {"text": ""}, {"events": []}, {"text": "close Nowhere"},
        {"events": [{"kind": "close", "target": "' from 2031-01-01"}]}, {"text": "x" * 3000},
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_is_refused(writer: httpx.Client, body: dict[str, Any]) -> None:
    answer = writer.post(f"{BASE}/what-ifs", json=body)
    assert answer.status_code == 422, answer.text
    assert writer.get(f"{BASE}/jobs").json()["jobs"] == []


def test_a_question_becomes_a_job(writer: httpx.Client) -> None:
    answer = writer.post(f"{BASE}/what-ifs", json={"text": "close Beeland", "name": HOSTILE})
    assert answer.status_code == 202
    assert answer.json()["job"]["title"] == f"What if: {HOSTILE}"
    assert writer.get(f"{BASE}/what-ifs").json()["names"]["groups"] == ["families", "men"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"place": "Nowhere"}, 404), ({"place": "Seeland", "day": "2031-01-01"}, 422),
        ({"place": "Seeland", "day": "x"}, 422), ({}, 422), ({"place": "Seeland"}, 202),
    ],
)  # fmt: skip
def test_why_asks_for_a_place_and_a_day(writer: httpx.Client, query: dict[str, str], status: int) -> None:
    answer = writer.get(f"{BASE}/runs/current/why", params=query)
    assert answer.status_code == status, answer.text
    again = writer.get(f"{BASE}/runs/current/why", params=query)
    if status == 202:
        assert again.json()["job"]["id"] == answer.json()["job"]["id"]


@pytest.mark.parametrize("name", ["none", "0000000000", "secret"])
def test_an_unknown_what_if_is_404(writer: httpx.Client, name: str) -> None:
    assert writer.get(f"{BASE}/what-ifs/{name}").status_code == 404
    assert writer.patch(f"{BASE}/what-ifs/{name}", json={"keep": True}).status_code == 404
    assert writer.delete(f"{BASE}/what-ifs/{name}").status_code == 404
