"""What people see while they wait: a first line at once, progress with time left, and calm errors."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from alee.executors import Progress as Tell

OUT = Console(highlight=False, soft_wrap=True, markup=False)
ERR = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def say(text: str) -> None:
    """A line for people, on stderr."""
    ERR.print(text)
    sys.stderr.flush()


@contextmanager
def progress_bars(*, quiet: bool = False) -> Iterator[Tell | None]:
    """A function to report progress to: bars with time left on a terminal, plain lines elsewhere."""
    if quiet:
        yield None
        return
    if not sys.stderr.isatty():
        yield _plain
        return
    columns = (TextColumn("{task.description:<42}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=ERR) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(phase: str, done: int, total: int) -> None:
            if phase not in tasks:
                tasks[phase] = bars.add_task(phase, total=total)
            bars.update(tasks[phase], completed=done)

        yield tell


def _plain(phase: str, done: int, total: int) -> None:
    if done in (0, total):
        say(f"{phase}: {done} of {total:,}")
