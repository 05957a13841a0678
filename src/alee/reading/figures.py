"""What a number in a sentence counts: measure, place, period, unit, and whether it is news at all."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from alee.reading.days import Period
from alee.reading.lexicon import PEOPLE, Words
from alee.reading.places import Mention
from alee.reading.quantities import Quantity

RATE_AHEAD = re.compile(r"\b(?:an?|per|each|every)\s+$", re.IGNORECASE)
OTHER_THINGS = re.compile(r"\s(?P<word>[a-z]{3,}s)\b")
UNIT_NEAR = 34  # characters after a number in which its unit stands
BY_UNIT = {
    "homes": "house_sales", "permits": "residence_permits", "companies": "company_registrations",
    "id numbers": "id_numbers", "applications": "asylum_applications", "flights": "flights_per_day",
    "seats": "seats", "crossings": "entries",
}  # fmt: skip
NO_COUNT = frozenset({"years", "days", "weeks", "goods", "harm", "metres", "kg"})
INSTANT = frozenset({"stock", "registered", "queue_length", "queue_length_km", "queue_hours", "rent_index"})
CONCEPTS = {
    "entries": "trips, gross: ordinary traffic may be inside",
    "exits": "trips, gross: ordinary traffic may be inside",
    "net": "entries minus exits", "stock": "people present (stock)", "registered": "people registered (stock)",  # noqa: E501
    "departures_from_origin": "people who left (flow)", "tourist_arrivals": "trips, tourists inside",
    "queue_length": "people or vehicles waiting (stock)", "queue_length_km": "length of a queue",
    "queue_hours": "hours of waiting", "share": "a part of a whole", "rank": "place in an order",
}  # fmt: skip
INTO = {
    "en": r"\b(?:to|into|in|at|across|entered|reached|via|through|towards?)\s+(?:\w+\s+){0,2}$",
    "ru": r"\b(?:в|во|на|через)\s+(?:\w+\s+)?$", "tr": r"$^", "uk": r"\b(?:до|в|у|на|через)\s+(?:\w+\s+)?$",
}  # fmt: skip
OUT_OF = {
    "en": r"\b(?:left|from|fled|leaving|fleeing|departed|out of|exited|escaped)\s+(?:\w+\s+){0,1}$",
    "ru": r"\b(?:из|с|со|покинул\w*)\s+(?:\w+\s+)?$", "tr": r"$^", "uk": r"\b(?:з|із|зі|покинул\w*|залишил\w*)\s+(?:\w+\s+)?$",  # noqa: E501
}  # fmt: skip
MONEY = {
    "air_fare": r"ticket|fare|flight|билет|bilet|квит",
    "rent_index": r"\brents?\b|\bflats?\b|\bapartments?\b|аренд|kira|оренд",
}


@dataclass(frozen=True)
class Figure:
    """What a number means.

    Attributes
    ----------
    measure
        One of the measures of reports; ``""`` for a number that counts no movement.
    why_not
        Why it is no figure.
    """

    measure: str
    unit: str = ""
    place: Mention | None = None
    is_inherited: bool = False
    period: Period | None = None
    is_rate: bool = False
    why_not: str = ""


def unit_of(sentence: str, quantity: Quantity, words: Words) -> str:
    """Say what stands behind a number: people unless another unit is named close by."""
    after = sentence[quantity.end : quantity.end + UNIT_NEAR]
    cut = re.search(r"[.;:]|,(?!\d)|\b(?:and|и|ve|та|і|in|at|to|from|for|on|by|with)\b", after)
    near = after[: cut.start()] if cut else after
    best = (UNIT_NEAR, "people")
    for unit, pattern in words.units:
        match = pattern.search(near)
        if match and unit in ("days", "weeks") and RATE_AHEAD.search(near[: match.start()]):
            continue
        if match and match.start() < best[0] and near[: match.start()].count(" ") <= 3:
            best = (match.start(), unit)
    return best[1]


def figure_of(
    sentence: str, quantity: Quantity, words: Words, mentions: list[Mention], periods: list[Period],
    inherited: Mention | None, home: tuple[str, ...],
) -> Figure:  # fmt: skip
    """Say what a number counts."""
    unit = "money" if quantity.is_money else unit_of(sentence, quantity, words)
    period = _nearest_period(quantity, periods)
    is_rate = _is_rate(sentence, quantity, words)
    if unit in NO_COUNT:
        why = (
            "an age or a span of time"
            if unit in ("years", "days", "weeks")
            else "it counts no movement of people"
        )
        return Figure("", unit, why_not=why)
    if unit == "people" and _counts_things(sentence, quantity, words, mentions):
        return Figure("", unit, why_not="it counts no movement of people")
    measure = _measure(sentence, quantity, unit, words)
    if unit == "vehicles" and measure not in ("queue_length", "entries"):
        measure = ""
    if not measure:
        return Figure("", unit, why_not="no word near it says what it counts")
    place, is_inherited = _place(sentence, quantity, measure, mentions, inherited, words.language, home)
    if measure == "departures":
        goals = [m for m in mentions if not m.is_people and m.country not in home
                 and _is_goal(sentence, quantity, m, words.language)]  # fmt: skip
        place = goals[0] if goals else place
        is_out = (
            place is None or place.country in home or not _is_goal(sentence, quantity, place, words.language)
        )
        measure = "departures_from_origin" if is_out else "entries"
        if is_out and place is not None and place.country not in home:
            place = next((m for m in mentions if m.country in home), place)
    if measure == "exits" and place is not None and place.country in home:
        measure = "departures_from_origin"
    if measure == "returns":
        measure = "other"
    return Figure(measure, _unit_words(unit, measure, is_rate=is_rate), place, is_inherited, period, is_rate)


def _counts_things(sentence: str, quantity: Quantity, words: Words, mentions: list[Mention]) -> bool:
    """Whether a plural that is neither people nor a movement stands right behind a number."""
    if re.match(
        r"\s+(?:more|fewer|less|higher|lower)\s+(?:than|on)\b", sentence[quantity.end :], re.IGNORECASE
    ):
        return True
    match = OTHER_THINGS.match(sentence, quantity.end)
    people = PEOPLE.get(words.language)
    if match is None or people is None or people.match(sentence, match.start("word")):
        return False
    is_cue = any(p.match(sentence, match.start("word")) for _, p in words.measures)
    return not is_cue and not any(m.start == match.start("word") for m in mentions)


def _measure(sentence: str, quantity: Quantity, unit: str, words: Words) -> str:
    if unit == "money":
        for measure, pattern in MONEY.items():
            if re.search(pattern, sentence, re.IGNORECASE):
                return measure
        return ""
    cue = _cue(sentence, quantity, words)
    is_queue = any(m == "queue" and p.search(sentence) for m, p in words.measures)
    if unit == "km":
        return "queue_length_km" if is_queue else ""
    if unit == "hours":
        return "queue_hours" if is_queue else ""
    if quantity.is_percent:
        for measure, pattern in MONEY.items():
            if re.search(pattern, sentence, re.IGNORECASE):
                return measure
        return "share" if cue else ""
    if unit == "crossings" and cue in ("exits", "departures"):
        return "exits"
    if unit in BY_UNIT:
        return BY_UNIT[unit]
    return {"tourists": "tourist_arrivals", "queue": "queue_length"}.get(cue, cue)


def _cue(sentence: str, quantity: Quantity, words: Words) -> str:
    """The measure whose word stands nearest to a number; words of its own clause first."""
    best: tuple[float, int, str] = (1e9, 0, "")
    for rank, (measure, pattern) in enumerate(words.measures):
        for match in pattern.finditer(sentence):
            if match.start() < quantity.end and quantity.start < match.end():
                continue
            before = match.end() <= quantity.start
            gap = sentence[match.end() : quantity.start] if before else sentence[quantity.end : match.start()]
            apart = len(gap) + 25.0 * len(
                re.findall(r"[;:]|,(?!\d)|\b(?:while|but|whereas|а|но|ama|але|and)\b", gap)
            )
            best = min(best, (apart + (8.0 if before else 0.0), rank, measure))
    return best[2] if best[0] < 160 else ""


def _is_goal(sentence: str, quantity: Quantity, place: Mention, language: str) -> bool:
    """Whether a place is where the people of a number went: close by, in the same clause."""
    between = sentence[quantity.end : place.start] if place.start > quantity.end else ""
    return (
        len(between) < 70 and not re.search(r",(?!\d)|[;:]", between) and _is_into(sentence, place, language)
    )


def _is_into(sentence: str, place: Mention, language: str) -> bool:
    if language == "tr":
        return bool(re.match(r"['’]?(?:y?[ea]|d[ea]|t[ea])\b", sentence[place.end :])) or bool(
            re.search(r"(?:y?[ea]|d[ea]|t[ea])$", sentence[place.start : place.end])
        )
    return bool(re.search(INTO[language], sentence[: place.start], re.IGNORECASE))


def _is_out_of(sentence: str, place: Mention, language: str) -> bool:
    if language == "tr":
        rest = sentence[place.start : place.end + 6]
        return bool(re.search(r"['’]?(?:dan|den|tan|ten)\b", rest))
    return bool(re.search(OUT_OF[language], sentence[: place.start], re.IGNORECASE))


def _place(
    sentence: str, quantity: Quantity, measure: str, mentions: list[Mention], inherited: Mention | None,
    language: str, home: tuple[str, ...],
) -> tuple[Mention | None, bool]:  # fmt: skip
    """Find the place that a figure is about: where people go for arrivals, where they leave for exits."""
    places = [m for m in mentions if not m.is_people]
    wants_out = measure in ("exits", "departures", "departures_from_origin")

    def badness(m: Mention) -> float:
        apart = min(abs(m.start - quantity.end), abs(quantity.start - m.end))
        into, out = _is_into(sentence, m, language), _is_out_of(sentence, m, language)
        score = float(apart)
        if wants_out:
            score += -150.0 if out else 40.0 if into and m.country not in home else 0.0
        else:
            score += 300.0 if out else -80.0 if into else 0.0
            score += 120.0 if m.country in home and not into else 0.0
        return score

    if places:
        best = min(places, key=badness)
        if not (not wants_out and _is_out_of(sentence, best, language) and inherited is not None):
            return best, False
    if inherited is not None:
        return inherited, True
    return None, False


def _nearest_period(quantity: Quantity, periods: list[Period]) -> Period | None:
    def apart(p: Period) -> int:
        return min(abs(p.start - quantity.end), abs(quantity.start - p.end)) - (200 if p.since else 0)

    return min(periods, key=apart) if periods else None


def _is_rate(sentence: str, quantity: Quantity, words: Words) -> bool:
    near = sentence[max(0, quantity.start - 40) : quantity.end + 60]
    return bool(words.rate.search(near))


def _unit_words(unit: str, measure: str, *, is_rate: bool) -> str:
    word = {"people": "persons", "money": "price"}.get(unit, unit)
    if measure in ("share",):
        return "share"
    return f"{word}/day" if is_rate and unit not in ("km", "hours", "money") else word


def covers(
    period: Period | None, measure: str, published: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """Give the first and last day of a figure; a stock without a day is of the day of publication."""
    if period is not None:
        return (period.last, period.last) if measure in INSTANT else (period.first, period.last)
    return (published, published) if measure in INSTANT else (None, None)
