"""Cutting the blank end off a picture."""

import struct
import zlib

import pytest

from alee.files.png import SIGN, without_blank_end


def png(rows: list[bytes], *, width: int = 3, depth: int = 8, interlaced: int = 0) -> bytes:
    """A picture in colour type 2 of rows of ``width`` pixels, each with its filter byte."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, len(rows), depth, 2, 0, 0, interlaced)
    return SIGN + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")


WHITE, DARK = b"\0" + b"\xff" * 9, b"\0" + b"\x11" * 9


def height(picture: bytes) -> int:
    return int.from_bytes(picture[20:24])


def rows_of(picture: bytes) -> bytes:
    size = int.from_bytes(picture[33:37])
    return zlib.decompress(picture[41 : 41 + size])


def test_a_blank_end_is_cut_but_for_a_margin() -> None:
    cut = without_blank_end(png([DARK, WHITE, DARK] + [WHITE] * 50), keep=4)
    assert height(cut) == 3 + 4
    assert rows_of(cut) == b"".join([DARK, WHITE, DARK] + [WHITE] * 4)


def test_a_full_picture_keeps_every_row() -> None:
    whole = without_blank_end(png([WHITE, DARK, WHITE]), keep=4)
    assert rows_of(whole) == WHITE + DARK + WHITE


@pytest.mark.parametrize(
    "picture", [b"", b"GIF89a", png([DARK] * 60, interlaced=1), png([DARK] * 60, depth=16)]
)
def test_what_browsers_do_not_write_comes_back_unchanged(picture: bytes) -> None:
    assert without_blank_end(picture) == picture
