"""What each measure counts: from a trajectory to the figure an issuer would publish.

One registry says for every measure of a report which quantity of a simulated history it speaks of, in
whose words (trips or people, gross or net, stock or flow), and how well such figures are usually made.
A measure that is not in the registry is named in the output as not yet used; it is never silently lost.

The operator of a report is a small recipe of sums over the record of a run. Gross counts hold the
ordinary traffic inside; ``net`` is entries minus exits; a queue is everybody who waits.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from alee.compiler import Plan
from alee.kernels.layout import Floats, Indices, Record
from alee.model.areas import Area, corridors_into, corridors_out_of


class Concept(Enum):
    """What kind of quantity a figure is, in words to show beside it."""

    GROSS_ENTRIES = "entries: trips, gross, ordinary traffic inside"
    GROSS_EXITS = "exits: trips, gross, ordinary traffic inside"
    NET = "entries minus exits"
    STOCK = "displaced people present (stock)"
    LEAVERS = "people who left because of the shock (flow)"
    CAPACITY = "what a corridor can take"
    QUEUE = "people waiting (stock)"
    QUEUE_HOURS = "hours of waiting in a queue"


class Noise(Enum):
    """How figures of one kind scatter around what they should be, in words."""

    COUNT = "negative binomial: a count of whole persons or vehicles"
    DIFFERENCE = "Student t: a difference of two counts, of either sign"
    POSITIVE = "log-normal: a measured amount above zero"
    RATIO = "logit-normal: a part of a whole"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How one measure is read.

    Attributes
    ----------
    concept
        What it counts.
    noise
        How its figures scatter.
    bias_median, bias_sigma
        Log-normal prior of the issuer's factor on it (reported over true).
    error
        Relative standard deviation of one figure around the issuer's own level.
    """

    concept: Concept
    noise: Noise = Noise.COUNT
    bias_median: float
    bias_sigma: float
    error: float


# assumption: spreads of issuers' factors and of single figures are judged, not measured
MEASURES = {
    "entries": Measure(concept=Concept.GROSS_ENTRIES, bias_median=1.0, bias_sigma=0.12, error=0.08),
    "exits": Measure(concept=Concept.GROSS_EXITS, bias_median=1.0, bias_sigma=0.15, error=0.10),
    "net": Measure(concept=Concept.NET, noise=Noise.DIFFERENCE, bias_median=1.0, bias_sigma=0.15, error=0.15),
    "stock": Measure(concept=Concept.STOCK, bias_median=0.8, bias_sigma=0.35, error=0.15),
    "registered": Measure(concept=Concept.STOCK, bias_median=0.7, bias_sigma=0.4, error=0.15),
    "departures_from_origin": Measure(concept=Concept.LEAVERS, bias_median=1.0, bias_sigma=0.4, error=0.2),
    "tourist_arrivals": Measure(concept=Concept.GROSS_ENTRIES, bias_median=1.0, bias_sigma=0.12, error=0.08),
    "border_daily_capacity": Measure(
        concept=Concept.CAPACITY, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.3, error=0.1
    ),
    "seats": Measure(
        concept=Concept.CAPACITY, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.2, error=0.1
    ),
    "flights_per_day": Measure(
        concept=Concept.CAPACITY, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.25, error=0.1
    ),
    "queue_length": Measure(concept=Concept.QUEUE, bias_median=1.0, bias_sigma=0.5, error=0.3),
    "queue_length_km": Measure(
        concept=Concept.QUEUE, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.6, error=0.4
    ),
    "queue_hours": Measure(
        concept=Concept.QUEUE_HOURS, noise=Noise.POSITIVE, bias_median=1.0, bias_sigma=0.6, error=0.4
    ),
}

PERSONS_PER_VEHICLE = 3.0  # assumption: a car with a family or friends; its spread is in the bias
VEHICLES_PER_KM = 150.0  # R169 and R170: 2,300 cars stood on "over ten" kilometres
PERSONS_PER_FLIGHT = 170.0  # R333: 144 to 174 seats in one aeroplane


