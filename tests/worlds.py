"""Small scenarios built in code, shared by the tests."""

from alee.model.areas import Area
from alee.model.behaviour import Behaviour
from alee.model.corridors import Corridor
from alee.model.events import Event, Shock
from alee.model.groups import Group
from alee.model.places import Place
from alee.model.priors import LogNormal
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario

SHOCK_DAY = "2030-03-05"


def place(name: str, kind: str, country: str, **fields: object) -> Place:
    return Place(
        name=name, kind=kind, country=country, latitude=1, longitude=2, source="assumption", **fields
    )


def corridor(start: str, end: str, mode: str = "road", **fields: object) -> Corridor:
    return Corridor(**{"from_place": start, "to_place": end, "mode": mode, "source": "assumption", **fields})


def small_world(*events: Event, shuffled: bool = False) -> Scenario:
    """One home region, a crossing with a queue, two countries to go to and one that publishes nothing."""
    places = [
        place("Hometown", "origin", "AAA", residents=400_000),
        place("Gate", "crossing", "BBB"),
        place("Bigcity", "city", "BBB", stay_limit_days=9),
        place("Seaport", "city", "CCC", appeal=LogNormal(1.0, 0.5)),
        place("Farland", "city", "DDD"),
    ]
    ways = [
        corridor("Hometown", "Gate", hours=5, capacity=900, ordinary=LogNormal(300, 0.4), weekend=1.5),
        corridor("Gate", "Bigcity", hours=2),
        corridor("Hometown", "Seaport", "sea", hours=30, fare=80, ordinary=LogNormal(200, 0.4)),
        corridor("Bigcity", "Farland", "air", hours=3, fare=200),
        corridor("Hometown", "Farland", "air", hours=4, fare=400, capacity=300, ordinary=100),
    ]
    groups = [
        Group(name="men", share=0.3, leave=LogNormal(1.0, 0.2), source="assumption"),
        Group(name="families", share=0.7, leave=0.1, follows="men", source="assumption"),
    ]
    shock = Shock(start=SHOCK_DAY)
    flip = slice(None, None, -1) if shuffled else slice(None)
    return Scenario(
        name="small-world", title="A small made-up world", start="2030-03-01", as_of="2030-03-14",
        horizon_days=7, home=["AAA"], focus=["Seeland"], places=places[flip], corridors=ways[flip],
        groups=groups[flip], events=[shock, *events], behaviour=Behaviour(),
        areas=[
            Area(name="Beeland", countries=["BBB"]),
            Area(name="Seeland", countries=["CCC"]),
            Area(name="Home", countries=["AAA"]),
        ],
    )  # fmt: skip


def report(
    name: str, area: str, measure: str, value: float | None, start: str, end: str, **more: object
) -> Report:
    row: dict[str, object] = {
        "id": name, "place": area, "measure": measure, "value": value, "start": start, "end": end,
        "published": end, "unit": "persons", "issuer": "border service",
    }  # fmt: skip
    return Report(**{**row, **more})


def some_reports() -> Reports:
    """Gross counts of two countries, before and after the shock, one late and one impossible."""
    return Reports(
        [
            report("B1", "Beeland", "entries", 310, "2030-03-01", "2030-03-01"),
            report("B2", "Beeland", "entries", 4800, "2030-03-05", "2030-03-10"),
            report("B3", "Beeland", "exits", 2400, "2030-03-05", "2030-03-10"),
            report("S1", "Seeland", "entries", 620, "2030-03-02", "2030-03-04", issuer="port of Seeland"),
            report("S2", "Seeland", "entries", 5200, "2030-03-05", "2030-03-12", issuer="port of Seeland"),
            report("L1", "Beeland", "entries", 900, "2030-03-13", "2030-03-13", published="2030-03-20"),
            report(
                "P1",
                "Seeland",
                "rent_index",
                1.4,
                "2030-03-10",
                "2030-03-10",
                unit="multiple of earlier rent",
            ),
        ]
    )
