"""Words stand out from what is behind them, by day and by night: WCAG 2.2, level AA (4.5 to 1)."""

import re
from itertools import product

import pytest

from alee.briefing.page import TEMPLATES

STYLE = (TEMPLATES / "style.css").read_text(encoding="utf-8")
DAY, NIGHT = (dict(re.findall(r"--(\w+):(#\w+)", rule)) for rule in re.findall(r":root\{(.*?)\}", STYLE))
WORDS = ("ink", "quiet", "blue", "deep", "warm")
BEHIND = ("paper", "wash")


def luminance(colour: str) -> float:
    """Relative luminance of a colour #rgb or #rrggbb, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("words", "behind"), list(product(WORDS, BEHIND)))
def test_words_can_be_read(palette: dict[str, str], words: str, behind: str) -> None:
    assert contrast(palette[words], palette[behind]) >= 4.5


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
def test_a_grade_can_be_read_on_its_tint(palette: dict[str, str]) -> None:
    assert contrast(palette["ink"], palette["rule"]) >= 4.5
