"""A proposal in short words: its figure as the text says it, and its days."""

from __future__ import annotations

from alee.reading.country_names import CLDR_NAMES
from alee.reading.proposals import Proposal

USUAL = {"TUR": "Turkey"}  # as the scenarios and guides call it
SHARES = ("share", "relative ")  # units of which 0.3 is 30%


def figure_words(p: Proposal) -> str:
    """The figure with its qualifier and unit: parts of a whole in per cent, and a change as a rise or a fall."""
    is_change = p.unit.startswith("relative ")
    unit = "" if p.unit.startswith(SHARES) else p.unit
    is_fall = is_change and all(v is None or v < 0 for v in (p.value, p.low, p.high))

    def number(value: float) -> str:
        size = -value if is_fall else value
        return f"{100 * size:,.10g}%" if p.unit.startswith(SHARES) else f"{size:,.10g}"

    if p.value is not None:
        figure = f"{p.qualifier} {number(p.value)}".strip()
    elif p.low is not None and p.high is not None:
        figure = f"{number(p.low)} to {number(p.high)}"
    elif p.low is not None:
        figure = f"{number(p.low)} or more"
    elif p.high is not None:
        figure = f"up to {number(p.high)}"
    else:
        return ""
    return f"a {'fall' if is_fall else 'rise'} of {figure}" if is_change else f"{figure} {unit}".strip()


def place_words(p: Proposal) -> str:
    """The place; a country that the scenario lacks is known by its code, and shown by its name."""
    return ", ".join(country_word(part) for part in p.place.split(", "))


def country_word(place: str) -> str:
    """The name of a country for its code; any other word as it is."""
    return USUAL.get(place) or (CLDR_NAMES[place][0] if place in CLDR_NAMES else place)


def day_words(proposal: Proposal) -> str:
    """The days that a proposal speaks of."""
    first, last = proposal.first, proposal.last
    if first is None and last is None:
        return ""
    return str(last) if first in (None, last) else f"{first} to {last}"
