"""Look: the first view, the map, places, ways, and the evidence of a run."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from alee.dashboard.desk import Desk
from alee.dashboard.news import as_it_stands, with_news
from alee.dashboard.routing import Answer, Call, Shelf
from alee.dashboard.runs import SavedRun
from alee.dashboard.shapes import Failure, Shape
from alee.dashboard.view_shapes import CorridorPage, Evidence, Map, Now, PlacePage, PlaceRow
from alee.dashboard.views.book import VERSION
from alee.dashboard.views.network import LIMITS

SHELF = Shelf()
BAD = {404: Failure, 422: Failure, 503: Failure}


class MapQuery(Shape):
    """How many ways are drawn one by one; the rest is summed."""

    limit: Annotated[int, Field(ge=1, le=100_000)] = 300


@SHELF.put(
    "GET", "/runs/{run}/now", "The sentence, the three numbers, what changed, the last forecast",
    answers={200: Now, **BAD},
)  # fmt: skip
def get_now(desk: Desk, call: Call) -> Answer:
    """Give the first view of a run."""
    run = desk.run(call.path["run"])
    view = desk.plain_view(run, "now")
    return Answer(body=with_news(desk, run, view))


@SHELF.put(
    "GET", "/runs/{run}/map", "People and ways day by day; small ways summed into the rest",
    query=MapQuery, answers={200: Map, **BAD},
)  # fmt: skip
def get_map(desk: Desk, call: Call) -> Answer:
    """Give what the map draws."""
    run = desk.run(call.path["run"])
    limit = next((step for step in reversed(LIMITS) if step <= call.query.limit), LIMITS[0])
    return viewed(desk, run, f"map/{limit}", call)


@SHELF.put(
    "GET", "/runs/{run}/places", "Every country abroad and its larger cities",
    answers={200: list[PlaceRow], **BAD},
)  # fmt: skip
def get_places(desk: Desk, call: Call) -> Answer:
    """Give the table of places."""
    run = desk.run(call.path["run"])
    return viewed(desk, run, "places", call)


@SHELF.put(
    "GET", "/runs/{run}/places/{place}", "One place or country: fans, reports, groups, ways in and out",
    answers={200: PlacePage, **BAD},
)  # fmt: skip
def get_place(desk: Desk, call: Call) -> Answer:
    """Give one place."""
    run = desk.run(call.path["run"])
    return viewed(desk, run, f"place/{call.path['place']}", call)


@SHELF.put(
    "GET", "/runs/{run}/corridors/{corridor}", "One way: who passed and who will, its state",
    answers={200: CorridorPage, **BAD},
)  # fmt: skip
def get_corridor(desk: Desk, call: Call) -> Answer:
    """Give one way."""
    run = desk.run(call.path["run"])
    return viewed(desk, run, f"corridor/{call.path['corridor']}", call)


@SHELF.put(
    "GET", "/runs/{run}/evidence", "Every report, what became of it and what was expected of it",
    answers={200: Evidence, **BAD},
)  # fmt: skip
def get_evidence(desk: Desk, call: Call) -> Answer:
    """Give the table of reports."""
    run = desk.run(call.path["run"])
    return Answer(body=as_it_stands(desk, run, desk.plain_view(run, "evidence")))


def viewed(desk: Desk, run: SavedRun, name: str, call: Call) -> Answer:
    """Answer with a view that was made before; a browser that has it is told so."""
    tag = f'"{VERSION}-{run.digest[:16]}-{run.id}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if call.known == tag:
        desk.view(run, name)
        return Answer(body=b"", status=304, headers=headers)
    return Answer(body=desk.view(run, name), headers=headers, is_packed=True)
