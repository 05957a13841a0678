"""Simple ways to turn reports into an estimate, to be beaten: one contract, eight methods."""

from collections.abc import Callable, Mapping

from alee.outlook.baselines.kalman import kalman_smoother
from alee.outlook.baselines.least_squares import constrained_least_squares
from alee.outlook.baselines.lookup import inverse_variance, newest_report, source_priority
from alee.outlook.baselines.question import Estimate, Question
from alee.outlook.baselines.sharing import inverse_distance, share_persistence, uniform_shares

BASELINES: Mapping[str, Callable[[Question], Estimate]] = {
    "newest report": newest_report,
    "source priority": source_priority,
    "inverse variance": inverse_variance,
    "constrained least squares": constrained_least_squares,
    "Kalman smoother": kalman_smoother,
    "1/distance": inverse_distance,
    "uniform": uniform_shares,
    "share persistence": share_persistence,
}

__all__ = ["BASELINES", "Estimate", "Question"]
