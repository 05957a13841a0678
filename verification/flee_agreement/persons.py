"""One object per person, one rule after the other: the yardstick for any faster form of Flee's rules.

Flee moves persons one at a time. A person decides whether to leave a place, picks a whole route among all
those it is aware of, and then follows it link by link, day by day. This module says that in the plainest
Python there is, so that a faster engine can be held against it. It covers the rules on choosing, deciding,
travelling, capacity, conflict, closing of places, countries and camps, and spawning. Nothing here is fast,
and nothing here is shared with the engine.

Distances in km, speeds in km per day, days counted from 0.
"""

from collections.abc import Iterator

import numpy as np

from verification.flee_agreement.graph import (
    CLOSING_KINDS,
    NO_CONFLICT,
    Closing,
    Link,
    Person,
    Place,
    Settings,
)

__all__ = ["Closing", "Link", "Person", "Place", "Settings", "World"]


class World:
    """All places and persons, and the rules that move them.

    Parameters
    ----------
    places
        In file order; the first one's country is home.
    routes
        (name, name, km); each one makes a link in both directions.
    settings
        Numbers of the rules.
    seed
        Seed of the random numbers.

    Raises
    ------
    ValueError
        If a closing is of a kind that is not played here.
    """

    def __init__(
        self,
        places: list[Place],
        routes: list[tuple[str, str, float]],
        settings: Settings,
        *,
        seed: int,
        conflicts: dict[str, list[float]] | None = None,
        closings: tuple[Closing, ...] = (),
    ) -> None:
        for closing in closings:
            if closing.kind not in CLOSING_KINDS:
                raise ValueError(f'closing "{closing.kind}": not played. Allowed are {CLOSING_KINDS}.')
        self.settings, self.rng, self.day = settings, np.random.default_rng(seed), 0
        self.places = {place.name: place for place in places}
        self.conflicts, self.closings = conflicts or {}, closings
        self.persons: list[Person] = []
        self.debt = 0
        for place in places:
            place.is_foreign = place.country != places[0].country
            self._begin(place)
        for name1, name2, km in routes:
            self.connect(name1, name2, km)

    def _begin(self, place: Place) -> None:
        chances = {
            "camp": self.settings.camp_movechance,
            "idpcamp": self.settings.idpcamp_movechance,
            "conflict": self.settings.conflict_movechance,
            "town": self.settings.default_movechance,
        }
        place.movechance = chances.get(place.kind, 1.0)
        place.is_town = place.kind == "town"
        if place.kind == "conflict" and place.intensity == NO_CONFLICT:
            place.intensity = 1.0
        if not place.is_camp and place.movechance < 0.005:
            place.kind = "camp"

    def connect(
        self, name1: str, name2: str, km: float, *, speed: float | None = None, walking: float = 0.0
    ) -> None:
        """Make a link each way; a speed of None is that of the settings."""
        one, two = self.places[name1], self.places[name2]
        for start, end in ((one, two), (two, one)):
            start.links.append(
                Link(start=start, end=end, km=km, max_move_speed=speed, walk_probability=walking)
            )

    # --- Scores (1.4) ---------------------------------------------------------------------------------

    def decay(self, place: Place) -> float:
        """Compute how much an ageing conflict still counts; 1 when no decay is set."""
        steps = self.settings.conflict_spawn_decay
        if not steps:
            return 1.0
        age = self.day - place.conflict_since
        return steps[min(age // self.settings.conflict_spawn_decay_interval, len(steps) - 1)]

    def update_scores(self) -> None:
        """Set every place's score for today, and let capacities grow."""
        for place in self.places.values():
            place.capacity += place.capacity_per_day
            score = self.settings.foreign_weight if place.is_foreign else 1.0
            if place.is_camp:
                score *= self.settings.camp_weight
            if place.intensity > 0.0:
                score *= self.settings.conflict_weight ** (self.decay(place) * place.intensity)
            place.score = score

    def endpoint_score(self, place: Place) -> float:
        """Compute a destination's pull, before distance and capacity."""
        if self.settings.use_pop_for_loc_weight and not place.is_camp:
            return float(place.score * max(1.0, place.pop) ** self.settings.pop_power_for_loc_weight)
        return place.score

    def room(self, place: Place) -> float:
        """Compute the capacity multiplier: 1 with room to spare, 0 when full; no capacity means 1."""
        capacity, buffer = place.capacity * self.settings.capacity_scaling, self.settings.capacity_buffer
        if capacity < 1.0 or place.people <= buffer * capacity:
            return 1.0
        if place.people >= capacity:
            return 0.0
        return 1.0 - (place.people - buffer * capacity) / (capacity * (1.0 - buffer))

    # --- Choosing a route (1.5) -----------------------------------------------------------------------

    def _paths(
        self, path: tuple[Place, ...], km: float, steps: int
    ) -> Iterator[tuple[tuple[Place, ...], float]]:
        for link in path[-1].links:
            if link.end in path:
                continue
            longer, far = (*path, link.end), km + link.km
            is_marker = link.end.kind == "marker"
            if not is_marker:
                yield longer, far
            left = steps if is_marker else steps - 1
            if left > 0:
                yield from self._paths(longer, far, left)

    def route_chances(self, start: Place) -> list[tuple[tuple[str, ...], float]]:
        """List the routes that a person at ``start`` may choose, each with its chance."""
        s = self.settings
        routes, weights = [], []
        steps = 1 if s.awareness_level <= -1 else s.awareness_level
        for path, km in self._paths((start,), 0.0, steps) if steps > 0 else ():
            end = path[-1]
            pull = (s.weight_softening + self.endpoint_score(end)) / (s.softening + km) ** s.distance_power
            routes.append(tuple(place.name for place in path[1:]))
            weights.append((pull * self.room(end)) ** s.weight_power)
        if s.pruning_threshold >= 1.001 and weights:
            least = max(weights) / s.pruning_threshold
            weights = [w if w >= least else 0.0 for w in weights]
        total = sum(weights)
        even = 1.0 / max(1, len(weights))
        return [(r, w / total if total > 0.0 else even) for r, w in zip(routes, weights, strict=True)]

    def _plan(self, person: Person) -> None:
        choices = self.route_chances(person.place)
        if choices:
            k = self.rng.choice(len(choices), p=[chance for _, chance in choices])
            person.route = choices[int(k)][0]

    # --- Moving (1.6) ---------------------------------------------------------------------------------

    def leaving_chance(self, place: Place) -> float:
        """Compute the chance that a person without a plan leaves today."""
        base, power = self.settings.movechance_pop_base, self.settings.movechance_pop_scale_factor
        if power == 0.0:
            return place.movechance
        return float(place.movechance * (max(place.pop, place.capacity) / base) ** power)

    def decide(self, person: Person, *, is_forced: bool = False) -> None:
        """Let a person at a place stay, or set out on the first link of its route."""
        is_sure = bool(person.route) or (is_forced and person.place.is_town)
        if not is_sure and self.rng.random() >= self.leaving_chance(person.place):
            return
        if not person.route:
            self._plan(person)
        if not person.route:
            return
        last = self.places[person.route[-1]]
        ahead = [link for link in person.place.links if link.end.name == person.route[0]]
        if not ahead or (last.is_camp and self.room(last) < 0.5):
            person.route = ()
            return
        person.place.people -= 1
        person.link, person.km_on_link, person.route = ahead[0], 0.0, person.route[1:]

    def _speed(self, person: Person, link: Link) -> float:
        speed = self.settings.max_move_speed if link.max_move_speed is None else link.max_move_speed
        if self.settings.start_on_foot and person.places_travelled == 1:
            speed = self.settings.max_walk_speed
        if link.walk_probability > 0.0 and self.rng.random() < link.walk_probability:
            speed = self.settings.max_walk_speed
        return speed

    def travel(self, person: Person) -> None:
        """Move a person along its link, and on if there is time left; each further link gets a full speed."""
        link = person.link
        if link is None:
            return
        speed = self._speed(person, link)
        person.km_on_link += speed
        person.km_today += speed
        if person.km_on_link <= link.km:
            return
        person.places_travelled += 1
        person.km_today -= person.km_on_link - link.km
        is_shut = link in link.start.closed
        person.place = link.start if is_shut else link.end
        person.place.people += 1
        person.link, person.km_on_link = None, 0.0
        if is_shut or person.km_today >= speed:
            return
        index = (person.recent_travel + person.km_today / self.settings.max_move_speed) / 2.0
        self.decide(person, is_forced=self.settings.avoid_short_stints and index < 0.5)
        self.travel(person)

    # --- The day (1.2, 1.3, 1.7, 1.8) -----------------------------------------------------------------

    def switch_conflicts(self) -> None:
        """Turn conflicts on and off; a change between positive values does nothing."""
        for name, series in self.conflicts.items():
            place, value = self.places[name], series[self.day]
            before = series[self.day - 1] if self.day > 0 else 0.0
            if value > 1e-6 and (self.day == 0 or before <= 0.0):
                place.intensity, place.conflict_since = value, self.day
                place.movechance, place.is_town = self.settings.conflict_movechance, False
            elif self.day > 0 and before > 0.0 and value <= 0.0:
                place.intensity, place.conflict_since = NO_CONFLICT, -1
                place.movechance, place.is_town = self.settings.default_movechance, True

    def spawn_chances(self) -> dict[str, float]:
        """Compute the chance of each place to be the origin of a new person; empty without conflict."""
        weights = {
            p.name: p.pop * p.intensity * self.decay(p) for p in self.places.values() if p.intensity > 0.0
        }
        total = sum(weights.values())
        return {name: w / total for name, w in weights.items()} if total > 0.0 else {}

    def spawn(self, change: int) -> None:
        """Bring in ``change`` persons, after a debt from falling totals has been worked off."""
        wanted = change - self.debt
        self.debt = max(0, -wanted)
        if wanted <= 0:
            return
        chances = self.spawn_chances()
        if not chances:
            raise ValueError(f"day {self.day}: {wanted} persons to spawn, but no place is in conflict.")
        drawn = self.rng.multinomial(wanted, list(chances.values()))
        for name, n in zip(chances, drawn, strict=True):
            self.put(name, int(n))

    def spawn_by_conflict(self) -> None:
        """Bring in the persons that each conflict zone displaces today, whatever the totals say."""
        rate, mode = self.settings.displaced_per_conflict_day, self.settings.spawn_mode
        for place in self.places.values():
            if place.intensity <= 0.0:
                continue
            if mode == "poisson":
                n = int(self.rng.poisson(rate * place.intensity))
            else:
                n = int(rate * (place.pop if mode == "pop_ratio" else 1.0) * place.intensity)
            self.put(place.name, n)

    def put(self, name: str, n: int) -> None:
        """Place ``n`` new persons."""
        place = self.places[name]
        self.persons.extend(Person(place) for _ in range(n))
        place.people += n

    def close_and_open(self) -> None:
        """Shut links whose closing starts today, then open those whose closing ends today."""
        for closing in self.closings:
            if closing.start == self.day:
                self._apply(closing, is_closing=True)
        for closing in self.closings:
            if closing.end == self.day:
                self._apply(closing, is_closing=False)

    def _apply(self, closing: Closing, *, is_closing: bool) -> None:
        if closing.kind in ("camp", "idpcamp"):
            place = self.places[closing.name1]
            s = self.settings
            place.kind, place.is_town = ("town", True) if is_closing else (closing.kind, False)
            camp = s.camp_movechance if closing.kind == "camp" else s.idpcamp_movechance
            place.movechance = s.default_movechance if is_closing else camp
        elif closing.kind in ("country", "location"):
            self._move_links(closing, is_closing=is_closing)

    def _move_links(self, closing: Closing, *, is_closing: bool) -> None:
        for place in self.places.values():
            source, target = (place.links, place.closed) if is_closing else (place.closed, place.links)
            for link in list(source):
                if closing.kind == "location":
                    is_meant = closing.name1 in (link.start.name, link.end.name)
                else:
                    ends = {link.start.country, link.end.country}
                    is_meant = ends == {closing.name1, closing.name2}
                if is_meant:
                    source.remove(link)
                    target.append(link)

    def evolve(self) -> None:
        """Let everybody decide, then travel, in the order in which they came into being."""
        self.update_scores()
        for person in self.persons:
            if person.link is None:
                self.decide(person)
        for person in self.persons:
            self.travel(person)
        for person in self.persons:
            share = person.km_today / self.settings.max_move_speed
            person.recent_travel = (person.recent_travel + share) / 2.0
            person.km_today = 0.0
        self.day += 1

    def live_a_day(self, change: int = 0) -> None:
        """Play one day in full; ``change`` is today's growth of the total, in persons."""
        self.switch_conflicts()
        if self.settings.spawn_mode == "totals":
            self.spawn(change)
        else:
            self.spawn_by_conflict()
        self.close_and_open()
        self.evolve()
