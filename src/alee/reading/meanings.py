"""What a number of a text counts: by its own sentence, and by what the sentences before have told."""

from __future__ import annotations

import datetime as dt

from alee.model.scenario import Scenario
from alee.reading.carried import (
    PART_OF_IT,
    counted_back,
    days_moved,
    part_of,
    told_again,
    with_days,
)
from alee.reading.correction_words import PUTS_RIGHT
from alee.reading.figure_days import nearest_period
from alee.reading.figure_places import place_elsewhere, unlisted_near
from alee.reading.figure_words import AGE_OR_SEX, ALONE
from alee.reading.figures import NO_CUE, OF_BEFORE, figure_of
from alee.reading.frame_words import COUNTRY_HERE, FIGURE_IS, GOES_FREE
from alee.reading.letters import Line, small
from alee.reading.notes import Notes
from alee.reading.people import FAMILY, is_given
from alee.reading.places import Mention
from alee.reading.quantities import Quantity
from alee.reading.running import counted_up, goes_on_counting, run_on
from alee.reading.scene import Figure, Scene
from alee.reading.shock_days import ShockDays
from alee.reading.standing import MOVEMENTS
from alee.reading.theme import Theme
from alee.reading.topics import by_noun, is_of_other, of_topic
from alee.reading.weekdays import Period

PEOPLE_UNITS = ("people", "persons", "households")
PEOPLE = ("people", "households")
# People who fled inside their own country.
INTERNAL = small(
    r"\binternally displaced|\bdisplaced (?:inside|within)\b|\b(?:inside|within) the country\b|\bidps\b|(?<!\w)(?:внутрішньо переміщен|внутренне перемещ|вимушен\w+ переселен|внутр(?:и|енне) страны|всередині країни|усередині країни|впо|впл)|ülke içinde"
)
OF_THE = small(
    r"(?:^|[,;—–]\s)of (?:the|these|those|all)\s$|(?:^|[,;—–]\s)из (?:этих|тех)?\s?$|(?:^|[,;—–]\s)(?:з|із) (?:цих|тих)?\s?$"
)
BORDER_CONTROL = small(r"(?<!\w)на (?:виїзд|в['’]?їзд|выезд|въезд)(?!\w)")
ABROAD = small(
    r"\b(?:went|gone|go|left|fled|travel\w+|moved) abroad\b|(?<!\w)(?:за границу|за рубеж|за кордон)(?!\w)|yurt dışına"
)
UP_TO = small(r",?\s+(?:(?:up )?to|until|till|through|and|по|до)\s+(?:the\s+)?")
# Counts of a country, even where the text was written in one of its cities.
OF_COUNTRIES = frozenset(
    (
        "entries",
        "exits",
        "house_sales",
        "company_registrations",
        "residence_permits",
        "id_numbers",
        "asylum_applications",
    )
)
RIGHT_NEAR = 140  # characters before a number in which "the correct figure" stands
TRACES = frozenset({"air_fare", "flights_per_day"})  # which people on other ways leave as well


