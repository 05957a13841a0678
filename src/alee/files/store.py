"""Save and load runs: a folder that says everything needed to read it and to repeat it.

A run is a folder with ``run.json`` (what it is, provenance, how each report fared), ``scenario.json``
(the canonical form), ``reports.csv`` and ``arrays.zarr`` (coordinates and trajectories, dims and units
as in the registry). It is written beside its final name and renamed when complete, so a folder with that
name is always whole.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from alee.compiler import Parameter
from alee.core.errors import InputError, Problem, SaveFailed
from alee.core.provenance import Provenance
from alee.ensemble import Ensemble
from alee.files.atomic import check_place, writing
from alee.files.intake import read_text
from alee.files.packed import check_arrays
from alee.files.report_table import load_reports, save_reports
from alee.files.resolved import digest, parse_resolved, resolve
from alee.inference.correcting import Corrections
from alee.inference.measures import Concept
from alee.inference.posterior import Posterior, ReportFit
from alee.model.events import Event, make_event
from alee.model.priors import Prior
from alee.model.scenario import event_cells
from alee.outlook.forecasting import Outlook

FORMAT = 2
META, SCENARIO, REPORTS, ARRAYS = "run.json", "scenario.json", "reports.csv", "arrays.zarr"
PARTS = frozenset({META, SCENARIO, REPORTS, ARRAYS})
CHUNK_MEMBERS = 100


def check_target(path: str | Path) -> None:
    """Make sure that a run may be saved as ``path``: a new name, an empty folder, or an older run.

    Raises
    ------
    SaveFailed
        If something else stands there, or an older run with files of somebody else in it, or nothing may be
        written there.
    """
    folder = Path(path)
    check_place(folder)
    if not folder.exists():
        return
    wrong = "there is a file of this name"
    if folder.is_dir():
        others = sorted(entry.name for entry in folder.iterdir() if entry.name not in PARTS)
        if not others:
            return
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        wrong = f"this folder holds what is no part of a run: {', '.join(others[:3])}{more}"
    allowed = "Nothing was saved: a run replaces only an older run or an empty folder."
    raise SaveFailed(Problem(wrong, allowed, "Choose another name, or move it away.", where=folder.name))


def save(run: Posterior | Outlook, path: str | Path, *, command: str = "") -> None:
    """Write a run as a folder.

    Parameters
    ----------
    run
        A posterior or an outlook; an outlook holds its posterior.
    path
        Folder to write; an older run of that name is replaced in the last step.
    command
        The command that repeats it, kept in the provenance.

    Raises
    ------
    SaveFailed
        If something else than an older run stands there, or the disk or folder does not take it; what was
        there before is untouched.
    """
    check_target(path)
    posterior = run.posterior if isinstance(run, Outlook) else run
    with writing(Path(path)) as fresh:
        fresh.mkdir()
        (fresh / META).write_text(json.dumps(_meta(run, posterior, command), indent=1, ensure_ascii=False))
        (fresh / SCENARIO).write_text(resolve(posterior.scenario), encoding="utf-8")
        save_reports(posterior.reports, fresh / REPORTS)
        dataset = run.ensemble.dataset.assign(z=(("member", "parameter"), posterior.z))
        sizes = {
            name: min(CHUNK_MEMBERS, size) if name == "member" else size
            for name, size in dataset.sizes.items()
        }
        names = {n: (n, dataset[n].values.astype(object)) for n in ("place", "corridor", "group")}
        dataset = dataset.assign_coords(names)
        encoding = {str(v): {"chunks": tuple(sizes[d] for d in dataset[v].dims)} for v in dataset.data_vars}
        dataset.attrs = dict(provenance(posterior, command).attributes())
        dataset.to_zarr(fresh / ARRAYS, mode="w", encoding=encoding, consolidated=False, zarr_format=3)


def provenance(posterior: Posterior, command: str = "") -> Provenance:
    """How to repeat a posterior."""
    return Provenance(
        scenario=posterior.scenario.name,
        scenario_digest=digest(posterior.scenario),
        seed=posterior.seed,
        members=posterior.members,
        as_of=posterior.as_of.isoformat(),
        command=command,
    )


def load_outlook(path: str | Path) -> Outlook:
    """Read an outlook back; a fit, which looks no day ahead, is refused with the way to make one.

    Raises
    ------
    InputError
        As :func:`load` does, and if the run is a fit.
    """
    run = load(path)
    if isinstance(run, Outlook):
        return run
    wrong, allowed = f'"{path}" is a fit and looks no day ahead', "Needed here is an outlook."
    raise InputError(Problem(wrong, allowed, f"Make one first: alee forecast {path} --out OUTLOOK"))


def load(path: str | Path) -> Posterior | Outlook:
    """Read a run back.

    Raises
    ------
    InputError
        If the folder is not a run, is incomplete, or was garbled.
    """
    folder = Path(path)
    if not (folder / META).is_file():
        raise InputError(
            Problem(
                f'"{folder.name}" is not a run of Alee',
                "A run is a folder made by alee fit or alee forecast, with run.json inside",
                "Check the name, or make it with alee fit SCENARIO --out RUN",
            )
        )
    try:
        return _read(folder)
    except InputError:
        raise
    except MemoryError:
        raise
    except Exception as error:
        raise InputError(
            Problem(
                f'the run "{folder.name}" cannot be read: {type(error).__name__}',
                "A run is read only if all its files are whole",
                "Make it again with the command in its run.json, or copy it again",
            )
        ) from error


def _meta(run: Posterior | Outlook, posterior: Posterior, command: str) -> dict[str, Any]:
    ahead = {"days": run.days, "given": [_event(e) for e in run.given]} if isinstance(run, Outlook) else None
    return {
        "alee_run": FORMAT,
        "provenance": provenance(posterior, command).attributes(),
        "as_of": posterior.as_of.isoformat(),
        "seed": posterior.seed,
        "parameters": [{"name": p.name, "prior": str(p.prior)} for p in posterior.parameters],
        "fits": [_fit_cells(fit) for fit in posterior.fits],
        "corrections": None if posterior.corrections is None else asdict(posterior.corrections),
        "outlook": ahead,
        "digest": run.ensemble.digest(),
    }


def _event(event: Event) -> dict[str, Any]:
    return {key: value for key, value in event_cells(event).items() if value not in (None, "", [])}


def _fit_cells(fit: ReportFit) -> dict[str, Any]:
    return {
        "id": fit.report.id,
        "used": fit.used,
        "reason": fit.reason,
        "concept": fit.concept.name if fit.concept else None,
        "expected": fit.expected,
        "score": fit.score,
        "factor": fit.factor,
        "far_off": fit.far_off,
    }


def _read_fit(cells: Mapping[str, Any], posterior_reports: Any) -> ReportFit:
    expected = cells["expected"]
    return ReportFit(
        report=posterior_reports.get(cells["id"]),
        used=bool(cells["used"]),
        reason=str(cells["reason"]),
        concept=None if cells["concept"] is None else Concept[cells["concept"]],
        expected=None if expected is None else (expected[0], expected[1], expected[2]),
        score=float(cells["score"]),
        factor=cells["factor"],
        far_off=float(cells.get("far_off", 0.0)),
    )


def _read_corrections(cells: Mapping[str, Any] | None) -> Corrections | None:
    if cells is None:
        return None
    return Corrections(
        accepted=tuple(float(share) for share in cells["accepted"]),
        step=tuple(float(step) for step in cells["step"]),
        before=float(cells["before"]), after=float(cells["after"]),
    )  # fmt: skip


def _text(path: Path) -> str:
    text = read_text(path)
    if isinstance(text, Problem):
        raise InputError(text)
    return text


def _read(folder: Path) -> Posterior | Outlook:
    meta = json.loads(_text(folder / META))
    if meta.get("alee_run") != FORMAT:
        raise InputError(
            Problem(f'the run "{folder.name}" has another format', f"This version reads format {FORMAT}")
        )
    scenario = parse_resolved(_text(folder / SCENARIO))
    reports = load_reports(folder / REPORTS)
    n_days = (dt.date.fromisoformat(meta["as_of"]) - scenario.start).days + 1
    sizes = {
        "place": len(scenario.places), "corridor": len(scenario.corridors), "group": len(scenario.groups),
        "parameter": len(meta["parameters"]), "day": n_days + int((meta["outlook"] or {"days": 0})["days"]),
    }  # fmt: skip
    check_arrays(folder / ARRAYS, sizes)
    dataset = xr.open_zarr(folder / ARRAYS, consolidated=False, chunks=None).load()
    z = np.asarray(dataset["z"].values)
    ensemble = Ensemble(dataset.drop_vars("z").drop_attrs(deep=False))
    if ensemble.digest() != meta["digest"]:
        raise InputError(
            Problem(
                f'the arrays of the run "{folder.name}" are not those that were saved',
                "Their SHA-256 must equal the one in run.json",
                "Make the run again, or copy it again",
            )
        )
    as_of = dt.date.fromisoformat(meta["as_of"])
    parameters = tuple(Parameter(name=p["name"], prior=Prior.parse(p["prior"])) for p in meta["parameters"])
    ahead = meta["outlook"]
    posterior = Posterior(
        scenario=scenario, reports=reports, as_of=as_of, seed=int(meta["seed"]), parameters=parameters, z=z,
        ensemble=ensemble.until(as_of) if ahead else ensemble,
        fits=tuple(_read_fit(cells, reports) for cells in meta["fits"]),
        corrections=_read_corrections(meta["corrections"]),
    )  # fmt: skip
    if not ahead:
        return posterior
    given = tuple(make_event(cells) for cells in ahead["given"])
    return Outlook(posterior=posterior, days=int(ahead["days"]), given=given, ensemble=ensemble)
