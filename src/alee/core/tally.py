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
DIGITS = 8  # leading binary digits kept; numbers below 256 are kept as they are
EXACT = 1 << DIGITS  # the least number that shares its bin with others
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
    persons
        (K,) int64, persons of those members together, exact.
    n_members
        Members counted so far.
    n_cells
        Number of cells, those in which nobody is included.
    """

    keys: Integers
    members: Integers
    persons: Integers
    n_members: int
    n_cells: int

    @classmethod
    def empty(cls, n_cells: int) -> Tally:
        """A tally of no members."""
        none = np.zeros(0, np.int64)
        return cls(none, none, none, 0, n_cells)

    @classmethod
    def of(cls, counts: NDArray[Any]) -> Tally:
        """Count a block of members, (member, cell) whole numbers from 0."""
        member, cell = np.nonzero(counts)
        found = counts[member, cell].astype(np.int64)
        keys = (cell.astype(np.int64) << BIN_BITS) + bins_of(found)
        return cls(*_gathered(keys, np.ones_like(keys), found), len(counts), counts.shape[1])

    @classmethod
    def added(cls, tallies: Sequence[Tally]) -> Tally:
        """Put tallies of different members of the same cells together; their order does not matter."""
        keys, members, persons = (
            np.concatenate([getattr(tally, field) for tally in tallies])
            for field in ("keys", "members", "persons")
        )
        n_members = sum(tally.n_members for tally in tallies)
        return cls(*_gathered(keys, members, persons), n_members, tallies[0].n_cells)

    def packed(self) -> bytes:
        """Write the tally in few bytes: most often 4 or 5 for a key, where the arrays have 24.

        Steps between cells are small, and so are members of a block; below 256 persons, a bin and its
        members say how many persons there are, so only those of larger bins are written.
        """
        cells, bins = self.keys >> BIN_BITS, self.keys & ((1 << BIN_BITS) - 1)
        parts = [
            _small(np.diff(cells, prepend=0)), bins.astype("<u2"), _small(self.members),
            _small(self.persons[bins >= EXACT]),
        ]  # fmt: skip
        head = [self.n_members, self.n_cells, len(bins), *(part.itemsize for part in parts)]
        return b"".join([np.array(head, "<i8").tobytes(), *(part.tobytes() for part in parts)])

    @classmethod
    def unpacked(cls, packed: bytes) -> Tally:
        """Read what :meth:`packed` wrote."""
        n_members, n_cells, n_keys, *sizes = map(int, np.frombuffer(packed, "<i8", 7))
        offset = 7 * 8

        def take(size: int, count: int) -> Integers:
            nonlocal offset
            found = np.frombuffer(packed, f"<u{size}", count, offset).astype(np.int64)
            offset += size * count
            return found

        cells, bins, members = (take(size, n_keys) for size in sizes[:3])
        is_large = bins >= EXACT
        persons = members * bins
        persons[is_large] = take(sizes[3], int(is_large.sum()))
        return cls((np.cumsum(cells) << BIN_BITS) + bins, members, persons, n_members, n_cells)

    def __reduce__(self) -> tuple[Any, tuple[bytes]]:
        """Travel to and from workers packed."""
        return Tally.unpacked, (self.packed(),)

    def mean(self) -> NDArray[np.float64]:
        """Mean over members, (cell,) float64; exact but for the division."""
        total = np.zeros(self.n_cells, np.int64)
        np.add.at(total, self.keys >> BIN_BITS, self.persons)
        return total / self.n_members

    def quantiles(self, levels: Sequence[float]) -> Integers:
        """Quantiles over members, (level, cell) int64.

        The quantile at q is the lowest count that at least a share q of the members does not exceed: exact
        below 256 persons, within one part in 256 above.
        """
        cells = np.arange(self.n_cells)
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


def _gathered(keys: Integers, members: Integers, persons: Integers) -> tuple[Integers, Integers, Integers]:
    """Sort keys and add up what belongs to the same one."""
    if not len(keys):
        return keys, members, persons
    order = np.argsort(keys, kind="stable")
    in_order = keys[order]
    begins = np.flatnonzero(np.concatenate(([True], in_order[1:] != in_order[:-1])))
    add = np.add.reduceat
    return in_order[begins], add(members[order], begins), add(persons[order], begins)


def _small(numbers: Integers) -> NDArray[Any]:
    """The same numbers from 0 up in as few bytes each as the largest needs."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))).newbyteorder("<"))


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

    @property
    def n_members(self) -> int:
        """Members counted so far."""
        return sum(part.n_members for part in self._parts)

    def whole(self) -> Tally:
        """Everything counted so far."""
        if len(self._parts) > 1:
            self._parts = [Tally.added(self._parts)]
        return self._parts[0]
