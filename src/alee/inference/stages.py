"""The stages of a fit, as a journal knows them: first the smoother's steps, then the rounds of correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from alee.kernels.layout import Floats

State = Mapping[str, np.ndarray]


class Book(Protocol):
    """What keeps stages: a file, or anything else with these two verbs."""

    def write(self, stage: int, content: State) -> None:
        """Keep one stage, whole or not at all."""

    def newest(self) -> tuple[int, dict[str, np.ndarray]] | None:
        """Give the last whole stage, and its number; None if there is none."""


@dataclass(frozen=True)
class Journal:
    """Reads and writes the stages of one fit.

    Attributes
    ----------
    book
        Where they are kept.
    n_steps
        Steps of the smoother; stages after them are rounds of correction.
    """

    book: Book
    n_steps: int

    def smoothed(self) -> tuple[int, Floats, Floats, Floats] | None:
        """Give the steps of the smoother that are done, and what :meth:`step_done` kept after them."""
        found = self.book.newest()
        if found is None:
            return None
        stage, content = found
        return min(stage, self.n_steps), content["smoothed"], content["dispersion"], content["extra"]

    def step_done(self, step: int, z: Floats, dispersion: Floats, extra: Floats) -> None:
        """Keep what is known after a step of the smoother, counted from 1.

        Coordinates (member, K), dispersions (report,), and what each member adds to the spread of factors
        (member, factor).
        """
        self.book.write(step, {"smoothed": z, "dispersion": dispersion, "extra": extra})

    def round_of(self, members: int) -> tuple[int, dict[str, np.ndarray] | None]:
        """How many rounds are done, and what was known after them."""
        found = self.book.newest()
        if found is None or found[0] <= self.n_steps or len(found[1]["z"]) != members:
            return 0, None
        return found[0] - self.n_steps, found[1]

    def round_done(self, number: int, content: State) -> None:
        """Keep what is known after a round, counted from 1, with what the smoother had found."""
        smoothed = self.smoothed()
        assert smoothed is not None
        kept = {"smoothed": smoothed[1], "dispersion": smoothed[2], "extra": smoothed[3]}
        self.book.write(self.n_steps + number, {**content, **kept})
