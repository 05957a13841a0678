"""Turn what a person wrote into what the machine runs: a scenario becomes a plan of plain arrays.

A *plan* is the scenario frozen over a stretch of days. What is certain becomes the network and the
timeline, shared by all members. What is uncertain (every prior in the scenario, and the day-to-day
wobble of the shock) becomes a named list of parameters, each with a standard normal coordinate ``z``:
``value = prior.quantile(Phi(z))``. One row of ``z`` is one belief about the world, and
:meth:`Plan.traits` spells it out for the kernels. Inference therefore works in one simple space, where
the prior of everything is N(0, 1), and never needs to know what a parameter means.

Places, corridors and groups are sorted by name, and draws are addressed by name, so that the order of
rows in a file never changes a result. This package is the only one that knows both worlds.
"""

from alee.compiler.parameters import Parameter, Sample
from alee.compiler.plan import Plan, compile_plan

__all__ = ["Parameter", "Plan", "Sample", "compile_plan"]
