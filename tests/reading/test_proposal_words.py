"""Figures of proposals as people say them."""

from typing import Any

import pytest

from alee.reading.proposal_words import figure_words, place_words
from alee.reading.proposals import Proposal

RISE = "relative increase of what was usual"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"value": 1.5, "unit": RISE}, "a rise of 150%"),
        ({"low": 0.3, "unit": RISE, "qualifier": "more than"}, "a rise of 30% or more"),
        ({"value": -0.2, "unit": RISE, "qualifier": "about"}, "a fall of about 20%"),
        ({"low": 0.3, "unit": "share"}, "30% or more"),
        ({"value": 0.07, "unit": "share"}, "7%"),
        ({"low": 0.2, "high": 0.3, "unit": "share"}, "20% to 30%"),
        ({"value": 2.5, "unit": "hours"}, "2.5 hours"),
        ({"value": 2_500_000.0, "unit": "persons", "qualifier": "some"}, "some 2,500,000 persons"),
        ({"high": 400.0, "unit": "persons"}, "up to 400 persons"),
        ({"unit": "persons"}, ""),
    ],
)
def test_a_figure_is_told_as_a_text_tells_it(cells: dict[str, Any], words: str) -> None:
    assert figure_words(Proposal(kind="report", quote="x", start=0, end=1, what="x", **cells)) == words


@pytest.mark.parametrize(
    ("place", "words"), [("TUR", "Turkey"), ("LVA, EST", "Latvia, Estonia"), ("Upper Lars", "Upper Lars")]
)
def test_a_country_is_shown_by_its_name(place: str, words: str) -> None:
    assert place_words(Proposal(kind="report", quote="x", start=0, end=1, what="x", place=place)) == words
