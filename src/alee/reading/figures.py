"""What a number in a sentence counts: measure, unit, place and period.

The word that says it is the nearest one, where a comma, a conjunction or another number in between makes
the way longer: in *64,000 entered and 12,000 left* each number finds its own verb.
"""

from __future__ import annotations

import re

from alee.reading.counted import counts_others
from alee.reading.directions import (
    elsewhere,
    end_of_way,
    is_both_ways,
    is_turned,
    way_back,
    way_out,
)
from alee.reading.figure_days import PARTED, is_day_of_price, nearest_period
from alee.reading.figure_measures import measure_of, rate_of, unit_words
from alee.reading.figure_places import (
    STAYED,
    is_bound,
    is_goal,
    is_into,
    is_out_of,
    is_own,
    place_of,
    with_others,
)
from alee.reading.figure_words import (
    AGE_OR_SEX,
    ALONE,
    CARRIED_IN,
    CHANGE_OF,
    CHANGED_BY,
    FELL,
    LINE_OF_CARS,
    LOSS,
    OF_AGE_OR_SEX,
    OF_THEM_BEHIND,
    OF_THEM_ON,
    PER_HOUR,
    PER_ONE,
    PREDICATE_SORT,
    REFUGEES_FROM,
    ROSE,
    STILL_HERE,
    TRUCKS,
)
from alee.reading.letters import small
from alee.reading.measure_words import RESTATED
from alee.reading.places import Mention
from alee.reading.prices import is_alone_price, is_of_money
from alee.reading.quantities import Quantity
from alee.reading.scene import Figure, Scene
from alee.reading.units import TIME, unit_of

