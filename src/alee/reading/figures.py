"""What a number in a sentence counts: measure, unit, place and period.

The word that says it is the nearest one, where a comma, a conjunction or another number in between makes
the way longer: in *64,000 entered and 12,000 left* each number finds its own verb.
"""

from __future__ import annotations

import math
import re

from alee.reading.counted import MORE_THAN, counts_others
from alee.reading.days import INSTANT
from alee.reading.directions import (
    elsewhere,
    end_of_way,
    is_both_ways,
    is_reverse,
    is_turned,
    way_back,
    way_out,
)
from alee.reading.figure_places import PAUSE, STAYED, is_bound, is_goal, is_into, is_out_of, is_own, place_of
from alee.reading.figure_words import (
    AGE_OR_SEX,
    ALONE,
    ASIDE_ON_PART,
    ASIDE_SINCE,
    AWAY,
    CARRIED_IN,
    CHANGED_BY,
    COMPARES,
    FAR_AHEAD,
    FAR_NEAR,
    FELL,
    HEAD_NOUN,
    LOSS,
    MAKES_UP,
    NO_ASYLUM,
    OF_THEM_BEHIND,
    OF_THEM_ON,
    PER_HOUR,
    PER_ONE,
    RECORD,
    RELATIVE,
    ROSE,
    ROSE_TO,
    SOLD,
    TOURISTS,
    TOURISTS_AHEAD,
    TRUCKS,
)
from alee.reading.letters import small
from alee.reading.measure_words import RESTATED
from alee.reading.places import Mention
from alee.reading.prices import is_timetable, price_of
from alee.reading.quantities import Quantity
from alee.reading.scene import Figure, Scene
from alee.reading.units import BY_UNIT, TIME, unit_of
from alee.reading.weekdays import Period

SHARED_FAR = 60  # and two that count the same people
STOP = re.compile(r"[;.,)]")
AHEAD_COST, FARTHEST = 8.0, 150.0
WEAK = {
    "moved": 20.0,
    "tourists": 21.0,
    "named": 40.0,
    "displaced": 60.0,
    "registered": 6.0,
}  # general words lose against any other near by
RISE = "relative increase of what was usual"  # a unit that the model counts as a change
COUNTED_THINGS = frozenset(
    {"house_sales", "residence_permits", "company_registrations", "asylum_applications", "id_numbers"}
)
NO_COUNT = frozenset({"years", "days", "weeks", "goods", "harm", "metres", "kg"})
CONCEPTS = {
    "entries": "trips, gross: ordinary traffic may be inside",
    "exits": "trips, gross: ordinary traffic may be inside",
    "net": "entries minus exits", "stock": "people present (stock)", "registered": "people registered (stock)",
    "departures_from_origin": "people who left (flow)", "tourist_arrivals": "trips, tourists inside",
    "queue_length": "people or vehicles waiting (stock)", "queue_length_km": "length of a queue",
    "queue_hours": "hours of waiting", "share": "a part of a whole", "rank": "place in an order",
    "other": "people who went back (flow)",
}  # fmt: skip
OF_BEFORE = "what it counts is said of the figure before it"
NO_CUE = "no word near it says what it counts"
OTHER_PART = 60.0  # how much farther a day is that a semicolon parts from the number
PLACE_NEAR = 40  # characters behind a number in which its place stands
NEXT_GAIN, SINCE_GAIN = 20.0, 30.0  # how much nearer a day seems right behind a number, or after "since"
HEAD_NEAR, NOUN_COST = 10, 40.0
IN_PLACE = re.compile(r"\s+(?:of them |of these |из них |з них )?(?:[—–-]\s+)?(?:in|into|to|from|в|во|из|до|у|з|із)\s+(?:\w+\s+)?")
GAP_OF_LABEL = re.compile(r"\s+(?:[—–-]\s+(?:\w+\s+)?)?")
ASIDE = re.compile(r"[^;.()\d]{3,}\($")
LABEL = small(r"[^;,.:()\d]{3,}(?:\([^()]*\)|\d{1,2}(?:-\d{1,2})? \w+)?\s*(?::|\s[–—])\s*(?:\w+\s)?$")
PARTED = re.compile(r"[;,](?!\d)")
LABEL_END = re.compile(r"(?::|\s[–—])\s*(?:\w+\s)?$")
BEHIND_ASIDE = 24  # characters from the end of such words to the verb of the number before them
COMPARED_NEAR, COMPARED_AHEAD = 24, 24  # characters around a number that something is compared with
OTHER_WAY = {"entries": "exits", "exits": "entries"}
RECORD_NEAR = 48  # characters before days in which "the most" stands
FOR_DAY = small(r"(?<!\w)(?:for|на|until|до)\s(?:the\s)?$")
LABEL_NEAR = 4  # characters of the dash behind a label: "вид на жительство — 71"
PRICES = ("price", "money")  # the next bare number of a sentence of prices is one as well


