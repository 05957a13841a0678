"""What lies ahead for one place: numbers after 7, 30 and 90 days, chances of thresholds, turning points.

Where somebody counts the people at a place often and lately, the count to come is said first, by
:mod:`alee.outlook.counted`, whose intervals were held against counts of other situations; a chance then
speaks of that count. People present, arrivals and departures are the engine's, and so is every what-if.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alee.core.calendar import as_date
from alee.core.errors import InputError
from alee.core.wording import EVEN_ODDS
from alee.kernels.layout import Floats
from alee.outlook.comparison import Whereabouts, whereabouts
from alee.outlook.counted import counts_ahead
from alee.outlook.forecasting import Outlook

HORIZONS = (7, 30, 90)
LEVELS = (0.05, 0.5, 0.9, 0.95, 0.975)
SMOOTH = 7  # days over which arrivals are averaged before looking for a turn
FORM = "more than 5000 in NAME by 2022-10-20, or: fewer than 2000 in NAME by 2022-11-01"
QUESTION = re.compile(
    r"\s*(more|fewer|less)\s+than\s+([\d ,_]+)\s+in\s+(.+?)\s+by\s+(\d{4}-\d{2}-\d{2})\s*", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class AheadRow:
    """One number on one day ahead.

    Attributes
    ----------
    of
        ``counted`` (persons that the issuer would count on the day), ``present`` (persons on the day),
        ``arrivals`` or ``departures`` (persons since the as-of date).
    by
        Whose count and of which kind; empty for the engine's own numbers.
    quantiles
        5, 50, 90 (be ready for), 95 and 97.5 % (bad case), persons.
    """

    days: int
    day: dt.date
    of: str
    quantiles: tuple[float, ...]
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A turning point.

    Attributes
    ----------
    what
        ``peak`` (arrivals are highest) or ``below ordinary`` (displaced arrivals fall below ordinary
        traffic).
    chance
        Share of members in which it comes within the outlook; a peak on the last day has not come.
    days
        5, 50 and 95 % of the day, among those members; None where there are none.
    behind
        Share of members in which it came by the as-of date.
    """

    what: str
    chance: float
    days: tuple[dt.date, dt.date, dt.date] | None
    behind: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Chance:
    """The chance that a number passes a threshold by a day.

    Attributes
    ----------
    on_the_day, by_the_day
        Chance on that very day; chance on any day ahead until then.
    already
        Chance that it is so on the as-of date; 0 for a count, which is known until then.
    first
        Middle day on which it is passed first, among members in which it is not so already; None if there
        are none.
    by
        Whose count it is about; empty for people present by the engine.
    """

    question: str
    on_the_day: float
    by_the_day: float
    first: dt.date | None
    by: str = ""
    already: float = 0.0


def look_ahead(outlook: Outlook, place: str) -> tuple[AheadRow, ...]:
    """Say counts, people present, arrivals and departures after 7, 30 and 90 days, if it reaches so far."""
    where = whereabouts(outlook, place)
    now = _now(outlook)
    rows = list(look_at_counts(outlook, place))
    for days in _reached(outlook):
        after = slice(now + 1, now + days + 1)
        for of, values in (
            ("present", where.present[:, now + days]),
            ("arrivals", where.arrivals[:, after].sum(axis=1)),
            ("departures", where.departures[:, after].sum(axis=1)),
        ):
            rows.append(_row(outlook, days, of, values))
    return tuple(rows)


def look_at_counts(outlook: Outlook, place: str | None = None) -> tuple[AheadRow, ...]:
    """Say the counts after 7, 30 and 90 days of every series that is long and fresh enough.

    Parameters
    ----------
    place
        Only series about this place, country or area; by default all, the largest first.
    """
    return tuple(
        _row(outlook, days, "counted", counts.draws[:, days - 1], by=counts.label)
        for counts in counts_ahead(outlook, place)
        for days in _reached(outlook)
    )


def _reached(outlook: Outlook) -> list[int]:
    return [h for h in HORIZONS if h <= outlook.days] or [outlook.days]


def _row(outlook: Outlook, days: int, of: str, values: Floats, by: str = "") -> AheadRow:
    found = tuple(float(q) for q in np.quantile(values, LEVELS))
    day = outlook.posterior.as_of + dt.timedelta(days=days)
    return AheadRow(days=days, day=day, of=of, quantiles=found, by=by)


def turning_points(outlook: Outlook, place: str) -> tuple[Turn, ...]:
    """Say when arrivals peak, and when they fall below ordinary traffic for good."""
    where = whereabouts(outlook, place)
    return (
        _turn("peak", *_peaks(_smooth(where.arrivals)), outlook),
        _turn("below ordinary", *_below(where), outlook),
    )


