"""Before an event is written, a sentence says what it will do."""

from typing import Any

import pytest

from alee.model.event_words import effect_words
from alee.model.events import KINDS, make_event

ROWS: list[tuple[dict[str, Any], str]] = [
    ({"kind": "closure", "target": "Gate"}, "nobody passes Gate any more, for good: no last day is written."),
    (
        {"kind": "opening", "target": "Gate", "end": "2030-05-20"},
        "people can pass Gate again, until 2030-05-20.",
    ),
    ({"kind": "entry_rule", "target": "B", "value": "0"}, "nobody of all groups is let in at B, for good"),
    ({"kind": "entry_rule", "target": "B", "value": "0.3", "groups": "men"}, "30% of men is let in at B"),
    ({"kind": "capacity", "target": "Gate", "value": "400"}, "at most 400 people a day can pass Gate"),
    ({"kind": "capacity", "target": "Gate", "value": "x1.5"}, "1.5 times as many as before can pass Gate"),
    ({"kind": "shock", "value": "2"}, "people leave every place at home, with strength 2"),
    ({"kind": "shock", "value": "lognormal(1, 2)"}, "with strength a number that is drawn"),
    ({"kind": "shock_end"}, "nobody more is made to leave home"),
    ({"kind": "conflict", "target": "A", "value": "3"}, "people leave A 3 times as readily"),
    ({"kind": "rumour"}, "hear that the border may close"),
    ({"kind": "given", "value": "1200"}, "1,200 people in all are displaced."),
]


@pytest.mark.parametrize(("cells", "words"), ROWS)
def test_an_event_says_what_it_does(cells: dict[str, Any], words: str) -> None:
    said = effect_words(make_event({"start": "2030-05-10", "source": "assumption", **cells}))
    assert words in said
    assert "2030-05-10" in said


def test_every_kind_is_told() -> None:
    assert {cells["kind"] for cells, _ in ROWS} == set(KINDS)