def figure_of(scene: Scene, quantity: Quantity, before: Figure | None) -> Figure:
    """Say what a number counts.

    Parameters
    ----------
    before
        What the number before it in the sentence counts, for "among them 300".
    """
    unit = "money" if quantity.is_money else unit_of(scene, quantity)
    if unit in NO_COUNT:
        why = "an age or a span of time" if unit in TIME else "it counts no movement of people"
        return Figure("", unit, why_not=why)
    if scene.line.may(scene.words.harm_ahead) and scene.words.harm_ahead.search(
        scene.low[max(0, quantity.start - 60) : quantity.start]
    ):
        return Figure("", unit, why_not="it counts no movement of people")
    if PER_ONE.match(scene.low, quantity.end):
        return Figure("", unit, why_not="so many for each, not so many in all")
    if unit == "vehicles" and PER_HOUR.match(scene.low, quantity.end):
        return Figure("", unit, why_not="so many an hour: what a crossing takes")
    part = _part(scene, quantity, unit, before)
    if part is not None:
        return part
    if unit == "people" and counts_others(scene, quantity):
        return Figure("", unit, why_not="it counts no movement of people")
    is_alone = ALONE.match(scene.low, quantity.end) is not None
    if unit == "people" and is_alone and before is not None and before.unit in PRICES:
        unit = "money"
    is_thing = unit == "people" and is_alone and before is not None and before.measure in COUNTED_THINGS
    is_thing = is_thing and not any(0 < quantity.start - c.end <= LABEL_NEAR for c in scene.cues)
    measure = "" if is_thing else _measure(scene, quantity, unit)
    if unit == "money" and measure == "rent_index":
        return Figure("", unit, why_not="a rent; only a rise of rents counts")
    if (
        unit == "vehicles"
        and before is not None
        and before.measure
        and CARRIED_IN.search(scene.low[: quantity.start])
    ):
        return Figure("", unit, why_not="what people went in, not people")
    if unit == "vehicles" and measure not in ("queue_length", "") and TRUCKS.match(scene.low, quantity.end):
        measure = ""
    if unit == "vehicles" and measure not in ("queue_length", "entries", "moved", "exits", "departures"):
        measure = ""
    if (
        not measure
        and before is not None
        and before.measure
        and unit == "people"
        and not quantity.is_percent
        and (
            is_alone
            or _is_of_people(scene, quantity)
            or _is_elsewhere(scene, quantity)
            or any(m.start == quantity.end + 1 and not m.is_people for m in scene.mentions)
        )
    ):
        period = nearest_period(scene, quantity, before.measure)
        own, is_inherited = place_of(scene, quantity, before.measure)
        has_own = (
            own is not None
            and not is_inherited
            and (
                (own.end <= quantity.start and is_own(scene, quantity, own))
                or own.start == quantity.end + 1
                or _is_elsewhere(scene, quantity)
            )
        )
        measure = listed(before.measure, own, before.place, scene.home) if has_own else before.measure
        return before._replace(
            measure=measure,
            period=period or before.period, place=own if has_own else before.place,
            doubt=OF_BEFORE,
        )  # fmt: skip
    if not measure:
        return Figure("", unit, why_not=NO_CUE)
    figure = _whole(scene, quantity, unit, measure)
    if before is not None and is_turned(scene, quantity) and (way := OTHER_WAY.get(before.measure)):
        return figure._replace(measure=way, place=before.place, is_inherited=before.is_inherited)
    if (
        before is not None
        and (figure.measure, before.measure) == ("exits", "entries")
        and figure.is_inherited
        and before.place is not None
    ):
        return figure._replace(place=before.place, is_inherited=before.is_inherited)
    is_other_way = before is not None and {figure.measure, before.measure} == {"entries", "exits"}
    if before is not None and is_other_way and is_both_ways(scene) and not _names_place(scene, quantity):
        return figure._replace(place=before.place, is_inherited=before.is_inherited)
    return figure


