"""A small PDF can hold hours of work: what its pages draw is bounded."""

import zlib

import pytest

from alee.core.errors import InputError
from alee.reading.sources import text_of

pytest.importorskip("pypdf")
LETTERS = b"/Resources<</Font<</F1 3 0 R>>/XObject<</X1 6 0 R>>>>"
SENTENCE = b"(The border guard said 310 people came. ) Tj "


def pdf(page: bytes, *, n_pages: int = 1, form: bytes = b"") -> bytes:
    """A PDF of pages that are all alike; they may call a form by ``/X1 Do``."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"4 0 R " * n_pages + b"]/Count %d>>" % n_pages,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/Contents 5 0 R/MediaBox[0 0 600 800]" + LETTERS + b">>",
        _stream(page, b""),
        _stream(form, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]" + LETTERS),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, rows)
    return out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))


def _stream(drawn: bytes, more: bytes) -> bytes:
    packed = zlib.compress(b"BT /F1 12 Tf 10 700 Td " + drawn + b" ET", 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (more, len(packed), packed)


def test_every_page_is_read() -> None:
    assert text_of(pdf(SENTENCE, n_pages=3)).count("310 people came") == 3


@pytest.mark.parametrize(
    "content",
    [
        pdf(SENTENCE * 150_000),
        pdf(SENTENCE * 300, n_pages=5000),
        pdf(b"/X1 Do " * 30_000, form=SENTENCE * 1000),
    ],
    ids=["one long page", "one page many times", "a form called many times"],
)
def test_a_pdf_that_would_take_hours_is_refused(content: bytes) -> None:
    assert len(content) < 100_000
    with pytest.raises(InputError, match="draws too much to be read"):
        text_of(content, "bomb.pdf")


def test_a_broken_pdf_is_said_once(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="the PDF cannot be read"):
        text_of(b"%PDF-1.4\nno more", "broken.pdf")
    assert capfd.readouterr().err == ""
