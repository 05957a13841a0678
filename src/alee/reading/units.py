"""In what a number counts: people, unless another unit is named close by."""

from __future__ import annotations

from alee.reading.letters import small
from alee.reading.quantities import Quantity
from alee.reading.scene import Scene

SHARED_NEAR = 30  # characters between two numbers that share a unit
UNIT_NEAR = 36  # characters after a number in which its unit stands
CUT = small(
    r"[.;:(|]|,(?!\d)|(?<![^\W_])(?:and|и|ve|та|і|in|at|to|from|for|on|by|with|who|had|have|has|were|was|are|в|во|на|із|до|через|у|з)(?![^\W_])"
)
RATE_AHEAD = small(r"\b(?:an?|per|each|every|в|на)\s+$")
MANY = 100  # so many days or weeks are no span of time
EARLIER = small(r"\s+(?:earlier|before|ago|ранее|раньше|назад|раніше|тому|önce)(?![^\W_])")
FLIGHTS_TO = small(r"\bflights?\b[^.;,\d]{0,50}\bto $")
UNIT_TO = small(r"\d (km|kilometres|hours|км|часов|годин) (?:to|до)\s+$")
UNIT_AHEAD = small(
    r"(?:^|\s)(?:(?P<vehicles>машин|авто|фур|cars)|(?P<goods>мешков[^.;\d]{0,60}|мішків[^.;\d]{0,60}|тонн|ліжок|місць|коек|мест|раз)|(?P<km>километров|кілометрів)|(?P<hours>часов|годин|години)|(?P<people>человек|людей|осіб))\s+(?:[—–:-]\s+)?(?:на\s+|около\s+)?$"
)
BY_UNIT = {
    "homes": "house_sales", "permits": "residence_permits", "companies": "company_registrations",
    "id_numbers": "id_numbers", "applications": "asylum_applications", "flights": "flights_per_day",
    "seats": "seats", "crossings": "entries", "protected": "registered",
}  # fmt: skip
OF_COMPANIES = small(r"\s+\w+ (?:ortaklı|sermayeli) (?:yeni )?şirket")
TIME = frozenset({"years", "days", "weeks"})
PERMITS = small(
    r"\s+(?:\w+\s+){0,2}permits\b(?! (?:to|for) (?:work|drive|build|fish|hunt|export|import|carry|sell|enter))"
)
GIVEN = small(
    r"\b(?:issu(?:e|ed|es)|grant(?:ed|s)?|handed out|gave|given|received|obtained|approved|extended|renewed)\b"
)


def unit_of(scene: Scene, quantity: Quantity) -> str:
    """Say what stands behind a number: people unless another unit is named close by."""
    after = scene.low[quantity.end : quantity.end + UNIT_NEAR]
    may_be_unit = scene.line.near(scene.words.units, quantity.end, quantity.end + UNIT_NEAR)
    harm = scene.words.units.match(after.lstrip()) if may_be_unit else None
    if harm and harm.lastgroup == "harm":
        return "harm"
    if OF_COMPANIES.match(after):
        return "companies"
    cut = CUT.search(after)
    near = after[: cut.end()] if cut else after
    is_person_near = scene.line.near(scene.words.people, quantity.end, quantity.end + len(near))
    person = scene.words.people.search(near) if is_person_near else None
    named = min(
        (m.start for m in scene.mentions if m.is_people and 0 <= m.start - quantity.end < len(near)),
        default=-1,
    )
    for match in scene.words.units.finditer(near) if may_be_unit else ():
        unit = str(match.lastgroup)
        is_given = scene.words.language == "tr" and unit in ("permits", "id_numbers")
        if person and person.start() < match.start() and unit != "harm" and not is_given:
            break
        if 0 <= named - quantity.end < match.start() and unit in TIME:
            break
        if any(
            quantity.end <= c.start < quantity.end + match.start() and c.measure != "queue"
            for c in scene.cues
        ):
            break
        if unit in TIME and quantity.size >= MANY and EARLIER.match(after, match.end()):
            continue
        if unit in TIME and (
            RATE_AHEAD.search(near[: match.start()])
            or near[: match.start()].endswith(("the ", "this ", "last "))
        ):
            continue
        if near[: match.start()].count(" ") <= 3:
            return "permits" if unit == "goods" and _are_permits(scene, quantity) else unit
    if (
        not person
        and not (after[: cut.start()] if cut else after).strip()
        and (shared := _shared_unit(scene, quantity))
    ):
        return shared
    if (
        not person
        and scene.line.holds(FLIGHTS_TO)
        and FLIGHTS_TO.search(scene.low, max(0, quantity.start - 70), quantity.start)
    ):
        return "flights"
    if (
        not person
        and quantity.start > 3
        and scene.line.holds(UNIT_TO)
        and (to := UNIT_TO.search(scene.low[max(0, quantity.start - 24) : quantity.start]))
    ):
        return "km" if to[1][0] in "kк" else "hours"
    ahead = None
    if not person and scene.line.holds(UNIT_AHEAD):
        ahead = UNIT_AHEAD.search(scene.low[max(0, quantity.start - 24) : quantity.start])
    return str(ahead.lastgroup) if ahead else "people"


def _shared_unit(scene: Scene, quantity: Quantity) -> str:
    """The unit of the next number, where it stands only once: 1,238 in August, 1,196 homes in September."""
    later = scene.next_to(quantity)
    if (
        later is None
        or later.start - quantity.end > SHARED_NEAR
        or not scene.low[quantity.end :].lstrip().startswith(",")
    ):
        return ""
    if any(quantity.end < c.start < later.start for c in scene.cues):
        return ""
    unit = unit_of(scene, later)
    return unit if unit in BY_UNIT or unit == "vehicles" else ""


def _are_permits(scene: Scene, quantity: Quantity) -> bool:
    """Whether permits of any kind but those to do something were given to people."""
    return PERMITS.match(scene.low, quantity.end) is not None and GIVEN.search(scene.low) is not None
