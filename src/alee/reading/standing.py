"""Whether a number is news: not history, not denied, not supposed, not an older figure, not a capacity."""

from __future__ import annotations

import datetime as dt
import re

from alee.reading.letters import Line, small
from alee.reading.lexicon import Words
from alee.reading.quantities import FIRST_YEAR, Quantity, is_year
from alee.reading.scene import Figure, Scene
from alee.reading.weekdays import Period

MOVEMENTS = frozenset({"entries", "exits", "departures_from_origin", "other"})
STOPPED = "people who were stopped"
NO_QUEUE = 500_000  # people who are stuck, but do not stand in a line
NO_QUEUE_KM = 150  # as far as somebody travelled
# Of whom no part has moved either.
NOBODY_MOVED = (STOPPED, "how many work there")
OLD_DAYS = 400  # an older figure that a sentence of its own tells is news if it is no older
OF_BEFORE = 6  # characters between a number and days that are its own
FEW = 20  # "two days before": numbers so small are no figures before it
DAYS_NEAR = 40  # characters between a number and the days that are its own
PARTED = re.compile(r"[;:(]|[,.](?!\d)|\s[–—-]\s|\d")
RECENT_DAYS = 62  # one that it compares with, and whose days it names, if it is no older than that
OLD_YEARS = 2  # a figure of a year so far back is history
YEAR = re.compile(
    r"(1[5-9]\d\d|20\d\d)(?<!\w\d{4})(?<!\d[.,]\d{4})\b(?![.,]\d|\+|\s?(?:р\.\s?н|г\.\s?р|года рождения|року народження|doğumlu)|\s?(?:ppl|people|persons|cars)\b)"
)
SINCE_YEAR = ("since", "from", "с", "от", "з", "від", "of")
INTRODUCES = small(
    r"up from|down from|compared (?:with|to)|than|against|versus|above the|below the|против|проти|чем|по сравнению|порівняно|göre|kıyasla"
)
NOT_AHEAD = small(r"\b(?:not|не)\s+$")
ASKED = re.compile(
    r"(?: \w+){1,2} (?:we|i|reporters|journalists) (?:spoke|talked|met)\b|(?: people| persons| adults| voters)? (?:were )?(?:asked|questioned|called|telephoned)\b|(?: \w+)? (?:interviewed|surveyed|polled|respondents|опрошенн|опитан)"
)
SAMPLE = small(
    r"(?<!\w)(?:опрош\w+|опитан\w+|polled|surveyed|interviewed|questioned)\s+(?:\w+\s+)?$|\b(?:survey|poll|sample|panel|study) of (?:\w+ )?$|(?<!\w)(?:опрос|выборк|опитуван)\w* (?:из )?(?:\w+ )?$"
)
ORDERED = small(
    r"(?:\s[\w'’-]+){0,4}?\s(?:told|ordered|asked|urged|advised|instructed|warned|invited|allowed)(?:\s[\w'’-]+){0,4}?\s(?:to|not to)\s"
    r"|(?:\s\w+){0,3}?\s(?:предписан\w+|приказан\w+|рекомендован\w+|наказан\w+|рекомендовано)\s"
)
OF_A_WHOLE = small(
    r"\d of (?:this|the|that) [\w-]+'s\s+$|\b(?:rest|most|all|many|half|none|part|third|quarter) of (?:the|its|their) [\w-]+'s\s+$|\bout of (?:an? |the )?(?:\w+ )?(?:population|total|community|workforce|crowd)(?: of)?(?: \w+)?\s+$"
)
OF_SO_MANY = re.compile(r"\d of (?:the |its |their |some |about )*$")  # 32,000 of 40,000 residents
POPULATION = small(
    r"(?<!\w)(?:где|де) (?:живут|живёт|живет|живе|мешкає|проживает|проживає)\s+(?:\w+\s+){0,2}$|\bpopulation (?:of|is|was)\s+(?:\w+\s+)?$|\b(?:town|city|village|island|hamlet|district|suburb|settlement|municipality|nation|country) of\s+(?:\w+\s+)?$"
    r"|(?:^|\s)(?:с )?население[мю]?\s+(?:\w+\s+)?$|(?:^|\s)(?:з )?населення[м]?\s+(?:\w+\s+)?$|\bnüfus\w*\s+(?:\w+\s+)?$"
)
INHABITANTS = small(r"\s+(?:\w+\s+)?inhabitants\b|\s+nüfuslu\b")
STOPPED_LABEL = small(
    r"(?<!\w)(?:refused|rejected|denied|barred|turned (?:back|away))\s+(?:(?:another|some|about)\s+)?$|(?:refused(?: entry)?|turned (?:back|away)|denied entry|отказано|відмовлено)\s*[:–—]\s*$"
)
ROOM_BEHIND = small(r"\s+(?:\w+\s+){0,2}kapasite|\s+kişilik\b|[\s-]+(?:people |person |persons )?capacity\b")
RESIDENTS = small(
    r"\s+(?:[\w-]+\s+)?(?:residents|inhabitants|locals|townspeople|жител\w+|мешканц\w+|sakin\w*)"
)
PURPOSE = small(
    r"(?<!able )(?<!managed )(?<!helped )(?<!used )\bto (?:fly|carry|take|bring|transport|evacuate|admit|accept|receive|resettle)(?: in)?\s+(?:(?:up to|about|some|another|at least|as many as)\s+)?$"
)
NEEDED = small(
    r"\b(?:need|needs|needed|needing|want|wants|require|requires|lack|lacks|short of|lacking)\s+(?:(?:another|about|some|at least|up to|more than)\s+)?$"
    r"|(?<!\w)(?:нужн[оыа]|нужен|требуется|требуются|не хватает|потрібн[оіа]|потребу\w+|бракує)\s+(?:(?:ещ[её]|ще|около|близько)\s+)?$"
)
STAFF_AHEAD = small(
    r"\b(?:employs?|employing|hired?|hires)\s+(?:\w+\s+)?$|\b(?:staff|employees|personnel|workforce|volunteers|crew)\s*:\s*$|\bnumber of (?:staff|officers|employees|beds|clerks)\b[^.;]{0,20}$|\b(?:memur|personel|görevli|polis|asker|çalışan) sayısı\s+(?:\d\S*\s+)?$"
    r"|(?:число|количество) (?:сотрудников|работников|служащих)\b[^.;]{0,20}$|(?:кількість|число) (?:працівників|співробітників)\b[^.;]{0,20}$"
)
OF_CITY = small(
    r"\b(?:country|countries|city|town|nation|state|village|region|island|capital)\s+(?:with|of)\s+(?:\w+\s+)?$|\b[a-z]+ has (?:about |some |around )?$"
    r"|(?<!\w)(?:город\w*|мест[оа]|міст[оаі]|республик\w+|стран\w+|країн\w+|област\w+|регион\w*|сел[оае]|поселк\w*)\s+(?:на|с|з|із|в)\s+(?:\w+\s+)?$"
)
INHABITANTS_BEHIND = small(
    r"\s+(?:people|inhabitants|residents|citizens|жител\w+|человек|мешканц\w+|людей|осіб)(?!\w)(?! (?:from|who|to|in|из|з|с)\b)"
)
WHEN = small(r"^,?\s(?:when|когда|коли)\s[^.;,\d]{0,60}$|,\s(?:when|когда|коли)\s[^.;,\d]{0,60}$")
OTHERS_WITH = small(r"\s(?:with|bought|had|on)\s(?:\w+\s)?|\s[—–-]\s")
CALLED_UP = small(
    r"(?<!\w)(?:мобілізаці\w+|мобилизаци\w+|призва\w+|призыв\w*|call(?:ed|ing)? up|draft(?:ed|ing)?|mobili[sz](?:ed|ing|ation of|e))\s+(?:(?:up to|about|some|another|до|около|близько|ещ[её]|ще)\s+)?$"
)
HOME_TO = small(r"\bhome to (?:\w+ )?$")
REMAIN = small(
    r"(?<!\w)(?:remain\w*|stay(?:ed|ing|s)? (?:behind|put|on)|still|лиша\w+|залиша\w+|лиши\w+|оста[юёл]\w+|kal(?:dı|ıyor|an|mış)\w*)"
)
SOUGHT_HELP = small(r"(?:обратил|звернул)\w+\s+(?:\w+\s+)?$")
DASHED = re.compile(r"(?:раньше|ранее|прежде|обычно|раніше|зазвичай|usually|normally|before)\s[—–]\s$")
BUT_BEHIND = small(r"(?:[^,.;]{0,24}|[^.;\d]{0,60})(?:\s+but\s|,\s+а\s)")
DIGIT = re.compile(r"\d")
PAUSE_COMMA = re.compile(r",(?!\d)")
UP_TO = re.compile(r"(?:^|\s)(?:to|до)\s*(?:\w+\s+)?$")
OF_NEXT = 12  # characters between a word and the number it belongs to
AHEAD, BEHIND = 48, 60  # characters around a number in which an older date stands


