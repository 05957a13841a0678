"""One outlook, with what all views of it need worked out once."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

import numpy as np

from alee.briefing.assemble import Assembler
from alee.briefing.content import BriefingContent
from alee.briefing.grading import fits_about
from alee.compiler import Plan
from alee.inference.posterior import Posterior, ReportFit
from alee.kernels.layout import Counts, Floats
from alee.model.scenario import Scenario
from alee.outlook.countries import Country, countries_abroad, country_names
from alee.outlook.forecasting import Outlook


class Source:
    """Reads an outlook for the views.

    Attributes
    ----------
    people
        Displaced persons at each place, groups summed, (member, day, place) int64.
    """

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.posterior: Posterior = outlook.posterior
        self.scenario: Scenario = outlook.posterior.scenario
        self.data = outlook.ensemble.dataset
        self.assembler = Assembler(outlook, command="")
        self.plan: Plan = self.assembler.plan
        self.days: list[dt.date] = self.assembler.days
        self.now: int = self.assembler.now

    @cached_property
    def people(self) -> Counts:
        """Displaced persons at each place, (member, day, place) int64."""
        return np.asarray(self.data["present"].values.sum(axis=3))

    @cached_property
    def content(self) -> BriefingContent:
        """Everything a briefing shows."""
        return self.assembler.content({})

    @cached_property
    def names(self) -> dict[str, str]:
        """Country codes to the scenario's own names."""
        return country_names(self.scenario)

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        """Every country abroad."""
        return countries_abroad(self.scenario)

    @cached_property
    def fits(self) -> dict[str, list[ReportFit]]:
        """Reports about each country abroad, by its code."""
        return {country.code: fits_about(self.posterior, country) for country in self.countries}

    @cached_property
    def place_index(self) -> dict[str, int]:
        """Position of every place in the arrays."""
        return {str(name): k for k, name in enumerate(self.data["place"].values)}

    @cached_property
    def since(self) -> int:
        """Day number of the shock."""
        return max(0, self.plan.day_index(self.assembler.shock_day))

    def people_in(self, places: tuple[str, ...]) -> Counts:
        """Displaced persons over some places, (member, day) int64."""
        return np.asarray(self.people[:, :, [self.place_index[name] for name in places]].sum(axis=2))

    def moves(self, corridors: list[int]) -> Floats:
        """Displaced persons who set out on some corridors together per day, (member, day)."""
        return np.asarray(self.data["crossings"].values[:, :, corridors].sum(axis=2, dtype=np.int64))

    def day_words(self) -> list[str]:
        """Every day, written."""
        return [day.isoformat() for day in self.days]
