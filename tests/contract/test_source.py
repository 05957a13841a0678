"""What must never appear in the library, read from its source."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "alee"
FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_no_print_no_exit_no_global_generator_and_not_too_long(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400 or "longer than 400 lines because" in text[:1000]
    if "cli" in file.parts:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"print", "exit", "quit", "sys.exit", "os._exit"}
        if isinstance(node, ast.Attribute):
            assert not ast.unparse(node).startswith(("np.random", "numpy.random"))
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None


LISTENS = {"dashboard/serving.py", "dashboard/guard.py"}  # the page of this computer
CONNECTS = frozenset(
    ["socket", "http", "ssl", "ftplib", "smtplib", "telnetlib", "xmlrpc", "httpx", "requests", "aiohttp"]
)


def test_only_the_asking_of_a_model_opens_a_connection() -> None:
    found = set()
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in CONNECTS or name.startswith("urllib.request") for name in names):
                found.add(file.relative_to(SOURCE).as_posix())
    assert found - LISTENS == {"reading/model_client.py"}


def test_layers_hold() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([tool], cwd=SOURCE.parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
