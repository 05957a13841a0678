"""Learn the numbers of the pace model on situations whose outcome is known.

``learn`` looks for the numbers that would have forecast some situations best: first those of the middle
(sum of absolute errors over that of persistence), then those of the spread (CRPS of persons and of their
logarithm over those of persistence, and how far the 90 % intervals are from holding nine in ten). Every
situation and horizon counts alike, however many people it concerns. A weak pull towards plain values keeps
numbers that the situations say little about from running away. A handful of situations cannot show all that
happens within months, so a spread that grows with each day ahead is added, the larger the fewer there were.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from alee.core.errors import InputError
from alee.evaluation.targets import HORIZONS, origins
from alee.kernels.layout import Floats
from alee.outlook.baselines.ahead import levels
from alee.outlook.counting import Situation
from alee.outlook.paces import Evidence, Paces, evidence, middles, quantiles

N_LEVELS = 60
WANTED_COVER = 0.95  # of the 90 % intervals where numbers are learnt, because new situations differ more
COVER_WEIGHT, PULL = 6.0, 0.002
STEPS = 900
PLAIN_MIDDLE = np.array([0.0, 0.0, 0.0, 0.0, 3.6, 0.0, 0.3])
PLAIN_SPREAD = np.array([-5.0, -5.0, -1.0, -1.0, -0.5, 0.2, 0.5])
TOGETHER = 0.3  # assumption until sums are scored
UNSEEN = 0.0032  # assumption: spread per day that one situation leaves unseen; of K, 1/sqrt(K) remains


@dataclass(frozen=True)
class Lesson:
    """All targets of one horizon in one situation, with what was known of each.

    Attributes
    ----------
    figure
        (row,) float64, persons.
    """

    seen: Evidence
    figure: Floats


def lessons(situation: Situation) -> list[Lesson]:
    """Gather what a situation teaches, one lesson for each horizon that has targets."""
    walked = list(origins(situation))
    out = []
    for horizon in HORIZONS:
        chosen = [(o, [t for t in o.targets if t.horizon == horizon]) for o in walked]
        chosen = [(o, targets) for o, targets in chosen if targets]
        if chosen:
            seen = [evidence(o.known, [(t.destination, t.day) for t in targets]) for o, targets in chosen]
            figure = np.array([t.figure for _, targets in chosen for t in targets])
            out.append(Lesson(Evidence.joined(seen), figure))
    return out


def with_middle(paces: Paces, x: Floats) -> Paces:
    """Set the numbers of the middle from seven free ones."""
    weights = np.exp(np.array([x[1], 0.0, x[2]]))
    weights /= weights.sum()
    return replace(
        paces,
        gain=float(np.exp(x[0])), windows=(float(weights[0]), float(weights[1]), float(weights[2])),
        own=float(1.0 / (1.0 + np.exp(-x[3]))), fading=float(np.exp(x[4])),
        falling=float(np.exp(-np.exp(x[5]))), intervals=float(np.exp(x[6])),
    )  # fmt: skip


def with_spread(paces: Paces, x: Floats) -> Paces:
    """Set the numbers of the spread from seven free ones."""
    return replace(
        paces,
        error=float(np.exp(x[0])), drift=float(np.exp(x[1])), restless=float(np.exp(x[2])),
        moved=float(np.exp(x[3])), power=float(np.exp(x[4])), upward=float(np.exp(x[5])),
        freedom=float(1.5 + np.exp(x[6])),
    )  # fmt: skip


def plain() -> Paces:
    """Give the numbers that learning starts from."""
    still = Paces(
        gain=1.0, windows=(0.3, 0.4, 0.3), own=0.5, fading=36.0, falling=0.4, intervals=1.3, error=0.01,
        drift=0.01, ageing=0.0, restless=0.4, moved=0.4, power=0.6, upward=1.2, freedom=3.0,
        together=TOGETHER,
    )  # fmt: skip
    return with_spread(with_middle(still, PLAIN_MIDDLE), PLAIN_SPREAD)


def learn(situations: Sequence[Situation]) -> Paces:
    """Learn the pace model's numbers from situations.

    Raises
    ------
    InputError
        If no situation has a count to learn from.
    """
    taught = [lesson for situation in situations for lesson in lessons(situation)]
    if not taught:
        raise InputError("situations: there is nothing to learn from. Needed: counts of over 37 days.")
    still = [np.broadcast_to(lesson.seen.level, (2, len(lesson.figure))) for lesson in taught]
    scale = [_scores(lesson, newest) for lesson, newest in zip(taught, still, strict=True)]

    def middle_loss(x: Floats) -> float:
        paces = with_middle(plain(), x)
        errors = [np.abs(middles(paces, lesson.seen) - lesson.figure).sum() for lesson in taught]
        ratios = [e / max(s[0], 1e-9) / max(lesson.figure.sum(), 1.0)
                  for e, s, lesson in zip(errors, scale, taught, strict=True)]  # fmt: skip
        return float(np.mean(ratios)) + PULL * float(((x - PLAIN_MIDDLE) ** 2).sum())

    middle = with_middle(plain(), _least(middle_loss, PLAIN_MIDDLE))
    at = levels(N_LEVELS)

    def spread_loss(x: Floats) -> float:
        paces = with_spread(middle, x)
        total = 0.0
        for lesson, (persons, logs) in zip(taught, scale, strict=True):
            table = quantiles(paces, lesson.seen, at)
            found = _scores(lesson, table)
            low, high = table[round(0.05 * N_LEVELS)], table[-1 - round(0.05 * N_LEVELS)]
            cover = float(((lesson.figure >= low) & (lesson.figure <= high)).mean())
            total += found[0] / max(persons, 1e-9) + found[1] / max(logs, 1e-9)
            total += COVER_WEIGHT * (cover - WANTED_COVER) ** 2
        return total / (2 * len(taught)) + PULL * float(((x - PLAIN_SPREAD) ** 2).sum())

    ageing = UNSEEN / np.sqrt(len(situations))
    return replace(with_spread(middle, _least(spread_loss, PLAIN_SPREAD)), ageing=float(ageing))


def _least(loss: Callable[[Floats], float], start: Floats) -> Floats:
    found = minimize(
        loss, start, method="Nelder-Mead", options={"maxiter": STEPS, "xatol": 1e-3, "fatol": 1e-5}
    )
    return np.asarray(found.x)


def _scores(lesson: Lesson, table: Floats) -> tuple[float, float]:
    """CRPS over the sum of counts, and mean CRPS of logarithms, of evenly spread quantiles (level, row)."""
    whole = max(1.0, float(lesson.figure.sum()))
    logs = _crps(np.log1p(table), np.log1p(lesson.figure)).mean()
    return float(_crps(table, lesson.figure).sum()) / whole, float(logs)


def _crps(table: Floats, figure: Floats) -> Floats:
    """CRPS as the mean quantile score over evenly spread levels, (row,)."""
    at = levels(len(table))[:, None]
    away = figure - table
    return np.asarray(2.0 * np.maximum(at * away, (at - 1.0) * away).mean(axis=0))
