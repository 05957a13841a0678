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
    """Keeps of a block only what its members would have made each issuer publish."""

    plan: Plan
    observations: tuple[Observation, ...]
    scale: Floats
    values: Mapping[str, Floats]

    def __call__(self, record: Record, first: int, stop: int) -> Floats:
        some = {name: value[first:stop] for name, value in self.values.items()}
        return expect(self.plan, self.observations, record, self.scale[first:stop], some)


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
    n_plan = len(plan.parameters)
    scale = plan.capacity_scale(z[:, :n_plan])
    values = shape_values(observations, issuer_parameters(observations), z[:, n_plan:])
    keep = _Expecting(plan, tuple(observations), scale, values)
    blocks = map_blocks(plan, z[:, :n_plan], seed, keep, threads=threads, progress=progress, phase=phase)
    return np.concatenate(blocks)