def _names_place(scene: Scene, quantity: Quantity) -> bool:
    """Whether a place stands between a number and the one before it, or right behind it."""
    end = quantity.end + len(PARTED.split(scene.low[quantity.end : quantity.end + PLACE_NEAR])[0])
    before = [q for q in scene.quantities if q.end <= quantity.start]
    places = [m for m in scene.mentions if not m.is_people]
    places = [m for m in places if not (before and is_bound(scene, before[-1], m))]
    return any(is_own(scene, quantity, m) or quantity.end <= m.start < end for m in places)


def listed(measure: str, place: Mention | None, told: Mention | None, home: tuple[str, ...]) -> str:
    """The measure of a figure on a list by place: who left a country came to the others that the list names."""
    is_abroad = place is not None and place != told and place.country not in home
    return "entries" if measure == "departures_from_origin" and is_abroad else measure


def _whole(scene: Scene, quantity: Quantity, unit: str, measure: str) -> Figure:
    """Add place and period, and turn general words of movement into entries or exits."""
    place, is_inherited = place_of(scene, quantity, measure)
    home = scene.home
    if measure in ("departures", "moved"):
        nameless = elsewhere(scene, quantity)
        goals = [nameless] if nameless else [m for m in scene.mentions if not m.is_people and is_goal(scene, quantity, m)
                 and (measure == "moved" or not STAYED.search(scene.low[: m.start]))]  # fmt: skip
        if goals:
            goal = min(goals, key=lambda m: (m.start < quantity.start, abs(m.start - quantity.end)))
            measure, place, is_inherited = "entries", goal, False
        else:
            is_fled = measure == "departures" and not _is_the_way_out(scene, place)
            measure = "departures_from_origin" if is_fled else "exits"
            if place is not None and place.country not in home and is_into(scene, place):
                place = next((m for m in scene.mentions if m.country in home), place)
    if measure == "returns" and place is not None:
        measure = way_back(scene, place)
        if measure == "entries" and place.country in home and (left := _left_for_home(scene, quantity)):
            measure, place, is_inherited = "exits", left, left is scene.told
    elif measure == "exits" and (end := end_of_way(scene, quantity)) is not None:
        measure, place, is_inherited = way_out(scene, quantity, end)
    elif measure == "exits" and place is not None and place.country in home and not is_both_ways(scene):
        between = scene.low[min(place.end, quantity.end) : max(place.start, quantity.start)]
        is_coming = is_into(scene, place) and not is_out_of(scene, place) and ";" not in between
        measure = "entries" if is_coming else "departures_from_origin"
    if quantity.is_percent and measure != "share":  # of rents or fares: only a rise counts
        unit = RISE if ROSE.search(scene.low) and not FELL.search(scene.low) else "share"
    rate = _rate(scene, quantity)
    period = nearest_period(scene, quantity, measure)
    if measure == "air_fare" and period is not None and not _is_day_of_price(scene, quantity, period):
        period = None
    return Figure(
        "other" if measure == "returns" else measure, _unit_words(unit, measure, rate), place, is_inherited,
        period, bool(rate), is_loss=measure == "net" and bool(LOSS.search(scene.low[: quantity.end])),
    )  # fmt: skip


