"""The briefing as one self-contained HTML page: no script, nothing fetched, every outside text escaped."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from alee.briefing import sentences
from alee.briefing.charts import draw_fans, draw_maps
from alee.briefing.chat import focus_sentence
from alee.briefing.content import BriefingContent, DailySeries, EvidenceRow, Interval, NeedRow, Place
from alee.briefing.messages import Catalogue
from alee.briefing.needs import need_line
from alee.plots.bars import draw_bar

TEMPLATES = Path(__file__).parent / "templates"
CORRIDORS_SHOWN = 20
AGAINST = ("contradicts", "outside")
FILTERS = ("about", "signed", "between", "span", "figure", "percent", "percent_span", "day", "short_day")


def render(content: BriefingContent) -> str:
    """Write the page of a briefing.

    Parameters
    ----------
    content
        Everything the page shows. Its texts may come from outside; all of them are escaped.

    Returns
    -------
    str
        One HTML document; it asks for nothing from any network and runs no script.
    """
    style = Markup((TEMPLATES / "style.css").read_text(encoding="utf-8"))
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    say = Catalogue(content.language)
    page = environment().get_template("page.html")
    return page.render(c=content, t=say, style=style, policy=policy, **views(content, say))


@cache
def environment() -> Environment:
    """Prepare the templates: everything escaped, a missing value an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update({name: getattr(sentences, name) for name in FILTERS})
    made.globals["days"] = sentences.days
    return made


def views(content: BriefingContent, say: Catalogue) -> dict[str, Any]:
    """Prepare what the template shows but does not work out: order, pictures, groups of reports."""
    rows = ordered(content.places)
    stocks = [p.present.bad for p in content.places if p.present]
    shares = [group.share.bad for group in content.groups]
    return {
        "places": rows,
        "focus": [focus_sentence(p, say) for p in content.places if p.is_focus],
        "maps": draw_maps(content, say),
        "fans": [(s, draw_fans(s, content, say, k), weekly(s, content)) for k, s in enumerate(content.daily)],
        "bar": bars_up_to(max(stocks, default=0.0)),
        "share_bar": bars_up_to(max(shares, default=0.0)),
        "corridors_first": content.corridors[:CORRIDORS_SHOWN],
        "corridors_rest": content.corridors[CORRIDORS_SHOWN:],
        "arriving": [name for name, _ in content.periods[0].arriving] if content.periods else [],
        "evidence": sorted_reports(content.evidence),
        "told": [row for row in content.learnt if row.is_learnt],
        "not_told": [row for row in content.learnt if not row.is_learnt],
        "need_pairs": need_pairs(content.needs),
        "need_line": need_line(content.needs, say) if content.needs else "",
        "need_bar": need_bar,
        "link": safe_link,
    }


def ordered(places: tuple[Place, ...]) -> list[Place]:
    """Put every city under its country, and keep the order otherwise."""
    names = {place.name for place in places}
    out: list[Place] = []
    for place in places:
        if place.part_of is None or place.part_of not in names:
            out.append(place)
            out += [part for part in places if part.part_of == place.name]
    return out


def weekly(series: DailySeries, content: BriefingContent) -> list[int]:
    """Choose the days of a chart's table: every fourth or fewer, the shock, the as-of date and the last."""
    special = {content.shock_date, content.as_of, series.days[-1]} if series.days else set()
    step = max(4, len(series.days) // 12)
    return [k for k, day in enumerate(series.days) if k % step == 0 or day in special]


def bars_up_to(largest: float) -> Any:
    """Make the function that draws an interval on one common scale."""

    def bar(interval: Interval) -> Markup:
        return draw_bar(interval, largest=largest)

    return bar


def need_pairs(rows: tuple[NeedRow, ...]) -> list[tuple[NeedRow, NeedRow]]:
    """Put the asks of each service beside what is needed of it."""
    asks = [row for row in rows if row.kind == "asks"]
    needed = {(row.place, row.service): row for row in rows if row.kind == "needed"}
    return [(row, needed[row.place, row.service]) for row in asks]


def need_bar(row: NeedRow) -> Markup:
    """Draw what is needed beside what there is."""
    largest = max(row.asked.bad, float(row.capacity or 0))
    return draw_bar(row.asked, largest=largest, limit=row.capacity)


def sorted_reports(rows: tuple[EvidenceRow, ...]) -> dict[str, list[EvidenceRow]]:
    """Sort the reports by what became of them; those that contradict stand apart."""
    return {
        "against": [row for row in rows if row.status in AGAINST],
        "used": [row for row in rows if row.status == "used"],
        "copies": [row for row in rows if row.status == "copy"],
        "superseded": [row for row in rows if row.status == "superseded"],
        "rest": [row for row in rows if row.status == "not_used"],
    }


def safe_link(url: str) -> bool:
    """Tell whether an address may become a link: only plain web addresses do."""
    return url.startswith(("https://", "http://"))
