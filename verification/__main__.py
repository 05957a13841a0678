"""Run every long check, or those named: python -m verification [NAME ...].

A check is a module or package here with a function ``main()``; it writes its tables into docs/evidence and
returns how many of its bars were missed. The exit code tells if all checks could run.
"""

import pkgutil
import sys
import time
import traceback
from importlib import import_module

import verification


def checks() -> list[str]:
    """Give the names of all checks: the modules and packages here that have a ``main()``."""
    names = sorted(m.name for m in pkgutil.iter_modules(verification.__path__) if m.name != "__main__")
    return [name for name in names if hasattr(import_module(f"verification.{name}"), "main")]


def run(name: str) -> bool:
    """Run one check and say how it went; False if it could not run."""
    began = time.perf_counter()
    module = import_module(f"verification.{name}")
    print(f"{name} ...", flush=True)
    try:
        missed = module.main()
    except Exception:  # noqa: BLE001 - the other checks must still run
        traceback.print_exc()
        print(f"{name}: could not run", flush=True)
        return False
    print(f"{name}: {missed} bars missed, {time.perf_counter() - began:.0f} s", flush=True)
    return True


if __name__ == "__main__":
    chosen = sys.argv[1:] or checks()
    unknown = sorted(set(chosen) - set(checks()))
    if unknown:
        sys.exit(f"there is no check called {', '.join(unknown)}. Allowed: {', '.join(checks())}.")
    outcomes = [run(name) for name in chosen]
    sys.exit(0 if all(outcomes) else 1)
