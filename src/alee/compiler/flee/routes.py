"""Every route that a person under Flee's rules may choose, listed once per world.

A route is a simple path of at most ``awareness`` steps; passing a marker costs no step, and no route ends at
one. A person remembers what is left of a route as a *suffix*: equal suffixes have one number, whoever
follows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from alee.core.errors import InputError
from alee.kernels.layout import Floats, Indices

MOST_ROUTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Link:
    """One direction of a route, by the indices of its ends; km above 0."""

    start: int
    end: int
    km: float


@dataclass(frozen=True, slots=True)
class Routes:
    """All candidate routes, by the place where they begin.

    Attributes
    ----------
    start
        (P + 1,) int32; candidates ``start[p]`` to ``start[p + 1]`` begin at place p.
    suffix, end
        (C,) int32; the whole route as a suffix, and its last place.
    km
        (C,) float64, length of the whole route.
    path_start, path_links
        (C + 1,) and (K,) int32; the links of each candidate.
    next_place, rest, final
        (S,) int32; a suffix's next place, what is left after it, and its last place.
    """

    start: Indices
    suffix: Indices
    end: Indices
    km: Floats
    path_start: Indices
    path_links: Indices
    next_place: Indices
    rest: Indices
    final: Indices


class _Suffixes:
    """Numbers for suffixes; 0 is the empty one."""

    def __init__(self) -> None:
        self.number: dict[tuple[int, ...], int] = {(): 0}
        self.rows: list[tuple[int, int, int]] = [(-1, 0, -1)]

    def of(self, places: tuple[int, ...]) -> int:
        """Number a suffix, and first all that is left of it later."""
        if places not in self.number:
            rest = self.of(places[1:])
            self.number[places] = len(self.rows)
            self.rows.append((places[0], rest, places[-1]))
        return self.number[places]


def list_routes(links: Sequence[Link], is_marker: Sequence[bool], *, awareness: int) -> Routes:
    """List all candidate routes of all places.

    Parameters
    ----------
    links
        In the order of the file: it decides between parallel links.
    is_marker
        (P,) places that cost no step and are no destination.
    awareness
        Steps that people look ahead, at least 1.

    Raises
    ------
    InputError
        If there are more than 2,000,000 routes.
    """
    leaving: list[list[int]] = [[] for _ in is_marker]
    for k, link in enumerate(links):
        leaving[link.start].append(k)
    suffixes = _Suffixes()
    starts, numbers, ends, lengths, path_starts, path_links = [0], [], [], [], [0], list[int]()
    for place in range(len(is_marker)):
        for path in _paths(links, leaving, is_marker, place, (), awareness):
            numbers.append(suffixes.of(tuple(links[k].end for k in path)))
            ends.append(links[path[-1]].end)
            lengths.append(sum(links[k].km for k in path))
            path_links += path
            path_starts.append(len(path_links))
            if len(numbers) > MOST_ROUTES:
                raise InputError(
                    f"awareness_level {awareness}: more than {MOST_ROUTES:,} routes. "
                    "Allowed are fewer; take a lower awareness_level."
                )
        starts.append(len(numbers))
    table = np.array(suffixes.rows, np.int32)
    return Routes(
        start=np.array(starts, np.int32),
        suffix=np.array(numbers, np.int32),
        end=np.array(ends, np.int32),
        km=np.array(lengths, np.float64),
        path_start=np.array(path_starts, np.int32),
        path_links=np.array(path_links, np.int32),
        next_place=table[:, 0].copy(),
        rest=table[:, 1].copy(),
        final=table[:, 2].copy(),
    )


def _paths(
    links: Sequence[Link],
    leaving: Sequence[Sequence[int]],
    is_marker: Sequence[bool],
    place: int,
    so_far: tuple[int, ...],
    steps: int,
) -> Iterator[tuple[int, ...]]:
    """Walk all simple paths from a place, as tuples of links."""
    seen = {links[k].start for k in so_far} | {place}
    for k in leaving[place]:
        end = links[k].end
        if end in seen:
            continue
        path = (*so_far, k)
        if not is_marker[end]:
            yield path
        left = steps if is_marker[end] else steps - 1
        if left > 0:
            yield from _paths(links, leaving, is_marker, end, path, left)
