"""Open a file that somebody handed over and read its text, or say in one sentence why not.

Nothing is trusted: the file may be missing, a folder, not ours to read, far too large, not text at all,
or text in another encoding. Size is looked at before anything is read.
"""

from __future__ import annotations

import stat
from pathlib import Path

from alee.core.errors import Problem
from alee.core.suggestions import did_you_mean

MOST_BYTES = 64 * 1024 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
HOW_TO_EXPORT = 'In a spreadsheet program, save the table as "CSV UTF-8".'
READABLE = "It must be a file of text in UTF-8 that you may read."


def label_of(path: Path) -> str:
    """Name a file in a message: its folder and its name, without the long way to it."""
    folder = path.absolute().parent.name
    return f"{folder}/{path.name}" if folder else path.name


def read_text(path: Path, most_bytes: int = MOST_BYTES) -> str | Problem:
    """Read the text of a file, or say why it cannot be read.

    Parameters
    ----------
    path
        The file.
    most_bytes
        A larger file is refused without reading it.

    Returns
    -------
    str or Problem
        The text without byte order mark, or what is wrong; never raises for a bad file.
    """
    label = label_of(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return Problem("this is a folder, not a file", READABLE, where=label)
        if not stat.S_ISREG(status.st_mode):
            return Problem("this is not an ordinary file", READABLE, where=label)
        if status.st_size > most_bytes:
            return _too_large(label, status.st_size, most_bytes)
        raw = path.read_bytes()
    except FileNotFoundError:
        return _missing(path)
    except PermissionError:
        return Problem("you are not allowed to read this file", READABLE, where=label)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        return Problem(f"this file cannot be read ({reason})", READABLE, where=label)
    return decode(raw, label)


def decode(raw: bytes, label: str) -> str | Problem:
    """Turn bytes into text, or say which line is not UTF-8."""
    if raw.startswith(WIDE_MARKS):
        return Problem("the text is in UTF-16", "Files are in UTF-8.", HOW_TO_EXPORT, where=label)
    raw = raw.removeprefix(BYTE_ORDER_MARK)
    if b"\0" in raw:
        line = raw[: raw.index(b"\0")].count(b"\n") + 1
        wrong = "this is not a text: it holds a zero byte"
        return Problem(wrong, "Files are text in UTF-8.", HOW_TO_EXPORT, where=f"{label}, line {line}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        wrong = f"byte {error.start + 1} (0x{raw[error.start]:02x}) is not UTF-8"
        return Problem(wrong, "Files are text in UTF-8.", HOW_TO_EXPORT, where=f"{label}, line {line}")


def find_folder_problem(folder: Path, needed: str) -> Problem | None:
    """Say why a folder cannot be used, or return None if it can be listed.

    Parameters
    ----------
    folder
        The folder of a scenario.
    needed
        A file that such a folder holds, for the message.
    """
    allowed = f"A scenario is a folder that holds {needed}."
    label = folder.name or str(folder)
    try:
        if folder.is_file():
            likely = f'Did you mean the folder "{folder.absolute().parent.name}"?'
            return Problem("this is a file, not a folder", allowed, likely, where=label)
        siblings = [entry.name for entry in folder.absolute().parent.iterdir() if entry.is_dir()]
    except (OSError, ValueError):
        siblings = []
    try:
        next(folder.iterdir(), None)
    except FileNotFoundError:
        likely = did_you_mean(folder.name, siblings)
        return Problem("there is no such folder", allowed, likely, where=label)
    except PermissionError:
        return Problem("you are not allowed to read this folder", allowed, where=label)
    except (OSError, ValueError):
        return Problem("this folder cannot be read", allowed, where=label)
    return None


def _missing(path: Path) -> Problem:
    try:
        beside = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        beside = []
    likely = did_you_mean(path.name, beside, likeness=0.8)
    return Problem("there is no such file", f"{path.name} is needed here.", likely, where=label_of(path))


def _too_large(label: str, size: int, most: int) -> Problem:
    wrong = f"the file has {size:,} bytes"
    allowed = f"Allowed: at most {most:,} bytes."
    return Problem(wrong, allowed, "Is it really the file you mean?", where=label)
