"""Cut the blank end off a PNG picture, whose rows are independent enough for that (ISO/IEC 15948)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

SIGN = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}  # by colour type; eight bits each


def without_blank_end(picture: bytes, *, keep: int = 40) -> bytes:
    """Leave out the rows at the lower end that are all alike, but for ``keep`` of them.

    Parameters
    ----------
    picture
        A PNG file. One that is not as browsers write them (eight bits, not interlaced) comes back unchanged.
    keep
        Rows, pixels.
    """
    chunks = list(_chunks(picture))
    if not chunks or chunks[0][0] != b"IHDR":
        return picture
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or colour not in CHANNELS or interlaced:
        return picture
    length = 1 + width * CHANNELS[colour]
    rows = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    last = rows[-length:]
    blank, at = 0, len(rows) - length
    while blank < height - 1 and rows[at : at + length] == last:
        blank, at = blank + 1, at - length
    kept = height - max(0, blank - keep)
    head = struct.pack(">I", kept) + chunks[0][1][8:]
    body = zlib.compress(rows[: kept * length], 9)
    whole = ((b"IHDR", chunks[0][1][:4] + head), (b"IDAT", body), (b"IEND", b""))
    return SIGN + b"".join(_chunk(name, data) for name, data in whole)


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGN)
    while picture.startswith(SIGN) and at + 12 <= len(picture):
        (size,) = struct.unpack(">I", picture[at : at + 4])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        at += 12 + size


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
