"""What-ifs and past forecasts in words: what would change, and what was said beside what happened."""

from __future__ import annotations

from collections.abc import Sequence

from alee.briefing.grounds import ForecastCheck, PreviousForecast
from alee.briefing.sentences import NOTHING, about, change_words, short_day
from alee.briefing.series import interval
from alee.core.errors import InputError, Problem
from alee.core.wording import count_of
from alee.model.reports import Reports
from alee.outlook.comparison import Change, Comparison
from alee.outlook.forecasting import Outlook
from alee.outlook.prediction import draw_figures

CHECKS_SHOWN = 12
SAID = 5  # countries and ways that a what-if names


def what_if_words(name: str, found: Comparison, future: Outlook) -> list[str]:
    """Say what a what-if changes: who leaves, then countries, then by which ways people go instead."""
    end = short_day(future.posterior.as_of.fromordinal(future.posterior.as_of.toordinal() + future.days))
    lines = [f"What if: {name}"]
    if not found.countries and not found.corridors:
        return [*lines, f"  Nothing changes by {end}: nobody was going that way, or it was so already."]
    if any(found.left.difference):
        lines.append(f"  Leaving {found.left.name}: {change_words(*found.left.difference)} by {end}.")
    lines += [f"  {c.name}: {change_words(*c.difference)} by {end}." for c in found.countries[:SAID]]
    more = [c for c in found.corridors if c.difference[1] >= NOTHING][:3]
    fewer = [c for c in found.corridors if c.difference[1] <= -NOTHING][:3]
    if fewer:
        lines.append(f"  Fewer go by: {_ways(fewer)}.")
    if more:
        lines.append(f"  More go by: {_ways(more)}.")
    unchanged = len(found.untouched)
    if unchanged:
        stay = "stays as it was" if unchanged == 1 else "stay as they were"
        lines.append(f"  {count_of(unchanged, 'place')} {stay}, person by person, in every history.")
    return lines


def _ways(changes: Sequence[Change]) -> str:
    return ", ".join(f"{c.name} (about {about(abs(c.difference[1]))})" for c in changes)


def check_earlier(previous: Outlook, outlook: Outlook) -> None:
    """Refuse a last forecast that is not an earlier one of the same scenario.

    Raises
    ------
    InputError
        If it is of another scenario, or was made later.
    """
    before, now = previous.posterior, outlook.posterior
    if before.scenario.name != now.scenario.name:
        wrong = f"the last outlook is of {before.scenario.name}, this one of {now.scenario.name}"
        raise InputError(Problem(wrong, "Allowed: an earlier outlook of the same scenario.", where="last"))
    if before.as_of > now.as_of:
        wrong = f"the last outlook is as of {before.as_of}, after this one ({now.as_of})"
        raise InputError(Problem(wrong, "Allowed: an earlier one.", "Are the two swapped?", where="last"))


def previous_forecast(previous: Outlook, reports: Reports) -> PreviousForecast | None:
    """Hold an earlier outlook against the reports that came since; None if none did.

    The largest figures first, at most a dozen; each beside what the model expected of that very figure.
    """
    made = previous.posterior.as_of
    known = {report.id for report in previous.posterior.reports}
    since = Reports([
        r for r in reports
        if r.id not in known and r.copy_of is None and r.period is not None and r.period[1] > made
    ])  # fmt: skip
    checks = []
    for report, drawn in zip(since, draw_figures(previous, list(since)), strict=True):
        if isinstance(drawn, str) or report.figure is None or report.period is None:
            continue
        label = f"{report.measure.replace('_', ' ')}, {report.place}, {short_day(report.period[1])}"
        checks.append(
            ForecastCheck(label=label, said=interval(drawn), happened=report.figure, report=report.id)
        )
    checks.sort(key=lambda check: -check.happened)
    return PreviousForecast(as_of=made, checks=tuple(checks[:CHECKS_SHOWN])) if checks else None
