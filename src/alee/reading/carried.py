"""What a sentence takes from the one before it, and who speaks where no office does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from alee.reading.days import find_periods, names_month
from alee.reading.figure_days import nearest_period
from alee.reading.figure_places import PAUSE
from alee.reading.figure_words import ALONE, COMPARES
from alee.reading.figures import figure_of
from alee.reading.letters import Line, small
from alee.reading.numerals import value_of
from alee.reading.places import Mention
from alee.reading.proposals import Proposal
from alee.reading.quantities import Quantity
from alee.reading.scene import Figure, Scene, cues_of
from alee.reading.speaker_words import GENERIC
from alee.reading.speakers import PRIVATE
from alee.reading.standing import MOVEMENTS
from alee.reading.trust import NO_SPEAKER, SPEAKER_COST
from alee.reading.weekdays import Period

FLOWS = MOVEMENTS | {
    "net", "house_sales", "company_registrations", "asylum_applications", "id_numbers", "tourist_arrivals"
}  # fmt: skip
TOLD_BY_MANY = frozenset(
    ("air_fare", "rent_index", "flights_per_day", "queue_length", "queue_length_km", "queue_hours", "share")
)  # which anybody may tell
SAID_ABOVE = "who says so is named further up"
SAYS_SO = re.compile(
    r"(?:Об этом|Про це|Такие (?:данные|цифры)|Такі (?:дані|цифри)|Bu (?:rakam|bilgi|veri)\w*|(?:Bilgi|Veri|Rakam|Sayı|Açıklama)(?:ler|lar)?[yn]?[ıiuüae]\s|(?:Эти |Такие )?(?:Цифры|Данные) прив[её]\w+|(?:Ці |Такі )?(?:Цифри|Дані) (?:наве\w+|оприлюдн\w+)|(?:That|This) is according|That is what|"
    r"(?:The|These|Those) (?:figures?|numbers?|data|totals?) (?:come|came|comes|were|was|are|is) )"
)
SAME_DAYS = small(
    r"\b(?:the same|these|those|that) (?:\w+ )?(?:days|period|time|weeks?|months?)\b|\b(?:since|in that time|meanwhile)\b[^.;\d]{0,12}$|т(?:е|от|о|ом|от) же (?:дни|период|время)|"
    r"за это(?:т)? (?:же )?(?:время|период)|ц(?:ей|і) (?:же )?(?:самий |самі )?(?:період|дні|час)|той (?:же|самий) (?:період|час)|ті (?:ж|самі) дні|aynı (?:dönem|gün|süre)\w*"
)

OF_THEM = small(r"\bof (?:them|these|those|whom)\b|(?<!\w)(?:из них|з них|із них|bunların|bunlardan)(?!\w)")
PART_OF_IT = re.compile(
    r"(?:of (?:these|those|them)|из них|з них|bunlardan|bunların(?: ise)?),?\s+(?:\w+\s+)?"
)
ITEM = re.compile(r"\s*(?:[:–—-]|reports?|counts?|lists?|has|сообщает о|повідомляє про)?\s*(?:\w+\s+)?")
SPEAKS = re.compile(
    r"(?:,\s\w+,)?\s+(?:has |have |also |later |meanwhile |\w+ly )?"
    r"(?:counts|warned|told|insists?|said|says|reported|reports|announced|puts?|estimates|counted|admitted|confirmed|added|recorded|acknowledged|сообщ|заяв|повідом|açıkla|bildir)"
)
PROPER_AHEAD = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,} $")  # Migracion Colombia
ALL_ALONG = small(
    r"(?<!\w)(?:(?<!have )(?<!has )(?<!had )since|so far|in all|in total|altogether|с начала|(?<!больше )всего|итого|з початку|від початку|загалом|усього|всього|toplam\w*|bugüne kadar)(?!\w)"
)
OTHER_TIME = small(
    r"\b(?:a|one|two|three) (?:years?|months?) (?:earlier|before|ago)\b|\blast year\b|\bбыло (?:год|месяц)\w* (?:ранее|раньше|назад)|(?:^|\s)(?:год\w*|месяц\w*) (?:ранее|раньше|назад)|в прошлом году|рік тому|місяць тому|роком раніше|торік|минулого року|bir (?:yıl|ay) önce|geçen (?:yıl|sene)"
)
EARLIER_BY = (
    (small(r"\b(?:a|one) week (?:earlier|before|ago)\b|\b(?:in |during |of )?the week before\b(?! last)|the same day (?:of |the )?(?:last|previous|preceding) week|предыдущ(?:ей|ую|ая) недел[яюеи]|попереднього тижня|(?:недел(?:ей|ю)|тижнем) (?:ранее|раньше|раніше)|bir hafta önce"), 7),
    (small(r"\b(?:(?:two|2) weeks|a fortnight) (?:earlier|before|ago)\b|две недели назад|два тижні тому|двумя неделями (?:ранее|раньше)|двома тижнями раніше|iki hafta önce"), 14),
    (small(r"\b(?:(?:a|one) day earlier|the day before)\b|дн[её]м (?:ранее|раньше)|сутками ранее|накануне|за день до (?:того|этого|цього)|днем раніше|напередодні|bir gün önce|önceki gün"), 1),
    (small(r"\bthe (?P<n>\w+) (?P<u>days|weeks) before(?: that)?\b|(?:за |в )?(?:предыдущие|попередні) (?P<n2>\w+) (?P<u2>дн|сут|недел|діб|тижн)\w*|\bönceki (?P<n3>\w+) (?P<u3>gün|hafta)\w*"), 0),  # as long as they say
    (small(r"\bthe (?:next|following) day\b|(?:на )?следующий день|наступного дня|ertesi gün"), -1),
    (small(r"\b(?:two|2) days (?:earlier|before|ago)\b|два дня назад|два дні тому|двумя днями (?:ранее|раньше)|двома днями раніше|iki gün önce"), 2),
)  # fmt: skip
THAN = small(r"(?<!\w)(?:than|on|чем|ніж)\s+$")
BACK_NEAR = 40  # characters behind a number in which "a week earlier" is its own
BACK_ANCHORS = ("before", "earlier", "ago", "week", "ранее", "раньше", "назад", "недел", "накануне", "раніше", "тому",
                "тижн", "напередодні", "önce", "предыдущ", "попередн",
                "next day", "following day", "следующ", "наступн", "ertesi")  # fmt: skip
BACK_NEXT = 12  # and before the next number, in which it is that one's
FEW = 100  # so many days or weeks are a span of time
SPAN_BEHIND = small(r"\s+(?:days?|weeks?|months?|years?|дн\w+|сут\w+|недел\w+|діб|тижн\w+|gün|hafta)(?!\w)")
WHEN = small(r",\s(?:when|когда|коли)\s+(?:\w+\s+)?$")
DIGIT = re.compile(r"\d")
BESIDE = 14  # characters between "a week earlier" and the day that it is
COMPARED = 14  # characters before days that are only compared with
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
            ahead = PROPER_AHEAD.search(line.text, 0, mention.start)
            return line.text[ahead.start() if ahead else mention.start : mention.end]
    return ""


def country_of_part(scene: Scene, quantity: Quantity, said: str) -> str:
    """Name a country that speaks in the number's own clause, where the office that speaks does so in another."""
    if not scene.cuts[0]:
        return ""
    left, right = scene.clause(quantity)
    if not said or said in scene.text[left:right]:
        return ""
    inside = [m for m in scene.mentions if left <= m.start and m.end <= right]
    return country_that_speaks(scene.line, inside)


