"""All random draws that kernels make, by one door; each is a pure function of its address.

An address is put together by ``at(seed, member, day, purpose, key, branch)``: seed (uint64), member, day
(0..65535), purpose (:class:`alee.core.addresses.Purpose`), key of the cell (uint32), branch (0..65535).
``uniform``, ``binomial``, ``poisson`` and ``hypergeometric`` are compiled functions of one address and one
distribution; :mod:`alee.kernels.lanes` makes the same draws for many members at once. Every sampler is exact
up to the rounding of double precision, for up to 2**40 persons.
"""

from alee.kernels.binomial import binomial, conditional_chances
from alee.kernels.hypergeometric import hypergeometric
from alee.kernels.normal import inverse_normal, standard_normals
from alee.kernels.philox import at, philox, uniform, uniform_pair
from alee.kernels.poisson import poisson

__all__ = [
    "at",
    "binomial",
    "conditional_chances",
    "hypergeometric",
    "inverse_normal",
    "philox",
    "poisson",
    "standard_normals",
    "uniform",
    "uniform_pair",
]
