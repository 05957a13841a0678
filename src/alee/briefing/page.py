"""The briefing as one self-contained HTML page: no script, nothing fetched, every outside text escaped."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from alee.briefing import sentences
from alee.briefing.charts import draw_fans, draw_maps
from alee.briefing.chat import warned
from alee.briefing.content import (
    BriefingContent,
    DailySeries,
    EvidenceRow,
    Interval,
    NeedRow,
    Place,
    ReserveRow,
    WhatIf,
    WhatIfRow,
)
from alee.briefing.messages import Catalogue
from alee.briefing.needs import need_line
from alee.briefing.panels import need_panels, share_bars, swings, what_if_panels
from alee.core.wording import units_for
from alee.plots.bars import draw_bar, draw_costs, draw_swing

TEMPLATES = Path(__file__).parent / "templates"
CORRIDORS_SHOWN, BESIDE = 20, 8
HEAVIEST = 300_000  # bytes of a page
DAYS_DRAWN = (60, 40, 28)  # of a fan chart at most; fewer where the page would be too heavy
AGAINST = ("contradicts", "outside")
FILTERS = (
    "about",
    "signed",
    "between",
    "span",
    "figure",
    "percent",
    "percent_span",
    "day",
    "short_day",
    "capital",
)


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
    template = environment().get_template("page.html")
    page = ""
    for most_days in DAYS_DRAWN:
        shown = views(content, say, most_days)
        page = slim(template.render(c=content, t=say, style=style, policy=policy, **shown))
        if len(page.encode()) <= HEAVIEST:
            break
    return page


def slim(page: str) -> str:
    """Leave out the end tags that HTML lets out (WHATWG HTML, 13.1.2.4); in long tables they weigh a lot."""
    for name in ("td", "th", "tr", "li", "dt", "dd"):
        page = page.replace(f"</{name}>", "")
    return page


@cache
def environment() -> Environment:
    """Prepare the templates: everything escaped, a missing value an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update({name: getattr(sentences, name) for name in FILTERS})
    made.globals["days"] = sentences.days
    made.globals["units_for"] = units_for
    return made


def views(content: BriefingContent, say: Catalogue, most_days: int = DAYS_DRAWN[0]) -> dict[str, Any]:
    """Prepare what the template shows but does not work out: order, pictures, groups of reports."""
    rows = ordered(content.places)
    stocks = [p.present.bad for p in content.places if p.present]
    shares = [group.share.bad for group in content.groups]
    return {
        "places": rows,
        "focus": warned(content, say),
        "maps": draw_maps(content, say),
        "fans": [
            (s, draw_fans(s, content, say, k, most_days), weekly(s, content))
            for k, s in enumerate(content.daily)
        ],
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
        "need_charts": need_panels(content.preparing, say, most_days) if content.preparing else [],
        "need_ways": share_bars(content.preparing.drivers) if content.preparing else [],
        "costs": reserve_groups(content),
        "what_ifs": what_if_views(content, say),
        "beside": beside(content.what_ifs),
        "link": safe_link,
    }


def what_if_views(
    content: BriefingContent, say: Catalogue
) -> list[tuple[WhatIf, list[Markup], list[tuple[WhatIfRow, Markup]], list[tuple[WhatIfRow, Markup]]]]:
    """Each what-if with its charts, and the places and ways that change with their bars."""
    return [
        (w, what_if_panels(w, say, k), swings(w.of_kind("country", "home")), swings(w.of_kind("way")))
        for k, w in enumerate(content.what_ifs)
    ]


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


def reserve_groups(content: BriefingContent) -> list[tuple[str, list[tuple[ReserveRow, Markup]]]]:
    """The sizes of each service with a bar of their costs; all sizes of a service on one scale."""
    rows = content.preparing.reserves if content.preparing else ()
    out = []
    for service, sizes in groupby(rows, key=lambda row: row.service):
        held = list(sizes)
        most = max((row.holding + row.missing for row in held), default=0.0)
        out.append((service, [(row, draw_costs(row.holding, row.missing, largest=most)) for row in held]))
    return out


def beside(what_ifs: Sequence[WhatIf]) -> list[tuple[str, list[tuple[WhatIfRow, Markup] | tuple[None, str]]]]:
    """One line for each number that any what-if changes, with a cell for each what-if."""
    if len(what_ifs) < 2:
        return []
    every = [row for w in what_ifs for row in w.of_kind("left", "country", "home")]
    largest: dict[str, float] = {}
    for row in every:
        size = abs(row.difference.median) if row.kind != "left" else float("inf")
        name = row.name or row.label
        largest[name] = max(size, largest.get(name, 0.0))
    ends = [end for row in every for end in (row.difference.low, row.difference.high)]
    reach = (min([0.0, *ends]), max([0.0, *ends]))
    out: list[tuple[str, list[tuple[WhatIfRow, Markup] | tuple[None, str]]]] = []
    for name in sorted(largest, key=lambda name: -largest[name])[:BESIDE]:
        cells: list[tuple[WhatIfRow, Markup] | tuple[None, str]] = []
        for w in what_ifs:
            found = next(
                (row for row in w.of_kind("left", "country", "home") if name in (row.name, row.label)), None
            )
            cells.append((found, draw_swing(found.difference, reach=reach)) if found else (None, ""))
        out.append((name, cells))
    return out


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
