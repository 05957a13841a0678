"""The REST API, one module for each part of the page."""

from alee.dashboard.routing import Endpoint


def all_endpoints() -> list[Endpoint]:
    """Every endpoint, in the order of the document."""
    from alee.dashboard.endpoints import (
        about,
        asking,
        changing,
        looking,
        needs,
        reading,
        scenario,
        sharing,
        working,
    )

    return [
        endpoint
        for part in (working, looking, changing, asking, needs, reading, scenario, sharing, about)
        for endpoint in part.SHELF.endpoints
    ]
