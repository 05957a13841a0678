"""Contradictory reports: how near the estimate comes to a truth that is known, and who does better.

For each scenario and seed a twin is made (:mod:`alee.evaluation.twin`); Alee and every baseline see the same
reports. Scored are stocks and flows of each area on each day from the first shock on, where the prior says
that there may be at least ten people: which cells count depends neither on the truth nor on a method.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from alee.core.calendar import as_date
from alee.ensemble import Ensemble
from alee.evaluation.results import Cell, Results
from alee.evaluation.twin import Twin, make_twin, stocks_and_flows
from alee.executors import Progress
from alee.inference.effort import ROUNDS
from alee.inference.fitting import fit
from alee.inference.posterior import Posterior
from alee.kernels.layout import Floats
from alee.model.scenario import Scenario
from alee.outlook.baselines import BASELINES, Question
from alee.outlook.scoring import covered, crps
from alee.simulation import simulate

LEVELS = (0.5, 0.8, 0.9, 0.95)
WORTH_SCORING = 10.0  # persons that the prior's 95 % quantile must reach
OURS, PRIOR = "Alee", "Alee, no reports"
JUDGED, DOUBT = "stock cover 90%", "its error"
NOTES = (
    "nCRPS: sum of CRPS over sum of the truth, of stocks (persons) and flows (persons per day); for a "
    "method without a spread it is the absolute error. Cover: part of the cells inside the central interval; "
    "its error: of the 90 % cover of stocks, one standard error over twins, whose cells go together. "
    "Factor error: mean of |ln(estimated / true)| over issuers that neither lie nor change; methods with "
    "fixed factors have that of the prior. AUC: chance that the liar is held for far off rather than another "
    "source; 0.5 is guessing. Conserved: every member keeps every person.",
)


def evaluate_fusion(
    scenarios: Sequence[Scenario],
    *,
    members: int = 500,
    rounds: int = ROUNDS,
    seeds: Sequence[int] = tuple(range(20)),
    threads: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Score Alee and the baselines on twins of some scenarios.

    Parameters
    ----------
    members
        Of each fit.
    rounds
        Moves by the true likelihood after the smoother, as in a fit.
    seeds
        One twin of each scenario for each.

    Returns
    -------
    Results
        One row per scenario and method, means over seeds.
    """
    rows: list[dict[str, Cell]] = []
    for scenario in scenarios:
        singles: list[dict[str, Cell]] = []
        for seed in seeds:
            if progress is not None:
                progress(f"twins of {scenario.name}", len(singles) // (len(BASELINES) + 2), len(seeds))
            twin = make_twin(scenario, seed=seed)
            singles += score_twin(twin, members=members, rounds=rounds, seed=seed, threads=threads)
        rows += average(singles)
    settings: dict[str, Cell] = {
        "members": members, "rounds": rounds, "seeds": len(seeds), "first seed": min(seeds),
    }  # fmt: skip
    return Results(protocol="fusion", rows=tuple(rows), settings=settings, notes=NOTES)


def score_twin(
    twin: Twin, *, members: int, rounds: int = ROUNDS, seed: int, threads: int | None = None
) -> list[dict[str, Cell]]:
    """Score every method on one twin: a row each, the same columns in all."""
    prior = simulate(
        twin.scenario, members=members, seed=seed, until=twin.as_of, as_of=twin.as_of, threads=threads
    )
    posterior = fit(
        twin.scenario, twin.reports, as_of=twin.as_of, members=members, seed=seed, rounds=rounds,
        threads=threads,
    )  # fmt: skip
    before = stocks_and_flows(twin.scenario, twin.areas, prior)
    cells = [_cells(twin, draws) for draws in before]
    after = stocks_and_flows(twin.scenario, twin.areas, posterior.ensemble)
    learnt, usual = factor_errors(twin, posterior)
    ours = {
        "factor error": learnt,
        "AUC": liar_auc(twin, posterior),
        "conserved": conserved(posterior.ensemble),
    }
    rows = [
        _row(twin, seed, OURS, *after, cells, ours),
        _row(twin, seed, PRIOR, *before, cells, {"factor error": usual, "conserved": conserved(prior)}),
    ]
    question = Question(scenario=twin.scenario, reports=twin.reports, as_of=twin.as_of, areas=twin.areas)
    for name, method in BASELINES.items():
        found = method(question)
        rows.append(_row(twin, seed, name, found.stock, found.flow, cells, {"factor error": usual}))
    return rows


def average(rows: Sequence[Mapping[str, Cell]]) -> list[dict[str, Cell]]:
    """Means over seeds, one row per method; figures that a method does not have stay empty.

    The 90 % cover of stocks comes with its standard error over twins: the cells of one twin go together.
    """
    out: list[dict[str, Cell]] = []
    for name in dict.fromkeys(row["method"] for row in rows):
        chosen = [row for row in rows if row["method"] == name]
        mean: dict[str, Cell] = {"scenario": chosen[0]["scenario"], "method": name, "seeds": len(chosen)}
        for column in list(chosen[0])[3:]:
            found = [float(v) for row in chosen if (v := row[column]) is not None and not isinstance(v, str)]
            mean[column] = float(np.mean(found)) if found else None
            if column == JUDGED:
                known = len(found) > 1
                mean[DOUBT] = float(np.std(found, ddof=1) / np.sqrt(len(found))) if known else None
        out.append(mean)
    return out


def factor_errors(twin: Twin, posterior: Posterior) -> tuple[float | None, float | None]:
    """Mean |ln(estimated / true)| of the factors of honest, steady issuers: learnt, and by the prior."""
    honest = {s.issuer: s for s in twin.sources if not (s.lies or s.steps)}
    prior = {parameter.name: parameter.prior.median for parameter in posterior.parameters}
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for entry in posterior.used():
        source = honest.get(entry.report.issuer)
        if source is None or entry.factor is None:
            continue
        starts = f"issuers/{source.issuer.casefold()}/"
        concept = entry.concept.name.lower() if entry.concept is not None else ""
        usual = next((m for n, m in prior.items() if n.startswith(f"{starts}{concept}/")), entry.factor)
        away = (abs(np.log(entry.factor / source.factor)), abs(np.log(usual / source.factor)))
        found[source.issuer, entry.report.measure] = (float(away[0]), float(away[1]))
    if not found:
        return None, None
    learnt, usual_error = np.mean(list(found.values()), axis=0)
    return float(learnt), float(usual_error)


def liar_auc(twin: Twin, posterior: Posterior) -> float | None:
    """Part of the other sources that are less likely far off than the liar; ties count half."""
    scores: dict[str, list[float]] = {}
    for entry in posterior.used():
        scores.setdefault(entry.report.issuer, []).append(entry.far_off)
    worst = {issuer: float(np.mean(values)) for issuer, values in scores.items()}
    liar = next((s.issuer for s in twin.sources if s.lies), None)
    if liar not in worst or len(worst) < 2:
        return None
    others = np.array([score for issuer, score in worst.items() if issuer != liar])
    return float((others < worst[liar]).mean() + 0.5 * (others == worst[liar]).mean())


def conserved(run: Ensemble) -> float:
    """Part of the members in which everybody who left is somewhere on every day."""
    gone = run.displaced.sum(("place", "group")).cumsum("day")
    somewhere = run.present.sum(("place", "group")) + run.in_transit + run.waiting.sum("corridor")
    return float((gone == somewhere + run.returned.sum("place")).all("day").mean())


def _cells(twin: Twin, prior: Floats) -> Floats:
    """Which days and areas are scored, (day, area) bool."""
    shocks = [as_date(e.start) for e in twin.scenario.events if e.kind in ("shock", "given", "conflict")]
    first = (min(shocks) - twin.scenario.start).days if shocks else 0
    worth = np.quantile(prior, 0.95, axis=0) >= WORTH_SCORING
    worth[: max(first, 0)] = False
    return np.asarray(worth)


def _row(
    twin: Twin,
    seed: int,
    method: str,
    stock: Floats,
    flow: Floats,
    cells: Sequence[Floats],
    extra: Mapping[str, Cell],
) -> dict[str, Cell]:
    row: dict[str, Cell] = {"scenario": twin.scenario.name, "seed": seed, "method": method}
    for word, draws, true, mask in (
        ("stock", stock, twin.stock, cells[0]),
        ("flow", flow, twin.flow, cells[1]),
    ):
        some, real = draws[:, mask], true[mask]
        has_spread = len(draws) > 1
        away = crps(some, real) if has_spread else np.abs(some[0] - real)
        row[f"{word} nCRPS"] = float(away.sum() / max(real.sum(), 1.0))
        for level in LEVELS:
            inside = float(covered(some, real, level).mean()) if has_spread and real.size else None
            row[f"{word} cover {level:.0%}"] = inside
    return row | {name: extra.get(name) for name in ("factor error", "AUC", "conserved")}
