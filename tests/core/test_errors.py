"""A message says where, what is wrong, what is allowed, and the likely fix, in that order."""

import pickle

import pytest

from alee.core import errors
from alee.core.errors import Problem, ScenarioError
from alee.core.suggestions import closest, did_you_mean, listed

PROBLEM = Problem("there is no place", "Places are listed.", 'Did you mean "Yerevan"?', where="a.csv, line 1")


def test_four_parts_in_order() -> None:
    assert str(PROBLEM) == 'a.csv, line 1: there is no place.\nPlaces are listed. Did you mean "Yerevan"?'
    assert str(Problem("no place")) == "no place."
    assert str(Problem("no place.", "Allowed: one", "Did you mean it?")) == (
        "no place.\nAllowed: one. Did you mean it?"
    )


def test_all_problems_are_told_and_long_lists_are_cut() -> None:
    error = ScenarioError([PROBLEM] * 60)
    assert len(error.problems) == 60
    assert str(error).startswith("60 problems.\n\n")
    assert str(error).count("a.csv") == errors.MOST_SHOWN
    assert str(error).endswith("... and 10 more problems.")


def test_one_sentence_is_enough() -> None:
    assert str(errors.SaveFailed("the disk is full.")) == "the disk is full."


@pytest.mark.parametrize(
    "error",
    [
        ScenarioError([PROBLEM]),
        errors.FitError("no", {"size": 1.0}),
        errors.MissingExtra("x"),
        errors.BugError("y"),
    ],
)
def test_errors_travel_between_processes(error: errors.AleeError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_tree() -> None:
    for kind in (ScenarioError, errors.ReportError, errors.ImportFailed, errors.SaveFailed):
        assert issubclass(kind, errors.InputError)
    for kind in (errors.InputError, errors.FitError, errors.MissingExtra, errors.BugError):
        assert issubclass(kind, errors.AleeError)
        assert issubclass(kind, errors.FitError) is (kind is errors.FitError)


def test_suggestions() -> None:
    assert closest("Yerewan", ["Tbilisi", "Yerevan"]) == "Yerevan"
    assert closest("istanbul", ["Istanbul"]) == "Istanbul"
    assert did_you_mean("xyz", ["Tbilisi"]) == ""
    assert did_you_mean("x" * 100_000, ["x"]) == ""
    assert listed("abc") == "a, b, c"
    assert listed("abcdefghijklmnop").endswith(", l and 4 more")