def chance_of(outlook: Outlook, question: str) -> Chance:
    """Say how likely it is that a number passes a threshold.

    Parameters
    ----------
    question
        Such as ``more than 5000 in Turkey by 2022-10-20``. Where people at the place are counted, it is about
        the count (of the largest series), else, and in a what-if, about people present.

    Raises
    ------
    InputError
        If the question cannot be read, the place is unknown, or the day is not ahead.
    """
    match = QUESTION.fullmatch(question)
    if match is None:
        raise InputError(f'question "{question[:80]}": it cannot be read. Allowed: {FORM}.')
    limit = float(re.sub(r"[ ,_]", "", match[2]))
    where = whereabouts(outlook, match[3].strip("'\""))
    day, now = as_date(match[4]), _now(outlook)
    ahead = (day - outlook.posterior.as_of).days
    if not 1 <= ahead <= outlook.days:
        last = outlook.posterior.as_of + dt.timedelta(days=outlook.days)
        raise InputError(
            f'question "{question[:80]}": {day} is not ahead. '
            f"Allowed are days after {outlook.posterior.as_of} until {last}. Did you mean a longer outlook?"
        )
    counted = counts_ahead(outlook, where.name)
    values = counted[0].draws if counted else where.present[:, now + 1 :]
    is_more = match[1].lower() == "more"

    def passes(numbers: Floats) -> Floats:
        return numbers > limit if is_more else numbers < limit

    passed = passes(values[:, :ahead])
    ever = passed.any(axis=1)
    already = np.zeros_like(ever) if counted else ever & passes(where.present[:, now])
    first = None
    if (later := ever & ~already).any():
        middle = float(np.median(passed[later].argmax(axis=1)))
        first = outlook.posterior.as_of + dt.timedelta(days=1 + int(middle))
    return Chance(
        question=question.strip(), on_the_day=float(passed[:, -1].mean()), by_the_day=float(ever.mean()),
        first=first, by=counted[0].label if counted else "", already=float(already.mean()),
    )  # fmt: skip


def _now(outlook: Outlook) -> int:
    return int(outlook.ensemble.dataset.sizes["day"]) - outlook.days - 1


def _smooth(values: Floats) -> Floats:
    """Average over the last seven days, (member, day)."""
    summed = np.cumsum(np.pad(values, ((0, 0), (SMOOTH, 0))), axis=1)
    return np.asarray((summed[:, SMOOTH:] - summed[:, :-SMOOTH]) / SMOOTH)


def _peaks(smooth: Floats) -> tuple[Floats, Floats]:
    """Day of the highest value, and whether it comes before the last day, (member,) each."""
    best = smooth.argmax(axis=1)
    return best, (best < smooth.shape[1] - 1) & (smooth.max(axis=1) > 0)


def _below(where: Whereabouts) -> tuple[Floats, Floats]:
    """First day from which displaced arrivals stay below ordinary ones, and whether there is one."""
    above = _smooth(where.arrivals) >= np.maximum(_smooth(where.ordinary), 1e-9)
    last = above.shape[1] - 1 - above[:, ::-1].argmax(axis=1)
    return last + 1, above.any(axis=1) & (last < above.shape[1] - 1)


def _turn(what: str, day: Floats, comes: Floats, outlook: Outlook) -> Turn:
    start = outlook.posterior.scenario.start
    if not comes.any():
        return Turn(what=what, chance=0.0, days=None)
    low, middle, high = (
        start + dt.timedelta(days=round(float(q))) for q in np.quantile(day[comes], (0.05, 0.5, 0.95))
    )
    behind = float(np.logical_and(comes, day <= _now(outlook)).mean())
    return Turn(what=what, chance=float(comes.mean()), days=(low, middle, high), behind=behind)


def in_words(chances: Sequence[Chance]) -> list[str]:
    """Say each chance in a sentence."""
    out = []
    for chance in chances:
        when = f"; {chance.already:.0%} already on the as-of date" if chance.already else ""
        if chance.first is not None:
            when += f"; where it {'only ' if chance.already else ''}comes later, about {chance.first}"
        of = f" (as counted: {chance.by})" if chance.by else ""
        out.append(
            f"{chance.question}{of}: {chance.by_the_day:.0%} at some time by then, "
            f"{chance.on_the_day:.0%} on that very day{when}."
        )
    return out


def turn_in_words(turn: Turn) -> str:
    """Say a turning point in a sentence: how sure it is, whether it lies behind, and when it comes if it does.

    The chance stands first: a day alone would be read as the forecast, however few histories have it.
    """
    words = "Arrivals peak" if turn.what == "peak" else "Arrivals fall below ordinary traffic for good"
    if turn.days is None:
        return f"{words}: in no history within the outlook."
    past = f" ({turn.behind:.0%} behind us)" if turn.behind else ""
    when = f"about {turn.days[1]} ({turn.days[0]} to {turn.days[2]})"
    if turn.chance < EVEN_ODDS:
        return (
            f"{words}: most likely not within the outlook; it comes in {turn.chance:.0%} of histories{past}, "
            f"in these {when}."
        )
    return f"{words}: {when}; within the outlook in {turn.chance:.0%} of histories{past}."
