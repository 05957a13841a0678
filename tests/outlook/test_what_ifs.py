"""What-ifs: words become events and words again; the same luck; what changes is said."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

import alee
from alee.briefing.assemble import assemble
from alee.briefing.futures import previous_forecast, what_if_words
from alee.briefing.page import render
from alee.briefing.what_ifs import what_if_of
from alee.cli.futures import named_what_ifs, read_what_ifs
from alee.core.errors import AleeError, InputError
from alee.evaluation.past import score_past
from alee.outlook.ahead import Turn, chance_of, in_words, look_ahead, turn_in_words, turning_points
from alee.outlook.comparison import compare_futures, untouched, whereabouts
from alee.outlook.explanation import people_at
from alee.outlook.forecasting import Outlook, forecast
from alee.outlook.what_ifs import parse_what_if, written_what_if

SCENARIOS = Path(__file__).parents[2] / "scenarios"
CROSSROADS = alee.load_scenario(SCENARIOS / "crossroads")
AS_OF = CROSSROADS.as_of
LATER = AS_OF + dt.timedelta(days=3)


@pytest.fixture(scope="module")
def outlook() -> Outlook:
    reports = alee.load_reports(SCENARIOS / "crossroads" / "reports.csv")
    return forecast(alee.fit(CROSSROADS, reports, members=40, seed=3, rounds=0), days=20)


@pytest.mark.parametrize(
    "text",
    [
        f"close 'Pine Gate' from {LATER}",
        f"open 'Pine Gate' from {LATER} until {LATER}",
        f"call-up {LATER} size 0.5",
        f"end call-up {LATER}",
        f"visa 'Pine Gate' from {LATER} admit 0.3",
        f"refuse 'Pine Gate' from {LATER}",
        f"seats 'Pine Gate' +20% from {LATER}",
        f"seats 'Pine Gate' =500 from {LATER}",
        f"conflict Capital x3 from {LATER}",
        f"rumour 'Pine Gate' from {LATER} strength 2",
        f"close 'Pine Gate' from {LATER}; seats 'Lake Gate' x2 from {LATER}",
    ],
)
def test_words_and_events_are_the_same_thing(text: str) -> None:
    events = parse_what_if(text, CROSSROADS, AS_OF)
    assert parse_what_if(written_what_if(events), CROSSROADS, AS_OF) == events
    assert all(event.start == LATER for event in events)


def test_a_change_without_a_day_holds_from_tomorrow() -> None:
    (event,) = parse_what_if("close 'Pine Gate'", CROSSROADS, AS_OF)
    assert event.start == AS_OF + dt.timedelta(days=1)


def test_two_ends_mean_every_way_between_them() -> None:
    events = parse_what_if("close Border Halt - Pine Gate", CROSSROADS, AS_OF)
    assert len(events) == 2
    assert {event.kind for event in events} == {"closure"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is empty"),
        ("clsoe 'Pine Gate'", 'Did you mean "close"'),
        ("close 'Pine Gaet'", 'Did you mean "Pine Gate"?'),
        ("close", "it names nothing"),
        ("close 'Pine Gate' from yesterday", '"yesterday" is no day'),
        ("close 'Pine Gate' from 2001-01-01", "not in the future"),
        ("close 'Pine Gate' from 2031-01-05 from 2031-01-06", "stands twice"),
        ("seats 'Pine Gate'", "needs a figure"),
        ("visa 'Pine Gate' for spies", 'no group called "spies"'),
        ("visa 'Pine Gate' admit half", "is not a number"),
        ("visa 'Pine Gate' admit 7", "admit"),
        ("close 'Pine Gate' from 2031-01-05 until 2031-01-01", "before it starts"),
        ("x" * 3000, "characters"),
        ("\x00;;'", "no change that Alee knows"),
        ("seats 'Pine Gate' 20%", '"20%" has no sign'),
        ("close 'Pine Gate'; open 'Pine Gate'", "contradict each other"),
        ("seats 'Pine Gate' x2; seats 'Pine Gate' x3", "contradict each other"),
        ("call-up 2031-01-05 size 1; end call-up 2031-01-05", "contradict each other"),
        ("visa 'Pine Gate' admit 0.3; refuse 'Pine Gate'", "contradict each other"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, words: str) -> None:
    with pytest.raises(AleeError) as caught:
        parse_what_if(text, CROSSROADS, AS_OF)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        f"close 'Pine Gate' from {LATER}; open 'Pine Gate' from {LATER + dt.timedelta(days=2)}",
        "close 'Pine Gate'; open 'Lake Gate'",
        "close 'Pine Gate'; seats 'Pine Gate' x2",
        "close 'Pine Gate'; close 'Pine Gate'",
    ],
)
def test_changes_that_do_not_contradict_are_taken(text: str) -> None:
    assert len(parse_what_if(text, CROSSROADS, AS_OF)) == 2


def test_groups_may_have_rules_of_their_own() -> None:
    one, other = (group.name for group in CROSSROADS.groups[:2])
    text = "refuse 'Pine Gate' for {}; visa 'Pine Gate' for {}"
    assert len(parse_what_if(text.format(one, other), CROSSROADS, AS_OF)) == 2
    with pytest.raises(InputError, match="contradict each other"):
        parse_what_if(text.format(one, f"{other}, {one}"), CROSSROADS, AS_OF)


def test_a_what_if_after_the_last_day_is_refused_before_anything_is_run(outlook: Outlook) -> None:
    late = f"close 'Pine Gate' from {AS_OF + dt.timedelta(days=21)}"
    with pytest.raises(InputError, match=r"so nothing would change\. Allowed are earlier days, or 21 days"):
        read_what_ifs(outlook.posterior, 20, [late])
    assert len(read_what_ifs(outlook.posterior, 21, [late])) == 1
    with pytest.raises(InputError, match="so nothing would change"):
        forecast(outlook.posterior, days=20, given=parse_what_if(late, CROSSROADS, AS_OF))


def test_an_empty_file_of_what_ifs_is_named(tmp_path: Path, outlook: Outlook) -> None:
    (tmp_path / "none.yaml").write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="no what-if stands in it"):
        read_what_ifs(outlook.posterior, 20, [str(tmp_path / "none.yaml")])


def test_what_a_page_shows_of_a_what_if_adds_up(outlook: Outlook) -> None:
    closed = forecast(
        outlook.posterior,
        days=20,
        given=parse_what_if("close 'Pine Gate'; close 'Lake Gate'", CROSSROADS, AS_OF),
    )
    shown = what_if_of("both gates close", outlook, closed)
    assert shown.start == AS_OF + dt.timedelta(days=1)
    assert {row.kind for row in shown.rows} == {"left", "country", "home", "way"}
    assert shown.series[0].title.startswith("People who left")
    assert [s.days for s in shown.series] == [shown.series[0].days] * len(shown.series)
    assert (shown.series[0].days[0], len(shown.series[0].days)) == (AS_OF, 21)
    assert all(values[0] == 0.0 for s in shown.series for values in (s.low, s.median, s.high)), "same past"
    (left,) = shown.of_kind("left")
    assert left.difference.median == shown.series[0].median[-1] < 0
    abroad = {place.country for place in CROSSROADS.places} - set(CROSSROADS.home)
    total = sum(
        (o.ensemble.dataset["present"].sel(place=[p.name for p in CROSSROADS.places if p.country in abroad])
         .isel(day=-1).sum(("place", "group")).values.astype(float) * sign)
        for o, sign in ((closed, 1), (outlook, -1))
    )  # fmt: skip
    (home,) = shown.of_kind("home")
    assert home.difference.median == -np.median(total), "whoever is missing abroad is at home or on the way"
    assert (home.without, home.with_event) == (None, None)
    medians = [row.difference.median for row in shown.of_kind("way")]
    assert min(medians) <= -1
    assert len(medians) <= 2 * 3


def test_without_a_change_there_is_nothing_to_draw(outlook: Outlook) -> None:
    nothing = forecast(
        outlook.posterior, days=20, given=parse_what_if("seats 'Lake Gate' x1", CROSSROADS, AS_OF)
    )
    shown = what_if_of("nothing", outlook, nothing)
    assert (shown.rows, shown.series) == ((), ())
    assert "Nothing changes" in shown.words[0]
    page = render(assemble(outlook, what_ifs={"nothing": nothing, "nothing too": nothing}))
    assert page.count("Nothing changes") == 2


def test_unrelated_places_do_not_change_at_all(outlook: Outlook) -> None:
    events = parse_what_if("close 'Lake Gate' from " + str(LATER), CROSSROADS, AS_OF)
    closed = forecast(outlook.posterior, days=20, given=events)
    same = untouched(outlook, closed)
    assert "Lake Gate" not in same
    before = slice(0, outlook.ensemble.dataset.sizes["day"] - 20 + 2)
    np.testing.assert_array_equal(outlook.present.values[:, before], closed.present.values[:, before])
    nothing = forecast(
        outlook.posterior, days=20, given=parse_what_if("seats 'Lake Gate' x1", CROSSROADS, AS_OF)
    )
    assert len(untouched(outlook, nothing)) == len(CROSSROADS.places)
    assert compare_futures(outlook, nothing).countries == ()


def test_the_difference_is_taken_member_by_member(outlook: Outlook) -> None:
    events = parse_what_if("close 'Pine Gate'; close 'Lake Gate'", CROSSROADS, AS_OF)
    closed = forecast(outlook.posterior, days=20, given=events)
    found = compare_futures(outlook, closed)
    assert found.countries
    top = found.countries[0]
    assert top.difference[0] <= top.difference[1] <= top.difference[2]
    assert top.difference[1] != 0.0
    lines = what_if_words("both gates close", found, closed)
    assert lines[0] == "What if: both gates close"
    assert any("fewer" in line for line in lines)
    assert lines[1].startswith("  Leaving ")
    assert found.left.difference[1] < 0
    page = assemble(outlook, what_ifs={"both gates close": closed})
    assert page.what_ifs[0].name == "both gates close"


def test_ahead_says_numbers_chances_and_turns(outlook: Outlook) -> None:
    name = CROSSROADS.focus[0] if CROSSROADS.focus else CROSSROADS.places[-1].name
    rows = look_ahead(outlook, name)
    assert [(row.days, row.of) for row in rows] == [(7, "present"), (7, "arrivals"), (7, "departures")]
    assert all(list(row.quantiles) == sorted(row.quantiles) for row in rows)
    end = AS_OF + dt.timedelta(days=20)
    sure = chance_of(outlook, f"more than 0 in {name} by {end}")
    never = chance_of(outlook, f"more than 1,000,000,000 in {name} by {end}")
    assert sure.by_the_day == 1.0
    assert never.by_the_day == 0.0
    assert never.first is None
    assert "at some time by then" in in_words([sure])[0]
    for turn in turning_points(outlook, name):
        assert 0.0 <= turn.behind <= turn.chance <= 1.0
        assert turn_in_words(turn).startswith("Arrivals ")
        assert turn.days is None or turn.days[0] <= turn.days[1] <= turn.days[2] <= end
    for question in ("how many?", f"more than 5 in Nowhere by {end}", f"more than 5 in {name} by 2001-01-01"):
        with pytest.raises(InputError):
            chance_of(outlook, question)


def test_a_threshold_that_is_passed_already_is_not_told_as_news(outlook: Outlook) -> None:
    name = CROSSROADS.focus[0] if CROSSROADS.focus else CROSSROADS.places[-1].name
    end = AS_OF + dt.timedelta(days=20)
    there = people_at(outlook.ensemble, [name], AS_OF)
    assert there.min() > 0
    middle = int(np.median(there))
    chance = chance_of(outlook, f"more than {middle} in {name} by {end}")
    assert chance.already == pytest.approx((there > middle).mean())
    assert 0.0 < chance.already < chance.by_the_day
    assert f"{chance.already:.0%} already on the as-of date" in in_words([chance])[0]
    everywhere = chance_of(outlook, f"more than 0 in {name} by {end}")
    assert (everywhere.already, everywhere.first) == (1.0, None)
    assert "later" not in in_words([everywhere])[0]


def test_a_turn_that_few_histories_have_is_not_told_by_its_day_first() -> None:
    days = (dt.date(2030, 5, 8), dt.date(2030, 5, 9), dt.date(2030, 5, 10))
    rare = turn_in_words(Turn(what="below ordinary", chance=0.02, days=days))
    assert rare.index("most likely not within the outlook") < rare.index("2%") < rare.index("2030-05-09")
    usual = turn_in_words(Turn(what="peak", chance=0.9, days=days, behind=0.3))
    assert usual == (
        "Arrivals peak: about 2030-05-09 (2030-05-08 to 2030-05-10); "
        "within the outlook in 90% of histories (30% behind us)."
    )


def test_who_goes_home_departs_too(outlook: Outlook) -> None:
    data, home = outlook.ensemble.dataset, CROSSROADS.home
    abroad = [p.name for p in CROSSROADS.places if p.country not in home]
    returns = data["returns"].sum("corridor").values
    assert returns.sum() > 0
    told = np.zeros_like(returns, dtype=float)
    for name in abroad:
        ways = [c.name for c in CROSSROADS.corridors if c.from_place == name]
        told += whereabouts(outlook, name).departures - data["crossings"].sel(corridor=ways).sum("corridor")
    np.testing.assert_array_equal(told, returns)


def test_an_unknown_name_is_answered_with_names(outlook: Outlook) -> None:
    close = CROSSROADS.places[0].name
    with pytest.raises(InputError) as wrong:
        look_ahead(outlook, f"{close}x")
    assert f'Did you mean "{close}"?' in str(wrong.value)
    assert f"Allowed: {close}" in str(wrong.value)
    with pytest.raises(InputError) as unclear:
        parse_what_if(f"close 'Qqqqqq' from {LATER}", CROSSROADS, AS_OF)
    assert ". ." not in str(unclear.value)
    assert close in str(unclear.value)
    assert str(unclear.value).startswith("what-if: there is no place")


def test_past_forecasts_are_held_against_what_came(outlook: Outlook) -> None:
    place = next(p for p in CROSSROADS.places if p.kind == "camp")
    told = [
        alee.Report(
            id=f"later-{k}", published=AS_OF + dt.timedelta(days=k + 1), start=AS_OF + dt.timedelta(days=k),
            end=AS_OF + dt.timedelta(days=k), place=place.name, iso3=place.country, measure="stock",
            value=500.0, unit="persons", issuer="somebody",
        )
        for k in (2, 9)
    ]  # fmt: skip
    reports = alee.Reports([*outlook.posterior.reports, *told])
    rows = score_past([outlook], reports).rows
    assert [(row["days ahead"], row["reports"]) for row in rows] == [("1 to 7", 1), ("8 to 30", 1)]
    found = previous_forecast(outlook, reports)
    assert found is not None
    assert [check.report for check in found.checks] == ["later-2", "later-9"]
    with pytest.raises(InputError):
        score_past([], reports)
    nothing = score_past([outlook], outlook.posterior.reports)
    assert nothing.notes[0].startswith("Nothing to score yet")
    assert not any("Nothing to score" in note for note in score_past([outlook], reports).notes)


def test_what_ifs_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "futures.yaml"
    path.write_text("Gate closes: close 'Pine Gate'\nBoth:\n  - close 'Pine Gate'\n  - close 'Lake Gate'\n")
    assert named_what_ifs([str(path), "open 'Pine Gate'"]) == {
        "Gate closes": "close 'Pine Gate'", "Both": "close 'Pine Gate'; close 'Lake Gate'",
        "open 'Pine Gate'": "open 'Pine Gate'",
    }  # fmt: skip
    path.write_text("Gate closes: {a: b}\n")
    with pytest.raises(InputError, match="a what-if is words"):
        named_what_ifs([str(path)])
