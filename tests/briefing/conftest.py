"""The made-up briefing, for every test of this room."""

import importlib.util
from pathlib import Path

import pytest

from alee.briefing.content import BriefingContent


@pytest.fixture(scope="session")
def content() -> BriefingContent:
    spec = importlib.util.spec_from_file_location("briefing_example", Path(__file__).with_name("example.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: BriefingContent = module.build()
    return made
