"""The formulas of the engine, each written once; the kernel and the scalar reference both call them."""

import math

from alee.kernels.jit import compiled


@compiled
def leaving_chance(rate):  # type: ignore[no-untyped-def]
    """Chance to leave home on a day of this rate (per person and day)."""
    return -math.expm1(-rate)


@compiled
def weekday_factor(weekend, is_weekend):  # type: ignore[no-untyped-def]
    """Ordinary traffic of a day over the week's mean; ``weekend`` is Friday-Sunday over Monday-Thursday."""
    week = (4.0 + 3.0 * weekend) / 7.0
    return weekend / week if is_weekend else 1.0 / week


@compiled
def room(present, capacity):  # type: ignore[no-untyped-def]
    """Share of a place that is still free, 1 without a limit (capacity -1)."""
    if capacity < 0.0:
        return 1.0
    if present >= capacity:
        return 0.0
    return 1.0 - present / capacity


@compiled
def queue_days(queue, capacity):  # type: ignore[no-untyped-def]
    """Days that the people already waiting will take to pass; 0 without a limit."""
    if capacity < 0.0:
        return 0.0
    return queue / max(capacity, 1.0)


@compiled
def inclusive_value(total):  # type: ignore[no-untyped-def]
    """Log-sum of what lies beyond a place, 0 where nothing does."""
    return math.log1p(total)


@compiled
def noise_factor(spread, score):  # type: ignore[no-untyped-def]
    """Log-normal factor with mean 1 from a standard normal score."""
    return math.exp(spread * score - 0.5 * spread * spread)


@compiled
def go_back_chance(stay):  # type: ignore[no-untyped-def]
    """Daily chance that an ordinary traveller goes back, for a mean stay in days."""
    return -math.expm1(-1.0 / max(stay, 1e-6))
