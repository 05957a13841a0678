"""Share out a total among the areas: by distance, evenly, or as they were last known to share it.

The total is what was reported to have left home; without such a report, the newest stocks and summed
flows of all areas together.
"""

import numpy as np

from alee.kernels.layout import Floats
from alee.model.areas import places_in
from alee.outlook.baselines.lookup import newest_report
from alee.outlook.baselines.question import Estimate, Question, point
from alee.outlook.ways import NEAREST_KM, mean_way, ways_from_homes


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
    residents, km = ways_from_homes(scenario)
    areas = [
        [row[name] for name in places_in(scenario, question.area(a))] for a in range(len(question.areas))
    ]
    return mean_way(residents, np.stack([km[:, inside].min(axis=1) for inside in areas], axis=1))
