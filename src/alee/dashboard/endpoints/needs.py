"""Needs: what helpers of a place will be asked for, and the group's own numbers."""

from __future__ import annotations

from alee.dashboard.desk import Desk
from alee.dashboard.edit_shapes import Short
from alee.dashboard.faults import Refused
from alee.dashboard.routing import Answer, Call, Shelf
from alee.dashboard.shapes import Failure, JsonObject, Shape

SHELF = Shelf()
NOT_YET = "needs of services are not part of this version yet."


class NeedsQuery(Shape):
    """Which place."""

    place: Short


@SHELF.put("GET", "/runs/{run}/needs", "What helpers of a place will be asked for",
           query=NeedsQuery, answers={200: JsonObject, 404: Failure, 501: Failure})  # fmt: skip
def get_needs(desk: Desk, call: Call) -> Answer:
    """Give the needs of a place."""
    desk.run(call.path["run"])
    raise Refused(501, NOT_YET, where="needs")
