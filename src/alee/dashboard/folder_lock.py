"""A lock on a folder: a second process is refused with a sentence, and a crash leaves nothing locked."""

from __future__ import annotations

import os
from pathlib import Path

from alee.core.errors import InputError, Problem, SaveFailed
from alee.files.locking import take

NAME = "lock"


class FolderLock:
    """Holds a folder until it is released or the process ends, however it ends.

    Raises
    ------
    InputError
        If another process holds it.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        try:
            self._file = path.open("a+", encoding="utf-8")
        except OSError as error:
            wrong = f'the workspace "{folder.name}" cannot be written to ({error.strerror})'
            raise SaveFailed(Problem(wrong, "A workspace is a folder of your own.")) from None
        if not take(self._file.fileno()):
            self._file.seek(0)
            holder = self._file.read(40).strip()
            self._file.close()
            wrong = f'the workspace "{folder.name}" is open in another process' + (
                f" ({holder})" if holder else ""
            )
            allowed = "One process may have a workspace open."
            raise InputError(Problem(wrong, allowed, "Use the page that is open, or end the other process"))
        self._file.truncate(0)
        self._file.write(f"process {os.getpid()}")
        self._file.flush()

    def release(self) -> None:
        """Let go."""
        self._file.close()
