"""Many counts of one stock in a short time are not as many pieces of news.

An issuer that publishes the people in a camp every day repeats most of yesterday's error: a list not yet
cleaned, a family counted twice. Reports of one issuer about one stock therefore share the weight of one
report within a few days; flows over different days do not, because each counts other people.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from alee.inference.measures import Concept
from alee.inference.observation import Observation
from alee.kernels.layout import Floats

WINDOW_DAYS = 7  # assumption: how long an error of a published stock lives


def crowds(observations: Sequence[Observation]) -> Floats:
    """Count the reports that tell the same news as each report, itself included, (observation,) float64.

    Together they weigh like one: an error grows by the root of the crowd, a log-likelihood counts by one
    over it.
    """
    crowd = np.ones(len(observations))
    same: dict[tuple[str, bytes], list[int]] = defaultdict(list)
    for r, observation in enumerate(observations):
        if observation.operator.concept is Concept.STOCK:
            same[observation.factor.name, observation.operator.places.tobytes()].append(r)
    for rows in same.values():
        day = np.array([observations[r].operator.stop for r in rows])
        crowd[rows] = (np.abs(day[:, None] - day[None, :]) <= WINDOW_DAYS // 2).sum(axis=1)
    return crowd
