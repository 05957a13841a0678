"""Which place a figure is about: where people go for arrivals, where they leave for exits."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from functools import cache

from alee.reading.letters import small
from alee.reading.persons import is_office
from alee.reading.places import Mention
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene

INTO = {
    "en": r"\b(?:to|into|in|at|across|entered|reached|reaching|via|through|towards?|inside|entering|for)"
          r"\s+(?:(?:\w+\s+){0,2}|(?:the|a)\s+(?:[\w-]+\s+){0,3}(?:city|town|village|port|region|province|district|enclave|island|capital|state|area)\s+of\s+)$",
    "ru": r"(?<!\w)(?:в|во|на|через)\s+(?:\w+\s+)?$", "tr": r"(?!)",
    "uk": r"(?<!\w)(?:до|в|у|на|через)\s+(?:\w+\s+)?$",
}  # fmt: skip
OUT_OF = {
    "en": r"\b(?:left(?! for\b| to\b)|leaves?|from|fled|flees?|leaving|fleeing|departed|out of|exited|escaped|quit)"
          r"\s+(?:(?:\w+\s+){0,1}|(?:the|a)\s+(?:[\w-]+\s+){0,3}(?:city|town|village|port|region|province|district|enclave|island|capital|state|area)\s+of\s+)$",
    "ru": r"(?<!\w)(?:из|с|со|покинул\w*)\s+(?:\w+\s+)?$", "tr": r"(?!)",
    "uk": r"(?<!\w)(?:з|із|зі|покинул\w*|залишил\w*)\s+(?:\w+\s+)?$",
}  # fmt: skip
OWN_PART = 70.0  # how much nearer a place seems that stands between a number and the one before it
OUT_GAIN = 150.0  # and one that people left, where a number counts those who leave
INTO_GAIN = 80.0  # the same where people went, for any other number
BOUND_GAIN = 140.0  # and one that only words part from the number before it, as in "53,000 into Georgia"
BOUND_NEAR = 60  # characters of such words
DASH = re.compile(r"[»”\"]?\s(?:област[ьи]\s|области\s)?[—–-]\s(?:[^\W\d]\w*\s)?(?=\d)")
BORDER_WITH = small(
    r"\b(?:border|frontier|boundary)\s+(?:point\s+|crossing\s+)?with\s+(?:the\s+)?$|(?<!\w)(?:границ\w+|кордон\w*)\s+(?:с|со|з|із)\s+(?:[\w'’]+\s+){0,4}$"
)
SURE = small(r"\bof $|\b(?:camp|site|centre|center|shelter|hospital|base) (?:at|in|near) $")
RIGHT_BEFORE_GAP = re.compile(r"(?:['’]?\w{1,5})?\s?[:–—-]?\s?")  # a Turkish ending, a blank, a dash
AWAY_FROM_TR = re.compile(r"['’](?:dan|den|tan|ten)(?!\w)")
FLOWN = ("air_fare", "flights_per_day")
TO_NEXT = re.compile(r"\s?[-–—→]\s?(?=[^\W\d])")
THERE_AFTER = small(
    r",\s(?:most of them|mostly|mainly|many of them|some|chiefly|above all|largely|в основном|преимущественно|здебільшого|переважно)\b|\b(?:moved|gone|travelled|went|flown|left it|since left)\b"
)
AND_PLACE = small(r"(?:,\s(?:and\s)?|\s(?:and|or|и|или|та|і|й|або|ve)\s)(?:(?:to|into|in|в|во|до|у)\s)?")
BORDER_NEAR = 40  # characters before a place in which "the border with" stands
NAMED_ALONE = re.compile(r"\s*[,.;:)]|\s*$|\s+(?:and|и|та|і)\s")
SAID_NEAR = 90
SAYS_SO = small(r"\baccording to (?:the |an? )?(?:[\w’'-]+ ){1,6}(?:in|of) (?:the )?$")
ONWARD = small(
    r"\b(?:went|gone|go|moved|continued|travell?ed) on to $|\b(?:left|departed) (?:again )?(?:for|to) $"
)
NEXT_NEAR = 24  # characters between a place and the number that it belongs to
NEXT_PART = 80.0  # and how much farther one that stands right before the next number
RECEIVES_GAIN = 150.0  # and one that is said to take in or to count them
HERE_NEAR = 60  # characters between a number and "in the country"
RECEIVES = small(
    r"(?:'s)?\s+(?:has|have|had|is|was)?\s*(?:now|already|so far|also|alone)?\s*(?:receiv|admit|accept|host|shelter|absorb|welcom|took in|"
    r"taken in|takes in|taking in|let in|saw|seen|sees|count|regist|record|hous(?:es|ed)|accommodat|принял|приняла|разместил|прийнял|прихист)"
)
HERE = {
    "en": r"\b(?:the city|the town) (?:has|had|took|is)\b|\b(?:in|into|inside|across|to|enter\w*|left|leav\w+|reach\w*) (?:the|this) (?:country|republic|kingdom|nation)\b|\bhere\b",
    "ru": r"(?<!\w)город (?:принял|приютил)|(?<!\w)(?:в|из|по|на территори\w) (?:стран[еуы]|республик[еуи])(?!\w)", "tr": r"\bülke(?:ye|de|den|mize|mizde)\b",
    "uk": r"(?<!\w)місто (?:прийня|прихист)\w+|(?<!\w)(?:в|у|до|з|із|по) (?:країн[іуи]|республі[кц]\w+)(?!\w)",
}  # fmt: skip
STAYED = small(r"\b(?:inside|within|in|at|внутри|всередині)\s+(?:\w+\s+)?$")
# "In Kazakhstan", not "to Kazakhstan": where the word for both is the same, the ending of the place tells.
LOCATIVE = {
    "ru": re.compile(r"(?<!\w)(?:в|во|на)\s+(?:\w+\s+)?[\w-]*(?:е|ии|ах|ях|ой|ом)\Z"),
    "uk": re.compile(r"(?<!\w)(?:в|у|на)\s+(?:\w+\s+)?[\w-]*(?:і|ії|ах|ях|ій|ому)\Z"),
}
# "in Cabo Delgado", "to North Kivu": a place by the word before it and its capitals.
UNLISTED = re.compile(
    r"\b(?:in|into|to|across|from|at|near|around|outside|through|(?:districts?|provinces?|regions?|towns?|city|state|coast|islands?|camps?|areas?|parts) of) (?P<name>(?:(?:North|South|East|West|New|San|Santa|Port|Lake|Mount) )?[A-Z][a-z’'][A-Za-z’'-]+(?: (?:(?:de|del|la|al|el|do|da|dos|das|di|du) )?[A-Z][a-z’'-]+){0,2})(?![\w’'])"
)
NO_PLACE_NAME = small(
    r"(?:(?:north|south|east|west)(?! [a-z]+\b(?<!and)(?<!of)(?<!or))|the|this|that|these|those|their|its|his|her|our|my|it|they|he|she|we|who|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|god|twitter|facebook|telegram|euro|dollar)"
)
UNLISTED_NEAR = 90  # characters between such a name and a number
PAUSE = re.compile(r",(?!\d)|[;:]")


def is_goal(scene: Scene, quantity: Quantity, place: Mention) -> bool:
    """Whether a place is where the people of a number went: close by, in the same clause."""
    if place.start - quantity.end >= 70:
        return False
    before = bisect_right(scene.ends, quantity.start)
    if before and place.end <= scene.quantities[before - 1].start:
        return False
    between = scene.low[quantity.end : place.start] if place.start > quantity.end else ""
    if scene.words.language == "tr" and place.start < quantity.start:
        return is_into(scene, place)
    if scene.words.language in LOCATIVE and LOCATIVE[scene.words.language].search(
        scene.low, max(0, place.start - 12), place.end
    ):
        return False
    between = between.removeprefix(",")  # "most of them, 2.1 million, went to Poland"
    return len(between) < 70 and not PAUSE.search(between) and is_into(scene, place)


@cache
def _towards(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return small(INTO[language]), small(OUT_OF[language])


def is_into(scene: Scene, place: Mention) -> bool:
    """Whether people go to a place."""
    key = ("into", place.start)
    if key not in scene.known:
        scene.known[key] = _reads_into(scene, place)
    return scene.known[key]


def is_out_of(scene: Scene, place: Mention) -> bool:
    """Whether people leave a place."""
    key = ("out", place.start)
    if key not in scene.known:
        scene.known[key] = _reads_out_of(scene, place)
    return scene.known[key]


def _reads_into(scene: Scene, place: Mention) -> bool:
    if scene.words.language == "tr":
        return bool(
            re.match(r"['’]?(?:y?[ea]|d[ea]|t[ea]|n[ea])(?!\w)", scene.low[place.end : place.end + 6])
        )
    return bool(_towards(scene.words.language)[0].search(scene.low[max(0, place.start - 50) : place.start]))


def _reads_out_of(scene: Scene, place: Mention) -> bool:
    if scene.words.language == "tr":
        if AWAY_FROM_TR.match(scene.low, place.end):
            return True
        ending = scene.low[max(place.start, place.end - 5) : place.end]
        return ending.endswith(("dan", "den", "tan", "ten")) and not ending.endswith("istan")
    return bool(_towards(scene.words.language)[1].search(scene.low[max(0, place.start - 50) : place.start]))


def is_own(scene: Scene, quantity: Quantity, place: Mention) -> bool:
    """Whether a place stands between a number and the one before it."""
    if place.end > quantity.start:
        return False
    before = bisect_right(scene.ends, quantity.start)
    return before > 0 and scene.ends[before - 1] <= place.start


def _is_here(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number's own clause says "in the country", and no place stands before it in the sentence."""
    if any(not m.is_people and m.start < quantity.end for m in scene.mentions):
        return False
    left, right = scene.clause(quantity)
    near = scene.low[max(left, quantity.start - HERE_NEAR) : min(right, quantity.end + HERE_NEAR)]
    return small(HERE[scene.words.language]).search(near) is not None


