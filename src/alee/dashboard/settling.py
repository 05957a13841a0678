"""What is left to do when long work is done: keep its result, and write it into the journal."""

from __future__ import annotations

import shutil
from typing import Any
from urllib.parse import quote

from alee.dashboard.jobs import JobState
from alee.dashboard.runs import RunShelf
from alee.dashboard.views.book import packed
from alee.dashboard.workspace import Workspace, now_words

CURRENT = "setting/current"
WHAT_IF = "what-if/"


class Settler:
    """Settles finished work."""

    def __init__(self, workspace: Workspace, shelf: RunShelf) -> None:
        self.workspace, self.shelf = workspace, shelf

    def __call__(self, job: JobState, result: dict[str, Any]) -> str | None:
        """Keep a result; give its address below the API."""
        if job.kind in ("fit", "refit"):
            return self._run(job, result)
        if job.kind == "what-if":
            return self._what_if(job, result)
        if job.kind == "why":
            self.workspace.keep_result(job.arguments["key"], packed(result))
            return str(job.arguments["address"])
        if job.kind == "look-back":
            if result["previous"] is not None:
                self.workspace.keep_result(f"previous/{result['run']}", packed(result["previous"]))
            return f"/runs/{quote(result['run'])}/now"
        if job.kind == "views":
            return f"/runs/{quote(result['run'])}"
        return None

    def _run(self, job: JobState, result: dict[str, Any]) -> str:
        run = str(result["run"])
        if job.arguments.get("shows"):
            words = f"{job.title}: now showing {run}"
            self.workspace.change("fit", words, {CURRENT: run})
        replaced = job.arguments.get("replaces")
        if replaced is not None:
            old = self.shelf.get(replaced)
            if old is not None:
                shutil.rmtree(old.folder, ignore_errors=True)
        return f"/runs/{quote(run)}"

    def _what_if(self, job: JobState, result: dict[str, Any]) -> str:
        name = str(job.arguments["id"])
        self.workspace.keep_result(WHAT_IF + name, packed(result))
        if self.workspace.document(WHAT_IF + name) is None:
            document = {
                "name": result["name"], "run": result["run"], "text": result["text"], "saved": now_words(),
                "words": result["words"], "kept": bool(job.arguments["keeps"]),
            }  # fmt: skip
            self.workspace.change("what-if", f"Asked: {result['name']}", {WHAT_IF + name: document})
        return f"/what-ifs/{name}"
