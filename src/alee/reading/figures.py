"""What a number in a sentence counts: measure, unit, place and period.

The word that says it is the nearest one, where a comma, a conjunction or another number in between makes
the way longer: in *64,000 entered and 12,000 left* each number finds its own verb.
"""

from __future__ import annotations

import math
import re

from alee.reading.counted import MORE_THAN, counts_others
from alee.reading.days import INSTANT
from alee.reading.directions import is_both_ways, is_reverse, way_back
from alee.reading.figure_places import STAYED, is_goal, is_into, is_out_of, is_own, place_of
from alee.reading.letters import small
from alee.reading.measure_words import RESTATED
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
ROSE = small(
    r"\b(?:rose|risen|rise|rising|up|grew|higher|(?:jump|climb|increas|soar|surg)\w*)\b"
    r"|вырос|подорож|подскоч|увелич|зріс|зросл|подорожч|збільш|artt|yüksel"
)
FELL = small(
    r"\b(?:fell|fall\w*|drop\w*|down|lower|declin\w*|decreas\w*)\b|упал|сниз|подешев|впал|зниз|дешевш|düş|azal"
)
COUNTED_THINGS = frozenset(
    {"house_sales", "residence_permits", "company_registrations", "asylum_applications", "id_numbers"}
)
AGE_OR_SEX = small(
    r"\s+(?:of them |are |were )?(?:\w+ )?(?:children|minors|women|men|girls|boys|babies|infants|elderly|pensioners|adults|дет(?:ей|и)|ребен\w*|реб[её]нк\w*|несовершеннолетн\w*|женщин\w*|мужчин\w*|пенсионер\w*|пожил\w+|діт(?:ей|и)|дитин\w*|неповнолітн\w*|жін\w+|чоловік\w*|пенсіонер\w*|çocuk\w*|kadın\w*|erkek\w*|bebek\w*)(?![^\W_])"
    r"|(?:['’]?[ıiuü]n?)\s+(?:\w+ )?(?:çocuk|kadın|erkek|bebek)\w*"
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
SOLD = small(r"bought|buy|sold|sale|purchas|deal|куп|прода|сделк|sat(?:ıl|ış|ın|tı)|konut|прид")
CARRIED_IN = small(r"(?<!\w)(?:in|on|aboard|with|на|у|в)\s+(?:\w+\s+)?$")
NO_CUE = "no word near it says what it counts"
COMPARES = small(
    r"\b(?:up from|down from|compared|against|than|instead of|rather than|versus|против|чем|проти|ніж)\b"
)
OTHER_PART = 60.0  # how much farther a day is that a semicolon parts from the number
NEXT_GAIN, SINCE_GAIN = 20.0, 30.0  # how much nearer a day seems right behind a number, or after "since"
ALONE = re.compile(
    r"(?:\s+(?:more|others))?(?:\s*(?:[.;)]|,(?!\d)|$)|\s+(?:by|as of|on|during|since|(?:a|per|each|every) (?:day|night|week|month))\b)"
)
IN_PLACE = re.compile(r"\s+(?:in|into|to|from|в|во|из|до|у|з|із)\s+(?:\w+\s+)?")
OF_THEM_ON = small(r"\s*(?:of (?:them|whom|which)|из них|з них)?\s*(?:\w+\s+)?(?:(?:on|in|за|в|во|у)\s+)?")
ASIDE = re.compile(r"[^;.()\d]{3,}\($")
MAKES_UP = small(
    r"\b(?:mak(?:e|es|ing)|made) up (?:\w+ )?$|\baccount(?:s|ed)? for (?:\w+ )?$|составля\w+ $|становлять $|oluşturuyor"
)
CHANGED_BY = ("up ", "down ", "by ", "на ", "increase of ", "rise of ", "drop of ")
LABEL = small(r"[^;,.:()\d]{3,}(?:\([^()]*\)|\d{1,2}(?:-\d{1,2})? \w+)?\s*(?::|\s[–—])\s*(?:\w+\s)?$")
PARTED = re.compile(r"[;,](?!\d)")
ROSE_TO = small(r"['’]?[a-zçğıöşü]{0,3}\s+(?:çık|yüksel|ulaş|düş|gerile|in(?:di|miş))\w*")
LABEL_END = re.compile(r"(?::|\s[–—])\s*(?:\w+\s)?$")
NO_ASYLUM = small(
    r"\b(?:applications?|requests?|claims?) (?:for|to|from \w+ for) (?!(?:\w+ ){0,2}(?:asylum|protection|refugee|residence))|(?:заяв\w+|запрос\w*|заявок) (?:на|о) (?!(?:\w+ )?(?:убежищ|притул|защит|захист|статус))"
)
ASIDE_ON_PART = small(
    r"[^,.;\d]{0,40},\s(?:of whom|of which|including|among them|most of them|many of them|mostly|из них|из которых|в том числе|включая|з них|із них|з яких|у тому числі|зокрема|aralarında)[^;.]*?,(?!\d)\s"
)
BEHIND_ASIDE = 24  # characters from the end of such words to the verb of the number before them
LOSS = small(r"\b(?:loss|outflow|minus|decrease|fewer)\b|отток|убыл|kayıp|відтік")


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
    part = _part(scene, quantity, unit, before)
    if part is not None:
        return part
    if unit == "people" and counts_others(scene, quantity):
        return Figure("", unit, why_not="it counts no movement of people")
    is_alone = ALONE.match(scene.low, quantity.end) is not None
    is_thing = unit == "people" and is_alone and before is not None and before.measure in COUNTED_THINGS
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
    if unit == "vehicles" and measure not in ("queue_length", "entries", "moved", "exits", "departures"):
        measure = ""
    if (
        not measure
        and before is not None
        and before.measure
        and unit == "people"
        and not quantity.is_percent
        and (is_alone or _is_of_people(scene, quantity) or _is_elsewhere(scene, quantity))
    ):
        period = nearest_period(scene, quantity, before.measure)
        own, is_inherited = place_of(scene, quantity, before.measure)
        has_own = (
            own is not None
            and not is_inherited
            and (
                (own.end <= quantity.start and is_own(scene, quantity, own)) or _is_elsewhere(scene, quantity)
            )
        )
        return before._replace(
            period=period or before.period, place=own if has_own else before.place,
            doubt="what it counts is said of the figure before it",
        )  # fmt: skip
    if not measure:
        return Figure("", unit, why_not=NO_CUE)
    return _whole(scene, quantity, unit, measure)


def _whole(scene: Scene, quantity: Quantity, unit: str, measure: str) -> Figure:
    """Add place and period, and turn general words of movement into entries or exits."""
    place, is_inherited = place_of(scene, quantity, measure)
    home = scene.home
    if measure in ("departures", "moved"):
        goals = [m for m in scene.mentions if not m.is_people and is_goal(scene, quantity, m)
                 and (measure == "moved" or not STAYED.search(scene.low[: m.start]))]  # fmt: skip
        if goals:
            goal = min(goals, key=lambda m: (m.start < quantity.start, abs(m.start - quantity.end)))
            measure, place, is_inherited = "entries", goal, False
        else:
            measure = "departures_from_origin" if measure == "departures" else "exits"
            if place is not None and place.country not in home and is_into(scene, place):
                place = next((m for m in scene.mentions if m.country in home), place)
    if measure == "returns" and place is not None:
        measure = way_back(scene, place)
    elif measure == "exits" and place is not None and place.country in home and not is_both_ways(scene):
        is_coming = is_into(scene, place) and not is_out_of(scene, place)
        measure = "entries" if is_coming else "departures_from_origin"
    if quantity.is_percent and measure != "share":  # of rents or fares: only a rise counts
        unit = RISE if ROSE.search(scene.low) and not FELL.search(scene.low) else "share"
    rate = _rate(scene, quantity)
    period = nearest_period(scene, quantity, measure)
    return Figure(
        "other" if measure == "returns" else measure, _unit_words(unit, measure, rate), place, is_inherited,
        period, bool(rate), is_loss=measure == "net" and bool(LOSS.search(scene.low[: quantity.end])),
    )  # fmt: skip


def _part(scene: Scene, quantity: Quantity, unit: str, before: Figure | None) -> Figure | None:
    """A number that is a part of the one before it, or says it again in another unit."""
    earlier = [q for q in scene.quantities if q.end <= quantity.start]
    if not earlier or before is None or unit not in ("people", "households"):
        return None
    if quantity.is_percent and scene.low[: quantity.start].endswith(CHANGED_BY):
        return None
    gap = scene.low[earlier[-1].end : quantity.start]
    if any(
        is_own(scene, quantity, m) and scene.low[m.end : quantity.start].isspace() for m in scene.mentions
    ):
        return None  # of them, Romania 563,000: another place, no part
    is_again = len(gap) < 30 and bool(small(RESTATED).match(gap))
    if not is_again and not (scene.line.may(scene.words.subset) and scene.words.subset.search(gap)):
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
    if own and not is_again:
        return None
    if not before.measure:
        return Figure("", unit, why_not=before.why_not)
    if not is_again and AGE_OR_SEX.match(scene.low, quantity.end):
        return Figure("", unit, why_not="how old they are, or their sex")
    doubt = "the same in another unit" if is_again else "a part of the figure before it"
    behind = [p for p in scene.periods if 0 <= p.start - quantity.end < 40 and not p.is_speech
              and OF_THEM_ON.fullmatch(scene.low, quantity.end, p.start)]  # fmt: skip
    period = behind[0] if behind else before.period
    return before._replace(unit=_unit_words(unit, before.measure, ""), period=period, doubt=doubt)


def _measure(scene: Scene, quantity: Quantity, unit: str) -> str:
    if unit == "money" or quantity.is_percent:
        found = price_of(scene, quantity)
        if unit == "money" or found:
            return found
    is_queue = any(c.measure == "queue" for c in scene.cues)
    if unit == "vehicles" and is_queue:
        return "queue_length"
    if unit == "km":
        return "queue_length_km" if is_queue else ""
    if unit == "hours":
        return "queue_hours" if is_queue else ""
    cue = _cue(scene, quantity)
    if cue == "entries" and is_reverse(scene, quantity):
        cue = "exits"
    if quantity.is_percent:
        if MAKES_UP.search(scene.low, max(0, quantity.start - 40), quantity.start):
            return "share"
        if scene.low[: quantity.start].endswith(CHANGED_BY) or ROSE_TO.match(scene.low, quantity.end):
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
    return {
        "tourists": "tourist_arrivals",
        "queue": "queue_length",
        "named": "entries",
        "displaced": "stock",
    }.get(cue, cue)


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
            - (SINCE_GAIN if p.since and p.end <= quantity.start else 0.0)
        )

    best, least = None, math.inf
    for p in scene.periods:
        if p.start <= quantity.start < p.end or (p.is_speech and measure not in INSTANT):
            continue
        if max(p.start - quantity.end, quantity.start - p.end) - NEXT_GAIN - SINCE_GAIN >= least:
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
