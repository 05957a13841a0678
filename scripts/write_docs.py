"""Write the generated pages of docs/reference anew: python scripts/write_docs.py, or make docs."""

import json
from pathlib import Path

from alee.core.variables import DIMENSIONS, VARIABLES
from alee.files.schema import reference_text, schema_text, services_schema, services_text
from alee.inference.measures import measures_text

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"


def variables_text() -> str:
    """Give the page that explains every variable of a result."""
    lines = [
        "# Variables of a result",
        "",
        "Written by `make docs` from the registry in `core/variables.py`.",
        "",
    ]
    lines += ["| dimension | meaning |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in DIMENSIONS.items()]
    lines += [
        "",
        "| variable | dimensions | type | unit | kind | counts | meaning |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| `{v.name}` | {', '.join(v.dims)} | {v.dtype} | {v.unit} | {v.kind} | {v.concept} | {v.meaning} |"
        for v in VARIABLES.values()
    ]
    return "\n".join(lines) + "\n"


def generated_pages() -> dict[str, str]:
    """Give the text of every generated page, by file name."""
    return {
        "scenario.schema.json": schema_text(),
        "scenario.md": reference_text(),
        "services.schema.json": json.dumps(services_schema(), ensure_ascii=False, indent=2) + "\n",
        "services.md": services_text(),
        "measures.md": measures_text(),
        "variables.md": variables_text(),
    }


if __name__ == "__main__":
    for name, text in generated_pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
