"""A worker: a process of its own that does one piece of long work after the other.

It keeps the engine compiled and the last run in memory, so that a second question is answered in seconds.
It ends with the server, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import Any

from alee.core.errors import AleeError

CANCEL, STOP = "cancel", "stop"


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """Somebody called the work off."""


class Line:
    """The worker's end of the connection: tells how far it is, and hears when it is called off."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tell(self, phase: str, done: int, total: int) -> None:
        """Report progress.

        Raises
        ------
        Cancelled
            If the work was called off.
        """
        while self._connection.poll():
            if self._connection.recv() == (CANCEL,):
                raise Cancelled
        self._connection.send(("progress", phase, done, total))

    def so_far(self, result: dict[str, Any]) -> None:
        """Hand over a result that is good enough to look at while the work goes on."""
        self._connection.send(("partial", result))


def work(connection: Connection, runs: str, scraps: str) -> None:
    """Do jobs as they come, until told to stop or the server is gone.

    Parameters
    ----------
    runs
        Folder of the runs.
    scraps
        Folder for what makes broken work go on.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's to hear
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    from alee.dashboard.tasks import Bench

    bench = Bench(runs=Path(runs), scraps=Path(scraps), line=Line(connection))
    connection.send(("ready",))
    while True:
        try:
            message = connection.recv()
        except (EOFError, OSError):
            return
        if message == (STOP,):
            return
        if message != (CANCEL,):  # one that came after the work was done
            connection.send(_done(bench, *message))


def _done(bench: Any, job: str, kind: str, arguments: dict[str, Any]) -> tuple[Any, ...]:
    try:
        return ("done", bench.do(job, kind, arguments))
    except Cancelled:
        return ("cancelled",)
    except AleeError as error:
        return ("failed", str(error), "")
    except MemoryError:
        return ("failed", "there is not enough memory for this. Try with fewer members.", "")
    except Exception as error:  # noqa: BLE001 - a job that fails must not take the worker with it
        words = f"something went wrong inside Alee, not with your input: {type(error).__name__}: {error}"
        return ("failed", words, traceback.format_exc())


def _end_with_the_server() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
