"""Pictures for a chat: one upright card of a briefing, or of its needs; and one card of what-ifs."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import Any

from markupsafe import Markup

from alee.briefing.charts import draw_fans
from alee.briefing.chat import warned
from alee.briefing.content import BriefingContent
from alee.briefing.messages import Catalogue
from alee.briefing.needs import need_line
from alee.briefing.page import TEMPLATES, beside, environment, need_pairs, what_if_views
from alee.briefing.panels import need_panels
from alee.briefing.sentences import about, short_day
from alee.core.errors import InputError, Problem
from alee.files.chromium import find_browser, take_picture

WIDTH, HEIGHT = 1080, 1350  # pixels; an upright picture fills a phone's screen
LARGEST, WITHOUT_CHART = 6, 13  # places in the list; more of them where there is no chart to show
MOST_DAYS = 60  # of a chart
# Heights of what a card of what-ifs holds, pixels, each more than is needed: the blank end is cut off.
EDGES, HEADING, SENTENCE, PANELS, LINE, TWO_LINES, LABEL = 400, 160, 60, 230, 70, 100, 140


def render_card(content: BriefingContent) -> str:
    """Write the card as one HTML document, ``WIDTH`` by ``HEIGHT`` pixels; nothing is fetched.

    A briefing with needs gets a card of them: what to prepare, day by day and in a table.
    """
    say = Catalogue(content.language)
    fans = [(series, draw_fans(series, content, say, 0)) for series in content.daily[:1]]
    shown = [p for p in content.places if p.part_of is None and p.present is not None]
    return _card(
        content,
        say,
        focus=warned(content, say),
        fans=fans,
        largest=sorted(shown, key=lambda p: -(p.present.median if p.present else 0.0))[
            : LARGEST if fans else WITHOUT_CHART
        ],
        need_line=need_line(content.needs, say) if content.needs else "",
        need_pairs=need_pairs(content.needs),
        need_charts=need_panels(content.preparing, say, MOST_DAYS) if content.preparing else [],
    )


def render_what_ifs(content: BriefingContent) -> tuple[str, int]:
    """Write a card of all what-ifs of a briefing, and say how tall it is at most, in pixels."""
    say = Catalogue(content.language)
    parts, rows = what_if_views(content, say), beside(content.what_ifs)
    tall = EDGES + (HEADING + LABEL + TWO_LINES * len(rows) if rows else 0)
    for what_if, charts, places, ways in parts:
        tall += HEADING + SENTENCE * min(4, len(what_if.words)) + (PANELS * -(-len(charts) // 3) + LABEL)
        tall += LINE * len(places) + TWO_LINES * len(ways) + 2 * LABEL
    return _card(content, say, what_ifs=parts, beside=rows, is_tall=True), tall


def draw_what_ifs(content: BriefingContent, to: str | Path) -> Path:
    """Draw all what-ifs of a briefing into one PNG picture: words, differences, where people go instead.

    Raises
    ------
    InputError
        If the file is no ``.png``, or the briefing has no what-if.
    MissingExtra
        If there is no browser to draw with.
    SaveFailed
        If the browser or the disk failed; nothing half-written stays.
    """
    path = Path(to)
    check_picture(path, len(content.what_ifs))
    page, tall = render_what_ifs(content)
    take_picture(page, path, width=WIDTH, height=tall, is_cut=True)
    return path


def check_picture(to: Path, n_what_ifs: int) -> None:
    """Refuse a picture of nothing, or one that is no PNG, before anything long is begun."""
    if to.suffix.lower() != ".png":
        allowed = "Allowed: a name that ends in .png."
        raise InputError(Problem(f'"{to.name}" is no picture', allowed, where="--picture"))
    if not n_what_ifs:
        raise InputError(
            Problem("there is no what-if to draw", "Needed: one or more (--given).", where="--picture")
        )
    find_browser()


def _card(content: BriefingContent, say: Catalogue, *, is_tall: bool = False, **shown: Any) -> str:
    sheets = (TEMPLATES / name for name in ("style.css", "card.css"))
    style = Markup("".join(sheet.read_text(encoding="utf-8") for sheet in sheets))
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    head = content.headline
    left = say(
        "left", day=short_day(content.as_of), n=about(head.left.median), home=content.home,
        cause=content.cause, ready=about(head.left.ready),
    )  # fmt: skip
    return environment().get_template("card.html").render(
        c=content, t=say, style=style, policy=f"default-src 'none'; style-src 'sha256-{digest}'",
        left=left, tall=is_tall, **{"what_ifs": [], **shown},
    )  # fmt: skip
