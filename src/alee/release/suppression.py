"""Hide small counts in tables with sums, so that nobody can work them out again.

Hiding a small number is not enough where sums are printed: the sum less everything else *is* the number. So
further cells must be hidden with it. Which ones is found by asking the question that an attacker would ask,
as a linear programme: given all that is printed, could this cell also have been nought, or ten?

Let ``x`` be the true figures and ``y`` a change of them that no reader could notice: zero on every printed
cell, and such that every sum stays a sum. A hidden cell is safe if there is such a change that takes it down
to nought, and another that takes it up to ten (a hidden way: to twice its size). For each cell and direction
the cheapest change is sought, where changing a cell that is still printed has a price and changing a hidden
one has none. The cells that the cheapest change touches are hidden, and then the cell is safe *by
construction*: the change itself is the other world that the reader cannot rule out. Releases made before are
part of the same programme: what they printed cannot be changed any more, and their sums must hold too. A new
sum of cells hidden before may be bounded by what is out already; it is then hidden as well as can be.

The idea of paying for changes is that of J. P. Kelly, B. L. Golden and A. A. Assad, "Cell suppression:
disclosure protection for sensitive tabular data", Networks 22 (1992) 397-417.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, vstack

from alee.kernels.layout import Floats

Key = tuple[str, ...]
SMALLEST, LARGEST = 1, 9  # persons; a count in this range is small
LOOKS_LIKE = 10.0  # persons; a small count must be able to be this large
SAME = 0.5  # persons; a figure that changed by less was not revised
PRICE_OF_THE_DEAR = 50.0  # hidden last of all
PRICE_OF_A_SUM = 12.0  # readers miss a sum more than one of its parts
NEARLY = 0.999  # of a bound, so that rounding does not make a programme unsolvable
UNBOUNDED = 3  # scipy's word for it
PRICE_OF_NOBODY = 6.0  # an empty cell hides little, and a reader may know that it must be empty


@dataclass(frozen=True)
class Sum:
    """One printed relation: the figure at ``whole`` is that of all ``parts`` together."""

    whole: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Release:
    """A table as it goes out: true figures, its sums, and which cells are not printed.

    Attributes
    ----------
    figures
        Persons, 0 or more, of every cell, sums and hidden cells included. Not for publication.
    sums
        Relations between the cells.
    hidden
        Cells that are not printed.
    secret
        Those of the hidden cells that must not be told from nought, whatever their size.
    """

    figures: Mapping[Key, float]
    sums: tuple[Sum, ...]
    hidden: frozenset[Key] = frozenset()
    secret: frozenset[Key] = frozenset()

    def printed(self) -> dict[Key, float]:
        """The figures that go out."""
        return {key: figure for key, figure in self.figures.items() if key not in self.hidden}


def is_small(figure: float) -> bool:
    """Tell whether a count of people is so small that it may point at somebody."""
    return SMALLEST <= round(figure) <= LARGEST


def suppress(
    figures: Mapping[Key, float],
    sums: Iterable[Sum] = (),
    *,
    secret: Iterable[Key] = (),
    unprinted: Iterable[Key] = (),
    dear: Iterable[Key] = (),
    earlier: Sequence[Release] = (),
) -> Release:
    """Choose the cells of a table that are not printed.

    Parameters
    ----------
    figures
        Persons of every cell, sums included.
    sums
        Which cells are sums of which others. A cell may be in many sums.
    secret
        Cells that are never printed, whatever their size, and must not be told from nought.
    unprinted
        Cells that only help to write the sums down; they are not printed, and not protected.
    dear
        Cells that readers need most: hidden only if nothing else helps.
    earlier
        Releases of the same counts made before, as they went out. A figure that was revised since is another
        figure: whoever knows the old one does not know the new one.

    Returns
    -------
    Release
        With every small cell hidden, and as many others as needed; what an earlier release hid stays hidden.

    Raises
    ------
    ValueError
        If a sum names a cell that has no figure, or a figure is negative or not finite.
    """
    table, helping, chosen = _checked(figures, tuple(sums)), set(unprinted), set(secret)
    before = [_as_known_now(release, figures, k) for k, release in enumerate(earlier)]
    known = {key for release in before for key in release.printed()}
    hidden_before = {key for release in before for key in release.hidden}
    for release in before:
        chosen |= release.secret
    small = {key for key, figure in figures.items() if is_small(figure)} - helping
    hidden = small | chosen | hidden_before | helping
    programme = _Programme(table, before, known, hidden, frozenset(dear))
    for key in sorted(small | chosen | hidden_before):
        if key not in known and key in programme.place:
            programme.protect(key, must_reach=_reach(key, programme.figure(key), chosen))
    return Release(
        dict(figures), table.sums, frozenset(programme.hidden & figures.keys()),
        frozenset(chosen & figures.keys()),
    )  # fmt: skip


def _as_known_now(release: Release, figures: Mapping[Key, float], number: int) -> Release:
    """An earlier release, with other names for the figures that were revised since."""

    def name(key: Key) -> Key:
        revised = key in figures and abs(figures[key] - release.figures[key]) >= SAME
        return (f"*as printed in release {number}", *key) if revised else key

    return Release(
        {name(key): figure for key, figure in release.figures.items()},
        tuple(Sum(name(s.whole), tuple(name(part) for part in s.parts)) for s in release.sums),
        frozenset(name(key) for key in release.hidden), frozenset(name(key) for key in release.secret),
    )  # fmt: skip


def _checked(figures: Mapping[Key, float], sums: tuple[Sum, ...]) -> Release:
    for key, figure in figures.items():
        if not (math.isfinite(figure) and figure >= 0):
            raise ValueError(f"{key}: {figure} is not a count. Allowed are finite numbers, 0 or more.")
    for relation in sums:
        for key in (relation.whole, *relation.parts):
            if key not in figures:
                raise ValueError(f"the sum of {relation.whole} names {key}, which has no figure.")
    return Release(figures, sums)


def _reach(key: Key, figure: float, secret: set[Key]) -> float:
    """How large a hidden cell must be able to be, persons."""
    return max(LOOKS_LIKE, 2.0 * figure) if key in secret else max(LOOKS_LIKE, figure)


@dataclass
class _Programme:
    """The attacker's linear programme, and the prices of hiding more."""

    table: Release
    earlier: Sequence[Release]
    known: set[Key]
    hidden: set[Key]
    dear: frozenset[Key] = frozenset()
    place: dict[Key, int] = field(init=False)

    def __post_init__(self) -> None:
        self._figures: dict[Key, float] = {}
        for release in (*self.earlier, self.table):
            self._figures.update(release.figures)
        self._keys = list(self._figures)
        self.place = {key: k for k, key in enumerate(self._keys)}
        relations = [relation for release in (*self.earlier, self.table) for relation in release.sums]
        wholes = {relation.whole for relation in relations}
        self._sums = self._matrix(list(dict.fromkeys(relations)))
        self._price = np.array([self._price_of(key, wholes) for key in self._keys])
        self._most_down = np.array([0.0 if key in self.known else self._figures[key] for key in self._keys])
        self._most_up = np.array([0.0 if key in self.known else np.inf for key in self._keys])

    def figure(self, key: Key) -> float:
        return self._figures[key]

    def _matrix(self, relations: list[Sum]) -> csr_array:
        rows, columns, values = [], [], []
        for row, relation in enumerate(relations):
            for key, value in ((relation.whole, -1.0), *((part, 1.0) for part in relation.parts)):
                rows.append(row)
                columns.append(self.place[key])
                values.append(value)
        return csr_array((values, (rows, columns)), shape=(len(relations), len(self._keys)))

    def _price_of(self, key: Key, wholes: set[Key]) -> float:
        figure = self._figures[key]
        price = PRICE_OF_NOBODY if figure == 0 else 1.0 + math.log1p(figure)
        return (
            price
            * (PRICE_OF_A_SUM if key in wholes else 1.0)
            * (PRICE_OF_THE_DEAR if key in self.dear else 1.0)
        )

    def protect(self, key: Key, *, must_reach: float) -> None:
        """Hide what it takes so that a cell may as well be nought, or as large as told."""
        figure = self._figures[key]
        for change in (-figure, must_reach - figure):
            if change:
                touched = self._touched(key, change)
                if touched is None:  # an earlier release bounds this cell: go as far as it lets
                    farthest = self.farthest(key, -1.0 if change > 0 else 1.0)
                    touched = self._touched(key, NEARLY * (farthest - figure))
                self.hidden.update(touched or ())

    def _touched(self, key: Key, change: float) -> list[Key] | None:
        """The cells of the cheapest unnoticeable change of one cell; None if there is none."""
        n = len(self._keys)
        price = np.where([k in self.hidden for k in self._keys], 1e-6, self._price)
        only = csr_array(([1.0], ([0], [self.place[key]])), shape=(1, n))
        system = vstack([self._sums, only])
        answer = _solve(
            np.tile(price, 2), hstack([system, -system]), np.append(np.zeros(self._sums.shape[0]), change),
            (np.zeros(2 * n), np.concatenate([self._most_up, self._most_down])),
        )  # fmt: skip
        if answer.x is None:
            return None
        moved = np.maximum(answer.x[:n], answer.x[n:]) > 1e-7
        return [k for k, is_moved in zip(self._keys, moved, strict=True) if is_moved]

    def farthest(self, key: Key, sign: float) -> float:
        """The figure of a cell pushed as far down (1) or up (-1) as no reader would notice, persons."""
        aim = np.zeros(len(self._keys))
        aim[self.place[key]] = sign
        right = np.zeros(self._sums.shape[0])
        answer = _solve(aim, self._sums, right, (-self._most_down, self._most_up))
        return math.inf if answer.status == UNBOUNDED else self._figures[key] + sign * float(answer.fun)


def _solve(price: Floats, equations: csr_array, right: Floats, bounds: tuple[Floats, Floats]) -> Any:
    """The cheapest point that satisfies equations within bounds, as scipy gives it."""
    return linprog(
        price, A_eq=cast(Any, equations), b_eq=right, bounds=list(zip(*bounds, strict=True)), method="highs"
    )


def reachable(release: Release, key: Key, *, others: Sequence[Release] = ()) -> tuple[float, float]:
    """The smallest and largest figure that a reader of all releases cannot rule out for a cell.

    This is the audit: what an attacker with a linear programme finds who knows that counts are 0 or more.

    Returns
    -------
    tuple
        Persons; the upper end is infinite where nothing bounds it.
    """
    known = {k for one in (*others, release) for k in one.printed()}
    programme = _Programme(release, others, known, set())
    return programme.farthest(key, 1.0), programme.farthest(key, -1.0)
