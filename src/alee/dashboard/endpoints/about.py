"""About the API itself, and the outlines of the land."""

from __future__ import annotations

from functools import cache

from alee.dashboard.desk import Desk
from alee.dashboard.openapi import document
from alee.dashboard.routing import Answer, Call, Shelf
from alee.dashboard.shapes import JsonObject
from alee.dashboard.views.book import packed
from alee.plots.outlines import CREDIT, load_outlines

SHELF = Shelf()
DAY = "private, max-age=86400"


@SHELF.put("GET", "/openapi.json", "This document", answers={200: JsonObject})
def get_openapi(desk: Desk, call: Call) -> Answer:
    """Give the OpenAPI document."""
    return Answer(body=_document(), is_packed=True)


@SHELF.put("GET", "/outlines", "Outlines of the countries as GeoJSON", answers={200: JsonObject})
def get_outlines(desk: Desk, call: Call) -> Answer:
    """Give the land; it never changes."""
    return Answer(body=_outlines(), is_packed=True, headers={"Cache-Control": DAY})


@cache
def _document() -> bytes:
    from alee.dashboard.endpoints import all_endpoints

    return packed(document(all_endpoints()))


@cache
def _outlines() -> bytes:
    features = [
        {
            "type": "Feature", "properties": {"name": name},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[round(lon, 2), round(lat, 2)] for lat, lon in ring]] for ring in rings],
            },
        }
        for name, rings in load_outlines().countries.items()
    ]  # fmt: skip
    return packed({"type": "FeatureCollection", "credit": CREDIT, "features": features})
