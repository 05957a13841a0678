"""Read a text twice: what was changed by hand since stays as it is."""

from typing import Any

import httpx

from tests.dashboard.parts import BASE, House

TEXT = "The border service of Beeland said on 12 March 2030 that 1,500 people entered Beeland on 11 March."


def first_row(client: httpx.Client) -> tuple[str, dict[str, Any]]:
    reading = client.post(f"{BASE}/read", json={"text": TEXT, "published": "2030-03-12"}).json()
    return reading["reading"], next(p for p in reading["proposals"] if p["is_row"])


def accepted(client: httpx.Client, reading: str, *decisions: dict[str, Any]) -> httpx.Response:
    return client.post(f"{BASE}/read/accept", json={"reading": reading, "decisions": list(decisions)})


def test_accepting_again_undoes_nothing(writer: httpx.Client, fresh: House) -> None:
    reading, proposal = first_row(writer)
    yes = {"id": proposal["id"], "decision": "yes"}
    assert accepted(writer, reading, yes).json()["added"] == [proposal["id"]]
    writer.patch(f"{BASE}/reports/{proposal['id']}", json={"value": 1400})
    writer.post(f"{BASE}/reports/{proposal['id']}/switch", json={"off": True})
    before = fresh.desk.contents.reports()
    reading, _ = first_row(writer)
    for decision in ("yes", "edit"):
        edited = {"value": 9} if decision == "edit" else None
        again = accepted(writer, reading, {**yes, "decision": decision, "edited": edited})
        assert again.json()["added"] == []
        assert "stays as it is" in again.json()["problems"][0]["message"]
        assert fresh.desk.contents.reports() == before
    assert (before[proposal["id"]].row["value"], before[proposal["id"]].is_off) == (1400, True)


def test_one_proposal_is_answered_once(writer: httpx.Client, fresh: House) -> None:
    reading, proposal = first_row(writer)
    revision = fresh.desk.workspace.revision
    twice = accepted(
        writer, reading, {"id": proposal["id"], "decision": "yes"}, {"id": proposal["id"], "decision": "no"}
    )
    assert twice.status_code == 422
    assert "twice" in twice.json()["error"]["message"]
    assert fresh.desk.workspace.revision == revision


def test_a_closure_becomes_an_event_once(writer: httpx.Client, fresh: House) -> None:
    text = "Officials closed the crossing at Gate on 11 March 2030. Officials closed the crossing at Gate."
    for again in (False, True):
        reading = writer.post(f"{BASE}/read", json={"text": text, "published": "2030-03-12"}).json()
        dated, undated = (p for p in reading["proposals"] if p["kind"] == "policy")
        assert (dated["becomes"], dated["is_row"]) == ("events.csv", not again)
        assert "no single day" in undated["why"]
        assert undated["effects"] == []
        assert again or "nobody passes Gate any more, for good" in dated["effects"][0]
        decisions = [{"id": p["id"], "decision": "yes"} for p in (dated, undated)]
        answer = accepted(writer, reading["reading"], *decisions).json()
        assert answer["added"] == ([] if again else [dated["id"]])
        assert "no single day" in answer["problems"][-1]["message"]
    events = [e for e in fresh.desk.contents.scenario().events if e.kind == "closure"]
    assert [(e.target, str(e.start)) for e in events] == [("Gate", "2030-03-11")]
    assert dated["id"] in events[0].source


def test_an_office_that_gives_no_figure_becomes_a_mark_of_silence(writer: httpx.Client, fresh: House) -> None:
    text = "Officials have not published figures on arrivals in Bigcity."
    reading = writer.post(f"{BASE}/read", json={"text": text, "published": "2030-03-12"}).json()
    (silent,) = (p for p in reading["proposals"] if p["kind"] == "nobody_publishes")
    assert accepted(writer, reading["reading"], {"id": silent["id"], "decision": "yes"}).json()["added"]
    row = fresh.desk.contents.reports()[silent["id"]].row
    assert (row["value"], row["unit"]) == (0, "official counts published (none)")


def test_a_reprint_counts_once(writer: httpx.Client, fresh: House) -> None:
    reading, first = first_row(writer)
    accepted(writer, reading, {"id": first["id"], "decision": "yes"})
    again = f"From the wire\n\n{TEXT.replace('1,500', '1 500')}"
    for decision, edited in (("yes", None), ("edit", {"note": "seen in a second paper"})):
        read = writer.post(f"{BASE}/read", json={"text": again, "published": "2030-03-13"}).json()
        assert "a reprint of one of 2030-03-12: 1 fact of it repeats" in read["problems"][0]["message"]
        (copy,) = (p for p in read["proposals"] if p["is_row"])
        accepted(writer, read["reading"], {"id": copy["id"], "decision": decision, "edited": edited})
        assert fresh.desk.contents.reports()[copy["id"]].row["copy_of"] == first["id"]
        assert writer.post(f"{BASE}/undo", json={}).status_code == 200
    writer.post(f"{BASE}/undo", json={})
    read = writer.post(f"{BASE}/read", json={"text": again, "published": "2030-03-13"}).json()
    assert read["problems"] == []  # what was taken back is no report that could be repeated


def test_names_typed_over_a_proposal_are_hidden(writer: httpx.Client, fresh: House) -> None:
    reading, first = first_row(writer)
    edited = {"note": "call Ivan Petrov +7 916 123 45 67", "place": "Bigcity"}
    accepted(writer, reading, {"id": first["id"], "decision": "edit", "edited": edited})
    row = fresh.desk.contents.reports()[first["id"]].row
    assert (row["note"], row["place"]) == ("call [name]", "Bigcity")


def test_a_text_without_a_day_asks_at_the_field(writer: httpx.Client) -> None:
    error = writer.post(f"{BASE}/read", json={"text": "Some 300 people entered Beeland."}).json()["error"]
    assert error["field"] == "published"
    assert "--" not in error["message"]


def test_a_day_far_from_the_head_of_the_text_is_doubted(writer: httpx.Client) -> None:
    read = writer.post(
        f"{BASE}/read", json={"text": f"12 March 2030. {TEXT}", "published": "2032-03-12"}
    ).json()
    assert "days after 2030-03-12, the day at its head" in read["problems"][0]["message"]


def test_a_pasted_text_cannot_turn_the_order_of_letters(writer: httpx.Client) -> None:
    text = TEXT.replace("1,500 people", "\u202e1,500 people\u202c")
    read = writer.post(f"{BASE}/read", json={"text": text, "published": "2030-03-12"}).json()
    assert len(read["text"]) == len(text)
    for said in (read["text"], *(p["quote"] for p in read["proposals"])):
        assert "\u202e" not in said


def test_a_refused_file_is_refused_in_whole_sentences(writer: httpx.Client) -> None:
    answer = writer.post(f"{BASE}/read", files={"file": ("a.docx", b"PK\x03\x04")})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].endswith("save it as plain text first?")
