"""Differences of log-factorials, without losing their digits.

The logarithm of 10**12 factorial is about 2.7e13, so two of them, each right to 16 digits, differ by
something that is right to no digit after the point. Rejection samplers need exactly such differences. Here
the large parts are cancelled by hand before anything is computed; what stays is small and keeps about ten
digits even at 2**40 persons.
"""

import math

import numpy as np

from alee.kernels.jit import inlined


def _exact_corrections() -> tuple[float, ...]:
    """Compute the Stirling correction of 0..15, where its series is not good enough."""
    half_log_two_pi = 0.5 * math.log(2.0 * math.pi)
    return tuple(
        math.lgamma(k + 1.0) - (k + 0.5) * math.log(k + 1.0) + (k + 1.0) - half_log_two_pi for k in range(16)
    )


_CORRECTIONS = np.array(_exact_corrections())


@inlined
def stirling_correction(k: int) -> float:
    """Tell what Stirling's formula lacks: log k! - [(k + 1/2) log(k + 1) - (k + 1) + log(2 pi)/2].

    Source: Hoermann (1993), The generation of binomial random variates, function f_c.
    """
    if k < 16:
        return float(_CORRECTIONS[k])
    inverse = 1.0 / (k + 1.0)
    square = inverse * inverse
    return (1 / 12 - (1 / 360 - (1 / 1260 - square / 1680) * square) * square) * inverse


@inlined
def curved_part(top: int, bottom: int) -> float:
    """Compute log(top! / bottom!) less (top - bottom) * (log(top + 1) - 1), which the caller adds up itself.

    Source: Stirling's formula for both factorials, the logarithm of their quotient taken as log1p.
    """
    return (
        (bottom + 0.5) * math.log1p(float(top - bottom) / (bottom + 1.0))
        + stirling_correction(top)
        - stirling_correction(bottom)
    )
