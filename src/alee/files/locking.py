"""Let one program at a time work on a file: others wait a little, or are refused with a sentence.

A lock belongs to the process that holds it and ends with it, however it ends; a crash leaves nothing locked.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alee.core.errors import Problem, SaveFailed
from alee.files.intake import label_of

PATIENCE = 5.0  # seconds; nobody's writing takes as long
LOOK_EVERY = 0.02


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file while it is read, added to and written back; readers never see half a file anyway.

    Raises
    ------
    SaveFailed
        If nothing may be written beside the file, or another program holds it for longer than some seconds.
    """
    with _opened(path.with_suffix(".lock"), label_of(path)) as number:
        until = time.monotonic() + PATIENCE
        while not take(number):
            if time.monotonic() > until:
                wrong = "another program is writing to this file and does not let go"
                likely = "Look for an alee that still runs, end it, and try again."
                raise SaveFailed(Problem(wrong, "Nothing was saved.", likely, where=label_of(path)))
            time.sleep(LOOK_EVERY)
        yield


@contextmanager
def alone(path: Path, refusal: Problem) -> Iterator[None]:
    """Hold a piece of long work; a second process is refused at once.

    Parameters
    ----------
    path
        File to lock, made here and taken away in the end.
    refusal
        What the second process is told.

    Raises
    ------
    SaveFailed
        If another process does this work, or nothing may be written here.
    """
    while True:
        with _opened(path, label_of(path)) as number:
            if not take(number):
                raise SaveFailed(refusal)
            if not _is_same(number, path):  # its last holder took it away meanwhile
                continue
            try:
                yield
            finally:
                with suppress(OSError):
                    path.unlink()
            return


@contextmanager
def _opened(path: Path, label: str) -> Iterator[int]:
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        wrong = f"nothing can be written here ({error.strerror})"
        allowed = "Nothing was saved. Needed: a folder of your own that is there."
        raise SaveFailed(Problem(wrong, allowed, where=label)) from None
    try:
        yield number
    finally:
        os.close(number)


def _is_same(number: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(number), path.stat())
    except OSError:
        return False


if sys.platform == "win32":  # pragma: no cover - not the platform of the tests
    import msvcrt

    def take(number: int) -> bool:
        """Lock an open file if nobody holds it."""
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import errno
    import fcntl

    def take(number: int) -> bool:
        """Lock an open file if nobody holds it; a disk that knows no locks counts as taken by nobody."""
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
        return True
