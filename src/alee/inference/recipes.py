"""From a report to its recipe: which measure it is, what its unit compares, which ways and places count."""

import datetime as dt
from collections.abc import Iterable

import numpy as np

from alee.compiler import Plan
from alee.inference.issuers import delay_parameter, index_parameters
from alee.inference.measures import MEASURES, Concept, unit_factor
from alee.inference.operators import NOTHING, Operator
from alee.kernels.layout import Indices
from alee.model.areas import Area, corridors_into, corridors_out_of, places_in, resolve_area
from alee.model.events import Shock
from alee.model.report_units import Compared, read_comparison
from alee.model.reports import Report

SHARES: dict[Compared, Concept] = {
    "left again": Concept.LEFT_AGAIN,
    "went on": Concept.WENT_ON,
    "of leavers": Concept.SHARE_OF_LEAVERS,
    "of present": Concept.SHARE_OF_PRESENT,
    "of group": Concept.SHARE_OF_GROUP,
}
ORDERS: dict[Compared, Concept] = {
    "by entries": Concept.GROSS_ENTRIES,
    "by present": Concept.STOCK,
    "by leavers": Concept.LEAVERS,
}
ONWARD = ("onward to third countries", "in transit")  # parts of those who leave that the model knows
WEEK = 7
ENDS = ("city", "camp", "hub")  # kinds of places that a rank of places puts in order
DAILY = ("border_daily_capacity", "flights_per_day")


def measure_name(report: Report) -> str:
    """The measure under which the registry knows a report; the unit tells what an ``other`` one is."""
    if report.measure != "other":
        return report.measure
    unit = report.concept
    if unit.counted == "vehicles" and "in queue" in report.unit:
        return "queue_length"
    return "entries_over_usual" if read_comparison(report.unit) in ("usual", "previous") else "other"


def concept_of(plan: Plan, report: Report, area: Area) -> Concept | None:
    """What a report counts for this area; None if its unit compares what the model does not hold.

    A count of departures made at one crossing, or summed over destinations, is a gross count seen from
    the other side; a count of departures from home itself speaks of people who left, unless it counts
    trips: then it holds everybody who went.
    """
    concept = MEASURES[measure_name(report)].concept
    compared = read_comparison(report.unit)
    if concept is Concept.SHARE:
        return SHARES.get(compared)
    if concept is Concept.RANK:
        return concept if compared in ORDERS else None
    if concept is Concept.OVER_USUAL and compared == "previous":
        return Concept.OVER_PREVIOUS
    if concept is Concept.GROSS_EXITS and report.concept.subset in ONWARD:
        return Concept.WENT_ON_COUNT
    if concept is Concept.LEAVERS and not is_home(plan, area):
        return Concept.GROSS_ENTRIES
    if concept is Concept.LEAVERS and report.concept.counted == "trips":
        return Concept.GROSS_EXITS
    return concept


def is_home(plan: Plan, area: Area) -> bool:
    """Whether people flee from an area: one of its countries, or one of its places, is at home."""
    home = set(plan.scenario.home)
    countries = {place.country for place in plan.places if place.name in area.places}
    return bool((set(area.countries) | countries) & home)


def usual_days(plan: Plan, concept: Concept, start: dt.date) -> tuple[int, int]:
    """The simulated days, half-open, with which a period that begins on ``start`` is compared.

    Those before the first shock and before the period; or the week before the period.
    """
    first = max(0, plan.day_index(start))
    if concept is Concept.OVER_PREVIOUS:
        return max(0, first - WEEK), first
    shocks = [plan.day_index(event.start) for event in plan.events if isinstance(event, Shock)]
    return 0, max(0, min([first, *shocks])) if shocks else 0


def operator_of(plan: Plan, report: Report) -> Operator | None:
    """The recipe of a report that names a known measure, area and period; None if it compares other sums."""
    area = resolve_area(plan.scenario, report.place)
    assert area is not None
    assert report.period is not None
    concept = concept_of(plan, report, area)
    if concept is None:
        return None
    name = measure_name(report)
    start, end = report.period
    ways = _Ways(plan)
    into, out_of = ways.into(area), ways.out_of(area)
    at_home = is_home(plan, area)
    sensitivity, elasticity = index_parameters(plan, report, name, out_of if at_home else into)
    compared = read_comparison(report.unit)
    return Operator(
        concept=concept,
        into=into,
        out_of=out_of,
        places=ways.places(area),
        first=plan.day_index(start),
        stop=plan.day_index(end) + 1,
        per_day=report.concept.days == 1 or name in DAILY,
        factor=1.0 if name == "entries_over_usual" else unit_factor(name, report.unit),
        onward=ways.abroad_only(out_of),
        whole=ways.whole(concept),
        others=ways.others(area, ORDERS[compared]) if concept is Concept.RANK else (),
        ranks=ORDERS.get(compared, Concept.GROSS_ENTRIES),
        group=plan.group_names.index(report.group) if report.group in plan.group_names else -1,
        usual=usual_days(plan, concept, start),
        at_home=at_home,
        delay=delay_parameter(report, name),
        sensitivity=sensitivity,
        elasticity=elasticity,
    )


class _Ways:
    """Indices of ways and places of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.home = set(plan.scenario.home)
        self.corridor = {name: c for c, name in enumerate(plan.corridor_names)}
        self.place = {name: p for p, name in enumerate(plan.place_names)}

    def into(self, area: Area) -> Indices:
        return _indices(self.corridor[name] for name in corridors_into(self.plan.scenario, area))

    def out_of(self, area: Area) -> Indices:
        return _indices(self.corridor[name] for name in corridors_out_of(self.plan.scenario, area))

    def places(self, area: Area) -> Indices:
        return _indices(self.place[name] for name in places_in(self.plan.scenario, area))

    def abroad_only(self, columns: Indices) -> Indices:
        """Of some ways, those that do not lead home."""
        country = {place.name: place.country for place in self.plan.places}
        ends = [country[self.plan.corridors[c].to_place] for c in columns]
        return _indices(c for c, end in zip(columns, ends, strict=True) if end not in self.home)

    def whole(self, concept: Concept) -> Indices:
        """What a share is a part of: ways out of home, or all places abroad."""
        if concept is Concept.SHARE_OF_LEAVERS:
            return self.out_of(Area(name="home", countries=tuple(sorted(self.home))))
        if concept is Concept.SHARE_OF_PRESENT:
            return _indices(p for p, place in enumerate(self.plan.places) if place.country not in self.home)
        return NOTHING

    def others(self, area: Area, ranks: Concept) -> tuple[Indices, ...]:
        """The other areas in an order: countries abroad beside a country, else cities abroad."""
        abroad = [place for place in self.plan.places if place.country not in self.home]
        if area.countries:
            names = sorted({place.country for place in abroad} - set(area.countries))
            rivals = [Area(name=name, countries=(name,)) for name in names]
        else:
            ends = [place.name for place in abroad if place.kind in ENDS and place.name not in area.places]
            rivals = [Area(name=name, places=(name,)) for name in sorted(ends)]
        choose = self.places if ranks is Concept.STOCK else self.into
        return tuple(choose(rival) for rival in rivals)


def _indices(numbers: Iterable[int]) -> Indices:
    return np.array(list(numbers), dtype=np.int32)