def own_days(line: Line, periods: Sequence[Period]) -> Period | None:
    """Give the first days of which a sentence speaks, not those on which somebody spoke or that it compares with."""
    news = (p for p in periods if not p.is_speech)
    return next((p for p in news if not COMPARES.search(line.low, max(0, p.start - COMPARED), p.start)), None)


def days_before(days: Period | None, before: Scene | None, published: dt.date) -> Period | None:
    """Give the days of which the sentence before speaks; its scene if it had no number."""
    if days is not None or before is None:
        return days
    periods = find_periods(before.line, before.words.language, published)
    if before.line.has_digit:  # a day in figures that is the day of publication is the dateline's own
        periods = [p for p in periods if p.first != published]
    return own_days(before.line, periods)


def with_days(figure: Figure, days: Period | None, scene: Scene) -> Figure:
    """Give a flow without days of its own those of the sentence before.

    Parameters
    ----------
    days
        Days of which the sentence before speaks; a running total goes on only where the words say so.
    scene
        The figure's sentence; one that names a month has days of its own, though nobody may know which.
    """
    has_own = figure.period is not None or figure.is_rate or bool(figure.no_day)
    if days is None or has_own or figure.measure not in FLOWS or ALL_ALONG.search(scene.low):
        return figure
    if scene.line.may(scene.words.earlier) and OTHER_TIME.search(scene.low):
        return figure
    line = scene.line
    is_part = (line.holds(SAME_DAYS) and SAME_DAYS.search(scene.low) is not None) or (
        line.holds(OF_THEM) and OF_THEM.search(scene.low) is not None
    )
    if (days.since and not is_part) or names_month(scene.line, scene.words.language):
        return figure
    return figure._replace(period=days, doubt=figure.doubt or "its days are named in the sentence before")


