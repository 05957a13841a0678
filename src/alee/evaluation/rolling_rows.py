"""Who speaks in a rolling evaluation: Alee, simple forecasters, parts of Alee alone, and the engine.

Every forecaster sees the same :class:`alee.outlook.counting.Known` at each origin. What one needs from other
situations (errors, weights of a mix) is learnt on those that do not speak of the same people.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.special import ndtri

from alee.evaluation.combining import learn_weights
from alee.evaluation.engine_ahead import EngineSaid
from alee.evaluation.rolling_scores import TOTAL, Said
from alee.evaluation.targets import HORIZONS, Origin
from alee.kernels.layout import Floats
from alee.outlook.baselines.ahead import (
    WITHOUT_ERRORS,
    damped_trend,
    errors_of,
    levels,
    persistence,
    random_walk,
    share_persistence,
    spread_out,
)
from alee.outlook.counting import Known, Situation
from alee.outlook.counts_ahead import draw_counts
from alee.outlook.experience import NOTHING, Experience, experience
from alee.outlook.paces import Paces, evidence, joint_ranks, middles

Point = Callable[[Known, Sequence[tuple[str, int]]], Floats]
Errors = dict[tuple[str, int, str], Floats]
OURS, REFERENCE, WALK = "Alee", "persistence", "random walk"
POINTS: dict[str, Point] = {
    REFERENCE: persistence, "damped trend": damped_trend, "share persistence": share_persistence,
}  # fmt: skip
MIXED, ENGINE_MIXED = "mix of all", "paces and engine"
COMPONENTS = ("paces", *POINTS)
PLAIN_MIX = np.array([0.7, 0.1, 0.1, 0.1])
PLAIN_ENGINE = np.array([0.85, 0.15])
N_ERRORS = 200  # quantiles by which errors of other situations are kept


@dataclass(frozen=True)
class Entry:
    """A situation on its way through the protocol.

    Attributes
    ----------
    walk
        Origins and targets.
    engine
        What the engine says at each origin; None where it was not asked, or cannot simulate the folder.
    """

    situation: Situation
    walk: tuple[Origin, ...]
    engine: tuple[EngineSaid, ...] | None = None

    def others(self, entries: Sequence[Entry]) -> list[Entry]:
        """Pick the entries that speak of other people."""
        return [e for e in entries if e is not self and not e.situation.overlaps(self.situation)]


def errors_elsewhere(entries: Sequence[Entry]) -> Errors:
    """Errors of the point forecasters in other situations, each situation weighing alike."""
    pooled: dict[tuple[str, int, str], list[Floats]] = {}
    for entry in entries:
        found: dict[tuple[str, int, str], list[Floats]] = {}
        for origin in entry.walk:
            for name, forecaster in POINTS.items():
                said = forecaster(origin.known, origin.wanted)
                for horizon, (part, total) in _by_horizon(origin, said).items():
                    counted = np.array([t.figure for t in origin.targets if t.horizon == horizon])
                    found.setdefault((name, horizon, "each"), []).append(errors_of(part, counted))
                    whole = errors_of(np.array([total]), np.array([counted.sum()]))
                    found.setdefault((name, horizon, TOTAL), []).append(whole)
        for key, parts in found.items():
            pooled.setdefault(key, []).append(np.quantile(np.concatenate(parts), levels(N_ERRORS)))
    return {key: np.quantile(np.concatenate(parts), levels(N_ERRORS)) for key, parts in pooled.items()}


def _by_horizon(origin: Origin, said: Floats) -> dict[int, tuple[Floats, float]]:
    """Cut what is said into horizons, each with its sum."""
    horizon = _horizons(origin)
    return {int(h): (said[horizon == h], float(said[horizon == h].sum())) for h in np.unique(horizon)}


def _horizons(origin: Origin) -> Floats:
    return np.array([t.horizon for t in origin.targets])


@dataclass(frozen=True)
class Panel:
    """All forecasters of one entry, with what they learnt elsewhere.

    Attributes
    ----------
    paces
        Numbers of the pace model.
    elsewhere
        Entries that speak of other people.
    members, seed
        Draws of each forecast.
    """

    entry: Entry
    paces: Paces
    elsewhere: Sequence[Entry]
    members: int
    seed: int

    def plain(self) -> dict[str, list[Said]]:
        """Let Alee and the simple forecasters speak at every origin."""
        errors = errors_elsewhere(self.elsewhere)
        out: dict[str, list[Said]] = {OURS: [self._ours(k) for k in range(len(self.entry.walk))]}
        for name, forecaster in POINTS.items():
            out[name] = [
                _spread(o, name, forecaster(o.known, o.wanted), errors, self.members) for o in self.entry.walk
            ]
        out[WALK] = [self._walked(o) for o in self.entry.walk]
        return out

    @cached_property
    def records(self) -> list[Experience]:
        """How forecasts fared so far, at each origin."""
        return [self._record(self.paces, origin) for origin in self.entry.walk]

    def _record(self, paces: Paces, origin: Origin) -> Experience:
        return experience(paces, self.entry.situation.archive, origin.known.origin)

    def _ours(self, k: int, middle: Floats | None = None) -> Said:
        """Draw by paces at one origin, around their own or another middle."""
        return self._drawn(k, self.paces, self.records[k], middle)

    def _drawn(self, k: int, paces: Paces, had: Experience | None, middle: Floats | None = None) -> Said:
        origin = self.entry.walk[k]
        record = self._record(paces, origin) if had is None else had
        draws = draw_counts(
            paces,
            origin.known,
            origin.wanted,
            members=self.members,
            seed=self.seed,
            had=record,
            middle=middle,
        )
        return said_of(origin, draws)

    def _walked(self, origin: Origin) -> Said:
        walked = random_walk(origin.known, origin.wanted, members=self.members, seed=self.seed)
        ranks = joint_ranks([name for name, _ in origin.wanted], 0.0, self.members, self.seed)
        order = np.stack([ranks[name] for name, _ in origin.wanted], axis=1)
        return said_of(origin, np.take_along_axis(walked, order, axis=0))

    def ablation(self) -> dict[str, list[Said]]:
        """Let parts of Alee speak alone, and mixes with and without each component."""
        variants: dict[str, tuple[Paces, Experience | None]] = {
            "Alee without its record": (self.paces, NOTHING),
            "Alee, own counts only": (replace(self.paces, own=1.0), None),
            "Alee, all counts only": (replace(self.paces, own=0.0), None),
            "Alee, steps are paces": (replace(self.paces, intervals=1e-9), None),
            "Alee, paces never fade": (replace(self.paces, fading=1e9), None),
        }
        n = range(len(self.entry.walk))
        out = {name: [self._drawn(k, paces, had) for k in n] for name, (paces, had) in variants.items()}
        out[MIXED] = self._mixed(tuple(range(len(COMPONENTS))))
        for k, name in enumerate(COMPONENTS):
            kept = tuple(c for c in range(len(COMPONENTS)) if c != k)
            out[f"{MIXED} but {name}"] = self._mixed(kept)
        return out

    def _components(self, entry: Entry, k: int) -> Floats:
        """Middles of the components at one origin, (target, component) persons."""
        origin = entry.walk[k]
        known, wanted = origin.known, origin.wanted
        pace = middles(self.paces, evidence(known, wanted))
        return np.stack([pace, *(point(known, wanted) for point in POINTS.values())], axis=1)

    def _mixed(self, kept: tuple[int, ...]) -> list[Said]:
        chosen = list(kept)
        return self._stacked(
            self.elsewhere, lambda entry, k: self._components(entry, k)[:, chosen], PLAIN_MIX[chosen]
        )

    def _stacked(
        self, taught: Sequence[Entry], parts: Callable[[Entry, int], Floats], plain: Floats
    ) -> list[Said]:
        """Mix middles with weights learnt on other entries, horizon by horizon."""
        weights = {h: learn_weights([_lesson(e, parts, h) for e in taught], plain) for h in HORIZONS}
        return [
            self._ours(k, _weighted(parts(self.entry, k), o, weights)) for k, o in enumerate(self.entry.walk)
        ]

    def engine(self) -> dict[str, list[Said]]:
        """Let the engine speak: without reports, with them, from the newest count on.

        Where others are there to learn weights on, also mixed with paces.
        """
        says, walk = self.entry.engine, self.entry.walk
        if says is None:
            return {}
        taught = [e for e in self.elsewhere if e.engine is not None]

        def parts(entry: Entry, k: int) -> Floats:
            assert entry.engine is not None
            return np.stack([self._components(entry, k)[:, 0], entry.engine[k].moved], axis=1)

        mixed = {ENGINE_MIXED: self._stacked(taught, parts, PLAIN_ENGINE)} if taught else {}
        return {
            "engine without reports": [said_of(o, s.mechanism) for o, s in zip(walk, says, strict=True)],
            "engine": [said_of(o, s.assimilated) for o, s in zip(walk, says, strict=True)],
            "engine from the newest count": [self._ours(k, s.moved) for k, s in enumerate(says)],
            **mixed,
        }


def _weighted(parts: Floats, origin: Origin, weights: dict[int, Floats]) -> Floats:
    by_row = np.stack([weights[int(h)] for h in _horizons(origin)])
    return np.asarray((parts * by_row).sum(axis=1))


def _lesson(
    entry: Entry, parts: Callable[[Entry, int], Floats], horizon: int
) -> tuple[Floats, Floats, Floats]:
    figure, middle, newest = [], [], []
    for k, origin in enumerate(entry.walk):
        chosen = _horizons(origin) == horizon
        if chosen.any():
            middle.append(parts(entry, k)[chosen])
            figure += [t.figure for t in origin.targets if t.horizon == horizon]
            newest += [t.newest for t in origin.targets if t.horizon == horizon]
    table = np.concatenate(middle) if middle else np.empty((0, 1))
    return np.array(figure), table, np.array(newest)


def said_of(origin: Origin, draws: Floats) -> Said:
    """Sum draws to totals by horizon."""
    horizon = _horizons(origin)
    return Said(draws, {int(h): draws[:, horizon == h].sum(axis=1) for h in np.unique(horizon)})


def _spread(origin: Origin, name: str, said: Floats, errors: Errors, members: int) -> Said:
    """Put the errors of other situations around a point forecast; without any, those of a random walk."""
    horizon = _horizons(origin)
    draws = np.empty((members, len(said)))
    totals = {}
    for h, (part, total) in _by_horizon(origin, said).items():
        plain = ndtri(levels(N_ERRORS)) * WITHOUT_ERRORS * np.sqrt(h)
        draws[:, horizon == h] = spread_out(part, errors.get((name, h, "each"), plain), members)
        whole = errors.get((name, h, TOTAL), plain)
        totals[h] = spread_out(np.array([total]), whole, members)[:, 0]
    return Said(draws, totals)
