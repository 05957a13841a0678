"""A scenario of one's own into which answers are written."""

import shutil
from pathlib import Path

import pytest

from tests.reading.answering import HAMLET


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(HAMLET, tmp_path / "mine")
    return tmp_path / "mine"
