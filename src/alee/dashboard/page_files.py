"""The built page: files of one folder, and a plain page that says how to build it while it is not there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

STATIC = Path(__file__).parent / "static"
KINDS = {
    ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".map": "application/json",
    ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json", ".woff2": "font/woff2",
}  # fmt: skip
FOR_GOOD = "private, max-age=31536000, immutable"  # names of assets change with their content
NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Alee</title>
<h1>The page is not built yet</h1>
<p>The server and its REST API run. To build the page, in a checkout with Node.js and npm:</p>
<pre>cd web
npm ci
npm run build</pre>
<p>Then load this page again. An installed Alee brings the page with it.</p>
<p>The API describes itself: <a href="/api/v1/openapi.json">openapi.json</a></p>
</html>
"""


def page_files(folder: Path) -> Callable[[Request], Awaitable[Response]]:
    """Give the function that answers with files of a folder, and with nothing from outside it."""

    async def answer(request: Request) -> Response:
        name = request.path_params["rest"]
        if name in ("", "index.html"):
            return _index(folder)
        file = inside(folder, name)
        if file is None:
            raise HTTPException(404)
        headers = {"Cache-Control": FOR_GOOD if name.startswith("assets/") else "no-cache"}
        return FileResponse(file, media_type=KINDS[file.suffix], headers=headers)

    return answer


def inside(folder: Path, name: str) -> Path | None:
    """Find a file by a name that came from outside; None unless it is a known kind of file in the folder."""
    parts = name.split("/")
    if "\0" in name or "\\" in name or any(part in ("", ".", "..") for part in parts):
        return None
    try:
        root, file = folder.resolve(), (folder / name).resolve()
        found = file.is_relative_to(root) and file.suffix in KINDS and file.is_file()
    except (OSError, ValueError):
        return None
    return file if found else None


def _index(folder: Path) -> Response:
    file = folder / "index.html"
    text = file.read_text(encoding="utf-8") if file.is_file() else NOT_BUILT
    return HTMLResponse(text, headers={"Cache-Control": "no-cache"})
