"""What helpers are told: figures in order, nothing lost, the same whatever else is asked."""

import dataclasses
import datetime as dt

import numpy as np
import pytest

from alee.briefing.messages import Catalogue
from alee.briefing.needs import need_line, need_rows, need_sentences, preparing_of
from alee.briefing.panels import need_panels
from alee.briefing.sentences import short_day
from alee.core.errors import InputError
from alee.model.services import Services
from alee.outlook.forecasting import Outlook
from alee.services.log import Entry, Log
from alee.services.planning import needs_of, play
from alee.services.tables import as_values, csv_text, json_text

AS_OF = dt.date(2030, 3, 14)


def entry(day: int, service: str = "bed", **numbers: int | None) -> Entry:
    when = dt.date(2030, 3, day)
    return Entry(day=when, place="Bigcity", service=service, group="Helpers", **numbers)


def changed(services: Services, **fields: object) -> Services:
    """The same group with other values for its beds."""
    one = services.service("bed")
    return services.model_copy(update={"services": (one.model_copy(update=fields),)})


def test_every_service_has_figures_in_order(outlook: Outlook, services: Services) -> None:
    needs = needs_of(outlook, services=services)
    assert [need.service.name for need in needs.services] == ["bed", "papers", "line"]
    assert (needs.as_of, needs.today, needs.end) == (AS_OF, AS_OF, AS_OF + dt.timedelta(days=30))
    for need in needs.services:
        assert [(h.wanted, h.days) for h in need.horizons] == [(14, 14), (90, 30)]
        for horizon in need.horizons:
            for told in (horizon.asks_per_day, horizon.asks, horizon.needed, horizon.in_use):
                assert 0 <= told.low <= told.likely <= told.ready <= told.high <= told.bad
        assert len(need.series.days) == 30 == len(need.series.needed[1])
    bed, line = needs.service("bed"), needs.service("line")
    soon = bed.horizons[0]
    assert soon.in_use.bad <= 60
    assert soon.free is not None
    assert soon.free.bad <= soon.free.ready <= soon.free.likely
    assert bed.taken.low == bed.taken.bad == 30
    assert bed.free is not None
    assert bed.free.likely == 30
    assert (line.capacity, line.free, line.full, line.horizons[0].short) == (None, None, None, None)
    assert 0 < sum(driver.share for driver in needs.drivers) <= 1.000001


def test_a_short_outlook_says_how_far_it_reaches(outlook: Outlook, services: Services) -> None:
    late = needs_of(outlook, services=services, today=AS_OF + dt.timedelta(days=25))
    assert [(h.wanted, h.days) for h in late.service("bed").horizons] == [(14, 5)]


def test_another_service_changes_nobody_else(outlook: Outlook, services: Services) -> None:
    alone = services.model_copy(update={"services": services.services[1:2]})
    assert needs_of(outlook, services=alone).services[0] == needs_of(outlook, services=services).services[1]


def test_more_beds_change_nothing_but_who_gets_one(outlook: Outlook, services: Services) -> None:
    few = needs_of(outlook, services=changed(services, capacity=40)).service("bed")
    many = needs_of(outlook, services=changed(services, capacity=400)).service("bed")
    assert few.series.asks == many.series.asks
    assert few.series.needed == many.series.needed
    assert few.full is not None
    assert many.full is not None
    assert few.full.chance > many.full.chance
    assert few.horizons[0].unserved is not None
    assert few.horizons[0].unserved.likely > 0


def test_a_closed_day_brings_no_asks(outlook: Outlook, services: Services) -> None:
    papers = needs_of(outlook, services=services).service("papers")
    weekend = [k for k, day in enumerate(papers.series.days) if day.weekday() >= 5]
    assert all(papers.series.asks[-1][k] == 0 for k in weekend)
    assert max(papers.series.asks[-1]) > 0


def test_capacity_below_what_is_taken_puts_nobody_out(outlook: Outlook, services: Services) -> None:
    shrinking = changed(services, changes=((dt.date(2030, 3, 20), 5),))
    need = needs_of(outlook, services=shrinking).service("bed")
    on_the_day = need.series.days.index(dt.date(2030, 3, 20))
    assert need.series.in_use[1][on_the_day] > 5
    assert need.series.capacity[on_the_day] == 5