def place_elsewhere(scene: Scene, quantity: Quantity, measure: str) -> Mention | None:
    """A place for a figure whose sentence names none: the country of a people or an office."""
    peoples = [m for m in scene.mentions if m.is_people]
    if measure == "departures_from_origin":
        return min(peoples, key=lambda m: abs(m.start - quantity.end), default=None)
    offices = [m for m in peoples if m.country not in scene.home and _is_whose(scene, m)]
    return offices[0] if offices else None


def unlisted_near(scene: Scene, quantity: Quantity, *, is_sure: bool = False) -> Mention | None:
    """A proper name behind a word for where, that no gazetteer lists; the nearest to a number, None if there is none.

    Parameters
    ----------
    is_sure
        Whether the words must say that it is a place, as in "the town of Fundo".
    """
    if scene.words.language != "en":
        return None
    best, least = None, UNLISTED_NEAR
    for match in UNLISTED.finditer(scene.text):
        start, end = match.span("name")
        if is_sure and not SURE.search(scene.low, max(0, start - 24), start):
            continue
        if NO_PLACE_NAME.match(scene.low, start) or is_office(match["name"].split()[-1], "en"):
            continue
        if any(p.start < end and start < p.end for p in scene.periods):
            continue
        apart = min(abs(start - quantity.end), abs(quantity.start - end))
        if apart < least:
            best, least = Mention(start, end, match["name"], "", is_known=False), apart
    return best


