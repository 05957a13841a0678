"""How many counts of one thing stand close together: each shares its weight with the others of that week."""

from types import SimpleNamespace

import numpy as np

from alee.inference.density import WINDOW_DAYS, crowds
from alee.inference.measures import Concept


def count(day: int, place: int = 0, issuer: str = "office", concept: Concept = Concept.STOCK):
    operator = SimpleNamespace(concept=concept, places=np.array([place]), stop=day)
    return SimpleNamespace(operator=operator, factor=SimpleNamespace(name=issuer))


def test_counts_of_one_thing_within_half_a_window_share_their_weight():
    half = WINDOW_DAYS // 2
    days = [0, half, half + 1, 10 * WINDOW_DAYS]
    assert list(crowds([count(day) for day in days])) == [2.0, 3.0, 2.0, 1.0]


def test_other_places_issuers_and_flows_have_nothing_to_do_with_each_other():
    other = [count(0), count(0, place=1), count(0, issuer="press")]
    other += [count(0, concept=next(c for c in Concept if c is not Concept.STOCK))] * 2
    assert list(crowds(other)) == [1.0] * 5
