"""Which corridors an event speaks of, when a person names a corridor, a place, a country or an area."""

from collections.abc import Sequence

from alee.core.errors import Problem, ScenarioError
from alee.core.suggestions import did_you_mean, listed
from alee.model.areas import Area, corridors_into, names_of_areas, places_in, resolve_area
from alee.model.events import Event, Shock, ShockEnd
from alee.model.scenario import Scenario


def target_area(scenario: Scenario, target: str) -> Area:
    """The area that a target names: an area, a place, or a country by its alpha-3 code.

    Raises
    ------
    ScenarioError
        If nothing in the scenario has that name.
    """
    area = resolve_area(scenario, target)
    if area is not None:
        return area
    known = [*names_of_areas(scenario), *(corridor.name for corridor in scenario.corridors)]
    wrong = f'there is no place, corridor, area or country called "{target}"'
    allowed = (
        f"Allowed are the {len(scenario.places)} places, {len(scenario.corridors)} corridors and "
        f"{len(scenario.areas)} areas of {scenario.name}, and alpha-3 country codes: {listed(known)}."
    )
    raise ScenarioError(Problem(wrong, allowed, did_you_mean(target, known), where="event target"))


def corridors_entered(scenario: Scenario, target: str) -> tuple[str, ...]:
    """Corridors by which one enters the target; a corridor's own name means that corridor."""
    if any(corridor.name == target for corridor in scenario.corridors):
        return (target,)
    return corridors_into(scenario, target_area(scenario, target))


def corridors_closed(scenario: Scenario, target: str) -> tuple[str, ...]:
    """Corridors that a closure or opening of the target affects.

    A closed place stops every corridor into it and out of it; a closed country or area stops those who
    would enter it (nobody is kept from leaving it).
    """
    if any(place.name == target for place in scenario.places):
        return tuple(c.name for c in scenario.corridors if target in (c.from_place, c.to_place))
    return corridors_entered(scenario, target)


def places_shocked(scenario: Scenario, events: Sequence[Event]) -> tuple[str, ...] | None:
    """Places that the shocks of a run concern; None if they concern everywhere at home.

    Raises
    ------
    ScenarioError
        If shocks, or the ends of shocks, name different targets: one run has one pulse.
    """
    shocks = [event for event in events if isinstance(event, Shock | ShockEnd)]
    targets = sorted({event.target for event in shocks})
    if len(targets) > 1:
        named = " and ".join(f'"{target}"' if target else "everywhere (blank)" for target in targets)
        raise ScenarioError(
            f"events of kind shock and shock_end: they concern {named}. "
            "All shocks of one run, and their ends, concern the same target, or all are blank. "
            "Where one place suffers more, say so by an event of kind conflict."
        )
    if not targets or not targets[0]:
        return None
    return places_in(scenario, target_area(scenario, targets[0]))