def _is_whose(scene: Scene, people: Mention) -> bool:
    """Whether the word for a people says whose an office or a place is, as in "the Georgian booth"."""
    after = scene.low[people.end :]
    return re.match(r"\s[^\W\d_]", after) is not None and scene.words.people.match(after, 1) is None


def is_bound(scene: Scene, quantity: Quantity, place: Mention) -> bool:
    """Whether only words stand between a number and a place behind it: no comma, no conjunction, no other number."""
    if not 0 < place.start - quantity.end < BOUND_NEAR:
        return False
    later = scene.next_to(quantity)
    if later is not None and later.start < place.start:
        return False
    return scene.apart(quantity.end, place.start) == place.start - quantity.end


def is_right_before(scene: Scene, quantity: Quantity, place: Mention) -> bool:
    """Whether hardly more than a blank stands between a place and a number behind it."""
    return RIGHT_BEFORE_GAP.fullmatch(scene.low, place.end, quantity.start) is not None


def _is_label_of_other(scene: Scene, quantity: Quantity, place: Mention) -> bool:
    """Whether only a dash stands between a place and another number, as in "в Литву — 790"."""
    behind = scene.from_on(place.end)
    if behind is None or behind is quantity:
        return False
    dash = DASH.match(scene.low, place.end)
    if dash is None:  # а виїхали в Україну 25,6
        return (
            behind.start == place.end + 1 and PAUSE.search(scene.low, quantity.end, place.start) is not None
        )
    return behind.start == dash.end()


