"""Alee: how many people fled after a shock, by which ways, where they are now, and what comes next.

``import alee`` is quick: each name below is imported only when it is first used.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "alee.files.scenario_folder": ("load_scenario",),
    "alee.files.report_table": ("load_reports",),
    "alee.files.resolved": ("resolve", "save_scenario"),
    "alee.files.schema": ("scenario_schema",),
    "alee.files.store": ("load", "save"),
    "alee.files.export": ("export",),
    "alee.files.services_file": ("needs",),
    "alee.files.flee.folder": ("load_flee",),
    "alee.files.flee.write": ("import_flee",),
    "alee.model.scenario": ("Scenario",),
    "alee.model.reports": ("Report", "Reports"),
    "alee.model.events": (
        "CapacityChange", "Closure", "Conflict", "EntryRule", "Given", "Opening", "Rumour", "Shock",
        "ShockEnd",
    ),
    "alee.executors.cluster": ("Dask",),
    "alee.simulation": ("simulate", "simulate_flee"),
    "alee.inference.fitting": ("fit",),
    "alee.inference.posterior": ("Posterior",),
    "alee.outlook.forecasting": ("Outlook", "forecast"),
    "alee.outlook.explanation": ("explain",),
    "alee.outlook.prediction": ("predict",),
    "alee.briefing.assemble": ("brief",),
    "alee.briefing.sharing": ("share",),
    "alee.core.errors": (
        "AleeError", "FitError", "ImportFailed", "InputError", "ReportError", "ScenarioError",
    ),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "AleeError", "CapacityChange", "Closure", "Conflict", "Dask", "EntryRule", "FitError",
    "Given", "ImportFailed", "InputError", "Opening", "Outlook", "Posterior",
    "Report", "ReportError", "Reports", "Rumour", "Scenario", "ScenarioError", "Shock", "ShockEnd", "brief",
    "explain", "export", "fit", "forecast", "import_flee", "load", "load_flee", "load_reports",
    "load_scenario", "needs", "predict", "resolve", "save", "save_scenario", "scenario_schema", "share",
    "simulate", "simulate_flee",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"alee has no name {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
