"""Places: where people can be."""

from __future__ import annotations

from typing import Literal

from alee.model.fields import REQUIRED, Declared, declared
from alee.model.numbers import Country, MaybeName, MaybeWhole, Name, Number, Whole
from alee.model.priors import Quantity

PlaceKind = Literal["origin", "town", "crossing", "hub", "camp", "city"]


class Place(Declared):
    """A place where people can be: a home region, a border crossing, an airport, a camp, a city.

    A crossing stands for its far side: its country is the country entered there.

    Raises
    ------
    ScenarioError
        If a field is unknown, missing or out of its range.
    """

    name: Name = declared(REQUIRED, "Name of the place, the same in every file.")
    kind: PlaceKind = declared(REQUIRED, "What kind of place it is; people move on faster from some kinds.")
    country: Country = declared(REQUIRED, "Country in which people at this place are.")
    latitude: Number = declared(REQUIRED, "Position north of the equator.", unit="degrees", low=-90, high=90)
    longitude: Number = declared(REQUIRED, "Position east of Greenwich.", unit="degrees", low=-180, high=180)
    residents: Whole = declared(0, "People who live here before the shock.", unit="persons", low=0)
    already: Quantity = declared(
        0.0, "Displaced people who are here before the scenario's first day; they have settled for now.",
        unit="persons", low=0,
    )  # fmt: skip
    exposure: Quantity = declared(
        1.0, "How much harder (or softer) the shock hits here than elsewhere.", unit="factor", low=0
    )
    capacity: MaybeWhole = declared(
        None, "People for whom there is room; blank means no limit is known.", unit="persons", low=1
    )
    stay_limit_days: MaybeWhole = declared(
        None, "Days that a newcomer may stay by law; blank means no limit.", unit="days", low=1
    )
    requires: MaybeName = declared(None, "Document that a person needs to be let in, for example schengen.")
    kin: Whole = declared(
        0, "People from the home countries who lived here before and may take others in.",
        unit="persons", low=0,
    )  # fmt: skip
    language: Number = declared(
        0.0, "Chance that a newcomer can speak with people here in a language of home.",
        unit="share", low=0, high=1,
    )  # fmt: skip
    safety: Number = declared(
        1.0, "How safe people from home are here; 1 is safe, 0 is not.", unit="share", low=0, high=1
    )
    price: Number = declared(
        1.0, "Cost of living compared with home; 2 is twice as dear.", unit="factor", above=0
    )
    appeal: Quantity = declared(
        0.0, "What draws people here beyond everything else that the model knows.", unit="log"
    )
    transit: Quantity = declared(
        1.0, "How much more (or less) people move on from here than from other places of its kind.",
        unit="factor", low=0,
    )  # fmt: skip
    sensitivity: Literal["open", "sensitive"] = declared(
        "open", "Sensitive places, such as shelters, are left out of everything public."
    )
    source: Name = declared(
        REQUIRED, "Where the numbers of this row come from: a report, a rule, or the word assumption."
    )
