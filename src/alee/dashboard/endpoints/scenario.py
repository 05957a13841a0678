"""The scenario: its values with a schema for forms, checked as typed; the folder down and up again."""

from __future__ import annotations

import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import BaseModel, Field

from alee.core.errors import InputError, Problem, ScenarioError
from alee.dashboard.contents import FILE, MORE_FILES, REPORT, report_documents
from alee.dashboard.desk import Desk
from alee.dashboard.faults import Refused
from alee.dashboard.report_rows import reports_of
from alee.dashboard.routing import Answer, Call, Shelf, Upload
from alee.dashboard.shapes import Failure, JsonObject, Shape
from alee.files.report_table import reports_text
from alee.files.resolved import canonical, parse_resolved
from alee.files.scenario_texts import FILES, REPORTS_FILE, check_texts
from alee.files.schema import scenario_schema
from alee.model.reports import Reports
from alee.model.scenario import Scenario

SHELF = Shelf()
BAD = {404: Failure, 409: Failure, 422: Failure}
MOST_UNPACKED = 64 * 1024 * 1024
MOST_NAMES = 30
UNPACKING = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError,
)  # fmt: skip
WANTED = (*FILES, REPORTS_FILE, *MORE_FILES)


class FieldProblem(Shape):
    """What is wrong with one field."""

    path: list[str | int]
    message: str
    where: str = ""
    is_warning: bool = False


class ScenarioAnswer(Shape):
    """The scenario: its files, its values in canonical form, and the schema of its fields."""

    name: str
    files: dict[str, str]
    values: JsonObject
    schema_: JsonObject = Field(alias="schema")
    problems: list[FieldProblem]
    revision: int


class FieldValue(Shape):
    """One value of the canonical form; a part of a table is named by its row's name or number.

    A table and the number of its rows name a new row, which takes an object; null takes a whole row out.
    """

    path: Annotated[list[str | int], Field(min_length=1, max_length=6)]
    value: Any = None


class FieldAnswer(Shape):
    """What is wrong after the change; with problems nothing was changed."""

    problems: list[FieldProblem]
    revision: int


@SHELF.put("GET", "/scenario", "The scenario, its values and the schema of its forms",
           answers={200: ScenarioAnswer, 404: Failure, 422: Failure})  # fmt: skip
def get_scenario(desk: Desk, call: Call) -> BaseModel:
    """Give the scenario as it stands."""
    scenario = _scenario(desk)
    found = check_texts(desk.contents.files())
    return ScenarioAnswer(
        name=scenario.name, files=desk.contents.files(), values=canonical(scenario), schema=scenario_schema(),
        problems=[field_problem(problem) for problem in found.problems], revision=desk.workspace.revision,
    )  # fmt: skip


@SHELF.put("POST", "/scenario/check", "Check one value as it is typed; nothing is changed",
           body=FieldValue, answers={200: FieldAnswer, 404: Failure, 422: Failure})  # fmt: skip
def check_field(desk: Desk, call: Call) -> BaseModel:
    """Say what would be wrong."""
    _, problems = changed(_scenario(desk), call.body.path, call.body.value)
    return FieldAnswer(problems=problems, revision=desk.workspace.revision)


@SHELF.put("PATCH", "/scenario", "Change one value", body=FieldValue, answers={200: FieldAnswer, **BAD})
def patch_scenario(desk: Desk, call: Call) -> Answer:
    """Change a value, if the scenario stays whole with it."""
    before = _scenario(desk)
    scenario, problems = changed(before, call.body.path, call.body.value)
    if scenario is None:
        answer = FieldAnswer(problems=problems, revision=desk.workspace.revision)
        return Answer(body=answer)
    documents = desk.contents.scenario_changes(scenario)
    revision = desk.workspace.revision
    if documents:
        words = f"Scenario: {_told(before, call.body.path, call.body.value)}"
        revision = desk.workspace.change("scenario", words, documents, upon=call.revision)
    return Answer(body=FieldAnswer(problems=[], revision=revision))


@SHELF.put("GET", "/scenario/download", "The scenario as a folder in a zip file",
           answers={200: "application/zip", 404: Failure})  # fmt: skip
def download_scenario(desk: Desk, call: Call) -> Answer:
    """Give the folder."""
    files = desk.contents.files()
    files[REPORTS_FILE] = reports_text(reports_of(desk.contents.rows()))
    name = _scenario(desk).name
    return Answer(
        body=zipped(name, files), kind="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}.zip"'},
    )  # fmt: skip


@SHELF.put("POST", "/scenario/upload", "Take another scenario; it is checked before it replaces anything",
           takes_files=True, answers={200: FieldAnswer, **BAD})  # fmt: skip
def upload_scenario(desk: Desk, call: Call) -> Answer:
    """Take a folder in a zip file, if nothing is wrong with it."""
    upload = call.files.get("file")
    if upload is None:
        raise Refused(
            422, "no file was sent.", where="upload", field="file", allowed="Allowed: one zip file."
        )
    files = unzipped(upload)
    found = check_texts(files)
    problems = [field_problem(problem) for problem in found.problems]
    if found.scenario is None or found.errors:
        return Answer(body=FieldAnswer(problems=problems, revision=desk.workspace.revision))
    documents: dict[str, Any] = dict.fromkeys(FILE + name for name in desk.contents.files())
    documents |= dict.fromkeys(REPORT + name for name in desk.contents.reports())
    documents |= {FILE + name: text for name, text in files.items() if name != REPORTS_FILE}
    documents |= report_documents(found.reports or Reports())
    words = f"Took the scenario {found.scenario.name} from a file"
    revision = desk.workspace.change("scenario", words, documents, upon=call.revision)
    return Answer(body=FieldAnswer(problems=problems, revision=revision))


