"""Every long check can at least be imported; one that cannot would stop all the others."""

import pkgutil
from importlib import import_module

import pytest

import verification
from verification.__main__ import checks

NAMES = [m.name for m in pkgutil.iter_modules(verification.__path__) if m.name != "__main__"]


@pytest.mark.parametrize("name", NAMES)
def test_every_check_can_be_imported(name):
    import_module(f"verification.{name}")


def test_the_checks_of_the_evidence_pages_are_there():
    assert {
        "calibration",
        "flee_folders",
        "forecast",
        "fusion",
        "hidden",
        "issuers",
        "needs",
        "reading",
        "release",
    } <= set(checks())
