"""Looking for words: small letters find what ignoring case finds, and skipping hides nothing."""

import dataclasses
import datetime as dt
import importlib
import itertools
import pkgutil
import re
import sys
from pathlib import Path
from types import FrameType

import pytest

import alee
import alee.reading
from alee.reading import named, persons, reader
from alee.reading.beginnings import beginnings, needed
from alee.reading.country_names import CLDR_NAMES
from alee.reading.days import find_periods
from alee.reading.letters import Line, flat, small, straight
from alee.reading.lexicon import words_of
from alee.reading.named import names_in
from alee.reading.quantities import find_quantities
from alee.reading.reader import read_text
from alee.reading.scene import BARRIER, BARRIER_COST, NUMBER_COST, Scene
from alee.reading.segments import sentences
from alee.reading.verb_forms import forms
from verification.reading import LANGUAGES, SETS, dispatches

RUSSIA = alee.load_scenario(Path(__file__).parents[2] / "scenarios" / "russia-2022")
DAY = dt.date(2022, 10, 3)


def patterns(language: str) -> list[re.Pattern[str]]:
    words = words_of(language)
    found = [getattr(words, f.name) for f in dataclasses.fields(words)]
    return [p for p in found if isinstance(p, re.Pattern)]


def spoken(language: str) -> list[str]:
    texts = [d.text for folder in SETS for d in dispatches(language, folder)]
    return [s.text for text in texts for s in sentences(text)]


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_small_letters_find_what_ignoring_case_finds(language: str) -> None:
    for sentence in spoken(language):
        shown = straight(sentence)
        for pattern in patterns(language):
            there = [m.span() for m in re.compile(pattern.pattern, re.IGNORECASE).finditer(shown)]
            assert [m.span() for m in pattern.finditer(flat(sentence))] == there, (
                pattern.pattern[:40],
                sentence,
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pattern_that_is_skipped_would_find_nothing(language: str) -> None:
    skipped = 0
    for sentence in spoken(language):
        line = Line(sentence)
        for pattern in patterns(language):
            if not line.may(pattern):
                skipped += 1
                assert pattern.search(line.low) is None, (pattern.pattern[:40], sentence)
    assert skipped > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_trying_a_pattern_only_where_it_may_begin_finds_the_same(language: str) -> None:
    n_found = 0
    for sentence in [*spoken(language), "_more than 5_people entered,exited", "a b. a, b; of_of of"]:
        line = Line(sentence)
        for pattern in patterns(language):
            there = [m.span() for m in pattern.finditer(line.low)]
            assert [m.span() for m in line.find(pattern)] == there, (pattern.pattern[:40], sentence)
            assert line.has(pattern) == line.has(pattern) == bool(there)
            n_found += len(there)
    assert n_found > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_spots_are_as_far_apart_as_if_the_barriers_were_counted_anew(language: str) -> None:
    words, n_barriers = words_of(language), 0
    for sentence in [*spoken(language), "5 left,6 entered;and7 and 8, in 2,5 and"]:
        line = Line(sentence)
        quantities = tuple(find_quantities(line, language))
        scene = Scene(line, words, quantities, (), (), (), None, ())
        spots = [0, len(line.low), *(spot for q in quantities for spot in (q.start, q.end))]
        for start, end in itertools.product(spots, spots):
            barriers = len(BARRIER.findall(line.low, start, end)) if start < end else 0
            numbers = sum(start <= q.start and q.end <= end and not q.is_percent for q in quantities)
            numbers += line.low.count(";", start, end)
            expected = max(0, end - start) + BARRIER_COST * barriers + NUMBER_COST * numbers
            assert scene.apart(start, end) == (expected if start < end else 0.0), (sentence, start, end)
            n_barriers += barriers
    assert n_barriers > 100


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\b(?:abc|de?f|(?:gh|ij)k)", {"abc", "de", "df", "ghk", "ijk"}),
        (r"\b(?:in the|on)\b", {"in ", "on"}),
        (r"(?<![^\W_])[km]a\w+", {"ka", "ma"}),
        (r"abc", None),
        (r"\b(?:abc|\w+d)", None),
        (r"\babc|d", None),
    ],
)
def test_beginnings(pattern: str, found: set[str] | None) -> None:
    assert beginnings(pattern) == found


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\b(?:town|city) of\s+(?:\w+\s+)?$", [{"of"}, {"town", "city"}]),
        (r"\bregist(?:er|ry)\b", [{"regist"}, {"er", "ry"}]),
        (r"abc?d+|x[yz]+w{2}uv", [{"ab", "uv"}]),
        (r"(?<!no )(?:war)?s (?=peace)", []),
        (r"\bwar|\d", []),
        (r"(?i:kit)\d", []),
    ],
)
def test_pieces_of_words_that_a_pattern_needs(pattern: str, pieces: list[set[str]]) -> None:
    assert sorted(map(sorted, needed(pattern))) == sorted(map(sorted, pieces))


