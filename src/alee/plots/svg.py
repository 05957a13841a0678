"""Small words for writing SVG by hand: elements with escaped text, short numbers, classes and no style."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

Point = tuple[float, float]


def number(value: float) -> str:
    """Write a coordinate with at most one decimal, so that files stay small."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def element(name: str, attributes: Mapping[str, str | float], *children: str | Markup) -> Markup:
    """Write one element; attributes and plain children are escaped, ``Markup`` children are kept."""
    parts = [name]
    for key, value in attributes.items():
        parts.append(f'{key}="{escape(value if isinstance(value, str) else number(value))}"')
    opening = " ".join(parts)
    inner = Markup("").join(children)
    return Markup(f"<{opening}>{inner}</{name}>" if inner else f"<{opening}/>")


def shape(name: str, kind: str, **attributes: float) -> Markup:
    """Write a shape of one class without children, e.g. ``shape("circle", "dot", cx=3, cy=4, r=2)``."""
    return element(name, {"class": kind, **attributes})


def line(start: Point, end: Point, *, kind: str) -> Markup:
    """Write a straight line between two points."""
    return shape("line", kind, x1=start[0], y1=start[1], x2=end[0], y2=end[1])


def text(at: Point, words: str, *, kind: str, anchor: str = "start") -> Markup:
    """Write words with their baseline at a point; ``anchor`` is start, middle or end."""
    attributes: dict[str, str | float] = {"class": kind, "x": at[0], "y": at[1]}
    if anchor != "start":
        attributes["text-anchor"] = anchor
    return element("text", attributes, words)


def outline(points: Iterable[Point], *, is_closed: bool = False, digits: int = 1) -> str:
    """Write the ``d`` of a path through points, in relative steps, which are shorter than absolute ones.

    ``digits`` after the point: 1, or 0 for the edges of areas, where half a unit is not seen.
    """
    out: list[str] = []
    x = y = 0.0
    for px, py in points:
        to_x, to_y = round(px, digits), round(py, digits)
        if not out:
            out.append(f"M{number(to_x)} {number(to_y)}l")
        else:
            right, down = number(to_x - x), number(to_y - y)
            if right == "0" and down == "0":
                continue
            gap = "" if len(out) == 1 or right.startswith("-") else " "
            out.append(f"{gap}{right}{'' if down.startswith('-') else ' '}{down}")
        x, y = to_x, to_y
    if len(out) < 2:
        return ""
    return "".join(out) + ("z" if is_closed else "")


def picture(
    size: Point, title: str, description: str, *children: str | Markup, identity: str, kind: str
) -> Markup:
    """Wrap shapes into one ``svg`` with a title and a description for people who hear the page.

    Parameters
    ----------
    size
        Width and height in drawing units.
    identity
        Unique on the page; ``kind`` is the class.
    """
    attributes: dict[str, str | float] = {
        "class": kind,
        "viewBox": f"0 0 {number(size[0])} {number(size[1])}",
        "role": "img",
        "aria-labelledby": f"{identity}-t",
        "aria-describedby": f"{identity}-d",
    }
    names = (
        element("title", {"id": f"{identity}-t"}, title),
        element("desc", {"id": f"{identity}-d"}, description),
    )
    return element("svg", attributes, *names, *children)
