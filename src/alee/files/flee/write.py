"""Import a Flee folder: a scenario folder with its reports, the originals and the notes beside it."""

from __future__ import annotations

from pathlib import Path

from alee.core.errors import ImportFailed, Problem, SaveFailed
from alee.files.atomic import writing
from alee.files.flee.convert import Imported, scenario_from_flee
from alee.files.flee.folder import SETTINGS_FILE, load_flee
from alee.files.report_table import reports_text
from alee.files.resolved import scenario_texts
from alee.model.flee_settings import FleeSettings

KEPT = ("input_csv", "source_data")


def import_flee(
    folder: str | Path,
    to: str | Path,
    *,
    settings: str | Path | FleeSettings | None = None,
    keep_capacities: bool = False,
    roads: bool = False,
) -> Imported:
    """Turn a Flee folder into a scenario folder; all of it is written, or nothing.

    Parameters
    ----------
    folder
        A folder with ``input_csv`` and ``source_data``.
    to
        Folder to make; it must not exist yet. The original files are kept in its sub-folder ``flee``, and
        what was changed stands in ``flee/notes.txt``.
    settings
        As for :func:`alee.load_flee`.
    keep_capacities
        Whether camps keep the capacities of locations.csv, persons.
    roads
        Whether every road becomes a corridor, instead of whole journeys from places in conflict to camps.

    Raises
    ------
    ImportFailed
        If anything in the folder cannot be used; it lists every problem with file and line.
    SaveFailed
        If ``to`` exists already or cannot be written; nothing half-written stays.
    """
    source, target = Path(folder), Path(to)
    if target.exists():
        wrong, allowed = f'"{target.name}" exists already', "An import makes a new folder."
        raise SaveFailed(Problem(wrong, allowed, "Choose another name, or remove the old folder."))
    world = load_flee(source, settings=settings)
    made = scenario_from_flee(world, name=target.name, keep_capacities=keep_capacities, roads=roads)
    texts = {**scenario_texts(made.scenario), "reports.csv": reports_text(made.reports)}
    originals = _originals(source)
    with writing(target) as fresh:
        for part in KEPT:
            (fresh / "flee" / part).mkdir(parents=True)
        for name, text in texts.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="")
        for name, raw in originals.items():
            (fresh / "flee" / name).write_bytes(raw)
        notes = "".join(f"{note}\n" for note in made.notes)
        (fresh / "flee" / "notes.txt").write_text(notes, encoding="utf-8", newline="")
    return made


def _originals(folder: Path) -> dict[str, bytes]:
    """Read the original files, before anything is written."""
    paths = [path for part in KEPT for path in sorted((folder / part).iterdir()) if path.is_file()]
    if (folder / SETTINGS_FILE).is_file():
        paths.append(folder / SETTINGS_FILE)
    try:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise ImportFailed(Problem(f"a file cannot be read ({error.strerror})", where=folder.name)) from error
