"""What the unit of a report means: read from the words of the source into a small fixed concept.

"persons/day, all nationalities" and "persons (2 days)" are both people, but one is a rate of a wider
crowd and the other a total. The words are read piece by piece from a fixed vocabulary; if one piece is
not in it, the unit is *not understood* and the row is listed as not used. Nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

Counted = Literal[
    "persons", "trips", "vehicles", "seats", "flights", "multiple", "change", "ratio", "share", "rank",
    "index", "money", "km", "hours", "permits", "applications", "dwellings", "companies", "crossings",
    "silence", "not understood",
]  # fmt: skip
Compared = Literal[
    "left again", "went on", "of leavers", "of present", "of group", "by entries", "by present", "by leavers",
    "usual", "previous", "",
]  # fmt: skip
WEEK, MONTH, YEAR = 7.0, 30.436875, 365.2425


@dataclass(frozen=True, slots=True)
class Concept:
    """What was counted, over which stretch of time, and who belongs to it.

    Attributes
    ----------
    counted
        The kind of thing counted; ``not understood`` if a word of the unit is not in the vocabulary.
    days
        Length in days of the stretch that the figure is a rate of (1 = per day, 7 = per week); None if
        it is the total over the whole period of the report.
    subset
        Part of the people that was counted, such as ``men`` or ``IT workers``; empty for everybody.
    all_nationalities
        True if people of other countries are counted too.
    both_directions
        True if those coming and those going are counted together.
    is_upper_bound
        True if the figure is only what could be at most, such as seats of an aircraft.
    is_unique
        True if every person is counted once, however often they crossed.
    """

    counted: Counted
    days: float | None = None
    subset: str = ""
    all_nationalities: bool = False
    both_directions: bool = False
    is_upper_bound: bool = False
    is_unique: bool = False

    @property
    def is_understood(self) -> bool:
        """Whether every word of the unit was understood."""
        return self.counted != "not understood"

    @property
    def per_day(self) -> bool:
        """Whether the figure is so many per day, and not a total over the period."""
        return self.days == 1

    @property
    def is_people(self) -> bool:
        """Whether people or their trips were counted, all of them and not a named part."""
        return self.counted in ("persons", "trips") and not self.subset


NOT_UNDERSTOOD = Concept("not understood")
THINGS: tuple[tuple[str, Concept], ...] = (
    (r"official counts published( \(none\))?", Concept("silence")),
    (r"persons|people|travellers|passengers|visitors|arrivals|tourists", Concept("persons")),
    (r"unique persons", Concept("persons", is_unique=True)),
    (r"men", Concept("persons", subset="men")),
    (r"women", Concept("persons", subset="women")),
    (r"families|households", Concept("persons", subset="families")),
    (r"it (?:workers|specialists)", Concept("persons", subset="IT workers")),
    (r"air passengers", Concept("persons")),
    (r"emigrants|immigrants(?: from \w+)?", Concept("persons", subset="emigrants")),
    (r"\w+ citizens residing", Concept("persons", subset="residents")),
    (r"encounters", Concept("persons", subset="encounters")),
    (r"(?:border )?crossings|trips|exits|entries", Concept("trips")),
    (r"vehicles|cars|private cars|lorries|buses", Concept("vehicles")),
    (r"(?:vehicles|cars|private cars|lorries) in queue", Concept("vehicles")),
    (r"seats", Concept("seats", is_upper_bound=True)),
    (r"(?:arriving )?flights(?: from \w+)?", Concept("flights")),
    (r"km|kilometres|km of lorries", Concept("km")),
    (r"hours", Concept("hours")),
    (r"(?:rub|usd|eur|try|kzt|gel)(?: one-way)?", Concept("money")),
    (r"multiple of .*", Concept("multiple")),
    (r"ratio of .*", Concept("ratio")),
    (r"relative (?:increase|change|decrease) of .*", Concept("change")),
    (r"share of .*", Concept("share")),
    (r"rank of .*|rank by \w+|rank", Concept("rank")),
    (r"google trends index.*|index(?: .*)?", Concept("index")),
    (r"(?:permits|stay extensions) granted", Concept("permits")),
    (r"applications(?: for [\w\s-]+)?", Concept("applications")),
    (r"dwellings(?: arranged by .*)?", Concept("dwellings")),
    (r"companies opened by \w+|\d+ companies and .*|companies", Concept("companies")),
    (r"congested crossings out of \d+ road crossings", Concept("crossings")),
)
SUBSETS: tuple[tuple[str, str], ...] = (
    (r"denied exit", "denied exit"),
    (r"refused entry", "refused entry"),
    (r"onward to third countries", "onward to third countries"),
    (r"in transit who left", "in transit"),
    (r"with one-year permit, russians and ukrainians together", "holders of a permit"),
)
RATES: tuple[tuple[str, float], ...] = (
    (r"/ ?day| per day| a day| daily", 1.0),
    (r"/ ?24 ?h(?:ours)?| in 24 hours", 1.0),
    (r"/ ?week| per week", WEEK),
    (r"/ ?month| per month", MONTH),
    (r"/ ?year| per year", YEAR),
)
REMARKS = (r"\(registered migration\)", r"\((?:border crossings|exits from \w+)\)", r"\(arrivals\)",
           r"\(expected\)", r"\(maximum\)", r"\(\d+ days?\)", r"registered",
           r"\(up to [\d,.]+ of them cargo\)")  # fmt: skip
COMPARISONS: tuple[tuple[str, Compared], ...] = (
    (r"share of entrants who (?:leave|left) .*\bagain", "left again"),
    (r"share of entrants (?:who )?(?:flown|went|go|gone|moved) on(?: to third countries)?", "went on"),
    (r"share of entrants in transit(?: to third countries)?", "went on"),
    (r"share of leavers who came here", "of leavers"),
    (r"share of displaced people(?: abroad)?", "of present"),
    (r"share of people present", "of group"),
    (r"rank by (?:entries|arrivals)", "by entries"),
    (r"rank by (?:present|stock)", "by present"),
    (r"rank by leavers", "by leavers"),
    (r"(?:multiple|ratio) of (?:usual|normal)(?: daily)? entries", "usual"),
    (r"relative (?:increase|change) of (?:daily )?(?:entries|border crossings|cars entering)\b.*", "usual"),
    (r"(?:multiple|ratio) of (?:daily )?entries to those of the previous (?:days|week)", "previous"),
)


@lru_cache(maxsize=4096)
def read_comparison(unit: str) -> Compared:
    """Read which two sums a share, a rank or a ratio compares; blank if the words are not in the table.

    Parameters
    ----------
    unit
        Words of the source, such as ``share of entrants who leave Georgia again``; never raises.
    """
    words = " ".join(unit[:200].casefold().split())
    for pattern, compared in COMPARISONS:
        if re.fullmatch(pattern, words):
            return compared
    return ""


@lru_cache(maxsize=4096)
def read_unit(unit: str) -> Concept:
    """Read the unit of a report; a unit with an unknown word gives a concept that is not understood.

    Parameters
    ----------
    unit
        Words of the source, such as ``persons/day, all nationalities``; never raises.
    """
    rest = " ".join(unit[:200].casefold().split())
    marks: dict[str, bool] = {}
    for words, mark in (("all nationalities", "all_nationalities"), ("both directions", "both_directions")):
        rest, found = _taken(rf",? ?\b{words}\b", rest)
        marks[mark] = found
    rest, found = _taken(r",? ?upper bound(?: of passengers)?\b", rest)
    whole = _thing(rest)
    if whole is not None:
        return _marked(whole, marks, is_upper_bound=found)
    days, rest = _rate(rest)
    subset, rest = _subset(rest)
    for remark in REMARKS:
        rest, found_remark = _taken(remark, rest)
        if found_remark and "registered" in remark:
            subset = subset or "registered"
    thing = _thing(rest)
    if thing is None:
        return NOT_UNDERSTOOD
    thing = replace(thing, days=days, subset=subset or thing.subset)
    return _marked(thing, marks, is_upper_bound=found)


def _marked(concept: Concept, marks: dict[str, bool], *, is_upper_bound: bool) -> Concept:
    return replace(
        concept,
        all_nationalities=marks["all_nationalities"],
        both_directions=marks["both_directions"],
        is_upper_bound=concept.is_upper_bound or is_upper_bound,
    )


def _thing(words: str) -> Concept | None:
    for pattern, concept in THINGS:
        if re.fullmatch(pattern, words.strip()):
            return concept
    return None


def _rate(words: str) -> tuple[float | None, str]:
    for pattern, days in RATES:
        rest, found = _taken(rf"(?:{pattern})\b", words)
        if found:
            return days, rest
    return None, words


def _subset(words: str) -> tuple[str, str]:
    for pattern, subset in SUBSETS:
        rest, found = _taken(pattern, words)
        if found:
            return subset, rest
    return "", words


def _taken(pattern: str, words: str) -> tuple[str, bool]:
    """Take a piece out of the words; also tell whether it was there."""
    rest, n_found = re.subn(pattern, " ", words, count=1)
    return " ".join(rest.split()), n_found > 0
