"""The small form of the long check: same law person by person and on counts, and wrong rules are noticed.

180 runs (360 where a wrong rule must be noticed) and 540 members per case; the whole check at full size is
``python -m verification flee_agreement``. A case fails below p = 1e-8 of its cells, or if three separate
thirds all give the least p of the energy distance, 1/1000. False alarms of this file: below 1e-6.
"""

import numpy as np
import pytest

from verification.flee_agreement.bounds import crowded, distance
from verification.flee_agreement.by_hand import Known, all_known
from verification.flee_agreement.cases import Case
from verification.flee_agreement.cases_more import every_case
from verification.flee_agreement.compare import law_p
from verification.flee_agreement.play import by_counts, by_persons
from verification.flee_agreement.random_worlds import random_world
from verification.flee_agreement.report import BAR, compare

CASES = every_case()
RUNS, NOTICED_RUNS, MEMBERS = 180, 360, 540
NOTICED = (
    "softening", "awareness 2", "markers and hubs", "own speeds and walking", "conflict ages",
    "closed country, people on the way", "room: some left", "set out: Poisson",
    "days without conflict", "persons from a list", "hunger where there is conflict",
    "floods: share of residents", "floods: Poisson", "fixed routes", "major routes", "harvest",
)  # fmt: skip


@pytest.mark.statistics
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_persons_and_counts_have_the_same_law(case: Case) -> None:
    seed = 1000 * CASES.index(case)
    persons = by_persons(case.world, runs=NOTICED_RUNS if case.name in NOTICED else RUNS, seed=seed)
    assert not compare(persons, by_counts(case.world, runs=MEMBERS, seed=5), case.days, seed=1).is_different
    if case.name in NOTICED:
        wrong = by_counts(case.wrong, runs=MEMBERS, seed=5)
        assert compare(persons, wrong, case.days, seed=1).is_different


def test_the_cases_in_which_a_wrong_rule_must_be_noticed_exist() -> None:
    assert set(NOTICED) <= {case.name for case in CASES}


@pytest.mark.statistics
@pytest.mark.parametrize("known", all_known(), ids=lambda known: known.name)
def test_both_have_the_law_worked_out_by_hand(known: Known) -> None:
    assert sum(known.law.values()) == pytest.approx(1.0)
    assert law_p(by_persons(known.world, runs=RUNS, seed=1)[:, known.day], known.law) > BAR
    assert law_p(by_counts(known.world, runs=MEMBERS, seed=1)[:, known.day], known.law) > BAR


@pytest.mark.statistics
def test_another_law_is_noticed() -> None:
    known = all_known()[0]
    other = dict(zip(known.law, reversed(list(known.law.values())), strict=True))
    assert law_p(by_counts(known.world, runs=MEMBERS, seed=1)[:, known.day], other) < BAR


@pytest.mark.statistics
def test_looking_at_room_twice_a_day_moves_few() -> None:
    """20 runs; six standard errors are allowed on top of the bound."""
    share, world = crowded()["150 places for 300"]
    assert distance(world, share, runs=20, members=400, seed=3).is_met


def test_both_ways_lose_nobody() -> None:
    for case in CASES[-3:]:
        persons, counts = by_persons(case.world, runs=2, seed=1), by_counts(case.world, runs=2, seed=1)
        assert np.array_equal(persons.sum(axis=2), counts.sum(axis=2))


@pytest.mark.statistics
@pytest.mark.parametrize("number", range(1000, 1008))
def test_rules_mixed_at_random_have_the_same_law(number: int) -> None:
    world = random_world(number)
    persons = by_persons(world, runs=150, seed=number)
    counts = by_counts(world, runs=450, seed=number)
    assert not compare(persons, counts, (0, 2, 4, 7), seed=number).is_different


def test_a_number_gives_the_same_world_again() -> None:
    assert random_world(7) == random_world(7) != random_world(8)
