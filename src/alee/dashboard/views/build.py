"""Make all views of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from alee.briefing.grounds import PreviousForecast
from alee.briefing.page import render
from alee.dashboard.views.book import NAME, write_book
from alee.dashboard.views.evidence import evidence_view
from alee.dashboard.views.network import LIMITS, corridor_view, map_view, shown_ways
from alee.dashboard.views.now import now_view
from alee.dashboard.views.numbers import short_id
from alee.dashboard.views.place import place_names, place_view, places_view
from alee.dashboard.views.source import Source
from alee.outlook.forecasting import Outlook

CORRIDOR_PAGES = 1000  # ways that have a page of their own
Tell = Callable[[str, int, int], None]
PHASE = "preparing the page"


def build_views(
    outlook: Outlook,
    folder: Path,
    digest: str,
    previous: PreviousForecast | None = None,
    tell: Tell | None = None,
) -> None:
    """Work out every view of an outlook and write them beside its arrays.

    Parameters
    ----------
    folder
        Of the run.
    digest
        Of the run's arrays.
    previous
        The last forecast beside what happened, if there is one.
    """
    source = Source(outlook)
    write_book(folder / NAME, digest, views_of(source, previous, tell))


def views_of(
    source: Source, previous: PreviousForecast | None = None, tell: Tell | None = None
) -> Iterator[tuple[str, Any]]:
    """Give every view with its name, one after the other, so that only one is held at a time."""
    yield "evidence", evidence_view(source)
    yield "now", now_view(source, previous)
    yield "places", places_view(source)
    yield "page", render(source.content)
    for limit in LIMITS:
        yield f"map/{limit}", map_view(source, limit)
    names = place_names(source)
    for k, name in enumerate(names):
        if tell is not None:
            tell(PHASE, k, len(names))
        yield f"place/{name}", place_view(source, name)
    if tell is not None:
        tell(PHASE, len(names), len(names))
    for c in shown_ways(source)[:CORRIDOR_PAGES]:
        yield f"corridor/{short_id(source.plan.corridors[c].name)}", corridor_view(source, c)
