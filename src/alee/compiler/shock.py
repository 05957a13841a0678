"""How strongly the shock pushes on each day: rise, decay, floor, rumours and day-to-day wobble.

A shock of size 1 rises with a time constant of ``rise_days``, then halves every ``half_life_days``
down to a ``floor``; its shape is scaled to a highest value of 1, so that ``leave_share`` keeps its
meaning whatever the shape. Several shocks add up. While a closure is announced or rumoured people
act fast or never: the pulse is multiplied by ``exp(rumour_boost * strength)``. What no shape can
foresee (a speech, a weekend, a list at the airport) is a log-normal wobble with a memory from day to
day. Its innovations are parameters like any other, one per day, named by date: so reports can teach
the model what happened on a single day, and a longer outlook does not change the past.
"""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from alee.compiler.parameters import Parameter, Sample, behaviour_name
from alee.kernels.layout import Floats
from alee.model.behaviour import Behaviour
from alee.model.events import Event, Rumour, Shock, ShockEnd
from alee.model.priors import Normal, Quantity

SHAPE_DAYS = 60  # the shape is scaled to a highest value of 1 over this many days


def shock_name(shock: Shock) -> str:
    """Name of the parameter behind the size of a shock."""
    return f"events/shock {shock.start.isoformat()}/size"


def wobble_name(day: dt.date) -> str:
    """Name of the parameter behind one day's innovation of the wobble."""
    return f"wobble/{day.isoformat()}"


def shocks_among(events: Sequence[Event]) -> list[Shock]:
    """Pick the shocks, in the order of the events."""
    return [event for event in events if isinstance(event, Shock)]


def shock_quantities(events: Sequence[Event]) -> list[tuple[str, Quantity]]:
    """Name and size of every shock."""
    return [(shock_name(shock), shock.size) for shock in shocks_among(events)]


def wobble_parameters(days: Sequence[dt.date], events: Sequence[Event], step: int) -> tuple[Parameter, ...]:
    """One standard normal innovation for each stretch of ``step`` days from the first shock on."""
    starts = [shock.start for shock in shocks_among(events)]
    if not starts:
        return ()
    standard = Normal(0.0, 1.0)
    first = max(min(starts), days[0])
    chosen = [day for day in days if day >= first and (day - first).days % step == 0]
    return tuple(Parameter(name=wobble_name(day), prior=standard) for day in chosen)


def shock_shape(age: Floats, rise: Floats, half_life: Floats, floor: Floats) -> Floats:
    """Strength of a shock by its age in days, scaled to a highest value of 1.

    Parameters
    ----------
    age
        (day,) float64, days since the shock; negative before it.
    rise, half_life, floor
        (member,) float64; days, days, share of the peak that stays.

    Returns
    -------
    (member, day) float64, 0 before the shock.
    """

    def raw(x: Floats) -> Floats:
        middle = np.maximum(x, 0.0)[None, :] + 0.5  # people act during the day, not at its start
        rising = -np.expm1(-middle / np.maximum(rise, 1e-3)[:, None])
        falling = floor[:, None] + (1.0 - floor[:, None]) * np.exp2(-middle / half_life[:, None])
        return np.asarray(rising * falling)

    highest = raw(np.arange(SHAPE_DAYS, dtype=np.float64)).max(axis=1, keepdims=True)
    return np.where(age[None, :] >= 0.0, raw(age) / highest, 0.0)


def pulse_and_strength(
    sample: Sample, behaviour: Behaviour, events: Sequence[Event], days: Sequence[dt.date]
) -> tuple[Floats, Floats]:
    """The pulse that drives leaving, and the bare strength of the shock (at most 1) behind it.

    Returns
    -------
    pulse
        (member, day) float64, multiplies the leaving rate.
    strength
        (member, day) float64, 0..1, what ordinary travellers feel of the shock.
    """
    ordinal = np.array([day.toordinal() for day in days], dtype=np.float64)
    rise, half_life, floor = (
        sample(behaviour_name(field), getattr(behaviour, field))
        for field in ("rise_days", "half_life_days", "floor")
    )
    pulse = np.zeros((sample.n_members, len(days)))
    for shock in shocks_among(events):
        shape = shock_shape(ordinal - shock.start.toordinal(), rise, half_life, floor)
        pulse += sample(shock_name(shock), shock.size)[:, None] * shape
    for end in (event for event in events if isinstance(event, ShockEnd)):
        pulse[:, ordinal >= end.start.toordinal()] = 0.0
    strength = np.minimum(pulse, 1.0)
    boost = sample(behaviour_name("rumour_boost"), behaviour.rumour_boost)
    rumours = np.zeros(len(days))
    for rumour in (event for event in events if isinstance(event, Rumour)):
        rumours += rumour.strength * is_active(rumour, ordinal)
    pulse *= np.exp(boost[:, None] * rumours[None, :])
    return pulse * wobble(sample, behaviour, days), strength


def is_active(event: Event, ordinal: Floats) -> Floats:
    """1 on the days of an event (both ends included; no end means for good), (day,) float64."""
    started = ordinal >= event.start.toordinal()
    ended = np.zeros_like(started) if event.end is None else ordinal > event.end.toordinal()
    return (started & ~ended).astype(np.float64)


def wobble(sample: Sample, behaviour: Behaviour, days: Sequence[dt.date]) -> Floats:
    """Log-normal factor with mean 1 and memory that jumps every ``wobble_days``, (member, day) float64."""
    spread = sample(behaviour_name("wobble"), behaviour.wobble)
    memory = sample(behaviour_name("wobble_memory"), behaviour.wobble_memory)
    first = next((i for i, day in enumerate(days) if sample.knows(wobble_name(day))), len(days))
    factor = np.ones((sample.n_members, len(days)))
    state = np.zeros(sample.n_members)
    for index in range(first, len(days)):
        if sample.knows(wobble_name(days[index])):
            innovation = sample(wobble_name(days[index]), 0.0)
            state = innovation if index == first else memory * state + np.sqrt(1.0 - memory**2) * innovation
        factor[:, index] = np.exp(spread * state - 0.5 * spread**2)
    return factor
