"""What is believed after reading the reports: members, parameters, and how each report fared.

Every member is a complete history: its row of coordinates and its number determine each draw, so a
forecast continues it by running the same member for longer, and its past does not change by a bit.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import xarray as xr

from alee.compiler import Parameter
from alee.ensemble import Ensemble
from alee.inference.correcting import Corrections
from alee.inference.measures import MEASURES, Concept
from alee.kernels.layout import Floats
from alee.model.report_words import figure_words
from alee.model.reports import Report, Reports
from alee.model.scenario import Scenario

OUTSIDE = "outside: "  # how the reason begins where the scenario lacks the place of a report
MOST_NAMED = 5  # reports of one kind that the summary names
BY_CHANCE = 3.5  # standard errors of a standard deviation that chance passes once in thousands of numbers
OLD_NEWS = 14  # days without a new report that are worth a line
LIKELY = 0.5  # chance above which an issuer is said to be far off
CONTRADICTS_BEYOND = 3.0  # standard deviations of figure and prediction together


@dataclass(frozen=True, kw_only=True)
class ReportFit:
    """How one report fared.

    Attributes
    ----------
    report
        What was published.
    used
        Whether it moved the estimate.
    reason
        Why not, if it did not.
    concept
        What the figure counts, in words; None if it could not be read.
    expected
        5 %, 50 % and 95 % of what the model expected of this very figure, issuer's factor and error
        included, in the report's unit; None if not used.
    score
        Distance of the figure from the middle of that, in standard deviations; 0 inside a free range.
    factor
        Median of the issuer's learnt factor (reported over true); None if not used.
    far_off
        Chance that this factor is one that nothing suggests: the issuer's whole series is wrong, 0 to 1.
    """

    report: Report
    used: bool
    reason: str = ""
    concept: Concept | None = None
    expected: tuple[float, float, float] | None = None
    score: float = 0.0
    factor: float | None = None
    far_off: float = 0.0

    @property
    def is_outlier(self) -> bool:
        """Whether the figure lies beyond what any history made of the other reports can explain."""
        return self.used and abs(self.score) > CONTRADICTS_BEYOND

    @property
    def is_far_off(self) -> bool:
        """Whether the issuer's whole series of such figures is likely wrong, and that explains this one."""
        return self.used and self.far_off > LIKELY and not self.is_outlier

    @property
    def contradicts(self) -> bool:
        """Whether the figure, or the whole series that it belongs to, contradicts the other reports."""
        return self.is_outlier or self.is_far_off


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """One parameter before and after the reports.

    ``prior`` and ``posterior`` are the 5 %, 50 % and 95 % quantiles in the parameter's own unit;
    ``contraction`` is 1 - sd after / sd before in standard normal space: 0 = nothing learnt, 1 = all.
    """

    name: str
    prior: tuple[float, float, float]
    posterior: tuple[float, float, float]
    contraction: float


