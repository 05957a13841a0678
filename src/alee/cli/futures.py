"""What-ifs named on the command line: words, or a YAML file of them; each becomes a future."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from alee.executors import Progress
from alee.inference.posterior import Posterior
from alee.model.events import Event
from alee.model.scenario import Scenario
from alee.outlook.forecasting import Outlook


def named_what_ifs(given: Sequence[str]) -> dict[str, str]:
    """Give each what-if its name: its own words, or its key in a YAML file.

    Raises
    ------
    InputError
        If a file cannot be read, or holds anything but names and words.
    """
    from alee.core.errors import InputError, ScenarioError
    from alee.files.yaml_source import read_yaml

    out: dict[str, str] = {}
    for text in given:
        if not text.endswith((".yaml", ".yml")):
            out[text] = text
            continue
        source = read_yaml(Path(text))
        if source.problems:
            raise ScenarioError(source.problems)
        if not source.content:
            raise InputError(f"{text}: no what-if stands in it. Needed: names, each with its words.")
        for name, words in source.content.items():
            changes = words if isinstance(words, list) else [words]
            if not all(isinstance(change, str) for change in changes):
                raise InputError(
                    f"{source.where((name,))}: a what-if is words, or a list of them, "
                    "such as: close 'Upper Lars' from 2022-10-10."
                )
            out[name] = "; ".join(str(change) for change in changes)
    return out


def read_what_ifs(
    posterior: Posterior, days: int | None, given: Sequence[str]
) -> dict[str, tuple[Event, ...]]:
    """Read each what-if and hold it against the days ahead, before anything long is begun."""
    from alee.outlook.forecasting import check_given
    from alee.outlook.what_ifs import parse_what_if

    scenario: Scenario = posterior.scenario
    until = posterior.as_of + dt.timedelta(days=scenario.horizon_days if days is None else days)
    wanted = {
        name: parse_what_if(text, scenario, posterior.as_of) for name, text in named_what_ifs(given).items()
    }
    for events in wanted.values():
        check_given(events, posterior.as_of, until)
    return wanted


def what_if_futures(
    posterior: Posterior, days: int, wanted: Mapping[str, Sequence[Event]], threads: int | None,
    progress: Progress | None,
) -> dict[str, Outlook]:  # fmt: skip
    """Run each what-if with the luck of the plain outlook."""
    from alee.outlook.forecasting import forecast

    return {
        name: forecast(posterior, days=days, given=events, threads=threads, progress=progress)
        for name, events in wanted.items()
    }
