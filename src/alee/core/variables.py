"""Every variable of a result, declared once: name, dimensions, dtype, unit and meaning.

The engine's record, the ensemble, saved files, exported tables and the reference page all read this
table. Stocks (counted at the end of a day) and flows (counted over a day) never share a word: ``present``
is a stock, ``arrivals`` is a flow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["stock", "flow", "state"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Variable:
    """One variable of a result.

    Parameters
    ----------
    name
        The word used everywhere for it.
    dims
        Names of its dimensions, in order.
    dtype
        ``int64`` or ``int32``.
    unit
        A unit of ``core.units``.
    kind
        ``stock`` at the end of a day, ``flow`` over a day, or ``state`` of a member.
    meaning
        One sentence that says exactly what is counted.
    concept
        What a reader must not mix up: ``people`` of the displaced, or ``trips`` at a border, which may
        include travellers who would have gone anyway.
    """

    name: str
    dims: tuple[str, ...]
    dtype: Literal["int64", "int32"]
    unit: str
    kind: Kind
    meaning: str
    concept: str = "people"


PLACE = ("member", "day", "place")
CORRIDOR = ("member", "day", "corridor")

DECLARED = (
    Variable(
        name="displaced",
        dims=(*PLACE, "group"),
        dtype="int64",
        unit="persons/day",
        kind="flow",
        meaning="People who left their home at the place because of the shock on that day.",
    ),
    Variable(
        name="present",
        dims=(*PLACE, "group"),
        dtype="int64",
        unit="persons",
        kind="stock",
        meaning="Displaced people at the place at the end of the day, just arrived or staying.",
    ),
    Variable(
        name="arrivals",
        dims=PLACE,
        dtype="int64",
        unit="persons/day",
        kind="flow",
        meaning="Displaced people who arrived at the place on that day.",
    ),
    Variable(
        name="departures",
        dims=PLACE,
        dtype="int64",
        unit="persons/day",
        kind="flow",
        meaning="Displaced people who set out from the place, admitted to a corridor, on that day.",
    ),
    Variable(
        name="returned",
        dims=PLACE,
        dtype="int64",
        unit="persons",
        kind="stock",
        meaning="Displaced people who are back for good at a place at home at the end of the day.",
    ),
    Variable(
        name="in_transit",
        dims=("member", "day"),
        dtype="int64",
        unit="persons",
        kind="stock",
        meaning="Displaced people on the way between two places at the end of the day.",
    ),
    Variable(
        name="crossings",
        dims=CORRIDOR,
        dtype="int32",
        unit="persons/day",
        kind="flow",
        meaning="Displaced people admitted to the corridor on that day.",
    ),
    Variable(
        name="returns",
        dims=CORRIDOR,
        dtype="int32",
        unit="persons/day",
        kind="flow",
        meaning="Displaced people who went home back through the corridor on that day.",
    ),
    Variable(
        name="ordinary_out",
        dims=CORRIDOR,
        dtype="int32",
        unit="persons/day",
        kind="flow",
        meaning="Travellers who would have gone anyway, admitted to the corridor on that day.",
        concept="trips",
    ),
    Variable(
        name="ordinary_back",
        dims=CORRIDOR,
        dtype="int32",
        unit="persons/day",
        kind="flow",
        meaning="Such travellers who went back through the corridor on that day.",
        concept="trips",
    ),
    Variable(
        name="waiting",
        dims=CORRIDOR,
        dtype="int32",
        unit="persons",
        kind="stock",
        meaning="Displaced people in the corridor's queue at the end of the day.",
    ),
    Variable(
        name="queue",
        dims=CORRIDOR,
        dtype="int32",
        unit="persons",
        kind="stock",
        meaning="Everybody in the corridor's queue at the end of the day, ordinary travellers included.",
        concept="trips",
    ),
    Variable(
        name="status",
        dims=("member",),
        dtype="int32",
        unit="1",
        kind="state",
        meaning="0 the member ran well; 1 people were not conserved; 2 a count below zero; 3 not finite.",
        concept="member",
    ),
)

VARIABLES: Mapping[str, Variable] = MappingProxyType({variable.name: variable for variable in DECLARED})

DIMENSIONS: Mapping[str, str] = MappingProxyType(
    {
        "member": "Number of the history, from 0; the same number has the same luck in every what-if.",
        "day": "Day of the calendar; stocks are counted at its end.",
        "place": "Name of the place.",
        "group": "Name of the group of people who answer alike.",
        "corridor": "Name of the directed way from one place to the next.",
    }
)
