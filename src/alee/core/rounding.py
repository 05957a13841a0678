"""Round figures the way people say them."""

from math import floor, log10


def rounded(value: float) -> float:
    """Round to two significant digits; figures below 100 to whole ones, half away from zero.

    Parameters
    ----------
    value
        Any finite number; unit as given.
    """
    size = abs(value)
    if size < 99.5:
        nearest = float(floor(size + 0.5))
    else:
        step = 10.0 ** (floor(log10(size)) - 1)
        nearest = floor(size / step + 0.5) * step
    return nearest if value > 0 else -nearest if nearest else 0.0
