"""Rules that only some folders switch on, person by person: hunger, floods, traits, fixed routes, harvest.

Each function is one rule in the plainest form, and takes the numbers that it needs.
"""

from collections.abc import Iterator
from itertools import pairwise

from verification.flee_agreement.graph import Files, Person, Place, Settings

Route = tuple[tuple[str, ...], float]


def hunger(files: Files, place: Place, day: int) -> float:
    """Read the share of hungry people in a place's region."""
    series = files.hunger.get(place.region)
    return series[day] / 100.0 if series else 0.0


def flood(files: Files, place: Place, day: int) -> int:
    """Read the level of the flood at a place."""
    series = files.floods.get(place.name)
    return series[day] if series else 0


def at_level(values: tuple[float, ...], level: int) -> float:
    """Read the number of a level; the last one counts for all above it."""
    return values[min(level, len(values) - 1)]


def felt(score: float, person: Person, s: Settings) -> float:
    """Compute a place's pull on a person: who shuns danger squares it, a boy who takes risks feels none."""
    is_squared = False
    if s.children_avoid_hazards and person.age < 19:
        score, is_squared = score * score, True
        if s.boys_take_risk and person.gender == "male" and person.age > 14:
            score = 1.0
    if s.elderly_avoid_hazards and person.age > 59:
        score, is_squared = score * score, True
    if s.women_avoid_hazards and person.gender == "female" and not is_squared:
        score = score * score
    return score


def is_harvest(files: Files, s: Settings, day: int) -> bool:
    """Tell whether a day lies in a month of harvest."""
    return bool(s.harvest_months) and files.months[day] in s.harvest_months


def all_paths(path: tuple[Place, ...], km: float, steps: int) -> Iterator[tuple[tuple[Place, ...], float]]:
    """Walk every simple path; here markers cost a step, too."""
    for link in path[-1].links:
        if link.end in path:
            continue
        longer, far = (*path, link.end), km + link.km
        yield longer, far
        if steps > 1:
            yield from all_paths(longer, far, steps - 1)


def fixed_routes(start: Place, files: Files, places: dict[str, Place], s: Settings) -> dict[str, Route]:
    """Find the best route to each place: what is stored of it, and its softened distance.

    A major route counts as a quarter of its softened length, and its first place is forgotten.
    """
    best: dict[str, Route] = {}

    def offer(end: str, stored: tuple[str, ...], softened: float) -> None:
        if end not in best or softened < best[end][1]:
            best[end] = (stored, softened)

    reached = [((start,), 0.0), *all_paths((start,), 0.0, s.awareness_level)]
    for path, km in reached[1:]:
        if path[-1].kind != "marker":
            offer(path[-1].name, tuple(place.name for place in path[1:]), s.softening + km)
    for path, km in reached:
        for major in [way for names in files.majors for way in (names, names[::-1])]:
            length = _length([places[name] for name in major])
            if major[0] != path[-1].name or major[-1] == start.name or length is None:
                continue
            whole = (*(place.name for place in path[1:]), *major[1:])
            offer(major[-1], whole[1:], (s.softening + km + length) / 4.0)
    return best


def _length(places: list[Place]) -> float | None:
    """Add up the first links along a way; None if one is closed."""
    km = 0.0
    for one, two in pairwise(places):
        found = [link.km for link in one.links if link.end is two]
        if not found:
            return None
        km += found[0]
    return km