def is_history(line: Line, words: Words, published: dt.date, left: int = 0, right: int | None = None) -> bool:
    """Whether a sentence speaks of times long ago, or a part of it names only years long ago."""
    if line.has(words.history):
        return True
    if not line.may_have_year:
        return False
    text = line.low[left:right]
    found = [
        (int(m[1]), m.start())
        for m in YEAR.finditer(text)
        if int(m[1]) >= FIRST_YEAR or is_year(text, *m.span())
    ]
    if any(published.year + 1 >= year >= published.year - 1 for year, _ in found):
        return False
    return any(year <= published.year - OLD_YEARS and not _is_since(text[:at]) for year, at in found)


def _is_since(ahead: str) -> bool:
    """Whether a word such as since stands right before a year."""
    words = ahead.rstrip()
    return len(words) < len(ahead) and words.endswith(SINCE_YEAR)


def apart(scene: Scene, quantity: Quantity, figure: Figure, published: dt.date) -> str:
    """Say why a number is no news; empty if it is."""
    if figure.why_not:
        return figure.why_not
    if figure.unit.startswith("persons") and any(p.start <= quantity.start < p.end for p in scene.periods):
        return "a span of time"
    text, words, line, holds = scene.low, scene.words, scene.line, scene.line.holds
    left, right = scene.clause(quantity)
    before, after = text[max(left, quantity.start - 60) : quantity.start], text[quantity.end : right]
    if line.has(words.stopped) and figure.measure in MOVEMENTS and _is_stopped(scene, quantity, left, right):
        return STOPPED
    if holds(words.stopped) and any(
        quantity.start - m.end() < OF_NEXT for m in words.stopped.finditer(before)
    ):
        return STOPPED
    if holds(STOPPED_LABEL) and STOPPED_LABEL.search(text, max(0, quantity.start - 30), quantity.start):
        return STOPPED
    if line.may(words.capacity) and words.capacity.search(before):
        return "how many would fit, not how many came"
    if holds(PURPOSE) and PURPOSE.search(before):
        return "what somebody means to do"
    if holds(ROOM_BEHIND) and ROOM_BEHIND.match(text, quantity.end):
        return "how many would fit, not how many came"
    if (holds(POPULATION) and POPULATION.search(before)) or (
        figure.measure == "stock" and INHABITANTS.match(after)
    ):
        return "how many live there, not how many came"
    are_residents = holds(RESIDENTS) and RESIDENTS.match(text, quantity.end)
    if figure.measure == "stock" and are_residents and REMAIN.search(text[left:right]):
        return "people who stayed where they live"
    if figure.measure == "queue_length" and quantity.size >= NO_QUEUE:
        return "too many for a queue"
    if figure.measure == "queue_length_km" and quantity.size >= NO_QUEUE_KM:
        return "too long for a queue"
    if holds(CALLED_UP) and CALLED_UP.search(before):
        return "people who are called up"
    if figure.unit != "hours" and holds(NEEDED) and NEEDED.search(before):
        return "how many are needed"
    if any(m.is_people and m.country not in scene.home and OTHERS_WITH.fullmatch(text, m.end, quantity.start)
           for m in scene.mentions) and any(m.is_people and m.country in scene.home for m in scene.mentions):  # fmt: skip
        return "people of another country"
    if holds(STAFF_AHEAD) and STAFF_AHEAD.search(text, max(0, quantity.start - 40), quantity.start):
        return "how many work there"
    if holds(INHABITANTS_BEHIND) and OF_CITY.search(before) and INHABITANTS_BEHIND.match(text, quantity.end):
        return "how many live there, not how many came"
    if are_residents and HOME_TO.search(before):
        return "how many live there, not how many came"
    if (holds(OF_A_WHOLE) and OF_A_WHOLE.search(before)) or (are_residents and OF_SO_MANY.search(before)):
        return "a whole, not a count of those who moved"
    wrong, as_before = words.corrected
    if (holds(wrong) and wrong.search(before)) or (holds(as_before) and as_before.match(after)):
        return "a figure that was corrected"
    if holds(NOT_AHEAD) and NOT_AHEAD.search(before) and BUT_BEHIND.match(text, quantity.end):
        return "a figure that was corrected"
    key = ("history", left, right)
    if key not in scene.known:
        scene.known[key] = is_history(line, words, published, left, right)
    if scene.known[key]:
        return "history"
    if line.has(words.denied) and _is_denied(scene, quantity, left, right):
        return "denied"
    if holds(ORDERED) and ORDERED.match(text, quantity.end):
        return "people who were told to, not people who did"
    if holds(SOUGHT_HELP) and SOUGHT_HELP.search(before):
        return "people who asked for help"
    if (holds(ASKED) and ASKED.match(text, quantity.end)) or (holds(SAMPLE) and SAMPLE.search(before)):
        return "people who were asked"
    if text.endswith("?"):
        return "asked, not stated"
    if line.has(words.supposed) and _is_supposed(scene, quantity, left, right):
        return "supposed or expected, not counted"
    is_earlier = (
        line.may(words.earlier) and holds(words.earlier) and _is_earlier(scene, quantity, left, right)
    )
    is_earlier = is_earlier and not _is_told_alone(scene, quantity, figure, published)
    return "an earlier figure, for comparison" if is_earlier else ""


