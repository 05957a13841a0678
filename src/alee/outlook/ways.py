"""How far each place is from home: the shortest ways through a scenario."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from alee.compiler.network import corridor_km
from alee.kernels.layout import Floats
from alee.model.scenario import Scenario

NEAREST_KM = 1.0


def ways_from_homes(scenario: Scenario) -> tuple[Floats, Floats]:
    """Compute the shortest way from each place where people live to each place.

    Returns
    -------
    residents
        (home,) float64, persons.
    km
        (home, place) float64, in the order of the scenario's places; infinite where no way leads.
    """
    row = {place.name: p for p, place in enumerate(scenario.places)}
    best: dict[tuple[int, int], float] = {}
    for way in scenario.corridors:
        ends = (row[way.from_place], row[way.to_place])
        best[ends] = min(best.get(ends, np.inf), max(corridor_km(way), NEAREST_KM))
    ends_of = np.array(list(best), dtype=np.int64).reshape(-1, 2)
    graph = csr_array((list(best.values()), (ends_of[:, 0], ends_of[:, 1])), shape=(len(row), len(row)))
    homes = [place for place in scenario.places if place.residents > 0]
    km = dijkstra(graph, indices=[row[place.name] for place in homes])
    return np.array([place.residents for place in homes], dtype=np.float64), np.asarray(km)


def mean_way(residents: Floats, km: Floats) -> Floats:
    """Average ways over the homes from which one can come, weighted by residents.

    ``km`` is (home, place); the answer is (place,), infinite where nobody can come.
    """
    reached = np.isfinite(km)
    mass = residents @ reached
    total = residents @ np.where(reached, km, 0.0)
    return np.asarray(np.divide(total, mass, out=np.full(mass.shape, np.inf), where=mass > 0))
