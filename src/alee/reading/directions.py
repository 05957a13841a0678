"""Which way people went who went back, or the other way."""

from __future__ import annotations

import re
from bisect import bisect_right

from alee.reading.figure_places import PAUSE, is_bound, is_into, is_out_of, is_right_before
from alee.reading.letters import small
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
BESIDE = 12  # characters between such words and a number behind them
LABELLED = re.compile(r":\s(?:[^\W\d]\w*\s)?")  # "Departures to Russia: Sat 3,790"
VERB_NEAR = 24  # characters before a place in which the verb stands: "виїхали в Україну 19,3 тис."
NEAR = 60  # characters around a number in which such words stand
REVERSE = small(
    r"(?:opposite|other|reverse) (?:direction|way)|(?:обратн|противоположн)\w+ направлени\w+|в обратную сторону|(?:зворотн|протилежн)\w+ (?:напрям\w+|бік)|(?:ters|karşı) yön\w*"
)
LEFT = small(
    r"(?<!\w)(?:(?:left|leav(?:e|es|ing)|depart\w*)(?= (?:for|to)\b)|gone on|went on|moved on|continued|travell?ed on|flew|flown|drove|виїха\w+|виїжджа\w+|вирушил\w+|"
    r"выеха\w+|выезжа\w+|уеха\w+|уезжа\w+|отправил\w+|вылете\w+|улете\w+)(?!\w)"
)
ELSEWHERE = small(
    r"(?<!\bon )\b(?:to|into|in|for|towards?) (?:(?:many|several|some|various) )?(?:other|third|another|different|further|neighbouring) (?:[\w-]+ ){0,2}?(?:countr\w+|states?|nations?|destinations?|places)\b|\belsewhere in (?:\w+ )?europe\b"
    r"|(?<!\w)(?:в|во) (?:друг\w+|третьи|третьих|соседни\w+) (?:\w+ )?(?:стран\w*|государств\w*)|(?<!\w)(?:до|в|у) (?:інш\w+|треті\w*|сусідні\w*) (?:\w+ )?(?:країн\w*|держав\w*)|(?:diğer|başka|üçüncü|komşu) (?:\w+ )?ülke(?:ler)?(?:e|de)"
)
WENT = small(r"\b(?:went|gone|going|crossed|headed) (?:back )?(?:to|into) $")
OUTWARD = small(r"(?:outbound|на (?:выезд|виїзд))(?!\w)(?: (?!(?:і|й|та|и|and) )[^\s.;,\d]+){0,6} $")
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


def end_of_way(scene: Scene, quantity: Quantity) -> Mention | None:
    """The place to which those of a number went who left, as in "47,000 left for Poland"; None if none is told."""
    left, right = scene.clause(quantity)
    for m in scene.mentions:
        if m.is_people or not is_into(scene, m) or is_out_of(scene, m):
            continue
        is_beside = is_right_before(scene, quantity, m) or is_bound(scene, quantity, m)
        if is_beside and LEFT.search(scene.low, 0, min(m.start, quantity.start)):
            return m  # the same verb for one more place
        if not left <= m.start < right:
            continue
        if is_bound(scene, quantity, m) and (
            LEFT.search(scene.low, quantity.start, m.start)
            or (m.country in scene.home and WENT.search(scene.low, quantity.start, m.start))
        ):
            return m
        gap = scene.low[m.end : quantity.start]
        is_near = scene.apart(m.end, quantity.start) == len(gap) or LABELLED.fullmatch(gap)
        if is_near and (LEFT.search(gap) or LEFT.search(scene.low, max(left, m.start - VERB_NEAR), m.start)):
            return m
    return None


def elsewhere(scene: Scene, quantity: Quantity) -> Mention | None:
    """The countries without a name to which those of a number went, as in "to other countries"; None if there are none."""
    left, right = scene.clause(quantity)
    match = ELSEWHERE.search(scene.low, left, right)
    return Mention(*match.span(), "other countries", "", is_known=False) if match else None


def way_out(scene: Scene, quantity: Quantity, end: Mention) -> tuple[str, Mention | None, bool]:
    """Measure and place of those who left for a place, and whether another sentence names it.

    Of those who left home they are the ones who came to the other place. Else they are exits of the place that they
    left, where the text names it or speaks of it; if it does not, they came to the other.
    """
    others = [q for q in scene.quantities if q is not quantity]
    starts = [m for m in scene.mentions if m.name != end.name and not m.is_people and is_out_of(scene, m)
              and not any(is_bound(scene, q, m) for q in others)]  # fmt: skip
    start = min(starts, key=lambda m: abs(m.start - quantity.end), default=None)
    if start is not None and start.country in scene.home and end.country not in (start.country, ""):
        return "entries", end, False  # of those who left home, only these went there
    if start is not None:
        return ("departures_from_origin" if start.country in scene.home else "exits"), start, False
    if scene.told is not None and scene.told.country != end.country:
        return "exits", scene.told, True
    if end.country in scene.home:
        abroad = [m for m in scene.mentions if m.country not in scene.home and not m.is_people]
        near = min(abroad, key=lambda m: abs(m.start - quantity.end), default=None)
        return "exits", near, near is None
    came = [
        m
        for m in scene.mentions
        if m.country != end.country
        and is_into(scene, m)
        and any(is_bound(scene, q, m) for q in others)
        and not LEFT.search(scene.low, 0, m.start)
    ]
    if not came and is_both_ways(scene):
        return "exits", None, True
    return ("exits", came[0], False) if came else ("entries", end, False)


def is_both_ways(scene: Scene) -> bool:
    """Whether a sentence counts who came in beside who went out, as border services do."""
    return {"entries", "exits"} <= {c.measure for c in scene.cues} and len(scene.quantities) > 1


def is_turned(scene: Scene, quantity: Quantity) -> bool:
    """Whether words for the other direction stand beside a number itself."""
    if not scene.line.holds_any(ABOUT_WAYS):
        return False
    behind = PAUSE.split(scene.low[quantity.end : quantity.end + NEAR])[0]
    later = scene.next_to(quantity)
    behind = behind[: later.start - quantity.end] if later is not None else behind
    ahead = REVERSE.search(scene.low, max(0, quantity.start - NEAR), quantity.start)
    return REVERSE.search(behind) is not None or (ahead is not None and quantity.start - ahead.end() < BESIDE)


def is_reverse(scene: Scene, quantity: Quantity) -> bool:
    """Whether the part of the sentence around a number says "in the opposite direction"."""
    if not scene.line.holds_any(ABOUT_WAYS):
        return False
    left, right = scene.clause(quantity)
    before = bisect_right(scene.ends, quantity.start)
    left = max(left, quantity.start - NEAR, scene.ends[before - 1] if before else 0)
    behind = PAUSE.split(scene.low[quantity.end : min(right, quantity.end + NEAR)])[0]
    return REVERSE.search(scene.low[left : quantity.start] + " " + behind) is not None


def is_outward(scene: Scene, quantity: Quantity) -> bool:
    """Whether the words right before a number say that it left, as in "на выезд пропустили 900"."""
    return OUTWARD.search(scene.low, max(0, quantity.start - NEAR), quantity.start) is not None
