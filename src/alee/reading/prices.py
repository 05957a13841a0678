"""Which trace of people on the move an amount of money speaks of: fares and rents."""

from __future__ import annotations

from alee.reading.letters import small
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene

MONEY = {
    "air_fare": r"ticket|\bfare|airfare|flight|plane|one-way|economy|last seat"
    r"|билет|эконом|перел[её]т|bilet|квит",
    "rent_index": r"\brents?\b|\bflats?\b|\bapartments?\b|аренд|kira|оренд",
}
NO_FARE = small(r"\b(?:bus|taxi|minibus|driver|smuggler|bicycle|train)s?\b|автобус|такси")


def price_of(scene: Scene, quantity: Quantity) -> str:
    """The trace that an amount of money or a percentage speaks of."""
    left, right = max(0, quantity.start - 90), quantity.end + 60
    part = scene.low[left:right]
    for measure, pattern in MONEY.items():
        if small(pattern).search(part) and not (measure == "air_fare" and NO_FARE.search(part)):
            return measure
    return ""
