"""Which measure a number is of: by what is counted, and by the word for it that stands nearest."""

from __future__ import annotations

import re

from alee.reading.counted import MORE_THAN
from alee.reading.directions import is_outward, is_reverse
from alee.reading.figure_days import PARTED
from alee.reading.figure_places import PAUSE
from alee.reading.figure_words import (
    ASIDE_ON_PART,
    ASYLUM,
    AWAY,
    CHANGED_BY,
    FAR_AHEAD,
    FAR_NEAR,
    HEAD_NOUN,
    MAKES_UP,
    NO_ASYLUM,
    RELATIVE,
    ROSE_TO,
    SEATS_RUN,
    SOLD,
    TOURISTS,
    TOURISTS_AHEAD,
)
from alee.reading.letters import small
from alee.reading.prices import is_timetable, price_of
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene
from alee.reading.units import BY_UNIT

AHEAD_COST, FARTHEST = 8.0, 150.0
WEAK = {
    "moved": 20.0,
    "tourists": 21.0,
    "named": 40.0,
    "displaced": 60.0,
    "registered": 6.0,
}  # general words lose against any other near by
HEAD_NEAR, NOUN_COST = 10, 40.0
ASIDE = re.compile(r"[^;.()\d]{3,}\($")
LABEL = small(r"[^;,.:()\d]{3,}(?:\([^()]*\)|\d{1,2}(?:-\d{1,2})? \w+)?\s*(?::|\s[–—])\s*(?:\w+\s)?$")
LABEL_END = re.compile(r"(?::|\s[–—])\s*(?:\w+\s)?$")
QUEUE_NEAR = 170  # characters before a number in which "the queue has grown to" stands
INSIDE = small(
    r"\bdisplaced (?:inside|within|in (?:the )?(?:country|territory))\b|\b(?:inside|within) [^.;,\d]{3,30}[\d.,]+[^.;\d]{0,30}\bdisplaced\b|\binternally displaced\b"
    r"|(?<!\w)(?:внутренне перемещ|переселенц\w+ внутри|перемещ\w+ внутри|внутрішньо переміщ|переміщ\w+ (?:всередині|у межах))"
)
QUEUE_BECAME = small(
    r"\b(?:line|queue|column|tailback)s?\b[^.;\d]{0,90}?\b(?:shorten|grow|grew|shr[aiu]nk|swell|swelled|swollen|stood|stands?|f[ae]ll|fallen|ris|rose|dropp|dwindl|lengthen)\w*"
    r"(?: back| down| up)? (?:to|at) (?:[a-z]+ ){0,2}(?:\d[\d,.]* [^.;,\d]{0,30}\bfrom (?:[a-z]+ ){0,2})?$"
)
BEHIND_ASIDE = 24  # characters from the end of such words to the verb of the number before them


def measure_of(scene: Scene, quantity: Quantity, unit: str) -> str:
    """Say which measure a number is of; empty if no word near it tells."""
    if unit == "money" or quantity.is_percent:
        found = price_of(scene, quantity)
        if unit == "money" or found:
            return found
    is_queue = any(c.measure == "queue" for c in scene.cues)
    if unit == "km":
        is_far = AWAY.match(scene.low, quantity.end) or FAR_AHEAD.search(
            scene.low, max(0, quantity.start - FAR_NEAR), quantity.start
        )
        return "queue_length_km" if is_queue and not is_far else ""
    if unit == "hours":
        return "queue_hours" if is_queue else ""
    cue = _cue(scene, quantity)
    if unit in ("people", "vehicles") and _is_length_of_queue(scene, quantity):
        return "queue_length"
    if unit == "vehicles" and is_queue and (cue not in ("entries", "exits") or _is_in_queue(scene, quantity)):
        return "queue_length"
    if cue == "entries" and (is_reverse(scene, quantity) or is_outward(scene, quantity)):
        cue = "exits"
    if quantity.is_percent:
        if MAKES_UP.search(scene.low, max(0, quantity.start - 40), quantity.start):
            return "share"
        if CHANGED_BY.search(scene.low, max(0, quantity.start - 40), quantity.start) or ROSE_TO.match(
            scene.low, quantity.end
        ):
            return ""
        return "share" if cue and not MORE_THAN.match(scene.low, quantity.end) and cue != "queue" else ""
    if cue in ("departures", "exits", "entries", "displaced") and _is_inside(scene, quantity):
        return "stock"
    if unit == "crossings" and cue in ("exits", "departures"):
        return "exits"
    if unit == "applications" and ("visa" in scene.low[max(0, quantity.start - 10) : quantity.end + 30]):
        return ""
    is_any_claim = unit == "applications" and scene.words.language in ("ru", "uk")  # заявление may be any
    if is_any_claim and not ASYLUM.search(scene.low):
        return ""
    if unit == "applications" and NO_ASYLUM.search(scene.low, quantity.end, quantity.end + 60):
        return ""
    if unit == "homes" and not SOLD.search(scene.low):
        return ""
    if unit == "flights" and not is_timetable(
        scene, quantity, is_moving=bool(cue or rate_of(scene, quantity))
    ):
        return ""
    if unit == "seats" and not SEATS_RUN.search(scene.low, max(0, quantity.start - 40), quantity.end + 40):
        return ""
    if unit in BY_UNIT:
        return BY_UNIT[unit]
    if cue == "entries" and (
        TOURISTS.match(scene.low, quantity.end)
        or TOURISTS_AHEAD.search(scene.low, max(0, quantity.start - 40), quantity.start)
    ):
        return "tourist_arrivals"
    return {
        "tourists": "tourist_arrivals",
        "queue": "queue_length",
        "named": "entries",
        "displaced": "stock",
    }.get(cue, cue)


