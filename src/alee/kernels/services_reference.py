"""The kernels of services in plain Python: slow, readable, equal to the compiled ones bit for bit by test.

One member at a time, lists of whole numbers, days in order. Only the scalar draws are shared.
"""

from typing import Any

import numpy as np

from alee.core.addresses import SEED_LIMIT
from alee.kernels.binomial import binomial
from alee.kernels.gamma import gamma
from alee.kernels.jit import compiled
from alee.kernels.philox import at
from alee.kernels.services import ASK, DECIDE, GIVE_UP, LEAVE, NOISE, Desk


@compiled
def _binomial(seed: Any, member: int, day: int, purpose: int, key: Any, branch: int, n: int, p: float) -> int:
    return binomial(at(seed, member, day, purpose, key, branch), n, p)


@compiled
def _gamma(seed: Any, member: int, day: int, purpose: int, key: Any, shape: float) -> float:
    return gamma(at(seed, member, day, purpose, key, 0), shape)


def decide_one(seed: int, key: int, member: int, newcomers: list[int], chance: list[float]) -> list[int]:
    """Let the newcomers of one member make up their mind; persons per day."""
    word, name = np.uint64(seed % SEED_LIMIT), np.uint32(key)
    pool, out = 0, []
    for day, (more, part) in enumerate(zip(newcomers, chance, strict=True)):
        pool += more
        out.append(_binomial(word, member, day, DECIDE, name, 0, pool, part))
        pool -= out[-1]
    return out


def serve_one(seed: int, key: int, n_steps: int, desk: Desk, row: int, member: int) -> list[dict[str, int]]:
    """Run one service for one row of the desk; units of each day by the names of ``Service``."""
    word, name = np.uint64(seed % SEED_LIMIT), np.uint32(key)
    steps, waiting, days = [0] * n_steps, 0, []
    evenness, end = desk.evenness[row], desk.end[row]
    for d in range(len(desk.capacity)):
        taken = sum(steps)
        moved = [_binomial(word, member, d, LEAVE, name, s, steps[s], end) for s in range(n_steps)]
        steps = [n - moved[s] + (moved[s - 1] if s else 0) for s, n in enumerate(steps)]
        left = moved[-1]
        if desk.left[d] >= 0:
            counted = min(int(desk.left[d]), taken)
            steps = _without(steps, counted - left) if counted > left else _with_last(steps, left - counted)
            left = counted
        waiting -= _binomial(word, member, d, GIVE_UP, name, 0, waiting, desk.give_up[row])
        asked = int(desk.asked[d])
        if asked < 0:
            jump = _gamma(word, member, d, NOISE, name, evenness) / evenness if evenness > 0 else 1.0
            part = desk.chance[row, d] * jump
            asked = _binomial(word, member, d, ASK, name, 0, int(desk.deciders[row, d]), part)
        placed = int(desk.placed[d])
        if placed < 0:
            limit = int(desk.capacity[d])
            placed = waiting + asked if limit < 0 else min(waiting + asked, max(limit - taken + left, 0))
        elif desk.asked[d] < 0:
            asked = max(asked, placed - waiting)
        over = max(waiting + asked - placed, 0)
        steps[0] += placed
        if desk.taken[d] >= 0:
            whole, rest = divmod(int(desk.taken[d]), n_steps)
            steps = [whole + (s < rest) for s in range(n_steps)]
        waiting, refused = (over, 0) if desk.queues else (0, over)
        day = {"asked": asked, "placed": placed, "left": left, "taken": sum(steps)}
        days.append({**day, "waiting": waiting, "refused": refused})
    return days


def _without(steps: list[int], n: int) -> list[int]:
    """Give back ``n`` units more, those whose stay is furthest on first."""
    out = list(steps)
    for s in reversed(range(len(out))):
        gone = min(n, out[s])
        out[s] -= gone
        n -= gone
    return out


def _with_last(steps: list[int], n: int) -> list[int]:
    """Keep ``n`` units that would have been given back, at the last step of their stay."""
    return [*steps[:-1], steps[-1] + n]
