"""Look: every view of a run has its declared shape and says the same as the members do."""

import gzip
from typing import Any

import httpx
import numpy as np
import pytest
from pydantic import TypeAdapter

from alee.dashboard.endpoints import all_endpoints
from alee.dashboard.view_shapes import CorridorPage, Evidence, Map, Now, PlacePage, PlaceRow
from alee.dashboard.views.book import VERSION
from alee.files.store import load
from alee.outlook.forecasting import Outlook
from tests.dashboard.parts import BASE, HOSTILE, RUN, House

RUNS = f"{BASE}/runs/current"
IRREGULAR, SHELTER = "Gate > Bigcity by road", "Farland"


def got(client: httpx.Client, path: str, **query: Any) -> Any:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("now", Now),
        ("map", Map),
        ("places", list[PlaceRow]),
        ("places/Seeland", PlacePage),
        ("evidence", Evidence),
    ],
)
def test_every_view_has_its_declared_shape(reader: httpx.Client, path: str, shape: Any) -> None:
    TypeAdapter(shape).validate_python(got(reader, f"{RUNS}/{path}"))


def test_a_way_has_a_page_of_its_own(reader: httpx.Client) -> None:
    for way in got(reader, f"{RUNS}/map")["corridors"]:
        page = CorridorPage.model_validate(got(reader, f"{RUNS}/corridors/{way['id']}"))
        assert page.name == way["name"]
        assert len(page.fan.q50) == len(page.fan.days)


def test_the_numbers_are_those_of_the_members(reader: httpx.Client, looked_at: House) -> None:
    outlook = load(looked_at.desk.workspace.runs / RUN)
    assert isinstance(outlook, Outlook)
    place = outlook.present.sel(place="Seaport").sum("group").transpose("day", "member").values
    page = got(reader, f"{RUNS}/places/Seaport")
    np.testing.assert_allclose(page["fans"][0]["q50"], np.median(place, axis=1), atol=0.051)
    shown = next(p for p in got(reader, f"{RUNS}/map")["places"] if p["name"] == "Seaport")
    np.testing.assert_allclose(shown["present"]["high"], np.quantile(place, 0.95, axis=1), atol=0.051)
    flow = outlook.ensemble.crossings.values.sum(axis=2).sum()
    ways = got(reader, f"{RUNS}/map")["corridors"]
    assert flow > 0
    assert len(ways) >= 4


def test_the_first_view_says_a_sentence_and_three_numbers(reader: httpx.Client) -> None:
    now = got(reader, f"{RUNS}/now")
    assert now["sentence"].startswith("By 14 March about")
    assert [number["id"] for number in now["headline"]] == ["left", "focus", "leaving_next"]
    assert now["example"] is True
    assert len(now["chat"]) == 5
    for number in now["headline"]:
        value = number["value"]
        assert value["low"] <= value["median"] <= value["ready_for"] <= value["high"] <= value["very_high"]


@pytest.mark.parametrize("form", ["html", "csv", "geojson", "locations.csv"])
def test_a_public_copy_names_no_irregular_way_and_no_shelter(reader: httpx.Client, form: str) -> None:
    late = {"audience": "public", "released_on": "2030-04-01"}
    public = reader.get(f"{BASE}/share/{form}", params=late)
    team = reader.get(f"{BASE}/share/{form}", params={"audience": "team"})
    assert (public.status_code, team.status_code) == (200, 200), public.text
    assert SHELTER in team.text
    for name in (IRREGULAR, IRREGULAR.replace(">", "&gt;"), SHELTER):
        assert name not in public.text


def test_a_public_copy_that_is_too_early_is_refused_with_the_day(reader: httpx.Client) -> None:
    early = reader.get(f"{BASE}/share/csv", params={"audience": "public", "released_on": "2030-03-08"})
    assert early.status_code == 422
    assert "Release it on" in early.json()["error"]["message"]
    wrong = reader.get(f"{BASE}/share/csv", params={"audience": "press"})
    assert wrong.status_code == 422


