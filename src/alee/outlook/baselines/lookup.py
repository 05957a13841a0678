"""Take a figure from the table: the newest, that of the best source, or a weighted mean.

Between figures the last one holds. Where an area has no figure of a stock, its flows are summed up; where
it has none of flows, the rise of its stock stands for them; where nobody says anything, it is taken as empty.
"""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.special import ndtri

from alee.kernels.layout import Floats
from alee.outlook.baselines.question import Estimate, Figure, Question, point

DRIFT = 0.1  # assumption: error that a figure gains with each day of age, over the largest figure
N_DRAWS = 99
Choice = Callable[[Sequence[Figure], int], tuple[float, float]]


def newest_report(question: Question) -> Estimate:
    """Believe whoever spoke about the latest day."""
    return _by_choice(question, _newest, spread=False)


def source_priority(question: Question) -> Estimate:
    """Believe one source for each area and kind: the most exact measure, then the most figures."""
    kept = []
    for area in range(len(question.areas)):
        for kind in ("in", "out", "net", "stock"):
            figures = question.of(area, kind)
            issuers = sorted({f.issuer for f in figures})
            if issuers:
                best = min(issuers, key=lambda name: _distrust(name, figures))
                kept += [f for f in figures if f.issuer == best]
    return _by_choice(question, _newest, spread=False, figures=kept)


def inverse_variance(question: Question) -> Estimate:
    """Average all figures, each weighted by one over its variance, which grows with its age."""
    return _by_choice(question, _weighted, spread=True)


def _distrust(issuer: str, figures: Sequence[Figure]) -> tuple[float, int, str]:
    own = [f for f in figures if f.issuer == issuer]
    relative = float(np.median([f.spread / max(f.value, 1.0) for f in own]))
    return (round(relative, 2), -len(own), issuer)


def _newest(figures: Sequence[Figure], day: int) -> tuple[float, float]:
    last = max(figures, key=lambda f: (f.stop, f.published, f.issuer))
    return (last.value if last.kind == "stock" else last.per_day), 0.0


def _weighted(figures: Sequence[Figure], day: int) -> tuple[float, float]:
    value = np.array([f.value if f.kind == "stock" else f.per_day for f in figures])
    spread = np.array([f.spread if f.kind == "stock" else f.spread / (f.stop - f.first) for f in figures])
    age = np.array([max(0, day - f.stop + 1) for f in figures])
    weight = 1.0 / (spread**2 + (DRIFT * age * max(1.0, float(np.abs(value).max()))) ** 2)
    return float((weight * value).sum() / weight.sum()), float(weight.sum() ** -0.5)


def _by_choice(
    question: Question, choose: Choice, *, spread: bool, figures: Sequence[Figure] | None = None
) -> Estimate:
    shape = (question.n_days, len(question.areas))
    middle, error = {}, {}
    table = question.figures if figures is None else figures
    for kind in ("in", "out", "net", "stock"):
        middle[kind], error[kind] = np.full(shape, np.nan), np.zeros(shape)
        for area in range(shape[1]):
            mine = [f for f in table if f.area == area and f.kind == kind]
            _fill(mine, choose, middle[kind][:, area], error[kind][:, area])
    stock, flow = _complete(middle)
    if not spread:
        return point(stock, flow)
    normal = ndtri((np.arange(N_DRAWS) + 0.5) / N_DRAWS)[:, None, None]
    return Estimate(
        stock=np.maximum(stock + normal * error["stock"], 0.0),
        flow=np.maximum(flow + normal * error["in"], 0.0),
    )


def _fill(figures: Sequence[Figure], choose: Choice, middle: Floats, error: Floats) -> None:
    """Write one area's figure for every day from its first figure on, and 0 before it."""
    for day in range(len(middle)):
        heard = [f for f in figures if f.first <= day and (f.kind != "stock" or f.stop - 1 <= day)]
        if heard:
            middle[day], error[day] = choose(heard, day)
        elif figures:
            middle[day] = 0.0


def _complete(middle: dict[str, Floats]) -> tuple[Floats, Floats]:
    """Stock and flow of every area, each from the other where it has no figure of its own."""
    stock, flow = middle["stock"].copy(), middle["in"].copy()
    net = np.where(np.isnan(middle["net"]), np.nan_to_num(flow) - np.nan_to_num(middle["out"]), middle["net"])
    rise = np.diff(stock, axis=0, prepend=0.0)
    flow = np.where(np.isnan(flow), np.nan_to_num(np.maximum(rise, 0.0)), flow)
    summed = np.maximum(np.cumsum(net, axis=0), 0.0)
    return np.where(np.isnan(stock), summed, stock), flow
