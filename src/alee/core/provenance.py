"""Where a result comes from, in a form that lets a stranger repeat it and tells nobody whose computer it was.

A provenance holds the version, the digest of the scenario, the seed, the checksum of every input file, and
the command. It holds no folder, no user and no host: files are named without their folders, and the
command has its absolute paths cut to the last part. It holds no time of day either, so the same work
writes the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PureWindowsPath
from typing import Any

PREFIX = "alee_"
READ_AT_ONCE = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """Everything that is needed to repeat a result.

    Parameters
    ----------
    scenario
        Name of the scenario.
    scenario_digest
        SHA-256 of the scenario's canonical form, 64 hexadecimal digits.
    seed
        The seed, also where nobody chose one.
    members
        Number of members.
    as_of
        Last day of publication that was read, year-month-day; empty where no report was read.
    inputs
        SHA-256 of each input file, by file name without folder.
    command
        The command that repeats the work.
    versions
        Versions of Alee, Python, NumPy and Numba.
    """

    scenario: str
    scenario_digest: str
    seed: int
    members: int
    as_of: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    command: str = ""
    versions: Mapping[str, str] = field(default_factory=lambda: versions_in_use())

    def attributes(self) -> dict[str, str | int]:
        """Write it as flat attributes for a data file; mappings become JSON text with sorted keys."""
        return {
            f"{PREFIX}{name}": dump_sorted(value) if isinstance(value, Mapping) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_attributes(cls, attributes: Mapping[str, Any]) -> Provenance:
        """Read it back from the attributes of a data file.

        Raises
        ------
        KeyError
            If an attribute is missing.
        """
        values = {name: attributes[f"{PREFIX}{name}"] for name in cls.__dataclass_fields__}
        for name in ("inputs", "versions"):
            values[name] = json.loads(values[name])
        return cls(**values)


def versions_in_use() -> dict[str, str]:
    """Tell the versions that can change a number: Alee, Python, NumPy and Numba."""
    return {
        "alee": installed_version("alee"),
        "python": platform.python_version(),
        "numpy": installed_version("numpy"),
        "numba": installed_version("numba"),
    }


def installed_version(package: str) -> str:
    """Tell the installed version of a package without importing it; ``unknown`` if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def checksums(files: Iterable[Path]) -> dict[str, str]:
    """Compute the SHA-256 of files, by file name without folder, sorted by name."""
    return {file.name: file_checksum(file) for file in sorted(files, key=lambda file: file.name)}


def file_checksum(file: Path) -> str:
    """Compute the SHA-256 of one file, 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(READ_AT_ONCE):
            digest.update(chunk)
    return digest.hexdigest()


def without_folders(word: str) -> str:
    """Cut an absolute path, also behind ``--option=``, to its last part; leave other words as they are."""
    option, equals, value = word.partition("=") if word.startswith("--") else ("", "", word)
    if Path(value).is_absolute():
        value = Path(value).name
    elif PureWindowsPath(value).is_absolute():
        value = PureWindowsPath(value).name
    return f"{option}{equals}{value}"


def dump_sorted(value: Mapping[str, Any]) -> str:
    """Write a mapping as JSON text with sorted keys, the same bytes for the same content."""
    return json.dumps(dict(value), sort_keys=True, ensure_ascii=False)
