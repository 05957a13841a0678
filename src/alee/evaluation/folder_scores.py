"""How a run compares with what was counted: Flee's own measures, set right, beside proper ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from alee.core.errors import InputError
from alee.core.suggestions import did_you_mean
from alee.evaluation.open_loop import Instance, instance_of, play_alee, play_flee
from alee.evaluation.results import Cell, Results
from alee.kernels.layout import Floats
from alee.model.flee import FleeWorld
from alee.outlook.prediction import Prediction
from alee.outlook.scoring import (
    covered,
    crps,
    interval_score,
    log_crps,
    log_ratio,
    normalised_error,
    relative_difference,
    rescaled_relative_difference,
    scaled_error,
)

WINDOWS = (7, 30)  # days that Flee's naive forecasts may look at
BEHAVIOURS = ("flee", "flee-intended", "alee")


def score_folder(
    world: FleeWorld,
    *,
    behaviour: str = "flee",
    members: int = 20,
    seed: int = 2022,
    threads: int | None = None,
) -> Results:
    """Run a Flee folder and score it against its own counts, registration corrections applied.

    Parameters
    ----------
    behaviour
        ``flee`` (Flee's rules as they are), ``flee-intended`` (as its documents promise) or ``alee``.
    members
        Histories; proper scores need 20 or more.

    Returns
    -------
    Results
        One line per measure for all camps, then each camp's.

    Raises
    ------
    InputError
        If the behaviour is unknown, or no camp of the folder has counts.
    """
    check_behaviour(behaviour)
    instance = instance_of(world)
    if behaviour == "alee":
        draws = play_alee(instance, members, seed, threads)
    else:
        draws = play_flee(played_as(world, behaviour), instance.camps, members, seed, threads)
    return Results(
        protocol="score",
        rows=tuple(_measures(instance, draws)),
        settings={"folder": world.name, "behaviour": behaviour, "members": members, "seed": seed},
        notes=(
            "ARD and MASE are Flee's measures; both halves of MASE average over the days after the window, "
            "and its sloped forecast has a slope (Flee's own script does neither). Below 1, MASE beats the "
            "naive forecast. Counts hold the folder's registration corrections.",
        ),
    )


def check_behaviour(behaviour: str) -> None:
    """Refuse a behaviour that does not exist.

    Raises
    ------
    InputError
        Naming those that do, and the likely one.
    """
    if behaviour not in BEHAVIOURS:
        likely = did_you_mean(behaviour, BEHAVIOURS)
        raise InputError(
            f'behaviour: "{behaviour}" is unknown. Allowed are {", ".join(BEHAVIOURS)}. {likely}'.strip()
        )


def played_as(world: FleeWorld, behaviour: str) -> FleeWorld:
    """Give the world whose rules a behaviour of Flee's means."""
    check_behaviour(behaviour)
    if behaviour == "flee":
        return world
    return world.with_settings(world.settings.model_copy(update={"quirks": "intended"}))


def _measures(instance: Instance, draws: Floats) -> list[dict[str, Cell]]:
    middle, counted, when = np.median(draws, axis=0), instance.counted, instance.is_reported
    rows: list[dict[str, Cell]] = [
        _row("all camps", "ARD", relative_difference(middle, counted)),
        _row("all camps", "ARD rescaled", rescaled_relative_difference(middle, counted)),
        _row("all camps", "ARD at report dates", relative_difference(middle[when], counted[when])),
    ]
    for window in WINDOWS:
        for name, value in scaled_error(middle, counted, window).items():
            rows.append(_row("all camps", f"MASE-{window} against the {name} forecast", value))
    rows.append(_row("all camps", "nMAE at report dates", normalised_error(middle[when], counted[when])))
    if len(draws) >= 20:
        rows += _proper(draws[:, when], counted[when])
    for k, name in enumerate(instance.camps):
        rows.append(_row(name, "nMAE", normalised_error(middle[:, k], counted[:, k])))
        rows.append(_row(name, "log ratio of the last day", float(log_ratio(middle[-1, k], counted[-1, k]))))
    return rows


def _proper(draws: Floats, counted: Floats) -> list[dict[str, Cell]]:
    total = max(1.0, float(counted.sum()))
    found = {
        "nCRPS": float(crps(draws, counted).sum()) / total,
        "logCRPS": float(log_crps(draws, counted).mean()),
        "nWIS": float(interval_score(draws, counted).sum()) / total,
    }
    for level in (0.5, 0.8, 0.9, 0.95):
        found[f"cover of the {level:.0%} interval"] = float(covered(draws, counted, level).mean())
    return [_row("all camps", f"{name} at report dates", value) for name, value in found.items()]


def _row(place: str, measure: str, value: float) -> dict[str, Cell]:
    return {"place": place, "measure": measure, "value": value}


def score_predictions(predictions: Sequence[Prediction], used: frozenset[str]) -> Results:
    """Score what a run expected of reports: those it learnt from and, apart from them, all others.

    Parameters
    ----------
    predictions
        As :func:`alee.predict` gives them.
    used
        Ids of the reports that the run learnt from.
    """
    rows: list[dict[str, Cell]] = []
    for label, is_used in (("learnt from", True), ("not seen by the run", False)):
        chosen = [p for p in predictions if (p.report.id in used) == is_used]
        said = [(p, p.quantiles, p.report.figure) for p in chosen if p.quantiles is not None]
        known = [(q, figure) for _, q, figure in said if figure is not None]
        rows.append({
            "reports": label, "rows": len(chosen), "with a figure": len(known),
            "inside 50 %": _inside(known, 2, 4), "inside 90 %": _inside(known, 1, 5),
            "inside 95 %": _inside(known, 0, 6),
            "median log ratio": _median([float(log_ratio(np.array(q[3]), np.array(f))) for q, f in known]),
        })  # fmt: skip
    return Results(
        protocol="score",
        rows=tuple(rows),
        notes=("Figures of reports the run learnt from must not count as proof; the second line may.",),
    )


def _inside(known: Sequence[tuple[tuple[float, ...], float]], low: int, high: int) -> float | None:
    return sum(q[low] <= f <= q[high] for q, f in known) / len(known) if known else None


def _median(values: Sequence[float]) -> float | None:
    return float(np.median(values)) if values else None
