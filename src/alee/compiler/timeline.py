"""The dated part of a plan: which corridors are open to whom on each day, and how much they take.

A run's days are cut into *epochs* at the dates of events; within an epoch nothing changes.
"""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from alee.compiler.shock import is_active
from alee.compiler.targets import corridors_closed, corridors_entered, places_shocked
from alee.core.calendar import weekend_flags
from alee.kernels.layout import Flags, Floats, Indices, Timeline
from alee.model.corridors import Corridor
from alee.model.events import CapacityChange, Closure, Conflict, EntryRule, Event, Given, Opening
from alee.model.groups import Group
from alee.model.places import Place
from alee.model.priors import median_of
from alee.model.scenario import Scenario

STATE_EVENTS = (CapacityChange, Closure, Conflict, EntryRule, Opening)


def document_share(group: Group, corridor: Corridor, start: Place, end: Place) -> float:
    """Share of a group that holds what the corridor, or the country it enters, asks for (0..1)."""
    share = 1.0
    crosses_border = start.country != end.country
    for document in {corridor.requires, end.requires if crosses_border else None} - {None}:
        share *= group.documents.get(str(document), 0.0)
    return share


def cut_into_epochs(days: Sequence[dt.date], events: Sequence[Event]) -> tuple[Indices, list[dt.date]]:
    """Number the stretches of days between events; also the first day of each stretch."""
    cuts = {days[0]}
    for event in events:
        cuts.add(event.start)
        if event.end is not None:
            cuts.add(event.end + dt.timedelta(days=1))
    firsts = sorted(day for day in cuts if days[0] <= day <= days[-1])
    epoch = np.searchsorted([f.toordinal() for f in firsts], [d.toordinal() for d in days], side="right") - 1
    return epoch.astype(np.int32), firsts


class TimelineBuilder:
    """Applies events, in order of their start, to the states of corridors and places."""

    def __init__(
        self,
        scenario: Scenario,
        places: tuple[Place, ...],
        corridors: tuple[Corridor, ...],
        groups: tuple[Group, ...],
        n_epochs: int,
    ) -> None:
        self.scenario = scenario
        self.groups = groups
        self.place_index = {place.name: p for p, place in enumerate(places)}
        self.corridor_index = {corridor.name: c for c, corridor in enumerate(corridors)}
        by_name = {place.name: place for place in places}
        opened = np.array([c.is_open for c in corridors], dtype=np.uint8)
        taken = np.array([-1.0 if c.capacity is None else median_of(c.capacity) for c in corridors])
        shares = np.array(
            [
                [document_share(g, c, by_name[c.from_place], by_name[c.to_place]) for g in groups]
                for c in corridors
            ]
        ).reshape(len(corridors), len(groups))
        self.is_open: Flags = np.repeat(opened[None], n_epochs, axis=0)
        self.capacity: Floats = np.repeat(taken[None], n_epochs, axis=0)
        self.document_shares: Floats = shares
        self.let_in: Floats = np.ones((n_epochs, *shares.shape))
        self.ordinary_let_in: Floats = np.ones((n_epochs, len(corridors)))
        self.exposure: Floats = np.ones((n_epochs, len(places)))

    def apply(self, event: Event, during: Flags) -> None:
        """Write one event into the epochs in which it holds (``during``, (epoch,) bool)."""
        e = np.flatnonzero(during)[:, None]
        if isinstance(event, Conflict):
            self.exposure[e, self.place_index[event.target]] *= event.intensity
            return
        if isinstance(event, EntryRule):
            columns = self._corridors(corridors_entered(self.scenario, event.target))
            g = [k for k, group in enumerate(self.groups) if not event.groups or group.name in event.groups]
            self.let_in[e[:, :, None], columns[None, :, None], np.array(g)[None, None, :]] = event.admit
            if not event.groups:
                self.ordinary_let_in[e, columns] = event.admit
            return
        columns = self._corridors(corridors_closed(self.scenario, event.target))
        if isinstance(event, Closure):
            self.is_open[e, columns] = 0
        elif isinstance(event, Opening):
            self.is_open[e, columns] = 1
        elif isinstance(event, CapacityChange) and event.factor is not None:
            limited = self.capacity[e, columns]
            self.capacity[e, columns] = np.where(limited < 0, limited, limited * event.factor)
        elif isinstance(event, CapacityChange) and event.persons_per_day is not None:
            self.capacity[e, columns] = event.persons_per_day / max(1, len(columns))

    @property
    def admit(self) -> Floats:
        """Share of a group that may pass, (epoch, corridor, group): holds the document *and* is let in.

        A later entry rule replaces an earlier one for the same ways; it never replaces the document.
        """
        return self.document_shares[None] * self.let_in

    def _corridors(self, names: Sequence[str]) -> Indices:
        return np.array([self.corridor_index[name] for name in names], dtype=np.int32)


def build_timeline(
    scenario: Scenario,
    places: tuple[Place, ...],
    corridors: tuple[Corridor, ...],
    groups: tuple[Group, ...],
    days: Sequence[dt.date],
    events: Sequence[Event],
) -> Timeline:
    """Compile the calendar: open or closed, capacities, entry rules, conflict, weekends, given totals."""
    dated = [event for event in events if isinstance(event, STATE_EVENTS)]
    epoch, firsts = cut_into_epochs(days, dated)
    builder = TimelineBuilder(scenario, places, corridors, groups, len(firsts))
    ordinal = np.array([first.toordinal() for first in firsts], dtype=np.float64)
    for event in sorted(dated, key=lambda item: (item.start, type(item).__name__, item.target)):
        builder.apply(event, is_active(event, ordinal).astype(np.uint8))
    given = np.full(len(days), -1, np.int64)
    for told in (item for item in events if isinstance(item, Given)):
        if days[0] <= told.start <= days[-1]:
            given[(told.start - days[0]).days] = told.persons
    shocked = places_shocked(scenario, events)
    calm = [p for p, place in enumerate(places) if shocked is not None and place.name not in shocked]
    builder.exposure[:, calm] = 0.0
    return Timeline(
        epoch=epoch,
        is_open=builder.is_open,
        capacity=builder.capacity,
        admit=builder.admit,
        exposure=builder.exposure,
        season=builder.ordinary_let_in,
        is_weekend=weekend_flags(days[0], len(days)),
        given=given,
    )
