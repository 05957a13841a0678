"""Which files ``alee read`` reads, and where its proposals may go: never over a text or anything else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from alee.cli.screen import OUT, say
from alee.core.errors import InputError, Problem
from alee.files.atomic import check_place, write_text
from alee.files.intake import label_of
from alee.reading.proposals import Proposal, from_cells
from alee.reading.sources import MOST_BYTES

SUFFIXES = (".txt", ".html", ".htm", ".pdf", ".md")
STANDARD_INPUT = "-"
LONGEST_LINE = 1_000_000  # bytes of a line that may be a proposal


class TextFile(NamedTuple):
    """A text to read: what it is called, and where it is; None for standard input."""

    name: str
    path: Path | None

    def content(self) -> bytes:
        """Read its bytes, of a text that is too large only so many that this can be said.

        Raises
        ------
        InputError
            If the file cannot be read.
        """
        if self.path is None:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        try:
            with self.path.open("rb") as stream:
                return stream.read(MOST_BYTES + 1)
        except OSError as error:
            raise InputError(f'"{self.path}": it cannot be read ({error.strerror}).') from None


def find_texts(files: Sequence[str]) -> list[TextFile]:
    """Find the texts that are meant by files, folders and ``-``; nothing of them is read yet.

    Raises
    ------
    InputError
        If there is no such file, a folder holds no text, or standard input is named twice.
    """
    if files.count(STANDARD_INPUT) > 1:
        raise InputError(
            'standard input ("-") is named more than once, and there is one text in it. Name it once.'
        )
    return [text for name in files for text in _found(name)]


def _found(name: str) -> Iterator[TextFile]:
    path = Path(name)
    if name == STANDARD_INPUT:
        yield TextFile("standard input", None)
    elif path.is_dir():
        inside = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
        if outside := [p.name for p in inside if not p.resolve().is_relative_to(path.resolve())]:
            say(f"{path}: not read, as these links lead out of the folder: {', '.join(outside)}.")
        inside = [p for p in inside if p.name not in outside]
        found = [p for p in inside if p.suffix.lower() in SUFFIXES]
        if not found:
            raise InputError(f'"{path}": it holds no text. Allowed: {", ".join(SUFFIXES)}.')
        if others := [p.name for p in inside if p not in found]:
            say(f"{path}: not read: {', '.join(others)}. Allowed: {', '.join(SUFFIXES)}.")
        yield from (TextFile(each.name, each) for each in found)
    elif path.is_file():
        yield TextFile(path.name, path)
    else:
        raise InputError(f'"{name}": there is no such file or folder.')


def check_out(out: Path, files: Sequence[str], texts: Sequence[TextFile]) -> None:
    """Make sure, before anything is read, that writing the proposals there destroys nothing.

    Parameters
    ----------
    out
        Where the proposals shall go.
    files
        Files and folders as they were named.
    texts
        The texts that will be read.

    Raises
    ------
    InputError
        If it is one of the texts under whatever name, a file in a folder of texts that would be read as one,
        a folder, any other file that holds no proposals, or if nothing can be written there.
    """
    if any(text.path is not None and _is_same(text.path, out) for text in texts):
        raise _refused(out, "this is a text that shall be read", "Proposals never replace a text.")
    if out.is_dir():
        raise _refused(out, "this is a folder", "Needed is the name of a file.")
    among = [Path(name) for name in files if name != STANDARD_INPUT and Path(name).is_dir()]
    if out.suffix.lower() in SUFFIXES and any(_is_same(folder, out.absolute().parent) for folder in among):
        raise _refused(out, "the next reading of this folder would take it for a text", "")
    if _holds_other(out):
        raise _refused(
            out, "there is a file of this name that holds no proposals", "Only older ones are replaced."
        )
    check_place(out)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names stand for one file or folder, through whatever links."""
    return one.exists() and other.exists() and one.samefile(other)


def _holds_other(out: Path) -> bool:
    """Whether a file is there with anything but proposals in it."""
    if not out.exists():
        return False
    if not out.is_file():
        return True
    try:
        with out.open("rb") as stream:
            while line := stream.readline(LONGEST_LINE):
                if line.strip():
                    from_cells(json.loads(line))
    except (OSError, ValueError, AttributeError, RecursionError):
        return True
    return False


def _refused(out: Path, wrong: str, allowed: str) -> InputError:
    likely = "Choose another name, such as proposals.jsonl."
    where = f"--out {label_of(out)}"
    return InputError(Problem(f"{wrong}, so nothing was read", allowed, likely, where=where))


def write_proposals(out: Path, proposals: Sequence[Proposal]) -> None:
    """Write proposals, one a line, all or nothing; where there are none the file stays as it is."""
    if not proposals:
        OUT.print(f"Not written: {out}; there are no proposals.", markup=False)
        return
    write_text(out, "".join(f"{proposal.line()}\n" for proposal in proposals))
    OUT.print(f"Written: {out}", markup=False)