def _is_told_alone(scene: Scene, quantity: Quantity, figure: Figure, published: dt.date) -> bool:
    """Whether a sentence of its own tells an older figure with its days: a count like any other."""
    days = figure.period
    if days is None or days.is_speech or not 0 < (published - days.last).days < OLD_DAYS:
        return False
    is_first = all(q is quantity or q.start > quantity.start or q.size < FEW for q in scene.quantities)
    if is_first and not scene.may_compare:
        return True
    is_told = days.end <= quantity.start and WHEN.search(scene.low, days.end, quantity.start) is not None
    if is_told:
        return True
    is_recent = (published - days.last).days <= RECENT_DAYS
    return is_recent and (figure.is_moved or has_own_days(scene, quantity, days))


def has_own_days(scene: Scene, quantity: Quantity, days: Period) -> bool:
    """Whether the days of a number are named right beside it: no pause and no word of comparing parts them."""
    for p in scene.periods:
        if (p.first, p.last) != (days.first, days.last):
            continue
        is_ahead = p.end <= quantity.start
        if is_ahead and any(0 <= p.start - q.end < OF_BEFORE for q in scene.quantities):
            continue  # 195 on Sunday and 230: the day is of the number before
        gap = scene.low[p.end : quantity.start] if is_ahead else scene.low[quantity.end : p.start]
        if (
            len(gap) < DAYS_NEAR
            and not PARTED.search(gap)
            and not (is_ahead and scene.words.earlier.search(gap))
        ):
            return True
    return False