class Meanings(Notes):
    """Follows through a text what its numbers count.

    Attributes
    ----------
    told
        What the sentence before counted; None if it had no number.
    before
        The sentence before, if it had no number.
    topic, size
        What the text last counted, and how large that was.
    is_far
        Whether the sentence before stands in another paragraph.
    written_in
        Where the dispatch says that it was written.
    """

    def __init__(self, text: str, scenario: Scenario, published: dt.date, language: str) -> None:
        super().__init__(text, scenario, published, language)
        self.shock = ShockDays(scenario, published)
        self.theme = Theme(text, self.gazetteer)
        self.told: Figure | None = None
        self.before: Scene | None = None
        self.topic: Figure | None = None
        self.size = 0.0
        self.written_in: Mention | None = None
        self.is_far = False

    def meaning(self, scene: Scene, quantity: Quantity, before: Figure | None, days: Period | None) -> Figure:
        """Say what a number counts, where and when.

        Parameters
        ----------
        before
            What the number before it in the sentence counts.
        days
            Days of which the sentence before speaks.
        """
        if (
            self.told is not None
            and PART_OF_IT.match(scene.low)
            and AGE_OR_SEX.match(scene.low, quantity.end)
        ):
            return Figure("", "people", why_not="how old they are, or their sex")
        is_again = quantity.size == self.size and OF_THE.search(
            scene.low, max(0, quantity.start - 12), quantity.start
        )
        if is_again and self.topic is not None:
            return Figure("", "people", why_not="the figure told before")
        figure = figure_of(scene, quantity, before)
        if before is not None and before.unit == "harm" and figure.why_not == NO_CUE:
            return Figure("", "harm", why_not=before.why_not)
        figure = self._of_text(scene, quantity, figure)
        if not figure.measure:
            return figure
        if figure.measure in TRACES and not self.theme.is_of_scenario:
            return Figure("", figure.unit, why_not="the text speaks of no country of the scenario")
        figure = self._placed(scene, quantity, figure)
        told = before if before is not None and before.measure else self.told
        figure = counted_back(scene, quantity, figure, told and told.period)
        if figure.doubt == OF_BEFORE:
            figure = run_on(figure, quantity, before, self.size)
        if self.is_far and not (self.topic and {figure.measure, self.topic.measure} <= MOVEMENTS):
            days = None
        if not figure.is_moved:
            figure = with_days(figure, days, scene)
        is_part = not self.is_far and quantity.size < self.size
        figure = goes_on_counting(scene, figure, self.topic, is_part=is_part)
        began = self.shock.began if self.theme.is_of_home else None
        return counted_up(scene, quantity, figure, self.topic, began)

    def _of_text(self, scene: Scene, quantity: Quantity, figure: Figure) -> Figure:
        """What a number counts by the sentences before, where its own does not tell."""
        ahead = scene.low[: quantity.start]
        near = ahead[-RIGHT_NEAR:]
        is_same = figure.unit.startswith(PEOPLE_UNITS) and not (quantity.is_money or quantity.is_percent)
        is_same = is_same and self.topic is not None and not self.topic.measure.startswith("queue")
        is_same = is_same and not is_of_other(scene)
        if not scene.cues and self.told is not None and PART_OF_IT.fullmatch(ahead):
            figure = part_of(self.told, quantity)
        figure_is, puts_right = FIGURE_IS[self.language], PUTS_RIGHT[self.language]
        if self.topic is not None and is_same and scene.line.holds(figure_is) and figure_is.search(near):
            own = nearest_period(scene, quantity, self.topic.measure)
            period = days_moved(scene, quantity, self.topic.period, own)
            figure = self.topic._replace(period=period, doubt="another figure of what is counted further up")
            return run_on(figure, quantity, self.topic, self.size)
        if self.topic is not None and scene.line.holds(puts_right) and puts_right.search(near):
            return self.topic._replace(doubt="a correction of a figure further up")
        if (
            figure.measure == "registered"
            and self.topic is not None
            and self.topic.measure == "company_registrations"
            and (ALONE.match(scene.low, quantity.end) or GOES_FREE.match(scene.low, quantity.end))
        ):
            return self.topic._replace(period=figure.period, doubt="what was registered is said further up")
        if figure.why_not != NO_CUE or is_of_other(scene):
            return figure
        if not scene.cues:
            figure = told_again(scene, quantity, figure, self.told, self.before)
        if not figure.measure:
            figure = of_topic(scene, quantity, figure, self.topic)
        if not figure.measure:
            figure = by_noun(scene, quantity, figure)
        return run_on(figure, quantity, self.topic, self.size)

    def _placed(self, scene: Scene, quantity: Quantity, figure: Figure) -> Figure:
        """A figure with its place, where its sentence names it in words for one or the text tells it."""
        if (
            figure.measure == "stock"
            and (figure.is_inherited or figure.place is None)
            and INTERNAL.search(scene.low)
        ):
            home = next(
                (m for m in self.theme.named if m.country in self.scenario.home and not m.is_people), None
            )
            figure = figure._replace(place=home, is_inherited=True) if home else figure
        if figure.is_inherited:
            own = self.no_person(unlisted_near(scene, quantity, is_sure=True))
            figure = figure._replace(place=own, is_inherited=False) if own else figure
        here = COUNTRY_HERE[self.language]
        if figure.is_inherited and scene.line.holds(here) and here.search(scene.low):
            figure = figure._replace(place=self._country_of(figure.place))
        if figure.place is not None:
            return figure
        if figure.measure in ("entries", "exits") and BORDER_CONTROL.search(scene.low):
            home = next(
                (m for m in self.theme.named if m.country in self.scenario.home and not m.is_people), None
            )
            if home is not None and scene.told is None:
                return figure._replace(place=home, is_inherited=True)
        if figure.measure == "exits" and self.theme.is_of_home and ABROAD.search(scene.low):
            code = self.scenario.home[0]
            home = Mention(quantity.end, quantity.end, self.gazetteer.name_of(code), code, is_known=True)
            return figure._replace(measure="departures_from_origin", place=home, is_inherited=True)
        if figure.measure == "exits" and self.theme.home and COUNTRY_HERE[self.language].search(scene.low):
            return figure._replace(measure="departures_from_origin", place=self.theme.home, is_inherited=True)
        place = place_elsewhere(scene, quantity, figure.measure)
        place = place or self.no_person(unlisted_near(scene, quantity))
        if place is None:
            place = self.theme.place_of(figure.measure) or self.written_in
            is_head = self.written_in is not None and place is not None and place.name == self.written_in.name
            if is_head and figure.measure in OF_COUNTRIES:
                place = self._country_of(place)
        return figure._replace(place=place, is_inherited=place is not None)

    def _country_of(self, place: Mention | None) -> Mention | None:
        """The country in which a place lies, as the scenario calls it."""
        if place is None or not place.country:
            return place
        name = self.gazetteer.name_of(place.country)
        return place._replace(name=name, is_known=place.country in self.gazetteer.codes)

    def no_person(self, place: Mention | None) -> Mention | None:
        """Give a place that no gazetteer lists, unless it may be a person's name."""
        if place is None or any(is_given(w) or FAMILY.search(w) for w in place.name.split()):
            return None
        return place if self.hide(place.name) == place.name else None

    def with_shock(self, line: Line, periods: list[Period]) -> list[Period]:
        """Give the days of a sentence with those since the shock, where the text is about the scenario's home."""
        found = [p for p in self.shock.find(line)
                 if not any(p.start < q.end and q.start < p.end for q in periods)]  # fmt: skip
        if not found or not self.theme.is_of_scenario:
            return periods
        out = list(periods)
        for p in found:
            until = next(
                (q for q in out if p.end < q.start and UP_TO.fullmatch(line.low, p.end, q.start)), None
            )
            if until is not None:  # "since the war began up to 25 September"
                out.remove(until)
                p = p._replace(end=until.end, last=until.last)
            out.append(p)
        return sorted(out, key=lambda p: p.start)
