"""How much a rate jumps: exact gamma draws.

A normal score, cubed after a shift, is nearly gamma distributed; a rejection step makes it exactly so, with
about one proposal per draw. Shapes below 1 are drawn as shape + 1 and pulled down by a uniform number.
Source: Marsaglia and Tsang (2000), A simple method for generating gamma variables.
"""

import math

from alee.kernels.jit import compiled
from alee.kernels.normal import inverse_normal
from alee.kernels.philox import Address, uniform_pair


@compiled
def gamma(address: Address, shape: float) -> float:
    """Draw from the gamma distribution of this shape (above 0) and scale 1: mean and variance are the shape.

    Proposals use the attempts 1, 2, ... of the address; attempt 0 pulls small shapes down.
    """
    shifted = shape + (1.0 if shape < 1.0 else 0.0) - 1.0 / 3.0
    spread = 1.0 / math.sqrt(9.0 * shifted)
    attempt = 0
    value = -1.0
    while value < 0.0:
        attempt += 1
        u, v = uniform_pair(address, attempt)
        x = inverse_normal(u)
        cube = 1.0 + spread * x
        if cube > 0.0:
            cube = cube * cube * cube
            if math.log(v) < 0.5 * x * x + shifted * (1.0 - cube + math.log(cube)):
                value = shifted * cube
    if shape < 1.0:
        u, v = uniform_pair(address, 0)
        value *= math.exp(math.log(u) / shape)
    return value
