"""What a number without a word of its own counts: what the text last counted, if its sentence is of that."""

from __future__ import annotations

import datetime as dt

from alee.reading.carried import own_days, spoken_of
from alee.reading.days import find_periods
from alee.reading.figure_days import nearest_period
from alee.reading.figure_measures import unit_words
from alee.reading.figure_places import is_labelled, place_of
from alee.reading.figure_words import AGE_OR_SEX, ALONE, AWAY, FAR_AHEAD, FAR_NEAR
from alee.reading.figures import listed
from alee.reading.frame_words import DISPLACED, DISPLACED_HEAD, GOES_FREE, OTHER_FRAME
from alee.reading.letters import small
from alee.reading.places import Mention
from alee.reading.quantities import Quantity
from alee.reading.scene import Figure, Scene

GOES_ON = frozenset(
    ("entries", "exits", "departures_from_origin", "stock", "registered", "asylum_applications",
     "residence_permits", "house_sales", "company_registrations", "queue_length", "queue_length_km",
     "queue_hours")
)  # fmt: skip
OF_QUEUES = {"vehicles": "queue_length", "km": "queue_length_km", "hours": "queue_hours"}
LONGEST_HEADING = 90  # characters of one that ends without a full stop
LIST_ITEM = 60  # characters of an item of a list: a place and a number
TOTAL = small(r"\W*(?:total|all|sum|всего|итого|усього|загалом|toplam)\b")
# "Other European countries - 117,550"
OTHERS = small(
    r"\W*(?P<name>(?:other|rest of|various|остальн\w+|друг(?:ие|их)|інш(?:і|их)|diğer)\b[^\d:–—]{0,40}?)\s*[:–—-]"
)
FEWEST = 20  # people that go on from what a text counts; so few in a car or a flat are no count
SMALLEST = 100  # a number without a word for people behind it


def of_topic(scene: Scene, quantity: Quantity, figure: Figure, topic: Figure | None) -> Figure:
    """A number without a word of its own, as a figure of what the text last counted.

    Parameters
    ----------
    figure
        What its own sentence makes of the number; given back where nothing says that it goes on.
    topic
        The last figure of movement that the text told.
    """
    if topic is None or quantity.is_percent or quantity.is_money or AGE_OR_SEX.match(scene.low, quantity.end):
        return figure
    measure = topic.measure
    if measure.startswith("queue"):
        is_far = figure.unit in ("km", "hours") and (
            FAR_AHEAD.search(scene.low, max(0, quantity.start - FAR_NEAR), quantity.start)
            or AWAY.match(scene.low, quantity.end)
        )
        measure = "" if is_far else OF_QUEUES.get(figure.unit, "")
    elif figure.unit not in ("people", "households", topic.unit) or not _may_be_people(scene, quantity):
        measure = ""
    if not measure:
        return figure
    place, is_inherited = place_of(scene, quantity, measure)
    if (others := OTHERS.match(scene.low)) and len(scene.text) < LIST_ITEM:
        place, is_inherited = Mention(*others.span("name"), others["name"].strip(), "", is_known=False), False
    if not is_inherited:
        measure = listed(measure, place, topic.place, scene.home)
    period = nearest_period(scene, quantity, measure)
    is_total = TOTAL.match(scene.low) is not None
    is_item = len(scene.text) < LIST_ITEM and (is_total or not is_inherited)
    is_item = is_item or (not scene.cues and is_labelled(scene, quantity))
    if period is None and is_item:
        period = topic.period  # an item of a list has the days of its head
    if is_total:
        place, topic = None, topic._replace(place=None)
    return topic._replace(
        measure=measure, period=period, place=place or topic.place,
        unit=topic.unit if measure == topic.measure else unit_words(figure.unit, measure, ""),
        is_inherited=place is None or is_inherited, doubt="what it counts is said further up", is_moved=False,
    )  # fmt: skip


def by_noun(scene: Scene, quantity: Quantity, figure: Figure) -> Figure:
    """A number of refugees of whom no verb tells what they did: those who are there, or who left."""
    noun = DISPLACED.match(scene.low, quantity.end)
    if noun is None or quantity.is_percent:
        return figure
    measure = "departures_from_origin" if noun["left"] else "stock"
    place, is_inherited = place_of(scene, quantity, measure)
    return Figure(
        measure, "persons", place, is_inherited, nearest_period(scene, quantity, measure),
        doubt="no verb says what they did",
    )  # fmt: skip


def heading_of(scene: Scene, published: dt.date, topic: Figure | None) -> Figure | None:
    """What a heading or the head of a list says that the numbers below count; None if it is neither.

    Parameters
    ----------
    topic
        The figure that the text last told, whose days the head of a list goes on with.
    """
    text = scene.text.rstrip()
    if not text.endswith(":") and (text[-1:] in '.!?…»”"' or len(text) > LONGEST_HEADING):
        return None
    figure = spoken_of(scene)
    if figure.measure not in GOES_ON and DISPLACED_HEAD.search(scene.low):
        figure = Figure("stock", "persons")
    if figure.measure not in GOES_ON:
        return None
    days = find_periods(scene.line, scene.words.language, published)
    period = figure.period or own_days(scene.line, days)
    if period is None and topic is not None and text.endswith(":"):
        period = topic.period
    return figure._replace(period=period)


def is_of_other(scene: Scene) -> bool:
    """Whether a sentence is of something that has numbers of its own: harm, money, room, helpers, weather."""
    key = ("other",)
    if key not in scene.known:
        scene.known[key] = scene.line.has(OTHER_FRAME[scene.words.language])
    return scene.known[key]


def _may_be_people(scene: Scene, quantity: Quantity) -> bool:
    """Whether people stand behind a number, or nothing does and it is no small one."""
    after = scene.low[quantity.end :]
    if scene.words.people.match(after.lstrip()) or any(
        m.is_people and m.start == quantity.end + 1 for m in scene.mentions
    ):
        return quantity.size >= FEWEST
    return quantity.size >= SMALLEST and (ALONE.match(after) or GOES_FREE.match(after)) is not None
