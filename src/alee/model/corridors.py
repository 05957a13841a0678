"""Corridors: directed ways from one place to the next."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from alee.core.errors import Problem, ScenarioError
from alee.model.fields import REQUIRED, Declared, declared
from alee.model.numbers import MaybeName, MaybeNumber, Name, Number, YesNo
from alee.model.priors import MaybeQuantity, Quantity

Mode = Literal["foot", "road", "rail", "sea", "air"]


class Corridor(Declared):
    """A directed way from one place to the next by one mode; the way back is another corridor.

    Raises
    ------
    ScenarioError
        If a field is unknown, missing or out of its range, if the corridor leads to where it starts,
        or if not exactly one of km and hours is given.
    """

    name: Name = declared("", 'Name of the corridor; blank means "FROM > TO by MODE".')
    from_place: Name = declared(REQUIRED, "Place where the corridor starts.", column="from")
    to_place: Name = declared(REQUIRED, "Place where the corridor ends.", column="to")
    mode: Mode = declared(REQUIRED, "How people travel on it.")
    km: MaybeNumber = declared(None, "Length of the way; give this or hours.", unit="km", above=0)
    hours: MaybeNumber = declared(None, "Time on the way; give this or km.", unit="hours", above=0)
    capacity: MaybeQuantity = declared(
        None, "People, displaced or not, who can pass in one day; blank means no limit.",
        unit="persons/day", low=0,
    )  # fmt: skip
    fare: Number = declared(0.0, "Price of the way for one person at the start.", unit="USD", low=0)
    is_open: YesNo = declared(
        default=True, meaning="Whether people can pass on the first day.", column="open"
    )
    ordinary: Quantity = declared(
        0.0, "Travellers per day, on average over a week, who would come without any shock.",
        unit="persons/day", low=0,
    )  # fmt: skip
    weekend: Quantity = declared(
        1.0, "Ordinary travellers on a day from Friday to Sunday, over those on another day.",
        unit="factor", above=0,
    )  # fmt: skip
    ordinary_stay_days: Quantity = declared(
        7.0, "Days after which an ordinary traveller goes back, on average.", unit="days", above=0
    )
    requires: MaybeName = declared(None, "Document that a person needs to pass, for example schengen.")
    sensitivity: Literal["regular", "irregular"] = declared(
        "regular", "Irregular ways are left out of everything public."
    )
    source: Name = declared(
        REQUIRED, "Where the numbers of this row come from: a report, a rule, or the word assumption."
    )

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        """Call a corridor without a name by its ends and its mode."""
        if isinstance(data, dict) and not str(data.get("name", "")).strip():
            ends = [data.get(key) for key in ("from_place", "to_place", "mode")]
            if all(isinstance(end, str) and end.strip() for end in ends):
                start, stop, mode = (str(end).strip() for end in ends)
                return {**data, "name": f"{start} > {stop} by {mode}"}
            return {**data, "name": "a corridor without ends"}
        return data

    @model_validator(mode="after")
    def _makes_sense(self) -> Corridor:
        problems = []
        if self.from_place == self.to_place:
            wrong = f'the corridor leads from "{self.from_place}" to itself'
            allowed = "A corridor leads from one place to another."
            problems.append(Problem(wrong, allowed, path=("to_place",)))
        if (self.km is None) == (self.hours is None):
            wrong = "km and hours are both blank" if self.km is None else "km and hours are both given"
            allowed = "A corridor has either a length in km or a time in hours."
            problems.append(Problem(wrong, allowed, path=("km",)))
        if problems:
            raise ScenarioError(problems)
        return self
