"""What-ifs named on the command line: words, or a YAML file of them; each becomes a future."""

from collections.abc import Sequence
from pathlib import Path

from alee.executors import Progress
from alee.inference.posterior import Posterior
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
        for name, words in source.content.items():
            changes = words if isinstance(words, list) else [words]
            if not all(isinstance(change, str) for change in changes):
                raise InputError(
                    f"{source.where((name,))}: a what-if is words, or a list of them, "
                    "such as: close 'Upper Lars' from 2022-10-10."
                )
            out[name] = "; ".join(str(change) for change in changes)
    return out


def what_if_futures(
    posterior: Posterior, days: int, given: Sequence[str], threads: int | None, progress: Progress | None
) -> dict[str, Outlook]:
    """Run each what-if with the luck of the plain outlook."""
    from alee.outlook.forecasting import forecast
    from alee.outlook.what_ifs import parse_what_if

    scenario: Scenario = posterior.scenario
    wanted = {
        name: parse_what_if(text, scenario, posterior.as_of) for name, text in named_what_ifs(given).items()
    }
    return {
        name: forecast(posterior, days=days, given=events, threads=threads, progress=progress)
        for name, events in wanted.items()
    }
