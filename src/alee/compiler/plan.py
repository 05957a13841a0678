"""A plan: one scenario over one stretch of days, ready to be run for any number of members."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from alee.compiler import shock
from alee.compiler.columns import Fixed
from alee.compiler.network import build_network
from alee.compiler.parameters import (
    Parameter,
    Sample,
    behaviour_name,
    collect_parameters,
    group_name,
    quantities,
)
from alee.compiler.timeline import build_timeline
from alee.core.addresses import Purpose, name_key
from alee.kernels.layout import Counts, Floats, Network, Timeline, Traits
from alee.model.corridors import Corridor
from alee.model.events import Event
from alee.model.groups import Group
from alee.model.places import Place
from alee.model.scenario import Scenario


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A scenario compiled for the machine.

    Attributes
    ----------
    scenario, events
        What was compiled; ``events`` are those known at the as-of date plus the what-ifs.
    days
        The simulated calendar days, D of them.
    places, corridors, groups
        In canonical order (by name); positions are the indices in every array.
    network, timeline
        What all members share.
    parameters
        What is uncertain, K of them, sorted by name.
    """

    scenario: Scenario
    events: tuple[Event, ...]
    days: tuple[dt.date, ...]
    places: tuple[Place, ...]
    corridors: tuple[Corridor, ...]
    groups: tuple[Group, ...]
    network: Network
    timeline: Timeline
    parameters: tuple[Parameter, ...]

    @property
    def place_names(self) -> list[str]:
        """Names of the places, in the order of the arrays."""
        return [place.name for place in self.places]

    @property
    def corridor_names(self) -> list[str]:
        """Names of the corridors, in the order of the arrays."""
        return [corridor.name for corridor in self.corridors]

    @property
    def group_names(self) -> list[str]:
        """Names of the groups, in the order of the arrays."""
        return [group.name for group in self.groups]

    def day_index(self, day: dt.date) -> int:
        """Position of a calendar day; may lie outside ``range(len(days))``."""
        return (day - self.days[0]).days

    def prior_coordinates(self, seed: int, first_member: int, n_members: int) -> Floats:
        """Standard normal coordinates drawn from the prior, (member, K) float64.

        Each draw is addressed by the parameter's name and the member's number: another parameter, a
        longer horizon or another block size changes none of them.
        """
        from alee.kernels.draws import standard_normals

        keys = np.array([name_key(f"parameter/{p.name}") for p in self.parameters], dtype=np.uint32)
        return standard_normals(seed, int(Purpose.PRIOR), keys, first_member, n_members)

    def sample(self, z: Floats) -> Sample:
        """The value of every uncertain number where its coordinates are ``z`` (member, K)."""
        return Sample(self.parameters, z)

    def traits(self, sample: Sample) -> Traits:
        """Spell out members for the kernels."""
        return _TraitsWriter(self, sample).write()

    def bare(self) -> "Plan":
        """The same for the machine alone, without the texts of places and corridors: little to send."""
        words = {"places": (), "corridors": ()}
        bare = replace(self, scenario=self.scenario.model_copy(update=words), places=(), corridors=())
        bare.__dict__["fixed"] = self.fixed
        return bare

    @cached_property
    def fixed(self) -> Fixed:
        """What a member's traits are made of and no member changes."""
        return Fixed.of(self.places, self.corridors)

    def capacity_scale(self, z: Floats) -> Floats:
        """Factor on every corridor's capacity, (member, corridor) float64."""
        return _TraitsWriter(self, self.sample(z)).capacity_scale()


def compile_plan(
    scenario: Scenario,
    *,
    until: dt.date,
    as_of: dt.date | None = None,
    given: Iterable[Event] = (),
) -> Plan:
    """Compile a scenario from its first day up to and including ``until``.

    Parameters
    ----------
    until
        The last simulated day.
    as_of
        Events published after this date do not exist; None takes all of them.
    given
        What-if events, taken whatever their date of publication.
    """
    places = tuple(sorted(scenario.places, key=lambda place: place.name))
    corridors = tuple(sorted(scenario.corridors, key=lambda corridor: corridor.name))
    groups = tuple(sorted(scenario.groups, key=lambda group: group.name))
    n_days = (until - scenario.start).days + 1
    days = tuple(scenario.start + dt.timedelta(days=d) for d in range(n_days))
    known = [e for e in scenario.events if as_of is None or (e.published or e.start) <= as_of]
    events = (*known, *given)
    rows = [*quantities(scenario), *shock.shock_quantities(events)]
    jumps = shock.wobble_parameters(days, events, int(scenario.behaviour.wobble_days))
    parameters = (*collect_parameters(rows), *jumps)
    return Plan(
        scenario=scenario,
        events=events,
        days=days,
        places=places,
        corridors=corridors,
        groups=groups,
        network=build_network(scenario, places, corridors, groups),
        timeline=build_timeline(scenario, places, corridors, groups, days, events),
        parameters=tuple(sorted(parameters, key=lambda parameter: parameter.name)),
    )


