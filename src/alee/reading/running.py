"""Running totals: figures of all who came so far, though the words beside them name only the last day."""

from __future__ import annotations

import datetime as dt

from alee.reading.days import INSTANT
from alee.reading.letters import holds_any
from alee.reading.quantities import Quantity
from alee.reading.running_words import (
    AS_OF,
    AS_OF_TR,
    COUNTS_UP,
    COUNTS_UP_TR,
    GOES_ON_COUNTING,
    ONE_MORE,
    REACHED_TR,
    TOTAL_ANCHORS,
)
from alee.reading.scene import Figure, Scene
from alee.reading.weekdays import Period

RUNNING = 0.4  # of a running total that a later or earlier one has at least
COUNTED_UP = frozenset({"entries", "exits", "departures_from_origin", "other"})
ISSUED = frozenset({"id_numbers", "residence_permits", "asylum_applications"})  # to those who came
OF_TOTAL = "its days are those of the total further up"
NEAR = 30  # characters before a day in which "as of" stands
AHEAD = 170  # characters before a number in which "the number of people who have fled has reached" stands


def counted_up(
    scene: Scene, quantity: Quantity, figure: Figure, topic: Figure | None, began: dt.date | None
) -> Figure:
    """A figure of all who came up to a day, where its words say so.

    Parameters
    ----------
    topic
        The figure that the text last told: a running total of the same began when that did.
    began
        When the running totals of the text began: the first day of its scenario's shock, None if that is unknown.
    """
    own = figure.period
    if own is not None and own.since and figure.measure in COUNTED_UP:
        until = [
            p.last
            for p in scene.periods
            if own.first < p.last < own.last and _is_as_of(scene, p) and not _is_aside(scene, p)
        ]
        return figure._replace(period=own._replace(last=until[0])) if until else figure
    if own is None or own.since or own.is_total or own.first != own.last or figure.measure not in COUNTED_UP:
        return figure
    is_as_of = _is_as_of(scene, own)
    if not (is_as_of or _is_total(scene, quantity, own)) or ONE_MORE.search(
        scene.low, max(0, quantity.start - NEAR), quantity.start
    ):
        return figure
    told = [p for p in scene.periods if p.since and p.first < own.last] if is_as_of else []
    if told:
        return figure._replace(period=own._replace(first=told[0].first, since=True))
    if (
        topic is not None
        and topic.period is not None
        and topic.period.since
        and topic.measure == figure.measure
    ):
        began = topic.period.first
    if began is not None and began < own.last:
        return figure._replace(period=own._replace(first=began, since=True))
    return figure._replace(period=own._replace(is_total=True))


def _is_aside(scene: Scene, period: Period) -> bool:
    """Whether a day stands in brackets, beside one number alone."""
    return scene.low.rfind("(", 0, period.start) > scene.low.rfind(")", 0, period.start)


def _is_as_of(scene: Scene, period: Period) -> bool:
    """Whether words such as "as of" stand beside a day."""
    low = scene.low
    if scene.words.language == "tr":
        return AS_OF_TR.match(low, period.end) is not None
    return (
        scene.line.holds(AS_OF) and AS_OF.search(low, max(0, period.start - NEAR), period.start) is not None
    )


def _is_total(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether a number is said to be the whole that was reached, on a day that stands outside those words."""
    if not holds_any(scene.low, TOTAL_ANCHORS):
        return False
    if scene.words.language == "tr":
        return bool(
            COUNTS_UP_TR.search(scene.low, max(0, quantity.start - AHEAD), quantity.start)
            and REACHED_TR.match(scene.low, quantity.end)
        )
    found = COUNTS_UP.search(scene.low, max(0, quantity.start - AHEAD), quantity.start)
    return found is not None and not found.start() < period.start < quantity.start


def goes_on_counting(scene: Scene, figure: Figure, topic: Figure | None, *, is_part: bool = False) -> Figure:
    """A figure without days beside a running total of the text, where its verb says that it counts from then on.

    Parameters
    ----------
    topic
        The figure that the text last told.
    is_part
        Whether it stands right beside the total, and is smaller: those of all who left that came to one country.
    """
    if figure.period is not None or figure.is_rate or figure.no_day:
        return figure
    if topic is None or topic.period is None or not topic.period.since or topic.measure not in COUNTED_UP:
        return figure
    is_part = (
        is_part
        and figure.measure == "entries"
        and (topic.measure == "departures_from_origin" or topic.doubt == OF_TOTAL)
    )
    goes_on = (
        is_part
        or figure.measure in ISSUED
        or (
            figure.measure in COUNTED_UP
            and GOES_ON_COUNTING[scene.words.language].search(scene.low) is not None
        )
    )
    if not goes_on or scene.words.earlier.search(scene.low):
        return figure
    return figure._replace(period=topic.period, doubt=figure.doubt or OF_TOTAL)


def run_on(figure: Figure, quantity: Quantity, topic: Figure | None, size: float) -> Figure:
    """A figure of one day that is a running total like the one before it, by its size.

    Parameters
    ----------
    topic, size
        The figure that the text last told, and how large it was.
    """
    own, told = figure.period, topic.period if topic is not None else None
    if own is None or told is None or not told.since or own.since or topic is None:
        return figure
    is_same = figure.measure == topic.measure and figure.measure not in INSTANT
    if not is_same or own.first != own.last or own.last <= told.first or quantity.size < RUNNING * size:
        return figure
    return figure._replace(period=own._replace(first=told.first, since=True))
