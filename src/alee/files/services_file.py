"""Read services.yaml, with every problem at its line; and the front door ``alee.needs``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alee.core.errors import InputError, Problem, ScenarioError
from alee.files.group_log import GroupLog
from alee.files.yaml_source import Key, YamlSource, read_yaml
from alee.model.services import Services
from alee.outlook.forecasting import Outlook
from alee.services.figures import Needs
from alee.services.log import Log
from alee.services.planning import needs_of

FILE = "services.yaml"
COLUMNS = {"asks_from": "from"}


def load_services(path: str | Path) -> Services:
    """Read what a group of helpers offers.

    Parameters
    ----------
    path
        The file, or a folder that holds services.yaml.

    Raises
    ------
    ScenarioError
        If anything is wrong; it lists every problem with file and line.
    """
    file = Path(path) / FILE if Path(path).is_dir() else Path(path)
    source = read_yaml(file)
    if source.problems:
        raise ScenarioError(source.problems)
    content: dict[str, Any] = {key: value for key, value in source.content.items() if value is not None}
    written = content.get("services")
    names: list[str] = []
    if isinstance(written, dict):
        names = list(written)
        content["services"] = [_named(name, keys) for name, keys in written.items()]
    elif "services" in content:
        raise ScenarioError(
            Problem(
                "these are not services",
                "Allowed: names, each with keys below it.",
                where=source.where(("services",)),
            )
        )
    try:
        return Services(**content)
    except InputError as error:
        raise ScenarioError(_placed(problem, source, names) for problem in error.problems) from None


def _named(name: str, keys: Any) -> Any:
    return {"name": name, **keys} if isinstance(keys, dict) else keys


def _placed(problem: Problem, source: YamlSource, names: list[str]) -> Problem:
    """Name the line of a problem: services are keys in the file, and rows in the model."""
    key: Key = problem.path
    if len(key) > 1 and key[0] == "services" and isinstance(key[1], int) and key[1] < len(names):
        rest = tuple(COLUMNS.get(str(part), part) for part in key[2:] if part != "name")
        key = ("services", names[key[1]], *rest)
    return problem.at(source.where(key))


def needs(
    outlook: Outlook,
    *,
    place: str = "",
    services: str | Path | Services,
    log: str | Path | Log | None = None,
) -> Needs:
    """Say what a group of helpers will be asked for in one place: beds, cash, counsel, papers, school.

    Parameters
    ----------
    place
        Place of the scenario where the group works; may be left out where services.yaml names it.
    services
        services.yaml, or what :func:`load_services` made of it.
    log
        Folder of the group's own numbers (``alee log --workspace``), or a log.

    Raises
    ------
    InputError
        If the file is wrong, or the place or a group of people is unknown.
    """
    offered = services if isinstance(services, Services) else load_services(services)
    known = GroupLog(Path(log)).log() if isinstance(log, str | Path) else log
    return needs_of(outlook, place=place, services=offered, log=known)