def part_of(told: Figure, quantity: Quantity) -> Figure:
    """A part of what the sentence before counts: so many of them, or a share of them."""
    doubt = "a part of what the sentence before counts"
    return (
        told._replace(measure="share", unit="share", doubt=doubt)
        if quantity.is_percent
        else told._replace(doubt=doubt)
    )


def said_by(proposal: Proposal, speaker: str) -> Proposal:
    """Give a figure the speaker whom only the next sentence names, if it has none."""
    if proposal.speaker or proposal.kind != "report":
        return proposal
    doubts = proposal.reason.split("; ")
    trust = proposal.confidence + (SPEAKER_COST if NO_SPEAKER in doubts else 0.0)
    reason = "; ".join(doubt for doubt in doubts if doubt != NO_SPEAKER)
    return replace(proposal, speaker=speaker, confidence=round(trust, 2), reason=reason)


def spoken_alone(proposals: Sequence[Proposal], spoke: Sequence[tuple[int, str]]) -> Iterator[Proposal]:
    """Give a count of which nobody says who states it the only office that has stated anything before it.

    Parameters
    ----------
    spoke
        Where in the text somebody states something, and who.
    """
    heard: set[str] = set()
    at, every = 0, ""
    for p in proposals:
        while at < len(spoke) and spoke[at][0] <= p.start:
            speaker = spoke[at][1]
            if (
                speaker != PRIVATE and speaker.casefold() not in GENERIC and speaker not in every
            ):  # a shorter name of one of them is the same office
                heard = {known for known in heard if known not in speaker} | {speaker}
                every = f"{every}\n{speaker}"
            at += 1
        if p.kind == "report" and not p.speaker and len(heard) == 1 and p.measure not in TOLD_BY_MANY:
            p = replace(p, speaker=next(iter(heard)), reason=p.reason.replace(NO_SPEAKER, SAID_ABOVE))
        yield p


def taken_back(proposal: Proposal) -> Proposal:
    """What is left of a figure that the next sentence takes back: context, no report."""
    if proposal.kind != "report":
        return proposal
    what = f"a figure that was corrected: {proposal.words}"
    return replace(proposal, kind="context", what=what, measure="", concept="", confidence=0.8, reason="")


def spoken_of(scene: Scene) -> Figure:
    """What a sentence without a number speaks of, as if a number stood at its end."""
    blank = Quantity(len(scene.text), len(scene.text), 1.0, None, None, "")
    return figure_of(
        replace(scene, quantities=(blank,), cues=cues_of(scene.line, scene.words, ())), blank, None
    )


def told_again(
    scene: Scene, quantity: Quantity, figure: Figure, told: Figure | None, before: Scene | None
) -> Figure:
    """A figure of what the sentence before it counted, or spoke of without a number.

    Parameters
    ----------
    figure
        What its own sentence makes of the number; given back where it is nothing of the kind.
    told, before
        What the sentence before counted; that sentence, if it had no number.
    """
    after = scene.low[quantity.end :]
    place = only_place(scene, quantity)
    is_same = told is not None and told.unit == figure.unit
    if not is_same and figure.unit != "people":
        return figure
    if told is None and (before is None or before.quantities):
        return figure
    if place is not None and told is not None:
        return told._replace(place=place, is_inherited=False, doubt="a list says what is counted at its head")
    is_of_people = any(m.is_people and m.start == quantity.end + 1 for m in scene.mentions)
    is_of_people = is_of_people or scene.words.people.match(after.lstrip()) is not None
    if not (is_same or is_of_people or ALONE.match(after)) or not scene.line.may(scene.words.again):
        return figure
    if not scene.line.holds(scene.words.again) or not scene.words.again.search(scene.low[: quantity.start]):
        return figure
    if told is None and before is not None and not before.quantities:
        told = spoken_of(before)
    if told is None or not told.measure:
        return figure
    period = nearest_period(scene, quantity, told.measure)
    moved = days_moved(scene, quantity, told.period, period)
    return told._replace(period=moved, doubt="the sentence before says what is counted")


