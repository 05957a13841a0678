"""The command line: every command is the twin of a library function, and errors become exit codes.

Exit codes: 2 usage, 3 input, 4 fit, 5 missing optional part, 70 a bug in Alee, 71 the computer did not give
what is needed (disk, memory, permission), 130 stopped by the user.
"""

import os
import sys
import traceback
from pathlib import Path

import typer

import alee.cli.ahead_command
import alee.cli.evaluate_command
import alee.cli.explain_command
import alee.cli.export_command
import alee.cli.flee_command
import alee.cli.fusion_command
import alee.cli.hindcast_command
import alee.cli.log_command
import alee.cli.needs_command
import alee.cli.read_command
import alee.cli.rolling_command
import alee.cli.score_command
import alee.cli.serve_command
import alee.cli.share_command
import alee.cli.simulate_command
import alee.cli.waves_command
import alee.cli.world_command  # noqa: F401 - makes itself known to the app
from alee.cli.commands import app
from alee.cli.screen import say
from alee.core.errors import AleeError, BugError, FitError, InputError, MissingExtra

CODES: tuple[tuple[type[AleeError], int], ...] = ((InputError, 3), (FitError, 4), (MissingExtra, 5))


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in words
    try:
        code = app([word for word in words if word != "--debug"], standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        say("Stopped. Nothing was half-written; a fit goes on where it was when you ask for it again.")
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the door: everything becomes one message and one code
        if debug:
            traceback.print_exc()
        sys.exit(report_error(error))
    try:
        sys.stdout.flush()
    except OSError as error:
        sys.exit(report_error(error))
    sys.exit(code if isinstance(code, int) else 0)


def report_error(error: Exception) -> int:
    """Tell the user what went wrong; the exit code that says of which kind it is."""
    if hasattr(error, "format_message"):  # a usage error of the command line itself
        say(f"alee: {error.format_message()}")
        say("Try: alee --help")
        return 2
    for kind, code in CODES:
        if isinstance(error, kind):
            say(str(error))
            return code
    if isinstance(error, MemoryError):
        say("There is not enough memory for this. Try fewer members, or close other programs.")
        return 71
    if isinstance(error, OSError) and error.strerror:
        return _report_system(error)
    words = str(error) if isinstance(error, BugError) else f"{type(error).__name__}: {error}"
    say(
        f"Something went wrong inside Alee, not with your input: {words}\n"
        "Nothing was half-written. Please report it with the command you ran; "
        "run it again with --debug to see where it happened."
    )
    return 70


def _report_system(error: OSError) -> int:
    """Tell what the operating system refused; a screen that takes nothing is not written to any more."""
    from alee.files.atomic import REASONS
    from alee.files.intake import label_of

    if isinstance(error, BrokenPipeError):  # whoever read the output has seen enough
        _close_output()
        return 0
    wrong, likely = REASONS.get(error.errno or 0, (error.strerror, ""))
    where = f"{label_of(Path(str(error.filename)))}: " if error.filename else ""
    say(f"{where}{wrong}.\nFiles are whole as they were, or as they were to become. {likely}".rstrip())
    if not error.filename:
        _close_output()
    return 71


def _close_output() -> None:
    """Let what was not printed go nowhere, so that leaving does not try again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