class _TraitsWriter:
    """Writes one block's Traits, field by field, from a sample of the parameters."""

    def __init__(self, plan: Plan, sample: Sample) -> None:
        self.plan = plan
        self.sample = sample
        self.behaviour = plan.scenario.behaviour

    def write(self) -> Traits:
        pulse, strength = shock.pulse_and_strength(
            self.sample, self.behaviour, self.plan.events, self.plan.days
        )
        after = self.rate("ordinary_after")[:, None]
        move, settle, go_home = self.moving()
        ordinary_fields = ("ordinary", "weekend", "ordinary_stay_days")
        level, weekend, stay = (self.by_corridor(field) for field in ordinary_fields)
        return Traits(
            already=self.already(),
            leave_rate=self.leave_rate(),
            pulse=pulse,
            value=self.value(),
            cost=self.cost(),
            capacity_scale=self.capacity_scale(),
            discount=self.rate("discount"),
            queue_cost=self.rate("queue_cost"),
            give_up=self.rate("give_up"),
            turn_back=self.rate("turn_back"),
            move=move,
            mobility=self.by_group("mobility"),
            settle=settle,
            go_home=go_home,
            follow_rate=self.rate("follow_rate"),
            limit_push=self.rate("limit_push"),
            ordinary_level=level,
            weekend=weekend,
            ordinary_pulse=1.0 + (after - 1.0) * strength,
            ordinary_noise=self.rate("ordinary_noise"),
            ordinary_stay=stay,
            ordinary_give_up=self.rate("ordinary_give_up"),
        )

    def rate(self, field: str) -> Floats:
        return self.sample(behaviour_name(field), getattr(self.behaviour, field))

    def by_place(self, field: str) -> Floats:
        return self.plan.fixed.place[field].in_members(self.sample)

    def by_corridor(self, field: str) -> Floats:
        return self.plan.fixed.corridor[field].in_members(self.sample)

    def by_group(self, field: str) -> Floats:
        return self.sample.columns([(group_name(g.name, field), getattr(g, field)) for g in self.plan.groups])

    def already(self) -> Counts:
        """Whole persons displaced before the first day, split over groups by their shares."""
        share = np.array([group.share for group in self.plan.groups])
        return np.asarray(np.rint(self.by_place("already")[:, :, None] * share), dtype=np.int64)

    def leave_rate(self) -> Floats:
        share = self.rate("leave_share")[:, None, None]
        return share * self.by_place("exposure")[:, :, None] * self.by_group("leave")[:, None, :]

    def value(self) -> Floats:
        """Log attraction: what is known of a place, weighted, plus what is not (its appeal)."""
        attraction = self.by_place("appeal")
        for field, column in self.plan.fixed.attractions.items():
            attraction = attraction + self.rate(field)[:, None] * column[None, :]
        n_groups = len(self.plan.groups)
        return np.ascontiguousarray(np.repeat(attraction[:, :, None], n_groups, axis=2))

    def cost(self) -> Floats:
        total = np.zeros((self.sample.n_members, len(self.plan.network.corridor_from)))
        for field, column in self.plan.fixed.costs.items():
            total += self.rate(field)[:, None] * column[None, :]
        return total

    def capacity_scale(self) -> Floats:
        """Each corridor's capacity in the member over its central value, times the common scale."""
        scale = np.repeat(self.rate("capacity_scale")[:, None], len(self.plan.network.corridor_from), axis=1)
        for c, name, middle in self.plan.fixed.limited:
            scale[:, c] *= self.sample(name, middle) / middle
        return scale

    def moving(self) -> tuple[Floats, Floats, Floats]:
        """Daily chances to move on, to settle and to go home, by place (and stage)."""
        abroad = 1.0 - self.plan.network.is_home
        fresh = self.by_place("transit")
        for kind, positions in self.plan.fixed.kinds.items():
            fresh[:, positions] *= self.rate(f"move_{kind}")[:, None]
        staying = fresh * self.rate("staying_factor")[:, None]
        home = [self.rate(f)[:, None] * abroad[None, :] for f in ("go_home_fresh", "go_home_staying")]
        return (
            np.minimum(np.stack([fresh, staying], axis=2), 1.0),
            self.rate("settle")[:, None] * abroad[None, :],
            np.minimum(np.stack(home, axis=2), 1.0),
        )
