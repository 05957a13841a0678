"""Days counted from the shock that a scenario is about: since the start of the war, after the call-up."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from alee.model.scenario import Scenario
from alee.reading.letters import Line, small
from alee.reading.weekdays import Period

LONGEST = dt.timedelta(days=730)  # after which "since the war began" may mean another one
ANCHORS = (
    "since",
    "after",
    "start",
    "начал",
    "после",
    "момент",
    "початк",
    "після",
    "savaş",
    "işgal",
    "seferberli",
)
WAR = (
    r"(?:war|invasion|conflict|fighting|hostilities|offensive|войн\w+|вторжени\w+|(?:боев|военн)\w+ действий|спецоперации|війн\w+|вторгненн\w+|"
    r"бойових дій|savaş\w*|işgal\w*)"
)
CALL_UP = r"(?:mobili[sz]ation|call-up|draft|мобилизаци\w+|мобілізаці\w+|seferberli\w+)"
SINCE_IT = (
    r"(?<![^\W_])(?:(?:since|after|from) (?:the )?(?:very )?(?:start|beginning|outbreak|launch|onset|announcement|declaration) of (?:the |this |russia's |a )?(?:[\w-]+ ){{0,2}}?{what}"
    r"|since (?:[\w']+ ){{0,3}}?(?:full-scale |partial )?{what}(?: (?:began|begun|started|broke out|was announced))?"
    r"|(?:с|со) (?:времени|момента) {what}|(?:с|со) (?:самого )?(?:начала|момента начала|момента объявления) (?:\w+ ){{0,2}}?{what}|после (?:начала|объявления) (?:\w+ ){{0,2}}?{what}"
    r"|(?:з|із|від) (?:самого )?(?:початку|моменту початку|моменту оголошення) (?:\w+ ){{0,2}}?{what}|після (?:початку|оголошення) (?:\w+ ){{0,2}}?{what}"
    r"|{what} (?:başlangıcından|başından|ilk gününden|başladığından|başlamasından|ilanından|ilan edilmesinden|kararından) (?:bu yana|beri|itibaren|sonra))(?![^\W_])"
)
IS_WAR = re.compile(r"\b(?:war|invasion|invades?|attack\w*|offensive|fighting)\b", re.IGNORECASE)
IS_CALL_UP = re.compile(r"mobili[sz]ation|call-up|\bdraft\b", re.IGNORECASE)


# Wars that texts date by "since the war began", where the scenario's own shock is another: two of the countries, first day.
WARS = ((frozenset(("RUS", "UKR")), dt.date(2022, 2, 24)),)


class ShockDays:
    """Finds the days that a sentence counts from a shock of a scenario.

    Attributes
    ----------
    began
        First day of the last shock before publication; None if there is none.
    """

    def __init__(self, scenario: Scenario, published: dt.date) -> None:
        self.published = published
        self.began: dt.date | None = None
        self.patterns: list[tuple[dt.date, re.Pattern[str]]] = []
        for event in scenario.events:
            if event.kind != "shock" or not published - LONGEST <= event.start <= published:
                continue
            for is_so, what in ((IS_WAR, WAR), (IS_CALL_UP, CALL_UP)):
                if is_so.search(event.note):
                    self.began = event.start
                    self.patterns.append((event.start, small(SINCE_IT.format(what=what))))

        is_dated = any(self.patterns) and any(
            IS_WAR.search(e.note) for e in scenario.events if e.kind == "shock"
        )
        for homes, began in WARS:
            if not is_dated and homes & set(scenario.home) and began <= published <= began + LONGEST:
                self.patterns.append((began, small(SINCE_IT.format(what=WAR))))

    def find(self, line: Line) -> Iterator[Period]:
        """Give the running totals of a sentence that began with the shock."""
        if not self.patterns or not line.holds_any(ANCHORS):
            return
        for began, pattern in self.patterns:
            for match in pattern.finditer(line.low) if line.holds(pattern) else ():
                yield Period(*match.span(), began, self.published, since=True)
