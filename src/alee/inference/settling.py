"""Which issuers each member takes for far off, before the smoother pulls.

Whether a whole series is wrong is a question for all reports together: one member's history, drawn from the
prior, contradicts nearly everybody. So the ensemble as a whole is asked, as a Gaussian with every history at
once, how likely each set of far-off issuers is (none, one or two of them), and the members share the sets out
among themselves by these chances. A member then keeps its set through all steps of the smoother; the moves by
the true likelihood decide anew.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp, ndtr

from alee.core.addresses import Purpose, name_key
from alee.inference.issuers import FAR_OFF
from alee.inference.shared_errors import Evidence, Shared, Whitening, solve_few
from alee.inference.witnesses import Witnesses
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats
from alee.kernels.spectrum import main_directions

MOST_FAR = 2  # issuers' factors that one member may take for far off
MOST_SUSPECTS = 200  # factors that are put together in sets: those that are likeliest alone


def settle(
    witnesses: Witnesses,
    predicted: Floats,
    low: Floats,
    high: Floats,
    error: Floats,
    shared: Shared,
    seed: int,
) -> Floats:
    """What each member adds to the spread of each factor, (member, factor); 0 for most.

    Parameters
    ----------
    predicted
        (member, observation) in transformed space, with usual factors.
    low, high, error
        (observation,) in transformed space.
    shared
        The usual factors as errors that reports share.
    """
    members = len(predicted)
    whiten = Whitening(shared, error)
    middle = np.median(predicted, axis=0)
    anomalies = (predicted - predicted.mean(axis=0)) / np.sqrt(members - 1.0)
    said, length, _ = main_directions(whiten(anomalies).T)
    away = whiten((np.clip(middle, low, high) - middle)[None])
    extra = np.sqrt(witnesses.far**2 - witnesses.sigma**2)
    suspects = np.flatnonzero(extra > 0.0)
    found = Evidence(whiten, said, length, away, suspects)
    if len(suspects) > MOST_SUSPECTS:
        suspects = suspects[_likeliest(found, extra[suspects])]
        found = Evidence(whiten, said, length, away, suspects)
    sets, share = _sets(found.precision(), found.score[0], extra[suspects])
    key = np.array([name_key("witness/set")], dtype=np.uint32)
    chance = ndtr(standard_normals(seed, int(Purpose.WITNESS_KIND), key, 0, members)[:, 0])
    chosen = np.minimum(np.searchsorted(share.cumsum(), chance), len(sets) - 1)
    out = np.zeros((members, len(extra)))
    for m, number in enumerate(chosen):
        some = suspects[list(sets[number])]
        out[m, some] = extra[some]
    return out


def _likeliest(found: Evidence, extra: Floats) -> NDArray[np.intp]:
    """The :data:`MOST_SUSPECTS` factors that are likeliest far off if no other is, in their order."""
    precision, size = found.precision_alone(), extra**2
    likely = 0.5 * (found.score[0] ** 2 / (precision + 1.0 / size) - np.log1p(precision * size))
    return np.sort(np.argsort(-likely, kind="stable")[:MOST_SUSPECTS])


def _sets(precision: Floats, score: Floats, extra: Floats) -> tuple[list[tuple[int, ...]], Floats]:
    """All sets of at most :data:`MOST_FAR` of some factors, and how likely each set is far off."""
    sets: list[tuple[int, ...]] = []
    logs = []
    for size in range(MOST_FAR + 1):
        found = list(combinations(range(len(extra)), size))
        some = np.array(found, dtype=np.intp).reshape(len(found), size)
        inner = precision[some[:, :, None], some[:, None, :]] + np.eye(size) * extra[some][:, :, None] ** -2.0
        best, room = solve_few(inner, score[some])
        room += 2.0 * np.log(extra[some]).sum(axis=1)
        logs.append(
            size * np.log(FAR_OFF / (1.0 - FAR_OFF)) + 0.5 * ((score[some] * best).sum(axis=1) - room)
        )
        sets += found
    every = np.concatenate(logs)
    return sets, np.exp(every - logsumexp(every))
