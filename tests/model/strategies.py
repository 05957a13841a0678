"""Whole small scenarios and tables of reports, for tests of properties."""

from datetime import date, timedelta

from hypothesis import strategies as st

from alee.model.areas import Area
from alee.model.behaviour import Behaviour
from alee.model.corridors import Corridor
from alee.model.events import CapacityChange, Closure, EntryRule, Given, Opening, Rumour, Shock
from alee.model.groups import Group
from alee.model.places import Place
from alee.model.priors import Beta, LogNormal
from alee.model.reports import Report
from alee.model.scenario import Scenario

START = date(2030, 5, 1)
DAYS = st.integers(-10, 40).map(lambda number: START + timedelta(days=number))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)
NAMES = st.text("aäß漢ж >,\"'#:-%&*!|0", min_size=1, max_size=12).filter(lambda name: bool(name.strip()))
POSITIVE = st.floats(1e-3, 1e6)
QUANTITIES = st.one_of(POSITIVE, st.builds(LogNormal, POSITIVE, st.floats(0.01, 2)))
COUNTRIES = ("AAA", "BBB", "NOR")


@st.composite
def places(draw: st.DrawFn, name: str, country: str) -> Place:
    return Place(
        name=name,
        kind=draw(st.sampled_from(["origin", "town", "crossing", "hub", "camp", "city"])),
        country=country,
        latitude=draw(st.floats(-90, 90)),
        longitude=draw(st.floats(-180, 180)),
        residents=draw(st.integers(1, 2**40)) if country == "AAA" else 0,
        exposure=draw(QUANTITIES),
        capacity=draw(st.none() | st.integers(1, 10**6)),
        language=draw(st.floats(0, 1)),
        requires=draw(st.none() | st.just("passport")),
        sensitivity=draw(st.sampled_from(["open", "sensitive"])),
        source=draw(NAMES),
    )


@st.composite
def corridors(draw: st.DrawFn, ends: tuple[str, str], number: int) -> Corridor:
    by_km = draw(st.booleans())
    return Corridor(
        name=f"way {number}",
        from_place=ends[0],
        to_place=ends[1],
        mode=draw(st.sampled_from(["foot", "road", "rail", "sea", "air"])),
        km=draw(POSITIVE) if by_km else None,
        hours=None if by_km else draw(POSITIVE),
        capacity=draw(st.none() | QUANTITIES),
        is_open=draw(st.booleans()),
        ordinary=draw(QUANTITIES),
        source="assumption",
    )


def events(targets: list[str], groups: list[str]) -> st.SearchStrategy[object]:
    target = st.sampled_from(targets)
    some = st.lists(st.sampled_from(groups), unique=True).map(tuple)
    return st.one_of(
        st.builds(Shock, start=DAYS, size=QUANTITIES, note=TEXTS),
        st.builds(Closure, target, start=DAYS, end=st.none() | st.just(START + timedelta(days=50))),
        st.builds(EntryRule, target, start=DAYS, admit=st.floats(0, 1), groups=some, published=DAYS),
        st.builds(CapacityChange, target, start=DAYS, factor=POSITIVE),
        st.builds(CapacityChange, target, start=DAYS, persons_per_day=POSITIVE),
        st.builds(Rumour, start=DAYS, strength=st.floats(0, 3)),
        st.builds(Given, start=DAYS, persons=st.integers(0, 10**6)),
        st.builds(Opening, st.just("AAA"), start=DAYS),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Draw a whole scenario with two to four places."""
    names = draw(st.lists(NAMES, min_size=2, max_size=4, unique_by=lambda name: " ".join(name.split())))
    where = [COUNTRIES[0], *(draw(st.sampled_from(COUNTRIES)) for _ in names[1:])]
    rows = [draw(places(name, country)) for name, country in zip(names, where, strict=True)]
    pairs = [(a.name, b.name) for a in rows for b in rows if a is not b]
    ways = draw(st.lists(st.sampled_from(pairs), max_size=4))
    return Scenario(
        name="drawn",
        title=draw(TEXTS),
        start=START,
        as_of=START + timedelta(days=9),
        home=["AAA"],
        focus=draw(st.lists(st.sampled_from([row.name for row in rows]), unique=True)),
        behaviour=Behaviour(leave_share=draw(QUANTITIES), floor=draw(st.just(Beta(1, 9)) | st.floats(0, 1))),
        areas=[Area(name="An area", countries=["AAA"], modes=draw(st.sampled_from([(), ("air",)])))],
        assumptions=draw(st.lists(TEXTS, max_size=2)),
        sources={"key": draw(TEXTS)},
        places=rows,
        corridors=[draw(corridors(ends, number)) for number, ends in enumerate(ways)],
        groups=[
            Group(name="a", share=0.25, leave=draw(QUANTITIES), documents={"passport": 1 / 3}, source="x"),
            Group(name="b", share=0.75, leave=1, follows=draw(st.none() | st.just("a")), source="x"),
        ],
        events=draw(st.lists(events([row.name for row in rows], ["a", "b"]), max_size=4)),
    )


@st.composite
def reports(draw: st.DrawFn, number: int) -> Report:
    """Draw a report about a few days, places and figures, so that many of them look alike."""
    start = START + timedelta(days=draw(st.integers(0, 4)))
    end = start + timedelta(days=draw(st.integers(0, 6)))
    value = draw(st.sampled_from([0, 40_000, 98_000, 98_013, 100_000, 64_234]))
    return Report(
        id=f"R{number:03d}",
        published=draw(st.none() | st.integers(0, 5).map(lambda wait: end + timedelta(days=wait))),
        start=start,
        end=end,
        place=draw(st.sampled_from(["Here", "There"])),
        measure=draw(st.sampled_from(["entries", "exits", "stock"])),
        value=value,
        low=draw(st.none() | st.just(value)),
        unit=draw(st.sampled_from(["persons", "persons/day", "furlongs"])),
        issuer=draw(st.sampled_from(["Ministry", "Ministry (Ms X)", "Paper", "press tally"])),
        note=draw(st.sampled_from(["", "BASELINE", "do not use"])),
    )
