"""What is uncertain in a scenario, by name.

Every field that holds a prior instead of a number becomes a :class:`Parameter` with a path-like name
(``places/Istanbul/appeal``, ``behaviour/half_life_days``). A :class:`Sample` answers what each of them
is in each member: a plain number where the scenario gave a number, one value per member where it gave
a prior. Each parameter has one standard normal coordinate, so that the prior of all of them together
is the simplest one there is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from alee.kernels.layout import Floats
from alee.model.priors import Prior, Quantity
from alee.model.scenario import Scenario

Row = tuple[str, Quantity]
FURTHEST = 6.0  # standard deviations; a prior draw passes it once in five hundred million


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One uncertain number: its name and what was believed of it before any report."""

    name: str
    prior: Prior

    def values(self, z: Floats) -> Floats:
        """The parameter's values where its standard normal coordinates are ``z`` (any shape).

        Coordinates beyond ``FURTHEST`` standard deviations count as that far: a smoother may push a
        member to where a prior's quantile is no longer a finite number.
        """
        return np.asarray(self.prior.quantile(ndtr(np.clip(z, -FURTHEST, FURTHEST))), dtype=np.float64)


def place_name(place: str, field: str) -> str:
    """Name of the parameter behind a field of a place."""
    return f"places/{place}/{field}"


def corridor_name(corridor: str, field: str) -> str:
    """Name of the parameter behind a field of a corridor."""
    return f"corridors/{corridor}/{field}"


def group_name(group: str, field: str) -> str:
    """Name of the parameter behind a field of a group."""
    return f"groups/{group}/{field}"


def behaviour_name(field: str) -> str:
    """Name of the parameter behind a field of behaviour."""
    return f"behaviour/{field}"


PLACE_QUANTITIES = ("already", "exposure", "appeal", "transit")
CORRIDOR_QUANTITIES = ("capacity", "ordinary", "weekend", "ordinary_stay_days")
GROUP_QUANTITIES = ("leave", "mobility")


def quantities(scenario: Scenario) -> Iterable[Row]:
    """Name and value of every field of the scenario that may hold a prior (events excepted)."""
    for field in type(scenario.behaviour).model_fields:
        value = getattr(scenario.behaviour, field)
        if isinstance(value, int | float | Prior):
            yield behaviour_name(field), value
    for place in scenario.places:
        yield from ((place_name(place.name, f), getattr(place, f)) for f in PLACE_QUANTITIES)
    for corridor in scenario.corridors:
        for field in CORRIDOR_QUANTITIES:
            value = getattr(corridor, field)
            if value is not None:
                yield corridor_name(corridor.name, field), value
    for group in scenario.groups:
        yield from ((group_name(group.name, f), getattr(group, f)) for f in GROUP_QUANTITIES)


def collect_parameters(rows: Iterable[Row]) -> tuple[Parameter, ...]:
    """The uncertain ones among named quantities, sorted by name."""
    found = [Parameter(name=name, prior=value) for name, value in rows if isinstance(value, Prior)]
    return tuple(sorted(found, key=lambda parameter: parameter.name))


class Sample:
    """What every parameter is in a set of members.

    Parameters
    ----------
    parameters
        The uncertain numbers, K of them.
    z
        (member, K) float64, standard normal coordinates.
    """

    def __init__(self, parameters: Sequence[Parameter], z: Floats) -> None:
        self.n_members = z.shape[0]
        self._values = {p.name: p.values(z[:, k]) for k, p in enumerate(parameters)}

    def __call__(self, name: str, quantity: Quantity) -> Floats:
        """One quantity, (member,) float64."""
        found = self._values.get(name)
        return np.full(self.n_members, float(quantity)) if found is None else found  # type: ignore[arg-type]

    def members(self, first: int, stop: int) -> "Sample":
        """The same for some of the members only."""
        part = Sample((), np.empty((stop - first, 0)))
        part._values = {name: values[first:stop] for name, values in self._values.items()}
        return part

    def knows(self, name: str) -> bool:
        """Whether this quantity is uncertain, and so differs between members."""
        return name in self._values

    def columns(self, rows: Sequence[Row]) -> Floats:
        """Several quantities side by side, (member, row) float64."""
        table = np.empty((self.n_members, len(rows)))
        for column, (name, quantity) in enumerate(rows):
            table[:, column] = self(name, quantity)
        return table
