"""A fit that is broken off anywhere goes on and ends with the same bits; nothing is taken over by mistake."""

from pathlib import Path

import numpy as np
import pytest

from alee.cli import main
from alee.core.errors import SaveFailed
from alee.files.journal import SqliteJournal, work_of_fit
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.files.store import check_target
from alee.inference.effort import STEPS
from alee.inference.fitting import fit

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"
ROUNDS = 3


class PulledError(Exception):
    """Stands for a plug that was pulled."""


class Fragile(SqliteJournal):
    """A journal whose machine dies right after some stage was written."""

    def __init__(self, path: Path, work: str, dies_after: int) -> None:
        super().__init__(path, work)
        self.dies_after = dies_after

    def write(self, stage, content):
        super().write(stage, content)
        if stage == self.dies_after:
            raise PulledError


@pytest.fixture(scope="module")
def case():
    scenario, reports = load_scenario(HAMLET), load_reports(HAMLET / "reports.csv")
    work = work_of_fit(scenario, reports, as_of=None, members=40, seed=5, rounds=ROUNDS)
    whole = fit(scenario, reports, members=40, seed=5, rounds=ROUNDS)
    return scenario, reports, work, whole


@pytest.mark.parametrize("stage", range(1, STEPS + ROUNDS + 1))
def test_broken_off_after_any_stage_it_ends_with_the_same_bits(case, stage: int, tmp_path: Path) -> None:
    scenario, reports, work, whole = case
    path = tmp_path / "j"
    with pytest.raises(PulledError):
        fit(scenario, reports, members=40, seed=5, rounds=ROUNDS, book=Fragile(path, work, stage))
    again = fit(scenario, reports, members=40, seed=5, rounds=ROUNDS, book=SqliteJournal(path, work))
    assert again.ensemble.digest() == whole.ensemble.digest()
    assert np.array_equal(again.z, whole.z)
    assert again.corrections == whole.corrections


def test_another_seed_or_report_is_other_work(case) -> None:
    scenario, reports, work, _ = case
    same = {"as_of": None, "members": 40, "seed": 5, "rounds": ROUNDS}
    fewer = reports.until(scenario.start)
    others = [
        work_of_fit(scenario, reports, **{**same, "seed": 6}),
        work_of_fit(scenario, reports, **{**same, "members": 41}),
        work_of_fit(scenario, reports, **{**same, "rounds": 0}),
        work_of_fit(scenario, fewer, **same),
    ]
    assert len({work, *others}) == 5
    assert work_of_fit(scenario, reports, **same) == work


def test_a_garbled_stage_counts_as_not_written(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "j", "w")
    journal.write(1, {"smoothed": np.ones(2)})
    journal.write(2, {"smoothed": np.zeros(2)})
    with journal._open() as base, base:
        base.execute("UPDATE stages SET content = ? WHERE stage = 2", (b"nonsense",))
    found = journal.newest()
    assert found is not None
    assert found[0] == 1
    assert SqliteJournal(tmp_path / "j", "other").newest() is None


def test_a_file_that_is_no_journal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "j").write_text("this is a shopping list, not a database " * 50)
    with pytest.raises(SaveFailed, match="Remove it to begin anew"):
        SqliteJournal(tmp_path / "j", "w").newest()


def test_the_command_leaves_no_journal_behind(tmp_path: Path) -> None:
    out = tmp_path / "run"
    with pytest.raises(SystemExit) as code:
        main(["fit", "hamlet", "--members", "30", "--out", str(out), "--quiet"])
    assert code.value.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_fit_that_nothing_could_keep_does_not_begin(tmp_path: Path, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fit", "hamlet", "--members", "40", "--out", str(tmp_path / "nowhere" / "run")])
    assert ended.value.code == 3
    told = capsys.readouterr().err
    assert "the folder to write in does not exist" in told
    assert "learning" not in told


def test_a_folder_that_is_not_ours_to_write_is_said_at_once(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(SaveFailed, match="not allowed to write here"):
        check_target(tmp_path / "run")
