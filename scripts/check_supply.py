"""What Alee is made of: licences of everything it installs, known holes, and how many packages that are.

``python scripts/check_supply.py`` is a part of ``make check``. The licences are read from the packages
themselves. Known holes are asked for with pip-audit, where it is installed and the network answers; where
not, that is said and nothing fails. ``--sbom FILE`` looks at a list of parts (CycloneDX) instead.
"""

import importlib.util
import json
import re
import subprocess
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ALLOWED = re.compile(
    r"\b(MIT|MIT-0|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|MPL-2\.0|Mozilla Public License 2\.0|"
    r"HPND|Zlib|Unlicense|Public Domain|CC0|Unicode|BSL-1\.0)\b",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(r"\b(A?GPL|Affero|SSPL|BUSL|Commons Clause|proprietary)", re.IGNORECASE)
EXTRAS = ("reading", "tables", "dashboard", "world", "cluster")
MOST_PACKAGES = 30
SECONDS = 60


def packages_of(extras: tuple[str, ...] = ()) -> dict[str, Distribution | None]:
    """Give what an installation of Alee brings with it, by name; None for what is not installed here.

    Parameters
    ----------
    extras
        Optional parts to count; none for the base.
    """
    found: dict[str, Distribution | None] = {}
    todo = [("alee", frozenset(extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        name, wanted = todo.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            found[name] = None
            continue
        for text in found[name].requires or []:
            need = Requirement(text)
            if need.marker is None or any(need.marker.evaluate({"extra": e}) for e in ("", *wanted)):
                todo.append((canonicalize_name(need.name), frozenset(need.extras)))
    del found["alee"]
    return found


def licence_of(package: Distribution) -> str:
    """Read the licence of a package: its expression, its classifiers, or the first line of its free text."""
    about = package.metadata
    if about.get("License-Expression"):
        return str(about["License-Expression"])
    classified = [text for text in about.get_all("Classifier") or [] if text.startswith("License ::")]
    free = (about.get("License") or "").strip().splitlines()
    return "; ".join([text.rpartition(" :: ")[2] for text in classified] + free[:1])


def licence_problems() -> list[str]:
    """Say which packages have a licence that may not come in, or none that is known."""
    out = []
    for name, package in sorted(packages_of(EXTRAS).items()):
        if package is None:
            continue
        said = licence_of(package)
        if not ALLOWED.search(said) or (FORBIDDEN.search(said) and " OR " not in said):
            out.append(
                f"{name}: its licence is {said or 'not said'!r}. Allowed are permissive ones and MPL-2.0."
            )
    return out


def sbom_problems(path: Path) -> list[str]:
    """Say what is wrong with a list of parts: one missing, no version or licence, a place of this disk."""
    text = path.read_text(encoding="utf-8")
    parts = {canonicalize_name(one["name"]): one for one in json.loads(text)["components"]}
    out = [f"{name}: it is not in the list of parts." for name in sorted(packages_of()) if name not in parts]
    out += [
        f"{name}: the list of parts says no {field}."
        for name, one in sorted(parts.items())
        for field in ("version", "licenses")
        if not one.get(field)
    ]
    places = sorted({str(Path.home()), str(Path.cwd()), "file:"})
    out += [f"The list of parts names a place of this disk ({place})." for place in places if place in text]
    return out


def audit() -> tuple[bool, str]:
    """Ask for known holes; whether all is well, and a sentence."""
    if importlib.util.find_spec("pip_audit") is None:
        return True, "Known holes: not looked for, pip-audit is not installed (pip install --group supply)."
    words = [
        sys.executable,
        "-m",
        "pip_audit",
        "--progress-spinner",
        "off",
        "--skip-editable",
        "--timeout",
        "10",
    ]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return True, "Known holes: not looked for, the network does not answer."
    if done.returncode == 0:
        return True, "Known holes: none."
    if "Found" in done.stderr or "Found" in done.stdout:
        return False, f"Known holes:\n{done.stdout}"
    return True, "Known holes: not looked for, the network does not answer."


def main(words: list[str]) -> int:
    """Check all three, or a list of parts; 1 if something may not stay as it is."""
    if words[:1] == ["--sbom"]:
        wrong = sbom_problems(Path(words[1]))
        sys.stdout.write("\n".join([*wrong, f"List of parts: {len(wrong)} problems."]) + "\n")
        return int(bool(wrong))
    base = packages_of()
    problems = licence_problems()
    if len(base) > MOST_PACKAGES:
        problems.append(f"The base installs {len(base)} packages. Allowed: {MOST_PACKAGES}.")
    is_well, said = audit()
    out = [f"The base installs {len(base)} packages (at most {MOST_PACKAGES}).", *problems, said]
    if not problems:
        out.insert(1, "Licences: all permissive or MPL-2.0.")
    sys.stdout.write("\n".join(out) + "\n")
    return 0 if is_well and not problems else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