def every_pattern() -> list[re.Pattern[str]]:
    """All patterns of the reader's modules that do not ignore case."""
    found: list[object] = []
    for info in pkgutil.iter_modules(alee.reading.__path__):
        for value in vars(importlib.import_module(f"alee.reading.{info.name}")).values():
            found += (
                value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
            )
    patterns = {p.pattern: p for p in found if isinstance(p, re.Pattern)}
    return [p for p in patterns.values() if not p.flags & re.IGNORECASE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_that_a_pattern_fits_lacks_the_pieces_it_needs(language: str) -> None:
    patterns = [(p, needed(p.pattern)) for p in every_pattern()]
    patterns = [(p, pieces) for p, pieces in patterns if pieces]
    n_found = n_passed_by = 0
    assert len(patterns) > 100
    for sentence in spoken(language)[::4]:
        line = Line(sentence)
        for pattern, _ in patterns:
            may = line.holds(pattern)
            n_passed_by += not may
            if pattern.search(line.low) or pattern.search(sentence):
                n_found += 1
                assert may, (pattern.pattern[:60], sentence)
    assert n_found > 100
    assert n_passed_by > 10 * n_found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_near_is_found_where_words_are_cut(language: str) -> None:
    words, n_passed_by = words_of(language), 0
    for sentence in [*spoken(language)[::3], "5km and 30ppl, 3h or 4 hours, 9 people killed"]:
        line = Line(sentence)
        for pattern in (words.units, words.people):
            for quantity in find_quantities(line, language):
                for far in (5, 9, 14, 36):
                    if not line.near(pattern, quantity.end, quantity.end + far):
                        n_passed_by += 1
                        assert not pattern.search(line.low[quantity.end : quantity.end + far]), (
                            far,
                            sentence,
                        )
    assert n_passed_by > 100 or language == "tr"  # whose words for units may begin anywhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_looked_for_only_where_they_can_begin(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [d.text for folder in SETS for d in dispatches(language, folder)]
    texts += [
        "met Z. Kapanadze, vice-minister Orlov said Maria",
        "Vali Öz BAKANI Kaya, Anna (who came) and Li Bo, 34,",
    ]

    def nobody(words: str) -> bool:
        return False

    found = [names_in(text, nobody, nobody).words for text in texts]
    for module in (named, persons):
        monkeypatch.setattr(module, "found_at", lambda pattern, text, begins: pattern.finditer(text))
    monkeypatch.setattr(named, "may_hold", lambda low, pattern: True)
    getattr(persons.private_names, "cache_clear", lambda: None)()
    assert [names_in(text, nobody, nobody).words for text in texts] == found
    assert any(found)


def test_small_letters_keep_the_length_and_the_classes() -> None:
    assert all(len(flat(chr(code))) == 1 for code in range(sys.maxunicode) if not 0xD800 <= code < 0xE000)
    assert small(r"\W(?P<name>It’s)\S").pattern == r"\W(?P<name>it's)\S"


def test_forms_of_verbs() -> None:
    pattern = re.compile(rf"(?:{forms('say tell deny admit flee')})")
    for word in ("say", "says", "said", "saying", "told", "denies", "denied", "admitted", "fleeing", "fled"):
        assert pattern.fullmatch(word), word


def test_a_sentence_said_again_is_read_as_if_it_were_new(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [d.text for d in dispatches("en")[:40]]
    text = "\n\n".join(texts + texts)
    known = read_text(text, RUSSIA, published=DAY).proposals
    monkeypatch.setattr(reader, "MOST_KEPT", 0)
    monkeypatch.setattr(reader._Reader, "_again", lambda self, sentence: list(self._sentence(sentence)))
    assert read_text(text, RUSSIA, published=DAY).proposals == known


def test_a_day_that_no_calendar_has_is_named_and_not_guessed() -> None:
    for text in (
        "From February 21 to 29, 5,000 people entered Georgia.",
        "On 31 September 2022 some 5,000 people entered Georgia.",
        "С 21 по 31 сентября в Грузию въехали 5 тысяч россиян.",
        "21-31 Eylül 2022 arasında Gürcistan'a 5 bin Rus girdi.",
        "Since 2022-02-30 some 5,000 people entered Georgia.",
    ):
        (report,) = read_text(text, RUSSIA, published=DAY).of("report")
        assert (report.value, report.first, report.last, report.since) == (5000, None, None, None)
        assert "there is no such day" in report.reason
    (report,) = read_text(
        "From February 21 to 29, 5,000 people entered Georgia.", RUSSIA, published=dt.date(2025, 1, 10)
    ).of("report")
    assert (report.first, report.last) == (dt.date(2024, 2, 21), dt.date(2024, 2, 29))


def test_the_first_months_of_a_year_are_no_last_months() -> None:
    (period,) = find_periods(Line("In the first nine months of 2022 people came."), "en", DAY)
    assert (period.first, period.last) == (dt.date(2022, 1, 1), dt.date(2022, 9, 30))
    assert find_periods(Line("In the first nine months of 2999 people came."), "en", DAY) == []


def test_countries_have_the_codes_of_today() -> None:
    assert not {"FXX", "TMP", "ZAR", "XKK"} & CLDR_NAMES.keys()
    assert {"FRA", "TLS", "COD", "XKX"} <= CLDR_NAMES.keys()


def steps(text: str) -> int:
    """How many functions are called while a text is read: what grows with it, whatever the machine."""
    count = 0

    def counted(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        read_text(text, RUSSIA, published=DAY)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "{k}17 people entered Georgia and ",
        "{k}23,",
        "said Abc{w} Def{w}. ",
        "| Georgia | {k}41 | 7 September | entries |\n",
        "Aa Bb{w}, 34, ",
    ],
)
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    def text(numbers: range) -> str:
        return "".join(piece.format(k=k, w="".join("abcdefghij"[int(c)] for c in str(k))) for k in numbers)

    steps(text(range(20)))  # no word below is among these, nor in both texts: words are remembered
    assert steps(text(range(400, 1000))) < 2.5 * steps(text(range(100, 400)))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Georgia received 41,000, Armenia 23,500 and Turkey 55,000 Russians last week, the agency said.",
         {("entries", 41e3, "Georgia"), ("entries", 23.5e3, "Armenia"), ("entries", 55e3, "Turkey")}),
        ("Kazakhstan: entries 147,000; exits: 96,000; still in country: 51,000.",
         {("entries", 147e3, "Kazakhstan"), ("exits", 96e3, "Kazakhstan"), ("stock", 51e3, "Kazakhstan")}),
        ("Net arrivals to Georgia in September came to 68,887.", {("net", 68_887, "Georgia")}),
        ("Some 8,000 Russians crossed into Georgia. Of these, 167 were children.",
         {("entries", 8000, "Georgia")}),
        ("So far 5,000 Russians have entered Georgia. Armenia: 900. Turkey: 1,200.",
         {("entries", 5000, "Georgia"), ("entries", 900, "Armenia"), ("entries", 1200, "Turkey")}),
        ("The queue at Vaalimaa shrank from 60 km to 4.", {("queue_length_km", 4, "Vaalimaa")}),
        ("Бежать пришлось многим: в Грузию въехали 12 тысяч, в Армению — 7 тысяч.",
         {("entries", 12e3, "Georgia"), ("entries", 7e3, "Armenia")}),
        ("До Польщі за добу прибули 18,7 тис. осіб, у зворотному напрямку — 21 тис.",
         {("entries", 18.7e3, "Poland"), ("exits", 21e3, "Poland")}),
        ("Üç günde Gürcistan'a 12 bin 500 kişi girdi.", {("entries", 12.5e3, "Georgia")}),
        ("Were 4,000 really waiting at the border?", set()),
        ("No, half a million Russians have not moved to Serbia.", set()),
        ("An earlier version of this story said 98,000 Russians had entered Kazakhstan.", set()),
        ("Finland turned away 340 Russians.", set()),
        ("We moved 400 m in the queue.", set()),
    ],
)  # fmt: skip
def test_the_grammar_of_figures(text: str, facts: set[tuple[str, float, str]]) -> None:
    found = read_text(text, RUSSIA, published=DAY).of("report")
    assert {(p.measure, p.value, p.place) for p in found} == facts


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Some 300 people entered Georgia, aid groups say.", "aid groups"),
        ("Mongolia said 300 people had entered.", "Mongolia"),
        ("Some 300 people entered Georgia (Border Guard).", "Border Guard"),
        (
            "Georgia's police said 300 people entered on Friday. Another 200 came on Saturday.",
            "Georgia's police",
        ),
    ],
)
def test_who_says_it(text: str, speaker: str) -> None:
    assert read_text(text, RUSSIA, published=DAY).of("report")[-1].speaker == speaker
