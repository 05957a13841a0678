"""From the smoother's answer towards the true posterior, by moves that leave the true posterior as it is.

The smoother takes reports for Gaussian and the model for nearly linear. Here each member then proposes to
move and accepts or refuses by the true likelihood of METHODS section 4 (Metropolis and others 1953; Hastings
1970). Proposals are guided: they follow a Gaussian that looks like the smoother's ensemble, pulled together
where the ensemble is too small to know (preconditioned Crank-Nicolson, Cotter and others 2013), so that
directions about which reports say nothing cost nothing. A member keeps its luck: what is sampled is behaviour
given luck. Issuers' factors are no coordinates here: the likelihood is averaged over them, and a draw of them
goes with each point that is accepted (:mod:`alee.inference.witnesses`).

However few, such moves never make the answer worse in law; how far they have come is told by
:class:`Corrections`: the share of accepted moves, and what they did to the likelihood.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from alee.core.addresses import Purpose, name_key
from alee.inference.stages import Journal
from alee.inference.weighing import Weighed, Weigher
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats
from alee.kernels.spectrum import main_directions

FIRST_STEP = 0.5  # share of a proposal that is new, at the first move
WIDER = 1.3  # the guide is wider than the smoother's ensemble, which is more often too narrow than too wide
AIM = 0.3  # share of moves that should be accepted; the step is adapted towards it
SMALLEST_STEP, LARGEST_STEP = 0.02, 0.98
HELD = "held "  # before the names of what a journal keeps of how members weigh


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """What the moves did.

    Attributes
    ----------
    accepted
        Share of members that moved, one for each round.
    step
        How far proposals reached, one for each round; 1 = as far as the smoother's whole ensemble.
    before, after
        Middle over members of the log-likelihood of all reports, before the first and after the last round.
    """

    accepted: tuple[float, ...]
    step: tuple[float, ...]
    before: float
    after: float


@dataclass(frozen=True)
class Guide:
    """A Gaussian like an ensemble: middle, size by coordinate, main directions and how long they are.

    Its covariance in units of size is ``directions @ diag(stretch) @ directions.T``, plus ``rest`` in
    every direction that the ensemble does not know.
    """

    middle: Floats
    size: Floats
    directions: Floats
    stretch: Floats
    rest: float

    def scaled(self, z: Floats) -> Floats:
        """Coordinates in units of size, apart from the middle."""
        return np.asarray((z - self.middle) / self.size)

    def draw(self, normals: Floats) -> Floats:
        """Turn standard normals (member, K) into draws of the Gaussian, in units of size."""
        along = _along(normals, self.directions) * (np.sqrt(self.stretch) - np.sqrt(self.rest))
        return np.asarray(np.sqrt(self.rest) * normals + _back(along, self.directions))

    def misfit(self, x: Floats) -> Floats:
        """Squared distance in the Gaussian's own units, (member,), of scaled coordinates."""
        along = _along(x, self.directions)
        outside = (x * x).sum(axis=1) - (along * along).sum(axis=1)
        return np.asarray((along * along / self.stretch).sum(axis=1) + np.maximum(outside, 0.0) / self.rest)


def guide_of(z: Floats) -> Guide:
    """Describe an ensemble (member, K) by a Gaussian, shrunk towards independence as its size demands."""
    members, n = z.shape
    middle, size = z.mean(axis=0), np.maximum(WIDER * z.std(axis=0, ddof=1), 1e-6)
    anomalies = WIDER * (z - middle) / (size * np.sqrt(members - 1.0))
    directions, length, _ = main_directions(anomalies.T)
    rest = n / (n + members)
    known = length > 1e-9 * max(1.0, float(length.max(initial=0.0)))
    stretch = (1.0 - rest) * length[known] ** 2 + rest
    return Guide(middle, size, np.ascontiguousarray(directions[:, known]), stretch, rest)


