"""The formulas of the engine, each written once; the kernel and the scalar reference both call them."""

import math

from alee.kernels.jit import inlined

MOST_PER_DAY = 2.0**31 - 1.0


@inlined
def leaving_chance(rate: float) -> float:
    """Chance to leave home on a day of this rate (per person and day); 0 for a rate below 0."""
    return -math.expm1(-rate) if rate > 0.0 else 0.0


@inlined
def following_rate(follow_rate: float, gone: int, residents: int) -> float:
    """Daily rate at which people follow the group that left before them, ``gone`` of its ``residents``."""
    return follow_rate * (gone / max(1.0, float(residents)))


@inlined
def moving_chance(move: float, mobility: float) -> float:
    """Daily chance to move on, for a place's chance and a group's mobility."""
    return min(1.0, move * mobility)


@inlined
def log_weight(value: float, cost: float, admitted: float) -> float:
    """Log weight of a corridor: what its end is worth, less its cost, times the share admitted (above 0)."""
    return value - cost + math.log(admitted)


@inlined
def log_one_plus(highest: float, scaled_sum: float) -> float:
    """Log of 1 + sum(exp(a)), from highest = max(0, all a) and scaled_sum = sum(exp(a - highest))."""
    return highest + math.log(math.exp(-highest) + scaled_sum)


@inlined
def room(present: int, capacity: float) -> float:
    """Share of a place that is still free, 0..1; 1 without a limit (capacity -1)."""
    if capacity < 0.0:
        return 1.0
    if present >= capacity:
        return 0.0
    return 1.0 - present / capacity


@inlined
def queue_days(queue: int, capacity: float) -> float:
    """Days that the people already waiting need to pass; 0 without a limit (capacity below 0)."""
    if capacity < 0.0:
        return 0.0
    return queue / max(capacity, 1.0)


@inlined
def way_today(log_weight: float, penalty: float, free: float) -> float:
    """Log weight of a corridor today: less for the queue ahead, less for a filled place behind it."""
    if free <= 0.0:
        return -math.inf
    return log_weight - penalty + math.log(free)


@inlined
def weekday_factor(weekend: float, is_weekend: int) -> float:
    """Ordinary traffic of a day over the week's mean; ``weekend`` is Friday-Sunday over Monday-Thursday."""
    week = (4.0 + 3.0 * weekend) / 7.0
    return weekend / week if is_weekend else 1.0 / week


@inlined
def noise_factor(spread: float, score: float) -> float:
    """Log-normal factor with mean 1 from a standard normal score."""
    return math.exp(spread * score - 0.5 * spread * spread)


@inlined
def go_back_chance(stay: float) -> float:
    """Daily chance that an ordinary traveller goes back, for a mean stay in days; 1 for a stay of 0."""
    return -math.expm1(-1.0 / stay) if stay > 0.0 else 1.0