def with_others(scene: Scene, quantity: Quantity, place: Mention) -> Mention:
    """A place behind a number with those that a list names beside it, as in "to Georgia, Kazakhstan and Finland"."""
    if place.start < quantity.end:
        return place
    names, end = [place.name], place.end
    for m in scene.mentions:
        if m.start <= place.start or m.is_people:
            continue
        if not AND_PLACE.fullmatch(scene.low, end, m.start) or m.country == place.country:
            break
        names.append(m.name)
        end = m.end
    if len(names) == 1 or any(place.end < q.start < end for q in scene.quantities):
        return place
    later = next((q for q in scene.quantities if q.start > end), None)
    if later is not None and RIGHT_BEFORE_GAP.fullmatch(scene.low, end, later.start):
        return place  # "into Georgia and Kazakhstan 3,000"
    return Mention(place.start, end, ", ".join(names), "", is_known=False)


def is_labelled(scene: Scene, quantity: Quantity) -> bool:
    """Whether only a dash stands between a place and a number, as in "Польща - 2 293 000"."""
    return any(
        (dash := DASH.match(scene.low, m.end)) is not None and dash.end() == quantity.start
        for m in scene.mentions
        if not m.is_people
    )


def _is_of_next(scene: Scene, quantity: Quantity, place: Mention) -> bool:
    """Whether a place behind a number is that of a later one, in another part of the sentence."""
    ahead = scene.before(place.start)
    is_of_ahead = ahead is not None and ahead.start > quantity.end and is_into(scene, place)
    if ahead is not None and is_of_ahead and is_bound(scene, ahead, place):
        return (
            ONWARD.search(scene.low, ahead.end, place.start) is not None
            or PAUSE.search(scene.low, quantity.end, ahead.start) is not None
        )
    later = scene.from_on(place.end)
    if later is None or is_into(scene, place) or is_out_of(scene, place):
        return False
    is_apart = PAUSE.search(scene.low, quantity.end, place.start) is not None
    return is_apart and PAUSE.search(scene.low, place.end, later.start) is None


def _is_beyond_border(scene: Scene, place: Mention) -> bool:
    """Whether only the border with a place is named: those who came there came into the other country."""
    key = ("border", place.start)
    if key not in scene.known:
        ahead = max(0, place.start - BORDER_NEAR)
        scene.known[key] = (
            BORDER_WITH.search(scene.low, ahead, place.start) is not None and not place.is_people
        )
    return scene.known[key]