def correct(
    z: Floats, weigher: Weigher, seed: int, rounds: int, journal: Journal | None = None
) -> tuple[Floats, Weighed, Corrections]:
    """Move members by the true likelihood.

    Parameters
    ----------
    z
        (member, K) float64, the smoother's coordinates; their prior is standard normal.
    weigher
        Gives the likelihood of all reports in each member, for any coordinates, averaged over what stands
        between a history and its figures; an estimate whose average is right will do.
    seed
        As of the fit.
    rounds
        Moves of every member; each costs a run of all members.
    journal
        Where each round is written down, and from which a broken run goes on.

    Returns
    -------
    The moved coordinates (member, K), how they weigh, and what the moves did.
    """
    guide = guide_of(z)
    done, found = (0, None) if journal is None else journal.round_of(len(z))
    keys = np.array([name_key(f"parameter/{name}") for name in weigher.names], dtype=np.uint32)
    accepted: list[float] = []
    steps: list[float] = []
    if found is None:
        here = weigher.weigh(z, _phase(0, rounds), 0)
        before, step = float(np.median(here.total)), FIRST_STEP
        z, here = weigher.choose(z, here, 0)
    else:
        z, before, step = found["z"], float(found["before"]), float(found["step"])
        here = Weighed(**{name.removeprefix(HELD): v for name, v in found.items() if name.startswith(HELD)})
        accepted, steps = found["accepted"].tolist(), found["steps"].tolist()
    for k in range(done, rounds):
        x = guide.scaled(z)
        normals = standard_normals(seed + k, int(Purpose.CORRECTION), keys, 0, len(z))
        moved = np.sqrt(1.0 - step**2) * x + step * guide.draw(normals)
        proposed = guide.middle + guide.size * moved
        there = weigher.weigh(proposed, _phase(k + 1, rounds), k + 1)
        gain = there.total - here.total
        gain = gain - 0.5 * ((proposed * proposed).sum(axis=1) - (z * z).sum(axis=1))
        gain = gain + 0.5 * (guide.misfit(moved) - guide.misfit(x))
        chance = ndtr(_one_normal(seed + k, len(z)))
        goes = np.log(np.maximum(chance, 1e-300)) < gain
        z, here = np.where(goes[:, None], proposed, z), here.instead(goes, there)
        z, here = weigher.choose(z, here, k + 1)
        accepted.append(float(goes.mean()))
        steps.append(step)
        step = float(np.clip(step * np.exp(accepted[-1] - AIM), SMALLEST_STEP, LARGEST_STEP))
        if journal is not None:
            state = {"z": z, "before": before, "step": step, "accepted": accepted, "steps": steps}
            held = {HELD + name: value for name, value in here.arrays().items()}
            journal.round_done(k + 1, {name: np.array(v) for name, v in {**state, **held}.items()})
    moves = Corrections(
        accepted=tuple(accepted), step=tuple(steps), before=before, after=float(np.median(here.total))
    )
    return z, here, moves


def _phase(k: int, rounds: int) -> str:
    return f"correcting, round {k} of {rounds}" if k else "weighing by the true likelihood"


def _one_normal(seed: int, members: int) -> Floats:
    key = np.array([name_key("correction/accept")], dtype=np.uint32)
    return standard_normals(seed, int(Purpose.CORRECTION_ACCEPT), key, 0, members)[:, 0]


def _along(x: Floats, directions: Floats) -> Floats:
    """Coordinates along directions, (member, direction), summed in a fixed order."""
    return np.stack([(x * directions[:, k]).sum(axis=1) for k in range(directions.shape[1])], axis=1)


def _back(along: Floats, directions: Floats) -> Floats:
    """The mirror of :func:`_along`: (member, direction) to (member, K)."""
    out = np.zeros((along.shape[0], directions.shape[0]))
    for k in range(directions.shape[1]):
        out += along[:, k : k + 1] * directions[:, k]
    return out