def test_small_ways_are_summed_into_the_rest() -> None:
    from alee.dashboard.views.network import map_view
    from alee.dashboard.views.source import Source
    from alee.inference.fitting import fit
    from alee.outlook.forecasting import forecast
    from tests.dashboard.parts import reports, world

    source = Source(forecast(fit(world(), reports(), members=20, seed=3)))
    view = map_view(source, 2)
    assert len(view["corridors"]) == 2
    assert view["rest"]["n_corridors"] >= 2
    total = source.data["crossings"].values
    small = [c for c, way in enumerate(source.plan.corridors)
             if way.name not in {row["name"] for row in view["corridors"]}]  # fmt: skip
    expected = np.median(total[:, :, small].sum(axis=2), axis=0)
    np.testing.assert_allclose(view["rest"]["flow"]["median"], expected, atol=0.051)


def test_hostile_words_come_back_as_data_only(reader: httpx.Client) -> None:
    now = reader.get(f"{RUNS}/now")
    assert now.json()["assumptions"] == [HOSTILE]
    assert now.headers["content-type"] == "application/json"
    assert now.headers["x-content-type-options"] == "nosniff"
    row = next(r for r in got(reader, f"{RUNS}/evidence")["rows"] if r["id"] == "X1")
    assert row["issuer"] == HOSTILE
    assert row["url"] == ""
    page = reader.get(f"{BASE}/share/html").text
    assert "<script" not in page
    assert "onerror=alert" not in page.replace("&lt;img src=x onerror=alert(1)&gt;", "")


def test_a_browser_that_has_a_view_is_told_so(reader: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = reader.get(f"{RUNS}/map")
    again = reader.get(f"{RUNS}/map", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert first.headers["content-encoding"] == "gzip"
    plain = reader.get(f"{RUNS}/map", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == first.json()
    monkeypatch.setattr("alee.dashboard.endpoints.looking.VERSION", VERSION + 1)  # as after an update
    assert reader.get(f"{RUNS}/map", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("path", ["now", "map", "places", "evidence"])
def test_an_unknown_run_is_named(reader: httpx.Client, path: str) -> None:
    answer = reader.get(f"{BASE}/runs/nothing/{path}")
    assert answer.status_code == 404
    assert "no such run" in answer.json()["error"]["message"]


def test_a_run_without_views_is_being_prepared(fresh: House) -> None:
    book, jobs = fresh.desk.workspace.runs / RUN / "views.sqlite", fresh.desk.jobs
    body = book.read_bytes()
    book.unlink()
    with fresh.client() as client:
        for _ in range(2):
            answer = client.get(f"{BASE}/runs/{RUN}/now")
            assert answer.status_code == 503
            assert [(job.kind, job.arguments) for job in jobs.all()] == [("views", {"run": RUN})]
        assert client.get(f"{BASE}/workspace").json()["runs"][0]["is_ready"] is False
        jobs.change(jobs.all()[0].id, state="failed", error="the disk is full.")
        answer = client.get(f"{BASE}/runs/{RUN}/now")
        assert (answer.status_code, len(jobs.all())) == (422, 1)
        assert "the disk is full" in answer.json()["error"]["message"]
        book.write_bytes(body)
        assert client.get(f"{BASE}/runs/{RUN}/now").status_code == 200


def test_a_run_that_is_just_being_made_needs_no_job_of_its_own(fresh: House) -> None:
    (fresh.desk.workspace.runs / RUN / "views.sqlite").unlink()
    fresh.desk.jobs.add("fit", "in work", {"name": RUN})
    with fresh.client() as client:
        assert client.get(f"{BASE}/runs/{RUN}/now").status_code == 503
    assert [job.kind for job in fresh.desk.jobs.all()] == ["fit"]


def test_the_outlines_are_geojson(reader: httpx.Client) -> None:
    land = got(reader, f"{BASE}/outlines")
    assert land["type"] == "FeatureCollection"
    assert len(land["features"]) > 150


def test_everything_is_small_enough_for_the_first_view(looked_at: House) -> None:
    book = looked_at.desk.workspace.runs / RUN / "views.sqlite"
    body = looked_at.desk.view(looked_at.desk.run(RUN), "map/300")
    assert len(body) < 64_000
    assert len(gzip.decompress(body)) > len(body)
    assert book.stat().st_size < 2_000_000


def test_every_endpoint_is_declared_once() -> None:
    seen = [(endpoint.method, endpoint.path) for endpoint in all_endpoints()]
    assert len(seen) == len(set(seen))
