"""The first view: one sentence, three numbers, what is taken for granted, what was said before."""

from __future__ import annotations

from alee.briefing.answer import sentences_of
from alee.briefing.chat import chat_lines
from alee.briefing.content import BriefingContent, Grade, Interval, Place
from alee.briefing.grounds import PreviousForecast
from alee.briefing.messages import Catalogue
from alee.briefing.sentences import day, short_day
from alee.dashboard.views.numbers import Cells, interval_cells, plain
from alee.dashboard.views.source import Source

MISUSE = (
    "Alee counts groups so that helpers can prepare. It must not be used to stop, find, return or punish "
    "people who flee. Publish nothing that shows a small group, a shelter or an irregular way."
)
OVERALL = (
    "The whole is the sum of what the reports say about every country; the parts carry their own grades."
)


def now_view(source: Source, previous: PreviousForecast | None = None) -> Cells:
    """Give the first view of an outlook."""
    content = source.content
    say = Catalogue(content.language)
    lines = sentences_of(content, say).split("\n")
    lines = [line for line in lines if not line.startswith(say("example"))][1:]
    events = [
        {"day": event.day.isoformat(), "text": event.text, "is_ahead": event.is_ahead}
        for event in sorted(content.events, key=lambda event: event.day)
    ]
    return {
        "title": content.title, "sentence": " ".join(lines[:2]), "sentences": lines,
        "example": content.is_example, "example_note": say("example_note") if content.is_example else "",
        "as_of": content.as_of.isoformat(), "shock": content.shock_date.isoformat(),
        "horizon_end": content.horizon_end.isoformat(), "headline": _headline(content),
        "changed": [], "previous": None if previous is None else previous_cells(previous),
        "assumptions": list(content.assumptions), "events": events, "chat": list(chat_lines(content)),
        "misuse": MISUSE, "counts": _counts(source), "how_to_read": say("how_to_read"),
    }  # fmt: skip


def _headline(content: BriefingContent) -> list[Cells]:
    """Three numbers: who had left, who is in the first focus place, who will leave."""
    head, as_of, end = content.headline, short_day(content.as_of), short_day(content.horizon_end)
    focus = next((place for place in content.places if place.is_focus), None)
    away = "people, once each, who left since the shock; those who came back are still counted (flow)"
    stock = "people displaced by the shock who are there at the end of the day (stock)"
    rows = [_number("left", f"had left {content.home} by {as_of}", away, head.left)]
    if focus is not None:
        rows.append(_focus(focus, as_of, stock))
    else:
        rows.append(_number("abroad", f"are abroad on {as_of}", stock, head.abroad))
    ahead = f"people who leave from {as_of} to {end} (flow, forecast)"
    rows.append(_number("leaving_next", f"will leave by {end}", ahead, head.leaving_next))
    return rows


def _focus(place: Place, as_of: str, concept: str) -> Cells:
    row = _number("focus", f"are in {place.name} on {as_of}", concept, place.present, place.grade)
    return {**row, "place": place.name, "reporting": place.reporting}


def _number(name: str, label: str, concept: str, value: Interval | None, grade: Grade | None = None) -> Cells:
    return {
        "id": name, "label": label, "concept": concept, "value": interval_cells(value),
        "grade": grade.letter if grade else None, "grade_reason": grade.reason if grade else OVERALL,
        "reporting": "reported", "place": None,
    }  # fmt: skip


def _counts(source: Source) -> Cells:
    """How many reports were read, used, and stand against the rest."""
    fits = source.posterior.fits
    return {
        "read": len(fits), "used": sum(fit.used for fit in fits),
        "contradicting": sum(fit.contradicts for fit in fits), "members": source.posterior.members,
    }  # fmt: skip


def previous_cells(previous: PreviousForecast) -> Cells:
    """Write the last forecast beside what happened."""
    rows = [
        {
            "label": check.label, "said": interval_cells(check.said), "happened": plain(check.happened),
            "inside": check.said.low <= check.happened <= check.said.high, "report": check.report,
        }
        for check in previous.checks
    ]  # fmt: skip
    held = sum(bool(row["inside"]) for row in rows)
    title = f"Forecast of {day(previous.as_of)}: {held} of {len(rows)} figures inside the 90 % interval"
    return {"title": title, "as_of": previous.as_of.isoformat(), "rows": rows}
