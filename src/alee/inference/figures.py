"""From coordinates of uncertain numbers to the figures that members imply: parameters, columns, and runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from alee.compiler import Parameter, Plan
from alee.core.addresses import Purpose, name_key
from alee.executors import Progress, Workers
from alee.inference.issuers import FAR_OFF, far_sigma
from alee.inference.observation import Observation, expect, shape_values
from alee.inference.operators import Values
from alee.inference.witnesses import Witnesses
from alee.kernels.draws import standard_normals
from alee.kernels.layout import Floats, Indices, Record
from alee.simulation import map_blocks


def issuer_parameters(observations: Sequence[Observation]) -> tuple[Parameter, ...]:
    """The issuers' parameters behind the observations, each once, sorted by name."""
    by_report = sorted(observations, key=lambda o: o.report.id)
    unique = {p.name: p for o in by_report for p in o.parameters}
    return tuple(unique[name] for name in sorted(unique))


def coordinates(parameters: Sequence[Parameter], seed: int, members: int) -> Floats:
    """Prior coordinates of any parameters, addressed by name, (member, K) float64.

    Standard normal; those of factors are now and then far off (:func:`alee.inference.issuers.far_sigma`).
    """
    keys = np.array([name_key(f"parameter/{p.name}") for p in parameters], dtype=np.uint32)
    z = standard_normals(seed, int(Purpose.PRIOR), keys, 0, members)
    witnesses = Witnesses(tuple(p for p in parameters if far_sigma(p) > 0.0), np.empty(0, dtype=np.int32))
    columns = columns_of(parameters, witnesses)[1]
    is_far = ndtr(witnesses.normals(Purpose.WITNESS_KIND, seed, members)) < FAR_OFF
    z[:, columns] *= np.where(is_far, witnesses.far / witnesses.sigma, 1.0)
    return z


def columns_of(parameters: Sequence[Parameter], witnesses: Witnesses) -> tuple[Indices, Indices]:
    """Columns of what shapes histories and curves, and those of some factors, in their order."""
    at = {p.name: k for k, p in enumerate(parameters)}
    own = np.array([at[p.name] for p in witnesses.parameters], dtype=np.int32)
    return np.setdiff1d(np.arange(len(parameters), dtype=np.int32), own), own


@dataclass(frozen=True)
class _Expecting:
    """Keeps of a block only what its members would have made each issuer publish.

    ``values`` are the members' own shapes, (member,) each; ``others`` more of them, (shape, member) each.
    """

    plan: Plan
    observations: tuple[Observation, ...]
    scale: Floats
    values: Values
    others: Values

    def __call__(self, record: Record, first: int, stop: int) -> tuple[Floats, Floats]:
        own, other = (
            {name: value[..., first:stop] for name, value in some.items()}
            for some in (self.values, self.others)
        )
        scale = self.scale[first:stop]
        bent = [o for o in self.observations if o.operator.parameters] if self.others else []
        return (
            expect(self.plan, self.observations, record, scale, own),
            expect(self.plan, bent, record, scale, other),
        )


def predict_with_shapes(
    plan: Plan,
    observations: Sequence[Observation],
    z: Floats,
    seed: int,
    others: Mapping[str, Floats],
    *,
    threads: Workers = None,
    progress: Progress | None = None,
    phase: str = "comparing with reports",
) -> tuple[Floats, Floats]:
    """Run all members once; figures they imply before issuers' factors, also at other shapes.

    Parameters
    ----------
    others
        Coordinates of other shapes by name, (shape, member) each; all the shapes' names, or none.

    Returns
    -------
    tuple
        (member, observation) at the members' own shapes, and (member, shape, observation) of those that are
        read through a shape.
    """
    n_plan = len(plan.parameters)
    issuers = issuer_parameters(observations)
    by_name = {p.name: p for p in issuers}
    keep = _Expecting(
        plan, tuple(observations), plan.capacity_scale(z[:, :n_plan]),
        shape_values(observations, issuers, z[:, n_plan:]),
        {name: by_name[name].values(where) for name, where in others.items()},
    )  # fmt: skip
    blocks = map_blocks(plan, z[:, :n_plan], seed, keep, threads=threads, progress=progress, phase=phase)
    own, other = (np.concatenate(parts, axis=-2) for parts in zip(*blocks, strict=True))
    return own, np.moveaxis(other, 0, 1) if other.ndim == 3 else other[:, None]


def predict_figures(
    plan: Plan,
    observations: Sequence[Observation],
    z: Floats,
    seed: int,
    *,
    threads: Workers = None,
    progress: Progress | None = None,
    phase: str = "comparing with reports",
) -> Floats:
    """Run all members; figures they imply before issuers' factors, (member, observation) float64."""
    own, _ = predict_with_shapes(
        plan, observations, z, seed, {}, threads=threads, progress=progress, phase=phase
    )
    return own