def test_counts_of_the_group_replace_what_was_drawn(outlook: Outlook, services: Services) -> None:
    log = Log((entry(15, asked=20, placed=12, left=4), entry(16, asked=9, placed=9, left=2)))
    need = needs_of(outlook, services=services, log=log).service("bed")
    assert need.taken.low == need.taken.bad == 30 + 12 - 4 + 9 - 2
    assert need.learnt is not None
    assert (need.learnt.days, need.learnt.asked) == (2, 29)


def test_more_asks_than_expected_raise_what_to_be_ready_for(outlook: Outlook, services: Services) -> None:
    quiet = needs_of(outlook, services=services, today=dt.date(2030, 3, 17)).service("bed")
    asks = round(3 * quiet.series.asks[1][0])
    log = Log(tuple(entry(day, asked=asks, placed=0, left=0) for day in (15, 16, 17)))
    loud = needs_of(outlook, services=services, log=log).service("bed")
    assert loud.horizons[0].asks_per_day.likely > 1.5 * quiet.horizons[0].asks_per_day.likely
    assert loud.learnt is not None
    assert loud.learnt.rate > 1.5
    assert loud.learnt.stay > loud.learnt.stay_before  # nobody left


def test_numbers_of_another_group_do_not_count(outlook: Outlook, services: Services) -> None:
    theirs = dataclasses.replace(entry(15, asked=500, placed=0, left=0), group="Others")
    with_theirs = needs_of(outlook, services=services, log=Log((theirs,)))
    assert with_theirs == needs_of(outlook, services=services)


def test_a_full_house_that_counts_only_the_placed_was_asked_by_more(
    outlook: Outlook, services: Services
) -> None:
    full = changed(services, capacity=34)
    counted = Log((entry(15, asked=4, placed=4, left=0),))
    at_least = Log((entry(15, placed=4, left=0),))
    exact = needs_of(outlook, services=full, log=counted).service("bed")
    censored = needs_of(outlook, services=full, log=at_least).service("bed")
    assert censored.horizons[0].asks_per_day.likely > exact.horizons[0].asks_per_day.likely


def test_the_cheapest_size_is_the_cheapest(outlook: Outlook, services: Services) -> None:
    reserve = {row.label: row for row in needs_of(outlook, services=services).service("bed").reserve}
    cost = {label: row.holding + row.missing for label, row in reserve.items()}
    assert set(reserve) == {"now", "likely", "ready", "bad", "cheapest"}
    assert cost["cheapest"] == min(cost.values())


def test_refusals_name_what_is_allowed(outlook: Outlook, services: Services) -> None:
    with pytest.raises(InputError, match="more than one place"):
        needs_of(outlook, place="Beeland", services=services)
    with pytest.raises(InputError, match='Did you mean "Bigcity"'):
        needs_of(outlook, place="Bigcty", services=services)
    with pytest.raises(InputError, match=r'no group of people called "man"(.|\n)*Did you mean "men"'):
        needs_of(outlook, services=changed(services, groups=("man",)))
    with pytest.raises(InputError, match=r'bed on 2030-03-14, "occupied": more beds are taken'):
        needs_of(outlook, services=changed(services, capacity=20, changes=((dt.date(2030, 4, 1), 60),)))
    with pytest.raises(InputError, match="which the outlook does not hold"):
        needs_of(outlook, services=changed(services, counted=dt.date(2031, 1, 1)))


def test_tables_hold_every_service_and_horizon(outlook: Outlook, services: Services) -> None:
    import json

    needs = needs_of(outlook, services=services)
    assert json.loads(json_text(needs)) == as_values(needs)
    rows = csv_text(needs).splitlines()
    assert len(rows) == 1 + 2 * (7 + 7 + 4)


def test_the_seed_and_the_order_of_services_decide_nothing_else(outlook: Outlook, services: Services) -> None:
    turned = services.model_copy(update={"services": services.services[::-1]})
    first, second = needs_of(outlook, services=services), needs_of(outlook, services=turned)
    assert {n.service.name: n for n in first.services} == {n.service.name: n for n in second.services}


def test_everybody_who_asks_is_placed_waits_gives_up_or_is_refused(services: Services) -> None:
    from tests.needs.conftest import made_up

    people = made_up(20, 40)
    for service in services.services:
        done = play(people, services, service, Log(), 20, people.days[20]).real
        before = np.concatenate([np.zeros((20, 1), np.int64), done.waiting[:, :-1]], axis=1)
        gave_up = before + done.asked - done.placed - done.refused - done.waiting
        assert (gave_up >= 0).all()
        assert (gave_up <= before).all()


