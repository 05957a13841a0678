"""Which way people went who went back, or the other way."""

from __future__ import annotations

from bisect import bisect_right

from alee.reading.figure_places import PAUSE, is_into, is_out_of
from alee.reading.letters import holds_any, small
from alee.reading.places import Mention
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene

ABOUT_WAYS = (
    "direction",
    "way",
    "обратн",
    "противополож",
    "зворотн",
    "протилеж",
    "yön",
)  # one of them stands in all such words
NEAR = 60  # characters around a number in which such words stand
REVERSE = small(
    r"(?:opposite|other|reverse) (?:direction|way)|(?:обратн|противоположн)\w+ направлени\w+|в обратную сторону|(?:зворотн|протилежн)\w+ (?:напрям\w+|бік)|(?:ters|karşı) yön\w*"
)
RETURNEES = small(r"\breturnees\b|возвращенц|поверненц")  # a kind of arrivals


def way_back(scene: Scene, place: Mention) -> str:
    """Whether people who went back left a place or came to it; ``returns`` if it lies outside the scenario."""
    is_home = place.country in scene.home
    if is_out_of(scene, place):
        return "departures_from_origin" if is_home else "exits"
    peoples = {m.country for m in scene.mentions if m.is_people}
    if peoples and place.country not in peoples | set(scene.home):
        return "exits"  # Russians who went home have left the place that is named
    is_from_elsewhere = any(is_out_of(scene, m) for m in scene.mentions if m != place and not m.is_people)
    if is_into(scene, place) or is_home or is_from_elsewhere or RETURNEES.search(scene.low):
        return "entries"
    return "exits"


def is_both_ways(scene: Scene) -> bool:
    """Whether a sentence counts who came in beside who went out, as border services do."""
    return {"entries", "exits"} <= {c.measure for c in scene.cues} and len(scene.quantities) > 1


def is_reverse(scene: Scene, quantity: Quantity) -> bool:
    """Whether the part of the sentence around a number says "in the opposite direction"."""
    if not holds_any(scene.low, ABOUT_WAYS):
        return False
    left, right = scene.clause(quantity)
    before = bisect_right(scene.ends, quantity.start)
    left = max(left, quantity.start - NEAR, scene.ends[before - 1] if before else 0)
    behind = PAUSE.split(scene.low[quantity.end : min(right, quantity.end + NEAR)])[0]
    return REVERSE.search(scene.low[left : quantity.start] + " " + behind) is not None
