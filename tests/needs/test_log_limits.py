"""Numbers of the group that cannot be, where little else is known; and that refusing them leaves no trace."""

import datetime as dt
from pathlib import Path

import pytest

from alee.core.errors import InputError
from alee.files.group_log import GroupLog
from alee.model.services import Services
from alee.outlook.forecasting import Outlook
from alee.services.log import Log, check_entries, left_aside, refuse
from alee.services.recording import record
from tests.needs.test_log import TODAY, entry, problems


@pytest.mark.parametrize("day", ["2030-03-02", "2030-03-20"], ids=["before the count", "after a gap"])
def test_never_more_leave_than_there_have_ever_been_units(services: Services, day: str) -> None:
    log = Log((entry("2030-03-15", asked=30, placed=28, left=0),))
    told = problems(services, entry(day, left=61), log=log)
    assert "more left (61) than there have ever been beds (60)" in told
    assert problems(services, entry(day, left=60), log=log) == ""
    assert problems(services, entry(day, service="line", left=10_000), log=log) == "", "a line has no limit"


def test_where_capacity_was_larger_once_so_many_may_leave(services: Services) -> None:
    bed = services.service("bed").model_copy(update={"changes": ((dt.date(2030, 3, 16), 40),)})
    cut = services.model_copy(update={"services": (bed, *services.services[1:])})
    assert problems(cut, entry("2030-03-20", left=60)) == ""
    assert "ever been beds (60)" in problems(cut, entry("2030-03-20", left=61))


def test_numbers_that_no_answer_can_use_are_named(services: Services) -> None:
    log = Log((entry("1999-03-15", asked=4), entry(service="beds", asked=5), entry(asked=6)))
    early, strange = left_aside(log, place="Bigcity", services=services, start=dt.date(2030, 3, 1))
    assert "before 2030-03-01, when the scenario starts (bed on 1999-03-15: asked 4)" in early
    assert "for what the file does not offer (bed, papers, line) (beds on 2030-03-15: asked 5)" in strange
    assert left_aside(log, place="Gate", services=services, start=dt.date(2030, 3, 1)) == ()


def test_what_is_refused_makes_no_folder(tmp_path: Path) -> None:
    journal = GroupLog(tmp_path / "nowhere")
    with pytest.raises(InputError, match="nothing to undo"):
        journal.undo()
    late = entry("2031-03-15", asked=4)
    with pytest.raises(InputError, match="is in the future"):
        journal.take_in([late], lambda known: refuse(check_entries(known, [late], today=TODAY)))
    assert not list(tmp_path.iterdir())
    journal.take_in([entry(asked=4)], lambda known: known)
    assert journal.take_in([entry("2030-03-16", asked=5)], lambda known: len(known.entries)) == 1


def test_more_asks_than_people_are_doubted_but_kept(outlook: Outlook, services: Services) -> None:
    day = outlook.posterior.as_of + dt.timedelta(days=1)
    there = outlook.present.sel(place="Bigcity", day=str(day)).sum("group").values
    few, many = (entry(str(day), asked=int(n), placed=1, left=0) for n in (there.max() // 2, there.max() * 2))
    told = record(outlook, [many], services=services, today=TODAY)
    assert "displaced people were in Bigcity. If it is a slip" in told.sentences[-1]
    assert told.log.entries == (many,)
    assert "slip" not in " ".join(record(outlook, [few], services=services, today=TODAY).sentences)
