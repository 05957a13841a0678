"""Whatever comes in is taken or refused with a sentence: no traceback, no hang, no flood of memory.

The bombs are small files that become large: a few kilobytes that would fill the memory if they were unpacked.
"""

import datetime as dt
import io
import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numcodecs import Zstd

from alee.core.errors import InputError
from alee.files.log_table import MOST_ROWS, parse_log_table, read_log_table
from alee.files.packed import ZSTD, content_size
from alee.files.scenario_folder import load_scenario
from alee.files.store import load, save
from alee.files.world.sheets import read_rows
from alee.outlook.what_ifs import parse_what_if
from alee.reading.reader import MOST_LETTERS, read_text
from alee.reading.sources import text_of
from tests.faults.doors import HAMLET, NAMES, opened, sheet
from tests.faults.killing import small_fit

ROOT = Path(__file__).parents[2]
SCENARIO = load_scenario(HAMLET)
AS_OF = dt.date(2030, 5, 6)
NAMED = {"place": "Rivertown", "service": "bed", "group": "us"}
FEW = settings(max_examples=60, deadline=None)


def test_no_door_breaks_hangs_or_floods() -> None:
    words = [sys.executable, "-m", "tests.faults.doors", "all", "12", "2022"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    about = json.loads(done.stdout)
    assert about["findings"] == []
    assert len(NAMES) >= 15


def test_the_doorkeeper_notices() -> None:
    def never_ends() -> None:
        while True:
            pass

    assert "more than 1 s" in (opened(never_ends, seconds=1) or "")
    assert "ZeroDivisionError" in (opened(lambda: 1 // 0) or "")

    def mumble() -> None:
        raise InputError("no")

    assert "no sentence" in (opened(mumble) or "")


@FEW
@given(st.text(max_size=300))
def test_any_text_at_the_doors_for_texts(text: str) -> None:
    for door in (
        lambda: parse_what_if(text, SCENARIO, AS_OF),
        lambda: parse_log_table(text, "pasted", **NAMED),
        lambda: read_text(text_of(text.encode("utf-8", "surrogatepass"), "x"), SCENARIO, published=AS_OF),
    ):
        assert opened(door, seconds=5) is None


@pytest.mark.parametrize(
    "gap", ["\n", "\r", " ", "\u00a0", "\t", "\u2028", "\u00a0\n", "<p>", "1 ", "1,", "the "]
)
def test_long_gaps_take_no_long_time(gap: str) -> None:
    text = f"<html><body>On 3 May 2030 12 people came.{gap * (200_000 // len(gap))}End</body></html>"
    wrong = opened(lambda: read_text(text_of(text.encode(), "x"), SCENARIO, published=AS_OF), seconds=10)
    assert wrong is None


def test_a_dispatch_as_long_as_a_library_is_refused() -> None:
    with pytest.raises(InputError, match="letters"):
        read_text("word " * (MOST_LETTERS // 5 + 1), SCENARIO, published=AS_OF)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    save(small_fit(1, 0), tmp_path / "run")
    return tmp_path / "run"


def change(path: Path, **values: object) -> None:
    about = json.loads(path.read_text())
    path.write_text(json.dumps({**about, **values}))


def test_a_run_is_read_as_it_was_written(run: Path) -> None:
    assert load(run).ensemble.digest() == small_fit(1, 0).ensemble.digest()


def test_a_run_that_claims_to_be_huge_is_refused(run: Path) -> None:
    for name in ("present", "displaced"):
        about = run / "arrays.zarr" / name / "zarr.json"
        shape = json.loads(about.read_text())["shape"]
        change(about, shape=[1_000_000, *shape[1:]])
    with pytest.raises(InputError, match=r"unpack to|unpacks to"):
        load(run)
    change(run / "arrays.zarr" / "present" / "zarr.json", shape=[20, 10**9, 3, 1])
    with pytest.raises(InputError, match="and the run"):
        load(run)


def test_a_piece_of_a_run_that_unpacks_to_a_flood_is_refused(run: Path) -> None:
    piece = next(p for p in (run / "arrays.zarr" / "present" / "c").rglob("*") if p.is_file())
    whole = piece.read_bytes()
    piece.write_bytes(Zstd().encode(bytes(80_000_000)))
    assert piece.stat().st_size < 10_000
    with pytest.raises(InputError, match="unpacks to 80,000,000 bytes"):
        load(run)
    piece.write_bytes(ZSTD + b"\x00\x58" + whole[6:])  # a frame that does not say its size
    with pytest.raises(InputError, match="does not say how large"):
        load(run)


def test_a_run_packed_in_another_way_is_refused(run: Path) -> None:
    about = run / "arrays.zarr" / "present" / "zarr.json"
    change(about, codecs=[{"name": "bytes"}, {"name": "gzip", "configuration": {"level": 5}}])
    with pytest.raises(InputError, match="packed in a way"):
        load(run)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 65_791, 65_792, 5_000_000])
def test_the_size_in_a_packed_piece_is_read_right(size: int) -> None:
    assert content_size(Zstd().encode(bytes(size))[:18]) == size


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run.json", "[" * 100_000),
        ("run.json", "null"),
        ("run.json", '{"alee_run": 2}'),
        ("scenario.json", "{}"),
        ("arrays.zarr/zarr.json", ""),
        ("arrays.zarr/present/zarr.json", '{"shape": null}'),
        ("arrays.zarr/present/zarr.json", "\ufeff"),
    ],
)
def test_a_run_with_a_strange_file_is_refused(run: Path, name: str, content: str) -> None:
    (run / name).write_text(content)
    with pytest.raises(InputError):
        load(run)


def bomb(path: Path, part: str, size: int) -> None:
    """A spreadsheet one part of which unpacks to so many bytes."""
    whole = sheet([["date", "asked"], ["2030-05-04", 3]])
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, bytes(size) if name == part else old.read(name))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_spreadsheet_that_unpacks_to_a_flood_is_refused(tmp_path: Path, part: str) -> None:
    bomb(tmp_path / "b.xlsx", part, 70_000_000)
    assert (tmp_path / "b.xlsx").stat().st_size < 100_000
    with pytest.raises(InputError, match="unpacks to"):
        read_log_table(tmp_path / "b.xlsx", **NAMED)


def test_a_spreadsheet_with_a_cell_at_the_end_of_the_world(tmp_path: Path) -> None:
    whole = sheet([["date", "asked"], ["2030-05-04", 3]])
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", far))
    said = opened(lambda: read_log_table(tmp_path / "b.xlsx", **NAMED), seconds=10)
    assert said is None
    with pytest.raises(InputError, match="too many rows"):
        read_log_table(tmp_path / "b.xlsx", **NAMED)
    assert [row.line for row in read_rows(tmp_path / "b.xlsx")] == [1, 2]


def test_no_row_of_a_long_spreadsheet_is_left_out_in_silence(tmp_path: Path) -> None:
    rows: list[list[object]] = [["date", "asked"], *([["2030-05-04", 3]] * MOST_ROWS)]
    (tmp_path / "l.xlsx").write_bytes(sheet(rows))
    with pytest.raises(InputError, match="too many rows"):
        read_log_table(tmp_path / "l.xlsx", **NAMED)


def test_a_spreadsheet_with_words_that_multiply(tmp_path: Path) -> None:
    part = "xl/worksheets/sheet1.xml"
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + k, b"&%c;" % (97 + k) * 20) for k in range(12)
    )
    whole = sheet([["date", "asked"], ["2030-05-04", 3]])
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w", zipfile.ZIP_DEFLATED) as new,
    ):
        assert part in old.namelist()
        for name in old.namelist():
            new.writestr(name, laughs + b"]><l>&m;</l>" if name == part else old.read(name))
    with pytest.raises(InputError):
        read_log_table(tmp_path / "b.xlsx", **NAMED)


def test_office_documents_and_archives_are_no_dispatches() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(10_000_000))
    with pytest.raises(InputError, match="office document"):
        text_of(out.getvalue(), "bomb.docx")


def pdf(stream: bytes) -> bytes:
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, at = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    begin = len(out)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (table, begin)
    )


def test_a_pdf_that_unpacks_to_a_flood_is_refused() -> None:
    pytest.importorskip("pypdf", reason="pypdf is not installed")
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"( ) Tj " * 150_000) for _ in range(200)) + packer.flush()
    with pytest.raises(InputError):
        text_of(pdf(stream), "bomb.pdf")
