"""A picture of calibration: where counts fell among the draws, one panel per situation and horizon."""

from collections.abc import Sequence

from markupsafe import Markup

from alee.evaluation.results import Results
from alee.evaluation.rolling_rows import OURS
from alee.plots.svg import element, number

HORIZONS = (7, 30, 90)
WIDE, HIGH, GAP, LEFT, TOP, MOST = 120, 56, 14, 116, 40, 0.4
STYLE = (
    "text{font:11px sans-serif;fill:#222}rect.page{fill:#fff}rect.bar{fill:#3b6ea5}"
    "line{stroke:#c0392b;stroke-dasharray:3 2}"
)


def calibration_picture(results: Results, names: Sequence[str]) -> str:
    """Draw the shares of counts in each tenth of what was said, as SVG text."""
    width = LEFT + len(HORIZONS) * (WIDE + GAP)
    height = TOP + len(names) * (HIGH + GAP)
    title = "Share of counts in each tenth of the forecast distribution; the dashed line is one tenth"
    parts = [
        element("title", {}, title), element("style", {}, STYLE),
        element("rect", {"class": "page", "width": width, "height": height}),
        *(_words(LEFT + k * (WIDE + GAP), TOP - 14, f"{h} days") for k, h in enumerate(HORIZONS)),
    ]  # fmt: skip
    for r, name in enumerate(names):
        top = TOP + r * (HIGH + GAP)
        parts.append(_words(4, top + HIGH / 2, name))
        for k, horizon in enumerate(HORIZONS):
            found = results.where(folder=name, row=OURS, horizon=horizon, phase="all", of="destinations")
            said = str(found[0]["PIT"] or "") if found else ""
            parts.append(_panel(LEFT + k * (WIDE + GAP), top, [float(v) for v in said.split()]))
    box = f"0 0 {number(width)} {number(height)}"
    frame = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "width": width, "role": "img"}
    return str(element("svg", frame, *parts)) + "\n"


def _words(x: float, y: float, words: str) -> Markup:
    return element("text", {"x": x, "y": y}, words)


def _panel(left: float, top: float, shares: Sequence[float]) -> Markup:
    """Draw one histogram, cut at the top of the panel."""
    bars = []
    step = WIDE / max(1, len(shares))
    for k, share in enumerate(shares):
        tall = HIGH * min(share, MOST) / MOST
        place = {"x": left + k * step, "y": top + HIGH - tall, "width": step - 1, "height": tall}
        bars.append(element("rect", {"class": "bar"} | place))
    even = top + HIGH * (1 - 0.1 / MOST)
    rule = {"x1": left, "x2": left + WIDE, "y1": even, "y2": even}
    return element("g", {}, *bars, element("line", rule))
