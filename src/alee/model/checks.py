"""Checks that need more than one row: they find every problem of a scenario, not only the first.

A check never raises. It yields problems, each with the path of the cell it speaks of, so that whoever
read the files can name file, line and column. Rows that could not be read at all are missing from a
:class:`Draft`, but their names are known, so that one bad cell does not make ten other rows look wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from alee.core.calendar import day_number
from alee.core.errors import Problem
from alee.core.suggestions import did_you_mean, listed
from alee.model.events import Closure, Conflict, Event, Opening

if TYPE_CHECKING:
    from alee.model.scenario import Scenario

Rows = Sequence[tuple[int, Any]]
SHARE_TOLERANCE = 1e-6
MOST_FOUND = 500
DAYS_BEFORE = 30 * 366
DAYS_AFTER = 5 * 366


@dataclass(frozen=True)
class Draft:
    """What is known of a scenario before it is whole: readable rows with their numbers.

    Attributes
    ----------
    places, corridors, groups, areas, events
        Pairs of row number (0, 1, ... in the order of the file) and object.
    start, as_of, home, focus
        As in the scenario; None or empty if they could not be read.
    unread
        Names that stand in rows that could not be read, by table.
    whole
        Tables of which every row could be read.
    lost
        Tables with rows of which not even the name is known; nothing is said to be missing from them.
    """

    places: Rows = ()
    corridors: Rows = ()
    groups: Rows = ()
    areas: Rows = ()
    events: Rows = ()
    start: date | None = None
    as_of: date | None = None
    home: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    unread: dict[str, frozenset[str]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset({"places", "corridors", "groups", "areas", "events"})
    lost: frozenset[str] = frozenset()

    @classmethod
    def of(cls, scenario: Scenario) -> Draft:
        """Take a scenario whose fields are all readable."""
        tables = {name: tuple(enumerate(getattr(scenario, name))) for name in sorted(cls().whole)}
        return cls(
            **tables,  # type: ignore[arg-type]
            start=scenario.start,
            as_of=scenario.as_of,
            home=scenario.home,
            focus=scenario.focus,
        )

    def names(self, table: str) -> list[str]:
        """List all names of a table, also those of rows that could not be read."""
        rows: Rows = getattr(self, table)
        return [row.name for _, row in rows] + sorted(self.unread.get(table, ()))

    @property
    def countries(self) -> list[str]:
        """Countries in which places lie, in alphabetical order."""
        return sorted({place.country for _, place in self.places})


def find_problems(draft: Draft) -> Iterator[Problem]:
    """Find everything that is wrong (or, marked as a warning, remarkable) across the rows of a scenario.

    Five hundred findings are told: whoever mends those will run the check again. If all of them are warnings,
    the others are looked through for something that is wrong, because many warnings alone keep nobody from
    using a large scenario.
    """
    found = chain.from_iterable(check(draft) for check in CHECKS)
    told = list(islice(found, MOST_FOUND))
    yield from told
    more = next(found, None)
    if more is None:
        return
    is_warning = all(problem.is_warning for problem in (*told, more)) and all(p.is_warning for p in found)
    yield Problem(
        f"there are more than {MOST_FOUND} problems",
        likely="Mend the first ones, then check again.",
        is_warning=is_warning,
    )


def _duplicates(draft: Draft) -> Iterator[Problem]:
    for table, what in (("places", "place"), ("corridors", "corridor"), ("groups", "group")):
        seen: set[str] = set()
        for index, row in getattr(draft, table):
            if row.name in seen:
                wrong = f'the name "{row.name}" stands twice'
                allowed = f"Each {what} has its own name and one row."
                yield Problem(wrong, allowed, path=(table, index, "name"))
            seen.add(row.name)


def _shared_names(draft: Draft) -> Iterator[Problem]:
    """Refuse an area that is called like a place or corridor: a target must mean one thing."""
    taken = dict.fromkeys(draft.names("places"), "place")
    taken.update(dict.fromkeys(draft.names("corridors"), "corridor"))
    seen: set[str] = set()
    for index, area in draft.areas:
        if area.name in taken or area.name in seen:
            what = taken.get(area.name, "area")
            wrong = f'the name "{area.name}" already belongs to a {what}'
            allowed = "Areas, places and corridors all have different names."
            yield Problem(wrong, allowed, path=("areas", index, "name"))
        seen.add(area.name)


def _corridor_ends(draft: Draft) -> Iterator[Problem]:
    names = dict.fromkeys(draft.names("places"))
    if "places" in draft.lost:
        return
    for index, corridor in draft.corridors:
        for end in ("from_place", "to_place"):
            yield from _unknown_place(getattr(corridor, end), names, ("corridors", index, end))


def _unknown_place(name: str, names: Collection[str], path: tuple[str | int, ...]) -> Iterator[Problem]:
    if name not in names:
        wrong = f'there is no place called "{name}"'
        allowed = f"Places are listed in places.csv ({len(names)})."
        yield Problem(wrong, allowed, did_you_mean(name, names), path=path)


def _shares(draft: Draft) -> Iterator[Problem]:
    total = sum(group.share for _, group in draft.groups)
    if "groups" in draft.whole and draft.groups and abs(total - 1) > SHARE_TOLERANCE:
        wrong = f"the shares of all groups together make {total:.6g}"
        last = draft.groups[-1][0]
        yield Problem(wrong, "They must make 1.", path=("groups", last, "share"))
    if "groups" in draft.whole and not draft.groups:
        yield Problem("there is no group", "A scenario has at least one.", path=("groups",))


def _followed(draft: Draft) -> Iterator[Problem]:
    names = draft.names("groups")
    for index, group in draft.groups:
        path = ("groups", index, "follows")
        if group.follows == group.name:
            allowed = "A group follows another group, or none."
            yield Problem(f'the group "{group.name}" follows itself', allowed, path=path)
        elif group.follows is not None and group.follows not in names and "groups" not in draft.lost:
            wrong = f'there is no group called "{group.follows}"'
            allowed = f"Groups: {listed(names)}."
            yield Problem(wrong, allowed, did_you_mean(group.follows, names), path=path)


def _area_members(draft: Draft) -> Iterator[Problem]:
    names = dict.fromkeys(draft.names("places"))
    countries = frozenset(draft.countries)
    for index, area in draft.areas:
        for key in ("places", "from_places") if "places" not in draft.lost else ():
            for name in getattr(area, key):
                yield from _unknown_place(name, names, ("areas", index, key))
        if not area.places and not area.countries:
            allowed = "An area names places, countries, or both."
            yield Problem("the area holds nothing", allowed, path=("areas", index, "countries"))
        if "places" not in draft.whole:
            continue
        for country in area.countries:
            if country not in countries:
                wrong = f"no place lies in the country {country}"
                allowed = f"Countries with places: {listed(draft.countries)}."
                likely = did_you_mean(country, draft.countries)
                yield Problem(wrong, allowed, likely, path=("areas", index, "countries"), is_warning=True)


def _event_targets(draft: Draft) -> Iterator[Problem]:
    places, groups = dict.fromkeys(draft.names("places")), draft.names("groups")
    others = [*draft.names("corridors"), *draft.names("areas"), *draft.countries]
    known = dict.fromkeys([*places, *others])
    targets_known = not draft.lost & {"places", "corridors"}
    for index, event in draft.events:
        path = ("events", index, "target")
        if not targets_known:
            pass
        elif isinstance(event, Conflict):
            yield from _unknown_place(event.target, places, path)
        elif event.target and event.target not in known:
            wrong = f'there is no place, corridor, country or area called "{event.target}"'
            allowed = "A target is a place, a corridor, the code of a country that has places, or an area."
            yield Problem(wrong, allowed, did_you_mean(event.target, known), path=path)
        for name in event.groups if "groups" not in draft.lost else ():
            if name not in groups:
                wrong = f'there is no group called "{name}"'
                allowed, likely = f"Groups: {listed(groups)}.", did_you_mean(name, groups)
                yield Problem(wrong, allowed, likely, path=("events", index, "groups"))


def _event_days(draft: Draft) -> Iterator[Problem]:
    if draft.start is None:
        return
    for index, event in draft.events:
        days = {"start": event.start, "end": event.end, "published": event.published}
        if event.published == event.start:
            del days["published"]
        for key, day in days.items():
            if day and not -DAYS_BEFORE <= day_number(draft.start, day) <= DAYS_AFTER:
                wrong = f"{day} is far from the first simulated day, {draft.start}"
                allowed = "Allowed: from 30 years before it to 5 years after it."
                yield Problem(wrong, allowed, "Is the year right?", path=("events", index, key))


def _contradictions(draft: Draft) -> Iterator[Problem]:
    """Refuse a closure and an opening of one target on one day: nobody could say which holds."""
    first: dict[tuple[str, date], type[Event]] = {}
    for index, event in draft.events:
        if isinstance(event, Closure | Opening):
            other = first.setdefault((event.target, event.start), type(event))
            if other is not type(event):
                wrong = f'"{event.target}" opens and closes on the same day, {event.start}'
                yield Problem(wrong, "Only one of the two can hold.", path=("events", index, "kind"))


def _home(draft: Draft) -> Iterator[Problem]:
    if draft.start and draft.as_of and draft.as_of < draft.start:
        wrong = f"the as-of date {draft.as_of} lies before the first simulated day, {draft.start}"
        yield Problem(wrong, "It is that day or a later one.", path=("as_of",))
    if "places" not in draft.whole:
        return
    if not draft.places:
        yield Problem("there is no place", "A scenario has at least one.", path=("places",))
        return
    countries = frozenset(draft.countries)
    strangers = [code for code in draft.home if code not in countries]
    for code in strangers:
        wrong = f"no place lies in the home country {code}"
        allowed = f"Countries with places: {listed(draft.countries)}."
        yield Problem(wrong, allowed, did_you_mean(code, draft.countries), path=("home",))
    home = frozenset(draft.home)
    if home and not strangers and not any(p.residents for _, p in draft.places if p.country in home):
        wrong = "no place in a home country has residents, so nobody can leave"
        yield Problem(wrong, "At least one place at home has residents above 0.", path=("home",))


def _focus(draft: Draft) -> Iterator[Problem]:
    known = dict.fromkeys([*draft.names("places"), *draft.names("areas"), *draft.countries])
    for name in draft.focus if "places" not in draft.lost else ():
        if name not in known:
            wrong = f'there is no place, area or country called "{name}"'
            allowed = "The focus names places, areas or countries of this scenario."
            yield Problem(wrong, allowed, did_you_mean(name, known), path=("focus",))


def _documents(draft: Draft) -> Iterator[Problem]:
    """Warn of a document that nobody holds: most often it is spelt in two ways."""
    held = sorted({document for _, group in draft.groups for document in group.documents})
    for table in ("places", "corridors"):
        for index, row in getattr(draft, table):
            if row.requires is not None and row.requires not in held:
                wrong = f'no group holds the document "{row.requires}", so nobody displaced can pass'
                allowed = f"Documents held: {listed(held) or 'none'}."
                likely = did_you_mean(row.requires, held)
                yield Problem(wrong, allowed, likely, path=(table, index, "requires"), is_warning=True)


def _ways_out(draft: Draft) -> Iterator[Problem]:
    """Warn of origins that nobody can leave and of places that nobody can reach."""
    if not draft.home or not draft.whole >= {"places", "corridors"}:
        return
    home = frozenset(draft.home)
    abroad = [place.name for _, place in draft.places if place.country not in home]
    lived_in = {place.name for _, place in draft.places if place.residents and place.country in home}
    ways = [(corridor.from_place, corridor.to_place) for _, corridor in draft.corridors]
    can_leave = _reached(abroad, ((end, start) for start, end in ways))
    can_be_reached = _reached(lived_in, ways)
    for index, place in draft.places:
        path = ("places", index, "name")
        if place.name in lived_in and place.name not in can_leave:
            wrong = f'no way leads from "{place.name}" to another country'
            allowed = "Nobody can flee abroad from here until corridors.csv says how."
            yield Problem(wrong, allowed, path=path, is_warning=True)
        if place.name not in can_be_reached:
            wrong = f'no way leads to "{place.name}" from where people live'
            allowed = "Nobody will arrive here until corridors.csv says how."
            yield Problem(wrong, allowed, path=path, is_warning=True)


def _reached(starts: Iterable[str], ways: Iterable[tuple[str, str]]) -> set[str]:
    onward: dict[str, list[str]] = {}
    for start, end in ways:
        onward.setdefault(start, []).append(end)
    edge = list(starts)
    reached = set(edge)
    while edge:
        for end in onward.get(edge.pop(), ()):
            if end not in reached:
                reached.add(end)
                edge.append(end)
    return reached


def _cause(draft: Draft) -> Iterator[Problem]:
    kinds = {event.kind for _, event in draft.events}
    if "events" in draft.whole and not kinds & {"shock", "given"}:
        wrong = "there is neither a shock nor a given number of displaced, so nobody will leave"
        likely = "Add a row of kind shock to events.csv, unless that is what you mean."
        yield Problem(wrong, "", likely, path=("events",), is_warning=True)


CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    _home,
    _duplicates,
    _shared_names,
    _corridor_ends,
    _shares,
    _followed,
    _area_members,
    _focus,
    _event_targets,
    _event_days,
    _contradictions,
    _documents,
    _ways_out,
    _cause,
)
