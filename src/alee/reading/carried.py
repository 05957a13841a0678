"""What a sentence takes from the one before it, and who speaks where no office does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alee.reading.letters import Line
from alee.reading.places import Mention
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene

PART_OF_IT = re.compile(r"(?:of (?:these|those|them)|из них|з них|bunlardan),?\s+(?:\w+\s+)?")
ITEM = re.compile(r"\s*(?:[:–—-]|reports?|counts?|lists?|has|сообщает о|повідомляє про)?\s*(?:\w+\s+)?")
SPEAKS = re.compile(
    r"(?:,\s\w+,)?\s+(?:has |have |also |later |meanwhile |\w+ly )?"
    r"(?:said|says|reported|reports|announced|puts?|estimates|counted|admitted|confirmed|added|recorded|acknowledged|сообщ|заяв|повідом|açıkla|bildir)"
)
HEAD = 4  # characters before the place with which an item of a list begins


def only_place(scene: Scene, quantity: Quantity) -> Mention | None:
    """The place that is all there is before a number, as in "Chad: 100,060"."""
    if len(scene.mentions) != 1 or scene.mentions[0].start > HEAD or scene.mentions[0].end > quantity.start:
        return None
    return scene.mentions[0] if ITEM.fullmatch(scene.low, scene.mentions[0].end, quantity.start) else None


def country_that_speaks(line: Line, mentions: Sequence[Mention]) -> str:
    """Name a country that stands right before a word for saying, as in "Mongolia said"."""
    for mention in mentions:
        if not mention.is_people and SPEAKS.match(line.low, mention.end):
            return line.text[mention.start : mention.end]
    return ""
