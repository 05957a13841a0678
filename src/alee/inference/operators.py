"""The recipe for one figure: from the record of a run to what an issuer would publish without error.

A recipe is a choice of ways, places and days, and one rule how to put their sums together: a total, a
mean, a ratio, an order, or a curve read some days earlier. Gross counts hold the ordinary traffic inside;
``net`` is entries minus exits; a queue is everybody who waits. A part of a whole is handed on as odds
(part over rest), so that no factor of an issuer can take it out of 0..1.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from alee.compiler import Parameter
from alee.inference.measures import Concept
from alee.inference.proxies import lagged_flow, lagged_stock, respond
from alee.kernels.layout import Counts, Counts32, Floats, Indices, Record

Values = Mapping[str, Floats]
NOTHING: Indices = np.empty(0, dtype=np.int32)
NEARLY_NONE, NEARLY_ALL = 0.005, 0.995  # a part of a whole is never quite none or all
SOFTNESS = 0.25  # of a rank, in log units: sums that differ by less are in nearly no order
FEWEST = 1.0  # a person, or a person per day: keeps ratios of empty sums finite


@dataclass(frozen=True, kw_only=True)
class Operator:
    """The recipe for one figure.

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
    onward
        Of ``out_of``, the ways to places that are not at home.
    whole
        For a share: ways out of home, or places abroad, that make up the whole.
    others
        For a rank: places or ways in of each other area in the order.
    ranks
        For a rank: what is put in order.
    group
        For a share of a group: its index.
    usual
        For a comparison with other days: the first of them, and where they end.
    at_home
        Whether people flee from the area, so that its flows are those out of it.
    delay, sensitivity, elasticity
        Issuer's parameters beyond its factor; None where the measure has none.
    """

    concept: Concept
    into: Indices
    out_of: Indices
    places: Indices
    first: int
    stop: int
    per_day: bool
    factor: float
    onward: Indices
    whole: Indices
    others: tuple[Indices, ...] = ()
    ranks: Concept = Concept.GROSS_ENTRIES
    group: int = -1
    usual: tuple[int, int] = (0, 0)
    at_home: bool = False
    delay: Parameter | None = None
    sensitivity: Parameter | None = None
    elasticity: Parameter | None = None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The issuer's parameters that shape the figure, its factor not among them."""
        return tuple(p for p in (self.delay, self.sensitivity, self.elasticity) if p is not None)

    def expected(self, record: Record, capacity: Floats, values: Values) -> Floats:
        """The figure before any issuer's factor, (member,) float64; odds for a share.

        Parameters
        ----------
        record
            One block's record.
        capacity
            (member, day, corridor) float64, persons per day; infinite without a limit.
        values
            Values of :attr:`parameters` by name, (member,) float64 each; one that is missing counts as
            the median of its prior.
        """
        recipes: dict[Concept, Callable[[], Floats]] = {
            Concept.GROSS_ENTRIES: lambda: self._entries(record, self.into),
            Concept.GROSS_EXITS: lambda: self._exits(record, self.out_of),
            Concept.NET: lambda: self._entries(record, self.into) - self._exits(record, self.out_of),
            Concept.STOCK: lambda: self._stock(record, values),
            Concept.LEAVERS: lambda: self._sum(record.crossings, self.out_of),
            Concept.QUEUE: lambda: self._queue(record),
            Concept.QUEUE_HOURS: lambda: 24.0 * self._queue(record) / np.maximum(self._room(capacity), 1.0),
            Concept.CAPACITY: lambda: self._room(capacity),
            Concept.LEFT_AGAIN: lambda: self._left_again(record),
            Concept.WENT_ON: lambda: self._went_on(record),
            Concept.SHARE_OF_LEAVERS: lambda: self._share_of_leavers(record),
            Concept.SHARE_OF_PRESENT: lambda: odds(
                self._present(record, self.places), self._present(record, self.whole)
            ),
            Concept.SHARE_OF_GROUP: lambda: self._share_of_group(record),
            Concept.RANK: lambda: self._rank(record),
            Concept.WENT_ON_COUNT: lambda: self._entries(record, self.onward),
            Concept.OVER_USUAL: lambda: self._over_usual(record),
            Concept.OVER_PREVIOUS: lambda: self._over_usual(record),
            Concept.FLOW_TRACE: lambda: self._trace(_daily(record.crossings, self._ways), values),
            Concept.STOCK_TRACE: lambda: self._trace(_present(record.present, self.places), values),
            Concept.FLOW_INDEX: lambda: self._respond(self._pressure(record, values), values),
            Concept.STOCK_INDEX: lambda: self._respond(self._stock(record, values), values),
        }
        return recipes[self.concept]() * self.factor

    def _value(self, parameter: Parameter | None, values: Values, n_members: int) -> Floats:
        if parameter is None:
            return np.zeros(n_members)
        found = values.get(parameter.name)
        return np.full(n_members, parameter.prior.median) if found is None else found

    def _over_days(self, daily: Floats) -> Floats:
        return np.asarray(daily.mean(axis=1) if self.per_day else daily.sum(axis=1))

    def _sum(self, counts: Counts32, columns: Indices) -> Floats:
        return self._over_days(_daily(counts, columns)[:, self.first : self.stop])

    def _entries(self, record: Record, columns: Indices) -> Floats:
        return self._sum(record.crossings, columns) + self._sum(record.ordinary_out, columns)

    def _exits(self, record: Record, columns: Indices) -> Floats:
        onward = self._entries(record, columns)
        return onward + self._sum(record.returns, self.into) + self._sum(record.ordinary_back, self.into)

    def _present(self, record: Record, places: Indices) -> Floats:
        return _present(record.present, places)[:, self.stop - 1]

    def _stock(self, record: Record, values: Values) -> Floats:
        delay = self._value(self.delay, values, record.status.shape[0])
        return lagged_stock(
            _present(record.present, self.places), self.stop - 1, delay, _already(record, self.places)
        )

    def _queue(self, record: Record) -> Floats:
        return np.asarray(_daily(record.queue, self.into)[:, self.first : self.stop].mean(axis=1))

    def _room(self, capacity: Floats) -> Floats:
        return np.asarray(capacity[:, self.first : self.stop][:, :, self.into].sum(axis=2).mean(axis=1))

    def _left_again(self, record: Record) -> Floats:
        return odds(self._exits(record, self.out_of), self._entries(record, self.into))

    def _went_on(self, record: Record) -> Floats:
        return odds(self._entries(record, self.onward), self._entries(record, self.into))

    def _share_of_leavers(self, record: Record) -> Floats:
        return odds(self._sum(record.crossings, self.into), self._sum(record.crossings, self.whole))

    def _share_of_group(self, record: Record) -> Floats:
        here = record.present[:, self.stop - 1][:, self.places]
        part = here[:, :, self.group].sum(axis=1, dtype=np.float64)
        return odds(part, here.sum(axis=(1, 2), dtype=np.float64))

    def _ranked(self, record: Record, members: Indices) -> Floats:
        if self.ranks is Concept.STOCK:
            return self._present(record, members)
        if self.ranks is Concept.LEAVERS:
            return self._sum(record.crossings, members)
        return self._entries(record, members)

    def _rank(self, record: Record) -> Floats:
        """One more than the areas ahead, each counted by how clearly it is ahead."""
        own = np.log(self._ranked(record, self.places if self.ranks is Concept.STOCK else self.into) + FEWEST)
        ahead = np.zeros(record.status.shape[0])
        for members in self.others:
            other = np.log(self._ranked(record, members) + FEWEST)
            ahead += expit((other - own) / SOFTNESS)
        return 1.0 + ahead

    def _over_usual(self, record: Record) -> Floats:
        daily = _daily(record.crossings, self.into) + _daily(record.ordinary_out, self.into)
        usual = daily[:, self.usual[0] : self.usual[1]].mean(axis=1)
        now = daily[:, self.first : self.stop].mean(axis=1)
        return np.asarray((now + FEWEST) / (usual + FEWEST))

    @property
    def _ways(self) -> Indices:
        return self.out_of if self.at_home else self.into

    def _trace(self, daily: Floats, values: Values) -> Floats:
        """People who came, or days that people were present, some days before the period."""
        delay = self._value(self.delay, values, daily.shape[0])
        total = lagged_flow(daily, self.first, self.stop, delay)
        return total / (self.stop - self.first) if self.per_day else total

    def _pressure(self, record: Record, values: Values) -> Floats:
        """Displaced people on the way and waiting for it, per day of the period."""
        delay = self._value(self.delay, values, record.status.shape[0])
        daily = _daily(record.crossings, self._ways) + _daily(record.waiting, self._ways)
        return lagged_flow(daily, self.first, self.stop, delay) / (self.stop - self.first)

    def _respond(self, people: Floats, values: Values) -> Floats:
        n_members = people.shape[0]
        sensitivity = self._value(self.sensitivity, values, n_members)
        return respond(people, sensitivity, self._value(self.elasticity, values, n_members))