@dataclass(frozen=True, kw_only=True)
class Posterior:
    """The joint estimate of behaviour, issuers' factors and daily flows.

    Attributes
    ----------
    scenario, reports
        What went in; ``reports`` holds only what was published by ``as_of``.
    as_of
        Nothing published later was read.
    seed
        Repeats the result bit for bit.
    parameters, z
        What was uncertain and its coordinates, (member, K) float64.
    ensemble
        Trajectories from the scenario's first day to the as-of date.
    fits
        How each report fared, in the order of the table.
    corrections
        What moves by the true likelihood did after the smoother; None if there were none.
    """

    scenario: Scenario
    reports: Reports
    as_of: dt.date
    seed: int
    parameters: tuple[Parameter, ...]
    z: Floats
    ensemble: Ensemble
    fits: tuple[ReportFit, ...]
    corrections: Corrections | None = None

    @property
    def members(self) -> int:
        """How many histories there are."""
        return int(self.z.shape[0])

    @property
    def present(self) -> xr.DataArray:
        """Displaced persons at each place at the end of each day, (member, day, place, group) int64."""
        return self.ensemble.present

    @property
    def arrivals(self) -> xr.DataArray:
        """Displaced persons arriving per day, (member, day, place) int64."""
        return self.ensemble.arrivals

    @property
    def displaced(self) -> xr.DataArray:
        """Persons who left home per day because of the shock, (member, day, place, group) int64."""
        return self.ensemble.displaced

    @cached_property
    def learnt(self) -> tuple[Learnt, ...]:
        """Every parameter before and after, the most learnt first."""
        levels = np.array([0.05, 0.5, 0.95])
        rows = []
        for k, parameter in enumerate(self.parameters):
            if parameter.name.startswith("wobble/"):
                continue
            before = np.asarray(parameter.prior.quantile(levels))
            after = np.quantile(parameter.values(self.z[:, k]), levels)
            rows.append(
                Learnt(
                    name=parameter.name,
                    prior=(float(before[0]), float(before[1]), float(before[2])),
                    posterior=(float(after[0]), float(after[1]), float(after[2])),
                    contraction=float(1.0 - self.z[:, k].std()),
                )
            )
        return tuple(sorted(rows, key=lambda row: (-row.contraction, row.name)))

    def used(self) -> Sequence[ReportFit]:
        """Reports that moved the estimate."""
        return [fit for fit in self.fits if fit.used]

    def contradictions(self) -> Sequence[ReportFit]:
        """Used reports that the model cannot explain, the furthest off first."""
        found = [fit for fit in self.fits if fit.contradicts]
        return sorted(found, key=lambda fit: -abs(fit.score))

    def days_without_reports(self) -> int:
        """Days from the publication of the newest used report to the as-of date; 0 if none was used."""
        days = [fit.report.published for fit in self.used()]
        return (self.as_of - max(day for day in days if day is not None)).days if days else 0

    def summary(self) -> str:
        """What was learnt, what was not, and which reports disagree, in plain lines."""
        used = self.used()
        lines = [
            f"{self.scenario.title or self.scenario.name}: as of {self.as_of}, {self.members} members.",
            f"{len(used)} of {len(self.fits)} reports used.",
        ]
        if (days := self.days_without_reports()) > OLD_NEWS:
            lines.append(
                f"The newest used report was published {days} days before {self.as_of}: "
                "what happened since then is told by the model alone."
            )
        if not used:
            lines.append("No report could be used: this is the prior, nothing was learnt.")
        if self.corrections is not None:
            moved, rounds = self.corrections.accepted[-1], len(self.corrections.accepted)
            lines.append(
                f"Corrected by the true likelihood: {rounds} rounds; "
                f"{moved:.0%} of members moved in the last."
            )
        lines += _told_apart(self.fits)
        lines += [f"Contradicts the rest: {describe(f)}" for f in self.contradictions() if f.is_outlier]
        lines += _far_off(self.used())
        if not used:
            return "\n".join(lines)
        by_chance = BY_CHANCE / np.sqrt(2 * self.members)
        best = [row for row in self.learnt if row.contraction > max(0.2, by_chance)][:5]
        lines += [f"Learnt {row.name}: {_range(row.prior)} became {_range(row.posterior)}." for row in best]
        silent = sum(row.contraction < 0.05 for row in self.learnt)
        lines.append(f"The reports told nothing about {silent} of {len(self.learnt)} uncertain numbers.")
        return "\n".join(lines)


def _told_apart(fits: Sequence[ReportFit]) -> list[str]:
    """Name reports that a place lost, and those whose issuer says two things; the first few of each."""
    outside = [f for f in fits if f.reason.startswith(OUTSIDE)]
    disputed = [f for f in fits if f.used and f.reason]
    lines = []
    for words, chosen in (("Not used, outside", outside), ("Contradicts itself", disputed)):
        found = [f"{f.report.id} ({f.report.issuer}): {f.reason.removeprefix(OUTSIDE)}" for f in chosen]
        lines += [f"{words}: {line}." for line in found[:MOST_NAMED]]
        if len(found) > MOST_NAMED:
            lines.append(f"{words}: {len(found) - MOST_NAMED} more of this kind.")
    return lines


def _far_off(fits: Sequence[ReportFit]) -> list[str]:
    """Name issuers whose whole series stands apart, the likeliest first, once each."""
    found = sorted((fit for fit in fits if fit.is_far_off), key=lambda fit: -fit.far_off)
    lines = [
        f"Stands apart as a whole: {fit.report.issuer}, {fit.report.measure} {fit.report.place}: "
        f"{far_off_words(fit)}"
        for fit in found
    ]
    return list(dict.fromkeys(lines))


def far_off_words(fit: ReportFit) -> str:
    """How wrong an issuer's whole series seems to be, and how sure that is."""
    return (
        f"its figures are about {fit.factor or 0.0:.2g} times what all others make of it "
        f"(chance of that {fit.far_off:.0%})."
    )


def describe(fit: ReportFit) -> str:
    """One line on a used report: what it said and what was expected."""
    report = fit.report
    low, middle, high = fit.expected or (np.nan, np.nan, np.nan)
    return (
        f"{report.id} ({report.issuer}), {report.measure} {report.place}: "
        f"said {figure_words(report)}, "
        f"expected {_amount(middle)} ({_amount(low)} to {_amount(high)})."
    )


def _amount(value: float) -> str:
    """A count as a whole number, a share or a ratio with three digits."""
    return f"{value:,.0f}" if abs(value) >= 10 or value == round(value) else f"{value:.3g}"


def _range(values: tuple[float, float, float]) -> str:
    return f"{values[1]:.3g} ({values[0]:.3g} to {values[2]:.3g})"


def set_aside(reports: Mapping[str, str], report: Report) -> ReportFit:
    """The entry of a report that was not used."""
    concept = MEASURES[report.measure].concept if report.measure in MEASURES else None
    return ReportFit(report=report, used=False, reason=reports[report.id], concept=concept)