def _is_supposed(scene: Scene, quantity: Quantity, left: int, right: int) -> bool:
    """Whether the words that concern a number say that it may be so; "May" within a sentence is the month."""
    start, end = _own_start(scene, quantity, left), _own_end(scene, quantity, right)
    return any(
        m[0] != "may" or start + m.start() == 0 or scene.text[start + m.start()] == "m"
        for m in scene.words.supposed.finditer(scene.low[start:end])
    )


def _is_stopped(scene: Scene, quantity: Quantity, left: int, right: int) -> bool:
    """Whether the people of a number were stopped; a word right before the next number is of that number."""
    later = scene.next_to(quantity)
    for match in scene.words.stopped.finditer(scene.low[: min(right, quantity.end + 50)]):
        is_next = later is not None and quantity.end <= match.start() and later.start - match.end() < OF_NEXT
        is_parted = match.end() <= quantity.start and "," in scene.low[match.end() : quantity.start]
        is_other = is_parted or any(
            match.end() <= q.start and q.end <= quantity.start for q in scene.quantities
        )
        if match.start() >= _own_start(scene, quantity, left) and not (is_next or is_other):
            return True
    return False


def _own_start(scene: Scene, quantity: Quantity, left: int) -> int:
    """Where the words that concern a number begin: behind a number before it that a comma parts from it."""
    ends = [
        q.end
        for q in scene.quantities
        if q.end <= quantity.start and "," in scene.low[q.end : quantity.start]
    ]
    return max(left, quantity.start - 80, *ends)