SHARED_FAR = 60  # and two that count the same people
STOP = re.compile(r"[;.,)]")
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
PART = "a part of the figure before it"
OF_BEFORE = "what it counts is said of the figure before it"
NO_CUE = "no word near it says what it counts"
PLACE_NEAR = 40  # characters behind a number in which its place stands
IN_PLACE = re.compile(
    r"\s+(?:of them |of these |из них |з них )?(?:[—–-]\s+)?(?:in|into|to|from|в|во|из|до|у|з|із)\s+(?:\w+\s+)?"
)
GAP_OF_LABEL = re.compile(r"\s+(?:[—–-]\s+(?:\w+\s+)?)?")
OTHER_WAY = {"entries": "exits", "exits": "entries"}
LABEL_NEAR = 4  # characters of the dash behind a label: "вид на жительство — 71"
FEW = 100  # vehicles in which people went, no count of a border service
OF_THESE_TR = small(r"(?:bunların|bunlardan)\s+(?:\w+\s+)?$")
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
        return Figure("", "harm", why_not="it counts no movement of people")
    holds = scene.line.holds
    if (
        not quantity.is_percent
        and holds(CHANGE_OF)
        and CHANGE_OF.search(scene.low, max(0, quantity.start - 40), quantity.start)
    ):
        return Figure("", unit, why_not="how many more or fewer, not how many")
    if is_alone_price(scene, quantity):
        return Figure("", "goods", why_not="a price without its money")
    if holds(PER_ONE) and PER_ONE.match(scene.low, quantity.end):
        return Figure("", unit, why_not="so many for each, not so many in all")
    if unit == "vehicles" and PER_HOUR.match(scene.low, quantity.end):
        return Figure("", unit, why_not="so many an hour: what a crossing takes")
    part = _part(scene, quantity, unit, before)
    if part is not None:
        return part
    if unit == "people" and not _is_subset(scene, quantity) and counts_others(scene, quantity):
        return Figure("", unit, why_not="it counts no movement of people")
    if unit in ("people", "households") and not quantity.is_percent and not quantity.size.is_integer():
        return Figure("", unit, why_not="no whole number of people")
    if PREDICATE_SORT.match(scene.low, quantity.end) and scene.cues:
        return Figure("", unit, why_not="how old they are, or their sex")
    is_alone = ALONE.match(scene.low, quantity.end) is not None
    if unit == "people" and is_alone and before is not None and before.unit in PRICES:
        unit = "money"
    is_thing = unit == "people" and is_alone and before is not None and before.measure in COUNTED_THINGS
    is_thing = is_thing and not any(0 < quantity.start - c.end <= LABEL_NEAR for c in scene.cues)
    measure = "" if is_thing else measure_of(scene, quantity, unit)
    if measure == "queue_length" and unit == "people" and LINE_OF_CARS.search(scene.low):
        unit = "vehicles"
    if measure == "share" and is_of_money(scene):
        return Figure("", unit, why_not="a share of something else")
    if measure == "share" and OF_AGE_OR_SEX.match(scene.low, quantity.end):
        return Figure("", unit, why_not="how old they are, or their sex")
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
    if unit == "vehicles" and measure and measure != "queue_length":
        return Figure("", unit, why_not="vehicles, not people")
    if (
        not measure
        and before is not None
        and before.measure
        and unit == "people"
        and not quantity.is_percent
        and not (before.unit in PRICES and _is_of_people(scene, quantity))
        and (
            is_alone
            or _is_of_people(scene, quantity)
            or _elsewhere(scene, quantity) is not None
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
                or _elsewhere(scene, quantity) is not None
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
    is_there = before is not None and before.place is not None and before.place.country not in scene.home
    if before is not None and is_there and STILL_HERE.match(scene.low, quantity.end):
        return figure._replace(place=before.place, is_inherited=before.is_inherited)
    if before is not None and is_turned(scene, quantity) and (way := OTHER_WAY.get(before.measure)):
        return figure._replace(measure=way, place=before.place, is_inherited=before.is_inherited)
    if (
        before is not None
        and (figure.measure, before.measure) == ("exits", "entries")
        and figure.is_inherited
        and before.place is not None
    ):
        end = end_of_way(scene, quantity)
        if end is not None and figure.place is None and before.is_inherited:
            return figure._replace(measure="entries", place=end, is_inherited=False)
        return figure._replace(place=before.place, is_inherited=before.is_inherited)
    is_other_way = before is not None and {figure.measure, before.measure} == {"entries", "exits"}
    if before is not None and is_other_way and is_both_ways(scene) and not _names_place(scene, quantity):
        return figure._replace(place=before.place, is_inherited=before.is_inherited)
    return figure


def _is_subset(scene: Scene, quantity: Quantity) -> bool:
    """Whether a Turkish sentence says "of these" right before a number: "bunların 41 bini otellerde"."""
    return scene.words.language == "tr" and OF_THESE_TR.search(scene.low, 0, quantity.start) is not None


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
    origin = _origin_of(scene, quantity) if measure == "entries" else None
    if origin is not None:
        measure, place, is_inherited = "departures_from_origin", origin, False
    if measure == "entries" and (
        place is None or is_inherited or is_out_of(scene, place) or place.country in home
    ):
        nameless = elsewhere(scene, quantity)
        place, is_inherited = (nameless, False) if nameless else (place, is_inherited)
    if measure in ("departures", "moved"):
        nameless = elsewhere(scene, quantity)
        goals = [nameless] if nameless else [m for m in scene.mentions if not m.is_people and is_goal(scene, quantity, m)
                 and (measure == "moved" or not STAYED.search(scene.low[: m.start]))]  # fmt: skip
        if goals and goals[0].country in home and scene.told is not None and measure != "moved":
            measure, place, is_inherited = "exits", scene.told, True  # departures to where they come from
        elif goals:
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
    if measure == "entries" and place is not None and not is_inherited:
        place = with_others(scene, quantity, place)
    rate = rate_of(scene, quantity)
    period = nearest_period(scene, quantity, measure)
    if measure == "air_fare" and period is not None and not is_day_of_price(scene, quantity, period):
        period = None
    return Figure(
        "other" if measure == "returns" else measure, unit_words(unit, measure, rate), place, is_inherited,
        period, bool(rate), is_loss=measure == "net" and bool(LOSS.search(scene.low[: quantity.end])),
    )  # fmt: skip


def _origin_of(scene: Scene, quantity: Quantity) -> Mention | None:
    """The home of refugees that are counted without a word of where they are: "UNHCR counted 2.9 million from it"."""
    if any(is_into(scene, m) for m in scene.mentions if not m.is_people):
        return None
    return next(
        (m for m in scene.mentions
         if m.country in scene.home and REFUGEES_FROM.fullmatch(scene.low, quantity.end, max(quantity.end, m.start))),
        None,
    )  # fmt: skip


def _left_for_home(scene: Scene, quantity: Quantity) -> Mention | None:
    """The place abroad from which people went home: the one named before in the sentence, else that of the text."""
    before = [
        m
        for m in scene.mentions
        if m.country not in scene.home and not m.is_people and m.end <= quantity.start
    ]
    return before[0] if before else scene.told


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
    if (
        not is_again
        and not is_of_them
        and not (scene.line.may(scene.words.subset) and scene.words.subset.search(gap))
    ):
        return None
    if is_of_them and not before.measure:
        return Figure("", unit, why_not=before.why_not)
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
    doubt = "the same in another unit" if is_again else PART
    place, is_inherited, measure = before.place, before.is_inherited, before.measure
    there = _elsewhere(scene, quantity)
    if there is not None and measure in ("departures_from_origin", "exits") and is_into(scene, there):
        place, is_inherited, measure = there, False, listed("departures_from_origin", there, None, scene.home)
    elif there is not None:
        place, is_inherited = place_of(scene, quantity, measure)
    behind = [p for p in scene.periods if 0 <= p.start - quantity.end < 40 and not p.is_speech
              and OF_THEM_ON.fullmatch(scene.low, quantity.end, p.start)]  # fmt: skip
    period = behind[0] if behind else before.period
    return before._replace(
        measure=measure, unit=unit_words(unit, measure, ""), period=period, place=place,
        is_inherited=is_inherited, doubt=doubt,
    )  # fmt: skip


def _elsewhere(scene: Scene, quantity: Quantity) -> Mention | None:
    """The place with which a number goes on a list by place: 1.0 million in Germany and 0.96 million in Poland."""
    return next(
        (
            m
            for m in scene.mentions
            if not m.is_people
            and 0 < m.start - quantity.end < SHARED_FAR
            and IN_PLACE.fullmatch(scene.low, quantity.end, m.start)
        ),
        None,
    )


def _is_of_people(scene: Scene, quantity: Quantity) -> bool:
    """Whether a word for people, or the name of a people, stands right behind a number."""
    at = quantity.end + 1
    is_near = any(quantity.end - q.end < SHARED_FAR for q in scene.quantities if q.end < quantity.start)
    return is_near and (
        scene.words.people.match(scene.low, at) is not None
        or any(m.is_people and m.start == at for m in scene.mentions)
    )
