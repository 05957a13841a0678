"""Quantiles over members without holding all members: counts of counts, in bins fine enough not to matter.

For each cell (a place on a day, say) a tally knows how many members had each number of persons there.
Numbers below 256 are kept as they are; above that, eight leading binary digits are kept, so that a quantile
is off by at most one part in 256. A cell in which a member has nobody costs nothing, so memory follows the
cells that people reach, not the size of the world, and hardly the number of members. Tallies add up in any
order to the same bits: blocks may come from many machines, in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
EXACT = 256  # numbers below it are kept as they are
DIGITS = 8  # leading binary digits kept of the others
BIN_BITS = 13  # room for the bins of all numbers below 2**53


def bins_of(counts: NDArray[Any]) -> Integers:
    """Number the bin of each count (any shape, 0 to 2**53 - 1)."""
    whole = np.asarray(counts, np.int64)
    shift = np.maximum(np.frexp(whole.astype(np.float64))[1].astype(np.int64) - DIGITS, 0)
    return np.asarray((shift << (DIGITS - 1)) + (whole >> shift))


def middles_of(bins: Integers) -> Integers:
    """The count that stands for each bin: itself below 256, the middle of the bin above."""
    shift = np.maximum((bins >> (DIGITS - 1)) - 1, 0)
    lowest = (bins - (shift << (DIGITS - 1))) << shift
    return np.asarray(lowest + ((np.int64(1) << shift) >> 1))


@dataclass(frozen=True)
class Tally:
    """How many of some members had how many persons in each cell.

    Attributes
    ----------
    keys
        (K,) int64 ascending: the cell times 8,192, plus the bin. Bins of 0 persons are left out.
    members
        (K,) int64, members of that cell and bin.
    total
        (cell,) int64, persons of all members together, exact.
    n_members
        Members counted so far.
    """

    keys: Integers
    members: Integers
    total: Integers
    n_members: int

    @classmethod
    def empty(cls, n_cells: int) -> Tally:
        """A tally of no members."""
        none = np.zeros(0, np.int64)
        return cls(none, none, np.zeros(n_cells, np.int64), 0)

    @classmethod
    def of(cls, counts: NDArray[Any]) -> Tally:
        """Count a block of members, (member, cell) whole numbers from 0."""
        member, cell = np.nonzero(counts)
        keys, members = np.unique(
            (cell.astype(np.int64) << BIN_BITS) + bins_of(counts[member, cell]), return_counts=True
        )
        return cls(keys, members.astype(np.int64), counts.sum(axis=0, dtype=np.int64), len(counts))

    @classmethod
    def added(cls, tallies: Sequence[Tally]) -> Tally:
        """Put tallies of different members of the same cells together; their order does not matter."""
        keys, place = np.unique(np.concatenate([tally.keys for tally in tallies]), return_inverse=True)
        members = np.zeros(len(keys), np.int64)
        np.add.at(members, place, np.concatenate([tally.members for tally in tallies]))
        total = np.sum([tally.total for tally in tallies], axis=0)
        return cls(keys, members, total, sum(tally.n_members for tally in tallies))

    def mean(self) -> NDArray[np.float64]:
        """Mean over members, (cell,) float64; exact but for the division."""
        return self.total / self.n_members

    def quantiles(self, levels: Sequence[float]) -> Integers:
        """Quantiles over members, (level, cell) int64.

        The quantile at q is the lowest count that at least a share q of the members does not exceed: exact
        below 256 persons, within one part in 256 above.
        """
        cells = np.arange(len(self.total))
        begins = np.searchsorted(self.keys, cells << BIN_BITS)
        ends = np.append(begins[1:], len(self.keys))
        up_to = np.append(0, np.cumsum(self.members))
        nobody = self.n_members - (up_to[ends] - up_to[begins])
        found = np.zeros((len(levels), len(cells)), np.int64)
        for row, level in zip(found, levels, strict=True):
            rank = max(1, int(np.ceil(level * self.n_members - 1e-9)))
            above = np.flatnonzero(nobody < rank)
            wanted = up_to[begins[above]] + rank - nobody[above]
            key = self.keys[np.searchsorted(up_to[1:], wanted)]
            row[above] = middles_of(key & ((1 << BIN_BITS) - 1))
        return found


class GrowingTally:
    """A tally that blocks are added to; it joins them now and then, so that adding stays cheap.

    Parameters
    ----------
    begun
        What was counted before.
    """

    def __init__(self, begun: Tally) -> None:
        self._parts = [begun]

    def add(self, more: Tally) -> None:
        """Count more members."""
        self._parts.append(more)
        if sum(len(part.keys) for part in self._parts[1:]) > len(self._parts[0].keys):
            self.whole()

    def whole(self) -> Tally:
        """Everything counted so far."""
        if len(self._parts) > 1:
            self._parts = [Tally.added(self._parts)]
        return self._parts[0]
