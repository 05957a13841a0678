"""One place, two places."""

import pytest

from alee.briefing.messages import Catalogue
from alee.core.wording import count_of, units_for


def test_a_number_has_the_right_word_beside_it() -> None:
    assert [count_of(n, "place") for n in (0, 1, 2)] == ["0 places", "1 place", "2 places"]
    assert [count_of(n, "country", "countries") for n in (1, 2)] == ["1 country", "2 countries"]


@pytest.mark.parametrize(
    ("many", "one"),
    [("beds", "bed"), ("appointments", "appointment"), ("families", "family"), ("lunches", "lunch"),
     ("boxes", "box"), ("classes", "class"), ("help", "help"), ("grants of cash", "grants of cash")],
)  # fmt: skip
def test_units_are_told_for_one_and_for_many(many: str, one: str) -> None:
    assert (units_for("1", many), units_for(1, many)) == (one, one)
    assert (units_for(0, many), units_for("1,200", many)) == (many, many)


def test_messages_choose_between_one_and_many() -> None:
    say = Catalogue("en")
    few = {"service": "Papers", "n": "1", "days": 1, "ready": "2"}
    assert (
        say("needs_asks", **few) == "Papers: most likely 1 asks a day over the next 1 day (be ready for 2)."
    )
    many = {**few, "n": "3", "days": 14}
    assert say("needs_asks", **many) == (
        "Papers: most likely 3 ask a day over the next 14 days (be ready for 2)."
    )
