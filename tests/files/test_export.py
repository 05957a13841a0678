"""Tables of a run: what stands in them, that they say the truth, and that nothing half-written stays."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from alee.core.cells import csv_table, safe_cell
from alee.core.errors import SaveFailed
from alee.files.export import export
from alee.inference.fitting import fit
from alee.outlook.forecasting import Outlook, forecast
from tests.worlds import small_world, some_reports


@pytest.fixture(scope="module")
def outlook() -> Outlook:
    return forecast(fit(small_world(), some_reports(), members=30, seed=4), days=3)


@pytest.fixture(scope="module")
def folder(outlook: Outlook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "tables"
    export(outlook, path, command="alee export RUN --out TABLES")
    return path


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_tables_hold_the_quantiles_of_the_run(outlook: Outlook, folder: Path) -> None:
    rows = {(r["day"], r["place"], r["variable"]): r for r in rows_of(folder / "places.csv")}
    present = outlook.ensemble.present.sum("group")
    assert len(rows) == present.sizes["day"] * present.sizes["place"] * 5
    row = rows["2030-03-16", "Bigcity", "present"]
    expected = np.quantile(present.sel(place="Bigcity", day="2030-03-16").values, [0.05, 0.5, 0.95])
    assert [float(row[q]) for q in ("q05", "q50", "q95")] == pytest.approx(expected)
    assert (row["country"], row["unit"]) == ("BBB", "persons")


def test_a_country_is_summed_in_each_member(outlook: Outlook, folder: Path) -> None:
    rows = {(r["day"], r["country"], r["variable"]): r for r in rows_of(folder / "countries.csv")}
    both = outlook.ensemble.present.sel(place=["Gate", "Bigcity"], day="2030-03-14").sum(("place", "group"))
    assert float(rows["2030-03-14", "BBB", "present"]["q95"]) == pytest.approx(np.quantile(both.values, 0.95))


def test_every_variable_is_explained_and_the_work_can_be_repeated(outlook: Outlook, folder: Path) -> None:
    explained = {row["variable"] for row in rows_of(folder / "variables.csv")}
    for table in ("places.csv", "countries.csv", "groups.csv", "corridors.csv"):
        assert {row["variable"] for row in rows_of(folder / table)} <= explained
    told = json.loads((folder / "provenance.json").read_text())
    assert told["alee_seed"] == 4
    assert told["alee_command"] == "alee export RUN --out TABLES"


def test_an_export_overwrites_nothing(outlook: Outlook, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(SaveFailed, match=r'(?s)"mine" exists already.*makes a new folder.*another name'):
        export(outlook, tmp_path / "mine")
    with pytest.raises(SaveFailed, match="folder to write in does not exist"):
        export(outlook, tmp_path / "no" / "tables")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_no_cell_becomes_a_formula() -> None:
    assert [safe_cell(c) for c in ("=1+1", "-x", -3, "Gate", "")] == ["'=1+1", "'-x", -3, "Gate", ""]
    assert csv_table(("a", "b"), [("=1+1", -3), ("x,y", "")]) == 'a,b\n\'=1+1,-3\n"x,y",\n'
