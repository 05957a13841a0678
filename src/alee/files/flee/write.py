"""Import a Flee folder: a scenario folder with its reports, the originals and the notes beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from alee.core.errors import BugError, ImportFailed, Problem, SaveFailed
from alee.files.atomic import writing
from alee.files.flee.convert import Imported, scenario_from_flee
from alee.files.flee.folder import SETTINGS_FILE, load_flee
from alee.files.flee.optional import CHANGES
from alee.files.report_table import reports_text
from alee.files.resolved import scenario_texts
from alee.files.yaml_source import parse_yaml
from alee.model.flee import FleeWorld
from alee.model.flee_settings import FIELDS, FLOOD_KEYS, MODES, SECTIONS, FleeSettings, read_settings

KEPT = ("input_csv", "source_data")
BESIDE = (SETTINGS_FILE, CHANGES)


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
        As for :func:`alee.load_flee`. They are kept in ``flee/simsetting.yml``, in place of the folder's own.
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
    if settings is not None:
        originals[SETTINGS_FILE] = _settings_bytes(settings)
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


def flee_world(folder: str | Path, *, settings: str | Path | FleeSettings | None = None) -> FleeWorld:
    """Read a Flee folder, or the one inside an imported scenario.

    Parameters
    ----------
    folder
        A folder with ``input_csv``, or a scenario folder that :func:`alee.import_flee` made.
    settings
        As for :func:`alee.load_flee`.

    Raises
    ------
    ImportFailed
        If anything in it cannot be used.
    """
    path = Path(folder)
    if (path / "flee" / "input_csv").is_dir():
        return load_imported(path, settings=settings)
    return load_flee(path, settings=settings)


def load_imported(folder: str | Path, *, settings: str | Path | FleeSettings | None = None) -> FleeWorld:
    """Read the Flee world that an imported scenario was made of, with the settings it was imported with.

    Parameters
    ----------
    folder
        A scenario folder that :func:`alee.import_flee` made; its name is the world's.
    settings
        Others than those it was imported with.

    Raises
    ------
    ImportFailed
        If the folder was not imported from Flee, or the originals in it cannot be used any more.
    """
    path = Path(folder)
    if not (path / "flee" / "input_csv").is_dir():
        wrong = "this folder keeps no Flee folder"
        allowed = f'Needed: the folder "flee" that an import leaves in "{path.name}".'
        raise ImportFailed(Problem(wrong, allowed, "Make one with alee import-flee.", where=path.name))
    return replace(load_flee(path / "flee", settings=settings), name=path.absolute().name)


def settings_text(settings: FleeSettings) -> str:
    """Write settings as Flee's simsetting.yml, every key that differs from Flee's default.

    Raises
    ------
    ImportFailed
        If Flee's rules are to hold as its documents promise: no key of the file says so.
    """
    if settings.quirks != "kept":
        raise ImportFailed(
            Problem(
                f'"{settings.quirks}" cannot be kept in {SETTINGS_FILE}', 'Allowed in an import: "kept".',
                "To play the promised rules: alee simulate FOLDER --behaviour flee-intended.",
                where='FleeSettings, "quirks"',
            )
        )  # fmt: skip
    chosen = {key: _plain(getattr(settings, name)) for key, name in FIELDS.items()}
    default = {key: _plain(getattr(FleeSettings(), name)) for key, name in FIELDS.items()}
    asked = {key: value for key, value in chosen.items() if value != default[key]}
    content: dict[str, Any] = {}
    for section, keys in SECTIONS.items():
        content[section] = {key: asked[key] for key in keys if key in asked}
    for section, fields in MODES.items():
        if not asked.keys().isdisjoint(fields.values()):
            content["spawn_rules"][section] = {key: chosen[name] for key, name in fields.items()}
    content["move_rules"]["flood_rules"] = {key: asked[key] for key in FLOOD_KEYS if key in asked}
    key = "default_conflict_intensity"
    content |= {key: asked[key]} if key in asked else {}
    text = yaml.safe_dump(content, sort_keys=False)
    if read_settings(parse_yaml(text, SETTINGS_FILE).content) != settings:
        raise BugError("the settings of a Flee run are not the same once written and read again.")
    return text


def _plain(value: Any) -> Any:
    """Turn tuples into lists, which YAML can write."""
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _settings_bytes(settings: str | Path | FleeSettings) -> bytes:
    if isinstance(settings, FleeSettings):
        return settings_text(settings).encode()
    try:
        return Path(settings).read_bytes()
    except OSError as error:
        wrong = f"this file cannot be read ({error.strerror})"
        raise ImportFailed(Problem(wrong, where=Path(settings).name)) from error


def _originals(folder: Path) -> dict[str, bytes]:
    """Read the original files, before anything is written."""
    paths = [path for part in KEPT for path in sorted((folder / part).iterdir()) if path.is_file()]
    paths += [folder / name for name in BESIDE if (folder / name).is_file()]
    try:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise ImportFailed(Problem(f"a file cannot be read ({error.strerror})", where=folder.name)) from error
