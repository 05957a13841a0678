"""Run one command of Alee in a process of its own and give what it said.

Work that loads a whole run stays out of the server this way, and both cannot differ.
"""

from __future__ import annotations

import subprocess
import sys

from alee.dashboard.faults import Refused

ENTRY = "from alee.cli import main; main()"
PATIENCE = 180  # seconds; a run of 1,000 members takes a few
STATUS = {2: 422, 3: 422, 5: 501}  # a word that cannot be, input that cannot be used, a part not installed


def run_command(*arguments: str, where: str, text: str = "") -> str:
    """Run ``alee ARGUMENTS`` with a text on its standard input; give its standard output.

    Raises
    ------
    Refused
        With what the command said, if it refused or took too long.
    """
    command = [sys.executable, "-c", ENTRY, *arguments]
    try:
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused(503, "this takes too long; try again.", where=where) from None
    if done.returncode:
        said = done.stderr.replace("Loading Alee ...", "").strip()
        raise Refused(STATUS.get(done.returncode, 503), said or "it did not work.", where=where)
    return done.stdout
