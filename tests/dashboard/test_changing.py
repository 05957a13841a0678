"""Change reports: kept with a line in the journal, checked like a file, shown beside the run."""

from typing import Any

import httpx
import pytest

from tests.dashboard.parts import BASE, HOSTILE, House

ROW = {
    "place": "Beeland", "measure": "entries", "value": 1500, "start": "2030-03-12", "end": "2030-03-13",
    "published": "2030-03-14", "unit": "persons", "issuer": "border service",
}  # fmt: skip


def evidence(client: httpx.Client) -> dict[str, Any]:
    return client.get(f"{BASE}/runs/current/evidence").json()


def rows(client: httpx.Client) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in evidence(client)["rows"]}


def test_a_report_is_added_and_waits_for_a_new_estimate(writer: httpx.Client) -> None:
    assert evidence(writer)["pending"] == 0
    answer = writer.post(f"{BASE}/reports", json=ROW)
    assert answer.status_code == 201
    name = answer.json()["id"]
    row = rows(writer)[name]
    assert (row["status"], row["edited"], row["value"]) == ("not_used", True, 1500)
    assert "new estimate" in row["reason"]
    assert evidence(writer)["pending"] == 1
    now = writer.get(f"{BASE}/runs/current/now").json()
    assert now["changed"][0]["text"] == "One change of a report is not in this estimate yet."
    writer.post(f"{BASE}/undo", json={})
    assert name not in rows(writer)
    assert evidence(writer)["pending"] == 0


def test_a_report_is_switched_off_and_on(writer: httpx.Client) -> None:
    words = writer.post(f"{BASE}/reports/B2/switch", json={"off": True}).json()["words"]
    assert words == "Switched off B2 (border service: entries, Beeland)"
    assert rows(writer)["B2"]["switched_off"] is True
    assert evidence(writer)["pending"] == 1
    writer.post(f"{BASE}/reports/B2/switch", json={"off": False})
    assert (rows(writer)["B2"]["switched_off"], evidence(writer)["pending"]) == (False, 0)


def test_a_report_is_edited(writer: httpx.Client, fresh: House) -> None:
    answer = writer.patch(f"{BASE}/reports/B2", json={"value": 5000, "note": HOSTILE, "group": None})
    assert answer.status_code == 200, answer.text
    row = rows(writer)["B2"]
    assert (row["value"], row["note"], row["edited"], row["figure"]) == (5000, HOSTILE, True, "5,000 persons")
    kept = fresh.desk.contents.reports()["B2"].row
    assert (kept["value"], kept["start"]) == (5000, "2030-03-05")


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"measure": "entrys"}, "measure", "entries"),
        ({"place": None}, "place", "nothing is written"),
        ({"value": None}, None, "figure"),
        ({"value": -5}, None, "negative"),
        ({"published": "3 October"}, "published", "not a day"),
        ({"start": "2030-03-14", "end": "2030-03-12"}, None, "before"),
        ({"low": 2000}, None, ""),
        ({"copy_of": "nobody"}, "copy_of", "no other report"),
        ({"id": "B1"}, "id", "twice"),
        ({"unknown": 1}, "unknown", "unknown"),
        ({"value": "many"}, "value", "number"),
        ({"issuer": "x" * 201}, "issuer", "200"),
    ],
)
def test_a_report_that_cannot_be_is_refused_at_its_field(
    writer: httpx.Client, fresh: House, change: dict[str, Any], field: str | None, words: str
) -> None:
    before = fresh.desk.workspace.revision
    cells = {key: value for key, value in {**ROW, **change}.items() if value is not None}
    answer = writer.post(f"{BASE}/reports", json=cells)
    assert answer.status_code == 422, answer.text
    error = answer.json()["error"]
    assert words in f"{error['message']} {error['allowed']}"
    if field is not None:
        assert field in str(error["field"])
    assert fresh.desk.workspace.revision == before


def test_an_unknown_place_is_kept_with_a_warning(writer: httpx.Client) -> None:
    answer = writer.post(f"{BASE}/reports", json={**ROW, "place": "Seelnd"}).json()
    assert 'Did you mean "Seeland"' in answer["problems"][0]["message"]


def test_a_later_report_does_not_count_for_an_earlier_day(writer: httpx.Client) -> None:
    writer.post(f"{BASE}/reports", json={**ROW, "published": "2030-04-20"})
    assert evidence(writer)["pending"] == 0


@pytest.mark.parametrize("path", ["reports/NO", "reports/NO/switch", "runs/NO/refit"])
def test_unknown_names_are_404(writer: httpx.Client, path: str) -> None:
    method = "PATCH" if path == "reports/NO" else "POST"
    body = {"off": True} if path.endswith("switch") else {}
    assert writer.request(method, f"{BASE}/{path}", json=body).status_code == 404


def test_the_id_of_a_report_stays(writer: httpx.Client) -> None:
    answer = writer.patch(f"{BASE}/reports/B2", json={"id": "B9"})
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == "id"


@pytest.mark.parametrize(
    "body",
    [{"members": 5}, {"members": 10**9}, {"seed": -1}, {"as_of": "2029-01-01"}, {"as_of": "x"}, {"more": 1}],
)
def test_a_fit_that_cannot_be_is_refused(writer: httpx.Client, body: dict[str, Any]) -> None:
    assert writer.post(f"{BASE}/fit", json=body).status_code == 422


@pytest.mark.parametrize("path", ["fit", "runs/current/refit"])
def test_an_estimate_lies_within_the_scenario_and_its_reports(writer: httpx.Client, path: str) -> None:
    def asked(day: str) -> int:
        return writer.post(f"{BASE}/{path}", json={"as_of": day}).status_code

    assert [asked(day) for day in ("2030-02-28", "2030-03-01", "2030-03-21", "2030-03-22")] == [
        422, 202, 202, 422
    ]  # fmt: skip
    writer.post(f"{BASE}/reports", json={**ROW, "published": "2030-04-20"})
    assert [asked(day) for day in ("2030-04-20", "2030-04-21")] == [202, 422]
    writer.post(f"{BASE}/reports", json={**ROW, "published": "9999-12-31"})
    refused = writer.post(f"{BASE}/{path}", json={"as_of": "9999-12-31"})
    assert refused.status_code == 422
    assert refused.json()["error"]["field"] == "as_of"
    assert refused.json()["error"]["allowed"] == "Allowed: 2030-03-01 to 2040-03-08."


def test_a_run_is_chosen(writer: httpx.Client) -> None:
    assert writer.put(f"{BASE}/workspace/current", json={"run": "small-world"}).status_code == 200
    assert writer.put(f"{BASE}/workspace/current", json={"run": "../small-world"}).status_code == 404


def test_only_the_same_work_is_not_begun_twice(writer: httpx.Client) -> None:
    def asked(path: str, **body: Any) -> str:
        answer = writer.post(f"{BASE}/{path}", json=body)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["job"]["id"])

    bodies = [{}, {"members": 50}, {"seed": 3}, {"name": "other"}, {"as_of": "2030-03-13"}]
    first = [asked("fit", **body) for body in bodies]
    assert len(set(first)) == len(bodies)
    assert [asked("fit", **body) for body in bodies] == first
    refit = asked("runs/current/refit")
    assert asked("runs/current/refit") == refit
    writer.post(f"{BASE}/reports/B2/switch", json={"off": True})
    assert asked("runs/current/refit") != refit