def _daily(counts: Counts32, columns: Indices) -> Floats:
    """Sum over some corridors, (member, day) float64."""
    return np.asarray(counts[:, :, columns].sum(axis=2, dtype=np.float64))


def _present(present: Counts, places: Indices) -> Floats:
    """Displaced people at some places, all groups, (member, day) float64."""
    return np.asarray(present[:, :, places].sum(axis=(2, 3), dtype=np.float64))


def odds(part: Floats, whole: Floats) -> Floats:
    """Part over rest, never quite none or all; an empty whole counts as one person."""
    share = np.clip(part / np.maximum(whole, FEWEST), NEARLY_NONE, NEARLY_ALL)
    return np.asarray(share / (1.0 - share))


def _already(record: Record, places: Indices) -> Floats:
    """People at places before the first day, (member,) float64: that evening's, less what the day brought."""
    here = record.present[:, 0][:, places].sum(axis=(1, 2), dtype=np.float64)
    come = record.displaced[:, 0][:, places].sum(axis=(1, 2), dtype=np.float64)
    come += record.arrivals[:, 0][:, places].sum(axis=1, dtype=np.float64)
    gone = record.departures[:, 0][:, places].sum(axis=1, dtype=np.float64)
    return np.asarray(np.maximum(here - come + gone, 0.0))
