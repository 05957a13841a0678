"""All random draws that kernels make, by one door; each is a pure function of its address.

An address is put together by ``at(seed, member, day, purpose, key, branch)``: seed (uint64), member, day
(0..65535), purpose (:class:`alee.core.addresses.Purpose`), key of the cell (uint32), branch (0..65535).
``uniform``, ``binomial``, ``poisson`` and ``hypergeometric`` are compiled functions of one address and one
distribution. ``draw_batch`` makes many binomial draws of one purpose: bit for bit those of ``binomial``, at
twice the speed. Every sampler is exact up to the rounding of double precision, for up to 2**40 persons.
"""

from alee.kernels.binomial import Batch, binomial, conditional_chances, draw_batch, empty_batch
from alee.kernels.hypergeometric import hypergeometric
from alee.kernels.normal import inverse_normal, standard_normals
from alee.kernels.philox import at, fill_uniform_pairs, philox, uniform, uniform_pair
from alee.kernels.poisson import poisson, poisson_from

__all__ = [
    "Batch",
    "at",
    "binomial",
    "conditional_chances",
    "draw_batch",
    "empty_batch",
    "fill_uniform_pairs",
    "hypergeometric",
    "inverse_normal",
    "philox",
    "poisson",
    "poisson_from",
    "standard_normals",
    "uniform",
    "uniform_pair",
]