@pytest.mark.parametrize(
    "fields",
    [
        {"capacity": 0, "occupied": None},
        {"share": 0.0},
        {"share": 1.0, "delay_days": 0.0},
        {"stay_days": 0.2},
        {"stay_days": 1000.0, "stay_steps": 20},
        {"stay_days": 3.0, "stay_steps": 20},
        {"dispersion": 0.01},
        {"dispersion": 1e9},
        {"months": (0.0,) * 12},
        {"weekdays": (0.0,) * 7},
        {"weekdays": (100.0,) * 7, "delay_days": 0.0},
        {"people_per_unit": 1000.0},
        {"occupied": 0, "capacity": None},
        {"counted": dt.date(2030, 3, 1), "occupied": 3},
        {"when_full": "queue", "patience_days": 0.1},
        {"cost_free": 0.0},
    ],
    ids=str,
)
@pytest.mark.parametrize("asks_from", ["arrivals", "fresh", "staying", "present"])
def test_the_ends_of_every_range_are_played(
    outlook: Outlook, services: Services, fields: dict[str, object], asks_from: str
) -> None:
    odd = changed(services, asks_from=asks_from, **fields)
    log = Log((entry(15, asked=0, placed=0, left=0), entry(16, placed=0), entry(20, left=0)))
    for known in (Log(), log):
        need = needs_of(outlook, services=odd, log=known).service("bed")
        for horizon in need.horizons:
            assert 0 <= horizon.needed.low <= horizon.needed.bad < 1e6
            assert 0 <= horizon.asks.low <= horizon.asks.bad < 1e6


def test_an_outlook_of_one_day_has_needs(services: Services) -> None:
    from alee.inference.fitting import fit
    from alee.outlook.forecasting import forecast
    from tests.worlds import small_world, some_reports

    short = forecast(fit(small_world(), some_reports(), members=20, seed=3), days=1)
    need = needs_of(short, services=services).service("bed")
    assert [h.days for h in need.horizons] == [1]
    late = Log((entry(15, asked=4, placed=4, left=0), entry(18, asked=4, placed=4, left=0)))
    assert needs_of(short, services=services, log=late).today == AS_OF


def test_the_placed_of_a_queue_say_nothing_about_asks_and_those_of_a_full_day_at_least(
    outlook: Outlook, services: Services
) -> None:
    placed = Log(tuple(entry(day, "papers", placed=3) for day in (15, 18, 19)))
    learnt = needs_of(outlook, services=services, log=placed).service("papers").learnt
    assert learnt is not None
    assert (learnt.days, learnt.rate) == (0, 1.0)
    full, half = (
        needs_of(
            outlook,
            services=changed(services, stay_days=1.0, occupied=None, capacity=capacity),
            log=Log((entry(15, placed=4),)),
        ).service("bed")
        for capacity in (4, 60)
    )
    assert full.horizons[0].asks_per_day.likely > half.horizons[0].asks_per_day.likely


@pytest.mark.parametrize(
    ("chance", "line", "panel"),
    [(0.0, "free", ""), (0.3, "may run full", ", may run full (30 %)"), (0.8, "full about", ", full about ")],
)
def test_a_day_is_named_only_where_running_full_is_likely(
    outlook: Outlook, services: Services, chance: float, line: str, panel: str
) -> None:
    needs, say = needs_of(outlook, services=services), Catalogue("en")
    (bed,) = [need for need in needs.services if need.service.name == "bed"]
    assert bed.full is not None
    told = dataclasses.replace(
        bed, full=dataclasses.replace(bed.full, chance=chance, chance_soon=chance, day=needs.end)
    )
    only = dataclasses.replace(needs, services=(told,))
    said = need_line(need_rows(only), say)
    assert line in said or chance == 0.0
    assert ("full about" in said) == (chance >= 0.5)
    (sentence, *_) = need_sentences(only, say)
    assert (f"runs full before {short_day(needs.end)} with a chance of" in sentence) == (chance > 0.0)
    (drawn,) = need_panels(preparing_of(only, say), say, 60)
    assert panel in drawn
    assert ("full about" in drawn) == (chance >= 0.5)