def days_moved(scene: Scene, quantity: Quantity, told: Period | None, own: Period | None) -> Period | None:
    """The days of a figure of what the sentence before counted.

    Words for an earlier time say that the days are others, though not which; without any they are the same.
    """
    if own is not None:
        return own
    return None if scene.words.earlier.search(scene.low[: quantity.start]) else told


def counted_back(scene: Scene, quantity: Quantity, figure: Figure, told: Period | None) -> Figure:
    """A figure whose days are counted back from those told before it, as in "a week earlier"."""
    key = ("counts back",)
    if key not in scene.known:
        may = scene.line.holds_any(BACK_ANCHORS)
        likely = [pattern for pattern, _ in EARLIER_BY if scene.line.holds(pattern)] if may else ()
        scene.known[key] = any(pattern.search(scene.low) for pattern in likely)
    if not scene.known[key]:
        return figure
    left = max((end for end in scene.ends if end <= quantity.start), default=0)
    later = next(
        (
            q
            for q in scene.quantities
            if q.start > quantity.end and not (q.size < FEW and SPAN_BEHIND.match(scene.low, q.end))
        ),
        None,
    )
    right = later.start if later is not None else len(scene.low)
    for pattern, back in EARLIER_BY:
        words = pattern.search(scene.low, left if back else 0, quantity.start)
        if words is None and (
            words := pattern.search(scene.low, quantity.end, min(right, quantity.end + BACK_NEAR))
        ):
            is_next = later is not None and later.start - words.end() < BACK_NEXT
            words = None if is_next or PAUSE.search(scene.low, quantity.end, words.start()) else words
        if words is None or _is_not_its(scene, quantity, words, left):
            continue
        back = back or _span(words)
        own = figure.period
        here = [p for p in scene.periods if left <= p.start < right
                and not (p.start < words.end() and words.start() < p.end)]  # fmt: skip
        is_own = own is not None and own in here
        is_beside = own is not None and 0 <= own.start - words.end() < BESIDE
        if is_own and is_beside and own is not None and DIGIT.search(scene.low, own.start, own.end):
            return figure._replace(is_moved=True)  # a week earlier, on 18 September
        base = own if is_own else told
        if base is None or base.since:
            if own is not None and own.start < words.end() and words.start() < own.end:
                return figure  # the day before the day of publication
            return figure if here else figure._replace(period=None)
        step = dt.timedelta(days=back)
        return figure._replace(
            period=base._replace(first=base.first - step, last=base.last - step), is_moved=True
        )
    return figure


def _span(words: re.Match[str]) -> int:
    """How many days "the seven days before that" are."""
    told = words["n"] or words["n2"] or words["n3"]
    unit = words["u"] or words["u2"] or words["u3"]
    number = next((n for k in ("en", "ru", "tr", "uk") if (n := value_of(told, k))), 0.0)
    return int(number) * (7 if unit.startswith(("week", "недел", "тижн", "hafta")) else 1)


def _is_not_its(scene: Scene, quantity: Quantity, words: re.Match[str], left: int) -> bool:
    """Whether words for an earlier time are of another number: "more than a week earlier", "9,800 the day before, 40"."""
    gap = scene.low[words.end() : quantity.start]
    if THAN.search(scene.low, max(0, words.start() - 8), words.start()):
        return gap.strip() != "("
    if WHEN.search(gap):
        return False
    is_behind_another = bool(left) and words.end() <= quantity.start
    return is_behind_another and bool(PAUSE.search(gap)) and not PAUSE.search(scene.low, left, words.start())
