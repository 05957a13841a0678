"""Errors that several reports share: the linear algebra of one bias behind a whole series.

A border count that is a fifth too high is a fifth too high every day. Such an error is one number for many
reports, so the covariance of their errors is a diagonal plus one rank for each shared error, and the reports
fall into groups that do not mix. Everything here is worked out in closed form and in a fixed order.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from alee.kernels.layout import Floats, Indices


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Errors that reports share.

    Attributes
    ----------
    of
        Which shared error each report has, (report,).
    slope
        How each report, in transformed space, follows it, (report,).
    sigma
        Its standard deviation, (error,).
    extra
        What some members add to that, as another standard deviation, (member, error); 0 for most.
    normals
        Its luck in each member, (member, error) standard normal.
    """

    of: Indices
    slope: Floats
    sigma: Floats
    extra: Floats
    normals: Floats

    @staticmethod
    def none(reports: int, members: int) -> "Shared":
        """No error that reports share."""
        of = np.zeros(reports, dtype=np.int32)
        blank = np.zeros((members, 1))
        return Shared(of=of, slope=np.zeros(reports), sigma=np.zeros(1), extra=blank, normals=blank)

    @property
    def spread(self) -> Floats:
        """Standard deviation that it gives each report over all members, (report,)."""
        variance = self.sigma**2 + (self.extra**2).mean(axis=0)
        return np.asarray(np.abs(self.slope) * np.sqrt(variance)[self.of])

    @property
    def drawn(self) -> Floats:
        """What it adds to each report in each member, (member, report)."""
        common = np.sqrt(self.sigma**2 + self.extra**2) * self.normals
        return np.asarray(common[:, self.of] * self.slope)


@dataclass(frozen=True)
class Whitening:
    """Takes figures to units in which their errors, shared ones included, are independent and of size one.

    Attributes
    ----------
    shared
        Errors that they share; those of single members are not in it.
    error
        Standard deviation of each report's own error, (report,).
    """

    shared: Shared
    error: Floats

    @cached_property
    def _along(self) -> Floats:
        """The shared error of each report in units of its own, (report,)."""
        return self.shared.sigma[self.shared.of] * self.shared.slope / self.error

    def __call__(self, figures: Floats) -> Floats:
        """Whiten rows of figures, (row, report)."""
        own = figures / self.error
        n = len(self.shared.sigma)
        length = sums(self._along[None] ** 2, self.shared.of, n)[0]
        common = sums(own * self._along, self.shared.of, n)
        safe = np.where(length > 0.0, length, 1.0)
        shrink = np.where(length > 0.0, (1.0 - 1.0 / np.sqrt(1.0 + length)) / safe, 0.0)
        return np.asarray(own - (common * shrink)[:, self.shared.of] * self._along)

    @cached_property
    def voices(self) -> Floats:
        """What one unit of each shared error adds to whitened figures, (error, report)."""
        of = self.shared.of
        unit = np.zeros((len(self.shared.sigma), len(of)))
        unit[of, np.arange(len(of))] = self.shared.slope
        return self(unit)


def sums(each: Floats, of: Indices, n: int) -> Floats:
    """Add up columns by their number, (row, column) to (row, n), in a fixed order."""
    out = np.zeros((each.shape[0], n))
    for column, k in enumerate(of):
        out[:, k] += each[:, column]
    return out


class Evidence:
    """What an ensemble and figures say of some shared errors, before their own size is asked.

    Parameters
    ----------
    whiten
        As of the figures.
    said, length
        Main directions of the whitened ensemble's figures, (report, J) and (J,).
    away
        Whitened distances of figures from members, (row, report).
    some
        Numbers of the shared errors that are asked for, (asked,).

    Attributes
    ----------
    score
        (row, asked): towards which values, in units of :meth:`precision`.
    """

    def __init__(
        self, whiten: Whitening, said: Floats, length: Floats, away: Floats, some: NDArray[np.intp]
    ) -> None:
        self._voices = whiten.voices[some]
        self._along = _product(self._voices, said.T)
        self._known = length**2 / (length**2 + 1.0)
        told = _product(_product(away, said.T) * self._known, self._along)
        self.score = _product(away, self._voices) - told

    def precision(self) -> Floats:
        """How sharply figures tell them, given what the ensemble leaves open, (asked, asked)."""
        open_ = _product(self._along * self._known, self._along)
        return np.asarray(_product(self._voices, self._voices) - open_)

    def precision_alone(self) -> Floats:
        """The diagonal of :meth:`precision`, (asked,), at much less work."""
        return np.asarray((self._voices**2).sum(axis=1) - (self._along**2 * self._known).sum(axis=1))


def explain_away(whiten: Whitening, said: Floats, length: Floats, away: Floats) -> Floats:
    """Take from whitened distances, in each member, what its extra errors explain best, (member, report).

    The arguments are those of :class:`Evidence`, with a row for each member.
    """
    held = np.flatnonzero(whiten.shared.extra.any(axis=0))
    extra, voices = whiten.shared.extra[:, held], whiten.voices[held]
    found = Evidence(whiten, said, length, away, held)
    precision = found.precision()
    out = away.copy()
    for m in np.flatnonzero(extra.any(axis=1)):
        some = np.flatnonzero(extra[m])
        inner = np.diag(extra[m, some] ** -2.0) + precision[np.ix_(some, some)]
        best, _ = solve_few(inner, found.score[m, some])
        for value, k in zip(best, some, strict=True):
            out[m] -= value * voices[k]
    return out


def solve_few(matrix: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Solve small positive definite systems by elimination: always the same order, many at once.

    ``matrix`` (..., n, n) and ``right`` (..., n); gives the solution (..., n) and the log of the determinant.
    """
    rows, values = matrix.copy(), right.copy()
    n = rows.shape[-1]
    for k in range(n):
        for i in range(k + 1, n):
            share = rows[..., i, k] / rows[..., k, k]
            rows[..., i, :] -= share[..., None] * rows[..., k, :]
            values[..., i] -= share * values[..., k]
    found = np.zeros_like(values)
    for k in reversed(range(n)):
        rest = (rows[..., k, k + 1 :] * found[..., k + 1 :]).sum(axis=-1)
        found[..., k] = (values[..., k] - rest) / rows[..., k, k]
    log_determinant = np.zeros(rows.shape[:-2])
    for k in range(n):
        log_determinant += np.log(rows[..., k, k])
    return found, log_determinant


def _product(one: Floats, other: Floats) -> Floats:
    """``one @ other.T``, summed in a fixed order."""
    out = np.zeros((one.shape[0], other.shape[0]))
    for column in range(one.shape[1]):
        out += one[:, column : column + 1] * other[:, column]
    return out
