"""Standard normal numbers from addresses, by the inverse of the normal distribution function.

One uniform number makes one normal number, so a prior's quantile and its normal score stay in step.
Source: Wichura (1988), Algorithm AS 241 (PPND16): about 16 correct digits.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alee.core.addresses import SEED_LIMIT
from alee.kernels.jit import inlined, source_digest, stored
from alee.kernels.philox import at, uniform


@inlined
def _ratio(x: float, top: tuple[float, ...], bottom: tuple[float, ...]) -> float:
    """Divide two polynomials of degree 7; coefficients from the highest power down."""
    above = top[0]
    below = bottom[0]
    for i in range(1, 8):
        above = above * x + top[i]
        below = below * x + bottom[i]
    return above / below


_CENTRE_TOP = (
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
    13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
)  # fmt: skip
_CENTRE_BOTTOM = (
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
    5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0,
)  # fmt: skip
_SHOULDER_TOP = (
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
)  # fmt: skip
_SHOULDER_BOTTOM = (
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
    0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0,
)  # fmt: skip
_TAIL_TOP = (
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
    0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
)  # fmt: skip
_TAIL_BOTTOM = (
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0,
)  # fmt: skip


@inlined
def inverse_normal(u: float) -> float:
    """Find the standard normal value below which a share ``u`` (0 to 1, ends excluded) lies."""
    centred = u - 0.5
    if abs(centred) <= 0.425:
        return centred * _ratio(0.180625 - centred * centred, _CENTRE_TOP, _CENTRE_BOTTOM)
    depth = math.sqrt(-math.log(u if centred < 0.0 else 1.0 - u))
    if depth <= 5.0:
        value = _ratio(depth - 1.6, _SHOULDER_TOP, _SHOULDER_BOTTOM)
    else:
        value = _ratio(depth - 5.0, _TAIL_TOP, _TAIL_BOTTOM)
    return -value if centred < 0.0 else value


def _make_normals(digest: str) -> Any:
    """Close the stored kernel over the source's digest, as ``jit`` explains."""

    @stored
    def fill_normals(
        seed: np.uint64, purpose: int, keys: NDArray[np.uint32], first_member: int, out: NDArray[np.float64]
    ) -> str:
        for i in range(out.shape[0]):
            for k in range(out.shape[1]):
                out[i, k] = inverse_normal(uniform(at(seed, first_member + i, 0, purpose, keys[k], 0)))
        return digest

    return fill_normals


_fill_normals = _make_normals(source_digest())


def standard_normals(
    seed: int, purpose: int, keys: NDArray[np.uint32], first_member: int, n_members: int
) -> NDArray[np.float64]:
    """Draw one standard normal number per member and key, each from its own address.

    Parameters
    ----------
    seed
        Any whole number; taken modulo 2**64.
    purpose
        What the numbers are for, a :class:`alee.core.addresses.Purpose`.
    keys
        (key,) uint32, from :func:`alee.core.addresses.name_key`.
    first_member, n_members
        The members ``first_member`` to ``first_member + n_members - 1``.

    Returns
    -------
    ndarray
        (member, key) float64, no unit.
    """
    out = np.empty((n_members, len(keys)))
    plain_keys = np.require(keys, np.uint32, ["C", "W"])
    _fill_normals(np.uint64(seed % SEED_LIMIT), int(purpose), plain_keys, int(first_member), out)
    return out