def _is_inside(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number is that of people displaced inside their country."""
    ahead = PAUSE.split(scene.low[max(0, quantity.start - QUEUE_NEAR) : quantity.start])[-1]
    behind = PAUSE.split(scene.low[quantity.end : quantity.end + QUEUE_NEAR])[0]
    return INSIDE.search(ahead + scene.low[quantity.start : quantity.end] + behind) is not None


def _is_length_of_queue(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number is that to which a queue grew or shrank."""
    ahead = scene.low[max(0, quantity.start - QUEUE_NEAR) : quantity.start]
    return QUEUE_BECAME.search(ahead) is not None


def _is_in_queue(scene: Scene, quantity: Quantity) -> bool:
    """Whether vehicles are those of a queue that is named before them in the same part of the sentence."""
    queues = [c for c in scene.cues if c.measure == "queue" and c.end <= quantity.start]
    if not queues:
        return False
    gap = scene.low[queues[-1].end : quantity.start]
    return PAUSE.search(gap) is None and not any(ch.isdigit() for ch in gap)


def _cue(scene: Scene, quantity: Quantity) -> str:
    """The measure whose word stands nearest to a number; words of its own clause first."""
    best: tuple[float, str] = (FARTHEST, "")
    ahead = scene.low[max(0, quantity.start - 60) : quantity.start]
    label = None
    if LABEL_END.search(ahead):
        label = LABEL.search(scene.low, max(0, quantity.start - 60), quantity.start)
    if label is None and ahead.endswith("("):
        label = ASIDE.search(scene.low, max(0, quantity.start - 60), quantity.start)
    labels = [c for c in scene.cues if label and label.start() <= c.start and c.end <= quantity.start]
    is_counted = any(c.measure == "named" and c.end == quantity.start - 1 for c in scene.cues)
    became = ROSE_TO.match(scene.low, quantity.end) if scene.words.language == "tr" else None
    for cue in labels or scene.cues:
        if became is not None and cue.start < became.end() and quantity.end <= cue.start:
            continue  # 10 bine çıktı: it rose, nobody left
        before = cue.end <= quantity.start
        if not before and cue.start - quantity.end > best[0]:
            break  # every later one is farther
        if before and quantity.start - cue.end > best[0]:
            continue
        apart = scene.apart(cue.end, quantity.start) if before else scene.apart(quantity.end, cue.start)
        apart += (AHEAD_COST if before else 0.0) + WEAK.get(cue.measure, 0.0)
        if not (before or is_counted) and RELATIVE.match(scene.low[quantity.end : cue.start]):
            apart += NOUN_COST
        if not before and cue.start - quantity.end < HEAD_NEAR and HEAD_NOUN.match(scene.low, cue.start):
            apart += NOUN_COST
        best = min(best, (apart, cue.measure))
    if not best[1] and scene.words.language == "tr":  # one verb at the end for the whole list
        behind = {c.measure for c in scene.cues if c.start >= quantity.end} - WEAK.keys()
        return behind.pop() if len(behind) == 1 else ""
    if not best[1] and (aside := ASIDE_ON_PART.match(scene.low, quantity.end)):
        near = range(aside.end(), aside.end() + BEHIND_ASIDE)
        return next((c.measure for c in scene.cues if c.start in near), "")
    return best[1]


def rate_of(scene: Scene, quantity: Quantity) -> str:
    """Whether so many come a day or a week."""
    is_daily, is_weekly = scene.line.may(scene.words.rate), scene.line.may(scene.words.weekly)
    if not (is_daily or is_weekly):
        return ""
    ahead = PARTED.split(scene.low[max(0, quantity.start - 40) : quantity.start])[-1]
    near = ahead + PARTED.split(scene.low[quantity.start : quantity.end + 50])[0]
    if is_daily and scene.words.rate.search(near):
        return "day"
    return "week" if is_weekly and scene.words.weekly.search(near) else ""


def unit_words(unit: str, measure: str, rate: str) -> str:
    """Give the unit of a figure as reports write it, such as persons/day."""
    word = {"people": "persons", "money": "price"}.get(unit, unit)
    if measure == "share":
        return "share"
    return f"{word}/{rate}" if rate and unit not in ("km", "hours", "money") else word