def _own_end(scene: Scene, quantity: Quantity, right: int) -> int:
    """Where they end: at a comma before the next number, or behind the verb of the number."""
    later = scene.next_to(quantity)
    comma = scene.low.find(",", quantity.end, later.start) if later is not None else -1
    if comma < 0:
        verb = next((c for c in scene.cues if c.start >= quantity.end), None)
        if verb is not None and (cut := PAUSE_COMMA.search(scene.low, verb.end)):
            comma = cut.start()
    return min(right, quantity.end + 80, comma if comma >= 0 else right)


def _is_denied(scene: Scene, quantity: Quantity, left: int, right: int) -> bool:
    """Whether the number's own clause is denied, or a later one denies "this figure"."""
    words, text = scene.words, scene.low
    if words.denied.search(text[left:right]):
        return True
    later = text[right:]
    return bool(words.denied.search(later)) and bool(words.anaphora.search(later)) and quantity.end <= right


def _is_earlier(scene: Scene, quantity: Quantity, left: int, right: int) -> bool:
    """Whether a number is of a time before, and only there to be compared with."""
    words, text = scene.words, scene.low
    if scene.line.holds(DASHED) and DASHED.search(text[max(0, left - 12) : left]):
        left = 0  # earlier - 5,000: the dash parts no clause
    before = text[max(left, quantity.start - AHEAD) : quantity.start]
    offset = max(left, quantity.start - AHEAD)
    since = [range(p.start - offset, p.end - offset) for p in scene.periods if p.since]
    ahead = [
        m for m in words.earlier.finditer(before.rstrip()) if not any(m.start() in days for days in since)
    ]
    if ahead:
        rest = before[ahead[-1].end() :]
        if not DIGIT.search(rest) and not UP_TO.search(rest):
            return True
    after = text[quantity.end : min(right, quantity.end + BEHIND)].split(",")[0]
    match = words.earlier.search(after)
    return match is not None and not INTRODUCES.search(after[: match.end()])
