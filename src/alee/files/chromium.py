"""Print a page as PDF or as a picture with a browser that is already on this computer.

The browser runs without a window, in a profile of its own that is thrown away, and with every network name
sent nowhere: a briefing asks for nothing from any network, and here nothing could.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from alee.core.errors import MissingExtra, SaveFailed
from alee.files.atomic import writing
from alee.files.png import without_blank_end

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    "microsoft-edge", "brave-browser", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)  # fmt: skip
QUIET = (
    "--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-extensions", "--disable-quic", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
PATIENCE = 90  # seconds; a page of 300 KB takes one or two


def find_browser() -> str:
    """The first browser found on this computer.

    Raises
    ------
    MissingExtra
        If there is none; it says what to install and what works without.
    """
    named = os.environ.get("ALEE_BROWSER")
    for name in (named,) if named else BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    raise MissingExtra(
        "PDF and pictures are printed by a browser, and none was found on this computer. "
        "Install Chromium, Chrome or Edge, or name one in the variable ALEE_BROWSER. "
        "The page itself (HTML) needs none: open it and print it from any browser."
    )


def print_pdf(page: str, to: Path) -> None:
    """Print a page (HTML) to a PDF file.

    Raises
    ------
    MissingExtra
        If there is no browser.
    SaveFailed
        If the browser or the disk failed; nothing half-written stays.
    """
    _run(page, to, "page.pdf", "--print-to-pdf={out}", "--no-pdf-header-footer")


def take_picture(page: str, to: Path, *, width: int, height: int, is_cut: bool = False) -> None:
    """Draw a page (HTML) into a PNG file of the given size in pixels; raises like :func:`print_pdf`.

    ``is_cut`` leaves out the blank end of a page that is shorter.
    """
    size = f"--window-size={width},{height}"
    _run(page, to, "page.png", "--screenshot={out}", size, finish=without_blank_end if is_cut else bytes)


def _run(
    page: str, to: Path, name: str, *options: str, finish: Callable[[bytes], bytes] = bytes
) -> None:  # fmt: skip
    browser = find_browser()
    rights = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with tempfile.TemporaryDirectory(prefix="alee-", ignore_cleanup_errors=True) as folder:
        source, out = Path(folder) / "page.html", Path(folder) / name
        source.write_text(page, encoding="utf-8")
        wanted = [option.format(out=out) for option in options]
        command = [browser, *QUIET, *rights, f"--user-data-dir={folder}/profile", *wanted, source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
        except (subprocess.SubprocessError, OSError) as error:
            raise SaveFailed(f"{browser} could not print the page ({type(error).__name__})") from error
        if not out.exists() or not out.stat().st_size:
            raise SaveFailed(f"{browser} printed nothing. Another one can be named in ALEE_BROWSER.")
        with writing(to) as fresh:
            fresh.write_bytes(finish(out.read_bytes()))