def _is_of_another(scene: Scene, quantity: Quantity, place: Mention, measure: str) -> bool:
    """Whether a place belongs to another number, lies beyond a border or is where a flight starts."""
    if _is_beyond_border(scene, place) or _is_label_of_other(scene, quantity, place):
        return True
    if measure in FLOWN and TO_NEXT.match(scene.low, place.end):
        return True  # Moskova-İstanbul: the place where they land
    others = any(m != place and not m.is_people for m in scene.mentions)
    if others and SAYS_SO.search(scene.low, max(0, place.start - SAID_NEAR), place.start):
        return True  # where the office sits that says so
    if place.start < quantity.end:
        return False
    behind = scene.from_on(place.end)
    is_parted = ";" in scene.low[quantity.end : place.start]
    if is_parted and behind is not None and ";" not in scene.low[place.end : behind.start]:
        return True  # "6,240 on Monday; at Palanca it was 2,980"
    return _is_of_next(scene, quantity, place)


def place_of(scene: Scene, quantity: Quantity, measure: str) -> tuple[Mention | None, bool]:
    """Find the place that a figure is about: where people go for arrivals, where they leave for exits."""
    wants_out = measure in ("exits", "departures", "departures_from_origin")

    def badness(m: Mention, apart: int) -> float:
        into, out = is_into(scene, m), is_out_of(scene, m)
        score = float(apart) + (
            60.0 if ";" in scene.low[min(m.end, quantity.end) : max(m.start, quantity.start)] else 0.0
        )
        if not (into or out):
            score -= OWN_PART if is_own(scene, quantity, m) else 0.0
        is_next = later is not None and later.start - m.end < NEXT_NEAR and is_own(scene, later, m)
        if ((out if wants_out else into) or scene.low.endswith("by way of ", 0, m.start)) and is_bound(
            scene, quantity, m
        ):
            score -= BOUND_GAIN
        if (out if wants_out else into) and is_right_before(scene, quantity, m):
            score -= BOUND_GAIN
        if is_next and (not (into or out) or PAUSE.search(scene.low, quantity.end, m.start)):
            score += NEXT_PART
        if last <= m.end <= quantity.start and RECEIVES.match(scene.low, m.end):
            score -= RECEIVES_GAIN
        if wants_out:
            score += -OUT_GAIN if out else 40.0 if into and m.country not in scene.home else 0.0
        else:
            score += 300.0 if out else -INTO_GAIN if into else 0.0
            score += 120.0 if m.country in scene.home and not into else 0.0
        return score

    later = scene.next_to(quantity)
    before = bisect_right(scene.ends, quantity.start)
    last = scene.ends[before - 1] if before else 0  # where the number before it ends
    gain = max(OWN_PART + RECEIVES_GAIN, (OUT_GAIN if wants_out else INTO_GAIN) + BOUND_GAIN)
    if scene.told is not None and _is_here(scene, quantity):
        return scene.told, True
    for m in scene.mentions:
        if measure.startswith("queue") and _is_beyond_border(scene, m):
            return m, False
        if m.start == quantity.end + 1 and not m.is_people and NAMED_ALONE.match(scene.low, m.end):
            return m, False  # 609,000 Romania
    best, least = None, math.inf
    for m in scene.mentions:
        apart = m.start - quantity.end
        if apart - gain >= least:
            break  # every later one is farther
        if apart < 0:
            apart = min(-apart, abs(quantity.start - m.end))
        if m.is_people or apart - gain >= least or _is_of_another(scene, quantity, m, measure):
            continue
        score = badness(m, apart)
        if score < least:
            best, least = m, score
    if (
        best is not None
        and (wants_out and is_into(scene, best) and not is_out_of(scene, best))
        and scene.told is not None
        and scene.told.name != best.name
        and THERE_AFTER.search(scene.low, quantity.end, best.start)
    ):
        return scene.told, True  # "21,700 had moved on, most of them to Turkey"
    if best is not None and (wants_out or not is_out_of(scene, best)):
        return best, False
    return (scene.told, True) if scene.told is not None else (None, False)
