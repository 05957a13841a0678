"""Which days a number speaks of, of all that its sentence names."""

from __future__ import annotations

import math
import re

from alee.reading.days import INSTANT
from alee.reading.figure_places import PAUSE
from alee.reading.figure_words import ASIDE_SINCE, COMPARES, OF_THEM_ON, RECORD
from alee.reading.letters import small
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene
from alee.reading.weekdays import Period

PARTED = re.compile(r"[;,](?!\d)")
OTHER_PART = 60.0  # how much farther a day is that a semicolon parts from the number
NEXT_GAIN, SINCE_GAIN = 20.0, 30.0  # how much nearer a day seems right behind a number, or after "since"
COMPARED_NEAR, COMPARED_AHEAD = 24, 24  # characters around a number that something is compared with
BRACKET_NEAR = 2  # characters between a number and the bracket with its days
RECORD_NEAR = 48  # characters before days in which "the most" stands
NOW = small(
    r"(?<!\w)(?:now|today|(?:has|have) (?:since )?(?:shrunk|grown|fallen|risen|dropped|come down|gone up)|сейчас|теперь|сегодня|зараз|тепер|сьогодні|şimdi|şu an|bugün)(?!\w)"
)
FOR_DAY = small(r"(?<!\w)(?:for|на|until|до)\s(?:the\s)?$")


def nearest_period(scene: Scene, quantity: Quantity, measure: str) -> Period | None:
    """The days that a number speaks of; the day on which somebody spoke is only that of a stock."""

    def apart(p: Period) -> float:
        far = (
            scene.apart(p.end, quantity.start)
            if p.end <= quantity.start
            else scene.apart(quantity.end, p.start)
        )
        is_next = p.start > quantity.end and OF_THEM_ON.fullmatch(scene.low, quantity.end, p.start)
        far -= NEXT_GAIN if is_next else 0.0
        far += (
            OTHER_PART if ";" in scene.low[min(p.end, quantity.end) : max(p.start, quantity.start)] else 0.0
        )
        return (
            far
            + (400.0 if p.is_speech else 0.0)
            - (SINCE_GAIN if p.since and not ASIDE_SINCE.search(scene.low, 0, p.start) else 0.0)
        )

    best, least = None, math.inf
    for p in scene.periods:
        if p.start <= quantity.start < p.end or (p.is_speech and measure not in INSTANT):
            continue
        if max(p.start - quantity.end, quantity.start - p.end) - NEXT_GAIN - SINCE_GAIN >= least:
            continue
        if (
            _is_in_brackets_of_other(scene, quantity, p)
            or _is_of_next_part(scene, quantity, p)
            or (p.since and RECORD.search(scene.low, max(0, p.start - RECORD_NEAR), p.start))
        ):
            continue
        if scene.may_compare and _is_of_compared(scene, quantity, p):
            continue
        is_past = measure in INSTANT and not p.is_speech
        if is_past and NOW.search(scene.low, p.end, max(p.end, quantity.start)):
            continue  # it had been 20 km on Sunday, and is now 4 km
        if (
            p.start > quantity.end
            and scene.may_compare
            and COMPARES.search(scene.low[quantity.end : p.start])
        ):
            continue
        far = apart(p)
        if far < least:
            best, least = p, far
    return None if best is not None and best.is_before and measure not in INSTANT else best


def _is_in_brackets_of_other(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether days stand in brackets right behind another number: "271,000 (as of 22 March)"."""
    opened = scene.low.rfind("(", 0, period.start)
    if opened < 0 or ")" in scene.low[opened : period.start]:
        return False
    before = [q for q in scene.quantities if q.end <= opened]
    return bool(before) and before[-1] is not quantity and opened - before[-1].end <= BRACKET_NEAR


def _is_of_next_part(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether days open a later part of the sentence with a number of its own: "5,480 came, on Tuesday 3,100"."""
    if period.start < quantity.end or PAUSE.search(scene.low, quantity.end, period.start) is None:
        return False
    if ": " in scene.low[quantity.end : period.start]:
        return True
    later = next((q for q in scene.quantities if q.start >= period.end), None)
    return later is not None and PAUSE.search(scene.low, period.end, later.start) is None


def is_compared(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number is only one with which something is compared: "down from 5,340"."""
    if not scene.may_compare:
        return False
    found = COMPARES.search(scene.low, max(0, quantity.start - COMPARED_AHEAD), quantity.start)
    if found is None or quantity.qualifier.endswith(found[0]):  # more than 200,000
        return False
    return PAUSE.search(scene.low, found.end(), quantity.start) is None


def _is_of_compared(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether days belong to another number, with which something is compared: "down from 5,340 on Thursday"."""
    before = [q for q in scene.quantities if q.end <= period.start]
    if not before or before[-1] is quantity or period.start - before[-1].end > COMPARED_NEAR:
        return False
    return is_compared(scene, before[-1]) and not PARTED.search(scene.low, before[-1].end, period.start)


def is_day_of_price(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether a price was asked on a day; not "sold out until the end of October", "a flight for Friday"."""
    ahead = scene.low[max(0, period.start - 8) : period.start]
    between = scene.low[min(period.end, quantity.end) : max(period.start, quantity.start)]
    return (
        period.first == period.last
        and not FOR_DAY.search(ahead)
        and not (period.start > quantity.end and PAUSE.search(between))
    )
