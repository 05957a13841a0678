"""What the numbers of a table count, by their heading or the text above; where and when, by their row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from alee.reading.carried import spoken_of
from alee.reading.days import find_periods
from alee.reading.letters import Line, small
from alee.reading.lexicon import Words
from alee.reading.numerals import value_of
from alee.reading.places import Mention
from alee.reading.quantities import Quantity
from alee.reading.scene import Figure, Scene
from alee.reading.segments import Sentence
from alee.reading.tables import NUMBER, Cell, Table
from alee.reading.topics import GOES_ON, TOTAL
from alee.reading.weekdays import Period

DOUBT = "a table: its heading says what is counted"
NO_HEADING = "a table whose heading does not say what this counts"
# Headings that leave it to the title what is counted.
PLAIN = small(
    r"\W*(?:people|persons|number|total|count|figures?|individuals|человек|людей|число|количество|всего|kişi|sayı|toplam|осіб|кількість|число)\W*"
)


class TableReader:
    """Reads the tables of one text.

    Parameters
    ----------
    mentions
        Finds the places that a cell names.
    """

    def __init__(
        self,
        words: Words,
        mentions: Callable[[str], list[Mention]],
        published: dt.date,
        home: tuple[str, ...],
    ) -> None:
        self.words, self.published, self.home = words, published, home
        self.mentions = mentions

    def figures(
        self, table: Table, text: str, paragraph: int, topic: Figure | None, title: Period | None
    ) -> Iterator[tuple[Sentence, Scene, Quantity, Figure]]:
        """Give every number of a table with its row and what it counts.

        Parameters
        ----------
        topic
            What the title, or the text above, says is counted.
        title
            Days that the line above names.
        """
        columns = [self._scene(cell.text) for cell in table.heading]
        measures = [self._measure(scene, topic) for scene in columns]
        for row in table.rows:
            sentence = table.line(row, text, paragraph)
            labels = [cell for cell in row if NUMBER.fullmatch(cell.text) is None]
            at, days = self._of_row(labels)
            for cell, scene, measure in zip(row, columns, measures, strict=True):
                quantity = _quantity(cell, sentence.start, self.words.language)
                if quantity is None:
                    continue
                own = _place(scene.mentions) or at
                if own is None and topic is not None and not any(TOTAL.match(c.text.lower()) for c in labels):
                    own = topic.place
                period = days or (scene.periods[0] if scene.periods else title)
                figure = Figure("", "people", why_not=NO_HEADING)
                if measure:
                    figure = Figure(measure, "persons", own, period=period, doubt=DOUBT)
                yield sentence, self._scene(sentence.text), quantity, figure

    def _scene(self, words: str) -> Scene:
        line = Line(words)
        periods = tuple(find_periods(line, self.words.language, self.published))
        return Scene(line, self.words, (), (), tuple(self.mentions(words)), periods, None, self.home)

    def _measure(self, heading: Scene, topic: Figure | None) -> str:
        """What a heading counts; that of the topic where it names a place or only people."""
        told = spoken_of(heading).measure
        if told in GOES_ON or told == "net":
            return told
        is_plain = bool(_place(heading.mentions)) or bool(heading.periods) or PLAIN.fullmatch(heading.low)
        return topic.measure if topic is not None and is_plain else ""

    def _of_row(self, labels: Sequence[Cell]) -> tuple[Mention | None, Period | None]:
        scenes = [self._scene(cell.text) for cell in labels]
        place = next((p for s in scenes if (p := _place(s.mentions)) is not None), None)
        return place, next((s.periods[0] for s in scenes if s.periods), None)


def _place(mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if not m.is_people), None)


def _quantity(cell: Cell, begin: int, language: str) -> Quantity | None:
    match = NUMBER.fullmatch(cell.text)
    value = value_of(match["n"], language) if match else None
    if match is None or value is None:
        return None
    start = cell.start - begin + match.start("n")
    share = bool(match["per"])
    return Quantity(
        start, start + len(match["n"]), value / 100 if share else value, None, None, "", is_percent=share
    )
