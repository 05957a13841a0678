"""Numbers and priors side by side: many quantities of a table, read out for a block of members at once.

Of half a million corridors most have plain numbers. They are written down once, when the plan is made; a
block of members copies that row and asks only for the few quantities that differ from member to member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alee.compiler.network import corridor_hours, corridor_km
from alee.compiler.parameters import PLACE_QUANTITIES, Row, Sample, corridor_name, place_name
from alee.kernels.layout import Floats, Indices
from alee.model.corridors import Corridor
from alee.model.places import Place
from alee.model.priors import Prior, median_of


@dataclass(frozen=True)
class Quantities:
    """One field of every row of a table.

    Attributes
    ----------
    plain
        (row,) float64, the number of each row; 0 where it holds a prior.
    uncertain
        Position, parameter and prior of each row that holds a prior.
    """

    plain: Floats
    uncertain: tuple[tuple[int, str, Prior], ...]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Quantities:
        """Part numbers from priors, given as name and quantity."""
        plain = np.array([0.0 if isinstance(value, Prior) else float(value) for _, value in rows], np.float64)
        uncertain = tuple(
            (k, name, value) for k, (name, value) in enumerate(rows) if isinstance(value, Prior)
        )
        return cls(plain, uncertain)

    def in_members(self, sample: Sample) -> Floats:
        """Every row in every member, (member, row) float64."""
        table = np.repeat(self.plain[None], sample.n_members, axis=0)
        for column, name, prior in self.uncertain:
            table[:, column] = sample(name, prior)
        return table


@dataclass(frozen=True)
class Fixed:
    """The numbers of places and corridors as columns, written down once for all blocks of members.

    Attributes
    ----------
    place, corridor
        Fields that may hold a prior, by name.
    attractions
        What is known of a place, by the weight that it gets, (place,) float64 each.
    costs
        What a corridor costs, by the weight that it gets, (corridor,) float64 each.
    limited
        Corridors whose capacity is uncertain: position, parameter, central value in persons/day.
    kinds
        Positions of the places of each kind.
    """

    place: dict[str, Quantities]
    corridor: dict[str, Quantities]
    attractions: dict[str, Floats]
    costs: dict[str, Floats]
    limited: tuple[tuple[int, str, float], ...]
    kinds: dict[str, Indices]

    @classmethod
    def of(cls, places: Sequence[Place], corridors: Sequence[Corridor]) -> Fixed:
        """Write down the columns of places and corridors in their canonical order."""
        kinds = np.array([place.kind for place in places])
        return cls(
            place={
                field: Quantities.of([(place_name(p.name, field), getattr(p, field)) for p in places])
                for field in PLACE_QUANTITIES
            },
            corridor={
                field: Quantities.of([(corridor_name(c.name, field), getattr(c, field)) for c in corridors])
                for field in ("ordinary", "weekend", "ordinary_stay_days")
            },
            attractions={
                "kin_weight": np.log1p(np.array([p.kin for p in places]) / 1000.0),
                "language_weight": np.array([p.language for p in places]),
                "safety_weight": np.array([p.safety for p in places]),
                "price_weight": -np.log(np.array([p.price for p in places])),
            },
            costs={
                "cost_per_hour": np.array([corridor_hours(c) for c in corridors]),
                "cost_per_100_usd": np.array([c.fare for c in corridors]) / 100.0,
                "cost_per_1000_km": np.array([corridor_km(c) for c in corridors]) / 1000.0,
            },
            limited=tuple(
                (k, corridor_name(c.name, "capacity"), median_of(c.capacity))
                for k, c in enumerate(corridors)
                if isinstance(c.capacity, Prior)
            ),
            kinds={str(kind): np.flatnonzero(kinds == kind).astype(np.int32) for kind in np.unique(kinds)},
        )
