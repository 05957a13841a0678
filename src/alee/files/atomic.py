"""Write so that nothing is ever half-written: first beside, then rename.

If the disk is full, the folder is not ours to write, or the program is stopped, what was there before is
untouched and no scrap is left behind. A program that is killed leaves its scrap; the next one that saves
under the same name takes it away.
"""

from __future__ import annotations

import ctypes
import errno
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from alee.core.errors import Problem, SaveFailed
from alee.files.intake import label_of
from alee.files.locking import take

SCRAP = ".alee-scrap"
EXCHANGE, HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD of Linux
REASONS = {
    errno.ENOSPC: ("the disk is full", "Free some space, or save to another disk."),
    errno.EDQUOT: ("your share of the disk is full", "Free some space, or save to another disk."),
    errno.EFBIG: ("the file would be larger than allowed here", "Save to another disk."),
    errno.EACCES: ("you are not allowed to write here", "Save to a folder of your own."),
    errno.EPERM: ("you are not allowed to write here", "Save to a folder of your own."),
    errno.EROFS: ("this disk can only be read", "Save to another disk."),
    errno.ENOTDIR: ("a part of the way to this name is a file, not a folder", "Check the name."),
    errno.ENOENT: ("the folder to write in does not exist", "Make the folder first, or check the name."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.EISDIR: ("there is a folder of this name", "Choose another name."),
}

HEAD = 2048  # bytes of a file that show what it is
PAGE_MARK = b'<meta name="generator" content="Alee">'  # stands in the head of every page made here


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Give a place beside ``path`` to write to; when all is written, it takes the name ``path``.

    The caller makes either a file or a folder at the place given. An older file or folder of that name
    is replaced in the last step.

    Raises
    ------
    SaveFailed
        If the disk or the folder does not take it; nothing is left behind.
    """
    with _told(path), _scrap(path.absolute()) as beside:
        fresh = beside / "new"
        yield fresh
        _settle(fresh)
        _swap(fresh, path, beside / "old")
        _settle_folder(path.absolute().parent)


def write_text(path: Path, text: str) -> None:
    """Write a text to a file, all or nothing.

    Raises
    ------
    SaveFailed
        If it cannot be written; what was there before is untouched.
    """
    with writing(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="")


def write_result(path: Path, text: str) -> None:
    """Write a result to a file as :func:`write_text` does, but never over somebody else's file.

    Raises
    ------
    SaveFailed
        If a file of that name does not begin as this result does, or it cannot be written; what was there
        before is untouched.
    """
    with _told(path):
        old = path.read_bytes()[:HEAD] if path.is_file() else b""
    if old.strip() and not _begins_alike(old, text.encode()[:HEAD]):
        wrong = "there is a file of this name that is not an older result of this kind"
        allowed = "Nothing was written: a result replaces only an older result."
        raise SaveFailed(
            Problem(wrong, allowed, "Choose another name, or move it away.", where=label_of(path))
        )
    write_text(path, text)


def _begins_alike(old: bytes, fresh: bytes) -> bool:
    """Whether an older file is of the same kind: a page made here, or a text with the same first line."""
    if PAGE_MARK in fresh:
        return PAGE_MARK in old
    return old.splitlines()[0] == fresh.splitlines()[0]


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write several files into a folder, which is made if it is not there; other files in it stay.

    All files are written beside before the first one is renamed.

    Raises
    ------
    SaveFailed
        If one of them cannot be written; then none was changed.
    """
    if not folder.exists():
        with writing(folder) as beside:
            beside.mkdir()
            for name, text in texts.items():
                (beside / name).write_text(text, encoding="utf-8", newline="")
        return
    with _told(folder), _scrap(folder.absolute() / "alee") as stage:
        for name, text in texts.items():
            (stage / name).write_text(text, encoding="utf-8", newline="")
            _settle(stage / name)
        for name in texts:
            (stage / name).replace(folder / name)
        _settle_folder(folder)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the operating system says into a message for people."""
    try:
        yield
    except OSError as error:
        wrong, likely = REASONS.get(error.errno or 0, (f"it cannot be saved ({error.strerror})", ""))
        allowed = "Nothing was saved, and what was there before is untouched."
        raise SaveFailed(Problem(wrong, allowed, likely, where=label_of(path))) from error


@contextmanager
def _scrap(path: Path) -> Iterator[Path]:
    """Make a folder beside ``path`` to write in, and take it away in the end, with those of the dead."""
    prefix = f".{path.name[:40]}."
    for left in path.parent.glob(f"{glob.escape(prefix)}*{SCRAP}"):
        _sweep(left, path)
    beside, number = _held(prefix, path.parent)
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if number is not None:
            os.close(number)


def _held(prefix: str, parent: Path) -> tuple[Path, int | None]:
    """Make a scrap folder that counts as in use while this process lives, where the system can tell."""
    while True:
        beside = Path(tempfile.mkdtemp(prefix=prefix, suffix=SCRAP, dir=parent))
        try:
            number = os.open(beside, os.O_RDONLY)
        except FileNotFoundError:  # somebody swept it before it was held
            continue
        except OSError:  # Windows opens no folders
            return beside, None
        if take(number) and beside.exists():
            return beside, number
        os.close(number)


def _sweep(left: Path, path: Path) -> None:
    """Take away what a killed program left; what it had put aside and not replaced goes back."""
    with suppress(OSError):
        number = os.open(left, os.O_RDONLY)
        try:
            if take(number):
                if (left / "old").exists() and not path.exists():
                    (left / "old").rename(path)
                shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(number)


def _settle_folder(folder: Path) -> None:
    """Make sure that the names in a folder have reached the disk, where folders can be opened."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _settle(path: Path) -> None:
    """Make sure that a file, or every file of a folder, has reached the disk."""
    for part in [path, *path.rglob("*")] if path.is_dir() else [path]:
        if part.is_file():
            with part.open("rb") as file:
                os.fsync(file.fileno())


def _swap(fresh: Path, path: Path, old: Path) -> None:
    """Give the fresh file or folder its name.

    An older folder of that name changes places with it in one step where the system can; elsewhere it is put
    aside first.
    """
    if not path.is_dir() or path.is_symlink():
        fresh.replace(path)
        return
    if fresh.is_dir() and _exchange(fresh, path):
        return
    path.rename(old)
    try:
        fresh.rename(path)
    except OSError:
        with suppress(OSError):
            old.rename(path)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Let two names change places at once; False where that is not possible."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, TypeError, AttributeError):
        return False
    return bool(rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0)
