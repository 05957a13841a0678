"""The one contract of everything that runs members: blocks of member numbers out, blocks back.

A piece of work is cut into blocks of members. An executor may run them in any order, on any machine, and
more than once; a block is handed on the first time it comes back. Since every draw has an address, the same
block is the same bits wherever and however often it is run, so losing a worker costs time and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

Block = TypeVar("Block")
Bounds = tuple[int, int]
"""First member of a block and number of its members."""


@dataclass(frozen=True)
class Work:
    """Work that can be sent elsewhere: what all blocks share, and what one block needs of its own.

    Attributes
    ----------
    run
        Called as ``run(common, part, first member, number of members)``; a function at the top of a module.
    common
        Sent once to each worker.
    part
        Called as ``part(first member, number of members)`` here; its answer travels with the block.
    """

    run: Callable[[Any, Any, int, int], Any]
    common: Any
    part: Callable[[int, int], Any]

    def __call__(self, first: int, count: int) -> Any:
        """Run one block here."""
        return self.run(self.common, self.part(first, count), first, count)


class Executor(Protocol):
    """Anything that can run blocks elsewhere."""

    def run_blocks(self, work: Work, bounds: Sequence[Bounds], take: Callable[[int, Any], None]) -> None:
        """Run every block and hand each to ``take(index of the block, block)``, once, in any order.

        ``take`` is called from the thread that asked. The first failure that repeating does not mend stops
        the rest and is raised.
        """
        ...
