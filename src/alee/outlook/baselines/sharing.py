"""Share out a total among the areas: by distance, evenly, or as they were last known to share it.

The total is what was reported to have left home; without such a report, the newest stocks and summed
flows of all areas together.
"""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from alee.compiler.network import corridor_km
from alee.kernels.layout import Floats
from alee.model.areas import places_in
from alee.outlook.baselines.lookup import newest_report
from alee.outlook.baselines.question import Estimate, Question, point

NEAREST_KM = 1.0


def inverse_distance(question: Question) -> Estimate:
    """Share by one over the length of the shortest way from home."""
    length = _kilometres(question)
    weight = np.where(np.isfinite(length), 1.0 / np.maximum(length, NEAREST_KM), 0.0)
    return _share_out(question, np.broadcast_to(weight, (question.n_days, len(weight))))


def uniform_shares(question: Question) -> Estimate:
    """Share evenly."""
    return _share_out(question, np.ones((question.n_days, len(question.areas))))


def share_persistence(question: Question) -> Estimate:
    """Share as the newest figures of each day do; evenly before the first."""
    stock = newest_report(question).stock[0]
    empty = stock.sum(axis=1, keepdims=True) <= 0
    return _share_out(question, np.where(empty, 1.0, stock))


def total_left(question: Question) -> Floats:
    """How many were away from home at the end of each day, (day,) persons, by the newest figures."""
    left = [f for f in question.figures if f.kind == "left"]
    if not left:
        return np.asarray(newest_report(question).stock[0].sum(axis=1))
    daily = np.full(question.n_days, np.nan)
    for figure in left:
        daily[figure.first : figure.stop] = figure.per_day
    known = np.flatnonzero(~np.isnan(daily))
    daily[known[-1] + 1 :] = daily[known[-1]]
    return np.asarray(np.cumsum(np.nan_to_num(daily)))


def _share_out(question: Question, weight: Floats) -> Estimate:
    share = weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    stock = total_left(question)[:, None] * share
    return point(stock, np.diff(stock, axis=0, prepend=0.0))


def _kilometres(question: Question) -> Floats:
    """Shortest way from each place where people live to each area, mean by residents, (area,) km."""
    scenario = question.scenario
    row = {place.name: p for p, place in enumerate(scenario.places)}
    best: dict[tuple[int, int], float] = {}
    for way in scenario.corridors:
        ends = (row[way.from_place], row[way.to_place])
        best[ends] = min(best.get(ends, np.inf), max(corridor_km(way), NEAREST_KM))
    ends_of = np.array(list(best), dtype=np.int64).reshape(-1, 2)
    graph = csr_array((list(best.values()), (ends_of[:, 0], ends_of[:, 1])), shape=(len(row), len(row)))
    homes = [p for p in scenario.places if p.residents > 0]
    reach = dijkstra(graph, indices=[row[p.name] for p in homes])
    out = np.full(len(question.areas), np.inf)
    for a in range(len(out)):
        inside = [row[name] for name in places_in(scenario, question.area(a))]
        nearest = reach[:, inside].min(axis=1)
        can = np.isfinite(nearest)
        if can.any():
            out[a] = np.average(nearest[can], weights=np.array([p.residents for p in homes])[can])
    return out
