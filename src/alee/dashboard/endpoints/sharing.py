"""Share: copies for the team or the public, to keep or to send."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from alee.core.cells import safe_cell
from alee.core.errors import MissingExtra
from alee.dashboard.desk import Desk
from alee.dashboard.endpoints.looking import ForWhom
from alee.dashboard.faults import Refused
from alee.dashboard.routing import Answer, Call, Shelf
from alee.dashboard.runs import SavedRun
from alee.dashboard.shapes import Failure

SHELF = Shelf()
Cells = dict[str, Any]
Row = Sequence[Any]
MARKS = ("low", "median", "ready_for", "high", "very_high")
PLACE_HEAD = (
    "place", "country", "part_of", "as_of", "horizon_end", "concept", *MARKS,
    *(f"{mark}_at_end" for mark in MARKS), "grade", "reporting",
)  # fmt: skip
HXL = (
    "#loc+name", "#country+code", "#loc+part_of", "#date+asof", "#date+end", "#meta+concept",
    *(f"#affected+{mark}" for mark in MARKS), *(f"#affected+end+{mark}" for mark in MARKS), "#meta+grade",
    "#meta+reporting",
)  # fmt: skip
STOCK = "people displaced by the shock who are there (stock)"


class ShareQuery(ForWhom):
    """Which run, for whom."""

    run: str = "current"


@SHELF.put(
    "GET", "/share/{format}", "A copy: html, pdf, png, chat, csv, xlsx, geojson, locations.csv, flows.csv",
    query=ShareQuery, answers={200: "application/octet-stream", 404: Failure, 501: Failure, 503: Failure},
)  # fmt: skip
def get_share(desk: Desk, call: Call) -> Answer:
    """Give a copy as a file to keep."""
    wanted, audience = call.path["format"], call.query.audience
    if wanted not in FORMATS:
        allowed = f"Allowed: {', '.join(FORMATS)}."
        raise Refused(
            404, f'there is no format "{wanted[:40]}".', where="share", field="format", allowed=allowed
        )
    run = desk.run(call.query.run)
    make, kind, ending = FORMATS[wanted]
    body = make(desk, run, audience)
    name = f"{run.scenario}-{run.as_of}-{audience}{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Answer(body=body, kind=kind, headers=headers)


def page(desk: Desk, run: SavedRun, audience: str) -> bytes:
    """The briefing as one page that needs no network."""
    return str(desk.plain_view(run, f"{audience}/page")).encode()


def chat(desk: Desk, run: SavedRun, audience: str) -> bytes:
    """Five lines to paste."""
    return ("\n".join(desk.plain_view(run, f"{audience}/now")["chat"]) + "\n").encode()


def place_rows(desk: Desk, run: SavedRun, audience: str) -> Iterator[Row]:
    """The table of places, one row each."""
    for row in desk.plain_view(run, f"{audience}/places"):
        yield (
            row["name"], row["country"], row["part_of"] or "", run.as_of, run.horizon_end, STOCK,
            *_marks(row["present"]), *_marks(row["present_at_end"]), row["grade"], row["reporting"],
        )  # fmt: skip


def table(desk: Desk, run: SavedRun, audience: str) -> bytes:
    """The table of places as CSV, with a row of HXL tags."""
    return _csv([PLACE_HEAD, HXL, *place_rows(desk, run, audience)])


def workbook(desk: Desk, run: SavedRun, audience: str) -> bytes:
    """Places and reports as a spreadsheet; no cell is ever a formula."""
    try:
        workbook_of = import_module("openpyxl").Workbook
    except ImportError:
        raise MissingExtra('a spreadsheet needs an optional part: pip install "alee[tables]".') from None
    book = workbook_of()
    first = book.active
    first.title = "places"
    _fill(first, [PLACE_HEAD, *place_rows(desk, run, audience)])
    reports = desk.plain_view(run, f"{audience}/evidence")["rows"]
    names = (
        "id",
        "published",
        "start",
        "end",
        "place",
        "measure",
        "concept",
        "figure",
        "issuer",
        "status",
        "reason",
    )
    _fill(book.create_sheet("reports"), [names, *([row[name] for name in names] for row in reports)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def locations(desk: Desk, run: SavedRun, audience: str) -> bytes:
    """Places as flowmap reads them: id, name, lat, lon."""
    places = [p for p in desk.plain_view(run, f"{audience}/map/1000")["places"] if p["part_of"] is not None]
    return _csv([("id", "name", "lat", "lon"), *((p["id"], p["name"], p["lat"], p["lon"]) for p in places)])


def flows(desk: Desk, run: SavedRun, audience: str) -> bytes:
    """Ways as flowmap reads them: origin, dest, count (median persons a day), time."""
    view = desk.plain_view(run, f"{audience}/map/1000")
    rows = [
        (way["from"], way["to"], count, day)
        for way in view["corridors"]
        for day, count in zip(view["days"], way["flow"]["median"], strict=True)
        if count
    ]
    return _csv([("origin", "dest", "count", "time"), *rows])


def geojson(desk: Desk, run: SavedRun, audience: str) -> bytes:
    """Countries and places as points, ways as lines."""
    view = desk.plain_view(run, f"{audience}/map/1000")
    at = {p["name"]: [p["lon"], p["lat"]] for p in view["places"]}
    now = view["days"].index(view["as_of"])
    features = [
        _feature("Point", at[p["name"]], {
            "name": p["name"], "kind": p["kind"], "country": p["country"], "as_of": view["as_of"],
            "concept": STOCK, "grade": p["grade"], "reporting": p["reporting"], **_on(p["present"], now),
        })
        for p in view["places"]
    ]  # fmt: skip
    features += [
        _feature("LineString", [at[way["from"]], at[way["to"]]], {
            "name": way["name"], "from": way["from"], "to": way["to"], "mode": way["mode"],
            "as_of": view["as_of"], "concept": "people displaced by the shock who pass on the day (flow)",
            **_on(way["flow"], now),
        })
        for way in view["corridors"] if way["from"] in at and way["to"] in at
    ]  # fmt: skip
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(kind: str, coordinates: list[Any], properties: Cells) -> Cells:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _on(band: Cells | None, day: int) -> Cells:
    return dict.fromkeys(("low", "median", "high")) if band is None else {k: v[day] for k, v in band.items()}


def _marks(interval: Cells | None) -> list[Any]:
    return [""] * len(MARKS) if interval is None else [interval[mark] for mark in MARKS]


def _csv(rows: Sequence[Row]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _fill(sheet: Any, rows: Sequence[Row]) -> None:
    for row in rows:
        sheet.append([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])


def _not_yet(desk: Desk, run: SavedRun, audience: str) -> bytes:
    raise Refused(501, "this format is not built in yet; take html, and print it to PDF.", where="share")


Maker = Callable[[Desk, SavedRun, str], bytes]
FORMATS: dict[str, tuple[Maker, str, str]] = {
    "html": (page, "text/html; charset=utf-8", ".html"),
    "pdf": (_not_yet, "application/pdf", ".pdf"),
    "png": (_not_yet, "image/png", ".png"),
    "chat": (chat, "text/plain; charset=utf-8", ".txt"),
    "csv": (table, "text/csv; charset=utf-8", ".csv"),
    "xlsx": (workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    "geojson": (geojson, "application/geo+json", ".geojson"),
    "locations.csv": (locations, "text/csv; charset=utf-8", "-locations.csv"),
    "flows.csv": (flows, "text/csv; charset=utf-8", "-flows.csv"),
}