@dataclass(frozen=True, kw_only=True)
class Operator:
    """The recipe for one figure: which corridors and places, which days, summed or averaged.

    Attributes
    ----------
    concept
        What is counted.
    into, out_of
        Indices of the corridors that enter and leave the area.
    places
        Indices of the places inside the area.
    first, stop
        Days of the period, half-open.
    per_day
        Whether the figure is a daily mean rather than a total over the period.
    factor
        From persons to the figure's own unit (vehicles, kilometres, flights).
    """

    concept: Concept
    into: Indices
    out_of: Indices
    places: Indices
    first: int
    stop: int
    per_day: bool
    factor: float

    def expected(self, record: Record, capacity: Floats) -> Floats:
        """The figure before any issuer's factor, (member,) float64.

        Parameters
        ----------
        record
            One block's record.
        capacity
            (member, day, corridor) float64, persons per day; infinite without a limit.
        """
        operators: dict[Concept, Callable[[Record], Floats]] = {
            Concept.GROSS_ENTRIES: self._entries,
            Concept.GROSS_EXITS: self._exits,
            Concept.NET: self._net,
            Concept.STOCK: self._stock,
            Concept.LEAVERS: self._leavers,
            Concept.QUEUE: self._queue,
            Concept.QUEUE_HOURS: lambda r: 24.0 * self._queue(r) / np.maximum(self._capacity(capacity), 1.0),
            Concept.CAPACITY: lambda r: self._capacity(capacity),
        }
        return operators[self.concept](record) * self.factor

    def _over_days(self, daily: Floats) -> Floats:
        return np.asarray(daily.mean(axis=1) if self.per_day else daily.sum(axis=1))

    def _sum(self, counts: Indices, columns: Indices) -> Floats:
        chosen = counts[:, self.first : self.stop][:, :, columns]
        return self._over_days(chosen.sum(axis=2, dtype=np.float64))

    def _entries(self, record: Record) -> Floats:
        return self._sum(record.crossings, self.into) + self._sum(record.ordinary_out, self.into)

    def _exits(self, record: Record) -> Floats:
        onward = self._sum(record.crossings, self.out_of) + self._sum(record.ordinary_out, self.out_of)
        return onward + self._sum(record.returns, self.into) + self._sum(record.ordinary_back, self.into)

    def _net(self, record: Record) -> Floats:
        return self._entries(record) - self._exits(record)

    def _stock(self, record: Record) -> Floats:
        day = self.stop - 1
        return np.asarray(record.present[:, day][:, self.places].sum(axis=(1, 2), dtype=np.float64))

    def _leavers(self, record: Record) -> Floats:
        return self._sum(record.crossings, self.out_of)

    def _queue(self, record: Record) -> Floats:
        waiting = record.queue[:, self.first : self.stop][:, :, self.into]
        return np.asarray(waiting.sum(axis=2, dtype=np.float64).mean(axis=1))

    def _capacity(self, capacity: Floats) -> Floats:
        return np.asarray(capacity[:, self.first : self.stop][:, :, self.into].sum(axis=2).mean(axis=1))


def unit_factor(measure: str, unit: str) -> float:
    """From persons to the unit of a figure; 1 where it counts persons."""
    if measure == "queue_length_km":
        return 1.0 / (PERSONS_PER_VEHICLE * VEHICLES_PER_KM)
    if measure == "flights_per_day":
        return 1.0 / PERSONS_PER_FLIGHT
    if "vehicle" in unit or "car" in unit.split():
        return 1.0 / PERSONS_PER_VEHICLE
    return 1.0


def crossing_side(plan: Plan, measure: str, area: Area) -> Concept:
    """What a measure counts for this area.

    A count of departures made at one crossing, or summed over destinations, is a gross count seen from
    the other side; a count of departures from home itself speaks of people who left.
    """
    concept = MEASURES[measure].concept
    if concept is Concept.LEAVERS and not set(area.countries) & set(plan.scenario.home):
        return Concept.GROSS_ENTRIES
    return concept


def build_operator(
    plan: Plan, measure: str, area: Area, start: dt.date, end: dt.date, *, per_day: bool, unit: str
) -> Operator:
    """The recipe for one report's figure on this plan."""
    corridor_index = {name: c for c, name in enumerate(plan.corridor_names)}
    inside = [
        p
        for p, place in enumerate(plan.places)
        if place.country in area.countries or place.name in area.places
    ]

    def columns(names: tuple[str, ...]) -> Indices:
        return np.array([corridor_index[name] for name in names], dtype=np.int32)

    return Operator(
        concept=crossing_side(plan, measure, area),
        into=columns(corridors_into(plan.scenario, area)),
        out_of=columns(corridors_out_of(plan.scenario, area)),
        places=np.array(inside, dtype=np.int32),
        first=plan.day_index(start),
        stop=plan.day_index(end) + 1,
        per_day=per_day,
        factor=unit_factor(measure, unit),
    )
