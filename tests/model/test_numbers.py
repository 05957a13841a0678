"""Single cells."""

import math
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alee.core.errors import ScenarioError
from alee.model.groups import as_documents
from alee.model.numbers import (
    as_countries,
    as_day,
    as_name,
    as_names,
    as_number,
    as_text,
    as_whole,
    as_yes_no,
    or_none,
)

READERS = [as_number, as_whole, as_day, as_yes_no, as_text, as_name, as_names, as_countries, as_documents]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back(number: float) -> None:
    assert as_number(repr(number)) == number
    assert as_number(number) == number


@given(st.integers(-(2**40), 2**40))
def test_whole_numbers_come_back(number: int) -> None:
    assert as_whole(str(number)) == number
    assert as_whole(float(number)) == number


@pytest.mark.parametrize(
    "value", ["nan", "inf", "1e999", "0x10", "1_000", "", " ", "١٢", math.nan, True, None, [1]]
)
def test_these_are_no_numbers(value: object) -> None:
    with pytest.raises(ScenarioError):
        as_number(value)


@pytest.mark.parametrize("value", ["0.5", 1e300, 2**40 + 1])
def test_these_are_no_counts(value: object) -> None:
    with pytest.raises(ScenarioError):
        as_whole(value)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("1,200", '"1200"'),
        ("1 200 000", '"1200000"'),
        ("1'200", '"1200"'),
        ("12,5", '"12.5"'),
        ("40 %", '"0.4"'),
    ],
)
def test_numbers_of_spreadsheets_are_recognised(text: str, fix: str) -> None:
    with pytest.raises(ScenarioError, match=f"Did you mean {fix}"):
        as_number(text)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("21.09.2022", 'Did you mean "2022-09-21"?'),
        ("9/21/2022", 'Did you mean "2022-09-21"?'),
        ("05/04/2022", 'Did you mean "2022-04-05" or "2022-05-04"?'),
        ("soon", "Days are written like 2022-09-21."),
    ],
)
def test_days_in_another_order_are_recognised(text: str, fix: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        as_day(text)
    assert str(refusal.value).endswith(fix)


def test_yes_no() -> None:
    assert [as_yes_no(word) for word in ("yes", "No", "true", False)] == [True, False, True, False]
    with pytest.raises(ScenarioError, match="neither yes nor no"):
        as_yes_no("maybe")


def test_names_that_look_alike_are_alike() -> None:
    assert (
        as_name("Upper\u00a0Lars ") == as_name("Upper  Lars") == as_name("\ufeffUpper Lars") == "Upper Lars"
    )
    assert as_name("Zu\u0308rich") == as_name("Z\u00fcrich")
    for bad in ("", " ", "a;b", "a\nb", "x" * 201, 3):
        with pytest.raises(ScenarioError):
            as_name(bad)


def test_lists() -> None:
    assert as_names("a; b;;c") == as_names(["a", "b", "c"]) == ("a", "b", "c")
    assert as_countries("RUS;KAZ") == ("RUS", "KAZ")
    with pytest.raises(ScenarioError, match='Did you mean "KAZ"'):
        as_countries("kaz")


def test_documents() -> None:
    assert dict(as_documents("schengen:0.05; passport:0.3")) == {"passport": 0.3, "schengen": 0.05}
    assert as_documents({"passport": 0.3}) == as_documents([("passport", 0.3)])
    for bad in ("passport", "passport:2", "passport:0.1;passport:0.2", "passport:x", 3, ":0.1"):
        with pytest.raises(ScenarioError):
            as_documents(bad)


def test_blank_may_stand_for_none() -> None:
    assert [or_none(as_day)(value) for value in ("", " ", None)] == [None] * 3
    assert or_none(as_day)("2022-09-21") == date(2022, 9, 21)


@pytest.mark.parametrize("reader", READERS)
@given(value=st.one_of(st.text(), st.none(), st.integers(), st.floats(), st.binary(), st.lists(st.text())))
def test_no_value_breaks_a_reader(reader, value) -> None:
    with suppress(ScenarioError):
        reader(value)
