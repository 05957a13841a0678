"""What-ifs in words: ``close 'Upper Lars' from 2022-10-10`` becomes events, and events become words again.

A what-if is one or more changes, parted by semicolons. Each begins with a verb, names what it changes (in
quotation marks where the name holds one of the small words), and ends with its figures and days. The table
``VERBS`` is the whole grammar: the help of the command line and the guide are written from it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from alee.compiler.targets import target_area
from alee.core.calendar import as_date
from alee.core.errors import InputError, ScenarioError
from alee.core.suggestions import did_you_mean
from alee.model.events import (
    CapacityChange,
    Closure,
    Conflict,
    EntryRule,
    Event,
    Opening,
    Rumour,
    Shock,
    ShockEnd,
)
from alee.model.scenario import Scenario

PART = re.compile(r"'[^']*'|\"[^\"]*\"|[^\s;]+|;")
CHANGE = re.compile(r"([+-]\d+(?:\.\d+)?)%|=(\d+(?:\.\d+)?)|x(\d+(?:\.\d+)?)")
SMALL_WORDS = ("from", "until", "for", "size", "admit", "strength", "at")
MOST_LENGTH = 2000
VISA_ADMITS = 0.1  # assumption: part of people who get a visa in time where one is asked for


@dataclass(frozen=True)
class Verb:
    """One kind of change.

    Attributes
    ----------
    form
        How it is written.
    meaning
        What it does, in words.
    make
        Builds the event from its parts.
    """

    form: str
    meaning: str
    make: Callable[[Parts], Event]


@dataclass(frozen=True)
class Parts:
    """A change taken apart; figures and days as they stand, ``""`` where not written."""

    target: str
    words: Mapping[str, str]
    change: tuple[str, str, str] | None
    start: dt.date
    end: dt.date | None

    def number(self, word: str, otherwise: float) -> float:
        """Read a figure after a small word."""
        text = self.words.get(word, "")
        if not text:
            return otherwise
        try:
            return float(text)
        except ValueError:
            raise InputError(f'what-if: "{text}" after {word} is not a number.') from None

    def groups(self) -> tuple[str, ...]:
        """Read the groups after ``for``, parted by commas."""
        return tuple(name.strip() for name in self.words.get("for", "").split(",") if name.strip())


def _rule(parts: Parts, admit: float) -> Event:
    share = parts.number("admit", admit)
    return EntryRule(
        target=parts.target, start=parts.start, end=parts.end, groups=parts.groups(), admit=share
    )


def _capacity(parts: Parts) -> Event:
    if parts.change is None:
        raise InputError("what-if: seats needs a figure. Allowed: +20%, -30%, =500 (people a day), x1.5.")
    percent, number, factor = parts.change
    start, end = parts.start, parts.end
    if number:
        return CapacityChange(target=parts.target, persons_per_day=float(number), start=start, end=end)
    times = float(factor) if factor else 1.0 + float(percent) / 100.0
    return CapacityChange(target=parts.target, factor=round(times, 9), start=start, end=end)


def _conflict(parts: Parts) -> Event:
    times = float(parts.change[2]) if parts.change and parts.change[2] else 1.0
    return Conflict(target=parts.target, start=parts.start, end=parts.end, intensity=times)


VERBS: dict[str, Verb] = {
    "close": Verb(
        "close NAME [from DAY] [until DAY]", "nobody passes",
        lambda p: Closure(target=p.target, start=p.start, end=p.end),
    ),
    "open": Verb(
        "open NAME [from DAY] [until DAY]", "people can pass",
        lambda p: Opening(target=p.target, start=p.start, end=p.end),
    ),
    "call-up": Verb(
        "call-up [DAY] [size FACTOR] [at PLACE]", "a new shock; size 1 is as strong as a first one",
        lambda p: Shock(target=p.target, start=p.start, end=p.end, size=p.number("size", 1.0)),
    ),
    "end call-up": Verb(
        "end call-up [DAY] [at PLACE]", "the reason to leave is gone",
        lambda p: ShockEnd(target=p.target, start=p.start, end=p.end),
    ),
    "visa": Verb(
        "visa COUNTRY [from DAY] [for GROUP, GROUP] [admit SHARE]",
        f"a visa is asked for; {VISA_ADMITS:g} of the people get one unless a share is given (assumption)",
        lambda p: _rule(p, VISA_ADMITS),
    ),
    "admit": Verb(
        "admit NAME [from DAY] [for GROUP, GROUP] [admit SHARE]", "everybody, or this share, is let in",
        lambda p: _rule(p, 1.0),
    ),
    "refuse": Verb(
        "refuse NAME [from DAY] [for GROUP, GROUP]", "nobody of these groups is let in",
        lambda p: _rule(p, 0.0),
    ),
    "seats": Verb(
        "seats NAME +20%|-20%|=500|x1.5 [from DAY] [until DAY]", "how many can pass in a day", _capacity
    ),
    "conflict": Verb(
        "conflict PLACE xFACTOR [from DAY] [until DAY]", "people leave so many times as readily", _conflict
    ),
    "rumour": Verb(
        "rumour [NAME] [from DAY] [until DAY] [strength FACTOR]", "word goes round that a way will close",
        lambda p: Rumour(target=p.target, start=p.start, end=p.end, strength=p.number("strength", 1.0)),
    ),
}  # fmt: skip
SAME = {
    "shock": "call-up", "capacity": "seats", "forbid": "refuse", "ban": "refuse", "closure": "close",
    "opening": "open", "rumor": "rumour", "callup": "call-up", "mobilisation": "call-up",
}  # fmt: skip
OPPOSITES = ({"closure", "opening"}, {"shock", "shock_end"})
NEEDS_NO_NAME = ("call-up", "end call-up", "rumour")


def parse_what_if(text: str, scenario: Scenario, as_of: dt.date) -> tuple[Event, ...]:
    """Read a what-if.

    Parameters
    ----------
    text
        One or more changes parted by semicolons; see ``VERBS``. Days are written 2022-10-10; without one a
        change holds from the day after ``as_of``.

    Returns
    -------
    tuple of Event
        A way written by its two ends may be several corridors, one event each.

    Raises
    ------
    InputError
        Naming the part that cannot be read, what is allowed, and what was probably meant.
    """
    if not text.strip():
        raise InputError(f"what-if: it is empty. {allowed_forms()}")
    if len(text) > MOST_LENGTH:
        raise InputError(f"what-if: it has {len(text):,} characters. Allowed are {MOST_LENGTH:,}.")
    events: list[Event] = []
    change: list[str] = []
    for part in [*PART.findall(text), ";"]:
        if part != ";":
            change.append(part)
        elif change:
            events += _change(change, scenario, as_of)
            change = []
    _check_agreement(events)
    return tuple(events)


def _check_agreement(events: Sequence[Event]) -> None:
    """Refuse two changes that say different things of one name from one day on: only one could hold."""
    for first, second in combinations(events, 2):
        if (first.target, first.start) != (second.target, second.start) or first == second:
            continue
        is_same_kind = first.kind == second.kind
        if isinstance(first, EntryRule) and isinstance(second, EntryRule):
            is_same_kind = not (first.groups and second.groups) or bool({*first.groups} & {*second.groups})
        if is_same_kind or {first.kind, second.kind} in OPPOSITES:
            raise InputError(
                f'what-if: "{_written(first)}" and "{_written(second)}" contradict each other. '
                "Allowed: one of them, or the second from a later day on."
            )


def allowed_forms() -> str:
    """Say how what-ifs are written, in one sentence."""
    return f"Allowed: {'; '.join(verb.form for verb in VERBS.values())}."


def _change(words: Sequence[str], scenario: Scenario, as_of: dt.date) -> list[Event]:
    name, rest = _verb(words)
    parts = _parts(name, rest, as_of)
    if not parts.target and name not in NEEDS_NO_NAME:
        raise InputError(f'what-if "{" ".join(words)}": it names nothing. Allowed: {VERBS[name].form}.')
    for group in parts.groups():
        known = [g.name for g in scenario.groups]
        if group not in known:
            likely = did_you_mean(group, known)
            allowed = f"Groups: {', '.join(known)}."
            raise InputError(f'what-if: there is no group called "{group}". {allowed} {likely}'.strip())
    out = []
    for target in _targets(parts.target, scenario):
        try:
            out.append(VERBS[name].make(Parts(target, parts.words, parts.change, parts.start, parts.end)))
        except ScenarioError as error:
            raise InputError(f'what-if "{" ".join(words)}": {error} Allowed: {VERBS[name].form}.') from None
    return out


def _verb(words: Sequence[str]) -> tuple[str, Sequence[str]]:
    two = " ".join(words[:2]).casefold()
    if two in VERBS:
        return two, words[2:]
    one = SAME.get(words[0].casefold(), words[0].casefold())
    if one == "end" and len(words) > 1 and SAME.get(words[1].casefold()) == "call-up":
        return "end call-up", words[2:]
    if one in VERBS:
        return one, words[1:]
    likely = did_you_mean(one, [*VERBS, *SAME])
    raise InputError(
        f'what-if: "{words[0]}" is no change that Alee knows. {allowed_forms()} {likely}'.strip()
    )


def _parts(verb: str, words: Sequence[str], as_of: dt.date) -> Parts:
    """Take apart what stands after the verb."""
    target: list[str] = []
    found: dict[str, list[str]] = {}
    change = None
    current = target
    for word in words:
        if word.casefold() in SMALL_WORDS:
            if word.casefold() in found:
                raise InputError(f'what-if: "{word}" stands twice. Allowed: {VERBS[verb].form}.')
            current = found.setdefault(word.casefold(), [])
        elif CHANGE.fullmatch(word):
            match = CHANGE.fullmatch(word)
            assert match is not None
            change = (match[1] or "", match[2] or "", match[3] or "")
        elif verb == "seats" and re.fullmatch(r"\d+(?:\.\d+)?%", word) and current is target:
            raise InputError(
                f'what-if: "{word}" has no sign. Allowed: +20%, -30%, =500 (people a day), x1.5.'
            )
        else:
            current.append(word.strip("'\"") if word[0] in "'\"" else word)
    said = {word: " ".join(parts) for word, parts in found.items()}
    if verb in ("call-up", "end call-up"):
        if target and "from" not in said:
            said["from"] = " ".join(target)
        target = [said["at"]] if said.get("at") else []
    start = _day(said["from"]) if "from" in said else as_of + dt.timedelta(days=1)
    if start <= as_of:
        raise InputError(
            f"what-if: {start} is not in the future. Allowed are days after the as-of date {as_of}."
        )
    end = _day(said["until"]) if "until" in said else None
    return Parts(" ".join(target), said, change, start, end)


def _day(text: str) -> dt.date:
    try:
        return as_date(text)
    except InputError:
        raise InputError(f'what-if: "{text}" is no day. Allowed: days such as 2022-10-10.') from None


def _targets(name: str, scenario: Scenario) -> list[str]:
    """Find what a name means: itself, a country by its name, or the corridors between two ends."""
    if not name:
        return [""]
    names = {c.name for c in scenario.corridors}
    if name in names:
        return [name]
    ends = re.split(r"\s+(?:-|–|>|to)\s+", name)
    if len(ends) == 2:
        between = [c.name for c in scenario.corridors if [c.from_place, c.to_place] == ends]
        if between:
            return between
    try:
        target_area(scenario, name)
    except ScenarioError as error:
        raise InputError(problem.at("what-if") for problem in error.problems) from None
    return [name]


def written_what_if(events: Sequence[Event]) -> str:
    """Write events as a what-if that reads back to the same events.

    Raises
    ------
    InputError
        If an event is of a kind that the text form does not have.
    """
    return "; ".join(_written(event) for event in events)


def _written(event: Event) -> str:
    head, figures = _head(event)
    if event.target:
        quoted = f'"{event.target}"' if "'" in event.target else f"'{event.target}'"
        head += f" at {quoted}" if isinstance(event, Shock | ShockEnd) else f" {quoted}"
    days = f" from {event.start}" + (f" until {event.end}" if event.end is not None else "")
    return f"{head}{figures}{days}"


def _head(event: Event) -> tuple[str, str]:
    if isinstance(event, Closure):
        return "close", ""
    if isinstance(event, Opening):
        return "open", ""
    if isinstance(event, Shock) and isinstance(event.size, int | float):
        return "call-up", f" size {event.size:g}"
    if isinstance(event, ShockEnd):
        return "end call-up", ""
    if isinstance(event, EntryRule):
        groups = f" for {', '.join(event.groups)}" if event.groups else ""
        return "admit", f"{groups} admit {event.admit:g}"
    if isinstance(event, CapacityChange):
        is_factor = event.factor is not None
        return "seats", f" x{event.factor:.9g}" if is_factor else f" ={event.persons_per_day:g}"
    if isinstance(event, Conflict):
        return "conflict", f" x{event.intensity:g}"
    if isinstance(event, Rumour):
        return "rumour", f" strength {event.strength:g}"
    raise InputError(f"what-if: an event of kind {event.kind} has no text form. {allowed_forms()}")
