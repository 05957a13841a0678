"""Let one program at a time read a file, add to it and write it back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alee.core.errors import Problem, SaveFailed
from alee.files.intake import label_of


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file until the work on it is done, where the system can; readers never see half a file anyway.

    Raises
    ------
    SaveFailed
        If nothing may be written beside the file.
    """
    try:
        import fcntl
    except ImportError:  # Windows: the atomic writing alone must do
        yield
        return
    try:
        file = path.with_suffix(".lock").open("w")
    except OSError as error:
        wrong = f"nothing can be written here ({error.strerror})"
        allowed = "Nothing was saved. Needed: a folder of your own that is there."
        raise SaveFailed(Problem(wrong, allowed, where=label_of(path))) from None
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if it is not there, as long as one program fills it.

    Nothing is written into it, and a program that ends lets go, however it ends. Where the system or the
    disk knows no such lock (Windows, some network disks), nothing is held.

    Raises
    ------
    SaveFailed
        If another program holds the folder.
    OSError
        If it can neither be made nor opened.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    number = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wrong, allowed = "another process is writing here", "One process at a time may write here."
            likely = "Wait for it, end it, or choose another name."
            raise SaveFailed(Problem(wrong, allowed, likely, where=folder.name)) from None
        except OSError:
            pass  # a disk without locks
        yield
    finally:
        os.close(number)
