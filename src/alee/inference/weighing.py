"""How well histories explain all reports, whatever stands between a history and its figures.

An issuer's *factor* is averaged over by :mod:`alee.inference.witnesses`. Its *shape* (days of delay,
sensitivity, elasticity of an index) bends the curve that is read from a history, often by steps that no
straight line follows: nobody is in a register whose delay is longer than anybody has been there. So each run
reads its histories also at a few other shapes, drawn from their prior, and each member then chooses anew
among its own shape and those, voice by voice, by the true likelihood (Gibbs sampling among a fixed set of
candidates, Tjelmeland 2004). That costs no further run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp, ndtr

from alee.compiler import Parameter, Plan
from alee.core.addresses import Purpose, derive_seed, name_key
from alee.executors import Progress, Workers
from alee.inference.density import crowds
from alee.inference.figures import columns_of, predict_with_shapes
from alee.inference.observation import Observation
from alee.inference.shared_errors import sums
from alee.inference.witnesses import listen, witnesses_of
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats, Indices

SHAPES = 5  # other shapes at which each history is read
DRAWS = 6  # of each factor, for the member's own shape
FEWER = 3  # for each of the others


@dataclass(frozen=True)
class Weighed:
    """Histories weighed at several shapes, the member's own first.

    A *voice* is a set of reports that share a factor or a shape. Reports without a shape are weighed once.

    Attributes
    ----------
    straight
        Log-likelihood of all reports without a shape, (member,).
    bent
        The same of each voice with one, at each shape, (member, shape, voice).
    x
        log(factor / median) that goes with each shape, (member, shape, factor); of factors without a shape
        only the first counts.
    shapes
        Their coordinates, (member, shape, K).
    chosen
        Which shape each member has for each voice, (member, voice).
    """

    straight: Floats
    bent: Floats
    x: Floats
    shapes: Floats
    chosen: Indices

    @property
    def total(self) -> Floats:
        """Log-likelihood of all reports at the chosen shapes, (member,)."""
        own = np.take_along_axis(self.bent, self.chosen[:, None], axis=1)[:, 0]
        return np.asarray(self.straight + own.sum(axis=1))

    def instead(self, goes: NDArray[np.bool_], other: Weighed) -> Weighed:
        """Take the other one where ``goes`` (member,) says so."""
        theirs = other.arrays()
        return Weighed(**{
            name: np.where(goes.reshape(-1, *(1,) * (own.ndim - 1)), theirs[name], own)
            for name, own in self.arrays().items()
        })  # fmt: skip

    def arrays(self) -> dict[str, Any]:
        """All parts by name, for a journal."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    def choose(self, luck: Floats) -> Weighed:
        """Let each member choose among its shapes, voice by voice, by uniform ``luck`` (member, voice)."""
        logs = self.bent - logsumexp(self.bent, axis=1, keepdims=True)
        below = (np.exp(logs).cumsum(axis=1) < luck[:, None]).sum(axis=1)
        return replace(self, chosen=np.minimum(below, self.bent.shape[1] - 1).astype(np.int32))

    def at_chosen(self, table: Floats, voices: Indices) -> Floats:
        """Read (member, shape, column) at the shape that is chosen for each column's voice.

        Where a column has no voice (-1) its first shape is read.
        """
        number = np.zeros((len(table), len(voices)), dtype=np.intp)
        number[:, voices >= 0] = self.chosen[:, voices[voices >= 0]]
        return np.asarray(np.take_along_axis(table, number[:, None], axis=1)[:, 0])


