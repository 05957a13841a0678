"""Put names beside points so that no two names overlap.

Greedy: the most important label chooses first among twenty-four spots around its point, nearest first; a
spot is free if its box touches neither the frame, nor a box that is taken. A label that finds no spot is
left out of the picture; the table below the picture still names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

Point = tuple[float, float]
NARROW = frozenset("iljtfrI1.,:;'’()[]| -")
WIDE = frozenset("mwMWQOGCD@%—")
ANGLES = (0.0, 180.0, 90.0, 270.0, 35.0, 325.0, 145.0, 215.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two boxes overlap."""
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )

    def is_inside(self, other: Box) -> bool:
        """Whether this box lies wholly within another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants to stand near a point.

    Parameters
    ----------
    lines
        One or two lines of plain text.
    point
        What it names.
    radius
        Free distance around the point.
    size
        Font size in drawing units.
    """

    lines: tuple[str, ...]
    point: Point
    radius: float
    size: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: its box, and whether it is so far off that it needs a leader line."""

    box: Box
    is_far: bool


def text_width(words: str, size: float) -> float:
    """Estimate the width of a line of text in a sans-serif, in the unit of ``size``, rather too wide."""
    share = sum(
        0.37 if letter in NARROW else 0.97 if letter in WIDE else 0.73 if letter.isupper() else 0.63
        for letter in words
    )
    return share * size


def extent(wish: Wish) -> Point:
    """Width and height of a label."""
    return max(text_width(words, wish.size) for words in wish.lines), wish.size * 1.18 * len(wish.lines)


def spots(wish: Wish) -> Iterator[Spot]:
    """Try spots around the point, nearest first."""
    width, height = extent(wish)
    for ring, gap in enumerate((3.0, 10.0, 20.0, 32.0)):
        for angle in ANGLES:
            right, down = cos(angle * pi / 180), sin(angle * pi / 180)
            x = wish.point[0] + right * (wish.radius + gap + width / 2)
            y = wish.point[1] + down * (wish.radius + gap + height / 2)
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            yield Spot(box, is_far=ring > 1)


def place_labels(
    wishes: Sequence[Wish], taken: Sequence[Box], frame: Box, *, circles: Sequence[Box] = ()
) -> list[Spot | None]:
    """Find a spot for each label, in the order given.

    Parameters
    ----------
    wishes
        n labels, the most important first.
    taken
        Boxes that must stay free.
    frame
        All labels must lie inside.
    circles
        Boxes of the drawn points; kept free too.

    Returns
    -------
    list of Spot or None
        n spots; ``None`` where there was no room.
    """
    blocked = [*taken, *circles]
    found: list[Spot | None] = []
    for wish in wishes:
        spot = next(
            (
                spot
                for spot in spots(wish)
                if spot.box.is_inside(frame) and not any(spot.box.touches(other) for other in blocked)
            ),
            None,
        )
        found.append(spot)
        if spot is not None:
            blocked.append(spot.box)
    return found
