"""Traces of people on the move: fares, rents, and flights as they run."""

from __future__ import annotations

import re

from alee.reading.letters import holds_any, small
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene

MONEY = {
    "air_fare": r"ticket|\bfare|airfare|flight|plane|one-way|economy|\bseats?\b|airlines?\b"
    r"|билет|эконом(?!и[чк])|перел[её]т|bilet|квит",
    "rent_index": r"\brents?\b|\bflats?\b|\bapartments?\b|аренд|kira|оренд",
}
OFF = small(
    r"\b(?:suspend|cancel|ground|divert|scrap|halt|call(?:ed|ing) off)\w*|of (?:its|the|their) $|отмен\w+|приостанов\w+|скасова\w+|iptal|askıya"
)
RUN = small(
    r"\b(?:operat|run|fly|flies|flew|land|took off|take off|add|put on|schedul|increas|arriv)\w*|приземл\w+|выполня\w+|добав\w+|приб\w+|здійсню\w+|дода\w+|sefer koy\w*|indi|kalk\w+|yap\w+"
)
NO_FARE = small(
    r"\b(?:bus|coach|car|taxi|minibus|driver|smuggler|rail|bicycle|train|ferry|boat)(?:s|es)?\b|автобус|автовокзал|такси|паром|поезд|маршрутк|потяг|feribot|otobüs|köprü|taksi|tren\b"
)


FUNDED = (
    "funded",
    "funding",
    "appeal for",
    "профинансир",
    "профінансов",
    "karşılandı",
    "in favour",
    "опрос",
    "опитуван",
    "survey",
    "poll ",
)
LEAST_PRICE = 1000  # of what is told without its money
FOR_SO_MUCH = small(r"(?<!\w)(?:for|за|по)\s+(?:(?:about|some|only|около|почти)\s+)?$")
NOTHING_BEHIND = re.compile(r"\s*(?:[.;!?)”»\"]|,(?!\d)|$)")


def price_of(scene: Scene, quantity: Quantity) -> str:
    """The trace that an amount of money or a percentage speaks of."""
    left, right = max(0, quantity.start - 90), quantity.end + 60
    part = scene.low[left:right]
    for measure, pattern in MONEY.items():
        if small(pattern).search(part) and not (measure == "air_fare" and NO_FARE.search(part)):
            return measure
    return ""


def is_of_money(scene: Scene) -> bool:
    """Whether a sentence speaks of the funding of an appeal."""
    return holds_any(scene.low, FUNDED)


def is_alone_price(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number with nothing behind it is what something costs, as in "to go anywhere for 100,000"."""
    return quantity.size >= LEAST_PRICE and bool(
        FOR_SO_MUCH.search(scene.low, max(0, quantity.start - 12), quantity.start)
        and NOTHING_BEHIND.match(scene.low, quantity.end)
    )


def is_timetable(scene: Scene, quantity: Quantity, *, is_moving: bool) -> bool:
    """Whether flights are counted as they run, not those that were called off or that fight a fire.

    Parameters
    ----------
    is_moving
        Whether a word of movement, or a rate, belongs to the number.
    """
    near = scene.low[max(0, quantity.start - 60) : quantity.end + 60]
    return OFF.search(near) is None and (is_moving or RUN.search(near) is not None)
