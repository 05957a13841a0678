"""How sure the reader is of a figure, and what keeps it from being surer."""

from __future__ import annotations

from alee.reading.quantities import Quantity
from alee.reading.scene import Figure

NO_SPEAKER, SPEAKER_COST = "no speaker is named", 0.05
# Of texts that no rule had seen, that share of the figures without a doubt had value, measure, days and
# place right; what each doubt costs follows from the same texts (docs/evidence/reading.md).
TRUST, LEAST = 0.85, 0.1
VAGUE, NO_PLACE, INHERITED, UNKNOWN, NO_DAY, NO_SUCH_DAY, DOUBT = 0.2, 0.4, 0.2, 0.15, 0.2, 0.3, 0.25


def trust_in(quantity: Quantity, figure: Figure, speaker: str) -> tuple[float, str]:
    """Say how sure the reader is, as a share of such figures that are right, and its doubts in words."""
    doubts = []
    trust = TRUST
    for is_so, cost, words in (
        (quantity.is_vague, VAGUE, "the number is vague"),
        (not speaker, SPEAKER_COST, NO_SPEAKER),
        (figure.place is None, NO_PLACE, "no place is named"),
        (figure.is_inherited, INHERITED, "the place is named in another sentence"),
        (figure.place is not None and not figure.place.is_known, UNKNOWN, "the scenario has no such place"),
        (figure.period is None and not figure.is_rate and not figure.no_day, NO_DAY, "no day is named"),
        (bool(figure.no_day), NO_SUCH_DAY, f'"{figure.no_day}": there is no such day'),
        (bool(figure.doubt), DOUBT, figure.doubt),
    ):
        if is_so:
            trust -= cost
            doubts.append(words)
    return max(LEAST, round(trust, 2)), "; ".join(doubts)
