"""Make all views of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from alee.briefing.grounds import PreviousForecast
from alee.dashboard.views.book import NAME, write_book
from alee.dashboard.views.evidence import evidence_view
from alee.dashboard.views.network import LIMITS, corridor_view, map_view, shown_ways
from alee.dashboard.views.now import now_view
from alee.dashboard.views.numbers import short_id
from alee.dashboard.views.page import shared_page
from alee.dashboard.views.place import place_names, place_view, places_view
from alee.dashboard.views.source import AUDIENCES, Source
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
    yield "team/evidence", evidence_view(source)
    yield "public/evidence", evidence_view(source)
    for audience in AUDIENCES:
        yield f"{audience}/now", now_view(source, audience, previous)
        yield f"{audience}/places", places_view(source, audience)
        yield f"{audience}/page", shared_page(source, audience)
        for limit in LIMITS:
            yield f"{audience}/map/{limit}", map_view(source, audience, limit)
        names = place_names(source, audience)
        for k, name in enumerate(names):
            if tell is not None:
                tell(f"{PHASE} ({audience})", k, len(names))
            yield f"{audience}/place/{name}", place_view(source, name, audience)
        if tell is not None:
            tell(f"{PHASE} ({audience})", len(names), len(names))
        for c in shown_ways(source, audience)[:CORRIDOR_PAGES]:
            yield f"{audience}/corridor/{short_id(source.plan.corridors[c].name)}", corridor_view(source, c)
