"""Many histories side by side, by name: a thin reader over an xarray Dataset.

An ensemble *holds* a dataset, it is not one: ``ensemble.present`` is the DataArray, ``ensemble.dataset``
is everything. Dimensions are (member, day, place[, group]) and (member, day, corridor); every variable
is declared in :mod:`alee.core.variables`.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from alee.core.errors import InputError
from alee.core.suggestions import did_you_mean
from alee.core.variables import VARIABLES
from alee.kernels.flee.layout import FleeRecord
from alee.kernels.layout import Record


@dataclass(frozen=True)
class Ensemble:
    """Named trajectories of all members.

    Attributes
    ----------
    dataset
        Counts of persons; see the registry for each variable's dims, dtype, unit and meaning.
    """

    dataset: xr.Dataset

    @classmethod
    def from_record(
        cls,
        record: Record,
        *,
        days: Sequence[dt.date],
        places: Sequence[str],
        corridors: Sequence[str],
        groups: Sequence[str],
    ) -> "Ensemble":
        """Name the arrays of a record; nothing is copied."""
        coordinates = {
            "member": np.arange(record.status.shape[0], dtype=np.int64),
            "day": np.array(days, dtype="datetime64[ns]"),
            "place": np.array(places, dtype=np.str_),
            "corridor": np.array(corridors, dtype=np.str_),
            "group": np.array(groups, dtype=np.str_),
        }
        return cls(xr.Dataset(_named(record._asdict()), coords=coordinates))

    @classmethod
    def from_flee(cls, record: FleeRecord, *, days: Sequence[dt.date], places: Sequence[str]) -> "Ensemble":
        """Name the arrays of a run under Flee's rules; everybody is in one group."""
        values = {
            "displaced": record.spawned[..., None],
            "present": record.present[..., None],
            "arrivals": record.arrivals,
            "in_transit": record.in_transit,
            "status": record.status,
        }
        coordinates = {
            "member": np.arange(record.status.shape[0], dtype=np.int64),
            "day": np.array(days, dtype="datetime64[ns]"),
            "place": np.array(places, dtype=np.str_),
            "group": np.array(["all"]),
        }
        return cls(xr.Dataset(_named(values), coords=coordinates))

    def __getattr__(self, name: str) -> xr.DataArray:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self.dataset.data_vars:
            known = [str(variable) for variable in self.dataset.data_vars]
            likely = did_you_mean(name, known)
            raise AttributeError(f'an ensemble has no variable "{name}". It has {", ".join(known)}. {likely}')
        return self.dataset[name]

    @property
    def members(self) -> int:
        """Number of histories."""
        return int(self.dataset.sizes["member"])

    def until(self, day: dt.date) -> "Ensemble":
        """The part up to and including a day; nothing is copied."""
        return Ensemble(self.dataset.sel(day=slice(None, np.datetime64(day, "ns"))))

    def minus(self, other: "Ensemble") -> "Ensemble":
        """Subtract another ensemble of the same members and days, member by member.

        Raises
        ------
        InputError
            If members, days, places, corridors or groups differ.
        """
        for name in ("member", "day", "place", "corridor", "group"):
            if not self.dataset[name].equals(other.dataset[name]):
                raise InputError(
                    f"ensembles to compare: their {name}s differ. "
                    "Allowed are two runs of one scenario with the same members and days."
                )
        difference = {
            name: self.dataset[name].astype(np.int64) - other.dataset[name].astype(np.int64)
            for name in self.dataset.data_vars
            if name != "status"
        }
        return Ensemble(xr.Dataset(difference))

    def digest(self) -> str:
        """SHA-256 over all values in canonical order; the same for any threads, blocks or chunks."""
        total = hashlib.sha256()
        for name in sorted(str(variable) for variable in self.dataset.data_vars):
            values = np.ascontiguousarray(self.dataset[name].values)
            total.update(f"{name} {values.dtype.str} {values.shape}".encode())
            total.update(values.data)
        return total.hexdigest()


def _named(values: Mapping[str, np.ndarray]) -> dict[str, tuple[Any, ...]]:
    """Give arrays their dims, unit and meaning from the registry."""
    return {
        name: (
            VARIABLES[name].dims,
            array,
            {"units": VARIABLES[name].unit, "meaning": VARIABLES[name].meaning},
        )
        for name, array in values.items()
    }


def as_record(ensemble: Ensemble) -> Record:
    """The arrays of an ensemble as the kernels' record; nothing is copied."""
    return Record(*(ensemble.dataset[name].values for name in Record._fields))
