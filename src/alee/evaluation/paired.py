"""Is one forecaster better than another, or was it luck? Paired losses, compared with care.

Forecasts made a week apart look at much the same days, so their losses hang together. The test of Diebold
and Mariano (1995) is done here by resampling blocks of neighbouring origins (Kuensch 1989), each block as
long as the horizon reaches, so that what hangs together is drawn together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from alee.core.addresses import Purpose, name_key
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats

RESAMPLES = 2000


@dataclass(frozen=True)
class Comparison:
    """How much better one forecaster is than another.

    Attributes
    ----------
    skill
        1 - loss / loss of the other; above 0 is better.
    low, high
        95 % interval of the skill.
    chance
        Two-sided chance of such a difference if both were equally good.
    """

    skill: float
    low: float
    high: float
    chance: float


def compare(ours: Floats, theirs: Floats, *, block: int, seed: int, label: str) -> Comparison | None:
    """Compare paired losses.

    Parameters
    ----------
    ours, theirs
        (origin,) float64, losses of the same targets, in the order of origins.
    block
        Origins that are drawn together, 1 or more.
    label
        Name under which the resampling draws its luck.

    Returns
    -------
    None where there are fewer than two blocks, or the other is never wrong.
    """
    n = len(ours)
    if n < 2 * block or theirs.sum() <= 0.0:
        return None
    n_blocks = -(-n // block)
    normal = standard_normals(
        seed, int(Purpose.BOOTSTRAP), np.array([name_key(label, str(k)) for k in range(n_blocks)], np.uint32),
        0, RESAMPLES,
    )  # fmt: skip
    starts = np.minimum((ndtr(normal) * n).astype(np.int64), n - 1)
    picks = ((starts[:, :, None] + np.arange(block)) % n).reshape(RESAMPLES, -1)[:, :n]
    mine, other = ours[picks].sum(axis=1), np.maximum(theirs[picks].sum(axis=1), 1e-12)
    skills = 1.0 - mine / other
    low, high = np.quantile(skills, [0.025, 0.975])
    away = theirs - ours
    spread = away[picks].mean(axis=1) - away.mean()
    chance = float((np.abs(spread) >= abs(away.mean())).mean())
    return Comparison(float(1.0 - ours.sum() / theirs.sum()), float(low), float(high), chance)