class Weigher:
    """Weighs histories of one plan by some reports.

    Parameters
    ----------
    plan, observations, parameters
        What is fitted; parameters are the plan's and then the issuers'.
    seed
        As of the fit.
    """

    def __init__(
        self,
        plan: Plan,
        observations: Sequence[Observation],
        parameters: Sequence[Parameter],
        seed: int,
        *,
        threads: Workers = None,
        progress: Progress | None = None,
    ) -> None:
        self.plan, self.observations, self.seed = plan, observations, seed
        self.threads, self.progress = threads, progress
        self.weight = 1.0 / crowds(observations)
        self.witnesses = witnesses_of(observations)
        self.free, self.own = columns_of(parameters, self.witnesses)
        self.names = [parameters[k].name for k in self.free]
        self.n_parameters = len(parameters)
        self.shape_names = sorted({p.name for o in observations for p in o.operator.parameters})
        at = {name: k for k, name in enumerate(self.names)}
        self.shape_columns = np.array([at[name] for name in self.shape_names], dtype=np.int32)
        self.is_bent = np.array([bool(o.operator.parameters) for o in observations], dtype=bool)
        self.bent = [o for o in observations if o.operator.parameters]
        self.bent_witnesses = witnesses_of(self.bent)
        voice = voices_of(observations)
        self.n_voices = 1 + max(voice.values(), default=-1)
        factors = [p.name for p in self.witnesses.parameters]
        self.factor_voice = np.array([voice.get(name, -1) for name in factors], dtype=np.int32)
        self.shape_voice = np.array([voice[name] for name in self.shape_names], dtype=np.int32)

    def weigh(self, z: Floats, phase: str, number: int) -> Weighed:
        """Run all members at coordinates (member, K) and weigh them; ``number`` addresses the luck."""
        members, seed = len(z), self.seed + number
        whole = np.zeros((members, self.n_parameters))
        whole[:, self.free] = z
        others = np.stack([self._prior_shapes(seed, s, members) for s in range(SHAPES)], axis=1)
        other = dict(zip(self.shape_names, others.T, strict=True))
        figures, bent = predict_with_shapes(
            self.plan, self.observations, whole, self.seed, other,
            threads=self.threads, progress=self.progress, phase=phase,
        )  # fmt: skip
        logs, x = listen(self.witnesses, self.observations, figures, self.weight, seed, DRAWS)
        n_shapes, n_factors = 1 + SHAPES, logs.shape[1]
        by_voice, by_factor = (np.zeros((members, n_shapes, n)) for n in (self.n_voices, n_factors))
        has_shape = self.factor_voice >= 0
        voice, weight = self.factor_voice[has_shape], self.weight[self.is_bent]
        by_voice[:, 0], by_factor[:, 0] = sums(logs[:, has_shape], voice, self.n_voices), x
        for s in range(SHAPES if self.bent else 0):
            own = derive_seed(seed, "shape", str(s))
            found, drawn = listen(self.bent_witnesses, self.bent, bent[:, s], weight, own, FEWER)
            by_voice[:, 1 + s] = sums(found, voice, self.n_voices)
            by_factor[:, 1 + s, has_shape] = drawn
        return Weighed(
            straight=logs[:, ~has_shape].sum(axis=1), bent=by_voice, x=by_factor,
            shapes=np.concatenate([z[:, None, self.shape_columns], others], axis=1),
            chosen=np.zeros((members, self.n_voices), dtype=np.int32),
        )  # fmt: skip

    def choose(self, z: Floats, weighed: Weighed, number: int) -> tuple[Floats, Weighed]:
        """Let members choose among the shapes at which they were weighed; their coordinates follow."""
        if not self.n_voices:
            return z, weighed
        keys = np.array([name_key(f"voice/{name}") for name in self._first_names()], dtype=np.uint32)
        normals = standard_normals(self.seed + number, int(Purpose.SHAPE_CHOICE), keys, 0, len(z))
        found = weighed.choose(ndtr(normals))
        out = z.copy()
        out[:, self.shape_columns] = found.at_chosen(found.shapes, self.shape_voice)
        return out, found

    def factors(self, weighed: Weighed) -> Floats:
        """Coordinates of the factors that go with the chosen shapes, (member, factor)."""
        return np.asarray(weighed.at_chosen(weighed.x, self.factor_voice) / self.witnesses.sigma)

    def _first_names(self) -> list[str]:
        """The name of a shape of each voice."""
        found = dict(zip(self.shape_voice.tolist()[::-1], self.shape_names[::-1], strict=True))
        return [found[voice] for voice in range(self.n_voices)]

    def _prior_shapes(self, seed: int, number: int, members: int) -> Floats:
        """Other shapes from their prior, (member, K) coordinates."""
        keys = np.array([name_key(f"shape/{number}/{name}") for name in self.shape_names], dtype=np.uint32)
        return standard_normals(seed, int(Purpose.SHAPE), keys, 0, members)


def voices_of(observations: Sequence[Observation]) -> dict[str, int]:
    """Number the voices of reports that are read through a shape, by the names of factors and shapes."""
    voice: dict[str, int] = {}
    for count, observation in enumerate(observations):
        names = [p.name for p in observation.parameters]
        if len(names) < 2:
            continue
        known = {voice[name] for name in names if name in voice}
        number = min(known, default=count)
        voice |= dict.fromkeys(names, number)
        voice = {name: number if old in known else old for name, old in voice.items()}
    order = {old: new for new, old in enumerate(dict.fromkeys(voice.values()))}
    return {name: order[old] for name, old in voice.items()}
