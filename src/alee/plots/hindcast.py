"""A picture of beliefs: one upright interval for each as-of date, and the newest estimate as a line."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from alee.outlook.hindcast import Belief
from alee.plots.scales import Scale, round_ticks
from alee.plots.svg import element, line, number, picture, shape, text

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720.0, 320.0, 76.0, 40.0, 34.0
STYLE = (
    "svg{font:13px system-ui,sans-serif;background:#fff}.rail{stroke:#ddd}.range{stroke:#333;stroke-width:3}"
    ".newest{stroke:#000;stroke-dasharray:5 4}.dot{fill:#fff;stroke:#000;stroke-width:2}.missed{fill:#000}"
)


def draw_beliefs(beliefs: Sequence[Belief]) -> Markup:
    """Draw what was foreseen for the last day, as of each date.

    Parameters
    ----------
    beliefs
        Of one place; only those about the last day are drawn. A filled dot marks an interval that did not
        hold.

    Returns
    -------
    A whole SVG file; the table that goes with it says the same numbers.
    """
    last = max(belief.day for belief in beliefs)
    shown = sorted((b for b in beliefs if b.day == last), key=lambda b: b.as_of)
    ticks = round_ticks(max(b.high for b in shown))
    up = Scale(0.0, ticks[-1], HEIGHT - BOTTOM, TOP)
    along = Scale(0.0, float(max(1, len(shown) - 1)), LEFT + 24, WIDTH - 24)
    parts: list[Markup] = [element("style", {}, Markup(STYLE))]
    for tick in ticks:
        parts.append(line((LEFT, up.at(tick)), (WIDTH, up.at(tick)), kind="rail"))
        parts.append(text((LEFT - 6, up.at(tick) + 4), f"{tick:,.0f}", kind="tick", anchor="end"))
    newest = up.at(shown[-1].newest)
    parts.append(line((LEFT, newest), (WIDTH, newest), kind="newest"))
    for k, belief in enumerate(shown):
        x = along.at(float(k))
        parts.append(line((x, up.at(belief.low)), (x, up.at(belief.high)), kind="range"))
        kind = "dot" if belief.held else "dot missed"
        parts.append(shape("circle", kind, cx=x, cy=up.at(belief.middle), r=5.0))
        label = f"{belief.as_of.day} {belief.as_of:%b}"
        if len(shown) <= 12 or k % (len(shown) // 10 + 1) == 0:
            parts.append(text((x, HEIGHT - BOTTOM + 20), label, kind="tick", anchor="middle"))
    title = f"People in {shown[0].place} on {last.day} {last:%B %Y}, as foreseen on earlier days"
    parts.append(text((8, 18), title, kind="title"))
    words = f"{sum(b.held for b in shown)} of {len(shown)} intervals hold {number(shown[-1].newest)}."
    drawn = picture((WIDTH, HEIGHT), title, words, *parts, identity="hindcast", kind="hindcast")
    return Markup(str(drawn).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
