"""The briefing to share, as one page."""

from __future__ import annotations

from dataclasses import replace

from alee.briefing.page import render
from alee.dashboard.views.network import may_show, seen
from alee.dashboard.views.source import PUBLIC, SMALL, Source


def shared_page(source: Source, audience: str) -> str:
    """Write the page; the public one has no irregular way, no sensitive place and no small count."""
    content = source.content
    if audience != PUBLIC:
        return render(content)
    ways = {way.name for way in source.plan.corridors if may_show(source, way, audience)}
    hidden = {place.name for place in source.scenario.places if not seen(place, audience)}
    places = tuple(
        replace(place, present=None, present_at_end=None, change=None, arrivals=None, reporting="hidden")
        if place.present is not None and place.present.median < SMALL
        else place
        for place in content.places
        if place.name not in hidden
    )
    corridors = tuple(way for way in content.corridors if way.name in ways)
    return render(replace(content, places=places, corridors=corridors))