def _scenario(desk: Desk) -> Scenario:
    if desk.contents.is_empty:
        raise Refused(404, "there is no scenario in this workspace.", where="scenario")
    return desk.contents.scenario()


def field_problem(problem: Problem) -> FieldProblem:
    """Write a problem for the page."""
    words = " ".join(part for part in (f"{problem.wrong}.", problem.allowed, problem.likely) if part)
    return FieldProblem(
        path=list(problem.path),
        message=words[:1].upper() + words[1:],
        where=problem.where,
        is_warning=problem.is_warning,
    )


def changed(
    scenario: Scenario, path: list[str | int], value: Any
) -> tuple[Scenario | None, list[FieldProblem]]:
    """Give the scenario with one value changed, one row put in or one taken out, or what is wrong with that.

    Raises
    ------
    Refused
        With 404, if the path leads nowhere.
    """
    form = canonical(scenario)
    _put(form, path, value)
    blank = []
    if path[0] == "events" and len(path) == 2 and isinstance(value, dict) and not value.get("source"):
        allowed = "Needed: where this is known from: a report, a rule, or the word assumption."
        blank = [FieldProblem(path=[*path, "source"], message=f"The source is blank. {allowed}")]
    try:
        made = parse_resolved(json.dumps(form, ensure_ascii=False))
    except InputError as error:
        found = [field_problem(problem) for problem in error.problems]
        return None, [problem for problem in found if problem.path not in [b.path for b in blank]] + blank
    return (None, blank) if blank else (made, [])


def _put(form: dict[str, Any], path: list[str | int], value: Any) -> None:
    here: Any = form
    for step in path[:-1]:
        here = _inside(here, step)
    last = path[-1]
    if isinstance(here, dict) and isinstance(last, str) and (last in here or path[0] == "sources"):
        here[last] = value
    elif isinstance(here, list) and last == len(here) and isinstance(value, dict):
        here.append(value)
    elif isinstance(here, list) and value is None:
        del here[_row(here, last)]
    elif isinstance(here, list):
        here[_row(here, last)] = value
    else:
        raise Refused(404, f"the scenario has no field {'.'.join(map(str, path))[:200]}.", where="scenario")


def _told(before: Scenario, path: list[str | int], value: Any) -> str:
    """Say in a few words what a change does."""
    where = ", ".join(str(part) for part in path[:-1])
    rows: Any = canonical(before)
    for step in path[:-1]:
        rows = _inside(rows, step)
    if isinstance(rows, list) and isinstance(value, dict) and path[-1] == len(rows):
        return f"{where}: added {_title(value)}"
    if isinstance(rows, list) and value is None:
        return f"{where}: took out {_title(rows[_row(rows, path[-1])])}"
    where = ", ".join(str(part) for part in path)
    return f"{where} became {json.dumps(value, ensure_ascii=False)[:80]}"


def _title(row: Any) -> str:
    """Name a row of a table as people would: an event by its day, kind and target."""
    if not isinstance(row, dict):
        return str(row)[:80]
    named = ("name",) if row.get("name") else ("start", "kind", "from", "to", "mode", "target")
    return " ".join(str(row[part]) for part in named if row.get(part))[:120]


def _inside(here: Any, step: str | int) -> Any:
    if isinstance(here, dict) and step in here:
        return here[step]
    if isinstance(here, list):
        return here[_row(here, step)]
    raise Refused(404, f"the scenario has no field {str(step)[:200]}.", where="scenario")


def _row(rows: list[Any], step: str | int) -> int:
    """Find a row by its number or its name."""
    if isinstance(step, int) and 0 <= step < len(rows):
        return step
    for k, row in enumerate(rows):
        if isinstance(row, dict) and row.get("name") == step:
            return k
    raise Refused(404, f'the scenario has no row "{str(step)[:200]}".', where="scenario")


def zipped(folder: str, files: Mapping[str, str]) -> bytes:
    """Pack texts as a folder; the same texts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            about = zipfile.ZipInfo(f"{folder}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, text)
    return out.getvalue()


def unzipped(upload: Upload) -> dict[str, str]:
    """Take the known files out of a zip file; nothing is ever written under a name that stands in it.

    Raises
    ------
    Refused
        With 422, if it is no zip file, is too large unpacked, or holds a name that leads elsewhere.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(upload.content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(members)
            found: dict[str, str] = {}
            for member in members:
                name = PurePosixPath(member.filename).name
                if name not in WANTED or name in found:
                    continue
                found[name] = _text(archive, member)
            return found
    except UNPACKING as error:
        words = f"the file cannot be unpacked ({type(error).__name__})."
        raise Refused(422, words, where="upload", field="file", allowed="Allowed: a zip file.") from None


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_NAMES:
        raise Refused(
            422, f"the file holds {len(members)} files.", where="upload", allowed=f"Allowed: {MOST_NAMES}."
        )
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused(
            422, "the file is too large unpacked.", where="upload", allowed="Allowed: 64 MB in all."
        )
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or len(path.parts) > 2 or ":" in member.filename:
            words = f'the name "{member.filename[:80]}" leads elsewhere.'
            raise Refused(422, words, where="upload", allowed="Allowed: the files of one scenario folder.")


def _text(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    with archive.open(member) as stream:
        raw = stream.read(MOST_UNPACKED + 1)
    if len(raw) > MOST_UNPACKED:
        raise Refused(
            422, "the file is too large unpacked.", where="upload", allowed="Allowed: 64 MB in all."
        )
    from alee.files.intake import decode

    text = decode(raw, member.filename[-80:])
    if isinstance(text, Problem):
        raise ScenarioError(text)
    return text
