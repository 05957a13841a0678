"""Does the day of publication that somebody gave fit the text? Every "yesterday" is counted from it."""

from __future__ import annotations

from alee.reading.dateline import dateline
from alee.reading.found import Reading

MOST_APART = 31  # days between the day at the head of a text and its publication


def day_doubt(text: str, reading: Reading) -> str:
    """Say that the day at the head of a text is far from the one it was read with; empty if it is not."""
    own = dateline(text, reading.language)
    if own is None or abs((reading.published - own).days) <= MOST_APART:
        return ""
    days = (reading.published - own).days
    side = "after" if days > 0 else "before"
    return (
        f"it is read as published on {reading.published}, which is {abs(days):,} days {side} {own}, "
        f"the day at its head; days such as yesterday are counted from {reading.published}"
    )
