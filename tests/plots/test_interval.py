"""An interval refuses quantiles that are none, as every other door does."""

import pytest

from alee.core.errors import InputError
from alee.plots.interval import Interval


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"bad": float("nan")}, "not finite"),
        ({"high": float("inf")}, "not finite"),
        ({"low": 9}, "out of order"),
    ],
)
def test_bad_quantiles_are_refused_in_words(change: dict[str, float], wrong: str) -> None:
    with pytest.raises(InputError, match=wrong):
        Interval(**({"low": 1, "median": 2, "ready": 3, "high": 4, "bad": 5} | change))
