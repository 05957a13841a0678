"""Rows of the scenario from the page: put in, taken out, and what is refused."""

from typing import Any

import httpx
import pytest

from tests.dashboard.parts import BASE, House

CLOSURE = {"kind": "closure", "target": "Beeland", "start": "2030-03-16", "source": "assumption"}


def sent(writer: httpx.Client, path: list[str | int], value: Any) -> dict[str, Any]:
    answer = writer.patch(f"{BASE}/scenario", json={"path": path, "value": value})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_event_is_put_in_taken_out_and_put_back(writer: httpx.Client, fresh: House) -> None:
    before = fresh.desk.contents.scenario().events
    assert sent(writer, ["events", len(before)], CLOSURE)["problems"] == []
    after = fresh.desk.contents.scenario().events
    assert len(after) == len(before) + 1
    new = next(event for event in after if event not in before)
    assert (new.kind, new.target, str(new.start)) == ("closure", "Beeland", "2030-03-16")
    assert fresh.desk.workspace.journal()[0].words == "Scenario: events: added 2030-03-16 closure Beeland"
    assert sent(writer, ["events", after.index(new)], None)["problems"] == []
    assert fresh.desk.contents.scenario().events == before
    assert fresh.desk.workspace.journal()[0].words == (
        "Scenario: events: took out 2030-03-16 closure Beeland"
    )
    writer.post(f"{BASE}/undo", json={})
    assert fresh.desk.contents.scenario().events == after


def test_a_row_that_cannot_be_is_checked_field_by_field(writer: httpx.Client, fresh: House) -> None:
    last = len(fresh.desk.contents.scenario().events)
    wrong = {"kind": "closure", "target": "Beelan", "start": "2030-03-16", "source": "assumption"}
    for problems in (
        writer.post(f"{BASE}/scenario/check", json={"path": ["events", last], "value": wrong}).json()[
            "problems"
        ],
        sent(writer, ["events", last], wrong)["problems"],
    ):
        assert [problem["path"] for problem in problems] == [["events", last, "target"]]
        assert "Beeland" in problems[0]["message"]
    assert len(fresh.desk.contents.scenario().events) == last


def test_an_event_without_a_source_is_refused(writer: httpx.Client, fresh: House) -> None:
    last = len(fresh.desk.contents.scenario().events)
    problems = sent(writer, ["events", last], {**CLOSURE, "source": ""})["problems"]
    assert [problem["path"] for problem in problems] == [["events", last, "source"]]
    assert "assumption" in problems[0]["message"]


def test_what_others_need_is_not_taken_out(writer: httpx.Client, fresh: House) -> None:
    places = fresh.desk.contents.scenario().places
    problems = sent(writer, ["places", places[0].name], None)["problems"]
    assert problems
    assert places[0].name in " ".join(problem["message"] for problem in problems)
    assert fresh.desk.contents.scenario().places == places


@pytest.mark.parametrize("path", [["events", 999], ["areas", 999], ["behaviour", 0], ["places", "Nowhere"]])
def test_a_row_far_from_the_end_is_refused(writer: httpx.Client, path: list[str | int]) -> None:
    answer = writer.patch(f"{BASE}/scenario", json={"path": path, "value": CLOSURE})
    assert answer.status_code == 404
    assert "Traceback" not in answer.text
