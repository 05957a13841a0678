"""Every route that a person under Flee's rules may choose, listed once per world.

A route is a simple path of at most ``awareness`` steps; passing a marker costs no step, and no route ends at
one. A person remembers what is left of a route as a *suffix*: equal suffixes have one number, whoever
follows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from alee.core.errors import InputError
from alee.kernels.layout import Floats, Indices

MOST_ROUTES = 2_000_000
MAJOR_SHORTENED = 4.0  # by which Flee divides the softened length of a major route


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
        (C,) int32; what is kept of the route as a suffix, and its last place.
    km
        (C,) float64, length of the whole route.
    shortened
        (C,) float64, by which the softened length is divided: 4 for major routes, else 1.
    path_start, path_links
        (C + 1,) and (K,) int32; the links of each candidate.
    next_place, rest, final
        (S,) int32; a suffix's next place, what is left after it, and its last place.
    """

    start: Indices
    suffix: Indices
    end: Indices
    km: Floats
    shortened: Floats
    path_start: Indices
    path_links: Indices
    next_place: Indices
    rest: Indices
    final: Indices


@dataclass(frozen=True, slots=True)
class Rules:
    """How far people look, and which routes they know.

    Attributes
    ----------
    is_fixed
        Whether markers cost a step and routes stand by their end, the shortest first.
    majors
        Links along each major route, one direction each.
    softening
        Km that are added to each length.
    loses_first_hop
        Whether the first place of a route that uses a major one is forgotten, as Flee does.
    """

    awareness: int
    is_fixed: bool = False
    majors: tuple[tuple[int, ...], ...] = ()
    softening: float = 0.0
    loses_first_hop: bool = True


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One route: its links, and whether its last links are a major route."""

    links: tuple[int, ...]
    is_major: bool = False


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


def list_routes(links: Sequence[Link], is_marker: Sequence[bool], rules: Rules) -> Routes:
    """List all candidate routes of all places.

    Parameters
    ----------
    links
        In the order of the file: it decides between parallel links.
    is_marker
        (P,) places that are no destination, and cost no step unless routes are fixed.

    Raises
    ------
    InputError
        If there are more than 2,000,000 routes.
    """
    leaving: list[list[int]] = [[] for _ in is_marker]
    for k, link in enumerate(links):
        leaving[link.start].append(k)
    suffixes = _Suffixes()
    starts, rows, path_starts, path_links = [0], [], [0], list[int]()
    for place in range(len(is_marker)):
        for found in _candidates(links, leaving, is_marker, place, rules):
            kept = found.links[1:] if found.is_major and rules.loses_first_hop else found.links
            km = sum(links[k].km for k in found.links)
            shortened = MAJOR_SHORTENED if found.is_major else 1.0
            number = suffixes.of(tuple(links[k].end for k in kept))
            rows.append((number, links[found.links[-1]].end, km, shortened))
            path_links += found.links
            path_starts.append(len(path_links))
            if len(rows) > MOST_ROUTES:
                raise InputError(
                    f"awareness_level {rules.awareness}: more than {MOST_ROUTES:,} routes. "
                    "Allowed are fewer; take a lower awareness_level."
                )
        starts.append(len(rows))
    table = np.array(suffixes.rows, np.int32)
    return Routes(
        start=np.array(starts, np.int32),
        suffix=np.array([row[0] for row in rows], np.int32),
        end=np.array([row[1] for row in rows], np.int32),
        km=np.array([row[2] for row in rows], np.float64),
        shortened=np.array([row[3] for row in rows], np.float64),
        path_start=np.array(path_starts, np.int32),
        path_links=np.array(path_links, np.int32),
        next_place=table[:, 0].copy(),
        rest=table[:, 1].copy(),
        final=table[:, 2].copy(),
    )


def _candidates(
    links: Sequence[Link],
    leaving: Sequence[Sequence[int]],
    is_marker: Sequence[bool],
    place: int,
    rules: Rules,
) -> Iterable[_Candidate]:
    """List the routes from a place; with fixed routes in the order of ends, the shortest first."""
    paths = list(_paths(links, leaving, is_marker, place, (), rules.awareness, is_fixed=rules.is_fixed))
    plain = (_Candidate(path) for path in paths if not is_marker[links[path[-1]].end])
    if not rules.is_fixed:
        return plain
    reached = [((), place), *((path, links[path[-1]].end) for path in paths)]
    majors = (
        _Candidate((*path, *major), is_major=True)
        for path, stop in reached
        for major in rules.majors
        if links[major[0]].start == stop and links[major[-1]].end != place
    )

    def order(found: _Candidate) -> tuple[int, float]:
        km = rules.softening + sum(links[k].km for k in found.links)
        return links[found.links[-1]].end, km / (MAJOR_SHORTENED if found.is_major else 1.0)

    return sorted((*plain, *majors), key=order)


def _paths(
    links: Sequence[Link],
    leaving: Sequence[Sequence[int]],
    is_marker: Sequence[bool],
    place: int,
    so_far: tuple[int, ...],
    steps: int,
    *,
    is_fixed: bool,
) -> Iterator[tuple[int, ...]]:
    """Walk all simple paths from a place, as tuples of links; those that end at a marker, too."""
    seen = {links[k].start for k in so_far} | {place}
    for k in leaving[place]:
        end = links[k].end
        if end in seen:
            continue
        path = (*so_far, k)
        yield path
        left = steps if is_marker[end] and not is_fixed else steps - 1
        if left > 0:
            yield from _paths(links, leaving, is_marker, end, path, left, is_fixed=is_fixed)
