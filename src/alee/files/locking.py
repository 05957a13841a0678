"""Let one program at a time read a file, add to it and write it back."""

from __future__ import annotations

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
