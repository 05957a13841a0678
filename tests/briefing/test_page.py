"""The page, the chat lines and the answer: complete, small, safe, and calm about what is missing."""

import dataclasses
import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser
from typing import Any

import pytest

from alee.briefing.answer import answer
from alee.briefing.chat import LONGEST, chat_lines
from alee.briefing.content import BriefingContent, Interval
from alee.briefing.messages import Catalogue
from alee.briefing.page import render
from alee.briefing.sentences import about, between, percent, signed

EVIL = '<img src=x onerror="alert(1)">\'&{{7*7}}'
LITERAL = {"mode", "state", "reporting", "status", "letter", "kind", "counts", "balance", "language", "size"}


class Tags(HTMLParser):
    """Collects every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags_of(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.tags


def poisoned(value: Any, name: str = "") -> Any:
    """The same content with every free text made evil."""
    if isinstance(value, str):
        return value if name in LITERAL else EVIL
    if isinstance(value, tuple):
        return tuple(poisoned(item, name) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Interval):
        fields = dataclasses.fields(value)
        return type(value)(**{f.name: poisoned(getattr(value, f.name), f.name) for f in fields})
    return value


def test_page_is_small_and_the_same_every_time(content: BriefingContent) -> None:
    page = render(content)
    assert len(page.encode()) <= 300_000
    assert page == render(content)


def test_four_hundred_reports_still_fit(content: BriefingContent) -> None:
    rows = tuple(
        dataclasses.replace(
            row, report=f"R{k:03}-{n}", url=f"https://news.example/{k}/{n}/report-on-arrivals"
        )
        for k in range(20)
        for n, row in enumerate(content.evidence)
    )
    assert len(rows) == 400
    assert len(render(dataclasses.replace(content, evidence=rows)).encode()) <= 300_000


def test_policy_allows_the_one_style_block_and_nothing_else(content: BriefingContent) -> None:
    page = render(content)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(styles) == 1
    digest = b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    policy = next(a for t, a in tags_of(page) if t == "meta" and "http-equiv" in a)["content"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_page_has_no_script_no_inline_style_and_loads_nothing(content: BriefingContent) -> None:
    for tag, attributes in tags_of(render(content)):
        assert tag not in {"script", "img", "iframe", "link", "object", "embed", "use", "form"}
        assert not {name for name in attributes if name in {"style", "src"} or name.startswith("on")}


def test_every_text_from_outside_is_escaped(content: BriefingContent) -> None:
    bad = poisoned(content)
    page = render(bad)
    assert "<img" not in page
    assert page.count("&lt;img src=x") > 100
    assert all("onerror" not in attributes for _, attributes in tags_of(page))
    assert len(chat_lines(bad)) == 5
    assert answer(bad)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://a.example", "HTTPS"])
def test_only_web_addresses_become_links(content: BriefingContent, url: str) -> None:
    row = dataclasses.replace(content.evidence[0], url=url)
    page = render(dataclasses.replace(content, evidence=(row,)))
    assert not [a for t, a in tags_of(page) if t == "a" and not str(a.get("href")).startswith("#")]


def test_landmarks_and_headings_stand_in_order(content: BriefingContent) -> None:
    page = render(content)
    names = [tag for tag, _ in tags_of(page)]
    assert [names.count(tag) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    order = ["answer", "numbers", "map", "fan", "places", "corridors", "groups", "weeks", "evidence",
             "learnt",
             "assumptions", "misuse", "repeat"]  # fmt: skip
    spots = [page.index(f'id="{name}"') for name in order]
    assert spots == sorted(spots)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_every_picture_has_its_table(content: BriefingContent) -> None:
    page = render(content)
    say = Catalogue("en")
    assert page.count(say("map_twin") + "</summary>") == 1
    assert page.count(say("fan_twin") + "</summary>") == len(content.daily)


def test_a_what_if_says_draws_and_lists_what_changes(content: BriefingContent) -> None:
    page = render(content)
    part = page[page.index('id="what-if-1"') : page.index('id="previous"')]
    sentence, chart, table = (part.index(x) for x in ("about 10,000 fewer", "fan panel", 'class="swings"'))
    assert sentence < chart < table
    assert "from 10 October" in part
    assert 'class="fewer"' in part
    assert 'class="more"' in part
    assert "side by side" not in page, "one what-if stands beside nothing"


def test_any_number_of_what_ifs_stand_side_by_side(content: BriefingContent) -> None:
    (one,) = content.what_ifs
    unchanged = dataclasses.replace(one, name="Nothing", rows=(), series=(), words=("Nothing changes.",))
    many = [dataclasses.replace(one, name=f"Number {k}") for k in range(5)]
    page = render(dataclasses.replace(content, what_ifs=(*many, unchanged)))
    table = page[page.index('class="cards beside"') : page.index('id="what-if-1"')]
    assert [table.count(f'<th scope="col">{name}') for name in ("Number 0", "Number 4", "Nothing")] == [1] * 3
    assert table.count("no change") == len(one.rows)
    assert page.count("Nothing changes.") == 1
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_page_says_what_a_reserve_costs_when_it_is_full_and_which_way_brings_them(
    content: BriefingContent,
) -> None:
    page = render(content)
    part = page[page.index('id="needs"') : page.index('id="map"')]
    assert part.count("fan panel") == 2
    for words in ("there are 120 beds, full about 7 Oct", "places, no limit", "Moscow &gt; Istanbul by air<",
                  "40 %", "the 120 beds there are cost about 40 USD", "costs least", "Together, USD",
                  ):  # fmt: skip
        assert words in part, words


def test_a_page_that_would_be_too_heavy_draws_fewer_days(content: BriefingContent) -> None:
    heavy = dataclasses.replace(content, daily=content.daily * 8)
    light = render(dataclasses.replace(content, daily=content.daily))
    drawn = [len(re.findall(r'class="median" d="([^"]+)"|d="([^"]+)" class="median"', p)) for p in (light,)]
    assert drawn[0] > 0
    longest = max(len(d) for d in re.findall(r'd="([^"]+)" class="median"', light))
    shorter = max(len(d) for d in re.findall(r'd="([^"]+)" class="median"', render(heavy)))
    assert shorter < longest


def test_end_tags_that_html_lets_out_are_left_out_and_no_others(content: BriefingContent) -> None:
    page = render(content)
    for name in ("td", "th", "tr", "li", "dt", "dd"):
        assert f"</{name}>" not in page
    tags = [tag for tag, _ in tags_of(page)]
    for name in ("table", "section", "ul", "dl", "svg", "details", "thead", "tbody"):
        assert page.count(f"</{name}>") == tags.count(name), name


def test_example_mark_and_as_of_come_before_the_sentence(content: BriefingContent) -> None:
    page = render(content)
    body = page[page.index("<body>") :]
    assert body.index("EXAMPLE") < body.index("As of 3 October 2022") < body.index("By 3 October about")
    assert "EXAMPLE" not in render(dataclasses.replace(content, is_example=False))


def test_four_empty_states_have_four_words(content: BriefingContent) -> None:
    say = Catalogue("en")
    words = {
        say(f"reporting_{s}") for s in ("zero", "not_reported", "nobody_publishes", "hidden", "reported")
    }
    assert len(words) == 5
    page = render(content)
    assert all(word in page for word in words)


def test_hidden_place_shows_no_number(content: BriefingContent) -> None:
    page = render(content)
    row = next(r for r in re.findall(r"<tr.*?(?=<tr|</tbody>)", page, re.DOTALL) if "House by the sea" in r)
    assert not re.search(r">\s*[\d,]+\s*<", row)


def test_nearly_empty_content_still_makes_a_page(content: BriefingContent) -> None:
    empty = dataclasses.replace(
        content, places=(), corridors=(), groups=(), daily=(), periods=(), evidence=(), learnt=(),
        assumptions=(), events=(), what_ifs=(), needs=(), previous=None,
    )  # fmt: skip
    say = Catalogue("en")
    page = render(empty)
    assert all(
        say(key) in page for key in ("no_places", "no_corridors", "no_contradictions", "no_assumptions")
    )
    assert len(chat_lines(empty)) == 5
    assert answer(empty)


def test_numbers_that_no_report_carries_say_so_first(content: BriefingContent) -> None:
    words = Catalogue("en")("assumed_only")
    bare = dataclasses.replace(content, evidence=())
    assert words in render(bare)
    assert words in answer(bare)
    assert "No report could be used" in chat_lines(bare)[4]
    public = dataclasses.replace(bare, audience="public")
    for told in (render(content), answer(content), answer(public), *chat_lines(public)):
        assert "No report could be used" not in told


def test_chat_lines_are_five_and_short(content: BriefingContent) -> None:
    lines = chat_lines(content)
    assert len(lines) == 5
    assert all(0 < len(line) <= LONGEST and "\n" not in line for line in lines)
    assert lines[0].startswith("EXAMPLE")
    assert "where nobody publishes a count" in lines[1]


def test_answer_is_aligned_plain_text(content: BriefingContent) -> None:
    text = answer(content)
    assert all(line == line.rstrip() and len(line) <= 160 for line in text.splitlines())
    assert "Not told by any report" in text
    assert "13 more countries" in text


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (0.4, "0"), (9.5, "10"), (42.4, "42"), (99.4, "99"), (99.6, "100"), (104, "100"),
     (1_249, "1,200"), (1_250, "1,300"), (48_321, "48,000"), (99_600, "100,000"),
     (-15_400, "−15,000"), (-0.2, "0"),
     (1_961_000, "2,000,000")],
)  # fmt: skip
def test_people_are_rounded_to_two_digits(value: float, words: str) -> None:
    assert about(value) == words


def test_ranges_and_signs() -> None:
    same = Interval(low=1_010, median=1_020, ready=1_030, high=1_040, bad=1_050)
    assert between(same) == "about 1,000"
    assert (
        between(Interval(low=9_140, median=1e4, ready=1e4, high=12_300, bad=13_000))
        == "between 9,100 and 12,000"
    )
    assert (signed(5_200), signed(-5_200), signed(0)) == ("+5,200", "−5,200", "0")
    assert percent(0.615) == "62 %"


def test_a_long_outlook_still_fits_and_draws_its_last_day(content: BriefingContent) -> None:
    import datetime as dt

    from alee.briefing.charts import days_drawn

    assert days_drawn(54) == list(range(54))
    assert days_drawn(124)[-1] == 123
    assert len(days_drawn(124)) <= 60
    first = content.daily[0]
    n = 124
    long = dataclasses.replace(
        first,
        days=tuple(first.days[0] + dt.timedelta(days=k) for k in range(n)),
        **{
            name: tuple(getattr(first, name)[k % len(first.days)] for k in range(n))
            for name in ("low", "lower_quartile", "median", "upper_quartile", "high")
        },
        paths=tuple(tuple(path[k % len(path)] for k in range(n)) for path in first.paths),
    )
    page = render(dataclasses.replace(content, daily=(long,) * 5, horizon_end=long.days[-1]))
    assert len(page.encode()) <= 300_000
