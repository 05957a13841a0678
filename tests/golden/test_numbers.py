"""The teaching scenarios give the numbers they gave, or the changelog says why not."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from scripts.write_golden import GOLDEN, is_announced, numbers


def flat(tree: Any, path: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(tree, dict):
        for key, branch in tree.items():
            yield from flat(branch, f"{path}/{key}")
    else:
        yield from ((f"{path}[{k}]", value) for k, value in enumerate(tree))


def test_no_number_changes_silently() -> None:
    """Allowed is what another processor's last digit of exp() can do to one draw: 1 % or 3 persons."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert is_announced(golden["announced"]), "the sentence of the golden file left the changelog"
    now, then = dict(flat(numbers())), dict(flat(golden["numbers"]))
    say_why = 'say why: python scripts/write_golden.py "what changed, why, by how much"'
    assert now == pytest.approx(then, rel=0.01, abs=3), say_why
