"""A picture of scale: three small charts with logarithmic axes, every point a measured row."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any

from markupsafe import Markup

from alee.plots.scales import Scale
from alee.plots.svg import element, line, number, outline, text

WIDE, HIGH, GAP, TOP, LEFT = 260, 170, 70, 34, 46
STYLE = (
    "text{font:11px sans-serif;fill:#222}rect.page{fill:#fff}path{fill:none;stroke:#3b6ea5;stroke-width:2}"
    "circle{fill:#3b6ea5}line{stroke:#ddd}text.name{font-weight:bold}"
)
Points = Sequence[tuple[float, float]]


def picture(corridors: Sequence[dict[str, Any]], members: Sequence[dict[str, Any]]) -> str:
    """Draw seconds and memory against corridors, and seconds against members, as SVG text."""

    def run(row: dict[str, Any]) -> float:
        return sum(row["seconds"].values()) - row["seconds"].get("load", 0.0)

    charts = [
        ("CPU seconds to read a world, by corridors", [(r["corridors"], r["seconds"]["load"]) for r in corridors]),
        ("Peak memory, MB, by corridors", [(r["corridors"], r["megabytes"]["peak"]) for r in corridors]),
        ("CPU seconds to compile and run, by members", [(r["members"], run(r)) for r in members]),
    ]  # fmt: skip
    width, height = LEFT + len(charts) * (WIDE + GAP), TOP + HIGH + 40
    parts = [
        element(
            "title", {}, "Seconds and memory against the size of a world; both axes grow by powers of ten"
        ),
        element("style", {}, STYLE),
        element("rect", {"class": "page", "width": width, "height": height}),
        *(chart(LEFT + k * (WIDE + GAP), name, points) for k, (name, points) in enumerate(charts)),
    ]
    box = f"0 0 {number(width)} {number(height)}"
    frame = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "width": width, "role": "img"}
    return str(element("svg", frame, *parts)) + "\n"


def chart(left: float, name: str, points: Points) -> Markup:
    """Draw one line with a point for each row."""
    logs = [(log10(x), log10(max(y, 1e-3))) for x, y in points]
    low_x, high_x = floor(min(x for x, _ in logs)), ceil(max(x for x, _ in logs))
    low_y, high_y = floor(min(y for _, y in logs)), ceil(max(y for _, y in logs))
    across = Scale(low_x, max(high_x, low_x + 1), left, left + WIDE)
    up = Scale(low_y, max(high_y, low_y + 1), TOP + HIGH, TOP)
    ticks: list[Markup] = []
    for power in range(low_x, max(high_x, low_x + 1) + 1):
        x = across.at(power)
        ticks += [line((x, TOP), (x, TOP + HIGH), kind="grid")]
        ticks += [text((x, TOP + HIGH + 16), tick(power), kind="tick", anchor="middle")]
    for power in range(low_y, max(high_y, low_y + 1) + 1):
        y = up.at(power)
        ticks += [line((left, y), (left + WIDE, y), kind="grid")]
        ticks += [text((left - 6, y + 4), tick(power), kind="tick", anchor="end")]
    places = [(across.at(x), up.at(y)) for x, y in logs]
    dots = [element("circle", {"cx": x, "cy": y, "r": 3}) for x, y in places]
    title = text((left, TOP - 14), name, kind="name")
    return element("g", {}, title, *ticks, element("path", {"d": outline(places)}), *dots)


def tick(power: int) -> str:
    """Write a power of ten, short enough to stand beside the next one."""
    if power >= 6:
        return f"{10 ** (power - 6):,} M"
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
