"""Which place a figure is about: where people go for arrivals, where they leave for exits."""

from __future__ import annotations

import re
from functools import cache

from alee.reading.letters import small
from alee.reading.places import Mention
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene

INTO = {
    "en": r"\b(?:to|into|in|at|across|entered|reached|reaching|via|through|towards?|inside|entering|for)"
          r"\s+(?:\w+\s+){0,2}$",
    "ru": r"(?<!\w)(?:в|во|на|через)\s+(?:\w+\s+)?$", "tr": r"(?!)",
    "uk": r"(?<!\w)(?:до|в|у|на|через)\s+(?:\w+\s+)?$",
}  # fmt: skip
OUT_OF = {
    "en": r"\b(?:left|from|fled|leaving|fleeing|departed|out of|exited|escaped|quit)\s+(?:\w+\s+){0,1}$",
    "ru": r"(?<!\w)(?:из|с|со|покинул\w*)\s+(?:\w+\s+)?$", "tr": r"(?!)",
    "uk": r"(?<!\w)(?:з|із|зі|покинул\w*|залишил\w*)\s+(?:\w+\s+)?$",
}  # fmt: skip
OWN_PART = 70.0  # how much nearer a place seems that stands between a number and the one before it
NEXT_NEAR = 24  # characters between a place and the number that it belongs to
NEXT_PART = 80.0  # and how much farther one that stands right before the next number
STAYED = small(r"\b(?:inside|within|in|at|внутри|всередині)\s+(?:\w+\s+)?$")
PAUSE = re.compile(r",(?!\d)|[;:]")


def is_goal(scene: Scene, quantity: Quantity, place: Mention) -> bool:
    """Whether a place is where the people of a number went: close by, in the same clause."""
    if place.start - quantity.end >= 70:
        return False
    between = scene.low[quantity.end : place.start] if place.start > quantity.end else ""
    if scene.words.language == "tr" and place.start < quantity.start:
        return is_into(scene, place)
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


def _is_out_of(scene: Scene, place: Mention) -> bool:
    key = ("out", place.start)
    if key not in scene.known:
        scene.known[key] = _reads_out_of(scene, place)
    return scene.known[key]


def _reads_into(scene: Scene, place: Mention) -> bool:
    if scene.words.language == "tr":
        return bool(
            re.match(r"['’]?(?:y?[ea]|d[ea]|t[ea]|n[ea])(?!\w)", scene.low[place.end : place.end + 6])
        ) or bool(re.search(r"(?:y[ea]|d[ea]|t[ea])$", scene.low[place.start : place.end]))
    return bool(_towards(scene.words.language)[0].search(scene.low[max(0, place.start - 50) : place.start]))


def _reads_out_of(scene: Scene, place: Mention) -> bool:
    if scene.words.language == "tr":
        return bool(re.search(r"['’]?(?:dan|den|tan|ten)(?!\w)", scene.low[place.end - 3 : place.end + 6]))
    return bool(_towards(scene.words.language)[1].search(scene.low[max(0, place.start - 50) : place.start]))


def is_own(scene: Scene, quantity: Quantity, place: Mention) -> bool:
    """Whether a place stands between a number and the one before it."""
    start = max((q.end for q in scene.quantities if q.end <= quantity.start), default=len(scene.low))
    return start <= place.start and place.end <= quantity.start


def place_of(scene: Scene, quantity: Quantity, measure: str) -> tuple[Mention | None, bool]:
    """Find the place that a figure is about: where people go for arrivals, where they leave for exits."""
    places = [m for m in scene.mentions if not m.is_people]
    wants_out = measure in ("exits", "departures", "departures_from_origin")

    def badness(m: Mention) -> float:
        apart = min(abs(m.start - quantity.end), abs(quantity.start - m.end))
        into, out = is_into(scene, m), _is_out_of(scene, m)
        score = float(apart) + (
            60.0 if ";" in scene.low[min(m.end, quantity.end) : max(m.start, quantity.start)] else 0.0
        )
        if not (into or out):
            score -= OWN_PART if is_own(scene, quantity, m) else 0.0
        is_next = any(is_own(scene, q, m) and q.start - m.end < NEXT_NEAR for q in later)
        if is_next and (not (into or out) or PAUSE.search(scene.low, quantity.end, m.start)):
            score += NEXT_PART
        if wants_out:
            score += -150.0 if out else 40.0 if into and m.country not in scene.home else 0.0
        else:
            score += 300.0 if out else -80.0 if into else 0.0
            score += 120.0 if m.country in scene.home and not into else 0.0
        return score

    later = [q for q in scene.quantities if q.start > quantity.end][:1]
    if places:
        best = min(places, key=badness)
        if not (not wants_out and _is_out_of(scene, best) and scene.told is not None):
            return best, False
    return (scene.told, True) if scene.told is not None else (None, False)
