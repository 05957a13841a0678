"""The guide of the page shows every view at both sizes, in small pictures that are there."""

import re
from pathlib import Path

GUIDES = Path(__file__).parents[2] / "docs" / "guides"
VIEWS = ("now", "map", "place", "evidence", "what-if", "needs", "read", "scenario", "share")


def test_every_view_is_shown_at_both_sizes():
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (GUIDES / "page.md").read_text(encoding="utf-8"))
    wanted = [f"../pictures/dashboard-{view}-{size}.png" for size in ("laptop", "phone") for view in VIEWS]
    assert sorted(shown) == sorted(wanted)
    for path in shown:
        assert (GUIDES / path).stat().st_size < 150_000, path