def _is_day_of_price(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether a price was asked on a day; not "sold out until the end of October", "a flight for Friday"."""
    ahead = scene.low[max(0, period.start - 8) : period.start]
    between = scene.low[min(period.end, quantity.end) : max(period.start, quantity.start)]
    return period.first == period.last and not FOR_DAY.search(ahead) and not (period.start > quantity.end and PAUSE.search(between))


def _left_for_home(scene: Scene, quantity: Quantity) -> Mention | None:
    """The place abroad from which people went home: the one named before in the sentence, else that of the text."""
    before = [m for m in scene.mentions if m.country not in scene.home and not m.is_people and m.end <= quantity.start]
    return before[-1] if before else scene.told


def _is_the_way_out(scene: Scene, place: Mention | None) -> bool:
    """Whether a sentence counts who left the country into which it counts who came."""
    is_abroad = place is not None and place.country not in scene.home
    return is_abroad and any(c.measure == "entries" for c in scene.cues)


def _part(scene: Scene, quantity: Quantity, unit: str, before: Figure | None) -> Figure | None:
    """A number that is a part of the one before it, or says it again in another unit."""
    earlier = [q for q in scene.quantities if q.end <= quantity.start]
    if not earlier or before is None or unit not in ("people", "households"):
        return None
    if quantity.is_percent and CHANGED_BY.search(scene.low, max(0, quantity.start - 40), quantity.start):
        return None
    gap = scene.low[earlier[-1].end : quantity.start]
    if any(
        is_own(scene, quantity, m) and GAP_OF_LABEL.fullmatch(scene.low, m.end, quantity.start)
        for m in scene.mentions
    ):
        return None  # of them, Romania 563,000: another place, no part
    is_again = len(gap) < 30 and bool(small(RESTATED).match(gap))
    if is_again and quantity.is_percent:
        return Figure("", unit, why_not="the same as a share")
    is_of_them = OF_THEM_BEHIND.match(scene.low, quantity.end) is not None
    if not is_again and not is_of_them and not (scene.line.may(scene.words.subset) and scene.words.subset.search(gap)):
        return None
    own = [
        c
        for c in scene.cues
        if earlier[-1].end <= c.start and c.start - quantity.end < 40 and c.measure != "moved"
    ]
    own = [
        c
        for c in own
        if (c.start < quantity.start and ")" not in gap)
        or not STOP.search(scene.low[quantity.end : max(quantity.end, c.start)])
    ]
    is_sort = not is_again and AGE_OR_SEX.match(scene.low, quantity.end) is not None
    if own and not is_again and not is_sort:
        return None
    if not before.measure:
        return Figure("", unit, why_not=before.why_not)
    if is_sort:
        return Figure("", unit, why_not="how old they are, or their sex")
    doubt = "the same in another unit" if is_again else "a part of the figure before it"
    place, is_inherited = before.place, before.is_inherited
    if _is_elsewhere(scene, quantity):
        place, is_inherited = place_of(scene, quantity, before.measure)
    behind = [p for p in scene.periods if 0 <= p.start - quantity.end < 40 and not p.is_speech
              and OF_THEM_ON.fullmatch(scene.low, quantity.end, p.start)]  # fmt: skip
    period = behind[0] if behind else before.period
    return before._replace(
        unit=_unit_words(unit, before.measure, ""), period=period, place=place, is_inherited=is_inherited, doubt=doubt
    )  # fmt: skip


def _measure(scene: Scene, quantity: Quantity, unit: str) -> str:
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
    if unit == "vehicles" and is_queue and (cue not in ("entries", "exits") or _is_in_queue(scene, quantity)):
        return "queue_length"
    if cue == "entries" and is_reverse(scene, quantity):
        cue = "exits"
    if quantity.is_percent:
        if MAKES_UP.search(scene.low, max(0, quantity.start - 40), quantity.start):
            return "share"
        if CHANGED_BY.search(scene.low, max(0, quantity.start - 40), quantity.start) or ROSE_TO.match(
            scene.low, quantity.end
        ):
            return ""
        return "share" if cue and not MORE_THAN.match(scene.low, quantity.end) and cue != "queue" else ""
    if unit == "crossings" and cue in ("exits", "departures"):
        return "exits"
    if unit == "applications" and ("visa" in scene.low[max(0, quantity.start - 10) : quantity.end + 30]):
        return ""
    if unit == "applications" and NO_ASYLUM.search(scene.low, quantity.end, quantity.end + 60):
        return ""
    if unit == "homes" and not SOLD.search(scene.low):
        return ""
    if unit == "flights" and not is_timetable(scene, quantity, is_moving=bool(cue or _rate(scene, quantity))):
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
    for cue in labels or scene.cues:
        before = cue.end <= quantity.start
        if not before and cue.start - quantity.end > best[0]:
            break  # every later one is farther
        if before and quantity.start - cue.end > best[0]:
            continue
        apart = scene.apart(cue.end, quantity.start) if before else scene.apart(quantity.end, cue.start)
        apart += (AHEAD_COST if before else 0.0) + WEAK.get(cue.measure, 0.0)
        if not before and RELATIVE.match(scene.low[quantity.end : cue.start]):
            apart += NOUN_COST
        if not before and cue.start - quantity.end < HEAD_NEAR and HEAD_NOUN.match(scene.low, cue.start):
            apart += NOUN_COST
        best = min(best, (apart, cue.measure))
    if not best[1] and (aside := ASIDE_ON_PART.match(scene.low, quantity.end)):
        near = range(aside.end(), aside.end() + BEHIND_ASIDE)
        return next((c.measure for c in scene.cues if c.start in near), "")
    return best[1]


def _is_elsewhere(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number goes on a list by place: 1.0 million in Germany and 0.96 million in Poland."""
    return any(
        not m.is_people and IN_PLACE.fullmatch(scene.low, quantity.end, m.start)
        for m in scene.mentions
        if 0 < m.start - quantity.end < SHARED_FAR
    )


def _is_of_people(scene: Scene, quantity: Quantity) -> bool:
    """Whether a word for people, or the name of a people, stands right behind a number."""
    at = quantity.end + 1
    is_near = any(quantity.end - q.end < SHARED_FAR for q in scene.quantities if q.end < quantity.start)
    return is_near and (
        scene.words.people.match(scene.low, at) is not None
        or any(m.is_people and m.start == at for m in scene.mentions)
    )


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
        if _is_of_next_part(scene, quantity, p) or (p.since and RECORD.search(scene.low, max(0, p.start - RECORD_NEAR), p.start)):
            continue
        if scene.may_compare and _is_of_compared(scene, quantity, p):
            continue
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


def _is_of_next_part(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether days open a later part of the sentence with a number of its own: "5,480 came, on Tuesday 3,100"."""
    if period.start < quantity.end or PAUSE.search(scene.low, quantity.end, period.start) is None:
        return False
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


def _rate(scene: Scene, quantity: Quantity) -> str:
    """Whether so many come a day or a week."""
    is_daily, is_weekly = scene.line.may(scene.words.rate), scene.line.may(scene.words.weekly)
    if not (is_daily or is_weekly):
        return ""
    ahead = PARTED.split(scene.low[max(0, quantity.start - 40) : quantity.start])[-1]
    near = ahead + PARTED.split(scene.low[quantity.start : quantity.end + 50])[0]
    if is_daily and scene.words.rate.search(near):
        return "day"
    return "week" if is_weekly and scene.words.weekly.search(near) else ""


def _unit_words(unit: str, measure: str, rate: str) -> str:
    word = {"people": "persons", "money": "price"}.get(unit, unit)
    if measure == "share":
        return "share"
    return f"{word}/{rate}" if rate and unit not in ("km", "hours", "money") else word
